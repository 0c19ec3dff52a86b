"""What `rapport.py show` prints of loyalty programmes: what they are, and whether they keep anybody."""

from __future__ import annotations

from shows.view import COMMON, View


def _described(view: View):
    """Return what is known of programmes, what was read of them, and the company."""
    from analysis.programmes import programmes
    from models.programmes import programmes as read
    from models.spending import spending

    company, kept = view.company_with_orders(), read(view.store)
    found = programmes(
        kept.memberships,
        kept.rewards,
        kept.birthdays,
        occasions=company.occasions,
        ledger=view.ledger(company),
        spend=spending(view.store).spend,
        level=view.number("level", 0.95),
    )
    return found, kept, company


def _show_programmes(view: View):
    return _described(view)[0]


def show_programme_effect(view: View):
    from analysis.programme_effect import programme_effect
    from models.errors import Refused

    found, kept, company = _described(view)
    programme, names = view.chosen.get("programme"), [one.name for one in found.programmes]
    if programme is not None and programme not in names:
        raise Refused(found=f"programme={programme}", needed=" or ".join(names) or "any member", do="name it as the file does")
    return programme_effect(
        kept.memberships,
        occasions=company.occasions,
        ledger=view.ledger(company),
        usual_gap_days=company.usual_gap.days,
        gaps=view.terms().rule.abandoned,
        programme=programme,
        cost_a_day=found.cost_a_day if programme is None else None,
        level=view.number("level", 0.90),
    )


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "programmes": (_show_programmes, COMMON | {"currency", "level"}, False),
    "programme-effect": (show_programme_effect, COMMON | {"programme", "currency", "cycle_days", "abandoned", "level"}, False),
}
