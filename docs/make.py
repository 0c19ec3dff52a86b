"""Write docs/data.md from the columns and the sources themselves, so that it can't say anything else than they do.

python -m docs.make
"""

from __future__ import annotations

from pathlib import Path

from models.columns import ATTRIBUTE, BY_NAME, COLUMNS, Column
from models.ingest.recognise import ATTRIBUTE_VALUES, PLAIN
from models.ingest.source import Source, known_sources
from models.ingest.values import NO_CURRENCY, STATES
from models.tables import COUNTED_STATES

PAGE = Path(__file__).with_name("data.md")

GRAINS = {
    "order": "each row is an order",
    "head": "the order’s cells stand on its first row, further articles below it",
    "line": "each row is an article with an amount of its own; the order is their sum",
    "total": "each row is an article; the order’s amount is repeated on each of them and read once",
}
DATE_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
KINDS = {"text": "text", "time": "date or time", "money": "amount", "number": "number", "currency": "currency", "state": "state"}

INTRODUCTION = """\
# What can be imported

<!-- Made by `python -m docs.make` from models/columns.py and models/ingest/sources/. Change it there. -->

Orders, as CSV, text with tabs, semicolons or bars, fixed columns (CDNOW's), or XLSX. A file whose columns are those of a
[known source](#known-sources) is read by that source's rules. Any other table of orders is read by the names of its columns,
and you correct what was taken wrongly: on the Data page, or with `--map COLUMN=FIELD`. Two things are needed: the day of an order, and
an amount or an order number. Nothing is stored before you have seen how the file is read.

## Columns

A *field* is the name that `--map` and the templates use. Capitals, signs and blanks in a header make no difference.
"""

PLAIN_TABLE = f"""\
## Any other table of orders

Its id for `--as` is `{PLAIN}`.

- Columns are recognised by the names above, each header once. A column of dates, or of e-mails, is also found by what stands in it.
- A row with a number that repeats over different articles is an article. If the amount is the same on each row of every such order,
  it is the order's and read once; if it stands on the first row alone, the rows below belong to that order; else each row has its own
  amount and the order is their sum.
- Without order numbers, each row is an order, and equal rows are different orders. Where such a file names articles, one customer's
  rows of one day are one order.
- A negative amount is a refund: of the order that it names, or, if it names none, of its customer.
- Of two states of one order in a file the later stands.
- Rows that only give a total, and blank ones, are nothing.
- A column that nothing claims and that has 2 to {ATTRIBUTE_VALUES} different texts is kept with the order, and that of the first order
  can be filtered by. Map any other column to `{ATTRIBUTE}` to keep it too.
- Dates: day or month first is decided by the whole column. If no day is above 12, you are asked (`--date-order dmy` or `mdy`).
- A file that names no currency has `{NO_CURRENCY}`, the ISO code for none, until you say one (`--currency EUR`).

## Bad rows

A row that can't be read is left out whole and listed with its number, its column, what was found and what was needed; the others are
taken. Row numbers count the file's records from 1 at its top, the header included; in a workbook they are the sheet's.
"""


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION, _columns(), "## What they are called elsewhere\n", _words(), _states(), "## Known sources\n",
             *(_source(source) for source in sorted(known_sources(), key=lambda source: source.title)), PLAIN_TABLE]  # fmt: skip
    return "\n".join(parts)


def _columns() -> str:
    rows = ["| field | of | read as | meaning | example |", "|---|---|---|---|---|"]
    return "\n".join(rows + [_column_row(column) for column in COLUMNS]) + "\n"


def _column_row(column: Column) -> str:
    kind = KINDS[column.kind] + (f", {column.unit}" if column.unit else "")
    return f"| `{column.name}` | {column.entity} | {kind} | {column.meaning} | {column.example} |"


def _words() -> str:
    return "\n".join(f"- `{column.name}`: {', '.join(column.words)}" for column in COLUMNS) + "\n"


def _states() -> str:
    counts = " and ".join(f"`{state}`" for state in COUNTED_STATES)
    rows = "\n".join(f"- `{state}`: {', '.join(words)}" for state, words in STATES.items())
    return f"## States of an order\n\nOnly {counts} count. A word that is not here counts as paid, with a warning.\n\n{rows}\n"


def _source(source: Source) -> str:
    facts = [
        f"- recognised by the columns {_named(source.signature)}" if source.separator != "fixed" else "- recognised by its fixed columns",
        f"- {GRAINS[source.grain]}",
        f"- order numbers belong to the shop “{source.shop}” unless you name it (`--shop`)",
    ]
    if source.currency:
        facts.append(f"- amounts are in {source.currency}, which the file does not say")
    if source.date_order:
        facts.append(f"- dates: {DATE_ORDERS[source.date_order]}")
    if source.utc:
        facts.append("- times are in UTC")
    facts += [f"- {rule}" for rule in source.rules]
    facts += [f"- left out: {reason}" for reason in source.ignore]
    if source.attributes:
        facts.append(f"- kept with the order, to filter by: {_named(source.attributes)}")
    fields = [f"  - `{name}`: {_named(source.fields[name])}" for name in BY_NAME if name in source.fields]
    facts += ["- each field is read from the first of these columns that is there:", *fields]
    return f"### {source.title}\n\nIts id for `--as` is `{source.name}`.\n\n" + "\n".join(facts) + "\n"


def _named(headers) -> str:
    return ", ".join(f"“{header}”" for header in headers)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
