"""The links from a rating to money, visit by visit, fitted together and in customers drawn again.

They need customers who came back more than twice: then it can be told how customers differ in leaving, and what a better visit does to it.
Where there are too few of them, `links.Links` has the links period by period alone.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis import attrition, calendar, felt
from analysis.attrition import LATELY_DAYS, Attrition, Lives
from analysis.behaviour import FEW_ANSWERS, FEW_LOST, FEW_RETAINED, LEAST, LEAST_OF_EACH, LINKED, UNCLEAR
from analysis.driver_model import Model
from analysis.errors import Refused
from analysis.felt import Felt
from analysis.ledger import Ledger, places
from analysis.occasions import Occasions
from analysis.renewals import rhythm
from analysis.resampling import by_unit, slices
from analysis.survey import NOBODY, Survey
from analysis.todays import Today
from analysis.told import told

#: The constant by which a logistic is laid beside a normal: 16 sqrt(3) / (15 pi), squared.
NORMAL = (16 * np.sqrt(3) / (15 * np.pi)) ** 2
#: So many customers of today tell of all of them.
POOLED = 3_000
STEP = 1e-2


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLinks:
    """The links in the data themselves, which is row 0, and in customers drawn again, which are the B rows after it.

    Attributes
    ----------
    link : str
        As `behaviour.Behaviour` has it.
    needed : int
    watched, retained, waiting, unsure : int
        Answered visits of which it is told what followed, those that another visit followed, those too recent, and those left out as
        the answer may be of another visit.
    cycle_days : float or None
        With a contract.
    due : float
        With a contract, the mean number of days to the next renewal.
    lasts : float
        Which part of what the ratings explain is the customer's own, the same at every visit.
    effect : float array of (1 + B) × P
        Points of satisfaction for a point of each rating.
    slope : float array of 1 + B
        On the logit of staying after a visit, for a point of satisfaction.
    lately : float array of 1 + B
        By how much the logit of leaving is higher than in the early days.
    there : float array of (1 + B) × paces × chances
        Which part of the customers of today is there, by pace and chance to leave.
    brought : float array of 1 + B
        Minor units a visit.
    """

    link: str
    needed: int
    watched: int
    retained: int
    waiting: int
    unsure: int
    cycle_days: float | None
    due: float
    lasts: float
    effect: np.ndarray
    slope: np.ndarray
    lately: np.ndarray
    there: np.ndarray
    brought: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class _Influence:
    """What one more of each customer adds to each estimate: float arrays of units × parameters."""

    effect: np.ndarray
    attrition: np.ndarray
    link: np.ndarray


def visit_links(
    model: Model,
    survey: Survey,
    every: Survey,
    occasions: Occasions,
    book: Ledger,
    *,
    days: int,
    resamples: int,
    seed: int = 0,
    level: float = 0.90,
) -> VisitLinks | None:
    """Fit the links.

    Parameters
    ----------
    model, survey, every, occasions, book
        As `links.links` takes them.
    days : int
        Customers of today ordered in so many last days.
    resamples, seed : int
    level : float

    Returns
    -------
    VisitLinks or None
        None where too few customers came back twice, or nobody answered.

    Notes
    -----
    A resample is one step of Newton's from the estimate, all of them being one vector (Kline, P. & Santos, A. 2012, J. Econometric Methods
    1, 23-41): whoever is drawn is drawn with all answers, visits and money.
    """
    found = attrition.lives(occasions, rhythm(occasions))
    try:
        part = attrition.thinned(found)
        base = attrition.fit(part)
    except Refused:
        return None
    beta, left_over, design = _explained(model)
    asked, columns = _answers(model, survey, every, occasions)
    if len(asked.row) < 2:
        return None
    known = partial(_felt, asked, columns, every.overall[asked.row], cycle_days=found.cycle_days)
    link = known(beta)
    place = felt.fit(base.parameters, link)
    unit, units = _units(model, survey, occasions)
    influence = _influence(design, left_over, unit, part, base, known, beta, place, units)
    today, weight = _today(occasions, found, days)
    money = _money(occasions, book, days)
    effect, moved, lately, there, brought = [], [], [], [], []
    for drawn in _with_the_data(units, resamples, seed):
        own = drawn[:, : len(found.place)]
        steps = [place_of + (drawn - 1) @ of for place_of, of in zip(
            (beta, base.parameters, place), (influence.effect, influence.attrition, influence.link), strict=True)]  # fmt: skip
        effect.append(steps[0][:, 1:])
        lately.append(steps[1][:, 4])
        moved.append(_at_a_visit(steps[2], link))
        for times, parameters in zip(own, steps[1], strict=True):
            there.append(today.there(parameters, weight * times[today.found.place]) / max(times[_of_today(found, days)].sum(), 1.0))
        with np.errstate(invalid="ignore", divide="ignore"):
            brought.append((own @ money[0]) / (own @ money[1]))
    slope = np.concatenate(moved)
    settled = link.known & (asked.followed | (asked.silent >= days))
    retained, lost = int(asked.followed.sum()), int((settled & ~asked.followed).sum())
    return VisitLinks(
        link=_link(retained, lost, slope, level),
        needed=max(LEAST - retained - lost, 0),
        watched=retained + lost,
        retained=retained,
        waiting=len(asked.row) - retained - lost,
        unsure=asked.unsure,
        cycle_days=found.cycle_days,
        due=_due(found, days),
        lasts=link.lasts,
        effect=np.concatenate(effect),
        slope=slope,
        lately=np.concatenate(lately),
        there=np.array(there),
        brought=np.concatenate(brought),
    )


def _with_the_data(units: int, resamples: int, seed: int):
    yield np.ones((1, units))
    yield from slices(units, range(resamples), seed=seed)


def _explained(model: Model) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Coefficients of satisfaction on the ratings, what they leave over, and the design."""
    design = np.column_stack([np.ones(len(model.said)), model.values])
    beta = np.linalg.lstsq(design, model.said, rcond=None)[0]
    return beta, model.said - design @ beta, design


def _answers(model: Model, survey: Survey, every: Survey, occasions: Occasions):
    """The visits that complete answers tell of, and the ratings of each."""
    names = [item.name for item in every.items]
    ratings = every.performance[:, [names.index(item.name) for item in model.items]]
    complete = np.flatnonzero(~np.isnan(ratings).any(axis=1) & ~np.isnan(every.overall))
    asked = told(every, occasions, complete)
    return asked, np.column_stack([np.ones(len(asked.row)), ratings[asked.row]])


def _felt(asked, columns: np.ndarray, said: np.ndarray, beta: np.ndarray, *, cycle_days: float | None, lasts: float | None = None) -> Felt:
    explained = columns @ beta
    rest = said - explained
    explained, rest = explained - explained.mean(), rest - rest.mean()
    lasts = felt.likeness(explained, asked.place) if lasts is None else lasts
    return Felt(told=asked, explained=explained, rest=rest, lasts=lasts, cycle_days=cycle_days)


def _units(model: Model, survey: Survey, occasions: Occasions) -> tuple[np.ndarray, int]:
    """Whose each complete answer is: places among the customers, and after them those who are none; and how many there are in all."""
    known = np.unique(survey.customer[survey.customer != NOBODY])
    place, there = places(occasions, known)
    size = len(occasions.customers)
    stranger = np.ones(model.units, dtype=bool)
    stranger[: len(known)] = ~there
    of_unit = size - 1 + np.cumsum(stranger)
    of_unit[: len(known)] = np.where(there, place, of_unit[: len(known)])
    return of_unit[model.unit], size + int(stranger.sum())


def _influence(design, left_over, unit, part: Lives, base: Attrition, known, beta, place, units: int) -> _Influence:
    link = known(beta)
    effect = by_unit((design * left_over[:, None]) @ np.linalg.pinv(design.T @ design, hermitian=True), unit, units)
    _, scores = attrition.likelihood(base.parameters, part)
    moves = np.zeros((units, len(attrition.NAMES)))
    moves[part.place[:, None], base.free] = (scores * part.weight[:, None])[:, base.free] @ np.linalg.pinv(base.information, hermitian=True)

    def total(moved: np.ndarray) -> float:
        """The link's log-likelihood where everything is moved: the link itself, the ratings' weights, the differences between customers."""
        own, weights, others = np.split(moved, [len(place), len(place) + len(beta)])
        return float(felt.likelihood(place + own, base.parameters + others, known(beta + weights, lasts=link.lasts)).sum())

    second = _second(total, len(place), len(place) + len(beta) + len(attrition.NAMES))
    curved, by_weights, by_others = np.split(second, [len(place), len(place) + len(beta)], axis=1)
    own = by_unit(felt.scores(place, base.parameters, link), link.told.place, units)
    linked = (own + effect @ by_weights.T + moves @ by_others.T) @ np.linalg.pinv(-curved, hermitian=True)
    return _Influence(effect=effect, attrition=moves, link=linked)


def _second(total, rows: int, columns: int) -> np.ndarray:
    """Second derivatives of a function at 0, by differences: of its first so many variables with all."""
    steps = np.eye(columns) * STEP
    at = total(np.zeros(columns))
    once = np.array([total(step) for step in steps])
    back = np.array([total(-step) for step in steps[:rows]])
    found = np.empty((rows, columns))
    for row in range(rows):
        for column in range(columns):
            if column == row:
                found[row, column] = once[row] + back[row] - 2 * at
            elif column < row:
                found[row, column] = found[column, row]
            else:
                found[row, column] = total(steps[row] + steps[column]) - once[row] - once[column] + at
    return found / STEP**2


def _at_a_visit(place: np.ndarray, link: Felt) -> np.ndarray:
    """A point of satisfaction on the logit of staying of a visit whose satisfaction is not known: a little less steep than of a known one.

    References
    ----------
    Zeger, S. L., Liang, K.-Y. & Albert, P. S. (1988), Biometrics 44, 1049-1060.
    """
    unknown = place[:, 1] ** 2 * (1 - link.lasts) * link.explained.var() + place[:, 2] ** 2 * link.rest.var()
    return place[:, 1] / np.sqrt(1 + NORMAL * unknown)


def _of_today(found: Lives, days: int) -> np.ndarray:
    return found.T - found.span < days


def _today(occasions: Occasions, found: Lives, days: int) -> tuple[Today, np.ndarray]:
    """Customers of today, or so many of them, and how many each stands for."""
    which = np.flatnonzero(_of_today(found, days))
    size = len(which)
    if size > POOLED:
        which = which[np.linspace(0, size - 1, POOLED).astype(np.int64)]
    return Today(found.part(which)), np.full(len(which), size / max(len(which), 1))


def _due(found: Lives, days: int) -> float:
    if not found.cycle_days:
        return 0.0
    silent = (found.T - found.span)[_of_today(found, days)]
    return float(np.maximum(found.cycle_days - silent, 0.5).mean()) if len(silent) else 0.0


def _money(occasions: Occasions, book: Ledger, days: int) -> np.ndarray:
    """Net money and visits of each customer of today in the last half-year, or period: 2 × customers."""
    size = len(occasions.customers)
    end = calendar.day_number(occasions.as_of)
    lately = max(LATELY_DAYS, days)
    net = book.between(np.full(size, end - lately + 1), np.full(size, end)).astype(float)
    visits = np.bincount(occasions.owner[occasions.day > end - lately], minlength=size).astype(float)
    today = end - occasions.day[occasions.start[1:] - 1] < days
    return np.stack([np.where(today, net, 0.0), np.where(today, visits, 0.0)])


def _link(retained: int, lost: int, slope: np.ndarray, level: float) -> str:
    """Whether the data link satisfaction to staying, by the gates of `behaviour.link_of`."""
    if retained + lost < LEAST:
        return FEW_ANSWERS
    if retained < LEAST_OF_EACH:
        return FEW_RETAINED
    if lost < LEAST_OF_EACH:
        return FEW_LOST
    low, high = np.quantile(slope[1:], [(1 - level) / 2, (1 + level) / 2]) if len(slope) > 1 else (slope[0], slope[0])
    return UNCLEAR if low <= 0 <= high else LINKED
