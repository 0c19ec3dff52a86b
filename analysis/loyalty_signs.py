"""What signs of loyalty each customer shows by a day: counts, answers and facts, from what a company has recorded.

A sign that nobody's record could hold is absent for all: without any contact in the data nobody has "no contact". Where contacts are
recorded, somebody without one has 0. An answer that was not given is missing, for that customer alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.company import Company
from analysis.occasions import Occasions, counted, through
from analysis.relations import Relations
from analysis.stages import StageTable

#: The six groups, in the order in which they are shown.
CONTRACTING, RENEWAL, INTERACTION, RECOMMENDATION, PARTICIPATION, DECLARED = GROUPS = (
    "contracting", "renewal", "interaction", "recommendation", "participation", "declared",
)  # fmt: skip
#: Each sign's group.
SIGNS: Mapping[str, str] = {
    "products": CONTRACTING,
    "channels": CONTRACTING,
    "potential": CONTRACTING,
    "exclusive": CONTRACTING,
    "order_days": RENEWAL,
    "rhythm": RENEWAL,
    "contacts": INTERACTION,
    "contact_channels": INTERACTION,
    "referrals": RECOMMENDATION,
    "recommendation": RECOMMENDATION,
    "memberships": PARTICIPATION,
    "rewards": PARTICIPATION,
    "answers": PARTICIPATION,
    "overall": DECLARED,
}
#: Signs that a column of the customers' own file tells: nobody knows since when it holds.
TOLD = ("potential", "exclusive")
#: Answers on a scale, as a part of it: from its worst answer, 0, to its best, 1.
SAID = ("recommendation", "overall")
#: What customers do, and the sign that its number is.
DEEDS = {"referral": "referrals", "reward": "rewards", "answer": "answers"}
#: What is counted, is counted in so many days up to the day.
YEAR = 365
_WORDS = {"yes": 1.0, "true": 1.0, "no": 0.0, "false": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a company has recorded of its customers besides orders; a frame is None where there is none.

    Attributes
    ----------
    contacts : DataFrame, optional
        Those that the customers began: ``customer``, ``happened_at``, ``channel``.
    deeds : DataFrame, optional
        One row a referral, a reward taken or a questionnaire filled in: ``customer``, ``deed`` (one of `DEEDS`), ``happened_at``.
    memberships : DataFrame, optional
        ``customer``, ``member_since``, ``member_until``.
    said : DataFrame, optional
        One row an answer: ``customer``, ``role`` ("overall" or "recommendation"), ``answered_at``, ``response``, ``value``, ``low``,
        ``high``.
    told : mapping of str to DataFrame
        Of `TOLD`: ``customer``, ``value`` (text).
    """

    contacts: object = None
    deeds: object = None
    memberships: object = None
    said: object = None
    told: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Everybody's signs at the end of one day.

    Attributes
    ----------
    day : date
        Nothing dated later is in here.
    customers : int64 array of R
        Those who had ordered by then, ascending.
    last : int32 array of R
        The day of the last order, in days since 1970-01-01.
    values : dict of str to float array of R
        By sign, those of `SIGNS` that the data can show; nan where it is not known of a customer.
    """

    day: date
    customers: np.ndarray
    last: np.ndarray
    values: dict[str, np.ndarray]


def measure(orders, occasions: Occasions, records: Records, day: date, *, stages: StageTable | None = None, undated: bool = True) -> Signs:
    """Measure all signs at the end of `day`.

    Parameters
    ----------
    orders : DataFrame
        As `models.frames` gives them.
    occasions : Occasions
        Those who never ordered may be in, with an empty stretch.
    records : Records
    day : date
        Not after the occasions' `as_of`.
    stages : StageTable, optional
        At that day, of the same customers: their usual gaps. Without it nothing is said of anybody's rhythm.
    undated : bool
        Whether what has no date counts: memberships without a first day, and what is told of customers. At a day of the past it must not,
        for it may have become known later.

    Returns
    -------
    Signs

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> rows = pl.DataFrame({"customer": [7, 7, 8], "ordered_at": [datetime(2026, 1, 2), datetime(2026, 3, 4), datetime(2026, 3, 5)],
    ...     "counted": [True] * 3, "gross": [100] * 3, "refunded": [0] * 3, "product": ["mug", "cup", "mug"], "channel": ["web"] * 3})
    >>> from analysis.occasions import gather
    >>> found = measure(rows, gather(rows, as_of=date(2026, 3, 31)), Records(), date(2026, 3, 31))
    >>> {name: values.tolist() for name, values in found.values.items()}
    {'products': [2.0, 1.0], 'order_days': [2.0, 1.0]}
    """
    t = calendar.day_number(day)
    count = occasions.count_through(t)
    there = count > 0
    customers = occasions.customers[there]
    last = occasions.day[occasions.start[:-1][there] + count[there] - 1]
    found = _bought(orders, occasions, customers, day)
    within = (count - occasions.count_through(t - YEAR))[there].astype(float)
    found["order_days"] = within
    if stages is not None:
        # The order that began a customer's time needs no gap before it; later ones do.
        begun = occasions.day[occasions.start[:-1][there]]
        watched = np.minimum(t - begun, YEAR)
        due = watched / stages.usual_gap[there] + (begun > t - YEAR)
        found["rhythm"] = np.minimum(within / np.maximum(due, 1.0), 1.0)
    found |= _contacts(records.contacts, customers, day)
    found |= _deeds(records.deeds, customers, day)
    found |= _memberships(records.memberships, customers, day, undated)
    found |= _said(records.said, customers, day)
    if undated:
        found |= {name: _told(frame, customers) for name, frame in records.told.items()}
    ordered = {name: found[name] for name in SIGNS if name in found and not np.isnan(found[name]).all()}
    return Signs(day=day, customers=customers, last=last, values=ordered)


def here_and_now(company: Company, relations: Relations | None, records: Records) -> tuple[Signs, np.ndarray | None]:
    """Measure all signs at a company's `as_of`, and tell the stages beside them.

    Parameters
    ----------
    company : Company
    relations : Relations, optional
        None where there is no usual gap.
    records : Records

    Returns
    -------
    (Signs, int8 array of R or None)
        The signs of those who ordered, in the order of `company.occasions`, and places in `analysis.stages.STAGES`.
    """
    # At an earlier day than the data's own nobody knows whether what has no date held already.
    undated = company.as_of >= company.complete.day
    if relations is None:
        return measure(company.orders, company.occasions, records, company.as_of, undated=undated), None
    table = relations.stages(company.as_of)
    signs = measure(company.orders, relations.occasions, records, company.as_of, stages=table, undated=undated)
    return signs, table.stage[relations.buyers]


def _bought(orders, occasions: Occasions, customers: np.ndarray, day: date) -> dict[str, np.ndarray]:
    """How many different products and channels of order, within the year; a column that never says more than one thing tells nothing."""
    rows = counted(orders, as_of=day, free_orders=occasions.free_orders)
    rows = rows.filter(~nw.col("customer").is_null(), nw.col("ordered_at") >= _begin(day))
    return {
        sign: _different(rows, column, customers)
        for sign, column in (("products", "product"), ("channels", "channel"))
        if column in rows.columns and rows[column].drop_nulls().n_unique() > 1
    }


def _different(rows: nw.DataFrame, column: str, customers: np.ndarray) -> np.ndarray:
    pairs = rows.filter(~nw.col(column).is_null()).select("customer", column).unique()
    return _counts(pairs["customer"].to_numpy(), customers)


def _counts(who: np.ndarray, customers: np.ndarray) -> np.ndarray:
    """How often each customer stands among `who`; others are left out."""
    if not len(customers):
        return np.zeros(0)
    who = np.asarray(who, dtype=np.int64)
    at = np.minimum(np.searchsorted(customers, who), len(customers) - 1)
    return np.bincount(at[customers[at] == who], minlength=len(customers)).astype(float)


def _contacts(frame, customers: np.ndarray, day: date) -> dict[str, np.ndarray]:
    if frame is None:
        return {}
    rows = nw.from_native(frame, eager_only=True).filter(through(day, "happened_at"))
    if not len(rows):
        return {}
    rows = rows.filter(nw.col("happened_at") >= _begin(day), ~nw.col("customer").is_null())
    found = {"contacts": _counts(rows["customer"].to_numpy(), customers)}
    if rows["channel"].drop_nulls().n_unique() > 1:
        found["contact_channels"] = _different(rows, "channel", customers)
    return found


def _deeds(frame, customers: np.ndarray, day: date) -> dict[str, np.ndarray]:
    if frame is None:
        return {}
    rows = nw.from_native(frame, eager_only=True).filter(through(day, "happened_at"))
    recorded = set(rows["deed"].unique().to_list())
    rows = rows.filter(nw.col("happened_at") >= _begin(day), ~nw.col("customer").is_null())
    return {
        sign: _counts(rows.filter(nw.col("deed") == deed)["customer"].to_numpy(), customers)
        for deed, sign in DEEDS.items()
        if deed in recorded
    }


def _memberships(frame, customers: np.ndarray, day: date, undated: bool) -> dict[str, np.ndarray]:
    if frame is None:
        return {}
    rows = nw.from_native(frame, eager_only=True)
    begun = through(day, "member_since")
    rows = rows.filter(begun | nw.col("member_since").is_null() if undated else begun)
    if not len(rows):
        return {}
    rows = rows.filter(nw.col("member_until").is_null() | ~through(day, "member_until"))
    return {"memberships": _counts(rows["customer"].to_numpy(), customers)}


def _said(frame, customers: np.ndarray, day: date) -> dict[str, np.ndarray]:
    """Each customer's last answer by the day, as a part of its scale; of several at one moment, the one stored last."""
    if frame is None:
        return {}
    rows = nw.from_native(frame, eager_only=True).filter(through(day, "answered_at"))
    found = {}
    for role in SAID:
        last = rows.filter(nw.col("role") == role).sort("answered_at", "response").unique("customer", keep="last", maintain_order=True)
        if len(last):
            value, low, high = (last[name].to_numpy().astype(float) for name in ("value", "low", "high"))
            found[role] = _placed(last["customer"].to_numpy(), (value - low) / (high - low), customers)
    return found


def _told(frame, customers: np.ndarray) -> np.ndarray:
    """What is told of customers as a number, or as yes and no; a per cent sign and a comma for the decimals are read."""
    rows = nw.from_native(frame, eager_only=True)
    values = np.array([_number(text) for text in rows["value"].to_list()], dtype=float)
    return _placed(rows["customer"].to_numpy(), values, customers)


def _number(text: str | None) -> float:
    plain = (text or "").strip().casefold().removesuffix("%").strip().replace(",", ".")
    if plain in _WORDS:
        return _WORDS[plain]
    try:
        number = float(plain)
    except ValueError:
        return np.nan
    return number if np.isfinite(number) else np.nan


def _placed(who: np.ndarray, values: np.ndarray, customers: np.ndarray) -> np.ndarray:
    found = np.full(len(customers), np.nan)
    if len(customers):
        at = np.minimum(np.searchsorted(customers, who), len(customers) - 1)
        meant = customers[at] == who
        found[at[meant]] = values[meant]
    return found


def _begin(day: date) -> datetime:
    """The first moment of the year that ends with a day."""
    return datetime.combine(day - timedelta(days=YEAR - 1), time.min)
