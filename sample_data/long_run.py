"""A company in the long run: one of the same parameters, of many more customers and another seed, made for its figures alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sample_data import answers, expected
from sample_data.company import Company
from sample_data.lives import Lives, lives
from sample_data.planted import COMPARISONS, Seen

SIZE = 100_000
SEED = 1_000_003


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRun:
    """What is seen of very many customers.

    Attributes
    ----------
    customers : int
    retention, per_customer : dict
        As `expected.retention` and `expected.revenue` give them.
    seen : mapping of a planted thing to `Seen`
    weights, errors : float arrays, one an attribute
        Of overall satisfaction by least squares, with standard errors.
    answers : int
        Complete ones, which these rest on.
    goes_along : float
        Correlation of overall satisfaction with the attribute that only correlates.
    """

    customers: int
    retention: dict
    per_customer: dict
    seen: Mapping[str, Seen]
    weights: np.ndarray
    errors: np.ndarray
    answers: int
    goes_along: float


def long_run(company: Company) -> LongRun:
    """The long run of a company: the same for all its seeds and sizes; worked out once."""
    return _long_run(replace(company, seed=SEED, customers=SIZE, levers=(), lever_day=None))


@lru_cache(maxsize=16)
def _long_run(company: Company) -> LongRun:
    found = lives(company, np.arange(company.customers))
    weights, errors, whole, along = _drivers(company, found)
    return LongRun(
        customers=company.customers,
        retention=expected.retention(company, found),
        per_customer=expected.revenue(company, found),
        seen={name: compare(company, found) for name, (compare, *_) in COMPARISONS.items() if company.has(name)},
        weights=weights,
        errors=errors,
        answers=whole,
        goes_along=along,
    )


def _drivers(company: Company, found: Lives) -> tuple[np.ndarray, np.ndarray, int, float]:
    said = answers.of(company, found)
    weights, errors = answers.weights(company, said)
    other = [attribute.name for attribute in company.trade.attributes].index(company.trade.correlate)
    rated = said.performance[:, other] != answers.NOT_ANSWERED
    along = float(np.corrcoef(said.performance[rated, other], said.overall[rated])[0, 1])
    return weights, errors, int((said.performance != answers.NOT_ANSWERED).all(axis=1).sum()), along
