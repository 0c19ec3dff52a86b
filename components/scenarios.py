"""Scenarios that are kept by name: saving one, and what the page Compare shows of several."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from analysis.document import document
from analysis.whatif.comparison import Comparison, compare
from analysis.whatif.levers import RATED, Setting
from analysis.whatif.options import Options
from analysis.whatif.outcome import Outcome, outcome
from analysis.whatif.scenario import Scenario, read, said
from analysis.whatif.simple import Simple, simple
from analysis.whatif.since import changes
from components import frame, ruled, scenario_files, whatif, words, workspace
from components.along import XLSX
from components.basis import basis, rating_links
from components.charts import scenarios as charts
from components.language import _
from components.sentences import scenario_since
from components.sentences import scenarios as sentences
from components.tables import slug
from models import scenarios as kept
from models.errors import Refused
from models.scenarios import Saved

#: As many as there are colours for groups.
MOST = 4
#: Pixels of the list that scenarios are chosen from; where there is less room, it is as wide as the page.
WIDE = 800
#: What the address says of a view besides a scenario: which company.
NOT_OF_IT = ("workspace",)


def save(settings: Sequence[Setting], options: Options, result: Outcome, *, field: str | None = None) -> None:
    """Offer to save what stands on the page What if under a name."""
    with frame.actions("scenario"):
        _saving(settings, options, result, field)
        if saved():
            frame.links({"pages/compare.py": _("Compare scenarios")}, key="compare")


def _saving(settings: Sequence[Setting], options: Options, result: Outcome, field: str | None) -> None:
    with st.popover(_("Save scenario"), icon=":material/bookmark_add:", key="save-scenario"):
        name = st.text_input(
            _("Name of the scenario"), key="scenario-name", max_chars=kept.LONGEST, placeholder=_("such as Quicker delivery")
        )
        taken = " ".join(name.split()) in {each.name for each in saved()}
        label = _("Replace the one of this name") if taken else _("Save")
        if st.button(label, key="scenario-save", type="primary", disabled=not name.strip() or not settings):
            scenario = Scenario(name=name, settings=tuple(settings), options=options, field=field)
            _do(partial(_save, scenario, result, _address(), taken), _("Saved. “Compare” sets it beside the others."))
        if not settings:
            st.caption(_("Nothing is moved yet."))


def _save(scenario: Scenario, result: Outcome, address: dict, instead: bool) -> None:
    told = said(scenario) | {"address": address}
    kept.save(
        workspace.store(), scenario.name, told, revision=result.revision, as_of=workspace.current().as_of, result=document(result),
        saved_at=datetime.now().replace(microsecond=0), instead=instead,
    )  # fmt: skip


def _address() -> dict[str, list[str]]:
    """What the address says of the levers: with it the page shows them again as they stood."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in NOT_OF_IT}


def _do(work, done: str) -> None:
    """Do something to what is kept, and say how it ended."""
    try:
        work()
    except Refused as problem:
        frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
    else:
        st.toast(done)
        st.rerun()


def saved() -> list[Saved]:
    """Return what is kept, the oldest first."""
    return kept.scenarios(workspace.store())


def choose(every: Sequence[Saved]) -> list[Saved]:
    """Let be chosen which are compared; the newest, where nobody has."""
    named = {str(each.id): each.name for each in every}
    if "scenarios" not in st.session_state and not st.query_params.get_all("scenarios"):
        st.session_state["scenarios"] = list(named)[-MOST:]
    with st.container(width=WIDE):
        chosen = frame.pick_some(_("Scenarios, on the same scale"), named, key="scenarios", placeholder=_("Choose a scenario"), most=MOST)
    return [each for each in every if str(each.id) in chosen]


def waits(chosen: Sequence[Saved]) -> bool:
    """Whether ratings are moved whose links are still being worked out; it is said, and the page comes again when they are there."""
    if not any(setting.lever in RATED for each in chosen for setting in _read(each).settings):
        return False
    known = rating_links()
    whatif.wait(known)
    return whatif.awaited(known)


def compared(chosen: Sequence[Saved]) -> Comparison:
    """Return the scenarios beside one another, on the data of now."""
    read_ = [_read(each) for each in chosen]
    stands = basis(read_[0].field)
    told = tuple((each.name, json.dumps(each.said, sort_keys=True)) for each in chosen)
    return _compared(_stands(stands), told, _basis=stands)


def _read(each: Saved) -> Scenario:
    return read(each.name, each.said)


def _stands(stands) -> tuple:
    """What the numbers hang on besides the scenario; links that are worked out in the background come later."""
    return (
        *workspace.now(),
        workspace.terms(),
        stands.world.segments,
        stands.measured.rated is not None,
        stands.measured.programme is not None,
    )


@st.cache_resource(max_entries=16, show_spinner=_("Running each scenario on, month by month…"))
def _compared(stands: tuple, told: tuple[tuple[str, str], ...], _basis) -> Comparison:
    return compare(_basis, [read(name, json.loads(text)) for name, text in told])


@st.cache_resource(max_entries=32, show_spinner=False)
def _now(stands: tuple, told: str, _basis) -> Outcome:
    scenario = read("", json.loads(told))
    return outcome(_basis, scenario.settings, scenario.options)


@st.cache_resource(max_entries=32, show_spinner=False)
def _case(stands: tuple, told: str, _basis) -> Simple:
    scenario = read("", json.loads(told))
    return simple(_basis, scenario.settings, scenario.options)


def now(each: Saved) -> Outcome:
    """Return what a scenario comes to on the data of now, with its own options."""
    stands = basis(_read(each).field)
    return _now(_stands(stands), json.dumps(each.said, sort_keys=True), _basis=stands)


def case(each: Saved) -> Simple:
    """Return its simple case, with its own options too."""
    stands = basis(_read(each).field)
    return _case(_stands(stands), json.dumps(each.said, sort_keys=True), _basis=stands)


def simple_cases(chosen: Sequence[Saved]) -> None:
    """Show what a spreadsheet would say."""
    with st.expander(_("The simple case, with a pencil"), key="simple-case"):
        headers, rows = sentences.simple_table([(each.name, case(each)) for each in chosen])
        ruled.table(headers, rows, name=_("The simple case of each scenario"), quiet=(0,))
        frame.note(sentences.simple_note(), key="simple-case")


def picture(result: Comparison) -> None:
    """Show each one's difference to today."""
    frame.note(sentences.picture_title(result), key="compare-title")
    frame.chart(
        partial(charts.compared, result),
        alt=charts.compared_alt(result),
        key="compared",
        data=partial(charts.compared_data, result),
        narrow=partial(charts.compared_narrow, result),
    )


def table(result: Comparison, chosen: Sequence[Saved]) -> None:
    """Show them number by number, and lever by lever."""
    headers, rows, faint = sentences.compare_table(result, [each.saved_at.date() for each in chosen])
    with st.container(key="scenarios-beside"):
        ruled.table(headers, rows, name=_("Scenarios beside one another"), faint=faint, quiet=(0,))
    frame.note(" ".join(part for part in (sentences.footnote(result), sentences.options_note(result)) if part), key="compare-foot")


def since(chosen: Sequence[Saved], revision: int) -> None:
    """Show what came out then beside what comes out now, of those that were saved on other data."""
    as_of = workspace.current().as_of
    older = [each for each in chosen if (each.revision, each.as_of) != (revision, as_of)]
    if not older:
        return
    frame.section(_("What has changed since"), key="since")
    for each in older:
        result = now(each)
        found = changes(each.result, result)
        frame.meaning(scenario_since.sentence(each, found, result, as_of=as_of), key=f"since-{each.id}")
        headers, rows = scenario_since.table(each, found, result, as_of=as_of)
        ruled.table(headers, rows, name=_("Then and now: {name}").format(name=each.name), quiet=(0,))


def manage(every: Sequence[Saved]) -> None:
    """Let one be copied, renamed, deleted, opened again or taken along."""
    with st.popover(_("Copy, rename, export"), icon=":material/more_horiz:", key="manage-scenario"):
        named = {str(each.id): words.escape_markdown(each.name) for each in reversed(every)}
        picked = st.selectbox(_("Which scenario"), list(named), format_func=named.__getitem__, key="managed")
        each = next((one for one in every if str(one.id) == picked), every[0])
        st.link_button(_("Open on What if"), _link(each), icon=":material/open_in_new:", width="stretch")
        name = st.text_input(_("New name"), key=f"new-name-{each.id}", max_chars=kept.LONGEST, placeholder=each.name)
        store = workspace.store()
        with frame.controls("managing"):
            if st.button(_("Copy under this name"), key="scenario-clone", disabled=not name.strip()):
                _do(lambda: kept.clone(store, each.id, name), _("Copied."))
            if st.button(_("Rename"), key="scenario-rename", disabled=not name.strip()):
                _do(lambda: kept.rename(store, each.id, name), _("Renamed."))
            if st.button(_("Delete"), key="scenario-delete", icon=":material/delete:"):
                _do(lambda: kept.delete(store, each.id), _("Deleted."))
        _take_along(each)


def _take_along(each: Saved) -> None:
    """As a workbook with formulas, and as the document that the command line reads; each is made when it is asked for."""
    scenario, as_of = _read(each), workspace.current().as_of
    stem = slug(each.name)

    def workbook() -> bytes:
        return scenario_files.as_workbook(scenario, now(each), case(each), as_of=as_of)

    def text() -> str:
        return scenario_files.as_json(scenario, now(each), as_of=as_of, saved_at=each.saved_at)

    with frame.controls("taking"):
        st.download_button(_("Workbook (.xlsx)"), workbook, file_name=f"{stem}.xlsx", mime=XLSX, key="scenario-xlsx", on_click="ignore")
        st.download_button(
            _("Scenario (.json)"), text, file_name=f"{stem}.json", mime="application/json", key="scenario-json", on_click="ignore"
        )


def _link(each: Saved) -> str:
    """Where the page What if shows it: opened anew, so that nothing moved there meanwhile mixes with it."""
    parts = urlsplit(st.context.url or "")
    path = parts.path.rsplit("/", 1)[0] + "/whatif"
    asked = [(name, value) for name, values in each.said.get("address", {}).items() for value in values]
    asked += [(name, value) for name in NOT_OF_IT for value in st.query_params.get_all(name)]
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(asked), ""))
