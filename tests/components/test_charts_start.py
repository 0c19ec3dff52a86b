"""Three sketches: they hold at any width, say nothing in numbers, and are told in words."""

import pytest

from components.charts import start

SKETCHES = {start.leak: start.leak_alt, start.staying: start.staying_alt, start.findings: start.findings_alt}


@pytest.mark.parametrize("sketch", SKETCHES)
@pytest.mark.parametrize("dark", [True, False])
def test_a_sketch_has_no_number_and_no_hover(sketch, dark):
    picture = sketch(dark)
    assert picture.layout.height == start.HEIGHT and picture.layout.hovermode is False
    assert not picture.layout.annotations and not picture.layout.xaxis.visible and not picture.layout.yaxis.visible
    assert all(trace.hoverinfo == "skip" and trace.text is None for trace in picture.data)
    low, high = picture.layout.yaxis.range
    assert all(low <= y <= high for trace in picture.data for y in trace.y)


@pytest.mark.parametrize("sketch", SKETCHES)
def test_a_sketch_says_that_it_is_no_data(sketch):
    assert SKETCHES[sketch]().startswith("A sketch, not data: ")


def test_no_more_customers_come_out_of_the_leak_than_went_in():
    """What stayed and what was lost are the first block, what stayed and what is new the last."""
    first, last, stayed, lost, new = start.leak(False).data

    def height(trace, at) -> float:
        edge = [y for x, y in zip(trace.x, trace.y, strict=True) if x == at]
        return max(edge) - min(edge)

    assert height(first, 0) == pytest.approx(height(stayed, 0.14) + height(lost, 0.14))
    assert height(last, 1) == pytest.approx(height(stayed, 0.86) + height(new, 0.86))
