"""In which ranges a company has been: month by month, what its levers would move. What lies beyond is belief."""

from collections.abc import Mapping

import numpy as np

from analysis import calendar
from analysis.evidence import FEW_BELOW
from analysis.ledger import Ledger
from analysis.relations import Relations
from analysis.whatif.run import ABANDONED, ACTIVE_PLACES, WORSE
from analysis.whatif.world import NAMES, STEPS, places

#: Months that are looked back on: two years.
MONTHS = 2 * STEPS


def seen(relations: Relations, ledger: Ledger, *, months: int = MONTHS) -> Mapping[str, tuple[float, float, float]]:
    """Tell the lowest, the latest and the highest of what levers move, as changes from the mean of the last year.

    Parameters
    ----------
    relations : Relations
    ledger : Ledger
        Of the same people.
    months : int

    Returns
    -------
    mapping of lever to (low, now, high)
        "retention:STAGE" and "win_back" in shares a month, "order_value" and "frequency" in parts; in quarters, so that one good month is
        no range. A quarter in which fewer than 30 customers tell is left out, and a lever of which fewer than two quarters tell is too.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import of_orders
    >>> nobody = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([0]), as_of=date(1972, 1, 1), free_orders=True)
    >>> book = Ledger(currency="EUR", place=np.array([0]), day=np.array([0]), net=np.array([100]), size=1)
    >>> seen(of_orders(nobody, usual_gap_days=30), book)
    {}
    """
    first = calendar.day_of(int(relations.occasions.day.min())) if len(relations.occasions.day) else relations.as_of
    days = [calendar.months_before(relations.as_of, back) for back in range(months, -1, -1)]
    days = [day for day in days if day >= first]
    if len(days) < 4:
        return {}
    tables = [places(table.stage) for table in relations.stages_at(days)]
    slipped, there, back = (np.zeros((len(days) - 1, len(NAMES))) for _ in "abc")
    ordered, spent = np.zeros(len(days) - 1), np.zeros(len(days) - 1)
    for month, (before, after) in enumerate(zip(tables, tables[1:])):
        both = (before >= 0) & (after >= 0)
        there[month] = np.bincount(before[both], minlength=len(NAMES))
        worse = both & WORSE[before, after]
        slipped[month] = np.bincount(before[worse], minlength=len(NAMES))
        back[month, ABANDONED] = (both & (before == ABANDONED) & (after != ABANDONED)).sum()
        since, until = calendar.day_number(days[month]) + 1, calendar.day_number(days[month + 1])
        ordered[month] = ((relations.occasions.day >= since) & (relations.occasions.day <= until)).sum()
        spent[month] = ledger.between(since, until).sum()
    active = there[:, ACTIVE_PLACES].sum(axis=1)
    found = {f"retention:{name}": _range(slipped[:, place], there[:, place], turned=True) for place, name in enumerate(NAMES)}
    del found["retention:abandoned"]
    found["retention:"] = _range(slipped[:, ACTIVE_PLACES].sum(axis=1), active, turned=True)
    found["win_back"] = _range(back[:, ABANDONED], there[:, ABANDONED])
    found["order_value"], found["frequency"] = _range(spent, ordered, parts=True), _range(ordered, active, parts=True)
    return {name: ends for name, ends in found.items() if ends is not None}


def _range(told: np.ndarray, of: np.ndarray, *, turned: bool = False, parts: bool = False) -> tuple[float, float, float] | None:
    """Of quarters, counted back from the last month, the change of a ratio from that of the last year."""
    quarters = len(told) // 3
    told, of = (each[len(each) - 3 * quarters :].reshape(quarters, 3).sum(axis=1) for each in (told, of))
    enough = of >= FEW_BELOW
    usual = of[-4:].sum()
    if enough.sum() < 2 or not enough[-1] or not usual or (parts and not told[-4:].sum()):
        return None
    mean = told[-4:].sum() / usual
    change = told[enough] / of[enough] - mean
    change = -change if turned else change / mean if parts else change
    return float(change.min()), float(change[-1]), float(change.max())
