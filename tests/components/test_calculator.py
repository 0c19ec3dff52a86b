"""Five numbers in words and as pictures."""

import pytest

from analysis.whatif.calculator import Numbers, calculate
from components.charts import calculator as charts
from components.sentences import calculator as sentences
from components.words import SPACE

CLASSIC = Numbers(margin=100, retention=0.8, cost=120, newcomers=150, customers=1000)
LEAKY = Numbers(margin=40, retention=0.95, cost=300, newcomers=300, customers=10_000, period="month")


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_the_first_margin_at_the_end_of_a_period_and_now_are_told_apart():
    text = plain(sentences.answer(calculate(CLASSIC), "EUR"))
    assert "**€266.67** from the next year on" in text and "comes at once, brings €366.67" in text and "**€246.67** more" in text


def test_a_customer_won_at_a_loss_is_said_to_be():
    dear = Numbers(margin=100, retention=0.8, cost=500)
    assert "**€133.33 less than winning one costs**" in plain(sentences.answer(calculate(dear), "EUR"))


def test_winning_that_never_pays_is_said_with_the_most_that_could_come_back():
    text = plain(sentences.pays_back(calculate(Numbers(margin=40, retention=0.85, cost=300, period="month")), "EUR"))
    assert "never pays back" in text and "€266.67" in text
    assert "after 10 months" in plain(sentences.pays_back(calculate(LEAKY), "EUR"))


def test_a_period_shorter_than_a_year_says_what_its_rates_are_of_a_year():
    text = plain(sentences.quiet(calculate(LEAKY)))
    assert "95 % a month is 54 % a year" in text and "10 % a year is 0.80 % a month" in text


def test_one_point_is_no_one_per_cent_and_none_is_told_where_nobody_would_leave():
    assert "80 % to 81 %, adds €12.64" in plain(sentences.point(calculate(CLASSIC), "EUR"))
    assert "no worth" in sentences.point(calculate(Numbers(margin=1, retention=0.995)), "EUR")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("numbers", [CLASSIC, LEAKY, Numbers(margin=1, retention=0.0), Numbers(margin=1, retention=0.999, period="month")])
def test_the_table_outlines_the_numbers_own_cell(numbers, narrow, dark):
    result = calculate(numbers)
    picture = charts.multiples(result, dark=dark, narrow=narrow)
    [box] = picture.layout.shapes
    row, column = (box.y0 + box.y1) / 2, (box.x0 + box.x1) / 2
    assert result.table.values[round(row)][round(column)] == pytest.approx(result.multiple)
    assert len(picture.data[0].x) == len(charts.multiples_data(result)[1])
    assert "Your numbers" in charts.multiples_alt(result)


def test_the_bucket_is_drawn_from_zero_and_ends_where_it_says():
    result = calculate(LEAKY)
    picture = charts.bucket(result, dark=False)
    assert picture.layout.yaxis.range[0] <= 0 and picture.data[0].y[12] == pytest.approx(8161.440351)
    assert "settles at 6,000" in charts.bucket_alt(result) and charts.bucket_data(result)[1][0] == (0, 10_000.0)
    assert "settles at **6,000**" in plain(sentences.bucket(result)) and "500 would have to come a month" in plain(sentences.bucket(result))
    assert "nobody comes" in sentences.bucket(calculate(Numbers(margin=1, retention=0.8, customers=50)))
