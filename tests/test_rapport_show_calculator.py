"""The command line works out five numbers, on a workspace that holds nothing."""

import pytest

from tests import published
from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)


def test_show_calculator_is_the_result_field_by_field(place):
    found = place.show("calculator", "--option", "margin=100", "--option", "retention=0.8", "--option", "cost=120")
    endless, _, with_todays = published.VALUE_TO_COME
    assert (found["to_come"], found["with_todays"]) == (pytest.approx(endless), pytest.approx(with_todays))
    assert found["numbers"]["period"] == "year" and found["new_customer"] == pytest.approx(with_todays - 120)
    assert found["table"]["values"][4][1] == pytest.approx(2.666667)


def test_what_is_not_said_is_asked_for(place):
    status, document, _ = place.call("show", "calculator", "--option", "margin=100")
    assert status == 1 and "retention" in document["error"]["found"]
    status, document, _ = place.call("show", "calculator", "--option", "margin=100", "--option", "retention=80")
    assert status == 1 and "0.8" in document["error"]["do"]
