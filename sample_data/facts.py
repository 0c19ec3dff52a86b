"""What is true of a company to the person, and what no file says: who has really left, what they will still order, what all think."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import NormalDist

import numpy as np

from sample_data import expected, staff
from sample_data.company import SLICE, Company, Lever
from sample_data.identities import identities
from sample_data.lives import Orders, lives
from sample_data.long_run import SEED

#: So many months after the data customers are lived on.
MONTHS_AHEAD = 36
MONTH_DAYS = 30.4375
#: Of so many customers of another seed means of money are taken: their own error adds little to that of a company's interval.
MANY = 60_000
#: What a lever truly brings is the mean of so many companies, of so many customers each at most.
WORLDS, WORLD_CUSTOMERS = 20, 2_000
NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A company lived on, one entry a customer in the order of `email`.

    Attributes
    ----------
    email : tuple of str
        In small letters.
    left : bool array
        Who had really left by the last day.
    second_after : int32 array
        Days from the first to the second order; `NEVER` for none.
    next_after : int32 array
        Days from the last day of the data to the next order; `NEVER` for none.
    paid_ahead : float array of (customers, MONTHS_AHEAD)
        Cents paid in each month after the last day, before refunds.
    satisfaction : float
        Mean of how satisfied customers were with every order of the data, answered about or not, 1 to 5.
    orders : int
        Of the data.
    """

    email: tuple[str, ...]
    left: np.ndarray
    second_after: np.ndarray
    next_after: np.ndarray
    paid_ahead: np.ndarray
    satisfaction: float
    orders: int


def facts(company: Company, *, progress: Callable[[int, int], None] | None = None) -> Facts:
    """Live a company on, and say what is true of each of its customers.

    Parameters
    ----------
    company : Company
    progress : callable, optional
        Told how many customers are done, and how many there are. If it raises, that is the end.

    Examples
    --------
    >>> found = facts(Company.of("home-goods", customers=50))
    >>> len(found.email), found.paid_ahead.shape, bool(found.left.any())
    (50, (50, 36), True)
    """
    parts, last = [], company.days - 1
    until = last + int(MONTHS_AHEAD * MONTH_DAYS)
    for begin in range(0, company.customers, SLICE):
        who = np.arange(begin, min(begin + SLICE, company.customers))
        parts.append(_slice(who, lives(company, who, until=until).orders, last))
        if progress:
            progress(int(who[-1]) + 1, company.customers)
    orders = sum(part["orders"] for part in parts)
    return Facts(
        email=tuple(identities(company, np.arange(company.customers))["email"].str.to_lowercase()),
        satisfaction=sum(part["satisfied"] for part in parts) / max(orders, 1),
        orders=orders,
        **{name: np.concatenate([part[name] for part in parts]) for name in ("left", "second_after", "next_after", "paid_ahead")},
    )


def _slice(who: np.ndarray, orders: Orders, last: int) -> dict:
    # Lives come in the order of their numbers: a place is a number less the slice's first.
    place, day = (orders.who - who[0]).astype(np.int64), orders.day.astype(np.int64)
    first, second, following = (np.full(len(who), NEVER, dtype=np.int64) for _ in range(3))
    first[place[orders.nth == 0]] = day[orders.nth == 0]
    second[place[orders.nth == 1]] = day[orders.nth == 1]
    known, ahead = day <= last, day > last
    np.minimum.at(following, place[ahead], day[ahead] - last)
    left = np.zeros(len(who), dtype=bool)
    left[place[known & orders.left]] = True
    month = ((day[ahead] - last - 1) / MONTH_DAYS).astype(np.int64)
    paid = np.zeros((len(who), MONTHS_AHEAD))
    inside = month < MONTHS_AHEAD
    np.add.at(paid, (place[ahead][inside], month[inside]), orders.cents[ahead][inside])
    return {
        "left": left,
        "second_after": np.where(second == NEVER, NEVER, second - first).astype(np.int32),
        "next_after": following.astype(np.int32),
        "paid_ahead": paid,
        "orders": int(known.sum()),
        "satisfied": float(orders.satisfaction[known].sum()),
    }


def brought(company: Company, months: int) -> float | None:
    """What a customer of a company like this pays in the first so many calendar months, the one of the first order counted.

    In the long run, in cents before refunds, over all months that are over on the last day: every age over the cohorts that have
    reached it. None where no cohort has reached the last of these ages.
    """
    many = replace(company, seed=SEED, customers=MANY, levers=(), lever_day=None)
    complete = int(expected.numbers(many, many.days, "month")) - 1
    paid, reached = np.zeros(months), np.zeros(months)
    for begin in range(0, MANY, SLICE):
        found = lives(many, np.arange(begin, begin + SLICE))
        joined = expected.numbers(many, found.people.first, "month")
        number = expected.numbers(many, found.orders.day, "month")
        age = number - joined[found.orders.place]
        inside = (age < months) & (number <= complete)
        paid += np.bincount(age[inside], weights=found.orders.cents[inside], minlength=months)
        reached += np.bincount((complete - joined).clip(-1, months - 1) + 1, minlength=months + 1)[::-1].cumsum()[::-1][1:]
    return None if not reached[-1] else float((paid / reached).sum())


def employees() -> float:
    """The mean answer of employees, each question alike, 1 to 5: what their latent answers come to, rounded and kept to the scale."""
    spread = (0.5**2 + 0.7**2) ** 0.5
    means = [1 + sum(1 - NormalDist(mean, spread).cdf(step + 0.5) for step in range(1, 5)) for _, mean in staff.QUESTIONS]
    return sum(means) / len(means)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brings:
    """What a lever truly brings, in cents before refunds, with standard errors: of today's customers, and with those to come."""

    today: float
    today_error: float
    together: float
    together_error: float


def brings(
    company: Company, lever: Lever, *, months: int, discount_rate: float, progress: Callable[[int, int], None] | None = None
) -> Brings:
    """What is paid more within so many months once a lever is moved on the day after the data.

    Every life is lived twice with the same random numbers, in `WORLDS` companies of the next seeds; the mean is taken to the company's
    size. Money of a month is discounted from its end, at a rate a year.
    """
    small = replace(company, seed=company.seed + 1, customers=min(company.customers, WORLD_CUSTOMERS), levers=(), lever_day=None)
    moved = small.moved([lever], company.trade.last_day + timedelta(days=1))
    more = np.zeros((WORLDS, 2))
    for world in range(WORLDS):
        who = np.arange(world * small.size, (world + 1) * small.size)
        more[world] = _ahead(moved, who, months, discount_rate) - _ahead(small, who, months, discount_rate)
        if progress:
            progress(world + 1, WORLDS)
    mean, error = (values * company.customers / small.customers for values in (more.mean(axis=0), more.std(axis=0, ddof=1) / WORLDS**0.5))
    return Brings(today=float(mean[0]), today_error=float(error[0]), together=float(mean[1]), together_error=float(error[1]))


def _ahead(company: Company, who: np.ndarray, months: int, discount_rate: float) -> np.ndarray:
    """What is paid after the data, discounted: by those who came within them, and by all."""
    found = lives(company, who, until=company.days - 1 + int(months * MONTH_DAYS))
    ahead = found.orders.day.astype(np.int64) - (company.days - 1)
    worth = found.orders.cents * (1 + discount_rate) ** (-np.ceil(ahead / MONTH_DAYS) / 12) * (ahead > 0)
    today = found.people.first[found.orders.place] < company.days
    return np.array([worth[today].sum(), worth.sum()])
