"""What a person corrected once is corrected in the next file of that shape."""

from functools import partial

import pytest

from models.errors import Refused
from models.ingest.commit import commit
from models.ingest.prepare import tables_of
from models.ingest.reading import Said
from models.ingest.remember import forget, remembered
from models.store import Store
from tests.models import exports
from tests.models.workspaces import MOMENT, query, take_back

HEADERS = ("nr", "when", "asked", "given")
MEANT = {"nr": "order_number", "when": "ordered_at", "given": "amount", "asked": ""}


def candidate(store, *rows, headers=HEADERS, **said):
    [found] = tables_of("orders.csv", exports.table(headers, *rows), Said(**said), memory=partial(remembered, store))
    return found


def bring(store, *rows, **said):
    return commit(store, candidate(store, *rows, **said).checked(), imported_at=MOMENT)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "one.db")


def test_the_next_file_of_that_shape_is_read_as_the_last_was_corrected(store):
    """Its columns may stand in another order; it is said."""
    bring(store, ("1", "2026-01-05", "9.00", "5.00"), mapping=MEANT)
    found = candidate(store, ("2", "2026-01-06", "9.00", "6.00"))
    assert (found.reading.fields["amount"], found.reading.remembered) == ("given", True)
    assert "read as you corrected an earlier file with these columns" in found.checked().warnings
    other = candidate(store, ("6.00", "3", "2026-01-06", "9.00"), headers=("given", "nr", "when", "asked"))
    assert other.reading.fields["amount"] == "given"


def test_what_is_said_now_goes_before_what_was_said(store):
    """And is remembered in its turn."""
    bring(store, ("1", "2026-01-05", "9.00", "5.00"), mapping=MEANT)
    bring(store, ("2", "2026-01-05", "9.00", "5.00"), mapping={"asked": "amount"})
    assert candidate(store, ("3", "2026-01-06", "9.00", "6.00")).reading.fields["amount"] == "asked"
    assert query(store, "SELECT count(*) FROM remembered") == [(1,)]


def test_a_file_of_another_shape_is_read_afresh(store):
    """One header more, and nothing is taken over."""
    bring(store, ("1", "2026-01-05", "9.00", "5.00"), mapping=MEANT)
    found = candidate(store, ("2", "2026-01-06", "9.00", "6.00", "x"), headers=(*HEADERS, "place"), mapping={})
    assert not found.reading or not found.reading.remembered


def test_the_order_of_days_is_remembered_and_the_shop_and_currency_are_not(store):
    """The next file may be another shop's; how its system writes a day stays."""
    rows = (("1", "01/02/2026", "9.00", "5.00"),)
    bring(store, *rows, mapping=MEANT, date_order="dmy", shop="Old Quay", currency="EUR")
    found = candidate(store, ("2", "02/03/2026", "9.00", "6.00"))
    assert (found.reading.date_order, found.reading.shop, found.reading.currency) == ("dmy", "own", None)


def test_a_dry_run_or_a_refused_file_teaches_nothing(store):
    """Only what was stored is remembered; forgetting reads afresh; an undo of the file leaves it."""
    checked = candidate(store, ("1", "2026-01-05", "9.00", "5.00"), mapping=MEANT).checked()
    commit(store, checked, imported_at=MOMENT, dry_run=True)
    assert query(store, "SELECT count(*) FROM remembered") == [(0,)]
    commit(store, checked, imported_at=MOMENT)
    take_back(store)
    found = candidate(store, ("2", "2026-01-06", "9.00", "6.00"))
    assert found.reading.remembered
    forget(store, found.table)
    with pytest.raises(Refused):
        candidate(store, ("2", "2026-01-06", "9.00", "6.00")).checked()
