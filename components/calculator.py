"""The five numbers as the page asks for them, and what follows from them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.errors import Refused
from analysis.ledger import of_company as ledger_of
from analysis.whatif.calculator import Calculated, Numbers, calculate, of_company
from analysis.whatif.gathered import spent_a_month
from analysis.whatif.world import World, world
from components import frame, money, words, workspace
from components.charts import calculator as charts
from components.language import _
from components.sentences import calculator as sentences
from components.sentences.amounts import minor_units

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CNY", "INR", "JPY", "RUB")
#: Of a workshop that has not begun: the number, and the last that may be typed.
USUAL = {"margin": 100.0, "retention": 80.0, "discount": 10.0, "cost": 120.0, "newcomers": 150.0, "customers": 1000.0}
MOST = {"retention": 99.9, "discount": 100.0}
NARROW = 200  # pixels
STEP = {"margin": 10.0, "retention": 1.0, "discount": 1.0, "cost": 10.0, "newcomers": 10.0, "customers": 100.0}


def asked() -> tuple[Numbers, str]:
    """Ask for the five numbers; return them and their currency."""
    with frame.controls("calculator"):
        named = {"year": _("Year"), "quarter": _("Quarter"), "month": _("Month")}
        period = frame.choice(_("The period of all numbers"), named, key=_key("period"))
        currency = _currency()
        _take_over(currency)
    labels = {
        "margin": _("Margin {of}, {currency}").format(of=sentences.a_period(period), currency=currency),
        "retention": _("Stay {of}, % of customers").format(of=sentences.a_period(period)),
        "discount": _("Discount a year, %"),
        "cost": _("Winning one costs, {currency}").format(currency=currency),
        "newcomers": _("Newcomers {of}").format(of=sentences.a_period(period)),
        "customers": _("Customers now"),
    }
    said = {}
    for column, (name, label) in zip(st.columns(len(labels), vertical_alignment="bottom"), labels.items(), strict=True):
        with column:
            said[name] = st.number_input(
                label, min_value=0.0, max_value=MOST.get(name, 1e12), value=USUAL[name], step=STEP[name], format="%g",
                key=_key(name), bind="query-params", persist_state="session",
            )  # fmt: skip
    numbers = Numbers(
        margin=said["margin"],
        retention=round(said["retention"] / 100, 6),
        discount_rate=round(said["discount"] / 100, 6),
        cost=said["cost"],
        newcomers=said["newcomers"],
        customers=said["customers"],
        period=period,
    )
    return numbers, currency


def show(result: Calculated, currency: str) -> None:
    """Show the table of multiples, what a point may cost, when winning pays back, and the leaky bucket."""
    frame.chart(
        partial(charts.multiples, result),
        narrow=partial(charts.multiples, result, narrow=True),
        alt=charts.multiples_alt(result),
        key="multiples",
        data=partial(charts.multiples_data, result),
    )
    frame.note(sentences.table_note(result), key="multiples")
    frame.meaning(sentences.point(result, currency), key="point")
    frame.meaning(sentences.pays_back(result, currency), key="payback")
    frame.meaning(sentences.trust(), key="trust")
    frame.section(_("Where does the number of customers settle?"), key="bucket")
    frame.meaning(sentences.bucket(result), key="bucket")
    if result.numbers.customers or result.numbers.newcomers:
        frame.chart(partial(charts.bucket, result), alt=charts.bucket_alt(result), key="bucket", data=partial(charts.bucket_data, result))
    with frame.actions("calculator-made"):
        frame.how_made(sentences.made(result))


def counted() -> World:
    """Return the company's last year, as its own numbers come from it; there must be a company.

    Raises
    ------
    Refused
        Where no usual gap is known, or the history is too short.
    """
    return _world(*workspace.now())[0]


def calculated(numbers: Numbers) -> Calculated:
    """Return what follows from the numbers."""
    return calculate(numbers)


def _key(name: str) -> str:
    return f"five-{name}"


def _currency() -> str:
    """The currency: the one of the company's orders, where nobody says another."""
    usual = CURRENCIES[0]
    if workspace.current() is not None:
        usual = next(iter(money.currencies(*workspace.now(), True)), usual)
    named = {code: code for code in dict.fromkeys((*CURRENCIES, usual)) if code != words.NO_CURRENCY}
    with st.container(width=NARROW, key="five-currency-box"):
        chosen = frame.pick(_("Currency"), named, key=_key("currency"), placeholder=_("Currency: {code}").format(code=usual))
    return chosen or usual


def _take_over(currency: str) -> None:
    """Offer the company's own numbers, once its margin is said."""
    if workspace.current() is None:
        return
    with st.popover(_("Take your company’s own"), icon=":material/input:", key="five-own"):
        try:
            counted, spent = _world(*workspace.now())
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            return
        left = money.margin()
        if left is None:
            st.markdown(_("Say first what is left of 100 of revenue: orders don’t tell what they cost."))
            return
        try:
            numbers = of_company(counted, margin=left, unit=minor_units(counted.currency), acquisition=spent)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            return
        st.markdown(sentences.own(numbers, counted.currency))
        st.button(_("Take these numbers"), key="five-take", type="primary", on_click=_take, args=(numbers, counted.currency))


def _take(numbers: Numbers, currency: str) -> None:
    """Put them where the five are typed, as exactly as somebody would type them."""
    st.session_state[_key("period")] = numbers.period
    st.session_state[_key("currency")] = currency if currency != words.NO_CURRENCY else None
    said = {
        "margin": round(numbers.margin, 2),
        "retention": min(round(100 * numbers.retention, 1), MOST["retention"]),
        "cost": round(numbers.cost, 2),
        "newcomers": float(round(numbers.newcomers)),
        "customers": float(round(numbers.customers)),
    }
    for name, value in said.items():
        st.session_state[_key(name)] = value


@st.cache_resource(max_entries=4, show_spinner=False)
def _world(file: str, revision: int) -> tuple[World, float | None]:
    """What its last year was, and what was spent a month on winning customers."""
    company, relations = workspace.current(), workspace.relations()
    book = ledger_of(company, people=relations.occasions)
    spent = spent_a_month(workspace.spend(), company.occasions, purpose="acquisition", currency=book.currency, as_of=company.as_of)
    return world(relations, book), spent
