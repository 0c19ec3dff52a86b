"""What customers add to a comparison: in sum what the long run counts, and smaller effects are smaller."""

import numpy as np
import pytest

from analysis.how_many import shares
from sample_data import seeing
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.planted import COMPARISONS, Seen, power


@pytest.fixture(autouse=True)
def fewer(monkeypatch):
    """A smaller population: what is tested is how it is counted."""
    monkeypatch.setattr(seeing, "MANY", 12_000)
    monkeypatch.setattr(seeing, "SLICE", 4_000)


@pytest.mark.parametrize("name", [name for name in COMPARISONS if name != "small_segment"])
def test_all_customers_together_are_what_the_comparison_counts(name):
    company = Company.of("home-goods")
    many = seeing._many(company)
    seen = COMPARISONS[name][0](many, lives(many, np.arange(12_000))).seen()
    assert seeing.compared(company, name).sum(axis=0).tolist() == [seen.k1, seen.n1, seen.k2, seen.n2]


@pytest.mark.parametrize("name", ["worse_channel", "price_rise", "complaints", "satisfaction"])
def test_a_smaller_effect_is_seen_less(name):
    company = Company.of("home-goods")

    def difference(times: float) -> float:
        k1, n1, k2, n2 = seeing.compared(seeing.sized(company, name, times), name).sum(axis=0)
        return k2 / n2 - k1 / n1

    whole, half, nothing = (difference(times) for times in (1, 0.5, 0))
    assert whole > half > nothing - 0.01 and abs(nothing) < 0.05


def test_the_companys_own_comparison_is_seen_as_often_as_its_truth_says():
    """The power in truth.json, by normal approximation, against companies drawn to its size."""
    counts = seeing.compared(Company.of("telecom"), "worse_channel")
    k1, n1, k2, n2 = (int(number) for number in counts.sum(axis=0))
    chance = shares(counts, sizes=(650, 1_600), draws=400).mean(axis=0)
    told = [power(Seen(k1=k1, n1=n1, k2=k2, n2=n2), size / 12_000) for size in (650, 1_600)]
    assert np.abs(chance - told).max() < 4 * np.sqrt(0.25 / 400)


def test_who_answered_comes_with_the_drivers_rating_first():
    company = Company.of("wholesale", changed={"driver_weight": 0.6})
    who, rows = seeing.answered(company)
    assert rows.shape[1] == len(company.trade.attributes) + 2 and who.max() < 12_000
    slope = np.linalg.lstsq(rows[:, :-1], rows[:, -1], rcond=None)[0]
    assert slope[1] == pytest.approx(0.6, abs=0.03)


def test_what_has_no_size_of_its_own_stays_as_it_is():
    company = Company.of("home-goods", seed=4, customers=90, without=["driver"], also=["habit"], changed={"season": 0})
    assert seeing.sized(company, "programme", 0.5) is company and seeing.sized(company, "satisfaction", 1) is company
    half = seeing.sized(company, "satisfaction", 0.5)
    assert half.planted == company.planted and half.changed == (("satisfaction", 0.75), ("season", 0.0)) and half.seed == 4
    assert "driver" not in seeing.visible(company) and "habit" not in seeing.visible(company)
