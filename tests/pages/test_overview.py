"""The overview says what analysis says."""

import pytest

from analysis.company import company
from analysis.overview import overview
from analysis.relations import gather
from models.contacts import contacts
from models.frames import frames
from models.store import Store
from tests.pages.conftest import healthy, said, tables, visit

PERIODS = ("week", "month", "quarter")


def result_of(path, period, *, cycle_days=None, closed=()):
    """Return what analysis says, past the pages."""
    read = frames(Store(path))
    found = company(read.orders, read.refunds, read.customers, closed=closed, cycle_days=cycle_days)
    known = None if found.usual_gap.days is None else gather(found, contacts(Store(path)).contacts)
    return overview(read.orders, read.refunds, read.customers, found.occasions, period=period, as_of=found.as_of, relations=known)


def signed(number: int) -> str:
    """Return a change as it is written."""
    return f"{'+' if number > 0 else '−' if number < 0 else '±'}{abs(number):,}"


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("shop", ["sample", "two_currencies", "hostile"])
def test_the_headline_numbers_are_those_of_analysis(shop, period, workspace):
    path = workspace(shop)
    at = visit("overview", {"length": period})
    result = result_of(path, period)
    rows = {row[0]: row[1:] for row in tables(at)[0]}
    for label, change in (("Customers known at its end", result.customers), ("Customers who ordered", result.buyers),
                          ("Orders", result.orders), ("of them by guests", result.guest_orders)):  # fmt: skip
        assert rows[label] == [f"{change.now:,}", f"{change.before:,}", signed(change.difference)]
    now, before, change = rows["Net revenue"]
    symbol = {"EUR": "€", "GBP": "£"}[result.currency]
    assert now == f"{symbol}{result.net.now / 100:,.2f}" and before == f"{symbol}{result.net.before / 100:,.2f}"
    assert (
        change.replace("±", "") == signed(result.net.difference)[:1].replace("±", "") + f"{symbol}{abs(result.net.difference) / 100:,.2f}"
    )
    if result.repeat.n >= 5:
        assert rows["Share of those who ordered that had ordered before"][0].endswith(f"{result.repeat.k:,} of {result.repeat.n:,}")


@pytest.mark.parametrize("period", PERIODS)
def test_the_answer_counts_the_leak(period, workspace):
    path = workspace("sample")
    at = visit("overview", {"length": period})
    leak = result_of(path, period).bucket
    assert f"You lost **{leak.lost}** of {leak.at_start} customers" in said(at)
    assert f"**{leak.at_end}** at the end" in said(at)
    alt = at.get("plotly_chart")[0].proto.alt
    for number in (leak.at_start, leak.stayed, leak.lost, leak.recovered, leak.new, leak.at_end):
        assert str(number) in alt


def test_currencies_are_never_added(workspace):
    path = workspace("two_currencies")
    at = visit("overview", {"length": "quarter"})
    result = result_of(path, "quarter")
    assert result.currency == "EUR" and result.other_currencies["GBP"] > 0
    assert f"left out: {result.other_currencies['GBP']} orders in GBP" in said(at)


def test_amounts_without_a_currency_say_so(workspace):
    workspace("no_currency")
    rows = {row[0]: row[1:] for row in tables(visit("overview"))[0]}
    assert rows["Net revenue"][0].endswith("(no currency)")


def test_without_thirty_gaps_there_is_no_bucket_and_the_page_asks(own_workspace):
    path = own_workspace("few_gaps")
    at = visit("overview")
    assert not at.get("plotly_chart")
    assert "can’t be told yet" in said(at)
    at.number_input(key="cycle_days").set_value(35)
    at.button(key="use-cycle").click()
    healthy(at.run())
    leak = result_of(path, "month", cycle_days=35.0).bucket
    assert at.get("plotly_chart")
    assert f"You lost **{leak.lost}** of {leak.at_start} customers" in said(at)
    assert at.number_input(key="cycle_days").value == 35, "what was answered can be seen and changed"


def test_a_shop_that_ended_early_is_named_and_can_be_closed(own_workspace):
    path = own_workspace("ended_early")
    at = visit("overview")
    assert "end more than a quarter before the others" in said(at)
    assert "till *1*" not in said(at), "a shop's name is no Markdown"
    held_back = at.markdown[0].value
    at.multiselect(key="closed").set_value(["till *1*"])
    healthy(at.run())
    assert Store(path).settings().closed_shops == '["till *1*"]'
    assert at.markdown[0].value != held_back
    at.multiselect(key="closed").set_value([])
    healthy(at.run())
    assert at.markdown[0].value == held_back


def test_too_short_a_history_is_an_answer_and_no_error(workspace):
    workspace("one_order")
    at = visit("overview")
    assert not at.error
    assert "Too early to say: no whole month" in said(at)
    assert "1 order of 1 customer" in said(at)
