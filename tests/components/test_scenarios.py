"""Scenarios beside one another in words, in a picture and in files."""

import io
import json
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from analysis.document import document
from analysis.whatif.comparison import compare
from analysis.whatif.levers import Setting
from analysis.whatif.outcome import outcome
from analysis.whatif.scenario import Scenario, of_file
from analysis.whatif.simple import simple
from analysis.whatif.since import changes
from analysis.worth import Money
from components import words
from components.charts import scenarios as charts
from components.scenario_files import as_json, as_workbook
from components.sentences import scenario_since
from components.sentences import scenarios as sentences
from models.scenarios import Saved
from tests.analysis.whatif.test_outcome import OPTIONS, basis

KEEP = Setting(lever="retention", target="loyalty", amount=0.01, begins=3, lasts=12)
DELIVERY = Setting(lever="attribute", target="Delivery", amount=0.2, once=150_000, monthly=8_000)
BELIEVED = Setting(lever="programme", amount=0.3, belief=(0.0, 0.001, 0.05))
HOSTILE = "*<img src=x>* \"quoted\" [link](javascript:1)"


def of(name, *settings, **options):
    return Scenario(name=name, settings=settings, options=replace(OPTIONS, **options))


def answer(*scenarios):
    return sentences.compare_answer(compare(basis(), scenarios)).replace(words.SPACE, " ")


@pytest.fixture(scope="module")
def three():
    return compare(basis(), [of("Keep", KEEP), of(HOSTILE, BELIEVED), of("Both", KEEP, DELIVERY)])


def shown(result, **changed):
    """A comparison with other figures."""
    return replace(result, **changed)


def test_the_best_is_named_with_its_interval_and_what_is_told_apart_is_told_so():
    said = answer(of("Nothing"), of("Keep", KEEP))
    assert said.startswith("**Keep looks best: €") and "more than today** (90 %: " in said
    assert "over Nothing: **more, beyond chance**" in said


def test_what_the_draws_can_t_tell_apart_is_said_so_and_that_a_belief_comes_between(three):
    apart = replace(three.apart[0], difference=Money(value=90_000, low=-60_000, high=280_000), kinds=("belief",))
    said = sentences.compare_answer(shown(three, apart=(apart, three.apart[1]))).replace(words.SPACE, " ")
    assert "€900 (−600 to 2,800) over" in said and "**your data can’t tell these two apart**" in said
    assert "what you believe" in said


def test_where_all_are_worth_less_than_today_none_is_called_best():
    dear, dearer = (of(f"Costs {once}", replace(KEEP, once=once)) for once in (10**9, 2 * 10**9))
    said = answer(dear, dearer)
    assert said.startswith("**None of them looks worth more than going on as today.** The best of them is Costs 1000000000: −€")


def test_a_best_one_that_may_be_worth_nothing_is_said_to_be_so(three):
    side = three.sides[three.best]
    unsure = replace(side, outcome=replace(side.outcome, difference=Money(value=100_000, low=-50_000, high=250_000)))
    sides = tuple(unsure if place == three.best else each for place, each in enumerate(three.sides))
    assert "can’t be told" in sentences.compare_answer(shown(three, sides=sides))


def test_twins_come_to_the_same_one_alone_is_told_alone_and_nothing_changes_nothing():
    assert "Again comes to the same." in answer(of("Keep", KEEP), of("Again", KEEP))
    assert answer(of("Keep", KEEP)).startswith("**Keep is worth €")
    assert answer(of("Nothing")) == "**Nothing** changes nothing."
    assert "has no effect" in answer(of("Silent", Setting(lever="retention_spend", amount=1e5)))


def test_names_are_escaped_in_sentences_and_tags_in_the_picture(three):
    assert "<img" not in sentences.compare_answer(three) and "\\[link" in sentences.compare_answer(replace(three, best=1))
    for draw in (charts.compared, charts.compared_narrow):
        texts = [note.text for note in draw(three, dark=False).layout.annotations]
        assert not any("<img" in text for text in texts) and any("&lt;img" in text for text in texts)
        assert not any("&quot;" in text for text in texts)


@pytest.mark.parametrize("dark", [False, True])
def test_a_line_is_its_interval_thick_its_middle_half_and_a_belief_is_dashed_and_hollow(three, dark):
    picture = charts.compared(three, dark=dark)
    for place, side in enumerate(three.sides):
        thick, thin, point = picture.data[3 * place : 3 * place + 3]
        told = side.outcome.difference
        assert list(thin.x) == [told.low / 100, told.high / 100] and list(point.x) == [told.value / 100]
        assert list(thick.x) == [side.inner.low / 100, side.inner.high / 100]
        assert (thin.line.width, thick.line.width, point.marker.size) == (2.25, 8, 13)
        assert (thin.line.dash is not None) == side.believed
    hollow = [trace.marker.color == trace.marker.line.color for trace in picture.data[2::3]]
    assert hollow == [True, False, True]
    low, high = picture.layout.xaxis.range
    assert low < 0 < high and all(low <= x <= high for trace in picture.data for x in trace.x)


def test_the_picture_is_told_in_words_and_numbers(three):
    assert charts.compared_alt(three).count("€") >= 3 and "Both" in charts.compared_alt(three)
    headers, rows = charts.compared_data(three)
    assert all(len(row) == len(headers) for row in rows) and rows[2][1] == three.sides[2].outcome.difference.value / 100


def test_a_lever_that_a_scenario_leaves_is_faint_and_says_as_today(three):
    headers, rows, faint = sentences.compare_table(three)
    assert headers == ["", "Keep", HOSTILE, "Both"] and all(len(row) == 4 for row in rows)
    assert {rows[line][column] for line, column in faint} == {"as today"} and len(faint) == 1 + 2 + 2
    told = {row[0]: row[1:] for row in rows}
    assert told["Cost"] == ["nothing", "nothing", "€80 a month, €1,500 once"]
    assert told["Stands on"][1:] == ["your belief", "set directly; your data, n\u00a0=\u00a0300"]
    assert told["Who stays · Loyalty"][0].replace(words.SPACE, " ").endswith("from month 4 on, for 12 months")


def test_scenarios_saved_with_other_options_are_named():
    found = compare(basis(), [of("Keep", KEEP), of("Short", KEEP, months=12)])
    assert sentences.options_note(found) == (
        "“Short” was saved with something else as the horizon; here it is reckoned as “Keep” is."
    )


def workbook(scenario):
    result, case = (make(basis(), scenario.settings, scenario.options) for make in (outcome, simple))
    data = as_workbook(scenario, result, case, as_of=date(2026, 10, 31))
    return data, [openpyxl.load_workbook(io.BytesIO(data), data_only=kept) for kept in (False, True)]


def test_the_workbook_s_formulas_give_what_the_page_says():
    """Reckoned here by hand from the sheet's own inputs, and equal to what is stored beside each formula."""
    scenario = of("Both", KEEP, DELIVERY)
    data, (formulas, values) = workbook(scenario)
    case = simple(basis(), scenario.settings, scenario.options)
    sheet, kept = formulas.worksheets[0], values.worksheets[0]
    for column, each in (("B", case.today), ("C", case.then)):
        m, r, yearly, people = (sheet[f"{column}{line}"].value for line in (2, 3, 4, 5))
        assert sheet[f"{column}6"].value == f"=(1+{column}4)^(1/12)-1"
        assert sheet[f"{column}7"].value == f"={column}2*{column}3/(1+{column}6-{column}3)"
        assert sheet[f"{column}8"].value == f"={column}7*{column}5"
        d = (1 + yearly) ** (1 / 12) - 1
        assert m * r / (1 + d - r) == pytest.approx(kept[f"{column}7"].value) == pytest.approx(case.worth(each) / 100)
        assert m * r / (1 + d - r) * people == pytest.approx(kept[f"{column}8"].value)
    assert sheet["D7"].value == "=C7-B7" and kept["D7"].value == pytest.approx(case.difference / 100)
    assert workbook(scenario)[0] == data


def test_the_workbook_holds_the_result_and_no_name_is_a_formula():
    scenario = of("=1+1", replace(DELIVERY, target="=cmd()"))
    _, (book, _) = workbook(scenario)
    result = outcome(basis(), scenario.settings, scenario.options)
    sheet = book.worksheets[1]
    assert [sheet.cell(4, column).value for column in (2, 3, 4)] == [
        end / 100 for end in (result.difference.value, result.difference.low, result.difference.high)
    ]
    assert book.worksheets[2]["B2"].value == "'=cmd()"


def test_the_document_is_read_back_by_the_command_line():
    scenario = of("Both", KEEP, BELIEVED)
    result = outcome(basis(), scenario.settings, scenario.options)
    told = json.loads(as_json(scenario, result, as_of=date(2026, 10, 31), saved_at=datetime(2026, 11, 3, 9, 30)))
    assert of_file(told) == scenario
    assert told["result"] == json.loads(json.dumps(document(result))) and told["saved_at"] == "2026-11-03T09:30:00"


def test_then_and_now_are_told_and_a_value_out_of_the_old_interval_is_noticed():
    scenario = of("Keep", KEEP)
    result = outcome(basis(), scenario.settings, scenario.options)
    expected = {1: "comes to the same", 1.00001: "comes to the same", 1.03: "within what was", 9: "**outside** what was"}
    for factor, word in expected.items():
        then = json.loads(json.dumps(document(result)))
        then["difference"] = {end: round(value * factor) for end, value in then["difference"].items()}
        saved = Saved(id=1, name="Keep", said={}, revision=3, as_of=date(2026, 8, 31), saved_at=datetime(2026, 9, 1), result=then)
        found = changes(then, result)
        assert word in scenario_since.sentence(saved, found, result, as_of=date(2026, 10, 31))
        headers, rows = scenario_since.table(saved, found, result, as_of=date(2026, 10, 31))
        assert headers == ["", "Then", "Now"] and rows[0] == ["Data complete through", "31 August 2026", "31 October 2026"]
        assert rows[-1] == ["Revision of the data", "3", "7"] and all(len(row) == 3 for row in rows)
    nothing = Saved(id=1, name="Keep", said={}, revision=3, as_of=date(2026, 8, 31), saved_at=datetime(2026, 9, 1), result={})
    assert "not kept" in scenario_since.sentence(nothing, changes({}, result), result, as_of=date(2026, 10, 31))


def test_the_simple_case_says_from_what_to_what():
    case = simple(basis(), (KEEP,), OPTIONS)
    headers, rows = sentences.simple_table([("Keep", case)])
    assert headers == ["", "Keep"] and "→" in rows[1][1] and "→" not in rows[0][1] and "→" in rows[3][1]
