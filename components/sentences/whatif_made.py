"""How the numbers of a scenario were made, in words."""

from analysis.chain import ORDER
from analysis.whatif.sensitivity import BAR_DRAWS
from components import words
from components.language import _


def whatif_made(one) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    world, result, options = one.basis.world, one.result, one.options
    ways = [way for way in one.chains if way is not None]
    made = [
        (
            _("Company"),
            _(
                "customers of {n} in six stages, moved on month by month by the moves of the last {steps} months, with what each stage "
                "brought and who came new (Pfeifer and Carraway, 2000); usual gap {days} days"
            ).format(
                n=words.count(result.customers), steps=words.count(world.steps), days=words.count(round(world.usual_gap_days))
            ),  # fmt: skip
        ),
        (
            _("Levers"),
            _(
                "changes of the moves, of what is brought, of who comes and of costs, all at once in the same run; the difference to the "
                "run without them, draw by draw (Rust, Lemon and Zeithaml, 2004)"
            ),  # fmt: skip
        ),
        (
            _("Interval"),
            _("customers drawn again {b} times through everything at once, percentiles of {level}; seed {seed}").format(
                b=words.count(one.basis.draws.number - 1), level=words.share(result.level), seed=words.count(result.seed)
            ),
        ),
        (
            _("What makes it uncertain"),
            _("{b} draws of one input at a time, the others as most likely").format(b=words.count(BAR_DRAWS)),
        ),
        (_("Money"), _("discounted at {rate} a year, each month at its end; cash not").format(rate=words.share(options.discount_rate))),
        (_("Currency"), _("{currency}; other currencies are left out").format(currency=result.currency)),
    ]
    if ways:
        made += _made_of_ratings(ways[0])
    return made


def _made_of_ratings(way) -> list[tuple[str, str]]:
    if way.by == ORDER:
        staying = _(
            "whether another order follows the one that an answer tells of, its logit on what the ratings explain of “{outcome}” and, "
            "apart, on the rest; each customer with a chance to leave of their own, by the orders before (Braun, Schweidel and Stein, 2015)"
        ).format(outcome=way.outcome)
    else:
        staying = _("logistic regression of an order within {n} days after the answer on that answer; each customer’s first answer").format(
            n=words.count(way.days)
        )
    return [
        (_("Satisfaction"), _("least squares of “{outcome}” on all attributes together").format(outcome=way.outcome)),
        (_("Staying"), staying),
        (
            _("From a rating to stages"),
            _("as many customers slip less a month as make today’s customers bring what the better rating brings by that link"),
        ),
        (
            _("Studies elsewhere"),
            _(
                "Mittal and others (2023, Marketing Letters 34) count 535 correlations, positive on average and very variable; Szymanski "
                "and Henard (2001, JAMS 29) about 0.5, mostly with intentions; Kumar, Dalla Pozza and Ganesh (2013, J. Retailing 89): "
                "satisfaction alone explains little"
            ),  # fmt: skip
        ),
    ]
