"""The rows that can't be read: what is wrong with them, grouped, and the file to fix them in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from components import along, frame, ruled, words
from components.language import _, ngettext, translated
from components.seen import Seen
from components.sentences import importing
from models.columns import ORDERS
from models.ingest.notes import Bad
from models.ingest.reconcile import TO_FIX, Step, reconcile
from models.ingest.table import ROW
from models.ingest.tofix import name_of, rows_to_fix
from models.ingest.values import currency_digits

GROUPS, ROWS_NAMED, LETTERS = 50, 12, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows with one thing wrong in one column."""

    column: str
    found: str
    needed: str
    bad: tuple[Bad, ...]


def groups(bad: tuple[Bad, ...]) -> list[Group]:
    """Gather what is wrong in the same way, the commonest first."""
    found: dict[tuple[str, str, str], list[Bad]] = {}
    for one in bad:
        found.setdefault((one.column, translated(one.found)[:LETTERS], translated(one.needed)), []).append(one)
    made = [Group(column=c, found=f, needed=n, bad=tuple(rows)) for (c, f, n), rows in found.items()]
    return sorted(made, key=lambda group: -len(group.bad))


def download(seen: Seen) -> None:
    """Offer the rows to fix, in the layout of the file."""
    label = _("Rows to fix ({n})").format(n=words.count(seen.rows_to_fix))
    along.download(
        label,
        lambda: rows_to_fix(seen.table, seen.checked, words=translated),
        name=name_of(seen.table),
        mime="text/csv",
        key="rows-to-fix",
    )


def section(seen: Seen) -> None:
    """Show what is wrong, where."""
    number = seen.rows_to_fix
    frame.section(ngettext("{n} row to fix", "{n} rows to fix", number).format(n=words.count(number)), key="bad")
    frame.meaning(_said(seen), key="bad")
    shown = groups(seen.checked.bad)
    money = bool(seen.reconciled.money)
    currency = seen.reconciled.money[0].currency if money else ""
    headers = [_("Column"), _("Found"), _("Needed"), _("Rows")]
    headers += [_("Orders")] if seen.kind == ORDERS else []
    headers += [words.capital(importing.currency_name(currency))] if money else []
    headers += [_("Row numbers in your sheet") if seen.table.sheet else _("Row numbers in your file")]
    rows = [_row(seen, group, currency) for group in shown[:GROUPS]]
    everything = Group(column=_("Together"), found="", needed="", bad=seen.checked.bad)
    if len(shown) > 1:
        rows.append([*_row(seen, everything, currency)[:-1], ""])
    numbers = [place for place, header in enumerate(headers[:-1]) if place > 2 and header]
    ruled.table(headers, rows, name=_("Rows to fix"), numbers=numbers, total=len(shown) > 1, lasting=False)
    if len(shown) > GROUPS:
        frame.note(_("{n} further kinds of mistake are in the download.").format(n=words.count(len(shown) - GROUPS)), key="more-bad")


def _said(seen: Seen) -> str:
    orders = _step(seen, seen.checked.bad).orders if seen.kind == ORDERS else 0
    belong = ngettext("They belong to {n} order and are left out", "They belong to {n} orders and are left out", orders).format(
        n=words.count(orders)
    )
    begin = belong if orders and seen.rows_to_fix > 1 else ngettext("It is left out", "They are left out", seen.rows_to_fix)
    fix = ngettext(
        "Fix it in the downloaded file and bring that later: nothing counts twice.",
        "Fix them in the downloaded file and bring that later: nothing counts twice.",
        seen.rows_to_fix,
    )
    stay = _("Its rows without a remark can stay as they are.")
    return _("{left_out}; everything else can be imported now. {fix} {stay}").format(left_out=begin, fix=fix, stay=stay)


def _row(seen: Seen, group: Group, currency: str) -> list[str]:
    numbers = sorted({bad.row for bad in group.bad})
    cells = [group.column, group.found, group.needed, words.count(len(numbers))]
    if seen.kind == ORDERS or currency:
        step = _step(seen, group.bad)
        if seen.kind == ORDERS:
            cells.append(words.count(step.orders) if step.orders else _("unknown"))
        if currency:
            cells.append(_amount(step, currency))
    named = ", ".join(str(row) for row in numbers[:ROWS_NAMED])
    more = len(numbers) - ROWS_NAMED
    return [*cells, named + (_(" and {n} more").format(n=words.count(more)) if more > 0 else "")]


def _amount(step: Step, currency: str) -> str:
    if step.unknown and not step.amount:
        return _("unknown")
    digits = currency_digits(currency)
    return words.decimal(step.amount / 10**digits, digits)


def _step(seen: Seen, bad: tuple[Bad, ...]) -> Step:
    """Say what these rows are worth, in the currency of most of the file, by the rows alone."""
    money = seen.reconciled.money
    rows = [one.row for one in bad]
    table = replace(seen.table, frame=seen.table.frame.filter(pl.col(ROW).is_in(rows)))
    reading = seen.reading if len(money) != 1 else replace(seen.reading, currency=money[0].currency)
    found = reconcile(table, replace(seen.checked, reading=reading, bad=bad, ignored=())) if money else None
    steps = [(one.currency, step) for one in (found.money if found else ()) for step in one.steps if step.reason == TO_FIX]
    main = next((step for code, step in steps if money and code == money[0].currency), None)
    orders = sum(step.orders for _code, step in steps)
    if main is None:
        return Step(reason=TO_FIX, amount=0, orders=orders or _orders(seen, rows), unknown=len(rows))
    return Step(reason=TO_FIX, amount=main.amount, orders=orders, unknown=main.unknown)


def _orders(seen: Seen, rows: list[int]) -> int:
    header = seen.reading.fields.get("order_number")
    cells = seen.table.frame.filter(pl.col(ROW).is_in(rows))
    if header is None:
        return cells.height
    numbers = cells[header].str.strip_chars()
    return numbers.filter(numbers != "").n_unique() + int((numbers == "").sum())
