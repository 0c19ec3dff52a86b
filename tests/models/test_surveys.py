"""Surveys: which columns are questions, on which scale, and what each answer is worth."""

import polars as pl
import pytest

from models.ingest.answers import word_steps
from models.ingest.questions import question_of
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, checked, query


def survey(*columns: tuple[str, list[str]], file="survey.csv", **said):
    """Check a survey of these columns; each respondent has an e-mail and a day."""
    number = len(columns[0][1])
    people = [(f"p{n}@example.org", f"2026-01-{n % 28 + 1:02}") for n in range(number)]
    rows = [(*people[n], *(cells[n] for _, cells in columns)) for n in range(number)]
    return checked(exports.table(("Email", "Date", *(header for header, _ in columns)), *rows), file=file, **said)


def given(found, question: str, aspect: str = "performance") -> list:
    """Return the answers to one question, in the file's order."""
    return found.frames["rating"].filter((pl.col("question") == question) & (pl.col("aspect") == aspect))["value"].to_list()


MEANT = {
    "Satisfaction:1-5": ("Satisfaction", "attribute", "performance", 1, 5, False),
    "How likely are you to recommend us to a friend? (0-10)": (
        "How likely are you to recommend us to a friend?", "recommendation", "performance", 0, 10, False,
    ),
    "NPS": ("NPS", "recommendation", "performance", 0, 10, False),
    "Overall satisfaction, 1 to 7": ("Overall satisfaction", "overall", "performance", 1, 7, False),
    "Quality (1 = excellent, 6 = very poor)": ("Quality", "attribute", "performance", 1, 6, True),
    "Price (1 = very poor, 5 = excellent)": ("Price", "attribute", "performance", 1, 5, False),
    "Rate the following [Staff] (1-5)": ("Rate the following [Staff]", "attribute", "performance", 1, 5, False),
    "Importance of [Staff] (1-5)": ("Importance of [Staff]", "attribute", "importance", 1, 5, False),
    "Ожидания: качество (1-5)": ("Ожидания: качество", "attribute", "expectation", 1, 5, False),
    "Насколько важно: цена (от 1 до 10)": ("Насколько важно: цена", "attribute", "importance", 1, 10, False),
    "您对服务的满意度（1-5分）": ("您对服务的满意度", "attribute", "performance", 1, 5, False),
}  # fmt: skip


@pytest.mark.parametrize("header", MEANT)
def test_a_header_says_what_is_asked_and_on_which_scale(header):
    """Role, aspect, ends, and whether the first end is the good one."""
    found = question_of(header, pl.Series(["1", "2", "5", "3"]))
    assert (found.question, found.role, found.aspect, found.low, found.high, found.reversed) == MEANT[header]
    assert found.stated is (header != "NPS")


@pytest.mark.parametrize("header", ["Age", "How many times did you visit us?", "Year of birth", "Duration (in seconds)", "Сколько вам лет"])
def test_a_number_that_is_no_opinion_is_no_question(header):
    """It is kept with the answer instead."""
    assert question_of(header, pl.Series(["1", "2", "5", "3"])) is None


def test_the_scale_is_taken_from_the_whole_column_and_said():
    """0 to 100 too; a slip of the keyboard does not stretch it, and makes its row bad."""
    rating = [str(n % 5 + 1) for n in range(40)]
    rating[7] = "99"
    found = survey(("Trust", rating), ("Score of our site", [str(n * 2) for n in range(41)][:40]))
    scales = dict(found.frames["rating"].select("question", pl.struct("low", "high")).unique().iter_rows())
    assert scales == {"Trust": {"low": 1, "high": 5}, "Score of our site": {"low": 0, "high": 100}}
    assert [(bad.row, bad.column, bad.found) for bad in found.bad] == [(9, "Trust", "99")]
    assert "the scale of “Trust” is taken as 1–5" in found.warnings
    assert found.frames["response"].height == 39


def test_a_scale_whose_end_nobody_chose_is_said_to_be_a_guess_and_can_be_named():
    """A person names it; the header's own scale stays."""
    found = survey(("Trust", ["2", "4", "3"]), ("Quality (1-5)", ["5", "5", "4"]))
    assert any("few answers, or none at its end" in warning for warning in found.warnings)
    named = survey(("Trust", ["2", "4", "3"]), ("Quality (1-5)", ["5", "5", "4"]), scale=(1.0, 7.0))
    assert dict(named.frames["rating"].select("question", "high").unique().iter_rows()) == {"Trust": 7, "Quality": 5}
    assert not any("Trust" in warning for warning in named.warnings)


WORDS = {
    "agreement": (["Strongly agree", "agree", "Neither agree nor disagree", "DISAGREE", "strongly disagree"], [5, 4, 3, 2, 1]),
    "seven steps": (["Strongly agree", "Agree", "Somewhat agree", "Somewhat disagree"], [7, 6, 5, 3]),
    "satisfaction": (["Very satisfied", "Very dissatisfied", "n/a"], [5, 1, None]),
    "Russian": (["Полностью согласна", "И да, и нет", "Затрудняюсь ответить", "Скорее не согласен"], [5, 3, None, 2]),
    "Chinese": (["非常满意", "一般", "不满意", "不适用"], [5, 3, 2, None]),
    "labelled": (["5 - Excellent", "1 (very poor)", "3", "-"], [5, 1, 3, None]),
    "stars": (["★★★★★", "★☆☆☆☆", "★★★☆☆"], [5, 1, 3]),
}


@pytest.mark.parametrize("case", WORDS)
def test_words_as_answers_are_steps_of_a_scale(case):
    """English, Russian, Chinese; what nobody answered is missing, and no zero."""
    cells, worth = WORDS[case]
    found = survey(("How satisfied are you with our service?", cells), ("Price (1-5)", ["3"] * len(cells)))
    assert given(found, "How satisfied are you with our service?") == worth
    assert found.bad == ()


def test_each_set_of_words_means_one_step_each():
    """A word that meant two steps of one set would make answers depend on chance."""
    from models.ingest.answers import SETS

    for text in SETS:
        words = [word for step in text.split("|") for word in step.split("/")]
        assert len(words) == len(set(words)), text
        assert word_steps([step.split("/")[0] for step in text.split("|")])[0] == text.count("|") + 1


def test_a_reversed_scale_is_turned_round():
    """What is kept is higher where it is better; the file says so, or the person."""
    found = survey(("Quality (1 = excellent, 5 = very poor)", ["1", "5", "2"]))
    assert given(found, "Quality") == [5, 1, 4]
    said = survey(("Trust", ["1", "5", "2"]), mapping={"Trust": "rating_reversed"})
    assert given(said, "Trust") == [5, 1, 4]
    assert any("turned round" in warning for warning in found.warnings)


def test_expectation_and_importance_belong_to_the_attribute_that_is_rated(tmp_path):
    """Three columns, one attribute."""
    store = Store(tmp_path / "one.db")
    headers = ("Email", "Rate [Staff] (1-5)", "What do you expect of [Staff] (1-5)", "How important is [Staff] (1-5)")
    bring(store, exports.table(headers, ("a@example.org", "4", "5", "3"), ("b@example.org", "2", "4", "4")), file="survey.csv")
    assert query(store, "SELECT name FROM attribute") == [("Staff",)]
    assert query(store, "SELECT aspect, sum(value) FROM rating GROUP BY aspect ORDER BY aspect") == [
        ("expectation", 9.0), ("importance", 7.0), ("performance", 6.0),
    ]  # fmt: skip


def test_free_text_and_other_columns_stay_with_the_answer():
    """The comment is the answer's; so is how it came, and anything else but the computer's address."""
    headers = ("Email", "Satisfaction (1-5)", "Comments", "Channel", "Store", "IP Address")
    found = checked(exports.table(headers, ("a@example.org", "4", "kind", "site", "North", "192.0.2.7")), file="survey.csv")
    [row] = found.frames["response"].select("comment", "channel", "attributes").rows()
    assert row == ("kind", "site", '{"Store": "North"}')


def test_a_questionnaire_without_an_answer_is_none_unless_it_has_words():
    """It is ignored, and said."""
    headers = ("Email", "Satisfaction (1-5)", "Comments")
    rows = (("a@example.org", "4", ""), ("b@example.org", "", ""), ("c@example.org", "", "closed on Sunday"))
    found = checked(exports.table(headers, *rows), file="survey.csv")
    assert [(ignored.reason, ignored.numbers.to_list()) for ignored in found.ignored] == [("no question answered", [3])]
    assert found.frames["response"]["email"].to_list() == ["a@example.org", "c@example.org"]


def test_a_number_counted_up_belongs_to_its_own_survey(tmp_path):
    """Answer 1 of one survey is not answer 1 of another."""
    store = Store(tmp_path / "one.db")
    bring(store, exports.table(("ID", "Email", "Staff (1-5)"), ("1", "a@example.org", "4")), file="survey.csv")
    bring(store, exports.table(("ID", "Email", "Price (1-5)"), ("1", "b@example.org", "2")), file="survey.csv")
    assert query(store, "SELECT count(*) FROM response") == [(2,)]
    later = bring(
        store, exports.table(("ID", "Email", "Staff (1-5)"), ("1", "a@example.org", "5"), ("2", "c@example.org", "1")), file="s.csv"
    )
    assert (later.added["responses"], later.added["ratings"], later.unchanged["responses"]) == (1, 2, 1)
    assert query(store, "SELECT sum(value) FROM rating") == [(8.0,)]


def test_employees_answers_are_theirs_and_no_customers(tmp_path):
    """An employee's number is no customer's; the department and the day they came stay with them."""
    from models.frames import frames

    store = Store(tmp_path / "one.db")
    headers = ("employee_id", "name", "department", "hired", "left", "engagement:1-5")
    rows = (("0001", "Sven Novak", "Sales", "2026-01-05", "", "4"), ("0002", "Wes Novak", "Support", "2026-01-12", "2026-03-01", ""))
    bring(store, exports.table(headers, *rows), file="employees.csv")
    bring(store, exports.table(("order_id", "customer_id", "date", "amount"), ("7", "0001", "2026-01-06", "5.00")))
    assert frames(store).customers["key"].to_list() == ["number:own:0001"]
    people = query(store, "SELECT name, party_type, joined_at, attributes FROM party WHERE party_type = 'employee' ORDER BY name")
    assert people == [
        ("Sven Novak", "employee", "2026-01-05", '{"department": "Sales"}'),
        ("Wes Novak", "employee", "2026-01-12", '{"department": "Support", "left_at": "2026-03-01"}'),
    ]
    assert query(store, "SELECT audience, count(*) FROM response GROUP BY 1") == [("employee", 2)]


def test_an_employees_answer_of_nobody_counts_for_nobody(tmp_path):
    """It is kept, and describes no one."""
    store = Store(tmp_path / "one.db")
    rows = (("mira@example.org", "Sales", "2026-01-05", "4"), ("", "Sales", "2026-01-06", "3"))
    bring(store, exports.table(("email", "department", "answered_at", "Teamwork (1-5)"), *rows), file="employees.csv")
    assert query(store, "SELECT count(*), count(party_id) FROM response") == [(2, 1)]


def test_the_two_header_rows_of_a_grid_shift_nothing(tmp_path):
    """A grid's question stands over its first column alone; each row of it is rated, expected and weighed under one name."""
    store = Store(tmp_path / "one.db")
    top = ("Respondent ID", "Collector ID", "End Date", "Email Address", "How do you rate us?", "", "", "How important is it to you?", "",
           "", "How likely are you to recommend us?")  # fmt: skip
    below = ("", "", "", "", "Staff", "Price", "Premises", "Staff", "Price", "Premises", "Response")
    rows = (
        below,
        ("1", "9", "01/15/2026 11:32:31 AM", "a@example.org", "Very satisfied", "Neutral", "N/A", "Very important", "Important",
         "Important", "9"),
        ("2", "9", "01/16/2026 11:32:31 AM", "b@example.org", "Neutral", "Dissatisfied", "Satisfied", "Important", "Very important",
         "", "0"),
    )  # fmt: skip
    report = bring(store, exports.table(top, *rows), file="sheet.csv")
    assert (report.source, report.rows, report.bad_rows) == ("surveymonkey", 2, 0)
    told = "SELECT name, aspect, value FROM rating JOIN attribute ON attribute.id = attribute_id ORDER BY response_id, rating.id"
    assert query(store, told)[:4] == [
        ("Staff", "performance", 5.0), ("Price", "performance", 3.0), ("Premises", "performance", None), ("Staff", "importance", 5.0),
    ]  # fmt: skip
    assert query(store, "SELECT count(*) FROM attribute") == [(4,)]


def test_n_a_is_missing_and_never_zero():
    """Whatever the language; it lowers no mean, and a real 0 of a scale from 0 stays 0."""
    nothing = ["n/a", "N/A", "-", "не знаю", "不适用", "Prefer not to say", ""]
    found = survey(("Staff (1-5)", [*nothing, "5", "4"]), ("How likely are you to recommend us?", ["0"] * 9))
    assert given(found, "Staff") == [*[None] * len(nothing), 5, 4]
    assert given(found, "How likely are you to recommend us?") == [0] * 9
    assert found.bad == ()


def test_scales_of_one_file_are_each_columns_own():
    """0 to 10 beside 1 to 5 beside 1 to 7 beside words: none stretches another."""
    steps = [n % 5 + 1 for n in range(40)]
    found = survey(
        ("Staff", [str(n) for n in steps]),
        ("How likely are you to recommend us?", [str(n * 2) for n in steps]),
        ("Overall rating (1-7)", [str(n + 2) for n in steps]),
        ("I trust this shop", [["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"][n - 1] for n in steps]),
    )
    scales = dict(found.frames["rating"].select("question", pl.concat_list("low", "high")).unique().iter_rows())
    assert scales == {
        "Staff": [1, 5], "How likely are you to recommend us?": [0, 10], "Overall rating": [1, 7], "I trust this shop": [1, 5],
    }  # fmt: skip


def test_whether_they_would_recommend_on_five_steps_is_no_crowd_of_detractors():
    """Twenty answers and none above 5: it was asked from 1 to 5; fewer are taken as 0 to 10, and said."""
    many = survey(("Would you recommend us?", [str(n % 5 + 1) for n in range(20)]), ("Price (1-5)", ["3"] * 20))
    few = survey(("Would you recommend us?", ["5", "4", "3"]), ("Price (1-5)", ["3"] * 3))
    highs = [found.frames["rating"].filter(pl.col("role") == "recommendation")["high"][0] for found in (many, few)]
    assert highs == [5, 10]
    assert "the scale of “Would you recommend us?” is taken as 0–10" in few.warnings


TURNED = {
    "both ends": ("Quality (1 = excellent, 5 = very poor)", ["1", "5", "2"], "Quality"),
    "the best end": ("Quality, 1 is best", ["1", "5", "2"], "Quality, 1 is best"),
    "the answers' labels": ("How is our quality?", ["1 - Very satisfied", "5 - Very dissatisfied", "2 - Satisfied"], "How is our quality?"),
    "labels in Russian": ("Оцените качество (1-5)", ["1 - отлично", "5 - ужасно", "2 - хорошо"], "Оцените качество"),
}


@pytest.mark.parametrize("case", TURNED)
def test_a_scale_that_begins_with_the_best_is_turned_round(case):
    """Its header says so, or the words beside its numbers."""
    header, cells, question = TURNED[case]
    assert given(survey((header, cells)), question) == [5, 1, 4]


def test_how_much_they_are_satisfied_is_a_question_in_russian_too():
    """“Насколько” asks for an opinion, “сколько” for a number."""
    found = question_of("Насколько Вы удовлетворены нашей компанией в целом?", pl.Series(["5", "3"]))
    assert (found.role, found.low, found.high) == ("overall", 1, 5)


@pytest.mark.parametrize("header", ["Anything else?", "What did you like?", "Ваши пожелания", "您的建议", "Review"])
def test_free_text_is_no_scale_whatever_words_stand_in_it(header):
    """“good” is a step of a scale where a scale is asked for."""
    assert question_of(header, pl.Series(["good", "bad", "ok", "很好", "плохо"])) is None


def test_a_reviews_stars_are_of_the_whole():
    """They are what the reviewer thinks of it all."""
    headers = ("Date", "Stars", "Review text", "Platform")
    rows = (("2026-01-05", "★★★★★", "good", "Trustpilot"), ("2026-01-06", "★★☆☆☆", "bad", "Google"))
    found = checked(exports.table(headers, *rows), file="reviews.csv")
    assert found.frames["rating"].select("role", "value").rows() == [("overall", 5), ("overall", 2)]
    assert found.frames["response"].select("channel", "comment").rows() == [("Trustpilot", "good"), ("Google", "bad")]


def test_the_channel_of_a_whole_file_can_be_said():
    """A complaint box has no column of channels; a column goes before what is said."""
    found = survey(("Staff (1-5)", ["4", "2"]), channel="complaint box")
    assert found.frames["response"]["channel"].to_list() == ["complaint box"] * 2
    both = survey(("Staff (1-5)", ["4", "2"]), ("Channel", ["site", "social network"]), channel="complaint box")
    assert both.frames["response"]["channel"].to_list() == ["site", "social network"]


def test_a_channel_is_one_whatever_the_language_and_an_exacter_one_stays():
    """So that answers of a till and of «касса» are told apart from no one but the others."""
    said = ["Till", "Касса", "соцсети", "Website", "意见箱", "review site", "Instagram", ""]
    found = survey(("Staff (1-5)", ["4"] * len(said)), ("Channel", said))
    assert found.frames["response"]["channel"].to_list() == [
        "point of sale", "point of sale", "social network", "site", "complaint box", "review site", "Instagram", None,
    ]  # fmt: skip


def test_the_department_of_an_answer_that_names_nobody_stays_with_the_answer(tmp_path):
    """Most employees' surveys are anonymous: without it no team could ever be told from another."""
    rows = (("date", "department", "I like my tasks (1-5)"), ("2026-08-01", "North", "4"), ("2026-08-02", "South", "2"))
    store = Store(tmp_path / "inside.db")
    bring(store, exports.table(*rows), file="employees.csv")
    assert sorted(query(store, "SELECT json_extract(attributes, '$.department') FROM response")) == [("North",), ("South",)]
