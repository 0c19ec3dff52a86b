"""Estimate and truth side by side, a row or more for each page: what is asked, what the page answers, and what is true.

`analysis.truth_rows` makes the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.evidence import NO_VALUE_BELOW

#: The pages that may have a truth, in the order of the menu.
PAGES = (
    "overview",
    "satisfaction",
    "answers",
    "complaints",
    "employees",
    "stages",
    "programmes",
    "retention",
    "leaving",
    "money",
    "value",
)
#: What the intervals of a page do not mean to hold: by which name it is asked, and why.
OTHERWISE = {
    "lost": "later",
    "answered": "who answers",
    "weighted": "who answers",
    "again": "then",
    "called": "rule",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that a page says, and what is true.

    Attributes
    ----------
    page : str
        The page's name in an address.
    asked : str
        What is asked: "active", "second", "brought", "weight" …
    about : str
        Of what: an age, an attribute, a stage; "" of everything.
    unit : {"share", "points", "rating", "weight", "money", "people", "hundred"}
        Money in minor units; "hundred" from 0 to 100; points and shares as fractions.
    value, low, high : float
        The estimate and its interval; nan where there is none of either.
    n : int
        What it rests on.
    level : float
        Of the interval.
    truth : float
    """

    page: str
    asked: str
    about: str = ""
    unit: str
    value: float
    low: float = float("nan")
    high: float = float("nan")
    n: int
    level: float = 0.95
    truth: float

    @property
    def otherwise(self) -> str | None:
        """Why the interval does not mean to hold this truth: "later", "who answers", "then", "rule"; None if it does."""
        return OTHERWISE.get(self.asked)

    @property
    def scored(self) -> bool:
        """Whether there is an interval that means to hold this truth."""
        return self.otherwise is None and not np.isnan(self.low + self.high)

    @property
    def inside(self) -> bool | None:
        """Whether the interval holds it; None without an interval."""
        return None if np.isnan(self.low + self.high) else bool(self.low <= self.truth <= self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """All rows, in the order of the pages.

    Attributes
    ----------
    rows : tuple of Row
    scored, held : int
        Intervals that mean to hold a truth, and those that do.
    expected : float
        How many of them should: the sum of their levels.
    """

    rows: tuple[Row, ...]
    scored: int
    held: int
    expected: float


def side_by_side(rows: Sequence[Row]) -> SideBySide:
    """Count how many intervals hold the truth.

    Examples
    --------
    >>> one = Row(page="programmes", asked="programme", unit="points", value=0.1, low=-0.1, high=0.3, n=90, level=0.9, truth=0.0)
    >>> told = side_by_side([one])
    >>> told.held, told.scored, told.expected
    (1, 1, 0.9)
    """
    shown = tuple(row for row in rows if row.n >= NO_VALUE_BELOW)
    scored = [row for row in shown if row.scored]
    return SideBySide(
        rows=shown, scored=len(scored), held=sum(row.inside for row in scored), expected=round(sum(row.level for row in scored), 6)
    )
