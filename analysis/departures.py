"""What could depart from the rest in a triangle: some cohorts, one period, or everything from a period on; and by how much it does."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from analysis.age_period_cohort import Cells, Fit, fit, scores
from analysis.evidence import FEW_BELOW
from analysis.intervals import critical

A_YEAR = {"month": 12, "quarter": 4}
#: Up to so many neighbouring cohorts are looked at together: a quarter's.
WINDOW = {"month": 3, "quarter": 1}
#: A lasting change needs so many periods before it and from it on.
MARGIN = {"month": 3, "quarter": 2}
#: Of those expected to order, and of those expected not to: fewer, and a normal approximation is not to be trusted.
LEAST_EXPECTED = 5
# A normal distribution with a standard deviation of ten logits: nothing, unless nobody or everybody ordered.
_TRACE = 0.01
SHAPES = {"cohort": "cohort", "month": "calendar", "step": "calendar", "turn": "calendar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that may depart from the rest.

    Attributes
    ----------
    shape : {"cohort", "month", "step", "turn"}
        Cohorts at all their ages; one period in all cohorts; another level from a period on; another slope from a period on.
    first, last : int
        The cohorts or periods.
    column : float array, one a cell
        How much of it each cell has.
    n : int
        Customers in its cells.
    """

    shape: str
    first: int
    last: int
    column: np.ndarray
    n: int

    @property
    def inside(self) -> np.ndarray:
        """The cells that it is about."""
        return self.column > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What is in the model before any break: every age, the drift, the season, and cohorts left free.

    Attributes
    ----------
    design : float array of cells by columns
    drift : int
        The drift's column: per year.
    season : slice
        The season's columns, one less than a year has periods; empty below two whole years.
    """

    design: np.ndarray
    drift: int
    season: slice


def base(data: Cells, free: np.ndarray) -> Base:
    """Put together what stands in the model whatever is found.

    Parameters
    ----------
    data : Cells
    free : int array
        Cohorts that get a level of their own: in the quarter in which the data begin, old customers look new.
    """
    ages, year = np.unique(data.age), A_YEAR[data.period]
    columns = [data.age[:, None] == ages, ((data.time - data.time.mean()) / year)[:, None]]
    if has_season(data):
        of_year = data.time[:, None] % year == np.arange(year)
        # Coded as what departs from the year's mean.
        columns.append(of_year[:, :-1].astype(float) - of_year[:, -1:])
    columns.append(data.cohort[:, None] == free)
    season = slice(len(ages) + 1, len(ages) + 1 + (year - 1 if has_season(data) else 0))
    return Base(design=np.hstack([part.astype(float) for part in columns]), drift=len(ages), season=season)


def has_season(data: Cells) -> bool:
    """Whether every part of the year was seen in two years, so that a season can be told from a break."""
    year = A_YEAR[data.period]
    return bool((np.bincount(np.unique(data.time) % year, minlength=year) >= 2).all())


def candidates(data: Cells, found: Fit, free: np.ndarray) -> list[Candidate]:
    """List all that is looked at, whatever it shows: those large enough to tell something."""
    return [one for one in _all(data, free) if _enough(data, found, one)]


def _all(data: Cells, free: np.ndarray) -> Iterator[Candidate]:
    known = np.setdiff1d(np.unique(data.cohort), free)
    for width in range(1, WINDOW[data.period] + 1):
        for cohort in known[: len(known) - width + 1]:
            yield _candidate(data, "cohort", cohort, cohort + width - 1, (data.cohort >= cohort) & (data.cohort < cohort + width))
    times, margin = np.unique(data.time), MARGIN[data.period]
    for time in times:
        yield _candidate(data, "month", time, time, data.time == time)
    for time in times[margin : len(times) - margin + 1]:
        yield _candidate(data, "step", time, times[-1], data.time >= time)
        yield _candidate(data, "turn", time, times[-1], np.maximum(data.time - time + 1, 0))


def _candidate(data: Cells, shape: str, first: int, last: int, column: np.ndarray) -> Candidate:
    return Candidate(shape=shape, first=int(first), last=int(last), column=column.astype(float), n=customers(data, column > 0))


def customers(data: Cells, inside: np.ndarray) -> int:
    """How many customers stand in some cells: a cohort's once, however many ages are meant."""
    return int(sum(data.n[block][0] for block in data.blocks if inside[block].any()))


def _enough(data: Cells, found: Fit, one: Candidate) -> bool:
    expected = (data.n * found.share)[one.inside].sum()
    return one.n >= FEW_BELOW and min(expected, data.n[one.inside].sum() - expected) >= LEAST_EXPECTED


def fitted(data: Cells, start: Base, found: list[Candidate]) -> Fit:
    """Fit the model with what was found."""
    columns = [one.column[:, None] for one in found]
    prior = np.append(np.zeros(start.design.shape[1]), np.full(len(found), _TRACE))
    return fit(data, np.hstack([start.design, *columns]), prior=prior)


def size(data: Cells, found: Fit, logits: np.ndarray, deviation: float, inside: np.ndarray, level: float) -> tuple[float, float, float]:
    """What a departure means in shares.

    Parameters
    ----------
    logits : float array, one a cell
        The departure of each cell on the model's scale.
    deviation : float
        Of the coefficient, in parts of the departure itself (one over its z, without sign).
    inside : bool array, one a cell
    level : float

    Returns
    -------
    (size, low, high) : floats
        The mean share of the cells inside with the departure, minus that without.
    """
    without, n = logit(found.share[inside]) - logits[inside], data.n[inside]
    half = critical(level) * deviation
    apart = [float((n * (expit(without + part * logits[inside]) - expit(without))).sum() / n.sum()) for part in (1, 1 - half, 1 + half)]
    return apart[0], min(apart[1:]), max(apart[1:])


def instead(
    data: Cells, start: Base, found: list[Candidate], place: int, looked_at: list[Candidate], level: float
) -> list[tuple[Candidate, int]]:
    """What else could stand in the place of something found: given that, nothing would be left of it beyond chance.

    Returns
    -------
    list of (Candidate, sign)
        The strongest first, what overlaps with it included; the sign is 1 for more and -1 for less than the rest.
    """
    others = [one for at, one in enumerate(found) if at != place]
    columns = np.column_stack([found[place].column, *(one.column for one in looked_at)])
    z, alike = scores(data, fitted(data, start, others), columns)
    rho, own, z = alike[0, 1:], z[0], z[1:]
    left = (own - rho * z) / np.sqrt(np.maximum(1 - rho**2, 1e-6))
    fits = (np.abs(left) < critical(level)) & (np.abs(z) > critical(level))
    taken = {(one.shape, one.first, one.last) for one in found}
    strongest = (int(at) for at in np.argsort(-np.abs(z), kind="stable") if fits[at])
    listed = [(looked_at[at], 1 if z[at] > 0 else -1) for at in strongest]
    return [(one, sign) for one, sign in listed if (one.shape, one.first, one.last) not in taken]
