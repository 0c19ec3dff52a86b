"""Money drawn and said: the pictures hold what analysis says, the sentences only what the evidence carries."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.money import brought
from analysis.money_groups import money_groups
from analysis.takings import gather
from components.charts import money as charts
from components.charts import theme
from components.sentences import money as sentences
from components.sentences import paying, tenure
from components.words import SPACE
from tests.analysis.test_money import found_company, some_company, spend
from tests.analysis.test_tenure import mixed, quarterly
from tests.components import invented


def plain(text: str) -> str:
    return text.replace(SPACE, " ").replace("*", "").replace("\\", "")


COSTS = spend(
    (None, "2024-01-01", "2025-06-30", "acquisition", "search", 400_000),
    (None, "2024-01-01", "2025-06-30", "acquisition", "poster", 5_000),
    (None, "2024-01-01", "2025-06-30", "service", None, 300_000),
    *((10 + 3 * k, "2025-01-10", None, "service", None, 90_000) for k in range(40)),
)


@pytest.fixture(scope="module")
def result():
    return brought(some_company(1, people=400), COSTS)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("what", ["revenue", "retained", "orders", "average_order", "so_far"])
def test_a_line_is_what_analysis_says_at_each_age_that_five_carry(result, what, dark):
    picture = charts.money(result, what, dark=dark, cost=900.0)
    [hover] = [trace for trace in picture.data if trace.name.startswith("hover ")]
    scale = {"retained": 0.01, "orders": 1.0}.get(what, 100.0)
    for (_key, age, _text), y in zip(hover.customdata, hover.y, strict=True):
        point = result.ages[age]
        found = {
            "revenue": point.revenue,
            "retained": point.net_retention,
            "orders": point.orders_per_active,
            "average_order": point.average_order,
            "so_far": point.so_far,
        }[what]
        assert y * scale == pytest.approx(found.value)
        assert (point.customers if what == "so_far" else point.active) >= 5
    assert hover.x[0] == {"so_far": 0, "retained": 2}.get(what, 1)
    assert charts.money_alt(result, what).startswith("Line by age")


def test_the_numbers_behind_a_picture_are_in_whole_units(result):
    headers, rows = charts.money_data(result)
    assert len(rows) == len(result.ages) and rows[1][headers.index("revenue")] == result.ages[1].revenue.value / 100
    assert {len(row) for row in rows} == {len(headers)}


def test_the_answer_names_amounts_with_their_intervals(result):
    said = plain(sentences.money_answer(result))
    assert said.startswith("A customer who has joined brings €") and "in month 1" in said and " to " in said
    assert "whoever has left counts with nothing" in said


def test_too_few_customers_get_no_amount():
    few = brought(quarterly(*[(3, 1000)] * 4), period="quarter")
    assert "€" not in plain(sentences.money_answer(few))
    assert "fewer than 5" in {cell for row in sentences.money_table(few)[1] for cell in row}
    some = brought(quarterly(*[(2, 1000)] * 20), period="quarter")
    assert "Too few customers order again" in plain(sentences.money_answer(some))
    assert plain(tenure.split_answer(some)).startswith("Too early to say")


def test_small_buyers_who_left_are_told_from_customers_who_changed():
    mix = brought(mixed(), period="quarter")
    said = plain(tenure.split_answer(mix))
    assert said.startswith("Not measurably.") and "mostly smaller buyers left raises the average by €4.13" in said
    assert "Those who stay don’t bring measurably more or less" in plain(sentences.money_answer(mix))
    assert "no difference" in plain(tenure.often_answer(mix))
    picture = charts.split(mix, dark=False)
    [bars] = [trace for trace in picture.data if trace.name == "split"]
    # The last block is as high as the first and the two steps together.
    assert bars.y[0] + bars.y[1] + bars.y[2] == pytest.approx(bars.y[3])
    assert bars.base[1] == pytest.approx(bars.y[0]) and bars.base[2] == pytest.approx(bars.y[0] + bars.y[1])
    assert "Four bars" in charts.split_alt(mix) and len(charts.split_data(mix)[1]) == 18


def test_payback_is_said_as_revenue_until_a_margin_is_set(result):
    assert "This counts all revenue" in paying.payback_answer(result)
    half = brought(some_company(1, people=400), COSTS, margin=0.5)
    assert "as margin" in paying.payback_answer(half) and "This counts all revenue" not in paying.payback_answer(half)
    filtered = brought(some_company(1), COSTS, mask=np.ones(len(some_company(1).occasions.customers), dtype=bool))
    assert "not known" in paying.payback_answer(filtered)
    assert "A file of spending" in paying.payback_answer(brought(some_company(1)))


def test_not_yet_and_never_are_said(result):
    dear = brought(some_company(1, people=400), spend((None, "2024-01-01", "2025-06-30", "acquisition", "search", 90_000_000)))
    said = plain(paying.payback_answer(dear))
    assert "not yet come back" in said and ("never will" in said or "at least" in said)
    assert any(row[-1].startswith("not yet") for row in paying.payback_table(dear)[1])


def test_service_that_names_nobody_tells_nothing_of_tenure(result):
    assert "names its customer" in paying.serving_caption(result)
    nameless = brought(some_company(1, people=400), spend((None, "2024-01-01", "2025-06-30", "service", None, 300_000)))
    assert "can’t tell whether those who stay are cheaper" in paying.serving_answer(nameless)
    assert plain(paying.costly_answer(result)).split(" ")[0].isdigit() and paying.costly_answer(nameless) == ""


def test_other_currencies_are_named_as_left_out(result):
    assert "left out: " in sentences.money_left_out(result) and "USD" in sentences.money_left_out(result)
    assert sentences.money_left_out(replace(result, orders_left_out={})) == ""


def test_names_of_groups_do_no_harm_and_stand_beside_their_lines():
    known = gather(some_company(12, people=300))
    place = np.arange(len(known.customers))
    found = money_groups(known, {"<b>web": place % 2 == 0, None: place % 2 == 1}, field="first_channel")
    picture = charts.money_groups(found, dark=False)
    assert "&lt;b&gt;web" in invented.texts(picture) and "All others" in invented.texts(picture)
    assert [t.line.color for t in picture.data if t.name.startswith("enough ")] == [theme.LIGHT.groups[0], theme.LIGHT.baseline]
    said = sentences.groups_of_money_answer(found)
    assert "<b>" not in said and "distinguishable" in said
    assert len(sentences.groups_of_money_table(found)[1]) == len(found.groups[0].ages) and charts.money_groups_data(found)[1]
    assert "a line a group" in charts.money_groups_alt(found)


def test_one_customer_and_no_second_period_have_no_picture_of_marks():
    one = brought(found_company(some_company(1).orders.head(40)))
    for what in ("revenue", "retained"):
        charts.money(one, what, dark=False)
        assert charts.money_alt(one, what)


def test_nothing_is_said_to_fall_that_is_not_distinguishable():
    steady = brought(quarterly(*[(5, 1000)] * 40), period="quarter")
    said = plain(sentences.money_meaning(steady, sentences.REVENUE))
    assert said.endswith("Neither how many order nor what an order is worth is distinguishable.")
    assert "€10.00 an order" in said and "(10" not in said  # an interval of no width is none


def test_without_an_age_that_five_ordered_in_there_is_nothing_to_draw():
    one = brought(quarterly((8, 1000)), period="quarter")
    assert not charts.drawn(one) and not charts.drawn(one, charts.SO_FAR)
    assert charts.drawn(brought(quarterly(*[(3, 1000)] * 6), period="quarter"))
