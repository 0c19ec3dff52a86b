"""What a customer is worth: the baseline, a second opinion beside it, and how each would have done some months ago."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis import ledger
from analysis.company import Company
from analysis.errors import Refused
from analysis.ledger import Ledger
from analysis.relations import Relations
from analysis.whatif.baseline import Baseline, baseline
from analysis.whatif.options import Options
from analysis.whatif.second import Second, second
from analysis.whatif.segments import segments_of
from analysis.whatif.tested import ValueTest, value_test
from analysis.whatif.world import places

SECOND, TEST = "second", "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMade:
    """What these data can't have: "second" or "test", and why."""

    name: str
    found: str
    needed: str
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the baseline; None where the data don't allow it, and `not_made` says why.

    Attributes
    ----------
    second : Second or None
    test : ValueTest or None
    not_made : tuple of NotMade
    """

    second: Second | None
    test: ValueTest | None
    not_made: tuple[NotMade, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The baseline, and what stands beside it."""

    baseline: Baseline
    beside: Beside


def beside(company: Company, relations: Relations, book: Ledger, options: Options, *, digits: int | Callable[[str], int] = 2) -> Beside:
    """Ask the other model, and put both to the test.

    Parameters
    ----------
    company : Company
    relations : Relations
        Of the company.
    book : Ledger
        Of the same people as `relations`.
    options : Options
    digits : int or callable
        The currency's minor digits, or what tells them.
    """
    missing: list[NotMade] = []

    def tried(name: str, make: Callable):
        try:
            return make()
        except Refused as problem:
            missing.append(NotMade(name=name, found=problem.found, needed=problem.needed, do=problem.do))
            return None

    stage = places(relations.stages(relations.as_of).stage)[np.searchsorted(relations.customers, company.occasions.customers)]
    own = ledger.of_company(company, book.currency)
    return Beside(
        second=tried(SECOND, lambda: second(company, own, stage, options, digits=digits)),
        test=tried(TEST, lambda: value_test(company, relations, book, level=options.level, seed=options.seed, digits=digits)),
        not_made=tuple(missing),
    )


def value(
    company: Company,
    relations: Relations,
    book: Ledger,
    options: Options,
    *,
    spend=None,
    field: str | None = None,
    digits: int | Callable[[str], int] = 2,
) -> Value:
    """Tell what a customer is worth.

    Parameters are those of `baseline` and `beside`; `field` names what the groups are by.

    Raises
    ------
    Refused
        For a history of less than three months.
    UnknownField
        For a field that nobody has.
    """
    return Value(
        baseline=by_field(company, relations, book, options, spend=spend, field=field),
        beside=beside(company, relations, book, options, digits=digits),
    )


def by_field(company: Company, relations: Relations, book: Ledger, options: Options, *, spend=None, field: str | None = None) -> Baseline:
    """The baseline alone, with its groups by a field."""
    place, names = (None, ()) if field is None else segments_of(company, relations, field)
    return baseline(relations, book, options, spend=spend, segment=place, names=names, field=field)
