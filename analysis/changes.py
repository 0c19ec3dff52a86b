"""What an import, or taking one back, changed on each page: the same look before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import narwhals as nw

from analysis.activity import Activity
from analysis.company import Company
from analysis.occasions import counted, through
from analysis.retention import retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Customers who came back in the first whole month after their first order.

    `n` customers had that month behind them, `retained` of them ordered in it; `low` and `high` are the 95 % interval's ends.
    """

    n: int
    retained: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the pages show of a workspace at one moment; the empty one of an empty workspace.

    Attributes
    ----------
    held : mapping
        How much of everything there is, as `models.holdings` counts it.
    orders, buyers : int
        Counted orders through `as_of`, and known customers behind them.
    net : mapping
        What they brought after refunds, by currency, in its units.
    as_of : date or None
        Through which day the data is complete.
    cohorts : int
        Months in which somebody ordered first.
    came_back : Share or None
        None where no whole month has passed for anybody.
    """

    held: Mapping[str, int] = field(default_factory=dict)
    orders: int = 0
    buyers: int = 0
    net: Mapping[str, Decimal] = field(default_factory=dict)
    as_of: date | None = None
    cohorts: int = 0
    came_back: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Two looks; each property is None where nothing differs, else (before, after)."""

    before: Look
    after: Look

    @property
    def orders(self) -> tuple[int, int] | None:
        return _pair(self.before.orders, self.after.orders)

    @property
    def net(self) -> dict[str, tuple[Decimal, Decimal]]:
        """By currency, those that differ alone."""
        codes = sorted({*self.before.net, *self.after.net})
        pairs = {code: _pair(self.before.net.get(code, Decimal(0)), self.after.net.get(code, Decimal(0))) for code in codes}
        return {code: pair for code, pair in pairs.items() if pair}

    @property
    def as_of(self) -> tuple[date | None, date | None] | None:
        return _pair(self.before.as_of, self.after.as_of)

    @property
    def buyers(self) -> tuple[int, int] | None:
        return _pair(self.before.buyers, self.after.buyers)

    @property
    def cohorts(self) -> tuple[int, int] | None:
        return _pair(self.before.cohorts, self.after.cohorts)

    @property
    def came_back(self) -> tuple[Share | None, Share | None] | None:
        return _pair(self.before.came_back, self.after.came_back)

    @property
    def held(self) -> dict[str, tuple[int, int]]:
        """What there is more or less of."""
        names = [*self.after.held, *(name for name in self.before.held if name not in self.after.held)]
        pairs = {name: _pair(self.before.held.get(name, 0), self.after.held.get(name, 0)) for name in names}
        return {name: pair for name, pair in pairs.items() if pair}

    @property
    def anything(self) -> bool:
        """Whether any page shows something else than before."""
        return bool(self.orders or self.net or self.as_of or self.buyers or self.cohorts or self.came_back or self.held)


def _pair(before, after):
    return None if before == after else (before, after)


def look(
    company: Company | None, held: Mapping[str, int], *, digits: Mapping[str, int] | None = None, activity: Activity | None = None
) -> Look:
    """Look at a workspace.

    Parameters
    ----------
    company : Company or None
        None where there is no order.
    held : mapping
    digits : mapping, optional
        Minor digits by currency, 2 where not named.
    activity : Activity, optional
        By months, where it is gathered already.

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> from analysis.company import company
    >>> orders = pl.DataFrame({"order_id": [1, 2], "customer": [7, 7], "counted": [True, True], "gross": [500, 300], "refunded": [0, 100],
    ...     "currency": ["EUR"] * 2, "shop": ["web"] * 2, "ordered_at": [datetime(2026, 1, 2), datetime(2026, 2, 3)]})
    >>> refunds = pl.DataFrame(schema={"customer": pl.Int64, "refunded_at": pl.Datetime, "amount": pl.Int64, "currency": pl.String,
    ...     "shop": pl.String})
    >>> seen = look(company(orders, refunds, pl.DataFrame({"customer": [7]})), {"orders": 2})
    >>> seen.orders, seen.net, seen.cohorts
    (2, {'EUR': Decimal('7.00')}, 1)
    >>> Changes(before=Look(), after=seen).held
    {'orders': (0, 2)}
    """
    if company is None:
        return Look(held=held)
    kept = counted(company.orders, as_of=company.as_of)
    back = nw.from_native(company.refunds, eager_only=True).filter(through(company.as_of, "refunded_at"))
    net: dict[str, int] = {}
    for code, gross, refunded in kept.group_by("currency").agg(nw.col("gross").sum(), nw.col("refunded").sum()).rows():
        net[code] = gross - refunded
    for code, amount in back.group_by("currency").agg(nw.col("amount").sum()).rows():
        net[code] = net.get(code, 0) - amount
    found = retention(activity or company.activity("month"))
    first = next((pooled for pooled in found.pooled if pooled.age == 1), None)
    return Look(
        held=held,
        orders=len(kept),
        buyers=len(company.occasions.customers),
        net={code: Decimal(minor).scaleb(-(digits or {}).get(code, 2)) for code, minor in sorted(net.items())},
        as_of=company.as_of,
        cohorts=len(found.cohorts),
        came_back=first and Share(n=first.at_risk, retained=first.retained, rate=first.rate, low=first.low, high=first.high),
    )


def restored(document: Mapping) -> Look:
    """Make a look again of what `analysis.document` made of it.

    Raises
    ------
    AttributeError, KeyError, TypeError, ValueError
        Of what another version wrote.

    Examples
    --------
    >>> from analysis.document import document
    >>> seen = Look(held={"orders": 2}, orders=2, net={"EUR": Decimal("7.00")}, as_of=date(2026, 2, 3))
    >>> restored(document(seen)) == seen
    True
    """
    back = document["came_back"]
    return Look(
        held={name: int(number) for name, number in document["held"].items()},
        orders=int(document["orders"]),
        buyers=int(document["buyers"]),
        net={code: Decimal(amount) for code, amount in document["net"].items()},
        as_of=date.fromisoformat(document["as_of"]) if document["as_of"] else None,
        cohorts=int(document["cohorts"]),
        came_back=Share(**back) if back else None,
    )
