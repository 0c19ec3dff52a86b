"""Functions and random numbers that are the same on every machine: near the libraries' own, and pinned to the bit."""

import hashlib

import numpy as np
import pytest
from scipy import special, stats

from sample_data import exact
from sample_data.draws import Draws

MANY = np.arange(100_000)


def test_the_functions_are_those_of_the_libraries():
    """To fifteen digits; the normal quantile to nine, as its author says."""
    x = np.linspace(-30, 30, 100_001)
    assert np.abs(exact.exp(x) / np.exp(x) - 1).max() < 1e-14
    assert np.abs(exact.logistic(x) - special.expit(x)).max() < 1e-14
    assert np.abs(exact.log(np.exp(x)) - x).max() < 1e-13
    u = np.linspace(1e-9, 1 - 1e-9, 100_001)
    assert np.abs(exact.normal(u) - special.ndtri(u)).max() < 1e-8


@pytest.mark.parametrize(
    ("drawn", "law"),
    [
        (lambda draws: draws.uniform(MANY, "a"), stats.uniform),
        (lambda draws: draws.uniform(7, "one person's", MANY), stats.uniform),
        (lambda draws: draws.normal(MANY, "b"), stats.norm),
        (lambda draws: draws.exponential(MANY, "c"), stats.expon),
        (lambda draws: draws.gamma(MANY, "d", 1.6), stats.gamma(1.6)),
        (lambda draws: draws.gamma(MANY, "e", 0.4), stats.gamma(0.4)),
        (lambda draws: draws.gamma(MANY, "f", 16.0, 3), stats.gamma(16.0)),
    ],
    ids=["who", "nth", "normal", "exponential", "gamma 1.6", "gamma 0.4", "gamma 16"],
)
def test_the_draws_have_their_distribution(drawn, law):
    """Kolmogorov and Smirnov find nothing in 100,000 of them."""
    assert stats.kstest(drawn(Draws(23)), law.cdf).pvalue > 0.001


def test_draws_with_different_addresses_have_nothing_to_do_with_one_another():
    """Neighbours, other purposes, other turns, other seeds."""
    draws, other = Draws(23), Draws(24)
    first = draws.uniform(MANY, "a")
    for second in (draws.uniform(MANY + 1, "a"), draws.uniform(MANY, "b"), draws.uniform(MANY, "a", 1), other.uniform(MANY, "a")):
        assert abs(np.corrcoef(first, second)[0, 1]) < 4 / np.sqrt(len(MANY))


def test_a_number_has_its_address_and_no_history():
    """The same alone, among others, in another order, and as one of several seeds' numbers."""
    draws, several = Draws(5), Draws(5, each=1000)
    whole = draws.gamma(MANY[:3000], "g", 1.6)
    assert (draws.gamma(MANY[:3000][::-1], "g", 1.6) == whole[::-1]).all()
    assert draws.gamma(np.array([17]), "g", 1.6)[0] == whole[17]
    assert (several.gamma(MANY[1000:2000], "g", 1.6) == Draws(6).gamma(MANY[:1000], "g", 1.6)).all()


def test_the_bits_are_pinned():
    """Another machine, version or compiler must give these very bits."""
    draws = Draws(23)
    bits = [draws.uniform(MANY, "x"), draws.normal(MANY, "y", 2), draws.gamma(MANY, "z", 0.9), exact.exp(draws.normal(MANY, "y"))]
    assert hashlib.sha256(b"".join(part.tobytes() for part in bits)).hexdigest()[:16] == "e79c18c002387770"


def test_picks_are_as_frequent_as_their_weights():
    """Whole-number weights, one row for all or one for each."""
    draws = Draws(1)
    shares = np.bincount(draws.pick(MANY, "p", (1, 0, 3)), minlength=3) / len(MANY)
    assert shares == pytest.approx([0.25, 0, 0.75], abs=0.006)
    rows = np.where((MANY % 2 == 0)[:, None], (1, 0), (0, 1))
    assert (draws.pick(MANY, "p", rows) == MANY % 2).all()
