"""Formats: what is no table is refused by name, with what to do instead."""

from __future__ import annotations

import re
from typing import NoReturn

from models.errors import Refused, say

#: First bytes that tell what a file is.
_MAGIC = {
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"BM": "a BMP picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"%PDF": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"SQLite format 3\x00": "an SQLite database",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"Obj\x01": "an Avro file",
    b"ID3\x02": "an MP3 recording",
    b"ID3\x03": "an MP3 recording",
    b"ID3\x04": "an MP3 recording",
    b"OggS": "an Ogg recording",
    b"\x1a\x45\xdf\xa3": "a video",
    b"MZ": "a Windows program",
    b"\x7fELF": "a Linux program",
    b"\x00\x01\x00\x00Standard": "an Access database",
    b"$FL2": "an SPSS file",
    b"$FL3": "an SPSS file",
    b"<stata_dta>": "a Stata file",
}
_TEXT = {
    "JSON text": r"\s*(?:\{\s*\"[^\"]*\"\s*:|\[\s*\{|\[\s*\[)",
    "a web page (HTML)": r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta|style|div|font)\b",
    "a spreadsheet in the XML format of 2003": r"\s*<\?xml\b.*?(?:urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet)",
    "XML text": r"\s*<(?:\?xml|!doctype|[a-z_][\w.:-]*[\s/>])",
    "an e-mail message": r"\s*(?:From: |Return-Path: |Received: |MIME-Version: )",
    "a vCard or calendar file": r"\s*BEGIN:V(?:CARD|CALENDAR)",
    "a spreadsheet in the SYLK format": r"ID;P[A-Z]{2,}",
}


def refuse_known(file: str, data: bytes) -> None:
    """Refuse a file whose first bytes say that it is something else than a table.

    Raises
    ------
    Refused
        Naming what it is.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            _refuse(file, what)
    if data[:4] == b"RIFF":
        _refuse(file, {b"WEBP": "a WebP picture", b"AVI ": "an AVI video"}.get(data[8:12], "a recording"))
    if data[4:8] == b"ftyp":
        kind = data[8:12]
        heic = kind in (b"heic", b"heix", b"mif1", b"heim", b"hevc", b"msf1")
        _refuse(file, "a HEIC picture" if heic else "an AVIF picture" if kind == b"avif" else "a video")


def _refuse(file: str, what: str) -> NoReturn:
    raise Refused(
        found=say("{}, which is {}", file, what),
        needed="a table as CSV, text or XLSX",
        do="unpack it, and bring the file in it"
        if what.endswith("archive")
        else "export the table itself; a picture, a document or an archive can't be read",
    )


def refuse_text(file: str, sample: str) -> None:
    """Refuse text that is no table, by its beginning.

    Raises
    ------
    Refused
        Naming what it is.
    """
    for what, pattern in _TEXT.items():
        if re.match(pattern, sample[:20_000], re.IGNORECASE | re.DOTALL):
            raise Refused(
                found=say("{}, which is {}", file, what),
                needed="a table as CSV, text or XLSX",
                do="open it in your spreadsheet program and save it as CSV or XLSX"
                if "spreadsheet" in what or "HTML" in what
                else "export it as CSV or XLSX",
            )
