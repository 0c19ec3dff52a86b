"""Scenarios are kept by name with all that they depend on; the data stay what they were."""

from datetime import date, datetime

import pytest

from models.erase import erase
from models.errors import Refused
from models.scenarios import LONGEST, clone, delete, rename, save, scenarios
from models.store import Store

SAID = {"settings": [{"lever": "retention", "target": "capture", "amount": 0.05}], "options": {"seed": 7}, "field": "market"}
RESULT = {"difference": {"value": 160_000, "low": -160_000, "high": 490_000}}
SAVED_AT = datetime(2026, 11, 3, 9, 30)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "shop.db")


def kept(store, name="Delivery", **values):
    told = {"revision": 41, "as_of": date(2026, 10, 31), "result": RESULT, "saved_at": SAVED_AT} | values
    return save(store, name, SAID, **told)


def test_what_was_saved_is_found_again_field_by_field(store):
    """After the file was closed and opened, too."""
    saved = kept(store)
    [again] = scenarios(Store(store.path))
    assert again == saved
    assert (again.name, again.said, again.revision, again.as_of) == ("Delivery", SAID, 41, date(2026, 10, 31))
    assert (again.saved_at, again.result) == (SAVED_AT, RESULT)


def test_no_number_of_the_workspace_is_another_by_it(store):
    """The revision, on which every kept answer hangs, stays."""
    before = store.revision
    saved = kept(store)
    rename(store, clone(store, saved.id, "Copy").id, "Other")
    delete(store, saved.id)
    assert store.revision == before


@pytest.mark.parametrize("name", ["", "  \n ", "x" * (LONGEST + 1)])
def test_a_name_says_something_and_fits_a_line(store, name):
    with pytest.raises(Refused):
        kept(store, name)
    assert scenarios(store) == []


def test_a_name_is_of_one_scenario(store):
    """Blanks at its ends make no other name."""
    first = kept(store)
    second = kept(store, "Complaints")
    for refused in (
        lambda: kept(store, " Delivery "),
        lambda: clone(store, first.id, "Complaints"),
        lambda: rename(store, second.id, "Delivery"),
    ):
        with pytest.raises(Refused, match="Delivery|Complaints"):
            refused()
    assert [each.name for each in scenarios(store)] == ["Delivery", "Complaints"]
    rename(store, first.id, "Delivery")  # its own


def test_one_takes_the_place_of_its_namesake_where_that_is_meant(store):
    """And is a new one where there is none."""
    first = kept(store, instead=True)
    again = kept(store, instead=True, revision=42)
    assert again.id == first.id and [each.revision for each in scenarios(store)] == [42]


def test_a_copy_is_the_same_under_another_name(store):
    first = kept(store)
    copy = clone(store, first.id, "Both")
    assert copy.id != first.id
    assert (copy.said, copy.revision, copy.as_of, copy.saved_at, copy.result) == (
        first.said, first.revision, first.as_of, first.saved_at, first.result)  # fmt: skip
    rename(store, copy.id, "Both of them")
    assert [each.name for each in scenarios(store)] == ["Delivery", "Both of them"]


def test_what_somebody_else_deleted_meanwhile_is_told(store):
    first = kept(store)
    delete(store, first.id)
    delete(store, first.id)
    with pytest.raises(Refused, match="deleted"):
        clone(store, first.id, "Copy")
    with pytest.raises(Refused, match="deleted"):
        rename(store, first.id, "Copy")


def test_names_with_quotes_and_marks_are_kept_as_they_are(store):
    hostile = "'; DROP TABLE scenario; -- <b>*x*</b>"
    assert kept(store, hostile).name == hostile
    assert [each.name for each in scenarios(store)] == [hostile]


def test_delete_everything_takes_them_too(store):
    kept(store, "Secret plan")
    erase(store)
    assert scenarios(store) == []
    assert not any(b"Secret plan" in path.read_bytes() for path in store.path.parent.glob(store.path.name + "*"))
