"""The triangle: cell by cell against two other versions, against published counts, and by its properties."""

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest

from analysis import activity, calendar, occasions
from analysis.document import document
from analysis.errors import NotEnoughGaps, UnknownChoice
from analysis.intervals import wilson
from analysis.retention import KINDS, behind, behind_pooled, retention, triangle
from tests import published
from tests.analysis import made, naive

AS_OF = date(2025, 4, 9)
GAP = 20.0


def gathered(rows, period="month", as_of=AS_OF):
    return activity.gather(occasions.gather(rows, as_of=as_of), period)


def a_mask(active, seed=0):
    return np.random.default_rng(seed).random(len(active.customers)) < 0.4


def cells(result, *names):
    """{(cohort, age): cell} of the named parts of every cohort."""
    return {(cohort.cohort, cell.age): cell for cohort in result.cohorts for name in names for cell in getattr(cohort, name)}


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize(("period", "kind"), list(product(calendar.PERIODS, KINDS)))
@pytest.mark.parametrize("seed", range(2))
def test_every_cell_agrees_with_a_naive_pandas_version(seed, period, kind, masked):
    rows = made.random_orders(seed, people=60, rows=400)
    active = gathered(rows, period)
    mask = a_mask(active, seed) if masked else None
    people = active.customers[mask] if masked else None
    wanted = naive.triangle(rows, as_of=AS_OF, period=period, kind=kind, people=people)
    result = retention(active, kind=kind, mask=mask, usual_gap_days=GAP)
    found = cells(result, "ages", "unknown", "unfinished")
    assert {key: (cell.at_risk, cell.retained) for key, cell in found.items()} == {
        key: (at_risk, retained) for key, (at_risk, retained, _) in wanted.items()
    }
    settled = AS_OF - timedelta(days=4 * GAP) if kind == "still_here" else AS_OF
    ends = {key: end for key, (_, _, end) in wanted.items()}
    assert set(cells(result, "ages")) == {key for key, end in ends.items() if end <= settled}
    assert set(cells(result, "unknown")) == {key for key, end in ends.items() if settled < end <= AS_OF}
    assert set(cells(result, "unfinished")) == {key for key, end in ends.items() if end > AS_OF}


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
@pytest.mark.parametrize("seed", range(3))
def test_the_kernel_agrees_with_a_grouped_expression_on_both_engines(seed, engine):
    frame = made.KINDS_OF_FRAME[engine](made.random_orders(seed, people=400, rows=4000))
    active = gathered(frame, as_of=date(2025, 4, 30))
    wanted = naive.grouped(frame, as_of=made.datetime(2025, 5, 1))
    counts = triangle(active)[1]
    found = {(int(active.cohorts[row]), int(age)): int(counts[row, age]) for row, age in np.argwhere(counts)}
    assert found == wanted
    mask = a_mask(active, seed)
    part = (
        frame[frame["customer"].isin(active.customers[mask])]
        if engine == "pandas"
        else frame.filter(made.pl.col("customer").is_in(active.customers[mask].tolist()))
    )
    counts = triangle(active, mask=mask)[1]
    found = {(int(active.cohorts[row]), int(age)): int(counts[row, age]) for row, age in np.argwhere(counts)}
    assert found == naive.grouped(part, as_of=made.datetime(2025, 5, 1))


@pytest.mark.parametrize("kind", KINDS)
def test_pandas_polars_and_any_order_of_rows_give_the_same_document(kind):
    rows = made.random_orders(3)
    shuffled = rows.sample(fraction=1, shuffle=True, seed=2)
    one, two, three = (document(retention(gathered(frame), kind=kind, usual_gap_days=GAP)) for frame in (rows, rows.to_pandas(), shuffled))
    assert one == two == three


@pytest.mark.parametrize(("period", "masked"), list(product(calendar.PERIODS, [False, True])))
@pytest.mark.parametrize("seed", range(3))
def test_still_here_never_rises_returned_never_falls_and_rates_are_shares(seed, period, masked):
    active = gathered(made.random_orders(seed), period)
    mask = a_mask(active) if masked else None
    for kind in KINDS:
        result = retention(active, kind=kind, mask=mask, usual_gap_days=GAP)
        for cohort in result.cohorts:
            row = cohort.ages + cohort.unknown + cohort.unfinished
            assert [cell.age for cell in row] == list(range(len(row)))
            assert all(0 <= cell.low <= cell.rate <= cell.high <= 1 for cell in row)
            assert all(cell.rate == cell.retained / cell.at_risk and cell.at_risk == cohort.size for cell in row)
            steps = np.diff([cell.retained for cell in row])
            if kind == "still_here":
                assert (steps <= 0).all()
            if kind == "returned":
                assert (steps >= 0).all()
            if kind != "returned":
                assert row[0].rate == 1


@pytest.mark.parametrize("kind", KINDS)
def test_pooled_is_summed_over_the_cohorts_observed_at_that_age(kind):
    result = retention(gathered(made.random_orders(4)), kind=kind, usual_gap_days=GAP, level=0.9)
    for pooled in result.pooled:
        row = [cohort.ages[pooled.age] for cohort in result.cohorts if len(cohort.ages) > pooled.age]
        assert pooled.cohorts == len(row) > 0
        assert pooled.at_risk == sum(cell.at_risk for cell in row)
        assert pooled.retained == sum(cell.retained for cell in row)
        assert (pooled.low, pooled.high) == wilson(pooled.retained, pooled.at_risk, 0.9)
    assert len(result.pooled) == max(len(cohort.ages) for cohort in result.cohorts)
    assert result.customers == sum(cohort.size for cohort in result.cohorts)


def test_returned_counts_a_second_day_in_the_first_period():
    result = retention(gathered(made.orders((1, "2025-01-02"), (1, "2025-01-30"), (2, "2025-01-05"))), kind="returned")
    assert [(cell.age, cell.retained) for cell in result.cohorts[0].ages] == [(0, 1), (1, 1), (2, 1)]


def test_a_cohort_whose_own_period_is_not_over_has_a_size_and_one_unfinished_cell():
    result = retention(gathered(made.orders((1, "2025-03-02"), (2, "2025-04-02"), (3, "2025-04-03"))))
    assert [cohort.cohort for cohort in result.cohorts] == ["2025-03", "2025-04"]
    new = result.cohorts[1]
    assert (new.size, new.ages, new.unknown) == (2, (), ())
    assert [(cell.age, cell.retained) for cell in new.unfinished] == [(0, 2)]


def test_nothing_is_unfinished_when_the_data_end_with_the_period():
    result = retention(gathered(made.orders((1, "2025-03-02"), (2, "2025-04-02")), as_of=date(2025, 4, 30)))
    assert [len(cohort.ages) for cohort in result.cohorts] == [2, 1]
    assert not any(cohort.unfinished for cohort in result.cohorts)


def test_without_a_usual_gap_there_is_no_still_here():
    active = gathered(made.random_orders(0))
    with pytest.raises(NotEnoughGaps, match="30.*cycle_days"):
        retention(active, kind="still_here")
    assert retention(active, kind="returned").pooled


def test_nobody_and_a_mask_of_nobody():
    for active, mask in [(gathered(made.orders()), None), (gathered(made.random_orders(0)), False)]:
        mask = mask if mask is None else np.zeros(len(active.customers), dtype=bool)
        for kind in KINDS:
            result = retention(active, kind=kind, mask=mask, usual_gap_days=GAP)
            assert (result.customers, result.cohorts, result.pooled) == (0, (), ())


def test_what_there_is_not_is_refused():
    active = gathered(made.random_orders(0))
    with pytest.raises(UnknownChoice, match="active, still_here, returned"):
        retention(active, kind="lost")
    with pytest.raises(UnknownChoice, match="2024-03"):
        behind(active, cohort="2031-01", age=0)
    with pytest.raises(UnknownChoice, match="a month such as"):
        behind(active, cohort="2024-Q1", age=0)
    with pytest.raises(UnknownChoice, match="0 to 13"):
        behind(active, cohort="2024-03", age=14)
    for mask in (np.ones(3, dtype=bool), np.ones(len(active.customers), dtype=int)):
        with pytest.raises(ValueError, match="one true or false a customer"):
            retention(active, mask=mask)


def test_cdnow_cohorts_have_their_published_sizes():
    result = retention(gathered(made.cdnow("master"), as_of=made.CDNOW_END))
    assert {cohort.cohort: cohort.size for cohort in result.cohorts} == published.CDNOW_COHORTS
    assert result.customers == published.CDNOW_CUSTOMERS
    assert [len(cohort.ages) for cohort in result.cohorts] == [18, 17, 16]
    sample = retention(gathered(made.cdnow("sample"), as_of=made.CDNOW_END))
    assert {cohort.cohort: cohort.size for cohort in sample.cohorts} == published.CDNOW_SAMPLE_COHORTS


@pytest.mark.parametrize("kind", ["active", "still_here", "returned"])
@pytest.mark.parametrize("seed", range(2))
def test_behind_a_point_of_the_pooled_curve_are_the_customers_of_its_cells(seed, kind):
    history = made.random_history(seed)
    active, mask = activity.gather(history, "month"), np.arange(len(history.customers)) % 2 == 0
    found = retention(active, kind=kind, mask=mask, usual_gap_days=12.0)
    for point in found.pooled:
        people = behind_pooled(active, age=point.age, kind=kind, mask=mask, usual_gap_days=12.0)
        others = behind_pooled(active, age=point.age, kind=kind, mask=mask, usual_gap_days=12.0, retained=False)
        assert (len(people), len(people) + len(others)) == (point.retained, point.at_risk)
        cells = [cohort.cohort for cohort in found.cohorts if any(cell.age == point.age for cell in cohort.ages)]
        by_cell = [behind(active, cohort=cohort, age=point.age, kind=kind, mask=mask) for cohort in cells]
        assert sorted(np.concatenate(by_cell).tolist()) == people.tolist()
