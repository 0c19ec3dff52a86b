"""The leak, drawn and said: bars are numbers of customers, what is not over is outlined."""

import pytest

from analysis.leak import leak
from components.charts import leak as charts
from components.charts import theme
from components.sentences import leak as sentences
from components.words import SPACE
from tests.analysis import made
from tests.components import invented


@pytest.fixture(scope="module")
def result():
    return leak(made.random_history(1, people=300), usual_gap_days=15)


def bars(picture) -> dict:
    return {trace.name: trace for trace in picture.data if trace.type == "bar"}


@pytest.mark.parametrize("dark", [False, True])
def test_bars_are_the_flows_up_and_down_and_the_line_is_the_stock(result, dark):
    picture = charts.leak(result, dark=dark)
    flows = charts.drawn(result)
    drawn = bars(picture)
    assert list(drawn["new"].y) == [flow.new for flow in flows]
    assert list(drawn["recovered"].y) == [flow.recovered for flow in flows]
    assert list(drawn["lost"].y) == [-flow.lost for flow in flows]
    [stock] = [trace for trace in picture.data if trace.name == "stock"]
    assert list(stock.y) == [flow.at_end for flow in flows]
    low, high = picture.layout.yaxis.range
    assert low <= -max(flow.lost for flow in flows) and high >= max(flow.new + flow.recovered for flow in flows)
    assert picture.layout.yaxis2.range[0] == 0 and picture.layout.yaxis2.range[1] > max(stock.y)
    assert "-" not in "".join(picture.layout.yaxis.ticktext)


def test_colours_are_those_of_the_stages_and_the_unfinished_period_is_outlined(result):
    drawn = bars(charts.leak(result, dark=False))
    for name, stage in (("new", "capture"), ("recovered", "recovered"), ("lost", "abandoned")):
        assert drawn[name].marker.color[0] == theme.STAGES[stage]
        assert drawn[name].marker.color[-1] == theme.faded(theme.STAGES[stage], 0.15)
        assert (drawn[name].marker.line.width[0], drawn[name].marker.line.width[-1]) == (0, 1.5)


def test_labels_stand_apart_and_the_pointer_gets_every_number(result):
    picture = charts.leak(result, dark=False)
    labels = [note for note in picture.layout.annotations if note.xshift == 8 and note.yref != "y2"]
    assert [note.text.split()[-1] for note in labels] == ["lost", "new", "back"]
    heights = sorted(note.y for note in labels)
    span = picture.layout.yaxis.range[1] - picture.layout.yaxis.range[0]
    pixels = 0.5 * (charts.HEIGHT - charts.TOP - charts.BOTTOM)
    assert all(b - a >= charts.LABEL_APART * span / pixels - 1e-9 for a, b in zip(heights, heights[1:], strict=False))
    assert "of those at its start ordered in it" in invented.texts(picture)


def test_many_periods_are_cut_to_the_newest():
    long = leak(made.history((0,), (3_000,), as_of=3_010), usual_gap_days=15)
    assert len(charts.drawn(long)) == charts.MOST_PERIODS
    assert charts.drawn(long)[-1] is long.unfinished
    charts.leak(long, dark=False)


def test_the_answer_adds_up_the_last_year(result):
    flows = sentences.told(result)
    assert len(flows) == 12
    said = sentences.leak_answer(result).replace(SPACE, " ")
    assert f"**{sum(flow.lost for flow in flows)}** customers were lost; {sum(flow.new for flow in flows)} were new" in said
    assert f"from {flows[0].at_start} to **{flows[-1].at_end}**" in said
    assert flows[0].at_start + sum(flow.new + flow.recovered - flow.lost for flow in flows) == flows[-1].at_end


def test_before_the_first_loss_nothing_is_said_of_losses():
    early = leak(made.history(*[(0,)] * 40, as_of=89), usual_gap_days=30)
    assert "Too early to say" in sentences.leak_answer(early)
    assert "first loss" not in sentences.leak_caption(early)
    charts.leak(early, dark=True)


def test_the_table_has_every_whole_period_the_newest_first(result):
    headers, rows = sentences.leak_table(result)
    assert len(rows) == len(result.flows)
    assert all(len(row) == len(headers) for row in rows)
    assert rows[-1][2] == "fewer than 5"
