"""Tables to take along, as CSV and as a workbook: numbers are numbers, days are days, and no text is a formula."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

import xlsxwriter

from components.exact import Table, exact
from components.language import _

__all__ = ["Table", "exact", "safe", "sheet_name", "slug", "write_csv", "write_xlsx"]

#: What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Rows of a sheet, its header left out.
MOST_ROWS = 1_048_575
#: Letters of a sheet's name.
LETTERS = 31
#: Widths of columns, in characters; rows that are looked at for them.
NARROWEST, WIDEST, LOOKED_AT = 8, 60, 200
# The workbook says when it was made; ours says nothing that the clock knows.
MADE = datetime(2000, 1, 1)


def safe(value: object) -> object:
    """Return a text that no spreadsheet takes for a formula; numbers and days are as they are.

    >>> safe("=1+1"), safe("-3 %"), safe(-3), safe("plain")
    ("'=1+1", "'-3 %", -3, 'plain')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def write_csv(table: Table) -> str:
    """Write a table as CSV (RFC 4180): numbers as they are, days as ISO 8601 writes them.

    >>> write_csv(exact(["name", "n"], [["=1+1", -2]])).splitlines()
    ['name,n', "'=1+1,-2"]
    """
    out = io.StringIO()
    # With these two at a line's end, either of them within a text is quoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(header) for header in table.headers])
    writer.writerows(["" if value is None else safe(value) for value in row] for row in table.rows)
    return out.getvalue()


def write_xlsx(table: Table, *, name: str, about: Sequence[tuple[str, str]] = ()) -> bytes:
    """Write a table as a workbook: its sheets, and one that says what it is.

    Parameters
    ----------
    table
        More rows than a sheet holds go on in a second one.
    name
        What it holds; the sheet's name is made of it.
    about
        Terms and their texts.

    Returns
    -------
    bytes
        The same for the same table: no time of writing is in it.
    """
    out = io.BytesIO()
    settings = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd", "nan_inf_to_errors": False,
    }  # fmt: skip
    book = xlsxwriter.Workbook(out, settings)
    book.set_properties({"created": MADE, "title": name[:255]})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    rows, part = iter(table.rows), 1
    while (some := list(islice(rows, MOST_ROWS))) or part == 1:
        sheet = book.add_worksheet(sheet_name(name if part == 1 else f"{part} {name}"))
        _fill(sheet, table, some, bold, [book.add_format({"num_format": table.form(place)}) for place in range(len(table.headers))])
        part += 1
    if about:
        sheet = book.add_worksheet(sheet_name(_("About"), taken=sheet_name(name)))
        sheet.set_column(0, 0, 24, wrapped)
        sheet.set_column(1, 1, 90, wrapped)
        for place, (term, text) in enumerate(about):
            sheet.write_string(place, 0, str(safe(term)), bold)
            sheet.write_string(place, 1, str(safe(text)), wrapped)
    book.close()
    return out.getvalue()


def _fill(sheet, table: Table, rows: list[tuple], bold, forms: list) -> None:
    for place, header in enumerate(table.headers):
        seen = max([len(str(header)), *(len(_shown(row[place])) for row in rows[:LOOKED_AT])])
        sheet.set_column(place, place, min(max(seen + 2, NARROWEST), WIDEST))
        sheet.write_string(0, place, str(safe(header)), bold)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, str) or (isinstance(value, float) and math.isinf(value)):
                sheet.write_string(line, place, safe(str(value)))
            elif isinstance(value, bool):
                sheet.write_boolean(line, place, value)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value)
            elif isinstance(value, int | float | Decimal):
                sheet.write_number(line, place, value, forms[place])


def _shown(value: object) -> str:
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)


def sheet_name(text: str, *, taken: str = "") -> str:
    """Return a name that a sheet may have: at most 31 letters, without the signs that are forbidden, and no formula.

    >>> sheet_name("[x]: what/ever?"), sheet_name(""), sheet_name("'=1"), sheet_name("About", taken="About")
    ('x what ever', 'Table', '=1', 'About 2')
    """
    plain = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", text).split())
    # The limit counts a letter beyond the first 65,536 twice.
    plain = plain.encode("utf-16-le")[: 2 * LETTERS].decode("utf-16-le", "ignore").strip("' ")
    plain = plain if plain and plain.casefold() != "history" else "Table"
    return f"{plain[: LETTERS - 2]} 2" if plain.casefold() == taken.casefold() else plain


def slug(text: str) -> str:
    """Return a text as a part of a file's name.

    >>> slug("Who stays?"), slug("../../=x")
    ('who-stays', 'x')
    """
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")[:60].strip("-") or "table"
