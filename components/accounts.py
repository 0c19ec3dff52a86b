"""Accounts as the page shows them: where they stand, on how many people they hang, which they are, and who orders for one."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import polars as pl
import streamlit as st

from analysis import moves as method
from analysis.account_table import NEVER, AccountTable
from analysis.accounts import Accounts, accounts
from analysis.calendar import day_of
from analysis.moves import PLACES
from analysis.relations import Relations
from analysis.stages import NOT_YET, STAGES
from analysis.units import Units, units
from components import along, behind, frame, words, workspace
from components.charts import stage_dots, stage_ledger
from components.language import _
from components.moves import STEPS
from components.sentences import accounts as sentences
from components.sentences.moves import came_from_name, few_people, went_to_name
from components.stages import KEYED
from models.parties import Parties
from models.parties import parties as read_parties

USUAL = 3  # months that moves go back
#: So many accounts a box offers by name: the largest of the list, and the one that the address asks for.
MOST_NAMED = 500


def months() -> int:
    """Show how far moves go back, and return what is chosen."""
    with frame.controls():
        return int(frame.choice(_("From when"), STEPS, key="step", usual=str(USUAL)))


def found(step: int) -> tuple[Accounts, AccountTable, Relations]:
    """Return how accounts stand.

    Raises
    ------
    NotEnoughGaps
        Where no usual gap is known.
    """
    return _found(*workspace.now(), workspace.terms(), step)


def parties() -> tuple[Parties, Units]:
    """Return who belongs to which organisation."""
    return _parties(*workspace.now())


def names(party_ids: np.ndarray) -> list[str]:
    """Return what organisations and their people are called, their keys for want of a name; "" for nobody."""
    known = parties()[0].parties.select("party", pl.coalesce("name", "key").alias("name"))
    asked = pl.DataFrame({"party": party_ids}, schema={"party": pl.Int64})
    return asked.join(known, on="party", how="left", maintain_order="left")["name"].fill_null("").to_list()


def picture(result: Accounts, table: AccountTable) -> list | None:
    """Show where accounts stand and which way they went, few of them as dots; returns what was clicked in the ledger."""
    if few_people(result.moves):
        _dots(result, table)
        return None
    clicked = frame.chart(
        partial(stage_ledger.stage_ledger, result.moves),
        narrow=partial(stage_ledger.stage_ledger, result.moves, narrow=True),
        alt=stage_ledger.stage_ledger_alt(result.moves),
        key="accounts",
        data=partial(stage_ledger.stage_ledger_data, result.moves),
        clickable=True,
    )
    frame.note(sentences.accounts_caption(result), key="accounts")
    return clicked


def _dots(result: Accounts, table: AccountTable) -> None:
    """Show few accounts, each a dot; a click on one chooses whose people are listed."""
    there = {stage: table.account[table.stage == place].tolist() for place, stage in enumerate(STAGES)}
    clicked = frame.chart(
        partial(stage_dots.stage_dots, result.moves, there, named=stage_dots.ACCOUNT),
        narrow=partial(stage_dots.stage_dots, result.moves, there, narrow=True, named=stage_dots.ACCOUNT),
        alt=stage_dots.stage_dots_alt(result.moves, there, stage_dots.ACCOUNT),
        key="account-dots",
        data=partial(stage_dots.stage_dots_data, result.moves),
        clickable=True,
    )
    frame.note(sentences.accounts_caption(result), key="account-dots")
    if behind.news("account-dots", clicked):
        st.session_state["account"] = str(clicked[1])


def people(result: Accounts) -> None:
    """Say on how many people accounts hang."""
    if not result.by_people and not result.unnamed:
        return
    frame.section(sentences.people_title(), key="hanging")
    frame.meaning(sentences.people_answer(result), key="hanging")
    if result.by_people:
        frame.table(*sentences.people_table(result), name=_("Accounts still here, by how many of their people order"))


def which(result: Accounts, table: AccountTable, grouped: Relations, clicked: list | None) -> None:
    """List accounts, and the people of one: a click on the ledger chooses them, or boxes do."""
    frame.section(_("Which accounts?"), hint=_("Click the picture above, or choose here."), key="which")
    if behind.news("accounts", clicked):
        st.session_state["was"], st.session_state["is"] = clicked[0] or None, clicked[1] or None
    with frame.controls("which"):
        was = {place: came_from_name(place) for place in PLACES}
        now = {place: went_to_name(place) for place in PLACES}
        came_from = frame.pick(_("Where they were"), was, key="was", placeholder=_("Were anywhere on the first day"))
        went_to = frame.pick(_("Where they are"), now, key="is", placeholder=_("Are anywhere on the second"))
        hanging = {name: sentences.among_name(name) for name in sentences.AMONG}
        among = frame.pick(_("Among them"), hanging, key="among", placeholder=_("Whoever orders for them"))
    then, day = (grouped.stages(when) for when in (result.moves.then, result.moves.now))
    outside = (then.stage == NOT_YET) & (day.stage == NOT_YET)
    meant = np.isin(table.account, method.people(then, day, came_from, went_to)) & ~outside
    if among is not None:
        meant &= getattr(table, among)
    at = np.flatnonzero(meant)
    at = at[np.lexsort((table.account[at], -table.brought[at]))]
    frame.meaning(sentences.listed(len(at), came_from, went_to, among, result), key="which")
    if len(at):
        _list(result, table, at)
        _one(table, at)


def _list(result: Accounts, table: AccountTable, at: np.ndarray) -> None:
    last = [None if day == NEVER else day_of(int(day)) for day in table.last[at]]
    columns = [
        names(table.account[at]),
        [sentences.stage_of(place) for place in table.stage[at]],
        table.people[at],
        table.active[at],
        names(table.main[at]),
        [sentences.main_days(*row) for row in zip(table.main[at], table.main_days[at], table.days[at], strict=True)],
        last,
        table.brought[at] / 10 ** words.minor_digits(result.currency),
    ]
    listed = pd.DataFrame(dict(zip(sentences.list_headers(result.currency), columns, strict=True)))
    said = _("The list of {accounts}").format(accounts=sentences.accounts_count(len(at)))
    money = st.column_config.NumberColumn(format="localized")
    st.dataframe(listed, hide_index=True, key="accounts-list", alt=said, column_config={listed.columns[-1]: money})
    along.table(lambda: (list(listed.columns), listed.itertuples(index=False)), name=_("Accounts"), key="accounts-list", file="accounts")


def _one(table: AccountTable, at: np.ndarray) -> None:
    """Who orders for one account."""
    chosen = [str(table.account[place]) for place in at[MOST_NAMED:] if str(table.account[place]) == st.query_params.get("account")]
    offered = np.append(table.account[at[:MOST_NAMED]], np.array(chosen, dtype=np.int64))
    named = dict(zip(map(str, offered), names(offered), strict=True))
    with frame.controls("account"):
        account = frame.pick(_("Who orders there"), named, key="account", placeholder=_("Who orders for one of them? Choose it here"))
    if account is None:
        return
    place = int(np.searchsorted(table.account, int(account)))
    row = {name: getattr(table, name)[place] for name in ("stage", "people", "active", "last")}
    row["last_day"] = None if row["last"] == NEVER else day_of(int(row["last"]))
    frame.meaning(sentences.of_account(named[account], row), key="account")
    belonging = parties()[1]
    everybody = workspace.relations(terms=workspace.terms()).customers
    theirs = everybody[belonging.of(everybody) == np.searchsorted(belonging.unit, int(account))]
    behind.listing(theirs, name=named[account], key="account")


def made(result: Accounts, step: int) -> list[tuple[str, str]]:
    """How it was made."""
    return sentences.accounts_made(result, months=step)


# What is kept names nobody but by party numbers; the parties are those of the file.


@st.cache_resource(max_entries=4, show_spinner=False)
def _parties(file: str, revision: int) -> tuple[Parties, Units]:
    known = read_parties(workspace.store())
    return known, units(known.parties)


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, terms, step: int) -> tuple[Accounts, AccountTable, Relations]:
    _known, belonging = _parties(file, revision)
    return accounts(workspace.current(), workspace.relations(terms=terms), belonging, months=step)
