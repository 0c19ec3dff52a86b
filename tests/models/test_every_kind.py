"""What holds for every kind of table: the same file twice, split in two, in either order, and taken back."""

import itertools
import random
from functools import partial

import pytest

from models.columns import EVERY
from models.errors import Refused
from models.ingest.compare import preview
from models.kinds import BY_KIND
from models.store import Store
from tests.models import workspaces
from tests.models.companies import Company, text
from tests.models.workspaces import by_key, query, rows, take_back

#: A name that speaks for no kind: the columns alone tell.
NAMELESS = "export.csv"
bring = partial(workspaces.bring, file=NAMELESS)
checked = partial(workspaces.checked, file=NAMELESS)
NUMBERED = [kind for kind in EVERY if BY_KIND[kind].number]
#: What each kind's rows become, as a report counts them.
COUNTED = {
    "orders": "orders",
    "customers": "customers",
    "survey": "responses",
    "complaints": "complaints",
    "interactions": "interactions",
    "memberships": "memberships",
    "rewards": "rewards",
    "referrals": "referrals",
    "spending": "spending",
    "employees": "responses",
}


@pytest.mark.parametrize("kind", EVERY)
def test_a_table_of_each_kind_is_recognised_and_stored_whole(tmp_path, kind):
    """By its columns alone, whatever the file is called."""
    store = Store(tmp_path / "one.db")
    report = bring(store, text(Company(1).rows(kind, 20)))
    assert (report.kind, report.source, report.bad_rows, report.rows) == (kind, kind, 0, 20)
    assert report.added[COUNTED[kind]] == 20


@pytest.mark.parametrize("kind", EVERY)
def test_the_same_file_twice_changes_nothing(tmp_path, kind):
    """Not a row, not a name, not the revision."""
    store = Store(tmp_path / "one.db")
    data = text(Company(2).rows(kind))
    bring(store, data)
    before, revision = rows(store), store.revision
    again = bring(store, data)
    assert (again.batch, again.changes, rows(store), store.revision) == (None, 0, before, revision)


@pytest.mark.parametrize("kind", NUMBERED)
def test_a_file_split_in_two_is_the_same_as_whole(tmp_path, kind):
    """Wherever it is cut, and whichever part comes first."""
    lines = Company(3).rows(kind)
    whole = Store(tmp_path / "whole.db")
    bring(whole, text(lines))
    for cut, reverse in itertools.product((1, 11, 29), (False, True)):
        store = Store(tmp_path / f"{cut}-{reverse}.db")
        for part in sorted((lines[:cut], lines[cut:]), key=len, reverse=reverse):
            bring(store, text(part))
        assert by_key(store) == by_key(whole), (cut, reverse)


@pytest.mark.parametrize("kinds", [*itertools.combinations(("orders", "customers", "survey", "complaints", "memberships", "referrals"), 2)])
def test_two_kinds_in_either_order_give_the_same_workspace(tmp_path, kinds):
    """Who is who, what they are called and whose account they are doesn't depend on which file came first."""
    company = Company(4)
    files = [text(company.rows(kind)) for kind in kinds]
    one, other = Store(tmp_path / "one.db"), Store(tmp_path / "other.db")
    for data in files:
        bring(one, data)
    for data in reversed(files):
        bring(other, data)
    assert by_key(one) == by_key(other)


@pytest.mark.parametrize("seed", range(6))
def test_undo_brings_back_every_table_whatever_was_brought(tmp_path, seed):
    """Imports and undos at random: each undo that isn't refused leaves the tables as if the import had never been."""
    chance = random.Random(seed)
    company = Company(seed)
    store, standing = Store(tmp_path / "one.db"), []
    for step in range(14):
        if standing and chance.random() < 0.4:
            batch, _ = standing[-1] if chance.random() < 0.7 else chance.choice(standing)
            before = by_key(store)
            try:
                take_back(store, batch)
            except Refused as refusal:
                assert "builds on" in refusal.found
                assert by_key(store) == before
                continue
            standing = [(number, data) for number, data in standing if number != batch]
            fresh = Store(tmp_path / f"fresh-{step}.db")
            for _, data in standing:
                bring(fresh, data)
            assert by_key(store) == by_key(fresh)
        else:
            data = text(company.rows(chance.choice(EVERY), number=8, first=chance.randrange(1, 12)))
            report = bring(store, data)
            if report.batch is not None:
                standing.append((report.batch, data))


def test_a_name_that_files_share_stands_as_long_as_one_of_them(tmp_path):
    """An attribute that two surveys ask about, and a programme: undoing one of them takes neither away."""
    store = Store(tmp_path / "one.db")
    people = [{"response_number": f"R{n}", "email": f"p{n}@example.org", "Staff (1-5)": "4"} for n in (1, 2)]
    first, second = (bring(store, text([person])) for person in people)
    cards = [
        {"membership_number": f"M{n}", "programme": "Club", "email": f"m{n}@example.org", "member_since": "2026-01-05"} for n in (1, 2)
    ]
    for card in cards:
        bring(store, text([card]))
    asked, programmes = "SELECT question FROM attribute", "SELECT name FROM programme"
    take_back(store, first.batch)
    assert (query(store, asked), query(store, programmes)) == ([("Staff",)], [("Club",)])
    take_back(store, second.batch)
    assert query(store, asked) == []
    take_back(store)
    assert query(store, programmes) == [("Club",)]
    take_back(store)
    assert query(store, programmes) == []


@pytest.mark.parametrize("kind", EVERY)
def test_a_preview_counts_what_a_first_import_adds(tmp_path, kind):
    """And, once it is stored, that all of it is here."""
    store, data = Store(tmp_path / "one.db"), text(Company(6).rows(kind, 15))
    seen = preview(store, checked(data))
    report = bring(store, data)
    assert seen == (report.added[COUNTED[kind]], 0, 0)
    assert preview(store, checked(data)) == (0, 0, report.added[COUNTED[kind]])
