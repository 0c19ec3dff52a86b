"""A company with something to find: a bad channel, slow complaints, unhappy answers, and customers who cost more than they bring."""

import random
from datetime import date, timedelta
from pathlib import Path

from tests.pages.shops import HEADERS, HOSTILE, as_csv, bring

BAD = HOSTILE[0]
GOOD = ("search", "friend", "fair")
FIRST, LAST = date(2024, 1, 3), date(2026, 6, 30)
#: Customers on whom 900 each was spent by name.
COSTLY = 7


def planted(path: Path, *, people: int = 1200) -> None:
    """Store orders, complaints, answers and spending."""
    rng = random.Random(5)
    orders, complaints, answers = [], [], []
    for number in range(people):
        who, channel = f"c{number}", rng.choice([BAD, *GOOD])
        day = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
        chance = 0.25 if channel == BAD else 0.5
        turn = 0
        while day <= LAST:
            orders.append((f"{number}-{turn}", who, day, f"{rng.uniform(20, 60):.2f}", "EUR", channel))
            if turn == 0 and number % 3 == 0:
                soon, happy = rng.random() < 0.5, rng.random() < 0.5
                complaints.append((f"k{number}", who, day + timedelta(days=1), day + timedelta(days=2 if soon else 20), "closed"))
                answers.append((who, day + timedelta(days=2), 5 if happy else 2))
                chance *= (1.6 if soon else 0.5) * (1.3 if happy else 0.6)
            day, turn = day + timedelta(days=5 + int(rng.expovariate(1 / 30))), turn + 1
            if rng.random() > min(chance, 0.9) + (0.1 if turn > 2 else 0):
                break
    orders.append(("last", "c0", LAST, "30.00", "EUR", "search"))
    bring(path, as_csv((*HEADERS, "channel"), orders))
    headers = ("ticket id", "customer number", "opened at", "closed at", "status")
    bring(path, as_csv(headers, complaints), name="complaints.csv", source="complaints")
    survey = ("customer number", "date", "Overall satisfaction (1-5)")
    bring(path, as_csv(survey, answers), name="survey.csv", source="survey")
    months = [(date(year, month, 1), "acquisition", "1000.00", "EUR", "") for year in (2024, 2025, 2026) for month in range(1, 13)]
    named = [(date(2026, 3, 2), "service", "900.00", "EUR", f"c{number}") for number in range(COSTLY)]
    rows = [row for row in (*months, *named) if row[0] <= LAST]
    bring(path, as_csv(("date", "purpose", "amount", "currency", "customer number"), rows), name="spending.csv", source="spending")
