"""Estimate and truth side by side, and how many customers it takes: pictures and sentences of made-up results."""

import numpy as np
import pytest

from analysis.how_many import SIZES, how_many
from analysis.side_by_side import Row, side_by_side
from components.charts import how_many as chances
from components.charts import side_by_side as charts
from components.sentences import how_many as sizes
from components.sentences import making
from components.sentences import side_by_side as sentences
from sample_data.trades import TRADES

HOSTILE = "<img src=x> **Delivery** on a very long day of the year & more"


def row(**more) -> Row:
    return Row(
        **{
            "page": "money",
            "asked": "brought",
            "about": "12",
            "unit": "money",
            "value": 500.0,
            "low": 400.0,
            "high": 700.0,
            "n": 40,
            "truth": 600.0,
        }
        | more
    )


ROWS = (
    row(),
    row(page="value", asked="value", about="36", truth=5_000.0),
    row(page="satisfaction", asked="weight", about=HOSTILE, unit="weight", value=0.3, low=0.2, high=0.4, truth=0.2),
    row(page="programmes", asked="programme", about="", unit="points", value=0.1, low=-0.1, high=0.2, truth=0.0, level=0.9),
    row(page="stages", asked="called", about="abandoned", unit="share", value=np.nan, low=np.nan, high=np.nan, truth=0.95, n=20),
    row(page="answers", asked="answered", about="", unit="rating", value=3.6, low=3.5, high=3.7, truth=3.4),
    row(page="overview", asked="lost", about="2026-09", unit="people", value=148, low=np.nan, high=np.nan, truth=191),
)
FOUND = side_by_side(ROWS)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_the_truth_stands_within_its_bar_or_at_the_axis_end(dark, narrow):
    picture = charts.side_by_side(FOUND, "EUR", dark=dark, narrow=narrow)
    [dots] = picture.data
    assert list(dots.x) == [0.5, charts.FARTHEST, -1.0, -0.5]
    assert list(dots.marker.symbol) == ["circle", "triangle-right", "circle", "circle"]
    bars = [shape for shape in picture.layout.shapes if shape.x0 == -1 and shape.x1 == 1]
    assert len(bars) == FOUND.scored == 4


def test_a_name_in_it_is_text():
    picture = charts.side_by_side(FOUND, "EUR", dark=False)
    texts = [note.text for note in picture.layout.annotations] + list(picture.data[0].hovertext)
    assert not any("<img" in text for text in texts) and any("&lt;img" in text for text in texts)
    assert "<img" not in sentences.held_answer(side_by_side([row(page="satisfaction", asked="weight", about=HOSTILE, truth=9e9)])).replace(
        "\\<", ""
    )


def test_the_picture_in_words_says_what_each_page_says():
    told = charts.side_by_side_alt(FOUND, "EUR")
    assert told.startswith("3 of 4 intervals hold the truth.") and "in truth €50" in told and told.count("Held.") == 3


def test_an_estimate_without_width_puts_its_truth_on_it_or_beyond():
    assert charts.place(row(low=500.0, high=500.0, truth=500.0)) == 0
    assert charts.place(row(low=500.0, high=500.0, truth=501.0)) > charts.FARTHEST


def test_the_answer_names_what_is_missed():
    assert (
        "**3 of 4 intervals hold the truth**; by their levels about 4 should. Missed: Value, what today’s customers bring"
        in sentences.held_answer(FOUND)
    )
    assert "price rise" in sentences.held_meaning(FOUND) and "price rise" not in sentences.held_meaning(side_by_side(ROWS[:1]))
    nothing = side_by_side(ROWS[4:5])
    assert "too small" in sentences.held_answer(nothing) and sentences.held_meaning(nothing) == ""


def test_a_page_stands_beside_its_first_row_alone():
    twice = side_by_side([row(about="6"), row()])
    _headers, rows = sentences.side_table(twice, "EUR")
    assert [line[0] for line in rows] == ["Money", ""]


def test_a_rule_says_how_many_it_calls_so_and_the_truth_how_many_have_left():
    assert (sentences.estimate(ROWS[4], "EUR"), sentences.truth(ROWS[4], "EUR").replace("\u00a0", " ")) == (
        "20 called so",
        "95 % have left",
    )
    assert sentences.estimate(ROWS[6], "EUR") == "148" and sentences.truth(ROWS[6], "EUR") == "191"


def test_the_truth_has_as_many_decimals_as_the_interval_beside_it():
    fine = row(unit="share", value=0.0321, low=0.0301, high=0.0342, truth=0.03149)
    assert sentences.truth(fine, "EUR").replace("\u00a0", " ") == "3.1 %"


@pytest.mark.parametrize("customers", [2_500, None, 50_000])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_chance_is_drawn_from_nothing_to_all_with_this_company_in_it(customers, narrow):
    drawn = np.random.default_rng(1).random((200, 12)) < np.linspace(0.05, 1, 12)
    found = how_many(drawn, line=np.linspace(0.05, 1, 12), customers=customers)
    picture = chances.how_many(found, dark=narrow, narrow=narrow)
    assert picture.layout.yaxis.range[0] == 0 and picture.layout.xaxis.type == "log"
    assert any("this company" in note.text for note in picture.layout.annotations) == (customers == 2_500)
    assert len(chances.how_many_data(found)[1]) == len(SIZES) and "100\u00a0customers" in chances.how_many_alt(found)


@pytest.mark.parametrize(("chance", "told"), [(0.99, "are enough"), (0.05, "don’t show it")])
def test_what_every_size_or_none_shows_is_said(chance, told):
    drawn = np.random.default_rng(1).random((200, 12)) < chance
    assert told in sizes.answer(how_many(drawn), "price_rise")


def test_more_customers_make_the_programmes_mistake_surer():
    drawn = np.random.default_rng(1).random((200, 12)) < 0.9
    assert "they would have anyway" in sizes.answer(how_many(drawn), "programme")


def test_a_recipe_says_what_is_not_as_usual():
    from components.making import Recipe

    made = Recipe(trade="fuel", seed=3, customers=400, without=("price_rise",), also=("habit",), changed={"margin": 0.2, "season": 0.0})
    told = making.recipe(TRADES["fuel"], made)
    assert "Not planted: a price rise." in told and "Planted besides: a hidden habit" in told and "2 numbers are your own." in told
