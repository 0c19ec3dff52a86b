"""Those who come new: what they will bring, and when what it cost to win one has come back."""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.acquisition import Acquisition, acquisition
from analysis.drawn import ends, money
from analysis.ledger import Ledger
from analysis.payback import Payback, payback
from analysis.relations import Relations
from analysis.whatif.options import Options
from analysis.whatif.run import Phase, discounts, run
from analysis.whatif.world import MONTHS_A_YEAR, STATES, World
from analysis.worth import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """One who comes new: what such a one brings within the horizon, discounted, and costs.

    Attributes
    ----------
    a_month : float
        How many come in a month.
    brings : Money
    cost : Acquisition or None
        Of the months that were counted; None where it is not known.
    payback : Payback or None
        In how many months that comes back, not discounted, by what newcomers are expected to bring.
    """

    a_month: float
    brings: Money
    cost: Acquisition | None
    payback: Payback | None


def to_come_new(phase: Phase, options: Options) -> np.ndarray:
    """What those who come within the horizon bring in it, discounted; one a draw."""
    nobody = np.zeros((phase.first.shape[0], len(STATES)), dtype=np.int64)
    cash = run(nobody, [phase] * options.months).cash.sum(axis=1)
    return discounts(options.months, options.discount_rate) @ cash


def newcomer(known: World, phase: Phase, relations: Relations, ledger: Ledger, options: Options, spend) -> Newcomer | None:
    """Follow one of them from the first order on; None where nobody came.

    Parameters
    ----------
    known : World
    phase : Phase
        How its months go; of the first segment.
    relations : Relations
    ledger : Ledger
    options : Options
    spend : DataFrame or None
        As `models.spending` gives it.
    """
    arrivals = phase.arrivals[:, 0].astype(float)
    number = arrivals.sum(axis=0)
    if number[0] <= 0:
        return None
    number = np.maximum(number, 1e-9)
    state, month = arrivals / number, phase.first[0].astype(float) / number
    moves, gain = phase.moves[:, :, 0].astype(float), phase.gain[:, 0].astype(float)
    cash = np.empty((options.months, len(month)))
    for at in range(options.months):
        cash[at] = month
        month, state = (state * gain).sum(axis=0), np.einsum("fb,ftb->tb", state, moves)
    cost = None if spend is None else _cost(known, relations, ledger, spend)
    paid = None
    if cost is not None:
        path = np.cumsum(cash, axis=0)
        reach = np.array([ends(row, options.level) for row in path])
        paid = payback(path[:, 0], reach[:, 0], reach[:, 1], cost=cost.spent, customers=cost.customers, period="month")
    brings = money(discounts(options.months, options.discount_rate) @ cash, options.level)
    return Newcomer(a_month=float(number[0]), brings=brings, cost=cost, payback=paid)


def _cost(known: World, relations: Relations, ledger: Ledger, spend) -> Acquisition | None:
    """What it cost to win those of the last year, or of the months that were counted."""
    buyers = relations.occasions.part(relations.buyers)
    first = calendar.day_of(calendar.day_number(calendar.months_before(relations.as_of, min(known.steps, MONTHS_A_YEAR))) + 1)
    return acquisition(spend, buyers, first=first, last=relations.as_of, currency=ledger.currency)
