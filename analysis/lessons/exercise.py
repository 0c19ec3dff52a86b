"""An exercise that checks itself: the answer that the data give, how far off it may be, and what those get who make a usual slip.

The answer follows from the company at hand. It is accepted where it lies within the data's own interval: what the data themselves can't
tell from the answer is no mistake. A slip is told from it by its own value, which is reckoned like the answer, the wrong way.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A usual mistake: its name, and what those answer who make it, in the exercise's unit."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A question whose answer is a number.

    Attributes
    ----------
    name : str
    value, low, high : float
        The answer, and the interval of the data that it rests on, in the unit that is asked for (per cent, not a fraction).
    n : int
        Of what it rests on: customers, orders.
    digits : int
        Decimals that are asked for.
    slips : tuple of Slip
        Those that can be told from the answer, and from one another, with so many decimals.
    """

    name: str
    value: float
    low: float
    high: float
    n: int
    digits: int
    slips: tuple[Slip, ...]

    def wrong(self, slip: str) -> float | None:
        """Return what a slip answers; None for one that can't be told from the answer here."""
        return next((one.value for one in self.slips if one.name == slip), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question whose answer is one of a few.

    Attributes
    ----------
    name : str
    options : tuple of str
        Their names; each one but the right one is a slip of that name.
    right : str
    """

    name: str
    options: tuple[str, ...]
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What there is to say of an answer.

    Attributes
    ----------
    kind : {"right", "slip", "high", "low"}
    slip : str
        Its name; "" where none is recognised.
    """

    kind: str
    slip: str = ""


def exercise(name: str, *, value: float, low: float, high: float, n: int, slips: dict[str, float], digits: int = 0) -> Exercise:
    """Ask for a number, and keep the slips that its decimals tell apart.

    Parameters
    ----------
    name : str
    value, low, high : float
        The answer and its interval, which holds it.
    n : int
    slips : dict
        From a slip's name to what it answers; the commoner stands first, and hides one of the same number.
    digits : int

    Raises
    ------
    ValueError
        If the interval doesn't hold the answer.

    Examples
    --------
    >>> asked = exercise("again", value=39.2, low=35.5, high=43.1, n=640, slips={"unfinished": 34.4, "mean": 39.2}, digits=1)
    >>> [slip.name for slip in asked.slips]
    ['unfinished']
    """
    if not low <= value <= high:
        raise ValueError(f"found {value} outside of {low} to {high}; needed an interval that holds the answer")
    seen, kept = {round(value, digits)}, []
    for slip, wrong in slips.items():
        if isfinite(wrong) and round(wrong, digits) not in seen:
            seen.add(round(wrong, digits))
            kept.append(Slip(name=slip, value=wrong))
    return Exercise(name=name, value=value, low=low, high=high, n=n, digits=digits, slips=tuple(kept))


def check(asked: Exercise | Choice, answer: float | str) -> Verdict:
    """Say whether an answer is right, and if not, which slip it is, or to which side it lies.

    A number belongs to the nearest of the answer and the slips. It is right where that is the answer and it lies within the data's
    interval, rounding allowed for; it is a slip where it lies nearer to it, by far, than to the answer.

    Examples
    --------
    >>> asked = exercise("again", value=39.2, low=35.5, high=43.1, n=640, slips={"unfinished": 34.4}, digits=1)
    >>> check(asked, 40.0).kind, check(asked, 34.4).slip, check(asked, 60.0).kind
    ('right', 'unfinished', 'high')
    >>> check(Choice(name="which", options=("a", "b"), right="a"), "b")
    Verdict(kind='slip', slip='b')
    """
    if isinstance(asked, Choice):
        return Verdict(kind="right") if answer == asked.right else Verdict(kind="slip", slip=str(answer))
    off, rounding = abs(answer - asked.value), 0.5 * 10.0**-asked.digits + 1e-9
    nearest = min(asked.slips, key=lambda slip: abs(answer - slip.value), default=None)
    away = abs(answer - nearest.value) if nearest else off + 1
    if nearest and away < off and away <= max(_reach(asked, nearest), rounding):
        return Verdict(kind="slip", slip=nearest.name)
    if off <= away and (off <= rounding or asked.low - rounding <= answer <= asked.high + rounding):
        return Verdict(kind="right")
    return Verdict(kind="high" if answer > asked.value else "low")


def _reach(asked: Exercise, slip: Slip) -> float:
    """How far from a slip an answer is still that slip, to either side.

    A third of the way to the answer; but of a slip that lies far off no more than half of the data's interval, less for a smaller number,
    or a twentieth of the slip itself, as it may be rounded: what lies further is no slip of that name.
    """
    part = min(1.0, abs(slip.value / asked.value)) if asked.value else 1.0
    return min(abs(slip.value - asked.value) / 3, max(part * (asked.high - asked.low) / 2, abs(slip.value) / 20))
