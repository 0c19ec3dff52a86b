"""Cells of text into times, exact amounts, currencies and states."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Refused
from models.ingest import values
from tests.models import exports
from tests.models.workspaces import checked

MILLION = Decimal(values.SCALE)


def texts(*cells):
    return pl.Series(list(cells), dtype=pl.String)


def wall(*cells, **how):
    return values.times(texts(*cells), **how).wall.to_list()


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-03-14", datetime(2026, 3, 14)),
        ("2026-03-14 16:05", datetime(2026, 3, 14, 16, 5)),
        ("2026-03-14 16:05:09", datetime(2026, 3, 14, 16, 5, 9)),
        ("2026-03-14T16:05:09", datetime(2026, 3, 14, 16, 5, 9)),
        ("2026-03-14T16:05:09.250", datetime(2026, 3, 14, 16, 5, 9, 250_000)),
        ("2026/03/14 16:05", datetime(2026, 3, 14, 16, 5)),
        ("2026.03.14", datetime(2026, 3, 14)),
        ("20260314", datetime(2026, 3, 14)),
        ("14.03.2026", datetime(2026, 3, 14)),
        ("14.03.2026 16:05:09", datetime(2026, 3, 14, 16, 5, 9)),
        ("14.03.26", datetime(2026, 3, 14)),
        ("14.3.26 16:05", datetime(2026, 3, 14, 16, 5)),
        ("14/03/2026", datetime(2026, 3, 14)),
        ("3/14/2026 8:05", datetime(2026, 3, 14, 8, 5)),
        ("3/14/2026 4:05 PM", datetime(2026, 3, 14, 16, 5)),
        ("03/14/2026, 4:05:09 PM", datetime(2026, 3, 14, 16, 5, 9)),
        ("14-03-2026", datetime(2026, 3, 14)),
        ("14 Mar 2026", datetime(2026, 3, 14)),
        ("March 14, 2026", datetime(2026, 3, 14)),
        ("14-Mar-2026", datetime(2026, 3, 14)),
    ],
)
def test_each_usual_form_of_a_time_is_read(cell, moment):
    """The same moment, as systems write it."""
    assert wall(cell) == [moment]


@pytest.mark.parametrize("cell", ["", "soon", "2026-02-30", "31.02.2026", "2026-13-01", "12:30", "12.50"])
def test_what_is_no_day_is_null(cell):
    """No such day, no day at all: never a guess."""
    assert wall("14.03.2026" if "." in cell else "2026-03-14", cell)[1] is None


@pytest.mark.parametrize(
    ("cells", "order", "months"),
    [
        (("01/05/2026", "03/14/2026"), "mdy", [1, 3]),
        (("01/05/2026", "14/03/2026"), "dmy", [5, 3]),
        (("01.05.2026", "02.06.2026"), "dmy", [5, 6]),
        (("01-05-2026", "01-25-2026"), "mdy", [1, 1]),
        (("2026-05-01", "2026-06-02"), "ymd", [5, 6]),
    ],
)
def test_day_or_month_first_is_the_columns_to_say(cells, order, months):
    """One day above 12 anywhere settles all the others; dots are never month first."""
    read = values.times(texts(*cells))
    assert read.order == order
    assert [moment.month for moment in read.wall] == months


def test_an_undecidable_order_is_not_guessed():
    """Without a day above 12 the column doesn't say, and the person does."""
    assert values.times(texts("01/05/2026", "03/04/2026")).order is None
    assert wall("01/05/2026", order="mdy") == [datetime(2026, 1, 5)]
    assert wall("01/05/2026", order="dmy") == [datetime(2026, 5, 1)]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("2026-03-14 16:05:09 -0400", -240),
        ("2026-03-14T16:05:09+02:00", 120),
        ("2026-03-14T16:05:09Z", 0),
        ("2026-03-14 16:05 UTC", 0),
        ("2026-03-14 16:05:09 +0530", 330),
        ("2026-03-14 16:05:09 -0330", -210),
        ("2026-03-14 16:05:09", None),
    ],
)
def test_an_offset_is_split_off_and_kept(cell, minutes):
    """The wall clock stays as written; minutes east of UTC stand beside it."""
    read = values.times(texts(cell, "2026-03-14 10:00:00 +0000"))
    assert read.offset_minutes[0] == minutes
    assert read.wall[0].hour == 16


def test_an_offset_far_down_the_column_is_seen():
    """The first cells need not say what the last ones do."""
    read = values.times(texts(*["2026-03-14 16:05:09"] * 400, "2026-03-14 16:05:09 -0400"))
    assert read.wall.null_count() == 0
    assert read.offset_minutes[400] == -240


@pytest.mark.parametrize("cell", ["1970-01-01", "1899-12-30", "2087-06-15"])
def test_a_day_that_cannot_be_meant_is_implausible(cell):
    """The day zero of a clock and a far future are slips, though they exist."""
    read = values.times(texts(*["2026-01-05", "2026-02-05", "2026-03-05"] * 10, cell))
    assert read.implausible.to_list() == [False] * 30 + [True]


def test_long_histories_are_plausible():
    """Twenty years of orders hold no slip."""
    cells = texts(*(f"{year}-06-01" for year in range(2006, 2027)))
    assert not values.times(cells).implausible.any()


def seconds(moment):
    return int((moment - datetime(1970, 1, 1)).total_seconds())


@pytest.mark.parametrize(
    ("cell", "zone", "moment"),
    [
        ("2026-01-15 23:30:00 -0500", "Europe/Berlin", datetime(2026, 1, 16, 5, 30)),
        ("2026-07-15 23:30:00 -0400", "Europe/Berlin", datetime(2026, 7, 16, 5, 30)),
        ("2026-03-29 00:30:00 +0000", "Europe/Berlin", datetime(2026, 3, 29, 1, 30)),  # an hour before the clocks go forward
        ("2026-03-29 01:30:00 +0000", "Europe/Berlin", datetime(2026, 3, 29, 3, 30)),  # half an hour after
        ("2026-10-25 00:30:00 +0000", "Europe/Berlin", datetime(2026, 10, 25, 2, 30)),  # 02:30 the first time
        ("2026-10-25 01:30:00 +0000", "Europe/Berlin", datetime(2026, 10, 25, 2, 30)),  # and the second
        ("2026-01-15 10:00:00 +0000", "Asia/Kolkata", datetime(2026, 1, 15, 15, 30)),
        ("2026-01-15 10:00:00", "Asia/Kolkata", datetime(2026, 1, 15, 10)),  # without an offset: taken to be in the zone
        ("2026-03-29 02:30:00", "Europe/Berlin", datetime(2026, 3, 29, 2, 30)),  # a clock that struck no such hour is kept as written
    ],
)
def test_a_time_with_an_offset_comes_into_the_workspaces_zone(cell, zone, moment):
    """Summer time included; a time without an offset keeps its clock."""
    data = exports.plain(("1", "c", cell, "5.00"), ("2", "c", "2026-01-20 10:00:00 +0000", "5.00"))
    assert checked(data, zone=zone).frames["orders"]["ordered_at"][0] == seconds(moment)


def test_without_a_zone_the_files_own_clock_stays():
    """23:30 in the shop's offset is 23:30."""
    data = exports.plain(("1", "c", "2026-01-15 23:30:00 -0500", "5.00"))
    assert checked(data).frames["orders"]["ordered_at"].to_list() == [seconds(datetime(2026, 1, 15, 23, 30))]


AMOUNT = st.decimals(min_value="-9999999999.99", max_value="9999999999.99", places=2)
WAYS = {
    "plain": lambda amount: f"{amount:.2f}",
    "thousands": lambda amount: f"{amount:,.2f}",
    "sign": lambda amount: f"${amount:,.2f}",
    "European": lambda amount: f"{amount:,.2f}".translate(str.maketrans(",.", ".,")),
    "Russian": lambda amount: f"{amount:,.2f} ₽".replace(",", "\u00a0").replace(".", ","),
    "Swiss": lambda amount: f"CHF {amount:,.2f}".replace(",", "’"),
    "bookkeeper": lambda amount: f"({-amount:.2f})" if amount < 0 else f"{amount:.2f}",
}


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(amounts=st.lists(AMOUNT, min_size=1, max_size=20))
def test_amounts_are_exact_to_the_cent(way, amounts):
    """Whatever the country's way of writing it, the sum in cents is Decimal's."""
    read = values.amounts(pl.Series([WAYS[way](amount) for amount in amounts], dtype=pl.String))
    cents = read.to_frame("a").select(values.minor_units(pl.col("a"), 2)).to_series()
    assert cents.to_list() == [int(amount * 100) for amount in amounts]


@settings(max_examples=200, deadline=None)
@given(millionths=st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=20), digits=st.sampled_from([0, 2, 3]))
def test_minor_units_round_half_away_from_zero(millionths, digits):
    """As Decimal's ROUND_HALF_UP does, on both sides of zero."""
    read = pl.DataFrame({"a": millionths}).select(values.minor_units(pl.col("a"), digits)).to_series().to_list()
    assert read == [int((Decimal(m) / MILLION).scaleb(digits).quantize(Decimal(1), ROUND_HALF_UP)) for m in millionths]


@pytest.mark.parametrize(
    ("cell", "cents"), [("1.005", 101), ("-1.005", -101), ("0.125", 13), ("2.675", 268), ("0.0049", 0), ("-0.005", -1)]
)
def test_half_a_cent_is_rounded_from_the_text_and_not_from_a_double(cell, cents):
    """1.005 is half a cent above 1.00, though its double lies below."""
    read = values.amounts(texts(cell, "1.25")).to_frame("a").select(values.minor_units(pl.col("a"), 2)).to_series()
    assert read[0] == cents


@pytest.mark.parametrize(
    ("cells", "units"),
    [
        (("1.234,50", "2,50"), ["1234.5", "2.5"]),
        (("1,234.50", "2.50"), ["1234.5", "2.5"]),
        (("1.234", "2,50"), ["1234", "2.5"]),
        (("1,234", "1,000"), ["1234", "1000"]),
        (("12-", "3.50"), ["-12", "3.5"]),
        (("−7.00", "1.00"), ["-7", "1"]),
        (("5 руб.", "6,50 руб"), ["5", "6.5"]),
        (("EUR 5.00", "5.00 EUR"), ["5", "5"]),
        (("¥1,200", "¥300"), ["1200", "300"]),
    ],
)
def test_the_decimal_mark_is_the_columns(cells, units):
    """Thousands, signs and codes are decoration; the mark is decided by all the cells together."""
    assert values.amounts(texts(*cells)).to_list() == [int(Decimal(unit) * MILLION) for unit in units]


@pytest.mark.parametrize("cell", ["12.O0", "n/a", "", "1.2.3", "--5", "5 or 6", "1e5", "NaN", "inf"])
def test_what_is_no_number_is_null(cell):
    """A letter O, an exponent, two numbers: never a guess."""
    assert values.amounts(texts(cell, "2.50")).to_list() == [None, 2_500_000]


def test_yen_have_no_minor_unit_and_dinars_have_three():
    """A currency's digits are ISO's: 1200 yen are 1200, 1.234 dinars are 1234."""
    data = exports.plain(
        ("1", "c", "2026-01-15", "1200.00", "JPY"), ("2", "c", "2026-01-16", "1.234", "KWD"), ("3", "c", "2026-01-17", "1.235", "EUR")
    )
    assert checked(data).frames["orders"]["gross"].to_list() == [1200, 1234, 124]
    assert values.currency_digits("XXX") == 2


@pytest.mark.parametrize(
    ("cell", "code"),
    [("eur", "EUR"), (" USD ", "USD"), ("€", "EUR"), ("$5.00", "USD"), ("12 руб.", "RUB"), ("£", "GBP"), ("", None), ("?", None)],
)
def test_currencies_are_codes_or_signs(cell, code):
    """What is neither is nothing, and the person is told."""
    assert values.currencies(texts(cell)).to_list() == [code]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Paid", "paid"),
        ("COMPLETED", "paid"),
        ("partially_refunded", "paid"),
        ("Оплачен", "paid"),
        ("交易成功", "paid"),
        ("", "paid"),
        ("refunded", "refunded"),
        ("возврат", "refunded"),
        ("已退款", "refunded"),
        ("Cancelled", "cancelled"),
        ("canceled", "cancelled"),
        ("отменён", "cancelled"),
        ("交易关闭", "cancelled"),
        ("pending", "unpaid"),
        ("voided", "unpaid"),
        ("authorized", "unpaid"),
        ("не оплачен", "unpaid"),
        ("待付款", "unpaid"),
        ("draft", "draft"),
        ("черновик", "draft"),
        ("草稿", "draft"),
        ("test", "test"),
        ("тестовый", "test"),
        ("测试", "test"),
    ],
)
def test_states_are_read_in_three_languages(word, state):
    """What was paid counts; what never was does not."""
    read, unknown = values.states(texts(f" {word} "))
    assert (read.to_list(), unknown) == ([state], {})


def test_an_unknown_state_is_said():
    """It is counted as paid, and the person learns the word and how often."""
    assert values.states(texts("glorp", "paid", "glorp"))[1] == {"glorp": 2}
    data = exports.plain(("1", "c", "2026-01-15", "5.00", "EUR", "glorp"))
    assert any("glorp" in warning for warning in checked(data).warnings)


SPELLED = {
    "Jan 5, 2026 02:45:21 PM": (datetime(2026, 1, 5, 14, 45, 21), None),
    "Jan-05-26": (datetime(2026, 1, 5), None),
    "5 Sept 2026 09:30": (datetime(2026, 9, 5, 9, 30), None),
    "Monday, 5 January 2026": (datetime(2026, 1, 5), None),
    "15 января 2026 г.": (datetime(2026, 1, 15), None),
    "2026年1月5日 9:30": (datetime(2026, 1, 5, 9, 30), None),
    "2026/01/05 9:34:56 PM GMT+1": (datetime(2026, 1, 5, 21, 34, 56), 60),
    "2026-01-05 21:34:56 UTC-03:30": (datetime(2026, 1, 5, 21, 34, 56), -210),
    "05-Jan-2026 10:00 UTC": (datetime(2026, 1, 5, 10), 0),
}


@pytest.mark.parametrize("cell", SPELLED)
def test_a_month_by_its_name_and_a_zone_by_its_hours_are_read(cell):
    """As shops, forms and printed documents write them."""
    read = values.times(pl.Series([cell]))
    assert (read.wall[0], read.offset_minutes[0]) == SPELLED[cell]


def test_orders_whose_days_cannot_be_read_are_no_list_of_customers():
    """They are refused, and it is said what is missing."""
    data = exports.table(
        ("order_id", "customer_id", "order_date", "amount"), ("1", "C1", "on Monday", "5.00"), ("2", "C1", "later", "6.00")
    )
    with pytest.raises(Refused, match="without a column of dates"):
        checked(data)
