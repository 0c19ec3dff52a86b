"""A company in files: one invented set of people, and what each kind of table says of them. Seeded, so that it is the same every time."""

import csv
import io
import random
from datetime import date, timedelta

DAY_0 = date(2026, 1, 5)


def text(rows: list[dict]) -> bytes:
    """Write rows as CSV."""
    out = io.StringIO()
    lines = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    lines.writeheader()
    lines.writerows(rows)
    return out.getvalue().encode()


class Company:
    """Twenty people, some known by number, some by e-mail, some by both; and rows of every kind about them.

    Each file says of a person only what no other denies.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = [
            {"number": f"C{n:02}" if n % 3 else "", "email": f"p{n}@example.org" if n % 4 else "", "name": f"Person {n}"}
            for n in range(1, 21)
        ]

    def somebody(self) -> dict:
        """Return a person."""
        return self.random.choice(self.people)

    def day(self, within: int = 200) -> date:
        """Return a day."""
        return DAY_0 + timedelta(days=self.random.randrange(within))

    def who(self) -> dict:
        """Return the columns that say who it was."""
        person = self.somebody()
        return {"customer_number": person["number"], "email": person["email"]}

    def rows(self, kind: str, number: int = 30, first: int = 1) -> list[dict]:
        """Return rows of a kind, numbered from `first` on where the kind numbers them."""
        return [getattr(self, f"_{kind}")(first + n) for n in range(number)]

    def _orders(self, n: int) -> dict:
        state = self.random.choice(("paid", "paid", "paid", "cancelled"))
        cents = self.random.randrange(100, 99_999)
        back = cents // 2 if state == "paid" and self.random.random() < 0.2 else 0
        return {
            "order_number": f"O{n}",
            **self.who(),
            "ordered_at": self.day().isoformat(),
            "amount": f"{cents / 100:.2f}",
            "refunded": f"{back / 100:.2f}",
            "currency": "EUR",
            "state": state,
        }

    def _customers(self, n: int) -> dict:
        person = self.people[(n - 1) % len(self.people)]
        market = ("consumer", "industrial")[n % 2]
        return {
            "customer_number": person["number"] or f"N{(n - 1) % len(self.people):02}",
            "email": person["email"],
            "customer_name": person["name"],
            "company": f"Firm {(n - 1) % 4} Ltd" if n % 2 else "",
            "market": market,
            "joined_at": (DAY_0 + timedelta(days=(n - 1) % len(self.people))).isoformat(),
            "favourite colour": ("red", "blue")[n % 2],
        }

    def _survey(self, n: int) -> dict:
        answer = lambda high: self.random.choice([*(str(v) for v in range(1, high + 1)), "n/a"])  # noqa: E731
        return {
            "response_number": f"R{n}",
            "answered_at": self.day().isoformat(),
            **self.who(),
            "Overall satisfaction (1-5)": answer(5),
            "Staff (1-5)": answer(5),
            "Importance of staff (1-5)": answer(5),
            "Would you recommend us? (0-10)": answer(10),
            "comment": self.random.choice(("", "kind", "slow; but kind")),
        }

    def _complaints(self, n: int) -> dict:
        opened = self.day()
        closed = opened + timedelta(days=self.random.randrange(9))
        return {
            "complaint_number": f"K{n}",
            "opened_at": opened.isoformat(),
            "closed_at": closed.isoformat() if self.random.random() < 0.7 else "",
            **self.who(),
            "cause": self.random.choice(("delivery", "quality", "billing")),
            "complaint_state": self.random.choice(("open", "resolved", "rejected")),
            "resolution": self.random.choice(("replaced", "")),
        }

    def _interactions(self, n: int) -> dict:
        return {
            "interaction_number": f"A{n}",
            "happened_at": self.day().isoformat(),
            **self.who(),
            "interaction": self.random.choice(("call", "visit")),
            "topic": self.random.choice(("delivery", "price")),
            "response_minutes": str(self.random.randrange(200)),
        }

    def _memberships(self, n: int) -> dict:
        known = [person for person in self.people if person["number"] or person["email"]]
        person = known[(n - 1) % len(known)]
        since = DAY_0 + timedelta(days=n)
        return {
            "membership_number": f"M{n}",
            "programme": ("Harbour Club", "Pine Circle")[n % 2],
            "customer_number": person["number"],
            "email": person["email"],
            "member_since": since.isoformat(),
            "member_until": "",
            "level": ("gold", "silver")[n % 2],
            "points": str(n * 10),
        }

    def _rewards(self, n: int) -> dict:
        person = self.people[0]
        return {
            "reward_number": f"W{n}",
            "programme": "Harbour Club",
            "customer_number": person["number"],
            "email": person["email"],
            "rewarded_at": self.day().isoformat(),
            "reward": self.random.choice(("coffee", "delivery")),
            "points": "100",
            "amount": "3.50",
            "currency": "EUR",
        }

    def _referrals(self, n: int) -> dict:
        brought, other = self.somebody(), self.somebody()
        return {
            "referral_number": f"F{n}",
            "referred_at": self.day().isoformat(),
            "customer_number": brought["number"],
            "email": brought["email"],
            "referred_number": other["number"],
            "referred_email": other["email"],
            "referral_result": self.random.choice(("bought", "nothing yet")),
        }

    def _spending(self, n: int) -> dict:
        return {
            "spent_at": self.day().isoformat(),
            "purpose": self.random.choice(("acquisition", "retention", "service")),
            "channel": self.random.choice(("search", "letters")),
            "amount": f"{self.random.randrange(100, 9_999) / 100:.2f}",
            "currency": "EUR",
        }

    def _employees(self, n: int) -> dict:
        return {
            "response_number": f"E{n}",
            "answered_at": self.day().isoformat(),
            "employee_number": f"{n:04}",
            "customer_name": f"Colleague {n}",
            "department": self.random.choice(("Sales", "Support")),
            "hired_at": (DAY_0 - timedelta(days=n)).isoformat(),
            "Teamwork (1-5)": self.random.choice(("1", "3", "5", "")),
        }
