"""The exact number behind a text, so that a table which is read as words can be taken along as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """The number behind a text.

    Attributes
    ----------
    value : int, float, Decimal, date or None
        In the unit that the text has, so that a file says what the page says: a share in per cent, a difference of shares in
        points, money in whole units of its currency. None for an interval that stands alone.
    low, high : float or None
        Its interval, in the same unit.
    form : str
        How a spreadsheet writes it.
    unit : str
        What its column's header must name, such as "%" or a currency; "" for none.
    """

    value: object = None
    low: float | None = None
    high: float | None = None
    form: str = "General"
    unit: str = ""


class Said(str):
    """A text that knows its number.

    >>> said = Said("38 %", Exact(value=38.1, unit="%"))
    >>> said, said.exact.value
    ('38 %', 38.1)
    """

    __slots__ = ("exact",)

    def __new__(cls, text: str, exact: Exact):
        made = super().__new__(cls, text)
        made.exact = exact
        return made

    def __getnewargs__(self):
        return str(self), self.exact


@dataclass(frozen=True, slots=True)
class Table:
    """Headers, rows of plain values (None, numbers, days, texts), and each column's form in a spreadsheet."""

    headers: tuple[str, ...]
    rows: list[tuple]
    forms: tuple[str, ...] = ()

    def form(self, place: int) -> str:
        """Return how a spreadsheet writes a column's numbers."""
        return self.forms[place] if self.forms else "General"


def exact(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table of what its texts stand for; an interval takes columns of its own.

    Parameters
    ----------
    headers
        The words.
    rows
        Values, or texts: those of `components.words` know their numbers, others stay what they are.

    Examples
    --------
    >>> share = Said("38 % (35 to 41)", Exact(value=38.1, low=35.2, high=40.9, unit="%"))
    >>> table = exact(["Age", "Share"], [["1", share], ["2", "fewer than 5"]])
    >>> table.headers
    ('Age', 'Share (%)', 'Share (%): low', 'Share (%): high')
    >>> table.rows
    [('1', 38.1, 35.2, 40.9), ('2', 'fewer than 5', None, None)]
    """
    rows = [tuple(row) for row in rows]
    columns = [_column(header, [row[place] if place < len(row) else None for row in rows]) for place, header in enumerate(headers)]
    flat = [one for column in columns for one in column]
    values = [one[1] for one in flat]
    return Table(
        headers=tuple(one[0] for one in flat),
        rows=list(zip(*values, strict=True)) if values else [],
        forms=tuple(one[2] for one in flat),
    )


def _column(header: str, cells: list) -> list[tuple[str, list, str]]:
    """Return a column, or the two or three that it takes, each with header, values and form."""
    known = [cell.exact if isinstance(cell, Said) else None for cell in cells]
    units = {one.unit for one in known if one is not None and one.value is not None}
    if len(units) > 1:  # amounts of two currencies, or shares among counts: the text alone says which
        known = [None if one is not None and one.unit else one for one in known]
        units = {""}
    unit = next(iter(units), "")
    titled = f"{header} ({unit})" if unit else str(header)
    forms = {one.form for one in known if one is not None}
    form = forms.pop() if len(forms) == 1 else "General"
    values = [_plain(cell) if one is None else _plain(one.value) for cell, one in zip(cells, known, strict=True)]
    if not any(one is not None and one.low is not None for one in known):
        return [(titled, values, form)]
    low = [None if one is None else _plain(one.low) for one in known]
    high = [None if one is None else _plain(one.high) for one in known]
    ends = [(_("{column}: low").format(column=titled), low, form), (_("{column}: high").format(column=titled), high, form)]
    alone = all(one is None or one.value is None for one in known) and all(not value for value in values)
    return ends if alone else [(titled, values, form), *ends]


def _plain(value: object) -> object:
    """Return a value as a file holds it: a number of NumPy's is a number, a text that knows none is a text."""
    if isinstance(value, Said):
        return str(value)
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value  # what is no number, or no day, is nothing
