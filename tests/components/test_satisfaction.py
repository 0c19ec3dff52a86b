"""The pictures and sentences of the satisfaction page, from surveys made by hand."""

import numpy as np
import pytest

from analysis.driver_model import prepare, resample
from analysis.drivers import drivers
from analysis.importance import derived, stated
from analysis.penalty_reward import penalty_reward
from analysis.plan import plan
from analysis.satisfaction import satisfaction
from analysis.scales import Scale
from components.charts.attributes import Weight, breakdown_alt, rows
from components.charts.importance import importance_alt, importance_map
from components.charts.satisfaction import breakdown, breakdown_narrow
from components.sentences import plan as plan_sentences
from components.sentences import satisfaction as sentences
from components.words import SPACE
from tests.analysis.surveys import FIVE, item, survey

NAMES = ("Delivery", "Packaging", "Staff", "Parking")
HOSTILE = '<b>x</b>![y](http://evil.example)'


def asked(seed=1, *, people=600, names=NAMES, scales=(FIVE,) * 4, **how):
    """Delivery drives the overall answer and is rated low, packaging goes along with it, staff is rated well."""
    rng = np.random.default_rng(seed)
    own = rng.normal(size=(people, 4))
    own[:, 1] = 0.85 * own[:, 0] + 0.5 * own[:, 1]
    said = np.clip(np.floor(np.array((3.0, 3.2, 4.2, 3.0)) + 0.4 * rng.normal(size=(people, 1)) + own + 0.5), 1, 5)
    overall = 1 + said @ np.array((0.5, 0.0, 0.3, 0.02)) + 0.5 * rng.normal(size=people)
    groups = ("product", "product", "people", "premises")
    items = [item(name, group=group, scale=scale) for name, group, scale in zip(names, groups, scales, strict=True)]
    return survey(said, overall, items=items, **how)


def told(seed=1, **how):
    """The survey, its breakdown, its plan, its map and the weights of its picture."""
    made = asked(seed, **how)
    model = prepare(made)
    drawn = resample(model, range(100), seed=0)
    found = drivers(model, drawn)
    place = derived(made, model, drawn)
    weights = {one.name: Weight(value=one.importance, low=one.importance_low, high=one.importance_high) for one in place.places}
    return made, satisfaction(made), plan(made, model, found), place, weights


def ranks(planned) -> dict:
    return {line.name: line.rank for line in planned.lines if line.rank is not None}


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_rows_stand_by_group_and_the_weightiest_of_a_group_first():
    _made, result, planned, _place, weights = told()
    laid, titles, _height = rows(result, weights, ranks(planned))
    assert [row.rated.name for row in laid] == ["Delivery", "Packaging", "Staff", "Parking"]
    assert [title for _y, title in titles] == ["product", "people", "premises"]
    assert [row.rank for row in laid] == [1, None, None, None]
    assert sorted(row.y for row in laid) == [row.y for row in laid]


def test_bars_are_as_long_as_the_shares_and_end_where_the_interval_is():
    _made, result, planned, _place, weights = told()
    picture = breakdown(result, weights, ranks(planned), dark=False)
    bars = {trace.name: trace for trace in picture.data if trace.type == "bar"}
    for place, rated in enumerate(sorted(result.attributes, key=lambda one: NAMES.index(one.name))):
        best = bars["best near"].x[place] + bars["best far"].x[place]
        worst = bars["worst near"].x[place] + bars["worst far"].x[place]
        neither = bars["neither"].x[place]
        assert best == pytest.approx(100 * rated.best.rate) and -worst == pytest.approx(100 * rated.worst.rate)
        assert best - worst + neither == pytest.approx(100)
        assert bars["best far"].base[place] == pytest.approx(bars["best near"].x[place])
    interval = next(trace for trace in picture.data if trace.name == "interval")
    first = next(rated for rated in result.attributes if rated.name == "Delivery")
    assert interval.x[0] + interval.error_x.array[0] == pytest.approx(100 * first.best.high)


def test_a_gap_is_brown_only_where_less_than_expected_was_received_beyond_chance():
    people = 600
    expectation = np.column_stack([np.full(people, 4.0), np.full(people, 2.0), np.full(people, 4.0), np.full(people, np.nan)])
    _made, result, planned, _place, weights = told(expectation=expectation)
    picture = breakdown(result, weights, ranks(planned), dark=False)
    brown = "#B35806"
    lines = {trace.customdata[0][0]: trace.line.color for trace in picture.data if trace.name == "gap"}
    assert lines["Delivery"] == brown and lines["Packaging"] != brown and "Parking" not in lines


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("n, word", [(4, "fewer than 5"), (7, "thin"), (20, "few"), (300, "")])
def test_thin_answers_are_pale_and_said_to_be(n, word, dark):
    made = asked(people=n)
    picture = breakdown(satisfaction(made), {}, {}, dark=dark)
    text = " ".join(note.text for note in picture.layout.annotations)
    assert (word in text) if word else ("thin" not in text and "fewer" not in text)
    drawn = [trace for trace in picture.data if trace.type == "bar" and trace.name == "neither"][0]
    assert len(drawn.y) == (0 if n == 4 else 4)
    if n == 7:
        assert set(drawn.marker.opacity) == {0.45}
    assert "not ranked" not in text


def test_attributes_on_different_scales_are_drawn_on_one_of_per_cent():
    rng = np.random.default_rng(3)
    said = np.column_stack([rng.integers(1, 6, 80), rng.integers(0, 11, 80)])
    items = [item("Five", scale=FIVE), item("Ten", scale=Scale(low=0, high=10))]
    made = survey(said, said[:, 0], items=items, expectation=said)
    picture = breakdown(satisfaction(made), {}, {}, dark=False)
    text = " ".join(note.text for note in picture.layout.annotations)
    assert "the two best" in text and "% of the scale" in text
    assert picture.layout.xaxis3.range[1] == pytest.approx(102)


def test_names_are_text_in_pictures_and_sentences():
    _made, result, planned, place, weights = told(names=(HOSTILE, *NAMES[1:]))
    first = {HOSTILE} & set(ranks(planned))
    for picture in (breakdown(result, weights, ranks(planned), dark=False), importance_map(place, first, dark=False)):
        shown = [note.text for note in picture.layout.annotations] + [text for trace in picture.data for text in trace.hovertext or ()]
        assert any("&lt;b&gt;x" in text for text in shown) and not any("<b>x</b>!" in text for text in shown)
    for text in (plan_sentences.plan_answer(result, planned, weights), plan_sentences.map_meaning(place, planned),
                 plan_sentences.kept_up(planned)):  # fmt: skip
        assert "![y](" not in text and "http://" not in text


def test_the_answer_names_the_driver_with_its_share_its_n_and_its_weight():
    _made, result, planned, _place, weights = told()
    said = plain(plan_sentences.plan_answer(result, planned, weights))
    delivery = next(rated for rated in result.attributes if rated.name == "Delivery")
    assert said.startswith("**Delivery.**")
    assert f"of {delivery.n} who rated it are satisfied" in said and f"{round(100 * delivery.best.rate)} %" in said
    assert f"{round(100 * weights['Delivery'].value)} %" in said


def test_what_only_goes_along_is_said_to_and_is_not_in_the_primary_colour():
    _made, _result, planned, place, _weights = told()
    said = plan_sentences.map_meaning(place, planned)
    packaging = next(one for one in place.places if one.name == "Packaging")
    if packaging.quadrant == "concentrate":
        assert "Packaging lies under" in said
    assert "Packaging" in plan_sentences.kept_up(planned).split("No effect of its own")[1]
    picture = importance_map(place, set(ranks(planned)), dark=False)
    colours = {trace.name: trace.marker.line.color for trace in picture.data}
    assert colours["Delivery"] == "#0B5E85" and colours["Packaging"] != "#0B5E85"
    assert "Packaging" not in plan_sentences.asymmetry_answer(penalty_reward(prepare(asked())), planned)


def test_where_nothing_falls_short_nothing_is_named():
    rng = np.random.default_rng(9)
    said = rng.integers(3, 6, (300, 3)).astype(float)
    made = survey(said, said.mean(axis=1) + 0.2 * rng.normal(size=300))
    model = prepare(made)
    planned = plan(made, model, drivers(model))
    assert "Nothing stands out" in plan_sentences.plan_answer(satisfaction(made), planned, {})


def test_a_cross_is_as_wide_and_as_high_as_its_intervals_and_empty_where_it_could_be_either():
    made, _result, planned, place, _weights = told(importance=asked(2).performance)
    for one, drawn in ((place, 100), (stated(made, resamples=100), 1)):
        picture = importance_map(one, set(ranks(planned)), dark=True)
        for spot, trace in zip(one.places, picture.data, strict=True):
            assert trace.x[0] + trace.error_x.array[0] == pytest.approx(spot.performance_high)
            assert trace.y[0] - trace.error_y.arrayminus[0] == pytest.approx(drawn * spot.importance_low)
            assert (trace.marker.color == "#0F141A") == (not spot.sure)


def test_every_label_of_the_map_stands_within_it_and_none_on_another():
    _made, _result, planned, place, _weights = told()
    picture = importance_map(place, set(ranks(planned)), dark=False)
    named = [note for note in picture.layout.annotations if any(name in note.text for name in NAMES)]
    spots = {(round(note.x, 6), round(note.y, 6), note.xshift, note.yshift) for note in named}
    assert len(named) == len(spots) == 4


def test_pictures_are_told_in_words():
    _made, result, planned, place, weights = told()
    text = breakdown_alt(result, weights, ranks(planned))
    assert "Staff: " in text and "To fix first: Delivery" in text
    assert "Delivery: Fix first" in importance_alt(place)
    assert "none has ten answers" in breakdown_alt(satisfaction(asked(people=6)), {}, {})


def test_alpha_is_said_in_words():
    _made, result, *_ = told()
    texts = {row[0]: plain(row[3]) for row in sentences.groups_table(result)[1]}
    assert texts["Product"].startswith("yes") and "alpha" in texts["Product"]
    assert texts["People"] == "can’t be told of one question"


def test_what_was_left_out_is_said():
    made = asked()
    said = sentences.breakdown_caption(satisfaction(made))
    assert "left out" not in said
    from dataclasses import replace

    from analysis.survey import LeftOut

    again = replace(made, left_out=LeftOut(earlier=3, twins=1, repeated=0, later=2), straight=np.arange(600) < 2)
    said = sentences.breakdown_caption(satisfaction(again))
    for part in ("3 earlier answers", "1 answer came twice", "2 left out", "2 gave one answer to everything"):
        assert part in said


@pytest.mark.parametrize("people", [0, 3, 7, 300])
def test_on_a_phone_each_name_stands_above_its_bar_and_the_shares_are_the_same(people):
    result = satisfaction(asked(people=people)) if people else satisfaction(asked(people=1))
    wide, narrow = breakdown(result, {}, {}, dark=True), breakdown_narrow(result, {}, {}, dark=True)
    ends = [[tuple(trace.x) for trace in picture.data if trace.type == "bar" and trace.name != "neither"] for picture in (wide, narrow)]
    assert ends[0] == ends[1]
    assert narrow.layout.margin.l + narrow.layout.margin.r < 60
    shown = [note.text for note in narrow.layout.annotations]
    assert people < 5 or all(any(name in text for text in shown) for name in NAMES)
