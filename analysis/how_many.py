"""How many customers it takes to see something: companies of each size are drawn, and it is counted in how many it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.evidence import NO_VALUE_BELOW
from analysis.intervals import critical, newcombe, wilson

SIZES = (100, 160, 250, 400, 650, 1_000, 1_600, 2_500, 4_000, 6_500, 10_000, 20_000)
DRAWS = 200
#: The chance that is wanted: to see it in 8 of 10 companies.
GOAL = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Companies of one size: how many of them show it, and the chance with its Wilson interval."""

    customers: int
    companies: int
    seen: int
    chance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HowMany:
    """The chance to see something, by how many customers there are.

    Attributes
    ----------
    points : tuple of Chance
        By size, the smallest first.
    line : tuple of float
        The same by a closed form, at each size; empty where none is known.
    level : float
        Of the interval that has to leave out 0.
    goal : float
    needed : int or None
        The smallest number of customers at which it is seen with that chance, by simulation; None where no size reaches it, or the
        smallest does.
    enough : bool or None
        Where `needed` is None: whether already the smallest size reaches it.
    customers : int or None
        This company's.
    here : float or None
        The chance at its size; None beyond the sizes.
    """

    points: tuple[Chance, ...]
    line: tuple[float, ...]
    level: float
    goal: float
    needed: int | None
    enough: bool | None
    customers: int | None
    here: float | None


def shares(counts: np.ndarray, *, sizes: Sequence[int] = SIZES, draws: int = DRAWS, seed: int = 0, level: float = 0.95) -> np.ndarray:
    """Whether a difference of two shares is seen, in drawn companies.

    Parameters
    ----------
    counts : int array of (N, 4)
        For each customer of a large population: k and n of the first group, k and n of the second, of which more do.
    sizes : sequence of int
        Ascending.
    draws, seed : int
        Companies of each size. A company of one size is the beginning of one of the next.
    level : float

    Returns
    -------
    bool array of (draws, sizes)
        Whether both groups have five and Newcombe's interval of the second share minus the first lies above 0.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> did, side = rng.random(50_000) < 0.5, rng.random(50_000) < 0.5
    >>> nothing = np.column_stack([did & side, side, did & ~side, ~side])
    >>> bool(shares(nothing, sizes=(400,), draws=400).mean() < 0.06)
    True
    """
    ends = np.asarray(sizes) - 1
    found = np.zeros((draws, len(sizes)), dtype=bool)
    for place, people in enumerate(_companies(len(counts), int(sizes[-1]), draws, seed)):
        k1, n1, k2, n2 = counts[people].cumsum(axis=0)[ends].T
        _, low, _ = newcombe(k2, n2, k1, n1, level)
        found[place] = (np.minimum(n1, n2) >= NO_VALUE_BELOW) & (np.nan_to_num(low, nan=-1.0) > 0)
    return found


def weight(
    customer: np.ndarray, rows: np.ndarray, people: int, *, sizes: Sequence[int] = SIZES, draws: int = DRAWS, seed: int = 0,
    level: float = 0.95,
) -> np.ndarray:  # fmt: skip
    """Whether the first attribute's weight is seen by least squares, in drawn companies.

    Parameters
    ----------
    customer : int array of A
        Who answered, of `people` customers, places from 0 on.
    rows : float array of (A, p + 2)
        1, p ratings, and the outcome.
    people : int
    sizes, draws, seed, level
        As for `shares`.

    Returns
    -------
    bool array of (draws, sizes)
        Whether its interval lies above 0; not where there are no more than twice as many answers as ratings.
    """
    width, z = rows.shape[1], critical(level)
    products = np.zeros((people, width, width))
    np.add.at(products, customer, rows[:, :, None] * rows[:, None, :])
    spoke = np.zeros(people, dtype=bool)
    spoke[customer] = True
    found = np.zeros((draws, len(sizes)), dtype=bool)
    for place, company in enumerate(_companies(people, int(sizes[-1]), draws, seed)):
        at = np.flatnonzero(spoke[company])  # only who answered adds anything
        summed = np.concatenate([np.zeros((1, width, width)), products[company[at]].cumsum(axis=0)])
        summed = summed[np.searchsorted(at, np.asarray(sizes))]
        answers = summed[:, 0, 0]
        enough = (answers > 2 * (width - 2)) & (np.linalg.matrix_rank(summed[:, :-1, :-1]) == width - 1)
        inner = np.where(enough[:, None, None], summed[:, :-1, :-1], np.eye(width - 1))
        inverse = np.linalg.inv(inner)
        slope = np.einsum("sij,sj->si", inverse, summed[:, :-1, -1])
        rest = summed[:, -1, -1] - np.einsum("si,si->s", slope, summed[:, :-1, -1])
        error = np.sqrt(np.maximum(inverse[:, 1, 1] * rest / np.maximum(answers - (width - 1), 1), 0))
        found[place] = enough & (slope[:, 1] - z * error > 0)
    return found


def how_many(
    seen: np.ndarray,
    *,
    sizes: Sequence[int] = SIZES,
    line: Sequence[float] = (),
    customers: int | None = None,
    goal: float = GOAL,
    level: float = 0.95,
) -> HowMany:
    """Count in how many companies of each size it is seen, and find how many customers it takes.

    Parameters
    ----------
    seen : bool array of (draws, sizes)
        As `shares` and `weight` return it.
    sizes : sequence of int
    line : sequence of float
        The chance by a closed form at each size, if one is known.
    customers : int, optional
        This company's.
    goal, level : float

    Examples
    --------
    >>> drawn = np.arange(100)[:, None] < np.array([20, 60, 100])
    >>> told = how_many(drawn, sizes=(100, 1_000, 10_000), customers=1_000)
    >>> told.needed, told.here, [point.chance for point in told.points]
    (3200, 0.6, [0.2, 0.6, 1.0])
    """
    draws, number = len(seen), seen.sum(axis=0)
    low, high = wilson(number, np.full(len(sizes), draws))
    points = tuple(
        Chance(customers=int(size), companies=draws, seen=int(k), chance=float(k / draws), low=float(below), high=float(above))
        for size, k, below, above in zip(sizes, number, low, high, strict=True)
    )
    rising, along = _rising(number / draws), np.log(np.asarray(sizes, dtype=float))
    within = customers is not None and sizes[0] <= customers <= sizes[-1]
    return HowMany(
        points=points,
        line=tuple(float(chance) for chance in line),
        level=level,
        goal=goal,
        needed=_needed(rising, along, goal),
        enough=bool(rising[0] >= goal) if rising[0] >= goal or rising[-1] < goal else None,
        customers=customers,
        here=float(np.interp(np.log(customers), along, rising)) if within else None,
    )


def _companies(people: int, largest: int, draws: int, seed: int):
    """Draw companies: places of customers, with replacement, from a population so large that it hardly matters."""
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        yield rng.integers(0, people, largest)


def _rising(chances: np.ndarray) -> np.ndarray:
    """The nearest curve that never falls: more customers never see less, and what falls is the simulation's own chance.

    References
    ----------
    Ayer, M. et al. (1955), Annals of Mathematical Statistics 26, 641-647 (pool adjacent violators).
    """
    blocks: list[list[float]] = []
    for chance in chances:
        blocks.append([float(chance), 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, width = blocks.pop()
            blocks[-1] = [(blocks[-1][0] * blocks[-1][1] + mean * width) / (blocks[-1][1] + width), blocks[-1][1] + width]
    return np.concatenate([np.full(int(width), mean) for mean, width in blocks])


def _needed(rising: np.ndarray, along: np.ndarray, goal: float) -> int | None:
    """Where the curve first reaches the goal, between two sizes by the logarithm; two digits, as the simulation knows no more."""
    if rising[0] >= goal or rising[-1] < goal:
        return None
    after = int(np.argmax(rising >= goal))
    part = (goal - rising[after - 1]) / (rising[after] - rising[after - 1])
    exact = float(np.exp(along[after - 1] + part * (along[after] - along[after - 1])))
    step = 10 ** (len(str(int(exact))) - 2)
    return int(round(exact / step) * step)
