"""Spending as analysis reads it is exactly what was stored."""

from datetime import datetime

import polars as pl

from models.spending import spending
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, take_back

HEADERS = ("month", "purpose", "channel", "amount", "currency", "customer number")
ROWS = (("2026-02", "acquisition", "search", "1200.50", "EUR", ""), ("2026-03", "service", "", "80.00", "EUR", "C1"))


def test_a_cost_comes_with_its_days_purpose_and_customer(tmp_path):
    store = Store(tmp_path / "shop.db")
    assert spending(store).spend.is_empty()
    bring(store, exports.table(HEADERS, *ROWS), file="spending.csv", source="spending")
    found = spending(store)
    assert found.revision == 1
    first, second = found.spend.drop("shop").rows()
    february = (datetime(2026, 2, 1), datetime(2026, 2, 28))
    assert first == (None, *february, "acquisition", "search", 120_050, "EUR")
    assert second[0] is not None and second[3:] == ("service", None, 8_000, "EUR")
    assert found.spend.schema["customer"] == pl.Int64
    take_back(store)
    assert spending(store).spend.is_empty()
