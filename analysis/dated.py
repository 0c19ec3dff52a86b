"""Dated: days of something else than orders, such as contacts, for the same customers."""

from dataclasses import dataclass

import numpy as np

from analysis.occasions import keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Every customer's days, end to end in one array.

    Attributes
    ----------
    start : int64 array of C + 1
        Customer i's days are ``day[start[i]:start[i + 1]]``.
    day : int32 array
        Days since 1970-01-01, ascending within a customer.
    """

    start: np.ndarray
    day: np.ndarray

    def last_through(self, day: int) -> np.ndarray:
        """Each customer's last one on `day` (in days since 1970-01-01) or before it; nan for none. Float array of C."""
        upto = np.concatenate([[0], np.cumsum(self.day <= day)])
        count = upto[self.start[1:]] - upto[self.start[:-1]]
        found = np.full(len(count), np.nan)
        some = count > 0
        found[some] = self.day[self.start[:-1][some] + count[some] - 1]
        return found

    def any_between(self, place: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Whether these customers have one from `begin` on and before `end`; bool, one a place."""
        if not len(self.day):
            return np.zeros(len(place), dtype=bool)
        all_of_them = keys(np.repeat(np.arange(len(self.start) - 1), np.diff(self.start)), self.day)
        first, after = (np.searchsorted(all_of_them, keys(place, day)) for day in (begin, end))
        return after > first

    def part(self, mask: np.ndarray) -> "Dated":
        """Keep some customers; `mask` has one true or false a customer."""
        lengths = np.diff(self.start)
        start = np.append(0, np.cumsum(lengths[mask])).astype(np.int64)
        return Dated(start=start, day=self.day[np.repeat(mask, lengths)])


def dated(customers: np.ndarray, who: np.ndarray, day: np.ndarray) -> Dated:
    """Put days in their customers' order; those of others are left out.

    Parameters
    ----------
    customers : int64 array of C
        Party ids, ascending.
    who, day : integer arrays
        Whose, as a party id, and which day, in days since 1970-01-01.

    Examples
    --------
    >>> found = dated(np.array([7, 8]), np.array([8, 7, 8, 9]), np.array([40, 3, 20, 1]))
    >>> found.start.tolist(), found.day.tolist(), found.last_through(30).tolist()
    ([0, 1, 3], [3, 20, 40], [3.0, 20.0])
    >>> found.any_between(np.array([0, 1]), np.array([0, 21]), np.array([3, 41])).tolist()
    [False, True]
    """
    place = np.searchsorted(customers, who)
    known = (place < len(customers)) & (customers[np.minimum(place, len(customers) - 1)] == who) if len(customers) else np.zeros(0, bool)
    place, day = (place[known], np.asarray(day)[known]) if len(customers) else (np.zeros(0, np.int64), np.zeros(0, np.int32))
    order = np.lexsort((day, place))
    start = np.append(0, np.cumsum(np.bincount(place, minlength=len(customers)))).astype(np.int64)
    return Dated(start=start, day=day[order].astype(np.int32))
