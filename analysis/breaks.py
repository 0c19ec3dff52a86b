"""What departs from the rest beyond chance: some cohorts, a calendar month, everything from a month on, or customers with one value.

Each is looked for given all that was found before it, so that one bad cohort makes neither its months nor the other cohorts look odd.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import erfc

from analysis import calendar
from analysis.activity import Activity
from analysis.break_search import Search, Taken
from analysis.departures import A_YEAR, SHAPES, Candidate, customers, has_season, instead, size
from analysis.deviations import View, view
from analysis.errors import UnknownChoice, choose, say
from analysis.intervals import critical
from analysis.multiplicity import adjusted
from analysis.segment_gaps import Gap

PERIODS = ("month", "quarter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What could stand in a break's place; fields as in `Break`. `more` is whether it would be more or less than the rest."""

    kind: str
    shape: str
    first: str
    last: str
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Something that departs from the rest.

    Attributes
    ----------
    kind : {"cohort", "calendar", "segment"}
        What it looks like.
    shape : {"cohort", "month", "step", "turn", "segment"}
        Of a calendar break: one period, another level from then on, or another slope.
    first, last : str or None
        The cohorts, or the calendar periods, as labels.
    earliest, latest : str or None
        Of a step or turn: between which periods it can't be told when it began.
    field, value : str or None
        Of a segment.
    n : int
        Customers in it.
    share, expected : float
        How many of them ordered in a period, on average, and how many would have done so if they were like the rest.
    size, low, high : float
        `share` minus `expected`, -1 to 1, with its interval.
    p, adjusted_p : float
        When it was found: as it came, and by Benjamini and Hochberg over all that was still looked at.
    may_be_season : bool
        Whether it is one period of less than two whole years.
    instead : tuple of Alternative
        What it can't be told apart from, the strongest of each shape.
    """

    kind: str
    shape: str
    first: str | None
    last: str | None
    earliest: str | None
    latest: str | None
    field: str | None
    value: str | None
    n: int
    share: float
    expected: float
    size: float
    low: float
    high: float
    p: float
    adjusted_p: float
    may_be_season: bool
    instead: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A part of the year that departs from the year's mean in every year.

    Attributes
    ----------
    number : int
        1 to 12, or 1 to 4.
    years : int
        In so many it was seen.
    n : int
        Customers.
    size, low, high : float
        Shares, minus those of the year's mean.
    adjusted_p : float
        Over all parts of the year.
    """

    number: int
    years: int
    n: int
    size: float
    low: float
    high: float
    adjusted_p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A steady change of shares by year, of cohorts or of the times: which of the two can't be told.

    `beyond_chance` is whether it holds among all comparisons; `n` counts customers.
    """

    n: int
    size: float
    low: float
    high: float
    p: float
    beyond_chance: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """What departs from the rest, the surest first.

    Attributes
    ----------
    period : {"month", "quarter"}
    as_of : date
    level, q : float
        Of the intervals; the share of chance allowed among what is claimed.
    customers, cohorts : int
        Who were looked at: those with a whole period behind that of their first order.
    first, last : str or None
        The periods that were looked at.
    looked_at : int
        Comparisons made.
    season_known : bool
        Whether there are two whole years.
    found : tuple of Break
    seasons : tuple of Season
    drift : Drift or None
        None below a year.
    view : View or None
        Age, period and cohort side by side; None where nothing could be fitted.
    """

    period: str
    as_of: date
    level: float
    q: float
    customers: int
    cohorts: int
    first: str | None
    last: str | None
    looked_at: int
    season_known: bool
    found: tuple[Break, ...]
    seasons: tuple[Season, ...]
    drift: Drift | None
    view: View | None


def breaks(activity: Activity, attributes=None, *, mask: np.ndarray | None = None, level: float = 0.95, q: float = 0.05) -> Breaks:
    """Look for breaks in who orders how long after the first order.

    Parameters
    ----------
    activity : Activity
        By month or quarter.
    attributes : DataFrame, optional
        From `segments.attributes`; without it no segments are looked at.
    mask : bool array, optional
        Which customers are meant.
    level : float
        Confidence of the intervals.
    q : float
        At most this share of what is claimed is chance, on average; and where nothing departs, at most so many companies see an alarm.

    Raises
    ------
    UnknownChoice
        For weeks, in which a season has too many parts to be known, or a `q` that is no share.

    References
    ----------
    Holford (1983), Biometrics 39, 311-324; Clayton & Schifflers (1987), Statistics in Medicine 6, 449-481; Carstensen (2007), Statistics
    in Medicine 26, 3018-3045, on age, period and cohort; Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289-300.

    Examples
    --------
    >>> from analysis.activity import gather
    >>> from analysis.occasions import Occasions
    >>> few = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([0]), as_of=date(1970, 3, 31), free_orders=True)
    >>> breaks(gather(few, "month")).found
    ()
    """
    choose("period", activity.period, PERIODS)
    if not 0 < q < 1:
        raise UnknownChoice(found=say("the share {}", q), needed="a number between 0 and 1", do="Write 5 per cent as 0.05.")
    critical(level)
    search = Search(activity, attributes, mask, level=level, q=q)
    search.run()
    data, told = search.data, search.fit is not None
    return Breaks(
        period=activity.period,
        as_of=activity.as_of,
        level=level,
        q=q,
        customers=customers(data, np.ones(len(data.n), dtype=bool)),
        cohorts=len(data.blocks),
        first=calendar.label(data.time.min(), activity.period) if told else None,
        last=calendar.label(data.time.max(), activity.period) if told else None,
        looked_at=search.looked_at,
        season_known=told and has_season(data),
        found=tuple(_of_segment(one.what, one) if isinstance(one.what, Gap) else _of_time(search, one.what, one) for one in search.found),
        seasons=_seasons(search) if told else (),
        drift=_drift(search) if told else None,
        view=view(data, level=level) if told else None,
    )


def _of_time(search: Search, one: Candidate, taken: Taken) -> Break:
    data, fit, place = search.data, search.fit, search.in_time.index(one)
    at = search.start.design.shape[1] + place
    coefficient, deviation = fit.coefficients[at], np.sqrt(fit.covariance[at, at])
    inside = one.inside
    sizes = size(data, fit, coefficient * one.column, float(deviation / abs(coefficient)), inside, search.level)
    share = float((data.n * fit.share)[inside].sum() / data.n[inside].sum())
    others = instead(data, search.start, search.in_time, place, search.times, search.level)
    begins = [one.first, *(other.first for other, sign in others if _lasts(other) and sign * coefficient > 0)]
    first, last, earliest, latest = (calendar.label(number, data.period) for number in (one.first, one.last, min(begins), max(begins)))
    return Break(
        kind=SHAPES[one.shape],
        shape=one.shape,
        first=first,
        last=last,
        earliest=earliest if _lasts(one) else None,
        latest=latest if _lasts(one) else None,
        field=None,
        value=None,
        n=one.n,
        share=share,
        expected=share - sizes[0],
        size=sizes[0],
        low=sizes[1],
        high=sizes[2],
        p=taken.p,
        adjusted_p=taken.adjusted_p,
        may_be_season=one.shape == "month" and not has_season(data),
        instead=_others(one, coefficient > 0, others, data.period),
    )


def _drift(search: Search) -> Drift | None:
    """The steady change, where there is a year to see it in."""
    data, (logit, deviation, p) = search.data, search.drift()
    if np.ptp(data.time) < A_YEAR[data.period] or not deviation or not logit:
        return None
    everywhere = np.ones(len(data.n), dtype=bool)
    sizes = size(data, search.fit, np.full(len(data.n), logit), deviation / abs(logit), everywhere, search.level)
    return Drift(
        n=customers(data, everywhere),
        size=sizes[0],
        low=sizes[1],
        high=sizes[2],
        p=p,
        beyond_chance=bool(adjusted(search.p())[-1] <= search.q),
    )


def _lasts(one: Candidate) -> bool:
    return one.shape in ("step", "turn")


def _others(one: Candidate, more: bool, others: list[tuple[Candidate, int]], period: str) -> tuple[Alternative, ...]:
    """The strongest of each shape that is something else: no overlapping cohorts, no other beginning of the same change."""
    kept: dict[str, Alternative] = {}
    for other, sign in others:
        overlaps = one.shape == other.shape == "cohort" and other.first <= one.last and one.first <= other.last
        begins = _lasts(one) and _lasts(other) and (sign > 0) == more
        if not overlaps and not begins and other.shape not in kept:
            first, last = (calendar.label(number, period) for number in (other.first, other.last))
            kept[other.shape] = Alternative(kind=SHAPES[other.shape], shape=other.shape, first=first, last=last, more=sign > 0)
    return tuple(kept.values())


def _of_segment(gap: Gap, taken: Taken) -> Break:
    return Break(
        kind="segment",
        shape="segment",
        first=None,
        last=None,
        earliest=None,
        latest=None,
        field=gap.field,
        value=gap.value,
        n=gap.n,
        share=gap.share,
        expected=gap.share - gap.size,
        size=gap.size,
        low=gap.low,
        high=gap.high,
        p=taken.p,
        adjusted_p=taken.adjusted_p,
        may_be_season=False,
        instead=(),
    )


def _seasons(search: Search) -> tuple[Season, ...]:
    """The parts of the year that depart from its mean in every year."""
    data, fit, columns = search.data, search.fit, search.start.season
    if not has_season(data):
        return ()
    year = A_YEAR[data.period]
    # The last part of the year is what the others sum up to, with the other sign.
    whole = np.vstack([np.eye(year - 1), -np.ones(year - 1)])
    logits = whole @ fit.coefficients[columns]
    deviations = np.sqrt(np.diag(whole @ fit.covariance[columns, columns] @ whole.T))
    corrected = adjusted(erfc(np.abs(logits) / deviations / np.sqrt(2)))
    found = []
    for part in np.flatnonzero(corrected <= search.q):
        inside = data.time % year == part
        deviation = float(deviations[part] / abs(logits[part]))
        low_high = size(data, fit, np.full(len(data.n), logits[part]), deviation, inside, search.level)
        found.append(
            Season(
                number=int(part) + 1,
                years=len(np.unique(data.time[inside])),
                n=customers(data, inside),
                size=low_high[0],
                low=low_high[1],
                high=low_high[2],
                adjusted_p=float(corrected[part]),
            )
        )
    return tuple(found)
