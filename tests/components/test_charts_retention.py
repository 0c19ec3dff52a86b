"""The curve and the triangle: what is drawn, what is pale, and what is left out."""

from dataclasses import replace
from itertools import pairwise

import pytest

from components import sentences, words
from components.charts import retention, theme
from tests.components import invented

MONTHS = [400] * 13
HOSTILE = "<img src=x onerror=alert(1)><a href='http://h'>x</a>"


def named(picture, start: str) -> list:
    """The traces whose name begins so."""
    return [trace for trace in picture.data if trace.name.startswith(start)]


def cells(picture, *kinds: str) -> dict:
    """From (cohort, age) to the kind of cell that is drawn there."""
    return {
        tuple(data[:2]): trace.name
        for trace in picture.data
        if not kinds or trace.name in kinds
        for data in trace.customdata
    }


@pytest.mark.parametrize("dark", [False, True])
def test_the_band_is_the_interval(dark):
    result = invented.retention(MONTHS)
    (band,) = named(retention.curve(result, dark=dark), "band")
    points = sentences.told(result)
    assert list(band.x) == [p.age for p in points] + [p.age for p in reversed(points)]
    assert list(band.y) == pytest.approx(
        [100 * p.high for p in points] + [100 * p.low for p in reversed(points)]
    )
    colours = theme.tokens(dark)
    assert band.fillcolor == theme.faded(colours.groups[0], colours.band)


def test_age_zero_is_left_out_where_it_is_all_by_definition():
    assert min(named(retention.curve(invented.retention(MONTHS), dark=False), "enough")[0].x) == 1
    back = invented.retention(MONTHS, kind="returned")
    assert min(named(retention.curve(back, dark=False), "enough")[0].x) == 0
    assert min(age for _cohort, age in cells(retention.triangle(invented.retention(MONTHS), dark=False))) == 1
    assert min(age for _cohort, age in cells(retention.triangle(back, dark=False))) == 0


def test_too_few_customers_have_points_with_whiskers_and_no_line():
    picture = retention.curve(invented.retention([9, 7, 8, 6, 6, 9, 8, 3, 6, 3]), dark=False)
    assert not named(picture, "band")
    assert all("lines" not in trace.mode for trace in picture.data)
    assert all(trace.error_y.array for trace in picture.data if not trace.name.startswith("hover"))
    assert any("n 56" in text for text in picture.layout.xaxis.ticktext)
    assert {"few", "thin"} <= {note.text for note in picture.layout.annotations}


def test_thin_points_are_pale_and_below_five_there_is_none():
    picture = retention.curve(invented.retention([3, 4, 4, *[300] * 6]), dark=False)
    drawn = {trace.name.split()[0]: trace for trace in picture.data}
    assert drawn["thin"].marker.color == theme.faded(theme.LIGHT.groups[0], theme.PALE)
    assert list(drawn["thin"].x) == [6]
    assert max(drawn["hover"].x) == 6, "the age that three customers have reached is not drawn"


def test_shares_start_at_zero_and_have_room_for_the_highest_interval():
    for rate in (0.002, 0.2, 0.9, 1.0):
        low, high = retention.curve(invented.retention(MONTHS, rate=rate), dark=False).layout.yaxis.range
        assert low == 0
        assert high >= 100 * max(
            point.high for point in sentences.told(invented.retention(MONTHS, rate=rate))
        )


def test_the_axis_names_at_most_nine_ages():
    for period in ("week", "month", "quarter"):
        for length in (3, 9, 13, 40, 150):
            picture = retention.curve(invented.retention([80] * length, period=period), dark=False)
            shown = picture.layout.xaxis.tickvals
            assert 1 <= len(shown) <= 9
            assert list(shown) == sorted(set(shown))


def test_chosen_cohorts_have_the_group_colours_over_a_grey_baseline():
    result = invented.retention(MONTHS)
    chosen = [cohort.cohort for cohort in result.cohorts[:4]]
    picture = retention.curve(result, dark=False, cohorts=chosen)
    lines = named(picture, "enough")
    assert [line.line.color for line in lines] == [theme.LIGHT.baseline, *theme.LIGHT.groups]
    labels = [note for note in picture.layout.annotations if note.x == 1 and note.xref == "paper"]
    assert len(labels) == 5
    heights = sorted(note.yshift for note in labels)
    assert all(upper - lower >= 36 for lower, upper in pairwise(heights))


def test_a_fifth_cohort_or_an_unknown_one_is_refused():
    result = invented.retention(MONTHS)
    with pytest.raises(ValueError, match="at most 4"):
        retention.curve(result, dark=False, cohorts=[cohort.cohort for cohort in result.cohorts[:5]])
    with pytest.raises(ValueError, match="1999-01"):
        retention.curve(result, dark=False, cohorts=["1999-01"])


def test_the_unobserved_is_not_drawn():
    result = invented.retention(MONTHS)
    first = result.cohorts[0]
    shorter = replace(
        result, cohorts=(replace(first, ages=first.ages[:3], unfinished=()), *result.cohorts[1:])
    )
    drawn = cells(retention.triangle(shorter, dark=False))
    assert [age for cohort, age in drawn if cohort == first.cohort] == [1, 2]
    observed = {(c.cohort, cell.age) for c in shorter.cohorts for cell in c.ages if cell.age}
    assert set(cells(retention.triangle(shorter, dark=False), "observed")) == observed


def test_every_cell_brings_what_a_click_needs():
    result = invented.retention(MONTHS)
    picture = retention.triangle(result, dark=False)
    for trace in picture.data:
        for base, row, data in zip(trace.base, trace.y, trace.customdata, strict=True):
            assert data[1] == base + 0.5
            assert data[0] == sentences.drawn_cohorts(result)[row].cohort
        assert trace.unselected.marker.opacity == 1


def test_a_thin_cohort_is_pale_and_one_below_five_has_no_share():
    picture = retention.triangle(invented.retention([7, 4, 400, 400]), dark=False)
    drawn = {trace.name: trace for trace in picture.data}
    assert all(colour.endswith(f",{theme.PALE})") for colour in drawn["thin"].marker.color)
    assert set(drawn["withheld"].text) == {"&lt;5"}
    assert set(drawn["withheld"].marker.color) == {"rgba(0,0,0,0)"}
    assert "%" not in drawn["withheld"].customdata[0][2]


def test_the_unfinished_period_is_outlined_and_never_coloured():
    picture = retention.triangle(invented.retention(MONTHS), dark=False)
    drawn = {trace.name: trace for trace in picture.data}
    (outline,) = picture.layout.shapes
    assert outline.path.count("Z") == len(drawn["unfinished"].base) == 12
    assert outline.line.dash == "3px 3px"
    assert set(drawn["unfinished"].marker.color) == {"rgba(0,0,0,0)"}
    assert "so far" in drawn["unfinished"].customdata[0][2]


def test_what_is_too_recent_to_tell_is_hatched_without_a_number():
    picture = retention.triangle(invented.retention(MONTHS, kind="still_here", unknown=3), dark=False)
    drawn = {trace.name: trace for trace in picture.data}
    assert drawn["unknown"].marker.pattern.shape == "/"
    assert set(drawn["unknown"].text) == {""}


def test_one_colour_of_text_can_be_read_on_every_cell():
    """WCAG's 4.5 : 1, on the page's colour where a cell is pale."""
    for dark in (False, True):
        colours = theme.tokens(dark)
        for part in (0, 0.25, 0.5, 1):
            assert contrast(colours.text, theme.amount(part / colours.ceiling, colours.amount)) >= 4.5
        assert contrast(colours.quiet, colours.page) >= 4.5
        for colour in colours.group_texts:
            assert contrast(colour, colours.page) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def light(colour: str) -> float:
        parts = [value / 255 for value in theme.channels(colour)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_a_long_triangle_draws_its_newest_cohorts_and_asks_for_room():
    result = invented.retention([60] * 150, period="week")
    picture = retention.triangle(result, dark=False)
    assert len({cohort for cohort, _age in cells(picture)}) == sentences.ROWS
    assert picture.layout.height < 1100
    assert retention.triangle_width(result) <= 1160
    everything = retention.triangle(result, dark=False, rows=None)
    assert len({cohort for cohort, _age in cells(everything)}) == 149
    assert retention.triangle_width(result, rows=None) > 1160


def test_hostile_labels_show_as_text():
    result = invented.retention([400, 400, 400, 400])
    cohorts = tuple(
        replace(cohort, cohort=f"{HOSTILE}{place}") for place, cohort in enumerate(result.cohorts)
    )
    hostile = replace(result, cohorts=cohorts)
    for picture in (
        retention.triangle(hostile, dark=False),
        retention.curve(hostile, dark=False, cohorts=[cohorts[0].cohort]),
    ):
        shown = [note.text for note in picture.layout.annotations]
        shown += [data[2] for trace in picture.data if trace.customdata for data in trace.customdata]
        shown += [trace.name for trace in picture.data]
        assert any("&lt;img" in text for text in shown)
        assert not any("<img" in text or "<a " in text for text in shown)


@pytest.mark.parametrize("sizes", [[], [1], [1, 1, 1], [5, 5], [40] * 3, MONTHS, [0x7FFF] * 5])
@pytest.mark.parametrize("kind", ["active", "still_here", "returned"])
def test_no_size_of_data_breaks_a_picture_or_shows_nan(sizes, kind):
    result = invented.retention(sizes, kind=kind)
    for dark in (False, True):
        for picture in (retention.curve(result, dark=dark), retention.triangle(result, dark=dark)):
            picture.to_json()
            assert "nan" not in invented.texts(picture).lower()
            assert "none" not in invented.texts(picture).lower()
    for text in (
        retention.curve_alt(result),
        retention.triangle_alt(result),
        sentences.retention_answer(result),
    ):
        assert text
        assert "nan" not in text.lower()


def test_the_alternative_text_has_the_curve_s_numbers():
    said = retention.curve_alt(invented.retention(MONTHS)).replace(words.SPACE, " ")
    assert "Month 1: 20 % (19 to 21)" in said
    assert "Month 11: 20 % (16 to 24)" in said


def test_the_sketch_has_no_number_to_mistake_for_data():
    picture = retention.sketch(dark=False)
    assert picture.layout.yaxis.showticklabels is False
    assert picture.layout.hovermode is False
    assert "not data" in retention.sketch_alt()
