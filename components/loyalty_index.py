"""The loyalty index, as the page shows it, and what is kept of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st

from analysis import relations as everybody
from analysis import segments
from analysis.errors import NotEnoughGaps
from analysis.loyalty_index import LoyaltyIndex, loyalty_index
from analysis.loyalty_prediction import Prediction, Then, foretell, look_back
from analysis.loyalty_scores import LEAST_TO_KEEP, Rule, Scores, fifth, scores
from analysis.loyalty_signs import Records, Signs, here_and_now
from analysis.relations import Relations, Terms, own
from analysis.stages import ABANDONED, STAGES
from analysis.traits import LATER
from components import behind, frame, workspace
from components.charts import loyalty_index as charts
from components.language import _
from components.selection import Chosen
from components.sentences import customers_quiet
from components.sentences import loyalty_index as sentences
from components.sentences import loyalty_prediction as prediction_sentences
from components.sentences.who import field_name
from components.stages import KEYED
from models.contacts import contacts
from models.loyalty import Shown, shown
from models.settings import keep_loyalty_index

FIXED, STANDING = "fixed", "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Whose index, reckoned how.

    Attributes
    ----------
    chosen : Chosen
        The filter, and whether free orders count.
    kept : str
        How the company reckons it, JSON, its ends with it.
    by : str or None
        The field by which customers are told apart; None for stages.
    relative : bool
        Whether signs count by standing.
    """

    chosen: Chosen
    kept: str
    by: str | None = None
    relative: bool = False

    @property
    def key(self) -> tuple[str, int, bool, Terms, str]:
        """What names the signs, the stages and the rule (`hash_funcs=KEYED`)."""
        return *self.chosen.view[:3], workspace.terms(), self.kept

    @property
    def rule(self) -> Rule:
        """How it is reckoned."""
        return Rule.of(json.loads(self.kept))


def choose(chosen: Chosen) -> View:
    """Show how customers are told apart and how signs count, and return what is chosen."""
    fields = {name: field_name(name) for name in workspace.fields(free_orders=chosen.free_orders)}
    by = frame.pick(_("Compare"), fields, key="index-by", placeholder=_("Compare by stage, or by…"))
    scale = frame.choice(_("How signs count"), {FIXED: _("By fixed ends"), STANDING: _("By standing among the others")}, key="index-scale")
    return View(chosen=chosen, kept=_kept(chosen), by=by, relative=scale == STANDING)


def _kept(chosen: Chosen) -> str:
    """How the company reckons its index; what has no ends yet gets those of today's customers, which are kept from now on."""
    said = workspace.store().settings().loyalty_index
    rule = Rule.of(json.loads(said))
    signs, stage = _measured(*chosen.view[:3], workspace.terms(), *_columns(rule))
    here = np.ones(len(signs.customers), dtype=bool) if stage is None else stage != ABANDONED
    whole = rule.anchored_by(signs, here)
    # Of a view without free orders nothing is kept: it is a way to look, and the ends should be those of all.
    if whole != rule and here.sum() >= LEAST_TO_KEEP and chosen.free_orders:
        keep_loyalty_index(workspace.store(), whole.text(), instead_of=said)
    return whole.text()


def _columns(rule: Rule) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(rule.columns.items()))


def found(view: View) -> LoyaltyIndex:
    """Return the index of the customers that are meant."""
    return _found(*view.key, view.chosen.view[3], view.by, view.relative)


def say(head: frame.Head, view: View, result: LoyaltyIndex) -> None:
    """Say whose index it is, and how high."""
    n = result.all.n + result.all.without
    quiet = customers_quiet(n, as_of=result.as_of, company=workspace.called(), filters=view.chosen.words())
    head.say(quiet=quiet, answer=sentences.index_answer(result))


def picture(view: View, result: LoyaltyIndex) -> None:
    """Show the index of each row, and let its customers be listed."""
    if not result.all.n:
        return
    clicked = frame.chart(
        partial(charts.index, result),
        narrow=partial(charts.index, result, narrow=True),
        alt=charts.index_alt(result),
        key="index",
        data=partial(charts.index_data, result),
        clickable=True,
    )
    frame.note(sentences.index_caption(result), key="index")
    _behind(view, result, clicked)


def _behind(view: View, result: LoyaltyIndex, clicked: list | None) -> None:
    """List the customers of a row, or its highest or lowest fifth: a click chooses it, or two boxes do."""
    rows = {charts.key(result, row): row for row in (result.all, *result.rows) if row.n}
    if behind.news("index", clicked) and clicked[0] in rows:
        st.session_state["index-row"] = clicked[0]
        st.session_state["index-fifth"] = st.session_state.get("index-fifth") or "all"
    names = {key: charts.called(result, row) for key, row in rows.items()}
    fifths = {"all": _("All of them"), "5": _("The highest fifth"), "1": _("The lowest fifth")}
    frame.note(_("Who is behind a row? Click it, or choose here."), key="index-row")
    with frame.controls("index-row"):
        row = frame.pick(_("Customers of"), names, key="index-row", placeholder=_("Choose a row"))
        which = frame.pick(_("Who"), fifths, key="index-fifth", placeholder=_("Choose who"))
    if row is None or which is None:
        return
    everyone, who = _scored(*view.key, view.relative), _who(view, None if row == charts.ALL else row[1:])
    place = fifth(everyone, who)
    meant = np.flatnonzero(place > 0 if which == "all" else place == int(which))
    meant = meant[np.argsort(everyone.index[meant] * (1 if which == "1" else -1), kind="stable")]
    frame.meaning(sentences.fifth_people(len(meant), which, "" if row == charts.ALL else names[row]), key="index-row")
    if len(meant):
        beside = {
            _("Loyalty index"): np.round(everyone.index[meant], 1),
            _("Weight that is known (%)"): np.round(100 * everyone.coverage[meant]),
        }
        behind.listing(everyone.customers[meant], name=f"loyalty-{which}", key="index", free_orders=view.chosen.free_orders, beside=beside)


def _who(view: View, name: str | None) -> np.ndarray:
    """The customers of a row, None for those who are still here."""
    file, revision, free_orders, terms, _kept_rule = view.key
    signs, stage = _measured(file, revision, free_orders, terms, *_columns(view.rule))
    company = workspace.current(free_orders=free_orders)
    mask = company.mask(dict(view.chosen.view[3]))
    meant = np.ones(len(signs.customers), dtype=bool) if mask is None else mask
    if name is not None and view.by is None:
        return meant & (stage == STAGES.index(name))
    here = meant if stage is None else meant & (stage != ABANDONED)
    return here if name is None else here & (segments.values(company.attributes, view.by) == name)


def rests_on(view: View, result: LoyaltyIndex) -> None:
    """Show the six groups, their weights and signs; they can be set."""
    frame.section(_("What does it rest on?"), key="index-groups")
    frame.table(*sentences.groups_table(result), name=_("The six groups of the loyalty index"), numbers_from=2)
    with frame.controls("index-rule"):
        _settings(view)
    with st.expander(_("Rows in numbers"), key="index-rows"):
        frame.table(*sentences.rows_table(result), name=_("The loyalty index, row by row"))
    with st.expander(_("Every sign and its ends"), key="index-signs"):
        frame.table(*sentences.signs_table(result), name=_("Signs of loyalty and their ends"), numbers_from=2)
    with frame.actions("index"):
        frame.how_made(sentences.index_made(result))


def _settings(view: View) -> None:
    """Let weights, signs and columns be set; they are kept in the workspace."""
    from components.loyalty_settings import settings

    file, revision, *_rest = view.key
    signs, _stage = _measured(*view.key[:4], *_columns(view.rule))
    said = settings(view.rule, tuple(signs.values), _shown(file, revision).columns)
    if said is None:
        return
    if not keep_loyalty_index(workspace.store(), said.text(), instead_of=workspace.store().settings().loyalty_index, wait_seconds=5):
        frame.problem(found=_("somebody else writes"), needed=_("a moment without"), do=_("Try again in a moment."))
        return
    st.rerun()


def foretells(view: View, result: LoyaltyIndex) -> None:
    """Show whether the index tells who orders again; where there is none, it is not asked."""
    if not result.all.n:
        return
    frame.section(_("Does it tell who orders again?"), key="foretells")
    later = [name for name in LATER if view.chosen.where.get(name)]
    if later:
        frame.meaning(
            _("Not asked of customers filtered by “{field}”: it is known only later who they are.").format(field=field_name(later[0])),
            key="foretells",
        )
        return
    told = _foretold(*view.key, view.chosen.view[3], view.relative)
    frame.meaning(prediction_sentences.prediction_answer(told), key="foretells")
    if told is None or told.index is None:
        return
    frame.chart(
        partial(charts.prediction, told),
        narrow=partial(charts.prediction, told, narrow=True),
        alt=charts.prediction_alt(told),
        key="foretells",
        data=partial(charts.prediction_data, told),
    )
    frame.note(prediction_sentences.prediction_caption(told), key="foretells")
    with st.expander(_("Who ordered again, fifth by fifth"), key="foretells-fifths"):
        frame.table(*prediction_sentences.fifths_table(told), name=_("Who ordered again, by fifths of the index and of recency"))
    with frame.actions("foretells"):
        frame.how_made(prediction_sentences.prediction_made(told))


# What is kept names customers by number alone.


def _related(free_orders: bool, terms: Terms) -> Relations | None:
    try:
        return workspace.relations(free_orders=free_orders, terms=terms)
    except NotEnoughGaps:
        return None


@st.cache_resource(max_entries=4, show_spinner=False)
def _shown(file: str, revision: int, *columns: tuple[str, str]) -> Shown:
    return shown(workspace.store(), dict(columns))


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEYED)
def _records(file: str, revision: int, terms: Terms, *columns: tuple[str, str]) -> Records:
    there = _shown(file, revision, *columns)
    return Records(
        contacts=own(contacts(workspace.store()).contacts, terms=terms),
        deeds=there.deeds,
        memberships=there.memberships,
        said=there.said,
        told=there.told,
    )


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEYED)
def _measured(file: str, revision: int, free_orders: bool, terms: Terms, *columns: tuple[str, str]) -> tuple[Signs, np.ndarray | None]:
    company = workspace.current(free_orders=free_orders)
    return here_and_now(company, _related(free_orders, terms), _records(file, revision, terms, *columns))


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEYED)
def _scored(file: str, revision: int, free_orders: bool, terms: Terms, kept: str, relative: bool) -> Scores:
    rule = Rule.of(json.loads(kept))
    signs, _stage = _measured(file, revision, free_orders, terms, *_columns(rule))
    return scores(signs, rule, relative=relative)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=KEYED)
def _found(
    file: str, revision: int, free_orders: bool, terms: Terms, kept: str, where: tuple, by: str | None, relative: bool
) -> LoyaltyIndex:
    rule = Rule.of(json.loads(kept))
    company = workspace.current(free_orders=free_orders)
    signs, stage = _measured(file, revision, free_orders, terms, *_columns(rule))
    return loyalty_index(
        signs,
        rule,
        _scored(file, revision, free_orders, terms, kept, relative),
        stage=stage,
        mask=company.mask(dict(where)),
        by=by,
        value=segments.values(company.attributes, by) if by else None,
        relative=relative,
    )


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEYED)
def _then(file: str, revision: int, free_orders: bool, terms: Terms, *columns: tuple[str, str]) -> Then | None:
    related = _related(free_orders, terms)
    if related is None:
        return None
    orders = workspace.current(free_orders=free_orders).orders
    return look_back(orders, related, _records(file, revision, terms, *columns))


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEYED)
def _foretold(file: str, revision: int, free_orders: bool, terms: Terms, kept: str, where: tuple, relative: bool) -> Prediction | None:
    rule = Rule.of(json.loads(kept))
    then = _then(file, revision, free_orders, terms, *_columns(rule))
    if then is None:
        return None
    mask = everybody.mask(_related(free_orders, terms), workspace.current(free_orders=free_orders), dict(where))
    return foretell(then, rule, relative=relative, mask=mask)
