"""Groups in sentences and as a picture: what is said, what is pale, and what may not be said."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from analysis import activity
from analysis.groups import groups
from components import words
from components.charts import theme
from components.charts.groups import APART, groups_alt
from components.charts.groups import groups as draw
from components.sentences import groups as sentences
from tests.analysis import made
from tests.components import invented
from tests.pages.shops import HOSTILE

VALUES = ("friend", "search", "fair", "letter")


def compared(*counts, values=VALUES, field="first_channel", late=0, **more):
    """A group for each (k of n): first ordered in January 1970, k of them again each month; the last came `late` months later."""
    days, of = [], []
    for place, (k, n) in enumerate(counts):
        begin = 31 * late if place == len(counts) - 1 else 0
        days += [(begin, *range(begin + 40, 400, 30))] * k + [(begin,)] * (n - k)
        of += [place] * n
    active = activity.gather(made.history(*days, as_of=400), "month")
    masks = {value: np.array(of) == place for place, value in zip(range(len(counts)), values, strict=False)}
    return groups(active, masks, field=field, **{"age": 6} | more)


def plain(text: str) -> str:
    return text.replace(words.SPACE, " ")


def test_two_groups_are_said_with_intervals_n_and_a_verdict():
    said = plain(sentences.groups_answer(compared((213, 1013), (260, 2015))))
    assert said == (
        "In the sixth month **21 %** (19 to 24) of 1,013 customers whose first order came by friend ordered, against **13 %** (12 to 14) "
        "of 2,015 customers whose first order came by search: 8 points (5 to 11) more. The two are distinguishable."
    )
    said = plain(sentences.groups_answer(compared((20, 100), (25, 100))))
    assert said.endswith("5 points (−7 to 16) less. The two are not distinguishable with these n.")


def test_one_against_all_others():
    said = plain(sentences.groups_answer(compared((20, 100), (250, 1000), values=("friend", None))))
    assert "against **25 %** (22 to 28) of all 1,000 others" in said


def test_several_groups_say_which_pairs_are_distinguishable():
    said = plain(sentences.groups_answer(compared((50, 100), (10, 100), (12, 100))))
    assert "**50 %** (40 to 60) of 100 in “friend”" in said
    assert "Distinguishable: “friend” from “search” and “friend” from “fair”." in said
    assert "Not distinguishable with these n: “search” from “fair”." in said
    assert "None of them are distinguishable" in sentences.groups_answer(compared((20, 100), (21, 100), (22, 100)))
    assert "All are distinguishable" in sentences.groups_answer(compared((20, 1000), (300, 1000), (600, 1000)))


@pytest.mark.parametrize("n", [4, 5, 9])
def test_a_thin_group_has_no_number_in_words(n):
    found = compared((50, 100), (10, 100), (n - 1, n))
    said = plain(sentences.groups_answer(found))
    assert "Too few customers to say anything of “fair”." in said
    assert f"of {n}" not in said
    two = plain(sentences.groups_answer(compared((50, 100), (n - 1, n))))
    assert two.startswith("Too few customers to say anything of “search”.") and "%" not in two
    assert "%" not in sentences.groups_meaning(compared((50, 100), (n - 1, n)))


def test_few_is_said():
    assert "of 20 customers whose first order came by search (few)" in plain(sentences.groups_answer(compared((50, 100), (8, 20))))


def test_ages_that_not_all_have_reached_are_not_compared_and_it_is_said():
    found = compared((50, 100), (10, 100), late=9, age=None)
    said = plain(sentences.groups_caption(found))
    assert "Compared up to month 3, which all have reached. First orders of “search” begin in October 1970." in said
    assert "a season, or a change over time, may be part of the difference" in said
    assert "Too early to compare" in sentences.groups_answer(compared((50, 100), (10, 100), late=13, age=None))
    assert not sentences.groups_caption(compared((50, 100), (10, 100), late=13, age=None))


def test_a_difference_is_associated_and_what_is_known_later_is_no_effect():
    assert "is associated with how many order; it need not be the cause" in sentences.groups_meaning(compared((50, 100), (10, 100)))
    members = compared((50, 100), (10, 100), field="programme_member", values=("yes", "no"))
    assert "whoever stays has more time to join" in sentences.groups_meaning(members)
    assert "customers who joined the programme" in sentences.groups_answer(members)
    happy = compared((50, 100), (10, 100), field="satisfied", values=("yes", "no"))
    assert "asked after the first order" in sentences.groups_meaning(happy)
    alike = plain(sentences.groups_meaning(compared((20, 100), (25, 100))))
    assert alike == "That doesn’t mean that they are alike. The difference may be anything between −16 and 7 points."


def test_how_long_a_difference_lasts_is_said_only_where_it_is_unbroken():
    """A month that is marked by itself, after many that are not, is no end of a difference."""
    found = compared((50, 100), (10, 100))
    said = "After month 5 the two are not distinguishable"
    first, rest = ([pair for pair in found.pairs if (pair.age <= 5) == early] for early in (True, False))
    short = replace(found, age=3, pairs=tuple(replace(pair, distinguishable=True) for pair in first))
    assert said in sentences.groups_meaning(short)
    broken = replace(short, pairs=tuple(replace(pair, distinguishable=pair.age in (1, 3, 5)) for pair in first))
    assert "After" not in sentences.groups_meaning(broken)
    assert len(first) == 5 and rest


def test_a_difference_that_is_distinguishable_doesn_t_read_as_reaching_0():
    found = compared((90, 400), (115, 400), (0, 0))
    [pair] = found.here
    near = replace(found, pairs=(replace(pair, difference=-0.03, low=-0.056, high=-0.004, distinguishable=True),))
    assert "3.0 points (0.4 to 5.6) less. The two are distinguishable." in plain(sentences.groups_answer(near))


def test_the_table_has_every_age_and_withholds_below_five():
    headers, rows = sentences.groups_table(compared((50, 100), (3, 4)))
    assert headers[0] == "Month" and len(rows) == 12
    assert all(len(row) == len(headers) for row in rows)
    assert {row[4] for row in rows} == {"fewer than 5"} and {row[-1] for row in rows} == {""}
    headers, rows = sentences.pairs_table(compared((50, 100), (10, 100), (12, 100)))
    assert [row[-1] for row in rows] == ["yes", "yes", "not with these n"]


@pytest.mark.parametrize("dark", [False, True])
def test_lines_have_the_groups_colours_and_labels_apart(dark):
    found = compared((52, 100), (51, 100), (50, 100), (49, 100))
    picture, colours = draw(found, dark=dark), theme.tokens(dark)
    assert [trace.line.color for trace in picture.data if trace.name.startswith("enough")] == list(colours.groups)
    labels = [note for note in picture.layout.annotations if note.x == 1 and note.xref == "paper"]
    assert [note.text.partition("<br>")[0] for note in sorted(labels, key=lambda note: -note.yshift)] == [f"<b>{v}</b>" for v in VALUES]
    heights = sorted(note.yshift for note in labels)
    assert all(upper - lower >= 36 for lower, upper in pairwise(heights))
    assert "distinguishable" not in invented.texts(picture)


def test_all_others_are_the_grey_baseline():
    picture = draw(compared((20, 100), (250, 1000), values=("friend", None)), dark=False)
    lines = [trace.line.color for trace in picture.data if trace.name.startswith("enough")]
    assert lines == [theme.LIGHT.groups[0], theme.LIGHT.baseline]


def test_the_bracket_stands_over_the_ages_whose_interval_leaves_out_0():
    found = compared((50, 100), (10, 100))
    assert found.apart == tuple(pair.age for pair in found.pairs if not pair.low <= 0 <= pair.high)
    picture = draw(found, dark=False)
    across = [shape for shape in picture.layout.shapes if shape.y0 == shape.y1]
    covered = {age for shape in across for age in found.ages if shape.x0 <= age <= shape.x1}
    assert covered == set(found.apart)
    assert [note.text for note in picture.layout.annotations].count(" distinguishable ") == 1
    assert "Distinguishable: Month 1" in groups_alt(found)


def test_thin_points_are_pale_and_below_five_there_is_none():
    picture = draw(compared((50, 100), (3, 7), (2, 4)), dark=False)
    thin = [trace for trace in picture.data if trace.name == "thin search"]
    assert thin[0].marker.color == theme.faded(theme.LIGHT.groups[1], theme.PALE)
    assert not [trace for trace in picture.data if trace.name.endswith("fair")]
    assert "7 of 4" not in invented.texts(picture)


def test_no_share_at_a_lines_end_rests_on_a_thin_group():
    found = compared((50, 100), (3, 7))
    labels = [note.text for note in draw(found, dark=False).layout.annotations if note.x == 1 and note.xref == "paper"]
    assert "<b>search</b>" in labels
    assert any(text.startswith("<b>friend</b><br>50") for text in labels)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_values_show_as_text(hostile):
    found = replace(compared((50, 100), (10, 100), values=(hostile, "b" + hostile)), field=f"first_{hostile}")
    picture = draw(found, dark=False)
    shown = [note.text for note in picture.layout.annotations] + [trace.name for trace in picture.data]
    shown += [data[2] for trace in picture.data if trace.customdata is not None for data in trace.customdata]
    assert not any("<img" in text for text in shown)
    for said in (sentences.groups_answer, sentences.groups_caption, sentences.groups_meaning, sentences.groups_quiet):
        assert hostile not in said(found)


@pytest.mark.parametrize("kind", ["active", "still_here", "returned"])
@pytest.mark.parametrize("counts", [((0, 0), (0, 0)), ((0, 1), (1, 1)), ((0, 100), (100, 100)), ((3, 6), (0, 0), (1, 2))])
def test_no_counts_break_a_picture_or_a_sentence(counts, kind):
    found = compared(*counts, kind=kind, usual_gap_days=30) if any(n for _, n in counts) else None
    if found is None:
        return
    for dark in (False, True):
        picture = draw(found, dark=dark)
        picture.to_json()
        assert "nan" not in invented.texts(picture).lower()
    for said in (sentences.groups_answer, sentences.groups_caption, sentences.groups_meaning, sentences.groups_quiet, groups_alt):
        assert "nan" not in said(found).lower().replace("finance", "")
    assert sentences.groups_made(found)


def test_whiskers_of_small_groups_at_one_age_stand_beside_one_another():
    picture = draw(compared((8, 20), (9, 22), (70, 200)), dark=False)
    few = [trace for trace in picture.data if trace.name.startswith("few ")]
    [line] = [trace for trace in picture.data if trace.name.startswith("enough ")]
    assert few[1].x[0] - few[0].x[0] == pytest.approx(APART) and few[0].x[0] != 1
    assert list(line.x) == [round(age) for age in line.x]
    # What answers the pointer stands where the point is.
    hovers = {trace.name.removeprefix("hover "): trace.x[0] for trace in picture.data if trace.name.startswith("hover ")}
    assert hovers == {"friend": few[0].x[0], "search": few[1].x[0], "fair": 1}
