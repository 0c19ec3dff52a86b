"""What moves overall satisfaction: each attribute's part of what the attributes explain, and what goes with a point of it."""

from dataclasses import dataclass

import numpy as np

from analysis import resampling
from analysis.driver_model import Model, Resamples, Unused
from analysis.errors import Refused
from analysis.products import crossed
from analysis.regression import Fit, entangled, least_squares

#: With fewer resamples the ends of an interval are two or three of them.
LEAST_RESAMPLES = 40
ALIKE, SHARED = "alike", "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One attribute.

    Attributes
    ----------
    name, group : str, str or None
    share : float
        Part of R² that it carries; never negative, also for one that has nothing to do with the outcome.
    low, high : float or None
        Percentiles of the share in resamples of customers; None before enough are drawn. That `low` is above 0 says nothing.
    coefficient : float or None
        Points of the outcome that go with one point of the attribute, the others the same; None where that can't be told at all.
    coefficient_low, coefficient_high : float or None
    entangled : bool
        Others say so nearly the same that the data can't divide the effect between them: read neither share nor coefficient alone.
    with_attribute : str or None
        Where it is entangled: with which it goes along most.
    warning : {"alike", "shared"} or None
        Why a coefficient below 0 must not be read as "better is worse", though the attribute goes along with the outcome: it is
        entangled, or what it says the others say too.
    correlation : float
        With the outcome, -1 to 1, nothing held the same.
    rank_low, rank_high : int or None
        The best and the worst rank by share, 1 the largest, within the level's part of the resamples.
    first : float or None
        In which part of the resamples its share is the largest.
    above_next : bool or None
        Whether its share is told from that of the next in the list; None for the last, and before enough are drawn.
    """

    name: str
    group: str | None
    share: float
    low: float | None
    high: float | None
    coefficient: float | None
    coefficient_low: float | None
    coefficient_high: float | None
    entangled: bool
    with_attribute: str | None
    warning: str | None
    correlation: float
    rank_low: int | None
    rank_high: int | None
    first: float | None
    above_next: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """All attributes, the largest share first.

    Attributes
    ----------
    outcome : str
        The question.
    n : int
        Complete answers; all rests on them.
    customers : int
        Whose they are.
    answered : int
        Answers to the outcome, complete or not.
    r_squared : float
        Part of the differences in the outcome that the attributes explain together, 0 to 1; the shares sum to it.
    method : {"lmg", "johnson"}
    level : float
    resamples : int
        How many stand behind the intervals of shares.
    attributes : tuple of Driver
    unused : tuple of Unused
        Attributes that have no weight, with the reason.
    """

    outcome: str
    n: int
    customers: int
    answered: int
    r_squared: float
    method: str
    level: float
    resamples: int
    attributes: tuple[Driver, ...]
    unused: tuple[Unused, ...]


def fitted(model: Model) -> Fit:
    """Regress the outcome on all attributes."""
    return least_squares(model.values, model.said, np.unique(model.unit, return_inverse=True)[1])


def drivers(model: Model, resamples: Resamples | None = None, *, level: float = 0.95) -> Drivers:
    """Tell what each attribute carries and what goes with a point of it.

    Parameters
    ----------
    model : Model
        From `driver_model.prepare`.
    resamples : Resamples, optional
        From `driver_model.resample`. Without, or with fewer than `LEAST_RESAMPLES`, shares have no interval yet; all else is there.
    level : float
        Of all intervals.

    Returns
    -------
    Drivers

    References
    ----------
    Grömping, U. (2006), J. Stat. Softw. 17(1); Johnson, J. W. (2000), Multivariate Behavioral Research 35, 1-19.

    Examples
    --------
    >>> from analysis.scales import Scale
    >>> from analysis.ratings import Item
    >>> asked = [Item(name=name, group=None, scale=Scale(low=1, high=5), asked=(), rescaled=0) for name in ("Staff", "Price", "All in all")]
    >>> said = np.array([[1, 1], [1, 5], [5, 1], [5, 5]] * 10, dtype=float)
    >>> model = Model(outcome=asked[2], items=tuple(asked[:2]), values=said, said=said @ [0.75, 0.25], unit=np.arange(40), units=40,
    ...     answered=40, unused=())
    >>> found = drivers(model)
    >>> round(found.r_squared, 6), [(one.name, round(one.share, 6), round(one.coefficient, 6)) for one in found.attributes]
    (1.0, [('Staff', 0.9, 0.75), ('Price', 0.1, 0.25)])
    """
    rows = np.column_stack([np.ones(len(model.said)), model.values, model.said])
    correlations = resampling.correlations(crossed(rows, rows))
    shares = model.shares(correlations)
    order = np.argsort(-shares, kind="stable")
    drawn = None
    if resamples is not None and len(resamples.shares) >= LEAST_RESAMPLES:
        if resamples.shares.shape[1] != len(model.items):
            raise Refused(found="resamples of other attributes", needed="those of this model", do="Draw them again.")
        drawn = _Drawn(resamples.shares, order, level)
    fit = fitted(model)
    return Drivers(
        outcome=model.outcome.name,
        n=len(model.said),
        customers=fit.units,
        answered=model.answered,
        r_squared=float(shares.sum()),
        method=model.method,
        level=level,
        resamples=0 if resamples is None else len(resamples.shares),
        attributes=_attributes(model, fit, correlations, shares, order, drawn, level),
        unused=model.unused,
    )


class _Drawn:
    """What resamples say of shares and of their order."""

    def __init__(self, shares: np.ndarray, order: np.ndarray, level: float) -> None:
        ends = [(1 - level) / 2, (1 + level) / 2]
        rank = (-shares).argsort(axis=1, kind="stable").argsort(axis=1) + 1
        self.low, self.high = np.quantile(shares, ends, axis=0)
        # A rank is a whole number: the ends are ranks that occurred.
        self.rank_low = np.quantile(rank, ends[0], axis=0, method="inverted_cdf")
        self.rank_high = np.quantile(rank, ends[1], axis=0, method="inverted_cdf")
        self.first = (rank == 1).mean(axis=0)
        apart = np.quantile(shares[:, order[:-1]] - shares[:, order[1:]], ends[0], axis=0) > 0
        self.above_next: dict[int, bool] = dict(zip(order[:-1].tolist(), apart.tolist(), strict=True))


def _attributes(
    model: Model, fit: Fit, correlations: np.ndarray, shares: np.ndarray, order: np.ndarray, drawn: _Drawn | None, level: float
) -> tuple[Driver, ...]:
    marked, partner = entangled(correlations[:-1, :-1])
    marked = marked | ~fit.identified
    low, high = fit.intervals(level)
    found = []
    for place in order.tolist():
        told, goes_along = bool(fit.identified[place]), float(correlations[place, -1])
        astray = told and fit.coefficients[place] < 0 < goes_along
        found.append(
            Driver(
                name=model.items[place].name,
                group=model.items[place].group,
                share=float(shares[place]),
                low=None if drawn is None else float(drawn.low[place]),
                high=None if drawn is None else float(drawn.high[place]),
                coefficient=float(fit.coefficients[place]) if told else None,
                coefficient_low=float(low[place]) if told else None,
                coefficient_high=float(high[place]) if told else None,
                entangled=bool(marked[place]),
                with_attribute=model.items[partner[place]].name if marked[place] else None,
                warning=(ALIKE if marked[place] else SHARED) if astray else None,
                correlation=goes_along,
                rank_low=None if drawn is None else int(drawn.rank_low[place]),
                rank_high=None if drawn is None else int(drawn.rank_high[place]),
                first=None if drawn is None else float(drawn.first[place]),
                above_next=None if drawn is None else drawn.above_next.get(place),
            )
        )
    return tuple(found)
