"""The triangle of cohorts as a heat map: a row a cohort, a column an age, in each cell its share.

The cells are bars, one trace a kind of cell: a bar can be pale or hatched, hides its number where there is no
room, and, unlike a heat map's cell in Streamlit, can be clicked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from components import sentences, words
from components.charts import marks, theme
from components.language import _

TOP = 48
# Narrower than this a cell has no room for "100": the picture scrolls sideways instead.
NARROWEST_CELL = 20
CHARACTER = 6.6
# Between the cell and its dashed outline: pixels above and below, parts of a cell at its sides.
INSET, INSET_BESIDE = 3, 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One cell as it is drawn: its row, what it is, and its words."""

    row: int
    kind: str
    cohort: object
    cell: object


def triangle(result, *, dark: bool, rows: int | None = sentences.ROWS, breaks=None) -> go.Figure:
    """Draw the triangle of cohorts by age.

    Each cell carries its cohort's label and its age as the first two of ``customdata``, so that a click finds
    its customers.

    Parameters
    ----------
    result : analysis.retention.Retention
    dark : bool
        The theme.
    rows : int, optional
        How many of the newest cohorts are drawn; None draws all.
    breaks : analysis.breaks.Breaks, optional
        What departs from the rest, to be marked.
    """
    cohorts = sentences.drawn_cohorts(result, rows)
    colours = theme.tokens(dark)
    marked = marks.marked(result, breaks)
    left = _left(result, cohorts) + (marks.ROOM if marked else 0)
    top = TOP + (marks.ROOM if marked else 0)
    picture = theme.figure(dark, height=top + theme.ROW * max(len(cohorts), 1) + 4, left=left, right=1, top=top, bottom=4)
    cells = list(_cells(result, cohorts))
    largest = max((drawn.cell.rate for drawn in cells if drawn.kind in ("observed", "thin")), default=0)
    for kind in ("observed", "thin", "withheld", "unknown", "unfinished"):
        chosen = [drawn for drawn in cells if drawn.kind == kind]
        if chosen:
            _draw(picture, result, chosen, colours, kind=kind, scale=largest * colours.ceiling)
    _axes(picture, cells, rows=len(cohorts))
    # All at once: each single one added would copy those before it.
    picture.update_layout(
        shapes=[
            *_outlines([drawn for drawn in cells if drawn.kind == "unfinished"], colours),
            *marks.shapes(result, breaks, cohorts, sentences.first_age(result.kind), colours),
        ],
        annotations=[
            *_row_labels(result, cohorts, colours, left, breaks),
            *marks.above(result, breaks, cohorts, colours),
            theme.unit(_unit(result), dark, left=left, above=top - 10),
        ],
    )
    return picture


def _cells(result, cohorts) -> Iterator[Drawn]:
    """Every cell that has something to say; the unobserved are not among them."""
    first = sentences.first_age(result.kind)
    for row, cohort in enumerate(cohorts):
        strength = evidence.strength(cohort.size)
        observed = {"none": "withheld", "thin": "thin"}.get(strength, "observed")
        for kind, cells in (
            (observed, cohort.ages),
            ("unknown", cohort.unknown),
            ("unfinished", cohort.unfinished),
        ):
            for cell in cells:
                if cell.age >= first:
                    yield Drawn(row=row, kind=kind, cohort=cohort, cell=cell)


def _draw(picture, result, chosen, colours, *, kind: str, scale: float) -> None:
    """One trace of bars that touch; a line in the page's colour parts them by two pixels."""
    fills = [_fill(drawn, colours, scale) for drawn in chosen]
    marker = {"color": fills, "line": {"color": colours.page, "width": 2}}
    if kind in ("withheld", "unfinished"):
        marker["line"]["width"] = 0
    if kind == "unknown":
        marker["pattern"] = {
            "shape": "/",
            "fgcolor": colours.baseline,
            "bgcolor": colours.page,
            "size": 7,
            "fgopacity": 0.6,
            "solidity": 0.2,
            "fillmode": "replace",
        }
    ink = colours.quiet if kind in ("withheld", "unfinished") else colours.text
    picture.add_bar(
        orientation="h",
        base=[drawn.cell.age - 0.5 for drawn in chosen],
        x=[1] * len(chosen),
        y=[drawn.row for drawn in chosen],
        width=1,
        marker=marker,
        name=kind,
        text=[_number(drawn) for drawn in chosen],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"color": ink, "size": theme.TEXT_SIZE},
        constraintext="inside",
        customdata=[[drawn.cohort.cohort, drawn.cell.age, _hover(result, drawn)] for drawn in chosen],
        hovertemplate="%{customdata[2]}<extra></extra>",
        # A click on one cell must not dim the others.
        selected={"marker": {"opacity": 1}, "textfont": {"color": ink}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": ink}},
    )


def _fill(drawn: Drawn, colours, scale: float) -> str:
    """The colour of the amount; none where there is no share to show, or not yet."""
    if drawn.kind == "unknown":
        return colours.baseline
    if drawn.kind not in ("observed", "thin"):
        return "rgba(0,0,0,0)"
    colour = theme.amount(drawn.cell.rate / scale if scale else 0, colours.amount)
    return theme.faded(colour, theme.PALE) if drawn.kind == "thin" else colour


def _number(drawn: Drawn) -> str:
    """The number in the cell: a whole per cent, or why there is none."""
    if drawn.kind == "unknown":
        return ""
    if evidence.strength(drawn.cohort.size) == "none":
        return "&lt;5"
    return words.decimal(100 * drawn.cell.rate, 0)


def _hover(result, drawn: Drawn) -> str:
    """Cohort and age, share and interval, k of n, and what kind of cell it is."""
    return cell_hover(result, drawn.cohort, drawn.cell, drawn.kind)


def cell_hover(result, cohort, cell, kind: str) -> str:
    """The exact words of one cell of one cohort."""
    name = words.escape_html(words.period_name(cohort.cohort, result.period))
    lines = [f"<b>{name}</b>, {words.age_name(cell.age, result.period).lower()}"]
    if evidence.strength(cohort.size) == "none":
        return "<br>".join([*lines, _("fewer than five customers, no share")])
    if kind == "unknown":
        return "<br>".join([*lines, _("too recent to tell a pause from a farewell"), _("so far") + " " + k_of_n(cell)])
    if kind == "unfinished":
        lines.append(_("so far, complete through {day}").format(day=words.day(result.as_of)))
    return "<br>".join([*lines, exact(cell), k_of_n(cell)])


def exact(cell) -> str:
    """A share to one decimal, with its interval, and a warning where that is very wide."""
    digits = max(1, words.digits_for(cell.low, cell.high))
    said = words.share(cell.rate, cell.low, cell.high, digits=digits)
    return said + (", " + _("imprecise") if evidence.imprecise(cell.low, cell.high) else "")


def k_of_n(cell) -> str:
    """How many of how many, and the word where those are few."""
    strength = {"thin": _("thin"), "few": _("few")}.get(evidence.strength(cell.at_risk))
    said = _("{k} of {n}").format(k=words.count(cell.retained), n=words.customers(cell.at_risk))
    return said + (f", {strength}" if strength else "")


def _outlines(unfinished, colours) -> list[dict]:
    """A dashed outline a few pixels inside each cell: one shape of many parts, as many shapes are slow."""
    down = 0.5 - INSET / theme.ROW
    across = 0.5 - INSET_BESIDE
    path = " ".join(
        f"M{drawn.cell.age - across:g},{drawn.row - down:.3f}H{drawn.cell.age + across:g}"
        f"V{drawn.row + down:.3f}H{drawn.cell.age - across:g}Z"
        for drawn in unfinished
    )
    line = {"color": colours.quiet, "width": 1, "dash": "3px 3px"}
    return [{"type": "path", "path": path, "line": line, "fillcolor": "rgba(0,0,0,0)"}] if path else []


def _axes(picture, cells, *, rows: int) -> None:
    ages = sorted({drawn.cell.age for drawn in cells}) or [1]
    picture.update_xaxes(
        side="top",
        range=[ages[0] - 0.5, ages[-1] + 0.5],
        tickvals=ages,
        tickangle=0,
        ticktext=[words.count(age) for age in ages],
    )
    picture.update_yaxes(range=[rows - 0.5, -0.5], visible=False)
    # Numbers too wide for their cells are left out, all at once, rather than drawn over each other.
    picture.update_layout(
        barmode="overlay",
        bargap=0,
        hovermode="closest",
        uniformtext={"mode": "hide", "minsize": theme.TEXT_SIZE - 1},
    )


def _row_labels(result, cohorts, colours, left: int, breaks) -> Iterator[dict]:
    """The cohort's name from the heading's edge, and its size beside the cells."""
    head = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "yshift": 10, "colour": colours.quiet}
    yield theme.note(_("First bought"), xshift=-left, **head)
    yield theme.note(_("n"), xshift=-10, xanchor="right", **head)
    for row, cohort in enumerate(cohorts):
        place = {"xref": "paper", "x": 0, "y": row}
        name = words.escape_html(words.period_short(cohort.cohort, result.period))
        yield theme.note(name, xshift=-left, colour=colours.text, **place)
        if ones := marks.letters_of_row(result, breaks, cohort.cohort):
            yield marks.note_of(breaks, ones, colour=colours.text, xshift=_name_width(result, cohorts) - left, **place)
        yield theme.note(words.count(cohort.size), xshift=-10, xanchor="right", colour=colours.quiet, **place)


def _name_width(result, cohorts) -> int:
    """Room for the longest name of a row."""
    return round(CHARACTER * min(max(len(words.period_short(cohort.cohort, result.period)) for cohort in cohorts), 24)) + 6


def _left(result, cohorts) -> int:
    """Room for the longest name and the longest size."""
    names = [_("First bought"), *(words.period_short(cohort.cohort, result.period) for cohort in cohorts)]
    sizes = [_("n"), *(words.count(cohort.size) for cohort in cohorts)]
    longest = min(max(map(len, names)), 24) + max(map(len, sizes))
    return max(104, round(CHARACTER * longest) + 24)


def triangle_width(result, *, rows: int | None = sentences.ROWS) -> int:
    """How many pixels the triangle needs at least; a narrower page should let it scroll sideways."""
    cohorts = sentences.drawn_cohorts(result, rows)
    ages = {drawn.cell.age for drawn in _cells(result, cohorts)}
    return _left(result, cohorts) + marks.ROOM + NARROWEST_CELL * len(ages)


def _unit(result) -> str:
    forms = {
        ("active", "week"): _("% who ordered in that week after the first order"),
        ("active", "month"): _("% who ordered in that month after the first order"),
        ("active", "quarter"): _("% who ordered in that quarter after the first order"),
        ("still_here", "week"): _("% who ordered in that week after the first order, or later"),
        ("still_here", "month"): _("% who ordered in that month after the first order, or later"),
        ("still_here", "quarter"): _("% who ordered in that quarter after the first order, or later"),
        ("returned", "week"): _("% who were back by that week after the first order"),
        ("returned", "month"): _("% who were back by that month after the first order"),
        ("returned", "quarter"): _("% who were back by that quarter after the first order"),
    }
    return forms[result.kind, result.period]


def triangle_alt(result, *, rows: int | None = sentences.ROWS, breaks=None) -> str:
    """The triangle in words, for those who don't see it."""
    cohorts = sentences.drawn_cohorts(result, rows)
    told = [drawn for drawn in _cells(result, cohorts) if drawn.kind == "observed"]
    if not cohorts:
        return _("Heat map of cohorts by age; no cohort has anything to show yet.")
    first, last = (words.the_period(cohorts[place].cohort, result.period) for place in (0, -1))
    text = _("Heat map of {n} cohorts from {first} to {last} by age: {unit}.").format(
        n=words.count(len(cohorts)), first=first, last=last, unit=_unit(result).replace("% ", "", 1)
    )
    if told:
        rates = [drawn.cell.rate for drawn in told]
        text += " " + _("The shares run from {low} to {high}; the table below has each.").format(
            low=words.share(min(rates)), high=words.share(max(rates))
        )
    return text + marks.marks_alt(result, breaks)


def triangle_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the triangle: a row a cell, then the pooled ages; what is not observed is not among them."""
    rows = []
    for cohort in result.cohorts:
        for state, cells in (("observed", cohort.ages), ("not yet known", cohort.unknown), ("unfinished", cohort.unfinished)):
            rows += [(cohort.cohort, cohort.size, state, *numbers_of(cell)) for cell in cells]
    rows += [("pooled", result.customers, "observed", *numbers_of(point)) for point in result.pooled]
    return ("cohort", "size", "state", *names_of(result)), rows


def names_of(result) -> tuple[str, ...]:
    """What the numbers of a share by age are called, as `show retention` calls them; with the level of its interval."""
    return "age", "at_risk", "retained", "rate", f"low_{result.level}", f"high_{result.level}"


def numbers_of(cell) -> tuple:
    """The numbers of a share by age, as `names_of` names them."""
    return cell.age, cell.at_risk, cell.retained, cell.rate, cell.low, cell.high
