"""A company that sells to firms: accounts with several people, markets, distributors and retailers, suppliers who call, hostile names."""

import random
from datetime import date, timedelta
from pathlib import Path

from tests.pages.shops import HOSTILE, as_csv, bring

LIST = ("customer number", "customer name", "email", "company", "market", "party type")
MARKETS = ("consumer", "industrial", "reseller", "government", "international", "")
FIRST, LAST = date(2024, 1, 3), date(2026, 6, 30)


def firms(path: Path, *, people: int = 300) -> None:
    """Store a list of customers, orders, and contacts with suppliers."""
    rng = random.Random(3)
    listed, orders, calls = [], [], []
    for number in range(people):
        market = MARKETS[min(int(rng.expovariate(0.7)), 5)]
        account = "" if market == "consumer" else HOSTILE[number % 4] if number < 12 else f"Firm {number // 3}"
        kind = {5: "distributor", 6: "retailer"}.get(number % 40, "")
        name = HOSTILE[number % 4] if number < 6 else f"Person {number}"
        listed.append((f"c{number}", name, f"c{number}@example.org", account, market, kind))
        day, turn = FIRST + timedelta(days=rng.randrange(800)), 0
        while day <= LAST and (turn == 0 or rng.random() < 0.8):
            orders.append((f"{number}-{turn}", f"c{number}", day, f"{rng.uniform(20, 900):.2f}", "EUR"))
            day, turn = day + timedelta(days=1 + int(rng.expovariate(1 / 45))), turn + 1
    for number in range(8):
        name = f"{HOSTILE[number % 4]} Supply {number}"
        listed.append((f"s{number}", "", f"s{number}@example.org", name, "", "supplier"))
        days = [FIRST + timedelta(days=20 * turn + number) for turn in range(0 if number == 7 else 40)]
        calls += [(f"k{number}-{turn}", day, f"s{number}", "call") for turn, day in enumerate(days)]
    listed.append(("p1", "Pat Partner", "p1@example.org", "", "", "partner"))
    orders.append(("last", "c0", LAST, "10.00", "EUR"))
    bring(path, as_csv(LIST, listed), name="customers.csv", source="customers")
    bring(path, as_csv(("order number", "customer number", "order date", "amount", "currency"), orders))
    headers = ("interaction number", "happened at", "customer number", "interaction")
    bring(path, as_csv(headers, calls), name="calls.csv", source="interactions")
