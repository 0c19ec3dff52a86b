"""Parameters of one's own: each within its range makes a company, and what is set is what comes out."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import sample_data
from sample_data import answers, parameters, people
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.long_run import long_run
from sample_data.trades import TRADES
from tests.sample_data.test_lives import expected_repeats

EVERY = [(trade.name, one.name) for trade in TRADES.values() for one in parameters.of(trade)]


def all_of(company):
    return lives(company, np.arange(company.customers))


@pytest.mark.parametrize(("trade", "name"), EVERY)
def test_what_a_trade_has_lies_within_the_range_and_set_to_itself_it_changes_nothing(trade, name):
    one, made = parameters.NAMES[name], TRADES[trade]
    assert one.low <= one.of(made) <= one.high
    own = parameters.changed(made, {name: one.of(made)})
    assert own == made or own.leave == pytest.approx(made.leave)


@pytest.mark.parametrize(("trade", "name"), EVERY)
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_ends_of_every_range_can_be_lived(trade, name, end):
    """Or are refused for the orders or the differences that they would make."""
    try:
        company = Company.of(trade, customers=40, also=["habit"], changed={name: getattr(parameters.NAMES[name], end)})
    except ValueError as problem:
        assert "orders a customer" in str(problem) or "leave_differ" in str(problem)
        return
    found = all_of(company)
    assert len(np.unique(found.orders.who)) == 40 and (found.orders.cents > 0).all()
    assert (found.orders.satisfaction >= 1).all() and (found.orders.satisfaction <= 5).all()


@pytest.mark.parametrize(("mean", "differ"), [(0.25, 0.1), (0.5, 0.3)])
def test_orders_of_a_company_of_ones_own_are_those_of_bg_nbd(mean, differ):
    """The closed form, with a and b worked out from what was set."""
    own = {"leave_mean": mean, "leave_differ": differ, "rate_shape": 3, "usual_gap_days": 30, "season": 0}
    company = Company.of("home-goods", customers=40_000, without=["everything"], changed=own)
    found, days = all_of(company), 180
    both = 1 / differ - 1
    a, b = mean * both, (1 - mean) * both
    early = found.people.first + days + 1 <= company.days - 1
    since = found.orders.day - found.people.first[found.orders.place]
    counts = np.bincount(found.orders.place[(found.orders.nth > 0) & (since <= days)], minlength=len(early))[early]
    told = b / (a + b) * expected_repeats(days + 0.5, 3, 3 * 30, a, b + 1)
    assert abs(counts.mean() - told) < 4 * counts.std() / np.sqrt(len(counts))


def test_who_answers_and_how_they_rate_is_what_was_set():
    """A share of orders answered about; where the slope is 0 the mean of the answers is that of all orders.

    Where satisfaction keeps nobody: else those in a good mood order more often, and are rated by more often.
    """
    own = {"answer_share": 0.4, "answer_slope": 0, "driver_mean": 2.5}
    company = Company.of("home-goods", customers=8000, without=["satisfaction", "complaints"], changed=own)
    found = all_of(company)
    said = answers.of(company, found)
    asked = found.orders.day <= company.days - 12
    assert (found.orders.day[said.place] <= company.days - 12).sum() / asked.sum() == pytest.approx(0.4, abs=0.01)
    assert said.overall.mean() == pytest.approx(found.orders.satisfaction.mean(), abs=0.03)
    driver = [attribute.name for attribute in company.trade.attributes].index(company.trade.driver)
    rated = said.performance[:, driver]
    spread = np.sqrt(0.4**2 + 0.85**2)  # of a latent rating; what is written is rounded, and kept to 1 to 5
    told = 1 + sum(stats.norm.sf(step + 0.5, 2.5, spread) for step in range(1, 5))
    assert rated[rated > 0].mean() == pytest.approx(told, abs=0.02)


@pytest.mark.parametrize("weight", [0, 0.2, 0.7])
def test_the_drivers_weight_is_found_and_all_weights_stay_within_the_scale(weight):
    company = Company.of("home-goods", changed={"driver_weight": weight})
    trade, run = company.trade, long_run(company)
    at = [attribute.name for attribute in trade.attributes].index(trade.driver)
    assert sum(one.weight for one in trade.attributes) == pytest.approx(sum(one.weight for one in TRADES["home-goods"].attributes))
    assert abs(run.weights[at] - weight) < 4 * run.errors[at]


def test_a_larger_effect_shows_more():
    """A worse channel that is twice as bad is seen as worse, and one that has nothing against it is not."""
    seen = [long_run(Company.of("home-goods", changed={"channel": size})).seen["worse_channel"].difference() for size in (0, 0.8, 1.6)]
    assert abs(seen[0]) < 0.02 and seen[0] + 0.05 < seen[1] < seen[2] - 0.05


def test_a_changed_company_is_made_again_from_its_truth(tmp_path):
    """The truth says what was set, and the same customers come."""
    own = {"leave_mean": 0.3, "season": 0, "satisfaction": 0.5}
    truth = sample_data.write(tmp_path, customers=60, seed=3, also=["habit"], changed=own)
    assert truth["changed"] == own and truth["parameters"]["leave_mean"] == 0.3
    company = sample_data.again(truth)
    assert company == Company.of("home-goods", customers=60, seed=3, also=["habit"], changed=own)
    assert truth["counts"]["buyers"] == len(people.listed(company, all_of(company).people))


def test_every_parameter_stands_in_the_documentation_with_its_range():
    told = (Path(sample_data.__file__).parents[1] / "docs" / "demonstration.md").read_text(encoding="utf-8")
    for one in parameters.PARAMETERS:
        assert f"| `{one.name}` | {one.low:g} to {one.high:g} |" in told, one.name


def test_an_unchanged_company_says_nothing_of_it(tmp_path):
    assert "changed" not in sample_data.write(tmp_path, customers=20)


@pytest.mark.parametrize(
    ("trade", "own", "needed"),
    [
        ("home-goods", {"gravity": 1}, "needed one of leave_mean"),
        ("home-goods", {"margin": 3}, "needed a number from 0.01 to 0.95"),
        ("home-goods", {"margin": float("nan")}, "needed a number from 0.01"),
        ("telecom", {"usual_gap_days": 20}, "needed one of leave_mean"),
        ("fuel", {"leave_mean": 0.01}, "needed at most 25"),
        ("home-goods", {"leave_mean": 0.01, "leave_differ": 0.6}, "a smaller leave_differ"),
    ],
)
def test_what_can_not_be_set_is_refused_in_words(trade, own, needed):
    with pytest.raises(ValueError, match=needed):
        Company.of(trade, changed=own)


@pytest.mark.parametrize("text", ["margin", "margin=much", "=3"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="needed"):
        Company.of("home-goods", changed=parameters.read([text]))
