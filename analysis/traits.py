"""What customers turned out to be: the year in which they came, members of a programme, satisfied by their own word.

All but the year are known only after the first order. Whoever stays has more time to join and to answer, so a difference between such
groups is no effect of joining or of being satisfied; findings don't look at them (`segments.at_first`).
"""

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.occasions import Occasions, through

YEAR, MEMBER, SATISFIED = "cohort_year", "programme_member", "satisfied"
#: Fields that are known only after the first order.
LATER = (MEMBER, SATISFIED)
YES, NO = "yes", "no"
# On scales of up to so many steps the top two answers are the good ones; on finer ones, the top tenth.
FEW_STEPS = 10


def columns(occasions: Occasions, *, memberships=None, overall=None) -> dict[str, np.ndarray]:
    """Tell the year, whether a member and whether satisfied, through `as_of`.

    Parameters
    ----------
    occasions : Occasions
    memberships : DataFrame, optional
        ``customer``, ``member_since``: as `models.traits` gives it.
    overall : DataFrame, optional
        ``customer``, ``response``, ``attribute``, ``answered_at``, ``value``, ``low``, ``high``.

    Returns
    -------
    dict of field to object array of str, one a customer of `occasions`
        `MEMBER` is there if there is any membership, `SATISFIED` if any answer; who never answered has "" for it.

    Notes
    -----
    A member is who joined by `as_of`, whatever came after. A membership without a day counts as one. Satisfied is who gave one of the two
    best answers (of a scale with more than ten steps, the best tenth) in the first overall answer.

    Examples
    --------
    >>> from datetime import date
    >>> known = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 2]), day=np.array([0, 400]), as_of=date(1972, 1, 1),
    ...     free_orders=True)
    >>> columns(known)["cohort_year"].tolist()
    ['1970', '1971']
    """
    days = occasions.day[occasions.start[:-1]]
    found = {YEAR: (calendar.numbers(days, "month") // 12).astype(str).astype(object)}
    if memberships is not None:
        rows = nw.from_native(memberships, eager_only=True)
        rows = rows.filter(nw.col("member_since").is_null() | through(occasions.as_of, "member_since"))
        if len(rows):
            found[MEMBER] = np.where(np.isin(occasions.customers, rows["customer"].to_numpy()), YES, NO).astype(object)
    if overall is not None:
        rows = first_answers(nw.from_native(overall, eager_only=True), occasions)
        if len(rows):
            found[SATISFIED] = _said(rows, occasions)
    return found


def _said(rows: nw.DataFrame, occasions: Occasions) -> np.ndarray:
    happy = good(*(rows[name].to_numpy().astype(float) for name in ("value", "low", "high")))
    customer = rows["customer"].to_numpy()
    said = np.full(len(occasions.customers), "", dtype=object)
    said[np.isin(occasions.customers, customer[happy])] = YES
    said[np.isin(occasions.customers, customer[~happy])] = NO
    return said


def first_answers(rows: nw.DataFrame, occasions: Occasions) -> nw.DataFrame:
    """Each customer's first overall answer by `as_of`; of several at one moment, the one stored first."""
    rows = rows.filter(through(occasions.as_of, "answered_at")).sort("answered_at", "response", "attribute")
    return rows.unique("customer", keep="first", maintain_order=True)


def good(value: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Whether an answer is one of the two best: 4 or 5 of 5, 6 or 7 of 7, 9 or 10 of 10, 90 and more of 100.

    >>> good(np.array([4, 8, 9, 85]), np.array([1, 0, 0, 0]), np.array([5, 10, 10, 100])).tolist()
    [True, False, True, False]
    """
    steps = high - low
    return (value >= high - np.where(steps <= FEW_STEPS, 1, steps / FEW_STEPS)) & (value > low)
