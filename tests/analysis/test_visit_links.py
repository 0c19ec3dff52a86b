"""From an answer to the order that it tells of, to whether another follows, to the orders that will come."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit

from analysis import attrition, calendar, felt
from analysis.by_visit import followed
from analysis.chain import ORDER, PERIOD, chain, surest
from analysis.driver_model import prepare
from analysis.felt import Felt, likeness
from analysis.ledger import Ledger
from analysis.links import links
from analysis.logistic import logit
from analysis.occasions import Occasions
from analysis.renewals import Rhythm
from analysis.todays import FINE, PACES, Today, visits
from analysis.told import Told, told
from sample_data.company import Company
from tests.analysis.surveys import survey
from tests.analysis.test_attrition import FREE, random_lives
from tests.chain import company_of, gathered, world

#: Hardly anybody differs in leaving: log r, log alpha, and a beta around a logit of -2.
ALIKE = np.array([0.4, 4.0, *np.log(20_000 * np.array([expit(-2.0), expit(2.0)])), 0.0])


def history(*days: list[int], as_of: int = 700) -> Occasions:
    return Occasions(
        customers=np.arange(len(days)),
        start=np.concatenate([[0], np.cumsum([len(own) for own in days])]),
        day=np.concatenate(days).astype(np.int32),
        as_of=calendar.day_of(as_of),
        free_orders=True,
    )


def said(customer, day) -> SimpleNamespace:
    return SimpleNamespace(customer=np.array(customer), day=np.array(day))


def test_an_answer_tells_of_the_last_order_before_it_and_the_first_answer_counts():
    found = told(said([0, 0, 1, 2], [103, 105, 60, 2]), history([0, 100, 300], [50, 400], [5]), np.arange(4))
    assert (found.row.tolist(), found.place.tolist(), found.before.tolist()) == ([0, 2], [0, 1], [1, 0])
    assert (found.span.tolist(), found.silent.tolist(), found.followed.tolist()) == ([100.0, 0.0], [600.0, 650.0], [True, True])


def test_an_answer_that_may_be_of_the_order_before_is_left_out():
    """A trap: laid to the order after the one that was meant, every such answer is of somebody who came back."""
    many = [[0, 200 + own] for own in range(20)]
    found = told(said([*range(20), 20], [*(210 + own for own in range(20)), 103]), history(*many, [96, 100]), np.arange(21))
    assert (found.unsure, len(found.row)) == (1, 20)


def asked(rng, n: int, *, lasts: float = 0.0, cycle_days: float | None = None, slope: float = 1.2, rest: float = 0.6) -> Felt:
    """Customers alike, each with one answer to the first order."""
    explained, left_over = rng.normal(0, 0.6, n), rng.normal(0, 0.5, n)
    leaves = rng.random(n) < expit(-2.0 - slope * explained - rest * left_over)
    silent = np.full(n, 1e9 if cycle_days is None else 40.0)
    return Felt(
        told=Told(
            row=np.arange(n), place=np.arange(n), before=np.zeros(n, dtype=np.int64), stayed=np.zeros((n, 2)), span=np.zeros(n),
            silent=silent, answered=np.zeros(n), lately=np.zeros(n, dtype=np.int64), followed=~leaves, window=9.0, unsure=0,
        ),
        explained=explained, rest=left_over, lasts=lasts, cycle_days=cycle_days,
    )  # fmt: skip


def test_that_nobody_came_until_the_answer_is_known_beforehand():
    """A trap: who orders every ten days and answers after ten is not among the answered where the next order came sooner."""
    rng = np.random.default_rng(5)
    link = asked(rng, 20_000, slope=0.0, rest=0.0)
    pace = np.array([5.0, np.log(np.exp(5.0) * 10), *ALIKE[2:]])  # all at one pace, of ten days
    leaves, waits = ~link.told.followed, rng.exponential(10.0, 20_000)
    kept = leaves | (waits > 10)
    part = {name: getattr(link.told, name)[kept] for name in ("row", "place", "before", "stayed", "span", "silent", "lately", "followed")}
    seen = replace(link.told, **part, answered=np.full(kept.sum(), 10.0))
    shown = replace(link, told=seen, explained=link.explained[kept], rest=link.rest[kept])
    assert felt.fit(pace, shown)[0] == pytest.approx(0.0, abs=0.1)
    assert felt.fit(pace, replace(shown, told=replace(seen, answered=np.zeros(kept.sum()))))[0] > 0.5


@pytest.mark.parametrize("cycle_days", [None, 20.0])
def test_among_customers_alike_the_link_is_a_logistic_regression(cycle_days):
    """Whoever is silent for ever has left; then nothing but the two parts of the answer is at work."""
    link = asked(np.random.default_rng(3), 4_000, cycle_days=cycle_days)
    found = felt.fit(ALIKE, link)
    slow = logit(np.stack([-link.explained, -link.rest], axis=1), ~link.told.followed)
    assert found[1:] == pytest.approx(slow.coefficients[1:], abs=0.01)
    assert found[0] - 2.0 == pytest.approx(slow.coefficients[0], abs=0.01)


def test_rounded_answers_flatten_the_slope_on_themselves_and_not_that_on_what_the_ratings_explain():
    """Why the answer is taken in two parts: ten surveys of satisfaction written up or down at random as a whole number."""
    flat, steep = [], []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        link = asked(rng, 1_500, slope=1.5, rest=1.5)
        true = link.explained + link.rest
        answer = np.floor(3 + true + rng.random(1_500)) - 3
        flat.append(felt.fit(ALIKE, replace(link, explained=answer - answer.mean(), rest=np.zeros(1_500)))[1])
        steep.append(felt.fit(ALIKE, replace(link, rest=answer - link.explained))[1])
    assert np.mean(steep) == pytest.approx(1.5, abs=0.15) and np.mean(flat) < 1.25


def test_who_is_silent_may_be_slow():
    """A trap: silence taken for leaving. Half of the customers come back later than they are watched for."""
    rng = np.random.default_rng(8)
    link = asked(rng, 6_000)
    slow = rng.random(6_000) < 0.5
    parameters = np.array([5.0, np.log(np.exp(5.0) * 100), *ALIKE[2:]])  # all at one pace, of 100 days
    shown = replace(
        link.told, followed=link.told.followed & ~slow, silent=np.where(link.told.followed & ~slow, 1.0, 100 * np.log(2) * np.ones(6_000))
    )
    assert felt.fit(parameters, replace(link, told=shown))[1] == pytest.approx(1.2, abs=0.25)
    assert felt.fit(ALIKE, replace(link, told=replace(shown, silent=np.full(6_000, 1e9))))[1] < 0.8


def test_what_lasts_of_satisfaction_is_told_from_answers_of_the_same_people():
    rng = np.random.default_rng(4)
    who = np.repeat(np.arange(800), 3)
    values = rng.normal(0, 1, 800)[who] + rng.normal(0, 2, 2_400)
    assert likeness(values, who) == pytest.approx(0.2, abs=0.04)
    assert likeness(values[:800], np.arange(800)) == 0.0  # nobody answered twice


def test_the_customers_of_today_are_the_same_slowly():
    """One by one, over paces and chances, those who have left taken away."""
    found, parameters = random_lives(7, customers=6), np.array([0.5, 4.2, 0.3, 0.9, 0.4])
    weight = np.arange(1.0, 7.0)
    there = Today(found).there(parameters, weight)
    r, alpha, a, b = np.exp(parameters[:4])
    prior = FINE**r * np.exp(-alpha * FINE)
    share = np.exp(attrition.chances(parameters)[0])
    slow = mean_pace = 0.0
    for at in range(6):
        each = expit(attrition.levels(parameters))
        survived = share * np.prod((1 - each) ** found.stayed[at][:, None], axis=0)
        last = each[found.lately[at]]
        ordered = prior * FINE ** found.repeats[at] * np.exp(-FINE * found.span[at])
        silent = ordered * np.exp(-FINE * (found.T[at] - found.span[at]))
        whole = ordered.sum() * (survived * last).sum() + silent.sum() * (survived * (1 - last)).sum()
        slow += weight[at] * silent.sum() * (survived * (1 - last)).sum() / whole
        mean_pace += weight[at] * (silent @ FINE) * (survived * (1 - last)).sum() / whole
    assert there.sum() == pytest.approx(slow) and there.sum() < weight.sum()
    assert there.sum(axis=1) @ PACES == pytest.approx(mean_pace)


def test_orders_to_come_are_those_of_adding_up_day_by_day():
    there = np.zeros((1, len(PACES), 2))
    there[0, 9, 0], there[0, 15, 1] = 3.0, 2.0
    logits, discount, days = np.array([[-1.0, 0.5]]), 3e-4, [90, 180, 400]
    found = visits(there, logits, discount, days)[0]
    for place, end in enumerate(days):
        slow = sum(
            many * quad(lambda s, pace=pace, chance=chance: pace * np.exp(-(pace * chance + discount) * s), 0, end, limit=200)[0]
            for many, pace, chance in ((3.0, PACES[9], expit(-1.0)), (2.0, PACES[15], expit(0.5)))
        )
        assert found[place] == pytest.approx(slow, rel=1e-6)


def test_lives_lived_one_by_one_bring_as_many_orders():
    rng, end, pace, chance = np.random.default_rng(2), 500.0, PACES[12], 0.2
    count = 0
    for _ in range(20_000):
        day = rng.exponential(1 / pace)
        while day <= end:
            count += 1
            if rng.random() < chance:
                break
            day += rng.exponential(1 / pace)
    there = np.zeros((1, len(PACES), 1))
    there[0, 12, 0] = 20_000
    assert visits(there, np.log([[chance / (1 - chance)]]), 0.0, [end])[0, 0] == pytest.approx(count, rel=0.02)


@pytest.fixture(scope="module")
def known():
    """An invented company of home goods, its links by order."""
    company = Company.of("home-goods", seed=8, customers=2_500)
    asked_of, occasions, book = gathered(company)
    return links(prepare(asked_of), asked_of, asked_of, occasions, book, resamples=200, seed=1)


def test_a_company_whose_customers_come_back_is_followed_by_order_and_a_belief_by_period(known):
    from analysis.beliefs import from_literature

    name = known.items[0].name
    assert chain(known, name, 0.5).by == ORDER and chain(known, name, 0.5, belief=from_literature(0.3)).by == PERIOD
    assert company_of(*(part[:300] for part in world(5)[1:]), resamples=5).visits is None


def test_the_money_adds_up_and_moves_with_the_lever(known):
    name = "Delivery on time"
    worths = [chain(known, name, better, margin=0.4) for better in (-0.5, 0.0, 0.3, 0.6)]
    values = [one.difference.value for one in worths]
    assert values == sorted(values) and values[0] < 0 == values[1] < values[2]
    usual = worths[2]
    assert usual.ahead[-1].value == usual.difference.value and usual.ahead[-1].days == 3 * 365
    assert usual.scenario.value - usual.baseline.value == pytest.approx(usual.difference.value, abs=1)
    assert chain(known, name, 0.3).difference.value == pytest.approx(usual.difference.value / 0.4, abs=2)
    assert chain(known, name, 0.3, margin=0.4, years=1).difference.value == pytest.approx(usual.a_year.value, abs=1)
    assert usual.difference.value < chain(known, name, 0.3, margin=0.4, years=None).difference.value
    assert usual.difference.value > chain(known, name, 0.3, margin=0.4, discount_rate=0.5).difference.value


def test_the_attribute_that_stands_first_is_the_one_of_the_surest_effect(known):
    assert surest(known)[0] == "Delivery on time" and sorted(surest(known)) == sorted(item.name for item in known.items)


def test_the_next_order_comes_as_things_are(known):
    """What is better is felt from the next order on: nobody comes once more who would not have come at all."""
    visited = known.visits
    lost = np.where(np.arange(visited.there.shape[2]) == visited.there.shape[2] - 1, visited.there.sum(axis=2, keepdims=True), 0.0)
    certain = replace(visited, there=lost, lately=np.full_like(visited.lately, 40.0))
    steps = followed(certain, np.full(len(visited.slope), 0.1), days=90, years=None, discount_rate=0.0, margin=None, worth=True)
    assert steps.whole[1] == pytest.approx(steps.whole[0])


def test_customers_drawn_again_agree_with_fitting_them_again(known):
    """A step of Newton's from the estimate, against the links of twelve companies of customers drawn again: their spread within a half."""
    company = Company.of("home-goods", seed=8, customers=2_500)
    asked_of, occasions, book = gathered(company)
    slopes = []
    for seed in range(12):
        drawn = np.random.default_rng(seed).integers(0, 2_500, 2_500)
        slopes.append(_again(asked_of, occasions, book, drawn))
    assert np.std(slopes) == pytest.approx(known.visits.slope[1:].std(), rel=0.5)


def _again(asked_of, occasions: Occasions, book: Ledger, drawn: np.ndarray) -> float:
    """The slope among customers drawn again, each time as another customer."""
    count = np.diff(occasions.start)[drawn]
    which = np.concatenate([np.arange(occasions.start[one], occasions.start[one + 1]) for one in drawn])
    again = replace(
        occasions, customers=np.arange(len(drawn)), start=np.concatenate([[0], np.cumsum(count)]), day=occasions.day[which]
    )
    rows = [np.flatnonzero(asked_of.customer == one) for one in drawn]
    row = np.concatenate(rows)
    new = survey(
        asked_of.performance[row], asked_of.overall[row], items=asked_of.items, day=asked_of.day[row],
        customer=np.repeat(np.arange(len(drawn)), [len(own) for own in rows]),
    )  # fmt: skip
    nothing = np.zeros(0, dtype=np.int64)
    ledger = Ledger(currency=book.currency, place=nothing, day=nothing, net=nothing, size=len(drawn))
    return float(links(prepare(new), new, new, again, ledger, resamples=1).visits.slope[0])


def test_nobody_who_answered_makes_no_link():
    people = 80
    occasions = history(*([0, 30 + own, 90 + own] for own in range(people)))
    ratings = np.random.default_rng(3).integers(1, 6, (people, 2)).astype(float)
    strangers = survey(ratings, ratings[:, 0], customer=np.arange(people) + 1_000, day=np.full(people, 95))
    nothing = np.zeros(0, dtype=np.int64)
    book = Ledger(currency="EUR", place=nothing, day=nothing, net=nothing, size=people)
    assert links(prepare(strangers), strangers, strangers, occasions, book, resamples=3).visits is None


def test_a_contract_is_followed_renewal_by_renewal():
    monthly = history(*([30 * number for number in range(8)] for _ in range(40)), as_of=260)
    lives = attrition.lives(monthly, Rhythm(cycle_days=30.0, share=1.0, gaps=280))
    assert lives.lost.all() and attrition.fit(lives).free.tolist()[:4] == [False, False, True, True]
    assert not attrition.lives(monthly, FREE).lost.any()
