"""What the lesson on stages asks: how many become loyal, who only looks loyal, what help brings, and to how many."""

from __future__ import annotations

from analysis.attitude import SPURIOUS
from analysis.lessons.exercise import Choice, Exercise, exercise
from analysis.lessons.stages import IS_HERE, NOT_LOYAL, WAS_LOYAL, Facts


def tasks(told: Facts) -> tuple[Exercise | Choice, ...]:
    """Ask what can be reckoned from the facts; to how many help brings an order only where the data tell that it brings any."""
    asked: list[Exercise | Choice] = [_become(told), _kind(told), _points(told)]
    if told.sure:
        asked.append(_brought(told))
    return tuple(asked)


def _become(told: Facts) -> Exercise:
    by_name = {one.name: one for one in told.far}
    loyal = [by_name[WAS_LOYAL], by_name[IS_HERE]]
    ever, young = sum(one.followed for one in loyal), sum(one.recent for one in loyal)
    again = ever + by_name[NOT_LOYAL].followed
    return exercise(
        "become",
        value=100 * told.loyal.rate,
        low=100 * told.loyal.low,
        high=100 * told.loyal.high,
        n=told.loyal.n,
        digits=1,
        slips={
            "young": 100 * (ever + young) / told.customers,
            "now": 100 * by_name[IS_HERE].followed / told.loyal.n,
            "again": 100 * ever / max(again, 1),
        },
    )


def _kind(told: Facts) -> Choice:
    return Choice(name="kind", options=tuple(one.kind for one in told.people), right=SPURIOUS)


def _points(told: Facts) -> Exercise:
    value, low, high = (100 * end for end in told.help)
    helped, not_helped = told.helped.rate, told.not_helped.rate
    return exercise(
        "points",
        value=value,
        low=low,
        high=high,
        n=told.helped.n + told.not_helped.n,
        digits=1,
        slips={
            "ratio": 100 * (helped / not_helped - 1) if not_helped else float("nan"),
            "content": 100 * (helped - told.content.rate),
            "share": 100 * helped,
        },
    )


def _brought(told: Facts) -> Exercise:
    n = told.not_helped.n
    value, low, high = (n * end for end in told.help)
    return exercise(
        "brought",
        value=value,
        low=low,
        high=high,
        n=n,
        slips={
            "all_lost": float(n - told.not_helped.k),
            "everyone": (n + told.helped.n) * told.help[0],
            "all_helped": n * told.helped.rate,
        },
    )

