"""From a number to its customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.activity import Activity
from analysis.retention import Retention, behind
from components import along, frame, sentences, words, workspace
from components.language import _, ngettext
from components.tables import slug


def customers(result: Retention, activity: Activity, mask, clicked: list | None, *, free_orders: bool) -> None:
    """Let a cell be chosen, by a click in the triangle or by name, and list its customers."""
    cells = {
        cohort.cohort: {str(cell.age) for part in (cohort.ages, cohort.unknown, cohort.unfinished) for cell in part}
        for cohort in result.cohorts
    }
    if not cells:
        return
    frame.section(_("Who is behind a cell?"), hint=_("Click a cell of the triangle, or choose it here."), key="behind")
    _follow(clicked, cells)
    with frame.controls("behind"):
        cohorts = {label: words.period_name(label, result.period) for label in cells}
        cohort = frame.pick(_("First order in"), cohorts, key="cohort", placeholder=_("Choose a cohort"))
        ages = {age: words.age_name(int(age), result.period) for age in sorted(cells.get(cohort, ()), key=int)}
        age = frame.pick(_("Seen at"), ages, key="age", placeholder=_("Choose an age"))
        others = st.toggle(_("The others of the cohort instead"), key="others", bind="query-params")
    if cohort is None or age is None:
        return
    found = behind(activity, cohort=cohort, age=int(age), kind=result.kind, mask=mask, retained=not others)
    size = next(c.size for c in result.cohorts if c.cohort == cohort)
    frame.meaning(sentences.behind(result, cohort, int(age), len(found), size, others=others), key="behind")
    listing(found, name=f"{cohort}-{age}", key="behind", free_orders=free_orders)


def listing(
    party_ids,
    *,
    name: str,
    key: str,
    free_orders: bool = True,
    beside: Mapping[str, Sequence] | None = None,
    choose: bool = False,
) -> int | None:
    """List customers, and offer them as a file; a report leaves them out, as it may go to those who need no names.

    Parameters
    ----------
    party_ids : int64 array
    name
        What the file is called after "customers-".
    key
        Of the list on its page.
    free_orders
        Whether orders that brought nothing count.
    beside
        Further columns, a value a customer.
    choose
        Whether a click on one reruns the page.

    Returns
    -------
    int or None
        The party id of the one who was clicked.
    """
    listed = workspace.customers(party_ids, free_orders=free_orders)
    listed.columns = [_("Customer"), _("E-mail"), _("First order"), _("Last order"), _("Days with an order")]
    listed = listed.assign(**(beside or {}))
    event = st.dataframe(
        listed,
        hide_index=True,
        key=f"{key}-list",
        on_select="rerun" if choose else "ignore",
        selection_mode="single-row",
        alt=ngettext("The {n} customer behind this number", "The {n} customers behind this number", len(party_ids)).format(
            n=words.count(len(party_ids))
        ),
    )
    along.table(
        lambda: (list(listed.columns), listed.itertuples(index=False)),
        name=_("Customers"),
        key=f"{key}-list",
        file=f"customers-{slug(name)}",
    )
    chosen = event.selection.rows if choose else []
    return int(party_ids[chosen[0]]) if chosen and chosen[0] < len(party_ids) else None


def _follow(clicked: list | None, cells: dict[str, set[str]]) -> None:
    if news("triangle", clicked) and str(clicked[1]) in cells.get(clicked[0], ()):
        st.session_state["cohort"], st.session_state["age"] = clicked[0], str(clicked[1])


def news(key: str, clicked: list | None) -> bool:
    """Whether a mark of a picture was clicked just now: it stays selected there while other things are chosen beside it."""
    before = st.session_state.get(f"clicked-{key}")
    st.session_state[f"clicked-{key}"] = clicked
    return bool(clicked) and clicked != before
