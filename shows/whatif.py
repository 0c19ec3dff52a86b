"""What `rapport.py show` prints of what would be if."""

from __future__ import annotations

from shows.company import show_causes
from shows.programmes import show_programme_effect
from shows.view import COMMON, OF_STAGES, Asked, View


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

    correlation = view.number("correlation", None)
    if correlation is not None:
        return from_literature(correlation)
    if "belief" not in view.chosen:
        return None
    return believe(*_three(view, "belief"))


def _show_business_case(view: View):
    """Read `costs=licences:2000:100,training:500:0` in whole units, once and a month; `answers=strategy.goals:no`; `kept=` as a belief."""
    import numpy as np

    from analysis.whatif.business_case import Cost, business_case, expected, keeping, readiness
    from analysis.whatif.standing import basis_of
    from models.errors import Refused
    from models.ingest.values import currency_digits
    from models.spending import spending

    relations, company = view.relations()
    nothing = np.zeros(0, dtype=np.int64)
    stands = basis_of(company, relations, revision=view.store.revision, spend=spending(view.store).spend, contacts=nothing)
    unit = 10 ** currency_digits(stands.world.currency)
    try:
        parts = [part.split(":") for part in filter(None, view.chosen.get("costs", "").split(","))]
        costs = [Cost(kind=kind, once=round(unit * float(once)), monthly=round(unit * float(monthly))) for kind, once, monthly in parts]
        answers = dict(part.split(":") for part in filter(None, view.chosen.get("answers", "").split(",")))
    except ValueError:
        raise Refused(
            found="costs or answers that can't be read",
            needed="KIND:ONCE:MONTHLY, and PILLAR.STATEMENT:ANSWER",
            do="part several by commas",
        ) from None
    if "kept" not in view.chosen:
        raise Refused(
            found="no belief of what the programme does",
            needed="the share of customers kept a month for it at least, most likely, at most",
            do="add --option kept=0,0.005,0.01",
        )
    options, ready = _options(view), readiness(answers)
    settings, effects = keeping(stands, _three(view, "kept"), int(view.number("begins", 3)), options)
    late, planned = (expected(stands, settings, delay, options, effects=effects) for delay in (ready.delay, 0))
    return business_case(late, planned, costs, ready, currency=stands.world.currency, customers=stands.world.customers, options=options)


def _show_goals(view: View):
    from analysis.goals import Goal, follow
    from models.goals import goals

    kept = goals(view.store)
    if not kept:
        return ()
    relations, company = view.relations()
    return tuple(
        follow(
            relations,
            Goal(name=one.name, measure=one.measure, since=one.since, baseline=one.baseline, target=one.target, by=one.by),
            company.as_of,
        )
        for one in kept
    )


def _options(view: View):
    from analysis.whatif.options import Options

    return Options(
        months=int(view.number("months", 36)),
        discount_rate=view.number("discount", 0.10),
        margin=view.number("margin", 1.0),
        seed=view.seed,
        level=view.number("level", 0.90),
    )


def _three(view: View, name: str) -> tuple[float, float, float]:
    from models.errors import Refused

    try:
        low, likely, high = (float(part) for part in view.chosen[name].split(","))
    except ValueError:
        raise Refused(
            found=f"{name}={view.chosen[name]}", needed="three numbers, LOW,LIKELY,HIGH", do="write five points as 0.05"
        ) from None
    return low, likely, high


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


def _show_next_euro(view: View):
    """Read `budget=` and `each=` in whole units of the currency, `kept=`, `elasticity=` as LOW,LIKELY,HIGH."""
    import numpy as np

    from analysis.whatif.next_euro import Keeping, next_euro
    from analysis.whatif.standing import basis_of
    from models.errors import Refused
    from models.ingest.values import currency_digits
    from models.spending import spending

    if "budget" not in view.chosen or "kept" not in view.chosen:
        raise Refused(
            found="no budget, or no belief of what it keeps",
            needed="money a month, and the share kept a month for it at least, most likely, at most",
            do="add --option budget=500 --option kept=0,0.005,0.01 --option each=1",
        )
    relations, company = view.relations()
    stands = basis_of(
        company,
        relations,
        revision=view.store.revision,
        field=view.chosen.get("by"),
        spend=spending(view.store).spend,
        contacts=np.zeros(0, dtype=np.int64),
    )
    unit = 10 ** currency_digits(stands.world.currency)
    spent = view.number("spent", None)
    return next_euro(
        stands,
        unit * view.number("budget", 0.0),
        Keeping(each=unit * view.number("each", 1.0), kept=_three(view, "kept"), most=view.number("most", 2.0)),
        spent=None if spent is None else unit * spent,
        elasticity=_three(view, "elasticity") if "elasticity" in view.chosen else None,
        options=_options(view),
    )


def _show_calculator(view: Asked):
    from analysis.whatif.calculator import Numbers, calculate
    from models.errors import Refused

    lacking = [name for name in ("margin", "retention") if name not in view.chosen]
    if lacking:
        raise Refused(found="no " + " and no ".join(lacking), needed="both", do="add --option margin=100 --option retention=0.8")
    usual = {"discount": 0.10, "cost": 0.0, "newcomers": 0.0, "customers": 0.0}
    said = {name: view.number(name, value) for name, value in usual.items()}
    return calculate(
        Numbers(
            margin=view.number("margin", None),
            retention=view.number("retention", None),
            discount_rate=said.pop("discount"),
            period=view.chosen.get("period", "year"),
            **said,
        )
    )


def _show_scenarios(view: View):
    """Compare the scenarios that the workspace keeps, all or those named by `scenarios=NAME|NAME`; without any, go on as today."""
    from analysis.whatif.comparison import compare
    from analysis.whatif.options import Options
    from analysis.whatif.scenario import Scenario, read
    from models.errors import Refused
    from models.scenarios import scenarios

    kept = {each.name: each for each in scenarios(view.store)}
    wanted = view.chosen["scenarios"].split("|") if "scenarios" in view.chosen else list(kept)
    missing = [name for name in wanted if name not in kept]
    if missing:
        raise Refused(found=f"no scenario {missing[0]}", needed=" or ".join(kept) or "one that is saved", do="save it on the page What if")
    chosen = [read(name, kept[name].said) for name in wanted] or [Scenario(name="as today", settings=(), options=Options())]
    return compare(basis(view, chosen[0].field), chosen)


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "calculator": (_show_calculator, frozenset({"margin", "retention", "discount", "cost", "newcomers", "customers", "period"}), False),
    "scenarios": (_show_scenarios, COMMON | {"scenarios"}, False),
    "chain": (
        _show_chain,
        COMMON
        | {"attribute", "better", "margin", "discount", "years", "days", "correlation", "belief", "currency"}
        | {"level", "seed", "resamples", "cycle_days"},
        False,
    ),
    "next-euro": (
        _show_next_euro,
        COMMON
        | OF_STAGES
        | {"budget", "each", "kept", "most", "elasticity", "spent", "by", "months", "discount", "margin", "level", "seed"},
        False,
    ),
    "business-case": (
        _show_business_case,
        COMMON | OF_STAGES | {"costs", "answers", "kept", "begins", "months", "discount", "margin", "level", "seed"},
        False,
    ),
    "goals": (_show_goals, COMMON | OF_STAGES, False),
}
