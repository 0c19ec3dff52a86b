"""Work that outlives a click: a job runs in a thread of its own, and any page, tab or reload finds it again.

Streamlit ends a page's script at its next `st.` call when somebody clicks, leaves or reloads. A job makes no such
call; it reports to its `Job`, which the page reads.
"""

from __future__ import annotations

import threading
import time
import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from models.errors import Cancelled, Refused

NEWS_SECONDS = 900.0
# Of jobs that are over, the newest so many are kept with what they made.
KEPT = 64


@dataclass
class Job:
    """One piece of work and how far it is.

    Attributes
    ----------
    key : str
        What it works on: one job a key runs at a time.
    title : str
        What it does: "import", "demo", "undo", "erase" or "forecast".
    file, about : str
        The file's name, and what tells this work from another of the same key.
    step, done, total
        The step it is in, and how far that is.
    steps : list of (str, float)
        Steps that are over, with their seconds.
    state : str
        "running", "done", "cancelled", "refused" or "failed".
    stoppable : bool
        Whether a stop still changes anything.
    changes : analysis.changes.Changes or None
        What it changed on the pages, once that is known.
    """

    key: str
    title: str
    file: str = ""
    about: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    step: str = ""
    done: int = 0
    total: int = 1
    steps: list[tuple[str, float]] = field(default_factory=list)
    state: str = "running"
    stoppable: bool = True
    refusal: Refused | None = None
    result: object = None
    changes: object = None
    started: float = field(default_factory=time.monotonic)
    step_started: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        """Whether it is not over yet."""
        return self.state == "running"

    @property
    def news(self) -> bool:
        """Whether its end is worth telling still: a tab that comes by later need not hear of it."""
        return not self.running and time.monotonic() - self.ended < NEWS_SECONDS

    def report(self, step: str, done: int = 0, total: int = 1) -> None:
        """Say how far the work is; raise `Cancelled` if the person stopped it."""
        if self.stop.is_set():
            raise Cancelled
        self._enter(step)
        self.done, self.total = done, max(total, 1)

    def stored(self, step: str) -> None:
        """Say that everything is stored: what follows can't be stopped any more."""
        self._enter(step)
        self.done, self.total, self.stoppable = 0, 1, False

    def _enter(self, step: str) -> None:
        if step != self.step:
            now = time.monotonic()
            if self.step:
                self.steps.append((self.step, now - self.step_started))
            self.step, self.step_started = step, now


class Jobs:
    """All jobs of this server. A second start under the same key joins the one that runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def start(self, key: str, title: str, work: Callable[[Job], object], *, file: str = "", about: str = "") -> Job:
        """Start `work(job)` in the background, or return the job that already runs."""
        with self._lock:
            current = self._jobs.get(key)
            if current is not None and current.running:
                return current
            self._jobs.pop(key, None)
            for old in [name for name, one in self._jobs.items() if not one.running][: max(0, len(self._jobs) + 1 - KEPT)]:
                del self._jobs[old]
            job = self._jobs[key] = Job(key=key, title=title, file=file, about=about)
        # Not a daemon: a server that is asked to end waits until the transaction is over.
        threading.Thread(target=self._run, args=(job, work), name=f"job-{job.id}", daemon=False).start()
        return job

    def get(self, key: str) -> Job | None:
        """Return the newest job of this key."""
        return self._jobs.get(key)

    @staticmethod
    def _run(job: Job, work: Callable[[Job], object]) -> None:
        try:
            job.result = work(job)
            state = "done"
        except Cancelled:
            state = "cancelled"
        except Refused as problem:
            job.refusal, state = problem, "refused"
        except BaseException:  # whatever ends the thread must end the job too, or its page waits for ever
            traceback.print_exc()
            state = "failed"
        job.ended = time.monotonic()
        job.steps.append((job.step, job.ended - job.step_started))
        job.state = state


@st.cache_resource
def jobs() -> Jobs:
    """Return this server's jobs, shared by all its visitors."""
    return Jobs()
