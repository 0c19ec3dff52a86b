"""Who orders for each account, who has fallen silent there, and what it brought: one row an account."""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.occasions import Occasions
from analysis.relations import Relations
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, RECOVERED
from analysis.units import NONE

#: Who ordered and has not abandoned.
HERE = (LOYALTY, MAINTENANCE, CAPTURE, RECOVERED, AT_RISK)
YEAR_DAYS = 365
#: A day long before any.
NEVER = -(10**6)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTable:
    """One row an account that ordered or was in touch.

    Attributes
    ----------
    account : int64 array of A
        Party ids, ascending.
    stage : int8 array of A
        A place in `STAGES`, or `NOT_YET`.
    people, active : int64 arrays of A
        How many of its people ever ordered; how many did in the last year.
    unnamed : bool array of A
        Whether orders of the last year name the organisation alone: then nobody knows who orders.
    main : int64 array of A
        Party id of the person who ordered on most days, of several the latest; `NONE` where no person is known.
    main_days, days : int64 arrays of A
        On how many days that one ordered, and all its people together, each with days of their own.
    silent : bool array of A
        Whether the account is still here and that one has abandoned, while another person ordered since.
    last : int64 array of A
        Day of the last order, in days since 1970-01-01; `NEVER` where there is none.
    brought : int64 array of A
        Net of the last year, in minor units.
    """

    account: np.ndarray
    stage: np.ndarray
    people: np.ndarray
    active: np.ndarray
    unnamed: np.ndarray
    main: np.ndarray
    main_days: np.ndarray
    days: np.ndarray
    silent: np.ndarray
    last: np.ndarray
    brought: np.ndarray

    @property
    def here(self) -> np.ndarray:
        """Who ordered and has not abandoned; bool array of A."""
        return np.isin(self.stage, HERE)

    @property
    def alone(self) -> np.ndarray:
        """Of those the ones for which a single person ordered in the last year; bool array of A."""
        return self.named & (self.active == 1)

    @property
    def named(self) -> np.ndarray:
        """Who is here and ordered in the last year, each time by a person who is known; bool array of A."""
        return self.here & (self.active > 0) & ~self.unnamed


def account_table(people: Relations, grouped: Relations, account_of: np.ndarray, brought: np.ndarray) -> AccountTable:
    """Say of each account who orders for it.

    Parameters
    ----------
    people, grouped : Relations
        Everybody, and the accounts that `accounts.by_account` makes of them.
    account_of : int64 array of C
        Each one's account; `units.NONE` for those who have none.
    brought : int64 array of C
        Each one's net of the last year, in minor units.
    """
    size, this_year = len(grouped.customers), calendar.day_number(people.as_of) - YEAR_DAYS
    theirs = account_of != NONE
    at = np.searchsorted(grouped.customers, account_of)  # of those who have one
    mine = np.flatnonzero(theirs & people.buyers & (people.customers != account_of))
    account, days, last = at[mine], np.diff(people.occasions.start)[mine], last_days(people.occasions)[mine]
    # By account, then days, then the latest: the last of each account's stretch is its main person.
    order = np.lexsort((last, days, account))
    ends = order[np.flatnonzero(np.diff(np.append(account[order], size)))]
    who = account[ends]
    main, main_days, latest = np.full(size, NONE, dtype=np.int64), np.zeros(size, dtype=np.int64), np.full(size, NEVER, dtype=np.int64)
    main[who], main_days[who] = people.customers[mine[ends]], days[ends]
    np.maximum.at(latest, account, last)
    left = np.zeros(size, dtype=bool)
    left[who] = (people.stages(people.as_of).stage[mine[ends]] == ABANDONED) & (last[ends] < latest[who])
    itself = np.flatnonzero(theirs & (people.customers == account_of))
    unnamed = np.zeros(size, dtype=bool)
    unnamed[at[itself]] = last_days(people.occasions)[itself] > this_year
    money = np.zeros(size, dtype=np.int64)
    np.add.at(money, at[theirs], brought[theirs])
    stage = grouped.stages(people.as_of).stage
    return AccountTable(
        account=grouped.customers,
        stage=stage,
        people=np.bincount(account, minlength=size),
        active=np.bincount(account[last > this_year], minlength=size),
        unnamed=unnamed,
        main=main,
        main_days=main_days,
        days=np.bincount(account, weights=days, minlength=size).astype(np.int64),
        silent=left & np.isin(stage, HERE),
        last=last_days(grouped.occasions),
        brought=money,
    )


def last_days(occasions: Occasions) -> np.ndarray:
    """Each one's last day with an order; `NEVER` where there is none."""
    some = np.diff(occasions.start) > 0
    found = np.full(len(some), NEVER, dtype=np.int64)
    found[some] = occasions.day[occasions.start[1:][some] - 1]
    return found
