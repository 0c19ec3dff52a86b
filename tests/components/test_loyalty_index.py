"""The loyalty index in words and pictures: what is too thin is not said, what is unlike is not compared, what is sure is."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.comparisons import group
from analysis.loyalty_index import loyalty_index
from analysis.loyalty_prediction import Fifth, Prediction
from analysis.loyalty_scores import Rule
from analysis.loyalty_signs import GROUPS, SIGNS
from analysis.means import Estimate
from components import tables
from components.charts import loyalty_index as charts
from components.sentences import loyalty_index as sentences
from components.sentences import loyalty_prediction as prediction_sentences
from components.words import SPACE
from tests.analysis.test_loyalty_index import answering
from tests.analysis.test_loyalty_scores import signs_of

HOSTILE = "<b>x</b> **y** ![z](http://evil.example)"


def company(people=300, **how):
    signs, stage = answering(people=people)
    return loyalty_index(signs, Rule().anchored_by(signs), stage=stage, **how)


def plain(text):
    return text.replace(SPACE, " ")


def test_the_answer_says_how_high_of_whom_and_what_is_known():
    found = company()
    said = plain(sentences.index_answer(found))
    value = plain(sentences.index_value(found.all.mean))
    assert said.startswith(f"**The mean loyalty index is {value} of 100**, of {found.all.n} customers")
    assert "6 groups of signs are known of" in said and "By the 5 that are known of everybody it is" in said


def test_that_stages_and_the_index_agree_is_said_to_prove_nothing():
    found = company()
    assert "highest" not in sentences.index_answer(found)
    assert "proves nothing" in sentences.index_caption(found)


def test_groups_that_surely_differ_are_told_like_with_like_and_escaped():
    signs, stage = answering(people=400)
    value = np.array([HOSTILE if number % 2 else "other" for number in range(400)], dtype=object)
    for sign in ("order_days", "products", "contacts"):
        signs.values[sign] = signs.values[sign] + 20 * (value == HOSTILE)
    found = loyalty_index(signs, Rule().anchored_by(signs), stage=stage, by="town", value=value)
    said = sentences.index_answer(found)
    assert "By what is known of everybody it is highest in" in said and "\\<b\\>x" in said and "![z]" not in said
    assert "&lt;b&gt;" in str(charts.index(found, dark=False).to_dict())
    alike = loyalty_index(signs, Rule().anchored_by(signs), stage=stage, by="half", value=np.array(["a", "b"] * 200, dtype=object)[::-1])
    same = replace(alike, rows=tuple(replace(row, mean=alike.rows[0].mean, alike=alike.rows[0].alike) for row in alike.rows))
    assert "no difference is sure" in sentences.index_answer(same)


@pytest.mark.parametrize("people", [0, 3, 7, 20, 60])
def test_few_customers_are_said_to_be_few_and_fewer_have_no_mean_in_words(people):
    signs, _ = answering()
    some = signs_of({sign: values[:people] for sign, values in signs.values.items()})
    found = loyalty_index(some, Rule().anchored_by(some))
    said = sentences.index_answer(found)
    assert ("**The mean loyalty index" in said) == (people >= 10)
    assert ("Those are few" in said) == (10 <= people < 30)
    if people:
        charts.index(found, dark=True, narrow=True)
        assert ("fewer than 5" in str(sentences.rows_table(found))) == (people < 5)
    assert charts.index_alt(found) and sentences.index_caption(found) and sentences.index_made(found)


def test_without_enough_groups_it_says_which_are_missing():
    signs = signs_of({"products": np.arange(50.0), "order_days": np.arange(50.0)})
    said = plain(sentences.index_answer(loyalty_index(signs, Rule().anchored_by(signs))))
    assert "carries 45 of 100" in said and "Recommending us" in said and "What they buy" not in said


@pytest.mark.parametrize("relative", [False, True])
def test_tables_and_pictures_are_of_the_same_numbers(relative):
    found = company(relative=relative)
    headers, rows = sentences.rows_table(found)
    exact = tables.exact(headers, rows)
    assert [row[exact.headers.index("Mean index")] for row in exact.rows] == pytest.approx([r.mean.value for r in (found.all, *found.rows)])
    names, data = charts.index_data(found)
    assert [row[names.index("mean")] for row in data] == [row.mean.value for row in (found.all, *found.rows)]
    picture = charts.index(found, dark=False)
    assert len(picture.layout.shapes) == len(found.rows) + 1
    assert {point["customdata"][0][0] for point in picture.to_dict()["data"]} == {"all", *(f"={row.name}" for row in found.rows)}
    assert len(sentences.groups_table(found)[1]) == len(GROUPS) and len(sentences.signs_table(found)[1]) == len(SIGNS)


def test_one_set_of_groups_draws_no_second_dot():
    signs, stage = answering()
    signs.values["overall"] = np.nan_to_num(signs.values["overall"])
    found = loyalty_index(signs, Rule().anchored_by(signs), stage=stage)
    assert len(found.known) == 1 and "○" not in sentences.index_caption(found)
    assert len(charts.index(found, dark=False).data) == len(found.rows) + 1


@pytest.mark.parametrize(("correlation", "said"), [(0.99, "almost the same order"), (0.6, "the weights matter"), (None, "")])
def test_how_much_the_weights_matter_is_said(correlation, said):
    assert said in sentences.index_caption(replace(company(), sensitivity=correlation))


def test_every_group_and_sign_has_a_name_of_its_own():
    names = [sentences.sign_name(sign) for sign in SIGNS] + [sentences.group_name(group) for group in GROUPS]
    assert len(set(names)) == len(names)


def estimate(value, half=0.03, n=400):
    return Estimate(value=value, low=value - half, high=value + half, n=n)


def foretold(index, recency, difference, **more):
    return Prediction(
        from_day=date(2026, 4, 19), until=date(2026, 10, 18), days=182, level=0.95, left_out="renewal", used=("contracting",), undated=(),
        people=900, n=900, again=400, index=index, recency=recency, difference=difference,
        fifths=(Fifth(fifth=1, by_index=None, by_recency=None),), **more,
    )  # fmt: skip


@pytest.mark.parametrize(("index", "recency", "apart", "said"), [
    (0.62, 0.70, Estimate(value=-0.08, low=-0.11, high=-0.05, n=400), "**plain recency tells better**, by 8 (5 to 11) pairs"),
    (0.75, 0.70, Estimate(value=0.05, low=0.02, high=0.08, n=400), "**better than plain recency**, by 5 (2 to 8) pairs"),
    (0.70, 0.70, Estimate(value=0.01, low=-0.02, high=0.04, n=400), "cannot be told (1 (−2 to 4) pairs"),
    (0.51, 0.70, Estimate(value=-0.19, low=-0.22, high=-0.16, n=400), "not told from a coin"),
    (0.66, 0.70, Estimate(value=-0.04, low=-0.078, high=-0.002, n=400), "by 4.0 (0.2 to 7.8) pairs"),
])  # fmt: skip
def test_whether_recency_tells_better_is_said_as_it_is(index, recency, apart, said):
    found = foretold(estimate(index), estimate(recency), apart)
    assert said in plain(prediction_sentences.prediction_answer(found))
    picture = charts.prediction(found, dark=True)
    assert picture.layout.xaxis.range[0] <= 40 and charts.prediction_alt(found)
    assert charts.prediction_data(found)[1][2][1] == apart.value


@pytest.mark.parametrize("found", [None, foretold(None, None, None), foretold(*(estimate(0.6, n=7),) * 3)])
def test_where_too_few_ordered_again_nothing_is_claimed(found):
    said = prediction_sentences.prediction_answer(found)
    assert said.startswith("It cannot be tried yet") and "better" not in said
    assert prediction_sentences.prediction_made(found) is not None


def test_whom_one_would_write_to_first_is_told_by_either():
    found = foretold(estimate(0.6), estimate(0.6), estimate(0.0))
    share = group(55, 100)
    both = replace(found, fifths=(Fifth(fifth=5, by_index=share, by_recency=group(48, 100)),))
    said = plain(prediction_sentences.prediction_answer(both))
    assert "Of the highest fifth by the index 55 % (45 to 64) ordered again, of that by recency 48 % (38 to 58)." in said
    thin = replace(found, fifths=(Fifth(fifth=5, by_index=share, by_recency=group(4, 8)),))
    assert "highest fifth" not in prediction_sentences.prediction_answer(thin)


def test_what_has_no_date_is_named_where_it_is_left_out():
    found = replace(foretold(estimate(0.6), estimate(0.6), estimate(0.0)), undated=("potential",), people=950)
    said = prediction_sentences.prediction_caption(found)
    assert "Share of their potential" in said and "50 of 950 had no index then" in plain(said)
    assert prediction_sentences.fifths_table(found)[1] == [("lowest", "0", "", "0", "")]
