"""The demonstration company: invented on the spot, brought like any files, its truth kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import sample_data
from components import words, workspace, workspaces
from components.jobs import Job
from components.language import translated
from components.seen import by_rank
from models.errors import Refused
from models.ingest.check import Checked
from models.ingest.commit import Report, commit_all
from models.ingest.prepare import tables_of
from models.store import Store
from models.truth import keep_truth
from sample_data.trades import TRADES

#: What its workspace is called where the present one holds something already.
NAME = "demonstration"
USUAL = "home-goods"


def trades() -> dict[str, str]:
    """Return the trades to choose from, the usual one first."""
    return {trade.name: words.capital(translated(trade.title)) for trade in TRADES.values()}


def open_company(trade: str, **recipe: object) -> Job:
    """Invent a company and store it, in the background.

    It never comes to stand among one's own customers: where the workspace holds anything, another is made for it and opened.

    Parameters
    ----------
    trade : str
        One of `trades`.
    recipe
        What is not as usual, as `sample_data.write` takes it: customers, seed, without, also, changed.
    """
    if workspace.store().standing_batches():
        name = workspaces.free_name(NAME)
        workspaces.make(name)
        workspaces.choose(name)
    opened = workspace.store()

    def work(job: Job) -> list[Report]:
        return bring(opened, trade, job, **recipe)

    return workspace.change("demo", work, file=trades()[trade])


def bring(store: Store, trade: str, job: Job, **recipe: object) -> list[Report]:
    """Invent, read, check and store; none of it may be refused, as we made it ourselves."""

    def inventing(*_far: object) -> None:
        job.report("inventing")

    def storing(*_far: object) -> None:
        job.report("storing")

    inventing()
    with TemporaryDirectory() as folder:
        truth = sample_data.write(Path(folder), trade=trade, progress=inventing, **recipe)
        try:
            checked = _checked(sorted(Path(folder).glob("*.csv")), job)
        except Refused as problem:
            raise RuntimeError(f"the demonstration company can't be read: {problem}") from problem
    reports = commit_all(store, checked, imported_at=datetime.now(), progress=storing)
    job.stored("storing")
    keep_truth(store, truth)
    return reports


def _checked(files: Sequence[Path], job: Job) -> list[Checked]:
    """Read and check the files; what others refer to stands first."""
    job.report("reading")
    candidates = [candidate for file in files for candidate in tables_of(file.name, file.read_bytes())]
    job.report("checking")
    return sorted((candidate.checked() for candidate in candidates), key=lambda table: by_rank(table.reading.kind))


def zipped(trade: str, *, truth: bool, **recipe: object) -> bytes:
    """Invent a company and return its files as a zip: a class gets them without the truth, or with it."""
    packed = BytesIO()
    with TemporaryDirectory() as folder:
        sample_data.write(Path(folder), trade=trade, **recipe)
        with ZipFile(packed, "w", ZIP_DEFLATED) as together:
            for file in sorted(Path(folder).iterdir()):
                if truth or file.suffix == ".csv":
                    # No time of writing: the same company is the same file.
                    together.writestr(ZipInfo(file.name), file.read_bytes(), compress_type=ZIP_DEFLATED)
    return packed.getvalue()


def running(job: Job | None) -> bool:
    """Whether this is the demonstration company on its way."""
    return job is not None and job.running and job.title == "demo"
