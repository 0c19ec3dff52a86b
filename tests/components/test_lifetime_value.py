"""What is still to come, drawn and said: the curve beyond what is observed, the test of the forecast, and when nothing is forecast."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from analysis.back_test import BackTest
from analysis.errors import say
from analysis.lifetime_value import LifetimeValue, NotFitted, lifetime_value
from analysis.retention import retention
from components.charts import back_test as charts
from components.charts import retention as curves
from components.charts import theme
from components.sentences import lifetime_value as sentences
from components.words import SPACE
from tests.components import invented
from tests.forecasts import invented as company


@cache
def made(trade: str = "wholesale") -> LifetimeValue:
    return lifetime_value(company(trade, 3))


@cache
def observed(trade: str = "wholesale"):
    return retention(company(trade, 3).activity("month"))


def a_test(**changed) -> BackTest:
    figures = {
        "currency": None, "until": date(2026, 1, 25), "days": 266, "customers": 2555, "predicted": 1860.0, "low": 1648.0, "high": 2123.0,
        "observed": 1369, "naive": 2115, "rmse": 1.26, "naive_rmse": 1.76, "correlation": 0.496, "naive_correlation": 0.391,
        "no_better_than_naive": False,
    }  # fmt: skip
    return BackTest(**(figures | changed))


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def drawn(picture, name: str):
    return next(trace for trace in picture.data if trace.name == name)


@pytest.mark.parametrize("dark", [False, True])
def test_the_curve_goes_on_dashed_with_a_fan_half_as_strong(dark):
    """From where the model puts the last observed age, right of a rule; every point answers the pointer, and says what it supposes."""
    ahead = made().orders.curve
    picture = curves.curve(observed(), dark=dark, ahead=ahead)
    line, fan = drawn(picture, "projected"), drawn(picture, "fan")
    assert line.line.dash == "6px 4px"
    assert list(line.y)[1:] == [100 * point.rate for point in ahead.projected]
    assert list(line.x) == list(range(ahead.fitted[-1].age, ahead.projected[-1].age + 1))
    colours = theme.tokens(dark)
    assert fan.fillcolor == theme.faded(colours.groups[0], colours.band / 2)
    half = len(fan.y) // 2
    widths = [high - low for high, low in zip(fan.y[:half], reversed(fan.y[half:]))]
    assert all(later >= earlier - 1e-9 for earlier, later in zip(widths[1:], widths[2:])) or min(fan.y) == 0
    assert [shape.x0 for shape in picture.layout.shapes] == [ahead.fitted[-1].age + 0.5]
    texts = invented.texts(picture)
    assert "← observed" in texts and "projected →" in texts
    hover = drawn(picture, "hover pooled")
    assert hover.x[-1] == ahead.projected[-1].age and "if the model holds" in hover.customdata[-1][2]
    assert picture.layout.xaxis.range[1] > ahead.projected[-1].age


def test_nothing_is_projected_below_cohorts_or_from_too_few():
    ahead = made().orders.curve
    label = observed().cohorts[2].cohort
    for picture in (
        curves.curve(observed(), dark=False, cohorts=[label], ahead=ahead),
        curves.curve(retention(company("wholesale", 3, 12).activity("month")), dark=False, ahead=ahead),
    ):
        assert "projected" not in [trace.name for trace in picture.data]


def test_the_projected_curve_is_told_in_words():
    ahead = made().orders.curve
    told = curves.curve_alt(observed(), ahead=ahead)
    assert f"Month {ahead.projected[-1].age}" in told and "if it holds" in told


@pytest.mark.parametrize("dark", [False, True])
def test_the_test_of_a_forecast_is_drawn_on_one_scale_from_zero(dark):
    """What came, what was said with its interval, and the same again."""
    picture = charts.back_test(a_test(), dark=dark)
    points = {trace.name: trace.x[0] for trace in picture.data}
    assert points == {"What came": 1369, "Said then": 1860, "The same again": 2115}
    whisker = drawn(picture, "Said then").error_x
    assert (1860 - whisker.arrayminus[0], 1860 + whisker.array[0]) == (1648, 2123)
    low, high = picture.layout.xaxis.range
    assert low == 0 and high > 2123
    assert "1,860 (1,650 to 2,120)" in plain(charts.back_test_alt(a_test()))


def test_money_is_drawn_in_whole_units():
    money = a_test(currency="EUR", predicted=12_907_431.0, low=10_827_663.0, high=15_450_870.0, observed=10_005_176, naive=14_344_065)
    assert drawn(charts.back_test(money, dark=False), "What came").x[0] == 100_051.76
    assert "€129,000 (108,000 to 155,000)" in plain(charts.back_test_alt(money))


def test_the_answer_says_how_much_and_when_it_holds():
    answer = plain(sentences.to_come_answer(made()))
    assert answer.startswith("If the model holds, the **1,500** customers known today will order **")
    assert "in the next 12 months" in answer and "so far they have brought €" in answer
    assert (" and bring **€" in answer) == (made().to_come is not None)


def test_a_forecast_that_did_no_better_is_not_offered():
    """No figure to come; what it said then, and that it lost."""
    lost = replace(made().orders, offered=False, orders_to_come=None, curve=None, back_test=a_test(no_better_than_naive=True))
    result = replace(made(), models=(lost,), to_come=None)
    assert "Nothing is forecast" in sentences.to_come_answer(result)
    assert "not offered" in sentences.back_test_sentence(lost.back_test, lost)
    assert "customers known today will order" not in sentences.to_come_answer(result)


def test_what_came_outside_the_interval_is_said():
    """How far off it was, and that today's may be so too."""
    text = plain(sentences.back_test_sentence(a_test(), made().orders))
    assert "on 25 January 2026 for the 38 weeks after it, the forecast said **1,860 (1,650 to 2,120)** orders, and **1,369** came" in text
    assert "repeated, say 2,115" in text and "36 % too much" in text and "outside its own interval" in text
    assert "outside" not in sentences.back_test_sentence(a_test(observed=1900), made().orders)
    assert "too little" in sentences.back_test_sentence(a_test(observed=2500), made().orders)
    assert "outside" in sentences.back_test_sentence(a_test(observed=0), made().orders)


def test_orders_without_money_say_so():
    assert "What that will bring is not said" in sentences.to_come_answer(replace(made(), to_come=None))


def test_too_few_are_told_what_it_takes():
    none = NotFitted(name="BG/NBD", found=say("{} customers who came back", 12), needed=say("{}", 30), do="Wait.")
    result = replace(made(), models=(), not_fitted=(none,), to_come=None)
    assert "12 customers who came back; needed 30" in sentences.to_come_answer(result)
    assert sentences.model_sentence(result) == ""
    untested = replace(made().orders, back_test=None, offered=False)
    short = NotFitted(name="the back-test of BG/NBD", found="a short history", needed=say("{} weeks", 12), do="Import more.")
    assert "needed 12 weeks" in sentences.to_come_answer(replace(result, models=(untested,), not_fitted=(short,)))


def test_the_model_is_said_aloud_with_the_reason():
    assert "BG/NBD, for customers without a contract" in sentences.model_sentence(made())
    contracts = made("telecom")
    said = plain(sentences.model_sentence(contracts))
    assert "100 %" in said and "about 30 days long" in said and "under contract" in said
    assert "go on paying what they have paid" in sentences.value_sentence(contracts)


def test_how_much_frequency_goes_along_with_value_is_said():
    value = made().value
    assert "Gamma–Gamma" in sentences.value_sentence(made()) and "correlation" in sentences.value_sentence(made())
    tied = replace(made(), models=(made().orders, replace(value, correlation=0.31)))
    assert "a quarter too high" in sentences.value_sentence(tied)


def test_the_table_has_total_error_and_correlation_of_both():
    """Never the mean absolute error."""
    headers, rows = sentences.back_test_table(a_test())
    assert [plain(cell) for cell in rows[0]] == ["Said then", "1,860 (1,650 to 2,120)", "+36 %", "1.26", "0.50"]
    assert [plain(cell) for cell in rows[1]] == ["The same again", "2,115", "+54 %", "1.76", "0.39"]
    assert rows[2][1] == "1,369" and all(len(row) == len(headers) for row in rows)
    _, rows = sentences.back_test_table(a_test(correlation=None, observed=0))
    assert rows[0][4] == "none" and rows[0][2] == ""


def test_how_it_was_made_names_level_and_parameters():
    made_by = dict(sentences.to_come_made(made()))
    assert plain(made_by["Interval"]).startswith("95 %, if the model holds") and made_by["Parameters"].startswith("BG/NBD: r ")
