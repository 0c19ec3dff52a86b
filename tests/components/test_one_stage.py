"""One stage beside all others: only what is sure stands in words, every line has its own scale, no claim about what the stage does."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.one_stage import Figure, Measure, Moved, OneStage
from components import words
from components.charts import theme
from components.charts.one_stage import drawn, one_stage, one_stage_alt
from components.sentences.one_stage import stage_answer, stage_caption, stage_data, stage_meaning, stage_table


def plain(text: str) -> str:
    return text.replace(words.SPACE, " ")


def measure(name, inside, others, *, kind="share", sure=True, n=200, day=None) -> Measure:
    one, other = (None if value is None else Figure(value=value, low=value * 0.9, high=value * 1.1, n=n) for value in (inside, others))
    known = None not in (inside, others)
    difference = inside - others if known else None
    return Measure(
        name=name, kind=kind, day=day, inside=one, others=other, difference=difference,
        low=difference - 0.01 if known else None, high=difference + 0.01 if known else None, sure=sure and known,
    )  # fmt: skip


MEASURES = (
    measure("again", 0.4, 0.07, day=date(2026, 6, 30)),
    measure("brought", 44_222.8, 7_222.4, kind="money"),
    measure("satisfied", 0.63, 0.54, sure=False),
    measure("complained", 0.26, 0.075),
    measure("member", 0.28, 0.04),
    measure("came", 26_533.9, 4_491.0, kind="money", day=date(2025, 9, 30)),
)


def found(**changed) -> OneStage:
    usual = {
        "as_of": date(2026, 9, 30), "since": date(2026, 6, 30), "level": 0.95, "stage": "loyalty", "customers": 188, "before": 189,
        "others": 3812, "currency": "EUR", "year_ago": date(2025, 9, 30), "answers_age_days": 135.5, "measures": MEASURES,
        "entered": (Moved(stage="maintenance", customers=19), Moved(stage="at_risk", customers=12)),
        "left": (Moved(stage="at_risk", customers=32),),
        "people": np.arange(188), "who_entered": np.arange(31), "who_left": np.arange(32),
    }  # fmt: skip
    return OneStage(**(usual | changed))


MONTH = found(since=date(2026, 8, 31), who_entered=np.arange(7), who_left=np.arange(9))


def test_how_many_there_are_and_who_came_and_left_also_in_the_last_month():
    assert plain(stage_answer(found(), MONTH)) == (
        "**188 in loyalty now**, 1 fewer than on 30 June 2026. 31 came in: 19 from maintenance, 12 from at risk. 32 left, all to at risk. "
        "In the last month alone 7 came in and 9 left."
    )
    assert "In the last month alone" not in stage_answer(MONTH, MONTH)


def test_nobody_new_ones_and_one_alone_have_their_own_words():
    none = found(entered=(), left=(), who_entered=np.arange(0), who_left=np.arange(0), before=188)
    assert plain(stage_answer(none, replace(none, since=date(2026, 8, 31)))).endswith("In the last month nobody did either.")
    empty = replace(none, customers=0, before=0)
    assert plain(stage_answer(empty, empty)) == "**Nobody is in it**, now or on 30 June 2026."
    assert plain(stage_answer(none, none)) == "**188 in loyalty now**, as many as on 30 June 2026. Nobody came in. Nobody left."
    new = found(
        stage="prospect", entered=(Moved(stage="outside", customers=3),), who_entered=np.arange(3),
        left=(Moved(stage="outside", customers=1),), who_left=np.arange(1),
    )  # fmt: skip
    assert "3 came in, all of them new. 1 left, not heard of since." in plain(stage_answer(new, new))
    one = found(entered=(Moved(stage="capture", customers=1),), who_entered=np.arange(1))
    assert "1 came in, from capture." in plain(stage_answer(one, one))


def test_of_many_origins_the_most_are_named_and_the_rest_counted():
    origins = ("capture", "maintenance", "recovered", "loyalty", "outside")
    moved = tuple(Moved(stage=stage, customers=10 - place) for place, stage in enumerate(origins))
    said = plain(stage_answer(found(entered=moved, who_entered=np.arange(40)), MONTH))
    assert "40 came in: 10 from capture, 9 from maintenance, 8 from recovered, 13 others." in said


def test_only_what_is_sure_stands_in_words_three_at_most():
    said = plain(stage_meaning(found()))
    assert said == (
        "**Unlike all other customers**, beyond chance: 40 % (36 to 44) of those in it on 30 June 2026 ordered again within 3 months, "
        "against 7 %; they brought €442 (398 to 486) each in twelve months, against €72; 26 % (23 to 29) complained within twelve months, "
        "against 8 %. The other lines in bold differ too."
    )
    nothing = found(measures=tuple(replace(one, sure=False) for one in MEASURES))
    assert plain(stage_meaning(nothing)) == "In none of what follows do they surely differ from all other customers."
    assert plain(stage_meaning(found(customers=9))) == "Too few to be compared with the others."


def test_more_complaints_of_those_who_order_more_are_not_left_uncommented():
    said = plain(stage_caption(found()))
    assert "Who orders more has more to complain of." in said and "more occasions to join" in said
    before = "Of those who were in it on an earlier day tell “Ordered within 3 months” and “Brought in the year after”"
    assert f"{before}: what those of today will do nobody knows." in said and "Half of the answers are older than 136 days." in said
    less = [replace(one, difference=-one.difference) if one.name == "brought" else one for one in MEASURES]
    assert "complain of" not in stage_caption(found(measures=tuple(less)))


def test_what_no_file_tells_is_named():
    bare = found(measures=MEASURES[:2], answers_age_days=None)
    assert "No file tells yet of: satisfaction, complaints, programmes." in plain(stage_caption(bare))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_every_line_has_its_own_scale_from_zero_and_the_axis_no_numbers(dark, narrow):
    picture = one_stage(found(), dark=dark, narrow=narrow)
    assert len(picture.data) == 12 and picture.layout.xaxis.showticklabels is False and picture.layout.xaxis.range[0] == 0
    for inside, others in zip(picture.data[::2], picture.data[1::2], strict=True):
        assert inside.marker.color == theme.STAGES["loyalty"] and others.marker.color == theme.tokens(dark).page
        ends = [mark.x[0] + mark.error_x.array[0] for mark in (inside, others)]
        assert max(ends) == pytest.approx(1)
    bold = [note.text for note in picture.layout.annotations if "<b>" in note.text]
    assert len(bold) == 5 and not any("Satisfied" in text for text in bold)


def test_too_few_are_not_drawn_and_nobody_at_all_leaves_the_line_out():
    few = measure("satisfied", 0.5, 0.4, n=4)
    unknown = measure("member", None, None)
    nothing = measure("complained", 0.0, 0.0)
    picture = one_stage(found(measures=(few, unknown, nothing)), dark=False)
    assert [mark.name for mark in picture.data] == ["Complained in 12 months"] * 2
    assert all(mark.x[0] == 0 for mark in picture.data)
    assert not drawn(found(measures=(few, unknown, replace(nothing, inside=None)))), "the others alone are no comparison"


def test_in_words_and_in_the_table_stand_the_same_numbers():
    said = plain(one_stage_alt(found()))
    assert said.startswith("Loyalty beside all other customers, the stage first. Ordered within 3 months: 40 %, n 200, 7 %, n 200;")
    headers, rows = stage_table(found(measures=(*MEASURES, measure("satisfied", 0.5, 0.4, n=4), measure("member", None, 0.1))))
    assert all(len(row) == len(headers) for row in rows)
    assert plain(rows[0][2]) == "40 % (36 to 44)" and rows[0][-1] == "differ" and rows[2][-1] == "may be chance"
    assert rows[6][2] == "fewer than 5" and rows[6][-2:] == ("", "") and rows[7][2] == "not known" and rows[7][-1] == ""
    titles, numbers = stage_data(found())
    assert all(len(row) == len(titles) for row in numbers) and numbers[0][2] == 0.4
