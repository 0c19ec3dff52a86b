"""Where the money and the rows go: every bar is its amount, and together they are the whole."""

import random

import pytest

from components.charts import reconciliation as charts
from components.charts import theme
from models.ingest.reconcile import REFUNDS, TO_FIX, Money, Rows, Step

STEPS = (
    Step(reason="cancelled", amount=2_287_160, orders=301),
    Step(reason="unpaid", amount=745_020, orders=96),
    Step(reason="test order", amount=391_245, orders=61),
    Step(reason=TO_FIX, amount=102_030, orders=11),
    Step(reason=REFUNDS, amount=1_834_410, orders=412),
)


def money(steps=STEPS, *, in_file=74_231_840, counted=None, currency="EUR") -> Money:
    """Money of one currency; what counts is what is left, unless said otherwise."""
    counted = in_file - sum(step.amount for step in steps) if counted is None else counted
    return Money(currency=currency, in_file=in_file, counted=counted, orders_in_file=9870, orders_counted=9412, steps=tuple(steps))


def rows(**changed) -> Rows:
    """The rows of a file of orders."""
    usual = {
        "rows": 18_412,
        "used": 18_395,
        "nothing": 0,
        "to_fix": 17,
        "things": 9_870,
        "counted": 9_412,
        "idle": 458,
        "people": 5_216,
        "nobody": 472,
    }
    return Rows(**{**usual, **changed})


def reach(trace) -> tuple[float, float]:
    """From where to where a bar reaches."""
    return trace.base[0], trace.base[0] + trace.x[0]


def texts(picture) -> list[str]:
    return [note.text for note in picture.layout.annotations]


def test_the_steps_lead_from_the_whole_to_what_counts():
    picture = charts.money(money(), dark=False)
    first, *steps, last = (reach(trace) for trace in picture.data)
    assert first[1] == pytest.approx(742_318.40) and last[1] == pytest.approx(688_719.75)
    at = first[1]
    for (low, high), step in zip(steps, STEPS, strict=True):
        assert high == pytest.approx(at) and high - low == pytest.approx(step.amount / 100)
        at = low
    assert at == pytest.approx(last[1])


def test_a_cut_axis_cuts_both_wholes_and_says_so():
    result = money()
    floor = charts.cut(result)
    assert 0 < floor < result.counted and floor % 10_000 == 0
    picture = charts.money(result, dark=False)
    assert picture.layout.xaxis.range[0] == floor / 100
    zigzags = [shape for shape in picture.layout.shapes if shape.type == "path"]
    assert len(zigzags) == 2 and {shape.fillcolor for shape in zigzags} == {theme.LIGHT.page}


@pytest.mark.parametrize(
    "result",
    [
        money(()),  # nothing to show apart
        money((Step(reason="cancelled", amount=30_000_000, orders=1),)),  # seen without a cut
        money((Step(reason="cancelled", amount=60_000_000, orders=1), Step(reason="unpaid", amount=1, orders=1))),  # little is left
        money((Step(reason=TO_FIX, amount=0, orders=1, unknown=1),)),
        money((Step(reason=REFUNDS, amount=500, orders=1),), in_file=0),
    ],
)
def test_an_axis_that_needs_no_cut_begins_at_nothing(result):
    assert charts.cut(result) is None
    picture = charts.money(result, dark=True)
    assert picture.layout.xaxis.range[0] <= 0 and picture.layout.xaxis.range[0] < picture.layout.xaxis.range[1]
    assert not [shape for shape in picture.layout.shapes if shape.type == "path"]


def test_what_is_not_explained_is_a_step_of_its_own():
    result = money(counted=68_000_000)
    assert result.unexplained
    shown = charts.bars(result)
    assert [bar.what for bar in shown][-2:] == ["unexplained", "counted"] and shown[-2].end == shown[-1].end
    assert any("Not explained" in text for text in texts(charts.money(result, dark=False)))
    assert "Not explained" in charts.money_alt(result)


def test_an_amount_that_nobody_can_read_is_called_unknown():
    shown = charts.bars(money((Step(reason=TO_FIX, amount=0, orders=3, unknown=4),)))
    assert shown[1].amount == "unknown" and "4 amounts can’t be read" in shown[1].hover


def test_each_fate_has_its_colour_in_both_themes():
    for dark in (False, True):
        colours = theme.tokens(dark)
        fills = [trace.marker.color for trace in charts.money(money(), dark=dark).data]
        grey = theme.faded(colours.baseline, 0.7)
        blue = theme.faded(colours.groups[0], 0.4)
        assert fills == [colours.baseline, grey, grey, grey, colours.groups[1], blue, colours.groups[0]]


def test_amounts_stand_beside_their_bars_and_nothing_is_formatted_by_the_library():
    said = texts(charts.money(money(), dark=False))
    assert {"742,318.40", "−22,871.60", "−1,020.30", "688,719.75"} <= set(said)
    hover = [trace.customdata[0] for trace in charts.money(money(), dark=False).data]
    assert hover[1] == "<b>€22,871.60</b><br>301 orders<br>kept in sight, never counted"
    assert "412 refunds" in hover[5]


def test_a_currency_without_minor_units_keeps_its_amounts():
    picture = charts.money(money((Step(reason="cancelled", amount=2000, orders=1),), in_file=12_000, currency="JPY"), dark=False)
    assert "12,000" in texts(picture) and picture.data[0].x[0] == 12_000


def test_a_hostile_reason_is_text():
    result = money((Step(reason="unpaid (<img src=x onerror=alert(1)>)", amount=30_000_000, orders=1),))
    said = " ".join(texts(charts.money(result, dark=False)))
    assert "<img" not in said and "&lt;img" in said


def test_every_row_is_in_a_bar_and_each_bar_is_its_whole():
    picture = charts.rows(rows(), dark=False)
    by_bar: dict[int, float] = {}
    for trace in picture.data:
        by_bar[trace.y[0]] = by_bar.get(trace.y[0], 0) + trace.x[0]
    assert by_bar == pytest.approx({0: 1.0, 1: 1.0, 2: 1.0})
    assert [whole.said for whole in charts.wholes(rows())] == [
        "18,395 lines + 17 to fix", "9,412 counted + 458 not", "5,216 customers + 472 guest orders",
    ]  # fmt: skip


def test_the_words_suit_the_kind():
    answers = {"used": 44, "rows": 44, "to_fix": 0, "things": 41, "counted": 41, "idle": 0, "people": 16, "nobody": 6}
    assert (
        charts.rows_alt(rows(**answers), "survey")
        == "Where the rows go: 44 rows: 41 kept + 3 not; 41 answers: 16 known people + 6 of nobody known."
    )
    costs = {"used": 9, "rows": 9, "to_fix": 0, "things": 9, "counted": 9, "idle": 0, "people": 0, "nobody": 9}
    assert "nobody" not in charts.rows_alt(rows(**costs), "spending")


def test_any_money_is_drawn_to_its_end():
    """Whatever the amounts, negative ones too: no bar leaves the picture, and the last step ends at what counts."""
    chance = random.Random(7)
    for _turn in range(300):
        whole = chance.choice([0, 1, 99, 10_000, 10**9, -500])
        steps = [
            Step(reason="cancelled", amount=chance.randint(-whole - 9, whole + 9) if whole >= 0 else 5, orders=1)
            for _ in range(chance.randint(0, 6))
        ]
        result = money(steps, in_file=whole)
        picture = charts.money(result, dark=False)
        low, high = picture.layout.xaxis.range
        assert low < high
        for trace in picture.data:
            assert low - 1e-6 <= trace.base[0] <= high + 1e-6 and trace.base[0] + trace.x[0] <= high + 1e-6
        assert charts.bars(result)[-2].end == result.counted or not steps


@pytest.mark.parametrize("width", [358, 1160])
def test_the_margins_leave_room_for_bars_on_a_phone(width):
    for picture in (charts.money(money(), dark=False), charts.rows(rows(), dark=False)):
        margin = picture.layout.margin
        assert width - margin.l - margin.r >= 60
