"""What `rapport.py show` prints of accounts, of distributors, retailers, partners and suppliers, and of markets."""

from __future__ import annotations

from analysis.relations import THRESHOLDS
from shows.view import COMMON, View

_RULED = COMMON | {"level", "cycle_days", *THRESHOLDS}


def _show_accounts(view: View):
    return _accounts(view)[0]


def _show_partners(view: View):
    from analysis.partners import partners

    result, grouped, known, belonging = _accounts(view)
    found, _table = partners(belonging, grouped, known.dealings, as_of=result.as_of, rule=grouped.rule, level=view.number("level", 0.95))
    return found


def _show_markets(view: View):
    from analysis.markets import market_of, markets
    from analysis.units import units
    from models.parties import parties

    people, company = view.relations()
    belonging = units(parties(view.store).parties)
    market = market_of(company.customers, belonging, people.customers)
    return markets(people, market, belonging, level=view.number("level", 0.95))


def _accounts(view: View):
    """Accounts, their relations, the parties, and which unit each belongs to."""
    from analysis.accounts import accounts
    from analysis.units import units
    from models.parties import parties

    people, company = view.relations()
    known = parties(view.store)
    belonging = units(known.parties)
    options = {"months": int(view.number("months", 3)), "currency": view.chosen.get("currency"), "level": view.number("level", 0.95)}
    result, _table, grouped = accounts(company, people, belonging, **options)
    return result, grouped, known, belonging


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "accounts": (_show_accounts, _RULED | {"currency", "months"}, False),
    "partners": (_show_partners, _RULED, False),
    "markets": (_show_markets, _RULED, False),
}
