"""The business case of a programme: what it costs, month by month, against what it is to bring, and how ready the company is for it.

The readiness is a self-assessment on four pillars. What an answer does, so many months' delay and so much of the effect, is an assumption
that everybody can read in `TOLL` and none that was measured: it is there so that what is not ready shows in money.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.drawn import Ahead, ahead, drawn, estimate, money
from analysis.errors import Refused, choose, say
from analysis.means import Estimate
from analysis.whatif.levers import Effect, Setting, drawn_belief
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.outcome import MONTH_DAYS, Payback, payback, told_of
from analysis.whatif.reckon import reckon
from analysis.whatif.run import ACTIVE, discounts
from analysis.worth import Money

#: What is paid for: "time" is that of the company's own people, "levers" what a scenario's levers cost by themselves.
KINDS = ("licences", "time", "training", "change", "infrastructure", "levers")
#: The four pillars, each with what has to stand; `components/sentences/business_case.py` says them in words.
PILLARS: Mapping[str, tuple[str, ...]] = {
    "strategy": ("goals", "segments", "owner"),
    "people": ("trained", "time", "rewarded"),
    "process": ("described", "complaints", "measured"),
    "technology": ("joined", "reachable", "maintained"),
}
YES, PARTLY, NO = "yes", "partly", "no"
#: Of each answer: months of delay, and the factor on the effect, at least, most likely, at most. An assumption, not a finding.
TOLL: Mapping[str, tuple[float, tuple[float, float, float]]] = {
    YES: (0.0, (1.0, 1.0, 1.0)),
    PARTLY: (0.5, (0.90, 0.97, 1.0)),
    NO: (1.0, (0.80, 0.93, 1.0)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A cost of the programme.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    once, monthly : int
        Today, and at the end of each month from the first on, in minor units.
    months : int or None
        For how many months; None: to the end.
    """

    kind: str
    once: int = 0
    monthly: int = 0
    months: int | None = None

    def __post_init__(self) -> None:
        choose("cost", self.kind, list(KINDS))
        if self.once < 0 or self.monthly < 0 or (self.months is not None and self.months < 1):
            raise Refused(
                found=say("a cost of {} and {} a month", self.once, self.monthly),
                needed=say("0 or more, for 1 month or more"),
                do="What comes back belongs to the effect.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What the answers on the four pillars come to.

    Attributes
    ----------
    answered, asked : int
        What is not answered tolls nothing, and is told.
    delay : int
        Months later than planned, rounded.
    strength : (float, float, float)
        The factor on the effect: at least, most likely, at most.
    by_pillar : tuple of (str, float, float)
        Pillar, its months of delay, its most likely factor.
    """

    answered: int
    asked: int
    delay: int
    strength: tuple[float, float, float]
    by_pillar: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCase:
    """What a programme brings and costs over the horizon, discounted, in minor units.

    Attributes
    ----------
    currency : str
    months, customers : int
    level, discount_rate : float
    cost : int
    by_kind : tuple of (str, int)
        Discounted; they add up to `cost`.
    costs : tuple of int
        Month by month, not discounted; the first is that of today.
    benefit, value : Money
        Before costs, and after them: the net present value.
    roi : Estimate or None
        `value` over `cost`; None where nothing is spent.
    chance : float
        Share of the draws in which it pays.
    payback : Payback or None
    fan : tuple of Ahead
        The net value added up to each month's end.
    needed : float or None
        What part of the most likely benefit has to come for the programme to pay; None where none is expected.
    readiness : Readiness
    ready : Money
        The value if all stood that the pillars ask for.
    toll : Money
        By how much what is not ready lowers the value, on the same draws; never negative by more than chance.
    seed : int
    """

    currency: str
    months: int
    customers: int
    level: float
    discount_rate: float
    cost: int
    by_kind: tuple[tuple[str, int], ...]
    costs: tuple[int, ...]
    benefit: Money
    value: Money
    roi: Estimate | None
    chance: float
    payback: Payback | None
    fan: tuple[Ahead, ...]
    needed: float | None
    readiness: Readiness
    ready: Money
    toll: Money
    seed: int


def readiness(answers: Mapping[str, str]) -> Readiness:
    """Turn a self-assessment into a delay and a strength.

    Parameters
    ----------
    answers : mapping of str to {"yes", "partly", "no"}
        By "pillar.statement", such as "strategy.goals".

    Raises
    ------
    Refused
        For a statement or an answer that there is none of.

    Examples
    --------
    >>> found = readiness({"strategy.goals": "no", "people.trained": "no", "process.measured": "partly"})
    >>> found.delay, [round(part, 3) for part in found.strength], (found.answered, found.asked)
    (3, [0.576, 0.839, 1.0], (3, 12))
    """
    known = [f"{pillar}.{statement}" for pillar, statements in PILLARS.items() for statement in statements]
    for name, answer in answers.items():
        choose("statement", name, known)
        choose("answer", answer, list(TOLL))
    by_pillar, delay, strength = [], 0.0, np.ones(3)
    for pillar, statements in PILLARS.items():
        tolls = [TOLL[answers[f"{pillar}.{statement}"]] for statement in statements if answers.get(f"{pillar}.{statement}")]
        months, factor = sum(toll[0] for toll in tolls), np.prod([toll[1] for toll in tolls], axis=0) if tolls else np.ones(3)
        by_pillar.append((pillar, months, float(factor[1])))
        delay, strength = delay + months, strength * factor
    low, likely, high = (float(part) for part in strength)
    whole = int(np.floor(delay + 0.5))
    return Readiness(
        answered=len(answers), asked=len(known), delay=whole, strength=(low, likely, high), by_pillar=tuple(by_pillar)
    )


def later(settings: Sequence[Setting], months: int) -> list[Setting]:
    """The same levers, each beginning so much later."""
    return [replace(setting, begins=setting.begins + months) for setting in settings]


def of_levers(settings: Sequence[Setting]) -> list[Cost]:
    """What a scenario's levers cost by themselves; it is paid as planned, ready or not."""
    return [
        Cost(
            kind="levers",
            once=setting.once,
            monthly=setting.monthly,
            months=None if setting.lasts is None else setting.begins + setting.lasts,
        )
        for setting in settings
        if setting.once or setting.monthly
    ]


def expected(
    basis: Basis, settings: Sequence[Setting], delay: int, options: Options, *, effects: Sequence[Effect | None] | None = None
) -> np.ndarray:
    """What levers bring month by month before they cost, so many months later than planned; float array of (months + 1, B).

    `effects` are what each lever is taken to do, where that is not what the data or the settings' own beliefs say.
    """
    taken = [effect for effect, _ in told_of(basis, settings, options)] if effects is None else effects
    came = reckon(basis, later(settings, delay), taken, options)
    return came.cash + came.costs[:, None]


def keeping(basis: Basis, kept: tuple[float, float, float], begins: int, options: Options) -> tuple[list[Setting], list[Effect]]:
    """The plainest belief of a programme: from some month on so many of those who are there slip less in a month."""
    points = drawn_belief(kept, basis.draws.number, np.random.default_rng((options.seed, 3)))
    return [Setting(lever="retention", amount=kept[1], begins=begins)], [Effect(kept=dict.fromkeys(ACTIVE, points))]


def business_case(
    benefit: np.ndarray,
    planned: np.ndarray,
    costs: Sequence[Cost],
    ready: Readiness,
    *,
    currency: str,
    customers: int,
    options: Options = Options(),  # noqa: B008
) -> BusinessCase:
    """Set what a programme is to bring against what it costs.

    Parameters
    ----------
    benefit, planned : float arrays of (months + 1, B)
        The difference of each month before the programme's costs, in minor units, not discounted, the most likely draw first: with the
        levers as late as `ready` says (`later`), and as planned. The first row is today.
    costs : sequence of Cost
    ready : Readiness
        Its strength is drawn and multiplied with the benefit.
    currency : str
    customers : int
        That it is about, for the intervals' n.
    options : Options

    References
    ----------
    Net present value and return on investment as any textbook has them. That the order is strategy, people and process before technology:
    Rigby, Reichheld & Schefter (2002), Avoid the four perils of CRM, Harvard Business Review 80(2), 101-109.
    """
    number = benefit.shape[1]
    weight = np.concatenate([[1.0], discounts(options.months, options.discount_rate)])
    by_month = {kind: np.zeros(options.months + 1) for kind in KINDS}
    for cost in costs:
        by_month[cost.kind][0] += cost.once
        by_month[cost.kind][1 : None if cost.months is None else 1 + cost.months] += cost.monthly
    spent = sum(by_month.values())
    strength = drawn_belief(ready.strength, number, np.random.default_rng((options.seed, 4)))
    came = weight @ benefit * strength
    paid, path = float(weight @ spent), np.cumsum((benefit * strength - spent[:, None]) * weight[:, None], axis=0)
    value, unhindered = path[-1], weight @ planned - weight @ spent
    by_kind = {kind: round(float(weight @ row)) for kind, row in by_month.items()}
    alone = drawn(value) if number > 1 else value
    return BusinessCase(
        currency=currency,
        months=options.months,
        customers=customers,
        level=options.level,
        discount_rate=options.discount_rate,
        cost=sum(by_kind.values()),
        by_kind=tuple((kind, part) for kind, part in by_kind.items() if part),
        costs=tuple(round(float(month)) for month in spent),
        benefit=money(came, options.level),
        value=money(value, options.level),
        roi=estimate(value / paid, options.level, customers) if paid else None,
        chance=float((alone > 0).mean()),
        payback=payback(path, options.level) if paid else None,
        fan=tuple(ahead(month, round(month * MONTH_DAYS), row, options.level) for month, row in enumerate(path)),
        needed=paid / float(came[0]) if came[0] > 0 else None,
        readiness=ready,
        ready=money(unhindered, options.level),
        toll=money(unhindered - value, options.level),
        seed=options.seed,
    )
