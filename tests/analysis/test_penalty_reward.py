"""What only hurts when poor, and what delights."""

import numpy as np
import pytest

from analysis.driver_model import Model, prepare
from analysis.penalty_reward import LEAST, penalty_reward
from analysis.scales import Scale
from tests import published
from tests.analysis.surveys import item, survey


def made(seed: int, effects, *, rows: int = 1_500, noise: float = 0.5):
    """Ratings of 1 to 5; for each attribute the points that go with a low and with a high one."""
    rng = np.random.default_rng(seed)
    said = rng.integers(1, 6, (rows, len(effects))).astype(float)
    overall = 3 + sum(low * (column <= 2) + high * (column == 5) for column, (low, high) in zip(said.T, effects, strict=True))
    return survey(said, overall + noise * rng.normal(size=rows))


def kinds(found) -> list[str]:
    return [one.kind for one in found.attributes]


def test_the_twelve_rows():
    """A penalty six times the reward, where one slope would promise the same from 4 to 5 as from 2 to 3."""
    case = published.PENALTY_REWARD
    x = np.tile(np.array(case["x"], dtype=float), 10)
    asked = item("Delivery")
    model = Model(
        outcome=asked, items=(asked,), values=x[:, None], said=np.tile(case["y"], 10).astype(float), unit=np.arange(120), units=120,
        answered=120, unused=(),
    )  # fmt: skip
    one = penalty_reward(model).attributes[0]
    assert (one.penalty, one.reward) == pytest.approx((case["penalty"][0], case["reward"][0]))
    assert one.asymmetry == pytest.approx(-2.5) and one.kind == "basic"


def test_each_kind_is_found_where_it_was_made():
    """Basic, performance, excitement, and nothing; of forty surveys each, the intervals of 90 % let a few through."""
    effects = [(-1, 0), (-0.5, 0.5), (0, 1), (0, 0)]
    seen = np.array([kinds(penalty_reward(prepare(made(seed, effects, rows=800)))) for seed in range(40)])
    for at, kind in enumerate(("basic", "performance", "excitement", "cannot_tell")):
        assert (seen[:, at] == kind).sum() >= 32, kind


def test_the_effects_are_those_that_were_made():
    effects = [(-1, 0), (-0.5, 0.5), (0, 1)]
    for one, (low, high) in zip(penalty_reward(prepare(made(1, effects))).attributes, effects, strict=True):
        assert one.penalty == pytest.approx(low, abs=0.15) and one.reward == pytest.approx(high, abs=0.15)
        assert one.penalty_low < one.penalty < one.penalty_high
        assert one.asymmetry == pytest.approx(one.penalty + one.reward)


def test_a_reward_told_from_0_does_not_make_a_basic_attribute_one_of_performance():
    """The trap of deciding by which effects are significant."""
    one = penalty_reward(prepare(made(2, [(-1.5, 0.2)], rows=4_000))).attributes[0]
    assert one.reward_low > 0 and one.penalty_high < 0
    assert one.kind == "basic"


def test_what_merely_goes_along_with_an_attribute_takes_on_nothing_of_it():
    """The trap of three steps alone: within "middling" the other still tells 3 from 4, and would be called one of performance."""
    taken_on = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        own = rng.normal(size=(1_500, 2))
        own[:, 1] = 0.85 * own[:, 0] + 0.5 * own[:, 1]
        said = np.clip(np.floor(3.6 + own + 0.5), 1, 5)
        found = penalty_reward(prepare(survey(said, 0.4 * said[:, 0] + 0.5 * rng.normal(size=1_500))))
        assert kinds(found)[0] != "cannot_tell"
        taken_on += kinds(found)[1] != "cannot_tell"
    assert taken_on <= 6


def test_too_few_low_or_high_ratings_are_no_answer():
    """Counted in customers: the same one many times over is one."""
    rng = np.random.default_rng(3)
    said = np.column_stack([rng.choice([3.0, 4, 5], 300), rng.choice([1.0, 2, 3, 4], 300), rng.integers(1, 6, 300)])
    said[: LEAST - 1, 0], said[LEAST : 2 * LEAST - 1, 1] = 2, 5
    found = penalty_reward(prepare(survey(said, said.sum(axis=1) + rng.normal(size=300))))
    assert kinds(found)[:2] == ["too_few_low", "too_few_high"]
    assert found.attributes[0].penalty is None and found.attributes[0].reward is not None
    assert found.attributes[0].low_n == LEAST - 1 and found.attributes[0].asymmetry is None
    often = penalty_reward(prepare(survey(said, said.sum(axis=1) + rng.normal(size=300), customer=np.arange(300) % 15)))
    assert set(kinds(often)) <= {"too_few_low", "too_few_high"}


def test_attributes_that_are_low_and_high_together_cannot_be_told():
    rng = np.random.default_rng(4)
    said = rng.integers(1, 6, (400, 1)).astype(float)
    found = penalty_reward(prepare(survey(np.hstack([said, said]), said[:, 0] + rng.normal(size=400))))
    assert kinds(found) == ["cannot_tell"] * 2 and found.attributes[0].penalty is None


@pytest.mark.parametrize("seed", range(3))
def test_on_a_finer_scale_the_same_answers_are_low_and_high(seed):
    """0 to 10: up to 2 is low, 9 and 10 high; 1 to 7: 1 and 2, and 7."""
    said = made(seed, [(-1, 0.5)])
    usual = penalty_reward(prepare(said)).attributes[0]
    for low, high, values in ((0, 10, [0, 2, 5, 8, 9]), (1, 7, [1, 2, 4, 6, 7])):
        other = np.array(values, dtype=float)[said.performance.astype(int) - 1]
        moved = survey(other, said.overall, items=[item("A", scale=Scale(low=low, high=high))])
        found = penalty_reward(prepare(moved)).attributes[0]
        assert (found.low_n, found.high_n, found.kind) == (usual.low_n, usual.high_n, usual.kind)
        assert (found.penalty, found.reward) == pytest.approx((usual.penalty, usual.reward), abs=1e-9)


def test_of_a_hundred_intervals_of_ninety_about_ninety_hold_the_truth():
    """The asymmetry of an attribute, 100 surveys."""
    held = 0
    for seed in range(100):
        one = penalty_reward(prepare(made(seed, [(-0.8, 0.3), (0, 0)], rows=250))).attributes[0]
        held += one.asymmetry_low <= -0.5 <= one.asymmetry_high
    assert 83 <= held <= 97
