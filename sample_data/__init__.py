"""The demonstration company: an invented one, made by a seeded generator, with its known truth."""

from pathlib import Path

from sample_data.again import again
from sample_data.company import Company
from sample_data.parameters import read
from sample_data.saying import said, trade_of
from sample_data.writing import write

#: A small company, written: its files and its truth.
SMALL: Path = Path(__file__).with_name("small")

__all__ = ["SMALL", "Company", "again", "read", "said", "trade_of", "write"]
