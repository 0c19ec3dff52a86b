"""Who answered: how many of the customers, how their orders before the survey differ from the others', and what that may do.

Orders after a wave began are not looked at: who answers after an order would always look busier than who was not asked.
"""

from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.answered import answered, stages_on
from analysis.comparisons import Group, group
from analysis.ledger import Ledger
from analysis.occasions import MILLISECONDS_A_DAY, Occasions
from analysis.stages import STAGES
from analysis.survey import Survey
from analysis.weighting import Cell, Weighed, cell_weights, effective, weighed

YEAR = 365
NOTE, WARN = 0.1, 0.25
BALANCED, NOTED, UNLIKE = "balanced", "noted", "unlike"
NEW = "new"
MEASURES = ("orders_a_year", "net_a_year", "days_since_last", "days_since_first", "complained")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One measure of those who answered and of the others, on the day before each wave.

    Attributes
    ----------
    measure : str
        One of `MEASURES`: days with an order in the year before, net in that year (minor units), days since the last and since the first
        order, the share with a complaint in that year.
    respondents, others : float
        Means.
    difference : float or None
        Standardised; None where nobody's differ.
    reading : {"balanced", "noted", "unlike"}
        From 0.1 and from 0.25 on, whichever sign.
    """

    measure: str
    respondents: float
    others: float
    difference: float | None
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of the customers whom there were by the end of a wave answered in it; `newcomers` first ordered during it."""

    label: str
    rate: Group
    newcomers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondents:
    """Who answered.

    Attributes
    ----------
    level : float
    as_of : date
    responses : int
        Questionnaires that count.
    unknown, never_ordered : int
        Of nobody known, and of people without an order by then: neither is compared.
    rates : tuple of Rate
        By wave.
    compared, others : int
        Customers who had ordered before a wave, one for each wave: those who answered in it and those who didn't.
    currency : str or None
    balance : tuple of Balance
    cells : tuple of Cell
    field : str
        What cells are: "stage" on the first day of each wave, or a field of the customers.
    uncovered : float
        Share of the customers in cells in which nobody answered: no weight can speak for them.
    capped : int
        Questionnaires whose weight was cut.
    effective : float
        How many equally weighted answers the weighted ones are worth.
    weighed : tuple of Weighed
    """

    level: float
    as_of: date
    responses: int
    unknown: int
    never_ordered: int
    rates: tuple[Rate, ...]
    compared: int
    others: int
    currency: str | None
    balance: tuple[Balance, ...]
    cells: tuple[Cell, ...]
    field: str
    uncovered: float
    capped: int
    effective: float
    weighed: tuple[Weighed, ...]


def standardised(first: np.ndarray, second: np.ndarray) -> float | None:
    """The difference of two means in parts of their common spread; None where neither varies.

    References
    ----------
    Austin, P. C. (2009), Statistics in Medicine 28, 3083-3107.

    Examples
    --------
    >>> round(standardised(np.array([6, 4, 8, 5, 7]), np.array([2, 3, 1, 4, 2, 3, 2, 3])), 6)
    2.701457
    """
    if min(len(first), len(second)) < 2:
        return None
    spread = np.sqrt((np.var(first, ddof=1) + np.var(second, ddof=1)) / 2)
    return float((np.mean(first) - np.mean(second)) / spread) if spread > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Base:
    """Customers one by one in each wave, end to end: their place, the wave, whether they answered, and whether they are new in it."""

    place: np.ndarray
    wave: np.ndarray
    said: np.ndarray
    new: np.ndarray
    day: np.ndarray


def respondents(
    survey: Survey,
    occasions: Occasions,
    *,
    ledger: Ledger | None = None,
    complaints=None,
    usual_gap_days: float | None = None,
    field: str = "stage",
    cell: np.ndarray | None = None,
    level: float = 0.95,
) -> Respondents:
    """Compare those who answered with the other customers, wave by wave, and weight the answers to all of them.

    Parameters
    ----------
    survey : Survey
        Of customers.
    occasions : Occasions
    ledger : Ledger, optional
        What they brought.
    complaints : DataFrame, optional
        ``customer``, ``opened_at``.
    usual_gap_days : float, optional
        Cells are stages only with one.
    field, cell : str, object array of str with one a customer of `occasions`, optional
        Other cells than stages.
    level : float

    Returns
    -------
    Respondents

    Notes
    -----
    A customer is in the base of each wave by whose last day there was an order. Cells are weighted by their share of the customers over
    their share of the answers, 5 at most. Weights make up for what the cells know; they do nothing where the satisfied of a cell answer
    more often than its others.
    """
    who = answered(survey, occasions)
    base = _base(survey, occasions, who.place)
    measures = _measures(occasions, ledger, complaints, base)
    old = ~base.new
    names = _cells(occasions, base, usual_gap_days) if cell is None else cell[base.place]
    cells, weights, uncovered, capped = cell_weights(names, base.said)
    row_weight = _of_answers(survey, who.place, base, weights)
    return Respondents(
        level=level,
        as_of=occasions.as_of,
        responses=len(survey.response),
        unknown=int((survey.customer < 0).sum()),
        never_ordered=int(((survey.customer >= 0) & ~who.before).sum()),
        rates=_rates(survey, base, level),
        compared=int((base.said & old).sum()),
        others=int((~base.said & old).sum()),
        currency=None if ledger is None else ledger.currency,
        balance=tuple(_balance(name, values[old & base.said], values[old & ~base.said]) for name, values in measures.items()),
        cells=cells,
        field=field if cell is not None else ("stage" if usual_gap_days is not None else "new"),
        uncovered=uncovered,
        capped=capped,
        effective=effective(row_weight[row_weight > 0]),
        weighed=weighed(survey, row_weight, level=level),
    )


def _base(survey: Survey, occasions: Occasions, place: np.ndarray) -> _Base:
    size = len(occasions.customers)
    first = occasions.day[occasions.start[:-1]].astype(np.int64)
    parts = []
    for number, wave in enumerate(survey.waves):
        begin, end = calendar.day_number(wave.first), calendar.day_number(wave.last)
        there = np.flatnonzero(first <= end)
        said = np.zeros(size, dtype=bool)
        said[place[(survey.wave == number) & (place >= 0)]] = True
        parts.append((there, np.full(len(there), number), said[there], first[there] >= begin, np.full(len(there), begin)))
    columns = [np.concatenate(values) for values in zip(*parts)] if parts else [np.zeros(0, dtype=np.int64)] * 5
    return _Base(place=columns[0], wave=columns[1], said=columns[2].astype(bool), new=columns[3].astype(bool), day=columns[4])


def _measures(occasions: Occasions, ledger: Ledger | None, complaints, base: _Base) -> dict[str, np.ndarray]:
    """Each measure of the base on the day before its wave; what is asked of newcomers is not used."""
    found = {name: np.zeros(len(base.place)) for name in MEASURES}
    first = occasions.day[occasions.start[:-1]].astype(np.int64)
    complained = _complaint_days(complaints)
    for wave in np.unique(base.wave):
        rows = np.flatnonzero(base.wave == wave)
        place, begin = base.place[rows], int(base.day[rows[0]])
        before, earlier = occasions.count_through(begin - 1), occasions.count_through(begin - 1 - YEAR)
        last = occasions.day[np.maximum(occasions.start[:-1] + before - 1, 0)].astype(np.int64)
        found["orders_a_year"][rows] = (before - earlier)[place]
        found["days_since_last"][rows] = (begin - last)[place]
        found["days_since_first"][rows] = (begin - first)[place]
        if ledger is not None:
            found["net_a_year"][rows] = ledger.between(begin - YEAR, begin - 1)[place]
        if complained is not None:
            customer, day = complained
            recent = customer[(day >= begin - YEAR) & (day < begin)]
            found["complained"][rows] = np.isin(occasions.customers[place], recent)
    without = {"net_a_year"} if ledger is None else set()
    without |= {"complained"} if complained is None else set()
    return {name: values for name, values in found.items() if name not in without}


def _complaint_days(complaints) -> tuple[np.ndarray, np.ndarray] | None:
    if complaints is None:
        return None
    rows = nw.from_native(complaints, eager_only=True).filter(~nw.col("customer").is_null(), ~nw.col("opened_at").is_null())
    if not len(rows):
        return None
    day = rows["opened_at"].cast(nw.Datetime("us")).dt.timestamp("ms").to_numpy().astype(np.int64) // MILLISECONDS_A_DAY
    return rows["customer"].cast(nw.Int64).to_numpy().astype(np.int64), day


def _balance(name: str, respondents: np.ndarray, others: np.ndarray) -> Balance:
    difference = standardised(respondents, others)
    size = 0.0 if difference is None else abs(difference)
    means = (float(values.mean()) if len(values) else float("nan") for values in (respondents, others))
    return Balance(
        measure=name,
        respondents=next(means),
        others=next(means),
        difference=difference,
        reading=UNLIKE if size > WARN else NOTED if size > NOTE else BALANCED,
    )


def _rates(survey: Survey, base: _Base, level: float) -> tuple[Rate, ...]:
    found = []
    for number, wave in enumerate(survey.waves):
        rows = base.wave == number
        if rows.any():
            said = base.said[rows]
            found.append(
                Rate(
                    label=wave.label,
                    rate=group(int(said.sum()), int(rows.sum()), level=level),
                    newcomers=int((said & base.new[rows]).sum()),
                )
            )
    return tuple(found)


def _cells(occasions: Occasions, base: _Base, usual_gap_days: float | None) -> np.ndarray:
    """Newcomers of the wave, and the others by their stage on its first day, or all together without a usual gap."""
    names = np.full(len(base.place), NEW, dtype=object)
    old = ~base.new
    names[old] = "known"
    if usual_gap_days is not None and old.any():
        stage = stages_on(occasions, base.place[old], base.day[old] - 1, usual_gap_days=usual_gap_days)
        names[old] = np.array(STAGES, dtype=object)[stage]
    return names


def _of_answers(survey: Survey, place: np.ndarray, base: _Base, weights: np.ndarray) -> np.ndarray:
    """Each questionnaire's weight; 0 for those outside the base."""
    found = np.zeros(len(survey.response))
    if not len(base.place):
        return found
    width = int(max(place.max(initial=0), base.place.max())) + 1
    order = np.argsort(base.wave * width + base.place)
    keys = (base.wave * width + base.place)[order]
    known = (place >= 0) & (survey.wave >= 0)
    wanted = survey.wave[known].astype(np.int64) * width + place[known]
    where = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    found[known] = np.where(keys[where] == wanted, weights[order[where]], 0.0)
    return found
