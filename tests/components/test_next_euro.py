"""Where the next euro goes, in words and as a picture."""

from dataclasses import replace

import pytest

from analysis.whatif.next_euro import Keeping, next_euro
from analysis.whatif.options import Options
from analysis.worth import Money
from components.charts import next_euro as charts
from components.sentences import next_euro as sentences
from components.words import SPACE
from tests.analysis.whatif.test_outcome import basis

KEEPING = Keeping(each=50.0, kept=(0.005, 0.01, 0.015))


@pytest.fixture(scope="module")
def result():
    return next_euro(basis(draws=200), 40_000, KEEPING, options=Options(margin=0.4, months=24))


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def judged(result, *sure: bool):
    """The same, told apart so surely from each of the others."""
    against = tuple(replace(other, sure=is_sure) for other, is_sure in zip(result.against, sure, strict=True))
    return replace(result, against=against)


def test_a_split_that_is_surely_best_is_told_with_its_range(result):
    sure = replace(judged(result, *[True] * len(result.against)), best_low=0.1, best_high=0.7)
    assert "90 %: 10 to 70)" in plain(sentences.next_euro_answer(sure, revenue=False))
    everywhere = replace(sure, best_low=sure.best, best_high=sure.best)
    assert "**, in every draw." in plain(sentences.next_euro_answer(everywhere, revenue=False))


def test_what_cannot_be_told_apart_comes_first(result):
    """A trap: a likely best read as the best."""
    unsure = judged(result, *[False] * len(result.against))
    said = plain(sentences.next_euro_answer(unsure, revenue=False))
    assert said.startswith("**Whether the next money should keep customers or win them can’t be told")
    half = judged(result, *[True] * (len(result.against) - 1), False)
    said = plain(sentences.next_euro_answer(half, revenue=False))
    assert said.startswith("**Most likely best: ") and "can’t be told" in said


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money(value=900_000, low=100_000, high=2_000_000), "it brings €9,000 more than it costs"),
        (Money(value=-900_000, low=-2_000_000, high=-100_000), "even that does not pay for itself"),
        (Money(value=900_000, low=-100_000, high=2_000_000), "Whether it pays for itself within 24 months can’t be told"),
    ],
)
def test_whether_the_best_split_pays_is_told(result, value, text):
    splits = tuple(replace(split, value=value) for split in result.splits)
    said = plain(sentences.next_euro_answer(replace(result, splits=splits), revenue=False))
    assert text in said and "not in your data" in said and "studies found" in said
    assert "say the margin" in plain(sentences.next_euro_answer(replace(result, splits=splits), revenue=True))


def test_what_would_make_the_first_euro_bring_the_same_is_told_in_customers_of_a_thousand(result):
    even = replace(result.even, value=0.0157, low=0.0095, high=0.0237)
    said = plain(sentences.even_sentence(replace(result, even=even), 100))
    assert "if €1.00 a customer and month keep 15.7 of 1,000 customers" in said and "9.5 to 23.7" in said
    assert sentences.even_sentence(replace(result, even=None), 100) == ""


def test_of_a_group_of_few_no_money_is_told(result):
    few = replace(result, by_segment=(("web", 30_000), ("<i>", 10_000)), active=(500, 4))
    _headers, rows = sentences.segments_table(few, "channel")
    assert plain(rows[1][2]) == "fewer than 5" and rows[1][3] == "" and rows[1][0] == "<i>"
    assert "**web**" in sentences.segments_sentence(few, "channel")
    assert "fewer" not in sentences.segments_sentence(replace(few, active=(9, 4)), "channel")


@pytest.mark.parametrize("dark", [False, True])
def test_the_picture_has_the_results_numbers_and_marks_the_best(result, dark):
    picture = charts.next_euro(result, dark=dark)
    value = next(trace for trace in picture.data if trace.name == "value")
    assert list(value.y) == [split.value.value / 100 for split in result.splits]
    best = next(trace for trace in picture.data if trace.name == "best")
    assert best.x[0] == 100 * result.best and best.y[0] == max(value.y)
    headers, rows = charts.next_euro_data(result)
    assert len(rows) == len(result.splits) and len(headers) == len(rows[0])
    assert "for keeping customers" in charts.next_euro_alt(result)
