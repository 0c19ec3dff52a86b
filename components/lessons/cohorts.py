"""Lesson 2: how fast new customers fade, and how an average of it goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from analysis.lessons.cohorts import YEAR, Age, Facts, facts
from components import words, workspace
from components.charts import lesson_cohorts as charts
from components.language import _
from components.lessons.cohorts_tasks import tasks
from components.lessons.lesson import Guess, Lesson, Look, Point, Reveal, Screen, Told, refusing


@refusing
def tell(truth: Mapping) -> Told:
    """Tell it of the company at hand."""
    found = workspace.current()
    expected = {point["age"]: point["rate"] for point in truth["expected"]["retention"]["month"]["active"]}
    return told(facts(found.occasions, found.attributes["channel"].to_list(), expected), company=truth["company"])


def told(found: Facts, *, company: str) -> Told:
    """Say what was reckoned."""
    return Told(
        guess=Guess(
            kind="curve",
            title=_("How fast do new customers fade?"),
            lead=_("Of 100 first-time buyers at {company}, **how many order** in each of these months after their first?").format(
                company=words.escape_markdown(company)
            ),
            points=tuple(_point(age) for age in found.ages),
            along=_("month"),
        ),
        looks=(
            Look(
                page="pages/retention.py",
                label=_("Retention: who ordered in each month after the first"),
                find=_("How deep is the first step of the curve, and how deep are the later ones?"),
            ),
            Look(
                page="pages/retention.py",
                label=_("Retention: the triangle below the curve"),
                find=_("Where does each row end, and why is nothing there instead of a zero?"),
            ),
        ),
        reveal=partial(reveal, found),
        screens=screens(found),
        tasks=tasks(found),
        facts=found,
    )


def _point(age: Age) -> Point:
    said = _("{k} of {n} ordered in month {age}: {share}").format(
        k=words.count(age.retained), n=words.count(age.at_risk), age=words.count(age.age), share=words.share(age.rate, age.low, age.high)
    )
    return Point(
        label=words.age_name(age.age, "month"),
        at=age.age,
        value=100 * age.rate,
        low=100 * age.low,
        high=100 * age.high,
        truth=None if age.truth is None else 100 * age.truth,
        said=said,
    )


def shape(found: Facts) -> str:
    """Name how they fade.

    "steep": the first month takes at least twice what all later ones take; "slow": it takes less than they do.
    """
    first, last = found.ages[0].rate, found.ages[-1].rate
    lost_first, lost_later = 1 - first, max(first - last, 0.0)
    return "steep" if lost_first >= 2 * lost_later else "slow" if lost_first < lost_later else "steady"


def reveal(found: Facts, given: tuple[float, ...]) -> Reveal:
    """Say what is so, and how far the guess was from it."""
    title = {
        "steep": _("They fade at once, then hardly at all"),
        "steady": _("Most of the fading is over in the first month"),
        "slow": _("They fade slowly, month by month"),
    }[shape(found)]
    first = found.ages[0]
    said = _("You guessed {guess} in the first month; it was **{data} of 100** ({level}: {low_high}){truth}.").format(
        guess=words.count(round(given[0])),
        data=words.decimal(100 * first.rate, 0),
        level=words.share(found.level),
        low_high=words.between(100 * first.low, 100 * first.high),
        truth="" if first.truth is None else _(", and in truth {truth}").format(truth=words.decimal(100 * first.truth, 1)),
    )
    return Reveal(title=title, text=f"{said} {_how_far(found, given)}")


def _how_far(found: Facts, given: tuple[float, ...]) -> str:
    off = sum(one - 100 * age.rate for one, age in zip(given, found.ages, strict=True)) / len(given)
    within = sum(100 * age.low <= one <= 100 * age.high for one, age in zip(given, found.ages, strict=True))
    if within == len(given):
        return _("All your points lie within the data’s intervals.")
    if round(abs(off)) == 0:
        return _("On average you were right.")
    points = words.points(abs(off) / 100)
    return (_("On average you were {points} too high.") if off > 0 else _("On average you were {points} too low.")).format(points=points)


def screens(found: Facts) -> tuple[Screen, ...]:
    """Four ideas, one each."""
    last, year = found.ages[-1], found.year
    return (
        Screen(
            title=_("Not yet is not no"),
            text=_(
                "{n} customers have had {months} months; {all} ever came. Divide by all, and whoever came last month counts as lost: month "
                "{months} then reads {wrong} instead of **{right}**. Only those who have had the time belong below the line."
            ).format(
                n=words.count(last.at_risk),
                months=words.count(last.age),
                all=words.count(found.customers),
                wrong=words.share(last.counted_as_no, digits=1),
                right=words.share(last.rate, digits=1),
            ),
            draw=partial(charts.counted, found),
            alt=charts.counted_alt(found),
            source=_("Kaplan and Meier 1958, Journal of the American Statistical Association 53, 457–481: whoever is still watched is "
                "no loss."),
        ),
        Screen(
            title=_("A mean of shares counts groups, not people"),
            text=_(
                "{small} brought {n_small} customers, {large} brought {n_large}. In a mean of the months’ shares both weigh the same. "
                "Add up "
                "those who did, add up those who came, and divide **once**: then each customer counts once."
            ).format(
                small=words.capital(words.the_period(found.smallest.name, "month")),
                n_small=words.count(found.smallest.size),
                large=words.the_period(found.largest.name, "month"),
                n_large=words.count(found.largest.size),
            ),
            source=_("Simpson 1951, Journal of the Royal Statistical Society B 13, 238–241, on what tables say apart and together."),
        ),
        Screen(
            title=_("Old and new customers are two crowds"),
            text=_mixed_text(found),
            draw=partial(charts.mixed, found),
            alt=charts.mixed_alt(found),
            source=_("Fader and Hardie 2010, Marketing Science 29, 85–93, on what hides in a mixed retention rate."),
        ),
        Screen(
            title=_("Who is left is not like who came"),
            text=_(
                "In their first {days} days all newcomers ordered on {all}; the {n} who were still ordering in month {months} had "
                "ordered on "
                "**{left}**. Ask only those who are left, and you hear from {who}: the others can’t answer."
            ).format(
                days=words.count(year.early_days),
                all=words.decimal(year.early_all, 1),
                n=words.count(year.left),
                months=words.count(YEAR),
                left=words.decimal(year.early_left, 1),
                who=_("the keenest") if year.early_left > year.early_all else _("a few"),
            ),
            source=_("Wald 1943, A Method of Estimating Plane Vulnerability Based on Damage of Survivors."),
        ),
    )


def _mixed_text(found: Facts) -> str:
    first, last = found.first, found.last
    of_buyers = [words.share(one.old) for one in (first, last)]
    quarters = [words.the_period(one.quarter, "quarter") for one in (first, last)]
    said = _("Of those who ordered in {first}, {a} had ordered before; in {last} it was {b}.").format(
        first=quarters[0], a=of_buyers[0], last=quarters[1], b=of_buyers[1]
    )
    rose = last.old > first.old
    why = (
        _("It rises in any company that grows older: there are more old customers to come back. It says nothing of whether newcomers stay.")
        if rose
        else _("Many newcomers lower it, few raise it. It says nothing of whether newcomers stay.")
    )
    return f"{said} {why} {_('Follow those who **came together**.')}"


LESSON = Lesson(
    key="cohorts",
    name=_("Cohorts"),
    question=_("How fast do new customers fade?"),
    about=_("Follow those who came together, and meet four averages that mislead."),
    minutes=15,
    tell=tell,
)
