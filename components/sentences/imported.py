"""What an import did, in words: its report, and what it changed on the pages."""

from __future__ import annotations

from analysis.changes import Changes, Share
from analysis.evidence import imprecise, strength
from components import words
from components.language import _, ngettext
from components.sentences.nouns import things, together
from models.columns import CUSTOMERS, EMPLOYEES, SURVEY

#: What a report calls the rows that a kind of table is about, where it isn't the kind's own name.
CALLED = {SURVEY: "responses", EMPLOYEES: "responses"}
#: The kind of what the holdings count, where it isn't the same name.
KIND = {"responses": SURVEY}


def counts(report: dict) -> str:
    """Say what an import did; where nothing of its own is new, what it brought beside that.

    >>> counts({"kind": "complaints", "added": {"complaints": 318}, "updated": {}, "unchanged": {}, "bad_rows": 3})
    '318 complaints added · 3 rows left out'
    >>> counts({"kind": "orders", "added": {"orders": 0, "refunds": 1}, "updated": {"orders": 0}, "unchanged": {"orders": 9183}})
    '9,183 orders unchanged · 1 refund added'
    """
    kind = report.get("kind", "orders")
    name = CALLED.get(kind, kind)
    ways = {"added": _("{things} added"), "updated": _("{things} updated"), "unchanged": _("{things} unchanged")}
    own = {way: report.get(way, {}).get(name, 0) for way in ways}
    said = []
    for way, number in own.items():
        if number:  # the noun is said once
            said.append(ways[way].format(things=words.count(number) if said else things(kind, number)))
    if not (own["added"] or own["updated"]):
        beside = [(way, other, number) for way in ("added", "updated") for other, number in report.get(way, {}).items() if other != name]
        said += [ways[way].format(things=_beside(other, number)) for way, other, number in beside if number]
    if not said:
        said.append(ways["added"].format(things=things(kind, 0)))
    bad = report.get("bad_rows", 0)
    if bad:
        said.append(ngettext("{n} row left out", "{n} rows left out", bad).format(n=words.count(bad)))
    return " · ".join(said)


def _beside(name: str, number: int) -> str:
    """Return a number of what tables bring beside what they are about."""
    forms = {
        "refunds": lambda: ngettext("{n} refund", "{n} refunds", number),
        "lines": lambda: ngettext("{n} article", "{n} articles", number),
        "ratings": lambda: ngettext("{n} rating", "{n} ratings", number),
    }
    return forms[name]().format(n=words.count(number)) if name in forms else things(KIND.get(name, name), number)


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
        told = _("{n} after refunds").format(n=words.amount(after, code))
        said.append(_("{before} → {after}").format(before=words.amount(before, code), after=told) if before else told)
    if CUSTOMERS in changes.held and _has_orders(changes):
        before, after = changes.held[CUSTOMERS]
        said.append(_from_to(before, after, ngettext("{n} customer is known", "{n} customers are known", after)))
    if changes.as_of:
        before, after = changes.as_of
        if before and after:
            form = _("through {after} instead of {before}")
            if after < before:
                form = _("only through {after} instead of {before}, as far as every shop’s data reaches")
            said.append(form.format(after=words.day(after), before=words.day(before)))
        elif after:
            said.append(_("through {after}").format(after=words.day(after)))
    return ", ".join(said)


def _has_orders(changes: Changes) -> bool:
    """Whether the overview shows anything, or did."""
    return changes.before.as_of is not None or changes.after.as_of is not None


def retention_changes(changes: Changes) -> str:
    """Say what is different on the retention page; "" if nothing is. A share of fewer than ten customers is not put into words.

    >>> from analysis.changes import Changes, Look
    >>> retention_changes(Changes(before=Look(buyers=1, cohorts=1), after=Look(buyers=5400, cohorts=25)))
    '1 → 5,400 customers are followed, 1 → 25 months of first orders'
    """
    said = []
    if changes.buyers:
        said.append(_from_to(*changes.buyers, ngettext("{n} customer is followed", "{n} customers are followed", changes.buyers[1])))
    if changes.cohorts:
        said.append(_from_to(*changes.cohorts, ngettext("{n} month of first orders", "{n} months of first orders", changes.cohorts[1])))
    if changes.came_back:
        before, after = (_share(share) for share in changes.came_back)
        if before and after:
            said.append(_("{after} instead of {before} came back in the month after").format(after=after, before=before))
        elif after:
            said.append(_("{after} came back in the month after").format(after=after))
    return ", ".join(said)


def _from_to(before: int, after: int, told: str) -> str:
    """Say a number and, where there was one before, that."""
    after_told = told.format(n=words.count(after))
    return _("{before} → {after}").format(before=words.count(before), after=after_told) if before else after_told


def _share(share: Share | None) -> str:
    if share is None or strength(share.n) in ("none", "thin"):
        return ""
    few = strength(share.n) == "few" or imprecise(share.low, share.high)
    form = _("{share} of only {n}") if few else _("{share} of {n}")
    return form.format(share=words.share(share.rate, share.low, share.high), n=words.count(share.n))


def held(counted: dict[str, int]) -> list[str]:
    """Say how much of everything there is; what there is nothing of is not named.

    >>> held({"orders": 2712, "customers": 901, "responses": 41, "questions": 5, "complaints": 0})
    ['2,712 orders', '901 customers', '41 answers to 5 questions']
    """
    said = []
    for name, number in counted.items():
        if not number or name == "questions":
            continue
        text, asked = things(KIND.get(name, name), number), counted.get("questions", 0)
        if name == "responses" and asked:
            many = ngettext("{n} question", "{n} questions", asked).format(n=words.count(asked))
            text = _("{answers} to {questions}").format(answers=text, questions=many)
        said.append(text)
    return said


def held_changes(changes: Changes) -> str:
    """Say what there is more or less of, beside what the pages tell of; "" if nothing is.

    >>> from analysis.changes import Changes, Look
    >>> held_changes(Changes(before=Look(held={"complaints": 2}), after=Look(held={"responses": 41, "questions": 5, "complaints": 1})))
    '41 answers, 5 questions asked, 2 → 1 complaint'
    """
    said = []
    for name, (before, after) in changes.held.items():
        if name == "orders" or (name == CUSTOMERS and _has_orders(changes)):
            continue
        if name == "questions":
            told = ngettext("{n} question asked", "{n} questions asked", after).format(n=words.count(after))
        else:
            told = things(KIND.get(name, name), after)
        said.append(_("{before} → {after}").format(before=words.count(before), after=told) if before else told)
    return ", ".join(said)


def since(changes: Changes) -> str:
    """Say what there is more and less of than before, as a sentence; "" if nothing differs.

    >>> from datetime import date
    >>> from analysis.changes import Look
    >>> before = Look(held={"customers": 900}, orders=9412, as_of=date(2026, 11, 14))
    >>> since(Changes(before=before, after=Look(held={"customers": 941}, orders=9724, as_of=date(2026, 11, 21))))
    '312 orders and 41 customers more, complete through 21 November 2026 instead of 14 November 2026.'
    """
    counted = {"orders": changes.orders, **{name: pair for name, pair in changes.held.items() if name not in ("orders", "questions")}}
    differ = [(pair[1] - pair[0], things(KIND.get(name, name), abs(pair[1] - pair[0]))) for name, pair in counted.items() if pair]
    for code, (before, after) in changes.net.items():
        differ.append((after - before, _("{amount} of net revenue").format(amount=words.amount(abs(after - before), code))))
    forms = ((_("{things} more"), 1), (_("{things} less"), -1))
    said = [
        form.format(things=together(parts))
        for form, sign in forms
        if (parts := [told for difference, told in differ if difference * sign > 0])
    ]
    if changes.as_of and all(changes.as_of):
        before, after = changes.as_of
        said.append(_("complete through {after} instead of {before}").format(after=words.day(after), before=words.day(before)))
    text = words.capital(", ".join(said)) + "." if said else ""
    before, after = (0, 0) if changes.orders else changes.held.get("orders", (0, 0))
    if after > before:  # else it would look as if nothing had come
        form = ngettext(
            "{orders} came that does not count: cancelled or unpaid, or later than the day through which every shop’s data reaches.",
            "{orders} came that don’t count: cancelled or unpaid, or later than the day through which every shop’s data reaches.",
            after - before,
        )
        text = f"{text} {form.format(orders=things('orders', after - before))}".strip()
    return text


def came_back(changes: Changes) -> str:
    """Say which share of newcomers comes back in the month after, where it differs; "" where it can't be told."""
    before, after = (_share(share) for share in changes.came_back or (None, None))
    if not (before and after):
        return ""
    form = _("Of the customers with that month behind them {after} came back in the month after their first order; it was {before}.")
    return form.format(after=after, before=before)
