"""What a person has chosen to see; it stands in the page's address, so that a link shows the same view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.groups import MOST, Groups
from analysis.survey import Survey
from components import frame, words, workspace
from components.language import _
from components.sentences.who import field_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A view of customers: what counts as staying, the period's length, the filters, and which groups are compared.

    `kind` is None where nothing is retained. `group` is the field whose `values` name the groups, None where none are compared; `grouping`
    is where their controls stand.
    """

    kind: str | None
    period: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    free_orders: bool = True
    group: str | None = None
    values: tuple[str, ...] = ()
    grouping: DeltaGenerator | None = None

    @property
    def view(self) -> tuple[str, int, bool, tuple]:
        """What names these customers, to keep what is made of them: file, revision, whether free orders count, and the filters."""
        return *workspace.now(), self.free_orders, _plain(self.where)

    def words(self) -> str:
        """Return the filters in words, unescaped; "" where there are none."""
        said = [f"{field_name(name)}: {', '.join(value_name(v) for v in values)}" for name, values in self.where.items()]
        if not self.free_orders:
            said.append(_("without free and fully refunded orders"))
        return "; ".join(said)


def retention() -> Chosen:
    """Show the controls of the retention page and return what is chosen."""
    return customers(
        frame.choice(
            _("What counts as staying"),
            {"active": _("Ordered that period"), "still_here": _("Still here later"), "returned": _("Back by then")},
            key="kind",
        )
    )


def customers(kind: str | None = None) -> Chosen:
    """Show the controls by which customers are chosen, on every page alike, and return what is chosen."""
    grouping = st.popover(_grouping_label(), icon=":material/stacked_line_chart:", key="grouping")
    with grouping:
        group, values = _groups()
    with st.popover(_("Filters and options"), icon=":material/tune:", key="filters"):
        period = frame.choice(_("Length of the period"), {"month": _("Month"), "week": _("Week"), "quarter": _("Quarter")}, key="period")
        where = _filters()
        free = _free()
    return Chosen(kind=kind, period=period, where=where, free_orders=free, group=group, values=values, grouping=grouping)


def people() -> Chosen:
    """Show the controls by which people are filtered, where no periods and no groups are asked for, and return what is chosen."""
    with st.popover(_("Filters and options"), icon=":material/tune:", key="filters"):
        return Chosen(kind=None, period="month", where=_filters(), free_orders=_free())


def _free() -> bool:
    return st.toggle(_("Count orders that brought nothing: 0.00 and fully refunded ones"), value=True, key="free", bind="query-params")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """A view of answers: whose, and of which wave; None for all."""

    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wave: str | None = None
    called: str = ""

    @property
    def view(self) -> tuple[str, int, tuple, str | None]:
        """What names these answers, to keep what is made of them: file, revision, the filters, and the wave."""
        return *workspace.now(), _plain(self.where), self.wave

    def words(self) -> str:
        """Return what is chosen in words, unescaped; "" where nothing is."""
        said = [f"{field_name(name)}: {', '.join(value_name(v) for v in values)}" for name, values in self.where.items()]
        return "; ".join(said + ([self.called] if self.called else []))


def _plain(where: Mapping[str, tuple[str, ...]]) -> tuple:
    """Filters as values that can be a key, in one order."""
    return tuple(sorted((name, tuple(values)) for name, values in where.items()))


def answering(survey: Survey) -> Answering:
    """Show the controls by which answers are chosen, and return what is chosen."""
    with st.popover(_("Filters and options"), icon=":material/tune:", key="filters"):
        wave, called = None, ""
        if len(survey.waves) > 1:
            named = {one.label: wave_name(one, survey.wave_kind) for one in reversed(survey.waves)}
            wave = frame.pick(_("Wave"), named, key="wave", placeholder=_("All waves together"))
            called = named.get(wave, "")
        where = _filters() if workspace.current() is not None else {}
    return Answering(where=where, wave=wave, called=called)


def wave_name(wave, kind: str) -> str:
    if kind == "burst":
        return _("{first} to {last}").format(first=words.day(wave.first), last=words.day(wave.last))
    return words.period_short(wave.label, kind)


def _grouping_label() -> str:
    """What the popover of groups is called; its field is known before its widgets are drawn."""
    asked = st.query_params.get("group")
    followed = asked is not None and [asked] != st.session_state.get("group-in-address")
    name = asked if followed else st.session_state.get("group", asked)
    return _("Compare: {field}").format(field=field_name(name)) if name in workspace.fields() else _("Compare groups")


def _groups() -> tuple[str | None, tuple[str, ...]]:
    """Let a field be chosen, and up to four of its values."""
    fields = workspace.fields()
    name = frame.pick(_("Compare by"), {name: field_name(name) for name in fields}, key="group", placeholder=_("Compare customers by…"))
    if name is None:
        frame.leave_address("groups", "at")
        return None, ()
    named = {value: value_name(value) for value in fields[name]}
    label = _("Groups, at most four; one alone is compared with all others")
    return name, frame.pick_some(label, named, key="groups", placeholder=_("the commonest"), most=MOST)


def age(chosen: Chosen, result: Groups) -> int | None:
    """Let the age be chosen at which groups are compared, among those that all have reached."""
    with chosen.grouping:
        named = {str(age): _("Compared at: {age}").format(age=words.age_name(age, result.period)) for age in result.ages}
        usual = named.get(str(result.age), _("No age that all have reached"))
        picked = frame.pick(_("Compared at"), named, key="at", placeholder=usual)
    return int(picked) if picked else result.age


def _filters() -> dict[str, tuple[str, ...]]:
    chosen = {}
    for name, values in workspace.fields().items():
        named = {value: value_name(value) for value in values}
        picked = frame.pick_some(field_name(name), named, key=f"f_{name}", placeholder=_("all"))
        if picked:
            chosen[name] = picked
    return chosen


def value_name(value: str) -> str:
    """Return a filter's value for people; nothing known is said."""
    return value or _("(none)")


def cohorts(result) -> tuple[str, ...]:
    """Let up to four cohorts be laid over the pooled curve; returns their labels."""
    labels = [cohort.cohort for cohort in result.cohorts if len(cohort.ages) > 1]
    if len(labels) < 2:
        return ()
    with st.popover(_("Compare cohorts"), icon=":material/stacked_line_chart:", key="compare"):
        named = {label: words.period_short(label, result.period) for label in labels}
        return frame.pick_some(_("Cohorts to lay over the curve, at most four"), named, key="cohorts", placeholder=_("none"), most=4)
