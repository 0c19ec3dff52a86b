"""The lesson on a customer's lifetime value: gathered from the workspace and from the company made again, and told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import floor, log10

import numpy as np

from analysis.lessons.value import Facts, People, facts, tasks
from analysis.whatif.options import Options
from analysis.whatif.world import places
from components import calculator, value, words, workspace
from components.charts import lesson_value as charts
from components.language import _
from components.lessons.lesson import Guess, Lesson, Look, Point, Reveal, Scale, Screen, Told, refusing
from components.lessons.people import numbers_of
from components.sentences import lesson_value as said
from components.sentences.amounts import minor_units, symbol
from components.sentences.lesson_value_tasks import kinds_task, save_task, value_task
from models.errors import Refused
from sample_data import again
from sample_data.ahead import ahead

MONTHS = 12


@refusing
def tell(truth: Mapping) -> Told:
    """Tell the lesson of the company at hand.

    Raises
    ------
    Refused
        Where there is no order, or what the lesson shows can't be told from so few.
    """
    if workspace.current() is None:
        raise Refused(found="no orders", needed="a company with orders", do="open one of the companies with a known truth")
    return told(gather(truth))


def gather(truth: Mapping) -> Facts:
    """Reckon the lesson's facts from the workspace that is open, and from its company made again."""
    company, relations, invented = workspace.current(), workspace.relations(), again(truth)
    future = ahead(invented, invented.day(company.as_of) + 1)
    stage = places(relations.stages(relations.as_of).stage)
    customers = relations.customers[stage >= 0]
    numbers = numbers_of(company, customers, invented)
    at = np.searchsorted(future.who, numbers).clip(0, max(len(future.who) - 1, 0))
    known = (numbers >= 0) & (future.who[at] == numbers)
    at, stage = at[known], stage[stage >= 0][known]
    people = People(
        stage=stage,
        brings=future.brings[at],
        there=future.there[at],
        stays=future.stays[at],
        chance=future.chance[at],
        orders=future.orders[at],
        followed=future.followed[at],
    )
    margin = float(truth["parameters"]["margin"])
    base = value.found(Options(months=MONTHS, discount_rate=0.0, margin=margin, newcomers=False), None)
    effects = invented.trade.effects
    return facts(
        base,
        calculator.counted(),
        people,
        orders=len(company.occasions.day),
        unit=minor_units(base.currency),
        rise=(effects.price_day, effects.price_rise) if invented.has("price_rise") else None,
    )


def told(found: Facts) -> Told:
    """Say the lesson's facts."""
    mark = partial(_scale, currency=found.currency)
    value_asked, kinds_asked, save_asked = tasks(found)
    return Told(
        guess=_guess(found),
        looks=_looks(found),
        reveal=lambda guessed: Reveal(title=said.reveal_title(found), text=said.reveal_text(found, guessed[0])),
        screens=_screens(found),
        tasks=(
            value_task(value_asked, found, mark(_ceiling(4 * value_asked.value), digits=value_asked.digits)),
            kinds_task(kinds_asked, found, mark(_ceiling(4 * kinds_asked.value), digits=kinds_asked.digits)),
            save_task(save_asked, found),
        ),
        facts=found,
    )


def _guess(found: Facts) -> Guess:
    unit = found.unit
    return Guess(
        kind="number",
        title=_("What will a customer bring next year?"),
        lead=said.lead(found),
        points=(
            Point(
                label=_("One customer, on average"),
                value=found.estimate / unit,
                low=found.low / unit,
                high=found.high / unit,
                truth=found.true / unit,
                said=said.said(found),
            ),
        ),
        level=found.level,
        scale=_scale(_ceiling(3 * found.order / unit * found.so_often), currency=found.currency),
        label=_("One customer in {months}, {currency}").format(
            months=words.periods(found.months, "month"), currency=words.escape_markdown(found.currency)
        ),
    )


def _looks(found: Facts) -> tuple[Look, ...]:
    return (
        Look(
            page="pages/value.py",
            query={"years": "1", "discount": "0", "margin": f"{100 * found.margin:g}"},
            label=_("What Rapport expects of each stage"),
            find=_("Which stage will bring most a customer, and which the least? How many customers are in each of the two?"),
        ),
        Look(
            page="pages/calculator.py",
            label=_("The formula, on five numbers"),
            find=_("Raise the share that stays point by point. Does each point add as much as the one before?"),
        ),
        Look(
            page="pages/retention.py",
            query={"kind": "still_here"},
            label=_("How many are still here, month by month"),
            find=_("Where does the curve fall most, and where does it grow flat? Who is left there?"),
        ),
    )


def _screens(found: Facts) -> tuple[Screen, ...]:
    return (
        Screen(
            title=_("Three numbers make a value"),
            text=said.formula(found),
            draw=partial(charts.by_retention, found),
            alt=charts.by_retention_alt(found),
            source=_("Gupta and Lehmann (2003), Customers as assets, *Journal of Interactive Marketing* 17(1)"),
        ),
        Screen(
            title=_("Two kinds of customers, one average"),
            text=said.kinds(found),
            draw=partial(charts.two_kinds, found.steps),
            alt=charts.two_kinds_alt(found.steps),
            source=_(
                "Fader and Hardie (2010), Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity, "
                "*Marketing Science* 29(1)"
            ),
        ),
        Screen(
            title=_("Save whom a call can still reach"),
            text=said.saving(found),
            draw=partial(charts.who_is_there, found.groups),
            alt=charts.who_is_there_alt(found.groups),
            source=_("Ascarza (2018), Retention futility, *Journal of Marketing Research* 55(1)"),
        ),
    )


def _scale(high: float, *, currency: str, digits: int = 0) -> Scale:
    return Scale(low=0, high=high, step=10.0**-digits, before=symbol(currency), digits=digits)


def _ceiling(value: float) -> float:
    """The next round number: 1, 2 or 5 and zeros.

    >>> _ceiling(210), _ceiling(66), _ceiling(0.7)
    (500.0, 100.0, 10.0)
    """
    if value <= 10:
        return 10.0
    power = 10.0 ** floor(log10(value))
    return next(power * step for step in (1, 2, 5, 10) if value <= power * step)


LESSON = Lesson(
    key="value",
    name=_("Lifetime value"),
    question=_("What is a customer worth, and whom to save first?"),
    about=_("Margin, retention and discount make a value; an average hides two kinds of customers; and a call comes in time, or too late."),
    minutes=20,
    tell=tell,
)
