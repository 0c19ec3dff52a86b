"""Whether the index foretells: asked at a day of the past, of what was known then, and looked up in what came after."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis import rhythm
from analysis.calendar import day_number
from analysis.dated import dated
from analysis.loyalty_prediction import FIFTHS, foretell, horizon, look_back, through
from analysis.loyalty_scores import Rule, scores
from analysis.loyalty_signs import RENEWAL, Records, measure
from analysis.occasions import gather
from analysis.relations import relate
from analysis.stages import ABANDONED
from tests.analysis import made
from tests.analysis.loyal import ANSWER, DEED, MEMBERSHIP, TOLD, random_records

LAST = date(2025, 6, 1)


def prediction(orders, people, records, rule, *, days, **how):
    then = look_back(orders, people, records, days=days)
    return then and foretell(then, rule, **how)


def people_of(orders, as_of=LAST):
    found = gather(orders, as_of=as_of)
    none = dated(found.customers, np.array([]), np.array([]))
    return relate(found, none, none, usual_gap_days=rhythm.usual_gap(found).days)


def world(seed):
    orders = made.random_orders(seed, people=300, rows=3000)
    people = people_of(orders)
    return orders, people, random_records(seed, people.customers, rows=900)


def said_by_pairs(score, again):
    apart = score[again][:, None] - score[~again][None, :]
    return np.where(apart > 0, 1.0, np.where(apart == 0, 0.5, 0.0)).mean()


@pytest.mark.parametrize("relative", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_it_is_the_index_without_renewal_of_those_who_were_here_then(seed, relative):
    """Reckoned again step by step: the stages of that day by that day's own usual gap, the ends of that day's people."""
    orders, people, records = world(seed)
    found = prediction(orders, people, records, Rule(), days=91, relative=relative)
    then = LAST - timedelta(days=91)
    cut = orders.filter(pl.col("ordered_at") <= datetime.combine(then, datetime.max.time()))
    known = people_of(cut, then)
    table = known.stages(then)
    signs = measure(cut, known.occasions, records, then, stages=table, undated=False)
    here = table.stage != ABANDONED
    by_hand = scores(signs, Rule().anchored_by(signs, here), relative=relative)
    index = by_hand.by((20, 0, 15, 15, 10, 15))[0][here]
    later = set(orders.filter(pl.col("counted"), pl.col("ordered_at") > datetime.combine(then, datetime.max.time()),
                              pl.col("ordered_at") <= datetime.combine(LAST, datetime.max.time()))["customer"].to_list())  # fmt: skip
    again = np.isin(signs.customers[here], sorted(later - {None}))
    assert (found.n, found.again, found.people) == (len(index), again.sum(), here.sum())
    assert found.index.value == pytest.approx(said_by_pairs(index, again))
    assert found.recency.value == pytest.approx(said_by_pairs(signs.last[here].astype(float), again))
    assert found.difference.value == pytest.approx(found.index.value - found.recency.value)
    assert RENEWAL not in found.used and found.left_out == RENEWAL


@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_came_later_is_known_then(seed):
    """Deeds and answers after the day, and what has no date, change nothing."""
    orders, people, records = world(seed)
    end = datetime.combine(LAST - timedelta(days=91), datetime.max.time())
    until = replace(
        records,
        contacts=records.contacts.filter(pl.col("happened_at") <= end),
        deeds=records.deeds.filter(pl.col("happened_at") <= end),
        memberships=records.memberships.filter(pl.col("member_since") <= end),
        said=records.said.filter(pl.col("answered_at") <= end),
        told={},
    )
    found, then = (prediction(orders, people, one, Rule(), days=91) for one in (records, until))
    assert replace(found, undated=()) == then and found.undated == ("exclusive", "potential")


@pytest.mark.parametrize("anchors", [{"products": (0.0, 99.0)}, {}])
def test_ends_that_were_made_later_are_not_used(anchors):
    orders, people, records = world(3)
    plain = prediction(orders, people, records, Rule(), days=91)
    assert prediction(orders, people, records, Rule(anchors=anchors, anchored=LAST), days=91) == plain


def test_the_weight_of_renewal_does_not_matter_and_others_do():
    orders, people, records = world(4)
    plain = prediction(orders, people, records, Rule(), days=91)
    heavier = Rule(weights=tuple(0.5 * weight + (50 if name == RENEWAL else 0) for name, weight in zip(
        ("contracting", "renewal", "interaction", "recommendation", "participation", "declared"), (20, 25, 15, 15, 10, 15), strict=True)))
    assert prediction(orders, people, records, heavier, days=91).index.value == pytest.approx(plain.index.value)
    other = Rule(weights=(0.0, 25.0, 75.0, 0.0, 0.0, 0.0))
    assert prediction(orders, people, records, other, days=91).index != plain.index


def planted(seed, *, sign):
    """A shop of which half the customers will order next quarter; those who will did, or said, something before, or did not."""
    rng = np.random.default_rng(seed)
    rows, deeds, said, members = [], [], [], []
    start = date(2024, 6, 1)
    for customer in range(400):
        comes = rng.random() < 0.5
        days = np.cumsum(rng.integers(20, 40, 12))
        days = days[days < 270]
        rows += [(customer, start + timedelta(days=int(day))) for day in days]
        if comes:
            rows.append((customer, LAST - timedelta(days=int(rng.integers(0, 90)))))
        likely = 0.8 if comes else 0.2
        if rng.random() < (likely if sign else 0.5):
            deeds.append((customer, "referral", datetime(2024, 12, 1)))
            members.append((customer, datetime(2024, 12, 1), None))
        said.append((customer, "overall", datetime(2024, 12, 2), customer, float(rng.integers(1, 6)), 1.0, 5.0))
        deeds.append((customer, "answer", datetime(2024, 12, 2)))
    orders = made.orders(*((customer, day.isoformat(), {"product": str(rng.integers(0, 5))}) for customer, day in rows))
    records = Records(
        deeds=pl.DataFrame(deeds, schema=DEED, orient="row"),
        memberships=pl.DataFrame(members, schema=MEMBERSHIP, orient="row"),
        said=pl.DataFrame(said, schema=ANSWER, orient="row"),
        told={"potential": pl.DataFrame([(customer, "1") for customer in range(3)], schema=TOLD, orient="row")},
    )
    return orders, people_of(orders), records


def test_what_foretells_is_found_and_what_does_not_is_not():
    with_it, without = (prediction(*planted(5, sign=sign), Rule(), days=91) for sign in (True, False))
    assert with_it.index.low > 0.65 and with_it.difference.low > 0
    assert without.index.low < 0.5 < without.index.high
    assert with_it.fifths[-1].by_index.rate > with_it.fifths[0].by_index.rate


@pytest.mark.parametrize("seed", range(2))
def test_fifths_hold_everybody_once(seed):
    orders, people, records = world(seed)
    found = prediction(orders, people, records, Rule(), days=91)
    assert [one.fifth for one in found.fifths] == list(range(1, FIFTHS + 1))
    for kind in ("by_index", "by_recency"):
        groups = [getattr(one, kind) for one in found.fifths if getattr(one, kind)]
        assert (sum(one.n for one in groups), sum(one.k for one in groups)) == (found.n, found.again)


def test_a_filter_asks_of_some():
    orders, people, records = world(1)
    mask = people.customers % 2 == 0
    some = prediction(orders, people, records, Rule(), days=91, mask=mask)
    others = prediction(orders, people, records, Rule(), days=91, mask=~mask)
    every = prediction(orders, people, records, Rule(), days=91)
    assert some.people + others.people == every.people


def test_without_enough_known_then_there_is_nothing_to_ask():
    orders, people, records = world(1)
    assert prediction(orders, people, records, Rule(), days=3000) is None
    few = made.orders(*((customer, f"2025-0{month}-03") for customer in range(5) for month in (1, 2)))
    assert prediction(few, people_of_few(few), records, Rule(), days=30) is None


def people_of_few(orders):
    found = gather(orders, as_of=LAST)
    none = dated(found.customers, np.array([]), np.array([]))
    return relate(found, none, none, usual_gap_days=30.0)


def test_the_time_ahead_is_two_usual_gaps_at_least():
    assert [horizon(gap) for gap in (1, 45, 46, 91, 92, 1000)] == [91, 91, 182, 182, 365, 365]


@pytest.mark.parametrize("seed", range(2))
def test_what_was_known_then_is_what_would_have_been_gathered_then(seed):
    orders = made.random_orders(seed)
    day = date(2024, 9, 1)
    cut, gathered = through(gather(orders, as_of=LAST), day), gather(orders, as_of=day)
    had = np.diff(cut.start) > 0
    assert cut.customers[had].tolist() == gathered.customers.tolist() and cut.day.tolist() == gathered.day.tolist()
    assert cut.as_of == day and day_number(day) >= cut.day.max()
