"""Words of what was recorded."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="workspace",
            name=_("workspace"),
            definition=_("One company’s data and all that was done with it, in one file. To copy the file is to copy the work."),
            source=_("Rapport’s own definition"),
            pages=("data",),
            see=("import", "complete-through"),
        ),
        Term(
            key="import",
            name=_("import"),
            also=(_("batch"), _("undo")),
            definition=_(
                "One table that was brought, a file or a sheet of one. It can be undone as a whole; then everything is as it was before."
            ),
            source=_("Rapport’s own definition"),
            pages=("data", "overview"),
            see=("workspace", "reconciliation"),
        ),
        Term(
            key="reconciliation",
            name=_("reconciliation"),
            also=(_("where the money goes"), _("what was left out")),
            definition=_(
                "Where each row and each cent of a file went: counted, kept and not counted, left out and why. It adds up, or the page says"
                " by how much it doesn’t."
            ),
            source=_("Rapport’s own"),
            pages=("data",),
            see=("import", "counted-order"),
        ),
        Term(
            key="counted-order",
            name=_("order"),
            also=(_("counted order"), _("purchase"), _("guest order"), _("cancelled order")),
            definition=_(
                "One purchase; its articles are added up. Counted are orders that were really placed and paid for: cancelled, unpaid, draft"
                " and test orders are kept, marked, and never counted. One that names nobody, a guest’s, counts for the company and for no"
                " customer."
            ),
            source=_("Rapport’s own definition"),
            pages=("overview", "retention", "data"),
            see=("occasion", "net-revenue", "customer"),
        ),
        Term(
            key="occasion",
            name=_("occasion"),
            also=(_("day with an order"),),
            definition=_(
                "A customer’s day with at least one order: two orders on one day are one occasion. Whatever counts how often somebody buys"
                " counts these."
            ),
            source=_("Rapport’s own definition, as in Fader, Hardie and Lee (2005), Marketing Science 24(2), 275–284"),
            pages=("stages", "loyalty", "programmes"),
            see=("counted-order", "usual-gap", "rfm"),
        ),
        Term(
            key="customer",
            name=_("customer"),
            also=(_("identity"), _("who is who")),
            definition=_(
                "Somebody whom an e-mail identifies, or a shop’s customer number; where a file has neither, the name within that shop. Two"
                " of them in one row are one customer, so that a survey meets the shop’s orders."
            ),
            source=_("Rapport’s own definition"),
            pages=("overview", "data"),
            see=("counted-order", "party", "prospect"),
        ),
        Term(
            key="complete-through",
            name=_("complete through"),
            also=(_("as of"), _("today")),
            definition=_(
                "The day through which the data are complete: the last day of the shop that ends first. What is later is left out"
                " everywhere, and today’s date is never read."
            ),
            source=_("Rapport’s own definition"),
            pages=("overview", "retention", "leaving", "stages"),
            see=("observed", "period"),
        ),
        Term(
            key="period",
            name=_("period"),
            also=(_("week, month, quarter"), _("complete period")),
            definition=_(
                "A calendar week from Monday, a month or a quarter. It is complete when its last day is not later than the day through"
                " which the data are."
            ),
            source=_("Rapport’s own definition"),
            pages=("overview", "retention", "money"),
            see=("complete-through", "age", "cohort"),
        ),
        Term(
            key="filter",
            name=_("filter"),
            definition=_(
                "It chooses customers, by what they are or by their first order, each with their whole history. What is counted and what it"
                " is counted of are filtered alike."
            ),
            source=_("Rapport’s own definition"),
            pages=("retention", "leaving", "money", "stages"),
            see=("segment", "cohort"),
        ),
        Term(
            key="planted-truth",
            name=_("planted truth"),
            also=(_("compare with the truth"), _("demonstration company"), _("known truth"), _("what is true")),
            definition=_(
                "What is true of an invented company, known because it was made: which cohort is worse, what satisfies and what only goes"
                " along, who really left. The app can lay it beside what it made of the files."
            ),
            source=_("Rapport’s own; the models behind it are those of Fader and Hardie"),
            pages=("overview", "retention", "lessons", "companies"),
            see=("counterfactual", "mere-correlate"),
        ),
        Term(
            key="finding",
            name=_("finding"),
            also=(_("what stands out"), _("what to fix")),
            definition=_(
                "A difference beyond chance among all that were looked at, with what it would be worth in the next twelve months if it were"
                " acted on in full. None of them is proven by an experiment."
            ),
            source=_("Rapport’s own rule"),
            pages=("overview",),
            see=("multiple-comparisons", "association", "mantel-haenszel"),
        ),
    )
