"""A file that was brought, in sentences: what it is, what of it counts, what is new, why it is taken for that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import polars as pl
from babel.numbers import get_currency_name

from components import words
from components.language import LOCALE, _, ngettext, translated
from components.seen import Compared, Seen
from components.sentences import nouns
from models import columns
from models.errors import DateOrderUndecided
from models.ingest.check import Checked
from models.ingest.entities import ENTITIES
from models.ingest.reading import Reading
from models.ingest.reconcile import Money, Reconciliation

NAMED = 2  # columns that are named as the reason
WHOLE_NAMES = ("export", "report", "document", "log", "activity", "audience", "history", "transactions", "statement")


def what(reading: Reading) -> str:
    """Say what a table is, as the beginning of a sentence (Markdown).

    The names of exports are of two kinds: "Shopify order export" is one itself, "HubSpot contacts" says what is in it.
    """
    if not reading.known:
        return {
            columns.ORDERS: _("This is a table of orders"),
            columns.CUSTOMERS: _("This is a list of customers"),
            columns.SURVEY: _("This is a survey"),
            columns.COMPLAINTS: _("This is a list of complaints"),
            columns.INTERACTIONS: _("This is a list of contacts with customers"),
            columns.MEMBERSHIPS: _("This is a list of memberships"),
            columns.REWARDS: _("This is a list of rewards"),
            columns.REFERRALS: _("This is a list of referrals"),
            columns.SPENDING: _("This is a table of spending"),
            columns.EMPLOYEES: _("These are employees’ answers"),
        }[reading.kind]
    title = translated(reading.source.title)
    plain = title.partition(" (")[0].casefold()
    said = words.escape_markdown(title)
    if plain.endswith(WHOLE_NAMES) or "list of" in plain:
        return _a(title, _("This is a {title}"), _("This is an {title}")).format(title=said)
    if reading.kind in (columns.SURVEY, columns.EMPLOYEES) and not plain.endswith("s"):
        return _a(title, _("This is a {title} export"), _("This is an {title} export")).format(title=said)
    if len(plain.split()) == 1 and not plain.endswith("contacts"):
        return _a(title, _("This is a {title} export"), _("This is an {title} export")).format(title=said)
    return _("This is an export of {title}").format(title=said)


def _a(title: str, plain: str, before_a_vowel: str) -> str:
    return before_a_vowel if title[:1].casefold() in ("a", "e", "i", "o") else plain


def span(first: date, last: date) -> str:
    """Say a stretch of days.

    >>> span(date(2026, 1, 5), date(2026, 9, 10)), span(date(2026, 1, 5), date(2026, 1, 5))
    ('from 5 January to 10 September 2026', 'on 5 January 2026')
    """
    if first == last:
        return _("on {day}").format(day=words.day(first))
    begin = words.day(first)
    if first.year == last.year and begin.endswith(f" {first.year}"):
        begin = begin.removesuffix(f" {first.year}")
    return _("from {first} to {last}").format(first=begin, last=words.day(last))


def days(checked: Checked) -> tuple[date, date] | None:
    """Return the first and the last day of a table; None where it names none."""
    entity = ENTITIES.get(checked.main)
    rows = checked.frames[checked.main]
    if entity is None or entity.time not in rows.columns:
        return None
    seconds = rows[entity.time].drop_nulls()
    if seconds.is_empty():
        return None
    first, last = (datetime.fromtimestamp(int(moment), tz=UTC).date() for moment in (seconds.min(), seconds.max()))
    return first, last


def answer(seen: Seen) -> str:
    """Say what a table is, what counts of it, and what is new (Markdown)."""
    checked, reading = seen.checked, seen.reading
    said = what(reading)
    rows = checked.frames[checked.main]
    if rows.is_empty():
        return _("**{what}**, with no row that can be read.").format(what=said)
    many = _people(rows) if seen.kind == columns.CUSTOMERS else nouns.things(seen.kind, rows.height)
    when = days(checked)
    many = f"{many} {span(*when)}" if when else many
    further = _further(seen, rows)
    parts = [_("**{what}**: {many}{further}.").format(what=said, many=many, further=further)]
    parts += _count(seen)
    parts.append(new(seen.kind, seen.compared))
    return " ".join(part for part in parts if part)


def _people(rows: pl.DataFrame) -> str:
    organisations = rows.filter(pl.col("organisation_id").is_not_null())["who"].n_unique()
    firms = pl.concat([rows["organisation_id"].drop_nulls(), rows["account"].drop_nulls()]).n_unique()
    people = rows["who"].drop_nulls().n_unique() - organisations
    said = [ngettext("{n} person", "{n} people", people).format(n=words.count(people))] if people or not firms else []
    said += [ngettext("{n} organisation", "{n} organisations", firms).format(n=words.count(firms))] if firms else []
    return nouns.together(said)


def _further(seen: Seen, rows: pl.DataFrame) -> str:
    """What the kind has beside its number: by how many, of which states, to how many questions."""
    result = seen.reconciled.rows
    known = ngettext("{n} known customer", "{n} known customers", result.people).format(n=words.count(result.people))
    if seen.kind in (columns.SURVEY, columns.EMPLOYEES):
        asked = len(seen.reading.questions)
        questions = ngettext("{n} question", "{n} questions", asked).format(n=words.count(asked))
        if seen.kind == columns.EMPLOYEES:
            return _(", to {questions}").format(questions=questions)
        known = ngettext("{n} known person", "{n} known people", result.people).format(n=words.count(result.people))
        by = _(" by {people}").format(people=known) if result.people else _(" by people who are not named")
        return _("{by}, to {questions}").format(by=by, questions=questions)
    if seen.kind == columns.COMPLAINTS:
        states = dict(rows["state"].value_counts().iter_rows())
        named = {"open": _("{n} open"), "resolved": _("{n} resolved"), "rejected": _("{n} rejected")}
        said = [text.format(n=words.count(states[state])) for state, text in named.items() if states.get(state)]
        return ", " + nouns.together(said) + (_(", by {people}").format(people=known) if result.people else "")
    if seen.kind == columns.SPENDING:
        several = sorted(rows.group_by("purpose", "currency").agg(pl.col("amount").sum()).rows(), key=lambda row: -row[2])
        names = {
            "acquisition": _("{amount} on winning customers"),
            "retention": _("{amount} on keeping customers"),
            "programme": _("{amount} on programmes"),
            "service": _("{amount} on service"),
        }
        said = [names[purpose].format(amount=words.escape_markdown(words.money(amount, code))) for purpose, code, amount in several]
        return ", " + nouns.together(said)
    if seen.kind in (columns.INTERACTIONS, columns.MEMBERSHIPS, columns.REWARDS, columns.REFERRALS) and result.people:
        return _(" of {people}").format(people=known)
    return ""


def _count(seen: Seen) -> list[str]:
    """What will count: of the money where the file has any, else of the orders."""
    if seen.kind != columns.ORDERS:
        return []
    if seen.reconciled.money:
        return [_of_money(money) for money in seen.reconciled.money]
    result = seen.reconciled.rows
    if result.idle:
        return [_("**{counted}** of them will count.").format(counted=words.count(result.counted))]
    return []


def _of_money(money: Money) -> str:
    total = words.escape_markdown(words.money(money.in_file, money.currency))
    counted = words.escape_markdown(words.money(money.counted, money.currency))
    if money.in_file == money.counted:
        return _("**All {total}** in it will count.").format(total=total)
    return _("Of the {total} in it, **{counted} will count**.").format(total=total, counted=counted)


def new(kind: str, compared: Compared) -> str:
    """Say how much of a table is new."""
    parts = [
        (compared.new, nouns.things(kind, compared.new), ngettext("{things} is new", "{things} are new", compared.new)),
        (
            compared.changed,
            words.count(compared.changed),
            ngettext("{things} has changed since the last file", "{things} have changed since the last file", compared.changed),
        ),
        (compared.same, words.count(compared.same), ngettext("{things} is already here", "{things} are already here", compared.same)),
    ]
    said = [(text, things) for number, things, text in parts if number]
    if not said:
        return ""
    # The first part names what is counted, the others go on from it.
    first = next(number for number, *_rest in parts if number)
    sentence = ", ".join(
        text.format(things=nouns.things(kind, first) if not place else things) for place, (text, things) in enumerate(said)
    )
    beside = " " + _("Something that belongs to them has changed.") if compared.beside else ""
    return f"{words.capital(sentence)}.{beside}"


def because(reading: Reading, said_kind: str | None = None) -> str:
    """Say why a table is taken for what it is (Markdown)."""
    if said_kind:
        return _("Read as you said.")
    bold = [f"**{words.escape_markdown(header)}**" for header in reading.because[:NAMED]]
    rest = len(reading.because) - len(bold)
    if not bold:
        return _("Read by what you said of its columns.")
    if reading.known:
        if not rest:
            return _("Recognised by {columns}, which only such an export has.").format(columns=nouns.together(bold))
        more = ngettext(
            "{n} more column that only such an export has together", "{n} more columns that only such an export has together", rest
        )
        return _("Recognised by {columns} and {more}.").format(columns=", ".join(bold), more=more.format(n=words.count(rest)))
    more = ngettext("{n} more column", "{n} more columns", rest).format(n=words.count(rest))
    named = _("{columns} and {more}").format(columns=", ".join(bold), more=more) if rest else nouns.together(bold)
    return _("No system that Rapport knows wrote it; it is taken for that by {columns}.").format(columns=named)


def size(number: int) -> str:
    """Say how large a file is.

    >>> size(7_900_000).replace(words.SPACE, " "), size(10)
    ('7.9 MB', '1\\xa0kB')
    """
    if number < 1e6:
        return _("{n}\u00a0kB").format(n=words.count(max(round(number / 1e3), 1)))
    return _("{n}\u00a0MB").format(n=words.decimal(number / 1e6, 1))


def changes(ready: Sequence[Seen]) -> str:
    """Say what storing these tables adds and changes, kind by kind."""
    total: dict[str, list[int]] = {}
    for seen in ready:
        counts = total.setdefault(seen.kind, [0, 0])
        counts[0] += seen.compared.new
        counts[1] += seen.compared.changed
    return nouns.together([nouns.new_and_changed(kind, *counts) for kind, counts in total.items() if any(counts)])


def button(ready: Sequence[Seen]) -> str:
    """Name the one button after what it changes."""
    said = changes(ready)
    if said:
        return _("Import {changes}").format(changes=said)
    if any(seen.compared.beside for seen in ready):
        return _("Import what has changed beside them")
    return _("Nothing new in it") if len(ready) < 2 else _("Nothing new in them")


def all_together(found: Sequence[Seen]) -> str:
    """Say what several tables are together, and which of them can't be stored yet (Markdown)."""
    number = ngettext("{n} table", "{n} tables", len(found)).format(n=words.count(len(found)))
    total: dict[str, int] = {}
    for seen in found:
        if seen.ready:
            rows = seen.checked.frames[seen.checked.main]
            total[seen.kind] = total.get(seen.kind, 0) + (rows["who"].n_unique() if seen.kind == columns.CUSTOMERS else rows.height)
    text = f"**{number}**"
    if total:
        text += ": " + ", ".join(nouns.things(kind, n) for kind, n in total.items())
    asks, refused = sum(seen.asks for seen in found), sum(refused_now(seen) for seen in found)
    out = sum(seen.out for seen in found)
    more = [
        ngettext("one needs an answer", "{n} need an answer", asks).format(n=words.count(asks)) if asks else "",
        ngettext("one can’t be read", "{n} can’t be read", refused).format(n=words.count(refused)) if refused else "",
        ngettext("one is left out", "{n} are left out", out).format(n=words.count(out)) if out else "",
    ]
    more = [part for part in more if part]
    return text + ("; " + ", ".join(more) if more else "") + "."


def refused_now(seen: Seen) -> bool:
    """Whether a table can't be read as it is, and no answer alone would help."""
    return not seen.out and seen.refusal is not None and not isinstance(seen.refusal, DateOrderUndecided)


def title_of(seen: Seen) -> str:
    """Name a table for a choice among several, with a mark of what it waits for (Markdown)."""
    name = words.escape_markdown(seen.name)
    if seen.out:
        return _("{name} – left out").format(name=name)
    if seen.asks:
        return _("{name} – needs an answer").format(name=name)
    if seen.refusal is not None:
        return _("{name} – can’t be read").format(name=name)
    return name


def currency_name(code: str) -> str:
    """Return a currency's name, of several of its units.

    >>> currency_name("EUR"), currency_name("XXX")
    ('euros', 'amounts without a currency')
    """
    return _("amounts without a currency") if code == words.NO_CURRENCY else get_currency_name(code, count=2, locale=LOCALE)


def money_caption(chosen: Money, result: Reconciliation, cut: int | None, kind: str) -> str:
    """Say what the picture of the money shows: its unit, what is kept apart, where its axis is cut (Markdown)."""
    said = [_("**Where the money goes** — {currency}; how many it belongs to in brackets.").format(currency=currency_name(chosen.currency))]
    for other in result.money:
        if other is not chosen:
            amount = words.escape_markdown(words.money(other.in_file, other.currency))
            many = nouns.things(kind, other.orders_in_file)
            said.append(
                ngettext(
                    "{things} in {currency} ({amount}) is kept apart, never added.",
                    "{things} in {currency} ({amount}) are kept apart, never added.",
                    other.orders_in_file,
                ).format(things=many, currency=currency_name(other.currency), amount=amount)
            )
    if cut is not None:
        whole = words.escape_markdown(words.money(cut, chosen.currency, whole=True))
        said.append(_("The axis is cut at {amount}.").format(amount=whole))
    return " ".join(said)


def ignored(checked: Checked) -> str:
    """Say which rows are nothing, or are kept and never counted, and why (Markdown); "" if none is."""
    if not checked.ignored:
        return ""
    said = [
        _("{reason} ({n})").format(reason=words.escape_markdown(translated(item.reason)), n=words.count(item.rows))
        for item in checked.ignored
    ]
    return _("Rows that don’t count: {reasons}.").format(reasons=", ".join(said))
