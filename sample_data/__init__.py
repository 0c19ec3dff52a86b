"""The demonstration company: an invented one, made by a seeded generator, with its known truth."""

from pathlib import Path

ORDERS: Path = Path(__file__).with_name("orders.csv")
