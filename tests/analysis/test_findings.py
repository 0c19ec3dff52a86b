"""What stands out: what was planted is found, and chance alone is not called a finding."""

from collections import Counter
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from analysis.calendar import day_number
from analysis.company import company
from analysis.document import document
from analysis.errors import UnknownChoice
from analysis.findings import findings
from analysis.stages import AT_RISK, stages
from tests.analysis import made

DAYS = 900
START = np.datetime64("2024-01-09")
CHANNELS = ("search", "friend", "fair", "letter")


def shop(seed, people=400, *, chance=lambda channel, day: np.full(len(day), 0.45), mix=lambda day: (0.4, 0.3, 0.2, 0.1), before=None):
    """Orders of a shop that grows; who comes back at once depends on `chance`, which channel on `mix`."""
    rng = np.random.default_rng(seed)
    first = np.sort((np.sqrt(rng.random(people)) * DAYS).astype(int))
    if before is not None:
        first = before(first)
    channel = np.array([rng.choice(CHANNELS, p=mix(day)) for day in first])
    customer, days = [np.arange(people)], [first]
    here, day = rng.random(people) < chance(channel, first), first.astype(float)
    while here.any():
        day = day + 1 + rng.exponential(40, people)
        here &= day <= DAYS
        customer.append(np.flatnonzero(here))
        days.append(day[here].astype(int))
        here &= rng.random(people) < 0.6
    customer, days = np.concatenate(customer), np.concatenate(days)
    rows = len(customer)
    return pl.DataFrame(
        {
            "order_id": np.arange(rows), "customer": customer + 1, "ordered_at": (START + days).astype("datetime64[us]"), "state": "paid",
            "counted": True, "gross": rng.lognormal(8, 0.5, rows).astype(np.int64), "refunded": np.zeros(rows, dtype=np.int64),
            "currency": "EUR", "shop": "web", "channel": channel[customer], "country": rng.choice(["SE", "FI"], people)[customer],
            "payment": rng.choice(["card", "invoice", "cash"], people)[customer], "discount": pl.Series([None] * rows, dtype=pl.String),
            "product": rng.choice(["tea", "cup", "pot", "tray"], rows),
        },
        schema=made.ORDER_COLUMNS,
    )  # fmt: skip


def gathered(orders, engine="polars"):
    change = made.KINDS_OF_FRAME[engine]
    people = made.customers(*({"customer": int(who)} for who in orders["customer"].drop_nulls().unique().sort()))
    return company(change(orders), change(made.refunds()), change(people))


def bad(channel, day):
    return np.where(channel == "letter", 0.2, 0.5)


def claims(result):
    return [finding for finding in result.found if finding.claim]


def test_on_companies_with_nothing_planted_at_most_nine_of_a_hundred_claim_a_difference():
    """Growth, a season in how many come and in how many come back, and channels that differ in nothing."""

    def season(channel, day):
        return 0.4 + 0.15 * np.sin(2 * np.pi * day / 365)

    results = [findings(gathered(shop(seed, 400, chance=season))) for seed in range(200)]
    assert np.mean([result.looked_at for result in results]) > 10
    assert sum(result.claims > 0 for result in results) <= 18


def test_growth_does_not_pass_for_a_difference():
    """Letters came early, when few came back, and search late, when most did: within a quarter there is no difference."""
    rows = shop(
        3,
        4000,
        chance=lambda channel, day: np.where(day < 455, 0.2, 0.7),
        mix=lambda day: (0.1, 0.1, 0.1, 0.7) if day < 455 else (0.7, 0.1, 0.1, 0.1),
    )
    found = findings(gathered(rows))
    crude = rows.sort("ordered_at").group_by("customer").agg(pl.col("channel").first(), pl.len() > 1)
    share = dict(crude.group_by("channel").agg(pl.col("len").mean()).iter_rows())
    assert share["search"] - share["letter"] > 0.2
    assert "group" not in {finding.kind for finding in claims(found)}


def test_what_was_planted_is_found_and_named_once():
    """The bad channel makes the others look good: they are not named beside it."""
    result = findings(gathered(shop(1, 6000, chance=bad)))
    [found] = [finding for finding in claims(result) if finding.field == "first_channel"]
    assert (found.value, found.other, found.name) == ("letter", None, "group:first_channel=letter")
    assert found.low < -0.3 + 0.03 and found.high > -0.3 - 0.03 and found.high < 0
    assert found.adjusted_p >= found.p and found.adjusted_p <= result.q
    assert len(found.customers) == found.group.n
    assert found.money.low > 0
    assert result.claims == len(claims(result)) and result.looked_at > 10


def test_a_further_value_is_not_named_for_what_chance_adds_to_the_first():
    """Beside one bad channel, at most two of forty companies show another."""
    results = [findings(gathered(shop(seed, 1500, chance=bad))) for seed in range(100, 140)]
    named = [{finding.value for finding in claims(result) if finding.field == "first_channel"} for result in results]
    assert all("letter" in values for values in named)
    assert sum(len(values) > 1 for values in named) <= 2


def test_two_bad_channels_are_both_named():
    rows = shop(1, 6000, chance=lambda channel, day: np.select([channel == "letter", channel == "fair"], [0.2, 0.3], 0.6))
    assert {finding.value for finding in claims(findings(gathered(rows))) if finding.field == "first_channel"} >= {"letter", "fair"}


def test_the_groups_counts_are_those_of_a_loop_over_customers():
    rows = shop(2, 2000, chance=bad)
    result = findings(gathered(rows))
    [found] = [finding for finding in claims(result) if finding.field == "first_channel"]
    end = rows["ordered_at"].max().date() - timedelta(days=90)
    numbers = Counter()
    for _, orders in rows.sort("ordered_at").group_by("customer", maintain_order=True):
        days = sorted({moment.date() for moment in orders["ordered_at"]})
        if days[0] <= end:
            letter = orders["channel"][0] == "letter"
            numbers[letter, "n"] += 1
            numbers[letter, "k"] += len(days) > 1 and (days[1] - days[0]).days <= 90
    assert (found.group.k, found.group.n) == (numbers[True, "k"], numbers[True, "n"])
    assert (found.against.k, found.against.n) == (numbers[False, "k"], numbers[False, "n"])


@pytest.mark.parametrize("seed", range(2))
def test_neither_the_rows_order_nor_the_frames_kind_changes_anything(seed):
    rows = shop(seed, 1500, chance=bad)
    found = findings(gathered(rows))
    shuffled = rows.sample(fraction=1, shuffle=True, seed=seed)
    for other in (findings(gathered(shuffled)), findings(gathered(rows, "pandas"))):
        assert other == found
        assert [finding.customers.tolist() for finding in other.found] == [finding.customers.tolist() for finding in found.found]


def test_of_two_values_that_make_up_a_field_the_worse_is_named_and_it_is_one_comparison():
    rows = shop(4, 1500, mix=lambda day: (0.5, 0, 0, 0.5), chance=bad)
    result = findings(gathered(rows))
    [found] = [finding for finding in claims(result) if finding.field == "first_channel"]
    assert (found.value, found.other) == ("letter", "search")
    assert found.group.rate < found.against.rate and found.high < 0


def test_a_cohort_is_compared_with_the_same_months_a_year_before_alone():
    def worse(channel, day):
        return np.where((day > 540) & (day <= 631), 0.2, 0.5)  # the third quarter of 2025

    result = findings(gathered(shop(5, 4000, chance=worse)))
    cohorts = [finding for finding in claims(result) if finding.kind == "cohort"]
    assert [(finding.value, finding.other) for finding in cohorts] == [("2025-Q3", "2024-Q3")]
    assert cohorts[0].group.rate < cohorts[0].against.rate
    assert cohorts[0].a_year == cohorts[0].group.n == len(cohorts[0].customers)


def answered(rows, kinds, waits=None):
    """What customers said the day after their first order, from {customer: top answer?}; complaints from {customer: days to settle}."""
    first = dict(rows.group_by("customer").agg(pl.col("ordered_at").min()).iter_rows())
    day = timedelta(days=1)
    return SimpleNamespace(
        responses=pl.DataFrame(
            [(who, who, "customer", first[who] + day) for who in kinds],
            schema={"response": pl.Int64, "customer": pl.Int64, "audience": pl.String, "answered_at": pl.Datetime("us")},
            orient="row",
        ),
        ratings=pl.DataFrame(
            [(5.0 if happy else 3.0, 1.0, 5.0, who, 1, "performance") for who, happy in kinds.items()],
            schema=dict.fromkeys(("value", "low", "high"), pl.Float64) | {"response": pl.Int64, "attribute": pl.Int64, "aspect": pl.String},
            orient="row",
        ),
        attributes=pl.DataFrame({"attribute": [1], "role": ["overall"]}),
        complaints=pl.DataFrame(
            [(who, who, first[who] + day, first[who] + day * (1 + wait) if wait else None) for who, wait in (waits or {}).items()],
            schema={"complaint": pl.Int64, "customer": pl.Int64, "opened_at": pl.Datetime("us"), "closed_at": pl.Datetime("us")},
            orient="row",
        ),
    )  # fmt: skip


def test_satisfaction_and_complaints_are_compared_by_the_next_order():
    rows = shop(6, 2000, chance=lambda channel, day: np.where(np.arange(len(day)) % 2 == 0, 0.6, 0.3))
    happy = {who: who % 2 == 1 for who in range(1, 1500)}  # party ids begin at 1: the even places
    waits = {who: (2 if who % 4 == 1 else 3 if who % 2 else None) for who in range(1, 1500)}
    result = findings(gathered(rows), answers=answered(rows, happy, waits=waits))
    found = {finding.kind: finding for finding in claims(result)}
    for kind in ("satisfaction", "complaints"):
        assert found[kind].low > 0.15 and found[kind].group.rate > found[kind].against.rate
        assert set(found[kind].customers % 2) == {0}, "the worse group's people"
    assert found["satisfaction"].group == found["complaints"].group


def test_an_answer_before_the_first_order_and_a_second_answer_are_not_looked_at():
    rows = shop(6, 600)
    said = answered(rows, {who: who % 2 == 1 for who in range(1, 500)})
    result = findings(gathered(rows), answers=said)
    early = said.responses.with_columns(response=pl.col("response") + 10_000, answered_at=pl.lit(datetime(2020, 1, 1)))
    again = said.responses.with_columns(response=pl.col("response") + 20_000, answered_at=pl.col("answered_at") + timedelta(hours=9))
    opposite = said.ratings.with_columns(response=pl.col("response") + 20_000, value=8 - pl.col("value"))
    said.responses, said.ratings = pl.concat([again, said.responses]), pl.concat([opposite, said.ratings])
    assert findings(gathered(rows), answers=said) == result
    said.responses = pl.concat([early, said.responses]).filter(pl.col("response") >= 10_000, pl.col("response") < 20_000)
    assert findings(gathered(rows), answers=said).looked_at < result.looked_at


def test_at_risk_is_the_stages_and_what_became_of_those_of_a_year_ago():
    found = gathered(shop(7, 3000))
    risk = next(finding for finding in findings(found).found if finding.kind == "at_risk")
    now = stages(found.occasions, found.as_of, usual_gap_days=found.usual_gap.days)
    assert risk.customers.tolist() == now.customers[now.stage == AT_RISK].tolist()
    then = found.as_of - timedelta(days=365)
    past = stages(found.occasions, then, usual_gap_days=found.usual_gap.days)
    last = found.occasions.day[found.occasions.start[1:] - 1]
    endangered = past.stage == AT_RISK
    assert (risk.group.k, risk.group.n) == ((endangered & (last <= day_number(then))).sum(), endangered.sum())
    assert not risk.claim and risk.p is None


def test_who_costs_more_than_they_bring_is_exact():
    rows = made.orders((1, "2025-06-01"), (1, "2024-03-01"), (2, "2025-06-01", {"gross": 5000}), (3, "2025-07-01", {"currency": "USD"}))
    spend = pl.DataFrame(
        [(1, "2025-05-01", 700, "EUR"), (1, "2025-06-30", 900, "EUR"), (1, "2024-06-01", 9_999, "EUR"), (2, "2025-05-01", 5000, "EUR"),
         (3, "2025-05-01", 5, "USD"), (None, "2025-05-01", 10**6, "EUR"), (77, "2025-05-01", 10**6, "EUR")],
        schema={"customer": pl.Int64, "spent_at": pl.String, "amount": pl.Int64, "currency": pl.String}, orient="row",
    ).with_columns(pl.col("spent_at").str.to_datetime())  # fmt: skip
    result = findings(gathered(rows), spend=spend)
    [found] = [finding for finding in result.found if finding.kind == "costly"]
    assert (found.customers.tolist(), found.spent, found.brought) == ([1], 1600, 1000)
    assert (found.money.value, found.money.low) == (600, None)


def test_the_most_valuable_stands_first_and_what_may_be_nothing_last():
    found = findings(gathered(shop(1, 3000, chance=bad))).found
    ranks = [1 if finding.money is None else 0 if finding.money.sure else 2 for finding in found]
    assert ranks == sorted(ranks)
    sure = [finding.money.value for finding in found if finding.money and finding.money.sure]
    assert sure == sorted(sure, reverse=True)


def test_a_document_says_how_many_people_stand_behind_and_not_who():
    result = findings(gathered(shop(1, 1500, chance=bad)))
    written = document(result)
    assert [entry["customers"] for entry in written["found"]] == [len(finding.customers) for finding in result.found]


@pytest.mark.parametrize(
    "rows",
    [
        made.orders((1, "2025-06-01")),
        made.orders((None, "2025-06-01"), (None, "2025-08-01")),
        made.orders((1, "2025-06-01", {"counted": False})),
        made.orders((1, "2025-06-01", {"refunded": 1000}), (1, "2025-06-02"), (2, "2025-06-02")),
    ],
)
def test_nearly_nothing_is_no_finding_and_no_error(rows):
    nothing = pl.DataFrame(schema={"customer": pl.Int64, "spent_at": pl.Datetime, "amount": pl.Int64, "currency": pl.String})
    result = findings(gathered(rows), answers=answered(rows.drop_nulls("customer"), {}), spend=nothing)
    assert (result.looked_at, result.claims, result.found) == (0, 0, ())


def test_a_share_of_chance_that_is_no_share_is_refused():
    with pytest.raises(UnknownChoice, match="between 0 and 1"):
        findings(gathered(shop(1, 50)), q=1)
    assert findings(gathered(shop(1, 50))).as_of <= date(2027, 1, 1)
