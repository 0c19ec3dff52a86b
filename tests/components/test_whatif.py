"""What it would be worth, in words and as a picture."""

from dataclasses import replace

import pytest

from analysis.beliefs import believe, from_literature
from analysis.chain import chain
from components.charts import whatif as charts
from components.sentences import whatif as sentences
from components.words import SPACE
from tests.chain import company_of, world


@pytest.fixture(scope="module")
def known():
    """A world with 700 answers, told that 844 are customers of today."""
    found = company_of(*(part[:700] for part in world(5)[1:]), resamples=60)
    return replace(found, customers=844, everybody=replace(found.everybody, customers=300, back=200, brought=5_000.0, spread=100.0))


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_the_answer_says_what_of_what_over_which_time_with_its_interval(known):
    said = plain(sentences.whatif_answer(chain(known, "A", 0.5, margin=0.4)))
    assert said.startswith("**Worth €") and "more within 3 years** (90 %: " in said
    assert "if “A” were rated 0.5 points better" in said and "a customer" in said and "in the first year" in said
    assert said.endswith("It gains in all 60 resamples. Associated, not proven: no experiment was made.")


def test_without_a_margin_it_is_revenue_and_not_worth(known):
    """A trap: revenue read as what is earned."""
    found = chain(known, "A", 0.5)
    said = plain(sentences.whatif_answer(found))
    assert "more revenue within 3 years" in said and "Worth" not in said
    assert "revenue, no margin set" in plain(sentences.whatif_quiet(found))
    assert sentences.steps(found)[0][-1][0] == "Revenue"


def test_an_interval_that_holds_0_is_told_first(known):
    found = chain(known, "A", 0.5)
    unsure = replace(found, difference=replace(found.difference, low=-100_000), chance_of_gain=0.7)
    said = plain(sentences.whatif_answer(unsure))
    assert said.startswith("**Whether it brings any revenue can’t be told**") and "in 70 % of the resamples" in said


def test_where_nothing_is_moved_nothing_is_claimed(known):
    said = sentences.whatif_answer(chain(known, "A", 0.0))
    assert said.startswith("Nothing is moved yet") and "€" not in said


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("few answers", "of the 100 respondents needed 60 have been followed for 365 days. 5 more have answered too recently."),
        ("few retained", "40 ordered within 365 days; 20 are needed"),
        ("few lost", "20 did not order within 365 days; 20 are needed"),
        ("unclear", "can’t be told whether the satisfied"),
    ],
)
def test_what_is_missing_is_said_and_no_figure_is(known, link, text):
    found = chain(replace(known, link=link, watched=60, retained=40, waiting=5), "A", 0.5)
    said = plain(sentences.whatif_answer(found))
    assert text in said and "€" not in said and "go with" in said
    boxes, links = sentences.steps(found)
    assert boxes[-1][1] == "?" and links[1][2] == "missing" and len(boxes) == len(links) + 1
    assert sentences.baseline_sentence(found) == ""


@pytest.mark.parametrize(
    ("belief", "text"), [(from_literature(0.3), "By what studies elsewhere found"), (believe(0.01, 0.03, 0.06), "By what you believe")]
)
def test_a_figure_that_rests_on_a_belief_says_so_everywhere(known, belief, text):
    found = chain(replace(known, link="few answers"), "A", 0.5, belief=belief)
    assert text in plain(sentences.whatif_answer(found)) and "not by your data" in sentences.whatif_answer(found)
    assert "resamples" not in sentences.whatif_answer(found)
    _boxes, links = sentences.steps(found)
    assert links[1][2] == "belief" and "measured" not in links[1][1]


def test_what_no_interval_covers_is_listed_with_what_this_attribute_adds(known):
    found = chain(known, "A", 0.5)
    usual = " ".join(sentences.not_covered(found))
    for word in ("hidden habit", "Only those who answered", "mood", "rise by themselves", "taken for lost", "belief"):
        assert word in usual
    assert "may be the other’s" in sentences.not_covered(replace(found, together="B"))[0]


def test_names_are_harmless_in_words(known):
    hostile = "![x](http://evil.example)<b>"
    found = replace(chain(known, "A", 0.5), attribute=hostile, outcome=hostile, together=hostile)
    texts = [sentences.whatif_answer(found), sentences.lever_label(found), *sentences.not_covered(found)]
    assert not any("![x](" in text or "<b>" in text for text in texts)


@pytest.mark.parametrize("dark", [False, True])
def test_the_fan_holds_the_estimate_within_half_within_the_level(known, dark):
    found = chain(known, "A", 0.5, margin=0.4, years=4)
    picture = charts.fan(found, dark=dark)
    drawn = {trace.name: list(trace.y) for trace in picture.data}
    assert drawn["difference"] == [0.0, *(one.value / 100 for one in found.ahead)]
    for low, inner, inner_high, high in zip(*(drawn[name] for name in ("low", "inner_low", "inner_high", "high")), strict=True):
        assert low <= inner <= inner_high <= high
    assert [trace.line.dash for trace in picture.data if trace.name == "difference"] == ["6px 4px"]
    assert "1,460 days" in plain(charts.fan_alt(found))
    headers, rows = charts.fan_data(found)
    assert len(rows) == 4 and len(headers) == len(rows[0]) and rows[-1][1] == found.difference.value / 100


def test_a_loss_is_drawn_below_the_line(known):
    picture = charts.fan(chain(known, "A", -0.5), dark=False)
    low, high = picture.layout.yaxis.range
    assert low < 0 < high and min(picture.data[0].y) >= low
