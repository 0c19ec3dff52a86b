"""The company's own stage: launch, improvement, consolidation or deterioration, by how many customers are active from quarter to quarter.

The rule, first match wins, at the end of the last finished quarter. Active are customers in capture, maintenance, loyalty or recovered:

1. fewer than four quarters' ends since the first order, or more than half of the active won in the last four quarters: launch;
2. fewer than eight quarters' ends, or fewer than ten active customers at one of the last eight: cannot tell;
3. a line through the logarithm of the active customers at the last eight: where the 90 % interval of its growth a year lies above 5 %,
   improvement; below -5 %, deterioration; between the two, consolidation; otherwise cannot tell.

The quarters of one company hang together: whoever is active at one end is mostly so at the next. So the interval is narrower than it
should be, and the stage is an aid to reading, not a finding.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.comparisons import Group, group
from analysis.errors import choose
from analysis.evidence import NO_VALUE_BELOW, THIN_BELOW
from analysis.growth import YEAR, Growth, growth_of
from analysis.intervals import newcombe, wilson
from analysis.occasions import Occasions
from analysis.relations import Relations
from analysis.stages import AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, RECOVERED, STAGES

LAUNCH, IMPROVEMENT, CONSOLIDATION, DETERIORATION, CANNOT_TELL = KINDS = (
    "launch",
    "improvement",
    "consolidation",
    "deterioration",
    "cannot tell",
)
# Why: few quarters' ends, mostly newcomers, the three outcomes of the line, and what stands in the line's way.
YOUNG, NEWCOMERS, GROWING, STEADY, SHRINKING = "young", "newcomers", "growing", "steady", "shrinking"
SHORT, FEW, WIDE = "short", "few", "wide"

QUARTERS = 8
MOST_QUARTERS = 12  # three years are shown
STEADY_WITHIN, HALF = 0.05, 0.5

#: What a quarter can be asked for: fields of `Quarter` that count customers.
FLOWS = ("at_end", "new", "back", "silent", "newcomers")

NEVER, NEVER_AGAIN = np.iinfo(np.int64).min, np.iinfo(np.int32).max
ACTIVE = (CAPTURE, MAINTENANCE, LOYALTY, RECOVERED)
PRESENT = (*ACTIVE, AT_RISK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One finished quarter, in customers; ``at_start + new + back - silent = at_end``.

    Attributes
    ----------
    quarter : str
        Its label.
    last_day : date
    at_start, at_end : int
        Active at the end of the quarter before it, and at its own.
    new, back : int
        Active at its end and not at its start: with their first order in it, and the others.
    silent : int
        Active at its start and not at its end.
    newcomers : int
        First orders in it, of those too who were silent again by its end.
    kept : Group or None
        Of those active at its start, who was active at its end; None where there was nobody.
    kept_a_year : Group or None
        Of those active a year before its end, who was active at its end; None where there was nobody.
    """

    quarter: str
    last_day: date
    at_start: int
    new: int
    back: int
    silent: int
    at_end: int
    newcomers: int
    kept: Group | None
    kept_a_year: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last four quarters beside the four before them.

    Attributes
    ----------
    before, now : float
        A count of newcomers, or a share from 0 to 1.
    value, low, high : float
        What became of it: of newcomers ``now / before - 1``, of a share ``now - before``.
    n_before, n : int
        Newcomers; of a share, those at the starts of the quarters together.
    """

    before: float
    now: float
    value: float
    low: float
    high: float
    n_before: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """How many of those present at `as_of` are in a stage: k of n with Wilson's interval, as `share`."""

    stage: str
    share: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyStage:
    """The company's stage beside that of its customers.

    Attributes
    ----------
    as_of : date
    level : float
        Of all intervals but the growth's.
    first_order : date or None
    usual_gap_days : float
        By which all stages are told.
    stage : str
        One of `KINDS`.
    reason : str
        "young" or "newcomers" for launch; "growing", "steady", "shrinking"; "short", "few" or "wide" where it can't be told.
    ends : int
        Finished quarters since the first order.
    quarters : tuple of Quarter
        The newest `MOST_QUARTERS` of them at most.
    growth : Growth or None
        Over the last eight ends; None where there are fewer, or fewer than ten active at one of them.
    newcomers : Group or None
        Of those active at the last end, who had the first order in the last four quarters.
    inflow, retention : Change or None
        First orders, and who of those active at a quarter's start was active at its end; None without eight whole quarters.
    here : tuple of Here
        Customers at `as_of` by stage, of those in capture, maintenance, loyalty, recovered or at risk.
    dominant : str or None
        The stage that most of them are in; None where the second largest may be as large.
    """

    as_of: date
    level: float
    first_order: date | None
    usual_gap_days: float
    stage: str
    reason: str
    ends: int
    quarters: tuple[Quarter, ...]
    growth: Growth | None
    newcomers: Group | None
    inflow: Change | None
    retention: Change | None
    here: tuple[Here, ...]
    dominant: str | None


def stage_of(growth: Growth) -> tuple[str, str]:
    """Say which stage a growth stands for, and why; launch aside.

    Examples
    --------
    >>> stage_of(growth_of([100, 140, 90, 130, 95, 150, 100, 135]))
    ('cannot tell', 'wide')
    """
    if growth.low > STEADY_WITHIN:
        return IMPROVEMENT, GROWING
    if growth.high < -STEADY_WITHIN:
        return DETERIORATION, SHRINKING
    if growth.low >= -STEADY_WITHIN and growth.high <= STEADY_WITHIN:
        return CONSOLIDATION, STEADY
    return CANNOT_TELL, WIDE


def company_stage(relations: Relations, *, level: float = 0.95) -> CompanyStage:
    """Tell the company's stage, what moves it, and in which stage most of its customers are.

    Parameters
    ----------
    relations : Relations
        All stages are told by its usual gap; a part of it is looked at like a whole.
    level : float
        Of the intervals of shares; the growth's is 0.90, as a rule of decision.

    References
    ----------
    The names are those of Levitt, T. (1965), Harvard Business Review 43(6), 81-94, moved from a product to a company's customers; the rule
    and its thresholds are our own.
    """
    first = _first_days(relations.occasions)
    known = first[first != NEVER]
    last = calendar.last_complete(relations.as_of, "quarter")
    begin = calendar.number(calendar.day_of(known.min()), "quarter") if len(known) else last + 1
    ends = max(last - begin + 1, 0)
    numbers = range(last - min(ends, MOST_QUARTERS) + 1, last + 1)
    active = _active(relations, range(max(begin, numbers.start - YEAR), last + 1))  # who was active a year before the first that is shown
    came = _came(relations.occasions)
    quarters = tuple(_quarter(number, active, came, level) for number in numbers)
    newcomers = _among(active[last], came > last - YEAR, level) if last in active else None
    stocks = [one.at_end for one in quarters[-QUARTERS:]]
    growth = growth_of(stocks) if len(stocks) == QUARTERS and min(stocks) >= THIN_BELOW else None
    stage, reason = _rule(ends, stocks, newcomers, growth)
    whole = quarters[-QUARTERS:] if _whole(quarters, known) else ()
    here = _here(relations.stages(relations.as_of).stage, level)
    return CompanyStage(
        as_of=relations.as_of,
        level=level,
        first_order=calendar.day_of(known.min()) if len(known) else None,
        usual_gap_days=relations.usual_gap_days,
        stage=stage,
        reason=reason,
        ends=ends,
        quarters=quarters,
        growth=growth,
        newcomers=newcomers,
        inflow=_inflow(whole, level),
        retention=_retention(whole, level),
        here=here,
        dominant=_dominant(here, level),
    )


def people(relations: Relations, quarter: str, flow: str) -> np.ndarray:
    """Who is behind a number of a quarter; party ids, as many as it counts.

    Parameters
    ----------
    relations : Relations
    quarter : str
        A label of `CompanyStage.quarters`.
    flow : str
        One of `FLOWS`.
    """
    choose("flow", flow, FLOWS)
    number = calendar.parse(quarter, "quarter")
    active = _active(relations, range(number - 1, number + 1))
    before, now, came = active[number - 1], active[number], _came(relations.occasions) == number
    newly = now & ~before
    meant = {"at_end": now, "new": newly & came, "back": newly & ~came, "silent": before & ~now, "newcomers": came}
    return relations.customers[meant[flow]]


def _came(occasions: Occasions) -> np.ndarray:
    """The quarter of each one's first occasion; `NEVER` for who has none."""
    first = _first_days(occasions)
    return np.where(first == NEVER, NEVER, calendar.numbers(np.where(first == NEVER, 0, first), "quarter"))


def _first_days(occasions: Occasions) -> np.ndarray:
    """The day of each one's first occasion; `NEVER` for who has none."""
    first = np.full(len(occasions.customers), NEVER, dtype=np.int64)
    some = np.flatnonzero(np.diff(occasions.start))
    first[some] = occasions.day[occasions.start[some]]
    return first


def _active(relations: Relations, numbers: range) -> dict[int, np.ndarray]:
    """Who is active at the end of each quarter.

    Which of the active stages somebody is in doesn't matter here: it takes the last occasion alone, not too old and not cancelled since,
    and so a quarter of the time that whole tables of stages would take.
    """
    occasions, owner = relations.occasions, relations.occasions.owner
    following = np.append(occasions.day[1:], NEVER_AGAIN)
    following[occasions.start[1:][np.diff(occasions.start) > 0] - 1] = NEVER_AGAIN
    found = {}
    for number in numbers:
        day = calendar.day_number(calendar.last_day(number, "quarter"))
        last = np.flatnonzero((occasions.day <= day) & (following > day))
        silent = (day - occasions.day[last]) / relations.followed.usual[last] > relations.rule.at_risk
        silent |= relations.cancellations.any_between(owner[last], occasions.day[last], np.full(len(last), day + 1))
        found[number] = np.zeros(len(occasions.customers), dtype=bool)
        found[number][owner[last][~silent]] = True
    return found


def _rule(ends: int, stocks: list[int], newcomers: Group | None, growth: Growth | None) -> tuple[str, str]:
    if ends < YEAR:
        return LAUNCH, YOUNG
    if stocks[-1] < THIN_BELOW:
        return CANNOT_TELL, FEW
    if newcomers.k > HALF * newcomers.n:
        return LAUNCH, NEWCOMERS
    if ends < QUARTERS:
        return CANNOT_TELL, SHORT
    return (CANNOT_TELL, FEW) if growth is None else stage_of(growth)


def _quarter(number: int, active: dict[int, np.ndarray], came: np.ndarray, level: float) -> Quarter:
    now, nobody = active[number], np.zeros(len(came), dtype=bool)
    before, year_ago = active.get(number - 1, nobody), active.get(number - YEAR, nobody)
    newly = now & ~before
    return Quarter(
        quarter=calendar.label(number, "quarter"),
        last_day=calendar.last_day(number, "quarter"),
        at_start=int(before.sum()),
        new=int((newly & (came == number)).sum()),
        back=int((newly & (came != number)).sum()),
        silent=int((before & ~now).sum()),
        at_end=int(now.sum()),
        newcomers=int((came == number).sum()),
        kept=_among(before, now, level),
        kept_a_year=_among(year_ago, now, level),
    )


def _among(those: np.ndarray, did: np.ndarray, level: float) -> Group | None:
    return group(int((those & did).sum()), int(those.sum()), level=level) if those.any() else None


def _whole(quarters: tuple[Quarter, ...], first: np.ndarray) -> bool:
    """Whether there are eight quarters, and the first of them is not the one in which the orders begin."""
    if len(quarters) < QUARTERS:
        return False
    begin = calendar.first_day(calendar.parse(quarters[-QUARTERS].quarter, "quarter"), "quarter")
    return bool(first.min() <= calendar.day_number(begin))


def _inflow(quarters: tuple[Quarter, ...], level: float) -> Change | None:
    """The ratio of two counts: given their sum, the newer one is a share of it."""
    before, now = (sum(one.newcomers for one in part) for part in (quarters[:YEAR], quarters[YEAR:]))
    if min(before, now) < NO_VALUE_BELOW:
        return None
    low, high = (share / (1 - share) - 1 for share in wilson(now, before + now, level))
    return Change(before=before, now=now, value=now / before - 1, low=low, high=high, n_before=before, n=now)


def _retention(quarters: tuple[Quarter, ...], level: float) -> Change | None:
    """The difference of two pooled shares."""
    sums = [
        (sum(one.at_start - one.silent for one in part), sum(one.at_start for one in part)) for part in (quarters[YEAR:], quarters[:YEAR])
    ]
    (k, n), (k_before, n_before) = sums
    if min(n, n_before) < NO_VALUE_BELOW:
        return None
    value, low, high = newcombe(k, n, k_before, n_before, level)
    return Change(before=k_before / n_before, now=k / n, value=value, low=low, high=high, n_before=n_before, n=n)


def _here(stage: np.ndarray, level: float) -> tuple[Here, ...]:
    counts = np.bincount(stage[np.isin(stage, PRESENT)], minlength=len(STAGES))
    n = int(counts.sum())
    return tuple(Here(stage=STAGES[place], share=group(int(counts[place]), n, level=level)) for place in PRESENT) if n else ()


def _dominant(here: tuple[Here, ...], level: float) -> str | None:
    """The largest, where of those in the two largest more than half are in it."""
    if not here or here[0].share.n < THIN_BELOW:
        return None
    first, second = sorted(here, key=lambda one: -one.share.k)[:2]
    low, _high = wilson(first.share.k, first.share.k + second.share.k, level)
    return first.stage if low > HALF else None
