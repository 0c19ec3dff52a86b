"""Run a drawn world on, month by month, all draws and segments at once.

A month: everybody brings what customers of their stage bring, then goes to another stage or stays, and newcomers join. What differs from
today is a `Phase`: the same arrays, changed. Money of a month is counted at its end.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from analysis.moves import STANDING
from analysis.whatif.world import MONTHS_A_YEAR, NAMES, STATES, Draws

#: So many numbers of a stage are worked on at a time: about what a processor keeps near.
HELD = 24_000
THREADS = 4  # NumPy works outside Python's lock; more than there are processors do no harm
#: For each stage the stages that are worse to be in: going there is to slip.
WORSE = np.array([[STANDING[to] < STANDING[state] for to in STATES] for state in STATES])
ABANDONED = NAMES.index("abandoned")
#: Stages of customers who are with the company.
ACTIVE = ("capture", "maintenance", "loyalty", "recovered")
ACTIVE_PLACES = [NAMES.index(name) for name in ACTIVE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """How a month goes while nothing changes.

    Attributes
    ----------
    moves : float32 array of (6, 6, S, B)
    gain : float32 array of (6, S, B)
        Contribution of a customer in a month by the stage at its beginning, in minor units.
    arrivals : float32 array of (6, S, B)
    first : float32 array of (S, B)
        Contribution of a month's newcomers in it, all together.
    referred : float32 array of (S, B) or None
        Further newcomers for each customer who is with the company: by stage, and worth, like the others.
    """

    moves: np.ndarray
    gain: np.ndarray
    arrivals: np.ndarray
    first: np.ndarray
    referred: np.ndarray | None = None

    def part(self, draws: slice) -> "Phase":
        """Some of the draws."""
        named = ("moves", "gain", "arrivals", "first", "referred")
        return Phase(**{name: each[..., draws] for name in named if (each := getattr(self, name)) is not None})


def as_today(drawn: Draws, *, margin: float = 1.0, newcomers: bool = True) -> Phase:
    """A month as months have been.

    Parameters
    ----------
    drawn : Draws
    margin : float
        Contribution of a unit of revenue.
    newcomers : bool
        False: only the customers of today go on.
    """
    joining = np.float32(1.0 if newcomers else 0.0)
    return Phase(
        moves=drawn.moves,
        gain=drawn.brought * np.float32(margin),
        arrivals=drawn.arrivals * joining,
        first=drawn.first_brought * np.float32(margin) * joining,
    )


def slipping(moves: np.ndarray, possible: np.ndarray, shift: Mapping[int, np.ndarray]) -> np.ndarray:
    """Change the odds of slipping, or of abandoned customers of coming back, stage by stage.

    Parameters
    ----------
    moves : float array of (6, 6, S, B)
    possible : bool array of (6, 6)
    shift : mapping of place in `NAMES` to float or array of (S, B)
        On the logit of going to a worse stage: below 0, fewer slip. Of the abandoned, on the logit of coming back.

    Returns
    -------
    float array of (6, 6, S, B)
        Among those who slip, and among those who don't, shares stay as they were.

    Examples
    --------
    >>> moves = np.zeros((6, 6, 1, 1))
    >>> moves[0, 1], moves[0, 4] = 0.5, 0.5
    >>> slipping(moves, moves[..., 0, 0] > 0, {0: -np.log(4)})[0, [1, 4], 0, 0].round(3).tolist()
    [0.8, 0.2]
    """
    changed = moves.copy()
    for state, by in shift.items():
        chosen = [to for to in range(len(NAMES)) if possible[state, to] and _meant(state, to)]
        others = [to for to in range(len(NAMES)) if possible[state, to] and not _meant(state, to)]
        share = moves[state, chosen].sum(axis=0)
        odds = np.exp(np.asarray(by, dtype=moves.dtype))
        new = share * odds / (1 - share + share * odds)
        changed[state, chosen] *= np.divide(new, share, out=np.ones_like(share), where=share > 0)
        changed[state, others] *= np.divide(1 - new, 1 - share, out=np.ones_like(share), where=share < 1)
    return changed


def _meant(state: int, to: int) -> bool:
    return to != ABANDONED if state == ABANDONED else bool(WORSE[state, to])


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """What came of it.

    Attributes
    ----------
    cash : float64 array of (months, S, B)
        Contribution by month, in minor units, not discounted.
    customers : float64 array of (months, 6, S)
        The mean number of customers by stage at each month's end.
    """

    cash: np.ndarray
    customers: np.ndarray


def run(stock: np.ndarray, phases: Sequence[Phase], *, room: np.ndarray | None = None) -> Path:
    """Run on, a phase a month.

    Parameters
    ----------
    stock : array of (S, 6)
        Customers to begin with.
    phases : sequence of Phase
        One a month; the same one again where nothing changes.
    room : array of (S,), optional
        How many newcomers the market still has; None: no end of them.

    Returns
    -------
    Path

    Notes
    -----
    Numbers of customers are expected numbers, no coin is tossed for each: whether a given customer stays is no part of the uncertainty,
    what customers of a kind do is.
    """
    number = phases[0].moves.shape[-1]
    step = max(1, HELD // max(len(stock), 1))
    pieces = [slice(begin, min(begin + step, number)) for begin in range(0, number, step)]
    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(lambda piece: _piece(stock, phases, piece, room), pieces))
    weights = np.array([piece.stop - piece.start for piece in pieces]) / number
    return Path(
        cash=np.concatenate([cash for cash, _ in done], axis=-1),
        customers=sum(weight * count for weight, (_, count) in zip(weights, done, strict=True)),
    )


def _piece(stock: np.ndarray, phases: Sequence[Phase], draws: slice, room: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    size, number = len(stock), draws.stop - draws.start
    state = np.repeat(stock.T.astype(np.float32)[:, :, None], number, axis=2)
    cash, customers = np.empty((len(phases), size, number)), np.empty((len(phases), len(NAMES), size))
    left = None if room is None else np.repeat(np.asarray(room, dtype=np.float32)[:, None], number, axis=1)
    kept: dict[int, tuple[Phase, list]] = {}
    product = np.empty((size, number), dtype=np.float32)
    for month, phase in enumerate(phases):
        if id(phase) not in kept:
            part = phase.part(draws)
            kept[id(phase)] = part, [each for each in np.ndindex(len(NAMES), len(NAMES)) if part.moves[each].any()]
        part, going = kept[id(phase)]
        arrivals, first = _let_in(*_coming(part, state), left)
        total = first.astype(np.float64)
        for place in range(len(NAMES)):
            np.multiply(state[place], part.gain[place], out=product)
            total += product
        after = arrivals.copy()
        for place, to in going:
            np.multiply(state[place], part.moves[place, to], out=product)
            after[to] += product
        state, cash[month], customers[month] = after, total, after.mean(axis=-1)
    return cash, customers


def _coming(part: Phase, state: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A month's newcomers by stage, and what they bring in it: those who come by themselves, and those whom customers bring."""
    if part.referred is None:
        return part.arrivals, part.first
    alone = part.arrivals.sum(axis=0)
    more = np.divide(part.referred * state[ACTIVE_PLACES].sum(axis=0), alone, out=np.zeros_like(alone), where=alone > 0)
    return part.arrivals * (1 + more), part.first * (1 + more)


def _let_in(arrivals: np.ndarray, first: np.ndarray, left: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """As many of them as the market has; `left` is lowered by them."""
    if left is None:
        return arrivals, first
    wanted = arrivals.sum(axis=0)
    share = np.minimum(1.0, left / np.maximum(wanted, np.float32(1e-9))).astype(np.float32)
    left -= wanted * share
    return arrivals * share, first * share


def discounts(months: int, discount_rate: float) -> np.ndarray:
    """What money at the end of each month is worth today; float array, one a month.

    >>> discounts(12, 0.10)[-1].round(6).item() == round(1 / 1.1, 6)
    True
    """
    return (1 + discount_rate) ** (-np.arange(1, months + 1) / MONTHS_A_YEAR)


def value_by_stage(phase: Phase, months: int, discount_rate: float) -> np.ndarray:
    """What a customer of each stage brings over so many months, discounted.

    Returns
    -------
    float array of (6, S, B)

    References
    ----------
    Pfeifer and Carraway (2000): V = sum of (P / (1 + d))^t R, here with the money of a month at its end.
    """
    step = (1 + discount_rate) ** (-1 / MONTHS_A_YEAR)
    value = np.zeros(phase.gain.shape)
    for _ in range(months):
        value = step * (phase.gain + np.einsum("ft...,t...->f...", phase.moves, value))
    return value


def phased(months: int, made: Callable[[frozenset], Phase], spans: Sequence[tuple[int, int | None]]) -> list[Phase]:
    """Say month by month which phase it is, making each once.

    Parameters
    ----------
    months : int
    made : callable
        From the places of those at work to the phase.
    spans : sequence of (int, int or None)
        Of each thing that is done: before how many months it begins to work, and for how many months it does (None: for good).

    Examples
    --------
    >>> phased(4, lambda at_work: sorted(at_work), [(0, 2), (1, None)])
    [[0], [0, 1], [1], [1]]
    """
    made_of: dict[frozenset, Phase] = {}
    found = []
    for month in range(months):
        at_work = frozenset(
            place for place, (begins, lasts) in enumerate(spans) if begins <= month and (lasts is None or month < begins + lasts)
        )
        if at_work not in made_of:
            made_of[at_work] = made(at_work)
        found.append(made_of[at_work])
    return found
