"""Breaks in words and as a picture: what is said of each, what is marked, and that data values are escaped."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.breaks import Alternative, Break, Breaks, Drift, Season
from analysis.breaks import breaks as look
from analysis.retention import retention
from components.charts import breaks as charts
from components.charts import marks
from components.charts.triangle import triangle, triangle_alt
from components.sentences import breaks as sentences
from components.words import MINUS, SPACE, UNSEEN
from tests.analysis.test_breaks import invented, label, usual


def one(shape: str = "cohort", **how) -> Break:
    kind = {"cohort": "cohort", "segment": "segment"}.get(shape, "calendar")
    known = {
        "kind": kind, "shape": shape, "first": "2025-03", "last": "2025-05", "earliest": None, "latest": None, "field": None, "value": None,
        "n": 1474, "share": 0.034, "expected": 0.081, "size": -0.047, "low": -0.054, "high": -0.038, "p": 1e-9, "adjusted_p": 1e-8,
        "may_be_season": False, "instead": (),
    }  # fmt: skip
    return Break(**(known | how))


def result(*found: Break, **how) -> Breaks:
    known = {
        "period": "month", "as_of": date(2026, 6, 30), "level": 0.95, "q": 0.05, "customers": 3706, "cohorts": 25, "first": "2024-09",
        "last": "2026-05", "looked_at": 198, "season_known": True, "found": found, "seasons": (), "drift": None, "view": None,
    }  # fmt: skip
    return Breaks(**(known | how))


def plain(text: str) -> str:
    return text.replace("\\", "").replace(SPACE, " ").replace(UNSEEN, "")


def said(broken: Break, **how) -> str:
    seen = result(broken, **how)
    return plain(f"{sentences.break_sentence(seen, broken)} {sentences.break_evidence(seen, broken)}")


def test_a_cohort_is_said_with_its_months_its_points_and_n():
    assert said(one()) == (
        "Customers who first bought from March 2025 to May 2025 order less than others at the same ages: 5 points (4 to 5) less. "
        "In an average month 3 % of them ordered, in place of 8 %. n = 1,474. "
        "It looks like a cohort effect: at the same time the others order as usual."
    )


def test_more_is_said_as_more_and_one_cohort_as_one():
    better = said(one(last="2025-03", size=0.047, low=0.038, high=0.054, share=0.128, expected=0.081))
    assert better.startswith("Customers who first bought in March 2025 order more than others at the same ages: 5 points (4 to 5) more.")


def test_a_month_of_less_than_two_years_may_be_a_season():
    text = said(one("month", may_be_season=True))
    assert text.startswith("In March 2025 fewer ordered than their ages would lead one to expect: 5 points (4 to 5) less.")
    assert "calendar effect" in text and "less than two whole years nobody can tell" in text


def test_a_step_says_when_it_may_have_begun_and_what_it_cannot_be_told_apart_from():
    others = (
        Alternative(kind="cohort", shape="cohort", first="2025-01", last="2025-02", more=False),
        Alternative(kind="calendar", shape="month", first="2025-04", last="2025-04", more=True),
    )
    text = said(one("step", earliest="2025-02", latest="2025-04", instead=others))
    assert text.startswith("From March 2025 on fewer order than before at the same ages")
    assert "It may have begun at any time from February 2025 to April 2025." in text
    assert "The same numbers could come from customers who first bought from January 2025 to February 2025 and order less or a" in text
    assert text.endswith("or a better April 2025: the data can’t tell which.")
    assert "any time" not in said(one("turn", earliest="2025-03", latest="2025-03"))


@pytest.mark.parametrize("period", ["month", "quarter"])
@pytest.mark.parametrize("shape", ["cohort", "month", "step", "turn", "segment"])
@pytest.mark.parametrize("sign", [-1, 1])
def test_everything_that_can_be_found_can_be_said(period, shape, sign):
    """No form is missing: each shape, less and more, by month and quarter, with each alternative."""
    labels = {"first": "2025-03", "last": "2025-05"} if period == "month" else {"first": "2025-Q1", "last": "2025-Q3"}
    shapes = [(other, more) for other in ("cohort", "month", "step", "turn") for more in (True, False)]
    others = tuple(Alternative(kind="calendar", shape=other, more=more, **labels) for other, more in shapes)
    ends = sorted((sign * 0.038, sign * 0.054))
    field = {"field": "market", "value": ""} if shape == "segment" else {}
    broken = one(shape, size=sign * 0.047, low=ends[0], high=ends[1], instead=others, **labels, **field)
    text = said(broken, period=period)
    assert ("less." if sign < 0 else "more.") in text or "than the course before would say." in text
    assert "{" not in text and "n = 1,474" in text
    assert ("quarter" in text) == (period == "quarter")


def test_a_hostile_value_is_text_everywhere():
    """An image in a channel's name is neither read by Markdown nor by Plotly."""
    evil = one("segment", field="first_channel", value="![x](http://evil.example/p.png)<b>&")
    seen = result(evil)
    assert "![x](" not in sentences.break_sentence(seen, evil)
    assert "<b>&" not in marks.plain(sentences.break_sentence(seen, evil))
    assert "&lt;b&gt;&amp;" in marks.plain(sentences.break_sentence(seen, evil)).replace("<br>", " ")
    evil_field = one("segment", field="[a](b)", value="x")
    assert "[a](" not in sentences.break_sentence(result(evil_field), evil_field) + sentences.break_evidence(result(evil_field), evil_field)


def test_nothing_found_is_said_and_so_is_too_early():
    assert plain(sentences.breaks_answer(result())) == (
        "Nothing departs from the rest beyond chance: 198 comparisons were made. That doesn’t mean that all are alike."
    )
    assert sentences.breaks_answer(result(looked_at=0)).startswith("Too early to say")
    assert sentences.breaks_answer(result(one())) == ""


def test_a_season_is_named_with_its_largest_part():
    seasons = tuple(
        Season(number=number, years=2, n=2000 + number, size=size, low=size - 0.01, high=size + 0.01, adjusted_p=0.001)
        for number, size in ((2, -0.02), (11, 0.033), (12, 0.027))
    )
    assert plain(sentences.seasons_sentence(result(seasons=seasons))) == (
        "Every year more order in November and December, and fewer in February: a season, no break. "
        "November stands out most, 3 points (2 to 4) above the year’s mean; n = 2,011."
    )
    assert "more order" not in sentences.seasons_sentence(result(seasons=seasons[:1]))
    assert "fewer" not in sentences.seasons_sentence(result(seasons=seasons[1:]))
    assert sentences.seasons_sentence(result()) == ""


@pytest.fixture(scope="module")
def found() -> tuple:
    """A company whose cohorts 8 to 10 are worse and that orders less from month 18 on: what is seen, and its triangle."""
    activity = invented(21, lambda c, a, m: usual(c, a, m) - 0.9 * ((c >= 8) & (c < 11)) - 0.6 * (m >= 18))
    return look(activity), retention(activity)


def test_the_drift_is_one_sentence_whichever_it_is(found):
    seen, _ = found
    none = replace(seen, drift=None)
    assert plain(sentences.breaks_untold(none)) == (
        "A steady drift of the cohorts and a steady drift of the months look the same here: none is seen beyond chance."
    )
    drift = Drift(n=3000, size=-0.076, low=-0.092, high=-0.06, p=1e-9, beyond_chance=True)
    assert "together they fall by 8 points (6 to 9) a year, and no data can say which" in plain(
        sentences.breaks_untold(replace(seen, drift=drift))
    )


def test_the_triangle_outlines_cohorts_and_draws_a_step_each_with_its_letter(found):
    """A path around the cohorts' cells, one along the months; the letter beside each row, and above the column."""
    seen, rows = found
    letters = {broken.kind: letter for letter, broken in sentences.lettered(seen)}
    plainly, picture = triangle(rows, dark=False), triangle(rows, dark=False, breaks=seen)
    assert len(picture.layout.shapes) - len(plainly.layout.shapes) == 4  # each on its halo
    notes = [note for note in picture.layout.annotations if note.hovertext]
    beside = [note for note in notes if note.text == f"<b>{letters['cohort']}</b>"]
    above = [note for note in notes if note.text == f"<b>{letters['calendar']}</b>"]
    assert sorted(note.y for note in beside) == [8, 9, 10]
    assert [note.x for note in above] == [18]
    assert "first bought from" in beside[0].hovertext.replace("<br>", " ")
    around = next(shape.path for shape in picture.layout.shapes if "Z" in shape.path and shape.line.dash is None)
    assert around.startswith("M0.5,7.5H21.5V8.5H20.5V9.5H19.5V10.5H0.5Z")


def test_the_marks_are_in_the_alternative_text_and_the_caption(found):
    seen, rows = found
    assert "first bought from September 2024 to November 2024" in triangle_alt(rows, breaks=seen)
    assert "Marked" not in triangle_alt(rows)
    caption = sentences.marks_caption(seen, "month")
    assert "Outlined, A" in caption and "Stepped line, B" in caption
    assert sentences.marks_caption(seen, "week") == sentences.marks_caption(None, "month") == ""
    assert marks.marked(replace(rows, period="week"), seen) == []


def test_a_month_is_enclosed_on_both_sides_and_ends_at_the_corner():
    """Between the cells of that month and those before and after it: two lines, from the top row to the first column."""
    seen, rows = result(one("month", first=label(3), last=label(3))), retention(invented(22, usual, months=6, a_month=30))
    paths = [shape.path for shape in triangle(rows, dark=True, breaks=seen).layout.shapes if shape.line.dash is None]
    assert set(paths) == {"M2.5,-0.5H2.5V0.5H1.5V1.5H0.5", "M3.5,-0.5H3.5V0.5H2.5V1.5H1.5V2.5H0.5"}


@pytest.mark.parametrize("dark", [False, True])
def test_the_view_has_every_age_month_and_cohort_on_the_same_scale(found, dark):
    seen, _ = found
    picture = charts.view(seen, dark=dark)
    drawn = {trace.name: len(trace.x) for trace in picture.data}
    assert drawn == {"ages": len(seen.view.ages), "periods": len(seen.view.periods), "cohorts": len(seen.view.cohorts)}
    assert picture.layout.yaxis2.range == picture.layout.yaxis3.range
    assert {note.text for note in picture.layout.annotations} >= {"<b>A</b>", "<b>B</b>"}


def test_the_views_numbers_are_those_of_the_result(found):
    seen, _ = found
    headers, rows = charts.view_data(seen)
    assert len(headers) == 6 and len(rows) == sum(map(len, (seen.view.ages, seen.view.periods, seen.view.cohorts)))
    first = seen.view.cohorts[0]
    assert ("cohort", first.label, first.n, first.size, first.low, first.high) in rows
    assert "farthest off" in charts.view_alt(seen)


def test_the_table_has_a_row_a_break():
    headers, rows = sentences.breaks_table(result(one(), one("segment", field="market", value="", first=None, last=None)))
    assert len(headers) == 8 and [row[0] for row in rows] == ["A", "B"]
    assert rows[0][4] == f"{MINUS}4.7" and rows[1][1] == "Market: (none)"


def test_how_it_was_made_names_its_comparisons():
    assert "198 comparisons" in dict(sentences.breaks_made(result()))["Chance"]
