"""Words of the relationship: what binds a customer, what loyalty is, and what each side has of it."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="relationship-marketing",
            name=_("relationship marketing"),
            also=(_("customer relationship management"), _("CRM")),
            definition=_(
                "Marketing whose aim is the relationship and not the single sale: to win customers, to keep them and to enhance what each"
                " side has of it. A sale is then a step, and its worth is told by what follows."
            ),
            source=_(
                "Berry (1983), Relationship marketing, in Berry, Shostack and Upah (eds.), Emerging Perspectives on Services Marketing,"
                " 25–28; Grönroos (1994), Management Decision 32(2), 4–20"
            ),
            see=("transaction-marketing", "mutual-benefit", "retention", "loyalty"),
        ),
        Term(
            key="transaction-marketing",
            name=_("transaction marketing"),
            definition=_(
                "Marketing whose aim is the next sale, to whomever. It counts orders and what each brings; whether the same people come"
                " again is not asked. It can be right where customers switch at no cost."
            ),
            source=_("Jackson (1985), Build customer relationships that last, Harvard Business Review 63(6), 120–128"),
            see=("relationship-marketing", "marketing-mix", "switching-cost"),
        ),
        Term(
            key="bond",
            name=_("bond"),
            also=(_("tied"), _("by choice"), _("lock-in")),
            definition=_(
                "What holds a customer other than liking: a contract that runs, a membership, an end date, or a word in the customers’ file"
                " that says so. Whoever is tied and discontent may leave the day the tie ends."
            ),
            source=_(
                "Bendapudi and Berry (1997), Journal of Retailing 73(1), 15–37; the kinds of tie are those that records can show, chosen by"
                " Rapport"
            ),
            pages=("loyalty",),
            see=("bond-levels", "loyalty", "switching-cost", "contract"),
        ),
        Term(
            key="bond-levels",
            name=_("levels of bonds"),
            also=(_("financial bond"), _("social bond"), _("structural bond")),
            definition=_(
                "Three ways to bind, each harder to copy than the one before: by price (financial), by people who know each other (social),"
                " and by making the customer’s own work lean on the supplier’s (structural)."
            ),
            source=_("Berry and Parasuraman (1991), Marketing Services: Competing Through Quality, Free Press"),
            see=("bond", "programme", "switching-cost"),
        ),
        Term(
            key="switching-cost",
            name=_("switching cost"),
            definition=_(
                "What it costs a customer to go elsewhere: time and worry, money and rewards lost, people no longer met. High switching"
                " costs keep even those who would rather go."
            ),
            source=_("Burnham, Frels and Mahajan (2003), Journal of the Academy of Marketing Science 31(2), 109–126"),
            see=("bond", "spurious-loyalty"),
        ),
        Term(
            key="contract",
            name=_("contract"),
            also=(_("subscription"), _("contractual setting"), _("renewal")),
            definition=_(
                "A relationship in which payments come in an even rhythm and leaving is seen: a renewal that does not come. Rapport speaks"
                " of a contract where four fifths of the gaps between orders lie near the middle one. Without it, leaving is silent and"
                " must be told from how long somebody has been away."
            ),
            source=_("The distinction: Fader and Hardie (2007), Journal of Interactive Marketing 21(1), 76–90; the rule: Rapport’s own"),
            pages=("loyalty", "value"),
            see=("bond", "attrition", "sbg"),
        ),
        Term(
            key="loyalty",
            name=_("loyalty"),
            also=(_("truly loyal"), _("true loyalty"), _("the fields")),
            definition=_(
                "To come again and to mean it: orders that follow one another without a lapse, and a high answer when asked. On the page"
                " Loyalty whoever has both is called truly loyal. As a stage (see there) the word tells of orders alone."
            ),
            source=_("Dick and Basu (1994), Journal of the Academy of Marketing Science 22(2), 99–113; the thresholds are Rapport’s own"),
            pages=("loyalty", "stages", "ways"),
            see=("attitude", "latent-loyalty", "spurious-loyalty", "no-loyalty", "stage-loyalty"),
        ),
        Term(
            key="latent-loyalty",
            name=_("latent loyalty"),
            also=(_("latent"),),
            definition=_(
                "A high answer without regular orders: people who would, and don’t. Often something stands in the way that can be changed,"
                " such as distance, range or price."
            ),
            source=_("Dick and Basu (1994), Journal of the Academy of Marketing Science 22(2), 99–113"),
            pages=("loyalty",),
            see=("loyalty", "spurious-loyalty", "attitude"),
        ),
        Term(
            key="spurious-loyalty",
            name=_("spurious loyalty"),
            also=(_("spurious"), _("false loyalty"), _("inertia")),
            definition=_(
                "Regular orders and a low answer: from habit, for want of another, or because something ties them. They look like the best"
                " customers in every list of orders, and may leave with the reason."
            ),
            source=_("Dick and Basu (1994), Journal of the Academy of Marketing Science 22(2), 99–113"),
            pages=("loyalty", "lessons"),
            see=("loyalty", "bond", "attitude"),
        ),
        Term(
            key="no-loyalty",
            name=_("no loyalty"),
            also=(_("neither loyal nor content"),),
            definition=_(
                "Neither regular orders nor a high answer. Who never answered is in none of the four fields, and is counted apart."
            ),
            source=_("Dick and Basu (1994), Journal of the Academy of Marketing Science 22(2), 99–113"),
            pages=("loyalty",),
            see=("loyalty", "latent-loyalty"),
        ),
        Term(
            key="loyalty-phases",
            name=_("phases of loyalty"),
            also=(_("cognitive, affective, conative and action loyalty"),),
            definition=_(
                "Loyalty may grow in four steps: to think the offer better, to like it, to mean to buy it again, and to do so against"
                " obstacles. What is said in a survey mostly shows the first three, what is ordered the last."
            ),
            source=_("Oliver (1999), Whence consumer loyalty?, Journal of Marketing 63 (special issue), 33–44"),
            see=("loyalty", "attitude", "satisfaction"),
        ),
        Term(
            key="attitude",
            name=_("attitude"),
            also=(_("content"), _("declared loyalty")),
            definition=_(
                "What somebody says of the company when asked. Rapport takes the last answer to one question, and calls it high in the top"
                " third of its scale: 4 or 5 of 5, 7 or more of 10."
            ),
            source=_("The pair of attitude and behaviour: Dick and Basu (1994); the third: Rapport’s own"),
            pages=("loyalty",),
            see=("behaviour", "loyalty", "recommendation-score"),
        ),
        Term(
            key="behaviour",
            name=_("behaviour"),
            definition=_(
                "What somebody does, whatever they say. It is high where the last three days with an order or more came without a lapse,"
                " the last of them no more than two usual gaps ago, and the customer has not cancelled."
            ),
            source=_("Dick and Basu (1994); the thresholds are those of Rapport’s stage rule"),
            pages=("loyalty",),
            see=("attitude", "usual-gap", "lapse"),
        ),
        Term(
            key="loyalty-index",
            name=_("loyalty index"),
            also=(_("index"), _("coverage")),
            definition=_(
                "A number from 0 to 100 for each customer, made of six groups of signs: what is ordered, renewal, contacts, recommendation,"
                " taking part and what is declared. What is not known of somebody is left out with its weight; coverage says how much was"
                " known."
            ),
            formula=_("Σ W u / Σ W over the groups that are known; u: the mean of a group’s signs, 0 to 100; W: its weight, 100 in all"),
            source=_("Rapport’s own; the weights are judgement and can be set"),
            pages=("loyalty",),
            see=("loyalty", "share-of-wallet", "recommendation-score"),
        ),
        Term(
            key="trust",
            name=_("trust"),
            definition=_(
                "That somebody relies on the company to do what it said. Rapport measures the part that answers can show: what was received"
                " against what was expected."
            ),
            source=_("Morgan and Hunt (1994), Journal of Marketing 58(3), 20–38; the measure: Parasuraman, Zeithaml and Berry (1988)"),
            pages=("answers",),
            see=("commitment", "gap", "expectation"),
        ),
        Term(
            key="commitment",
            name=_("commitment"),
            definition=_(
                "The wish to keep a relationship because it is worth an effort. With trust it is what makes people cooperate and stay."
            ),
            source=_("Morgan and Hunt (1994), The commitment–trust theory of relationship marketing, Journal of Marketing 58(3), 20–38"),
            see=("trust", "loyalty"),
        ),
        Term(
            key="mutual-benefit",
            name=_("mutual benefit"),
            also=(_("win–win"), _("what customers get out of it")),
            definition=_(
                "That both sides have more of the relationship than without it. What if tells of each lever what it brings the company and"
                " what it gives to customers or takes from them, and warns where one pays for the other."
            ),
            source=_("Grönroos (1994), Management Decision 32(2), 4–20; Gummesson, Total Relationship Marketing"),
            pages=("whatif",),
            see=("customer-delivered-value", "relationship-marketing"),
        ),
        Term(
            key="referral",
            name=_("referral"),
            also=(_("word of mouth"), _("recommendation")),
            definition=_(
                "That a customer brings another. A referral is recorded with who made it and who came; word of mouth is what people say to"
                " one another, recorded or not."
            ),
            source=_(
                "Arndt (1967), Journal of Marketing Research 4(3), 291–295; Schmitt, Skiera and Van den Bulte (2011), Journal of Marketing"
                " 75(1), 46–59"
            ),
            pages=("whatif", "loyalty"),
            see=("recommendation-score", "acquisition"),
        ),
        Term(
            key="share-of-wallet",
            name=_("share of wallet"),
            also=(_("share of potential"), _("exclusivity")),
            definition=_(
                "The part of what a customer spends on such things anywhere that is spent here. Orders do not tell it: it needs a column of"
                " the customers’ file."
            ),
            formula=_("spent here / spent on such things with anybody"),
            source=_("Cooil, Keiningham, Aksoy and Hsu (2007), Journal of Marketing 71(1), 67–83"),
            see=("loyalty-index", "penetration"),
        ),
    )
