"""Everybody the company has dealt with: who is in it, what their stages are, and what doesn't change them."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis import relations
from analysis.calendar import day_of
from analysis.company import company
from analysis.dated import dated
from analysis.errors import NotEnoughGaps, Refused
from analysis.relations import Terms, gather, kinds, mask, relate
from analysis.rhythm import Rule
from analysis.stages import NOT_YET, STAGES
from tests.analysis import made

NO_CONTACTS = {"customer": pl.Int64, "happened_at": pl.Datetime("us"), "interaction": pl.String, "topic": pl.String}


def random_people(seed, *, people=80, until=700):
    """Orders, contacts and cancellations of people of whom some only called."""
    rng = np.random.default_rng(seed)
    history = made.random_history(seed)
    everybody = np.union1d(history.customers, rng.integers(10_000, 10_000 + people, people // 3))
    who = rng.choice(everybody, 3 * len(everybody))
    left = rng.choice(everybody, len(everybody) // 3)
    return relate(
        relations.among(history, everybody),
        dated(everybody, who, rng.integers(0, until, len(who))),
        dated(everybody, left, rng.integers(0, until, len(left))),
        usual_gap_days=25.5,
    )


def shop(contacts=(), *, joined=(), orders=40):
    """A shop whose customer 1 orders every ten days; 2, 3 and 4 never do."""
    days = [datetime(2026, 1, 1) + timedelta(days=10 * place) for place in range(orders)]
    frame = pl.DataFrame(
        {"order_id": range(orders), "customer": [1] * orders, "ordered_at": days, "state": ["paid"] * orders, "counted": [True] * orders,
         "gross": [500] * orders, "refunded": [0] * orders, "currency": ["EUR"] * orders, "shop": ["own"] * orders,
         "channel": ["web"] * orders}
    )  # fmt: skip
    refunds = pl.DataFrame(schema={"shop": pl.String, "customer": pl.Int64, "refunded_at": pl.Datetime, "amount": pl.Int64,
                                   "currency": pl.String})  # fmt: skip
    people = pl.DataFrame(
        {"customer": [4, 1, 3, 2], "country": ["SE", "FI", "FI", None], "joined_at": [dict(joined).get(n) for n in (4, 1, 3, 2)]},
        schema_overrides={"joined_at": pl.Date},
    )
    calls = pl.DataFrame([(who, datetime.combine(day, datetime.min.time()), kind, topic) for who, day, kind, topic in contacts],
                         schema=NO_CONTACTS, orient="row")  # fmt: skip
    return company(frame, refunds, people), calls


def stage_of(found, day):
    table = found.stages(day)
    names = [None if stage == NOT_YET else STAGES[stage] for stage in table.stage]
    return dict(zip(found.customers.tolist(), names))


@pytest.mark.parametrize("seed", range(3))
def test_the_days_one_after_the_other_are_what_each_is_alone(seed):
    found = random_people(seed)
    days = [day_of(t) for t in (-5, 0, 90, 91, 350, 699, 700, 4000)]
    for table, day in zip(found.stages_at(days), days, strict=True):
        alone = found.stages(day)
        for name in ("stage", "came_from", "rho", "usual_gap", "run"):
            np.testing.assert_array_equal(getattr(table, name), getattr(alone, name))


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_later_never_changes_an_earlier_stage(seed):
    """Orders, contacts and cancellations after a day, two cancellations of one customer included."""
    found = random_people(seed)
    for t in (60, 350, 500):
        until = [np.split(each.day, each.start[1:-1]) for each in (found.occasions, found.contacts, found.cancellations)]
        kept = [[stretch[stretch <= t] for stretch in each] for each in until]
        place = [np.repeat(found.customers, [len(stretch) for stretch in each]) for each in kept]
        days = [np.concatenate(each) for each in kept]
        start = np.append(0, np.cumsum([len(stretch) for stretch in kept[0]]))
        cut = relate(
            type(found.occasions)(customers=found.customers, start=start, day=days[0], as_of=day_of(t), free_orders=True),
            dated(found.customers, place[1], days[1]),
            dated(found.customers, place[2], days[2]),
            usual_gap_days=25.5,
        )
        np.testing.assert_array_equal(found.stages(day_of(t)).stage, cut.stages(day_of(t)).stage)


def test_a_part_of_the_people_stands_where_it_stood_among_all():
    found = random_people(4)
    some = np.arange(len(found.customers)) % 3 == 0
    np.testing.assert_array_equal(found.part(some).stages(day_of(400)).stage, found.stages(day_of(400)).stage[some])


def test_another_rule_is_the_same_as_having_begun_with_it():
    found, rule = random_people(5), Rule(at_risk=1.5, abandoned=3.0, loyalty_run=3, k=2.0)
    begun = relate(found.occasions, found.contacts, found.cancellations, usual_gap_days=found.usual_gap_days, rule=rule)
    np.testing.assert_array_equal(found.by(rule).stages(day_of(500)).stage, begun.stages(day_of(500)).stage)
    assert (found.by(rule).stages(day_of(500)).stage != found.stages(day_of(500)).stage).any()


def test_who_called_or_signed_up_is_a_prospect_until_four_usual_gaps_have_passed():
    calls_of = [(2, date(2026, 2, 1), "call", "offer"), (9, date(2026, 2, 1), "call", "no customer")]
    whole, calls = shop(calls_of, joined=[(3, date(2026, 3, 1))])
    found = gather(whole, calls)
    assert found.usual_gap_days == 10
    assert stage_of(found, date(2026, 1, 31)) == {1: "loyalty", 2: None, 3: None}
    assert stage_of(found, date(2026, 3, 13)) == {1: "loyalty", 2: "prospect", 3: "prospect"}
    assert stage_of(found, date(2026, 3, 14)) == {1: "loyalty", 2: None, 3: "prospect"}


def test_a_contact_that_the_company_began_makes_nobody_a_prospect():
    whole, calls = shop([(2, date(2026, 2, 1), "Outbound call", "offer"), (3, date(2026, 2, 1), "call", "offer")])
    assert stage_of(gather(whole, calls), date(2026, 2, 2)) == {1: "loyalty", 2: None, 3: "prospect"}
    said = Terms(outbound=("call",))
    assert stage_of(gather(whole, calls, terms=said), date(2026, 2, 2)) == {1: "loyalty", 2: "prospect", 3: None}


def test_a_contact_by_which_they_cancel_ends_it_until_the_next_order():
    whole, calls = shop([(1, date(2026, 2, 4), "e-mail", "Cancellation"), (2, date(2026, 2, 4), "e-mail", "Cancellation")])
    found = gather(whole, calls)
    assert stage_of(found, date(2026, 2, 5))[1] == "abandoned"
    assert stage_of(found, date(2026, 2, 11))[1] == "recovered"
    assert stage_of(found, date(2026, 2, 5))[2] is None  # nobody cancels what never was
    assert stage_of(gather(whole, calls, terms=Terms(cancelling=())), date(2026, 2, 5))[1] == "loyalty"


def test_contacts_after_as_of_are_not_known():
    whole, calls = shop([(2, date(2027, 6, 1), "call", "offer")], orders=40)
    assert 2 not in gather(whole, calls).customers


def test_a_filter_means_prospects_by_what_they_are_and_never_by_a_first_order():
    whole, calls = shop([(2, date(2026, 2, 1), "call", "x"), (3, date(2026, 2, 1), "call", "x"), (4, date(2026, 2, 1), "call", "x")])
    found = gather(whole, calls)
    assert found.customers[mask(found, whole, {"country": ["FI"]})].tolist() == [1, 3]
    assert found.customers[mask(found, whole, {"first_channel": ["web"]})].tolist() == [1]
    assert mask(found, whole, {}) is None


def test_without_a_usual_gap_there_are_no_stages():
    whole, calls = shop(orders=10)
    with pytest.raises(NotEnoughGaps, match="cycle"):
        gather(whole, calls)


@pytest.mark.parametrize("wrong", [{"at_risk": 4}, {"at_risk": 0}, {"loyalty_run": 1}, {"k": 0}])
def test_thresholds_that_make_no_sense_together_are_refused(wrong):
    with pytest.raises(Refused, match="abandoned above at risk"):
        Terms.of(wrong)


def test_terms_come_back_as_they_were_kept():
    said = Terms(rule=Rule(at_risk=2.5, loyalty_run=3), cancelling=("goodbye",))
    assert Terms.of(said.kept()) == said
    assert Terms().kept() == {}


def test_nobody_called_anything():
    assert kinds(pl.DataFrame(schema=NO_CONTACTS)).kinds == ()
