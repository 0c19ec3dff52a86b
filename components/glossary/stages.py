"""Words of the stages: where customers stand, and by which rule."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="stage",
            name=_("stage"),
            also=(_("stages of loyalty"), _("life cycle of a customer"), _("stage rule")),
            definition=_(
                "Where a relationship stands on a day: prospect, capture, maintenance, loyalty, at risk, abandoned or recovered. Everybody"
                " is in exactly one, by a rule that uses orders, contacts and cancellations up to that day and nothing later. Its"
                " thresholds are told here as they come; a company may move them."
            ),
            source=_("Phases of relationships: Dwyer, Schurr and Oh (1987), Journal of Marketing 51(2), 11–27; the rule: Rapport’s own"),
            pages=("stages", "ways", "value", "partners", "overview"),
            see=("usual-gap", "rho", "transition-matrix", "loyalty-ladder"),
        ),
        Term(
            key="prospect",
            name=_("prospect"),
            definition=_(
                "Somebody who got in touch or signed up and has not ordered yet. After four usual gaps without a word they are out of"
                " touch, and no prospect any more."
            ),
            source=_("Rapport’s own rule"),
            pages=("stages", "ways", "partners"),
            see=("stage", "capture", "funnel"),
        ),
        Term(
            key="capture",
            name=_("capture"),
            also=(_("first order"), _("newcomer")),
            definition=_("The stage of whoever has ordered on one day so far, and not longer ago than two usual gaps."),
            source=_("Rapport’s own rule"),
            pages=("stages", "ways", "value"),
            see=("stage", "maintenance", "acquisition"),
        ),
        Term(
            key="maintenance",
            name=_("maintenance"),
            definition=_("The stage of whoever has come again and is not late, with fewer than four days of orders since the last lapse."),
            source=_("Rapport’s own rule"),
            pages=("stages", "ways", "value"),
            see=("stage", "capture", "stage-loyalty"),
        ),
        Term(
            key="stage-loyalty",
            name=_("loyalty, the stage"),
            also=(_("stage of loyalty"),),
            definition=_(
                "The stage of whoever has ordered on four days or more without a lapse in between, and is not late now. It says what they"
                " do, not what they think; whoever also means it is truly loyal."
            ),
            source=_("Rapport’s own rule"),
            pages=("stages", "ways", "value", "partners"),
            see=("stage", "loyalty", "lapse"),
        ),
        Term(
            key="at-risk",
            name=_("at risk"),
            definition=_(
                "The stage of whoever has been silent for more than two of their own usual gaps, and not yet for four. Most who leave pass"
                " through it; some only pause."
            ),
            formula=_("2 < ρ ≤ 4; ρ: days since the last order / own usual gap"),
            source=_("Rapport’s own rule"),
            pages=("stages", "overview", "ways", "value", "partners"),
            see=("abandoned", "rho", "usual-gap"),
        ),
        Term(
            key="abandoned",
            name=_("abandoned"),
            also=(_("lost"), _("defected"), _("lapsed customer")),
            definition=_(
                "The stage of whoever cancelled, or has been silent for more than four of their own usual gaps. It begins on that day and"
                " is never dated back to the last order; a later return does not undo it."
            ),
            formula=_("ρ > 4; ρ: days since the last order / own usual gap"),
            source=_("Rapport’s own rule"),
            pages=("stages", "leaving", "ways", "overview", "value"),
            see=("at-risk", "recovered", "churn", "leaky-bucket"),
        ),
        Term(
            key="recovered",
            name=_("recovered"),
            also=(_("won back"), _("win-back"), _("came back")),
            definition=_("The stage of whoever ordered again after a lapse, and has not settled since: the last gap was the long one."),
            source=_("Rapport’s own rule; winning back: Stauss and Friege (1999), Journal of Service Research 1(4), 347–361"),
            pages=("stages", "ways", "value"),
            see=("abandoned", "lapse", "stage"),
        ),
        Term(
            key="usual-gap",
            name=_("usual gap"),
            also=(_("interpurchase time"), _("purchase cycle")),
            definition=_(
                "How many days usually lie between two orders. Of all customers it is the mean of all gaps that have closed. A customer’s"
                " own leans on that of all as long as there is little to go by: it counts like four gaps."
            ),
            formula=_("U = (4 g + sum of the own gaps) / (4 + m) days; g: the usual gap of all, m: own gaps; each counts as at most 4 U"),
            example=_("All: 30 days. Orders on days 0, 20 and 40: two gaps of 20, so U = (120 + 40) / 6 = 26.7 days."),
            source=_("Rapport’s own: the posterior mean of an exponential gap whose prior is worth four gaps"),
            pages=("stages", "leaving", "ways", "overview", "partners"),
            see=("rho", "lapse", "occasion"),
        ),
        Term(
            key="rho",
            name=_("ρ, how late somebody is"),
            also=(_("rho"), _("lateness")),
            definition=_("Days since the last order, measured by the customer’s own usual gap. 1 is on time, 2 is twice as long as usual."),
            formula=_("ρ = days since the last order / own usual gap"),
            example=_("30 days after the last order, with a usual gap of 26.7 days, ρ = 1.125."),
            source=_("Rapport’s own rule"),
            pages=("stages",),
            see=("usual-gap", "at-risk", "abandoned"),
        ),
        Term(
            key="lapse",
            name=_("lapse"),
            definition=_("A gap between two orders that was longer than four usual ones: the customer was away, and came back."),
            source=_("Rapport’s own rule"),
            pages=("stages", "ways"),
            see=("recovered", "usual-gap", "abandoned"),
        ),
        Term(
            key="transition-matrix",
            name=_("transition matrix"),
            also=(_("matrix of moves"), _("moves between stages"), _("Markov chain")),
            definition=_(
                "Of the people in each stage on one day, which share is in each stage some months later. Rows add up to 100 %. Taken month"
                " by month it also reckons what customers will bring."
            ),
            formula=_("people who went from one stage to another / people who were in the first"),
            source=_("Pfeifer and Carraway (2000), Journal of Interactive Marketing 14(2), 43–55"),
            pages=("stages", "value"),
            see=("stage", "stage-model", "credible-interval"),
        ),
        Term(
            key="loyalty-ladder",
            name=_("ladder of loyalty"),
            also=(_("ladder"),),
            definition=_(
                "A picture in which customers climb from prospect over customer and client to supporter and advocate. Whether they climb"
                " step by step is a question to the data: the page Ways tells how many come how far, and which way is commonest."
            ),
            source=_("Christopher, Payne and Ballantyne (1991), Relationship Marketing, Butterworth-Heinemann"),
            pages=("ways",),
            see=("stage", "funnel", "one-third"),
        ),
        Term(
            key="funnel",
            name=_("funnel"),
            definition=_(
                "How many entered a stage, how many left it deeper, down, out or back, and within which time. Customers go round and back"
                " in it; it is no straight pipe."
            ),
            source=_("The shares: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141–150"),
            pages=("ways",),
            see=("stage", "loyalty-ladder", "censoring"),
        ),
        Term(
            key="one-third",
            name=_("the one third"),
            also=(_("one third"),),
            definition=_(
                "A saying: a third of customers complete the whole way to loyalty. No data are known that it rests on; the page Ways lays"
                " it beside this company’s own share."
            ),
            source=_("A claim that is passed on; the test beside it is the exact binomial one"),
            pages=("ways", "lessons"),
            see=("stage", "loyalty-ladder"),
        ),
    )
