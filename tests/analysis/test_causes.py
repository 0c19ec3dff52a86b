"""What complaints and contacts tell of losses: counted by hand, silent where there is nothing, found where something was put in."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.absences import absences
from analysis.causes import ORDERS, causes, limits
from analysis.comparisons import compare
from analysis.intervals import wilson
from analysis.last_words import NEVER, YEAR, last_words, losses, words
from analysis.ledger import Ledger
from tests.analysis import made

GAP = 12.0
CAUSES = ("late", "broken", "")


def book(history) -> Ledger:
    rng = np.random.default_rng(5)
    net = rng.integers(500, 9_000, len(history.day))
    return Ledger(currency="EUR", place=history.owner, day=history.day.astype(np.int64), net=net, size=len(history.customers))


def said(history, seed: int, share: float = 0.3) -> pl.DataFrame:
    """Complaints soon after orders, on days before as_of; some settled, some of people whom nobody knows."""
    rng = np.random.default_rng(seed)
    rows = []
    for place, day in zip(history.owner, history.day, strict=True):
        if rng.random() < share:
            opened = datetime(1970, 1, 1, 12) + timedelta(days=int(day) + int(rng.integers(0, 5)))
            closed = opened + timedelta(days=int(rng.integers(0, 9))) if rng.random() < 0.7 else None
            who = None if rng.random() < 0.05 else int(history.customers[place])
            rows.append((who, opened, closed, rng.choice(CAUSES) or None))
    schema = {"customer": pl.Int64, "opened_at": pl.Datetime("us"), "closed_at": pl.Datetime("us"), "cause": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").sample(fraction=1, shuffle=True, seed=seed)


def heard(frame, history):
    return words(frame, history, opened="opened_at", about="cause", closed="closed_at")


def nothing(history):
    frame = pl.DataFrame(schema={"customer": pl.Int64, "at": pl.Datetime("us"), "topic": pl.String})
    return words(frame, history, opened="at", about="topic")


def look(history, frame, **how):
    away = absences(history, usual_gap_days=GAP)
    return causes(history, away, book(history), usual_gap_days=GAP, complaints=heard(frame, history), contacts=nothing(history), **how)


def orders_of(history) -> list[dict]:
    """Every order with its next one and its limit, by plain loops."""
    longest, found = limits(history, usual_gap_days=GAP), []
    for place in range(len(history.customers)):
        days = history.day[history.start[place] : history.start[place + 1]].tolist()
        for number, day in enumerate(days):
            following = days[number + 1] if number + 1 < len(days) else None
            limit = float(longest[history.start[place] + number])
            before = days[number - 1] if number else -(10**6)
            found.append({"place": place, "number": number, "day": day, "before": before, "next": following, "limit": limit})
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_limit_of_each_order_is_that_of_the_absences(seed):
    history = made.random_history(seed)
    as_of = calendar.day_number(history.as_of)
    lost = {(o["place"], o["day"] + int(o["limit"]) + 1) for o in orders_of(history) if (o["next"] or as_of + 1) - o["day"] > o["limit"]}
    away = absences(history, usual_gap_days=GAP)
    assert {(place, since) for place, since in lost if since <= as_of} == set(zip(away.place.tolist(), away.since.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(3))
def test_every_loss_has_one_last_word_as_one_finds_it_by_reading(seed):
    history, frame = made.random_history(seed), said(made.random_history(seed), seed)
    away, ledger, as_of = absences(history, usual_gap_days=GAP), book(history), calendar.day_number(history.as_of)
    rows = [row for row in frame.sort("opened_at", "cause", "closed_at").rows() if row[0] is not None]
    expected: dict = {}
    for place, since in zip(away.place.tolist(), away.since.tolist(), strict=True):
        if not as_of - YEAR < since <= as_of:
            continue
        last = max(day for day in history.day[history.start[place] : history.start[place + 1]].tolist() if day < since)
        days = [((row[1] - datetime(1970, 1, 1)).days, row) for row in rows if row[0] == history.customers[place]]
        mine = [row for day, row in days if last <= day < since and day <= as_of]
        closed = mine and mine[-1][2] and (mine[-1][2] - datetime(1970, 1, 1)).days < since
        key = ("complaint", mine[-1][3] or "", bool(closed)) if mine else ("none", "", None)
        spent = zip(ledger.place.tolist(), ledger.day.tolist(), ledger.net.tolist(), strict=True)
        revenue = sum(net for who, day, net in spent if who == place and since - YEAR <= day < since)
        number, total = expected.get(key, (0, 0))
        expected[key] = (number + 1, total + revenue)
    found = look(history, frame)
    assert {(word.kind, word.about, word.settled): (word.lost, word.revenue) for word in found.words} == expected
    assert found.lost == sum(word.lost for word in found.words) and found.revenue == sum(word.revenue for word in found.words)
    assert all((word.low, word.high) == wilson(word.lost, found.lost) for word in found.words)


@pytest.mark.parametrize("seed", range(3))
def test_orders_with_a_complaint_are_compared_with_orders_without_as_one_counts_them(seed):
    history = made.random_history(seed, people=500)
    frame, as_of = said(history, seed), calendar.day_number(history.as_of)
    found = look(history, frame)
    complained: dict = {}
    for who, opened, closed, cause in frame.rows():
        if who is None:
            continue
        opened, closed = ((moment - datetime(1970, 1, 1)).days if moment else NEVER for moment in (opened, closed))
        place = int(np.searchsorted(history.customers, who))
        before = [day for day in history.day[history.start[place] : history.start[place + 1]].tolist() if day <= opened]
        if opened <= as_of and opened - before[-1] <= found.complaint_days:
            complained.setdefault((place, before[-1]), []).append((cause or "", closed <= before[-1] + found.complaint_days))
    for one in found.found:
        table: dict = {}
        for o in orders_of(history):
            if o["day"] + int(o["limit"]) + 1 > as_of or o["limit"] <= found.complaint_days:
                continue
            silent = (o["next"] or as_of + 1) - o["day"]
            if silent <= found.complaint_days or o["day"] - o["before"] <= found.complaint_days:
                continue
            mine = complained.get((o["place"], o["day"]), [])
            had = any(one.about in (None, cause) and one.settled in (None, in_time) for cause, in_time in mine)
            if mine and not had:
                continue
            month = int(calendar.numbers(np.array([o["day"]]), "month")[0])
            cell = table.setdefault((month, min(o["number"], ORDERS - 1)), [0, 0, 0, 0])
            cell[0 if had else 2] += silent > o["limit"]
            cell[1 if had else 3] += 1
        counted = compare(*zip(*table.values(), strict=True))
        assert (one.comparison.first, one.comparison.second, one.comparison.strata) == (counted.first, counted.second, counted.strata)
        assert [one.comparison.difference, one.comparison.low, one.comparison.p] == pytest.approx(
            [counted.difference, counted.low, counted.p]
        )


def test_what_is_put_in_is_found_and_nothing_else():
    rng = np.random.default_rng(8)
    people = [(0,), *((int(day), int(day) + 9) for day in rng.integers(0, 300, 900)), *((int(day),) for day in rng.integers(0, 300, 900))]
    history = made.history(*people, as_of=700)
    rows = []
    for place, days in enumerate(people):
        once = len(days) == 1
        if rng.random() < (0.3 if once else 0.1):  # who is lost complained of being late three times as often
            rows.append((place + 1, datetime(1970, 1, 1) + timedelta(days=days[0] + 1), None, "late"))
        elif rng.random() < 0.2:
            rows.append((place + 1, datetime(1970, 1, 1) + timedelta(days=days[0] + 1), None, "price"))
    frame = pl.DataFrame(rows, schema=["customer", "opened_at", "closed_at", "cause"], orient="row")
    frame = frame.with_columns(pl.col("closed_at").cast(pl.Datetime("us")))
    found = look(history, frame)
    verdicts = {one.about: one.distinguishable for one in found.found}
    assert verdicts["late"] and not verdicts["price"]
    late = next(one for one in found.found if one.about == "late")
    assert late.comparison.low > 0 and late.money.low > 0


def test_of_a_hundred_companies_whose_complaints_mean_nothing_few_raise_an_alarm():
    alarms = 0
    for seed in range(100):
        history = made.random_history(seed, people=250)
        alarms += any(one.distinguishable for one in look(history, said(history, seed)).found)
    assert alarms <= 9  # of 100 at 5 %, chance allows up to 9


def test_the_order_of_rows_and_the_unit_of_money_change_nothing_else():
    history = made.random_history(2, people=300)
    frame = said(history, 2)
    assert look(history, frame) == look(history, frame.reverse())
    away, mask = absences(history, usual_gap_days=GAP), np.arange(300) < 150
    dear = replace(book(history), net=book(history).net * 100)
    found = causes(history, away, dear, usual_gap_days=GAP, complaints=heard(frame, history), contacts=nothing(history))
    assert found.revenue == 100 * look(history, frame).revenue
    parts = [look(history, frame, mask=part) for part in (mask, ~mask)]
    assert sum(part.lost for part in parts) == found.lost


def test_a_contact_speaks_where_there_is_no_complaint():
    history = made.history((0,), (0,), (0,), as_of=200)
    away = absences(history, usual_gap_days=GAP)
    opened, closed = datetime(1970, 1, 3), datetime(1970, 1, 4)
    complaints = pl.DataFrame({"customer": [1], "opened_at": [opened], "closed_at": [closed], "cause": ["late"]})
    contacts = pl.DataFrame({"customer": [1, 2], "at": [datetime(1970, 1, 9)] * 2, "topic": ["price", "price"]})
    ledger = Ledger(currency="EUR", place=np.arange(3), day=np.zeros(3, int), net=np.array([5, 3, 1]), size=3)
    calls = words(contacts, history, opened="at", about="topic")
    found = last_words(losses(history, away, ledger), heard(complaints, history), calls)
    assert [(w.kind, w.about, w.settled, w.revenue) for w in found] == [
        ("complaint", "late", True, 5),
        ("contact", "price", None, 3),
        ("none", "", None, 1),
    ]


def demonstration(folder, **how):
    """Look at a demonstration company as the page does."""
    from analysis import ledger
    from analysis.company import company
    from analysis.last_words import complaints, contacts
    from models.answers import answers
    from models.contacts import contacts as read_contacts
    from models.frames import frames
    from models.store import Store
    from tests.demonstration import bring

    bring(folder / "company.db", **how)
    store = Store(folder / "company.db")
    read = frames(store)
    found = company(read.orders, read.refunds, read.customers)
    return causes(
        found.occasions,
        absences(found.occasions, usual_gap_days=found.usual_gap.days),
        ledger.gather(found.orders, found.refunds, found.occasions, currency=found.orders["currency"][0]),
        usual_gap_days=found.usual_gap.days,
        complaints=complaints(answers(store).complaints, found.occasions),
        contacts=contacts(read_contacts(store).contacts, found.occasions),
    )


@pytest.mark.parametrize("trade", ["home-goods", "fuel"])
def test_the_planted_complaints_are_found_and_the_topics_of_calls_which_mean_nothing_are_not(trade, tmp_path):
    found = demonstration(tmp_path, trade=trade, seed=11)
    verdicts = {(one.kind, one.about, one.settled): one for one in found.found}
    badly = verdicts["complaint", None, False]
    assert badly.distinguishable and badly.comparison.low > 0 and badly.money.sure
    assert not any(one.distinguishable for one in found.found if one.kind == "contact")


def test_where_nothing_is_planted_nothing_is_claimed(tmp_path):
    found = demonstration(tmp_path, trade="home-goods", seed=12, without=["everything"])
    assert found.looked_at > 5 and not any(one.distinguishable for one in found.found)
