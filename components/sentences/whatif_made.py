"""How the numbers of what would be if were made, in words."""

from analysis.chain import ORDER
from components import words
from components.language import _


def whatif_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (_("Satisfaction"), _("least squares of “{outcome}” on all attributes together").format(outcome=result.outcome)),
        *(_made_by_order(result) if result.by == ORDER else _made_by_period(result)),
        (
            _("Interval"),
            _("customers drawn again {b} times through all links at once, percentiles of {level}; seed {seed}").format(
                b=words.count(result.resamples), level=words.share(result.level), seed=words.count(result.seed)
            ),
        ),
        (_("Customers of today"), _("who ordered in the last {n} days").format(n=words.count(result.days))),
        (
            _("Studies elsewhere"),
            _("Mittal and others (2023, Marketing Letters 34) count 535 correlations, positive on average and very variable; Szymanski and "
              "Henard (2001, JAMS 29) about 0.5, mostly with intentions; Kumar, Dalla Pozza and Ganesh (2013, J. Retailing 89): "
              "satisfaction alone explains little"),  # fmt: skip
        ),
        (_("Currency"), _("{currency}; other currencies are left out").format(currency=result.currency)),
    ]

def _made_by_period(result) -> list[tuple[str, str]]:
    return [
        (
            _("Staying"),
            _("logistic regression of an order within {n} days after the answer on that answer; each customer’s first answer").format(
                n=words.count(result.days)
            ),
        ),
        (
            _("Value"),
            _("m · q · (1 − q^H) / (1 − q), q = r / (1 + d): r the chance to stay a period of {n} days, d its discount, m what one who "
              "stays brings at its end, H = {periods} periods; of each customer’s own r, then the mean (Gupta and Lehmann, 2003)").format(
                n=words.count(result.days), periods=words.count(result.periods)
            ),  # fmt: skip
        ),
    ]


def _made_by_order(result) -> list[tuple[str, str]]:
    return [
        (
            _("Staying"),
            _("whether another order follows the one that an answer tells of, its logit on what the ratings explain of “{outcome}” and, "
              "apart, on the rest; each customer with a chance to leave of their own, by the orders before (Braun, Schweidel and Stein, "
              "2015)").format(outcome=result.outcome),  # fmt: skip
        ),
        (
            _("Value"),
            _("orders at a pace of each customer’s own until they leave, discounted, times what an order of the last half-year brought; "
              "paces are gamma, chances to leave beta (Batislam, Denizel and Filiztekin, 2007), with a level of their own lately"),
        ),
    ]
