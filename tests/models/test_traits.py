"""Memberships and overall answers, as analysis reads them."""

from models.store import Store
from models.traits import traits
from tests.demonstration import bring


def test_a_company_s_members_and_answers_are_read(tmp_path):
    """As many as the files say; only answers to the overall question, of customers."""
    truth = bring(tmp_path / "shop.db", customers=300, seed=3)
    found = traits(Store(tmp_path / "shop.db"))
    assert found.memberships.height == truth["counts"]["memberships"]
    assert found.memberships["customer"].null_count() == 0
    assert 90 < found.overall.height <= truth["counts"]["responses"]
    assert found.overall["attribute"].n_unique() == 1
    assert found.overall["value"].is_between(1, 5).all()
    assert found.revision == Store(tmp_path / "shop.db").revision
