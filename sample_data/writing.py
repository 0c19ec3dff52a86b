"""Write a company: its files in the layouts of real systems, and truth.json, in one go and at bounded memory."""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import numpy as np
import polars as pl

from sample_data import company as companies
from sample_data import costs, expected, loyalty, people, sales, staff, voices
from sample_data.company import Company
from sample_data.counting import Tally
from sample_data.identities import prospects
from sample_data.layouts.files import FILES, REFUNDS_BY_DAY, File
from sample_data.lives import Lives, lives
from sample_data.sorting import Stretches
from sample_data.truth import truth as known

Progress = Callable[[str, int, int], None]
TRUTH = "truth.json"
_ROWS = 25_000  # of sales, about so many are sorted and written at a time
_STRETCHES = 96  # and no more stretches than this: each is a file of its own for every slice
_UNFINISHED = ".unfinished"


def write(
    folder: Path | str,
    *,
    trade: str = "home-goods",
    customers: int | None = None,
    seed: int = 23,
    without: Iterable[str] = (),
    also: Iterable[str] = (),
    changed: Mapping[str, float] | None = None,
    levers: Iterable[str] = (),
    lever_from: date | None = None,
    progress: Progress | None = None,
) -> dict:
    """Write a company's files.

    Parameters
    ----------
    folder : Path
        Made if need be. Files of these names are replaced; others are left alone.
    trade, customers, seed, without, also, changed
        As `Company.of` takes them.
    levers : iterable of str
        What to move, as `company.lever` reads it; the truth tells what it would change.
    lever_from : date, optional
        From when on.
    progress : callable, optional
        Told the step, what is done and how much there is. If it raises, the folder is left as it was.

    Returns
    -------
    dict
        The truth, as it stands in truth.json.

    Raises
    ------
    ValueError
        If there is no such trade, effect, parameter or lever, or a parameter is out of its range.
    """
    company = Company.of(trade, seed=seed, customers=customers, without=without, also=also, changed=changed)
    tell = progress or _nobody_watches
    told = known(company, levers=list(levers), lever_from=lever_from, progress=progress)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = FILES[trade]
    names = [*(file.name for file in files), TRUTH]
    try:
        with TemporaryDirectory(prefix="rapport-") as temporary:
            stretches, tally, moves = _laid_down(company, Path(temporary), tell)
            written = _files(company, files, stretches, folder, tell)
        told["parameters"] |= {"costs": costs.parameters(company)}
        told |= {"bucket": expected.bucket(company, moves), "files": written, "counts": tally.counts(prospects(company))}
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        _unfinished(folder, TRUTH).write_bytes(text.encode())
        tell("writing", len(names), len(names))
        for name in names:
            if _unfinished(folder, name).exists():
                os.replace(_unfinished(folder, name), folder / name)
    finally:
        for name in names:
            _unfinished(folder, name).unlink(missing_ok=True)
    return told


def _nobody_watches(step: str, done: int, total: int) -> None:
    pass


def _unfinished(folder: Path, name: str) -> Path:
    return folder / f".{name}{_UNFINISHED}"


def _laid_down(company: Company, folder: Path, tell: Progress) -> tuple[Stretches, Tally, np.ndarray]:
    """Let everybody live, a slice at a time, lay down what happens, and count who came and who left by day."""
    size = companies.SLICE
    tally = Tally(company, refunds_by_day=company.trade.name in REFUNDS_BY_DAY)
    ledger, stretches, moves = costs.Ledger(company), None, np.zeros((2, company.days), dtype=np.int64)
    for begin in range(0, company.customers, size):
        tell("inventing", begin, company.customers)
        end = min(begin + size, company.customers)
        found = lives(company, np.arange(begin, end))
        moves += expected.stock(company, found)
        streams = _happened(company, found, begin, end)
        ledger.add(found, streams)
        if stretches is None:
            number = math.ceil(streams["sales"].height * (company.customers / (end - begin)) / _ROWS)
            stretches = Stretches(folder, company.days, min(number, _STRETCHES))
        _keep(stretches, tally, streams)
    _keep(stretches, tally, {"spending": ledger.rows(), "employees": staff.staff(company)})
    return stretches, tally, moves


def _keep(stretches: Stretches, tally: Tally, streams: dict[str, pl.DataFrame]) -> None:
    for stream, rows in streams.items():
        tally.add(stream, rows)
        stretches.add(stream, rows)


def _happened(company: Company, found: Lives, begin: int, end: int) -> dict[str, pl.DataFrame]:
    """What happens with a slice of customers, stream by stream."""
    sold = [sales.sales(company, found)]
    guests = people.part(sales.guests(company), begin, end, company.customers)
    sold += [sales.guest_sales(company, guests)] if len(guests) else []
    sold += [sales.tests(company)] if begin == 0 else []
    beside = people.part(prospects(company), begin, end, company.customers) + company.customers
    return {
        "sales": pl.concat(sold),
        "customers": pl.concat([people.listed(company, found.people), people.never_ordered(company, beside)]),
        "survey": voices.answered(company, found),
        "complaints": voices.complained(company, found),
        "contacts": voices.called(company, found),
        "referrals": loyalty.referrals(company, found, beside),
        "spending": costs.by_name(company, found),
        **loyalty.loyalty(company, found),
    }


def _files(company: Company, files: Iterable[File], stretches: Stretches, folder: Path, tell: Progress) -> list[dict]:
    """Write every file under an unfinished name, and say what is in each."""
    told = []
    for done, file in enumerate(files):
        tell("writing", done, len(FILES[company.trade.name]))
        found = _file(company, file, stretches, _unfinished(folder, file.name))
        if found["rows"]:
            told.append(found)
        else:
            _unfinished(folder, file.name).unlink()
    return told


def _file(company: Company, file: File, stretches: Stretches, path: Path) -> dict:
    first = stretches.rows(file.stream) if file.newest_first else 0
    rows, states = 0, Counter()
    order = range(stretches.number)
    with path.open("wb") as out:
        for stretch in reversed(order) if file.newest_first else order:
            frame = stretches.read(file.stream, stretch)
            if frame is not None and file.only is not None:
                frame = frame.filter(file.only)
            if frame is None or frame.is_empty():
                continue
            first -= frame.height if file.newest_first else 0
            top, lines = file.write(company, frame, first)
            first += 0 if file.newest_first else frame.height
            if not rows:
                out.write(f"{top}\n".encode())
            _put(out, lines["line"])
            rows += lines.height
            states.update(dict(lines["state"].value_counts().iter_rows()))
    reasons = Counter()
    for state, reason in file.ignored.items():
        reasons[reason] += states[state]
    ignored = [{"reason": reason, "rows": number} for reason, number in reasons.items() if number]
    return {"name": file.name, "kind": file.kind, "source": file.source, "rows": rows, "ignored": ignored, "bad": 0}


def _put(out: IO[bytes], lines: pl.Series) -> None:
    """Rows, a line each."""
    if len(lines):
        out.write(lines.str.join("\n").item().encode())
        out.write(b"\n")
