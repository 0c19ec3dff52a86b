"""Words of staying and leaving."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="cohort",
            name=_("cohort"),
            definition=_(
                "The customers whose first order ever lies in one week, month or quarter. It is settled before any filter, so that no"
                " filter makes an old customer new."
            ),
            source=_("Ryder (1965), The cohort as a concept in the study of social change, American Sociological Review 30(6), 843–861"),
            pages=("retention", "money", "ways"),
            see=("age", "retained", "pooled-share"),
        ),
        Term(
            key="age",
            name=_("age"),
            also=(_("age of a cohort"), _("tenure")),
            definition=_(
                "How many whole periods have passed since the cohort’s own, which is age 0. At age 0 everybody has ordered, by definition,"
                " so curves begin at age 1."
            ),
            source=_("Rapport’s own definition"),
            pages=("retention", "money"),
            see=("cohort", "observed"),
        ),
        Term(
            key="observed",
            name=_("observed"),
            also=(_("unfinished"), _("not observed")),
            definition=_(
                "An age of a cohort is observed once its period is over. What is not observed is absent: no zero, and in no mean. A period"
                " that is still going on is unfinished, drawn as an outline and in no curve."
            ),
            source=_("Rapport’s own definition"),
            pages=("retention", "money"),
            see=("age", "complete-through", "censoring"),
        ),
        Term(
            key="retention",
            name=_("retention"),
            also=(_("retention rate"), _("customer retention"), _("who stays")),
            definition=_("Keeping customers, and the share of them that is kept over a stated time. It means nothing without that time."),
            formula=_("customers retained / customers at risk of leaving, over a stated time"),
            source=_("Reichheld and Sasser (1990), Zero defections: quality comes to services, Harvard Business Review 68(5), 105–111"),
            pages=("retention", "overview", "calculator"),
            see=("retained", "churn", "pooled-share", "retention-point"),
        ),
        Term(
            key="retained",
            name=_("retained"),
            also=(_("active"), _("still here"), _("returned")),
            definition=_(
                "One of three things, always named: ordered in that very period (active); ordered in it or later (still here); ordered"
                " again by then (returned)."
            ),
            source=_("Rapport’s own definition"),
            pages=("retention",),
            see=("cohort", "observed", "retention"),
        ),
        Term(
            key="pooled-share",
            name=_("pooled share"),
            also=(_("pooled rate"), _("mean of the cohorts")),
            definition=_(
                "The share of all customers of several cohorts together: sums over sums. The mean of the cohorts’ shares is another number,"
                " in which ten customers weigh as much as a thousand."
            ),
            formula=_("sum of retained / sum of at risk, over the cohorts observed at that age"),
            example=_("500 of 1,000 and 400 of 500: pooled 900 of 1,500, which is 60 %. The mean of 50 % and 80 % would be 65 %."),
            source=_("Rapport’s own definition; plain arithmetic"),
            pages=("retention", "lessons"),
            see=("cohort", "simpsons-paradox"),
        ),
        Term(
            key="churn",
            name=_("churn"),
            also=(_("churn rate"), _("lost share"), _("defection")),
            definition=_("The share of customers who leave within a stated time: what retention leaves over."),
            formula=_("1 − retention, over the same time and the same customers"),
            source=_("Reichheld and Sasser (1990), Harvard Business Review 68(5), 105–111"),
            pages=("leaving", "overview"),
            see=("retention", "attrition", "abandoned"),
        ),
        Term(
            key="attrition",
            name=_("attrition"),
            definition=_(
                "That customers leave, bit by bit, whatever the reason. Under contract it is seen; without one it is silent, and any number"
                " of it rests on a rule that says how long is too long."
            ),
            source=_("Schmittlein, Morrison and Colombo (1987), Counting your customers, Management Science 33(1), 1–24"),
            see=("churn", "contract", "abandoned"),
        ),
        Term(
            key="leaky-bucket",
            name=_("leaky bucket"),
            also=(_("the bucket"), _("flow of customers")),
            definition=_(
                "A company as a bucket: new customers are poured in, others leak out. Who is in it ends up as many as who was in it, less"
                " the lost, plus the new and those who came back."
            ),
            formula=_("at the start − lost + came back + new = at the end"),
            source=_("The picture: Ehrenberg (1988), Repeat-Buying, 2nd ed.; the count: Rapport’s own"),
            pages=("overview", "leaving", "calculator", "lessons"),
            see=("churn", "acquisition", "retention-point", "abandoned"),
        ),
        Term(
            key="retention-point",
            name=_("one point of retention"),
            also=(_("one point"), _("a point more"), _("one point more who stay")),
            definition=_(
                "One of a hundred customers who are here at a period’s start and stays in place of being lost. It is not one per cent of"
                " those who stay. Rapport counts the last year again with one point less lost in each period."
            ),
            source=_("Rapport’s own; why it matters: Reichheld and Sasser (1990)"),
            pages=("leaving", "calculator", "lessons"),
            see=("retention", "leaky-bucket", "margin-multiple"),
        ),
        Term(
            key="survival-curve",
            name=_("survival curve"),
            also=(_("Kaplan–Meier"), _("share not yet lost")),
            definition=_(
                "The share of customers not yet lost so many days after the first order. Customers count for as long as they were watched,"
                " and no longer, so that newcomers neither help nor harm it."
            ),
            formula=_("S(t) = product over the days up to t of (1 − lost that day / watched and not lost before)"),
            example=_(
                "Of 21 patients three relapse in week 6: S = 18 / 21 = 0.857. Of 17 watched on, one in week 7: 0.857 · 16 / 17 = 0.807."
            ),
            source=_("Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457–481"),
            pages=("leaving",),
            see=("hazard", "censoring", "median-time"),
        ),
        Term(
            key="hazard",
            name=_("hazard"),
            also=(_("risk of leaving"),),
            definition=_(
                "The chance to leave in the next stretch of time, of those who are still there. It often falls with time, not because"
                " anybody grows loyal but because those who leave easily have left."
            ),
            formula=_("lost in a stretch / still there at its beginning"),
            source=_("Kalbfleisch and Prentice (1980), The Statistical Analysis of Failure Time Data, Wiley"),
            see=("survival-curve", "heterogeneity", "churn"),
        ),
        Term(
            key="censoring",
            name=_("censoring"),
            also=(_("not known yet"), _("watched so long")),
            definition=_(
                "That of some customers one knows only that they had not left so far. To take them for stayers, or to leave them out, both"
                " give a wrong share; a survival curve counts them for as long as they were watched."
            ),
            source=_("Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457–481"),
            see=("survival-curve", "observed"),
        ),
        Term(
            key="median-time",
            name=_("half lost within"),
            also=(_("half within"), _("median lifetime"), _("median survival time")),
            definition=_(
                "The first day on which half are lost or more. “Or more” stands where the upper end of its interval is not reached."
            ),
            formula=_("the first t with S(t) ≤ ½"),
            source=_("Brookmeyer and Crowley (1982), Biometrics 38, 29–41"),
            pages=("leaving",),
            see=("survival-curve",),
        ),
        Term(
            key="landmark",
            name=_("landmark"),
            definition=_(
                "A fixed day at which one asks who is still there, and from which on one looks at what follows. Whoever was lost before is"
                " in neither group, so that nobody belongs to one for having lived longer."
            ),
            source=_("Anderson, Cain and Gelber (1983), Journal of Clinical Oncology 1, 710–719"),
            see=("immortal-time", "causes-of-loss"),
        ),
        Term(
            key="causes-of-loss",
            name=_("last word before a loss"),
            also=(_("last word"), _("lost revenue"), _("reason for leaving")),
            definition=_(
                "The last complaint or contact after the last order of somebody who was lost. It is no cause; whether more are lost after"
                " such words than after orders without is asked beside it."
            ),
            source=_("Rapport’s own"),
            pages=("leaving",),
            see=("complaint", "association", "landmark"),
        ),
        Term(
            key="break",
            name=_("break"),
            also=(_("what departs from the rest"), _("cohort effect"), _("calendar effect")),
            definition=_(
                "A cohort, a month or a lasting change at a month in which customers ordered otherwise than those of the same age did. A"
                " steady drift of cohorts and one of months are the same numbers, and nobody can tell them apart."
            ),
            source=_("Holford (1983), Biometrics 39, 311–324; Clayton and Schifflers (1987), Statistics in Medicine 6, 449–481"),
            pages=("retention",),
            see=("cohort", "season", "multiple-comparisons"),
        ),
        Term(
            key="season",
            name=_("season"),
            definition=_(
                "A part of the year that departs from the year’s mean in each year. With less than two whole years nobody can tell it from"
                " a single good or bad month."
            ),
            source=_("Rapport’s own definition"),
            pages=("retention",),
            see=("break",),
        ),
    )
