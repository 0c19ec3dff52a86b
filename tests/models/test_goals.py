"""Goals are kept by name and by day; the data stay what they were, and erasing takes the goals too."""

from datetime import date

import pytest

from models.erase import erase
from models.errors import Refused
from models.goals import LONGEST, drop, goals, put
from models.store import Store

SAID = {"measure": "loyal", "since": date(2026, 1, 1), "baseline": 0.1, "target": 0.2, "revision": 4}


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "shop.db")


def test_what_was_set_is_found_again_the_nearest_day_first(store):
    late, soon = put(store, "Late", by=date(2028, 1, 1), **SAID), put(store, " Soon ", by=date(2027, 1, 1), **SAID)
    assert goals(Store(store.path)) == [soon, late] and soon.name == "Soon" and soon.target == 0.2
    assert store.revision == 0
    drop(store, soon.id)
    drop(store, soon.id)
    assert goals(store) == [late]


def test_a_name_is_of_one_goal_and_says_something(store):
    put(store, "Loyal", by=date(2027, 1, 1), **SAID)
    for name in ("Loyal", "  ", "x" * (LONGEST + 1)):
        with pytest.raises(Refused):
            put(store, name, by=date(2027, 1, 1), **SAID)
    assert len(goals(store)) == 1


def test_erasing_takes_them_along(store):
    put(store, "Our secret aim", by=date(2027, 1, 1), **SAID)
    erase(store)
    assert goals(store) == [] and b"Our secret aim" not in store.path.read_bytes()
