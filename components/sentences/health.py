"""The data's health in sentences: Markdown, without any value of the data in it."""

from __future__ import annotations

from datetime import date

from analysis.evidence import strength
from analysis.health import Covered, Health, Table
from components import words
from components.language import _, ngettext
from components.sentences.nouns import table_title, things, together
from models import columns

NAMED = 3  # months; more of them are counted


def health_rests(found: Health) -> str:
    """Say how much of everything there is, and from when to when."""
    orders, *others = found.tables
    first = words.day(orders.first_day) if orders.first_day else "–"
    said = _("{orders} of {customers} from {first} to {last}").format(
        orders=things(columns.ORDERS, orders.rows), customers=words.customers(orders.customers), first=first, last=words.day(found.as_of)
    )
    parts = [said, *(_other(table, found.as_of) for table in others)]
    text = "; ".join(parts) + "."
    known = found.coverage[0]
    guests = known.n - known.k
    if guests:
        text += " " + ngettext(
            "{n} guest order ({share}) counts as revenue and belongs to no customer.",
            "{n} guest orders ({share}) count as revenue and belong to no customer.",
            guests,
        ).format(n=words.count(guests), share=words.share(guests / known.n, digits=1 if guests * 20 < known.n else 0))
    if found.uncounted:
        text += " " + ngettext(
            "{n} order is kept and not counted: cancelled, unpaid, a draft or a test.",
            "{n} orders are kept and not counted: cancelled, unpaid, drafts or tests.",
            found.uncounted,
        ).format(n=words.count(found.uncounted))
    if found.left_out:
        text += " " + ngettext(
            "{n} row of the files can’t be read and was left out.",
            "{n} rows of the files can’t be read and were left out.",
            found.left_out,
        ).format(n=words.count(found.left_out))
    return text


def _other(table: Table, as_of: date) -> str:
    """How much of it there is; and through when, if it ends earlier than what is shown."""
    if table.kind == columns.CUSTOMERS:
        return ngettext("{n} customer described by a list", "{n} customers described by a list", table.rows).format(
            n=words.count(table.rows)
        )
    said = things(table.kind, table.rows)
    if table.kind not in (columns.SPENDING, columns.EMPLOYEES) and table.customers:
        said = _("{things} of {customers}").format(things=said, customers=words.customers(table.customers))
    if table.last_day is None or table.last_day >= as_of:
        return said
    return _("{things}, through {day}").format(things=said, day=words.day(table.last_day))


def health_coverage(found: Health) -> str:
    """Say which share of the orders and of the active customers is known well enough, each with its numbers; "" for fewer than five."""
    told = {one.name: one for one in found.coverage if strength(one.n) != "none"}
    # All of them, none of them, some of them.
    forms = {
        "known": (
            _("all {n} counted orders name their customer"),
            _("none of the {n} counted orders names its customer"),
            _("{share} of the counted orders name their customer ({k} of {n})"),
        ),
        "currency": ("", "", _("{share} are in {currency}, the currency shown ({k} of {n})")),
        "email": (_("all {n} have an e-mail"), _("none of the {n} has an e-mail"), _("{share} have an e-mail ({k} of {n})")),
        "answered": (
            _("all {n} answered a survey in that year"),
            _("none of the {n} answered a survey in that year"),
            _("{share} answered a survey in that year ({k} of {n})"),
        ),
    }

    def say(*names: str) -> list[str]:
        chosen = [(told[name], forms[name]) for name in names if name in told]
        said = [(one, every if one.k == one.n else none if one.k == 0 else some) for one, (every, none, some) in chosen]
        return [form.format(currency=found.currency, **_numbers(one)) for one, form in said if form]

    of_orders, of_customers = say("known", "currency"), say("email", "answered")
    said = [words.capital(", ".join(of_orders)) + "."] if of_orders else []
    if of_customers:
        said.append(_("Of the customers who ordered in the last year {parts}.").format(parts=together(of_customers)))
    return " ".join(said)


def _numbers(one: Covered) -> dict[str, str]:
    """k of n; a share that is neither nothing nor all is never rounded to that."""
    rounded = round(100 * one.rate)
    whole = one.k in (0, one.n) or 0 < rounded < 100
    return {"share": words.share(one.rate, digits=0 if whole else 1), "k": words.count(one.k), "n": words.count(one.n)}


def health_gaps(found: Health) -> str:
    """Say what ends before the rest, and which months have no order; "" where nothing does."""
    said = []
    newest = next(table for table in found.tables if table.kind == found.newest)
    behind = [table for table in found.tables if table.behind_days]
    if behind:
        form = _("{table} ({days})")
        late = [form.format(table=_mentioned(table.kind), days=_days(table.behind_days)) for table in _longest_first(behind)]
        said.append(
            _("The newest day of all is {day}, of the {newest}. What ends more than a month before it: {late}.").format(
                day=words.day(newest.last_day), newest=_mentioned(newest.kind), late=together(late)
            )
        )
    months = [words.the_period(label, "month") for label in found.months_without]
    if months:
        named = months[:NAMED]
        if len(months) > NAMED:
            named.append(
                ngettext("{n} further month", "{n} further months", len(months) - NAMED).format(n=words.count(len(months) - NAMED))
            )
        said.append(_("No order at all in {months}: is a file missing?").format(months=together(named)))
    return " ".join(said)


def _longest_first(behind: list[Table]) -> list[Table]:
    return sorted(behind, key=lambda table: -table.behind_days)


def _mentioned(kind: str) -> str:
    """A kind of table within a sentence."""
    title = table_title(kind)
    return title[:1].lower() + title[1:]


def _days(number: int) -> str:
    return ngettext("{n}\u00a0day", "{n}\u00a0days", number).format(n=words.count(number))


def health_unlocks(found: Health) -> str:
    """Say for each kind of table that isn't there what it would answer, as a list; "" where nothing is missing."""
    answers = {
        columns.SPENDING: _("what a new customer cost, so what a lost one costs; and who costs more than they bring"),
        columns.SURVEY: _("whether satisfied customers come back more often than the others"),
        columns.COMPLAINTS: _("whether customers whose complaint was settled quickly come back more often than the others"),
        columns.CUSTOMERS: _("which groups stay longer: by market, country, or any column of your own"),
    }
    lines = [
        _("**{table}** would tell {answer}.").format(table=table_title(kind), answer=answer)
        for kind, answer in answers.items()
        if kind in found.missing
    ]
    rest = [_mentioned(kind) for kind in found.missing if kind not in answers]
    if rest:
        lines.append(_("{tables} can be brought too; they are kept for pages to come.").format(tables=words.capital(together(rest))))
    return "\n".join(f"- {line}" for line in lines)
