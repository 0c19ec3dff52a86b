"""How long customers stay, drawn and said: what the picture holds is what analysis says, and thin groups are never put into words."""

from datetime import date

import numpy as np
import pytest

from analysis.staying import staying
from analysis.survival import Time, at
from analysis.traits import MEMBER
from components.charts import survival as charts
from components.charts import theme
from components.sentences import survival as sentences
from components.words import SPACE
from tests.analysis import made
from tests.components import invented


def history(people=300, as_of=700, seed=1):
    return made.random_history(seed, people=people, days=as_of)


def told(groups=None, **more):
    return staying(history(**more), usual_gap_days=15, groups=groups)


def plain(text: str) -> str:
    return text.replace(SPACE, " ").replace("*", "").replace("\\", "")


@pytest.fixture(scope="module")
def result():
    return told()


@pytest.mark.parametrize("dark", [False, True])
def test_the_line_is_the_curve_as_far_as_five_were_watched(result, dark):
    picture = charts.survival(result, dark=dark)
    [line] = [trace for trace in picture.data if trace.name == "line "]
    assert (line.x[0], line.y[0], line.line.shape) == (0, 100, "hv")
    for days, share in zip(line.x[1:], line.y[1:], strict=True):
        assert share == pytest.approx(100 * at(result.all.curve, round(days * sentences.DAYS_A_MONTH))[0])
    last = charts.points(result.all.curve)[-1]
    assert last.at_risk >= 5
    after = result.all.curve.at_risk[result.all.curve.days > last.days]
    assert not len(after) or after.max() < 5
    assert picture.layout.yaxis.range[0] == 0


def test_a_cliff_keeps_its_very_day():
    once = staying(made.history(*[(place,) for place in range(300)], as_of=3_000), usual_gap_days=100)
    before, after = charts.points(once.all.curve)
    assert (before.days, before.rate, after.days, after.rate, after.at_risk) == (0, 1, 401, 0, 300)
    assert after.low is None and "(" not in charts.survival_alt(once)
    charts.survival(once, dark=False)


def test_groups_have_a_line_each_with_its_name_and_data_values_do_no_harm():
    place = np.arange(300)
    grouped = told(groups={"<b>web": place % 3 == 0, "": place % 3 == 1, None: place % 3 == 2})
    picture = charts.survival(grouped, dark=False)
    colours = [trace.line.color for trace in picture.data if trace.name.startswith("line ")]
    assert colours == [theme.faded(colour, 1) for colour in theme.LIGHT.groups[:3]]
    said = invented.texts(picture)
    assert "&lt;b&gt;web" in said and "<b><b>" not in said
    assert "(none)" in said and "all others" in said
    assert "<b>web: " in charts.survival_alt(grouped)


def test_a_thin_end_is_pale_and_has_no_band():
    thin = told(people=30, as_of=300)
    picture = charts.survival(thin, dark=False)
    [pale] = [trace for trace in picture.data if trace.name == "thin "]
    assert f",{theme.PALE:g})" in pale.line.color
    [line] = [trace for trace in picture.data if trace.name == "line "]
    assert pale.x[0] == line.x[-1]
    [band] = [trace for trace in picture.data if trace.name == "band high "]
    assert len(band.x) < len(line.x)


def test_nobody_lost_draws_nothing_and_says_so():
    early = staying(made.history(*[(0,)] * 40, as_of=50), usual_gap_days=30)
    assert charts.points(early.all.curve) == []
    assert len(charts.survival(early, dark=False).data) == 0
    assert charts.survival_alt(early) == "Nobody can be counted as lost yet."
    assert "not been lost in the time observed" in sentences.survival_answer(early)


def test_the_answer_tells_the_share_never_back_and_by_when_most_are():
    found = staying(made.history(*[(0, 20)] * 60, *[(0, 90)] * 40, *[(0,)] * 100, as_of=1_000), usual_gap_days=30)
    said = plain(sentences.survival_answer(found))
    assert "50 % (43 to 57) of customers have not come back within 1,000 days of the first order." in said
    assert "half have done so after 20 days (20 to 20), nine in ten after 90 days (90 to 90)." in said
    # Half of all are lost at the rule's own waiting time, which tells nothing: so those who ordered again are told of in its place.
    assert "Of those who order again, half are still there" in said and "as soon as a loss" not in said
    never = plain(sentences.survival_answer(staying(made.history(*[(0,)] * 100, as_of=1_000), usual_gap_days=30)))
    assert "More than half are lost as soon as a loss can be told: within 121 days of the first order." in never


def test_a_time_whose_interval_has_no_end_says_so():
    assert plain(sentences.within(Time(days=45, low=41, high=None))) == "45 days (41 or more)"
    assert plain(sentences.within(Time(days=5, low=None, high=None))) == "5 days"


def test_too_few_customers_are_not_put_into_words():
    few = staying(made.history(*[(0,)] * 9, as_of=900), usual_gap_days=30)
    assert plain(sentences.survival_answer(few)) == "Too few customers to say: 9 customers with a first order."
    place = np.arange(300)
    thin = told(groups={"web": place < 8, "till": place >= 8})
    assert "Too few" in sentences.survival_groups(thin, "first_channel")


def test_groups_are_distinguishable_or_not_and_associated_with_at_most():
    slow, fast = [(0, 60, 120, 180, 240, 300)] * 40, [(0,)] * 40
    found = staying(made.history(*slow, *fast, as_of=500), usual_gap_days=30, groups={"a": np.arange(80) < 40, "b": np.arange(80) >= 40})
    said = plain(sentences.survival_groups(found, "first_channel"))
    assert "associated with" in said and "are distinguishable (p < 0.001, log-rank test, n = 80)" in said
    halves = {"a": np.arange(80) % 2 == 0, "b": np.arange(80) % 2 == 1}
    same = staying(made.history(*slow, *fast, as_of=500), usual_gap_days=30, groups=halves)
    assert "not distinguishable with these n" in sentences.survival_groups(same, MEMBER)


def test_the_caption_tells_the_day_on_which_the_unknown_becomes_known():
    found = staying(made.history(*[(0,)] * 30, as_of=58), usual_gap_days=10)
    assert found.as_of == date(1970, 2, 28)
    said = plain(sentences.survival_caption(found))
    assert "Who is still here can be told of January 1970 from 12 March 1970 on, and of February 1970 from 9 April 1970 on" in said


def test_the_pace_is_said_of_the_same_customers():
    faster = staying(made.history(*[(0, 40, 60)] * 40, as_of=900), usual_gap_days=30)
    said = plain(sentences.pace_answer(faster))
    assert "The time shortens: 100 % (91 to 100) took less time for order 3 than for order 2 (n = 40)" in said
    slower = staying(made.history(*[(0, 20, 60)] * 40, as_of=900), usual_gap_days=30)
    assert "The time lengthens: 0 %" in plain(sentences.pace_answer(slower))
    even = staying(made.history(*[(0, 20, 60)] * 20, *[(0, 40, 60)] * 20, as_of=900), usual_gap_days=30)
    assert "No change of pace is distinguishable: 50 %" in plain(sentences.pace_answer(even))
    none = staying(made.history(*[(0,)] * 40, as_of=900), usual_gap_days=30)
    assert "can’t be told yet" in sentences.pace_answer(none)


def test_the_table_has_a_row_a_step_and_never_a_share_of_fewer_than_five(result):
    headers, rows = sentences.pace_table(result)
    assert [row[0] for row in rows] == [f"order {step.number} to {step.number + 1}" for step in result.steps]
    assert all(len(row) == len(headers) for row in rows)
    few = staying(made.history(*[(0,)] * 3, as_of=900), usual_gap_days=30)
    assert sentences.pace_table(few)[1] == []


def test_an_interval_shorter_than_a_month_is_told_in_days():
    assert plain(sentences.within(Time(days=366, low=360, high=371))) == "366 days (360 to 371)"
    assert plain(sentences.within(Time(days=610, low=540, high=690))) == "20 months (18 to 23)"


def test_the_drop_of_those_who_ordered_once_is_explained_where_there_is_one():
    once = staying(made.history(*[(0,)] * 50, *[(0, 60)] * 50, as_of=1_000), usual_gap_days=30)
    assert sentences.cliff(once) and "the drop there is all who ordered once" in sentences.survival_caption(once)
    # Of whom only a few ordered once.
    again = staying(made.history(*[(0,)] * 5, *[(0, 60)] * 95, as_of=1_000), usual_gap_days=30)
    assert not sentences.cliff(again) and "the drop" not in sentences.survival_caption(again)


def test_each_group_has_its_row_of_numbers():
    place = np.arange(300)
    grouped = told(groups={"web": place < 150, "till": place >= 150})
    headers, rows = sentences.groups_table(grouped, "first_channel")
    assert [row[0] for row in rows] == ["web", "till"] and all(len(row) == len(headers) for row in rows)
    assert [row[2] for row in rows] == [str(group.curve.events) for group in grouped.groups]


def test_a_click_on_a_line_names_its_group(result):
    place = np.arange(300)
    picture = charts.survival(told(groups={"web": place < 150, "till": place >= 150}), dark=False)
    marks = [trace for trace in picture.data if trace.name.startswith("hover")]
    assert [{mark[0] for mark in trace.customdata} for trace in marks] == [{0}, {1}]
