"""A company at one as_of: what every page and every `show` starts from, gathered once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import activity, completeness, occasions, rhythm, segments, traits
from analysis.errors import Refused, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The frames of a workspace and what is gathered from them.

    Attributes
    ----------
    orders, refunds, customers : DataFrame
        As `models.frames` gives them.
    complete : AsOf
        The day through which the data is complete, with the reason and the shops.
    as_of : date
        That day, or the one that was asked for.
    occasions : Occasions
        Customers' days with a counted order, on or before `as_of`.
    attributes : DataFrame
        What can be filtered by, one row a customer of `occasions`.
    usual_gap : UsualGap
        The population's usual gap between occasions.
    """

    orders: object
    refunds: object
    customers: object
    complete: completeness.AsOf
    as_of: date
    occasions: occasions.Occasions
    attributes: object
    usual_gap: rhythm.UsualGap

    def activity(self, period: str) -> activity.Activity:
        """Gather who was active when; the caller keeps it."""
        return activity.gather(self.occasions, period)

    def mask(self, where: Mapping[str, Collection[str]]) -> np.ndarray | None:
        """Return which customers a filter means, None for all of them."""
        return segments.mask(self.attributes, {name: list(chosen) for name, chosen in where.items()}) if where else None

    def fields(self) -> dict[str, tuple[str, ...]]:
        """Return what can be filtered by, with the commonest values."""
        return segments.fields(self.attributes)


def company(
    orders,
    refunds,
    customers,
    *,
    as_of: date | None = None,
    closed: Collection[str] = (),
    free_orders: bool = True,
    cycle_days: float | None = None,
    digits: Mapping[str, int] | None = None,
    memberships=None,
    overall=None,
) -> Company | None:
    """Gather a company; None where there is no order yet.

    Parameters
    ----------
    orders, refunds, customers : DataFrame
    as_of : date, optional
        Another day than the data's own; later ones are refused, for nobody knows what happened then.
    closed : collection of str
        Shops that closed: they don't hold the others back.
    free_orders : bool
        Whether fully refunded and 0.00 orders count.
    cycle_days : float, optional
        The usual cycle, as the person declares it.
    digits : mapping, optional
        Minor digits by currency, 2 where not named.
    memberships, overall : DataFrame, optional
        As `models.traits` gives them.

    Raises
    ------
    Refused
        For an `as_of` before the data's beginning or after its end.
    """
    complete = completeness.as_of(orders, refunds, closed=closed)
    if complete is None or len(orders) == 0:
        return None
    day = as_of or complete.day
    latest = max(shop.last_day for shop in complete.shops)
    if day > latest:
        raise Refused(
            found=say("{}, after the last order on {}", day, latest),
            needed=say("a day up to {}", latest),
            do="Choose an earlier day, or import later orders.",
        )
    earliest = min(shop.first_day for shop in complete.shops)
    if day < earliest:
        raise Refused(
            found=say("{}, before the first order on {}", day, earliest),
            needed=say("a day from {} on", earliest),
            do="Choose a later day, or import earlier orders.",
        )
    days = occasions.gather(orders, as_of=day, free_orders=free_orders)
    first = occasions.first_orders(orders, as_of=day, free_orders=free_orders, digits=digits)
    return Company(
        orders=orders,
        refunds=refunds,
        customers=customers,
        complete=complete,
        as_of=day,
        occasions=days,
        attributes=segments.attributes(first, customers, traits.columns(days, memberships=memberships, overall=overall)),
        usual_gap=rhythm.usual_gap(days, cycle_days=cycle_days),
    )
