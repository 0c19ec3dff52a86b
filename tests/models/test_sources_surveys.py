"""What the exports of survey tools and review sites mean: who answered, and what, on which scale."""

import pytest

from tests.models.outcomes import brought

MIRA, TARA = "mira@example.org", "tara@example.org"
#: Of each tool: every question's answers and scale; who answered, when, through which channel, with which words.
FOUND = {
    "surveymonkey": (
        {
            "Quality": ([5, 2], 1, 5),
            "Delivery": ([3, None], 1, 5),
            "How likely are you to recommend us?": ([10, 3], 0, 10),
        },
        [(MIRA, "2026-01-05 11:32:31", None, "Kind\nstaff"), (None, "2026-01-16 09:56:38", None, None)],
    ),
    "typeform": (
        {"How would you rate the quality?": ([4, 2], 1, 5), "How likely are you to recommend us?": ([9, 1], 0, 10)},
        [(MIRA, "2026-01-05 23:57:00", None, None), (TARA, "2026-01-16 17:45:46", None, None)],
    ),
    "google_forms_en": (
        {"Quality": ([5, 3], 1, 5), "Staff": ([2, None], 1, 5), "I trust this shop": ([4, 1], 1, 5)},
        [(MIRA, "2026-01-05 21:34:56", None, None), (TARA, "2026-01-16 08:13:33", None, "Slow")],
    ),
    "google_forms_ru": (
        {"Качество": ([5, 3], 1, 5), "Доставка": ([4, 2], 1, 5), "Я куплю снова": ([5, None], 1, 5)},
        [(MIRA, "2026-01-05 18:01:46", None, None), (TARA, "2026-01-16 20:35:34", None, "Долго")],
    ),
    "microsoft_forms": (
        {"How satisfied are you with our staff?": ([5, 3], 1, 5)},
        [(MIRA, "2026-01-05 09:34:56", None, None), (None, "2026-01-16 09:34:56", None, None)],
    ),
    "limesurvey": (
        {"How satisfied are you with the price?": ([6, 1], 1, 7)},
        [(MIRA, "2026-01-05 10:05:00", None, None), (None, "2026-01-17 10:05:00", None, None)],
    ),
    "limesurvey_codes": (
        {"satisfaction": ([6, 1], 1, 7)},
        [(MIRA, "2026-01-05 10:05:00", None, None), (None, "2026-01-17 10:05:00", None, None)],
    ),
    "wenjuanxing": (
        {"1、您对服务的满意度": ([5, 2], 1, 5)},
        [(MIRA, "2026-01-05 10:05:00", "微信", None), (TARA, "2026-01-16 10:05:00", "链接", None)],
    ),
    "google_play_reviews": (
        {"Star Rating": ([5, 2], 1, 5)},
        [(None, "2026-01-05 10:00:00", "review site", "Quick and kind"), (None, "2026-01-16 10:00:00", "review site", None)],
    ),
    "judge_me_reviews": (
        {"rating": ([5, 1], 1, 5)},
        [(MIRA, "2026-01-05 10:00:00", "review site", "Soft and warm"), (TARA, "2026-01-16 10:00:00", "review site", None)],
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_tools_answers_are_read(store, name):
    """Ratings are questions, what the tool says of the computer is not, and who left no e-mail is nobody known."""
    found = brought(store, name)
    answers, respondents = FOUND[name]
    assert found.answers == answers
    assert found.respondents == respondents
    assert found.bad_rows == []


def test_qualtrics_three_header_rows_are_one(store):
    """Questions have their full text; a preview of the survey is left out; ExternalReference is the customer's number."""
    found = brought(store, "qualtrics")
    assert [(values, low, high) for values, low, high in found.answers.values()] == [([5, 2], 1, 5), ([9, None], 0, 10)]
    assert found.respondents == [(MIRA, "2026-01-05 10:05:01", "email", None), (None, "2026-01-16 10:05:01", "anonymous", None)]
    assert {held for identities in found.people.values() for held in identities} == {("email", MIRA), ("number", "C-1")}
    assert found.ignored == {"preview or test of the survey": 1}


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("surveymonkey", {"no question answered": 1}),
        ("typeform", {"not submitted": 1}),
        ("limesurvey", {"not submitted": 1}),
        ("limesurvey_codes", {"not submitted": 1}),
    ],
)
def test_what_was_not_submitted_or_not_answered_is_left_out(store, name, ignored):
    """It is named, with the reason."""
    assert brought(store, name).ignored == ignored
