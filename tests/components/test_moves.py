"""Pictures and sentences about moves: what they draw is what was counted, and what few people carry."""

from datetime import date

import numpy as np
import pytest

from analysis.calendar import day_of
from analysis.moves import OUTSIDE, PLACES, moves
from analysis.one_person import one_person
from analysis.relations import Terms
from analysis.rhythm import Rule
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, NOT_YET, STAGES, StageTable
from components.charts import stage_dots, stage_flow, stage_ledger, strip, transition_matrix
from components.sentences import moves as sentences
from components.sentences import one_person as person_sentences
from components.sentences import stage_rule as rule_sentences
from tests.analysis.test_moves import random_relations


def told(day: date, stages) -> StageTable:
    """A table of these stages."""
    stage, none = np.array(stages), np.zeros(len(stages))
    return StageTable(day=day, customers=np.arange(1, len(stage) + 1), stage=stage, came_from=none, rho=none, usual_gap=none, run=none)


def moved(*pairs: tuple[int, int, int]):
    """Moves of so many people from a stage to another."""
    before = [a for a, _b, n in pairs for _one in range(n)]
    after = [b for _a, b, n in pairs for _one in range(n)]
    return moves(told(date(2026, 6, 30), before), told(date(2026, 9, 30), after), usual_gap_days=30.0)


@pytest.fixture(scope="module")
def random_moves():
    relations = random_relations(4)
    return moves(relations.stages(day_of(500)), relations.stages(day_of(600)), usual_gap_days=25.5)


def clicks(picture) -> dict[tuple[str, str], int]:
    """How many marks of a picture answer a click for each move."""
    found: dict[tuple[str, str], int] = {}
    for trace in picture.data:
        for said in trace.customdata if trace.customdata is not None else ():
            found[said[0], said[1]] = found.get((said[0], said[1]), 0) + 1
    return found


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_every_move_that_somebody_made_can_be_clicked(random_moves, dark, narrow):
    made = {(PLACES[a], PLACES[b]) for a in range(8) for b in range(8) if random_moves.flow[a, b]}
    flow = clicks(stage_flow.stage_flow(random_moves, dark=dark, narrow=narrow))
    assert set(flow) == made - {("abandoned", "abandoned")}
    matrix = clicks(transition_matrix.transition_matrix(random_moves.matrix, dark=dark, day=random_moves.then, narrow=narrow))
    enough = {stock.stage for stock in random_moves.stages if stock.then >= 5}
    assert set(matrix) == {pair for pair in made if pair[0] in enough} and set(matrix.values()) == {1}
    ledger = clicks(stage_ledger.stage_ledger(random_moves, dark=dark, narrow=narrow))
    assert {("", stock.stage) for stock in random_moves.stages} <= set(ledger)
    turned = {pair for pair in made if pair[0] in enough and pair[0] != pair[1] and set(pair) != {"abandoned", "outside"}}
    assert turned <= set(ledger)


def test_the_ledgers_bars_are_as_long_as_the_people_are_many(random_moves):
    stock, turned, *_whiskers, came = [trace for trace in stage_ledger.stage_ledger(random_moves, dark=False).data]
    assert [int(x) for x in stock.x] == [one.now for one in random_moves.stages]
    for one in random_moves.stages:
        place = STAGES.index(one.stage)
        lengths = {said[1]: abs(x) for said, x in zip(turned.customdata, turned.x, strict=True) if said[0] == one.stage}
        for to, x in lengths.items():
            assert x == pytest.approx(100 * random_moves.flow[place, PLACES.index(to)] / one.then)
        assert sum(x for said, x in zip(came.customdata, came.x, strict=True) if said[1] == one.stage) == one.came_in


def test_one_move_has_one_interval_in_the_ledger_the_flow_and_the_matrix(random_moves):
    part = random_moves.matrix[AT_RISK].parts[ABANDONED]
    said = sentences.part_words(part)
    assert random_moves.stages[AT_RISK].worse == part
    assert said in stage_ledger.move_hover(random_moves, "at_risk", "abandoned")
    hovers = [
        one[2] for trace in stage_flow.stage_flow(random_moves, dark=False).data if trace.customdata is not None for one in trace.customdata
    ]
    assert any(said in hover for hover in hovers)


def test_fewer_than_five_have_no_share_and_fewer_than_ten_are_pale_and_in_no_sentence():
    result = moved((AT_RISK, ABANDONED, 3), (AT_RISK, AT_RISK, 1), (LOYALTY, AT_RISK, 4), (LOYALTY, LOYALTY, 4), (CAPTURE, CAPTURE, 60))
    picture = stage_ledger.stage_ledger(result, dark=False)
    texts = [note.text for note in picture.layout.annotations]
    assert sum("fewer than 5" in text for text in texts) == 4  # all but loyalty and capture; nobody is a prospect
    turned = picture.data[1]
    assert [opacity for said, opacity in zip(turned.customdata, turned.marker.opacity, strict=True) if said[0] == "loyalty"] == [0.45]
    answer = sentences.moves_answer(result, months=3)
    assert "at risk on" not in answer and "Loyalty" not in answer
    assert ("at_risk", "abandoned") not in clicks(transition_matrix.transition_matrix(result.matrix, dark=False))


def test_the_answer_says_who_is_active_what_became_of_those_at_risk_and_of_loyalty():
    result = moved(
        (AT_RISK, ABANDONED, 67), (AT_RISK, AT_RISK, 19), (AT_RISK, LOYALTY, 14), (LOYALTY, LOYALTY, 60), (LOYALTY, AT_RISK, 40),
        (NOT_YET, CAPTURE, 100),
    )  # fmt: skip
    answer = sentences.moves_answer(result, months=3).replace("\u00a0", " ")
    assert answer.startswith("**58 % of our 300 customers are active, and those at risk are lost far more often than won back.**")
    assert "Of 100 at risk on 30 June, 67 % (56 to 75) were abandoned three months later and 14 % (9 to 23) active again." in answer
    assert "Loyalty went from 100 to 74: 40 % (32 to 51) of those in it slipped, and 14 others came in." in answer


def test_no_verdict_where_the_intervals_meet():
    result = moved((AT_RISK, ABANDONED, 40), (AT_RISK, LOYALTY, 38), (AT_RISK, AT_RISK, 22))
    assert "more often" not in sentences.moves_answer(result, months=1)


def test_nobody_yet():
    assert sentences.moves_answer(moved(), months=3) == "Nobody here had ordered by 30 September 2026."


def test_none_and_all_name_the_end_of_the_interval_that_says_something():
    result = moved((AT_RISK, ABANDONED, 30))
    said = sentences.moves_answer(moved((AT_RISK, ABANDONED, 30), (CAPTURE, CAPTURE, 30)), months=1).replace("\u00a0", " ")
    assert "all (at least 84 %) were abandoned one month later and none (at most 14 %) active again" in said
    assert sentences.part_words(result.matrix[AT_RISK].parts[LOYALTY]).startswith("0 of 30, none (at most ")


def test_a_rule_says_what_it_changes_and_adds_up():
    kept, tried = Terms(), Terms(rule=Rule(at_risk=3))
    change = np.zeros((8, 8), dtype=int)
    change[AT_RISK, [LOYALTY, CAPTURE]] = 120, 94
    change[AT_RISK, AT_RISK] = 500
    said = rule_sentences.rule_change(kept, tried, change).replace("\u00a0", " ")
    assert said == (
        "With at risk from 3 usual gaps instead of 2: 214 people fewer are in “at risk”; they count as loyalty (120) and capture (94)."
    )
    assert rule_sentences.rule_change(kept, kept, change) == ""
    assert "nobody is in another stage" in rule_sentences.rule_change(kept, tried, np.diag(np.arange(8)))


def test_every_picture_has_its_words_and_its_numbers(random_moves):
    people = {stage: list(range(3)) for stage in STAGES}
    for words in (
        stage_ledger.stage_ledger_alt(random_moves),
        stage_flow.stage_flow_alt(random_moves),
        transition_matrix.transition_matrix_alt(random_moves.matrix),
        stage_dots.stage_dots_alt(random_moves, people),
    ):
        assert len(words) > 40 and "<" not in words
    for headers, rows in (
        stage_ledger.stage_ledger_data(random_moves),
        stage_flow.stage_flow_data(random_moves),
        transition_matrix.transition_matrix_data(random_moves.matrix, 0.95),
        stage_dots.stage_dots_data(random_moves),
    ):
        assert rows and {len(row) for row in rows} == {len(headers)}
    assert sum(row[2] for row in stage_flow.stage_flow_data(random_moves)[1]) == random_moves.flow.sum()
    assert random_moves.flow[OUTSIDE].sum() > 0


def test_a_persons_strip_has_a_tick_an_order_and_says_what_comes():
    relations = random_relations(4)
    found = one_person(relations, int(relations.customers[relations.buyers][3]))
    picture = strip.strip(found, dark=False)
    assert sum(len(trace.x) for trace in picture.data if trace.mode == "markers" and trace.marker.symbol == "line-ns") == len(found.orders)
    said = person_sentences.person_sentence(found, relations.rule)
    assert "the rule at work, not a forecast" in said and strip.strip_alt(found)
    assert person_sentences.person_title("<b>*x*</b>") == "\\<b\\>\\*x\\*\\<\\/b\\>, from the first day on"


def test_what_is_printed_of_few_people_holds_the_share_itself():
    result = moved((AT_RISK, ABANDONED, 12), (CAPTURE, CAPTURE, 60))
    everybody, nobody = (result.matrix[AT_RISK].parts[place] for place in (ABANDONED, LOYALTY))
    assert nobody.low > 0 and everybody.high < 1  # the posterior's own: it may be otherwise yet
    assert sentences.ends(everybody) == (everybody.low, 1) and sentences.ends(nobody) == (0, nobody.high)
