"""What a scenario would be worth, as the page shows it, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import ledger
from analysis import links as linked
from analysis.chain import Chain, chain
from analysis.driver_model import prepare
from analysis.links import Links
from analysis.survey import gather
from analysis.whatif.levers import RATED, Setting
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.outcome import Outcome, outcome
from analysis.whatif.rated import taken_for
from analysis.whatif.world import MONTHS_A_YEAR
from components import frame, progress, record, whatif_levers, words, workspace
from components.charts import whatif as charts
from components.charts import whatif_tornado as tornado
from components.jobs import jobs
from components.language import _
from components.satisfaction import whole
from components.sentences import mutual
from components.sentences import whatif as sentences
from components.sentences import whatif_links as link_sentences
from components.sentences.whatif_made import whatif_made
from components.whatif_levers import STYLE, Shown
from models.answers import answers

#: Answers, and customers, that are worked through within a second or so; more of them go to the background.
AT_ONCE, CUSTOMERS_AT_ONCE = 10_000, 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A scenario and what it brings.

    Attributes
    ----------
    basis : Basis
    options : Options
    margin : bool
        Whether one was said.
    shown : tuple of Shown
        Every lever on the page, moved or not.
    settings : tuple of Setting
        Those that are moved or cost something.
    result : Outcome
    chains : tuple of (Chain or None)
        Of each setting that moves a rating, the way from it to money.
    """

    basis: Basis
    options: Options
    margin: bool
    shown: tuple[Shown, ...]
    settings: tuple[Setting, ...]
    result: Outcome
    chains: tuple[Chain | None, ...]

    @property
    def beyond(self) -> tuple[Shown, ...]:
        """Levers that are moved to where the company has not been."""
        return tuple(one for one in self.shown if one.beyond)


def links() -> Links | None:
    """Return the links as they stand now; None while they are made in the background, where answers are many.

    Raises
    ------
    Refused
        Where too few answers are complete.
    """
    opened = workspace.store()
    now = str(opened.path), opened.revision
    if len(whole(*now, "customer").response) <= AT_ONCE and len(workspace.current().occasions.customers) <= CUSTOMERS_AT_ONCE:
        return _links(*now)
    job = jobs().get(_key(*now))
    if job is None:
        work = _work(*now)
        job = jobs().start(_key(*now), "forecast", lambda job: work())
    return job.result


def awaited(known: Links | None) -> bool:
    """Whether the links are being made in the background, or have been since this page began."""
    job = jobs().get(_key(*workspace.now()))
    return known is None and job is not None and job.state in ("running", "done")


def wait(known: Links | None) -> None:
    """Say that the links are being made, until they are; the other levers are there meanwhile."""
    job = jobs().get(_key(*workspace.now()))
    if known is None and job is not None and not awaited(known):  # begun anew it would fail anew, at every look
        frame.meaning(_("What a better rating brings could not be worked out."), key="whatif-failed")
    elif awaited(known):
        said = _("What a better rating brings is being worked out: customers are drawn again and again, to say how sure it is…")
        progress.wait(job, said, key="whatif-waits")


def found(basis: Basis, known: Links | None, shown: tuple[Shown, ...], options: Options) -> Found:
    """Return what the levers bring, as they stand."""
    settings = tuple(one.setting for one in shown if one.setting.amount or one.setting.once or one.setting.monthly)
    stands = (*workspace.now(), basis.world.segments, basis.measured.rated is not None, basis.measured.programme is not None)
    result = _outcome(stands, settings, options, _basis=basis)
    chains = tuple(_chain(known, setting, options) for setting in settings)
    return Found(basis=basis, options=options, margin=options.margin != 1.0, shown=shown, settings=settings, result=result, chains=chains)


@st.cache_resource(max_entries=64, show_spinner=False)
def _outcome(stands: tuple, settings: tuple[Setting, ...], options: Options, _basis: Basis) -> Outcome:
    return outcome(_basis, settings, options)


def _chain(known: Links | None, setting: Setting, options: Options) -> Chain | None:
    if setting.lever not in RATED or known is None:
        return None
    return chain(
        known,
        setting.target,
        setting.amount,
        margin=None if options.margin == 1.0 else options.margin,
        discount_rate=options.discount_rate,
        years=options.months / MONTHS_A_YEAR,
        belief=taken_for(setting),
        level=options.level,
    )


def a_month(basis: Basis) -> float:
    """What the company's customers bring in a month, minor units."""
    return float(basis.world.brought.sum() + basis.world.first_brought.sum()) / max(basis.world.steps, 1)


def levers(head: frame.Head, basis: Basis, known: Links | None) -> tuple[Found, DeltaGenerator]:
    """Show the levers and the options, and say what goes with them; return it, and the row in which more can be done with it.

    The answer stands under the levers: above them it would push them about while they are moved.
    """
    waits = awaited(known)
    baseline, row, answer = st.container(), st.container(key="levers"), st.container(key="answer-whatif")
    row_of_tools = frame.controls("whatif")
    with row_of_tools:
        title = st.container(width="stretch")
        shown = whatif_levers.choose(basis, known, awaited=waits)
        options = whatif_levers.options()
    with row:
        moved = whatif_levers.moved(basis, known, shown, options, awaited=waits, monthly=a_month(basis))
    one = found(basis, known, moved, options)
    with baseline:
        frame.meaning(sentences.baseline_sentence(one), key="baseline")
    frame.Head(head.quiet, answer).say(quiet=sentences.whatif_quiet(one, company=workspace.called()), answer=sentences.whatif_answer(one))
    if one.result.chance_of_gain is not None:
        with title:
            frame.note(sentences.fan_title(one.result), key="fan-title")
    return one, row_of_tools


def picture(one: Found) -> None:
    """Show the difference as time goes on, and what comes and goes month by month."""
    result = one.result
    if result.chance_of_gain is None:
        return
    begins = min((setting.begins for setting in one.settings), default=0)
    frame.chart(partial(charts.fan, result, begins=begins), alt=charts.fan_alt(result), key="fan", data=partial(charts.fan_data, result))
    frame.meaning(" ".join(text for text in (sentences.levers_sentence(one), sentences.break_even_others(one)) if text), key="break-even")
    with st.expander(_("Cash, month by month"), key="cash-months"):
        frame.meaning(sentences.cash_sentence(result), key="cash")
        frame.chart(partial(charts.cash, result), alt=charts.cash_alt(result), key="cash", data=partial(charts.cash_data, result))


def by_group(one: Found) -> None:
    """Say in which groups the difference comes, where customers are told apart."""
    if len(one.result.by_segment) > 1 and one.result.chance_of_gain is not None:
        with st.expander(_("Group by group"), key="whatif-groups"):
            frame.table(*sentences.groups_table(one.result), name=_("What it brings in each group"))
            frame.note(_("Before what the levers cost; the parts add up to the whole."), key="whatif-groups")


def stands_on(one: Found) -> None:
    """Show each lever's way to money: measured links under a solid line, beliefs under a dashed one, and what is missing."""
    if not one.settings:
        return
    frame.section(_("What this stands on"), key="chain")
    st.html(STYLE)
    rows = link_sentences.rows(one)
    for boxes, between in rows:
        parts = []
        for place, (name, value) in enumerate(boxes):
            parts.append(f'<div role="listitem" class="box">{words.escape_html(name)}<b>{words.escape_html(value)}</b></div>')
            if place < len(between):
                text, rests, basis = (words.escape_html(part) for part in between[place])
                parts.append(f'<div role="listitem" class="link {basis}"><span>{text}</span><small>{rests}</small></div>')
        st.html(f'<div role="list" class="rapport-chain">{"".join(parts)}</div>')
    frame.note(link_sentences.stands_on(one), key="chain")
    with st.expander(_("The links in numbers"), key="chain-numbers"):
        frame.table(*link_sentences.table(one), name=_("The links from the levers to money"))


def uncertain(one: Found) -> None:
    """Show which input the interval comes from, and what to measure next."""
    if not one.result.tornado:
        return
    frame.section(_("What makes it uncertain"), key="tornado")
    frame.meaning(sentences.uncertain_sentence(one), key="tornado")
    frame.chart(
        partial(tornado.tornado, one.result, sentences.bar_names(one)),
        alt=tornado.tornado_alt(one.result, sentences.bar_names(one)),
        key="tornado",
        data=partial(tornado.tornado_data, one.result, sentences.bar_names(one)),
    )
    frame.note(sentences.tornado_caption(one.result), key="tornado")


def not_covered(one: Found) -> None:
    """Say what no interval covers."""
    frame.section(_("What no interval covers"), key="not-covered")
    said = link_sentences.not_covered(one)
    st.markdown("\n".join(f"- {each}" for each in said))
    for each in said:
        record.keep(record.Words(kind="plain", text=each))


def made(one: Found) -> None:
    """Say how it was made."""
    with frame.actions("whatif"):
        frame.how_made([*whatif_made(one), *mutual.made()])


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
