"""Words of the market: what is offered to whom, and by whom."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="customer-delivered-value",
            name=_("customer delivered value"),
            also=(_("value to customers"), _("customer value")),
            definition=_(
                "What is delivered to a customer: what product, services, personnel and image are worth to them, less what they cost in"
                " money, time, energy and worry. People buy where they think it greatest."
            ),
            formula=_("total customer value − total customer cost"),
            source=_("Kotler and Keller, Marketing Management; Zeithaml (1988), Journal of Marketing 52(3), 2–22"),
            pages=("whatif",),
            see=("total-customer-value", "total-customer-cost", "mutual-benefit"),
        ),
        Term(
            key="total-customer-value",
            name=_("total customer value"),
            also=(_("total customer benefit"), _("product, services, personnel and image")),
            definition=_(
                "All that a customer gets: the product, the services around it, the people, and the image that comes with it, at what each"
                " is worth to that customer."
            ),
            formula=_("product + services + personnel + image, in money of the customer’s own judgement"),
            source=_("Kotler and Keller, Marketing Management"),
            pages=("whatif",),
            see=("customer-delivered-value", "total-customer-cost"),
        ),
        Term(
            key="total-customer-cost",
            name=_("total customer cost"),
            definition=_(
                "All that a customer gives: the price, and the time, energy and worry of finding, buying, using and being rid of it."
                " Records tell the price alone."
            ),
            formula=_("money + time + energy + worry, in money of the customer’s own judgement"),
            source=_("Kotler and Keller, Marketing Management; Zeithaml (1988), Journal of Marketing 52(3), 2–22"),
            pages=("whatif",),
            see=("customer-delivered-value", "total-customer-value", "switching-cost"),
        ),
        Term(
            key="marketing-mix",
            name=_("marketing mix"),
            also=(_("four Ps"), _("product, price, place, promotion")),
            definition=_(
                "What a company can set to sell: product, price, place and promotion; for services also people, process and physical"
                " evidence. Relationship marketing asks besides whether the same people stay."
            ),
            source=_(
                "Borden (1964), Journal of Advertising Research 4(2), 2–7; McCarthy (1960), Basic Marketing; for services: Booms and Bitner"
                " (1981)"
            ),
            see=("relationship-marketing", "transaction-marketing", "lever"),
        ),
        Term(
            key="benchmarking",
            name=_("benchmarking"),
            also=(_("benchmark"), _("best practice")),
            definition=_(
                "To measure one’s own way of doing something beside that of whoever does it best, to learn how they do it. A number alone"
                " is no benchmark: it must be reckoned the same way, and on like customers."
            ),
            source=_("Camp (1989), Benchmarking, ASQC Quality Press"),
            see=("service-standard", "heterogeneity"),
        ),
        Term(
            key="product-life-cycle",
            name=_("product life cycle"),
            also=(_("PLC"), _("introduction, growth, maturity, decline")),
            definition=_(
                "The picture that sales of a product grow slowly, then fast, then hardly, and fall. Rapport borrows its stages for the"
                " company itself, by how the number of active customers grows."
            ),
            source=_("Levitt (1965), Exploit the product life cycle, Harvard Business Review 43(6), 81–94"),
            pages=("ways",),
            see=("company-stage", "stage"),
        ),
        Term(
            key="company-stage",
            name=_("the company’s own stage"),
            also=(_("launch"), _("improvement"), _("consolidation"), _("deterioration")),
            definition=_(
                "Launch, improvement, consolidation or deterioration, by a written rule: how old the company’s orders are, how many of its"
                " active customers are new, and how fast their number grew in the last eight quarters."
            ),
            formula=_(
                "growth a year = exp(4 · slope of the logarithm of active customers by quarter) − 1; improvement above 5 %, deterioration"
                " below −5 %, with the whole interval"
            ),
            source=_("The names after Levitt (1965); the rule and its thresholds: Rapport’s own"),
            pages=("ways",),
            see=("product-life-cycle", "stage"),
        ),
        Term(
            key="market",
            name=_("market"),
            also=(_("consumer market"), _("industrial market"), _("reseller market"), _("government market"), _("international market")),
            definition=_(
                "Who buys, and what for: consumers for themselves, industry to make something of it, resellers to sell it on, governments"
                " for the public, and buyers abroad. A list of customers says it; an organisation’s people share its market."
            ),
            source=_("Kotler and Armstrong, Principles of Marketing"),
            pages=("partners",),
            see=("segment", "party", "account"),
        ),
        Term(
            key="segment",
            name=_("segment"),
            also=(_("group of customers"), _("segmentation")),
            definition=_(
                "Customers who share something: a channel, a country, a size of the first order. Groups may differ in more than that by"
                " which they were made, so a difference between them has no cause by itself."
            ),
            source=_("Smith (1956), Product differentiation and market segmentation, Journal of Marketing 21(1), 3–8"),
            pages=("answers", "whatif", "next_euro"),
            see=("filter", "heterogeneity", "confounding"),
        ),
        Term(
            key="party",
            name=_("party"),
            also=(_("stakeholder"), _("relationship partner")),
            definition=_(
                "Anyone the company has a relationship with: customers, distributors, retailers, suppliers, partners and its own employees."
            ),
            source=_("Gummesson, Total Relationship Marketing; Christopher, Payne and Ballantyne (1991), Relationship Marketing"),
            pages=("partners",),
            see=("account", "reseller", "market"),
        ),
        Term(
            key="reseller",
            name=_("distributor and retailer"),
            also=(_("distributors and retailers"), _("reseller"), _("wholesaler")),
            definition=_(
                "Who buys in order to sell on: a distributor to other companies, a retailer to people. They have stages as customers have,"
                " by their own orders."
            ),
            source=_("Kotler and Keller, Marketing Management"),
            pages=("partners",),
            see=("party", "supplier", "market"),
        ),
        Term(
            key="supplier",
            name=_("supplier and partner"),
            also=(_("partners and suppliers"),),
            definition=_(
                "Who delivers to the company, or works with it for the same customers. What is dealt with them (contacts, complaints,"
                " referrals) gives them stages; orders placed with them are in no file here."
            ),
            source=_("Christopher, Payne and Ballantyne (1991), Relationship Marketing"),
            pages=("partners",),
            see=("party", "reseller"),
        ),
        Term(
            key="account",
            name=_("account"),
            also=(_("main person"), _("organisation"), _("hangs on one person")),
            definition=_(
                "An organisation together with all the people who order for it. It can hold while its main person falls silent, and hang on"
                " a single one; both are counted."
            ),
            source=_("Rapport’s own definition"),
            pages=("partners",),
            see=("party", "stage", "reseller"),
        ),
        Term(
            key="moment-of-truth",
            name=_("moment of truth"),
            also=(_("touchpoint"), _("contact"), _("encounter")),
            definition=_(
                "Any meeting of a customer with the company in which the customer makes up their mind about it: an order, a call, a"
                " delivery, a complaint. Those that are recorded with a day are called contacts here."
            ),
            source=_("Normann (1984), Service Management; Carlzon (1987), Moments of Truth"),
            pages=("complaints", "stages"),
            see=("complaint", "service-standard", "satisfaction"),
        ),
    )
