"""The examples of the glossary are what the analysis reckons, and no number is written from memory."""

import numpy as np
import pytest

from analysis import additive_index, multiplicity, sbg
from analysis.intervals import newcombe, wilson
from analysis.recommendation import recommendation
from analysis.rewards import YEAR_DAYS
from analysis.survival import at, kaplan_meier
from analysis.whatif import calculator
from analysis.whatif.levers import ELASTICITY
from components import glossary, words
from tests import published


def example(key: str) -> str:
    """The example of a word, blanks made equal."""
    return glossary.find(key).example.replace("\u00a0", " ")


def said(text: str) -> str:
    """What the words module says, blanks made equal."""
    return text.replace("\u00a0", " ")


def worth(margin: float, retention: float, discount: float) -> str:
    return words.decimal(calculator.calculate(calculator.Numbers(margin=margin, retention=retention, discount_rate=discount)).to_come, 0)


def test_every_example_is_reckoned_here():
    """A new example needs a new test."""
    reckoned = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_") and "reckoned" not in name}
    assert {term.key for term in glossary.terms() if term.example} == reckoned


def test_usual_gap():
    days, _, gap, _, _ = published.SHRINKAGE_EXAMPLES[0]
    assert f"days {days[0]}, {days[1]} and {days[2]}" in example("usual-gap") and f"= {words.decimal(gap, 1)} days" in example("usual-gap")


def test_rho():
    days, asked, gap, rho, _ = published.SHRINKAGE_EXAMPLES[0]
    assert example("rho").startswith(f"{asked - days[-1]} days") and words.decimal(gap, 1) in example("rho")
    assert f"ρ = {words.decimal(rho, 3)}." in example("rho")


def test_pooled_share():
    groups, pooled, mean = published.POOLED_EXAMPLES[0]
    for kept, at_risk in groups:
        assert f"{kept} of {words.count(at_risk)}" in example("pooled-share")
    assert said(words.share(pooled)) in example("pooled-share") and said(words.share(mean)) in example("pooled-share")


def test_survival_curve():
    curve = kaplan_meier(*(np.array(part) for part in published.LEUKEMIA["6-MP"]))
    for week in (6, 7):
        assert f"= {words.decimal(at(curve, week)[0], 3)}" in example("survival-curve")


def test_lifetime_value():
    assert f"= {worth(100, 0.8, 0.10)}." in example("lifetime-value")


def test_margin_multiple():
    assert f"= {words.decimal(calculator.multiple(0.9, 0.1), 1)}." in example("margin-multiple")


def test_heterogeneity():
    mean = (float(worth(100, 0.9, 0.1)) + float(worth(100, 0.5, 0.1))) / 2
    assert f"worth {words.decimal(mean, 0)} on average" in example("heterogeneity")
    assert f"says {worth(100, 0.7, 0.1)}." in example("heterogeneity")


def test_discount_rate():
    assert f"{words.decimal(100 * calculator.of_period(0.10, 'month'), 3)} % a month" in example("discount-rate")


def test_roi():
    assert f"ROI {words.decimal((150 - 100) / 100, 1)}" in example("roi")


def test_payback():
    assert calculator.whole_periods(calculator.payback(150, 100, 0.8)) == 2
    assert "second year" in example("payback")


def test_sbg():
    after = sbg.survival((0.668, 3.806), np.array([1, 7]))
    for share in after:
        assert f"{words.decimal(100 * share, 1)} %" in example("sbg")


def test_elasticity():
    assert f"{words.decimal(100 * (2 ** ELASTICITY[1] - 1), 1)} %" in example("elasticity")


def test_wilson():
    low, high = wilson(4, 10)
    assert said(words.share(0.4, low, high)) in example("wilson")


def test_newcombe():
    assert said(words.points(0.2, *newcombe(56, 70, 48, 80)[1:])) in example("newcombe")


def test_multiple_comparisons():
    raw, _, kept = published.BENJAMINI_HOCHBERG
    adjusted = multiplicity.adjusted(np.array(raw))
    assert f"{words.decimal(adjusted[0], 3)} and {words.decimal(adjusted[1], 3)}" in example("multiple-comparisons")
    assert sum(p < 0.05 for p in raw) == 5 and kept == 2


def test_recommendation_score():
    score = recommendation(np.array([9.0] * 50 + [7.0] * 30 + [3.0] * 20))
    assert f"a score of {words.decimal(score.score, 0)}." in example("recommendation-score")


def test_gap():
    assert f"= {words.decimal(np.mean([4 - 5, 3 - 4, 5 - 4]), 1)} points" in example("gap")


def test_satisfaction_index():
    index, _ = additive_index.additive_index(np.array([[5.0, 3.0]]), np.array([2.0, 1.0]), 1.0, 5.0)
    assert f"= {words.decimal(index[0], 0)}." in example("satisfaction-index")


def test_penalty_reward():
    penalty, reward = published.PENALTY_REWARD["penalty"][0], published.PENALTY_REWARD["reward"][0]
    assert words.decimal(penalty, 1) in example("penalty-reward") and words.decimal(reward, 1) in example("penalty-reward")
    assert f"asymmetry {words.decimal(penalty + reward, 1)}" in example("penalty-reward")


def test_reward_ratio():
    assert f": {400 // 20} for one, or {100 * 20 // 400} % back" in example("reward-ratio")


def test_simpsons_paradox():
    then, now = ((80, 100), (40, 100)), ((90, 100), (200, 400))
    shares = [said(words.share(sum(k for k, _ in year) / sum(n for _, n in year))) for year in (then, now)]
    assert all(share in example("simpsons-paradox") for share in shares) and shares == ["60 %", "58 %"]
    for (k1, n1), (k2, n2) in zip(then, now, strict=True):
        assert k2 / n2 - k1 / n1 == pytest.approx(0.10)


def test_that_a_birthday_is_near_by_chance_is_reckoned():
    assert f"{words.decimal(100 * 15 / YEAR_DAYS, 1)} %" in glossary.find("birthday-offer").formula
