"""CDNOW's log (Fader and Hardie): fixed columns without a header; each row is one purchase."""

from models.ingest.source import Source

_RULES = ("no header: customer, day, number of CDs, amount", "each row is one purchase: equal rows are real", "no currency in the file")

SOURCES = (
    Source(
        name="cdnow_fixed_width",
        title="CDNOW log (fixed columns)",
        shop="cdnow",
        separator="fixed",
        signature=("customer", "date", "quantity", "amount"),
        fields={"customer_number": ("customer",), "ordered_at": ("date",), "amount": ("amount",)},
        rules=_RULES,
    ),
)
