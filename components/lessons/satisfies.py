"""Lesson 3: what satisfies, and what only looks so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from analysis.drivers import Drivers
from analysis.lessons import satisfies
from analysis.lessons.satisfies import Facts
from analysis.lessons.satisfies_who import Happened
from analysis.survey import Survey
from analysis.weighting import OVERALL
from components import answers, satisfaction, workspace
from components.charts import lesson_satisfies as charts
from components.language import _
from components.lessons.lesson import Guess, Lesson, Look, Point, Reveal, Scale, Screen, Task, Told, refusing
from components.selection import Answering
from components.sentences import lesson_satisfies as sentences
from components.sentences import lesson_satisfies_tasks as exercises
from models.errors import Refused
from sample_data import again
from sample_data import answers as answering
from sample_data.lives import lives

#: Points of overall satisfaction for a point of a rating.
BRINGS = Scale(low=-0.1, high=0.5, step=0.01, digits=2)
#: Means, and differences of means, of answers from 1 to 5.
RATING = Scale(low=-5, high=5, step=0.01, digits=2)


@refusing
def tell(truth: Mapping) -> Told:
    """Tell the lesson of the company at hand.

    Raises
    ------
    Refused
        Where no driver is planted, or the answers can't show it.
    """
    planted = next((one for one in truth["planted"] if one["name"] == "driver" and one["on"]), None)
    if planted is None:
        raise Refused(found="a company in which nothing drives satisfaction", needed="one with a planted driver", do="open another company")
    survey, found = _answered()
    facts = satisfies.facts(
        survey,
        found,
        answers.kept(),
        _happened(truth),
        truth={one["name"]: one["weight"] for one in truth["drivers"]},
        driver=planted["others"],
        along=planted["group"],
        stage_weighted=_stage_weighted(),
    )
    return Told(
        guess=guess(facts, company=workspace.called() or str(truth["company"])),
        looks=looks(facts),
        reveal=partial(reveal, facts),
        screens=screens(facts),
        tasks=tasks(facts),
        facts=facts,
    )


def _answered() -> tuple[Survey, Drivers]:
    """All that was answered and the weights of it, as the page of satisfaction has them."""
    found = satisfaction.found(Answering())
    if found.drivers is None:
        raise Refused(found=found.problem.found, needed=found.problem.needed, do=found.problem.do)
    return found.survey, found.drivers


def _happened(truth: Mapping) -> Happened:
    """All orders as they went, and what was said about them."""
    company = again(truth)
    found = lives(company, np.arange(company.customers))
    told = answering.of(company, found)
    said = np.full(len(found.orders), np.nan)
    said[told.place] = told.overall
    return Happened(who=found.orders.who, satisfaction=found.orders.satisfaction, said=said)


def _stage_weighted() -> tuple[float, float] | None:
    """The mean of the overall answers beside the same weighted to all customers, as the page of answers has them."""
    overall = next((one for one in answers.who().weighed if one.kind == OVERALL), None)
    return None if overall is None else (overall.plain.value, overall.weighted.value)


def guess(facts: Facts, *, company: str) -> Guess:
    """Ask for an order."""
    points = tuple(
        Point(
            label=one.name, value=one.weight, low=one.weight_low, high=one.weight_high, truth=one.truth, said=sentences.brings(one, facts.n)
        )
        for one in facts.offered
    )
    return Guess(
        kind="order",
        title=_("What makes them satisfied?"),
        lead=sentences.asked(facts, company),
        points=points,
        scale=BRINGS,
        label=_("points of overall satisfaction for one point of the rating"),
    )


def looks(facts: Facts) -> tuple[Look, ...]:
    """Where to see it."""
    return (
        Look(page="pages/satisfaction.py", label=_("Satisfaction: what weighs, and the plan"), find=sentences.find_weights(facts)),
        Look(
            page="pages/satisfaction.py",
            label=_("Satisfaction: what is said to be important"),
            find=sentences.find_important(facts),
            query={"importance": "stated"},
        ),
        Look(page="pages/answers.py", label=_("Answers: whom they speak for, and what was expected"), find=sentences.find_answers(facts)),
    )


def reveal(facts: Facts, given: Sequence[float]) -> Reveal:
    """Say how far the order was."""
    order = [facts.offered[int(place)] for place in given]
    title = _("{driver} moves it, {along} only goes along").format(driver=facts.driver.name, along=facts.along.name)
    return Reveal(title=title, text=sentences.revealed(facts, order))


def screens(facts: Facts) -> tuple[Screen, ...]:
    """What it means, one idea each."""
    return (
        Screen(
            title=_("To go along is not to move"),
            text=sentences.along(facts),
            draw=partial(charts.along, facts),
            alt=charts.along_alt(facts),
            source=_(
                "Johnson, J. W. (2000), *Multivariate Behavioral Research* 35, 1–19; "
                "Grömping, U. (2007), *The American Statistician* 61, 139–147."
            ),
        ),
        Screen(
            title=_("What is called important needn’t move most"),
            text=sentences.important(facts),
            draw=partial(charts.important, facts),
            alt=charts.important_alt(facts),
            source=_("Martilla, J. A. and James, J. C. (1977), *Journal of Marketing* 41(1), 77–79."),
        ),
        Screen(
            title=_("The same rating can please or disappoint"),
            text=sentences.expected(facts),
            draw=partial(charts.expected, facts),
            narrow=partial(charts.expected, facts, narrow=True),
            alt=charts.expected_alt(facts),
            source=_(
                "Oliver, R. L. (1980), *Journal of Marketing Research* 17, 460–469; "
                "Parasuraman, A., Zeithaml, V. A. and Berry, L. L. (1988), *Journal of Retailing* 64, 12–40."
            ),
        ),
        Screen(
            title=_("Nobody has heard who kept silent"),
            text=sentences.silent(facts),
            draw=partial(charts.silent, facts),
            narrow=partial(charts.silent, facts, narrow=True),
            alt=charts.silent_alt(facts),
            source=_("Groves, R. M. (2006), *Public Opinion Quarterly* 70, 646–675."),
        ),
    )


def tasks(facts: Facts) -> tuple[Task, ...]:
    """The exercises in words."""
    told = {"held": exercises.held, "next": exercises.improve, "gap": exercises.gap, "mean": exercises.mean}
    return tuple(Task(asked=one, scale=RATING, **told[one.name](facts, one)) for one in satisfies.tasks(facts))


LESSON = Lesson(
    key="satisfies",
    name=_("Satisfaction"),
    question=_("What satisfies, and what only looks so?"),
    about=_("What moves satisfaction, what only goes along with it, what was expected, and who never answered."),
    minutes=15,
    tell=tell,
)
