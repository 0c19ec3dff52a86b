"""Lesson: the leaky bucket, or whether to keep customers or to win others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from analysis import calendar
from analysis.absences import NEVER
from analysis.company import Company
from analysis.lessons import bucket as lesson
from analysis.lessons.bucket import A_YEAR, PERIOD, Facts
from analysis.lessons.bucket_tasks import tasks
from components import losses, workspace
from components.charts import lesson_bucket as charts
from components.language import _
from components.lessons.lesson import Lesson, Look, Scale, Screen, Task, Told, refusing
from components.lessons.people import numbers_of
from components.sentences import lesson_bucket as sentences
from components.sentences import lesson_bucket_tasks as exercises
from components.sentences.amounts import minor_units, symbol
from models.errors import Refused
from sample_data import again
from sample_data.lives import lives

EAST = _("East, Hammond and Gendall (2006), Fact and fallacy in retention marketing, *Journal of Marketing Management* 22(1–2), 5–23")
GUPTA = _("Gupta, Lehmann and Stuart (2004), Valuing customers, *Journal of Marketing Research* 41(1), 7–18")
BLATTBERG = _("Blattberg and Deighton (1996), Manage marketing by the customer equity test, *Harvard Business Review* 74(4), 136–144")
BASS = _("Bass (1969), A new product growth for model consumer durables, *Management Science* 15(5), 215–227")


@refusing
def tell(truth: Mapping) -> Told:
    """Tell the lesson of the company whose workspace is open.

    Raises
    ------
    Refused
        Where it is too small or too young to show it.
    """
    return told(_facts(truth))


def told(facts: Facts) -> Told:
    """Put the lesson together."""
    money = Scale(low=0, high=1e9, step=1, before=symbol(facts.currency))
    scales = {
        "level": Scale(low=0, high=1e9, step=1),
        "point": money,
        "letters": money,
        "market": Scale(low=0, high=1e6, step=0.1, digits=1),
    }
    words_of = {
        "level": exercises.level_task,
        "point": exercises.point_task,
        "letters": exercises.letters_task,
        "market": exercises.market_task,
    }
    asked = tasks(facts, minor_units(facts.currency))
    return Told(
        guess=sentences.guess(facts),
        looks=_looks(facts),
        reveal=lambda guessed: sentences.reveal(facts, guessed[0]),
        screens=_screens(facts),
        tasks=tuple(Task(asked=one, scale=scales[one.name], **words_of[one.name](facts, one)) for one in asked),
        facts=facts,
    )


def _screens(facts: Facts) -> tuple[Screen, ...]:
    said = (
        (sentences.level(facts), EAST, charts.level, charts.level_alt),
        (sentences.point(facts), GUPTA, None, None),
        (sentences.newcomer(facts), BLATTBERG, None, None),
        (sentences.market(facts), BASS, charts.market, charts.market_alt),
    )
    return tuple(
        Screen(title=title, text=text, source=source, draw=draw and partial(draw, facts), alt=alt(facts) if alt else "")
        for (title, text), source, draw, alt in said
    )


def _looks(facts: Facts) -> tuple[Look, ...]:
    numbers = {
        "five-period": PERIOD,
        "five-currency": facts.currency,
        "five-margin": f"{facts.worth.each.value * facts.worth.margin / A_YEAR / minor_units(facts.currency):.2f}",
        "five-cost": f"{facts.won.each / minor_units(facts.currency):.2f}",
        "five-retention": f"{100 * (1 - facts.share):.1f}",
        "five-newcomers": str(facts.level.arrivals),
        "five-customers": str(facts.at_end),
    }
    return (
        Look(
            page="pages/overview.py",
            query={"length": PERIOD},
            label=_("The bucket of the quarter"),
            find=_(
                "One band leaves the bucket, others come in. Which is taller? Read the share lost with its interval, and what it cost to "
                "win a new one."
            ),
        ),
        Look(
            page="pages/leaving.py",
            query={"period": PERIOD},
            label=_("What one point of retention is worth"),
            find=_("Go down to *What is one point of retention worth?*: one more of each hundred stays. What does that bring in a year?"),
        ),
        Look(
            page="pages/calculator.py",
            query=numbers,
            label=_("The same bucket in the calculator"),
            find=_(
                "This company’s quarter. Go down to *Where does the number of customers settle?*, then let one point more stay: how far "
                "does the level rise?"
            ),
        ),
    )


def _facts(truth: Mapping) -> Facts:
    file, revision = workspace.now()
    relations = workspace.known_relations()
    company = workspace.current()
    if relations is None or company is None:
        raise Refused(
            found=_("too few orders to tell a pause from a loss"),
            needed=_("30 gaps between two orders of a customer"),
            do=_("Take a demonstration company of 1,000 customers or more."),
        )
    point = losses.retention_point_of(file, revision, True, (), PERIOD)
    buyers = relations.customers[relations.buyers]
    return lesson.facts(
        relations,
        left=left_for_good(truth, company, buyers),
        point=point,
        spend=workspace.spend(),
        currency=str(truth["currency"]),
        margin=float(truth["parameters"]["margin"]),
    )


def left_for_good(truth: Mapping, company: Company, buyers: np.ndarray) -> np.ndarray:
    """Say with the order of which day each really left.

    Parameters
    ----------
    truth : mapping
    company : Company
    buyers : int array of B
        Party ids.

    Returns
    -------
    int64 array of B
        Day numbers; `analysis.absences.NEVER` for who has not left within the company's days.
    """
    invented = again(truth)
    orders = lives(invented, np.arange(invented.customers)).orders
    left = np.full(invented.customers + 1, NEVER, dtype=np.int64)  # the last for who is none of them
    left[orders.who[orders.left]] = orders.day[orders.left] + calendar.day_number(invented.trade.first_day)
    return left[numbers_of(company, buyers, invented)]


LESSON = Lesson(
    key="bucket",
    name=_("The leaky bucket"),
    question=_("Keep or acquire?"),
    about=_("How many are lost while others are won, where that leads, and what keeping and winning one customer cost."),
    minutes=15,
    tell=tell,
)
