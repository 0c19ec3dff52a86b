"""Distributors, retailers, partners and suppliers, and markets, as the page shows them."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from analysis.account_table import NEVER
from analysis.calendar import day_of
from analysis.markets import Markets, market_of, markets
from analysis.partners import KINDS, Partners, PartnerTable, partners
from components import accounts, along, frame, workspace
from components.charts import markets as charts
from components.language import _
from components.sentences import markets as market_words
from components.sentences import partners as sentences
from components.stages import KEYED


def found() -> tuple[Partners, PartnerTable]:
    """Return how they stand."""
    return _found(*workspace.now(), workspace.terms())


def side_by_side() -> Markets:
    """Return the markets."""
    return _markets(*workspace.now(), workspace.terms())


def kinds(result: Partners, table: PartnerTable) -> None:
    """Say how distributors, retailers, partners and suppliers stand, and list them."""
    frame.section(_("Distributors, retailers, partners and suppliers"), key="partners")
    frame.meaning(sentences.partners_answer(result), key="partners")
    if not result.kinds:
        frame.links({"pages/data.py": _("Bring a list that names them")}, key="partners")
        return
    frame.table(*sentences.partners_table(result), name=_("Distributors, retailers, partners and suppliers"))
    frame.note(sentences.partners_caption(result), key="partners")
    with frame.controls("partners"):
        named = {one.type: sentences.kind_name(one.type) for one in result.kinds}
        kind = frame.pick(_("List"), named, key="kind", placeholder=_("Which of them? Choose here"))
    if kind is not None:
        _list(table, kind)


def _list(table: PartnerTable, kind: str) -> None:
    meant = np.flatnonzero(table.kind == KINDS.index(kind))
    meant = meant[np.lexsort((-table.days[meant], -table.last[meant]))]
    names = accounts.names(table.unit[meant])
    last = [None if day == NEVER else day_of(int(day)) for day in table.last[meant]]
    stages = [sentences.partner_stage(place) for place in table.stage[meant]]
    columns = [names, stages, last, table.days[meant].tolist()]
    listed = pd.DataFrame(dict(zip(sentences.partner_headers(), columns, strict=True)))
    st.dataframe(
        listed,
        hide_index=True,
        key="partners-list",
        alt=_("{kinds}, the latest first").format(kinds=sentences.kind_count(kind, len(meant))),
    )
    along.table(
        lambda: (list(listed.columns), listed.itertuples(index=False)), name=sentences.kind_name(kind), key="partners-list", file=f"{kind}s"
    )


def by_market(result: Markets) -> None:
    """Set the markets side by side: in which stages their customers are, and who ordered since."""
    frame.section(_("Market by market"), key="markets")
    frame.meaning(market_words.markets_answer(result), key="markets")
    if not any(one.market and one.customers for one in result.markets):
        return
    frame.chart(
        partial(charts.markets, result),
        narrow=partial(charts.markets, result, narrow=True),
        alt=charts.markets_alt(result),
        key="markets",
        data=partial(charts.markets_data, result),
    )
    frame.note(market_words.markets_caption(result, drawn=len(charts.drawn(result))), key="markets")
    if any(one.kept is not None for one in result.markets):
        frame.chart(
            partial(charts.kept, result),
            narrow=partial(charts.kept, result, narrow=True),
            alt=charts.kept_alt(result),
            key="kept",
            data=partial(charts.kept_data, result),
        )
    with st.expander(_("Every market as a table"), key="markets-table"):
        frame.table(*market_words.markets_table(result), name=_("Customers of every market by stage"))
    frame.links({"pages/retention.py": _("Who stays, market beside market")}, key="markets", query={"group": "market"})


def made(result: Markets) -> list[tuple[str, str]]:
    """How it was made."""
    return [*market_words.markets_made(result), *sentences.partners_made()]


# What is kept names nobody: counts, days and party numbers.


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, terms) -> tuple[Partners, PartnerTable]:
    known, belonging = accounts.parties()
    _result, _table, grouped = accounts.found(accounts.USUAL)
    return partners(belonging, grouped, known.dealings, as_of=grouped.as_of, rule=grouped.rule)


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEYED)
def _markets(file: str, revision: int, terms) -> Markets:
    _known, belonging = accounts.parties()
    people = workspace.relations(terms=terms)
    return markets(people, market_of(workspace.current().customers, belonging, people.customers), belonging)
