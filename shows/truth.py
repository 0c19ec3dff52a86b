"""What `rapport.py show` prints of an invented company whose truth is kept."""

from __future__ import annotations

from shows.view import COMMON, OF_STAGES, View


def _show_truth(view: View):
    """Lay beside the truth what the document tells of: what is true to the person only the page can reckon."""
    from analysis import truth_rows as rows
    from analysis.side_by_side import PAGES, side_by_side
    from models.errors import Refused
    from models.truth import kept_truth

    told = kept_truth(view.store)
    if told is None:
        raise Refused(
            found="no truth of this workspace", needed="an invented company with its truth, and no other import", do="import its truth.json"
        )
    view.company_with_orders()
    parts = {
        "overview": lambda: rows.overview_rows(told, _shown("overview", view)),
        "satisfaction": lambda: rows.satisfaction_rows(told, _shown("drivers", view), _planted(told)),
        "answers": lambda: _answers(told, _shown("behaviour", view)),
        "complaints": lambda: rows.complaints_rows(told, _shown("recovery", view)),
        "programmes": lambda: rows.programme_rows(_shown("programme-effect", view)),
        "retention": lambda: rows.retention_rows(told, _shown("retention", view)),
    }
    return side_by_side([row for page in PAGES if page in parts for row in _known(parts[page])])


def _shown(name: str, view: View):
    from shows import SHOWS

    return SHOWS[name][0](view)


def _answers(told, found):
    from analysis.truth_rows import difference_rows

    return difference_rows(told, "satisfaction", found.comparison, page="answers", level=found.level)


def _planted(told) -> list[str]:
    driver = next((one for one in told["planted"] if one["name"] == "driver"), {})
    return [driver[name] for name in ("others", "group") if name in driver]


def _known(rows) -> list:
    """Return a page's rows; none where its answer can't be given."""
    from analysis.errors import Refused as Unanswerable
    from models.errors import Refused

    try:
        return rows()
    except (Refused, Unanswerable):
        return []


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {"truth": (_show_truth, COMMON | OF_STAGES, False)}
