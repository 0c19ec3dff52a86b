"""Lesson 5: does the programme work, or did the loyal join it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from math import ceil, floor

import numpy as np

from analysis import ledger
from analysis.lessons.programme import Facts, Lived, facts, tasks
from components import programmes, workspace
from components.charts import lesson_programme as charts
from components.charts.programmes import effect as draw_effect
from components.charts.programmes import effect_alt
from components.language import _
from components.lessons.lesson import Guess, Lesson, Look, Point, Scale, Screen, Told, refusing
from components.sentences import lesson_programme as sentences
from components.sentences import lesson_programme_tasks as exercises
from models.errors import Refused
from models.programmes import programmes as read
from sample_data import again, exact
from sample_data.company import Company
from sample_data.lives import Lives, lives
from sample_data.programme import members

#: Later than any day, and a number that no customer's day reaches.
NEVER, DAYS = 2**40, 1 << 20


@refusing
def tell(truth: Mapping) -> Told:
    """Tell the lesson of the company whose workspace is open.

    Raises
    ------
    Refused
        Where too few joined, or members come back no more often than others.
    """
    effect, company = programmes.effect_waited(), workspace.current()
    if effect is None:
        raise Refused(found=_("no usual gap between orders"), needed=_("customers who come back"), do=_("choose a larger company"))
    made = again(truth)
    found = facts(
        effect,
        programmes.found(),
        read(workspace.store()).memberships,
        lived(made, effect.days),
        occasions=company.occasions,
        ledger=ledger.of_company(company),
        planted=made.has("programme"),
    )
    penetration, reward_ratio, like, which = tasks(found)
    return Told(
        guess=_guess(found),
        looks=_looks(),
        reveal=lambda guessed: sentences.reveal(found, guessed[0]),
        screens=(
            _pictured(sentences.who_joins(found), partial(charts.pace, found), charts.pace_alt(found)),
            _pictured(
                sentences.ladder(found),
                partial(draw_effect, effect, truth=found.lived.effect),
                effect_alt(effect, truth=found.lived.effect),
            ),
            sentences.price(found),
            sentences.lot(found),
        ),
        tasks=(
            exercises.penetration(found, penetration),
            exercises.reward_ratio(found, reward_ratio),
            exercises.like(found, like),
            exercises.what_would_tell(found, which),
        ),
        facts=found,
    )


def _pictured(screen: Screen, draw: partial, alt: str) -> Screen:
    return replace(screen, draw=draw, narrow=partial(draw, narrow=True), alt=alt)


def _guess(found: Facts) -> Guess:
    data = found.matched or found.timing
    ends = [100 * end for end in (data.low, found.timing.low, data.high, found.naive.high)]
    return Guess(
        kind="number",
        title=_("How much of it is the programme’s doing?"),
        lead=sentences.asked(found),
        points=(
            Point(
                label=_("points that are its doing"),
                value=100 * data.difference,
                low=100 * data.low,
                high=100 * data.high,
                truth=100 * found.lived.effect,
                said=sentences.data_said(found),
            ),
        ),
        scale=Scale(low=10 * floor(min(0.0, *ends) / 10), high=10 * ceil(max(ends) / 10), step=1, behind=_("\u00a0points")),
        label=_("Points that are its doing"),
        level=found.level,
    )


def _looks() -> tuple[Look, ...]:
    return (
        Look(
            page="pages/retention.py",
            query={"group": "programme_member"},
            label=_("Who stays, members and others"),
            find=_("Compare the line of members with that of others. What, besides the programme, could part them?"),
        ),
        Look(
            page="pages/programmes.py",
            label=_("Programmes"),
            find=_("The picture gives three answers to one question. How far from 0 is each, how wide, and what does it allow for?"),
        ),
    )


def lived(company: Company, days: int) -> Lived:
    """Let those who joined live twice: as they did, and once more in the same company where others join in their place.

    Parameters
    ----------
    company : Company
        Whose files are at hand.
    days : int
        Coming back is the next order within so many.
    """
    found = lives(company, np.arange(company.customers))
    who = members(company, found)
    others = replace(company, planted=company.planted ^ {"programme"})
    once_more = lives(others, found.people.who[who.place])
    place = np.full(len(found.people.who), -1)
    place[who.place] = np.arange(len(who.place))
    nth, day = found.orders.nth[who.order], found.orders.day[who.order].astype(np.int64)
    as_lived = _days(found, place)
    without = _days(once_more, np.arange(len(who.place)))
    watched = day + days <= company.days - 1
    back, back_without = (int((watched & (_following(some, nth) - day <= days)).sum()) for some in (as_lived, without))
    leaves, joined = exact.logistic(found.people.leaves), place >= 0
    differ = np.setxor1d(*(at * DAYS + when for at, _nth, when in (as_lived, without))) // DAYS
    return Lived(
        members=len(nth),
        same=len(nth) - len(np.unique(differ)),
        watched=int(watched.sum()),
        back=back,
        back_without=back_without,
        leaves=float(leaves[joined].mean()) if joined.any() else 0.0,
        others_leave=float(leaves[~joined].mean()) if not joined.all() else 0.0,
    )


def _days(found: Lives, place: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whose orders, which of theirs, and on which day, of those who have a place."""
    at = place[found.orders.place]
    kept = at >= 0
    return at[kept], found.orders.nth[kept], found.orders.day[kept].astype(np.int64)


def _following(some: tuple[np.ndarray, np.ndarray, np.ndarray], nth: np.ndarray) -> np.ndarray:
    """The day of each one's order after the one of that number."""
    at, which, when = some
    found = np.full(len(nth), NEVER)
    after = which == nth[at] + 1
    found[at[after]] = when[after]
    return found


LESSON = Lesson(
    key="programme",
    name=_("Programmes"),
    question=_("Does the programme work, or did the loyal join it?"),
    about=_("Members come back more often than others. Find out how much of that their programme may claim."),
    minutes=15,
    tell=tell,
)
