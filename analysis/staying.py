"""How long customers stay, when they come back, and whether they decide faster: what the durations say, put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np

from analysis import calendar
from analysis.absences import Absences, absences
from analysis.coming import Coming, coming
from analysis.durations import Durations, came_back, to_abandonment, to_first_order, to_next_order
from analysis.errors import UnknownChoice, choose, say
from analysis.evidence import NO_VALUE_BELOW
from analysis.groups import chosen
from analysis.occasions import Occasions
from analysis.pace import Step, steps
from analysis.rhythm import STANDARD, known
from analysis.survival import Curve, LogRank, kaplan_meier, log_rank
from analysis.traits import LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How long the customers of one group stay: from the first order to being abandoned.

    Attributes
    ----------
    name : str or None
        The group's value, None for all the others; "" for all customers.
    curve : Curve
    came_back : int
        Of those who left, how many ordered again later.
    """

    name: str | None
    curve: Curve
    came_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A period too recent to tell a pause from a farewell, and the day on which it can be told, if the usual gap stays as it is."""

    period: str
    known_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """What is told of the length of the relationship.

    Attributes
    ----------
    as_of : date
    level : float
        Of every interval in it.
    usual_gap_days : float
        The population's.
    all : Stay
    groups : tuple of Stay
        Where groups are compared; those of fewer than 5 customers are left out.
    test : LogRank or None
        Whether the groups stay equally long.
    repeaters : Curve or None
        Of those who ordered again: from the second order to being abandoned. Who orders once is abandoned after four usual gaps, all on
        the same day, and where that is every second customer the median of all tells no more than that.
    second_order : Coming
    first_order : Coming or None
        From the first contact, where contacts are there.
    contacted_later : int
        Customers whose first contact came after their first order: they are not in `first_order`.
    steps : tuple of Step
        From order to order.
    unknown : tuple of Unknown
    """

    as_of: date
    level: float
    usual_gap_days: float
    all: Stay
    groups: tuple[Stay, ...]
    test: LogRank | None
    repeaters: Curve | None
    second_order: Coming
    first_order: Coming | None
    contacted_later: int
    steps: tuple[Step, ...]
    unknown: tuple[Unknown, ...]


def staying(
    occasions: Occasions,
    *,
    usual_gap_days: float | None,
    away: Absences | None = None,
    mask: np.ndarray | None = None,
    groups: Mapping[str | None, np.ndarray] | None = None,
    contacts=None,
    orders=None,
    period: str = "month",
    level: float = 0.95,
) -> Staying | None:
    """Put together how long customers stay.

    Parameters
    ----------
    occasions : Occasions
    usual_gap_days : float
        The population's usual gap at as_of, not the filtered customers'.
    away : Absences, optional
        Of all customers, where they are at hand.
    mask : bool array of C, optional
        Which customers are meant.
    groups : mapping of name to bool array of C, optional
        Groups without a common customer, to be compared.
    contacts : DataFrame, optional
        ``customer``, ``happened_at``. With a mask they are left aside, as no filter knows people who never ordered.
    orders : DataFrame, optional
        What `occasions` was gathered from; needed with contacts.
    period : {"week", "month", "quarter"}
        Of `unknown`.
    level : float

    Returns
    -------
    Staying or None
        None where the mask leaves nobody.

    Raises
    ------
    NotEnoughGaps
        Without a usual gap.

    Examples
    --------
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 100]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> found = staying(history, usual_gap_days=30)
    >>> found.all.curve.n, found.all.curve.events, found.unknown[0]
    (2, 1, Unknown(period='1970-04', known_on=datetime.date(1970, 8, 28)))
    """
    usual_gap_days = known(usual_gap_days)
    everybody = np.ones(len(occasions.customers), dtype=bool) if mask is None else np.asarray(mask)
    if not everybody.any():
        return None
    away = away or absences(occasions, usual_gap_days=usual_gap_days)
    lengths, back = to_abandonment(occasions, away), came_back(occasions, away)
    parts = {name: part & everybody for name, part in (groups or {}).items()}
    parts = {name: part for name, part in parts.items() if part.sum() >= NO_VALUE_BELOW}
    second = to_next_order(occasions)
    again = to_abandonment(occasions, away, number=2).part(everybody[np.diff(occasions.start) >= 2])
    contacted = contacts is not None and len(contacts) > 0 and mask is None
    first, later = to_first_order(occasions, contacts, orders) if contacted else (None, 0)
    return Staying(
        as_of=occasions.as_of,
        level=level,
        usual_gap_days=usual_gap_days,
        all=_stay("", lengths.part(everybody), back[everybody], level),
        groups=tuple(_stay(name, lengths.part(part), back[part], level) for name, part in parts.items()),
        test=log_rank([(lengths.days[part], lengths.observed[part]) for part in parts.values()]),
        repeaters=kaplan_meier(again.days, again.observed, level=level) if len(again.days) else None,
        second_order=coming(second.part(everybody), level=level),
        first_order=coming(first, level=level) if first is not None and len(first.days) else None,
        contacted_later=later,
        steps=steps(occasions, mask=everybody, usual_gap_days=usual_gap_days, level=level),
        unknown=_unknown(occasions.as_of, usual_gap_days, period),
    )


def groups(attributes, field: str, values: Sequence[str] = ()) -> dict[str | None, np.ndarray]:
    """Mark the customers of each group, for `staying`: as `analysis.groups.chosen`, but by nothing that is known only later.

    To become a member one must have stayed until then, so that members seem to stay longer whatever membership does.

    Raises
    ------
    Refused
        For a field that is known only after the first order, and as `analysis.groups.chosen`.

    Examples
    --------
    >>> import polars as pl
    >>> {value: mask.tolist() for value, mask in groups(pl.DataFrame({"country": ["SE", "FI", "SE"]}), "country").items()}
    {'SE': [True, False, True], 'FI': [False, True, False]}
    """
    if field in LATER:
        raise UnknownChoice(
            found=say("groups by {}, which is known only after the first order", field),
            needed="a field that is known by then",
            do="Choose another one: whoever stays longer has more time to join or to answer.",
        )
    return chosen(attributes, field, values)


#: What a customer can have become since the first order.
BECAME = ("lost", "not_lost", "came_back")


def behind(occasions: Occasions, away: Absences, who: np.ndarray, *, became: str) -> np.ndarray:
    """Return the customers whom a curve counts as lost, as not yet lost, or as lost and back.

    Parameters
    ----------
    occasions : Occasions
    away : Absences
        Of all customers.
    who : bool array of C
        The curve's customers.
    became : str
        One of `BECAME`.

    Returns
    -------
    int64 array
        Party ids, ascending.

    Raises
    ------
    UnknownChoice
        For anything else.

    Examples
    --------
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 150, 100]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> away = absences(history, usual_gap_days=30)
    >>> [behind(history, away, np.ones(2, bool), became=became).tolist() for became in BECAME]
    [[7], [8], [7]]
    """
    choose("became", became, BECAME)
    lost = to_abandonment(occasions, away).observed
    meant = {"lost": lost, "not_lost": ~lost, "came_back": came_back(occasions, away)}[became]
    return occasions.customers[np.asarray(who) & meant]


def _stay(name: str | None, lengths: Durations, back: np.ndarray, level: float) -> Stay:
    return Stay(name=name, curve=kaplan_meier(lengths.days, lengths.observed, level=level), came_back=int(back.sum()))


def _unknown(as_of: date, usual_gap_days: float, period: str) -> tuple[Unknown, ...]:
    """The periods that have begun and of which it is not known yet who stayed: as `analysis.retention` holds them unknown."""
    wait = timedelta(days=ceil(STANDARD.abandoned * usual_gap_days))
    newest = calendar.number(as_of, period)
    oldest = calendar.last_complete(as_of - wait, period) + 1
    return tuple(
        Unknown(period=calendar.label(number, period), known_on=calendar.last_day(number, period) + wait)
        for number in range(oldest, newest + 1)
    )
