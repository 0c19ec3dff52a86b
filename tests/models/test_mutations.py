"""Exports as nobody should write them: each is read, or refused in plain words, and in time."""

import os

from hypothesis import HealthCheck, given, settings

from models.columns import EVERY
from models.store import Store
from tests.models import exports
from tests.models.companies import Company, text
from tests.models.outcomes import EXPORTS
from tests.mutations import CHANGES, bring, mutated

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
FILES = {f"{kind}.csv": text(Company(1).rows(kind, 12)) for kind in EVERY}
FILES |= {f"{name}.csv": export.written() for name, export in EXPORTS.items()}
FILES["shopify.csv"] = exports.shopify({"Name": "#1", "Email": "a@example.org", "Total": "9.00", "Lineitem name": "Mug"})


def test_a_spoiled_file_is_read_or_refused(tmp_path):
    """Cut, shuffled, wrongly quoted, in another encoding, with strange cells: never another exception, never more than ten seconds."""
    store = Store(tmp_path / "one.db")

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
    @given(mutated(FILES))
    def each(chosen):
        bring(store, *chosen)

    each()
    assert store.revision == 0


def test_every_way_to_spoil_a_file_spoils_it():
    """A change that leaves the file as it was would test nothing."""
    data = FILES["survey.csv"].replace(b",kind\n", ',"café"\n'.encode())
    for change in CHANGES:
        assert any(change(data, where, much) != data for where in (0.1, 0.6) for much in (0.2, 0.9)), change.__name__
