"""The leaky bucket: every height is a number of customers, on one scale."""

import math

import pytest

from components.charts import bucket, theme
from tests.components import invented


def heights(picture) -> dict:
    """From a shape's words to its height on the value axis, at its left end."""
    found = {}
    for trace in picture.data:
        left = min(trace.x)
        ends = [y for x, y in zip(trace.x, trace.y, strict=True) if x == left]
        found[trace.text.split("<br>")[1]] = max(ends) - min(ends)
    return found


@pytest.mark.parametrize(
    "changed",
    [{}, {"new": 5000}, {"lost": 6000}, {"recovered": 0}, {"stayed": 3, "lost": 1, "new": 1, "recovered": 1}],
)
def test_all_heights_share_one_scale(changed):
    result = invented.bucket(**changed)
    drawn = heights(bucket.bucket(result, dark=False))
    numbers = {
        "stayed": result.stayed,
        "lost": result.lost,
        "came back": result.recovered,
        "new": result.new,
        "1 July 2026": result.at_start,
        "30 September 2026": result.at_end,
    }
    scale = drawn["30 September 2026"] / result.at_end
    for words, number in numbers.items():
        assert drawn.get(words, 0) == pytest.approx(number * scale, abs=1e-6), words


def test_bands_and_labels_fill_the_picture_and_stay_inside():
    picture = bucket.bucket(invented.bucket(), dark=False)
    low, high = picture.layout.yaxis.range
    assert high - low == pytest.approx(bucket.HEIGHT - 8, abs=1)
    for trace in picture.data:
        assert low <= min(trace.y)
        assert max(trace.y) <= high


def test_the_colours_are_those_of_the_stages():
    colours = {
        trace.text.split("<br>")[1]: trace.fillcolor
        for trace in bucket.bucket(invented.bucket(), dark=True).data
    }
    assert colours["lost"] == theme.STAGES["abandoned"]
    assert colours["new"] == theme.STAGES["capture"]
    assert colours["came back"] == theme.STAGES["recovered"]


def test_nobody_lost_draws_no_band():
    words = [trace.text for trace in bucket.bucket(invented.bucket(lost=0), dark=False).data]
    assert not any("lost" in text for text in words)


@pytest.mark.parametrize(
    "changed",
    [
        {"stayed": 0, "lost": 0},
        {"stayed": 0, "lost": 0, "new": 0, "recovered": 0},
        {"stayed": 2, "lost": 1},
        {"stayed": 10**7, "lost": 10**6},
    ],
)
def test_no_size_of_data_breaks_the_picture_or_shows_nan(changed):
    result = invented.bucket(**changed)
    picture = bucket.bucket(result, dark=False)
    shown = invented.texts(picture) + bucket.bucket_alt(result)
    assert "nan" not in shown.lower()
    assert "none" not in shown.lower()
    assert "NaN" not in picture.to_json()
    for trace in picture.data:
        assert all(math.isfinite(place) for place in (*trace.x, *trace.y))


def test_too_few_customers_have_no_lost_share():
    assert "%" not in invented.texts(bucket.bucket(invented.bucket(stayed=6, lost=3), dark=False))
    assert "%" not in bucket.bucket_alt(invented.bucket(stayed=6, lost=3))


def test_the_alternative_text_says_every_number():
    said = bucket.bucket_alt(invented.bucket())
    for number in ("6,412", "5,236", "1,176", "214", "1,038", "6,488", "1 July 2026", "30 September 2026"):
        assert number in said
