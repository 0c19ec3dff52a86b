"""Write orders.csv: the order export of an invented shop, "Harbour & Pine", as Shopify would write it.

    python sample_data/make.py

Every draw is a whole number from one seeded generator, and everything else is whole-number arithmetic: the file is the
same, byte by byte, on every computer.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from catalogue import ARTICLES, FAMILY, GIVEN, HOURS_SHOP, HOURS_WEB, MAIL, MEMORYLESS, NEWCOMERS, OLD_PLACES as PLACES, RHYTHMIC  # noqa: E402

SEED = 23
FIRST_DAY, LAST_DAY = date(2024, 8, 12), date(2026, 10, 18)
FIRST_NUMBER = 1001
SHOP = "Harbour & Pine"
LOCATIONS = ("Old Quay shop", "Market hall")
FREE_SHIPPING_FROM, SHIPPING = 6000, 490

_HEADER = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,"
    "Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,"
    "Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,"
    "Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone"
)
HEADER = tuple(_HEADER.split(","))


@dataclass(frozen=True)
class Habit:
    """How somebody buys: after each order they stay with a chance (in 1000), and come back after a wait."""

    stays: int
    wait: int
    waits: Sequence[int]


HABITS = {
    "once": Habit(0, 0, MEMORYLESS),
    "now and then": Habit(755, 66, MEMORYLESS),
    "steady": Habit(890, 38, MEMORYLESS),
    "rhythm": Habit(955, 31, RHYTHMIC),
}
#: Out of 100 newcomers of a channel, how many have which habit: those from Instagram stay least, those from the shop most.
MIX = {"web": (50, 26, 14, 10), "instagram": (70, 20, 6, 4), "pos": (42, 27, 18, 13)}
PAUSES = 50  # out of 1000 returns come after a long pause
RETURNS = 80  # out of 1000 who seemed gone come back once, much later
CHRISTMAS = 60  # out of 1000 customers order a present besides


@dataclass
class Customer:
    """Somebody who buys; `days` are those of the orders."""

    name: str
    email: str
    place: tuple
    channel: str
    marketing: str
    days: list[date] = field(default_factory=list)


@dataclass
class Order:
    """One order, before it has a number."""

    at: datetime
    customer: Customer | None
    nth: int
    channel: str
    late: bool = False


def chance(draw: Random, thousandths: int) -> bool:
    """Whether something that happens so often in 1000 happens now."""
    return draw.randrange(1000) < thousandths


def pick(draw: Random, things: Sequence, weights: Sequence[int]):
    """Pick one thing, each as often as its weight says."""
    left = draw.randrange(sum(weights))
    for thing, weight in zip(things, weights, strict=True):
        left -= weight
        if left < 0:
            return thing
    raise AssertionError("the weights are spent before the draw is")


def newcomers(draw: Random) -> list[Customer]:
    """Everyone who ever ordered, with the day of the first order."""
    people = []
    year, month = FIRST_DAY.year, FIRST_DAY.month
    for number in NEWCOMERS:
        first, after = date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
        first, last = max(first, FIRST_DAY), min(after - timedelta(days=1), LAST_DAY)
        days = sorted(draw.randrange((last - first).days + 1) for _ in range(number))
        people += [newcomer(draw, first + timedelta(days=day), len(people) + place) for place, day in enumerate(days)]
        year, month = after.year, after.month
    return people


def newcomer(draw: Random, day: date, number: int) -> Customer:
    """A person: name, e-mail, home, and the channel of the first order."""
    given, family = draw.choice(GIVEN), draw.choice(FAMILY)
    months = (day.year - FIRST_DAY.year) * 12 + day.month - FIRST_DAY.month
    channel = pick(draw, tuple(MIX), (62, 8 + months // 2, 20))  # Instagram grows from 8 to 21
    return Customer(
        name=f"{given} {family}", email=f"{given}.{family}{number + 1}@{draw.choice(MAIL)}".lower(),
        place=pick(draw, PLACES, [share for *_, share in PLACES]), channel=channel,
        marketing="yes" if chance(draw, 580) else "no", days=[day],
    )  # fmt: skip


def live(draw: Random, customer: Customer) -> None:
    """Let somebody buy by habit until they stop, or the data end."""
    habit = HABITS[pick(draw, tuple(HABITS), MIX[customer.channel])]
    day = customer.days[0]
    while day <= LAST_DAY:
        if not chance(draw, habit.stays):
            if not chance(draw, RETURNS):
                break
            day += timedelta(days=150 + draw.randrange(270))
        elif chance(draw, PAUSES):
            day += timedelta(days=150 + draw.randrange(150))
        else:
            day += timedelta(days=max(2, habit.wait * draw.choice(habit.waits) // 100))
        customer.days.append(day)
    christmas(draw, customer)
    customer.days = sorted({day for day in customer.days if day <= LAST_DAY})


def christmas(draw: Random, customer: Customer) -> None:
    """A present, from somebody who has been here within the year before."""
    for year in range(FIRST_DAY.year, LAST_DAY.year):
        day = date(year, 11, 18) + timedelta(days=draw.randrange(33))
        gives = chance(draw, CHRISTMAS)
        if gives and any(0 < (day - known).days < 365 for known in customer.days):
            customer.days.append(day)


def orders_of(draw: Random, customer: Customer) -> list[Order]:
    """A customer's orders; now and then two on one day."""
    orders: list[Order] = []
    for nth, day in enumerate(customer.days, start=1):
        channel = customer.channel
        if nth > 1:  # whoever came from Instagram mostly goes to the web shop later
            channel = pick(draw, tuple(MIX), {"web": (93, 3, 4), "instagram": (70, 26, 4), "pos": (30, 1, 69)}[channel])
        late = nth > 1 and (day - customer.days[nth - 2]).days > 140
        for _ in range(2 if chance(draw, 12) else 1):
            orders.append(Order(moment(draw, day, channel), customer, nth, channel, late))
    return orders


def moment(draw: Random, day: date, channel: str) -> datetime:
    """A time of the day, by the shop's own clock."""
    hour = draw.choice(HOURS_SHOP if channel == "pos" else HOURS_WEB)
    return datetime(day.year, day.month, day.day, hour, draw.randrange(60), draw.randrange(60))


def guests(draw: Random, number: int) -> list[Order]:
    """Sales at the till to people who left no e-mail."""
    span = (LAST_DAY - FIRST_DAY).days + 1
    days = [FIRST_DAY + timedelta(days=draw.randrange(span)) for _ in range(number)]
    return [Order(moment(draw, day, "pos"), None, 1, "pos") for day in days]


def tests() -> list[Order]:
    """The owner tries the checkout, before the opening and after a change."""
    owner = Customer("Test Orderly", "owner@example.com", PLACES[0], "test", "no")
    before_opening = datetime(2024, 8, 12, 6, 2, 11), datetime(2024, 8, 12, 6, 9, 40)
    later = datetime(2025, 3, 4, 5, 31, 7), datetime(2026, 2, 10, 5, 50, 2)
    return [Order(at, owner, 1, "test") for at in (*before_opening, *later)]


def written(at: datetime) -> str:
    """A time as Shopify writes it, with the offset of Central Europe: summer from the last Sunday of March to that of October."""
    march, october = (date(at.year, month, 31) for month in (3, 10))
    first, last = (end - timedelta(days=(end.weekday() + 1) % 7) for end in (march, october))
    return at.strftime("%Y-%m-%d %H:%M:%S ") + ("+0200" if first <= at.date() < last else "+0100")


def money(cents: int) -> str:
    """Cents as a decimal text."""
    return f"{cents // 100}.{cents % 100:02d}"


def basket(draw: Random, at: datetime, nth: int) -> list[tuple[tuple, int]]:
    """Different articles and their numbers; regulars fill up, newcomers try."""
    weights = [article[4 if at.month >= 11 else 3] for article in ARTICLES]
    size = pick(draw, (1, 2, 3, 4), (56, 31, 10, 3) if nth == 1 else (59, 30, 9, 2))
    chosen: dict[str, tuple[tuple, int]] = {}
    for _ in range(size):
        article = pick(draw, ARTICLES, weights)
        chosen[article[0]] = (article, pick(draw, (1, 2, 3, 4), (70, 20, 5, 5) if article[2] < 3000 else (93, 7, 0, 0)))
    return list(chosen.values())


def discount(draw: Random, order: Order) -> tuple[str, int]:
    """The code that was used, and its per cents."""
    if order.channel in ("pos", "test"):
        return "", 0
    if order.nth == 1:
        return ("WELCOME10", 10) if chance(draw, 460) else ("", 0)
    if order.late and chance(draw, 400):
        return "COMEBACK15", 15
    if order.at.month in (11, 12) and chance(draw, 150):
        return "SNOW10", 10
    return "", 0


def outcome(draw: Random, order: Order, total: int, lines: list) -> dict[str, str]:
    """What became of it: state, money given back, and by which means it was paid."""
    recent = (LAST_DAY - order.at.date()).days <= 10
    if order.channel == "test":
        return {"Financial Status": "paid", "Payment Method": "bogus", "refund": "0"}
    if order.channel == "pos":
        means = pick(draw, ("Cash", "Shopify Payments"), (35, 65))
    else:
        means = pick(draw, ("Shopify Payments", "PayPal Express Checkout", "Klarna", "Bank Deposit"), (56, 26, 12, 6))
    waiting = recent or chance(draw, 40)
    if means == "Bank Deposit" and waiting:
        return {"Financial Status": "pending", "Payment Method": means, "refund": "0"}
    fate = pick(draw, ("paid", "refunded", "partially_refunded", "cancelled", "voided"), (945, 16, 22, 10, 7))
    if order.channel == "pos" and fate in ("cancelled", "voided"):
        fate = "paid"
    if fate == "cancelled":
        given_back = chance(draw, 700)
        cancelled = written(order.at + timedelta(minutes=20 + draw.randrange(600)))
        return {"Financial Status": "refunded" if given_back else "voided", "Payment Method": means, "Cancelled at": cancelled,
                "refund": str(total if given_back else 0)}  # fmt: skip
    refund = {"refunded": total, "partially_refunded": min(lines[0][0][2], total * 3 // 4)}.get(fate, 0)
    return {"Financial Status": fate, "Payment Method": means, "refund": str(refund)}


def rows(draw: Random, number: int, order: Order) -> list[dict[str, str]]:
    """An order as the export writes it: its own cells on the first row, then one row for each further article."""
    lines = basket(draw, order.at, order.nth)
    goods = sum(article[2] * quantity for article, quantity in lines)
    code, per_cent = discount(draw, order)
    less = goods * per_cent // 100
    at_till = order.channel == "pos"
    shipping = 0 if at_till or goods - less >= FREE_SHIPPING_FROM else SHIPPING
    total = goods - less + shipping
    tax = (total * 19 * 2 + 119) // (119 * 2)  # included in the prices, to the nearest cent
    came = outcome(draw, order, total, lines)
    refund = int(came.pop("refund"))
    unpaid = came["Financial Status"] in ("pending", "voided")
    sent = not unpaid and "Cancelled at" not in came and (at_till or (LAST_DAY - order.at.date()).days > 2)
    sent_at = order.at if at_till else order.at + timedelta(days=1, minutes=draw.randrange(480))
    name, email = f"#{FIRST_NUMBER + number}", order.customer.email if order.customer else ""
    if at_till and email and chance(draw, 60):
        email = email.upper()  # typed at the till, in capitals
    first = {
        "Paid at": "" if unpaid else written(order.at + timedelta(seconds=2)), "Fulfillment Status": "fulfilled" if sent else "unfulfilled",
        "Fulfilled at": written(sent_at) if sent else "", "Accepts Marketing": order.customer.marketing if order.customer else "no",
        "Currency": "EUR", "Subtotal": money(goods - less), "Shipping": money(shipping), "Taxes": money(tax), "Total": money(total),
        "Discount Code": code, "Discount Amount": money(less), "Shipping Method": "" if at_till else "Standard",
        "Created at": written(order.at),
        "Refunded Amount": money(refund), "Outstanding Balance": money(total if came["Financial Status"] == "pending" else 0),
        "Location": draw.choice(LOCATIONS) if at_till else "", "Id": str(6_000_000_000_000 + number * 32_768), "Risk Level": "Low",
        "Source": "web" if order.channel == "test" else order.channel, "Tax 1 Name": "VAT 19%", "Tax 1 Value": money(tax),
        **address(order), **came,
    }  # fmt: skip
    made = []
    for place, (article, quantity) in enumerate(lines):
        sku, title, price, *_ = article
        made.append({
            **(first if place == 0 else {}), "Name": name, "Email": email, "Lineitem quantity": str(quantity), "Lineitem name": title,
            "Lineitem price": money(price), "Lineitem sku": sku, "Lineitem requires shipping": "true", "Lineitem taxable": "true",
            "Lineitem fulfillment status": "fulfilled" if sent else "pending", "Vendor": SHOP, "Lineitem discount": "0.00",
        })  # fmt: skip
    return made


def address(order: Order) -> dict[str, str]:
    """Where it goes: towns and postcodes that aren't there; nowhere at the till, where the billing country is the shop's."""
    if order.customer is None:
        return {"Billing Country": "DE", "Shipping Country": ""}
    country, city, postcode, _ = order.customer.place
    billing = {"Billing Name": order.customer.name, "Billing City": city, "Billing Zip": f"'{postcode}", "Billing Country": country}
    if order.channel == "pos":
        return billing
    return billing | {key.replace("Billing", "Shipping"): value for key, value in billing.items()}


def text() -> str:
    """The whole file."""
    draw = Random(SEED)
    people = newcomers(draw)
    for customer in people:
        live(draw, customer)
    orders = [order for customer in people for order in orders_of(draw, customer)]
    orders += guests(draw, 45) + tests()
    orders.sort(key=lambda order: (order.at, order.customer.email if order.customer else ""))
    numbered = [rows(draw, number, order) for number, order in enumerate(orders)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    for made in reversed(numbered):  # newest first
        writer.writerows(made)
    return out.getvalue()


if __name__ == "__main__":
    Path(__file__).with_name("orders.csv").write_bytes(text().encode())
