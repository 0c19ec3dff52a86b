"""What came out then stands beside what comes out now, number by number, whatever was kept."""

import json
from dataclasses import replace

from analysis.document import document
from analysis.whatif.levers import Setting
from analysis.whatif.outcome import outcome
from analysis.whatif.since import NEVER, NUMBERS, changes
from tests.analysis.whatif.test_outcome import OPTIONS, basis

LEVER = Setting(lever="order_value", amount=0.05, once=1_000)


def test_nothing_has_changed_on_the_same_data():
    result = outcome(basis(), [LEVER], OPTIONS)
    found = changes(json.loads(json.dumps(document(result))), result)
    assert [each.name for each in found] == list(NUMBERS) and not any(each.changed for each in found)
    assert {each.name: each.now for each in found}["difference"] == result.difference


def test_other_data_change_the_numbers_and_the_cost_stays():
    then = document(outcome(basis(seed=1), [LEVER], OPTIONS))
    changed = {each.name: each.changed for each in changes(then, outcome(basis(seed=2), [LEVER], OPTIONS))}
    assert changed["baseline"] and changed["difference"] and not changed["cost"]


def test_never_paid_back_is_another_thing_than_nothing_paid():
    dear, free = replace(LEVER, once=10**10), replace(LEVER, once=0)
    told = [{each.name: each for each in changes({}, outcome(basis(), [lever], OPTIONS))}["payback"].now for lever in (dear, free)]
    assert told == [NEVER, None]


def test_what_an_older_document_lacks_is_not_kept():
    result = outcome(basis(), [LEVER], OPTIONS)
    assert all(each.then is None for each in changes({}, result))
    assert all(each.then is None for each in changes({"difference": {"value": 3}, "baseline": "x", "customers": "many"}, result))
