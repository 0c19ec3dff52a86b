"""What it would be worth if an attribute were rated better, as the page shows it, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import floor
from pathlib import Path

import streamlit as st

from analysis import ledger
from analysis import links as linked
from analysis.behaviour import LINKED
from analysis.beliefs import CORRELATIONS, Belief, believe, from_literature
from analysis.chain import Chain, chain
from analysis.driver_model import prepare
from analysis.links import Links
from analysis.plan import STEP
from analysis.survey import gather
from components import frame, money, progress, record, words, workspace
from components.charts import whatif as charts
from components.jobs import jobs
from components.language import _
from components.satisfaction import whole
from components.sentences import whatif as sentences
from components.sentences.whatif_made import whatif_made
from models.answers import answers

STYLE = Path(__file__).parent / "whatif.css"
#: How finely the lever moves, in parts of a scale: a tenth of a point of 1 to 5.
FINE = 1 / 40
OWN = "own"
#: Answers that are worked through within a second; more of them go to the background.
AT_ONCE = 10_000
RESERVED = 960  # pixels, about what is told and drawn then: what is below should not jump


def links() -> Links | None:
    """Return the links as they stand now; None while they are made in the background, where answers are many.

    Raises
    ------
    Refused
        Where too few answers are complete.
    """
    opened = workspace.store()
    now = str(opened.path), opened.revision
    if len(whole(*now, "customer").response) <= AT_ONCE:
        return _links(*now)
    job = jobs().get(_key(*now))
    if job is None:
        work = _work(*now)
        job = jobs().start(_key(*now), "forecast", lambda job: work())
    return job.result


def wait() -> None:
    """Say that the links are being made, until they are."""
    opened = workspace.store()
    job = jobs().get(_key(str(opened.path), opened.revision))
    if job.running:
        said = _("Customers are being drawn again and again, to say how sure it is…")
        progress.wait(job, said, key="whatif-waits", height=RESERVED)
    else:  # begun anew it would fail anew, at every look
        frame.meaning(_("What it would be worth could not be worked out."), key="whatif-failed")


def controls(known: Links) -> Chain:
    """Show the lever and the options; return what goes with them."""
    what, how_much = st.columns([1, 1.6], gap="large")
    with what:
        name = _attribute(known)
        with frame.controls():
            years, discount, margin = _options()
            belief = _belief(known)
    with how_much:
        better = _lever(known, name)
        found = chain(known, name, better, margin=margin, discount_rate=discount, years=years, belief=belief)
        _seen(known, found)
    return found


def _attribute(known: Links) -> str:
    """The attribute that is meant; before one is chosen that with the surest effect."""
    effects = {item.name: chain(known, item.name, 0).effect.low for item in known.items}
    order = sorted(effects, key=effects.__getitem__, reverse=True)
    st.session_state.setdefault("attribute", order[0])
    return frame.pick(_("What is rated better"), {name: name for name in order}, key="attribute", placeholder=order[0]) or order[0]


def _options() -> tuple[float, float, float | None]:
    with st.popover(_("Margin, horizon, discount"), icon=":material/tune:", key="whatif-options"):
        margin = money.margin()
        named = {"3": sentences.years(3), **{str(number): sentences.years(number) for number in (1, 2, 5)}}
        years = float(frame.choice(_("How far ahead"), named, key="years"))
        discount = st.number_input(
            _("Discount: how many per cent less money is worth a year later"),
            min_value=0.0, max_value=50.0, value=10.0, step=1.0, key="discount", bind="query-params", persist_state="session",
        )  # fmt: skip
    return years, round(discount / 100, 6), margin


def _belief(known: Links) -> Belief | None:
    """Where the data don't link satisfaction to staying: what is to be taken in its place."""
    if known.link == LINKED:
        frame.leave_address("link")
        return None
    strengths = (_("Weak, as in some studies"), _("Middling, as in some studies"), _("Strong, as in some studies"))
    named = {f"{r:g}": strength for r, strength in zip(CORRELATIONS, strengths, strict=True)} | {OWN: _("What I believe")}
    asked = _("Take a link from elsewhere…")
    chosen = frame.pick(_("What links satisfaction to staying"), named, key="link", placeholder=asked)
    if chosen is None:
        return None
    return _own() if chosen == OWN else from_literature(float(chosen))


def _own() -> Belief:
    with st.popover(_("What I believe"), icon=":material/edit:", key="belief-popover"):
        st.markdown(_("Of 100 customers, how many more stay where satisfaction is one point higher?"))
        labels = {"low": _("at least"), "likely": _("most likely"), "high": _("at most")}
        said = [
            st.number_input(label, min_value=0.0, max_value=50.0, value=usual, step=0.5, key=f"belief-{name}", bind="query-params",
                            persist_state="session")  # fmt: skip
            for (name, label), usual in zip(labels.items(), (0.0, 3.0, 6.0), strict=True)
        ]
    return believe(*(number / 100 for number in sorted(said)))


def _lever(known: Links, name: str) -> float:
    """Let it be said how much better; 0 where the scale has no room."""
    item, now = _one(known, name)
    fine = FINE * item.scale.width
    top = round(floor((item.scale.high - now) / fine + 1e-9) * fine, 6)
    still = chain(known, name, 0)
    if top < fine:
        frame.note(_("“{name}” is rated as well as can be already.").format(name=words.escape_markdown(name)), key="no-room")
        return 0.0
    usual = min(round(STEP * item.scale.width, 6), top)
    return frame.slide(sentences.lever_label(still), key="better", low=0.0, high=top, step=round(fine, 6), usual=usual)


def _one(known: Links, name: str):
    at = [item.name for item in known.items].index(name)
    return known.items[at], known.now[at].value


def _seen(known: Links, found: Chain) -> None:
    """Under the slider: what has been seen, where it stands now, and that what lies beyond is belief."""
    item, now = _one(known, found.attribute)
    fine = FINE * item.scale.width
    top = floor((item.scale.high - now) / fine + 1e-9) * fine
    if top < fine:
        return
    bar = ""
    if found.seen is not None:
        width = 100 * min(max(found.seen[1] - now, 0.0) / top, 1.0)
        bar = f'<span style="left:0;width:{width:.1f}%"></span>'
    chip = f' <span class="rapport-chip">{words.escape_html(_("beyond: belief"))}</span>' if found.beyond else ""
    note = words.escape_html(sentences.lever_note(found))
    st.html(STYLE)
    st.html(f'<div class="rapport-seen"><div class="track" aria-hidden="true">{bar}<i></i></div><p>{note}{chip}</p></div>')


def picture(found: Chain) -> None:
    """Show the difference as time goes on."""
    if found.difference is None or not found.better:
        return
    frame.note(sentences.fan_title(found), key="fan-title")
    frame.chart(partial(charts.fan, found), alt=charts.fan_alt(found), key="fan", data=partial(charts.fan_data, found))


def stands_on(found: Chain) -> None:
    """Show the links, each with its interval, and what it rests on."""
    frame.section(_("What this stands on"), key="chain")
    boxes, between = sentences.steps(found)
    parts = []
    for place, (name, value) in enumerate(boxes):
        parts.append(f'<div role="listitem" class="box">{words.escape_html(name)}<b>{words.escape_html(value)}</b></div>')
        if place < len(between):
            text, rests, basis = (words.escape_html(part) for part in between[place])
            parts.append(f'<div role="listitem" class="link {basis}"><span>{text}</span><small>{rests}</small></div>')
    st.html(STYLE)
    st.html(f'<div role="list" class="rapport-chain">{"".join(parts)}</div>')
    frame.note(sentences.stands_on(found), key="chain")
    with st.expander(_("The links in numbers"), key="chain-numbers"):
        frame.table(*sentences.steps_table(found), name=_("The links from the rating to money"))


def not_covered(found: Chain) -> None:
    """Say what no interval covers."""
    frame.section(_("What no interval covers"), key="not-covered")
    said = sentences.not_covered(found)
    st.markdown("\n".join(f"- {one}" for one in said))
    for one in said:
        record.keep(record.Words(kind="plain", text=one))


def made(found: Chain) -> None:
    """Say how it was made."""
    with frame.actions("whatif"):
        frame.how_made(whatif_made(found))


@st.cache_resource(max_entries=4, show_spinner=False)
def _links(file: str, revision: int) -> Links:
    """What is kept names nobody: coefficients, shares and sums."""
    return _work(file, revision)()


def _work(file: str, revision: int) -> Callable[[], Links]:
    """Gather what the links are made of, while there is a visitor to ask whose it is; what is returned makes them anywhere."""
    company, survey = workspace.current(), whole(file, revision, "customer")
    model, said = prepare(survey), answers(workspace.store())

    def work() -> Links:
        every = gather(said, as_of=company.as_of, every=True)
        return linked.links(model, survey, every, company.occasions, ledger.of_company(company))

    return work


def _key(file: str, revision: int) -> str:
    return repr(("what if", file, revision))
