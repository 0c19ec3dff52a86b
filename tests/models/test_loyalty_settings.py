"""How the loyalty index is reckoned is kept by whoever looks first, stands in nobody's way, and goes with everything else."""

import json
from contextlib import closing

from models.erase import erase
from models.settings import keep_loyalty_index, save_settings
from models.store import Store

KEPT = json.dumps({"anchors": {"order_days": [1, 6]}, "anchored": "2026-10-18"})


def test_what_somebody_else_kept_since_stands(tmp_path):
    """Two first visitors measured the ends; the second one's are not kept over the first one's."""
    one, other = Store(tmp_path / "shop.db"), Store(tmp_path / "shop.db")
    seen = one.settings().loyalty_index
    assert keep_loyalty_index(one, KEPT, instead_of=seen)
    assert not keep_loyalty_index(other, "{}x", instead_of=seen)
    assert other.settings().loyalty_index == KEPT


def test_it_raises_no_revision_and_no_setting_else(tmp_path):
    store = Store(tmp_path / "shop.db")
    save_settings(store, name="Harbour & Pine")
    keep_loyalty_index(store, KEPT, instead_of="{}")
    settings = store.settings()
    assert (store.revision, settings.name, settings.stage_rule) == (1, "Harbour & Pine", "{}")


def test_a_page_does_not_wait_for_whoever_writes(tmp_path):
    store = Store(tmp_path / "shop.db")
    with closing(store.connect()) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert not keep_loyalty_index(store, KEPT, instead_of="{}")
        writer.execute("ROLLBACK")
    assert store.settings().loyalty_index == "{}"


def test_it_is_gone_with_everything_else(tmp_path):
    store = Store(tmp_path / "shop.db")
    keep_loyalty_index(store, KEPT, instead_of="{}")
    erase(store)
    assert store.settings().loyalty_index == "{}"
