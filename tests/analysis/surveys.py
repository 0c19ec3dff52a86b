"""Surveys made by hand."""

import numpy as np

from analysis.ratings import Item
from analysis.scales import Scale
from analysis.survey import NOBODY, LeftOut, Survey

FIVE = Scale(low=1, high=5)


def item(name: str, *, group: str | None = None, scale: Scale = FIVE) -> Item:
    """A question that was asked on one scale."""
    return Item(name=name, group=group, scale=scale, asked=(scale,), rescaled=0)


def survey(performance, overall, *, names=None, items=None, customer=None, channel=None, day=None, **aspects) -> Survey:
    """A survey of these ratings (nan: not answered); `expectation`, `importance` and `recommendation` as they are given."""
    performance, overall = np.asarray(performance, dtype=float), np.asarray(overall, dtype=float)
    rows, columns = performance.shape
    missing = np.full(performance.shape, np.nan)
    recommendation = aspects.get("recommendation")
    return Survey(
        audience="customer",
        response=np.arange(1, rows + 1),
        customer=np.full(rows, NOBODY) if customer is None else np.asarray(customer, dtype=np.int64),
        day=np.zeros(rows, dtype=np.int64) if day is None else np.asarray(day, dtype=np.int64),
        channel=np.full(rows, "", dtype=object) if channel is None else np.asarray(channel, dtype=object),
        team=np.full(rows, "", dtype=object),
        wave=np.zeros(rows, dtype=np.int32),
        waves=(),
        wave_kind="burst",
        items=tuple(items or (item(name) for name in names or "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:columns])),
        performance=performance,
        expectation=np.asarray(aspects.get("expectation", missing), dtype=float),
        importance=np.asarray(aspects.get("importance", missing), dtype=float),
        overall=overall,
        recommendation=np.full(rows, np.nan) if recommendation is None else np.asarray(recommendation, dtype=float),
        overall_item=item("All in all"),
        recommendation_item=None if recommendation is None else item("Would you recommend us?", scale=Scale(low=0, high=10)),
        recommendation_elsewhere=0,
        straight=np.zeros(rows, dtype=bool),
        left_out=LeftOut(earlier=0, twins=0, repeated=0, later=0),
        copies=(),
    )
