"""The rows of estimate and truth side by side: of each page's result, what it says and what is true.

The truth of an invented company is plain numbers: those of the document that its generator writes, or what its lives come to. Nothing here
looks at how they were made.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.drivers import Drivers
from analysis.overview import Overview
from analysis.programme_effect import ProgrammeEffect
from analysis.recovery import Recovery
from analysis.respondents import Respondents
from analysis.retention import Retention
from analysis.side_by_side import Row
from analysis.stages import ABANDONED, AT_RISK, LOYALTY, STAGES
from analysis.staying import Staying

#: Ages, in months, at which the pooled curve is held against the truth: neighbours share customers, so not all of them.
AGES = (1, 3, 6, 12)


def overview_rows(truth: Mapping, result: Overview) -> list[Row]:
    """Who was lost in the last period by the rule, and who really left in it."""
    bucket, known = result.bucket, truth["bucket"].get(result.period, {}).get(result.label)
    if bucket is None or known is None:
        return []
    return [
        Row(page="overview", asked="lost", about=result.label, unit="people", value=bucket.lost, n=bucket.at_start, truth=known["left"])
    ]


def retention_rows(truth: Mapping, result: Retention) -> list[Row]:
    """The pooled share that orders, at a few ages, and what is to be expected of a company like this."""
    known = {point["age"]: point["rate"] for point in truth["expected"]["retention"].get(result.period, {}).get(result.kind, ())}
    return [
        Row(
            page="retention",
            asked="active",
            about=str(seen.age),
            unit="share",
            value=seen.rate,
            low=seen.low,
            high=seen.high,
            n=seen.at_risk,
            level=result.level,
            truth=known[seen.age],
        )
        for seen in result.pooled
        if seen.age in AGES and seen.age in known
    ]


def leaving_rows(result: Staying, second_after: np.ndarray) -> list[Row]:
    """The share of customers who order a second time within what is known, and those who really will have.

    Parameters
    ----------
    result : Staying
    second_after : int array
        Days from the first to the second order, of every customer, known or still to come.
    """
    within = result.second_order.within
    if within is None:
        return []
    return [
        Row(
            page="leaving",
            asked="second",
            about=str(within.days),
            unit="share",
            value=within.rate,
            low=within.low,
            high=within.high,
            n=result.second_order.curve.n,
            level=result.level,
            truth=float((second_after <= within.days).mean()),
        )
    ]


def money_rows(result, brought: Mapping[int, float]) -> list[Row]:
    """What a customer brings in the first so many months.

    Parameters
    ----------
    result : Brought
    brought : mapping of months to minor units
        What is to be expected, refunds taken off.
    """
    ages = {age.age: age for age in result.ages}
    return [
        Row(
            page="money",
            asked="brought",
            about=str(months),
            unit="money",
            value=ages[months - 1].so_far.value,
            low=ages[months - 1].so_far.low,
            high=ages[months - 1].so_far.high,
            n=ages[months - 1].customers,
            level=result.level,
            truth=truth,
        )
        for months, truth in brought.items()
        if months - 1 in ages
    ]


def satisfaction_rows(truth: Mapping, result: Drivers, planted: Sequence[str]) -> list[Row]:
    """Points of satisfaction that go with a point of a rating, and the weights that were planted.

    `planted` names the attributes to show first; of the others the largest and the smallest weight follow.
    """
    weights = {one["name"]: one["weight"] for one in truth["drivers"]}
    told = {one.name: one for one in result.attributes if one.name in weights and one.coefficient is not None}
    rest = sorted((name for name in told if name not in planted), key=lambda name: -weights[name])
    names = dict.fromkeys([*(name for name in planted if name in told), *rest[:1], *rest[-1:]])
    return [
        Row(
            page="satisfaction",
            asked="weight",
            about=name,
            unit="weight",
            value=told[name].coefficient,
            low=told[name].coefficient_low,
            high=told[name].coefficient_high,
            n=result.n,
            level=result.level,
            truth=weights[name],
        )
        for name in names
    ]


def answers_rows(result: Respondents, satisfaction: float) -> list[Row]:
    """Mean satisfaction as it was answered, and weighted to all customers, beside that of all orders."""
    overall = next((one for one in result.weighed if one.kind == "overall"), None)
    if overall is None:
        return []
    return [
        _mean("answers", asked, told, level=result.level, truth=satisfaction, unit="rating")
        for asked, told in (("answered", overall.plain), ("weighted", overall.weighted))
        if told is not None
    ]


def difference_rows(truth: Mapping, name: str, comparison, *, page: str, level: float) -> list[Row]:
    """How many more order again, of two groups that are planted to differ, beside the difference in the long run."""
    told = next((one for one in truth["planted"] if one["name"] == name), None)
    if comparison is None or told is None:
        return []
    size = min(comparison.first.n, comparison.second.n)
    points = told["difference_points"] / 100 if told["on"] else 0.0
    return [
        Row(
            page=page,
            asked=name,
            unit="points",
            value=comparison.difference,
            low=comparison.low,
            high=comparison.high,
            n=size,
            level=level,
            truth=points,
        )
    ]


def complaints_rows(truth: Mapping, result: Recovery) -> list[Row]:
    """How many more come back after a complaint settled in time than after one settled late or never."""
    pair = next((one for one in result.pairs if (one.first, one.second) == ("soon", "late")), None)
    return difference_rows(truth, "complaints", pair and pair.comparison, page="complaints", level=result.level)


def employees_rows(result, mean: float) -> list[Row]:
    """The index of all questions together; `mean` is the expected answer, 1 to 5."""
    whole = [one for one in result.results if one.indicator == "all" and one.team is None]
    return [_mean("employees", "index", whole[-1].mean, level=result.level, truth=25 * (mean - 1), unit="hundred")] if whole else []


def stages_rows(stage: np.ndarray, left: np.ndarray) -> list[Row]:
    """Of those called loyal, at risk, abandoned, how many have really left for good.

    Parameters
    ----------
    stage : int array
        Of every customer with an order, places in `STAGES`.
    left : bool array, alike
    """
    return [
        Row(
            page="stages",
            asked="called",
            about=STAGES[code],
            unit="share",
            value=float("nan"),
            n=int(there.sum()),
            truth=float(left[there].mean()),
        )
        for code in (LOYALTY, AT_RISK, ABANDONED)
        if (there := stage == code).any()
    ]


def again_rows(test: Sequence, stage: np.ndarray, ordered: np.ndarray, *, level: float = 0.95) -> list[Row]:
    """How many of a stage ordered again in the last stretch, and how many of those there now will in a stretch as long.

    Parameters
    ----------
    test : sequence of Repurchase
        Of the newest day that was tested.
    stage, ordered : arrays
        Of every customer with an order: the stage now, and whether they order in the stretch to come.
    """
    return [
        Row(
            page="stages",
            asked="again",
            about=row.stage,
            unit="share",
            value=row.rate,
            low=row.low,
            high=row.high,
            n=row.n,
            level=level,
            truth=float(ordered[stage == STAGES.index(row.stage)].mean()),
        )
        for row in test
        if row.stage in ("loyalty", "at_risk") and (stage == STAGES.index(row.stage)).any()
    ]


def programme_rows(result: ProgrammeEffect) -> list[Row]:
    """How many more come back because they joined: in truth none."""
    told = result.timing
    if told is None:
        return []
    return [
        Row(
            page="programmes",
            asked="programme",
            unit="points",
            value=told.difference,
            low=told.low,
            high=told.high,
            n=told.joined,
            level=result.level,
            truth=0.0,
        )
    ]


def value_rows(result, paid_ahead: np.ndarray, *, net_of_paid: float) -> list[Row]:
    """What today's customers will bring within the horizon, discounted, beside what they do bring.

    Parameters
    ----------
    result : Baseline
    paid_ahead : float array of months
        Minor units that all of today's customers pay in each month to come, before refunds.
    net_of_paid : float
        What is left of it once refunds are taken off.
    """
    if len(paid_ahead) < result.months:
        return []
    months = np.arange(1, result.months + 1)
    worth = paid_ahead[: result.months] * (1 + result.discount_rate) ** (-months / 12)
    return [
        Row(
            page="value",
            asked="value",
            about=str(result.months),
            unit="money",
            value=result.to_come.value,
            low=result.to_come.low,
            high=result.to_come.high,
            n=result.customers,
            level=result.level,
            truth=float(worth.sum()) * result.margin * net_of_paid,
        )
    ]


def lever_rows(outcomes: Mapping[str, object], truths: Mapping[str, float]) -> list[Row]:
    """What a lever is said to bring, and what it brings.

    Parameters
    ----------
    outcomes : mapping of {"today", "together"} to Outcome
        Of today's customers alone, and with those to come.
    truths : mapping of the same to minor units
    """
    return [
        Row(
            page="whatif",
            asked=f"lever {which}",
            about=str(result.months),
            unit="money",
            value=result.difference.value,
            low=result.difference.low,
            high=result.difference.high,
            n=result.customers,
            level=result.level,
            truth=truths[which],
        )
        for which, result in outcomes.items()
    ]


def _mean(page: str, asked: str, told, *, level: float, truth: float, unit: str) -> Row:
    return Row(page=page, asked=asked, unit=unit, value=told.value, low=told.low, high=told.high, n=told.n, level=level, truth=truth)
