"""The model against its own closed forms, a slow rewriting of it, and what must hold whatever its numbers."""

import hashlib
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy import special

from analysis.company import company as gathered
from analysis.retention import retention
from sample_data import answers, expected
from sample_data.company import Company, Lever
from sample_data.levers import SEEDS, moved, outcome
from sample_data.lives import lives, small_segment
from sample_data.long_run import long_run
from sample_data.planted import COMPARISONS
from sample_data.programme import members
from sample_data.telling import planted
from sample_data.trades import TRADES

NAMES = sorted(TRADES)


def company(trade: str, customers: int, **more) -> Company:
    return Company.of(trade, customers=customers, **more)


def all_of(made: Company):
    return lives(made, np.arange(made.customers))


def plain(trade: str, customers: int) -> Company:
    """A company in which nothing is planted and no month is like another only by chance."""
    made = company(trade, customers, without=["everything"])
    return replace(made, trade=replace(made.trade, season=(100,) * 12))


def expected_repeats(t: float, r: float, alpha: float, a: float, b: float) -> float:
    """E[X(t)] of BG/NBD (Fader, Hardie & Lee 2005, equation 9)."""
    shrunk = (alpha / (alpha + t)) ** r * special.hyp2f1(r, b, a + b - 1, t / (alpha + t))
    return (a + b - 1) / (a - 1) * (1 - shrunk)


@pytest.mark.parametrize("trade", ["home-goods", "fuel", "wholesale"])
@pytest.mark.parametrize("days", [30, 90, 365])
def test_orders_are_those_of_bg_nbd(trade, days):
    """With nothing planted and no season the mean number of repeat orders is the closed form's.

    Here one may leave after the first order too: a share a / (a + b) does, and who doesn't has a beta of b + 1.
    """
    made = plain(trade, 60_000)
    found = all_of(made)
    r, (a, b) = made.trade.rate_shape, made.trade.leave
    a = a + 1e-6 if a == 1 else a  # the closed form has a hole there
    early = found.people.first + days + 1 <= made.days - 1
    since = found.orders.day - found.people.first[found.orders.place]
    counts = np.bincount(found.orders.place[(found.orders.nth > 0) & (since <= days)], minlength=len(early))[early]
    # A day's end is half a day after the moment of the first order, in the mean.
    told = b / (a + b) * expected_repeats(days + 0.5, r, r * made.trade.gap_days, a, b + 1)
    assert abs(counts.mean() - told) < 4 * counts.std() / np.sqrt(len(counts))


def test_contracts_are_those_of_the_shifted_beta_geometric():
    """S(k) = B(a, b + k) / B(a, b) (Fader & Hardie 2007, equation 6)."""
    made = plain("telecom", 60_000)
    found = all_of(made)
    a, b = made.trade.leave
    first_year = found.people.first < 365
    number = np.bincount(found.orders.place, minlength=len(first_year))[first_year]
    for k in (1, 3, 6, 12):
        told = np.exp(special.betaln(a, b + k) - special.betaln(a, b))
        assert abs((number > k).mean() - told) < 4 * np.sqrt(told * (1 - told) / len(number)), k


def test_spending_is_a_gamma_around_a_mean_of_the_customers_own():
    """Mean and spread between customers are those of the model, where an order is an amount alone."""
    made = plain("wholesale", 60_000)
    found = all_of(made)
    trade, people = made.trade, found.people
    per_market = found.people.worth / np.array(trade.market_value)[people.market]
    assert per_market.mean() == pytest.approx(trade.value_cents, rel=0.02)
    first = found.orders.nth == 0
    ratio = found.orders.cents[first] / people.worth
    assert ratio.mean() == pytest.approx(1, abs=0.01)
    assert ratio.var() == pytest.approx(1 / trade.value_shape, rel=0.05)


@pytest.mark.parametrize("trade", NAMES)
def test_a_life_is_the_same_whoever_else_is_asked_for(trade):
    """One slice, another, or one customer alone."""
    made = company(trade, 600)
    whole = all_of(made)
    some = np.array([3, 77, 200, 311])
    part = lives(made, some)
    for place, who in enumerate(some):
        for name in ("day", "cents", "satisfaction", "complaint", "left", "pieces"):
            of_whole = getattr(whole.orders, name)[whole.orders.who == who]
            assert (getattr(part.orders, name)[part.orders.place == place] == of_whole).all()


PINNED = {"fuel": "66ba6bcb3e616f3a", "home-goods": "c30acef30f8cf2c0", "telecom": "9745681847d6c425", "wholesale": "c7fc86eb52e441c6"}


@pytest.mark.parametrize("trade", NAMES)
def test_the_lives_are_pinned(trade):
    """The same seed gives the same company on every machine: these bits."""
    found = all_of(company(trade, 500))
    parts = (found.people.first, found.people.worth, found.orders.day, found.orders.cents, found.orders.satisfaction, found.orders.left)
    assert hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()[:16] == PINNED[trade]


def frames(made: Company, found) -> tuple:
    """Orders as the pages read them, refunds and customers."""
    orders = found.orders
    moment = np.datetime64(made.trade.first_day, "us") + orders.day.astype("timedelta64[D]")
    frame = pl.DataFrame(
        {"order_id": np.arange(len(orders)), "customer": orders.who, "ordered_at": moment, "gross": orders.cents}
    ).with_columns(
        state=pl.lit("paid"), counted=pl.lit(True), refunded=pl.lit(0, pl.Int64), currency=pl.lit("EUR"), shop=pl.lit("own"),
        channel=pl.Series(np.array(made.channel_names)[found.people.channel[orders.place]]),
    )  # fmt: skip
    refunds = pl.DataFrame(
        schema={"shop": pl.String, "customer": pl.Int64, "refunded_at": pl.Datetime("us"), "amount": pl.Int64, "currency": pl.String}
    )
    people = pl.DataFrame({"customer": found.people.who}).with_columns(
        key=pl.lit(""), name=pl.lit(""), email=pl.lit(""), joined_at=pl.lit(None, pl.Date)
    )
    return frame, refunds, people


@pytest.mark.parametrize("trade", NAMES)
def test_200_000_customers_give_back_their_truth(trade):
    """Retention, orders, revenue and the drivers' weights, as the pages would work them out, within sampling error."""
    made = company(trade, 200_000, seed=7)
    run = long_run(made)
    truth, known = run.retention, run.per_customer
    found = all_of(made)
    current = gathered(*frames(made, found), as_of=made.trade.last_day)
    for kind in ("active", "returned"):
        told = {point["age"]: point["rate"] for point in truth["month"][kind]}
        seen = retention(current.activity("month"), kind=kind).pooled
        points = [point for point in seen if point.age >= 1]
        assert [point.age for point in points] == sorted(told)
        for point in points:
            error = np.sqrt(told[point.age] * (1 - told[point.age]) / point.at_risk * (1 + made.customers / run.customers))
            assert abs(point.rate - told[point.age]) < 4.5 * error + 1e-5, (kind, point.age)
    for name, values in expected.revenue(made, found).items():
        error = np.hypot(values["standard_error"], known[name]["standard_error"])
        assert abs(values["mean"] - known[name]["mean"]) < 4 * error, name
    weights, errors = answers.weights(made, answers.of(made, found))
    for attribute, weight, error in zip(made.trade.attributes, weights, errors, strict=True):
        assert abs(weight - attribute.weight) < 4 * error, attribute.name
        assert error < 0.012


@pytest.mark.parametrize("trade", NAMES)
def test_what_is_planted_shows(trade):
    """In twelve companies of the usual size each effect is on its own side of 0 and, all in all, at most three miss their interval."""
    missed = 0
    for seed in range(100, 112):
        made = Company.of(trade, seed=seed)
        found = all_of(made)
        for name, (compare, *_) in COMPARISONS.items():
            seen = compare(made, found).seen()
            assert seen.difference() > 0, (seed, name)
            p1, p2 = seen.k1 / seen.n1, seen.k2 / seen.n2
            error = np.sqrt(p1 * (1 - p1) / seen.n1 + p2 * (1 - p2) / seen.n2)
            missed += name != "small_segment" and seen.difference() < 1.96 * error
    assert missed <= 3


@pytest.mark.parametrize("trade", NAMES)
def test_a_company_of_the_usual_size_has_the_power_to_show_it(trade):
    """99 % or more for each, as its truth says."""
    made = Company.of(trade, seed=5)
    told = {one["name"]: one for one in planted(made, long_run(made))}
    assert [name for name, one in told.items() if not one["on"]] == ["habit"]
    assert {name: one["power"] for name, one in told.items() if one["on"] and one["power"] < 0.99} == {}


@pytest.mark.parametrize("trade", NAMES)
def test_nothing_shows_where_nothing_is_planted(trade):
    """Of all comparisons in twelve companies about one in twenty is beyond its interval."""
    beyond = looked_at = 0
    for seed in range(200, 212):
        made = Company.of(trade, seed=seed, without=["everything"])
        found = all_of(made)
        for name in ("worse_cohort", "worse_channel", "price_rise", "satisfaction", "complaints"):
            seen = COMPARISONS[name][0](made, found).seen()
            p1, p2 = seen.k1 / seen.n1, seen.k2 / seen.n2
            error = np.sqrt(p1 * (1 - p1) / seen.n1 + p2 * (1 - p2) / seen.n2)
            beyond, looked_at = beyond + (abs(seen.difference()) > 1.96 * error), looked_at + 1
    assert looked_at == 60 and beyond <= 9


def test_the_small_segment_is_picked_and_not_different():
    """Eighteen neighbours, four of whom ordered again; without it they live the same lives under their own channel."""
    made, without = Company.of("home-goods"), Company.of("home-goods", without=["small_segment"])
    who = np.array(small_segment(made))
    assert len(who) == 18
    one, other = lives(made, who), lives(without, who)
    assert (one.orders.day == other.orders.day).all() and (one.orders.cents == other.orders.cents).all()
    assert set(one.people.channel.tolist()) == {3} and 3 not in other.people.channel


def test_members_were_loyal_before_and_the_programme_does_nothing():
    """Nobody's orders change with it; its members' own chance to leave is lower from the start."""
    made, without = company("home-goods", 4000), company("home-goods", 4000, without=["programme"])
    one, other = all_of(made), all_of(without)
    assert (one.orders.day == other.orders.day).all()
    joined = members(made, one).place
    assert one.people.leaves[joined].mean() < one.people.leaves.mean() - 1
    assert abs(other.people.leaves[members(without, other).place].mean() - one.people.leaves[joined].mean()) > 0.3


def test_a_hidden_habit_ties_satisfaction_and_staying_together():
    """Without any effect of satisfaction the satisfied still stay: that is the trap."""
    made = Company.of("home-goods", customers=30_000, without=["everything"], also=["habit"])
    seen = COMPARISONS["satisfaction"][0](made, all_of(made)).seen()
    assert seen.difference() > 0.05


@pytest.mark.parametrize(
    "lever", [Lever(kind="attribute", target="Delivery on time", amount=0.5), Lever(kind="retention", target="maintenance", amount=0.05)]
)
def test_a_good_lever_takes_no_order_from_anybody(lever):
    """The same random numbers: nobody leaves earlier than before, and nothing happens before the lever's day."""
    made = company("home-goods", 3000, without=["complaints"])
    since = date(2025, 6, 1)
    before, after = all_of(made), all_of(made.moved([lever], since))
    counts = [np.bincount(found.orders.place, minlength=3000) for found in (before, after)]
    assert (counts[1] >= counts[0]).all() and counts[1].sum() > counts[0].sum()
    day = made.day(since)
    for name in ("day", "cents", "satisfaction"):
        early = [np.sort(getattr(found.orders, name)[found.orders.day < day]) for found in (before, after)]
        assert (early[0] == early[1]).all()


def test_a_lever_not_moved_changes_nothing():
    """A zero is a zero, for the seed and for the mean."""
    made = company("home-goods", 300)
    told = moved(made, [Lever(kind="price", target="", amount=0.0)])
    for name in ("customers_points", "newcomers_points", "net", "value"):
        assert told["this_seed"][name] == told["mean_of_seeds"][name] == 0
    assert told["mean_of_seeds"]["seeds"] == SEEDS


def test_companies_side_by_side_are_those_of_the_next_seeds():
    """What 100 seeds share in one go is what each gives alone."""
    made = company("telecom", 150, without=["small_segment"])
    together = outcome(made, 3, made.days)
    for seed in range(3):
        alone = outcome(replace(made, seed=made.seed + seed), 1, made.days)
        assert all(getattr(together, name)[seed] == getattr(alone, name)[0] for name in alone.__dataclass_fields__)


def test_a_lever_is_measured_as_somebody_would_by_hand():
    """One customer's order of 100.00 a year ahead, at a margin of a half, is worth 50 / 1.1 today."""
    made = company("home-goods", 400)
    begin = made.days
    found = lives(made, np.arange(made.size), until=begin + 730)
    told = outcome(made, 1, begin)
    net = value = there = stayed = 0
    left = {}
    for who, day, cents, gone in zip(found.orders.who, found.orders.day, found.orders.cents, found.orders.left):
        if begin <= day < begin + 365:
            net += int(cents)
        if begin <= day < begin + 730:
            value += int(cents * made.trade.margin / 1.1 ** ((day - begin) / 365) + 0.5)
        if gone:
            left[int(who)] = int(day)
    for who, first in zip(found.people.who, found.people.first):
        if first < begin and left.get(int(who), 10**9) >= begin:
            there += 1
            stayed += left.get(int(who), 10**9) >= begin + 365
    assert (told.net_cents[0], told.there[0], told.stayed[0]) == (net, there, stayed)
    assert told.value_cents[0] == pytest.approx(value, abs=2)


def test_the_true_bucket_adds_up():
    """There at the start, and who came, and who left: there at the end."""
    made = company("fuel", 800)
    periods = expected.bucket(made, expected.stock(made, all_of(made)))
    for told in periods.values():
        assert all(one["at_start"] + one["new"] - one["left"] == one["at_end"] for one in told.values())
        one, *rest = told.values()
        for following in rest:
            assert one["at_end"] == following["at_start"]
            one = following


@pytest.mark.parametrize(
    ("wrong", "needed"),
    [
        (lambda: Company.of("bakery"), "home-goods"),
        (lambda: Company.of("fuel", without=["gravity"]), "worse_cohort"),
        (lambda: Company.of("fuel", customers=0), "at least 1"),
        (lambda: moved(company("fuel", 50), [], date(1999, 1, 1)), "a day from"),
    ],
)
def test_a_wrong_call_says_what_there_is(wrong, needed):
    """Found and needed."""
    with pytest.raises(ValueError, match=needed):
        wrong()
