"""The world as it is: how customers go from stage to stage in a month, what they bring meanwhile, and how many come new.

Everything is counted over the last months, of customers alone: a prospect is counted when becoming one. Customers are put at random into
blocks, and what is counted is kept by block: drawing blocks again then draws customers again through everything at once (moves, money,
newcomers), at a cost that doesn't grow with the number of customers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from analysis import calendar
from analysis.errors import Refused, say
from analysis.ledger import Ledger
from analysis.possible_moves import possible_moves
from analysis.relations import Relations
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, RECOVERED, STAGES

#: The stages of a customer, in the order of every array here.
STATES = (CAPTURE, MAINTENANCE, LOYALTY, RECOVERED, AT_RISK, ABANDONED)
NAMES = tuple(STAGES[place] for place in STATES)
STEPS = 12  # months that are counted: a whole year has every season once
LEAST_STEPS = 3
BLOCKS = 200
MONTHS_A_YEAR = 12
#: What a Dirichlet prior knows of every possible move before anybody is seen (Jeffreys).
PRIOR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is known of a company's customers, by block (G), segment (S) and stage (6, in the order of `NAMES`).

    Attributes
    ----------
    segments : tuple of str
        The names of the S segments.
    as_of : date
    steps : int
        Months that were counted.
    currency : str
    usual_gap_days : float
    stock : int64 array of (S, 6)
        Customers at as_of.
    possible : bool array of (6, 6)
        Moves that the stage rule allows in a month.
    moved : float array of (G, S, 6, 6)
        Customer-months by the stage at their beginning and at their end.
    brought : float array of (G, S, 6)
        Net revenue of these customer-months by the stage at their beginning, in minor units.
    ordered : float array of (G, S, 6)
        Days with an order in them.
    arrived : float array of (G, S, 6)
        Newcomers of the months by the stage at the end of their first.
    first_brought : float array of (G, S)
        What newcomers brought by the end of their first month.
    """

    segments: tuple[str, ...]
    as_of: date
    steps: int
    currency: str
    usual_gap_days: float
    stock: np.ndarray
    possible: np.ndarray
    moved: np.ndarray
    brought: np.ndarray
    ordered: np.ndarray
    arrived: np.ndarray
    first_brought: np.ndarray

    @property
    def customers(self) -> int:
        """How many there are at as_of."""
        return int(self.stock.sum())


def world(
    relations: Relations,
    ledger: Ledger,
    *,
    segment: np.ndarray | None = None,
    names: Sequence[str] = ("",),
    steps: int = STEPS,
    blocks: int = BLOCKS,
    seed: int = 0,
) -> World:
    """Count a company's last months.

    Parameters
    ----------
    relations : Relations
    ledger : Ledger
        Of the same people (``ledger.of_company(company, people=relations.occasions)``).
    segment : int array, one a person, optional
        Places in `names`; -1 leaves somebody out.
    names : sequence of str
        Of the segments.
    steps : int
        Months to count at most; fewer where the history is shorter.
    blocks, seed : int
        Into how many blocks customers are put at random, and by which draw.

    Raises
    ------
    Refused
        For a history of less than three months.

    References
    ----------
    Pfeifer, P. E. and Carraway, R. L. (2000), Modeling customer relationships as Markov chains, Journal of Interactive Marketing 14(2),
    43-55. Blocks of independent customers: Kleiner et al. (2014), A scalable bootstrap for massive data, JRSS B 76, 795-816, in spirit.
    """
    first = calendar.day_of(int(relations.occasions.day.min())) if len(relations.occasions.day) else relations.as_of
    there = sum(calendar.months_before(relations.as_of, step) >= first for step in range(1, steps + 1))
    if there < LEAST_STEPS:
        raise Refused(
            found=say("orders of {} whole months", there),
            needed=say("{} or more", LEAST_STEPS),
            do="Import longer orders: how customers move in a month can't be told from so few.",
        )
    people, size = len(relations.customers), len(names)
    segment = np.zeros(people, dtype=np.int64) if segment is None else np.asarray(segment, dtype=np.int64)
    block = np.random.default_rng(seed).integers(0, blocks, people)
    own = (block * size + segment) * len(STATES)  # a person's first cell
    shape = (blocks, size, len(STATES))
    moved = np.zeros((*shape, len(STATES)))
    brought, ordered, arrived, first_brought = np.zeros(shape), np.zeros(shape), np.zeros(shape), np.zeros(shape[:2])
    days = [calendar.months_before(relations.as_of, step) for step in range(there, -1, -1)]
    tables = [places(table.stage) for table in relations.stages_at(days)]
    owner = relations.occasions.owner
    for (begin, end), (before, after) in zip(zip(days, days[1:]), zip(tables, tables[1:])):
        since, until = calendar.day_number(begin) + 1, calendar.day_number(end)
        net = ledger.between(since, until)
        inside = (relations.occasions.day >= since) & (relations.occasions.day <= until)
        occasions = np.bincount(owner[inside], minlength=people)
        old = (before >= 0) & (segment >= 0)
        cell = own[old] + before[old]
        moved += _counted(cell * len(STATES) + after[old], moved.shape)
        brought += _counted(cell, shape, net[old])
        ordered += _counted(cell, shape, occasions[old])
        new = (before < 0) & (after >= 0) & (segment >= 0)
        arrived += _counted(own[new] + after[new], shape)
        first_brought += _counted(own[new] // len(STATES), shape[:2], net[new])
    now, meant = tables[-1], (tables[-1] >= 0) & (segment >= 0)
    longest = max((end - begin).days for begin, end in zip(days, days[1:]))
    allowed = possible_moves(longest, relations.usual_gap_days, relations.rule)
    return World(
        segments=tuple(names),
        as_of=relations.as_of,
        steps=there,
        currency=ledger.currency,
        usual_gap_days=relations.usual_gap_days,
        stock=np.bincount(segment[meant] * len(STATES) + now[meant], minlength=size * len(STATES)).reshape(size, len(STATES)),
        possible=allowed[np.ix_(STATES, STATES)],
        moved=moved,
        brought=brought,
        ordered=ordered,
        arrived=arrived,
        first_brought=first_brought,
    )


def places(stage: np.ndarray) -> np.ndarray:
    """Places in `STATES` of stages as a table has them, -1 for who is no customer yet."""
    place = np.full(len(STAGES) + 1, -1)
    place[list(STATES)] = np.arange(len(STATES))
    return place[stage]  # the last entry, -1, is of whom nothing is known yet


def _counted(cell: np.ndarray, shape: tuple[int, ...], weights: np.ndarray | None = None) -> np.ndarray:
    return np.bincount(cell, weights, minlength=int(np.prod(shape))).reshape(shape)


#: What is drawn.
DRAWN = ("moves", "brought", "arrivals", "first_brought")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """A world drawn many times: stages and segments first, so that a month of all draws is a few long sums.

    Of the B draws the first is the world itself, as it was counted.

    Attributes
    ----------
    moves : float32 array of (6, 6, S, B)
        The chance to go from a stage to another in a month; rows sum to 1.
    brought : float32 array of (6, S, B)
        Net revenue of a customer in a month by the stage at its beginning, in minor units.
    arrivals : float32 array of (6, S, B)
        Newcomers a month, by the stage at the end of their first.
    first_brought : float32 array of (S, B)
        What newcomers of a month bring in it, all together, minor units.
    possible : bool array of (6, 6)
    """

    moves: np.ndarray
    brought: np.ndarray
    arrivals: np.ndarray
    first_brought: np.ndarray
    possible: np.ndarray

    @property
    def number(self) -> int:
        """How many draws there are, the world itself included."""
        return self.moves.shape[-1]

    def only(self, *names: str, number: int | None = None) -> "Draws":
        """These arrays as they were drawn, and all others as the world itself has them; the first so many draws."""
        number = self.number if number is None else min(number, self.number)
        held = {
            name: getattr(self, name)[..., :number] if name in names else np.repeat(getattr(self, name)[..., :1], number, axis=-1)
            for name in DRAWN
        }
        return replace(self, **held)


def draw(known: World, number: int, *, seed: int = 0) -> Draws:
    """Draw a world again and again, its customers by the block.

    Parameters
    ----------
    known : World
    number : int
        How many besides the world itself.
    seed : int

    Returns
    -------
    Draws
        1 + number of them.

    Notes
    -----
    Each draw weighs the blocks by a Dirichlet of ones (the Bayesian bootstrap). A stage's moves are what was counted and a prior: half a
    customer for every possible move, spread over them as all segments together moved, so that a segment with few customers in a stage leans
    on the others. Where nobody was ever in a stage, all stay in it and bring nothing.

    References
    ----------
    Rubin, D. B. (1981), The Bayesian bootstrap, Annals of Statistics 9, 130-134.
    """
    blocks = len(known.moved)
    weight = np.ones((1 + number, blocks))
    weight[1:] = np.random.default_rng(seed).standard_exponential((number, blocks))
    weight *= blocks / weight.sum(axis=1, keepdims=True)
    moved, brought, arrived, first = (
        np.tensordot(weight, each, axes=1) for each in (known.moved, known.brought, known.arrived, known.first_brought)
    )
    months = moved.sum(axis=-1)
    together = moved.sum(axis=1, keepdims=True) + PRIOR * known.possible
    together = np.where(known.possible, together, 0.0)
    together /= np.maximum(together.sum(axis=-1, keepdims=True), 1e-12)
    weighed = np.where(known.possible, moved, 0.0) + PRIOR * known.possible.sum(axis=1)[:, None] * together
    moves = weighed / weighed.sum(axis=-1, keepdims=True)
    pooled = brought.sum(axis=1, keepdims=True) / np.maximum(months.sum(axis=1, keepdims=True), 1.0)
    each = (brought + pooled) / (months + 1.0)  # one customer-month like all segments': a stage that nobody of a segment was in
    return Draws(
        moves=_last(moves),
        brought=_last(each),
        arrivals=_last(arrived / known.steps),
        first_brought=_last(first / known.steps),
        possible=known.possible,
    )


def _last(drawn: np.ndarray) -> np.ndarray:
    """Draws last and segments before them, stages first."""
    return np.ascontiguousarray(np.moveaxis(drawn, (0, 1), (-1, -2)), dtype=np.float32)
