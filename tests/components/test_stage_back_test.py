"""Whether stages say who orders again: what is said, what is drawn, what is withheld."""

from dataclasses import replace
from datetime import date

import pytest

from analysis import occasions
from analysis.intervals import wilson
from analysis.stage_back_test import Repurchase, repurchase, stage_back_test
from analysis.stages import stages
from components import words
from components.charts import theme
from components.charts.stage_back_test import anything, back_test, back_test_alt
from components.sentences.stage_back_test import (
    LISTED,
    back_test_answer,
    back_test_caption,
    back_test_earlier,
    back_test_table,
)
from tests.analysis import made

DAYS = {"as_of": date(2026, 6, 30), "until": date(2026, 9, 30)}


def rows(**counts) -> list[Repurchase]:
    """Stages by (how many ordered again, of how many)."""
    found = []
    for stage, (k, n) in counts.items():
        low, high = wilson(k, n)
        found.append(Repurchase(stage=stage, n=n, repurchased=k, rate=k / n, low=low, high=high, **DAYS))
    return found


FALLING = {"loyalty": (398, 723), "maintenance": (205, 585), "capture": (100, 465), "at_risk": (60, 941), "abandoned": (100, 3186)}


def plain(text: str) -> str:
    return text.replace(words.SPACE, " ")


def test_in_order_it_says_yes_and_names_both_ends_with_interval_and_n():
    assert plain(back_test_answer(rows(**FALLING))) == (
        "**Yes, in order from loyalty down.** Of 723 in loyalty on 30 June 2026, 55 % (51 to 59) ordered by 30 September 2026; "
        "of 3,186 abandoned, 3 % (3 to 4)."
    )


def test_a_tie_is_told_as_a_tie_also_where_the_figures_stand_upside_down():
    said = plain(back_test_answer(rows(**{**FALLING, "capture": (165, 465)})))
    assert said.startswith("**Yes, in order from loyalty down, with one tie:** maintenance and capture cannot be told apart.")
    several = plain(back_test_answer(rows(**{**FALLING, "capture": (165, 465), "abandoned": (210, 3186)})))
    assert several.startswith(
        "**Roughly, from loyalty down:** maintenance and capture cannot be told apart, nor can at risk and abandoned."
    )


def test_cdnow_with_a_later_days_gap_is_a_warning():
    whole = occasions.gather(made.cdnow("master"), as_of=made.CDNOW_END)
    cut = date(1997, 9, 30)
    said = plain(back_test_answer(repurchase(stages(whole, cut, usual_gap_days=72), whole, until=made.CDNOW_END)))
    assert said.startswith("**Don’t rely on the stages here: they are upside down.**")
    assert "Of 539 abandoned, 27 % (23 to 31) ordered again, and of 17,473 at risk only 19 % (18 to 19)" in said
    own = stage_back_test(made.relations(whole), days=273)
    assert back_test_answer(own.back_test).startswith("**Yes, in order from loyalty down")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "**It can’t be told yet.** Too few had ordered twice"),
        (rows(loyalty=(5, 9), abandoned=(1, 300)), "**Too few to tell:** on 30 June 2026 not even two stages had ten customers each."),
        (rows(loyalty=(6, 12), abandoned=(5, 12)), "**It can’t be told yet:** no two stages differ beyond chance."),
    ],
)
def test_what_cannot_be_told_is_said_with_the_reason(found, said):
    assert plain(back_test_answer(found)).startswith(said)


def test_few_are_called_few_and_thin_ones_stand_in_no_sentence():
    said = plain(back_test_answer(rows(loyalty=(11, 12), abandoned=(1, 300), at_risk=(3, 9))))
    assert "92 % (65 to 99) of few" in said and "at risk" not in said


def test_no_new_customers_are_said_and_not_drawn_as_a_zero():
    found = rows(**{stage: counts for stage, counts in FALLING.items() if stage != "capture"}, recovered=(1, 3))
    said = plain(back_test_caption(found))
    assert "Capture is empty: by then there were no new customers." in said
    assert "Fewer than 5 customers, not shown: Recovered." in said
    assert anything(found) and not anything(rows(loyalty=(1, 4))) and not anything([])
    names = [mark.name for mark in back_test(found, dark=False).data]
    assert names == ["Loyalty", "Maintenance", "At risk", "Abandoned"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_row_a_stage_in_its_own_colour_with_its_interval(dark, narrow):
    picture = back_test(rows(**FALLING, recovered=(20, 70), prospect=(2, 30)), dark=dark, narrow=narrow)
    assert [mark.customdata[0][0] for mark in picture.data] == list(LISTED)
    for mark in picture.data:
        assert mark.marker.color == mark.error_x.color == theme.STAGES[mark.customdata[0][0]]
        assert (mark.marker.size, mark.error_x.thickness) == (11, 2.25)
    assert picture.layout.xaxis.range[0] == 0
    assert any("% who ordered again within 3 months, 95 % interval" in plain(note.text) for note in picture.layout.annotations)


def test_in_words_the_picture_says_its_numbers():
    said = plain(back_test_alt(rows(**FALLING, recovered=(2, 7))))
    assert said.startswith("Who ordered again within 3 months, by stage. Loyalty: 55 %, n 723; ") and "Recovered" not in said


def test_the_table_has_a_column_a_day_and_withholds_what_fewer_than_five_would_tell():
    earlier = [replace(row, as_of=date(2026, 3, 31), until=date(2026, 6, 30)) for row in rows(abandoned=(1, 50))]
    headers, table = back_test_table([*rows(loyalty=(4, 4), abandoned=(1, 12)), *earlier])
    assert [plain(header) for header in headers] == ["In the stage on", "30 June 2026", "31 March 2026"]
    assert [[plain(cell) for cell in row] for row in table] == [
        ["Loyalty", "fewer than 5", "nobody"],
        ["Abandoned", "8 % (1 to 35), n 12, few", "2 % (0 to 10), n 50"],
    ]
    assert table[1][1].exact.unit == "%"


def test_earlier_days_are_summed_up():
    good, bad = rows(**FALLING), rows(loyalty=(10, 300), abandoned=(200, 300))
    assert "On none of the 2 days tested was a pair of stages surely upside down." in back_test_earlier([good, good])
    assert "On 1 of the 2 days tested a pair of stages was surely upside down." in back_test_earlier([good, bad])
    assert back_test_earlier([]) == ""
