"""Groups side by side: a line each with its interval, its name at its end, and a bracket over the ages at which they can be told apart."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import by_age, theme
from components.charts.triangle import exact, k_of_n, names_of, numbers_of
from components.language import _
from components.sentences.groups import labelled_age, words_of_difference
from components.sentences.who import group_name

#: So many letters of a name fit beside the lines.
LONGEST = 17
#: A bracket's ends reach so far down, and it stands so far under the picture's upper edge: parts of its height.
TICK, BELOW = 0.012, 0.035
#: Whiskers of neighbouring groups stand so far apart, in ages.
APART = 0.14
#: A bracket narrower than this part of the axis has its word beside it.
ROOM = 0.45


def groups(result, *, dark: bool) -> go.Figure:
    """Draw two to four groups by age.

    Parameters
    ----------
    result : analysis.groups.Groups
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(
        dark, height=theme.HEIGHT, left=by_age.LEFT, right=by_age.LABELLED, top=by_age.TOP, bottom=by_age.BOTTOM
    )  # fmt: skip
    labelled = labelled_age(result)
    ends, drawn = [], []
    for place, (line, text) in enumerate(_colours(result, colours)):
        group = result.groups[place]
        points = [point for point in group.ages if evidence.strength(point.at_risk) != "none"]
        if not points:
            continue
        joined = any(evidence.strength(point.at_risk) == "enough" for point in points)
        name = group_name(result.field, group.value)
        beside = APART * (place - (len(result.groups) - 1) / 2)
        by_age.draw(picture, points, _hovers(result, place, points), line, colours, joined=joined, key=name, beside=beside)
        # A thin group has its name at its end, and no share.
        ends.append((words.escape_html(_short(name)), next((point for point in points if point.age == labelled), points[-1]), text))
        drawn += points
    by_age.axes(picture, result, drawn, bracketed=bool(result.apart))
    # The nearest point answers, so that a click knows which group is meant.
    picture.update_layout(hovermode="closest")
    picture.add_annotation(theme.unit(by_age.unit(result), dark, left=by_age.LEFT))
    by_age.beside(picture, ends, bare=[at for at, end in enumerate(ends) if evidence.strength(end[1].at_risk) == "thin"])
    word = _("distinguishable") if len(result.groups) == 2 else _("some distinguishable")
    for run in _longest_first(result.apart):
        _bracket(picture, run, word, colours)
        word = ""
    if not drawn:
        theme.label(
            picture, _("No age that all have reached has five customers"), x=0.5, xref="paper", y=0.5, yref="paper", xanchor="center",
            colour=colours.quiet,
        )  # fmt: skip
    return picture


def _colours(result, colours) -> list[tuple[str, str]]:
    """A group's colour and that of its words; all the others are the grey baseline."""
    named = iter(zip(colours.groups, colours.group_texts, strict=True))
    return [(colours.baseline, colours.quiet) if group.value is None else next(named) for group in result.groups]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _hovers(result, place: int, points) -> list[str]:
    """Name and age, share and interval, k of n; and by how much it differs from the first group."""
    group = result.groups[place]
    name = words.escape_html(group_name(result.field, group.value))
    pairs = {pair.age: pair for pair in result.pairs if (pair.first, pair.second) == (0, place)}
    first = words.escape_html(group_name(result.field, result.groups[0].value))
    found = []
    for point in points:
        lines = [f"<b>{name}</b>, {words.age_name(point.age, result.period)}", exact(point), k_of_n(point)]
        if point.age in pairs:
            lines.append(_("{first} less this: {points} points").format(first=first, points=words_of_difference(pairs[point.age])))
        found.append("<br>".join(line for line in lines if line))
    return found


def _longest_first(ages: Sequence[int]) -> list[tuple[int, int]]:
    """The runs of neighbouring ages, each as its first and last; the longest first."""
    runs: list[list[int]] = []
    for age in ages:
        if runs and runs[-1][1] == age - 1:
            runs[-1][1] = age
        else:
            runs.append([age, age])
    return sorted(((first, last) for first, last in runs), key=lambda run: (run[0] - run[1], run[0]))


def _bracket(picture, run: tuple[int, int], word: str, colours) -> None:
    """A line over the ages from the first to the last, with ends that reach down, and perhaps its word."""
    first, last = run[0] - 0.12, run[1] + 0.12
    y = 1 - BELOW
    for x0, x1, y0, y1 in ((first, last, y, y), (first, first, y - TICK, y + TICK), (last, last, y - TICK, y + TICK)):
        picture.add_shape(type="line", x0=x0, x1=x1, y0=y0, y1=y1, yref="paper", line={"color": colours.quiet, "width": 1})
    if not word:
        return
    begin, end = picture.layout.xaxis.range
    inside = (last - first) / (end - begin) >= ROOM
    left = end - last >= first - begin  # the wider side has room for the word
    place = {"x": (first + last) / 2, "xanchor": "center"} if inside else {"x": last, "xanchor": "left", "xshift": 6}
    if not inside and not left:
        place = {"x": first, "xanchor": "right", "xshift": -6}
    theme.label(picture, f" {word} ", y=y, yref="paper", colour=colours.quiet, bgcolor=colours.page, **place)


def groups_alt(result) -> str:
    """The picture in words, for those who don't see it."""
    unit = by_age.unit(result).replace("% ", "", 1)
    said = []
    for group in result.groups:
        points = [point for point in group.ages if evidence.strength(point.at_risk) != "none"]
        shares = "; ".join(
            f"{words.age_name(point.age, result.period)}: {words.share(point.rate, point.low, point.high)}"
            for point in (by_age.few_of(points) if points else ())
        )
        said.append(f"{group_name(result.field, group.value)}: {shares or _('no age has enough customers')}")
    text = _("Curves of groups: share of customers {unit}. {groups}.").format(unit=unit, groups=". ".join(said))
    if result.apart:
        names = ", ".join(words.age_name(age, result.period) for age in result.apart)
        text += " " + _("Distinguishable: {ages}.").format(ages=names)
    return text


def groups_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a group and age."""
    rows = [
        (result.field, "all others" if group.value is None else group.value, *numbers_of(point))
        for group in result.groups
        for point in group.ages
    ]
    return ("field", "group", *names_of(result)), rows
