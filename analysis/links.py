"""What a company's own data say of each link from a rating to money: gathered once, and asked again for every lever."""

from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np

from analysis import calendar
from analysis.behaviour import LEAST, followed, link_of, slope_of
from analysis.driver_model import Model, units
from analysis.evidence import FEW_BELOW
from analysis.followup import AGAIN_DAYS, ordered_between
from analysis.ledger import Ledger
from analysis.linking import Draws, Rows, draw
from analysis.means import Estimate
from analysis.occasions import Occasions
from analysis.ratings import Item
from analysis.regression import entangled
from analysis.renewals import rhythm
from analysis.resampling import slices
from analysis.shortfall import shortfalls
from analysis.survey import NOBODY, Survey
from analysis.visit_links import VisitLinks, visit_links

RESAMPLES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """All customers who ordered in the last period but one, answers or none.

    Attributes
    ----------
    customers, back : int
        How many they are, and who of them ordered again in the last period.
    brought, spread : float
        Minor units in the last period of each who did: the mean, and its standard error.
    """

    customers: int
    back: int
    brought: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links, each fitted in the data and in customers drawn again.

    Attributes
    ----------
    level : float
        Of the interval that a link must have beside 0.
    as_of : date
    days : int
        The period: so long each was watched from the day of the answer, and so long a customer may be silent before being taken for lost.
    currency : str
    outcome : Item
    items : tuple of Item
        The P attributes.
    now : tuple of Estimate
        The mean rating of each.
    seen : tuple of (float, float) or None
        Between which means each has been in this company: by wave, by channel and by team, of 30 ratings or more; None with one alone.
    together : tuple of (str or None)
        With which other attribute each is so entangled that its effect can't be told from the other's.
    n : int
        Complete answers behind the first link.
    watched, retained, waiting : int
        Respondents behind the second: watched to the end, who of them stayed, and who answered too recently.
    link : str
        As `behaviour.Behaviour` has it.
    needed : int
        How many more respondents watched the second link would want; 0 where their number is enough.
    customers : int
        Customers of today: who ordered in the last period.
    everybody : Everybody
    said : float array of n
        The outcome in the complete answers.
    draws : Draws
        Period by period.
    visits : VisitLinks or None
        Visit by visit, which is preferred where there are customers enough who came back twice.
    seed, resamples : int
    """

    level: float
    as_of: date
    days: int
    currency: str
    outcome: Item
    items: tuple[Item, ...]
    now: tuple[Estimate, ...]
    seen: tuple[tuple[float, float] | None, ...]
    together: tuple[str | None, ...]
    n: int
    watched: int
    retained: int
    waiting: int
    link: str
    needed: int
    customers: int
    everybody: Everybody
    said: np.ndarray
    draws: Draws
    visits: VisitLinks | None
    seed: int
    resamples: int


def links(
    model: Model,
    survey: Survey,
    every: Survey,
    occasions: Occasions,
    book: Ledger,
    *,
    days: int | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = 0.90,
) -> Links:
    """Gather the links.

    Parameters
    ----------
    model : Model
        Of `survey`: satisfaction on all ratings together.
    survey : Survey
    every : Survey
        The same, gathered with ``every=True``: what came after an answer is asked of each customer's first.
    occasions : Occasions
    book : Ledger
        Of the same customers.
    days : int, optional
        The period; `usual_period` if not given.
    resamples, seed : int
    level : float

    Returns
    -------
    Links

    Notes
    -----
    The answer before, the behaviour after. Customers are drawn through all the links at once, each with all answers and orders.
    """
    days = days or usual_period(occasions)
    rows, seen = followed(every, occasions, days=days)
    first, last = np.ones(book.size, dtype=np.int64), np.zeros(book.size, dtype=np.int64)
    first[seen.place], last[seen.place] = seen.day + 1, seen.day + days
    brought = book.between(first, last)[seen.place].astype(float)
    known = np.unique(survey.customer[survey.customer != NOBODY])
    found = draw(
        Rows(
            ratings=model.values,
            said=model.said,
            unit=model.unit,
            answer=every.overall[rows],
            back=seen.ordered,
            brought=brought,
            whose=np.searchsorted(known, every.customer[rows]),
            units=units(survey.customer)[1],
        ),
        slices(model.units, range(resamples), seed=seed),
    )
    names = [item.name for item in survey.items]
    columns = [names.index(item.name) for item in model.items]
    marked, partner = entangled(np.corrcoef(model.values.T) if len(columns) > 1 else np.eye(1))
    today = calendar.day_number(occasions.as_of)
    return Links(
        level=level,
        as_of=occasions.as_of,
        days=days,
        currency=book.currency,
        outcome=model.outcome,
        items=model.items,
        now=tuple(one.performance for one in shortfalls(survey, model, columns, level=level)),
        seen=tuple(_seen(survey, column) for column in columns),
        together=tuple(model.items[other].name if mark else None for mark, other in zip(marked, partner, strict=True)),
        n=len(model.said),
        watched=len(rows),
        retained=int(seen.ordered.sum()),
        waiting=_answered(every, occasions) - len(rows),
        link=link_of(every.overall_item, seen.ordered, slope_of(every.overall[rows][:, None], seen.ordered)),
        needed=max(LEAST - len(rows), 0),
        customers=int(_ordered(occasions, today - days + 1, today).sum()),
        everybody=_everybody(occasions, book, today, days),
        said=model.said,
        draws=found,
        visits=visit_links(model, survey, every, occasions, book, days=days, resamples=resamples, seed=seed, level=level),
        seed=seed,
        resamples=resamples,
    )


def usual_period(occasions: Occasions) -> int:
    """Days of a period: a contract's own cycle, begun days counted whole, where the orders show one; otherwise 90.

    Who pays month by month decides month by month: in 90 days three times, of which an answer before the first is followed by one only.

    >>> monthly = Occasions(customers=np.array([7]), start=np.array([0, 40]), day=np.arange(40) * 30, as_of=date(1973, 6, 30),
    ...     free_orders=True)
    >>> usual_period(monthly)
    30
    """
    found = rhythm(occasions)
    return ceil(found.cycle_days) if found.regular else AGAIN_DAYS


def _answered(every: Survey, occasions: Occasions) -> int:
    """Customers with an answer that came after an order, whether they have had their time or not."""
    return len(followed(every, occasions, days=0)[0])


def _ordered(occasions: Occasions, first: int, last: int) -> np.ndarray:
    size = len(occasions.customers)
    return ordered_between(occasions, np.arange(size), np.full(size, first), np.full(size, last))


def _everybody(occasions: Occasions, book: Ledger, today: int, days: int) -> Everybody:
    before = _ordered(occasions, today - 2 * days + 1, today - days)
    again = before & _ordered(occasions, today - days + 1, today)
    brought = book.between(today - days + 1, today)[again].astype(float)
    some = len(brought) > 1
    return Everybody(
        customers=int(before.sum()),
        back=int(again.sum()),
        brought=float(brought.mean()) if some else float("nan"),
        spread=float(brought.std(ddof=1) / np.sqrt(len(brought))) if some else float("nan"),
    )


def _seen(survey: Survey, column: int) -> tuple[float, float] | None:
    """Between which means an attribute was rated, by wave, by channel and by team."""
    values = survey.performance[:, column]
    there = ~np.isnan(values)
    means: list[float] = []
    for groups in (survey.wave, survey.channel.astype(str), survey.team.astype(str)):
        names, place = np.unique(groups[there], return_inverse=True)
        n = np.bincount(place, minlength=len(names))
        kept = (n >= FEW_BELOW) & (names != ("" if names.dtype.kind == "U" else -1))
        means += (np.bincount(place, values[there], minlength=len(names))[kept] / n[kept]).tolist()
    return (min(means), max(means)) if len(means) > 1 else None
