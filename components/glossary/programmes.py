"""Words of loyalty programmes."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="programme",
            name=_("loyalty programme"),
            also=(_("club"), _("reward programme"), _("membership"), _("member")),
            definition=_(
                "A club whose members get something for ordering again. Members order more than others nearly always; whether the programme"
                " did it is another question."
            ),
            source=_("Dowling and Uncles (1997), Do customer loyalty programs really work?, Sloan Management Review 38(4), 71–82"),
            pages=("programmes",),
            see=("penetration", "self-selection", "reward-ratio"),
        ),
        Term(
            key="penetration",
            name=_("penetration"),
            also=(_("share of customers who are members"),),
            definition=_(
                "Which part of all customers is in the programme now: joined, and not left. Of a brand the word means the part of a market"
                " that buys it at all."
            ),
            formula=_("members with an order / all customers"),
            source=_("Of a brand: Ehrenberg (1988), Repeat-Buying, 2nd ed.; of a programme: Rapport’s own definition"),
            pages=("programmes",),
            see=("programme", "reward-ratio"),
        ),
        Term(
            key="reward-ratio",
            name=_("reward ratio"),
            also=(_("bought for a unit of rewards"), _("cash value of rewards")),
            definition=_(
                "What members buy for each unit of money that they are given. Turned over it is what a reward gives back of the price. It"
                " is no return: most of what members buy they would have bought anyway."
            ),
            formula=_("net revenue as members / rewards, both in money; of rewards that say what they cost"),
            example=_("400 bought as members and rewards of 20: 20 for one, or 5 % back."),
            source=_("O’Brien and Jones (1995), Do rewards really create loyalty?, Harvard Business Review 73(3), 75–82"),
            pages=("programmes",),
            see=("programme", "burn-rate", "roi"),
        ),
        Term(
            key="burn-rate",
            name=_("burn rate"),
            also=(_("redemption rate"), _("breakage"), _("points spent")),
            definition=_(
                "Of the points that a programme has given, the part that members have spent. What nobody will ever spend is called"
                " breakage; what may yet be spent is owed. Of a young company the word means the money that goes out in a month beyond what"
                " comes in."
            ),
            formula=_("points spent / points given, over the same time"),
            source=_("IFRS 15, Revenue from Contracts with Customers, B39–B47, on points and on what of them is never redeemed"),
            see=("reward-ratio", "programme"),
        ),
        Term(
            key="cumulative-offer",
            name=_("offer that adds up"),
            also=(_("cumulative offer"), _("an offer adds up"), _("stamp card"), _("the tenth is free")),
            definition=_(
                "A reward after a number of orders. Rapport counts after how many orders as a member rewards came, and says so where one"
                " number stands before half of them or more."
            ),
            source=_("Kivetz, Urminsky and Zheng (2006), Journal of Marketing Research 43(1), 39–58; the rule: Rapport’s own"),
            pages=("programmes",),
            see=("programme", "birthday-offer"),
        ),
        Term(
            key="birthday-offer",
            name=_("birthday offer"),
            definition=_(
                "A reward that comes within a week of the birthday. It is told where that happens more than twice as often as chance would"
                " have it."
            ),
            formula=_("rewards within 7 days of the birthday / rewards of members whose birthday is known; by chance 15 / 365.25 = 4.1 %"),
            source=_("Rapport’s own rule"),
            pages=("programmes",),
            see=("programme", "cumulative-offer"),
        ),
        Term(
            key="naive-difference",
            name=_("naive difference"),
            also=(_("as it looks"), _("members against all others")),
            definition=_(
                "How many more members come back than others. It misleads twice: to join one must still be there, and who orders often can"
                " join often."
            ),
            formula=_("share of members who ordered lately − share of all others who did, in points"),
            source=_("Leenheer, van Heerde, Bijmolt and Smidts (2007), International Journal of Research in Marketing 24(1), 31–47"),
            pages=("programmes",),
            see=("matching", "self-selection", "immortal-time"),
        ),
        Term(
            key="matching",
            name=_("matching"),
            also=(_("with a like history"), _("matched"), _("like with like")),
            definition=_(
                "To compare those who joined with others of a like history before that: same quarter, as many orders, a like pace and"
                " spending. It removes what the records show, and nothing else."
            ),
            source=_(
                "Rosenbaum and Rubin (1983), Biometrika 70(1), 41–55; Hernán and Robins (2016), American Journal of Epidemiology 183,"
                " 758–764"
            ),
            pages=("programmes", "complaints"),
            see=("self-selection", "standardised-difference", "naive-difference", "mantel-haenszel"),
        ),
        Term(
            key="self-selection",
            name=_("self-selection"),
            also=(_("allowing for who joins"), _("selection bias")),
            definition=_(
                "Whoever would have stayed anyway is the one who joins. Then members stay longer though joining does nothing. What no"
                " record shows can be told, in part, from how many join after each further order."
            ),
            source=_(
                "Heckman (1979), Sample selection bias as a specification error, Econometrica 47(1), 153–161; Abbring and van den Berg"
                " (2003), Econometrica 71, 1491–1517"
            ),
            pages=("programmes", "lessons"),
            see=("matching", "experiment", "naive-difference"),
        ),
    )
