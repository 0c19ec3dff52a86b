"""Files as nobody should export them: cut, shuffled, in another encoding, with broken quotes. Each must be read, or refused in plain words.

    python -m tests.mutations FOLDER [EXAMPLES [SEED]]

mutates the files of a folder; `tests/models/test_mutations.py` does so, more briefly, with exports of its own.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from models.errors import Refused
from models.ingest.commit import commit
from models.ingest.prepare import tables_of
from models.ingest.reconcile import reconcile
from models.store import Store

SECONDS = 10.0  # no file may take longer
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1252", "gb18030", "koi8-r", "utf-16-be", "latin-1")
SEPARATORS = ",;\t|"
Change = Callable[[bytes, float, float], bytes]


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _lines(data: bytes) -> list[bytes]:
    return data.split(b"\n")


def cut(data: bytes, where: float, much: float) -> bytes:
    """Leave a part of it out, or everything from a place on."""
    start = int(len(data) * where)
    return data[:start] if much > 0.5 else data[:start] + data[start + int(len(data) * much / 4) :]


def swap_columns(data: bytes, where: float, much: float) -> bytes:
    """Change two columns of every line, quotes or not."""
    separator = max((mark.encode() for mark in SEPARATORS), key=lambda mark: _lines(data)[0].count(mark))
    changed = []
    for line in _lines(data):
        cells = line.split(separator)
        one, other = int(len(cells) * where) % len(cells), int(len(cells) * much) % len(cells)
        cells[one], cells[other] = cells[other], cells[one]
        changed.append(separator.join(cells))
    return b"\n".join(changed)


def break_quotes(data: bytes, where: float, much: float) -> bytes:
    """Put a quote where none belongs, or take one away."""
    at = int(len(data) * where)
    if much > 0.5:
        return data[:at] + b'"' + data[at:]
    found = data.find(b'"', at)
    return data if found < 0 else data[:found] + data[found + 1 :]


def recode(data: bytes, where: float, much: float) -> bytes:
    """Write it in another encoding."""
    return _text(data).encode(ENCODINGS[int(where * len(ENCODINGS)) % len(ENCODINGS)], errors="replace")


def spoil(data: bytes, where: float, much: float) -> bytes:
    """Put bytes that mean nothing somewhere."""
    at = int(len(data) * where)
    noise = bytes(int(much * 256 * n) % 256 for n in range(1, 1 + int(much * 12)))
    return data[:at] + noise + data[at:]


def separate_otherwise(data: bytes, where: float, much: float) -> bytes:
    """Use another separator in every line, or in some."""
    old, new = SEPARATORS[int(where * 4) % 4].encode(), SEPARATORS[int(much * 4) % 4].encode()
    return b"\n".join(line.replace(old, new) if place % 7 or much > 0.3 else line for place, line in enumerate(_lines(data)))


def shuffle(data: bytes, where: float, much: float) -> bytes:
    """Move the first lines somewhere, or turn the order round."""
    lines = _lines(data)
    at = int(len(lines) * where)
    return b"\n".join(lines[at:] + lines[:at] if much > 0.5 else lines[::-1])


def repeat(data: bytes, where: float, much: float) -> bytes:
    """Say a part again, many times."""
    lines = _lines(data)
    at = int(len(lines) * where)
    return b"\n".join(lines[:at] + lines[at : at + 3] * int(1 + much * 40) + lines[at:])


def blank(data: bytes, where: float, much: float) -> bytes:
    """Put blank lines, or lines of separators, between others."""
    lines = _lines(data)
    return b"\n".join(part for place, line in enumerate(lines) for part in ((line, b",,," * int(much * 3)) if place % 5 == 0 else (line,)))


def strange_cells(data: bytes, where: float, much: float) -> bytes:
    """Replace numbers and days by what a person might type."""
    odd = ("1e308", "-0", "NaN", "9" * 40, "٣", "31/02/2026", "0000-00-00", "12:99", "€ -", "(", "1,2,3.4", "#REF!", "\u202e",
           "99999999999-01-01")  # fmt: skip
    return re.sub(r"\d+", lambda m: odd[int(where * len(odd)) % len(odd)] if hash(m.start()) % 9 < much * 9 else m[0], _text(data)).encode()


CHANGES: tuple[Change, ...] = (
    cut, swap_columns, break_quotes, recode, spoil, separate_otherwise, shuffle, repeat, blank, strange_cells,
)  # fmt: skip


def mutated(files: dict[str, bytes]) -> st.SearchStrategy[tuple[str, bytes]]:
    """Return a strategy of files that were changed one to four times."""
    share = st.floats(0, 1, exclude_max=True, width=32)
    steps = st.lists(st.tuples(st.sampled_from(CHANGES), share, share), min_size=1, max_size=4)

    def change(chosen: tuple[str, list]) -> tuple[str, bytes]:
        name, changes = chosen
        data = files[name]
        for work, where, much in changes:
            data = work(data, where, much)
        return name, data

    return st.tuples(st.sampled_from(sorted(files)), steps).map(change)


def bring(store: Store, name: str, data: bytes) -> str:
    """Bring a file as far as it goes; nothing is stored. Returns what came of it."""
    begun = time.perf_counter()
    came = "refused"
    try:
        for candidate in tables_of(name, data):
            try:
                checked = candidate.checked()
                reconcile(candidate.table, checked)
                commit(store, checked, imported_at=datetime(2026, 11, 3), dry_run=True)
                came = "read"
            except Refused as refusal:
                _plain(refusal)
    except Refused as refusal:
        _plain(refusal)
    took = time.perf_counter() - begun
    assert took < SECONDS, f"{name} took {took:.1f} s"
    return came


def _plain(refusal: Refused) -> None:
    assert refusal.found and refusal.needed and refusal.do
    assert "Traceback" not in str(refusal)


def main(folder: Path, examples: int = 500, number: int = 1) -> None:
    """Mutate the files of a folder and say what came of them."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".txt", ".xlsx", ".tsv")}
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place) / "one.db")

        calm = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": (Phase.generate, Phase.shrink), "database": None}

        @seed(number)  # the same files every time
        @settings(max_examples=examples, **calm)
        @given(mutated(files))
        def each(chosen: tuple[str, bytes]) -> None:
            nonlocal slowest
            begun = time.perf_counter()
            outcomes[bring(store, *chosen)] += 1
            slowest = max(slowest, time.perf_counter() - begun)

        each()
    print(f"{sum(outcomes.values())} mutated files: {dict(outcomes)}, the slowest in {slowest:.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:]))
