"""How many customers it takes to see something: what each of very many customers adds to a comparison, also with a smaller effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sample_data import answers, parameters
from sample_data.company import SLICE, Company
from sample_data.lives import lives
from sample_data.long_run import SEED
from sample_data.planted import COMPARISONS

#: Companies are drawn from so many customers of another seed.
MANY = 60_000
DRIVER = "driver"
#: The parameters that make an effect large or small.
SIZE_OF = {
    "worse_cohort": ("cohort",),
    "worse_channel": ("channel",),
    "price_rise": ("price",),
    "driver": ("driver_weight",),
    "satisfaction": ("satisfaction",),
    "complaints": ("badly", "well"),
}


def visible(company: Company) -> tuple[str, ...]:
    """What is planted in a company and could be seen: not the small segment, which is picked to look so, nor what no file tells of."""
    return tuple(name for name in (*COMPARISONS, DRIVER) if company.has(name) and name != "small_segment")


def sized(company: Company, name: str, times: float) -> Company:
    """The company with an effect so many times as large, as far as its range goes.

    Examples
    --------
    >>> half = sized(Company.of("home-goods"), "worse_channel", 0.5)
    >>> half.trade.effects.channel, dict(half.changed)
    (0.4, {'channel': 0.4})
    """
    if times == 1 or name not in SIZE_OF:
        return company
    own = {one: parameters.NAMES[one] for one in SIZE_OF[name]}
    sizes = {one: min(max(known.of(company.trade) * times, known.low), known.high) for one, known in own.items()}
    usual = frozenset(Company.of(company.trade.name).planted)
    return Company.of(
        company.trade.name,
        seed=company.seed,
        customers=company.customers,
        without=usual - company.planted,
        also=company.planted - usual,
        changed=dict(company.changed) | sizes,
    )


def compared(company: Company, name: str, *, progress: Callable[[int, int], None] | None = None) -> np.ndarray:
    """What each of `MANY` customers adds to a comparison of two groups, the worse first.

    Returns
    -------
    int array of (MANY, 4)
        Of the first group how many did, and how many there are; and of the second. A customer may add several orders, or none.
    """
    many = _many(company)
    parts = []
    for begin in range(0, MANY, SLICE):
        found = lives(many, np.arange(begin, begin + SLICE))
        parts.append(COMPARISONS[name][0](many, found).by_customer(SLICE))
        if progress:
            progress(begin + SLICE, MANY)
    return np.concatenate(parts).astype(np.int32)


def answered(company: Company, *, progress: Callable[[int, int], None] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The complete answers of `MANY` customers.

    Returns
    -------
    (customer, rows) : int array of A; float array of (A, attributes + 2)
        Who answered; and 1, the ratings, the driver's first, and the answer to the overall question.
    """
    many = _many(company)
    names = [attribute.name for attribute in many.trade.attributes]
    first = names.index(many.trade.driver)
    order = [first, *(column for column in range(len(names)) if column != first)]
    who, rows = [], []
    for begin in range(0, MANY, SLICE):
        found = lives(many, np.arange(begin, begin + SLICE))
        said = answers.of(many, found)
        whole = (said.performance != answers.NOT_ANSWERED).all(axis=1)
        who.append(found.orders.who[said.place[whole]])
        rows.append(np.column_stack([np.ones(whole.sum()), said.performance[whole][:, order], said.overall[whole]]).astype(float))
        if progress:
            progress(begin + SLICE, MANY)
    return np.concatenate(who), np.concatenate(rows)


def _many(company: Company) -> Company:
    return replace(company, seed=SEED, customers=MANY, planted=company.planted - {"small_segment"}, levers=(), lever_day=None)
