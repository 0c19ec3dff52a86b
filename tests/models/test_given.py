"""What somebody taps into Rapport's own form is an answer like any other, stored once."""

from dataclasses import replace
from datetime import datetime
from threading import Thread

import pytest

from models.answers import answers
from models.attributes import attributes, correct
from models.errors import Refused
from models.form import Ask, Form, form, keep_form, shops_with_numbers
from models.ingest.commit import batches
from models.ingest.given import Given, give
from models.ingest.reading import Told
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, query, rows, take_back

OVERALL = Ask(question="Overall?", words="Overall?", name="Overall", role="overall")
STAFF = Ask(question="Rate [Staff]", words="Our staff", name="Staff", group="people")
AGAIN = Ask(question="Recommend?", words="Recommend?", name="Recommend", role="recommendation")
FORM = Form(questions=(OVERALL, STAFF, AGAIN), channel="classroom", who=True, comment=True, numbers_of="own")
MORNING, EVENING = datetime(2026, 11, 3, 9, 30), datetime(2026, 11, 3, 18, 5)
VALUES = {"Overall?": 4, "Rate [Staff]": None, "Recommend?": 0}


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "one.db")


def given(store, token="a1", *, at=MORNING, form=FORM, **said) -> bool:
    filled = Given(token=token, at=at, values=said.pop("values", VALUES), **said)
    return give(store, form, filled, imported_at=at, file="Asked here on 3 November 2026")


def test_an_answer_is_kept_with_its_channel_its_day_and_its_words(store):
    """What does not apply is missing, and 0 of 10 is an answer."""
    assert given(store, comment=" kind people ")
    found = answers(store)
    [response] = found.responses.select("answered_at", "channel", "comment", "customer").rows()
    assert response == (MORNING, "classroom", "kind people", None)
    assert found.ratings.select("value", "low", "high").rows() == [(4, 1, 5), (None, 1, 5), (0, 0, 10)]
    assert [(one.name, one.role, one.group) for one in attributes(store)] == [
        ("Overall", "overall", None), ("Staff", "attribute", "people"), ("Recommend", "recommendation", None),
    ]  # fmt: skip


def test_the_same_form_is_stored_once(store):
    """A double tap, a second try after a lost connection: the revision does not even rise."""
    assert given(store)
    revision = store.revision
    assert not given(store, values={"Overall?": 1})
    assert (store.revision, query(store, "SELECT count(*), sum(value) FROM rating")) == (revision, [(3, 4.0)])


def test_two_taps_at_the_same_moment_are_one(store):
    """Whoever comes second finds the first one's answer: both wait for the same lock before they look."""
    taps = [Thread(target=given, args=(store,)) for _ in range(4)]
    for tap in taps:
        tap.start()
    for tap in taps:
        tap.join()
    assert query(store, "SELECT count(*) FROM response") == [(1,)]


def test_a_form_without_any_answer_is_none(store):
    """Nothing is stored; words alone are."""
    nothing = dict.fromkeys(VALUES)
    assert not given(store, values=nothing)
    assert (store.revision, store.standing_batches()) == (0, 0)
    assert given(store, values=nothing, comment="closed on Sunday")


def test_a_days_answers_are_one_import_that_can_be_undone(store):
    """The history names it once; the next day is another."""
    given(store, "a1"), given(store, "a2", at=EVENING)
    [batch] = batches(store)
    assert (batch["source"], batch["report"]["rows"], batch["report"]["added"]["responses"]) == ("rapport", 2, 2)
    given(store, "a3", at=datetime(2026, 11, 4, 9))
    assert store.standing_batches() == 2
    take_back(store)
    assert query(store, "SELECT key FROM response ORDER BY key") == [("a1",), ("a2",)]
    take_back(store)
    assert all(found == [] for found in rows(store).values())
    given(store, "a4", at=EVENING)
    assert store.standing_batches() == 1, "an import that was undone does not grow again"


def test_an_answer_after_another_import_never_stands_in_an_earlier_one(store):
    """Else undoing the later import would take away the customer of an answer that stays."""
    given(store, "a1")
    bring(store, exports.table(("order_id", "customer_id", "date", "amount"), ("7", "0001", "2026-01-06", "5.00")))
    given(store, "a2", at=EVENING, who="0001")
    assert store.standing_batches() == 3
    with pytest.raises(Refused):
        take_back(store, 2)
    take_back(store), take_back(store)
    assert query(store, "SELECT key, party_id FROM response") == [("a1", None)]


def test_who_answers_is_known_by_e_mail_or_by_the_number_of_a_shop(store):
    """The same customer as that of the orders; leading zeros matter."""
    bring(store, exports.table(("order_id", "customer_id", "date", "amount"), ("7", "0001", "2026-01-06", "5.00")))
    assert shops_with_numbers(store) == ["own"]
    given(store, "a1", who="0001"), given(store, "a2", who="Mira@Example.org ")
    told = "SELECT r.key, p.key FROM response r JOIN party p ON p.id = r.party_id ORDER BY 1"
    assert query(store, told) == [("a1", "number:own:0001"), ("a2", "email::mira@example.org")]


def test_a_number_that_nobody_has_makes_no_customer(store):
    """A slip of the finger is no new customer: what was typed stays with the answer."""
    given(store, who="00O1")
    assert query(store, "SELECT count(*) FROM party") == [(0,)]
    assert query(store, "SELECT party_id, attributes FROM response") == [(None, '{"customer number as given": "00O1"}')]


def test_answers_meet_those_of_files_that_ask_the_same(store):
    """One attribute, with the person's name and group, whichever came first."""
    bring(store, exports.table(("Email", "Rate [Staff] (1-5)", "Rate [Price] (1-5)"), ("a@example.org", "2", "3")), file="survey.csv")
    correct(store, {("customer", "Rate [Staff]"): Told(name="Our people")})
    given(store, values={"Rate [Staff]": 5})
    assert query(store, "SELECT name, sum(value) FROM attribute JOIN rating ON attribute.id = attribute_id GROUP BY 1 ORDER BY 1") == [
        ("Our people", 7.0), ("Overall", None), ("Price", 3.0), ("Recommend", None),
    ]  # fmt: skip
    take_back(store), take_back(store)
    given(store, "b1")
    assert [one.name for one in attributes(store)] == ["Overall", "Our people", "Recommend"]


def test_the_form_is_kept_with_the_workspace(store):
    """Made anew, it replaces the one before; an import changes nothing about it."""
    assert form(store) is None
    keep_form(store, FORM)
    keep_form(store, replace(FORM, channel="site"))
    assert form(store) == replace(FORM, channel="site")
    assert query(store, "SELECT count(*) FROM remembered WHERE shape = 'form'") == [(1,)]


def test_what_the_form_says_of_a_question_holds_for_files_too(store):
    """Its group, also that it is in none."""
    keep_form(store, replace(FORM, questions=(replace(STAFF, group=None),)))
    bring(store, exports.table(("Email", "Rate [Staff] (1-5)", "Rate [Price] (1-5)"), ("a@example.org", "2", "3")), file="survey.csv")
    given(store, form=form(store), values={"Rate [Staff]": 5})
    assert {one.name: one.group for one in attributes(store)} == {"Staff": "people", "Price": "product"}, "a file read without memory"
    take_back(store), take_back(store)
    given(store, "b1", form=form(store), values={"Rate [Staff]": 5})
    assert [(one.name, one.group) for one in attributes(store)] == [("Staff", None)]


def test_a_file_that_is_brought_never_updates_what_was_asked_here(store):
    """A form is of its own shop."""
    given(store, "a1")
    bring(store, exports.table(("ID", "Email", "Rate [Staff] (1-5)", "Price (1-5)"), ("a1", "a@example.org", "1", "2")), file="survey.csv")
    assert query(store, "SELECT count(*) FROM response") == [(2,)]
