"""The truth of a company: every parameter that made it, what is to be expected, what is planted. `write` adds what it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date

from sample_data.company import Company, lever
from sample_data.levers import moved
from sample_data.long_run import long_run
from sample_data.telling import planted
from sample_data.trade import MARKETS

VERSION = 1


def truth(
    company: Company,
    *,
    levers: Iterable[str] = (),
    lever_from: date | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict:
    """Everything that is known of a company without counting its files.

    Parameters
    ----------
    company : Company
    levers : iterable of str
        As a person writes them (`company.lever`); each is moved by itself and, where there are several, all of them together.
    lever_from : date, optional
    progress : callable, optional

    Returns
    -------
    dict
        Plain values, ready for JSON. Rates are fractions from 0 to 1.
    """
    if progress:
        progress("working out the truth", 0, 1)
    run = long_run(company)
    read = [lever(text, company.trade) for text in levers]
    together = [[one] for one in read] + ([read] if len(read) > 1 else [])
    return {
        "version": VERSION,
        "company": company.trade.company,
        "trade": company.trade.name,
        "seed": company.seed,
        "currency": company.trade.currency,
        "zone": company.trade.zone,
        "first_day": company.trade.first_day.isoformat(),
        "last_day": company.trade.last_day.isoformat(),
        **({"changed": dict(company.changed)} if company.changed else {}),
        "parameters": _parameters(company),
        "drivers": [asdict(attribute) | {"weight": company.weight(attribute)} for attribute in company.trade.attributes],
        "planted": planted(company, run),
        "expected": {
            "customers": run.customers,
            "retention": run.retention,
            "per_customer": run.per_customer,
        },
        "levers": [moved(company, some, lever_from, progress=progress) for some in together],
    }


def _parameters(company: Company) -> dict:
    """The trade's numbers, in whole words."""
    trade = company.trade
    a, b = trade.leave
    effects = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(trade.effects).items()}
    return {
        "customers": company.customers,
        "usual_gap_days": trade.gap_days,
        "rate_shape": trade.rate_shape,
        "rhythm": trade.rhythm,
        "leave_a": a,
        "leave_b": b,
        "leave_mean": round(a / (a + b), 6),
        "order_value": trade.value_cents / 100,
        "order_value_shape": trade.value_shape,
        "order_value_spread": trade.value_spread,
        "season_per_cent": list(trade.season),
        "newcomers_last_day_over_first": trade.growth,
        "margin": trade.margin,
        "guests_per_customer": trade.guests,
        "channels": [{"name": c.name, "first_per_cent": c.first, "last_per_cent": c.last} for c in trade.channels],
        "markets_per_cent": dict(zip(MARKETS, trade.markets, strict=True)),
        "answer_share": trade.answer,
        "answer_slope": trade.answer_slope,
        "complaint_share": trade.complain,
        "complaint_share_where_the_driver_is_poor": trade.complain_poor,
        "effects": effects,
    }
