"""Timing tells what joining may do where matching cannot: checked by a slow likelihood, in worlds whose truth is known, and in traps."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit

from analysis import timing as module
from analysis.joining import moments, turns
from analysis.timing import Turns, timing
from tests.analysis.joiners import GAP, world


def told(found, *, level: float = 0.90):
    return timing(turns(moments(found.occasions, found.since, days=4 * GAP)), level=level)


def some(seed: int, *, customers: int = 120, seasons: int = 2) -> Turns:
    draw = np.random.default_rng(seed)
    joined = draw.random(customers) < 0.4
    cells = [draw.integers(0, 3, (customers, seasons)) for _ in range(4)]
    return Turns(
        back=cells[0],
        lost=np.minimum(cells[1], 1),
        member_back=cells[2] * joined[:, None],
        member_lost=np.minimum(cells[3], 1) * joined[:, None],
        declined=draw.integers(0, 5, customers),
        joined=joined,
    )


def slow_likelihood(given: Turns, shares, season, effect: float) -> float:
    """Customer by customer, kind by kind, order by order."""
    whole = 0.0
    for who in range(len(given.joined)):
        total = 0.0
        for row, back in enumerate(module.BACK):
            for column, join in enumerate(module.JOIN):
                chance = shares[row, column] * (1 - join) ** given.declined[who] * (join if given.joined[who] else 1.0)
                for place, shift in enumerate(season):
                    plain, member = expit(back + shift), expit(back + shift + effect)
                    chance *= plain ** given.back[who, place] * (1 - plain) ** given.lost[who, place]
                    chance *= member ** given.member_back[who, place] * (1 - member) ** given.member_lost[who, place]
                total += chance
        whole += np.log(total)
    return whole


@pytest.mark.parametrize("effect", [0.0, 0.9])
def test_the_likelihood_is_what_a_slow_one_sums_up(effect):
    given = some(3, customers=30)
    flat = np.full((len(module.BACK), len(module.JOIN)), 1 / (len(module.BACK) * len(module.JOIN)))
    found = module._fitted(module._Patterns.of(given), effect, flat, np.zeros(2))
    slow = slow_likelihood(given, found.shares, found.season, effect) - module.RIDGE * float(found.season @ found.season) / 2
    assert found.likelihood == pytest.approx(slow, abs=1e-6)
    assert found.shares.min() >= 0 and found.shares.sum() == pytest.approx(1)


def test_no_other_shares_of_the_kinds_are_likelier():
    """Many random ones are tried; and by Lindsay (1983) the slope towards every kind says how much could be gained: next to nothing."""
    patterns, draw = module._Patterns.of(some(8)), np.random.default_rng(1)
    coming, shape = module._coming(patterns, 0.4, np.zeros(2)), (len(module.BACK), len(module.JOIN))
    shares, chance = module._shared(patterns, coming, np.full(shape, 1 / np.prod(shape)))
    top = float(patterns.number @ np.log(chance))
    assert (coming.T @ (patterns.joining * (patterns.number / chance)[:, None])).max() - patterns.number.sum() <= module.CLOSE
    for spread in (0.01, 0.1, 1.0):
        for other in draw.dirichlet(np.full(np.prod(shape), spread), 50):
            for part in (1.0, 0.05):  # far from it, and near
                mixed = (1 - part) * shares + part * other.reshape(shape)
                assert float(patterns.number @ np.log(((coming @ mixed) * patterns.joining).sum(axis=1))) <= top + module.CLOSE


def test_em_comes_no_higher_however_long_it_runs():
    """Dempster, Laird & Rubin's way to the same top, which creeps up from below for thousands of steps."""
    patterns, shape = module._Patterns.of(some(5)), (len(module.BACK), len(module.JOIN))
    coming = module._coming(patterns, -0.3, np.zeros(2))
    likely = (coming[:, :, None] * patterns.joining[:, None, :]).reshape(len(coming), -1)
    shares = np.full(likely.shape[1], 1 / likely.shape[1])
    for _ in range(4000):
        shares = shares * (likely.T @ (patterns.number / (likely @ shares))) / patterns.number.sum()
    crept = float(patterns.number @ np.log(likely @ shares))
    _, chance = module._shared(patterns, coming, np.full(shape, 1 / np.prod(shape)))
    top = float(patterns.number @ np.log(chance))
    assert crept <= top + module.CLOSE and crept > top - 0.1


def test_the_seasons_logits_are_where_a_general_optimiser_puts_them():
    given = some(8, customers=15)
    patterns, shape = module._Patterns.of(given), (len(module.BACK), len(module.JOIN))
    found = module._fitted(patterns, 0.4, np.full(shape, 1 / np.prod(shape)), np.zeros(2))

    def below(season):
        return -slow_likelihood(given, found.shares, season, 0.4) + module.RIDGE * float(season @ season) / 2

    assert -minimize(below, np.zeros(2), method="Nelder-Mead", options={"maxiter": 40}).fun <= found.likelihood + 0.1


def test_the_loyal_joining_looks_like_an_effect_to_all_but_timing():
    """Those who stay join; joining does nothing. The interval holds 0, and leaves out what those who joined have more than the rest."""
    found = [told(world(seed, odds=1.0)) for seed in range(3)]
    assert all(one.low <= 0 <= one.high < 0.2 for one in found)


def test_an_effect_is_held_and_moves_the_interval():
    """0 is not held merely because the interval is wide: where joining does much its upper end lies far from where it does nothing."""
    how = {"customers": 3000, "leave": (6.0, 6.0), "loyal_join": 0.3, "others_join": 0.3}
    for seed in range(3):
        nothing, much = world(seed, odds=1.0, **how), world(seed, odds=12.0, **how)
        without, with_it = told(nothing), told(much)
        assert without.low <= 0 <= without.high < 0.1
        assert with_it.low <= much.effect <= with_it.high and with_it.high > 0.3


def test_where_chance_alone_joins_nothing_is_claimed():
    """The immortal-time trap: members lived to join, so they seem to stay longer although joining is a matter of chance."""
    found = [told(world(seed, loyal_join=0.08, others_join=0.08)) for seed in range(3)]
    assert all(one.low <= 0 <= one.high < 0.1 for one in found)


def test_neither_the_customers_order_nor_the_seasons_names_matter():
    given = turns(moments(world(2).occasions, world(2).since, days=4 * GAP))
    shuffled = np.random.default_rng(0).permutation(len(given.joined))
    seasons = np.arange(given.back.shape[1])[::-1]
    other = Turns(
        **{name: getattr(given, name)[shuffled][:, seasons] for name in ("back", "lost", "member_back", "member_lost")},
        declined=given.declined[shuffled],
        joined=given.joined[shuffled],
    )
    one, two = timing(given), timing(other)
    assert (one.low, one.high) == pytest.approx((two.low, two.high), abs=0.02)


def test_a_higher_level_asks_for_a_wider_interval_and_chances_stay_chances():
    found = world(1)
    narrow, wide = told(found, level=0.80), told(found, level=0.99)
    assert wide.low <= narrow.low <= narrow.high <= wide.high
    for one in (narrow, wide):
        assert 0 <= one.without <= 1 and 0 <= one.member <= 1
        assert one.low <= one.difference <= one.high and one.odds_low <= one.odds <= one.odds_high


def test_fewer_than_thirty_who_joined_are_too_few():
    given = some(5, customers=60)
    assert given.joined.sum() < 30 and timing(given) is None
    nobody = np.zeros(0, dtype=np.int64)
    none = dict.fromkeys(("back", "lost", "member_back", "member_lost"), np.zeros((0, 1)))
    empty = Turns(**none, declined=nobody, joined=nobody.astype(bool))
    assert timing(empty) is None


def test_of_very_many_customers_some_are_drawn_and_that_is_said(monkeypatch):
    monkeypatch.setattr(module, "MOST", 800)
    found = told(world(3, odds=1.0))
    assert found.sampled and found.customers == 800
