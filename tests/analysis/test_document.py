"""Results as plain values."""

import json
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pytest

from analysis.activity import gather
from analysis.document import document
from analysis.retention import retention
from tests.analysis.made import history


def test_every_field_of_a_result_is_there_and_it_is_json():
    result = retention(gather(history((0, 40), (9,), as_of=89), "month"))
    made = document(result)
    assert list(made) == [field.name for field in fields(result)]
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert made["as_of"] == "1970-03-31"
    assert set(made["pooled"][0]) == {"age", "cohorts", "at_risk", "retained", "rate", "low", "high"}
    assert set(made["cohorts"][0]["ages"][0]) == {"age", "at_risk", "retained", "rate", "low", "high"}


def test_values_become_plain():
    made = document(
        {
            1: np.int64(3),
            "flag": np.bool_(True),
            "none": None,
            "rates": np.array([0.5, np.nan]),
            "money": Decimal("1.20"),
            "when": datetime(2026, 1, 2, 3, 4),
            "day": date(2026, 1, 2),
        }
    )
    assert made == {
        "1": 3,
        "flag": True,
        "none": None,
        "rates": [0.5, None],
        "money": "1.20",
        "when": "2026-01-02T03:04:00",
        "day": "2026-01-02",
    }
    assert type(made["1"]) is int
    assert type(made["flag"]) is bool


def test_what_no_result_holds_is_a_programming_error():
    with pytest.raises(TypeError, match="set"):
        document({"oops": {1, 2}})
