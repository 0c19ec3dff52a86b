"""Numbers with their intervals in rows: what is drawn, what is withheld, what stands in words."""

import pytest

from components.charts.dots import Dot, Line, dots, told


def dot(n: int, value: float = 50.0, **more) -> Dot:
    return Dot(value=value, low=value - 10, high=value + 10, n=n, label=f"{value:g}", hover="said", **more)


def drawn(lines, **how):
    return dots(lines, unit="% of something", dark=False, per_cent=True, **how)


@pytest.mark.parametrize("n, count, opacity", [(4, 0, None), (7, 1, 0.45), (20, 1, 1), (300, 1, 1)])
def test_fewer_than_five_are_not_drawn_and_fewer_than_ten_are_pale(n, count, opacity):
    picture = drawn([Line(name="North", dots=(dot(n),))])
    assert len(picture.data) == count
    assert not count or picture.data[0].opacity == opacity


@pytest.mark.parametrize("narrow", [False, True])
def test_an_arm_is_as_long_as_the_interval_and_names_are_text(narrow):
    picture = drawn([Line(name="<b>x</b>", dots=(dot(40), dot(40, hollow=True)))], narrow=narrow)
    for mark in picture.data:
        assert (mark.x[0] - mark.error_x.arrayminus[0], mark.x[0] + mark.error_x.array[0]) == (40, 60)
    assert picture.data[0].y != picture.data[1].y
    assert any("&lt;b&gt;x" in note.text for note in picture.layout.annotations)


def test_a_long_unit_goes_on_in_a_second_line_and_the_picture_is_taller():
    lines = [Line(name="North", dots=(dot(40),))]
    long = dots(lines, unit="% who ordered again within 90 days of the answer, with 95 % interval", dark=True, per_cent=True)
    assert "<br>" in long.layout.annotations[0].text and long.layout.height > drawn(lines).layout.height


def test_in_words_stands_what_the_evidence_carries():
    assert told([Line(name="North", dots=(dot(40),)), Line(name="South", dots=(dot(7),))]) == "North: 50"
    assert drawn([]).layout.height > 0
