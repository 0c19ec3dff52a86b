"""The answers in sentences: only what the evidence carries."""

from dataclasses import replace

import pytest

from components import sentences, words
from tests.components import invented

MONTHS = [400] * 13


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace(words.SPACE, " ")


def test_the_answer_names_the_next_the_sixth_and_the_last_month_of_three_cohorts_each_with_its_interval():
    said = plain(sentences.retention_answer(invented.retention(MONTHS)))
    assert said == (
        "Of 100 customers with a first order, **20** (19 to 21) order in the next month, "
        "**20** (18 to 22) in the sixth and **20** (18 to 22) in the ninth."
    )


@pytest.mark.parametrize(
    ("period", "kind", "words_in_it"),
    [
        ("week", "active", "order in the next week"),
        ("quarter", "active", "in the fourth"),
        ("month", "still_here", "order in the next month or later"),
        ("month", "returned", "are back within the same month"),
        ("quarter", "returned", "by the end of the next quarter"),
    ],
)
def test_each_kind_and_period_has_its_own_words(period, kind, words_in_it):
    assert words_in_it in plain(
        sentences.retention_answer(invented.retention(MONTHS, period=period, kind=kind))
    )


def test_many_customers_are_told_of_a_thousand():
    assert sentences.retention_answer(invented.retention([90_000] * 13)).startswith("Of 1,000 customers")


def test_too_few_customers_are_no_answer_but_say_how_many_would_be():
    said = plain(sentences.retention_answer(invented.retention([9, 7, 8, 6, 6, 9, 8, 3, 6, 3], rate=0.21)))
    assert said.startswith(
        "Too few customers to say. 12 of 56 ordered again in the month after their first order: "
    )
    assert (
        "it could be anything from 13 to 34. About 257 customers would pin it to 5 points either way" in said
    )


def test_a_thin_share_is_never_put_into_words():
    said = sentences.retention_answer(invented.retention([5, 4, 3, 4]))
    assert "2 of 9 ordered again" in said
    assert "%" not in said


@pytest.mark.parametrize(
    ("sizes", "said"), [([2, 1, 1], "fewer than five"), ([40], "Too early"), ([], "Nobody here")]
)
def test_without_evidence_the_answer_says_so(sizes, said):
    assert said in sentences.retention_answer(invented.retention(sizes))


def test_the_last_age_told_has_thirty_customers_and_a_close_interval():
    """The oldest cohorts are small: the ages that only they have reached are not put into words."""
    said = sentences.retention_answer(invented.retention([12, 40, *[400] * 11]))
    assert "ninth" in said
    assert "eleventh" not in said
    assert "tenth" not in said


def test_where_every_later_age_is_vague_the_first_one_stands_alone():
    said = plain(sentences.retention_answer(invented.retention([40] * 5, rate=0.05)))
    assert said == "Of 100 customers with a first order, **5** (2 to 10) order in the next month."


def test_the_meaning_is_silent_where_the_fall_may_be_chance():
    flat = sentences.retention_meaning(invented.retention(MONTHS))
    assert "80 of 100 don’t order in the month after" in flat
    assert "After that" not in flat


def test_the_caption_explains_the_cells_that_there_are_and_no_others():
    plain_one = sentences.triangle_caption(invented.retention(MONTHS), dark=False)
    assert "Darker is more. Dashed: October 2026 is not over" in plain_one
    assert "Hatched" not in plain_one
    assert "Pale" not in plain_one
    rich = sentences.triangle_caption(
        invented.retention([7, 4, 400, 400, 400], kind="still_here", unknown=2), dark=True
    )
    for part in ("Brighter is more", "Hatched", "Pale", "\\<5"):
        assert part in rich


def test_a_long_triangle_says_which_cohorts_it_leaves_out():
    result = invented.retention([50] * 150, period="week")
    assert "The newest 36 of 149 cohorts are drawn" in sentences.triangle_caption(result, dark=False)


def test_the_quiet_line_shows_a_hostile_name_as_text():
    said = sentences.retention_quiet(invented.retention(MONTHS), company="![x](http://h/x.png)")
    assert "![" not in said
    assert "](" not in said


def test_the_bucket_says_what_was_lost_and_what_made_up_for_it():
    said = plain(sentences.bucket_answer(invented.bucket(), period="quarter"))
    assert said == (
        "You lost **1,176** of 6,412 customers in the third quarter 2026, **18 %** (17 to 19). "
        "1,038 new ones and 214 who came back made up for them: **6,488** at the end, 76 more."
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"new": 10}, "did not make up for them: **5,460** at the end, 952 fewer"),
        ({"new": 962}, "made up for them exactly: **6,412** at the end"),
        (
            {"stayed": 0, "lost": 0, "recovered": 0},
            "no customers yet to lose from 1 July 2026 to 30 September 2026",
        ),
        ({"stayed": 15, "lost": 4}, "few customers, so a rough share"),
    ],
)
def test_the_bucket_s_sentence_follows_its_numbers(changed, said):
    assert said in plain(sentences.bucket_answer(invented.bucket(**changed)))


def test_a_bucket_of_fewer_than_ten_has_no_share_in_words():
    assert "%" not in sentences.bucket_answer(invented.bucket(stayed=5, lost=3))


def test_those_who_came_and_went_in_between_are_said():
    assert "3 more came and were lost again" in sentences.bucket_caption(invented.bucket(came_and_went=3))


def test_the_level_is_the_results_own():
    made = dict(sentences.retention_made(replace(invented.retention(MONTHS), level=0.9)))
    assert "90" in made["Interval"]
