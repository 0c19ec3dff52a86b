"""What an import did, in words: its report, and what it changed on the pages."""

from __future__ import annotations

from analysis.changes import Changes, Share
from analysis.evidence import strength
from components import words
from components.language import _, ngettext
from components.sentences.nouns import things
from models.columns import EMPLOYEES, SURVEY

#: What a report calls the rows that a kind of table is about, where it isn't the kind's own name.
CALLED = {SURVEY: "responses", EMPLOYEES: "responses"}
#: What the holdings call what a kind of table brings.
HELD = {SURVEY: "responses"}


def counts(report: dict) -> str:
    """Say what an import did: "244 orders added · 31 updated · 9,183 unchanged".

    >>> counts({"kind": "complaints", "added": {"complaints": 318}, "updated": {}, "unchanged": {}, "bad_rows": 3})
    '318 complaints added · 3 rows left out'
    """
    kind = report.get("kind", "orders")
    name = CALLED.get(kind, kind)
    added, updated, same = (report.get(part, {}).get(name, 0) for part in ("added", "updated", "unchanged"))
    said = [_("{things} added").format(things=things(kind, added))]
    if updated:
        said.append(_("{n} updated").format(n=words.count(updated)))
    if same:
        said.append(_("{n} unchanged").format(n=words.count(same)))
    bad = report.get("bad_rows", 0)
    if bad:
        said.append(ngettext("{n} row left out", "{n} rows left out", bad).format(n=words.count(bad)))
    return " · ".join(said)


def overview_changes(changes: Changes) -> str:
    """Say what is different on the overview; "" if nothing is.

    >>> from datetime import date
    >>> from analysis.changes import Changes, Look
    >>> overview_changes(Changes(before=Look(orders=9412, as_of=date(2026, 9, 30)), after=Look(orders=9824, as_of=date(2026, 10, 31))))
    '9,412 → 9,824 orders count, through 31 October 2026 instead of 30 September 2026'
    """
    said = []
    if changes.orders:
        said.append(_from_to(*changes.orders, ngettext("{n} order counts", "{n} orders count", changes.orders[1])))
    for code, (before, after) in changes.net.items():
        told = _("{n} after refunds").format(n=_amount(after, code))
        said.append(_("{before} → {after}").format(before=_amount(before, code), after=told) if before else told)
    if changes.as_of:
        before, after = changes.as_of
        if before and after:
            said.append(_("through {after} instead of {before}").format(after=words.day(after), before=words.day(before)))
        elif after:
            said.append(_("through {after}").format(after=words.day(after)))
    return ", ".join(said)


def retention_changes(changes: Changes) -> str:
    """Say what is different on the retention page; "" if nothing is. A share of fewer than ten customers is not put into words."""
    said = []
    if changes.buyers:
        before, after = changes.buyers
        said.append(_("{before} → {after} customers are followed").format(before=words.count(before), after=words.count(after)))
    if changes.cohorts:
        before, after = changes.cohorts
        said.append(
            _("in {after} instead of {before} months of a first order").format(after=words.count(after), before=words.count(before))
        )
    if changes.came_back:
        before, after = (_share(share) for share in changes.came_back)
        if before and after:
            said.append(_("{after} instead of {before} ordered in the month after their first order").format(after=after, before=before))
        elif after:
            said.append(_("{after} ordered in the month after their first order").format(after=after))
    return ", ".join(said)


def _from_to(before: int, after: int, told: str) -> str:
    """Say a number and, where there was one before, that."""
    after_told = told.format(n=words.count(after))
    return _("{before} → {after}").format(before=words.count(before), after=after_told) if before else after_told


def _share(share: Share | None) -> str:
    if share is None or strength(share.n) in ("none", "thin"):
        return ""
    return _("{share} of {n}").format(share=words.share(share.rate, share.low, share.high), n=words.count(share.n))


def _amount(amount, code: str) -> str:
    from models.ingest.values import currency_digits

    return words.money(int(amount.scaleb(currency_digits(code))), code)


def held(counted: dict[str, int]) -> list[str]:
    """Say how much of everything there is; what there is nothing of is not named.

    >>> held({"orders": 2712, "customers": 901, "responses": 41, "questions": 5, "complaints": 0})
    ['2,712 orders', '901 customers', '41 answers to 5 questions']
    """
    said = []
    for name, number in counted.items():
        if not number or name == "questions":
            continue
        kind = next((kind for kind, called in HELD.items() if called == name), name)
        text = things(kind, number)
        asked = counted.get("questions", 0)
        if name == "responses" and asked:
            many = ngettext("{n} question", "{n} questions", asked).format(n=words.count(asked))
            text = _("{answers} to {questions}").format(answers=text, questions=many)
        said.append(text)
    return said


def held_changes(changes: Changes) -> list[str]:
    """Say what there is more or less of than before, orders and customers aside: the pages tell of those."""
    said = []
    for name, (before, after) in changes.held.items():
        if name in ("orders", "customers", "questions"):
            continue
        kind = next((kind for kind, called in HELD.items() if called == name), name)
        told = things(kind, after)
        said.append(_("{before} → {after}").format(before=words.count(before), after=told) if before else told)
    return said
