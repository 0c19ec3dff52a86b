"""The loyalty index by stage or group, and whether it tells who orders again."""

import plotly.graph_objects as go

from analysis import evidence
from analysis.loyalty_index import SPREAD
from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.loyalty_index import group_name, index_value, row_name
from components.sentences.loyalty_prediction import pairs

ALL = "all"
#: Half the height of the bar behind a dot, in rows.
HALF_BAR, HALF_BAR_NARROW = 0.2, 0.15


def index(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the mean index of each row, and how its customers spread.

    Parameters
    ----------
    result : analysis.loyalty_index.LoyaltyIndex
    dark : bool
        The theme.
    narrow : bool
        Whether it is for a phone.
    """
    unit = _("Loyalty index, 0 to 100, with {level} interval of the mean").format(level=words.share(result.level))
    picture = dots(_lines(result), unit=unit, dark=dark, ends=(0, 100), per_cent=False, narrow=narrow)
    colour = theme.faded(theme.tokens(dark).groups[0], theme.tokens(dark).band)
    half = HALF_BAR_NARROW if narrow else HALF_BAR
    picture.update_layout(
        shapes=[
            {
                "type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": colour,
                "x0": row.spread[0], "x1": row.spread[-1], "y0": place - half, "y1": place + half,
            }
            for place, row in enumerate(_rows(result))
            if evidence.strength(row.n) in ("few", "enough")
        ]
    )  # fmt: skip
    return picture


def _rows(result) -> tuple:
    return (result.all, *result.rows)


def called(result, row) -> str:
    if row is result.all:
        return _("All who are still here") if result.staged else _("All customers")
    return row_name(result, row.name)


def key(result, row) -> str:
    """What a click on a row answers, and what the address says of it."""
    return ALL if row is result.all else f"={row.name}"


def _lines(result) -> list[Line]:
    compared = len(result.known) > 1
    return [
        Line(name=called(result, row), strong=row is result.all, dots=_dots(result, row, compared=compared and row.alike is not None))
        for row in _rows(result)
    ]


def _dots(result, row, *, compared: bool) -> tuple[Dot, ...]:
    if row.mean is None:
        return ()
    name = f"<b>{words.escape_html(called(result, row))}</b>"
    half = _("half of them between {middle}").format(middle=words.between(row.spread[1], row.spread[3]))
    n = _("n\u00a0=\u00a0{n}").format(n=words.count(row.n))
    known = _("{coverage} of the weight is known").format(coverage=words.share(row.coverage))
    found = [
        Dot(
            value=row.mean.value, low=row.mean.low, high=row.mean.high, n=row.n, key=key(result, row),
            label=f"{index_value(row.mean, interval=False)}, n\u00a0{words.count(row.n)}",
            hover="<br>".join([name, _("mean {value}").format(value=index_value(row.mean)), half, known, n, _("click for the list")]),
        )
    ]  # fmt: skip
    if compared:
        groups = ", ".join(group_name(group) for group in result.common)
        found.append(
            Dot(
                value=row.alike.value, low=row.alike.low, high=row.alike.high, n=row.n, hollow=True, key=key(result, row),
                label=index_value(row.alike, interval=False),
                hover="<br>".join(
                    [name, _("like with like {value}").format(value=index_value(row.alike)), _("by: {groups}").format(groups=groups), n]
                ),
            )
        )  # fmt: skip
    return tuple(found)


def index_alt(result) -> str:
    """The picture in words."""
    return _("The mean loyalty index, 0 to 100. {said}.").format(said=told(_lines(result)))


def index_data(result) -> tuple[list[str], list[tuple]]:
    """The numbers behind the picture."""
    headers = [
        "name",
        "n",
        "without",
        "mean",
        "low",
        "high",
        *(f"percentile_{number}" for number in SPREAD),
        "coverage",
        "alike",
        "alike_low",
        "alike_high",
    ]
    rows = []
    for row in _rows(result):
        mean = (row.mean.value, row.mean.low, row.mean.high) if row.mean else (None,) * 3
        alike = (row.alike.value, row.alike.low, row.alike.high) if row.alike else (None,) * 3
        rows.append((called(result, row), row.n, row.without, *mean, *(row.spread or (None,) * len(SPREAD)), row.coverage, *alike))
    return headers, rows


def prediction(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw in how many of 100 pairs the index, and recency, put the one who ordered again higher.

    Parameters
    ----------
    result : analysis.loyalty_prediction.Prediction
        With both areas.
    """
    unit = _("Pairs of 100 in the right order, with {level} interval; a coin makes 50").format(level=words.share(result.level))
    lines = _prediction_lines(result)
    lowest = min(dot.low for line in lines for dot in line.dots)
    ends = (10 * int(min(lowest, 45) // 10), 100)
    return dots(lines, unit=unit, dark=dark, ends=ends, baseline=50, per_cent=False, narrow=narrow)


def _prediction_lines(result) -> list[Line]:
    named = ((_("Loyalty index"), result.index, False), (_("Recency of the order"), result.recency, True))
    return [
        Line(
            name=name,
            strong=not hollow,
            dots=(
                Dot(
                    value=100 * estimate.value,
                    low=100 * estimate.low,
                    high=100 * estimate.high,
                    n=estimate.n,
                    label=pairs(estimate, interval=False),
                    hover="<br>".join(
                        [
                            f"<b>{name}</b>",
                            pairs(estimate),
                            _("{again} of {n} ordered again").format(again=words.count(result.again), n=words.count(result.n)),
                        ]
                    ),
                    hollow=hollow,
                ),
            ),
        )  # fmt: skip
        for name, estimate, hollow in named
    ]


def prediction_alt(result) -> str:
    """The picture in words."""
    return _("Of 100 pairs of customers, one who ordered again and one who did not, how many are in the right order. {said}.").format(
        said=told(_prediction_lines(result))
    )


def prediction_data(result) -> tuple[list[str], list[tuple]]:
    """The numbers behind the picture."""
    named = (("index", result.index), ("recency", result.recency), ("difference", result.difference))
    return ["score", "area", "low", "high", "n_of_the_rarer_kind"], [
        (name, estimate.value, estimate.low, estimate.high, estimate.n) for name, estimate in named
    ]
