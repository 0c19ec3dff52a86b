"""What the files say in words: causes of complaints, how they were settled, what calls are about, comments."""

from __future__ import annotations

from sample_data.company import Company

#: Of each trade: the first cause is that of its driver. Name, and what the customer writes.
CAUSES = {
    "home-goods": (
        ("delivery", "Parcel came late"),
        ("quality", "Glaze has a crack"),
        ("packaging", "Box was torn"),
        ("billing", "Paid twice?"),
    ),
    "fuel": (
        ("waiting", "Long wait at the till"),
        ("cleanliness", "Pump was dirty"),
        ("price", "Price differs from the sign"),
        ("card", "Points are missing"),
    ),
    "telecom": (
        ("support", "Nobody calls back"),
        ("network", "No signal at home"),
        ("billing", "Invoice is too high"),
        ("app", "App doesn't open"),
    ),
    "wholesale": (
        ("delivery", "Delivery is late again"),
        ("damage", "Pallet came damaged"),
        ("billing", "Invoice has the wrong price"),
        ("range", "Article is never in stock"),
    ),
}
SETTLED_WELL = {
    "home-goods": ("replaced", "sent anew by express", "repaired and a voucher"),
    "fuel": ("points credited", "voucher for a car wash", "called back with an apology and a voucher"),
    "telecom": ("solved on the phone", "technician came", "a month credited"),
    "wholesale": ("replaced the next day", "delivered by courier", "price corrected"),
}
APOLOGY = "apology"
VIA = ("e-mail", "phone", "form")
TOPICS = {
    "home-goods": ("delivery date", "exchange", "care of the goods", "invoice"),
    "fuel": ("points", "card", "receipt", "opening hours"),
    "telecom": ("invoice", "plan", "signal", "roaming"),
    "wholesale": ("delivery date", "offer", "return", "invoice"),
}
REWARDS = {
    "home-goods": ("voucher", "free delivery", "gift"),
    "fuel": ("voucher", "car wash", "coffee"),
    "telecom": ("voucher", "extra data", "month of roaming"),
    "wholesale": ("voucher", "free delivery", "bonus goods"),
}
#: By overall satisfaction, from 1 to 5.
COMMENTS = (
    ("Never again", "Waited far too long", "Nobody answered me", "A disappointment"),
    ("It took too long", "Had to ask three times", "Not what I expected", "Could be much better"),
    ("All right", "Neither good nor bad", "Some things were fine, others were not", "Average"),
    ("Good on the whole", "Friendly people", "Would order again", "Nice, with small flaws"),
    ("Very happy with it", "Everything on time, thank you", "My favourite", "I tell all my friends"),
)


def comments() -> list[str]:
    """All of them, in the order in which `comment_place` counts."""
    return [text for texts in COMMENTS for text in texts]


def causes(company: Company) -> tuple[list[str], list[str]]:
    """Their names, and what customers write."""
    names, texts = zip(*CAUSES[company.trade.name], strict=True)
    return list(names), list(texts)
