"""Sales as a till knows them: what customers ordered, what failed before, what was given back, who left no name, and tests."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data import clock
from sample_data.clock import DAY
from sample_data.company import Company
from sample_data.lives import Lives

PAID, REFUNDED, PARTLY, VOIDED, CANCELLED, PENDING, TEST = range(7)
COUNTED = (PAID, REFUNDED, PARTLY)
#: Out of 1000 orders: those given back whole, and those of which a quarter is given back; the order remains one.
FULLY_REFUNDED, PARTLY_REFUNDED, PART = 16, 22, 4
#: Out of 1000 orders: those before which an attempt failed, minutes earlier, and how: voided, cancelled, never paid.
ATTEMPTS, WAYS_TO_FAIL = 17, (8, 6, 3)
ORDERED, ATTEMPT, GUEST, TRIED = range(4)  # in the order in which equal times stand
NOBODY = -1


def net_share() -> float:
    """What remains of gross, on average.

    >>> round(net_share(), 4)
    0.9785
    """
    return 1 - FULLY_REFUNDED / 1000 - PARTLY_REFUNDED / 1000 / PART


def at_counter(company: Company, channel: np.ndarray) -> np.ndarray:
    """Whether orders of these channels are made in a shop, by its hours."""
    shops = [company.trade.name == "fuel" or channel.name in ("pos", "own shops") for channel in company.trade.channels]
    return np.array([*shops, True])[channel]


def sales(company: Company, found: Lives) -> pl.DataFrame:
    """What these customers ordered, and what failed before it.

    Returns
    -------
    polars.DataFrame
        `at` (seconds since the first midnight), `tag` (`ORDERED` to `TRIED`), `who` (`NOBODY`), `nth`, `channel`, `state` (`PAID` to
        `TEST`), `cents`, `refund` (cents), `refund_at` (seconds), `discount`, and for each line `article`, `pieces`, `unit` with its
        number.
    """
    orders, draws = found.orders, company.draws
    who, nth = orders.who, orders.nth
    channel = found.people.channel[orders.place]
    of_day = clock.seconds(company, who, "order", nth, at_counter=at_counter(company, channel))
    at = orders.day.astype(np.int64) * DAY + _in_turn(who, orders.day, nth, of_day)
    fate = draws.below(who, "given back", 1000, nth)
    state = np.where(fate < FULLY_REFUNDED, REFUNDED, np.where(fate < FULLY_REFUNDED + PARTLY_REFUNDED, PARTLY, PAID))
    refund = np.where(state == REFUNDED, orders.cents, np.where(state == PARTLY, orders.cents // PART, 0))
    later = (1 + draws.below(who, "given back after", 9, nth)) * DAY
    made = pl.DataFrame(
        {
            "at": at, "tag": np.full(len(at), ORDERED, dtype=np.int8), "who": who, "nth": nth, "channel": channel.astype(np.int8),
            "state": state.astype(np.int8), "cents": orders.cents, "refund": refund,
            "refund_at": np.minimum(at + later, company.days * DAY - 1), "discount": orders.discount,
            **_lines(orders.articles, orders.pieces, orders.unit),
        }
    )  # fmt: skip
    failed = draws.below(who, "fails first", 1000, nth) < ATTEMPTS
    how = np.array([VOIDED, CANCELLED, PENDING])[draws.pick(who[failed], "fails by", WAYS_TO_FAIL, nth[failed])]
    before = 180 + draws.below(who[failed], "tries again after", 1200, nth[failed])
    attempts = made.filter(pl.Series(failed)).with_columns(
        at=pl.col("at") - before, tag=pl.lit(ATTEMPT, dtype=pl.Int8), state=pl.Series(how.astype(np.int8)), refund=pl.lit(0, dtype=pl.Int64)
    )
    return pl.concat([made, attempts])


def _in_turn(who, day, nth, of_day) -> np.ndarray:
    """Of a customer's orders of one day the later is the one that is counted later."""
    by_number, by_time = np.lexsort((nth, day, who)), np.lexsort((of_day, day, who))
    found = np.empty_like(of_day)
    found[by_number] = of_day[by_time]
    return found


def _lines(articles: np.ndarray, pieces: np.ndarray, unit: np.ndarray) -> dict[str, np.ndarray]:
    return {
        f"{name}{line}": np.ascontiguousarray(values[:, line], dtype=kind)
        for line in range(articles.shape[1])
        for name, values, kind in (("article", articles, np.int16), ("pieces", pieces, np.int32), ("unit", unit, np.int64))
    }


def guests(company: Company) -> int:
    """How many sales name nobody."""
    return round(company.trade.guests * company.customers)


def guest_sales(company: Company, numbers: np.ndarray) -> pl.DataFrame:
    """Sales at the till to people who left no name, as `sales` gives them; `nth` is the sale's number."""
    trade, draws = company.trade, company.draws
    total = int(company.newcomers[company.days])
    day = np.searchsorted(company.newcomers, (draws.uniform(numbers, "guest comes") * total).astype(np.int64), side="right") - 1
    day = day.clip(0, company.days - 1)
    counters = np.flatnonzero(at_counter(company, np.arange(len(trade.channels))))
    channel = counters[draws.below(numbers, "guest at", len(counters))]
    wanted = trade.value_cents * draws.gamma(numbers, "guest spends", max(trade.value_shape, 1.0)) / max(trade.value_shape, 1.0)
    dearer = np.where(day >= company.day(trade.effects.price_day), trade.effects.price_rise, 0.0) * company.has("price_rise")
    dearer = dearer + (day >= company.lever_from) * company.moves("price")
    lines = trade.most_lines if trade.articles else 1
    articles = np.full((len(numbers), lines), -1, dtype=np.int16)
    pieces, unit = np.zeros((len(numbers), lines), dtype=np.int32), np.zeros((len(numbers), lines), dtype=np.int64)
    cents = np.maximum(np.floor(wanted * (1 + dearer) + 0.5).astype(np.int64), 100)
    if trade.articles:
        articles[:, 0] = trade.nearest(wanted)
        pieces[:, 0] = 1
        unit[:, 0] = trade.price(articles[:, 0], dearer)
        cents = unit[:, 0]
    of_day = clock.seconds(company, numbers, "guest", at_counter=True)
    return _nobodys(company, GUEST, numbers, day, of_day, channel, PAID, cents, articles, pieces, unit)


def tests(company: Company) -> pl.DataFrame:
    """The owner tries the till on the first day, twice later, and on the last day: every file reaches from the first day to the last."""
    last = company.days - 1
    day = np.array([0, last // 4, last * 2 // 3, last])
    of_day = np.array([6 * 3600 + 131, 5 * 3600 + 1867, 5 * 3600 + 3002, 6 * 3600 + 580])
    lines = company.trade.most_lines if company.trade.articles else 1
    articles, pieces, unit = (np.zeros((4, lines), dtype=np.int64) for _ in range(3))
    articles[:, 1:] = -1
    cents = np.full(4, 100, dtype=np.int64)
    if company.trade.articles:
        pieces[:, 0], unit[:, 0] = 1, company.trade.articles[0][2]
        cents = unit[:, 0].copy()
    else:
        articles[:] = -1
    return _nobodys(company, TRIED, np.arange(4), day, of_day, np.zeros(4, dtype=np.int64), TEST, cents, articles, pieces, unit)


def _nobodys(company, tag, number, day, of_day, channel, state, cents, articles, pieces, unit) -> pl.DataFrame:
    at = day.astype(np.int64) * DAY + of_day
    size = len(at)
    return pl.DataFrame(
        {
            "at": at, "tag": np.full(size, tag, dtype=np.int8), "who": np.full(size, NOBODY), "nth": number.astype(np.int64),
            "channel": channel.astype(np.int8), "state": np.full(size, state, dtype=np.int8), "cents": cents.astype(np.int64),
            "refund": np.zeros(size, dtype=np.int64), "refund_at": at, "discount": np.zeros(size, dtype=bool),
            **_lines(articles, pieces, unit),
        }
    )  # fmt: skip
