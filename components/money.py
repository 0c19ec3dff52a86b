"""What customers bring, cost and pay back, as the page shows it, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from analysis import takings
from analysis.groups import chosen as masks_of
from analysis.money import Brought, brought
from analysis.money_groups import MoneyGroups, money_groups
from analysis.occasions import counted
from analysis.takings import Takings
from analysis.traits import LATER
from components import behind, frame, selection, workspace
from components.charts import money as charts
from components.language import _
from components.selection import Chosen
from components.sentences import customers_quiet, paying
from components.sentences import money as sentences
from components.sentences import tenure as tenure_sentences
from components.sentences.survival import survival_later


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person says of money: its currency (None: the one most orders are in), and which share of it is left (None: not said)."""

    currency: str | None
    margin: float | None


def options(chosen: Chosen) -> Options:
    """Let the currency and the margin be said."""
    with st.popover(_("Currency and margin"), icon=":material/payments:", key="moneys"):
        codes = currencies(*chosen.view[:3])
        currency = None
        if len(codes) > 1:
            named = {code: _("{code}, {n} orders").format(code=code, n=n) for code, n in codes.items()}
            currency = frame.pick(_("Currency"), named, key="currency", placeholder=_("Currency: the one most orders are in"))
        left = margin()
    return Options(currency=currency, margin=left)


def margin() -> float | None:
    """Let the margin be said, on every page the same; None where it isn't."""
    said = st.number_input(
        _("Margin: what is left of 100 of revenue after the goods and all that grows with an order"),
        min_value=1.0, max_value=100.0, value=None, step=1.0, key="margin", placeholder=_("not set: all of it counts"),
        bind="query-params", persist_state="session",
    )  # fmt: skip
    return None if said is None else round(said / 100, 6)


def found(chosen: Chosen, said: Options) -> Brought | None:
    """Return what the chosen customers bring; None where nobody has ordered."""
    company = workspace.current(free_orders=chosen.free_orders)
    if not len(company.occasions.customers):
        return None
    return _brought(*chosen.view, chosen.period, said.currency, said.margin)


def compared(chosen: Chosen, said: Options) -> MoneyGroups | None:
    """Return the groups compared; None where none are."""
    if chosen.group is None or chosen.group in LATER:
        return None
    return _groups(*chosen.view, chosen.period, said.currency, chosen.group, chosen.values)


def say(head: frame.Head, chosen: Chosen, result: Brought | None, groups: MoneyGroups | None) -> None:
    """Say which customers are meant, and what they bring."""
    if result is None:
        head.say(answer=_("Nobody here has a first order yet."))
        return
    quiet = customers_quiet(result.customers, as_of=result.as_of, company=workspace.called(), filters=chosen.words())
    answer = sentences.money_answer(result) if groups is None else sentences.groups_of_money_answer(groups)
    head.say(quiet=quiet, answer=answer)


def by_age(result: Brought, measure: str, field: str | None) -> None:
    """Show the main picture; and why groups of what is known only later are not compared."""
    if field in LATER:
        frame.note(survival_later(), key="later")
    if not charts.drawn(result):
        frame.note(sentences.money_left_out(result), key="money")
        return
    frame.chart(
        partial(charts.money, result, measure), alt=charts.money_alt(result, measure), key="money", data=partial(charts.money_data, result)
    )
    notes = (sentences.money_caption(result, measure), sentences.money_left_out(result))
    frame.note(" ".join(note for note in notes if note), key="money")
    frame.meaning(sentences.money_meaning(result, measure), key="money")


def side_by_side(groups: MoneyGroups) -> None:
    """Show the groups in place of the main picture."""
    frame.chart(
        partial(charts.money_groups, groups),
        alt=charts.money_groups_alt(groups),
        key="money",
        data=partial(charts.money_groups_data, groups),
    )
    frame.note(_("Added up from the first order on, at ages that all groups have reached. Below it is all customers again."), key="money")
    with st.expander(_("The groups in numbers"), key="money-groups"):
        frame.table(*sentences.groups_of_money_table(groups), name=_("What a customer of each group has brought"))


def tenure(result: Brought) -> None:
    """Show whether those who stay buy more, or the others left."""
    if not charts.drawn(result):
        return
    frame.section(_("Do those who stay buy more?"), key="tenure")
    frame.meaning(tenure_sentences.split_answer(result), key="tenure")
    if result.split is not None and result.split.parts:
        frame.chart(partial(charts.split, result), alt=charts.split_alt(result), key="split", data=partial(charts.split_data, result))
        frame.note(tenure_sentences.split_caption(result), key="split")
        with st.expander(_("Revenue, orders and average order, in parts"), key="split-numbers"):
            frame.table(*tenure_sentences.split_table(result), name=_("The change with tenure, split"))
    frame.section(_("More often, or more each time?"), key="orders")
    frame.meaning(tenure_sentences.often_answer(result), key="orders")
    for what in (charts.ORDERS, charts.AVERAGE):
        frame.chart(
            partial(charts.money, result, what, height=charts.SMALL),
            alt=charts.money_alt(result, what),
            key=f"money-{what}",
            data=partial(charts.money_data, result),
        )
    with st.expander(_("The ages in numbers"), key="money-numbers"):
        frame.table(*sentences.money_table(result), name=_("What customers bring by age"))


def payback(result: Brought) -> None:
    """Show when customers have paid for their winning."""
    frame.section(_("When have they paid for their winning?"), key="payback")
    frame.meaning(paying.payback_answer(result), key="payback")
    paid = result.payback
    cost = None if paid is None else paid.cost / paid.customers / (result.margin or 1.0)
    if charts.drawn(result, charts.SO_FAR):
        frame.chart(
            partial(charts.money, result, charts.SO_FAR, cost=cost),
            alt=charts.money_alt(result, charts.SO_FAR),
            key="so-far",
            data=partial(charts.money_data, result),
        )
    if result.channels:
        frame.table(*paying.channels_table(result), name=_("Channels, what they cost and when they have paid back"))
        frame.note(paying.channels_caption(result), key="channels")
    with st.expander(_("Cohort by cohort"), key="payback-cohorts"):
        frame.table(*paying.payback_table(result), name=_("Cohorts, what they brought and when they have paid back"))


def cost(result: Brought, chosen: Chosen) -> None:
    """Show what it costs to serve customers, and who costs more than they bring."""
    if result.serving is None and result.costly is None:
        return
    frame.section(_("What does it cost to serve them?"), key="serving")
    frame.meaning(paying.serving_answer(result), key="serving")
    if result.serving is not None:
        frame.table(*paying.serving_table(result), name=_("Cost of service by age"))
        frame.note(paying.serving_caption(result), key="serving")
    frame.meaning(paying.costly_answer(result), key="costly")
    some = result.costly is not None and len(result.costly.customers) > 0
    if some and st.toggle(_("Show who they are"), key="costly", bind="query-params"):
        behind.listing(result.costly.customers, name=_("cost more than they bring"), key="costly", free_orders=chosen.free_orders)


def made(result: Brought) -> None:
    """Say how the numbers were made."""
    with frame.actions("money"):
        frame.how_made(sentences.money_made(result))


def measure() -> str:
    """Let what is drawn be chosen."""
    return frame.choice(
        _("What is drawn"), {sentences.REVENUE: _("Revenue a customer"), sentences.RETAINED: _("Revenue retained")}, key="measure"
    )


def controls() -> tuple[str, Chosen, Options]:
    """Show the controls in one row; return the measure, whose money it is, and the options."""
    first = st.container(width="content", key="measures")
    chosen = selection.customers()
    if chosen.group is not None and chosen.group not in LATER:  # groups are compared by what is added up
        frame.leave_address("measure")
        return sentences.REVENUE, chosen, options(chosen)
    with first:
        drawn = measure()
    return drawn, chosen, options(chosen)


@st.cache_resource(max_entries=8, show_spinner=False)
def currencies(file: str, revision: int, free_orders: bool) -> dict[str, int]:
    """How many orders are in each currency, the commonest first."""
    company = workspace.current(free_orders=free_orders)
    kept = counted(company.orders, as_of=company.as_of, free_orders=free_orders)
    return dict(sorted(kept["currency"].value_counts(name="orders").rows(), key=lambda one: (-one[1], one[0])))


@st.cache_resource(max_entries=6, show_spinner=False)
def _takings(file: str, revision: int, free_orders: bool, period: str, currency: str | None) -> Takings:
    return takings.gather(workspace.current(free_orders=free_orders), currency=currency, period=period)


@st.cache_resource(max_entries=16, show_spinner=False)
def _brought(file: str, revision: int, free_orders: bool, where: tuple, period: str, currency: str | None, margin: float | None) -> Brought:
    company = workspace.current(free_orders=free_orders)
    return brought(
        company,
        workspace.spend(),
        takings=_takings(file, revision, free_orders, period, currency),
        mask=company.mask(dict(where)),
        margin=margin,
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _groups(
    file: str, revision: int, free_orders: bool, where: tuple, period: str, currency: str | None, field: str, values: tuple
) -> MoneyGroups:
    company = workspace.current(free_orders=free_orders)
    masks = masks_of(company.attributes, field, values, among=company.mask(dict(where)))
    return money_groups(_takings(file, revision, free_orders, period, currency), masks, field=field)
