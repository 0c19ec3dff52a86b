"""Who answers the survey, and what: the satisfied answer more often.

Overall satisfaction is written as a whole number, up or down at random so that its mean is what it is: the weights of the
attributes are then those of a linear regression of the answers, without any loss by rounding. Whether somebody answers hangs on the
part of satisfaction that the ratings explain: the mean of the answers is too high, the weights are not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import exact
from sample_data.company import Company
from sample_data.lives import Lives, rating

NOT_ANSWERED = 0
LEFT_OUT = 0.03  # of the cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Filled-in questionnaires, one entry each, in the order of the orders that they follow.

    Attributes
    ----------
    place : int64 array
        The order's place in `lives.orders`.
    days_later : int64 array
    overall : int8 array
        1 to 5.
    recommend : int8 array
        0 to 10; -1 where not answered.
    performance, expectation, importance : int8 arrays of (answers, attributes)
        1 to 5; `NOT_ANSWERED`.
    """

    place: np.ndarray
    days_later: np.ndarray
    overall: np.ndarray
    recommend: np.ndarray
    performance: np.ndarray
    expectation: np.ndarray
    importance: np.ndarray


def of(company: Company, found: Lives, *, until: int | None = None) -> Answers:
    """The answers of these lives, through the company's last day (or another)."""
    trade, draws = company.trade, company.draws
    last = company.days - 1 if until is None else until
    orders = found.orders
    usual = trade.usual_satisfaction
    fit = orders.satisfaction - trade.noise * draws.uniform(orders.who, "satisfaction", orders.nth)
    level = exact.log(trade.answer / (1 - trade.answer))
    chance = exact.logistic(level + trade.answer_slope * (fit + trade.noise / 2 - usual))
    later = 2 + draws.below(orders.who, "answers after", 9, orders.nth)
    place = np.flatnonzero((draws.uniform(orders.who, "answers", orders.nth) < chance) & (orders.day + later <= last))
    who, nth, at = orders.who[place], orders.nth[place], orders.place[place]
    mood, habit = found.people.mood[at], found.people.habit[at]
    moved = (orders.day[place] >= company.lever_from).astype(float)
    satisfaction = orders.satisfaction[place]
    recommend = np.floor((satisfaction - 1) * 2.4 + 1.6 * draws.uniform(who, "recommends", nth)).clip(0, 10)
    shape = (len(place), len(trade.attributes))
    performance, expectation, importance = (np.zeros(shape, dtype=np.int8) for _ in range(3))
    for column, attribute in enumerate(trade.attributes):
        said = rating(company, attribute, who, nth, mood, habit, moved)
        expected = attribute.expected + 0.3 * mood + 0.7 * draws.normal(who, f"expects {attribute.name}", nth)
        matters = attribute.importance + 0.3 * mood + 0.7 * draws.normal(who, f"finds important {attribute.name}", nth)
        for aspect, into, values in (
            ("performance", performance, said),
            ("expectation", expectation, np.floor(expected + 0.5).clip(1, 5)),
            ("importance", importance, np.floor(matters + 0.5).clip(1, 5)),
        ):
            left_out = draws.chance(who, f"leaves out {aspect} {attribute.name}", LEFT_OUT, nth)
            into[:, column] = np.where(left_out, NOT_ANSWERED, values)
    return Answers(
        place=place,
        days_later=later[place],
        overall=np.floor(satisfaction + draws.uniform(who, "says", nth)).clip(1, 5).astype(np.int8),
        recommend=np.where(draws.chance(who, "leaves out recommending", LEFT_OUT, nth), -1, recommend).astype(np.int8),
        performance=performance,
        expectation=expectation,
        importance=importance,
    )


def weights(company: Company, said: Answers) -> tuple[np.ndarray, np.ndarray]:
    """Points of overall satisfaction for a point of each rating, by least squares on complete answers, and their standard errors.

    Plain sums and one small system of equations: what a reader of the file would work out.
    """
    whole = (said.performance != NOT_ANSWERED).all(axis=1)
    x = np.column_stack([np.ones(whole.sum()), said.performance[whole]]).astype(float)
    y = said.overall[whole].astype(float)
    inverse = np.linalg.inv(x.T @ x)
    found = inverse @ (x.T @ y)
    rest = y - x @ found
    errors = np.sqrt(np.diag(inverse) * (rest @ rest) / (len(y) - x.shape[1]))
    return found[1:], errors[1:]
