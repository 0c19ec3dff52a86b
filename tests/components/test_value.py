"""What a customer is worth in words and dots: what is said, what is not, and what the pictures hold."""

from dataclasses import replace
from functools import cache

import pytest

from analysis.whatif.options import Options
from analysis.whatif.tested import NAIVE, STAGES
from analysis.whatif.value import Beside, NotMade, beside, by_field
from analysis.worth import Money
from components import words
from components.charts import value as charts
from components.sentences import value as sentences
from components.sentences import value_beside as beside_sentences
from tests.analysis.whatif.test_value import firm

OPTIONS = Options(months=24, margin=0.4)


@cache
def result(options=OPTIONS, field=None):
    company, relations, book, _ = firm()
    return by_field(company, relations, book, options, field=field)


@cache
def told() -> Beside:
    company, relations, book, _ = firm()
    return beside(company, relations, book, OPTIONS)


def plain(text: str) -> str:
    return text.replace(words.SPACE, " ")


def grouped():
    return result(field="first_size")


def test_the_answer_says_how_much_in_which_time_and_what_the_money_is():
    said = plain(sentences.value_answer(result()))
    assert "customers will bring **€" in said and "of contribution in the next 2 years, in today’s money" in said
    assert "of revenue" in plain(sentences.value_answer(result(Options(months=24))))
    assert "say your margin" in sentences.not_counted(result(Options(months=24)))
    assert "40 %" in plain(sentences.not_counted(result()))


def test_few_customers_are_worth_nothing_in_words_and_no_dot():
    """Of stages of fewer than ten nothing is said, of fewer than five nothing drawn, though the sums are told."""
    few = replace(result(), by_stage=tuple(replace(one, customers=4) for one in result().by_stage))
    assert "Each of the" not in sentences.value_answer(few)
    assert not charts.value(few, few.by_stage, None, dark=False).data
    _, rows = sentences.worth_table(few, few.by_stage, None)
    assert {row[3] for row in rows} == {"fewer than 5"}
    assert "too few" in charts.value_alt(few, few.by_stage, None)


def test_a_change_of_late_stands_in_the_answer():
    now = result()
    assert "Read it with care" not in sentences.lately_sentence(replace(now, lately=now.to_come))
    lower = Money(value=now.to_come.low // 2, low=0, high=now.to_come.low)
    said = plain(sentences.value_answer(replace(now, lately=lower)))
    assert "Read it with care" in said and "last 6 months alone" in said and "the lower number" in said
    higher = Money(value=now.to_come.high * 2, low=0, high=now.to_come.high * 3)
    assert "the lower number" not in sentences.lately_sentence(replace(now, lately=higher))
    assert sentences.lately_sentence(replace(now, lately=None)) == ""


def test_groups_whose_intervals_overlap_are_not_called_better():
    groups = grouped().by_group
    same = tuple(replace(one, customers=50, each=Money(value=100 + at, low=50, high=200)) for at, one in enumerate(groups))
    assert "may be chance" in sentences.groups_sentence(replace(grouped(), by_group=same))
    apart = (replace(same[0], each=Money(value=900, low=800, high=1000)), *same[1:])
    assert "is worth most" in sentences.groups_sentence(replace(grouped(), by_group=apart))
    alone = (same[0],)
    assert "Too few" in sentences.groups_sentence(replace(grouped(), by_group=alone))


def test_a_hostile_name_is_harmless():
    name = "<b>[x](http://example.org)</b>"
    groups = (replace(grouped().by_group[0], name=name, customers=50), *grouped().by_group[1:])
    bad = replace(grouped(), by_group=groups)
    assert "[x](http" not in sentences.groups_sentence(bad)
    picture = charts.value(bad, groups, "first_size", dark=True, narrow=True)
    assert "<b>[x]" not in str(picture.to_dict())


@pytest.mark.parametrize(
    "nearest, words_of_it", [(STAGES, "the stages came nearest"), (NAIVE, "To repeat"), ("BG/NBD", "BG/NBD came nearer")]
)
def test_who_came_nearest_is_said(nearest, words_of_it):
    tested = replace(told().test, nearest=nearest)
    assert words_of_it in beside_sentences.said_then_answer(tested, told())


def test_what_came_outside_the_interval_is_said_with_how_much():
    tested = told().test
    stages = replace(tested.of(STAGES), inside=False, off=0.31)
    said = plain(beside_sentences.said_then_answer(replace(tested, said=(stages, *tested.said[1:])), told()))
    assert "31 % too much" in said and "today’s number may be off by as much" in said
    assert "every season" in beside_sentences.said_then_answer(replace(tested, months=6), told())


def test_what_cannot_be_made_says_why():
    why = tuple(NotMade(name=name, found="*few*", needed="30", do="Wait") for name in ("second", "test"))
    nothing = Beside(second=None, test=None, not_made=why)
    for said in (beside_sentences.second_answer(result(), None, nothing), beside_sentences.said_then_answer(None, nothing)):
        assert "Wait" in said and r"\*few\*" in said


def test_two_opinions_agree_where_each_lies_in_the_other_s_interval():
    second, now = told().second, result()
    same = replace(second, to_come=now.to_come)
    assert "agree" in beside_sentences.second_answer(now, same, told())
    less = replace(second, to_come=Money(value=now.to_come.value // 2, low=now.to_come.value // 3, high=now.to_come.low))
    assert plain(beside_sentences.second_answer(now, less, told())).endswith("50 % less.")
    assert "Neither knows of a price rise" in beside_sentences.difference_sentence(now, second)


def test_pictures_hold_what_the_tables_say():
    now = result()
    heads, rows = charts.value_data(now, now.by_stage, None)
    assert len(rows) == sum(one.each is not None for one in now.by_stage) and all(len(row) == len(heads) for row in rows)
    assert sum(row[7] for row in rows) == pytest.approx(now.to_come.value / 100)
    for narrow in (False, True):
        picture = charts.value(now, now.by_stage, None, dark=False, narrow=narrow)
        assert len(picture.data) == 2 * sum(one.each is not None and one.customers >= 5 for one in now.by_stage)
        assert charts.said_then(told().test, dark=True, narrow=narrow).data
    heads, rows = charts.said_then_data(told().test)
    assert [row[0] for row in rows] == ["observed", *(one.name for one in told().test.said), NAIVE]
    assert "What came" in charts.said_then_alt(told().test)


def test_how_it_was_made_names_the_factor_of_groups_only_where_there_are_groups():
    assert "Groups" not in dict(sentences.value_made(result()))
    assert words.decimal(grouped().apart, 2) in dict(sentences.value_made(grouped()))["Groups"]


def test_a_newcomer_without_known_cost_says_what_would_tell_it():
    assert "tells it" in sentences.newcomer_answer(result()) and "a month" in sentences.newcomers_sentence(result())
    nobody = replace(result(), newcomer=None)
    assert sentences.newcomer_answer(nobody) == "" and "Nobody came new" in sentences.newcomers_sentence(nobody)
