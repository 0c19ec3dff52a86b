"""Lesson: stages and the one third. How far newcomers come, who is loyal and means it, and what help after a complaint brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np

import sample_data
from analysis import calendar, evidence
from analysis.attitude import FIELDS
from analysis.dated import dated
from analysis.lessons.exercise import Choice, Exercise
from analysis.lessons.stage_tasks import tasks
from analysis.lessons.stages import Facts, Known, facts, loyal_ever
from analysis.occasions import of_days
from analysis.relations import relate
from analysis.rhythm import Rule
from components import attitude, complaints, ways, words, workspace
from components.charts import lesson_stages as charts
from components.language import _
from components.lessons.lesson import TENTHS, Guess, Lesson, Look, Point, Reveal, Scale, Screen, Table, Task, Told, refusing
from components.sentences import lesson_stage_tasks as asking
from components.sentences import lesson_stages as sentences
from components.stages import StageView
from models.errors import Refused
from sample_data.lives import lives

#: So many customers of the same kind tell the truth: an eighth of a second for ten thousand of them.
MANY = 30_000


@refusing
def tell(truth: Mapping) -> Told:
    """Tell the lesson of the company at hand."""
    return told(gather(truth), str(truth["company"]))


def gather(truth: Mapping) -> Facts:
    """Gather what the pages show, and what is true.

    Raises
    ------
    models.errors.Refused, analysis.errors.Refused
        Where the company can't show the lesson.
    """
    if workspace.current() is None:
        raise Refused(found="no orders", needed="a company’s orders", do="open the lesson’s company")
    view = StageView.of((), True, workspace.terms())
    result, walk = ways.found(view), ways.followed(view)[1]
    if not result.complete or evidence.strength(result.followed) != "enough":
        raise Refused(
            found=_("{n} followed for long enough").format(n=words.customers(result.followed)),
            needed=_("{n}, for {gaps} of their usual gaps").format(n=words.count(evidence.FEW_BELOW), gaps=words.count(result.needed)),
            do=_("open a company with more customers, or a longer history"),
        )
    loyalty, declared = attitude.found(view.chosen), attitude.declared_in(view.chosen)
    if declared is None or {one.field for one in loyalty.fields if one.share.k} != set(FIELDS):
        raise Refused(
            found=_("answers that don’t show all four kinds of loyalty"),
            needed=_("a customer of each kind"),
            do=_("open a company with more customers who answered"),
        )
    after = complaints.after()
    if after is None or any(one.retained is None or one.retained.n < evidence.THIN_BELOW for one in after.groups):
        raise Refused(
            found=_("too few complaints"),
            needed=_("{n} that were settled soon, and as many that were not").format(n=words.count(evidence.THIN_BELOW)),
            do=_("open a company with more customers"),
        )
    relations = view.relations
    known = truly(truth, gap_days=result.usual_gap_days, days=result.follow_up_days, rule=relations.rule)
    return facts(relations, walk, result, declared, loyalty, after, known)


def truly(truth: Mapping, *, gap_days: float, days: float, rule: Rule) -> Known:
    """Follow far more customers of the same kind for as long, by the same rule.

    Parameters
    ----------
    truth : mapping
    gap_days : float
        The usual gap that the company's data show.
    days : float
        For so long a customer is followed at least.
    rule : Rule
    """
    company = sample_data.again(truth)
    many = replace(company, seed=company.seed + 1, customers=MANY)
    orders = lives(many, np.arange(MANY)).orders
    day = orders.day.astype(np.int64) + calendar.day_number(company.trade.first_day)
    days_of = of_days(orders.place, day, as_of=company.trade.last_day)
    nothing = dated(days_of.customers, np.array([]), np.array([]))
    followed, loyal = loyal_ever(relate(days_of, nothing, nothing, usual_gap_days=gap_days, rule=rule), days=days)
    left = np.zeros(MANY, dtype=bool)
    left[orders.place[orders.left]] = True
    planted = next(one for one in truth["planted"] if one["name"] == "complaints")
    return Known(
        customers=int(followed.sum()),
        loyal=int((followed & loyal).sum()),
        left=int((followed & loyal & left).sum()),
        well=planted["others_share"] if planted["on"] else None,
        badly=planted["group_share"] if planted["on"] else None,
    )


def told(found: Facts, company: str) -> Told:
    """Put the lesson together."""
    return Told(
        guess=_guess(found, company),
        looks=_looks(),
        reveal=lambda guessed: Reveal(title=sentences.reveal_title(found), text=sentences.reveal_text(found, guessed[0])),
        screens=_screens(found),
        tasks=tuple(_task(found, asked) for asked in tasks(found)),
        facts=found,
    )


def _guess(found: Facts, company: str) -> Guess:
    share = found.loyal
    return Guess(
        kind="number",
        title=_("How many become loyal?"),
        lead=sentences.lead(found, company),
        points=(
            Point(
                label=_("Become loyal"), value=100 * share.rate, low=100 * share.low, high=100 * share.high, truth=100 * found.true_loyal,
                said=asking.said(found),
            ),
        ),
        label=_("New customers who become loyal, per cent"),
    )  # fmt: skip


def _looks() -> tuple[Look, ...]:
    return (
        Look(
            page="pages/stages.py",
            query={"step": "12"},
            label=_("Who went where in a year"),
            find=_("Go down to the bands. **Which way do most go from capture?** Does any come back from abandoned?"),
        ),
        Look(
            page="pages/ways.py",
            label=_("The ways they take"),
            find=_("Each bar is a way. **Which is the commonest?** The dotted line marks a third: do as many reach loyalty?"),
        ),
        Look(
            page="pages/loyalty.py",
            label=_("Who means it"),
            find=_("Go down to “Do they stay because they want to?” **How many buy steadily and don’t mean it?**"),
        ),
    )


def _screens(found: Facts) -> tuple[Screen, ...]:
    both = found.sooner is not None
    return (
        Screen(
            title=_("Not a ladder"),
            text=sentences.ways_text(found),
            draw=partial(charts.ends, found),
            alt=charts.ends_alt(found),
            source=sentences.ladder_source(),
        ),
        Screen(
            title=_("Four kinds of loyalty"),
            text=sentences.kinds_text(found),
            draw=partial(charts.kinds, found),
            alt=charts.kinds_alt(found),
            source=sentences.kinds_source(),
        ),
        Screen(
            title=_("Who only looks loyal"),
            text=sentences.doubtful_text(found),
            draw=partial(charts.again, found) if both else None,
            alt=charts.again_alt(found) if both else "",
            source=sentences.doubtful_source(),
        ),
        Screen(
            title=_("A complaint put right"),
            text=sentences.help_text(found),
            draw=partial(charts.helped, found),
            alt=charts.helped_alt(found),
            source=sentences.help_source(),
        ),
    )


def _task(found: Facts, asked: Exercise | Choice) -> Task:
    return {"become": _become, "kind": _kind, "points": _points, "brought": _brought}[asked.name](found, asked)


def _become(found: Facts, asked: Exercise) -> Task:
    headers, rows = asking.far_table(found)
    return Task(
        asked=asked,
        question=_("**What share of new customers become loyal?**"),
        label=_("Your answer, per cent"),
        table=Table(headers=headers, rows=rows, name=_("How far customers came")),
        hint=asking.become_hint(found),
        right=asking.become_right(found),
        slips=asking.become_slips(found, asked),
        scale=TENTHS,
    )


def _kind(found: Facts, asked: Choice) -> Task:
    headers, rows = asking.people_table(found)
    replies = asking.kind_replies(found)
    return Task(
        asked=asked,
        question=_("Four customers of the company. **Which one is spuriously loyal?**"),
        table=Table(headers=headers, rows=rows, name=_("Four customers"), note=asking.people_note(found)),
        hint=_("First find who buys steadily. Then see what they answered."),
        right=replies[asked.right],
        slips={kind: text for kind, text in replies.items() if kind != asked.right},
        options={kind: _("Customer {letter}").format(letter=asking.letter(found, kind)) for kind in asked.options},
    )


def _help_table(found: Facts) -> Table:
    headers, rows = asking.help_table(found)
    return Table(headers=headers, rows=rows, name=_("Who ordered again after a complaint"), note=asking.help_note(found))


def _points(found: Facts, asked: Exercise) -> Task:
    return Task(
        asked=asked,
        question=_("After a complaint: **how many points more** of those helped soon ordered again than of those who were not?"),
        label=_("Your answer, points"),
        table=_help_table(found),
        hint=_("Reckon a share for each of the first two rows. What lies between them?"),
        right=asking.points_right(found),
        slips=asking.points_slips(found, asked),
        scale=Scale(low=-100, high=1000, step=0.1, digits=1),
    )


def _brought(found: Facts, asked: Exercise) -> Task:
    return Task(
        asked=asked,
        question=asking.brought_question(found),
        label=_("Your answer, customers"),
        table=_help_table(found),
        hint=_("They lack as many points as you just found. How many customers are these, of so many?"),
        right=asking.brought_right(found, asked),
        slips=asking.brought_slips(found, asked),
        scale=Scale(low=0, high=float(found.helped.n + found.not_helped.n), step=1),
    )


LESSON = Lesson(
    key="stages",
    name=_("Stages"),
    question=_("How many become loyal?"),
    about=_("Which ways customers take, who is loyal and means it, and what a complaint put right brings."),
    minutes=15,
    tell=tell,
)
