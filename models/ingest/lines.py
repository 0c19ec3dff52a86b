"""Lines: cut text into records with the library's reader, and go on where a quote is broken."""

from __future__ import annotations

import csv
from collections.abc import Iterator

LONGEST_LINE = 1_000_000  # characters


class LineTooLong(ValueError):
    """A line so long that the text can't be a table."""


class Lines:
    """The lines of a text, one by one, with the place where the next begins.

    Parameters
    ----------
    text : str

    Raises
    ------
    LineTooLong
        While going through them.
    """

    __slots__ = ("text", "offset")

    def __init__(self, text: str) -> None:
        self.text, self.offset = text, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        begin = self.offset
        if begin >= len(self.text):
            raise StopIteration
        end = self.text.find("\n", begin, begin + LONGEST_LINE) + 1
        if not end:
            end = len(self.text)
            if end - begin > LONGEST_LINE:
                raise LineTooLong
        self.offset = end
        return self.text[begin:end]


def records_of(lines: Lines, separator: str, width: int | None = None) -> Iterator[list[str]]:
    """Cut lines into records.

    A record that the library calls malformed is read by its first line alone: a quote that is never closed must not
    swallow the rows below.

    Parameters
    ----------
    lines : Lines
    separator : str
    width : int, optional
        Cells in a record of the table, to choose between two readings of a malformed line.

    Examples
    --------
    >>> list(records_of(Lines('a,b\\n"1,2\\n3,"4 "5" inch"\\n'), ",", 2))
    [['a', 'b'], ['1', '2'], ['3', '4 "5" inch']]
    """
    wasted, patience = 0, 3 * len(lines.text) + 10_000_000  # letters read in vain
    while wasted < patience:
        begin, number = lines.offset, 1
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            for record in reader:
                if reader.line_num > number:  # a record of several lines
                    if width is not None and _swallows(lines.text[begin : lines.offset], record, separator, width):
                        break
                    number = reader.line_num
                number += 1
                begin = lines.offset
                yield record
            else:
                return
        except csv.Error:
            pass
        wasted += lines.offset - begin
        lines.offset = begin
        yield _mended(next(lines), separator, width)
    for line in lines:
        yield _mended(line, separator, width)


def _swallows(text: str, record: list[str], separator: str, width: int) -> bool:
    """Tell whether a record of several lines is several records: most of its lines would be one each."""
    first, *others = text.splitlines()
    if len(record) != width and len(_mended(first, separator, width)) == width:
        return True
    whole = sum(1 for line in others if '"' not in line and line.count(separator) == width - 1)
    return whole > max(2, len(others) / 2)


def _mended(line: str, separator: str, width: int | None) -> list[str]:
    """Read one malformed line: by its separators alone if that gives a row of the table."""
    line = line.rstrip("\r\n")
    plain = [_unquoted(cell) for cell in line.split(separator)]
    if len(plain) == width:
        return plain
    try:
        [record] = csv.reader([line], delimiter=separator)
    except (csv.Error, ValueError):
        return plain
    return record if len(record) == width or line.count('"') % 2 == 0 else plain


def _unquoted(cell: str) -> str:
    if cell.startswith('"'):
        cell = cell[1:].removesuffix('"')
    return cell.replace('""', '"')
