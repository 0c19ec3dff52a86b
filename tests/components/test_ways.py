"""The ways and the funnel, said and drawn: the claims are said as claims, thin figures have no words, what is not over is hatched."""

import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.funnel import cohorts, funnel
from analysis.spells import DIRECTIONS, spells
from analysis.stages import STAGES
from analysis.ways import ways
from components.charts import funnel as funnel_charts
from components.charts import theme
from components.charts import ways as charts
from components.sentences import funnel as funnel_sentences
from components.sentences import ways as sentences
from components.words import SPACE
from tests.analysis import made
from tests.analysis.test_spells import random_people
from tests.analysis.test_ways import alone, both

LOYAL, SETTLED, ONCE = (0, 20, 40, 60), (0, 20), (0,)
#: Leaves again after having been loyal, comes back after a lapse.
SLIPPED, BACK = (0, 20, 40, 60), (0, 300)


def company(*counts, as_of=700, gap=30):
    """Customers of three ways: loyal, settled, once."""
    days = [way for way, n in zip((LOYAL, SETTLED, ONCE), counts, strict=True) for _ in range(n)]
    return alone(made.history(*days, as_of=as_of), gap)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def answer(*counts, **how) -> str:
    return plain(sentences.ways_answer(ways(*both(company(*counts, **how)))))


def test_fewer_more_and_about_a_third_are_said_with_interval_and_n_and_the_claim_as_one():
    fewer = "**Fewer than a third: 20 % (13 to 29) of 90 customers followed for at least 12 months reached loyalty.**"
    assert answer(18, 12, 60).startswith(fewer)
    assert "**More than a third: 50 % (40 to 60) of 100 customers" in answer(50, 0, 50)
    assert "**A third, as far as can be told: 33 % (25 to 43) of 100 customers" in answer(33, 0, 67)
    assert "said of customers in general: a benchmark from the literature, no goal and no forecast" in answer(33, 0, 67)


def test_a_young_company_is_said_so_far():
    said = answer(20, 20, 60, as_of=270)
    assert "**So far 20 % (13 to 29) of 100 customers followed for at least 9 months have reached loyalty" in said
    assert "can’t be told yet" in said
    early = answer(5, 0, 60, as_of=100)
    assert early.startswith("Too early to say which ways customers take: no customers have been followed for at least 12 months")


def test_whether_the_claimed_way_is_the_commonest_is_said_with_both_shares():
    assert "Nor is “Capture → maintenance → abandoned”, 13 % (8 to 22), the commonest way here" in answer(18, 12, 60)
    assert "leaving after the first order is, 67 % (56 to 76)." in answer(18, 12, 60)
    assert "Here “Capture → maintenance → abandoned” is the commonest way, as is said: 75 %" in answer(0, 75, 25)
    assert "can’t be told from the next" in answer(0, 52, 48)
    assert "leaving after the first order is as close, 52 %" in answer(0, 48, 52)


def test_few_are_said_few_and_thin_have_no_words():
    assert "20 % (8 to 42) of 20 customers (few) followed" in answer(4, 4, 12)
    thin = answer(3, 3, 3)
    assert thin.startswith("Too early to say") and "%" not in thin


def test_the_exact_p_stands_in_the_caption():
    assert "Against exactly one third: p = 0.007, exact binomial test." in plain(sentences.ways_caption(ways(*both(company(18, 12, 60)))))


def test_the_bars_are_the_ways_the_rest_and_those_who_came_to_loyalty():
    people = random_people(4, people=400)
    result = ways(*both(people))
    shown = charts.rows(result)
    assert sum(row.customers for row in shown[:-1]) == result.followed
    assert (shown[-1].key, shown[-1].customers) == (charts.REACHED, result.reached.customers)
    picture = charts.ways(result, dark=False)
    [bars] = [trace for trace in picture.data if trace.type == "bar"]
    assert list(bars.x) == pytest.approx([100 * row.share for row in shown])
    assert [data[0] for data in bars.customdata] == [row.key for row in shown]
    told = charts.ways_alt(result)
    assert all(row.name in told for row in shown)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_claim_crosses_only_the_row_that_it_judges(narrow):
    result = ways(*both(company(18, 12, 60)))
    picture = charts.ways(result, dark=True, narrow=narrow)
    [line] = picture.layout.shapes
    [bars] = [trace for trace in picture.data if trace.type == "bar"]
    assert line.x0 == line.x1 == pytest.approx(100 / 3)
    assert [place for place in bars.y if line.y0 <= place <= line.y1] == [bars.y[-1]]


@pytest.mark.parametrize(("narrow", "lines", "letters"), [(False, 2, 48), (True, 1, 56)])
def test_the_name_of_a_long_way_stays_beside_its_bar_and_is_whole_for_the_pointer(narrow, lines, letters):
    back = (0, 300, 600, 900, 1200, 1500)
    result = ways(*both(alone(made.history(*[back] * 30, *[ONCE] * 40, as_of=2000), 30)))
    whole = charts.rows(result)[1].name
    assert len(whole) > 2 * 48
    picture = charts.ways(result, dark=False, narrow=narrow)
    [shown] = [note.text for note in picture.layout.annotations if note.text.startswith("Capture → abandoned → recovered")]
    assert shown.endswith(" …") and len(shown.split("<br>")) == lines and max(map(len, shown.split("<br>"))) <= letters
    assert f"<b>{whole}</b>" in picture.data[0].customdata[1][1]


def test_ways_of_a_young_company_are_outlined():
    whole, young = (charts.ways(ways(*both(company(20, 20, 60, as_of=day))), dark=False).data[0].marker for day in (700, 270))
    page = theme.tokens(False).page
    assert page not in whole.color and set(young.color) == {page}


@pytest.fixture(scope="module")
def result():
    relations = company(40, 60, 100)
    times = spells(relations)
    return funnel(relations, times, parts=cohorts(relations, "quarter"))


def test_the_funnel_says_who_goes_on_who_comes_back_and_how_long_loyalty_holds(result):
    said = plain(funnel_sentences.funnel_answer(result))
    assert "**Of 200 who ordered for the first time, 50 % (43 to 57) order again before they come to be at risk**" in said
    assert "half of these within 20 days" in said
    assert "Of the 200 times that somebody came to be at risk, 0 go on, and none that is over ended with another order." in said
    assert "Of the 40 times that somebody reached loyalty, half held for 52 days" in said


def test_the_funnels_bars_add_up_and_what_is_not_over_is_hatched(result):
    picture = funnel_charts.funnel(result, dark=False)
    bars = [trace for trace in picture.data if trace.type == "bar"]
    entered = bars[0]
    for stay in result.stages:
        lengths = [x for x, data in zip(entered.x, entered.customdata, strict=True) if data[0] == stay.stage]
        assert sum(lengths) == stay.entered
    hatched = [data[0] for data, shape in zip(entered.customdata, entered.marker.pattern.shape, strict=True) if shape]
    assert hatched == [stay.stage for stay in result.stages if stay.now]
    turned = {(data[0], data[1]): abs(x) for x, data in zip(bars[1].x, bars[1].customdata, strict=True)}
    for stay in result.stages:
        for one in stay.left:
            if one.share:
                assert turned[stay.stage, one.name] == pytest.approx(100 * one.share)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_every_picture_can_be_drawn_of_anybody(dark, narrow):
    for relations in (random_people(1), company(0, 0, 3), company(0, 0, 1, as_of=3), company(2, 2, 3), company(7, 0, 0)):
        times = spells(relations)
        found = funnel(relations, times, parts=cohorts(relations, "quarter"))
        assert funnel_charts.funnel(found, dark=dark, narrow=narrow).data
        funnel_charts.parts(found, funnel_sentences.COHORT, dark=dark, narrow=narrow)
        for text in (funnel_charts.funnel_alt(found), funnel_sentences.funnel_caption(found), funnel_sentences.parts_caption(found)):
            assert not re.search(r"\b(nan|None)\b", text)
        for rows in (funnel_sentences.funnel_table(found), funnel_sentences.parts_table(found, funnel_sentences.COHORT)):
            assert all(len(row) == len(rows[0]) and not re.search(r"\b(nan|None)\b", " ".join(row)) for row in rows[1])
        taken = ways(relations, times)
        if taken.followed >= 5:
            assert charts.ways(taken, dark=dark, narrow=narrow).data


def test_fewer_than_five_have_no_share_anywhere():
    relations = company(1, 1, 2)
    found = funnel(relations, spells(relations), parts=cohorts(relations, "quarter"))
    assert "Too few customers have entered a stage" in funnel_sentences.funnel_answer(found)
    assert len([trace for trace in funnel_charts.funnel(found, dark=False).data if trace.type == "bar"]) == 1, "only how often, no shares"
    assert "%" not in " ".join(cell for row in funnel_sentences.funnel_table(found)[1] for cell in row)
    assert "%" not in " ".join(cell for row in funnel_sentences.parts_table(found, "")[1] for cell in row)
    assert not [trace for trace in funnel_charts.parts(found, "", dark=False).data if trace.x]


def test_groups_apart_are_said_with_both_shares_and_a_hostile_name_stands_for_itself():
    relations = alone(made.history(*[LOYAL] * 60, *[ONCE] * 40, *[LOYAL] * 20, *[ONCE] * 80, as_of=900), 30)
    hostile = "![x](http://a.example) <b>"
    first = np.arange(200) < 100
    found = funnel(relations, spells(relations), parts={hostile: first, "b": ~first})
    said = funnel_sentences.parts_answer(found, "first_channel")
    assert "![x](http" not in said and "**Of 100 customers" in said
    assert "A difference of 40 points (27 to 51), beyond chance." in plain(said)
    drawn = funnel_charts.parts(found, "first_channel", dark=False)
    [hover] = drawn.data[0].hovertext
    assert hover.count("<b>") == 1 and "&lt;b&gt;" in hover


def test_a_part_said_so_far_is_hollow_and_in_no_comparison():
    relations = alone(made.history(*[(0, 10, 20, 30)] * 20, *[(0,)] * 20, *[(350, 360, 370, 380)] * 30, as_of=400), 20)
    found = funnel(relations, spells(relations), parts=cohorts(relations, "quarter"))
    whole, young = funnel_charts.parts(found, "", dark=False).data
    page = theme.tokens(False).page
    assert (whole.marker.color != page, young.marker.color == page) == (True, True)
    assert "so far" in funnel_charts.parts_alt(found, "") and "Hollow" in funnel_sentences.parts_caption(found)
    assert funnel_sentences.parts_answer(found, "") == ""


def test_numbers_behind_the_pictures_are_all_of_the_result(result):
    headers, rows = funnel_charts.funnel_data(result)
    assert len(rows) == len(STAGES) * len(DIRECTIONS) and all(len(row) == len(headers) for row in rows)
    headers, rows = charts.ways_data(ways(*both(company(18, 12, 60))))
    assert rows[-1][:3] == ("reached", 18, 90) and all(len(row) == len(headers) for row in rows)
    headers, rows = funnel_charts.parts_data(result, "")
    assert all(len(row) == len(headers) for row in rows)


def test_an_open_end_of_a_time_is_said_open():
    stay = replace(random_stay(), median=replace(random_stay().median, days=40, low=30, high=None))
    assert plain(funnel_sentences.time_words(stay.median)) == "40 days (30 or more)"


def random_stay():
    people = random_people(2)
    return funnel(people, spells(people)).stages[1]
