"""The truth of an invented company: read from its file, kept with the imports that it is true of."""

import json
from datetime import datetime

import pytest

from models.errors import Refused
from models.settings import save_settings
from models.store import Store
from models.truth import keep_truth, kept_truth, read_truth
from models.undo import undo
from tests.models import exports
from tests.models.workspaces import bring

TOLD = {"version": 1, "company": "Harbour & Pine", "parameters": {}, "planted": [], "expected": {}, "bucket": {}}


def test_a_truth_is_known_by_what_it_holds():
    """Anything else is some other file, whatever its name."""
    assert read_truth(json.dumps(TOLD).encode()) == TOLD
    for other in (b"", b"{", b"{}", b'{"version": 1}', b"[1]", b"order,amount\n", b"{\xff}"):
        assert read_truth(other) is None


def test_one_of_a_newer_rapport_is_refused():
    """It may say other things."""
    with pytest.raises(Refused, match="version 2"):
        read_truth(json.dumps(TOLD | {"version": 2}).encode())


def test_it_names_a_company_without_a_name_and_lasts_as_long_as_its_imports(tmp_path):
    """One more import, and it is true no more; taken back, it is again."""
    store = Store(tmp_path / "shop.db")
    bring(store, exports.plain(("1", "C1", "2026-03-05", "5.00")))
    keep_truth(store, TOLD)
    assert store.settings().name == "Harbour & Pine" and kept_truth(store) == TOLD
    later = bring(store, exports.plain(("2", "C1", "2026-03-06", "5.00")))
    assert kept_truth(store) is None
    undo(store, later.batch, undone_at=datetime(2026, 4, 1))
    assert kept_truth(store) == TOLD


def test_a_name_that_somebody_gave_stays(tmp_path):
    """The truth doesn't rename a workspace."""
    store = Store(tmp_path / "shop.db")
    bring(store, exports.plain(("1", "C1", "2026-03-05", "5.00")))
    save_settings(store, name="Class 7")
    keep_truth(store, TOLD)
    assert store.settings().name == "Class 7"


def test_without_imports_there_is_nothing_that_it_is_true_of(tmp_path):
    """It says to bring the files first."""
    with pytest.raises(Refused, match="Bring them first"):
        keep_truth(Store(tmp_path / "shop.db"), TOLD)
