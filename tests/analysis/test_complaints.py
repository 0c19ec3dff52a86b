"""Complaints by cause and channel, and how soon they are settled and contacts are answered."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom

from analysis.complaints import complaints, quantile
from tests.analysis.said import COMPLAINTS

START = datetime(2026, 1, 1, 9)
END = date(2026, 3, 31)


def complained(*rows: tuple) -> pl.DataFrame:
    """Complaints from (who, days after the first of January, hours until closed or None, state, cause, channel)."""
    return pl.DataFrame(
        [
            {"complaint": place, "customer": who, "opened_at": START + timedelta(days=day), "state": state, "cause": cause}
            | {"closed_at": None if hours is None else START + timedelta(days=day, hours=hours), "channel": channel}
            for place, (who, day, hours, state, cause, channel) in enumerate(rows)
        ],
        schema=COMPLAINTS,
    )


def test_open_complaints_wait_and_don_t_make_the_others_look_fast():
    """Trap: the mean of the closed ones. Six settled in a day, six never: half are settled within a day, nine tenths never."""
    rows = [(who, 0, 24, "resolved", "late", "phone") for who in range(6)] + [
        (who, 0, None, "open", "late", "phone") for who in range(6, 12)
    ]
    found = complaints(complained(*rows), as_of=END).all
    assert (found.n, found.settled, found.open, found.customers) == (12, 6, 6, 12)
    assert [(one.share, one.value) for one in found.hours] == [(0.5, 24), (0.9, None)]
    assert (found.soon.k, found.soon.n) == (6, 12)


def test_causes_and_channels_stand_by_their_number():
    rows = [(1, 0, 5, "resolved", "late", "phone")] * 3 + [(2, 0, 5, "resolved", None, "mail")] * 2
    found = complaints(complained(*rows), as_of=END)
    assert [(kind.name, kind.n, kind.customers) for kind in found.causes] == [("late", 3, 1), ("", 2, 1)]
    assert [kind.name for kind in found.channels] == ["phone", "mail"]


def test_what_was_closed_after_as_of_is_open_then():
    found = complaints(complained((1, 0, 24 * 40, "resolved", "late", None), (2, 60, 5, "resolved", "late", None)), as_of=date(2026, 1, 31))
    assert (found.all.n, found.all.settled, found.all.open) == (1, 0, 1)


def test_a_complaint_closed_without_a_day_is_in_no_time():
    """Nobody knows how long it took: it is neither open nor settled at once."""
    found = complaints(complained((1, 0, None, "resolved", "late", None), (2, 0, 10, "rejected", "late", None)), as_of=END).all
    assert (found.undated, found.rejected, found.settled, found.open) == (1, 1, 0, 0)
    assert found.hours[0].value == 10 and found.soon.n == 1


def test_a_complaint_of_yesterday_is_not_yet_late():
    """The share settled soon is of those that have had the time."""
    found = complaints(complained((1, 0, 5, "resolved", "a", None), (2, 88, None, "open", "a", None)), as_of=END).all
    assert (found.soon.k, found.soon.n) == (1, 1)


def contacts(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(
        [{"customer": 1, "happened_at": START, "channel": channel, "response_minutes": minutes} for channel, minutes in rows],
        schema={"customer": pl.Int64, "happened_at": pl.Datetime("us"), "channel": pl.String, "response_minutes": pl.Float64},
    )


def test_contacts_are_held_against_the_standard_of_their_channel():
    """Within two rings, within three seconds: minutes may be parts of one. Who was not timed is in no share."""
    rows = [("Phone", 0.02)] * 30 + [("Phone", 0.06)] * 10 + [("Phone", None)] * 5 + [("bot", 0.5)]
    found = complaints(complained(), contacts(*rows), as_of=END, standards={"phone": 0.05, "messenger": 1})
    phone, bot = found.by_channel
    assert (phone.kept.k, phone.kept.n, phone.unknown, phone.n) == (30, 40, 5, 45)
    assert bot.kept is None and bot.standard is None
    assert found.unmatched == ("messenger",)
    assert (found.contacts.n, found.contacts.standard) == (46, None)


def test_without_orders_the_last_day_is_that_of_the_complaints_and_contacts():
    said = complained((1, 0, 24, "resolved", "late", None), (2, 40, None, "open", "late", None))
    assert complaints(said).as_of == date(2026, 2, 10)
    assert complaints(said.head(1), contacts(("phone", 1.0))).as_of == date(2026, 1, 2)
    assert complaints(complained()).all.n == 0


def test_nothing_complained_of_and_nobody_in_contact():
    found = complaints(complained(), as_of=END)
    assert (found.all.n, found.all.hours, found.all.soon, found.causes, found.contacts.n) == (0, (), None, (), 0)
    assert complaints(complained(), contacts(("phone", None)), as_of=END).by_channel[0].minutes == ()


@pytest.mark.parametrize("n", [3, 6, 20, 101])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_order_statistics_cover_as_often_as_they_say(n, share):
    """Naive: the binomial chance that the quantile lies between the two values, added up; and no narrower pair would do on that side."""
    found = quantile(np.arange(1.0, n + 1), share)
    low, high = (None if end is None else int(end) for end in (found.low, found.high))
    below = binom.cdf(np.arange(-1, n + 1), n, share)
    chance = (1.0 if high is None else below[high]) - (0.0 if low is None else below[low])
    assert chance >= 0.95 - 1e-12
    assert low is None or below[low + 1] > 0.025
    assert found.value == sorted(range(1, n + 1))[int(np.ceil(share * n)) - 1]
