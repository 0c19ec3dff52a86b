"""What surveys ask about stands on the Data page, to be named and grouped."""

from tests.pages.conftest import said, visit


def test_the_data_page_shows_what_the_surveys_ask(workspace):
    """With a group suggested, and how many are in none; two grids where employees were asked too."""
    workspace("sample")
    at = visit("data")
    assert "What your surveys ask about" in said(at)
    assert "Groups are suggested from the words of each question." in said(at)
    grids = [frame.value for frame in at.dataframe if "group" in frame.value.columns]
    assert len(grids) == 2
    assert {"people", "product", "premises"} >= set(grids[0]["group"]) - {"none"}
    assert "overall satisfaction" in set(grids[0]["role"])


def test_nothing_is_shown_of_surveys_where_there_was_none(workspace):
    """An empty table would ask a question that nobody can answer."""
    workspace("one_order")
    assert "What your surveys ask about" not in said(visit("data"))
