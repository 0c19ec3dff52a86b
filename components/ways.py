"""The ways customers take, as their page shows them, and the people behind a bar."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from analysis import evidence
from analysis import ways as method
from analysis.relations import Relations, Terms
from analysis.spells import Spells, spells
from analysis.ways import Walked, Ways
from components import behind, frame, progress, workspace
from components.charts import ways as charts
from components.frame import Head
from components.jobs import Job, jobs
from components.language import _
from components.sentences import ways as sentences
from components.stages import KEYED, StageView

#: Of more occasions than these the ways are followed in the background.
MANY = 400_000
RESERVED = 460  # pixels, about what is told and drawn then: what is below should not jump


def show(view: StageView, head: Head) -> None:
    """Answer which ways are the commonest, and whether a third come to loyalty."""
    filters = view.chosen.words()
    head.say(quiet=sentences.ways_quiet(view.now, len(view.company.occasions.customers), company=workspace.called(), filters=filters))
    if not ready(view):
        _waits(view)
        return
    result = found(view)
    head.say(answer=sentences.ways_answer(result))
    if evidence.strength(result.followed) == "none":
        return
    clicked = frame.chart(
        partial(charts.ways, result),
        narrow=partial(charts.ways, result, narrow=True),
        alt=charts.ways_alt(result),
        key="ways",
        data=partial(charts.ways_data, result),
        clickable=True,
    )
    frame.note(sentences.ways_caption(result), key="ways")
    with st.expander(_("All ways in numbers"), key="ways-numbers"):
        frame.table(*sentences.ways_table(result), name=_("The ways customers take"))
    _people(view, result, clicked)
    with frame.actions("ways"):
        frame.how_made(sentences.ways_made(result))


def found(view: StageView) -> Ways:
    """Count the ways of those whom the view's filter means."""
    return _ways(*view.key, view.relations, view.mask)


def followed(view: StageView) -> tuple[Spells, Walked]:
    """Follow everybody from stage to stage, the filter aside."""
    file, revision, free_orders, _where, terms = view.key
    return _followed(file, revision, free_orders, terms, view.relations)


def ready(view: StageView) -> bool:
    """Whether all are followed, or are few enough to be followed while somebody waits; of many it is begun once, in the background."""
    if len(view.relations.occasions.day) <= MANY:
        return True
    job = jobs().get(_name(view))
    if job is None or job.state == "cancelled":
        job = _begun(view)
    return job.state == "done"


def _begun(view: StageView) -> Job:
    """Begin to follow everybody, or join whoever began it. A job has no visitor: it is told whom to follow."""
    key, relations, meant = view.key, view.relations, view.mask

    def work(job: Job) -> None:
        job.report("ways")
        _followed(*key[:3], key[4], relations)
        job.report("ways")
        _ways(*key, relations, meant)

    earlier = st.session_state.get("ways-job")
    if earlier is not None:
        earlier.stop.set()  # nobody waits for that view any more
    job = st.session_state["ways-job"] = jobs().start(_name(view), "ways", work)
    return job


def _name(view: StageView) -> str:
    return repr(("ways", *view.key))


def _waits(view: StageView) -> None:
    job = jobs().get(_name(view))
    if job.running:
        progress.wait(job, _("Everybody is being followed from stage to stage…"), key="ways", height=RESERVED)
    else:
        frame.meaning(_("The ways could not be followed."), key="ways")


def _people(view: StageView, result: Ways, clicked: list | None) -> None:
    """List those behind a bar: a click chooses it, or a box does."""
    shown = charts.rows(result)
    names = {row.key: row.name for row in shown}
    if behind.news("ways", clicked) and clicked[0] in names:
        st.session_state["way"] = clicked[0]
    frame.note(_("Who is behind a bar? Click it, or choose here."), key="way")
    with frame.controls("way"):
        key = frame.pick(_("Customers of"), names, key="way", placeholder=_("Choose a way"))
    if key is None:
        return
    taken = [way.stages for way in result.ways if charts.key_of(way.stages) in names]
    relations, walk = view.relations, followed(view)[1]
    if key == charts.REACHED:
        listed = method.on_way(relations, walk, result, None, mask=view.mask)
    else:
        chosen = [way for way in walk.ways if (way not in taken if key == charts.OTHERS else charts.key_of(way) == key)]
        listed = method.on_way(relations, walk, result, chosen, mask=view.mask)
    frame.meaning(sentences.people_on_way(len(listed), names[key], result), key="way")
    behind.listing(listed, name=key, key="way", free_orders=view.chosen.free_orders)


# What is kept names nobody: places, days and counts. Whom it is of goes along unhashed, so that a job, which has no visitor, can make it.


@st.cache_resource(max_entries=3, show_spinner=False, hash_funcs=KEYED)
def _followed(file: str, revision: int, free_orders: bool, terms: Terms, _relations: Relations) -> tuple[Spells, Walked]:
    times = spells(_relations)
    return times, method.walked(_relations, times)


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _ways(
    file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, _relations: Relations, _meant: np.ndarray | None
) -> Ways:
    times, walk = _followed(file, revision, free_orders, terms, _relations)
    return method.ways(_relations, times, found=walk, mask=_meant)
