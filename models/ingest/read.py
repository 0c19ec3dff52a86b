"""Read: bytes in, tables of text out. What the text means is decided later.

Decoding comes first, then the place of the table in the file (separator, header rows), then a library's parse.
Row numbers count the file's records from 1 at its top, headers and blank lines included; in a workbook, the sheet's rows.
"""

from __future__ import annotations

from models.errors import Refused, say
from models.ingest.decode import decoded
from models.ingest.delimited import delimited_table, directive, find_separator, first_lines, unwrapped
from models.ingest.fixed import fixed_table, known_fixed
from models.ingest.formats import refuse_known, refuse_text
from models.ingest.headers import LOOK_AHEAD
from models.ingest.lines import LONGEST_LINE
from models.ingest.table import Table
from models.ingest.workbook import workbook_tables


def read(file: str, data: bytes) -> list[Table]:
    """Read the tables of a file.

    Parameters
    ----------
    file : str
        Its name, for messages.
    data : bytes
        All of it.

    Returns
    -------
    list of Table
        One for text; one for each visible sheet with a header and rows for a workbook.

    Raises
    ------
    Refused
        If there is no table in it.

    Examples
    --------
    >>> [table] = read("orders.csv", b"order id;amount\\n7;1,50\\n")
    >>> table.separator, table.headers, table.frame["amount"].to_list()
    (';', ('order id', 'amount'), ['1,50'])
    """
    if data[:10_000].isspace() and not data.strip() or not data:
        raise Refused(
            found=say("{}, an empty file", file),
            needed="a table with a header and at least one row",
            do="export it again, and look at its size before you bring it",
        )
    refuse_known(file, data)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return workbook_tables(file, data)
    text, encoding = decoded(file, data)
    return [_text_table(file, text, encoding)]


def _text_table(file: str, data: bytes, encoding: str) -> Table:
    sample = first_lines(data, LOOK_AHEAD * 4)
    refuse_text(file, sample)
    if len(data) > LONGEST_LINE and b"\n" not in data[:LONGEST_LINE]:
        raise Refused(
            found=say("{}, a line of more than {} letters", file, LONGEST_LINE),
            needed="records that end with a line break",
            do="check how the file is cut into lines, and export it again",
        )
    named = directive(data)
    if named is not None:
        return delimited_table(file, data, encoding, named)
    if (inner := unwrapped(sample, data)) is not None:
        data, sample = inner, first_lines(inner, LOOK_AHEAD * 4)
    table = known_fixed(file, data, sample, encoding)
    if table is not None:
        return table
    separator, width, share = find_separator(sample)
    table = fixed_table(file, data, sample, encoding, at_least=width if share > 0.6 else 1)
    if table is not None:
        return table
    if separator is None:
        raise Refused(
            found=say("{}, text without columns", file), needed="columns set apart by comma, semicolon, tab or |", do="export it as CSV"
        )
    return delimited_table(file, data, encoding, separator)
