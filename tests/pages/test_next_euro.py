"""The page Next euro: what it says is what analysis finds; a belief moves it, and stands in the address."""


from components.sentences import next_euro as sentences
from components.words import SPACE
from tests.pages.conftest import said, tables, visit


def test_what_is_believed_of_keeping_moves_the_answer(home):
    nothing = said(visit("next_euro", {"margin": "40", "kept-low": "0", "kept-likely": "0", "kept-high": "0"}))
    assert "All of it for winning customers" in nothing and "The first euro brings the same either way" in nothing
    much = said(visit("next_euro", {"margin": "40", "kept-low": "200", "kept-likely": "300", "kept-high": "400"}))
    assert "All of it for keeping customers" in much


def test_without_a_margin_it_is_revenue_and_not_worth(home):
    """A trap: revenue set against costs."""
    assert "Revenue is set against costs here" in said(visit("next_euro"))
    assert "Revenue is set against costs here" not in said(visit("next_euro", {"margin": "40"}))


def test_what_is_for_keeping_is_spread_over_groups(home):
    at = visit("next_euro", {"over": "channel", "margin": "40", "kept-low": "200", "kept-likely": "300", "kept-high": "400"})
    assert "Most of it, " in said(at).replace(SPACE, " ")
    assert any("for keeping them, a month" in table for table in map(str, tables(at)))


def test_where_no_spending_is_known_it_is_asked_for(workspace):
    workspace("hostile")
    at = visit("next_euro")
    labels = [number.label for number in at.number_input]
    assert any(label.startswith("Spent on winning customers now") for label in labels) or at.error


def test_beliefs_are_said_to_be_beliefs(home):
    text = said(visit("next_euro", {"winning": "own"})).replace(SPACE, " ")
    assert "it is what you believe" in text and sentences.A_THOUSAND == 1000
