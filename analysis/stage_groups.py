"""How customers of each kind are spread over the stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.intervals import wilson
from analysis.moves import CUSTOMERS
from analysis.overview import Share
from analysis.stages import STAGES, StageTable


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStages:
    """The customers with one value of a field.

    Attributes
    ----------
    value : str
    n : int
        Those of them who had ordered by the day.
    shares : tuple of Share
        Of them, in each of `StageGroups.stages`.
    """

    value: str
    n: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageGroups:
    """Customers by a field and by stage at the end of a day; the values in the order in which they were asked for."""

    day: date
    field: str
    level: float
    stages: tuple[str, ...]
    groups: tuple[GroupStages, ...]


def stage_groups(
    table: StageTable, customers: np.ndarray, values: np.ndarray, *, field: str, asked: Sequence[str], level: float = 0.95
) -> StageGroups:
    """Count customers by a field and by stage.

    Parameters
    ----------
    table : StageTable
    customers : int64 array
        Party ids whose values are known, all of them in the table.
    values : array of str
        One a customer.
    field : str
        What it is called.
    asked : sequence of str
        The values that are told, in this order.
    level : float
        Of Wilson's intervals.

    Examples
    --------
    >>> from analysis.stages import AT_RISK, CAPTURE, PROSPECT
    >>> none = np.zeros(4)
    >>> told = StageTable(day=date(2026, 1, 31), customers=np.arange(4), stage=np.array([CAPTURE, AT_RISK, CAPTURE, PROSPECT]),
    ...     came_from=none, rho=none, usual_gap=none, run=none)
    >>> found = stage_groups(told, np.arange(3), np.array(["web", "web", "till"]), field="channel", asked=["web", "till"])
    >>> [(group.value, group.n, group.shares[0].rate) for group in found.groups]
    [('web', 2, 0.5), ('till', 1, 1.0)]
    """
    place = np.searchsorted(table.customers, customers)
    stage = table.stage[place].astype(np.int64)
    order = {value: number for number, value in enumerate(asked)}
    code = np.array([order.get(value, -1) for value in values], dtype=np.int64)
    kept = np.isin(stage, CUSTOMERS) & (code >= 0)
    counts = np.bincount(code[kept] * len(STAGES) + stage[kept], minlength=len(asked) * len(STAGES)).reshape(len(asked), len(STAGES))
    return StageGroups(
        day=table.day,
        field=field,
        level=level,
        stages=tuple(STAGES[place] for place in CUSTOMERS),
        groups=tuple(_group(value, counts[row, list(CUSTOMERS)], level) for row, value in enumerate(asked)),
    )


def _group(value: str, counts: np.ndarray, level: float) -> GroupStages:
    n = int(counts.sum())
    shares = []
    for k in counts.tolist():
        low, high = wilson(k, n, level) if n else (None, None)
        shares.append(Share(k=k, n=n, rate=k / n if n else None, low=low, high=high))
    return GroupStages(value=value, n=n, shares=tuple(shares))
