"""What `rapport.py show` prints of what would be if."""

from __future__ import annotations

from shows.company import show_causes
from shows.programmes import show_programme_effect
from shows.view import COMMON, View


def known_links(view: View):
    """Return the links from ratings to money of a workspace."""
    from analysis.driver_model import prepare
    from analysis.links import links

    known = view.company_with_orders()
    (asked, _), (every, _) = view.survey(), view.survey(every=True)
    days = view.number("days", None)
    return links(
        prepare(asked),
        asked,
        every,
        known.occasions,
        view.ledger(known),
        days=None if days is None else max(int(days), 1),
        resamples=max(view.resamples, 1),
        seed=view.seed,
        level=view.number("level", 0.90),
    )


def _show_chain(view: View):
    from analysis.chain import DISCOUNT_RATE, YEARS, chain
    from models.errors import Refused

    found = known_links(view)
    if "attribute" not in view.chosen:
        names = ", ".join(item.name for item in found.items)
        raise Refused(found="no attribute to rate better", needed=f"one of {names}", do="add --option attribute=NAME")
    endless = view.chosen.get("years") == "none"
    return chain(
        found,
        view.chosen["attribute"],
        view.number("better", 0.5),
        margin=view.number("margin", None),
        discount_rate=view.number("discount", DISCOUNT_RATE),
        years=None if endless else view.number("years", YEARS),
        belief=_belief(view),
    )


def _belief(view: View):
    """Read `correlation=0.3`, or `belief=0.02,0.05,0.08`."""
    from analysis.beliefs import believe, from_literature
    from models.errors import Refused

    correlation = view.number("correlation", None)
    if correlation is not None:
        return from_literature(correlation)
    if "belief" not in view.chosen:
        return None
    try:
        low, likely, high = (float(part) for part in view.chosen["belief"].split(","))
    except ValueError:
        raise Refused(
            found=f"belief={view.chosen['belief']}", needed="three numbers, LOW,LIKELY,HIGH", do="write five points as 0.05"
        ) from None
    return believe(low, likely, high)


def basis(view: View, field: str | None = None):
    """Return what every scenario of a workspace stands on."""
    import numpy as np

    from analysis.errors import Refused
    from analysis.whatif.standing import basis_of
    from models.contacts import contacts
    from models.spending import spending

    relations, company = view.relations()
    try:
        links = known_links(view)
    except Refused:  # too few answers: its levers ask for a belief
        links = None
    days = contacts(view.store).contacts["happened_at"].drop_nulls().to_numpy()
    return basis_of(
        company,
        relations,
        revision=view.store.revision,
        field=field,
        links=links,
        causes=_known_causes(view),
        programme=_known_effect(view),
        spend=spending(view.store).spend,
        contacts=days.astype("datetime64[D]").astype(np.int64),
    )


def _known_causes(view: View):
    from models.answers import answers

    return show_causes(view) if len(answers(view.store).complaints) else None


def _known_effect(view: View):
    from models.programmes import programmes

    return show_programme_effect(view) if len(programmes(view.store).memberships) else None


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "chain": (
        _show_chain,
        COMMON
        | {"attribute", "better", "margin", "discount", "years", "days", "correlation", "belief", "currency"}
        | {"level", "seed", "resamples", "cycle_days"},
        False,
    )
}
