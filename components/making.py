"""Making a company with a known truth: which trade, how large, what is planted, and which of its numbers are one's own."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

import sample_data
from components import along, demonstration, frame, words
from components.language import _, translated
from components.sentences import making as sentences
from components.sentences.truth import planted_name
from sample_data import parameters
from sample_data.trade import PLANTED, Trade
from sample_data.trades import TRADES

SMALLEST, LARGEST = 100, 20_000
ZIP = "application/zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A company to be made: what is not as usual is named."""

    trade: str
    seed: int
    customers: int
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    changed: dict[str, float] = field(default_factory=dict)

    def told(self) -> dict:
        """What the generator is told beside the trade."""
        return {name: getattr(self, name) for name in ("seed", "customers", "without", "also", "changed")}


@st.fragment
def section(*, first: bool) -> None:
    """Let a company be made and opened, or taken along as files; `first` where the page holds nothing else."""
    if not first:
        frame.section(_("Make a company"), key="make")
    trade = _size()
    without, also = _planted(trade)
    recipe = Recipe(
        trade=trade.name, seed=int(st.session_state["make-seed"]), customers=int(st.session_state[f"make-{trade.name}-customers"]),
        without=without, also=also, changed=_numbers(trade, without, also),
    )  # fmt: skip
    try:
        sample_data.Company.of(recipe.trade, **recipe.told())
    except ValueError as problem:
        found, _mark, needed = str(problem).partition("; needed ")
        frame.problem(
            found=sentences.named(found.removeprefix("found ")), needed=sentences.named(needed), do=_("Set one of them otherwise.")
        )  # fmt: skip
        return
    frame.note(sentences.recipe(trade, recipe), key="recipe")
    with frame.actions("make"):
        if st.button(_("Open it"), type="primary", icon=":material/play_arrow:", key="make-open"):
            demonstration.open_company(recipe.trade, **recipe.told())
            st.rerun(scope="app")
        truth = st.toggle(
            _("with the truth"), key="make-truth", help=_("A class gets the files without it; bring it later on the page Data.")
        )
        along.download(
            _("Download its files (.zip)"),
            lambda: demonstration.zipped(recipe.trade, truth=truth, **recipe.told()),
            name=f"{recipe.trade}-{recipe.seed}.zip",
            mime=ZIP,
            key="make-zip",
        )


def _size() -> Trade:
    trades = demonstration.trades()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="make-size"):
        name = st.selectbox(
            _("Trade"), list(trades), format_func=trades.__getitem__, key="make-trade", width=260, persist_state="session"
        )  # fmt: skip
        trade = TRADES[name]
        st.number_input(
            _("Customers"), min_value=SMALLEST, max_value=LARGEST, value=trade.customers, step=100, key=f"make-{name}-customers", width=170,
            persist_state="session",
        )  # fmt: skip
        st.number_input(
            _("Seed"), min_value=0, max_value=10**9, value=23, step=1, key="make-seed", width=150, persist_state="session",
            help=_("Another seed is another company of the same truth."),
        )  # fmt: skip
    return trade


def _planted(trade: Trade) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is not planted that usually is, and what is besides."""
    without, also = [], []
    with st.expander(_("What is planted"), key="make-planted"):
        for name, usual in PLANTED.items():
            wanted = st.toggle(
                planted_name(name), value=usual, key=f"make-{name}", help=sentences.planted_help(name, trade), persist_state="session"
            )
            if wanted != usual:
                (also if wanted else without).append(name)
    return tuple(without), tuple(also)


def _numbers(trade: Trade, without: tuple[str, ...], also: tuple[str, ...]) -> dict[str, float]:
    """The numbers that are not the trade's."""
    found = {}
    with st.expander(_("Its numbers"), key="make-numbers"):
        for group, title in sentences.groups().items():
            st.markdown(f"**{title}**")
            with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=f"make-group-{group}"):
                for one in parameters.of(trade):
                    if one.group == group and _matters(one.planted, without, also):
                        value = _number(one, trade)
                        if value is not None:
                            found[one.name] = value
    return found


def _matters(planted: str, without: tuple[str, ...], also: tuple[str, ...]) -> bool:
    """Whether a number changes anything, with what is planted."""
    return not planted or planted in also or (PLANTED[planted] and planted not in without)


def _number(one: parameters.Parameter, trade: Trade) -> float | None:
    """Let a number be set; None where it is left as the trade's."""
    factor = 100 if one.unit == "share" else 1
    usual = round(float(one.of(trade)) * factor, 3)
    said = st.number_input(
        sentences.label(one, trade),
        min_value=float(one.low * factor),
        max_value=float(one.high * factor),
        value=usual,
        step=sentences.step(one),
        format="%g",
        key=f"make-{trade.name}-{one.name}",
        help=words.capital(translated(one.meaning)),
        width=270,
        persist_state="session",
    )
    return None if abs(said - usual) < 1e-9 else round(said / factor, 9)
