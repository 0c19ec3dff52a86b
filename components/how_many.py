"""How many customers it would take to see something, as the page shows it: simulated in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from analysis import how_many as method
from analysis.how_many import SIZES, HowMany
from components import frame, progress
from components.charts import how_many as charts
from components.jobs import jobs
from components.language import _
from components.sentences import how_many as sentences
from sample_data import seeing
from sample_data.company import Company
from sample_data.planted import Seen, power

#: Pixels, about what is told and drawn then: what is below should not jump.
RESERVED = 480


def section(company: Company | None, *, here: bool) -> None:
    """Let one thing that is planted be chosen, and show how many customers it takes to see it.

    Parameters
    ----------
    company : Company, optional
        None: it can't be made again, and there is nothing to draw from.
    here : bool
        Whether it is the one that is open, so that its size is marked.
    """
    names = {} if company is None else {name: sentences.what(name) for name in seeing.visible(company)}
    if not names:
        return
    frame.section(_("How many customers would it take to see this?"), key="how-many")
    with frame.controls("how-many"):
        name = frame.pick(_("What is to be seen"), names, key="see", placeholder=_("What is to be seen"))
        name = name or next(iter(names))
        times = 1.0
        if name in seeing.SIZE_OF:
            times = float(frame.choice(_("How large it is"), sentences.sizes(), key="times"))
        else:
            frame.leave_address("times")
    job = _job(seeing.sized(company, name, times), name, company.customers if here else None)
    if job.running:
        progress.wait(job, _("Companies are drawn, small and large, and looked at one by one…"), key="how-many", height=RESERVED)
    elif job.state == "done":
        _show(job.result, name, nothing=times == 0)
    else:
        frame.meaning(_("The companies could not be drawn."), key="how-many")


def _show(found: HowMany, name: str, *, nothing: bool) -> None:
    frame.meaning(sentences.nothing(found) if nothing else sentences.answer(found, name), key="how-many")
    frame.chart(
        partial(charts.how_many, found),
        narrow=partial(charts.how_many, found, narrow=True),
        alt=charts.how_many_alt(found),
        key="how-many",
        data=partial(charts.how_many_data, found),
    )
    frame.note(sentences.caption(found), key="how-many")
    with frame.actions("how-many"):
        frame.how_made(sentences.made(name))


def _job(company: Company, name: str, customers: int | None):
    """Begin it in the background; it is the same for every seed, and for every visitor."""
    key = repr(("how many", company.trade.name, company.changed, sorted(company.planted), name, customers))
    job = jobs().get(key)
    if job is None or job.state == "cancelled":
        job = jobs().start(key, "how many", lambda job: simulated(company, name, customers, progress=partial(job.report, "drawing")))
    return job


def simulated(
    company: Company, name: str, customers: int | None, *, progress: Callable[[int, int], None] | None = None, draws: int = method.DRAWS
) -> HowMany:
    """Draw companies of every size, and count which show it."""
    if name == seeing.DRIVER:
        seen = method.weight(*seeing.answered(company, progress=progress), seeing.MANY, draws=draws)
        return method.how_many(seen, customers=customers)
    counts = seeing.compared(company, name, progress=progress)
    k1, n1, k2, n2 = (int(number) for number in counts.sum(axis=0))
    line = [power(Seen(k1=k1, n1=n1, k2=k2, n2=n2), size / seeing.MANY) for size in SIZES]
    return method.how_many(method.shares(counts, draws=draws), line=line, customers=customers)
