"""The levers of a scenario, as the page shows them: which are there, how far each is moved, when it works and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from pathlib import Path

import streamlit as st

from analysis.behaviour import LINKED
from analysis.beliefs import CORRELATIONS
from analysis.chain import known_of, surest
from analysis.links import Links
from analysis.plan import STEP
from analysis.whatif.levers import LEVERS, RATED, SEGMENT, Missing, Setting
from analysis.whatif.measured import Basis, effect_of
from analysis.whatif.options import Options
from analysis.whatif.run import ACTIVE
from components import frame, money, words, workspace
from components.language import _
from components.sentences import levers as sentences
from components.sentences import whatif as told
from components.sentences.stages import stage_name
from components.sentences.who import field_name

STYLE = Path(__file__).parent / "whatif.css"
MOST = 4
#: Shown where nobody has chosen; the first that the data carry.
USUAL = ("attribute", "complaints", "retention", "order_value", "win_back", "frequency")
#: How finely a rating moves, in parts of its scale: a tenth of a point of 1 to 5.
FINE = 1 / 40
OWN = "own"
LONGEST_DELAY = 36
#: The widget by which customers are told apart.
GROUPS = "groups-by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """A lever's slider in the unit that is shown; `factor` makes the lever's own of it.

    Attributes
    ----------
    low, high, step, usual : float
    factor : float
    form : str
        How Streamlit writes its number.
    """

    low: float
    high: float
    step: float
    factor: float
    form: str
    usual: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands under a slider.

    Attributes
    ----------
    setting : Setting
    seen : (float, float) or None
        In the lever's unit.
    """

    setting: Setting
    seen: tuple[float, float] | None

    @property
    def beyond(self) -> bool:
        """Whether the lever is moved to where the company has not been."""
        if not self.setting.amount:
            return False
        return self.seen is None or not self.seen[0] - 1e-9 <= self.setting.amount <= self.seen[1] + 1e-9


def options(*, newcomers: bool = True) -> Options:
    """Let be said how far ahead is looked, what is left of the money, and, where that is a question, whether newcomers count."""
    with st.popover(_("Margin, horizon, discount"), icon=":material/tune:", key="whatif-options"):
        margin = money.margin()
        named = {"3": told.years(3), **{str(number): told.years(number) for number in (1, 2, 5)}}
        years = int(frame.choice(_("How far ahead"), named, key="years"))
        discount = number(
            _("Discount: how many per cent less money is worth a year later"), key="discount", usual=10.0, low=0.0, high=50.0, step=1.0
        )
        counted = True
        if newcomers:
            counted = st.toggle(
                _("Count those who are still to come"), value=True, key="newcomers", bind="query-params", persist_state="session"
            )
        market = 0.0
        if newcomers and counted:
            asked = _("How many people might still become customers; 0: no end of them")
            market = number(asked, key="market", usual=0.0, low=0.0, high=1e9, step=100.0)
    return Options(
        months=12 * years, discount_rate=round(discount / 100, 6), margin=margin or 1.0, newcomers=counted, market=round(market) or None
    )


def choose(basis: Basis, known: Links | None, *, awaited: bool) -> tuple[str, ...]:
    """Let be chosen which levers are shown, four at most.

    Parameters
    ----------
    basis : Basis
    known : Links or None
    awaited : bool
        Whether the links from ratings are still being worked out.
    """
    named = {
        name: _("{lever} · {group}").format(lever=sentences.lever_name(name), group=sentences.group_name(lever.group))
        for name, lever in sorted(LEVERS.items(), key=lambda each: ("do", "offer", "stay", "come", "cost").index(each[1].group))
    }
    usual = [name for name in USUAL if _carried(basis, name, known, awaited)][:MOST]
    with st.popover(_("More levers"), icon=":material/add:", key="more-levers"):
        if "lever" not in st.session_state and not st.query_params.get_all("lever"):
            st.session_state["lever"] = usual
        chosen = frame.pick_some(_("Levers, four at most"), named, key="lever", placeholder=_("Choose a lever"), most=MOST)
    if list(chosen) == usual:
        frame.leave_address("lever")
    return chosen


def _carried(basis: Basis, name: str, known: Links | None, awaited: bool) -> bool:
    if name in RATED:
        return known is not None or awaited
    return _why_not(basis, name) is None and (name != "complaints" or basis.measured.settled is not None)


def _why_not(basis: Basis, name: str) -> Missing | None:
    """Why a lever can't be moved at all, whatever anybody believes."""
    known = basis.measured
    lacks = {
        "complaints": known.complaints is None,
        "acquisition": not known.acquisition,
        "self_service": known.contacts is None or known.contact_cost is None,
    }
    return known.needed.get(name) if lacks.get(name) else None


def moved(basis: Basis, known: Links | None, shown: Sequence[str], options: Options, *, awaited: bool, monthly: float) -> tuple[Shown, ...]:
    """Show the levers in a row; return how each is set.

    Parameters
    ----------
    basis, known, awaited
        As for `choose`.
    shown : sequence of str
    options : Options
    monthly : float
        What the company brings in a month, minor units: money levers go so far.
    """
    st.html(STYLE)
    found = []
    rated = [name for name in shown if name in RATED]
    for place, (column, name) in enumerate(zip(st.columns(max(len(shown), 1), gap="medium"), shown, strict=False)):
        with column, st.container(key=f"lever-{place}", gap="xxsmall"):
            if name in RATED and known is None:
                _unavailable(name, basis.measured.needed.get("attribute"), awaited=awaited)
            elif (why := _why_not(basis, name)) is not None:
                _unavailable(name, why, awaited=False)
            else:
                found.append(_one(basis, known, name, options, monthly, first=not rated or name == rated[0]))
    return tuple(found)


def _unavailable(name: str, why: Missing | None, *, awaited: bool) -> None:
    st.markdown(f"**{sentences.lever_name(name)}**")
    text = _("Being worked out…") if awaited else "" if why is None else told.missing_text(why.found, why.needed)
    st.html(f'<p class="rapport-lever-note">{words.escape_html(text)}</p>')


def _one(basis: Basis, known: Links | None, name: str, options: Options, monthly: float, *, first: bool) -> Shown:
    slider_here, below = st.container(), st.container()
    with st.popover(_("When, cost, what it rests on"), key=f"set-{name}", type="tertiary"):
        target = _target(basis, known, name)
        begins = round(number(_("Months before it works"), key=f"{name}-begins", usual=0.0, low=0.0, high=LONGEST_DELAY, step=1.0))
        lasts = number(_("For how many months; 0: for good"), key=f"{name}-lasts", usual=0.0, low=0.0, high=240.0, step=1.0)
        unit = 10 ** words.minor_digits(basis.world.currency)
        code = words.escape_markdown(basis.world.currency)
        once = number(_("It costs once, {currency}").format(currency=code), key=f"{name}-once", usual=0.0, low=0.0, high=1e12, step=100.0)
        costs = LEVERS[name].unit != "money"
        a_month = 0.0
        if costs:
            asked = _("It costs a month, {currency}").format(currency=code)
            a_month = number(asked, key=f"{name}-monthly", usual=0.0, low=0.0, high=1e12, step=10.0)
        belief, correlation = _rests_on(basis, known, name, target, options, first=first)
    with slider_here:
        scale = _slider(basis, known, name, target, monthly)
        if scale is None:
            frame.note(_("“{name}” is rated as well as can be already.").format(name=words.escape_markdown(target)), key=f"no-room-{name}")
            amount = 0.0
        else:
            label = sentences.lever_label(name, target)
            key = "better" if name == "attribute" else f"move-{name}"
            said = frame.slide(
                label, key=key, low=scale.low, high=scale.high, step=scale.step, usual=scale.usual, sparse=scale.usual == 0,
                form=scale.form,
            )  # fmt: skip
            amount = round(said * scale.factor, 9)
    spent = round(amount) if not costs else round(a_month * unit)
    setting = Setting(
        lever=name, target=target, amount=amount, begins=begins, lasts=round(lasts) or None, once=round(once * unit), monthly=spent,
        belief=belief, correlation=correlation,
    )  # fmt: skip
    shown = Shown(setting=setting, seen=_seen(basis, name, target))
    if scale is not None:
        with below:
            _strip(known, shown, scale)
    return shown


def _target(basis: Basis, known: Links | None, name: str) -> str:
    if name in RATED:
        order = _by_effect(*workspace.now(), known)
        usual = order[min(RATED.index(name), len(order) - 1)]
        key = "attribute" if name == "attribute" else f"{name}-of"
        if key == "attribute":
            st.session_state.setdefault("attribute", usual)
        named = {each: words.escape_markdown(each) for each in order}
        return frame.pick(_("Which rating"), named, key=key, placeholder=usual) or usual
    if name == "retention":
        fields = {each: field_name(each) for each in workspace.fields()}
        frame.pick(_("Groups of customers"), fields, key=GROUPS, placeholder=_("One group of customers alone…"))
        named = {stage: stage_name(stage) for stage in ACTIVE}
        named |= {SEGMENT + each: sentences.target_name(SEGMENT + each) for each in basis.world.segments if len(basis.world.segments) > 1}
        return frame.pick(_("Of which stage or group"), named, key="retention-of", placeholder=_("All who are with you")) or ""
    return ""


def field() -> str | None:
    """Return the field by which customers are told apart: chosen beside a lever, and asked for before that lever stands."""
    chosen = st.session_state.get(GROUPS) or next(iter(st.query_params.get_all(GROUPS)), None)
    return chosen if chosen in workspace.fields() else None


@st.cache_resource(max_entries=4, show_spinner=False)
def _by_effect(file: str, revision: int, _known: Links) -> list[str]:
    """The attributes, that with the surest effect first; a move of a slider must not ask for it again."""
    return surest(_known)


def _rests_on(
    basis: Basis, known: Links | None, name: str, target: str, options: Options, *, first: bool
) -> tuple[tuple[float, float, float] | None, float | None]:
    """What somebody believes where the data tell nothing: three numbers, or a correlation from elsewhere."""
    if name in RATED:
        if known_of(known, None).link == LINKED:
            frame.leave_address("link")
            return None, None
        return _link(shared=not first)
    if not LEVERS[name].believed:
        return None, None
    stands = effect_of(basis, Setting(lever=name, target=target, amount=0.01), options)[1]
    if not isinstance(stands, Missing) and name != "acquisition":
        return None, None
    if name == "acquisition":
        st.markdown(told.elasticity_source())
    else:
        st.markdown(words.capital(told.missing_text(stands.found, stands.needed)))
    usual = (5.0, 12.0, 20.0) if name == "acquisition" else (0.0, 0.0, 0.0)
    if not st.toggle(_("Say what you believe"), key=f"{name}-believed", bind="query-params", persist_state="session"):
        return None, None
    return _three(name, sentences.asked_belief(name), usual), None


def _link(*, shared: bool) -> tuple[tuple[float, float, float] | None, float | None]:
    """What links satisfaction to staying, said once for all ratings: only the first one asks."""
    strengths = (_("Weak, as in some studies"), _("Middling, as in some studies"), _("Strong, as in some studies"))
    named = {f"{r:g}": strength for r, strength in zip(CORRELATIONS, strengths, strict=True)} | {OWN: _("What I believe")}
    if shared:
        chosen = st.session_state.get("link")
        st.markdown(_("What links satisfaction to staying is said with the first rating."))
    else:
        st.markdown(told.correlation_source())
        chosen = frame.pick(_("What links satisfaction to staying"), named, key="link", placeholder=_("Take a link from elsewhere…"))
    if chosen is None:
        return None, None
    if chosen != OWN:
        return None, float(chosen)
    if shared:
        return _three_said("belief"), None
    return _three("belief", sentences.asked_belief("attribute"), (0.0, 3.0, 6.0)), None


def _three(key: str, question: str, usual: tuple[float, float, float]) -> tuple[float, float, float]:
    st.markdown(question)
    for (name, label), value in zip({"low": _("at least"), "likely": _("most likely"), "high": _("at most")}.items(), usual, strict=True):
        number(label, key=f"{key}-{name}", usual=value, low=-100.0, high=100.0, step=0.5)
    return _three_said(key)


def _three_said(key: str) -> tuple[float, float, float]:
    low, likely, high = sorted(st.session_state.get(f"{key}-{name}") or 0.0 for name in ("low", "likely", "high"))
    return round(low / 100, 6), round(likely / 100, 6), round(high / 100, 6)


def number(label: str, *, key: str, usual: float, low: float, high: float, step: float) -> float:
    """Let a number be said; it stands in the address."""
    return st.number_input(
        label, min_value=float(low), max_value=float(high), value=usual, step=step, key=key, format="%.0f" if step >= 1 else "%.1f",
        bind="query-params", persist_state="session",
    )  # fmt: skip


def _slider(basis: Basis, known: Links | None, name: str, target: str, monthly: float) -> Slider | None:
    """The slider of a lever; None where it has no room."""
    unit = LEVERS[name].unit
    if name in RATED:
        item, now = _item(known, target)
        fine = round(FINE * item.scale.width, 6)
        top = floor((item.scale.high - now) / fine + 1e-9) * fine
        if top < fine:
            return None
        low = -min(floor((now - item.scale.low) / fine + 1e-9) * fine, round(2 * STEP * item.scale.width, 6))
        linked = known_of(known, None).link == LINKED
        usual = min(round(STEP * item.scale.width, 6), top) if name == "attribute" and linked else 0.0
        return Slider(low=round(low, 6), high=round(top, 6), step=fine, factor=1.0, form="%+g", usual=round(usual, 6))
    whole = 10 ** words.minor_digits(basis.world.currency)
    if unit == "money":
        usual = basis.measured.acquisition if name == "acquisition" else monthly / 20
        step = _round_number(max(2 * usual, whole) / 40 / whole)
        return Slider(low=0.0, high=step * 40, step=step, factor=whole, form="%g")
    if unit == "money each":
        step = _round_number(max(monthly / max(basis.active, 1) / 2, 1) / 40 / whole)
        return Slider(low=-step * 40, high=step * 40, step=step, factor=whole, form="%+g")
    per_cent = "%+g\u00a0%%"
    scales = {
        "complaints": (0, 100, 5, "%g\u00a0%%"),
        "errors": (0, 20, 0.5, "%g\u00a0%%"),
        "self_service": (0, 100, 5, "%g\u00a0%%"),
        "programme": (0, 100, 1, "%g\u00a0%%"),
        "price": (-20, 20, 0.5, per_cent),
        "competitor_price": (-20, 20, 0.5, per_cent),
        "order_value": (-30, 30, 1, per_cent),
        "frequency": (-30, 30, 1, per_cent),
        "retention": (-10, 10, 0.1, "%+g"),
        "win_back": (0, 5, 0.1, "%+g"),
        "referral": (0, 100, 1, "%g"),
    }
    low, high, step, form = scales[name]
    return Slider(low=float(low), high=float(high), step=float(step), factor=0.01, form=form)


def _round_number(about: float) -> float:
    """1, 2 or 5 times a power of ten, the nearest above.

    >>> _round_number(3.2), _round_number(0.011)
    (5.0, 0.02)
    """
    power = 10.0 ** floor(log10(about))
    return round(next(step for step in (1, 2, 5, 10) if step * power >= about * (1 - 1e-9)) * power, 9)


def _item(known: Links, name: str):
    at = [item.name for item in known.items].index(name)
    return known.items[at], known.now[at].value


def _seen(basis: Basis, name: str, target: str) -> tuple[float, float] | None:
    """In which range the company has been, as a change from today."""
    key = f"attribute:{target}" if name in RATED else f"retention:{target}" if name == "retention" else name
    found = basis.measured.seen.get(key)
    return None if found is None else (found[0], found[2])


def _strip(known: Links | None, shown: Shown, scale: Slider) -> None:
    """Under the slider: where the company has been, where it stands, and that what lies beyond is belief."""
    setting, room = shown.setting, scale.high - scale.low
    at = lambda value: 100 * min(max((value / scale.factor - scale.low) / room, 0.0), 1.0)  # noqa: E731
    bar, said = "", []
    if setting.lever in RATED:
        now = _item(known, setting.target)[1]
        said.append(_("from {now} to {then}").format(now=words.decimal(now, 1), then=words.decimal(now + setting.amount, 1)))
    if shown.seen is not None:
        low, high = shown.seen
        bar = f'<span style="left:{at(low):.1f}%;width:{at(high) - at(low):.1f}%"></span>'
        away = _item(known, setting.target)[1] if setting.lever in RATED else 0.0
        said.append(sentences.seen_text(setting.lever, low + away, high + away))
    else:
        said.append(_("no range seen"))
    chip = f' <span class="rapport-chip">{words.escape_html(_("beyond: belief"))}</span>' if shown.beyond else ""
    note = words.escape_html(" · ".join(said))
    tick = f'<i style="left:{at(0.0):.1f}%"></i>'
    st.html(f'<div class="rapport-seen"><div class="track" aria-hidden="true">{bar}{tick}</div><p>{note}{chip}</p></div>')
