"""Who leaves after a visit: published fits, slow versions, and what must not change a thing."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from lifetimes import ModifiedBetaGeoFitter
from scipy.stats import beta, gamma

from analysis import attrition, calendar
from analysis.attrition import LATELY_DAYS, Lives
from analysis.errors import Refused
from analysis.occasions import Occasions, gather
from analysis.renewals import Rhythm
from tests import published
from tests.analysis import made

FREE = Rhythm(cycle_days=0.0, share=0.0, gaps=0)


def without_lately(found: Lives) -> Lives:
    """The same, told as if nothing had happened lately: one level for all."""
    stayed = np.stack([found.stayed.sum(axis=1), np.zeros(len(found.T))], axis=1)
    return replace(found, stayed=stayed, lately=np.zeros_like(found.lately))


def cdnow() -> Lives:
    occasions = gather(made.cdnow("sample"), as_of=date(1997, 9, 30), free_orders=True)
    return without_lately(attrition.lives(occasions, FREE))


def survivors(which: str) -> np.ndarray:
    return np.round(10 * np.array(published.SBG_DATA[which][:8])).astype(int)


def contract(there) -> Lives:
    """So many of a cohort who were still there after each year."""
    lost, staying = -np.diff(there), there[-1]
    renewed = np.array([*range(len(lost)), len(lost)])
    return Lives(
        place=np.arange(len(renewed)),
        repeats=renewed,
        span=365.0 * renewed,
        T=365.0 * renewed,
        stayed=np.stack([renewed, 0 * renewed], axis=1).astype(float),
        lately=np.zeros(len(renewed), dtype=np.int64),
        lost=np.array([*([True] * len(lost)), False]),
        weight=np.array([*lost, staying], dtype=float),
        cycle_days=365.0,
    )


def test_cdnow_gives_the_published_parameters_of_leaving_after_the_first_order_too():
    """In weeks; and a fitter of another package agrees."""
    found = cdnow()
    fitted = attrition.fit(found)
    r, alpha, a, b = np.exp(fitted.parameters[:4])
    assert (r, alpha / 7, a, b) == pytest.approx(published.CDNOW_MBGNBD, abs=2e-3)
    other = ModifiedBetaGeoFitter()
    other.fit(found.repeats, found.span / 7, found.T / 7)
    assert (r, alpha / 7, a, b) == pytest.approx(tuple(other.params_[["r", "alpha", "a", "b"]]), rel=2e-3)
    assert fitted.free.tolist() == [True] * 4 + [False]


@pytest.mark.parametrize("which", list(published.SBG_DATA))
def test_contracts_give_the_published_shifted_beta_geometric(which):
    """Seven years of 1,000 customers. Chances are added up at steps of half a logit: that costs a thousandth or two."""
    fitted, told = attrition.fit(contract(survivors(which))), published.SBG_FITS[which]
    assert np.exp(fitted.parameters[2:4]) == pytest.approx((told["alpha"], told["beta"]), rel=4e-3)
    assert fitted.value / 1_000 == pytest.approx(told["ll"], abs=1e-4)
    assert fitted.free.tolist() == [False, False, True, True, False]


def random_lives(seed: int, customers: int = 40, cycle_days: float | None = None) -> Lives:
    rng = np.random.default_rng(seed)
    days = [np.unique(rng.integers(0, 700, rng.integers(1, 9))) for _ in range(customers)]
    occasions = Occasions(
        customers=np.arange(customers),
        start=np.concatenate([[0], np.cumsum([len(own) for own in days])]),
        day=np.concatenate(days).astype(np.int32),
        as_of=calendar.day_of(700),
        free_orders=True,
    )
    return attrition.lives(occasions, FREE if cycle_days is None else Rhythm(cycle_days=cycle_days, share=1.0, gaps=99))


def test_the_likelihood_is_that_of_adding_up_over_paces_and_chances_slowly():
    found, parameters = random_lives(1, customers=3), np.array([0.5, 4.2, 0.3, 0.9, 0.7])
    r, alpha, a, b = np.exp(parameters[:4])
    value, _ = attrition.likelihood(parameters, found)
    paces, chances = np.linspace(0, 0.6, 3_001)[1:, None], ((np.arange(2_000) + 0.5) / 2_000)[None, :]
    lately = 1 / (1 + (1 - chances) / chances * np.exp(-parameters[4]))
    weight = gamma.pdf(paces, r, scale=1 / alpha) * beta.pdf(chances, a, b)
    for at in range(3):
        survived = (1 - chances) ** found.stayed[at, 0] * (1 - lately) ** found.stayed[at, 1]
        last = lately if found.lately[at] else chances
        silent = np.exp(-paces * (found.T[at] - found.span[at]))
        ordered = paces ** found.repeats[at] * np.exp(-paces * found.span[at])
        slow = (ordered * survived * (last + (1 - last) * silent) * weight).sum() * 0.6 / 3_000 / 2_000
        assert value[at] == pytest.approx(np.log(slow), abs=2e-3)


@pytest.mark.parametrize("cycle_days", [None, 30.0])
def test_scores_are_the_slopes_of_the_likelihood(cycle_days):
    found, parameters = random_lives(5, cycle_days=cycle_days), np.array([0.5, 4.2, 0.3, 0.9, 0.7])
    _, scores = attrition.likelihood(parameters, found)
    for name in range(2 if cycle_days else 0, 5):
        step = np.eye(5)[name] * 1e-5
        moved = attrition.likelihood(parameters + step, found)[0] - attrition.likelihood(parameters - step, found)[0]
        assert scores[:, name] == pytest.approx(moved / 2e-5, abs=1e-6)


def test_customers_of_one_history_taken_together_are_the_same_customers():
    found = random_lives(6, customers=60)
    twice = found.part(np.tile(np.arange(60), 2))
    alike = twice.alike()
    assert len(alike.T) == len(found.alike().T) and alike.weight.sum() == 120
    assert attrition.fit(twice).parameters == pytest.approx(attrition.fit(found).parameters, abs=1e-3)


def test_what_changed_lately_is_found_and_is_nothing_where_nothing_did():
    """Two thousand invented customers over two years, of whom more leave after orders of the last half-year, or not."""
    for moved, low, high in ((1.0, 0.7, 1.3), (0.0, -0.3, 0.3)):
        rng, days = np.random.default_rng(11), []
        for _ in range(2_000):
            pace, logit, day, own = rng.gamma(2, 1 / 80), np.log(rng.gamma(1.2) / rng.gamma(3)), rng.integers(0, 700), []
            while day < 730:
                own.append(int(day))
                if rng.random() < 1 / (1 + np.exp(-(logit + moved * (day > 730 - LATELY_DAYS)))):
                    break
                day += 1 + rng.exponential(1 / pace)
            days.append(own)
        occasions = Occasions(
            customers=np.arange(len(days)),
            start=np.concatenate([[0], np.cumsum([len(own) for own in days])]),
            day=np.concatenate(days).astype(np.int32),
            as_of=calendar.day_of(730),
            free_orders=True,
        )
        fitted = attrition.fit(attrition.lives(occasions, FREE))
        assert low < fitted.parameters[4] < high


def test_who_decided_once_tells_nothing_of_how_customers_differ():
    once = replace(contract(survivors("regular")), repeats=np.minimum(np.arange(8), 1))
    with pytest.raises(Refused):
        attrition.fit(once)


def test_of_very_many_a_part_stands_for_all(monkeypatch):
    monkeypatch.setattr(attrition, "THINNED", 100)
    found = random_lives(3, customers=1_000)
    part = attrition.thinned(found)
    assert len(part.T) == 100 and part.weight.sum() == pytest.approx(1_000)
    assert attrition.thinned(part) is part
