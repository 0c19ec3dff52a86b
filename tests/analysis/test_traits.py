"""What customers turned out to be, through as_of and not a day later."""

from datetime import datetime

import numpy as np
import polars as pl
import pytest

from analysis import segments, traits
from analysis.company import company
from tests.analysis import made

ORDERS = made.orders((1, "2024-12-30"), (2, "2025-01-02"), (3, "2025-02-02"), (3, "2025-06-30"))
PEOPLE = made.customers(*({"customer": who, "key": str(who), "country": "SE"} for who in (1, 2, 3)))
MEMBERS = pl.DataFrame(
    {"customer": [1, 2, 3, 9], "member_since": [datetime(2025, 1, 5), None, datetime(2025, 7, 1), datetime(2025, 1, 1)]},
    schema={"customer": pl.Int64, "member_since": pl.Datetime("us")},
)
ANSWERS = pl.DataFrame(
    {
        "customer": [1, 1, 2, 3],
        "response": [2, 1, 3, 4],
        "attribute": [1, 1, 1, 1],
        "answered_at": [datetime(2025, 3, 1), datetime(2025, 2, 1), datetime(2025, 2, 1), datetime(2025, 8, 1)],
        "value": [5.0, 3.0, 9.0, 5.0],
        "low": [1.0, 1.0, 0.0, 1.0],
        "high": [5.0, 5.0, 10.0, 5.0],
    }
)


def known(change=lambda frame: frame, **more):
    more = {name: change(frame) for name, frame in more.items()}
    return company(change(ORDERS), change(made.refunds()), change(PEOPLE), **more)


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_year_member_and_satisfied_stand_beside_the_others(engine):
    found = known(made.KINDS_OF_FRAME[engine], memberships=MEMBERS, overall=ANSWERS)
    assert list(found.attributes["cohort_year"]) == ["2024", "2025", "2025"]
    assert list(found.attributes["programme_member"]) == ["yes", "yes", "no"], "a member without a day is one; who joins later is none yet"
    assert list(found.attributes["satisfied"]) == ["no", "yes", ""], "the first answer counts, and what comes after as_of does not"
    assert found.mask({"satisfied": ["yes"]}).tolist() == [False, True, False]
    assert found.fields()["cohort_year"] == ("2024", "2025"), "years stand in their own order"
    assert found.fields()["programme_member"] == ("yes", "no")
    assert found.fields()["satisfied"] == ("yes", "no", "")


def test_without_memberships_and_answers_there_are_no_such_fields():
    assert set(segments.at_first(known().attributes).columns) == set(known().attributes.columns) - {"cohort_year"}
    nobody = known(memberships=MEMBERS.clear(), overall=ANSWERS.clear())
    assert not {"programme_member", "satisfied"} & set(nobody.attributes.columns)


def test_what_is_known_only_later_is_not_looked_at_for_findings():
    found = known(memberships=MEMBERS, overall=ANSWERS)
    assert not {"cohort_year", "programme_member", "satisfied"} & set(segments.at_first(found.attributes).columns)


@pytest.mark.parametrize(
    ("scale", "values", "expected"),
    [
        ((1, 5), (1, 3, 4, 5), (False, False, True, True)),
        ((1, 7), (5, 6, 7), (False, True, True)),
        ((0, 10), (8, 9, 10), (False, True, True)),
        ((0, 100), (89, 90, 100), (False, True, True)),
        ((0, 1), (0, 1), (False, True)),
    ],
)
def test_the_good_answers_of_each_scale(scale, values, expected):
    low, high = (np.full(len(values), float(end)) for end in scale)
    assert tuple(traits.good(np.array(values, dtype=float), low, high)) == expected


def test_nobody_is_no_trouble():
    empty = made.history(as_of=100)
    assert len(traits.columns(empty)["cohort_year"]) == 0
