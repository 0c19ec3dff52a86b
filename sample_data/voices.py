"""What customers say: answers to the survey, complaints, and calls."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data import answers, clock
from sample_data.clock import DAY
from sample_data.company import Company
from sample_data.lives import NO_COMPLAINT, WELL, Lives

STILL_OPEN = -1
ASPECTS = ("performance", "expectation", "importance")
#: Out of 100 orders: those after which a customer calls or writes who is none of the costly ones.
CONTACTS = 6
NO_COMMENT = -1


def answered(company: Company, found: Lives) -> pl.DataFrame:
    """Filled-in questionnaires.

    Returns
    -------
    polars.DataFrame
        `at`, `who`, `nth` (of the order that was asked about), `overall`, `recommend` (-1: not answered), `comment` (a place in the
        texts of its `overall`, or `NO_COMMENT`), and for each attribute and aspect `performance0` and so on (0: not answered).
    """
    said, orders, draws = answers.of(company, found), found.orders, company.draws
    who, nth = orders.who[said.place], orders.nth[said.place]
    day = orders.day[said.place] + said.days_later
    comments = draws.chance(who, "comments", 0.12, nth)
    ratings = {f"{aspect}{a}": getattr(said, aspect)[:, a] for a in range(len(company.trade.attributes)) for aspect in ASPECTS}
    return pl.DataFrame(
        {
            "at": day * DAY + clock.seconds(company, who, "answer", nth), "who": who, "nth": nth,
            "overall": said.overall, "recommend": said.recommend,
            "comment": np.where(comments, draws.below(who, "comment", 4, nth), NO_COMMENT),
            **{name: np.ascontiguousarray(values) for name, values in ratings.items()},
        }
    )  # fmt: skip


def complained(company: Company, found: Lives) -> pl.DataFrame:
    """Complaints: opened within a week of the order; settled within two days, or after weeks, or not at all.

    Returns
    -------
    polars.DataFrame
        `at`, `who`, `nth`, `closed` (seconds, or `STILL_OPEN`), `well`, `cause`, `via`, `resolution` (places in texts).
    """
    orders, draws = found.orders, company.draws
    opened = orders.day + 1 + draws.below(orders.who, "complains after", 6, orders.nth)
    place = np.flatnonzero((orders.complaint != NO_COMPLAINT) & (opened < company.days))
    who, nth, well = orders.who[place], orders.nth[place], orders.complaint[place] == WELL
    at = opened[place] * DAY + clock.seconds(company, who, "complaint", nth)
    quickly = (1 + draws.below(who, "settled quickly", 2, nth)) * DAY - 3600 * draws.below(who, "settled by", 5, nth)
    slowly = (9 + draws.below(who, "settled slowly", 22, nth)) * DAY
    closed = at + np.where(well, quickly, slowly)
    never = (~well & draws.chance(who, "never settled", 0.4, nth)) | (closed >= company.days * DAY)
    return pl.DataFrame(
        {
            "at": at, "who": who, "nth": nth, "closed": np.where(never, STILL_OPEN, closed), "well": well,
            "cause": draws.pick(who, "complains of", (6, 2, 1, 1), nth), "via": draws.below(who, "complains by", 3, nth),
            "resolution": draws.below(who, "settled with", 3, nth),
        }
    )  # fmt: skip


def called(company: Company, found: Lives) -> pl.DataFrame:
    """Contacts: now and then one after an order; of costly customers, several after each. All in the order's own month.

    Returns
    -------
    polars.DataFrame
        `at`, `who`, `nth` (counted through all of a customer's contacts), `costly`, `mail`, `topic`, `minutes` (to the first answer).
    """
    orders, draws, effects = found.orders, company.draws, company.trade.effects
    costly = found.people.costly[orders.place]
    month_end = _month_ends(company)[orders.day]
    parts = []
    for call in range(effects.costly_contacts):
        now = draws.chance(orders.who, "calls", CONTACTS / 100, orders.nth) & (call == 0)
        place = np.flatnonzero(costly | now)
        who, nth = orders.who[place], orders.nth[place] * effects.costly_contacts + call
        day = np.minimum(orders.day[place] + draws.below(who, "calls after", 7, nth), month_end[place])
        parts.append(
            pl.DataFrame(
                {
                    "at": day * DAY + clock.seconds(company, who, "call", nth),
                    "who": who,
                    "nth": nth,
                    "costly": costly[place],
                    "mail": draws.chance(who, "writes", 0.4, nth),
                    "topic": draws.below(who, "calls about", 4, nth),
                    "minutes": 2 + draws.below(who, "waits", 90, nth),
                }
            )  # fmt: skip
        )
    return pl.concat(parts)


def _month_ends(company: Company) -> np.ndarray:
    """The last day of each day's month."""
    month, _ = clock.months(company)
    return np.searchsorted(month, month, side="right") - 1
