"""Numbers, days and data values in words."""

from datetime import date

import pytest

from components import words


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace(words.SPACE, " ")


@pytest.mark.parametrize(
    ("rate", "low", "high", "said"),
    [
        (0.381, 0.35, 0.41, "38 % (35 to 41)"),
        (0.1834, 0.1741, 0.1931, "18 % (17 to 19)"),
        (0.2211, 0.2190, 0.2232, "22.1 % (21.9 to 22.3)"),
        (0.22113, 0.22101, 0.22125, "22.11 % (22.10 to 22.13)"),
        (0.125, 0.0, 0.5, "13 % (0 to 50)"),
    ],
)
def test_a_share_has_the_decimals_that_its_interval_supports(rate, low, high, said):
    assert plain(words.share(rate, low, high)) == said


@pytest.mark.parametrize(
    ("rate", "said"), [(0.0, "0 %"), (1.0, "100 %"), (0.004, "0.4 %"), (0.997, "99.7 %")]
)
def test_a_few_never_read_as_none_nor_nearly_all_as_all(rate, said):
    assert plain(words.share(rate, max(rate - 0.02, 0), min(rate + 0.02, 1))).startswith(said + " (")


def test_an_interval_is_never_torn_at_the_end_of_a_line():
    assert " " not in words.between(35, 41)
    assert " " not in words.share(0.38)


def test_a_negative_number_has_a_real_minus_and_zero_has_none():
    assert words.decimal(-4, 0) == "−4"
    assert words.decimal(-0.2, 0) == "0"
    assert plain(words.points(0.0, -0.04, 0.04)) == "0 points (−4 to 4)"


@pytest.mark.parametrize(
    ("minor", "currency", "digits", "said"),
    [
        (123456, "EUR", None, "€1,234.56"),
        (1234, "JPY", None, "JP¥1,234"),
        (-5, "GBP", None, "−£0.05"),
        (1234567, "KWD", 3, "KWD 1,234.567"),
        (1230, "XXX", None, "12.30 (no currency)"),
    ],
)
def test_money_names_its_currency_and_keeps_its_minor_unit(minor, currency, digits, said):
    assert plain(words.money(minor, currency, digits=digits)) == said


def test_half_of_a_minor_unit_is_never_lost_to_floating_point():
    assert words.money(10**17 + 1, "EUR") == "€1,000,000,000,000,000.01"


def test_a_label_that_names_no_period_stands_as_it_is():
    assert words.period_name("<b>2025</b>", "month") == "<b>2025</b>"
    assert words.period_short("2025-13", "month") == "2025-13"


def test_a_week_goes_by_its_monday():
    assert words.period_short("2026-W01", "week") == "29 Dec 2025"
    assert words.period_of(date(2026, 1, 4), "week") == "the week of 29 December 2025"


@pytest.mark.parametrize("number", [1, 2, 21, 1204])
def test_one_customer_is_no_customers(number):
    assert words.customers(number).endswith("customer") == (number == 1)


def test_no_sign_of_markdown_survives_in_a_data_value():
    """Outside the escapes nothing is left for Streamlit: image, link, colour, icon, formula or HTML."""
    hostile = "![i](http://h/x.png) **b** _i_ `c` <img src=x> $x$ :red[r] :material/x: # h\n- l | t ~s~ \\"
    escaped = words.escape_markdown(hostile)
    left = "".join(part[1:] if index else part for index, part in enumerate(escaped.split("\\")))
    assert not set("![]()*_`<>$:#|~\n") & set(left)
    spaces = str.maketrans("", "", " \n\\" + words.UNSEEN)
    assert escaped.translate(spaces) == hostile.translate(spaces)


@pytest.mark.parametrize("address", ["http://h.example", "HTTPS://h.example", "www.h.example", "a@h.example"])
def test_an_address_in_a_data_value_is_no_link(address):
    """What makes links of addresses looks for them after the escapes are read; a sign that nobody sees stands in its way."""
    left = words.escape_markdown(f"({address})").replace("\\", "")
    assert address not in left.replace("(", " ").split() and words.UNSEEN in left


def test_html_in_a_data_value_shows_as_text():
    assert words.escape_html("<img src=x onerror='a'>\n&") == "&lt;img src=x onerror=&#x27;a&#x27;&gt; &amp;"
