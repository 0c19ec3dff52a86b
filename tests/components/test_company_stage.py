"""The company's own stage, said and drawn: each stage and each pair has its sentence, and thin figures have none."""

from dataclasses import replace

import pytest

from analysis.company_stage import KINDS, PRESENT, CompanyStage, Here, company_stage
from analysis.comparisons import group
from analysis.growth import Growth, growth_of
from analysis.stages import STAGES
from components.charts import company_stage as charts
from components.charts import theme
from components.sentences import company_stage as sentences
from components.words import SPACE
from tests import published
from tests.analysis.test_company_stage import with_active

STEADY = (100, 102, 99, 101, 100, 98, 101, 100)


@pytest.fixture(scope="module")
def result() -> CompanyStage:
    return company_stage(with_active(*[102] * 4, *STEADY))


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def told(result, active) -> CompanyStage:
    """The same company with another growth."""
    growth: Growth = growth_of(active)
    stage = next(stage for numbers, _growth, stage in published.GROWTH_OF_EIGHT_QUARTERS if numbers == tuple(active))
    reason = {"improvement": "growing", "consolidation": "steady", "deterioration": "shrinking", "cannot tell": "wide"}[stage]
    return replace(result, growth=growth, stage=stage, reason=reason)


def test_each_stage_says_why_with_its_interval(result):
    said = [plain(sentences.company_stage_answer(told(result, active))) for active, *_rest in published.GROWTH_OF_EIGHT_QUARTERS]
    assert said[0].startswith("**Improvement**: over eight quarters the number of active customers grew by 38 % (35 to 41) a year")
    assert "changed by −0.4 % (−2.0 to 1.2) a year, within 5 per cent either way" in said[1]
    assert "fell by 16 % (14 to 18) a year" in said[2]
    assert said[3].startswith("**It can’t be told**") and "changed by 8 % (−16 to 39) a year" in said[3]


def test_a_launch_says_which_of_its_two_reasons_it_is():
    young = plain(sentences.company_stage_answer(company_stage(with_active(20, 40, 80))))
    assert "the orders begin on 20 January 2023" in young and "fewer than four finished quarters" in young
    newcomers = plain(sentences.company_stage_answer(company_stage(with_active(*[20] * 8, 60, 80))))
    assert "of 80 customers active at the end of the second quarter 2025, 75 % (65 to 83) placed their first order" in newcomers
    assert "It is no young company, though: it has sold for 10 finished quarters" in newcomers
    short = plain(sentences.company_stage_answer(company_stage(with_active(*[20] * 6))))
    assert short == "**It can’t be told**: the orders cover 6 finished quarters; a trend takes eight."
    assert "fewer than ten customers" in sentences.company_stage_answer(company_stage(with_active(*[9] * 9)))


@pytest.mark.parametrize("stage", [kind for kind in KINDS if kind != "cannot tell"])
@pytest.mark.parametrize("dominant", [STAGES[place] for place in PRESENT])
def test_each_pair_suggests_something_of_its_own(result, stage, dominant):
    here = tuple(Here(stage=STAGES[place], share=group(60 if STAGES[place] == dominant else 10, 100)) for place in PRESENT)
    said = plain(sentences.pair_sentence(replace(result, stage=stage, here=here, dominant=dominant)))
    assert said.startswith("**Together with its customers**: of 100 customers present on")
    suggested = said.partition("than in any other stage. ")[2]
    every = [text for texts in sentences._pairs().values() for text in texts.values()]
    assert every.count(suggested) == 1


def test_where_no_stage_stands_out_or_nobody_is_there_nothing_is_suggested(result):
    here = tuple(Here(stage=STAGES[place], share=group(20, 100)) for place in PRESENT)
    assert "no stage stands out" in sentences.pair_sentence(replace(result, here=here, dominant=None))
    few = tuple(Here(stage=STAGES[place], share=group(1, 5)) for place in PRESENT)
    assert sentences.pair_sentence(replace(result, here=few, dominant=None)) == ""
    assert sentences.pair_sentence(replace(result, here=(), dominant=None)) == ""


def test_what_moves_it_is_said_only_where_it_is_known():
    """Newcomers of fewer than ten are in no sentence."""
    assert sentences.company_stage_meaning(company_stage(with_active(20, 40, 80))) == ""
    grown = company_stage(with_active(20, 30, 40, 50, 60, 70, 80, 90, 110, 130))
    said = plain(sentences.company_stage_meaning(grown))
    assert "60 first orders in the last four quarters, 50 % (1 to 123) more than the 40 of the four before" in said
    assert "100 % were active at its end, 100 % in the year before: no difference beyond chance" in said
    thin = company_stage(with_active(*range(40, 50)))
    assert "first orders" not in sentences.company_stage_meaning(thin)


@pytest.mark.parametrize("dark", [False, True])
def test_the_line_is_what_was_active_and_the_bars_add_up_to_it(result, dark):
    picture = charts.company_stage(result, dark=dark)
    named = {trace.name: trace for trace in picture.data}
    assert list(named["active"].y) == [one.at_end for one in result.quarters]
    for name, stage, sign in (("new", "capture", 1), ("back", "recovered", 1), ("silent", "at_risk", -1)):
        assert list(named[name].y) == [sign * getattr(one, name) for one in result.quarters]
        assert named[name].marker.color == theme.STAGES[stage]
        assert [said[:2] for said in named[name].customdata] == [[one.quarter, name] for one in result.quarters]
    assert len(named["line"].x) == 8 and list(named["line"].x)[-1] == len(result.quarters) - 1
    assert picture.layout.yaxis2.range[0] == 0 and picture.layout.yaxis2.range[1] > max(named["band"].y)
    assert len(picture.layout.xaxis.tickvals) <= 4  # a phone has room for four names


def test_without_a_trend_no_line_is_drawn_and_the_words_and_numbers_do_without():
    young = company_stage(with_active(20, 40, 80))
    assert "line" not in {trace.name for trace in charts.company_stage(young, dark=False).data}
    assert "grows by" not in charts.company_stage_alt(young)
    headers, rows = charts.company_stage_data(young)
    assert len(headers) == len(rows[0]) == 8
    assert len(sentences.company_stage_table(young)[1]) == 3


def test_the_numbers_behind_the_picture_have_the_line_where_there_is_one(result):
    headers, rows = charts.company_stage_data(result)
    assert headers[-3:] == ("line", "line_low_0.9", "line_high_0.9")
    assert [row[-3] is None for row in rows] == [True] * 4 + [False] * 8
    assert "A line through the last eight grows by" in charts.company_stage_alt(result)
