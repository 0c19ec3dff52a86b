"""Words of satisfaction, complaints and the people who serve."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="satisfaction",
            name=_("satisfaction"),
            also=(_("satisfied"), _("CSAT"), _("customer satisfaction"), _("two best answers")),
            definition=_(
                "How content somebody says to be with all of it. Told as a mean on its scale, or as the share of the two best answers: 4"
                " and 5 of 5, 9 and 10 of 10."
            ),
            formula=_("share of the two best = answers at the two best steps / all answers"),
            source=_(
                "Oliver (1980), Journal of Marketing Research 17(4), 460–469; the measures compared: Morgan and Rego (2006), Marketing"
                " Science 25(5), 426–439"
            ),
            pages=("satisfaction", "answers", "stages", "ask"),
            see=("expectation", "driver", "recommendation-score", "nonresponse"),
        ),
        Term(
            key="attribute",
            name=_("attribute"),
            also=(_("performance"), _("rating")),
            definition=_(
                "One thing that a survey asks to rate: delivery, advice, parking. Its rating is called performance, and belongs to people,"
                " product or premises."
            ),
            source=_("Parasuraman, Zeithaml and Berry (1988), Journal of Retailing 64, 12–40"),
            pages=("satisfaction", "ask"),
            see=("satisfaction", "importance", "gap"),
        ),
        Term(
            key="expectation",
            name=_("expectation"),
            also=(_("expected"), _("disconfirmation"), _("expected against received")),
            definition=_(
                "What somebody thought they would get. Satisfaction follows what was received against it as much as what was received."
                " Asked afterwards, it leans towards what came."
            ),
            source=_(
                "Oliver (1980), Journal of Marketing Research 17(4), 460–469; Cronin and Taylor (1992), Journal of Marketing 56(3), 55–68"
            ),
            pages=("satisfaction", "answers"),
            see=("gap", "trust", "satisfaction"),
        ),
        Term(
            key="gap",
            name=_("gap"),
            also=(_("received less expected"), _("SERVQUAL")),
            definition=_("Performance minus expectation of those who rated both. Never the difference of two means over different people."),
            formula=_("mean of (performance − expectation), in points of the scale"),
            example=_("Rated 4, 3 and 5 where 5, 4 and 4 were expected: (−1 − 1 + 1) / 3 = −0.3 points."),
            source=_("Parasuraman, Zeithaml and Berry (1988), SERVQUAL, Journal of Retailing 64, 12–40"),
            pages=("satisfaction", "answers"),
            see=("expectation", "trust", "importance-performance"),
        ),
        Term(
            key="importance",
            name=_("importance"),
            also=(_("weight"), _("stated importance"), _("derived importance")),
            definition=_(
                "How much an attribute matters. Stated: what customers say when asked. Derived: what it carries of the differences in"
                " overall satisfaction. The two often disagree, as people call important what they take for granted."
            ),
            source=_(
                "Martilla and James (1977), Journal of Marketing 41(1), 77–79; the derived one: Grömping (2006), Journal of Statistical"
                " Software 17(1)"
            ),
            pages=("satisfaction",),
            see=("driver", "importance-performance", "lmg"),
        ),
        Term(
            key="importance-performance",
            name=_("importance–performance map"),
            also=(_("map of weight against rating"), _("IPA"), _("quadrant"), _("low priority"), _("overkill")),
            definition=_(
                "Attributes by how they are rated and how much they matter, parted by the means into four fields: keep up, concentrate,"
                " overkill, low priority. Near a line an attribute may belong to either field."
            ),
            source=_("Martilla and James (1977), Importance-performance analysis, Journal of Marketing 41(1), 77–79"),
            pages=("satisfaction",),
            see=("importance", "gap", "plan"),
        ),
        Term(
            key="driver",
            name=_("driver"),
            also=(_("driver of satisfaction"), _("what moves satisfaction"), _("coefficient")),
            definition=_(
                "An attribute that goes with satisfaction even where all others are the same: by how many points satisfaction is higher for"
                " one point of it. What only goes along with a driver looks like one when taken alone."
            ),
            formula=_("the coefficient of a least-squares line of the overall answer on all ratings together"),
            source=_("MacKinnon and White (1985), Journal of Econometrics 29, 305–325, for its interval"),
            pages=("satisfaction", "whatif", "lessons"),
            see=("lmg", "entangled", "association", "mere-correlate"),
        ),
        Term(
            key="lmg",
            name=_("LMG"),
            also=(_("explained"), _("Shapley value"), _("relative weights")),
            definition=_(
                "What an attribute adds to what is explained of satisfaction, averaged over all orders in which attributes can enter."
                " Shares are never negative and add up to all that is explained."
            ),
            formula=_("mean over all orders of R²(those before it and it) − R²(those before it)"),
            source=_(
                "Lindeman, Merenda and Gold (1980); Grömping (2006), Journal of Statistical Software 17(1); from 13 attributes on: Johnson"
                " (2000)"
            ),
            pages=("satisfaction",),
            see=("driver", "importance", "entangled"),
        ),
        Term(
            key="entangled",
            name=_("entangled"),
            also=(_("collinearity"), _("multicollinearity")),
            definition=_(
                "Two attributes that are rated so alike that the data can’t divide between them what they carry. A negative coefficient of"
                " one of them never means that better is worse."
            ),
            source=_("Belsley, Kuh and Welsch (1980), Regression Diagnostics, Wiley; the limits: Rapport’s own"),
            pages=("satisfaction",),
            see=("driver", "halo", "lmg"),
        ),
        Term(
            key="plan",
            name=_("what to fix first"),
            also=(_("fix first"), _("the plan")),
            definition=_(
                "Attributes that surely go with satisfaction and surely fall short: rated lower than others by the same people, or less"
                " than was expected. The one with the largest effect stands first."
            ),
            source=_("Rapport’s own rule"),
            pages=("satisfaction",),
            see=("driver", "gap", "importance-performance"),
        ),
        Term(
            key="kano",
            name=_("Kano’s kinds of quality"),
            also=(_("Kano model"), _("what is taken for granted, and what delights"), _("must-be"), _("delighter")),
            definition=_(
                "Some things only hurt when they are poor (basic), some please the more the better they are (performance), some delight"
                " when they are there and are not missed otherwise (excitement)."
            ),
            source=_("Kano, Seraku, Takahashi and Tsuji (1984), Journal of the Japanese Society for Quality Control 14(2), 39–48"),
            pages=("satisfaction",),
            see=("penalty-reward", "expectation"),
        ),
        Term(
            key="penalty-reward",
            name=_("penalty and reward"),
            also=(_("poor and good ratings"), _("penalty–reward contrast"), _("asymmetry")),
            definition=_(
                "How much lower satisfaction is with a poor rating, and how much higher with a very good one, against one between. If the"
                " penalty is the larger, the attribute only hurts when it is poor."
            ),
            formula=_("asymmetry = reward + penalty, in points of overall satisfaction; a penalty is below 0"),
            example=_("A penalty of −3.0 and a reward of 0.5: asymmetry −2.5, a basic thing."),
            source=_("Brandt (1987); Mikulić and Prebežac (2011), Managing Service Quality 21, 46–66"),
            pages=("satisfaction",),
            see=("kano", "driver"),
        ),
        Term(
            key="recommendation-score",
            name=_("recommendation score"),
            also=(_("NPS"), _("net promoter score"), _("would recommend"), _("promoter"), _("detractor")),
            definition=_(
                "Of those who say from 0 to 10 how likely they are to recommend: the share of 9 and 10 less the share of 0 to 6. It runs"
                " from −100 to 100, and few answers leave it very uncertain."
            ),
            formula=_("100 · (answers of 9 and 10 − answers of 0 to 6) / all answers"),
            example=_("50 of 9 and 10, 30 of 7 and 8, 20 of 0 to 6: a score of 30."),
            source=_(
                "Reichheld (2003), The one number you need to grow, Harvard Business Review 81(12), 46–54; its interval: Rocks (2016), The"
                " American Statistician 70, 365–372"
            ),
            pages=("satisfaction", "loyalty", "ask"),
            see=("satisfaction", "referral", "attitude"),
        ),
        Term(
            key="satisfaction-index",
            name=_("satisfaction index"),
            also=(_("additive index"),),
            definition=_(
                "One number from 0 to 100 for each customer: all ratings as shares of their scales, weighted by how important the customer"
                " calls each. What was not rated is left out with its weight."
            ),
            formula=_("100 · Σ w (rating − lowest) / (highest − lowest) / Σ w"),
            example=_("Ratings of 5 and 3 of 1 to 5, the first twice as important: 100 · (2 · 1 + 1 · 0.5) / 3 = 83."),
            source=_("Rapport’s own definition, after the multi-attribute models of Fishbein (1963), Human Relations 16(3), 233–239"),
            pages=("satisfaction",),
            see=("satisfaction", "importance", "reliability"),
        ),
        Term(
            key="reliability",
            name=_("Cronbach’s alpha"),
            also=(_("reliability"), _("alpha")),
            definition=_(
                "Whether several questions measure one thing. Below 0.6 build no index of them; above 0.95 they ask the same twice."
                " Questions that make something up without meaning the same need no high alpha."
            ),
            formula=_("k / (k − 1) · (1 − Σ variance of each question / variance of their sum); k: questions"),
            source=_("Cronbach (1951), Psychometrika 16, 297–334; its interval: Feldt, Woodruff and Salih (1987)"),
            pages=("answers",),
            see=("satisfaction-index", "halo"),
        ),
        Term(
            key="wave",
            name=_("wave"),
            definition=_("Answers that were gathered in one go. Whoever answers twice in a wave counts once, by the last questionnaire."),
            source=_("Rapport’s own definition"),
            pages=("answers",),
            see=("response-rate", "nonresponse"),
        ),
        Term(
            key="response-rate",
            name=_("response rate"),
            definition=_(
                "Of the customers who could have been asked in a wave, who answered. A low one is no fault by itself; what matters is"
                " whether those who answered differ from the others."
            ),
            formula=_("customers who answered in a wave / customers whose first order lies on or before its last day"),
            source=_("Groves (2006), Nonresponse rates and nonresponse bias in household surveys, Public Opinion Quarterly 70(5), 646–675"),
            pages=("answers",),
            see=("nonresponse", "weighting", "standardised-difference"),
        ),
        Term(
            key="weighting",
            name=_("weighting"),
            also=(_("weighted"), _("post-stratification"), _("effective n")),
            definition=_(
                "To let each answer count for as many customers as it stands for. It makes up for what the cells know, such as newcomers or"
                " a stage, and not for the content of a cell answering more often than its others."
            ),
            formula=_("weight = a cell’s share of the customers / its share of the answers, 5 at most; effective n = (Σ w)² / Σ w²"),
            source=_("Kish (1965), Survey Sampling, Wiley"),
            pages=("answers",),
            see=("nonresponse", "response-rate"),
        ),
        Term(
            key="complaint",
            name=_("complaint"),
            also=(_("voice"), _("complaint management")),
            definition=_(
                "A customer who says that something was wrong, in place of leaving without a word. Those who complain have just ordered and"
                " often care; so they are compared with orders, not with all customers."
            ),
            source=_(
                "Hirschman (1970), Exit, Voice, and Loyalty; Fornell and Wernerfelt (1987), Journal of Marketing Research 24(4), 337–346"
            ),
            pages=("complaints", "leaving"),
            see=("recovery", "recovery-paradox", "causes-of-loss"),
        ),
        Term(
            key="recovery",
            name=_("service recovery"),
            also=(_("closed soon"), _("settled in time"), _("complaint resolution")),
            definition=_(
                "To put right what went wrong. Rapport sets customers whose complaint was settled within three days beside those settled"
                " later or never, and beside orders that nobody had complained of."
            ),
            source=_("Stauss and Seidel (2019), Effective Complaint Management, 2nd ed.; the comparison: Rapport’s own"),
            pages=("complaints",),
            see=("recovery-paradox", "complaint"),
        ),
        Term(
            key="recovery-paradox",
            name=_("recovery paradox"),
            definition=_(
                "The claim that a customer whose complaint was put right well is more loyal than one who had no trouble. For what people"
                " say it has been found, for what they buy hardly; the page shows what this company’s customers did."
            ),
            source=_("McCollough and Bharadwaj (1992); de Matos, Henrique and Rossi (2007), Journal of Service Research 10(1), 60–77"),
            pages=("complaints",),
            see=("recovery", "complaint", "regression-to-the-mean"),
        ),
        Term(
            key="service-standard",
            name=_("standard"),
            also=(_("service level"), _("minutes to the first answer")),
            definition=_(
                "How soon a contact is to be answered, as the company sets it for each channel. The share that was answered within it is"
                " told of the contacts that were timed."
            ),
            formula=_("contacts first answered within the standard / contacts that were timed"),
            source=_("Rapport’s own definition"),
            pages=("complaints",),
            see=("moment-of-truth", "benchmarking"),
        ),
        Term(
            key="service-profit-chain",
            name=_("chain from rating to money"),
            also=(_("service-profit chain"), _("the chain"), _("links")),
            definition=_(
                "What we do, how satisfied they are with it, whether they stay, what they bring: four links, each with its uncertainty,"
                " reckoned through at once. A chain of averages without intervals is sure of more than anybody knows."
            ),
            source=_(
                "Heskett, Jones, Loveman, Sasser and Schlesinger (1994), Putting the service-profit chain to work, Harvard Business Review"
                " 72(2), 164–174"
            ),
            pages=("whatif",),
            see=("driver", "lifetime-value", "employee-indicator"),
        ),
        Term(
            key="employee-indicator",
            name=_("indicator of work"),
            also=(
                _("indicator"),
                _("internal marketing"),
                _("job content"),
                _("teamwork"),
                _("stimulation"),
                _("working environment"),
                _("welfare"),
            ),
            definition=_(
                "How the people who serve see their work, from 0 to 100: job content, teamwork, stimulation, working environment, welfare."
                " No value stands for fewer than five people, nor could one be reckoned from the others."
            ),
            formula=_("mean of a person’s answers as shares of their scales, times 100, of who answered half of its questions"),
            source=_("Heskett and others (1994), Harvard Business Review 72(2), 164–174, for why; the rule of five: Rapport’s own"),
            pages=("employees",),
            see=("service-profit-chain", "evidence"),
        ),
    )
