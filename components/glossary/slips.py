"""Words of how numbers fool."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="simpsons-paradox",
            name=_("Simpson’s paradox"),
            also=(_("mixed groups"), _("mix effect"), _("average of averages")),
            definition=_(
                "Something is so in each group and the other way round in the whole, because the groups have other sizes. Retention can"
                " rise in every channel and fall in the company, if more customers come by the channel that keeps fewest."
            ),
            example=_(
                "Last year 80 of 100 and 40 of 100 stay: 60 %. This year 90 of 100 and 200 of 400: 58 %, though both groups rose by 10"
                " points."
            ),
            source=_("Simpson (1951), Journal of the Royal Statistical Society B 13, 238–241"),
            pages=("lessons",),
            see=("mantel-haenszel", "pooled-share", "confounding"),
        ),
        Term(
            key="survivorship-bias",
            name=_("survivorship bias"),
            also=(_("more, or others left"), _("survivors")),
            definition=_(
                "To look at those who are still there and take them for all. Old customers bring more, not always because they grew: those"
                " who brought little have left. The page Money tells the two apart."
            ),
            source=_("Brown, Goetzmann, Ibbotson and Ross (1992), Review of Financial Studies 5(4), 553–580"),
            pages=("money", "lessons"),
            see=("heterogeneity", "immortal-time", "nonresponse"),
        ),
        Term(
            key="regression-to-the-mean",
            name=_("regression to the mean"),
            definition=_(
                "What was extreme by luck is less so the next time, without anybody having done anything. The worst rated shop gets better,"
                " the best customers of a year buy less in the next."
            ),
            source=_("Galton (1886), Journal of the Anthropological Institute 15, 246–263"),
            see=("experiment", "gamma-gamma", "recovery-paradox"),
        ),
        Term(
            key="confounding",
            name=_("confounding"),
            also=(_("third variable"), _("hidden cause"), _("confounder")),
            definition=_(
                "A third thing that brings about both, so that one seems to bring about the other: who lives near comes often and is"
                " content, and neither made the other."
            ),
            source=_("Pearl (2009), Causality, 2nd ed., Cambridge University Press"),
            see=("association", "matching", "experiment"),
        ),
        Term(
            key="mere-correlate",
            name=_("mere correlate"),
            also=(_("goes along with a driver"), _("what only looks so")),
            definition=_(
                "Something that goes with satisfaction only because it goes with what moves it. Taken alone it looks like a driver; with"
                " the driver beside it nothing is left of it."
            ),
            source=_("The demonstration companies hold one, planted; the regression that tells it: see driver"),
            pages=("satisfaction",),
            see=("driver", "association", "confounding"),
        ),
        Term(
            key="heterogeneity",
            name=_("heterogeneity"),
            also=(_("what it can’t know"), _("two kinds of customers")),
            definition=_(
                "That customers differ. Those who leave easily leave first, so that whoever is left looks more loyal with every month; and"
                " what the average customer is worth is not the average of what customers are worth."
            ),
            example=_(
                "Half stay at 90 %, half at 50 % a year: for a margin of 100 at 10 % discount they are worth 267 on average. Their mean"
                " retention, 70 %, says 175."
            ),
            source=_(
                "Fader and Hardie (2010), Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity, Marketing"
                " Science 29(1), 85–93"
            ),
            pages=("calculator", "lessons"),
            see=("lifetime-value", "sbg", "survivorship-bias"),
        ),
        Term(
            key="immortal-time",
            name=_("immortal time"),
            also=(_("had to live to see it"),),
            definition=_(
                "Time in which somebody can’t have been lost, for otherwise they would not be in the group. Who joined after a year has"
                " stayed a year by definition; so members seem to stay longer than others."
            ),
            source=_("Suissa (2008), Immortal time bias in pharmacoepidemiology, American Journal of Epidemiology 167(4), 492–499"),
            see=("landmark", "naive-difference", "survivorship-bias"),
        ),
        Term(
            key="nonresponse",
            name=_("who did not answer"),
            also=(_("nonresponse bias"), _("who answered"), _("respondents")),
            definition=_(
                "Those who answer are often busier customers, or angrier, than the others. The page Answers shows in what the two differ by"
                " what was known of them before, and what the result would be if each stood for its like."
            ),
            source=_("Groves (2006), Public Opinion Quarterly 70(5), 646–675"),
            pages=("answers",),
            see=("response-rate", "weighting", "standardised-difference"),
        ),
        Term(
            key="halo",
            name=_("halo"),
            also=(_("halo effect"), _("good mood")),
            definition=_(
                "One good or bad impression colours all ratings. Then they go together more than the things themselves do, and single"
                " drivers are hard to tell apart."
            ),
            source=_("Thorndike (1920), A constant error in psychological ratings, Journal of Applied Psychology 4, 25–29"),
            see=("entangled", "reliability", "driver"),
        ),
    )
