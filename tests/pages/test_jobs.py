"""Work in the background: one at a time, stopped or whole."""

import threading

import pytest

from components.jobs import NEWS_SECONDS, Jobs
from models.errors import Refused

WAIT = 10  # seconds; a test that waits so long has failed


def finished(job):
    """Wait until a job is over."""
    for thread in threading.enumerate():
        if thread.name == f"job-{job.id}":
            thread.join(WAIT)
    assert not job.running
    return job


def test_a_second_start_joins_the_running_job():
    jobs, gate, runs = Jobs(), threading.Event(), []

    def work(job):
        runs.append(job)
        assert gate.wait(WAIT)

    first = jobs.start("shop", "import", work, about="a")
    second = jobs.start("shop", "import", work, about="b")
    gate.set()
    assert second is first and first.about == "a"
    assert finished(first).state == "done" and runs == [first]


def test_a_stop_ends_the_work_at_its_next_report():
    jobs, gate, past = Jobs(), threading.Event(), []

    def work(job):
        job.report("writing", 1, 2)
        assert gate.wait(WAIT)
        job.report("writing", 2, 2)
        past.append(True)

    job = jobs.start("shop", "import", work)
    job.stop.set()
    gate.set()
    assert finished(job).state == "cancelled" and not past


def test_a_stop_after_everything_is_stored_is_not_called_a_stop():
    """Else the page would say that nothing was changed."""
    jobs, gate = Jobs(), threading.Event()

    def work(job):
        job.report("storing")
        assert gate.wait(WAIT)
        job.stored("refreshing")
        return "stored"

    job = jobs.start("shop", "import", work)
    job.stop.set()
    gate.set()
    assert finished(job).state == "done" and job.result == "stored" and not job.stoppable


@pytest.mark.parametrize(
    "problem, state", [(Refused(found="a", needed="b", do="c"), "refused"), (SystemExit(1), "failed"), (KeyError("x"), "failed")]
)
def test_whatever_ends_the_thread_ends_the_job(problem, state, capsys):
    def work(job):
        raise problem

    job = finished(Jobs().start("shop", "import", work))
    assert job.state == state and (job.refusal is problem) == (state == "refused")
    assert ("Traceback" in capsys.readouterr().err) == (state == "failed")


def test_a_job_that_is_over_makes_room_for_the_next():
    jobs = Jobs()
    first = finished(jobs.start("shop", "import", lambda job: 1))
    second = finished(jobs.start("shop", "undo", lambda job: 2))
    assert (first.result, second.result) == (1, 2) and jobs.get("shop") is second
    assert second.news and not first.running
    second.ended -= NEWS_SECONDS
    assert not second.news
