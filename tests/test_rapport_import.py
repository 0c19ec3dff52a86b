"""Dirty exports by the command line: what was written is what comes out, to the cent and the row."""

from decimal import Decimal

import pytest

from tests import dirty
from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)

SEEDS = range(12)


def _money(texts: dict) -> dict:
    return {code: Decimal(text) for code, text in texts.items() if Decimal(text)}


@pytest.mark.parametrize("seed", SEEDS)
def test_orders_come_out_as_they_were_written(place, seed):
    """Orders, guests, buyers, gross, refunds and net by currency and by month, the first and the last day, what is left out and why."""
    data, truth = dirty.orders(seed)
    status, item, _ = place.bring(data, name="export.csv")
    assert status == 0
    assert item["kind"] == "orders"
    assert {bad["row"]: bad["column"] for bad in item["bad"]} == truth.bad
    seen = place.show("workspace")
    assert (seen["orders"], seen["guest_orders"], seen["buyers"]) == (truth.orders, truth.guests, len(truth.people))
    for name in ("gross", "refunds", "net"):
        assert _money(seen[name]) == {code: amount for code, amount in getattr(truth, name).items() if amount}, name
    months = {(month["month"], code): amount for month in seen["months"] for code, amount in _money(month["net"]).items()}
    assert months == {key: amount for key, amount in truth.months.items() if amount}
    assert (seen["first_order"][:10], seen["last_order"][:10]) == (min(truth.days).isoformat(), max(truth.days).isoformat())
    ignored = {one["reason"]: one["rows"] for one in item["ignored"]}
    repeated = ignored.pop("duplicate of an earlier row", 0)
    blank, total = ignored.pop("blank row", 0), ignored.pop("total row", 0)
    assert (repeated, blank, total, sum(ignored.values())) == tuple(
        truth.ignored[name] for name in ("repeated", "blank row", "total row", "not counted")
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_come_out_as_they_were_given(place, seed):
    """Every question's answers, their sum, the missing ones, the scale; who answered, and how many times."""
    data, counted, people, responses = dirty.survey(seed)
    status, item, _ = place.bring(data, name="survey.csv")
    assert (status, item["kind"], item["bad_rows"]) == (0, "survey", 0)
    seen = place.show("workspace")
    assert (seen["responses"], seen["respondents"]) == (responses, len(people))
    found = [(q["answers"], q["sum"], q["missing"]) for q in seen["questions"]]
    assert sorted(found) == sorted(counted.values())
    scales = sorted(tuple(question["scale"]) for question in seen["questions"])
    assert scales == [(0, 10), (1, 5), (1, 5), (1, 5)]
    assert {question["role"] for question in seen["questions"]} == {"attribute", "recommendation"}
