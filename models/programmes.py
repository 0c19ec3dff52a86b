"""Programmes as analysis reads them: memberships, rewards, and the birthdays that offers may go with, at one revision."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.view import clock, view

_MEMBERSHIPS = """
    SELECT m.party_id, p.name, m.member_since, m.member_until, m.level, m.points
    FROM membership m JOIN programme p ON p.id = m.programme_id ORDER BY m.id"""
_REWARDS = """
    SELECT r.party_id, p.name, r.rewarded_at, r.reward, r.points, r.amount, r.currency
    FROM reward r JOIN programme p ON p.id = r.programme_id ORDER BY r.id"""
_BIRTHDAYS = "SELECT id, birth_date FROM party WHERE birth_date IS NOT NULL ORDER BY id"
_WHO = {"customer": pl.Int64, "programme": pl.String}
_MEMBERSHIP_COLUMNS = _WHO | {"member_since": pl.Int64, "member_until": pl.Int64, "level": pl.String, "points": pl.Float64}
_REWARD_COLUMNS = _WHO | {
    "rewarded_at": pl.Int64,
    "reward": pl.String,
    "points": pl.Float64,
    "amount": pl.Int64,
    "currency": pl.String,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Programmes:
    """Who is in which programme, and what it gave.

    Attributes
    ----------
    revision : int
        Of which state.
    memberships : polars.DataFrame
        One row a membership: `customer` (null: nobody known), `programme`, `member_since`, `member_until` (wall clock, or null), `level`,
        `points`.
    rewards : polars.DataFrame
        One row a reward: `customer` (null: nobody known), `programme`, `rewarded_at` (wall clock), `reward` (what kind), `points`, `amount`
        (minor units, or null), `currency`.
    birthdays : polars.DataFrame
        `customer`, `birth_date`: those who have one.
    """

    revision: int
    memberships: pl.DataFrame
    rewards: pl.DataFrame
    birthdays: pl.DataFrame


def programmes(store: Store) -> Programmes:
    """Read them.

    Examples
    --------
    >>> import tempfile
    >>> programmes(Store(tempfile.mkdtemp() + "/shop.db")).rewards.height
    0
    """
    with view(store) as state:
        memberships = state.frame(_MEMBERSHIPS, _MEMBERSHIP_COLUMNS)
        rewards = state.frame(_REWARDS, _REWARD_COLUMNS)
        birthdays = state.frame(_BIRTHDAYS, {"customer": pl.Int64, "birth_date": pl.String})
        revision = state.revision
    return Programmes(
        revision=revision,
        memberships=memberships.with_columns(clock("member_since"), clock("member_until")),
        rewards=rewards.with_columns(clock("rewarded_at")),
        birthdays=birthdays.with_columns(pl.col("birth_date").str.to_date(strict=False)).drop_nulls(),
    )
