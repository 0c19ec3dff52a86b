"""Cells of text into times, exact amounts, currencies and states: column by column, never row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl
from babel.numbers import get_currency_precision

from models.ingest.spelled import spelled_out

SCALE = 1_000_000  # amounts are read as millionths of the currency unit, then rounded once to its minor unit
DAY = 86_400  # seconds
NO_CURRENCY = "XXX"  # ISO 4217: no currency
FIRST_YEAR = 1980
YEARS_AHEAD = 3  # a date this much later than nearly all others in its column is a slip of the keyboard

_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "₸": "KZT", "₹": "INR", "¥": "JPY", "元": "CNY", "руб": "RUB"}
_MONEY_DECORATION = r"[\s\u00a0\u202f'’$€£¥₽₴₸₹元]|руб\.?|р\.|\b[A-Z]{3}\b"
_PLAIN_NUMBER = r"^-?\d+(?:\.\d+)?$"
_DAY_FIRST = r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})(?:\b[ T,]*(.*))?$"
_YEAR_FIRST = r"^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ T]+(.*))?$"
_YEAR_MARKS = r"^(\d{4})[./-](\d{1,2})[./-](\d{1,2})"
_COMPACT = r"^(\d{4})(\d{2})(\d{2})$"
_ZONE = r"(?:(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|Z|UTC|GMT)"
_OFFSET = rf"\s*({_ZONE})$"
_CLOCK_AND_OFFSET = rf":\d{{2}}(?:\.\d+)?\s*(?:[AP]M)?\s*{_ZONE}$"
_SPELLED = r"\p{L}{3}|年"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """A column read as times.

    Attributes
    ----------
    wall : polars.Series
        Datetime, the wall clock as written; null where it isn't a time.
    offset_minutes : polars.Series
        Int32, minutes east of UTC where the cell says so, else null.
    order : str or None
        "ymd", "dmy" or "mdy", as the column as a whole says; None if it can't be decided.
    implausible : polars.Series
        Boolean: a real day, but one that can't be meant (1970-01-01, a far future).
    """

    wall: pl.Series
    offset_minutes: pl.Series
    order: str | None
    implausible: pl.Series


def times(cells: pl.Series, *, order: str | None = None, years: tuple[int, int] | None = None) -> Times:
    """Read a column of text as times; day or month first is decided by the whole column.

    Parameters
    ----------
    cells : polars.Series
        String.
    order : {"ymd", "dmy", "mdy"}, optional
        What the person or the source says; the column is not asked then.
    years : tuple of int, optional
        The first and the last that can be meant; if not given, those of a business that goes on until now.

    Examples
    --------
    >>> read = times(pl.Series(["01/05/2026", "02/31/2026", "03/14/2026"]))
    >>> read.order, [day and day.day for day in read.wall]
    ('mdy', [5, None, 14])
    >>> times(pl.Series(["01/05/2026", "03/04/2026"])).order is None
    True
    """
    text = cells.str.strip_chars()
    plain = _plain_iso(text, years)
    if plain is not None:
        return plain
    if text.str.contains(_SPELLED).any():
        text = spelled_out(text)
    offset, text = _split_offset(text)
    year_first = text.to_frame("t").select(pl.col("t").str.contains(_YEAR_FIRST)).to_series()
    compact = text.str.contains(_COMPACT)
    rest = ~(year_first | compact) & (text != "")
    iso = text
    if rest.any():
        decided = order if order in ("dmy", "mdy") else _day_or_month_first(text.filter(rest))
        swapped = _to_year_first(text, decided or "dmy")
        iso = pl.select(pl.when(rest).then(swapped).otherwise(iso)).to_series()
        found_order = decided
    else:
        found_order = "ymd"
    if compact.any():
        iso = pl.select(pl.when(compact).then(iso.str.replace(_COMPACT, "$1-$2-$3")).otherwise(iso)).to_series()
    wall = _parse_iso(iso)
    return Times(wall=wall.rename("wall"), offset_minutes=offset, order=found_order, implausible=_implausible(wall, years))


def _plain_iso(text: pl.Series, years: tuple[int, int] | None) -> Times | None:
    """Read a column that is year-month-day throughout, in one form: most exports, at a third of the time. Else None."""
    filled = text != ""
    sample = text.filter(filled).head(200)
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        if not sample.is_empty() and _parse(sample, form).null_count() == 0:
            wall = _parse(text, form)
            if wall.null_count() == text.len() - int(filled.sum()):
                none = pl.Series("offset", [None], dtype=pl.Int32).new_from_index(0, text.len())
                return Times(wall=wall.rename("wall"), offset_minutes=none, order="ymd", implausible=_implausible(wall, years))
    return None


def _split_offset(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    if not text.str.contains(_CLOCK_AND_OFFSET).any():
        return pl.Series("offset", [None] * len(text), dtype=pl.Int32) if len(text) else pl.Series("offset", [], dtype=pl.Int32), text
    parts = text.to_frame("t").select(pl.col("t").str.extract(_OFFSET, 1).alias("offset"), pl.col("t").str.replace(_OFFSET, "").alias("t"))
    sign = pl.when(pl.col("offset").str.contains("-", literal=True)).then(-1).otherwise(1)
    digits = pl.col("offset").str.replace_all(r"\D", "")
    digits = pl.when(digits.str.len_chars() % 2 == 1).then(pl.concat_str([pl.lit("0"), digits])).otherwise(digits)
    hours, rest = (digits.str.slice(start, 2).cast(pl.Int32, strict=False).fill_null(0) for start in (0, 2))
    minutes = pl.when(pl.col("offset").is_not_null()).then(sign * (hours * 60 + rest))
    return parts.select(minutes.cast(pl.Int32).alias("offset")).to_series(), parts["t"]


def _day_or_month_first(text: pl.Series) -> str | None:
    """Decide by the whole column: a number above 12 can only be a day; dots are never month first."""
    parts = text.to_frame("t").select(
        pl.col("t").str.extract(_DAY_FIRST, 1).cast(pl.Int16, strict=False).alias("first"),
        pl.col("t").str.extract(_DAY_FIRST, 2).alias("mark"),
        pl.col("t").str.extract(_DAY_FIRST, 3).cast(pl.Int16, strict=False).alias("second"),
    )
    first_is_day = int((parts["first"] > 12).sum())
    second_is_day = int((parts["second"] > 12).sum())
    if first_is_day != second_is_day:
        return "dmy" if first_is_day > second_is_day else "mdy"
    if parts["mark"].drop_nulls().is_in(["."]).all() and parts["mark"].drop_nulls().len():
        return "dmy"
    if parts["first"].drop_nulls().is_empty():
        return "ymd"  # nothing here looks like day/month/year at all
    return None


def _to_year_first(text: pl.Series, order: str) -> pl.Series:
    """Rewrite day/month/year as year-month-day; what is neither stays and fails later."""
    day, month = ("$1", "$3") if order == "dmy" else ("$3", "$1")
    long_year = text.str.replace(r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{2})(\s|,|$)", "${1}${2}${3}${2}20${4}${5}")
    return long_year.str.replace(_DAY_FIRST, f"${{4}}-{month.replace('$', '${')}}}-{day.replace('$', '${')}}} ${{5}}").str.strip_chars()


def _parse_iso(iso: pl.Series) -> pl.Series:
    """Parse year-month-day with any usual time; the commonest form first, the others only for what is left."""
    forms = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M %p", "%Y-%m-%d %H:%M:%S%.f")
    text = iso.str.replace("T", " ", literal=True).str.replace(_YEAR_MARKS, "$1-$2-$3") if _needs_tidying(iso) else iso
    text = text.str.strip_chars()
    sample = text.head(500)
    forms = sorted(forms, key=lambda form: -int(_parse(sample, form).is_not_null().sum()))
    wall = _parse(text, forms[0])
    for form in forms[1:]:
        left = wall.is_null() & (text != "")
        if not left.any():
            break
        wall = pl.select(pl.when(left).then(_parse(text, form)).otherwise(wall)).to_series()
    return wall


def _needs_tidying(iso: pl.Series) -> bool:
    return bool(iso.str.contains(r"[T/]|^\d{4}\.").any())


def _parse(text: pl.Series, form: str) -> pl.Series:
    if "%H" in form or "%I" in form:
        return text.str.to_datetime(form, strict=False, time_unit="us")
    return text.str.to_date(form, strict=False).cast(pl.Datetime("us"))


def _implausible(wall: pl.Series, years: tuple[int, int] | None) -> pl.Series:
    known = wall.drop_nulls()
    if known.is_empty():
        return pl.Series("implausible", [False] * len(wall), dtype=pl.Boolean)
    first, last = years or (FIRST_YEAR, known.dt.year().quantile(0.95, interpolation="lower") + YEARS_AHEAD)
    year = wall.dt.year()
    return ((year < first) | (year > last)).fill_null(False).rename("implausible")


def amounts(cells: pl.Series) -> pl.Series:
    """Read a column of text as money, in millionths of the unit (Int64); null where it is no number.

    Brackets and a trailing minus mean minus; the decimal mark is the column's, decided as a whole.

    Examples
    --------
    >>> amounts(pl.Series(["1 234,50", "(7,00)", "€ 3", "12.O0"])).to_list()
    [1234500000, -7000000, 3000000, None]
    >>> amounts(pl.Series(["$1,234.50", "2.5"])).to_list()
    [1234500000, 2500000]
    """
    text = cells.str.strip_chars()
    if not ((text == "") | text.str.contains(_PLAIN_NUMBER)).all():
        text = _undecorated(text)
    value = pl.select(pl.when(text.str.contains(_PLAIN_NUMBER)).then(text)).to_series().cast(pl.Float64, strict=False)
    # A double holds every amount below 9,000,000,000 exactly to the millionth, and to the cent far beyond.
    return (value * SCALE).round().cast(pl.Int64, strict=False)


def _undecorated(text: pl.Series) -> pl.Series:
    text = text.str.replace_all(_MONEY_DECORATION, "").str.replace_all("−", "-", literal=True)
    text = text.str.replace(r"^\((.*)\)$", "-$1").str.replace(r"^([\d.,]+)-$", "-$1")
    return (
        text.str.replace_all(",", "", literal=True)
        if _decimal_mark(text) == "."
        else (text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
    )


def _decimal_mark(text: pl.Series) -> str:
    """The mark that stands last, or once with other than three digits after it, in the column as a whole."""
    comma_last = int(text.str.contains(r",\d{1,2}$|,\d{4,}$|\.\d{3},").sum())
    point_last = int(text.str.contains(r"\.\d{1,2}$|\.\d{4,}$|,\d{3}\.").sum())
    if comma_last != point_last:
        return "," if comma_last > point_last else "."
    return "."


def minor_units(value: pl.Expr, digits: pl.Expr | int = 2) -> pl.Expr:
    """Round millionths to a currency's minor unit, half away from zero, in whole numbers."""
    unit = SCALE // (10**digits) if isinstance(digits, int) else pl.lit(SCALE) // pl.lit(10).pow(digits).cast(pl.Int64)
    return value.sign() * ((value.abs() + unit // 2) // unit)


def currency_digits(code: str) -> int:
    """Return how many decimals a currency has.

    >>> currency_digits("EUR"), currency_digits("JPY"), currency_digits("XXX")
    (2, 0, 2)
    """
    return 2 if code == NO_CURRENCY else get_currency_precision(code)


def currencies(cells: pl.Series) -> pl.Series:
    """Read ISO codes or signs as ISO codes; null where a cell is neither, or empty.

    >>> currencies(pl.Series(["eur", "$5.00", "", "?"])).to_list()
    ['EUR', 'USD', None, None]
    """

    def one(cell: str) -> str | None:
        code = cell.strip().upper()
        if re.fullmatch(r"[A-Z]{3}", code):
            return code
        return next((iso for sign, iso in _SYMBOLS.items() if sign in cell.lower() or sign in cell), None)

    unique = cells.unique()
    codes = dict(zip(unique.to_list(), (one(cell or "") for cell in unique.to_list())))
    if len(codes) <= 1000:
        return cells.replace_strict(codes, return_dtype=pl.String)
    return pl.Series("currency", [one(cell or "") for cell in cells.to_list()], dtype=pl.String)


#: What shops call the states of an order. "voided" and its kind were placed, never paid for.
# fmt: off
STATES: dict[str, tuple[str, ...]] = {
    "paid": (
        "paid", "completed", "complete", "processing", "shipped", "delivered", "fulfilled", "succeeded", "success", "closed",
        "partially_refunded", "partially refunded", "ok", "done", "оплачен", "оплачено", "выполнен", "завершен", "завершён",
        "доставлен", "отгружен", "交易成功", "已付款", "已发货", "已完成", "待收货", "已收货", "won", "closed won", "closed-won",
        "сделка успешна", "успешно реализовано", "выиграна", "赢单", "shipping", "partially shipped", "partiallyshipped",
        "unshipped", "awaiting fulfillment", "awaiting shipment", "awaiting pickup", "disputed", "payment accepted",
        "remote payment accepted", "processing in progress", "on backorder (paid)", "доставляется", "ожидает отгрузки",
        "ожидает сборки", "передан в доставку", "买家已付款", "卖家已发货", "等待卖家发货", "等待买家确认收货", "待发货",
        "等待出库", "等待确认收货", "完成",
    ),
    "refunded": ("refunded", "refund", "returned", "возврат", "возвращен", "возвращён", "已退款", "退款成功"),
    "cancelled": (
        "cancelled", "canceled", "cancel", "trash", "voided transaction", "deleted", "отменен", "отменён", "отмена", "отменено",
        "已取消", "已关闭", "交易关闭",
    ),
    "unpaid": (
        "unpaid", "pending", "failed", "on-hold", "on hold", "voided", "authorized", "uncaptured", "expired",
        "unpaid (not captured)", "partially_paid", "pending payment", "не оплачен", "новый", "ожидает оплаты", "未付款", "待付款",
        "等待付款", "等待买家付款", "待支付", "没有创建支付宝交易", "pending_payment", "payment_review", "payment review", "holded",
        "awaiting payment", "awaiting bank wire payment", "awaiting bank transfer", "awaiting check payment",
        "awaiting cash on delivery validation", "on backorder (not paid)", "payment error", "declined", "incomplete",
        "manual verification required", "ожидает подтверждения оплаты",
    ),
    "draft": ("draft", "checkout-draft", "auto-draft", "черновик", "草稿"),
    "test": ("test", "test order", "тест", "тестовый", "测试"),
    "fraud": ("suspected fraud", "fraud", "high risk"),
    "open": (
        "open", "new", "prospecting", "qualification", "negotiation", "proposal", "contract sent", "в работе", "открыта",
        "переговоры", "первичный контакт",
    ),
    "lost": (
        "lost", "closed lost", "closed-lost", "сделка провалена", "анализ причины провала", "проиграна", "закрыто и не реализовано",
        "丢单", "输单",
    ),
}
# fmt: on
_STATE_OF = {word: state for state, words in STATES.items() for word in words}


def states(cells: pl.Series, otherwise: str = "paid") -> tuple[pl.Series, dict[str, int]]:
    """Read order states; unknown words are `otherwise`, and are returned with their number of rows.

    >>> read, unknown = states(pl.Series(["Paid", "отменён", "", "glorp"]))
    >>> read.to_list(), unknown
    (['paid', 'cancelled', 'paid', 'paid'], {'glorp': 1})
    """
    if not (cells != "").any():  # most often there is no such column
        return pl.Series("state", ["paid"], dtype=pl.String).new_from_index(0, cells.len()), {}
    text = cells.str.strip_chars().str.to_lowercase()
    counts = dict(text.value_counts().iter_rows())
    unknown = {word: n for word, n in counts.items() if word and word not in _STATE_OF}
    text = pl.select(pl.when(text == "").then(pl.lit("paid")).otherwise(text)).to_series() if otherwise != "paid" else text
    return text.replace_strict(_STATE_OF, default=otherwise, return_dtype=pl.String), unknown
