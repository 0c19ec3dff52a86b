"""Who the customers are: numbers, names, addresses and firms, by the customer's number alone, so that any slice gives the same."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data.catalogue import FAMILY, FIRMS, GIVEN, MAIL
from sample_data.company import Company

_DESKS = 3  # so many firms of a market for each block of customers


def _text(choices, places: np.ndarray) -> pl.Series:
    return pl.Series(choices, dtype=pl.String).gather(pl.Series(places, dtype=pl.UInt32))


def prospects(company: Company) -> int:
    """How many are known besides who never ordered: 6 for each 100 customers. Their numbers follow the customers'."""
    return (company.customers * 6 + 50) // 100


def markets(company: Company, who: np.ndarray) -> np.ndarray:
    """Places in `trade.MARKETS`, as `lives.people` draws them."""
    return company.draws.pick(who, "market", company.trade.markets)


def joined(company: Company, who: np.ndarray) -> np.ndarray:
    """Days on which prospects left their address."""
    return company.draws.below(who, "leaves address", company.days)


def identities(company: Company, who) -> pl.DataFrame:
    """Say who these customers are.

    Parameters
    ----------
    company : Company
    who : array of int
        Numbers of customers or prospects; a number below 0 is nobody: all its texts are empty.

    Returns
    -------
    polars.DataFrame
        `number`, `name`, `email`, `firm` ("" of a consumer; several buyers may share one), `country`, `town`, `postcode`: texts.

    Examples
    --------
    >>> identities(Company.of("home-goods"), [7]).row(0, named=True)["number"]
    'C-000008'
    """
    draws, trade = company.draws, company.trade
    who = np.asarray(who, dtype=np.int64)
    nobody = who < 0
    who = np.where(nobody, 0, who)
    market = markets(company, who)
    # Those who buy for a firm stand in blocks of neighbours, small enough that some share a firm and bear different names.
    size = max(4, 400 // max(trade.markets[1] + trade.markets[2], 1))
    block, seat = who // size, who % size
    desk = draws.below(who, "desk", _DESKS)
    firm = block * 2 * _DESKS + desk * 2 + (market == 2)
    business = market > 0
    given = np.where(
        business, (draws.below(block, "first at the firm", len(GIVEN)) + seat) % len(GIVEN), draws.below(who, "given", len(GIVEN))
    )
    family = draws.below(who, "family", len(FAMILY))
    place = draws.pick(who, "place", [share for *_, share in trade.countries])
    found = pl.DataFrame(
        {
            "who": who + 1,
            "given": _text(GIVEN, given),
            "family": _text(FAMILY, family),
            "mail": _text(MAIL, draws.below(who, "mail", len(MAIL))),
            "house": _text(FAMILY, draws.below(firm, "house", len(FAMILY))),
            "does": _text(FIRMS, draws.below(firm, "does", len(FIRMS))),
            "firm": firm + 1,
            "business": business,
            "country": _text([country for country, *_ in trade.countries], place),
            "town": _text([town for _, town, *_ in trade.countries], place),
            "postcode": _text([postcode for *_, postcode, _ in trade.countries], place),
            "nobody": nobody,
        }
    )
    number = pl.col("who").cast(pl.String)
    texts = found.select(
        pl.concat_str([pl.lit("C-"), number.str.zfill(6)]).alias("number"),
        pl.concat_str(["given", "family"], separator=" ").alias("name"),
        pl.concat_str([pl.concat_str(["given", "family"], separator=".").str.to_lowercase(), number, pl.lit("@"), "mail"]).alias("email"),
        pl.when("business")
        .then(pl.concat_str(["house", "does", pl.col("firm").cast(pl.String)], separator=" "))
        .otherwise(pl.lit(""))
        .alias("firm"),
        "country",
        "town",
        "postcode",
        "nobody",
    )
    return texts.select(pl.when("nobody").then(pl.lit("")).otherwise(pl.col(name)).alias(name) for name in texts.columns[:-1])
