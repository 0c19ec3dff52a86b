"""Plain tables, as a colleague keeps them, with the headers of Rapport's own templates."""

from __future__ import annotations

from datetime import date

import polars as pl

from sample_data import costs, loyalty, sales, staff
from sample_data.clock import DAY, written
from sample_data.company import Company
from sample_data.identities import identities
from sample_data.layouts import wording
from sample_data.layouts.cells import Cell, alternatives, counted_up, money, one_of, told
from sample_data.trade import MARKETS

Written = tuple[str, pl.DataFrame]
_DAY, _MINUTE = "%Y-%m-%d", "%Y-%m-%d %H:%M"
STATES = ("paid", "refunded", "paid", "voided", "cancelled", "unpaid", "test")
REASONS = {sales.VOIDED: "unpaid (voided)", sales.CANCELLED: "cancelled", sales.PENDING: "unpaid", sales.TEST: "test order"}
_FIRST_BIRTHDAY, _BIRTHDAYS = date(1952, 1, 1), 50 * 365


def _with_people(company: Company, frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame, identities(company, frame["who"].to_numpy())], how="horizontal")


def _who() -> dict[str, Cell]:
    return {"customer_number": pl.col("number"), "email": pl.col("email")}


def customers(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """The list of customers, and of those who never ordered."""
    frame = _with_people(company, frame)
    born = pl.Series("born", company.draws.below(frame["who"].to_numpy(), "born", _BIRTHDAYS))
    birth_date = (pl.lit(_FIRST_BIRTHDAY) + pl.duration(days=born)).dt.strftime(_DAY)
    columns: dict[str, Cell] = {
        "customer_number": pl.col("number"),
        "customer_name": pl.col("name"),
        "email": pl.col("email"),
        "company": pl.col("firm"),
        "market": one_of(MARKETS, "market"),
        "party_type": alternatives("prospect", "prospect", _party_type(company)),
        "country": pl.col("country"),
        "town": pl.col("town"),
        "channel": one_of(company.channel_names, "channel"),
        "birth_date": alternatives(pl.col("market") == 0, birth_date, ""),
        "joined_at": written(company, "at", _DAY),
    }
    return told(frame, columns)


def _party_type(company: Company) -> pl.Expr:
    kind = pl.lit("customer")
    for word, resells in company.trade.resells:
        such = (pl.col("market") == MARKETS.index("reseller")) & pl.col("firm").str.contains(f" {word} ", literal=True)
        kind = pl.when(such).then(pl.lit(resells)).otherwise(kind)
    return kind


def orders(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """Sales with a card: the card's number is the customer's."""
    columns: dict[str, Cell] = {
        "order_number": counted_up(first + 1, "S-", 7),
        "ordered_at": written(company, "at"),
        "customer_number": pl.col("number"),
        "amount": money("cents"),
        "refunded": money("refund"),
        "currency": company.trade.currency,
        "state": one_of(STATES, "state"),
        "channel": one_of(company.channel_names, "channel"),
    }
    return told(_with_people(company, frame), columns)


def complaints(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """Complaints, and what was done about them."""
    names, texts = wording.causes(company)
    frame = _with_people(company, frame).with_columns(
        (pl.col("closed") >= 0).alias("settled"), pl.when(pl.col("closed") >= 0).then("closed").alias("settled_at")
    )
    well = one_of(wording.SETTLED_WELL[company.trade.name], "resolution")
    columns: dict[str, Cell] = {
        "complaint_number": counted_up(first + 1, "B-", 5),
        "opened_at": written(company, "at", _MINUTE),
        "closed_at": written(company, "settled_at", _MINUTE).fill_null(""),
        **_who(),
        "cause": one_of(names, "cause"),
        "channel": one_of(wording.VIA, "via"),
        "complaint_state": alternatives("settled", "resolved", "open"),
        "resolution": alternatives("settled", alternatives("well", well, wording.APOLOGY), ""),
        "comment": one_of(texts, "cause"),
    }
    return told(frame, columns)


def contacts(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """Calls and mails."""
    columns: dict[str, Cell] = {
        "interaction_number": counted_up(first + 1, "A-", 6),
        "happened_at": written(company, "at", _MINUTE),
        **_who(),
        "interaction": alternatives("mail", "e-mail", "call"),
        "channel": alternatives("mail", "e-mail", "phone"),
        "topic": one_of(wording.TOPICS[company.trade.name], "topic"),
        "response_minutes": pl.col("minutes").cast(pl.String),
    }
    return told(_with_people(company, frame), columns)


def memberships(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """Who joined the programme, and since when."""
    columns: dict[str, Cell] = {
        "membership_number": counted_up(first + 1, "M-", 6),
        "programme": company.trade.programme_name,
        **_who(),
        "member_since": written(company, "at", _DAY),
        "level": one_of(loyalty.LEVELS, "level"),
        "points": pl.col("points").cast(pl.String),
    }
    return told(_with_people(company, frame), columns)


def rewards(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """What members were given."""
    columns: dict[str, Cell] = {
        "reward_number": counted_up(first + 1, "W-", 6),
        "programme": company.trade.programme_name,
        **_who(),
        "rewarded_at": written(company, "at", _DAY),
        "reward": one_of(wording.REWARDS[company.trade.name], "kind"),
        "points": str(loyalty.REWARD_POINTS),
        "amount": _constant(loyalty.reward_cents(company)),
        "currency": company.trade.currency,
    }
    return told(_with_people(company, frame), columns)


def referrals(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """Who brought whom."""
    brought = _with_people(company, frame).rename({"number": "referred", "email": "referred_email", "name": "referred_name"})
    by = identities(company, frame["by"].to_numpy()).select("number", "email")
    columns: dict[str, Cell] = {
        "referral_number": counted_up(first + 1, "F-", 5),
        "referred_at": written(company, "at", _DAY),
        **_who(),
        "referred_number": pl.col("referred"),
        "referred_email": pl.col("referred_email"),
        "referred_name": pl.col("referred_name"),
        "referral_result": alternatives("bought", "bought", "not yet"),
    }
    return told(pl.concat([brought, by], how="horizontal"), columns)


def spending(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """What was spent, month by month, and on whom where it is known."""
    won = pl.col("tag") == costs.ACQUISITION
    other = one_of(("", "newsletter", "programme", "service desk"), "tag")
    columns: dict[str, Cell] = {
        "spent_at": written(company, "at", _DAY),
        "spent_until": written(company, pl.col("until") * DAY, _DAY),
        "purpose": one_of(costs.PURPOSES, "tag"),
        "channel": alternatives(won, one_of(company.channel_names, "nth"), other),
        **_who(),
        "amount": money("cents"),
        "currency": company.trade.currency,
    }
    return told(_with_people(company, frame), columns)


def employees(company: Company, frame: pl.DataFrame, first: int) -> Written:
    """What employees answered."""
    hired = (pl.lit(company.trade.first_day) - pl.duration(days=pl.col("hired"))).dt.strftime(_DAY)
    columns: dict[str, Cell] = {
        "response_number": counted_up(first + 1, "E-", 4),
        "answered_at": written(company, "at", _DAY),
        "employee_number": (pl.col("who") + 1).cast(pl.String).str.zfill(4),
        "department": one_of(staff.DEPARTMENTS, "department"),
        "hired_at": hired,
        **{f"{name} (1-5)": pl.col(f"answer{number}").cast(pl.String) for number, (name, _) in enumerate(staff.QUESTIONS)},
    }
    return told(frame, columns)


def _constant(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
