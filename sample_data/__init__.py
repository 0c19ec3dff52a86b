"""The demonstration company: an invented one, made by a seeded generator, with its known truth."""

from pathlib import Path

from sample_data.saying import said, trade_of
from sample_data.writing import write

ORDERS: Path = Path(__file__).with_name("orders.csv")

__all__ = ["ORDERS", "said", "trade_of", "write"]
