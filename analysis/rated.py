"""How questions were answered: how often each step of the scale, the mean, the two best and the two worst."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.comparisons import Group
from analysis.means import Estimate, bounded, paired, repeats, share, welch
from analysis.multiplicity import adjusted
from analysis.ratings import Item
from analysis.scales import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One question.

    Attributes
    ----------
    name : str
    group : str or None
    scale : Scale
    n, missing : int
        Answers, and questionnaires without one.
    rescaled : int
        Answers that were given on another scale and moved onto this one, in any wave.
    steps : tuple of float
    counts : tuple of int
        Answers nearest to each step.
    mean : Estimate or None
        None without an answer.
    best, worst : Group or None
        Who gave one of the two best, and one of the two worst answers, of n.
    expectation, importance : Estimate or None
        Means of these on the same scale; None where they were not asked.
    gap : Estimate or None
        Performance minus expectation of those who gave both, in points of the scale.
    """

    name: str
    group: str | None
    scale: Scale
    n: int
    missing: int
    rescaled: int
    steps: tuple[float, ...]
    counts: tuple[int, ...]
    mean: Estimate | None
    best: Group | None
    worst: Group | None
    expectation: Estimate | None
    importance: Estimate | None
    gap: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Answers added up by cell: arrays of cells × questions; mean and deviation are nan where there are too few.

    `best` and `worst` count answers; `sd` has n - 1.
    """

    n: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    best: np.ndarray
    worst: np.ndarray

    def others(self) -> "Cells":
        """Everybody but the cell, for each cell."""
        sums, squares = self.n * np.nan_to_num(self.mean), np.nan_to_num(self.sd) ** 2 * np.maximum(self.n - 1, 0)
        # Sums of squares around the cells' own means: those between the cells come on top.
        n, total = self.n.sum(axis=0) - self.n, sums.sum(axis=0) - sums
        raw = squares + self.n * np.nan_to_num(self.mean) ** 2
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = total / n
            variance = (raw.sum(axis=0) - raw - n * mean**2) / (n - 1)
        sd = np.where(n > 1, np.sqrt(np.clip(np.round(variance, 12), 0, None)), np.nan)
        return Cells(n=n, mean=mean, sd=sd, best=self.best.sum(axis=0) - self.best, worst=self.worst.sum(axis=0) - self.worst)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The mean of one group minus that of another, for one question.

    Attributes
    ----------
    name : str
    first, second : str or None
        What the groups are called; None: all others.
    value, low, high : float
        In points of the scale.
    p, adjusted_p : float
        By Welch, and by Benjamini and Hochberg over all contrasts of the result.
    distinguishable : bool
        Whether `adjusted_p` is at most 1 - level.
    """

    name: str
    first: str
    second: str | None
    value: float
    low: float
    high: float
    p: float
    adjusted_p: float
    distinguishable: bool


def by_cell(values: np.ndarray, items: Sequence[Item], cell: np.ndarray, size: int) -> Cells:
    """Add answers up by cell.

    Parameters
    ----------
    values : float array of R × A
    items : sequence of A Item
    cell : integer array of R
        From 0 to size - 1; below 0 for none.
    size : int

    Examples
    --------
    >>> five = Item(name="Staff", group=None, scale=Scale(low=1, high=5), asked=(), rescaled=0)
    >>> found = by_cell(np.array([[5.0], [3.0], [1.0]]), [five], np.array([0, 0, 1]), 2)
    >>> found.mean.tolist(), found.best.tolist(), found.worst.tolist()
    ([[4.0], [1.0]], [[1], [0]], [[0], [1]])
    """
    n, best, worst = (np.zeros((size, len(items)), dtype=np.int64) for _ in range(3))
    mean, sd = np.full((size, len(items)), np.nan), np.full((size, len(items)), np.nan)
    inside = None if (cell >= 0).all() else cell >= 0
    for column, item in enumerate(items):
        said = ~np.isnan(values[:, column]) if inside is None else inside & ~np.isnan(values[:, column])
        value, where = values[said, column], cell[said]
        sums = _by_step(value, item.scale, where, size) if _on_steps(value, item.scale) else _one_by_one(value, item.scale, where, size)
        n[:, column], mean[:, column], squares, best[:, column], worst[:, column] = sums
        with np.errstate(invalid="ignore", divide="ignore"):
            sd[:, column] = np.where(n[:, column] > 1, np.sqrt(squares / (n[:, column] - 1)), np.nan)
    return Cells(n=n, mean=mean, sd=sd, best=best, worst=worst)


def _on_steps(value: np.ndarray, scale: Scale) -> bool:
    return len(scale.steps) == scale.width + 1 and bool((value == np.floor(value)).all())


def _by_step(value: np.ndarray, scale: Scale, cell: np.ndarray, size: int) -> tuple[np.ndarray, ...]:
    """Number, mean, sum of squares around it, best and worst of each cell, from how often each step was given: counted in one pass."""
    steps = scale.steps
    table = np.bincount(cell * len(steps) + (value - scale.low).astype(np.int64), minlength=size * len(steps)).reshape(size, -1)
    count = table.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = table @ steps / count
    squares = (table * (steps - mean[:, None]) ** 2).sum(axis=1)
    return count, mean, squares, table[:, scale.best(steps)].sum(axis=1), table[:, scale.worst(steps)].sum(axis=1)


def _one_by_one(value: np.ndarray, scale: Scale, cell: np.ndarray, size: int) -> tuple[np.ndarray, ...]:
    """The same of answers between the steps: an index, or what was moved from another scale."""
    count = np.bincount(cell, minlength=size)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(cell, value, minlength=size) / count
    squares = np.bincount(cell, (value - mean[cell]) ** 2, minlength=size)
    best, worst = (np.bincount(cell[marked], minlength=size) for marked in (scale.best(value), scale.worst(value)))
    return count, mean, squares, best, worst


def estimates(cells: Cells, items: Sequence[Item], *, level: float, divisor=1.0) -> list[list[Estimate | None]]:
    """Give the mean of each cell and question its interval; None without an answer."""
    low, high = (np.array([getattr(item.scale, end) for item in items]) for end in ("low", "high"))
    first, last = bounded(cells.mean, cells.sd, cells.n, low=low, high=high, level=level, divisor=divisor)
    rows = zip(cells.mean.tolist(), np.atleast_2d(first).tolist(), np.atleast_2d(last).tolist(), cells.n.tolist(), strict=True)
    return [[Estimate(value=v, low=lo, high=hi, n=n) if n else None for v, lo, hi, n in zip(*row, strict=True)] for row in rows]


def shares(k: np.ndarray, n: np.ndarray, *, level: float, divisor=1.0) -> list[list[Group | None]]:
    """Give each count of each n its share and interval; None where n is 0."""
    low, high = share(k, n, level=level, divisor=divisor)
    rows = zip(k.tolist(), n.tolist(), np.atleast_2d(low).tolist(), np.atleast_2d(high).tolist(), strict=True)
    return [[Group(k=a, n=b, rate=a / b, low=lo, high=hi) if b else None for a, b, lo, hi in zip(*row, strict=True)] for row in rows]


def rated(
    performance: np.ndarray, items: Sequence[Item], who: np.ndarray, *, expectation=None, importance=None, level: float = 0.95, left=1.0
) -> list[Rated]:
    """Describe each question.

    Parameters
    ----------
    performance : float array of R × A
    items : sequence of A Item
    who : int64 array of R
        Party ids, below 0 for nobody known: several answers of one person are worth less than those of several.
    expectation, importance : float arrays of R × A, optional
    level : float
    left : float
        From `analysis.means.left_to_ask`, where the interval is to speak of known people alone.

    Examples
    --------
    >>> five = Item(name="Staff", group=None, scale=Scale(low=1, high=5), asked=(), rescaled=0)
    >>> [found] = rated(np.array([[5.0], [4.0], [1.0]]), [five], np.array([1, 2, 3]))
    >>> found.counts, found.best.k, round(found.mean.value, 2)
    ((1, 0, 0, 1, 1), 2, 3.33)
    """
    cell = np.zeros(len(performance), dtype=np.int64)
    divisor = repeats(performance, who) * left
    cells = by_cell(performance, items, cell, 1)
    [means] = estimates(cells, items, level=level, divisor=divisor)
    [best], [worst] = (shares(k, cells.n, level=level, divisor=divisor) for k in (cells.best, cells.worst))
    also = {}
    for name, values in (("expectation", expectation), ("importance", importance)):
        also[name] = [None] * len(items)
        if values is not None and not np.isnan(values).all():
            [also[name]] = estimates(by_cell(values, items, cell, 1), items, level=level, divisor=repeats(values, who) * left)
    found = []
    for column, item in enumerate(items):
        n = int(cells.n[0, column])
        gap = None
        if also["expectation"][column] is not None:
            gap = paired(performance[:, column], expectation[:, column], level=level, divisor=float(divisor[column]))
        found.append(
            Rated(
                name=item.name,
                group=item.group,
                scale=item.scale,
                n=n,
                missing=len(performance) - n,
                rescaled=item.rescaled,
                steps=tuple(item.scale.steps.tolist()),
                counts=_counts(performance[:, column], item.scale),
                mean=means[column],
                best=best[column],
                worst=worst[column],
                expectation=also["expectation"][column],
                importance=also["importance"][column],
                gap=gap,
            )
        )
    return found


def _counts(values: np.ndarray, scale: Scale) -> tuple[int, ...]:
    value = values[~np.isnan(values)]
    step = (value - scale.low).astype(np.int64) if _on_steps(value, scale) else scale.step(value)
    return tuple(np.bincount(step, minlength=len(scale.steps)).tolist())


def contrasts(
    names: Sequence[str],
    firsts: Sequence[str],
    seconds: Sequence[str | None],
    one: Cells,
    other: Cells,
    *,
    least: int,
    level: float,
    divisor,
) -> tuple[Contrast, ...]:
    """Compare two groups at a time, question by question, and correct for all of it together.

    Parameters
    ----------
    names : sequence of A str
    firsts, seconds : sequences of C str
        What the two groups of each row of the cells are called.
    one, other : Cells of C × A
    least : int
        Groups of fewer answers are not compared.
    level : float
    divisor : float array of A
        From `analysis.means.repeats`.

    Returns
    -------
    tuple of Contrast
        Those that differ most surely first.
    """
    row, column = np.nonzero((one.n >= least) & (other.n >= least))
    if not len(row):
        return ()
    worth = np.sqrt(np.broadcast_to(divisor, one.n.shape))[row, column]
    pairs = ((cells.mean[row, column], cells.sd[row, column] * worth, cells.n[row, column]) for cells in (one, other))
    value, low, high, p = welch(*next(pairs), *next(pairs), level=level)
    corrected = adjusted(p)
    apart = corrected <= round(1 - level, 12)  # 1 - 0.95 is a hair more than 0.05 in binary
    found = [
        Contrast(
            name=names[column[place]],
            first=firsts[row[place]],
            second=seconds[row[place]],
            value=float(value[place]),
            low=float(low[place]),
            high=float(high[place]),
            p=float(p[place]),
            adjusted_p=float(corrected[place]),
            distinguishable=bool(apart[place]),
        )
        for place in range(len(row))
    ]
    return tuple(sorted(found, key=lambda contrast: (contrast.p, contrast.name, contrast.first)))
