"""What customers bring by age: against a slow count customer by customer, and unmoved by what must not move it."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from math import log

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analysis import calendar
from analysis.company import company
from analysis.document import document
from analysis.errors import UnknownChoice
from analysis.money import brought
from analysis.takings import gather
from tests.analysis import made

AS_OF = date(2025, 6, 20)


def found_company(orders, refunds=None, customers=None, **more):
    people = made.customers(*({"customer": int(who), "key": str(who)} for who in orders["customer"].drop_nulls().unique().sort()))
    return company(orders, made.refunds() if refunds is None else refunds, people if customers is None else customers, **more)


def some_company(seed: int, *, people: int = 150, **more):
    orders = made.random_orders(seed, people=people, rows=10 * people)
    refunds = made.refunds(*((10 + 3 * k, f"2024-{4 + k % 8:02d}-11T09:00:00", 150 + k, "EUR") for k in range(30)))
    return found_company(orders, refunds, as_of=AS_OF, **more)


def spend(*rows) -> pl.DataFrame:
    """Costs from (customer, first day, last day, purpose, channel, amount[, currency])."""
    names = ("customer", "spent_at", "spent_until", "purpose", "channel", "amount", "currency")
    columns = {name: [(*row, "EUR")[place] for row in rows] for place, name in enumerate(names)}
    for name in ("spent_at", "spent_until"):
        columns[name] = [None if day is None else datetime.fromisoformat(day) for day in columns[name]]
    kinds = {"customer": pl.Int64, "spent_at": pl.Datetime("us"), "spent_until": pl.Datetime("us"), "amount": pl.Int64}
    return pl.DataFrame(columns, schema_overrides=kinds | {"channel": pl.String})


def slowly(company, currency: str, period: str):
    """{customer: (cohort, span, {age: [net, days]})}, order by order."""
    last = calendar.last_complete(company.as_of, period)
    orders = [row for row in company.orders.iter_rows(named=True) if row["counted"] and row["ordered_at"].date() <= company.as_of]
    orders.sort(key=lambda row: (row["ordered_at"], row["order_id"]))
    people = {}
    for row in orders:
        if row["customer"] is not None and row["customer"] not in people:
            cohort = calendar.number(row["ordered_at"].date(), period)
            people[row["customer"]] = (cohort, row["currency"], defaultdict(lambda: [0, set()]))
    for row in orders:
        if row["customer"] is not None and row["currency"] == currency:
            cohort, _, ages = people[row["customer"]]
            day = row["ordered_at"].date()
            cell = ages[calendar.number(day, period) - cohort]
            cell[0] += row["gross"] - row["refunded"]
            cell[1].add(day)
    for row in company.refunds.iter_rows(named=True):
        if row["customer"] in people and row["currency"] == currency and row["refunded_at"].date() <= company.as_of:
            cohort, _, ages = people[row["customer"]]
            ages[max(calendar.number(row["refunded_at"].date(), period) - cohort, 0)][0] -= row["amount"]
    return {
        who: (cohort, last - cohort, {age: (net, len(days)) for age, (net, days) in ages.items() if cohort + age <= last})
        for who, (cohort, code, ages) in people.items()
        if code == currency and cohort <= last
    }


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("period", ["week", "month", "quarter"])
def test_every_age_is_what_a_count_customer_by_customer_gives(seed, period):
    known = some_company(seed)
    people = slowly(known, "EUR", period)
    result = brought(known, period=period)
    assert (result.customers, result.currency) == (len(people), "EUR")
    assert result.net == sum(net for _, _, ages in people.values() for net, _ in ages.values())
    assert [age.age for age in result.ages] == list(range(max(span for _, span, _ in people.values()) + 1))
    for point in result.ages:
        here = [(ages.get(point.age, (0, 0)), ages.get(1, (0, 0))[0]) for _, span, ages in people.values() if span >= point.age]
        nets, days = np.array([net for (net, _), _ in here]), np.array([count for (_, count), _ in here])
        base = np.array([b for _, b in here])
        assert (point.customers, point.active, point.net) == (len(here), (days > 0).sum(), nets.sum())
        assert point.cohorts == len({cohort for cohort, span, _ in people.values() if span >= point.age})
        assert point.revenue.value == round(nets.mean())
        if days.any():
            assert point.orders_per_customer.value == pytest.approx(days.mean())
            assert point.orders_per_active.value == pytest.approx(days[days > 0].mean())
            assert point.average_order.value == pytest.approx(nets.sum() / days.sum())
        if point.age >= 1 and base.sum() > 0:
            assert point.net_retention.value == pytest.approx(nets.sum() / base.sum())
            floor = np.maximum(base, 0)
            assert point.gross_retention.value == pytest.approx(np.minimum(nets, floor).sum() / floor.sum())


@pytest.mark.parametrize("seed", [3, 4])
def test_what_came_so_far_has_the_spread_of_its_customers_parts(seed):
    """The influence of each customer on the sum of the ages' means, worked out one by one."""
    known = some_company(seed)
    people = slowly(known, "EUR", "month")
    result = brought(known)
    sizes = [age.customers for age in result.ages]
    means = [age.net / age.customers for age in result.ages]
    for at in (0, 1, 4, len(result.ages) - 1):
        parts = [
            sum((ages.get(age, (0, 0))[0] - means[age]) / sizes[age] for age in range(min(at, span) + 1))
            for _, span, ages in people.values()
        ]
        deviation = np.sqrt(sum(part**2 for part in parts) * sizes[at] / (sizes[at] - 1))
        point = result.ages[at].so_far
        assert point.value == round(sum(means[: at + 1]))
        contributing = max(age.active for age in result.ages[: at + 1])
        reach = stats.t.ppf(0.975, contributing - 1) * deviation / sum(means[: at + 1])
        assert log(point.high / point.low) == pytest.approx(2 * reach, rel=1e-3)


def test_the_cohorts_add_up_to_all_and_to_each_age():
    result = brought(some_company(5))
    assert sum(cohort.net for cohort in result.cohorts) == result.net
    assert sum(cohort.customers for cohort in result.cohorts) == result.customers
    for point in result.ages:
        cells = [age for cohort in result.cohorts for age in cohort.ages if age.age == point.age]
        assert (sum(cell.net for cell in cells), sum(cell.active for cell in cells), len(cells)) == (
            point.net,
            point.active,
            point.cohorts,
        )
    lengths = [len(cohort.ages) for cohort in result.cohorts]
    assert lengths == sorted(lengths, reverse=True) and lengths[-1] >= 1  # not observed is absent


def test_revenue_is_orders_times_their_average():
    for point in brought(some_company(6)).ages:
        if point.average_order:
            assert point.revenue.value == pytest.approx(point.orders_per_customer.value * point.average_order.value, abs=0.51)


def test_gross_retention_is_at_most_net_and_at_most_all():
    for point in brought(some_company(7)).ages:
        if point.gross_retention:
            assert point.gross_retention.value <= min(1.0, point.net_retention.value) + 1e-12


def test_neither_the_order_of_rows_nor_the_kind_of_frame_changes_anything():
    known = some_company(8)
    result = document(brought(known))
    shuffled = known.orders.sample(fraction=1, shuffle=True, seed=1)
    assert document(brought(found_company(shuffled, known.refunds, as_of=AS_OF))) == result
    pandas = found_company(known.orders, as_of=AS_OF)
    pandas = company(known.orders.to_pandas(), known.refunds.to_pandas(), pandas.customers.to_pandas(), as_of=AS_OF)
    assert document(brought(pandas)) == result


def test_a_hundred_times_the_money_is_a_hundred_times_every_amount_and_no_other_number():
    known = some_company(9)
    times = known.orders.with_columns(pl.col("gross") * 100, pl.col("refunded") * 100)
    bigger = brought(found_company(times, known.refunds.with_columns(pl.col("amount") * 100), as_of=AS_OF))
    small = brought(known)
    assert bigger.net == 100 * small.net
    for one, other in zip(small.ages, bigger.ages, strict=True):
        assert other.revenue.value == pytest.approx(100 * one.revenue.value, abs=51)
        assert one.orders_per_customer == other.orders_per_customer
        if one.net_retention:
            assert (one.net_retention.value, one.net_retention.high) == pytest.approx(
                (other.net_retention.value, other.net_retention.high), nan_ok=True
            )
    for one, other in zip(small.split.parts if small.split else (), bigger.split.parts if bigger.split else (), strict=True):
        factor = 1 if one.measure == "orders" else 100
        assert other.own.value == pytest.approx(factor * one.own.value)


def test_a_customer_of_another_currency_is_named_and_in_no_number():
    orders = made.orders(
        (1, "2025-01-05"), (1, "2025-02-05", {"currency": "USD", "gross": 77}), (2, "2025-01-06", {"currency": "USD"}),
        (2, "2025-02-06"), (3, "2025-01-07"), (3, "2025-03-31"),
    )  # fmt: skip
    result = brought(found_company(orders))
    assert (result.currency, result.customers, result.others, result.orders_left_out) == ("EUR", 2, {"USD": 1}, {"USD": 2})
    assert [age.net for age in result.ages] == [2000, 0, 1000]
    assert brought(found_company(orders), currency="USD").customers == 1
    with pytest.raises(UnknownChoice):
        brought(found_company(orders), currency="GBP")


def test_a_refund_lowers_its_own_date_and_an_order_refunded_its_own():
    orders = made.orders((1, "2025-01-05", {"gross": 1000, "refunded": 400}), (1, "2025-03-31", {"gross": 10}))
    result = brought(found_company(orders, made.refunds((1, "2025-02-03", 100, "EUR"))))
    assert [age.net for age in result.ages] == [600, -100, 10]
    assert result.ages[1].active == 0 and result.ages[1].average_order is None


def test_the_unfinished_period_counts_nowhere():
    orders = made.orders((1, "2025-01-05"), (2, "2025-02-10"), (1, "2025-02-20"))
    result = brought(found_company(orders))
    assert [cohort.cohort for cohort in result.cohorts] == ["2025-01"]
    assert [(age.age, age.customers, age.net) for age in result.ages] == [(0, 1, 1000)]


def test_what_winning_cost_is_by_cohort_by_channel_and_pooled():
    orders = made.orders(
        *((who, f"2025-0{1 + who % 2}-1{who % 9}", {"channel": "Web" if who < 6 else "fair"}) for who in range(12)),
        (0, "2025-03-31", {"gross": 5000}),
    )
    costs = spend(
        (None, "2025-01-01", "2025-02-28", "acquisition", "web", 5900),
        (None, "2025-02-01", None, "acquisition", "poster", 600),
        (None, "2025-02-01", None, "acquisition", "web", 10_000, "USD"),
    )
    result = brought(found_company(orders), costs)
    assert [(c.cohort, c.payback.cost, c.payback.periods) for c in result.cohorts] == [("2025-01", 3100, 1), ("2025-02", 3400, 1)]
    assert (result.payback.cost, result.payback.customers, result.channel_field) == (6500, 12, "first_channel")
    assert [(c.channel, c.customers, c.payback.cost) for c in result.channels] == [("Web", 6, 5900)]
    assert result.unmatched == 600
    half = brought(found_company(orders), costs, margin=0.5)
    assert half.payback.brought.value == pytest.approx(result.payback.brought.value / 2, abs=1)
    assert [c.payback.periods for c in half.cohorts] == [3, None]
    mask = np.ones(12, dtype=bool)
    assert brought(found_company(orders), costs, mask=mask).payback_reason == "filtered"
    assert brought(found_company(orders)).payback_reason == "no_costs"
    with pytest.raises(UnknownChoice, match="margin"):
        brought(found_company(orders), costs, margin=40.0)


def test_a_filter_is_those_customers_alone():
    known = some_company(10)
    mask = np.arange(len(known.occasions.customers)) % 3 == 0
    chosen = brought(known, mask=mask)
    kept = known.occasions.customers[mask].tolist()
    alone = brought(found_company(known.orders.filter(pl.col("customer").is_in(kept)), known.refunds, as_of=AS_OF))
    assert document(replace(chosen, orders_left_out={}, others={})) == document(replace(alone, orders_left_out={}, others={}))


def test_takings_gathered_before_give_the_same():
    known = some_company(11)
    assert document(brought(known, takings=gather(known, period="quarter"))) == document(brought(known, period="quarter"))
