"""Five numbers in pictures: the table of multiples with their own cell, and the leaky bucket as time goes on."""

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.money import round_step
from components.charts.projection import DASH
from components.language import _
from components.sentences.calculator import a_period, period_word, share

ROW, LEFT, TOP = 32, 96, 46
LEFT_NARROW = 52
HEIGHT = 280


def multiples(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the table of multiples, the numbers' own cell outlined.

    Parameters
    ----------
    result : analysis.whatif.calculator.Calculated
    dark : bool
        The theme.
    narrow : bool
        For a phone.
    """
    colours, table, numbers = theme.tokens(dark), result.table, result.numbers
    left = LEFT_NARROW if narrow else LEFT
    rows, columns = len(table.retentions), len(table.discounts)
    picture = theme.figure(dark, height=TOP + ROW * rows + 4, left=left, right=4, top=TOP, bottom=4)
    most = max(max(row) for row in table.values) or 1.0
    # The largest grow without end as the retention nears 1: a root keeps the others apart.
    depth = {(line, place): (value / most) ** 0.5 for line, row in enumerate(table.values) for place, value in enumerate(row)}
    picture.add_bar(
        orientation="h",
        base=[place - 0.5 for _line, place in depth],
        x=[1] * len(depth),
        y=[line for line, _place in depth],
        width=1,
        marker={
            "color": [theme.amount(part / colours.ceiling, colours.amount) for part in depth.values()],
            "line": {"color": colours.page, "width": 2},
        },
        customdata=[_hover(result, line, place) for line, place in depth],
        hovertemplate="%{customdata}<extra></extra>",
        name="multiples",
    )
    at = table.retentions.index(numbers.retention), table.discounts.index(numbers.discount_rate)
    heads = _("Stay {of} ↓ &nbsp; discount a year →").format(of=a_period(numbers.period))
    notes = [theme.note(heads, x=0, xref="paper", y=1, yref="paper", xshift=2 - left, yshift=36, colour=colours.quiet)]
    for line, retention in enumerate(table.retentions):
        own = 600 if line == at[0] else 400
        notes.append(theme.note(share(retention), x=0, xref="paper", xshift=2 - left, y=line, colour=colours.text, weight=own))
    for place, discount in enumerate(table.discounts):
        own = 600 if place == at[1] else 400
        notes.append(
            theme.note(
                share(discount),
                x=place,
                y=1,
                yref="paper",
                yshift=12,
                xanchor="center",
                colour=colours.text,
                weight=own,
                size=11 if narrow else theme.TEXT_SIZE,
            )  # fmt: skip
        )
    for line, place in depth:
        value = table.values[line][place]
        text = words.decimal(value, 1 if narrow and value >= 10 else 2)
        bold = 600 if (line, place) == at else 400
        notes.append(
            theme.note(
                text, x=place, y=line, xanchor="center", colour=colours.text, captureevents=False, weight=bold, size=11 if narrow else 13
            )
        )
    picture.add_shape(
        type="rect", x0=at[1] - 0.48, x1=at[1] + 0.48, y0=at[0] - 0.46, y1=at[0] + 0.46, line={"color": colours.text, "width": 2.5}
    )
    picture.update_xaxes(range=[-0.5, columns - 0.5], visible=False)
    picture.update_yaxes(range=[rows - 0.5, -0.5], visible=False)
    picture.update_layout(barmode="overlay", hovermode="closest", annotations=notes)
    return picture


def _hover(result, line: int, place: int) -> str:
    table = result.table
    return _("{stay} stay {of}, {discount} a year:<br><b>{multiple} margins of a {period}</b>").format(
        stay=share(table.retentions[line]),
        of=a_period(result.numbers.period),
        discount=share(table.discounts[place]),
        multiple=words.decimal(table.values[line][place], 2),
        period=period_word(result.numbers.period),
    )


def multiples_alt(result) -> str:
    """The table in words, for those who don't see it."""
    table, numbers = result.table, result.numbers
    return _(
        "A table of what a customer will bring, in margins of a {period}: from {low}, where {least} stay and money loses {dear} a year, to "
        "{high}, where {most} stay and it loses {cheap}. Your numbers, {stay} and {discount}: {own}."
    ).format(
        period=period_word(numbers.period),
        low=words.decimal(table.values[0][-1], 2),
        least=share(table.retentions[0]),
        dear=share(table.discounts[-1]),
        high=words.decimal(table.values[-1][0], 2),
        most=share(table.retentions[-1]),
        cheap=share(table.discounts[0]),
        stay=share(numbers.retention),
        discount=share(numbers.discount_rate),
        own=words.decimal(result.multiple, 2),
    )


def multiples_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the table: a row a cell."""
    table = result.table
    rows = [
        (retention, discount, value)
        for retention, row in zip(table.retentions, table.values, strict=True)
        for discount, value in zip(table.discounts, row, strict=True)
    ]
    return (f"retention_a_{result.numbers.period}", "discount_a_year", "multiple"), rows


def bucket(result, *, dark: bool) -> go.Figure:
    """Draw how many customers there are at each period's end, and where that settles; dashed, for none of it is observed.

    Parameters
    ----------
    result : analysis.whatif.calculator.Calculated
    dark : bool
        The theme.
    """
    colours, period = theme.tokens(dark), result.numbers.period
    picture = theme.figure(dark, height=HEIGHT, left=62, right=84, top=30, bottom=30)
    last, most = len(result.bucket) - 1, max(*result.bucket, result.settles, 1)
    picture.add_hline(y=result.settles, line={"color": colours.baseline, "width": 1.5})
    picture.add_scatter(
        x=list(range(last + 1)),
        y=list(result.bucket),
        mode="lines",
        line={"color": colours.groups[0], "width": theme.LINE, "dash": DASH},
        customdata=[
            f"{words.capital(period_word(period))} {words.count(at)}: {words.customers(round(value))}"
            for at, value in enumerate(result.bucket)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        name="customers",
    )
    settles = _("settles at {n}").format(n=words.count(round(result.settles)))
    end, apart = result.bucket[-1], abs(result.bucket[-1] - result.settles) / most * (HEIGHT - 60)
    theme.label(picture, words.count(round(end)), x=last, y=end, xshift=6, colour=colours.group_texts[0], weight=600)
    # Beside the line's end while the two are apart, above its beginning once they meet.
    above = end > result.settles if apart >= 18 else result.numbers.customers < result.settles
    theme.label(picture, settles, x=last, y=result.settles, xanchor="right", yshift=-10 if above else 10, colour=colours.quiet)
    step = round_step(most)
    ticks = [step * at for at in range(int(most / step) + 1)]
    picture.update_yaxes(
        range=[-0.02 * most, most * 1.08],
        showgrid=True,
        gridcolor=colours.rule,
        tickvals=ticks,
        ticktext=[words.count(round(one)) for one in ticks],
    )
    every = {"month": 12, "quarter": 4, "year": 1}[period]
    along = list(range(0, last + 1, every))
    picture.update_xaxes(range=[0, last], tickvals=along, ticktext=[words.count(one) for one in along], tickangle=0)
    picture.update_layout(hovermode="x", hoverdistance=-1)
    picture.add_annotation(theme.unit(_("customers, by {period} from now").format(period=period_word(period)), dark, left=62))
    return picture


def bucket_alt(result) -> str:
    """The bucket in words, for those who don't see it."""
    return _("How many customers there are {period} by {period}: {now} now, {later} after {n}; it settles at {settles}.").format(
        period=period_word(result.numbers.period),
        now=words.count(round(result.bucket[0])),
        later=words.count(round(result.bucket[-1])),
        n=words.count(len(result.bucket) - 1),
        settles=words.count(round(result.settles)),
    )


def bucket_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a period's end."""
    return (result.numbers.period, "customers"), list(enumerate(result.bucket))
