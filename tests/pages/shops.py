"""Small shops, each with one thing that pages stumble over, stored the way any import is."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path

from models.ingest.commit import commit
from models.ingest.prepare import tables_of
from models.ingest.reading import Said
from models.store import Store
from sample_data import SMALL

ORDERS = SMALL / "shopify_orders.csv"  # of the small invented company
# Texts that Markdown, HTML, a spreadsheet or a formula would each take for something else than text.
HOSTILE = (
    "![x](http://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://evil.example")',
    "**b** :red[x] $x$",
)
HEADERS = ("order number", "customer number", "order date", "amount", "currency")


def as_csv(headers, rows) -> bytes:
    """Write a table."""
    text = io.StringIO()
    csv.writer(text).writerows([headers, *rows])
    return text.getvalue().encode()


def bring(path: Path, data: bytes, *, name: str = "orders.csv", **said) -> None:
    """Store a file of orders in a workspace."""
    [candidate] = tables_of(name, data, Said(**said))
    commit(Store(path), candidate.checked(), imported_at=datetime(2026, 11, 1, 12))


#: Orders in the sample, those that don't count too.
SAMPLE_ORDERS = len({row["Name"] for row in csv.DictReader(io.StringIO(ORDERS.read_text(encoding="utf-8")))})


def sample(path: Path) -> None:
    """The sample orders."""
    bring(path, ORDERS.read_bytes(), name=ORDERS.name)


def empty(path: Path) -> None:
    """Nothing yet."""
    Store(path)


def one_order(path: Path) -> None:
    """One order of one customer."""
    bring(path, as_csv(HEADERS, [("1", "c1", "2026-03-04", "12.50", "EUR")]))


def one_customer(path: Path) -> None:
    """One customer with eight orders, a month apart."""
    days = [date(2026, 1, 5) + timedelta(days=30 * k) for k in range(8)]
    bring(path, as_csv(HEADERS, [(k, "c1", day, "12.50", "EUR") for k, day in enumerate(days)]))


def _regulars(*, customers: int, orders: int, currency="EUR", start=date(2025, 1, 3), first: int = 0) -> list[tuple]:
    """Customers who come a week apart and order every fifth week."""
    return [
        (f"{first}-{i}-{k}", f"c{i}", start + timedelta(days=7 * i + 35 * k), "10.00", currency)
        for i in range(customers)
        for k in range(orders)
    ]


def two_currencies(path: Path) -> None:
    """Euros, and fewer pounds."""
    pounds = _regulars(customers=10, orders=2, currency="GBP", start=date(2025, 7, 4), first=1)
    bring(path, as_csv(HEADERS, _regulars(customers=30, orders=3) + pounds))


def few_gaps(path: Path) -> None:
    """Forty customers, and ten gaps between their orders: too few to tell a usual one."""
    bring(path, as_csv(HEADERS, _regulars(customers=40, orders=1) + _regulars(customers=10, orders=2, first=1)[1::2]))


def ended_early(path: Path) -> None:
    """A web shop that goes on, and a till whose orders end a year before."""
    bring(path, as_csv(HEADERS, _regulars(customers=30, orders=3, start=date(2025, 6, 2))), shop="web")
    bring(path, as_csv(HEADERS, _regulars(customers=20, orders=2, start=date(2024, 9, 2))), name="till.csv", shop="till *1*")


def guests_only(path: Path) -> None:
    """Orders that all name nobody."""
    days = [date(2026, 1, 5) + timedelta(days=9 * k) for k in range(20)]
    bring(path, as_csv(HEADERS, [(k, "", day, "12.50", "EUR") for k, day in enumerate(days)]))


def cancelled_only(path: Path) -> None:
    """Orders none of which counts."""
    days = [date(2026, 1, 5) + timedelta(days=9 * k) for k in range(20)]
    rows = [(k, f"c{k % 5}", day, "12.50", "EUR", "cancelled") for k, day in enumerate(days)]
    bring(path, as_csv((*HEADERS, "status"), rows))


def no_currency(path: Path) -> None:
    """Amounts without a currency."""
    rows = [row[:4] for row in _regulars(customers=30, orders=3)]
    bring(path, as_csv(HEADERS[:4], rows))


def hostile_file() -> bytes:
    """Forty customers whose names, e-mails, channels, products, codes, and one of whose headers, are hostile."""
    headers = (*HEADERS, "customer name", "email", "channel", "product", "discount code", HOSTILE[0])
    rows = []
    for number, (key, customer, day, amount, currency) in enumerate(_regulars(customers=40, orders=3)):
        texts = [HOSTILE[(int(customer[1:]) + turn) % 4] for turn in range(4)]
        rows.append((key, customer, day, amount, currency, f"{texts[0]} {customer}", f"{texts[0]}{customer}@example.org",
                     texts[1], texts[2], texts[3], f"{texts[0]} {number % 3}"))  # fmt: skip
    return as_csv(headers, rows)


def hostile(path: Path) -> None:
    """Hostile names, stored."""
    bring(path, hostile_file(), name="<b>x</b>![y](http://evil.example).csv", shop=HOSTILE[0], mapping={HOSTILE[0]: "attribute"})


SHOPS = {
    make.__name__: make
    for make in (sample, empty, one_order, one_customer, two_currencies, few_gaps, ended_early, guests_only, cancelled_only,
                 no_currency, hostile)
}  # fmt: skip
