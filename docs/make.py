"""Write docs/data.md from the columns and the sources themselves, so that it can't say anything else than they do.

python -m docs.make
"""

from __future__ import annotations

from pathlib import Path

from models.columns import ATTRIBUTE, BY_NAME, COLUMNS, COMPLAINTS, ORDERS, SPENDING, SURVEY, Column, columns_of
from models.ingest.answers import SETS
from models.ingest.groups import CUSTOMER_GROUPS, EMPLOYEE_GROUPS
from models.ingest.matching import ATTRIBUTE_VALUES
from models.ingest.reading import QUESTIONS
from models.ingest.source import Source, known_sources
from models.ingest.values import NO_CURRENCY, STATES
from models.ingest.wording import CHANNELS, COMPLAINT_STATES, PURPOSES
from models.kinds import KINDS, Kind
from models.tables import COUNTED_STATES

PAGE = Path(__file__).with_name("data.md")

GRAINS = {
    "order": "each row is an order",
    "head": "the order’s cells stand on its first row, further articles below it",
    "line": "each row is an article with an amount of its own; the order is their sum",
    "total": "each row is an article; the order’s amount is repeated on each of them and read once",
}
DATE_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
TYPES = {
    "text": "text",
    "time": "date or time",
    "period": "date, or a month",
    "money": "amount",
    "number": "number",
    "duration": "length of time",
    "currency": "currency",
    "state": "state",
}

INTRODUCTION = f"""\
# What can be imported

<!-- Made by `python -m docs.make` from models/columns.py, models/kinds.py and models/ingest/sources/. Change it there. -->

Tables, as CSV, text with tabs, semicolons or bars, fixed columns, XLSX, XLS or ODS; in any usual encoding; with lines of text above the
table and totals below it; with one header row, two or three; several sheets, and several files at once. What a table is about is one of
{len(KINDS)} kinds. A file whose columns are those of a [known export](#known-exports) is read by that export's own rules. Any
other table is read by
the names of its columns, in English, Russian or Chinese, and by what stands in them; you correct what was taken wrongly, on the
Data page or with
`--map COLUMN=FIELD`, and the next file with the same columns is read your way. Nothing is stored before you have seen how the
file is read.

Recognition is by meaning and can err: the page says what a file was taken for and why. `--as NAME` puts it right, with the id of
a kind or of an
export.

## Who is who

E-mails, customer numbers and, for organisations, their names identify, and join what different files say:

- An e-mail means the same person in every file; capitals and blanks around it make no difference.
- A customer number means the same customer within one shop or system. All tables that no known system wrote share one namespace, so
  that your own list of customers meets your own orders. Leading zeros matter, and number 0 is nobody's.
- Two identities in one row are one customer's: a shop's number and an e-mail meet once any file carries both. Undoing that file
  parts them again.
- A company beside a person is that person's account, never the same customer. Where no person stands in the row, the company is
  the customer.
- A name identifies only where a file has nothing else. A phone never does: it is kept as an attribute.

## Kinds of table

A *field* is the name that `--map` and the templates use. Capitals, signs and blanks in a header make no difference. The Data
page has an empty
template of each kind.
"""

ASKED = f"""\
Every further column of answers is a question: numbers on a scale, numbers with words ("5 - very good"), stars, or words such as
"strongly agree" or
"очень доволен" ({len(SETS)} sets in three languages). The scale is read from the header ("1-5", "0-10", "1 = very poor, 5 =
excellent"), else from the
whole column, and said. Where 1 is the good end (the header says so, or the answers do: "1 - very
satisfied"), answers are turned round. "n/a", "-", "не знаю" and the like are missing, and no
zero. An answer off the
scale makes its row bad. `--map COLUMN=` {", ".join(f"`{name}`" for name in QUESTIONS)} says what a column asks. All other
columns but the computer's
address are kept with the answer.

What is rated is put into a group by its words ({", ".join(CUSTOMER_GROUPS)}; of employees:
{", ".join(EMPLOYEE_GROUPS)}). You name it, group it, and say
what it tells where you bring the file or on the Data page; each later file that asks the same question follows.

The usual channels go by one name in whatever language they stand ({", ".join(CHANNELS)}); any other stays as it is. Where no
column says it, you can: *Read it differently*, on the Data page.
"""

PLAIN_ORDERS = f"""\
### How rows make orders

- A row with a number that repeats over different articles is an article. If the amount is the same on each row of every such order,
  it is the order's and read once; if it stands on the first row alone, the rows below belong to that order; else each row has its own
  amount and the order is their sum.
- Without order numbers, each row is an order, and equal rows are different orders. Where such a file names articles, one customer's
  rows of one day are one order.
- A negative amount is a refund: of the order that it names, or, if it names none, of its customer.
- Of two states of one order in a file the later stands.
- Where the state is a stage of a deal, what nobody knows is an open deal; else it counts as paid, with a warning.
- A column that nothing claims and that has 2 to {ATTRIBUTE_VALUES} different texts is kept with the order, and that of the first order
  can be filtered by. Map any other column to `{ATTRIBUTE}` to keep it too.
- A file that names no currency has `{NO_CURRENCY}`, the ISO code for none, until you say one (`--currency EUR`).
"""

EVERY_TABLE = """\
## In every table

- Dates: day or month first is decided by the whole column. If no day is above 12, you are asked (`--date-order dmy` or `mdy`).
  Rows before 1980, or far
  later than nearly all others, are bad.
- Numbers: decimal point or comma is decided by the whole column; blanks, currency signs, brackets and a trailing minus are understood.
- Rows that only give a total, blank ones, and text above and below the table are nothing.
- A row that can't be read is left out whole and listed with its number, its column, what was found and what was needed; the others are
  taken. The Data page gives you those rows as a file in their own layout; correct them there and bring that file: nothing counts
  twice. Row
  numbers count the file's records from 1 at its top, the header included; in a workbook they are the sheet's.
- A row with a number that is here already updates it; one without is known again by all that it says, and its count among
  equals. A blank cell takes
  nothing away that an earlier file said.
"""


def page() -> str:
    """Return the whole page."""
    exports = sorted(known_sources(), key=lambda source: (source.title.casefold(), source.name))
    parts = [INTRODUCTION, *(_kind(kind) for kind in KINDS), EVERY_TABLE, "## What columns are called elsewhere\n", _words(), _states(),
             "## Known exports\n", *(_source(source) for source in exports)]  # fmt: skip
    return "\n".join(parts)


def _kind(kind: Kind) -> str:
    needs = ["at least one column of ratings"] if kind.name == SURVEY else []
    needs += [" or ".join(f"`{name}`" for name in group) for group in kind.needs]
    rows = ["| field | read as | meaning | example |", "|---|---|---|---|", *(_column_row(column) for column in columns_of(kind.name))]
    further = {
        ORDERS: PLAIN_ORDERS,
        COMPLAINTS: _wording("States of a complaint", COMPLAINT_STATES),
        SPENDING: _wording("Purposes", PURPOSES),
    }
    parts = [
        f"## {kind.title[:1].upper()}{kind.title[1:]}\n\nIts id for `--as` is `{kind.name}`. It needs {'; and '.join(needs)}.\n",
        "\n".join(rows) + "\n",
        *([ASKED] if kind.asks else []),
        *([further[kind.name]] if kind.name in further else []),
    ]
    return "\n".join(parts)


def _wording(title: str, words) -> str:
    return f"### {title}\n\n" + "\n".join(f"- `{name}`: {', '.join(said)}" for name, said in words.items()) + "\n"


def _column_row(column: Column) -> str:
    type_ = TYPES[column.type] + (f", {column.unit}" if column.unit else "")
    return f"| `{column.name}` | {type_} | {column.meaning} | {column.example} |"


def _words() -> str:
    return "\n".join(f"- `{column.name}`: {', '.join(column.words)}" for column in COLUMNS) + "\n"


def _states() -> str:
    counts = " and ".join(f"`{state}`" for state in COUNTED_STATES)
    rows = "\n".join(f"- `{state}`: {', '.join(words)}" for state, words in STATES.items())
    return f"## States of an order\n\nOnly {counts} count. A word that is not here counts as paid, with a warning.\n\n{rows}\n"


def _source(source: Source) -> str:
    facts = [
        f"- recognised by the columns {_named(source.signature)}" if source.separator != "fixed" else "- recognised by its fixed columns",
        *([f"- {GRAINS[source.grain]}"] if source.kind == ORDERS else []),
        f"- its numbers belong to the shop “{source.shop}” unless you name it (`--shop`)",
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
    if source.skip:
        facts.append(f"- not kept: {_named(source.skip)}")
    fields = [f"  - `{name}`: {_named(source.fields[name])}" for name in BY_NAME if name in source.fields]
    facts += ["- each field is read from the first of these columns that is there:", *fields]
    about = next(kind.title for kind in KINDS if kind.name == source.kind)
    return f"### {source.title}\n\nA {about}. Its id for `--as` is `{source.name}`.\n\n" + "\n".join(facts) + "\n"


def _named(headers) -> str:
    return ", ".join(f"“{header}”" for header in headers)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
