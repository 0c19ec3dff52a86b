"""What is true to the person: against a slow count, one customer and one order at a time, and against the documents of the files."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from sample_data.company import Company, Lever
from sample_data.facts import MONTH_DAYS, NEVER, Brings, brings, brought, employees, facts
from sample_data.lives import lives
from sample_data.long_run import long_run


@pytest.fixture(scope="module", params=["home-goods", "telecom"])
def company(request):
    return Company.of(request.param, customers=150, seed=9)


def test_every_customer_is_as_their_own_orders_say(company):
    found, last = facts(company), company.days - 1
    for who in range(company.customers):
        alone = lives(company, np.array([who]), until=last + 1095).orders
        days, order = alone.day.astype(int), np.argsort(alone.nth)
        days, cents, left = days[order], alone.cents[order], alone.left[order]
        assert found.left[who] == any(left[days <= last])
        assert found.second_after[who] == (days[1] - days[0] if len(days) > 1 else NEVER)
        ahead = days[days > last] - last
        assert found.next_after[who] == (ahead[0] if len(ahead) else NEVER)
        months = np.zeros(36)
        for day, paid in zip(ahead, cents[days > last], strict=True):
            if (day - 1) // MONTH_DAYS < 36:
                months[int((day - 1) // MONTH_DAYS)] += paid
        assert np.array_equal(found.paid_ahead[who], months)


def test_slices_do_not_matter(company, monkeypatch):
    whole = facts(company)
    monkeypatch.setattr("sample_data.facts.SLICE", 40)
    told = []
    parts = facts(company, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (150, 150) and len(told) == 4
    for name in ("left", "second_after", "next_after", "paid_ahead"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))
    assert parts.satisfaction == pytest.approx(whole.satisfaction) and parts.orders == whole.orders


def test_whoever_has_left_orders_no_more():
    found = facts(Company.of("fuel", customers=300))
    assert (found.next_after[found.left] == NEVER).all() and not found.paid_ahead[found.left].any()


def test_those_who_are_still_there_are_those_of_the_true_bucket(tmp_path):
    """The same people that the truth counts at the end of the last whole month, but for the days since."""
    import sample_data

    truth = sample_data.write(tmp_path, trade="telecom", customers=200, seed=3)
    month = truth["bucket"]["month"]["2026-10"]  # its data end with October
    assert month["at_end"] == int((~facts(sample_data.again(truth)).left).sum())


def test_what_a_newcomer_brings_agrees_with_the_long_run():
    """Over so many months that nobody has more, it is what a customer pays; each cohort counts at the ages that it has reached."""
    company = Company.of("home-goods", without=["everything"], changed={"newcomers_last_day_over_first": 1, "season": 0})
    months = [brought(company, number) for number in (1, 6, 12)]
    assert months[0] < months[1] < months[2]
    assert months[2] > 100 * long_run(company).per_customer["paid"]["mean"] * 0.8
    assert brought(company, 60) is None


def test_a_lever_brings_what_two_lives_differ_by(monkeypatch):
    """One customer at a time, lived twice; those who come after the data are counted apart."""
    monkeypatch.setattr("sample_data.facts.WORLDS", 2)
    company = Company.of("telecom", customers=30, seed=1)
    lever = Lever(kind="attribute", target=company.trade.driver, amount=0.5)
    told = brings(company, lever, months=12, discount_rate=0.1)
    small, since = replace(company, seed=2), company.trade.last_day + timedelta(days=1)
    slow = {True: 0.0, False: 0.0}
    for who in range(2 * small.size):
        for sign, one in ((1, small.moved([lever], since)), (-1, small)):
            alone = lives(one, np.array([who]), until=company.days - 1 + int(12 * MONTH_DAYS))
            for day, cents in zip(alone.orders.day.tolist(), alone.orders.cents.tolist(), strict=True):
                if day >= company.days:
                    month = np.ceil((day - company.days + 1) / MONTH_DAYS)
                    slow[bool(alone.people.first[0] < company.days)] += sign * cents / 1.1 ** (month / 12)
    assert told.today == pytest.approx(slow[True] / 2) and told.together == pytest.approx((slow[True] + slow[False]) / 2)
    assert told.together > told.today > 0 and told.today_error > 0


def test_a_lever_that_moves_nothing_brings_nothing(monkeypatch):
    """What only goes along with the driver."""
    monkeypatch.setattr("sample_data.facts.WORLDS", 2)
    company = Company.of("telecom", customers=50)
    told = brings(company, Lever(kind="attribute", target=company.trade.correlate, amount=0.5), months=12, discount_rate=0.1)
    assert told == Brings(today=0.0, today_error=0.0, together=0.0, together_error=0.0)


def test_employees_answer_about_what_they_are_asked():
    """Rounded and kept to 1 to 5; by a hundred thousand drawn ones."""
    rng, told = np.random.default_rng(3), employees()
    means = np.array([4.0, 3.5, 4.2, 3.8, 3.2, 3.1, 3.7, 4.1, 3.9, 3.4])
    drawn = np.floor(means + rng.normal(0, np.sqrt(0.74), (100_000, 10)) + 0.5).clip(1, 5)
    assert told == pytest.approx(drawn.mean(), abs=0.005)
