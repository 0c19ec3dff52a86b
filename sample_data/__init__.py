"""The demonstration shop: a file of orders, made by `make.py`, that the app offers to somebody who has none at hand."""

from pathlib import Path

ORDERS: Path = Path(__file__).with_name("orders.csv")
