"""Attitude against behaviour, and ties against attitude, as fields; and what those of a field did next."""

import plotly.graph_objects as go

from components import words
from components.charts.dots import Dot, Line, dots
from components.charts.dots import told as told_dots
from components.charts.fields import Field, fields, told
from components.language import _
from components.sentences.attitude import answer_names, bond_field_name, field_name, field_says


def attitude(result, *, dark: bool) -> go.Figure:
    """Draw the four fields, and at their right those who gave no answer.

    Parameters
    ----------
    result : analysis.attitude.Attitude
    dark : bool
        The theme.
    """
    return fields(_attitude_rows(result), answer_names(result.least), dark=dark)


def _attitude_rows(result) -> list[tuple[str, list[Field]]]:
    shares = {one.field: one.share for one in result.fields}
    unknown = {"steady_unknown": result.steady_unknown, "other_unknown": result.other_unknown}
    rows = (
        (_("Buy steadily"), ("true", "spurious", "steady_unknown")),
        (_("Don’t buy steadily, or no more"), ("latent", "none", "other_unknown")),
    )
    return [(name, [_field(key, shares.get(key), unknown.get(key, 0)) for key in keys]) for name, keys in rows]


def _field(key: str, share, n: int) -> Field:
    n = share.k if share else n
    name = field_name(key) if share else ""
    hover = [f"<b>{words.escape_html(field_name(key))}</b>", words.customers(n)]
    if share:
        hover.insert(1, words.share(share.rate, share.low, share.high))
    hover += [words.escape_html(field_says(key)), _("click for the list")]
    return Field(name=name, share=share, n=n, key=key, hover="<br>".join(hover))


def attitude_alt(result) -> str:
    """The picture in words."""
    return _("Customers by what they answered and how they buy. {said}. No answer: {n}.").format(
        said=told(_attitude_rows(result)), n=words.count(result.steady_unknown + result.other_unknown)
    )


def attitude_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    level = result.level
    rows = [(one.field, one.share.k, one.share.n, one.gone, one.share.rate, one.share.low, one.share.high) for one in result.fields]
    rows += [(name, n, None, None, None, None, None) for name, n in (
        ("steady_unknown", result.steady_unknown), ("other_unknown", result.other_unknown)
    )]  # fmt: skip
    return ("field", "customers", "of", "abandoned", "share", f"low_{level}", f"high_{level}"), rows


def after(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw who ordered again, by the field they were in on the earlier day.

    Parameters
    ----------
    result : analysis.attitude.Attitude
        With one `after` or more.
    """
    unit = _("% who ordered again from {then} to {now}, with {level} interval").format(
        then=words.day(result.then), now=words.day(result.as_of), level=words.share(result.level)
    )
    return dots(_after_lines(result), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _after_lines(result) -> list[Line]:
    lines = []
    for one in result.after:
        share, name = one.again, field_name(one.field)
        hover = [
            f"<b>{words.escape_html(name)}</b>",
            words.share(share.rate, share.low, share.high),
            _("{k} of {n} ordered again").format(k=words.count(share.k), n=words.count(share.n)),
        ]
        dot = Dot(
            value=100 * share.rate, low=100 * share.low, high=100 * share.high, n=share.n, hollow=one.field.endswith("unknown"),
            label=f"{words.share(share.rate)}, n\u00a0{words.count(share.n)}", hover="<br>".join(hover), key=one.field,
        )  # fmt: skip
        lines.append(Line(name=name, dots=(dot,), strong=one.field == "spurious"))
    return lines


def after_alt(result) -> str:
    """The picture in words."""
    return _("Who ordered again, by the field on {then}. {said}.").format(then=words.day(result.then), said=told_dots(_after_lines(result)))


def after_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    rows = [(one.field, one.again.n, one.again.k, one.again.rate, one.again.low, one.again.high) for one in result.after]
    return ("field", "customers", "ordered_again", "share", f"low_{result.level}", f"high_{result.level}"), rows


def bond(result, *, least: float | None, dark: bool) -> go.Figure:
    """Draw the tied and the free, by what they answered.

    Parameters
    ----------
    result : analysis.bond.Bond
        With cells.
    least : float or None
        The lowest answer that is a high one.
    """
    return fields(_bond_rows(result), answer_names(least), dark=dark)


def _bond_rows(result) -> list[tuple[str, list[Field]]]:
    cells = {one.cell: one for one in result.cells}
    rows = ((_("Tied"), "bound"), (_("Free to go"), "free"))
    return [(name, [_bond_field(cells[f"{key}_{said}"]) for said in ("content", "discontent", "unknown")]) for name, key in rows]


def _bond_field(cell) -> Field:
    hover = [f"<b>{words.escape_html(bond_field_name(cell.cell))}</b>", words.customers(cell.n), _("click for the list")]
    if cell.share:
        hover.insert(1, words.share(cell.share.rate, cell.share.low, cell.share.high))
    return Field(
        name=bond_field_name(cell.cell) if cell.share else "", share=cell.share, n=cell.n, key=cell.cell, hover="<br>".join(hover)
    )


def bond_alt(result) -> str:
    """The picture in words."""
    open_ones = sum(one.n for one in result.cells if one.share is None)
    return _("Customers by whether they are tied and what they answered. {said}. No answer: {n}.").format(
        said=told(_bond_rows(result)), n=words.count(open_ones)
    )


def bond_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    rows = [
        (one.cell, one.n, *((one.share.n, one.share.rate, one.share.low, one.share.high) if one.share else (None,) * 4))
        for one in result.cells
    ]
    return ("cell", "customers", "of", "share", f"low_{result.level}", f"high_{result.level}"), rows
