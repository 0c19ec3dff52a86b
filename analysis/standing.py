"""What needs attention without a comparison of groups: customers at risk, customers who cost more than they bring, one point more."""

from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.comparisons import Group, group
from analysis.evidence import FEW_BELOW
from analysis.followup import FollowUp, first_days
from analysis.ledger import Ledger, places
from analysis.occasions import Occasions, through
from analysis.relations import Relations
from analysis.stages import AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, RECOVERED
from analysis.worth import Gain, Money, gain, worth

YEAR = 365
ONE_POINT = 0.01
HERE = (CAPTURE, MAINTENANCE, LOYALTY, RECOVERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Customers who stand somewhere, what is known of such customers, and what it is worth.

    Attributes
    ----------
    customers : int64 array
        Party ids.
    a_year : int or None
        How many there are a year, where it is about those to come.
    group : Group or None
        The share that speaks of them.
    money : Money or None
    spent, brought : int or None
        Minor units, where both are known to the cent.
    """

    customers: np.ndarray
    a_year: int | None = None
    group: Group | None = None
    money: Money | None = None
    spent: int | None = None
    brought: int | None = None


def at_risk(relations: Relations, ledger: Ledger, *, level: float = 0.95) -> Standing | None:
    """Find who is at risk, and what became of those who were a year ago.

    The share is that of those at risk a year ago who never ordered again. The money is what as many customers would bring in a year
    if they brought what customers brought who were here and not at risk a year ago; it needs 30 of either.
    """
    buyers = relations.part(relations.buyers)
    occasions = buyers.occasions
    now = occasions.customers[buyers.stages(buyers.as_of).stage == AT_RISK]
    if not len(now):
        return None
    then = calendar.day_number(occasions.as_of) - YEAR
    stage = buyers.stages(calendar.day_of(then)).stage
    endangered, here = stage == AT_RISK, np.isin(stage, HERE)
    never_again = endangered & (occasions.day[occasions.start[1:] - 1] <= then)
    both = endangered | here
    brought = gain(ledger.between(then + 1, then + YEAR)[both], here[both])
    n = int(endangered.sum())
    return Standing(
        customers=now,
        group=group(int(never_again.sum()), n, level=level) if n >= FEW_BELOW else None,
        money=worth(len(now), 1.0, 0.0, brought, level=level),
    )


def costly(spend, occasions: Occasions, ledger: Ledger) -> Standing | None:
    """Find the customers on whom more was spent by name, over the last twelve months, than their orders brought net.

    Parameters
    ----------
    spend : DataFrame
        Columns ``customer`` (null: nobody in particular), ``spent_at``, ``amount`` and ``currency``.

    Notes
    -----
    The money is a sum of what was booked, so it has no interval.
    """
    year = last_year(spend, occasions, ledger)
    if year is None:
        return None
    spent, net, _ = year
    dear = (spent > 0) & (spent > net)
    if not dear.any():
        return None
    total, back = int(spent[dear].sum()), int(net[dear].sum())
    return Standing(
        customers=occasions.customers[dear],
        money=Money(value=total - back, low=None, high=None),
        spent=total,
        brought=back,
    )


def last_year(spend, occasions: Occasions, ledger: Ledger) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Give each customer's costs by name and net of the last 365 days, and who ordered in them; None where no cost names a customer.

    Parameters
    ----------
    spend : DataFrame
        Columns ``customer`` (null: nobody in particular), ``spent_at``, ``amount`` and ``currency``.

    Returns
    -------
    spent, net : int64 arrays, one a customer
        Minor units.
    ordered : bool array
        Whether there was any order, in whatever currency.
    """
    rows = nw.from_native(spend, eager_only=True)
    last = occasions.as_of
    rows = rows.filter(
        ~nw.col("customer").is_null(),
        nw.col("currency") == ledger.currency,
        through(last, "spent_at"),
        ~through(last - timedelta(days=YEAR), "spent_at"),
    )
    if not len(rows):
        return None
    place, there = places(occasions, rows["customer"].cast(nw.Int64).to_numpy().astype(np.int64))
    spent = np.zeros(ledger.size, dtype=np.int64)
    np.add.at(spent, place[there], rows["amount"].cast(nw.Int64).to_numpy().astype(np.int64)[there])
    end = calendar.day_number(last)
    return spent, ledger.between(end - YEAR + 1, end), occasions.day[occasions.start[1:] - 1] > end - YEAR


def one_point(again: FollowUp, occasions: Occasions, ledger: Ledger, *, level: float = 0.95) -> Standing | None:
    """Find what it is worth a year if one more newcomer in a hundred orders again within 90 days."""
    day = first_days(occasions)
    coming = newcomers(day, occasions.as_of)
    brought = year_after(again, np.ones(len(day), dtype=bool), ledger.between(day + 1, day + YEAR), occasions.as_of)
    money = worth(int(coming.sum()), ONE_POINT, 0.0, brought, level=level)
    if money is None:
        return None
    return Standing(
        customers=occasions.customers[coming],
        a_year=int(coming.sum()),
        group=group(int(again.ordered.sum()), len(again.place), level=level),
        money=money,
    )


def newcomers(day: np.ndarray, as_of: date) -> np.ndarray:
    """Mark those whose own day lies in the last 365."""
    end = calendar.day_number(as_of)
    return (day > end - YEAR) & (day <= end)


def year_after(followup: FollowUp, among: np.ndarray, net: np.ndarray, as_of: date) -> Gain | None:
    """Compare what those who came back brought in the year after their own day with what the others brought.

    Parameters
    ----------
    followup : FollowUp
    among : bool array, one a customer
        Whom to take.
    net : array, one a customer
        What each brought in the 365 days after the own day, that day left out.
    as_of : date
        Only those with 365 days behind them are taken.
    """
    old = (followup.day <= calendar.day_number(as_of) - YEAR) & among[followup.place]
    return gain(net[followup.place[old]], followup.ordered[old])
