"""From a number to its customers, and from a view to its files."""

from __future__ import annotations

import csv
import io

import streamlit as st

from analysis.activity import Activity
from analysis.retention import Retention, behind
from components import frame, sentences, words, workspace
from components.language import _, ngettext


def customers(result: Retention, activity: Activity, mask, clicked: list | None, *, free_orders: bool) -> None:
    """Let a cell be chosen, by a click in the triangle or by name, and list its customers."""
    cells = {
        cohort.cohort: {str(cell.age) for part in (cohort.ages, cohort.unknown, cohort.unfinished) for cell in part}
        for cohort in result.cohorts
    }
    if not cells:
        return
    frame.section(_("Who is behind a cell?"), quiet=_("Click a cell of the triangle, or choose it here."), key="behind")
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


def listing(party_ids, *, name: str, key: str, free_orders: bool = True) -> None:
    """List customers, and offer them as a file.

    Parameters
    ----------
    party_ids : int64 array
    name
        What the file is called after "customers-".
    key
        Of the list on its page.
    free_orders
        Whether orders that brought nothing count.
    """
    listed = workspace.customers(party_ids, free_orders=free_orders)
    listed.columns = [_("Customer"), _("E-mail"), _("First order"), _("Last order"), _("Days with an order")]
    st.dataframe(
        listed,
        hide_index=True,
        key=f"{key}-list",
        alt=ngettext("The {n} customer behind this number", "The {n} customers behind this number", len(party_ids)).format(
            n=words.count(len(party_ids))
        ),
    )
    frame.download(
        _("These customers (.csv)"),
        lambda: table_csv(listed.columns, listed.itertuples(index=False)),
        name=f"customers-{name}.csv",
        mime="text/csv",
        key=f"{key}-csv",
    )


def _follow(clicked: list | None, cells: dict[str, set[str]]) -> None:
    if news("triangle", clicked) and str(clicked[1]) in cells.get(clicked[0], ()):
        st.session_state["cohort"], st.session_state["age"] = clicked[0], str(clicked[1])


def news(key: str, clicked: list | None) -> bool:
    """Whether a mark of a picture was clicked just now: it stays selected there while other things are chosen beside it."""
    before = st.session_state.get(f"clicked-{key}")
    st.session_state[f"clicked-{key}"] = clicked
    return bool(clicked) and clicked != before


def downloads(result: Retention, figure) -> None:
    """Offer the numbers and the picture."""
    frame.download(
        _("Table (.csv)"), lambda: _triangle_csv(result), name=f"retention-{result.kind}-{result.period}.csv", mime="text/csv", key="csv"
    )
    frame.download(
        _("Picture (.html)"),
        lambda: frame.picture_page(figure, title=_("Who stays?"), alt=sentences.retention_answer(result)),
        name=f"retention-{result.kind}-{result.period}.html",
        mime="text/html",
        key="picture",
    )


def _triangle_csv(result: Retention) -> str:
    """Every cell that is drawn, one a row: what is not observed is not in it."""
    rows = []
    for cohort in result.cohorts:
        for state, cells in (("observed", cohort.ages), ("not yet known", cohort.unknown), ("unfinished", cohort.unfinished)):
            rows += [(cohort.cohort, cohort.size, c.age, state, c.at_risk, c.retained, c.rate, c.low, c.high) for c in cells]
    rows += [("pooled", result.customers, p.age, "observed", p.at_risk, p.retained, p.rate, p.low, p.high) for p in result.pooled]
    headers = ("cohort", "size", "age", "state", "at_risk", "retained", "rate", f"low_{result.level}", f"high_{result.level}")
    return table_csv(headers, rows)


def table_csv(headers, rows) -> str:
    """Write a CSV whose texts no spreadsheet takes for formulas.

    >>> print(table_csv(["name", "n"], [["=1+1", -2]]).strip())
    name,n
    '=1+1,-2
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(header) for header in headers])
    writer.writerows([_safe(value) for value in row] for row in rows)
    return out.getvalue()


def _safe(value: object) -> object:
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
