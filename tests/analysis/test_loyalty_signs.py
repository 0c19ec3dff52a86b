"""Signs of loyalty: counted one by one they come out the same, and nothing that came later is among them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis.calendar import day_number
from analysis.company import company
from analysis.dated import dated
from analysis.loyalty_signs import DEEDS, SIGNS, Records, here_and_now, measure
from analysis.occasions import gather
from analysis.relations import relate
from tests.analysis import made
from tests.analysis.loyal import ANSWER, CONTACT, DEED, MEMBERSHIP, TOLD, random_records

DAY, LAST = date(2025, 3, 1), date(2025, 7, 1)


def world(seed):
    orders = made.random_orders(seed)
    found = gather(orders, as_of=LAST)
    return orders, found, random_records(seed, found.customers)


def table_at(found, day):
    none = dated(found.customers, np.array([]), np.array([]))
    return relate(found, none, none, usual_gap_days=30.0).stages(day)


def naive(orders, found, records, day, usual, undated):
    """Each customer's signs, row by row."""
    begin, end = datetime.combine(day - timedelta(days=364), datetime.min.time()), datetime.combine(day, datetime.max.time())
    bought = orders.filter(pl.col("counted")).rows(named=True)
    rows = {name: getattr(records, name).rows(named=True) for name in ("contacts", "deeds", "memberships", "said")}
    seen = {}
    for place, customer in enumerate(found.customers.tolist()):
        days = [d for d in found.day[found.start[place] : found.start[place + 1]].tolist() if d <= day_number(day)]
        if not days:
            continue
        mine = {name: [row for row in of if row["customer"] == customer] for name, of in rows.items()}
        year = [row for row in bought if row["customer"] == customer and begin <= row["ordered_at"] <= end]
        signs = {"products": len({row["product"] for row in year}), "channels": len({row["channel"] for row in year})}
        signs["order_days"] = sum(d > day_number(day) - 365 for d in days)
        watched = min(day_number(day) - days[0], 365)
        due = watched / usual[place] + (1 if days[0] > day_number(day) - 365 else 0)
        signs["rhythm"] = min(signs["order_days"] / max(due, 1), 1)
        calls = [row for row in mine["contacts"] if begin <= row["happened_at"] <= end]
        signs |= {"contacts": len(calls), "contact_channels": len({row["channel"] for row in calls})}
        for deed, sign in DEEDS.items():
            signs[sign] = sum(row["deed"] == deed and begin <= row["happened_at"] <= end for row in mine["deeds"])
        begun = [row for row in mine["memberships"] if (undated if row["member_since"] is None else row["member_since"] <= end)]
        signs["memberships"] = sum(row["member_until"] is None or row["member_until"] > end for row in begun)
        for role in ("recommendation", "overall"):
            said = [row for row in mine["said"] if row["role"] == role and row["answered_at"] <= end]
            last = max(said, key=lambda row: (row["answered_at"], row["response"]), default=None)
            signs[role] = (last["value"] - last["low"]) / (last["high"] - last["low"]) if last else np.nan
        if undated:
            told = {name: dict(frame.iter_rows()).get(customer) for name, frame in records.told.items()}
            signs["potential"] = float(told["potential"])
            signs["exclusive"] = {"yes": 1.0, "No": 0.0, None: np.nan}[told["exclusive"]]
        seen[customer] = signs
    return seen


@pytest.mark.parametrize("undated", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_signs_are_those_counted_row_by_row(seed, undated):
    orders, found, records = world(seed)
    table = table_at(found, DAY)
    signs = measure(orders, found, records, DAY, stages=table, undated=undated)
    expected = naive(orders, found, records, DAY, table.usual_gap, undated)
    assert signs.customers.tolist() == list(expected)
    told = {"potential", "exclusive"}
    assert list(signs.values) == [sign for sign in SIGNS if undated or sign not in told]
    for sign, values in signs.values.items():
        assert values.tolist() == pytest.approx([one[sign] for one in expected.values()], nan_ok=True), sign


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_came_later_changes_a_sign(seed):
    """Orders, contacts, deeds and answers after the day are as good as not there."""
    orders, found, records = world(seed)
    end = datetime.combine(DAY, datetime.max.time())
    until = Records(
        contacts=records.contacts.filter(pl.col("happened_at") <= end),
        deeds=records.deeds.filter(pl.col("happened_at") <= end),
        memberships=records.memberships.filter(pl.col("member_since") <= end),
        said=records.said.filter(pl.col("answered_at") <= end),
    )
    known = orders.filter(pl.col("ordered_at") <= end)
    later = measure(orders, found, records, DAY, stages=table_at(found, DAY), undated=False)
    cut = gather(known, as_of=DAY)
    then = measure(known, cut, until, DAY, stages=table_at(cut, DAY), undated=False)
    assert later.customers.tolist() == then.customers.tolist() and list(later.values) == list(then.values)
    for sign, values in later.values.items():
        assert values.tolist() == pytest.approx(then.values[sign].tolist(), nan_ok=True), sign


def test_pandas_says_the_same():
    orders, found, records = world(1)
    other = Records(
        contacts=records.contacts.to_pandas(), deeds=records.deeds.to_pandas(), memberships=records.memberships.to_pandas(),
        said=records.said.to_pandas(), told={name: frame.to_pandas() for name, frame in records.told.items()},
    )  # fmt: skip
    one, two = measure(orders, found, records, DAY), measure(orders.to_pandas(), found, other, DAY)
    for sign, values in one.values.items():
        assert two.values[sign].tolist() == pytest.approx(values.tolist(), nan_ok=True), sign


def empty():
    return Records(
        contacts=pl.DataFrame(schema=CONTACT), deeds=pl.DataFrame(schema=DEED), memberships=pl.DataFrame(schema=MEMBERSHIP),
        said=pl.DataFrame(schema=ANSWER), told={"potential": pl.DataFrame(schema=TOLD)},
    )  # fmt: skip


@pytest.mark.parametrize("records", [Records(), empty()])
def test_what_nobody_recorded_is_absent_and_not_nothing(records):
    """No contact in the data says nothing of anybody; of anybody's, somebody without one has 0."""
    orders, found, _ = world(2)
    signs = measure(orders, found, records, DAY)
    assert set(signs.values) == {"products", "channels", "order_days"}
    one = pl.DataFrame({"customer": [None], "happened_at": [datetime(2024, 1, 1)], "channel": ["phone"]}, schema=CONTACT)
    assert measure(orders, found, replace(records, contacts=one), DAY).values["contacts"].tolist() == [0.0] * len(signs.customers)
    later = one.with_columns(pl.lit(datetime(2025, 3, 2)).alias("happened_at"))
    assert "contacts" not in measure(orders, found, replace(records, contacts=later), DAY).values


@pytest.mark.parametrize("text", ["0.4", "40 %", " 0,4 ", "Yes", "no", "n/a", "", None, "inf", "=1+1"])
def test_what_is_told_is_read_as_a_number_or_as_yes_and_no(text):
    orders, found, _ = world(3)
    who = int(measure(orders, found, Records(), DAY).customers[0])
    told = pl.DataFrame({"customer": [who, 5], "value": [text, "7"]}, schema=TOLD)
    signs = measure(orders, found, Records(told={"potential": told}), DAY)
    expected = {"0.4": 0.4, "40 %": 40.0, " 0,4 ": 0.4, "Yes": 1.0, "no": 0.0}.get(text)
    if expected is None:
        assert "potential" not in signs.values
    else:
        assert signs.values["potential"][0] == expected and np.isnan(signs.values["potential"][1:]).all()


def test_those_who_never_ordered_have_no_signs():
    orders, found, records = world(4)
    before = measure(orders, found, records, date(2024, 2, 1))
    assert len(before.customers) == 0 and before.values == {}


def test_at_as_of_the_stages_stand_beside_the_signs():
    orders, _, records = world(5)
    found = company(orders, made.refunds(), made.customers({"customer": 10, "key": "a"}))
    none = dated(found.occasions.customers, np.array([]), np.array([]))
    people = relate(found.occasions, none, none, usual_gap_days=30.0)
    signs, stage = here_and_now(found, people, records)
    assert signs.customers.tolist() == found.occasions.customers.tolist() and len(stage) == len(signs.customers)
    assert "potential" in signs.values
    alone, nobody = here_and_now(found, None, records)
    assert nobody is None and "rhythm" not in alone.values


def test_on_an_earlier_day_than_the_data_s_own_nothing_undated_counts():
    orders, _, records = world(5)
    earlier = company(orders, made.refunds(), made.customers({"customer": 10, "key": "a"}), as_of=DAY)
    signs, _ = here_and_now(earlier, None, records)
    assert not {"potential", "exclusive"} & set(signs.values) and "contacts" in signs.values
