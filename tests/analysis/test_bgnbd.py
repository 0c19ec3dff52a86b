"""BG/NBD: the published fit, slow versions, and what must not change a thing."""

from datetime import date
from functools import cache

import numpy as np
import pytest
from lifetimes.datasets import load_cdnow_summary
from scipy.integrate import quad
from scipy.stats import beta as beta_distribution
from scipy.stats import gamma

from analysis import bgnbd, calendar
from analysis.errors import Refused
from analysis.likelihood import _by_logarithm
from analysis.occasions import gather
from analysis.summaries import Rows, grouped, summarise
from tests import published
from tests.analysis import made

CALIBRATED = calendar.day_number(date(1997, 9, 30))
PUBLISHED = tuple(published.CDNOW_BGNBD.values())


@cache
def shipped() -> Rows:
    """The histories as they are shipped: weeks, rounded to a hundredth, taken for the unit."""
    frame = load_cdnow_summary(index_col=[0]).sort_values("frequency")
    weight = np.ones(len(frame), dtype=np.int64)
    return Rows(frequency=frame["frequency"].to_numpy(), recency=frame["recency"].to_numpy(), T=frame["T"].to_numpy(), weight=weight)


@cache
def rebuilt(free_orders: bool = True) -> Rows:
    occasions = gather(made.cdnow("sample"), as_of=made.CDNOW_END, free_orders=free_orders)
    return summarise(occasions, through=CALIBRATED).rows()


def simulated(seed: int, customers: int, parameters, weeks: int = 39) -> Rows:
    """Live each customer's life, order by order; `parameters` without a, b are of people who never leave."""
    rng = np.random.default_rng(seed)
    r, alpha, *dropout = parameters
    rows = []
    for _ in range(customers):
        pace = rng.gamma(r, 1 / alpha)
        chance = rng.beta(*dropout) if dropout else 0.0
        now, count, last = rng.exponential(1 / pace), 0, 0.0
        while now < weeks:
            count, last = count + 1, now
            if rng.random() < chance:
                break
            now += rng.exponential(1 / pace)
        rows.append((count, max(int(np.ceil(last * 7)), int(count > 0)), weeks * 7))
    return grouped(*np.array(rows).T)


def test_cdnow_gives_the_published_parameters_likelihood_and_standard_errors():
    """Parameters to the printed digits; a and b are known to a quarter only, the likelihood to a thousandth."""
    model = bgnbd.fit(shipped(), unit_days=1)
    assert model.log_likelihood == pytest.approx(published.CDNOW_BGNBD_LL, abs=0.001)
    assert (model.r, model.alpha) == pytest.approx(PUBLISHED[:2], rel=1e-4)
    assert (model.a, model.b) == pytest.approx(PUBLISHED[2:], rel=1e-3)
    assert model.maximum.standard_errors == pytest.approx(list(published.CDNOW_BGNBD_ERRORS.values()), rel=0.02)
    assert (round(model.r, 3), round(model.alpha, 3), round(model.a, 3), round(model.b, 3)) == (0.243, 4.414, 0.793, 2.426)
    assert (model.notes, model.customers, model.repeat_buyers) == ((), 2357, 946)


def test_the_orders_themselves_give_it_too_in_weeks_and_in_days():
    """An alpha of days is 7 times that of weeks; the likelihoods differ by sum of x times ln 7 and are never to be compared."""
    rows = rebuilt()
    assert (rows.customers, int(rows.weight[rows.frequency == 0].sum())) == (2357, 1411)
    assert (int(rows.weight @ rows.frequency), len(rows.weight)) == (2457, published.CDNOW_HISTORIES["distinct"])
    weeks, days = bgnbd.fit(rows), bgnbd.fit(rows, unit_days=1)
    assert weeks.log_likelihood == pytest.approx(published.CDNOW_BGNBD_WEEKS_UNROUNDED_LL, abs=1e-4)
    assert days.log_likelihood == pytest.approx(published.CDNOW_BGNBD_DAYS["log_likelihood"], abs=1e-4)
    assert days.alpha == pytest.approx(published.CDNOW_BGNBD_DAYS["alpha"], rel=1e-5)
    assert days.alpha == pytest.approx(7 * weeks.alpha, rel=1e-5)
    assert (days.r, days.a, days.b) == pytest.approx((weeks.r, weeks.a, weeks.b), rel=1e-4)
    assert weeks.log_likelihood - days.log_likelihood == pytest.approx(2457 * np.log(7), abs=1e-4)
    of_weeks = bgnbd.expected(weeks.parameters, 39, 2, 30.43, 38.86)
    assert bgnbd.expected(days.parameters, 273, 2, 30.43 * 7, 38.86 * 7) == pytest.approx(of_weeks, rel=1e-6)


def test_without_the_free_orders_it_is_another_fit():
    model = bgnbd.fit(rebuilt(free_orders=False))
    expected = published.CDNOW_BGNBD_WITHOUT_FREE
    assert model.customers == expected["customers"]
    assert model.log_likelihood == pytest.approx(expected["log_likelihood"], abs=0.001)


def test_likelihood_and_gradient_at_given_places():
    of = bgnbd.likelihood(shipped())
    assert of(np.array([0.243, 4.414, 0.793, 2.426]), False)[0] == pytest.approx(published.CDNOW_BGNBD_LL_OF_PRINTED, abs=1e-6)
    place, gradient = published.CDNOW_BGNBD_GRADIENT
    assert -of(np.array(place), False)[1] * place == pytest.approx(gradient, abs=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_derivatives_agree_with_differences(seed):
    rng = np.random.default_rng(seed)
    place = rng.uniform(0.2, 4, 4)
    rows = simulated(seed, 200, (0.5, 6, 0.8, 2.5))
    of, step = bgnbd.likelihood(rows, 7), 1e-6
    _, slope, curvature = of(place, True)
    for number in range(4):
        move = np.eye(4)[number] * step
        up, down = of(place + move, False), of(place - move, False)
        assert slope[number] == pytest.approx((up[0] - down[0]) / (2 * step), rel=1e-4, abs=1e-3)
        assert curvature[number] == pytest.approx((up[1] - down[1]) / (2 * step), rel=1e-4, abs=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_likelihood_agrees_with_an_integral_over_paces_and_chances(seed):
    """One customer at a time: stayed throughout, or left after the last order."""
    rng = np.random.default_rng(seed)
    r, alpha, a, b = place = rng.uniform(0.6, 3, 4) * (1, 5, 1, 1)
    x, T = int(rng.integers(1, 6)), 60
    recency = int(rng.integers(10, 55))

    def given(pace_density):
        # Of the pace: x orders by then; of the chance: none of the first x - 1 was the last, and the x-th was or was not.
        stay = quad(lambda p: (1 - p) ** x * beta_distribution.pdf(p, a, b), 0, 1)[0]
        leave = quad(lambda p: p * (1 - p) ** (x - 1) * beta_distribution.pdf(p, a, b), 0, 1)[0]
        return stay * pace_density(T) + leave * pace_density(recency)

    def density(watched):
        return quad(lambda pace: pace**x * np.exp(-pace * watched) * gamma.pdf(pace, r, scale=1 / alpha), 0, np.inf)[0]

    found = bgnbd.likelihood(grouped(np.array([x]), np.array([recency]), np.array([T])))(place, False)[0]
    assert found == pytest.approx(np.log(given(density)), rel=1e-6)


@pytest.mark.parametrize(("customer", "figures"), published.CDNOW_EXPECTED.items())
def test_predictions_of_single_customers(customer, figures):
    assert bgnbd.expected(PUBLISHED, 39, *customer) == pytest.approx(figures[0], rel=2e-5)
    assert bgnbd.alive(PUBLISHED, *customer) == pytest.approx(figures[1], rel=2e-5)


@pytest.mark.parametrize(("case", "figure"), published.BGNBD_HARD_CASES.items())
def test_predictions_of_extreme_customers(case, figure):
    assert bgnbd.expected(PUBLISHED, *case) == pytest.approx(figure, rel=1e-4)


@pytest.mark.parametrize(("weeks", "figure"), published.CDNOW_NEWCOMER.items())
def test_predictions_of_a_newcomer(weeks, figure):
    assert bgnbd.expected_of_newcomer(PUBLISHED, weeks) == pytest.approx(figure, rel=1e-5)


@pytest.mark.parametrize("weeks", published.CDNOW_TRACKING)
def test_the_whole_cohort_week_by_week(weeks):
    """Of everybody from their own first day: 4 % too few by week 78."""
    rows = rebuilt()
    parameters = bgnbd.fit(rows).parameters
    end = calendar.day_number(date(1996, 12, 31)) + 7 * weeks
    occasions = gather(made.cdnow("sample"), as_of=made.CDNOW_END)
    since = np.maximum(end - occasions.day[occasions.start[:-1]], 0) / 7
    figure, observed = published.CDNOW_TRACKING[weeks]
    assert float(bgnbd.expected_of_newcomer(parameters, since[:, None]).sum()) == pytest.approx(figure, abs=0.5)
    later = summarise(occasions, through=end)
    assert int(later.frequency.sum()) == observed


def test_who_ordered_once_is_alive_by_the_models_making():
    """However long ago: the mean over everybody says nothing, and only that of those who came back is an estimate."""
    rows = rebuilt()
    found = bgnbd.alive(bgnbd.fit(rows).parameters, rows.frequency, rows.recency / 7, rows.T / 7)
    once = rows.frequency == 0
    assert np.all(found[once] == 1)
    assert np.average(found, weights=rows.weight) == pytest.approx(0.813439, abs=1e-4)
    assert np.average(found[~once], weights=rows.weight[~once]) == pytest.approx(0.535176, abs=1e-4)


def test_leaving_out_those_who_ordered_once_doubles_the_forecast():
    rows = rebuilt()
    back = rows.frequency > 0
    wrong = bgnbd.fit(Rows(frequency=rows.frequency[back], recency=rows.recency[back], T=rows.T[back], weight=rows.weight[back]))
    assert bgnbd.expected_of_newcomer(wrong.parameters, 78) == pytest.approx(published.CDNOW_NEWCOMER_78_WRONG, abs=1e-3)
    assert bgnbd.expected_of_newcomer(bgnbd.fit(rows).parameters, 78) == pytest.approx(published.CDNOW_NEWCOMER[78], abs=1e-3)


@pytest.mark.parametrize("seed", range(3))
def test_expected_orders_agree_with_drawn_lives(seed):
    parameters = (0.5, 6.0, 0.8, 2.5)
    x, recency, T = np.array([0, 1, 4, 9]), np.array([0, 5.0, 30, 38]), np.full(4, 39.0)
    many = (np.broadcast_to(each, (60_000, 4)) for each in (x, recency, T))
    drawn = bgnbd.drawn_orders(parameters, 26, *many, np.random.default_rng(seed))
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    assert np.all(np.abs(drawn.mean(axis=0) - bgnbd.expected(parameters, 26, x, recency, T)) < 4.5 * error)


def test_around_a_of_one_nothing_jumps():
    """The formula divides by a - 1."""
    found = [float(bgnbd.expected((0.243, 4.414, a, 2.426), 39, 2, 30.43, 38.86)) for a in (1 - 1e-3, 1 - 1e-7, 1.0, 1 + 1e-7, 1 + 1e-3)]
    assert np.all(np.isfinite(found))
    assert found[1:4] == pytest.approx([found[2]] * 3, rel=1e-6)
    assert found[2] == pytest.approx((found[0] + found[4]) / 2, rel=1e-5)


def test_parameters_that_made_the_data_lie_within_their_errors():
    truth = (0.6, 5.0, 0.9, 3.0)
    model = bgnbd.fit(simulated(5, 6000, truth, weeks=52))
    apart = np.log(model.parameters / truth) / np.sqrt(np.diag(model.maximum.covariance))
    assert np.all(np.abs(apart) < 3.5)


def test_weights_stand_for_rows():
    """Grouped and ungrouped rows are one likelihood; a permutation of the customers changes nothing."""
    rows = simulated(3, 500, (0.5, 6, 0.8, 2.5))
    spread = Rows(
        **{name: np.repeat(getattr(rows, name), rows.weight) for name in ("frequency", "recency", "T")},
        weight=np.ones(rows.customers, dtype=np.int64),
    )
    assert bgnbd.fit(rows).log_likelihood == pytest.approx(bgnbd.fit(spread).log_likelihood, rel=1e-12)
    shuffled = np.random.default_rng(1).permutation(rows.customers)
    again = grouped(spread.frequency[shuffled], spread.recency[shuffled], spread.T[shuffled])
    assert np.array_equal(again.weight, rows.weight) and np.array_equal(again.recency, rows.recency)


def test_a_walk_begun_on_a_part_ends_at_the_same_top(monkeypatch):
    rows = simulated(4, 2000, (0.5, 6, 0.8, 2.5))
    whole = bgnbd.fit(rows)
    monkeypatch.setattr(bgnbd, "THINNED", 300)
    assert rows.thinned(300).customers == pytest.approx(300, abs=1)
    assert bgnbd.fit(rows).log_likelihood == pytest.approx(whole.log_likelihood, rel=1e-12)


def test_nobody_or_too_few_who_came_back_is_refused():
    with pytest.raises(Refused, match="no order after a first one"):
        bgnbd.fit(grouped(np.zeros(2000, dtype=int), np.zeros(2000, dtype=int), np.full(2000, 273)))
    with pytest.raises(Refused, match="needed 30"):
        bgnbd.fit(grouped(np.array([1] * 29 + [0] * 99), np.array([9] * 29 + [0] * 99), np.full(128, 273)))


def test_where_nobody_leaves_it_says_so_and_still_predicts():
    """r 1, alpha 10: the same total as from the true paces, and a and b mean nothing."""
    rows = simulated(2, 2000, (1.0, 10.0))
    model = bgnbd.fit(rows)
    assert model.notes == ("no_dropout",)
    assert np.all(np.isnan(model.maximum.standard_errors))
    total = rows.weight @ bgnbd.expected(model.parameters, 39, rows.frequency, rows.recency / 7, rows.T / 7)
    true = rows.weight @ ((1 + rows.frequency) / (10 + 39) * 39)
    assert total == pytest.approx(true, rel=0.01)


def test_a_fit_that_stopped_too_early_is_called_unsettled(monkeypatch):
    """By the gradient, never by what the optimiser says of itself."""
    monkeypatch.setattr("analysis.likelihood._walked", lambda likelihood, here, bounds: here)
    monkeypatch.setattr("analysis.likelihood._climbed", lambda likelihood, here, *_: (here, *_by_logarithm(likelihood, here, True)))
    assert "unsettled" in bgnbd.fit(simulated(6, 300, (0.5, 6, 0.8, 2.5))).notes


@pytest.mark.parametrize("parameters", [(0.243, 4.414, 0.793, 2.426), (1.0, 8.0, 2.0, 9.0), (0.6, 5.0, 30.0, 900.0)])
def test_the_chance_to_order_between_two_times_agrees_with_drawn_lives_and_an_integral(parameters):
    r, alpha, a, b = parameters

    def slow(begin, end):
        def one(p):
            return ((alpha / (alpha + p * begin)) ** r - (alpha / (alpha + p * begin + end - begin)) ** r) * beta_distribution.pdf(p, a, b)

        return quad(one, 0, 1, limit=400, points=[a / (a + b)])[0]

    begin, end = np.array([0.0, 4.0, 30.0]), np.array([4.0, 8.0, 34.0])
    expected = [slow(*times) for times in zip(begin, end)]
    assert bgnbd.active_between(parameters, begin, end) == pytest.approx(expected, rel=2e-4)
