"""How a job ended, in words; and what it changed on each page."""

import time
from datetime import date
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from analysis.changes import Changes, Look, Share
from components.jobs import NEWS_SECONDS, Job
from components.sentences import imported
from models.erase import Erased
from models.errors import Refused
from models.ingest.commit import Report
from models.kinds import KINDS
from models.tables import Batch


def report(**given) -> Report:
    """What an import of 412 new orders did."""
    usual = {
        "file": "orders.csv", "sheet": None, "source": "orders", "kind": "orders", "rows": 500, "batch": 1, "added": {"orders": 412},
        "updated": {"orders": 57}, "unchanged": {"orders": 9401}, "ignored": [], "bad": [], "bad_rows": 17, "warnings": [],
    }  # fmt: skip
    return Report(**usual | given)


def ended(**given) -> Job:
    """A job that is just over."""
    return Job(**{"key": "shop", "title": "import", "state": "done", "file": "orders.csv", "ended": time.monotonic()} | given)


def shown(job: Job | None) -> AppTest:
    """Say how it ended, on a page of its own."""

    def script():
        import streamlit as st

        from components import outcome

        outcome.say(st.session_state["job"])

    at = AppTest.from_function(script)
    at.session_state["job"] = job
    at.run()
    assert not at.exception, at.exception
    return at


def words_of(at: AppTest) -> str:
    parts = [*at.header, *at.markdown, *at.error, *at.warning, *at.success, *at.info]
    return "\n".join(part.value for part in parts).replace("\u00a0", " ").replace("\\", "")


def test_one_table_is_one_sentence():
    at = shown(ended(result=[report()]))
    assert words_of(at) == "Stored: orders.csv: 412 orders added · 57 updated · 9,401 unchanged · 17 rows left out."


def test_several_tables_are_one_line_each():
    both = [report(bad_rows=1), report(file="a.xlsx", sheet="May", kind="complaints", added={"complaints": 1}, updated={}, unchanged={},
                                       bad_rows=0)]  # fmt: skip
    assert words_of(shown(ended(result=both))).splitlines()[2:] == [
        "- orders.csv: 412 orders added · 57 updated · 9,401 unchanged · 1 row left out",
        "- a.xlsx · May: 1 complaint added",
    ]


def test_nothing_new_is_not_called_stored():
    same = report(batch=None, added={"orders": 0}, updated={"orders": 0})
    at = shown(ended(result=[same]))
    assert not at.success and "nothing was stored" in at.info[0].value


@pytest.mark.parametrize("given, kind, words", [
    ({"state": "refused", "refusal": Refused(found="![x](y)", needed="b", do="c")}, "error", "Found ![x](y); needed b. C."),
    ({"state": "cancelled"}, "warning", "You stopped it; nothing was changed."),
    ({"state": "failed"}, "error", "It failed, and nothing was changed."),
    ({"state": "failed", "stoppable": False}, "error", "Everything is stored, but refreshing the pages failed."),
    ({"state": "failed", "stoppable": False, "title": "erase"}, "error", "Everything is deleted, but refreshing the pages failed."),
    ({"title": "undo", "file": "**b**", "result": Batch(file="b", source="orders", kind="orders", shop="own", imported_at="")}, "success",
     "The import of **b** is undone."),
])  # fmt: skip
def test_each_end_has_its_words(given, kind, words):
    [told] = getattr(shown(ended(**given)), kind)
    assert told.value.replace("\\", "").startswith(words)
    assert "![" not in told.value and "**b**" not in told.value


def test_old_news_and_none_are_not_told():
    old = ended(result=[report()], ended=time.monotonic() - NEWS_SECONDS - 1)
    assert words_of(shown(old)) == words_of(shown(None)) == words_of(shown(ended(state="running"))) == ""


def test_what_was_deleted_is_named_and_what_could_be_left():
    had = Look(held={"orders": 2, "customers": 1, "responses": 3, "questions": 1})
    gone = Erased(imports=1, compacted=True)
    at = shown(ended(title="erase", result=gone, changes=Changes(before=had, after=Look())))
    assert words_of(at) == "Everything is deleted: 2 orders, 1 customer, 3 answers to 1 question, 1 import and all that was set."
    at = shown(ended(title="erase", result=Erased(imports=0, compacted=False, copies=("shop.backup-v1.db",)), changes=Changes(
        before=Look(), after=Look())))  # fmt: skip
    assert at.success[0].value == "Everything is deleted: all that was set."
    assert "traces of it may be left" in at.warning[0].value and "shop\\.backup\\-v1\\.db" in at.warning[1].value


def share(n: int, rate: float = 0.2) -> Share:
    return Share(n=n, retained=round(n * rate), rate=rate, low=rate - 0.05, high=rate + 0.05)


def test_each_page_has_its_line():
    one = Look(held={"customers": 5216, "complaints": 0}, orders=9412, buyers=5216, net={"EUR": Decimal("612.50")}, as_of=date(2026, 9, 30),
               cohorts=24, came_back=share(4900, 0.208))  # fmt: skip
    other = Look(held={"customers": 5400, "complaints": 318}, orders=9824, buyers=5400,
                 net={"EUR": Decimal("688.75"), "JPY": Decimal("900")}, as_of=date(2026, 10, 31),
                 cohorts=25, came_back=share(5100, 0.21))  # fmt: skip
    there = Changes(before=one, after=other)
    plain = lambda text: text.replace("\u00a0", " ")  # noqa: E731
    assert plain(imported.overview_changes(there)) == (
        "9,412 → 9,824 orders count, €612.50 → €688.75 after refunds, JP¥900 after refunds, 5,216 → 5,400 customers are known, "
        "through 31 October 2026 instead of 30 September 2026"
    )
    assert plain(imported.retention_changes(there)) == (
        "5,216 → 5,400 customers are followed, 24 → 25 months of first orders, "
        "21 % (16 to 26) of 5,100 instead of 21 % (16 to 26) of 4,900 came back in the month after"
    )
    assert imported.held_changes(there) == "318 complaints"
    back = Changes(before=other, after=one)
    assert "only through 30 September 2026 instead of 31 October 2026" in imported.overview_changes(back)
    assert imported.held_changes(back) == "318 → 0 complaints"


def test_the_first_import_and_its_undo():
    one = Look(held={"customers": 1}, orders=1, buyers=1, net={"EUR": Decimal("12.50")}, as_of=date(2026, 3, 4), cohorts=1)
    first, gone = Changes(before=Look(), after=one), Changes(before=one, after=Look())
    assert imported.overview_changes(first) == "1 order counts, €12.50 after refunds, 1 customer is known, through 4 March 2026"
    assert imported.retention_changes(first) == "1 customer is followed, 1 month of first orders"
    assert imported.overview_changes(gone) == "1 → 0 orders count, €12.50 → €0.00 after refunds, 1 → 0 customers are known"
    assert imported.retention_changes(gone) == "1 → 0 customers are followed, 1 → 0 months of first orders"


def test_customers_without_any_order_stand_with_what_is_kept():
    """The overview is empty then."""
    found = Changes(before=Look(), after=Look(held={"customers": 2040}))
    assert (imported.overview_changes(found), imported.held_changes(found)) == ("", "2,040 customers")


@pytest.mark.parametrize("n, words", [(0, ""), (4, ""), (9, ""), (10, "of only 10 came back"), (29, "of only 29"), (30, "of 30 came back")])
def test_a_share_of_few_is_said_so_and_of_fewer_than_ten_not_at_all(n, words):
    told = imported.retention_changes(Changes(before=Look(), after=Look(came_back=share(n) if n else None)))
    assert words in told and bool(told) == bool(words)


def test_nothing_changed_is_nothing_to_say():
    look = Look(held={"orders": 3}, orders=3, net={"EUR": Decimal(3)}, as_of=date(2026, 3, 4))
    at = shown(ended(result=[report()], changes=Changes(before=look, after=look)))
    assert not at.header


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_kind_has_its_words(kind, number):
    """Of none, one and several, added and updated."""
    name = imported.CALLED.get(kind, kind)
    told = imported.counts({"kind": kind, "added": {name: number}, "updated": {name: 2}, "unchanged": {}, "bad_rows": 0})
    assert told.startswith(f"{number} " if number else "2 ")
    assert told.endswith(" · 2 updated" if number else "updated")
