"""The simple case of a scenario: one customer who is with the company, one chance to stay, one margin, for ever.

It is what a spreadsheet reckons, with this company's and this scenario's most likely numbers, so that anybody can follow it with a pencil.
It knows of no stages, nobody who comes back and no newcomers, and every customer stays with the same chance: a check of the size, not
the scenario's value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.whatif.calculator import multiple
from analysis.whatif.levers import Setting
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.outcome import told_of
from analysis.whatif.reckon import changed, found, likely, slips
from analysis.whatif.run import ACTIVE_PLACES, Phase, as_today
from analysis.whatif.world import MONTHS_A_YEAR

#: A chance to stay of 1 would have no end.
MOST = 0.9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One customer who is with the company.

    Attributes
    ----------
    margin : float
        m: contribution in a month, minor units.
    retention : float
        r: the chance not to slip in a month.
    """

    margin: float
    retention: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Simple:
    """The simple case as things are, and once all levers work.

    Attributes
    ----------
    currency : str
    customers : int
        Of today who are with the company.
    discount_rate : float
        A year.
    today, then : Case
    """

    currency: str
    customers: int
    discount_rate: float
    today: Case
    then: Case

    @property
    def discount(self) -> float:
        """d: of a month."""
        return (1 + self.discount_rate) ** (1 / MONTHS_A_YEAR) - 1

    def worth(self, case: Case) -> float:
        """m r / (1 + d - r): what such a customer brings from the next month on, minor units."""
        return case.margin * multiple(case.retention, self.discount)

    @property
    def difference(self) -> float:
        """Of one customer, minor units; before costs."""
        return self.worth(self.then) - self.worth(self.today)


def simple(basis: Basis, settings: Sequence[Setting], options: Options) -> Simple:
    """Take the simple case from the most likely draw.

    Parameters
    ----------
    basis : Basis
    settings : sequence of Setting
    options : Options

    References
    ----------
    Gupta, S. & Lehmann, D. R. (2003), Customers as assets, Journal of Interactive Marketing 17(1), 9-24.
    """
    draws, single = likely(basis, [effect for effect, _ in told_of(basis, settings, options)])
    today = as_today(draws, margin=options.margin, newcomers=options.newcomers)
    if options.service:
        today.gain[ACTIVE_PLACES] -= np.float32(options.service)
    working = [found(basis, effect, options, draws, today) for effect in single if effect is not None]
    then = changed(today, draws, working, options)
    return Simple(
        currency=basis.world.currency,
        customers=basis.active,
        discount_rate=options.discount_rate,
        today=_case(basis, today),
        then=_case(basis, then),
    )


def _case(basis: Basis, phase: Phase) -> Case:
    """The mean of those who are with the company, stage by stage and group by group as many as there are."""
    weight = basis.world.stock[:, ACTIVE_PLACES].astype(float)  # (S, stages)
    weight = weight / max(weight.sum(), 1.0)
    margin = sum(float(weight[:, at] @ phase.gain[place, :, 0]) for at, place in enumerate(ACTIVE_PLACES))
    slip = sum(float(weight[:, at] @ slips(phase.moves, place)[:, 0]) for at, place in enumerate(ACTIVE_PLACES))
    return Case(margin=margin, retention=min(1 - slip, MOST) if weight.any() else 0.0)
