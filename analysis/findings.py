"""What stands out among all that was looked at, by what it is worth."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar, followup, ledger, questions, segments, standing
from analysis.company import Company
from analysis.comparisons import Group
from analysis.errors import UnknownChoice, say
from analysis.evidence import FEW_BELOW
from analysis.followup import FollowUp
from analysis.intervals import critical
from analysis.ledger import Ledger
from analysis.multiplicity import adjusted
from analysis.occasions import counted
from analysis.overview import main_currency
from analysis.questions import Question
from analysis.relations import Relations, of_orders
from analysis.standing import Standing
from analysis.worth import Money, worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What groups and cohorts are compared by, over everybody who was watched to the end of `days`.

    `name` is one of `followup.OUTCOMES`; k of n did it.
    """

    name: str
    days: int
    k: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that stands out.

    Attributes
    ----------
    name : str
        The same as long as it is about the same.
    kind : {"group", "cohort", "complaints", "satisfaction", "at_risk", "costly", "one_point"}
    claim : bool
        Whether it claims a difference between two groups.
    outcome : str or None
        What was compared, or what `group` is the share of.
    field, value, other : str or None
        What is compared: customers with this value of the field against those with the other, or against all others.
    group, against : Group or None
        Those with the value, and those compared with; without a comparison, the share that speaks of them.
    difference, low, high : float or None
        `group` minus `against` among those of the same quarter, with its interval.
    p, adjusted_p : float or None
        As it came, and by Benjamini and Hochberg over all that were looked at.
    a_year : int or None
        Customers a year that the money is about.
    money : Money or None
        None where too little is known of what customers bring.
    spent, brought : int or None
        Minor units, of customers who cost more than they bring.
    customers : int64 array
        The people behind it: of a difference, those of the worse group. A document holds their number alone.
    """

    name: str
    kind: str
    claim: bool
    outcome: str | None = None
    field: str | None = None
    value: str | None = None
    other: str | None = None
    group: Group | None = None
    against: Group | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    adjusted_p: float | None = None
    a_year: int | None = None
    money: Money | None = None
    spent: int | None = None
    brought: int | None = None
    customers: np.ndarray = dataclasses.field(compare=False, metadata={"document": "count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that stands out, the largest money first.

    Attributes
    ----------
    level, q : float
        Confidence of all intervals; the share of chance allowed among the differences claimed.
    currency : str
        Of all money.
    as_of : date
    customers : int
        Who were looked at: customers with an order.
    outcome : Outcome or None
        None where nobody could be watched long enough.
    looked_at, claims : int
        Comparisons made, and how many of those found claim a difference.
    found : tuple of Finding
        Those whose money is surely above 0 by size, then those without money, then those whose interval includes 0.
    """

    level: float
    q: float
    currency: str
    as_of: date
    customers: int
    outcome: Outcome | None
    looked_at: int
    claims: int
    found: tuple[Finding, ...]


def findings(
    company: Company,
    *,
    answers=None,
    spend=None,
    relations: Relations | None = None,
    currency: str | None = None,
    level: float = 0.95,
    q: float = 0.05,
) -> Findings:
    """Look at groups, cohorts, complaints, satisfaction, risk and cost, and keep what stands out.

    Parameters
    ----------
    company : Company
    answers : object, optional
        With `responses`, `ratings`, `attributes` and `complaints`, as `models.answers` gives them.
    spend : DataFrame, optional
        As `models.spending` gives it.
    relations : Relations, optional
        Who is at risk; by orders alone, if not given.
    currency : str, optional
        Of all money; the one most counted orders are in where none is named.
    level : float
        Confidence of the intervals.
    q : float
        At most this share of the differences claimed is chance, on average.

    Raises
    ------
    UnknownChoice
        For a `q` that is no share, a level that is none, or a currency that no order is in.

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> from analysis.company import company
    >>> orders = pl.DataFrame({"order_id": [1], "customer": [7], "ordered_at": [datetime(2026, 1, 2)], "counted": [True],
    ...     "gross": [500], "refunded": [0], "currency": ["EUR"], "shop": ["web"]})
    >>> refunds = pl.DataFrame(schema={"customer": pl.Int64, "refunded_at": pl.Datetime, "amount": pl.Int64, "currency": pl.String,
    ...     "shop": pl.String})
    >>> findings(company(orders, refunds, pl.DataFrame({"customer": [7]}))).looked_at
    0
    """
    if not 0 < q < 1:
        raise UnknownChoice(found=say("the share {}", q), needed="a number between 0 and 1", do="Write 5 per cent as 0.05.")
    occasions = company.occasions
    kept = counted(company.orders, as_of=company.as_of, free_orders=occasions.free_orders)
    book = ledger.gather(company.orders, company.refunds, occasions, currency=main_currency(kept, currency))
    watched = followup.telling(occasions, company.usual_gap.days, least=2 * FEW_BELOW)
    asked = _asked(company, watched, answers, level)
    corrected = adjusted([question.comparison.p for question in asked])
    passed = [(question, float(p)) for question, p in zip(asked, corrected, strict=True) if p <= q]
    claims = _differences(_told_apart(passed, q, looked_at=len(asked)), company, book, level)
    others = _standings(company, watched, book, spend, relations, level)
    return Findings(
        level=level,
        q=q,
        currency=book.currency,
        as_of=company.as_of,
        customers=len(occasions.customers),
        outcome=_outcome(watched),
        looked_at=len(asked),
        claims=len(claims),
        found=tuple(sorted([*others, *claims], key=_order)),
    )


def _asked(company: Company, watched: FollowUp, answers, level: float) -> list[Question]:
    occasions = company.occasions
    asked = questions.groups(watched, segments.at_first(company.attributes), occasions, level=level)
    asked += questions.cohorts(watched, occasions, level=level)
    if answers is not None:
        asked += questions.complaints(answers.complaints, occasions, level=level)
        asked += questions.satisfaction(answers, occasions, level=level)
    return asked


def _outcome(watched: FollowUp) -> Outcome | None:
    if not len(watched.place):
        return None
    return Outcome(name=watched.outcome, days=watched.days, k=int(watched.ordered.sum()), n=len(watched.place))


def _told_apart(passed: Iterable[tuple[Question, float]], q: float, *, looked_at: int) -> list[tuple[Question, float]]:
    """Leave out what only repeats another finding.

    The same customers under another name are one finding. A further group is one of its own only if it still stands apart once
    the customers of the groups named before are left out on both sides: one bad channel makes all the others look good, in whichever
    field. In the field of a group named before, all that it passed by may be that group's doing; there it is asked as strictly as if
    every comparison were the only one allowed to err (Bonferroni).
    """
    kept: list[tuple[Question, float]] = []
    seen: set[bytes] = set()
    named: np.ndarray | None = None
    fields: set[str | None] = set()
    for question, p in sorted(passed, key=lambda pair: (pair[0].comparison.p, pair[0].field or "", pair[0].value or "")):
        worse = question.counts if question.comparison.difference < 0 else question.against
        same = question.kind.encode() + worse.tobytes()
        if same in seen:
            continue
        if question.kind == "group":
            largest_p = q / looked_at if question.field in fields else q
            if named is not None and not _still_apart(question, named, largest_p):
                continue
            fields.add(question.field)
            named = question.first() if named is None else named | question.first()
        seen.add(same)
        kept.append((question, p))
    return kept


def _still_apart(question: Question, left_out: np.ndarray, largest_p: float) -> bool:
    found = questions.again(question, ~left_out)
    return found is not None and found.p <= largest_p and found.difference * question.comparison.difference > 0


def _differences(passed: list[tuple[Question, float]], company: Company, book: Ledger, level: float) -> list[Finding]:
    first = followup.first_days(company.occasions)
    net_after_first = book.between(first + 1, first + standing.YEAR) if passed else None
    found = []
    for question, p in passed:
        net = net_after_first
        if question.kind in ("complaints", "satisfaction"):
            net = book.between(question.day + 1, question.day + standing.YEAR)
        found.append(_difference(question, p, company, net, level))
    return found


def _difference(question: Question, adjusted_p: float, company: Company, net: np.ndarray, level: float) -> Finding:
    occasions, comparison = company.occasions, question.comparison
    there, mine = question.day != questions.NEVER, question.first()
    lower = comparison.difference < 0
    worse = there & (mine if lower else ~mine)
    # A cohort of the last year has no year behind it, so what its customers bring is taken from both.
    brought = standing.year_after(question.followup, there if question.kind == "cohort" else worse, net, company.as_of)
    a_year = _a_year(question, worse, company.as_of)
    variance = ((comparison.high - comparison.low) / (2 * critical(level))) ** 2
    value, other, sign = question.value, question.other, 1
    group, against = comparison.first, comparison.second
    if question.kind == "group" and other is not None and not lower:  # of two values, the worse one is named
        value, other, sign, group, against = other, value, -1, against, group
    ends = sorted((sign * comparison.low, sign * comparison.high))
    return Finding(
        name=_name(question, value),
        kind=question.kind,
        claim=True,
        outcome=question.followup.outcome,
        field=question.field,
        value=value,
        other=other,
        group=group,
        against=against,
        difference=sign * comparison.difference,
        low=ends[0],
        high=ends[1],
        p=comparison.p,
        adjusted_p=adjusted_p,
        a_year=a_year or None,
        money=worth(a_year, abs(comparison.difference), variance, brought, level=level),
        customers=occasions.customers[question.followup.place[worse[question.followup.place]]],
    )


def _a_year(question: Question, worse: np.ndarray, as_of: date) -> int:
    """How many customers of the worse group there are a year; none where a cohort's worse times are over."""
    if question.kind != "cohort":
        return int((worse & standing.newcomers(question.day, as_of)).sum())
    over = question.comparison.difference >= 0 or question.day.max() + standing.YEAR + question.followup.days <= calendar.day_number(as_of)
    return 0 if over else int(worse.sum())


def _name(question: Question, value: str | None) -> str:
    if question.kind == "group":
        return f"group:{question.field}={value}"
    return f"cohort:{value}" if question.kind == "cohort" else question.kind


def _standings(company: Company, watched: FollowUp, book: Ledger, spend, relations: Relations | None, level: float) -> list[Finding]:
    occasions, gap = company.occasions, company.usual_gap.days
    if relations is None and gap is not None:
        relations = of_orders(occasions, usual_gap_days=gap)
    again = watched if watched.outcome == followup.AGAIN else followup.again(occasions)
    kinds = {
        "at_risk": None if relations is None else standing.at_risk(relations, book, level=level),
        "costly": None if spend is None else standing.costly(spend, occasions, book),
        "one_point": standing.one_point(again, occasions, book, level=level),
    }
    return [_of_standing(kind, found) for kind, found in kinds.items() if found is not None]


def _of_standing(kind: str, found: Standing) -> Finding:
    outcomes = {"at_risk": "never_again_within_a_year", "one_point": followup.AGAIN}
    return Finding(
        name=kind,
        kind=kind,
        claim=False,
        outcome=outcomes.get(kind),
        group=found.group,
        a_year=found.a_year,
        money=found.money,
        spent=found.spent,
        brought=found.brought,
        customers=found.customers,
    )


def _order(finding: Finding) -> tuple:
    money = finding.money
    rank = 1 if money is None else 0 if money.sure else 2
    return rank, -(money.value if money else 0), finding.name
