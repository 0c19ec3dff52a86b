"""Rapport asks itself: a short form on the whole screen, whose answers are those of a survey."""

from dataclasses import replace

import pytest

from components import form as screen
from models.form import Ask, Form, form, keep_form
from models.store import Store
from tests.models.workspaces import query
from tests.pages.conftest import healthy, said, visit
from tests.pages.shops import as_csv, bring

OVERALL = Ask(question="Overall?", words="Overall?", name="Overall", role="overall")
STAFF = Ask(question="Staff", words="Our staff", name="Staff", group="people")
AGAIN = Ask(question="Recommend?", words="Recommend?", name="Recommend", role="recommendation")
FORM = Form(questions=(OVERALL, STAFF, AGAIN), channel="classroom")
BOLD = "**b** $x$ ~~y~~"
SCREEN = {screen.SCREEN: "1"}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Tests tap faster than a finger does."""
    monkeypatch.setattr(screen, "DOUBLE_SECONDS", 0.0)


@pytest.fixture
def asking(own_workspace):
    """Give a workspace with a form, and the page that asks it."""

    def start(made: Form = FORM, shop: str = "empty"):
        store = Store(own_workspace(shop))
        keep_form(store, made)
        return store, visit("ask", SCREEN)

    return start


def tap(at, key: str):
    at.button(key=key).click()
    return healthy(at.run())


def titles(at) -> list[str]:
    return [title.value for title in at.title]


def test_a_form_is_begun_from_the_usual_questions_of_a_trade(own_workspace):
    """Nobody was asked yet: the whole first, at most seven questions, the recommendation last; Begin fills the screen."""
    store = Store(own_workspace("empty"))
    at = visit("ask")
    assert titles(at) == ["What will you ask your customers?"]
    at.selectbox(key="trade").set_value("cafe")
    healthy(at.run())
    assert "7 questions, one after the other" in said(at).replace("**", "")
    tap(at, "form-begin")
    made = form(store)
    assert [ask.role for ask in made.questions] == ["overall", *["attribute"] * 5, "recommendation"]
    assert {ask.group for ask in made.questions if ask.role == "attribute"} == {"people", "product", "premises"}
    assert titles(at) == ["Overall, how satisfied are you with us?"]


def test_a_form_is_made_from_what_surveys_asked(own_workspace):
    """A grid's row by its name, a question in its own words; five of the parts are ticked at first."""
    path = own_workspace("empty")
    headers = ("Email", "Overall satisfaction (1-5)", *(f"Rate [{BOLD} {n}] (1-5)" for n in range(7)), "Would you recommend us?")
    bring(path, as_csv(headers, [("a@example.org", *["4"] * 9)]), name="survey.csv")
    at = visit("ask")
    [grid] = [frame.value for frame in at.dataframe]
    assert grid["words"].tolist() == [
        "Overall satisfaction", *(f"{BOLD} {n}" for n in range(7)), "Would you recommend us?",
    ]  # fmt: skip
    assert grid["ask"].sum() == 7
    tap(at, "form-begin")
    assert BOLD not in titles(tap(at, "form-0-4"))[0], "a name is text, and no Markdown"


def test_one_tap_a_rating_and_the_last_one_stores(asking):
    """What does not apply is missing; the channel and the day come along."""
    store, at = asking()
    assert titles(at) == ["Overall?"]
    assert titles(tap(at, "form-0-4")) == ["Our staff"]
    assert titles(tap(at, "form-none-1")) == ["Recommend?"]
    assert titles(tap(at, "form-2-10")) == ["Thank you."]
    assert query(store, "SELECT value, low, high FROM rating ORDER BY id") == [(4, 1, 5), (None, 1, 5), (10, 0, 10)]
    assert query(store, "SELECT channel, answered_at IS NOT NULL, shop FROM response") == [("classroom", 1, "rapport")]


def test_a_tap_can_be_taken_back(asking):
    """The last one counts."""
    store, at = asking(replace(FORM, questions=(OVERALL, STAFF)))
    tap(at, "form-0-1"), tap(at, "form-back-1"), tap(at, "form-0-5"), tap(at, "form-1-3")
    assert query(store, "SELECT value FROM rating ORDER BY id") == [(5,), (3,)]


def test_a_late_tap_on_a_question_that_is_over_is_none(asking):
    """A second tap was on its way when the next question came."""
    store, at = asking(replace(FORM, questions=(OVERALL, STAFF)))
    token = at.session_state["form-token"]
    tap(at, "form-0-4"), tap(at, "form-1-3")
    at.session_state["form-step"] = 1  # as if the last tap came twice, under the same form
    tap(healthy(at.run()), "form-1-3")
    assert at.session_state["form-token"] == token
    assert query(store, "SELECT count(*) FROM response") == [(1,)]


def test_the_second_half_of_a_double_tap_answers_no_further_question(asking, monkeypatch):
    """The next question stands where the finger comes down again."""
    monkeypatch.setattr(screen, "DOUBLE_SECONDS", 60.0)
    _, at = asking()
    at.session_state["form-touched"] -= 60
    tap(at, "form-0-4")
    assert titles(tap(at, "form-1-4")) == ["Our staff"]
    at.session_state["form-touched"] -= 60
    assert titles(tap(at, "form-1-4")) == ["Recommend?"]


def test_a_reload_begins_anew_and_stores_nothing_twice(asking):
    """The screen is a fresh one, for another person."""
    store, at = asking(replace(FORM, questions=(OVERALL,)))
    tap(at, "form-0-4")
    again = visit("ask", SCREEN)
    assert titles(again) == ["Overall?"]
    assert query(store, "SELECT count(*) FROM response") == [(1,)]
    tap(again, "form-0-4")
    assert query(store, "SELECT count(*) FROM response") == [(2,)], "the next person may think the same"


def test_who_answers_may_say_it_and_need_not(asking):
    """A slip in an e-mail is said before anything is kept; the answer goes to the customer of the orders."""
    store, at = asking(replace(FORM, questions=(OVERALL,), who=True, comment=True, numbers_of="own"), shop="one_order")
    tap(at, "form-0-5")
    assert query(store, "SELECT count(*) FROM response") == [(0,)]
    at.text_input(key="form-who").set_value("mira@example")
    tap(at, "form-send-now")
    assert "That is no e-mail address" in said(at)
    at.text_input(key="form-who").set_value(" c1 ")
    at.text_area(key="form-comment").set_value("quick")
    tap(at, "form-send-now")
    assert titles(at) == ["Thank you."]
    told = "SELECT p.key, r.comment FROM response r JOIN party p ON p.id = r.party_id"
    assert query(store, told) == [("number:own:c1", "quick")]
    tap(at, "form-next")
    tap(at, "form-0-5")
    assert (at.text_input(key="form-who").value, at.text_area(key="form-comment").value) == ("", ""), "the next person sees nothing of it"


def test_the_screen_clears_itself_for_the_next_person(asking):
    """Soon after a thank-you; later, where somebody went away in the middle: what was begun is not kept."""
    store, at = asking()
    tap(at, "form-0-4")
    at.session_state["form-touched"] -= screen.THANKS_SECONDS + 1
    healthy(at.run())
    assert titles(at) == ["Our staff"], "somebody who thinks is not hurried"
    at.session_state["form-touched"] -= screen.IDLE_SECONDS
    healthy(at.run())
    assert titles(at) == ["Overall?"]
    tap(at, "form-0-4"), tap(at, "form-1-4"), tap(at, "form-2-4")
    assert titles(at) == ["Thank you."]
    at.session_state["form-touched"] -= screen.THANKS_SECONDS + 1
    healthy(at.run())
    assert titles(at) == ["Overall?"]
    assert query(store, "SELECT count(*) FROM response") == [(1,)]


def test_the_history_names_what_was_asked_here(asking):
    """And it can be undone there."""
    _, at = asking(replace(FORM, questions=(OVERALL,)))
    tap(at, "form-0-4")
    at = visit("data")
    assert any(text.value.startswith("Asked here on") for text in at.text)
    assert any(text.value == "Asked by Rapport" for text in at.text)
    assert [button.label for button in at.button if button.label == "Undo"] == ["Undo"]


def test_an_address_of_a_form_that_was_never_made_leads_to_making_it(own_workspace):
    """No empty screen."""
    own_workspace("empty")
    assert titles(visit("ask", SCREEN)) == ["What will you ask your customers?"]


def test_the_data_page_leads_to_the_form(workspace):
    """With the workspace in the link."""
    workspace("empty")
    at = visit("data")
    assert any("Ask your customers here" in link.proto.label for link in at.get("page_link"))


@pytest.mark.parametrize(
    ("words", "worst", "best"),
    [
        ("Our staff", "very poor", "very good"),
        ("How satisfied are you with the price?", "very dissatisfied", "very satisfied"),
        ("I would buy again", "I disagree strongly", "I agree strongly"),
    ],
)
def test_the_ends_of_a_scale_fit_the_question(asking, words, worst, best):
    """A thing is poor or good, a person satisfied, a statement agreed with."""
    _, at = asking(replace(FORM, questions=(replace(STAFF, words=words),)))
    assert f"1 · {worst}" in said(at) and f"5 · {best}" in said(at)
