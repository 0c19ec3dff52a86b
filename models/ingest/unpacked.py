"""Archives: a workbook is one, and what it unpacks to is measured before anything is read."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from models.errors import Refused, say

UNPACKED_LIMIT = 400_000_000  # bytes; a workbook that unpacks to more is refused before it is read
CELLS_LIMIT = 30_000_000  # cells that a sheet may span, empty ones included
PIECE = 1 << 20  # bytes that are unpacked at a time

_OTHERS = (
    ("word/", "a Word document"),
    ("ppt/", "a presentation"),
    ("Index/", "a Numbers or Pages document"),
)
#: A cell that is not plainly in one of the first 26 columns; a sheet of those alone can't reach too far, however long.
_ODD = re.compile(rb"""<c(?! r="[A-Z]\d|ol|f|on)(?=.{12})""", re.DOTALL)  # a tag that the piece cuts off comes again with the next
_ROW = re.compile(rb"""row [^>]*?r=["'](\d{6,9})""")
_TWO_LETTERS = re.compile(rb"""r=["'][A-Z]{2}""")
_LETTERS = re.compile(rb"""r=["']([A-Z]{2,3})\d""")
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_NO_PLACE = re.compile(rb"<(?:\w+:)?c(?:>| (?!r=))")


def refuse_archive(file: str, data: bytes) -> None:
    """Refuse an archive that is no workbook, or that would unpack to more than a computer holds.

    The sizes that it declares are summed first. They may lie, so it is then unpacked piece by piece, and nothing is kept.

    Raises
    ------
    Refused
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, struct.error) as problem:
        raise _broken(file) from problem
    names = {member.filename for member in members}
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        what = next((what for start, what in _OTHERS if any(name.startswith(start) for name in names)), None)
        raise Refused(
            found=say("{}, which is {}", file, what) if what else say("{}, an archive that is no workbook", file),
            needed="a table as CSV, text or XLSX",
            do="save its table as XLSX or CSV" if what else "unpack it, and bring the files in it",
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED_LIMIT:
        raise _too_big(file, unpacked)
    unpacked = 0
    try:
        for member in members:
            odd, before = False, b""
            for piece in _pieces(data, member):
                unpacked += len(piece)
                if unpacked > UNPACKED_LIMIT:
                    raise _too_big(file, unpacked)
                odd = odd or b":c" in piece or _ODD.search(before + piece) is not None
                before = piece[-60:]
            if odd:
                _refuse_far_cells(file, data, member)
    except (zlib.error, struct.error, NotImplementedError, EOFError) as problem:
        raise _broken(file) from problem


def _refuse_far_cells(file: str, data: bytes, member: zipfile.ZipInfo) -> None:
    """Refuse a sheet with a cell so far from the others that the library, which lays out all between, would run out of memory."""
    extent = _Extent()
    for piece in _pieces(data, member):
        extent.add(piece)
    if extent.rows * extent.columns > CELLS_LIMIT:
        raise Refused(
            found=say("{}, a sheet with cells as far away as row {} and column {}", file, extent.rows, extent.columns),
            needed="a sheet that holds the table and nothing far away from it",
            do="copy the table to a new workbook, or save the sheet as CSV",
        )


class _Extent:
    """How far a sheet reaches, by the places that its rows and cells name, or by counting those that name none."""

    def __init__(self) -> None:
        self.rows, self.columns = 1, 26  # fewer are no danger, and not counted
        self._numbered, self._before, self._in_row = 0, b"", 0

    def add(self, piece: bytes) -> None:
        """Look at the next piece of the sheet's XML."""
        text = self._before + piece
        self._before = text[-60:]
        self._numbered = max([self._numbered, *map(int, _ROW.findall(text))])
        if _TWO_LETTERS.search(text):
            self.columns = max([self.columns, *map(_column, set(_LETTERS.findall(text)))])
        if _NO_PLACE.search(text):  # cells that don't say where they are follow one another
            first, *others = map(_CELL.findall, piece.split(b"row>"))
            counts = [self._in_row + len(first), *map(len, others)]
            self._in_row = counts[-1]
            self.columns = max(self.columns, *counts)
            self._numbered += len(others)
        self.rows = max(self.rows, self._numbered)


def _column(letters: bytes) -> int:
    """Return a column's number.

    >>> _column(b"A"), _column(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _pieces(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member piece by piece, to its real end, whatever size it declares."""
    name, extra = struct.unpack_from("<HH", data, member.header_offset + 26)
    begin = member.header_offset + 30 + name + extra
    packed = memoryview(data)[begin : begin + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        for start in range(0, len(packed), PIECE):
            yield bytes(packed[start : start + PIECE])
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), PIECE):
        rest = packed[start : start + PIECE]
        while len(rest) and not unpacker.eof:
            yield unpacker.decompress(rest, PIECE)
            rest = unpacker.unconsumed_tail
    while not unpacker.eof and (piece := unpacker.decompress(unpacker.unconsumed_tail, PIECE)):
        yield piece


def _broken(file: str) -> Refused:
    return Refused(found=say("{}, a broken workbook", file), needed="an XLSX workbook", do="save it again as XLSX or CSV")


def _too_big(file: str, size: int) -> Refused:
    return Refused(
        found=say("{}, a workbook that unpacks to {} MB", file, size // 1_000_000),
        needed=say("at most {} MB", UNPACKED_LIMIT // 1_000_000),
        do="save the sheet as CSV; it takes far less",
    )
