"""Scenarios beside one another: each one's difference to today, and the differences between them on the same draws.

Two intervals that overlap say nothing of whether one scenario is worth more: most of what is uncertain, they share. So their values are
subtracted draw by draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from analysis.drawn import drawn, money
from analysis.errors import Refused, say
from analysis.whatif.levers import BELIEF, GIVEN, LITERATURE, MEASURED
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.outcome import Outcome, with_draws
from analysis.whatif.scenario import Scenario
from analysis.worth import Money

MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of them.

    Attributes
    ----------
    scenario : Scenario
        With the options that all are reckoned with.
    outcome : Outcome
    inner : Money
        The difference to today with its middle half.
    kinds : tuple of str
        What its levers stand on: "measured", "literature", "belief", "given", "missing", each once.
    """

    scenario: Scenario
    outcome: Outcome
    inner: Money
    kinds: tuple[str, ...]

    @property
    def believed(self) -> bool:
        """Whether any of it is a belief."""
        return BELIEF in self.kinds or LITERATURE in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How much more the best is worth than another, on the same draws.

    Attributes
    ----------
    place : int
        The other's.
    difference : Money
    chance : float
        Share of the draws in which the best is worth more.
    kinds : tuple of str
        What the levers stand on that only one of the two has, or has otherwise.
    """

    place: int
    difference: Money
    chance: float
    kinds: tuple[str, ...]

    @property
    def told_apart(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.difference.low > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Scenarios beside one another.

    Attributes
    ----------
    currency : str
    options : Options
        Those of the first, with which all are reckoned.
    revision : int
    sides : tuple of Side
        In the order given.
    best : int
        The place of the one that is worth most; by its most likely value, the first of equals.
    apart : tuple of Apart
        The best from each other one, the next best first.
    otherwise : tuple of (str, tuple of str)
        Names of scenarios that were saved with other options, and which.
    """

    currency: str
    options: Options
    revision: int
    sides: tuple[Side, ...]
    best: int
    apart: tuple[Apart, ...]
    otherwise: tuple[tuple[str, tuple[str, ...]], ...]


def compare(basis: Basis, scenarios: Sequence[Scenario]) -> Comparison:
    """Reckon scenarios with the options of the first, on the same draws.

    Parameters
    ----------
    basis : Basis
    scenarios : sequence of Scenario
        One or more.

    Raises
    ------
    Refused
        For none, or more than eight.
    """
    if not 1 <= len(scenarios) <= MOST:
        raise Refused(found=say("{} scenarios", len(scenarios)), needed=say("1 to {}", MOST), do="Choose some of them.")
    options = scenarios[0].options
    sides, values, links = [], [], []
    for each in scenarios:
        result, came = with_draws(basis, each.settings, options)
        differences = came.difference
        kinds = tuple(told.link.kind if told.link is not None else "missing" for told in result.stands_on)
        sides.append(
            Side(
                scenario=replace(each, options=options),
                outcome=result,
                inner=money(differences, 0.5),
                kinds=tuple(dict.fromkeys(kinds)),
            )
        )
        values.append(differences)
        links.append(dict(zip(each.settings, kinds, strict=True)))
    best = int(np.argmax([each[0] for each in values]))
    others = sorted((place for place in range(len(values)) if place != best), key=lambda place: -values[place][0])
    return Comparison(
        currency=basis.world.currency,
        options=options,
        revision=basis.revision,
        sides=tuple(sides),
        best=best,
        apart=tuple(
            Apart(
                place=place,
                difference=money(values[best] - values[place], options.level),
                chance=float((drawn(values[best] - values[place]) > 0).mean()),
                kinds=_kinds(links[best], links[place]),
            )
            for place in others
        ),
        otherwise=tuple((each.name, names) for each in scenarios if (names := _other_options(each.options, options))),
    )


def _kinds(one: dict, other: dict) -> tuple[str, ...]:
    """Of the levers that are not the same on both sides."""
    between = [kind for settings, those in ((one, other), (other, one)) for lever, kind in settings.items() if lever not in those]
    return tuple(kind for kind in (MEASURED, LITERATURE, BELIEF, GIVEN, "missing") if kind in between)


def _other_options(own: Options, common: Options) -> tuple[str, ...]:
    return tuple(field.name for field in fields(Options) if getattr(own, field.name) != getattr(common, field.name))
