"""Decode: bytes in, UTF-8 out, with the name of what they were."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from models.errors import Refused, say
from models.ingest.legible import ENCODINGS, best_encoding

SAMPLE = 200_000  # bytes that are looked at

_CONTROL = bytes(code for code in range(1, 32) if code not in b"\t\r\n\f\x1a")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(file: str, data: bytes) -> tuple[bytes, str]:
    """Return a file's text as UTF-8, its lines ended by a line feed, and the encoding that it was in.

    Raises
    ------
    Refused
        If it is no text, or in no known encoding.

    Examples
    --------
    >>> data, encoding = decoded("orders.csv", "заказ;сумма\\nкнига;5\\nтетрадь;6\\nручка и карандаш;7\\n".encode("cp1251"))
    >>> data.decode().splitlines()[1], encoding
    ('книга;5', 'cp1251')
    """
    data, encoding = _as_utf8(file, data)
    _refuse_binary(file, data[:SAMPLE])
    if b"\r" in data[:SAMPLE]:
        ends, pairs = data.count(b"\r"), data.count(b"\r\n")
        if ends - pairs > 5 * data.count(b"\n"):
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")  # lines as the old Mac ended them
    for mark in (b"\x00", b"\x1e", b"\x1f"):
        if mark in data:
            data = data.replace(mark, b"")  # as `without_marks` does
    return data, encoding


def _as_utf8(file: str, data: bytes) -> tuple[bytes, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").encode(errors="replace"), encoding
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    wide = _wide(data[:SAMPLE])
    if wide is not None:
        return data.decode(wide, errors="replace").encode(errors="replace"), wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data, "utf-8"
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken * 20 <= len(data) - len(text):  # a few letters cut or spoilt in a text that is else UTF-8
        return text.encode(), "utf-8"
    sample = _telling(data)
    encoding = best_encoding(sample)
    if encoding is None:
        guess = from_bytes(sample, cp_isolation=[*ENCODINGS]).best()
        if guess is None:
            raise Refused(found=say("{}, bytes in no known encoding", file), needed="text", do="save it as CSV in UTF-8")
        encoding = guess.encoding
    return data.decode(encoding, errors="replace").encode(errors="replace"), encoding


def _wide(sample: bytes) -> str | None:
    """Recognise UTF-16 without its mark: digits, separators and line ends have a NUL beside them, always on the same side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.1 * len(sample) / 2 or min(even, odd) > 0.02 * max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _telling(data: bytes) -> bytes:
    """Return the lines that say something about the encoding: those with letters beyond ASCII, wherever they stand."""
    found, size = [], 0
    for line in re.finditer(rb"[^\n]*[\x80-\xff][^\n]*\n?", data):
        piece = line[0][:5_000]
        found.append(piece)
        size += len(piece)
        if size > SAMPLE:
            break
    return b"".join(found)


def _refuse_binary(file: str, sample: bytes) -> None:
    control = len(sample) - len(sample.translate(None, _CONTROL)) + max(0, sample.count(0) - len(sample) // 1000)
    if control > max(5, len(sample) / 200):
        raise Refused(found=say("{}, which holds binary data", file), needed="a table as CSV, text or XLSX", do="export the table itself")
