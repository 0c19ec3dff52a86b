"""A company in the long run: one of the same parameters, of many more customers and another seed, made for its figures alone.

Those of the four trades, with what is usually planted, are kept in long_run.json (`python -m sample_data` writes it): working one out takes
longer than all the rest. A test compares.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from sample_data import answers, expected
from sample_data.company import Company
from sample_data.lives import Lives, lives
from sample_data.planted import COMPARISONS, Seen
from sample_data.trades import TRADES

SIZE = 100_000
SEED = 1_000_003
KEPT = Path(__file__).with_name("long_run.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRun:
    """What is seen of very many customers.

    Attributes
    ----------
    customers : int
    retention, per_customer : dict
        As `expected.retention` and `expected.revenue` give them.
    seen : mapping of a planted thing to `Seen`
    weights, errors : tuples of float, one an attribute
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
    weights: tuple[float, ...]
    errors: tuple[float, ...]
    answers: int
    goes_along: float


def long_run(company: Company) -> LongRun:
    """The long run of a company: the same for all its seeds and sizes; kept for the usual ones, else worked out once."""
    trade = company.trade
    if company.planted == Company.of(trade.name).planted and trade == TRADES[trade.name]:
        return _kept(trade.name)
    return worked_out(company)


def worked_out(company: Company) -> LongRun:
    """The long run, from the lives of very many customers."""
    return _worked_out(replace(company, seed=SEED, customers=SIZE, levers=(), lever_day=None))


@cache
def _kept(trade: str) -> LongRun:
    told = json.loads(KEPT.read_text(encoding="utf-8"))[trade]
    seen = {name: Seen(**four) for name, four in told.pop("seen").items()}
    return LongRun(seen=seen, weights=tuple(told.pop("weights")), errors=tuple(told.pop("errors")), **told)


@lru_cache(maxsize=16)
def _worked_out(company: Company) -> LongRun:
    found = lives(company, np.arange(company.customers))
    weights, errors, whole, along = _drivers(company, found)
    return LongRun(
        customers=company.customers,
        retention=expected.retention(company, found),
        per_customer=expected.revenue(company, found),
        seen={name: compare(company, found).seen() for name, (compare, *_) in COMPARISONS.items() if company.has(name)},
        weights=tuple(round(float(weight), 6) for weight in weights),
        errors=tuple(round(float(error), 6) for error in errors),
        answers=whole,
        goes_along=round(along, 6),
    )


def _drivers(company: Company, found: Lives) -> tuple[np.ndarray, np.ndarray, int, float]:
    said = answers.of(company, found)
    weights, errors = answers.weights(company, said)
    other = [attribute.name for attribute in company.trade.attributes].index(company.trade.correlate)
    rated = said.performance[:, other] != answers.NOT_ANSWERED
    along = float(np.corrcoef(said.performance[rated, other], said.overall[rated])[0, 1])
    return weights, errors, int((said.performance != answers.NOT_ANSWERED).all(axis=1).sum()), along


def written() -> str:
    """What long_run.json holds."""
    runs = {name: asdict(worked_out(Company.of(name))) for name in TRADES}
    return json.dumps(runs, separators=(",", ":")) + "\n"

