"""What departs from the rest, marked in the triangle: letters, an outline around its cells, a stepped line where a change begins."""

from analysis import calendar
from components import words
from components.charts import theme
from components.language import _
from components.sentences.breaks import break_sentence, lettered

# A letter beside a cohort's name, above a column: pixels, above the columns' own numbers.
ROOM, ABOVE = 16, 26
LINE = 2


def marked(result, breaks) -> list[tuple[str, object]]:
    """The breaks that the triangle can show, with their letters: not those of customers by a field, nor those of other periods."""
    if breaks is None or breaks.period != result.period:
        return []
    return [(letter, one) for letter, one in lettered(breaks) if one.kind != "segment"]


def shapes(result, breaks, cohorts, first_age: int, colours) -> list[dict]:
    """Outlines and stepped lines, in the colour of text on a halo of the page's, so that they are seen on every cell."""
    if not marked(result, breaks):
        return []
    numbers = [calendar.parse(cohort.cohort, result.period) for cohort in cohorts]
    paths = []
    for _letter, one in marked(result, breaks):
        begin = calendar.parse(one.first, result.period)
        if one.kind == "cohort":
            paths.append(_around(cohorts, numbers, begin, calendar.parse(one.last, result.period), first_age))
        else:
            paths.append(_steps(numbers, begin, first_age))
            if one.shape == "month":
                paths.append(_steps(numbers, begin + 1, first_age))
    drawn = []
    for colour, width in ((colours.page, LINE + 3), (colours.text, LINE)):
        line = {"color": colour, "width": width}
        drawn += [{"type": "path", "path": path, "line": line, "fillcolor": "rgba(0,0,0,0)"} for path in paths if path]
    return drawn


def _around(cohorts, numbers, first: int, last: int, first_age: int) -> str:
    """Around the observed cells of some rows: down their right ends, one row after the other."""
    rows = [row for row, number in enumerate(numbers) if first <= number <= last and len(cohorts[row].ages) > first_age]
    if not rows:
        return ""
    left = first_age - 0.5
    ends = "".join(f"H{len(cohorts[row].ages) - 0.5:g}V{row + 0.5:g}" for row in rows)
    return f"M{left:g},{rows[0] - 0.5:g}{ends}H{left:g}Z"


def _steps(numbers, begin: int, first_age: int) -> str:
    """Between the cells of a period and those before it, from the top row down to where its own newcomers begin."""
    edges = [(row, begin - number - 0.5) for row, number in enumerate(numbers) if begin - number >= first_age]
    if not edges:
        return ""
    # In the row whose first cell is the period's own there is nothing before it: the line ends at its corner.
    steps = "".join(f"H{edge:g}" + (f"V{row + 0.5:g}" if edge > first_age - 0.5 else "") for row, edge in edges)
    return f"M{edges[0][1]:g},{edges[0][0] - 0.5:g}{steps}"


def letters_of_row(result, breaks, cohort: str) -> list[tuple[str, object]]:
    """The breaks that a cohort is in."""
    # Labels of one length of period stand in the order of time.
    return [(letter, one) for letter, one in marked(result, breaks) if one.kind == "cohort" and one.first <= cohort <= one.last]


def above(result, breaks, cohorts, colours) -> list[dict]:
    """The letters of calendar breaks, above the column in which the top row has their first cell."""
    if not cohorts or not marked(result, breaks):
        return []
    top = calendar.parse(cohorts[0].cohort, result.period)
    columns: dict[int, list[tuple[str, object]]] = {}
    for letter, one in marked(result, breaks):
        if one.kind == "calendar":
            columns.setdefault(calendar.parse(one.first, result.period) - top, []).append((letter, one))
    place = {"y": 1, "yref": "paper", "yshift": ABOVE, "xanchor": "center", "colour": colours.text}
    return [note_of(breaks, ones, x=age, **place) for age, ones in columns.items() if age > 0]


def note_of(breaks, ones: list[tuple[str, object]], *, colour: str, **place) -> dict:
    """Letters that say in a hover what they stand for."""
    said = [f"<b>{letter}</b> {plain(break_sentence(breaks, one))}" for letter, one in ones]
    text = f"<b>{', '.join(letter for letter, _one in ones)}</b>"
    return theme.note(text, colour=colour, hovertext="<br>".join(said), captureevents=True, **place)


def plain(markdown: str) -> str:
    """A sentence written for Markdown, for Plotly: no escapes, broken into lines."""
    bare = markdown.replace("\\", "").replace(words.UNSEEN, "")
    lines, line = [], ""
    for word in words.escape_html(bare).split(" "):
        if len(line) + len(word) > 60:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "<br>".join([*lines, line])


def marks_alt(result, breaks) -> str:
    """What is marked, in words; "" where nothing is."""
    ones = marked(result, breaks)
    if not ones:
        return ""
    said = (f"{letter}, {plain(break_sentence(breaks, one)).replace('<br>', ' ')}" for letter, one in ones)
    return " " + _("Marked: {marks}").format(marks=" ".join(said))
