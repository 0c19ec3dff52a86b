"""What the tests of this room share."""

import pytest

from models.store import Store


@pytest.fixture
def store(tmp_path):
    """An empty workspace."""
    return Store(tmp_path / "shop.db")
