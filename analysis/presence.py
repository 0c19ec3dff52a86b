"""Who was a customer at the end of a day, and who is behind a bar of the leak.

A customer is here from the first occasion until the stage rule says abandoned, and again from the day of an order that ended an absence.
"""

from collections.abc import Sequence

import numpy as np

from analysis import calendar
from analysis.absences import Absences
from analysis.errors import UnknownChoice, choose, say
from analysis.followup import first_days, ordered_between
from analysis.occasions import Occasions

#: What a customer can be in a period of `analysis.leak`.
FLOWS = ("lost", "recovered", "new", "returning")


def here(occasions: Occasions, away: Absences, days: Sequence[int]) -> np.ndarray:
    """Tell who was a customer at the end of each of some days.

    Parameters
    ----------
    occasions : Occasions
    away : Absences
        Of all customers.
    days : sequence of D integers
        Days since 1970-01-01, none after ``as_of``.

    Returns
    -------
    bool array of D x C

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.absences import absences
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 150, 20]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> here(history, absences(history, usual_gap_days=30), [10, 120, 121, 150]).tolist()
    [[True, False], [True, True], [False, True], [True, False]]
    """
    found = first_days(occasions)[None, :] <= np.asarray(days, dtype=np.int64)[:, None]
    for row, day in zip(found, days, strict=True):
        row[away.place[(away.since <= day) & (day < away.until)]] = False
    return found


def behind(
    occasions: Occasions, away: Absences, *, period: str, label: str, flow: str, mask: np.ndarray | None = None
) -> np.ndarray:
    """Return the customers that a bar of the leak counts.

    Parameters
    ----------
    occasions : Occasions
    away : Absences
        Of all customers.
    period : {"week", "month", "quarter"}
    label : str
        The period's, as in `analysis.leak.Flow`.
    flow : str
        One of `FLOWS`.
    mask : bool array of C, optional
        Which customers are meant.

    Returns
    -------
    int64 array
        Party ids, ascending.

    Raises
    ------
    UnknownChoice
        For another flow, or a period that begins after ``as_of``.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.absences import absences
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 170, 40]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> away = absences(history, usual_gap_days=30)
    >>> behind(history, away, period="month", label="1970-05", flow="lost").tolist()
    [7]
    """
    choose("flow", flow, FLOWS)
    number = calendar.parse(label, period)
    first, last = (calendar.day_number(day(number, period)) for day in (calendar.first_day, calendar.last_day))
    last = min(last, calendar.day_number(occasions.as_of))
    if first > last:
        raise UnknownChoice(found=say("the period {}", label), needed=say("one up to {}", occasions.as_of), do="Choose an earlier one.")
    before, after = here(occasions, away, [first - 1, last])
    begun = first_days(occasions) >= first
    everybody = np.arange(len(occasions.customers))
    found = {
        "lost": lambda: before & ~after,
        "recovered": lambda: after & ~before & ~begun,
        "new": lambda: after & ~before & begun,
        "returning": lambda: before & ordered_between(occasions, everybody, np.full(len(begun), first), np.full(len(begun), last)),
    }[flow]()
    return occasions.customers[found if mask is None else found & mask]
