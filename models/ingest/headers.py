"""Headers: which records name a table's columns, and what the names are when two or three records share the task."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.columns import COLUMNS, plain
from models.ingest.table import ROW

LOOK_AHEAD = 60  # records in which the header is looked for

Record = Sequence[str]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands and what it says.

    Attributes
    ----------
    first : int
        Index of its first record, from 0.
    count : int
        How many records it is.
    names : tuple of str
        One for each column: none empty, none twice.
    """

    first: int
    count: int
    names: tuple[str, ...]

    @property
    def below(self) -> int:
        """Index of the first record below it."""
        return self.first + self.count

    def as_wide(self, width: int) -> Header:
        """Return it with names for all of so many columns."""
        return Header(self.first, self.count, names([*self.names, *[""] * (width - len(self.names))]))


_KNOWN_WORDS = {plain(word) for column in COLUMNS for word in column.words}
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек"
_UNITS = "am|pm|utc|gmt|usd|eur|gbp|rub|cny|kzt|руб|коп|тг|шт|г|р"
_DATA = re.compile(rf"(?:[\s\d.,:/+\-−()'€$£¥₽₸₴₹%TZ年月日元°]|\b(?:(?:{_MONTHS})[a-zа-я]*|{_UNITS})\b)*", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S+\.\w{2,}|https?://\S+")
#: What stands in data and in no header: the ways to say nothing, and yes or no.
_VALUES = frozenset(
    ("n/a", "na", "-", "--", "—", "–", "null", "none", "nan", "true", "false", "yes", "no", "да", "нет", "是", "否", "истина", "ложь")
)
#: Second-row words of survey tools that mean nothing: the question above names the column.
_NO_NAME = frozenset(
    (
        "response", "open ended response", "answer", "ответ", "развернутый ответ", "произвольный ответ", "свободный ответ",
        "antwort", "offene antwort", "réponse", "réponse ouverte", "respuesta", "respuesta abierta", "resposta", "risposta", "答复", "回答",
    )
)  # fmt: skip


def is_data(cell: str) -> bool:
    """Tell whether a cell is plainly a value: a number, an amount, a date, an address, yes or no.

    >>> [is_data(cell) for cell in ("5,00 руб.", "Jan 5, 2026 02:45 PM", "mira@example.com", "n/a", "Q1 2026", "№", "Order no. 2")]
    [True, True, True, True, False, False, False]
    """
    cell = cell.strip()
    if cell.casefold() in _VALUES or _EMAIL.fullmatch(cell):
        return True
    return len(cell) < 60 and any(letter.isdigit() for letter in cell) and _DATA.fullmatch(cell) is not None


def find_header(records: Sequence[Record]) -> int | None:
    """Find the record that names the columns: as wide as the table, of words, above the data.

    >>> find_header([["Sales report"], [], ["Order", "Date", "Sum"], ["1", "2026-01-01", "5"]])
    2
    >>> find_header([["1", "2026-01-01", "5"], ["2", "2026-01-02", "6"]])
    """
    filled = [sum(1 for cell in record if cell.strip()) for record in records]
    if not filled or max(filled) < 2:
        return None
    usual = Counter(len(record) for record, cells in zip(records, filled) if cells).most_common(1)[0][0]
    usual = min(usual, max(filled))
    times = [Counter(plain(record[column]) for record in records if column < len(record)) for column in range(max(map(len, records)))]
    best, best_score, whole_before = None, 0.0, False
    for index, record in enumerate(records):
        cells = [(column, cell.strip()) for column, cell in enumerate(record) if cell.strip()]
        if len(cells) < max(2, 0.5 * usual):
            continue
        labels = sum(1 for _, cell in cells if cell.endswith((":", "：")))
        if len(cells) < usual and 2 * labels >= len(cells):
            continue  # "Customer:", and who it is: text above the table
        words = sum(1 for _, cell in cells if not is_data(cell)) / len(cells)
        if words < 0.75:
            continue
        # A word that stands again below in its column is a value ("paid", "email"), whatever else it may name.
        known = sum(1 for column, cell in cells if plain(cell) in _KNOWN_WORDS and times[column][plain(cell)] == 1)
        known = min(known, 4) if known >= 0.25 * len(cells) else 0
        contrast = bool(_columns_of_data(records[index + 1 :]) & {column for column, cell in cells if not is_data(cell)})
        if len({cell for _, cell in cells}) < 0.8 * len(cells) and not contrast:
            continue  # of the same words over and over: answers, unless only what stands below are values
        # Only where values follow does a wider record count as more: in a table of words it may be the first row.
        whole = contrast and (len(cells) >= usual or len(cells) == usual - 1 > 2)
        if whole_before and not contrast:
            continue
        whole_before = whole_before or len(cells) >= usual
        score = words + contrast + whole + known / 2 - index * 0.03
        if score > best_score:
            best, best_score = index, score
    return best


def _columns_of_data(records: Sequence[Record], share: float = 0.6) -> set[int]:
    """Return the columns whose filled cells, in the next records, are mostly values."""
    below = [record for record in records if any(cell.strip() for cell in record)][:20]
    columns = set()
    for column in range(max(map(len, below), default=0)):
        cells = [record[column] for record in below if column < len(record) and record[column].strip()]
        if cells and sum(map(is_data, cells)) >= share * len(cells):
            columns.add(column)
    return columns


def header_of(records: Sequence[Record]) -> Header | None:
    """Find a table's header: one record, or the two or three that together name its columns.

    >>> header_of([["Order", "Date"], ["7", "2026-01-05"]])
    Header(first=0, count=1, names=('Order', 'Date'))
    >>> survey = [["ID", "How good is…", "", "Anything else?"], ["", "Quality", "Price", "Open-Ended Response"], ["7", "4", "5", ""]]
    >>> header_of(survey)
    Header(first=0, count=2, names=('ID', 'Quality', 'Price', 'Anything else?'))
    """
    imported = _with_import_ids(records)
    if imported is not None:
        return imported
    index = find_header(records)
    if index is None:
        return None
    if _is_second(records, index, index + 1):
        return Header(index, 2, names(_combined(records[index], records[index + 1])))
    titles = sum(1 for cell in records[index - 1] if cell.strip()) if index else 0
    if titles >= 2 and _needs_titles(records[index - 1], records[index]) and _is_second(records, index - 1, index):
        return Header(index - 1, 2, names(_combined(records[index - 1], records[index])))
    return Header(index, 1, names(_cut(records[index], records[index + 1 :])))


def _cut(header: Record, below: Sequence[Record]) -> Record:
    """Leave out columns at the end that have neither a name nor a cell: the mark of a separator at each line's end."""
    last = max((column for column, cell in enumerate(header) if cell.strip()), default=-1) + 1
    if any(cell.strip() for record in below if len(record) <= len(header) for cell in record[last:]):
        return header
    return header[:last]


def _with_import_ids(records: Sequence[Record]) -> Header | None:
    """Read the records of Qualtrics' header: short ids, the questions' texts, and identifiers in JSON."""
    for last, record in enumerate(records):
        identifiers = [_import_id(cell) for cell in record]
        if last and sum(1 for found in identifiers if found) >= max(2, 0.8 * len(record)):
            break
    else:
        return None
    first = last - 2 if last > 1 and len(records[last - 2]) == len(records[last]) else last - 1
    count = last - first + 1
    width = len(records[first])
    short = [cell.strip() for cell in records[first]]
    texts = [" ".join(cell.split()) for cell in records[first + 1]] if count == 3 else short
    texts += [""] * (width - len(texts))
    identifiers += [""] * (width - len(identifiers))
    chosen = [text if found.startswith("QID") and text else name for name, text, found in zip(short, texts, identifiers)]
    times = Counter(chosen)
    return Header(
        first, count, names([f"{name}: {text}" if times[text] > 1 and name != text else text for name, text in zip(short, chosen)])
    )


def _import_id(cell: str) -> str:
    if not cell.lstrip().startswith("{"):
        return ""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return ""
    return str(found.get("ImportId", "")) if isinstance(found, dict) else ""


def _groups(row: Record) -> list[range]:
    """Return what each title that stands over several columns covers: its own column and the empty ones that follow."""
    starts = [column for column, cell in enumerate(row) if cell.strip()]
    return [range(start, stop) for start, stop in pairwise([*starts, len(row)]) if stop - start > 1]


def _is_second(records: Sequence[Record], first: int, second: int) -> bool:
    """Tell whether one record goes on with the header that another begins.

    It does if it fills what the first leaves empty, holds no value, leaves alone the columns that the first has named for
    good, and differs in kind from the records below. In doubt it is data: a header read as a row is seen, a lost row is not.
    """
    if second >= len(records):
        return False
    top, bottom = _as_wide(records[first], records[second])
    filled = {column for column, cell in enumerate(bottom) if cell.strip()}
    if not filled or any(is_data(bottom[column]) for column in filled):
        return False
    if any(is_data(cell) or cell.rstrip().endswith(":") for cell in top if cell.strip()):
        return False
    marks = {column for column in filled if plain(bottom[column]) in _NO_NAME}
    below = [record for record in records[second + 1 :] if any(cell.strip() for cell in record)]
    if any(column < len(record) and record[column].strip() == bottom[column].strip() for record in below for column in filled):
        return False
    groups = [span for span in _groups(top) if any(bottom[column].strip() for column in span[1:])]
    if not groups:
        return len(marks) >= 0.75 * len(filled) and (len(filled) < len(top) or marks == filled)
    grouped = {column for span in groups for column in span}
    words = Counter(plain(cell) for cell in bottom)
    if not marks and any(top[column].strip() and column not in grouped and words[plain(bottom[column])] < 2 for column in filled):
        return False
    values = _columns_of_data(below, share=0.8)
    return bool(marks) or any(column in filled or top[column].strip() for column in values if column < len(top))


def _as_wide(top: Record, bottom: Record) -> tuple[list[str], list[str]]:
    width = max(len(top), len(bottom))
    return [*top, *[""] * (width - len(top))], [*bottom, *[""] * (width - len(bottom))]


def _needs_titles(titles: Record, header: Record) -> bool:
    """Tell whether a header is unclear without the titles above it: it repeats itself, or leaves columns to them."""
    titles, header = _as_wide(titles, header)
    words = [plain(cell) for cell in header if cell.strip()]
    return len(set(words)) < len(words) or any(title.strip() and not cell.strip() for title, cell in zip(titles, header))


def _combined(top: Record, bottom: Record) -> list[str]:
    """Name each column by the lower row where that says something, else by the upper; by both where one would stand twice."""
    top, bottom = _as_wide(top, bottom)
    over, title = [], ""
    for column in range(len(top)):
        # A title reaches over the empty cells beside it as far as there is something beneath.
        title = top[column].strip() or (title if bottom[column].strip() else "")
        over.append(" ".join(title.split()))
    beneath = ["" if plain(cell) in _NO_NAME else cell.strip() for cell in bottom]
    chosen = [lower or upper for upper, lower in zip(over, beneath)]
    times = Counter(map(plain, chosen))
    return [
        f"{upper}: {lower}" if lower and upper and times[plain(lower)] > 1 and plain(upper) != plain(lower) else name
        for upper, lower, name in zip(over, beneath, chosen)
    ]


def names(header: Sequence[str]) -> tuple[str, ...]:
    """Make a header's texts usable as names: none empty, none twice.

    >>> names(["Sum", "", "Sum"])
    ('Sum', 'column 2', 'Sum (2)')
    """
    taken = {ROW}
    found = []
    for position, cell in enumerate(header, start=1):
        wanted = name = cell.strip().lstrip("\ufeff") or f"column {position}"
        time = 1
        while name in taken:
            time += 1
            name = f"{wanted} ({time})"
        taken.add(name)
        found.append(name)
    return tuple(found)
