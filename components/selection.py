"""What a person has chosen to see; it stands in the page's address, so that a link shows the same view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from components import frame, words, workspace
from components.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A view of retention: what counts as staying, the period's length, the filters."""

    kind: str
    period: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    free_orders: bool = True

    def words(self) -> str:
        """Return the filters in words, unescaped; "" where there are none."""
        said = [f"{field_name(name)}: {', '.join(value_name(v) for v in values)}" for name, values in self.where.items()]
        if not self.free_orders:
            said.append(_("without free and fully refunded orders"))
        return "; ".join(said)


def retention() -> Chosen:
    """Show the controls of the retention page and return what is chosen."""
    kind = frame.choice(
        _("What counts as staying"),
        {"active": _("Ordered that period"), "still_here": _("Still here later"), "returned": _("Back by then")},
        key="kind",
    )
    with st.popover(_("Filters and options"), icon=":material/tune:", key="filters"):
        period = frame.choice(_("Length of the period"), {"month": _("Month"), "week": _("Week"), "quarter": _("Quarter")}, key="period")
        where = _filters()
        free = st.toggle(_("Count orders that brought nothing: 0.00 and fully refunded ones"), value=True, key="free", bind="query-params")
    return Chosen(kind=kind, period=period, where=where, free_orders=free)


def _filters() -> dict[str, tuple[str, ...]]:
    chosen = {}
    for name, values in workspace.fields().items():
        named = {value: value_name(value) for value in values}
        picked = frame.pick_some(field_name(name), named, key=f"f_{name}", placeholder=_("all"))
        if picked:
            chosen[name] = picked
    return chosen


def field_name(name: str) -> str:
    """Return a filter's name for people; it may hold a file's own header."""
    known = {
        "first_channel": _("Channel of the first order"),
        "first_country": _("Country of the first order"),
        "first_payment": _("Payment of the first order"),
        "first_discount": _("Discount code of the first order"),
        "first_product": _("First product"),
        "first_shop": _("Shop of the first order"),
        "first_currency": _("Currency of the first order"),
        "first_size": _("Size of the first order"),
        "country": _("Country"),
        "market": _("Market"),
        "channel": _("Channel"),
    }
    if name in known:
        return known[name]
    if name.startswith("first_"):
        return _("{attribute} of the first order").format(attribute=words.escape_markdown(name.removeprefix("first_")))
    return words.escape_markdown(name)


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
