"""Accounts, markets and partners in words and pictures: nothing thin in a sentence, no name taken for a sign, no market lost in silence."""

import json
from dataclasses import replace

import numpy as np
import pytest

from analysis.accounts import accounts
from analysis.comparisons import group
from analysis.markets import markets
from components.charts import markets as charts
from components.sentences import accounts as sentences
from components.sentences import markets as market_words
from components.sentences.partners import partners_answer, partners_caption, partners_table
from components.words import SPACE
from tests.analysis.test_accounts import big_firm, firm
from tests.analysis.test_markets import NOBODY, shops
from tests.analysis.test_partners import stand
from tests.pages.shops import HOSTILE


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_a_market_that_stays_more_often_is_named_with_the_points_it_is_ahead():
    found = markets(*shops((56, 70), (48, 80)), NOBODY)
    said = plain(market_words.markets_answer(found))
    assert "Consumer 80 % (69 to 88) and Industrial 60 % (49 to 70)" in said
    assert "**Consumer** more often than Industrial by 20 points (5 to 33), distinguishable." in said
    turned = plain(market_words.markets_answer(markets(*shops((48, 80), (56, 70)), NOBODY)))
    assert "**Industrial** more often than Consumer by 20 points (5 to 33), distinguishable." in turned


def test_a_thin_market_is_drawn_pale_and_never_put_into_words():
    found = markets(*shops((5, 9), (48, 80), (40, 70)), NOBODY)
    assert "Consumer" not in market_words.markets_answer(found)
    assert "Consumer" not in charts.markets_alt(found)
    assert "9" in [row[1] for row in market_words.markets_table(found)[1]]


def test_markets_that_cannot_be_told_apart_are_said_so():
    assert "**No two of them can be told apart.**" in market_words.markets_answer(markets(*shops((30, 60), (31, 60)), NOBODY))


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_hostile_markets_are_text_in_every_picture(narrow, dark):
    people, market = shops((20, 40), (20, 40), (20, 40), (20, 40))
    for own, hostile in zip(("consumer", "industrial", "reseller", "government"), HOSTILE):
        market[market == own] = hostile
    found = markets(people, market, NOBODY)
    for draw in (charts.markets, charts.kept):
        picture = draw(found, dark=dark, narrow=narrow).to_json()
        assert "<img" not in picture
        json.loads(picture)
    answer = market_words.markets_answer(found)
    assert not any(text in answer for text in HOSTILE)


def test_all_markets_stand_in_the_table_where_only_the_largest_are_drawn():
    people, market = shops((10, 30), (10, 30), (10, 30), (10, 30), (10, 30))
    market = np.array([f"{name}{number % 2}" if name != "consumer" else name for number, name in enumerate(market)], dtype=object)
    found = markets(people, market, NOBODY)
    assert len(found.markets) == 9 > len(charts.drawn(found)) == charts.MOST
    assert len(market_words.markets_table(found)[1]) == 9
    assert "The 6 largest are drawn" in market_words.markets_caption(found, drawn=6)


def test_of_unknown_markets_the_page_says_what_would_tell():
    people, market = shops((10, 30))
    market[:] = ""
    assert "column “market”" in market_words.markets_answer(markets(people, market, NOBODY))
    assert "of one: **Consumer**" in market_words.markets_answer(markets(*shops((10, 30)), NOBODY))


def several():
    """Sixty accounts: for every third of them two people order, for the others one."""
    orders, pairs = [], []
    for account in range(60):
        pairs += [(2 * account + 10, 5000 + account), (2 * account + 11, 5000 + account)]
        orders += [(2 * account + 10, 5 + 20 * turn) for turn in range(5)]
        if account % 3 == 0:
            orders.append((2 * account + 11, 12))
    return accounts(*big_firm(orders, pairs))[0]


def test_the_answer_says_how_many_hang_on_one_person():
    said = plain(sentences.accounts_answer(several()))
    assert said.startswith("**60 of our 60 accounts are still here, 60 of them in loyalty.**")
    assert "Of 60 still here whose people are known, **40** hang on one person: 67 % (54 to 77)." in said


def test_money_at_risk_has_no_share_where_refunds_outweigh_it():
    result = several()
    stages = tuple(replace(one, now=group(3 if one.stage == "at_risk" else 0, 60)) for one in result.stages)
    said = sentences.accounts_answer(replace(result, stages=stages, at_risk_brought=-5, brought=100))
    assert "**3** are at risk." in said
    assert "%" not in said.partition("at risk.")[0]


def test_few_accounts_are_listed_and_no_share_is_said():
    found, people, belonging = firm((1, 10), (2, 20), people=[(1, 900), (2, 901)])
    said = sentences.accounts_answer(accounts(found, people, belonging)[0])
    assert "%" not in said
    assert "too few" in said


def test_no_account_at_all_says_which_column_brings_them():
    said = sentences.accounts_answer(accounts(*firm())[0])
    assert "a column for the company" in said


def test_suppliers_whom_nothing_dates_are_said_to_be_so_and_have_no_stage():
    found, _table = stand([(1, "organisation", "supplier", None, None), (2, "organisation", "supplier", None, None)])
    assert plain(partners_answer(found)) == (
        "**2 suppliers**, whom nothing dated names. Contacts (who, when) would say when you last dealt with those."
    )
    assert partners_table(found)[1][0][-4:] == ("never", "not told", "not told", "not told")
    assert "in none of the files" in partners_caption(found)


def test_suppliers_with_a_usual_gap_have_it_said():
    found, _table = stand([(1, "organisation", "supplier", None, None)], talks=[(1, 30 * turn, "contact") for turn in range(31)])
    assert "their usual gap is 30 days" in plain(partners_caption(found))
    assert partners_table(found)[1][0][-3:] == ("1", "0", "0")


def test_nobody_of_such_a_type_says_which_column_names_them():
    found, _table = stand([])
    assert "column “party type”" in partners_answer(found)
