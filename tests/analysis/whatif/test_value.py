"""A second opinion beside the baseline, and both put to the test: by hand, and without a look ahead."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from analysis import calendar, forecast, ledger, order_value
from analysis.errors import Refused
from analysis.forecast import BG_NBD
from analysis.relations import of_orders
from analysis.whatif.options import Options
from analysis.whatif.second import second
from analysis.whatif.segments import MOST, OTHERS
from analysis.whatif.tested import NAIVE, STAGES, apart, as_known, chance, value_test
from analysis.whatif.value import beside, by_field
from analysis.whatif.world import NAMES, places
from tests.analysis import made
from tests.forecasts import invented


@cache
def firm():
    """A company, its people, what they brought, and each one's stage."""
    company = invented("wholesale", 3, 700)
    relations = of_orders(company.occasions, usual_gap_days=company.usual_gap.days)
    book = ledger.of_company(company)
    return company, relations, book, places(relations.stages(relations.as_of).stage)


def asked(**options):
    company, _relations, book, stage = firm()
    return second(company, book, stage, Options(**options))


def test_the_other_model_s_value_is_its_orders_times_their_worth():
    """A horizon of twelve months, not discounted, is what `forecast` expects in 365 days; with nothing put in between."""
    company, _, book, _ = firm()
    model = forecast.fit(company.occasions, forecast.choose_model(company.occasions))
    worth = order_value.fit(company.orders, company.occasions, book, contract=False, through=calendar.day_number(company.as_of))
    found = asked(months=12, discount_rate=0.0)
    assert found.name == BG_NBD
    assert found.to_come.value == found.undiscounted.value == round(float(model.expected(365) @ worth.expected()))
    assert found.to_come.low < found.to_come.value < found.to_come.high


def test_it_has_the_same_customers_margin_and_discount():
    company, *_ = firm()
    whole, half = asked(), asked(margin=0.5)
    assert whole.customers == len(company.occasions.customers) == sum(one.customers for one in whole.by_stage)
    assert half.to_come.value == pytest.approx(whole.to_come.value / 2, abs=1)
    assert sum(one.customers * one.each for one in whole.by_stage) == pytest.approx(whole.to_come.value, rel=1e-6)
    one = asked(months=1, discount_rate=0.21)
    assert one.to_come.value == pytest.approx(one.undiscounted.value / 1.21 ** (1 / 12), abs=1)


def test_it_counts_those_who_ordered_once():
    company, *_ = firm()
    found = asked()
    assert found.once == int((np.diff(company.occasions.start) == 1).sum()) > 0
    assert 0 < found.once_each < max(one.each for one in found.by_stage)


def test_what_came_and_what_came_before_are_sums_of_the_ledger():
    company, relations, book, _ = firm()
    found = value_test(company, relations, book, months=6, draws=20)
    until, end = calendar.day_number(found.until), calendar.day_number(found.as_of)
    before = calendar.day_number(calendar.months_before(found.until, 6))
    came = earlier = customers = 0
    for who in range(len(relations.customers)):
        days = relations.occasions.day[relations.occasions.start[who] : relations.occasions.start[who + 1]]
        if not len(days) or days[0] > until:
            continue
        customers += 1
        own = book.place == who
        came += int(book.net[own & (book.day > until) & (book.day <= end)].sum())
        earlier += int(book.net[own & (book.day > max(before, days[0])) & (book.day <= until)].sum())
    assert (found.customers, found.observed, found.naive) == (customers, came, earlier)
    assert found.naive_off == pytest.approx(earlier / came - 1)


def test_the_nearest_is_the_one_whose_total_came_nearest():
    company, relations, book, _ = firm()
    found = value_test(company, relations, book, months=6, draws=20)
    off = {one.name: abs(one.off) for one in found.said} | {NAIVE: abs(found.naive_off)}
    assert found.nearest == min(off, key=off.get)
    assert {one.name for one in found.said} == {STAGES, BG_NBD}
    assert all(one.inside == (one.value.low <= found.observed <= one.value.high) for one in found.said)


def test_what_was_said_then_does_not_know_what_came():
    """Nor the gap of today: whatever is changed after that day changes what came, and nothing that was said."""
    company, relations, book, _ = firm()
    usual = value_test(company, relations, book, months=6, draws=20)
    later = book.day > calendar.day_number(usual.until)
    richer = value_test(company, relations, replace(book, net=np.where(later, 3 * book.net, book.net)), months=6, draws=20)
    assert richer.observed == 3 * usual.observed and richer.naive == usual.naive
    assert richer.of(STAGES).value == usual.of(STAGES).value
    other = replace(relations, usual_gap_days=2 * relations.usual_gap_days)
    assert value_test(company, other, book, months=6, draws=20).of(STAGES).value == usual.of(STAGES).value
    known = as_known(relations, usual.until)
    assert known.as_of == usual.until and known.occasions.day.max() <= calendar.day_number(usual.until)


def test_chance_is_the_variance_stage_by_stage():
    _, relations, book, _ = firm()
    stock = np.array([10, 20, 30, 0, 40, 50])
    earlier = calendar.months_before(relations.as_of, 6)
    stage = places(relations.stages(earlier).stage)
    net = book.between(calendar.day_number(earlier) + 1, calendar.day_number(relations.as_of)).astype(float)
    slow = sum(n * net[stage == place].var(ddof=1) for place, n in enumerate(stock) if n)
    assert min((stage == place).sum() for place, n in enumerate(stock) if n) >= 5
    assert chance(relations, book, 6, stock) == pytest.approx(slow)


@pytest.mark.parametrize("months, kept", [(30, 12), (24, 12), (20, 6), (9, 3), (5, 0)])
def test_as_many_months_are_kept_apart_as_the_history_allows(months, kept):
    history = made.history((0, 30, 60), (5, 40), as_of=round(months * 365.25 / 12) + 2)
    assert apart(of_orders(history, usual_gap_days=30)) == kept


def test_a_short_history_is_told_not_tested():
    company, *_ = firm()
    history = made.history((0, 30, 60), (5, 40), as_of=100)
    early = of_orders(history, usual_gap_days=30)
    nothing = ledger.Ledger(currency="EUR", place=np.zeros(0, int), day=np.zeros(0, int), net=np.zeros(0, int), size=2)
    with pytest.raises(Refused, match="short"):
        value_test(company, early, nothing)


def test_what_cannot_be_made_is_said_and_the_rest_is_there():
    """Of customers none of whom came back nothing can be fitted."""
    company, relations, book, _ = firm()
    found = beside(company, relations, book, Options(months=12))
    assert found.second is not None and found.test is not None and not found.not_made
    few = replace(company, occasions=company.occasions.part(np.arange(len(company.occasions.customers)) < 3))
    part = relations.part(np.arange(len(relations.customers)) < 3)
    told = beside(few, part, ledger.of_company(few, people=part.occasions), Options(months=12))
    assert {one.name for one in told.not_made} >= {"second"} and all(one.found and one.needed and one.do for one in told.not_made)


def test_groups_are_the_values_of_a_field_and_the_others_together():
    company, relations, book, _ = firm()
    field, values = next((name, values) for name, values in company.fields().items() if len(values) > MOST)
    found = by_field(company, relations, book, Options(months=12), field=field)
    names = [one.name for one in found.by_group]
    assert found.field == field and names[-1] == OTHERS and len(names) == MOST + 1
    assert names[:-1] == [value for value in values if value in names], "in their usual order"
    assert min(one.customers for one in found.by_group[:-1]) > 0
    assert sum(one.to_come.value for one in found.by_group) == found.to_come.value
    assert found.to_come == by_field(company, relations, book, Options(months=12)).to_come, "telling groups apart doesn't move the whole"
    assert [one.name for one in found.by_stage] == list(NAMES)
