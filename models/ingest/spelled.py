"""Days with the month spelled out, in English, Russian or Chinese, rewritten as year-month-day."""

from __future__ import annotations

import polars as pl

#: The first letters that tell a month's names, full or short, in both cases of the languages that bend them.
_MONTHS = (
    ("jan", "янв"), ("feb", "фев"), ("mar", "мар"), ("apr", "апр"), ("may", "мая", "май"), ("jun", "июн"),
    ("jul", "июл"), ("aug", "авг"), ("sep", "сен"), ("oct", "окт"), ("nov", "ноя"), ("dec", "дек"),
)  # fmt: skip
_DAY_MONTH = r"(?i)^(?:\p{L}{2,10},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(\p{L}{3,12})\.?,?[\s.,-]+(\d{4}|\d{2})(?:\s*г\.?)?,?(?:\s+(.*))?$"
_MONTH_DAY = r"(?i)^(?:\p{L}{2,10},?\s+)?(\p{L}{3,12})\.?[\s.-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s,-]+(\d{4}|\d{2}),?(?:\s+(.*))?$"
_CHINESE = r"^(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日?\s*(.*)$"


def spelled_out(text: pl.Series) -> pl.Series:
    """Rewrite what spells its month; everything else stays.

    >>> days = ["Jan 5, 2026 02:45 PM", "15 января 2026 г.", "Jan-05-26", "Mon, 5th February 2026", "2026年1月5日 9:30", "05/01/2026"]
    >>> spelled_out(pl.Series(days)).to_list()
    ['2026-1-5 02:45 PM', '2026-1-15', '2026-1-05', '2026-2-5', '2026-1-5 9:30', '05/01/2026']
    """
    parts = text.to_frame("t").select(
        pl.col("t"),
        pl.col("t").str.extract_groups(_DAY_MONTH).alias("day_month"),
        pl.col("t").str.extract_groups(_MONTH_DAY).alias("month_day"),
        pl.col("t").str.extract_groups(_CHINESE).alias("chinese"),
    )
    day_month, month_day, chinese = (
        lambda n, name=name: pl.col(name).struct.field(str(n)) for name in ("day_month", "month_day", "chinese")
    )
    written = parts.select(
        "t",
        _joined(day_month(3), _number(day_month(2)), day_month(1), day_month(4)).alias("a"),
        _joined(month_day(3), _number(month_day(1)), month_day(2), month_day(4)).alias("b"),
        _joined(chinese(1), chinese(2), chinese(3), chinese(4)).alias("c"),
    )
    return written.select(pl.coalesce("a", "b", "c", "t")).to_series()


def _number(name: pl.Expr) -> pl.Expr:
    lowered = name.str.to_lowercase()
    found = pl.lit(None, dtype=pl.String)
    for number, starts in enumerate(_MONTHS, start=1):
        found = pl.when(pl.any_horizontal(lowered.str.starts_with(start) for start in starts)).then(pl.lit(str(number))).otherwise(found)
    return found


def _joined(year: pl.Expr, month: pl.Expr, day: pl.Expr, rest: pl.Expr) -> pl.Expr:
    whole_year = pl.when(year.str.len_chars() == 2).then(pl.concat_str([pl.lit("20"), year])).otherwise(year)
    date = pl.concat_str([whole_year, month, day], separator="-")
    return pl.concat_str([date, rest.fill_null("").str.strip_chars()], separator=" ").str.strip_chars()
