"""Words of money and worth."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="net-revenue",
            name=_("net revenue"),
            also=(_("net"), _("gross and refunds"), _("takings")),
            definition=_(
                "What orders brought, less refunds, in their own currency. A refund that names its order lowers that order; one that names"
                " none lowers its customer’s net in its own month. Currencies are never added up."
            ),
            formula=_("gross − refunds"),
            source=_("Rapport’s own definition"),
            pages=("money", "overview", "value", "stages"),
            see=("margin", "counted-order", "net-retention"),
        ),
        Term(
            key="margin",
            name=_("margin"),
            also=(_("contribution"), _("contribution margin")),
            definition=_(
                "The part of net revenue that is left after the goods and all that grows with an order. You say how large it is; until then"
                " all of net revenue counts, and the page says “revenue”."
            ),
            formula=_("contribution = net revenue · margin"),
            source=_("Gupta and Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1), 9–24"),
            pages=("value", "whatif", "money", "calculator", "next_euro", "business_case", "compare"),
            see=("margin-multiple", "net-revenue", "cost-to-serve"),
        ),
        Term(
            key="acquisition",
            name=_("acquisition"),
            also=(_("winning"), _("customer acquisition")),
            definition=_("To win customers who never ordered before. Who comes back after a lapse is recovered, not won."),
            source=_("Blattberg and Deighton (1996), Harvard Business Review 74(4), 136–144"),
            pages=("next_euro", "money"),
            see=("acquisition-cost", "recovered", "leaky-bucket"),
        ),
        Term(
            key="acquisition-cost",
            name=_("acquisition cost"),
            also=(_("CAC"), _("cost of winning"), _("winning one costs"), _("winning one cost")),
            definition=_(
                "What it cost to win a customer: spending for acquisition in a period over those whose first order lies in it. It is an"
                " average of what was spent; the next customer may cost more."
            ),
            formula=_("spending for acquisition in a period / customers won in it, in money a customer"),
            source=_("Blattberg and Deighton (1996), Manage marketing by the customer equity test, Harvard Business Review 74(4), 136–144"),
            pages=("money", "overview", "value", "calculator"),
            see=("payback", "acquisition", "elasticity"),
        ),
        Term(
            key="cost-to-serve",
            name=_("cost to serve"),
            definition=_(
                "What is spent on serving customers after they are won. Spending that names a customer falls on that customer; the rest is"
                " shared out by orders, and so can’t tell whether old customers are cheaper to serve."
            ),
            formula=_("spending on service / orders, or / net revenue, of the same periods"),
            source=_(
                "Reinartz and Kumar (2002), The mismanagement of customer loyalty, Harvard Business Review 80(7), 86–94; the sharing out:"
                " Rapport’s own"
            ),
            pages=("money",),
            see=("margin", "net-revenue"),
        ),
        Term(
            key="lifetime-value",
            name=_("customer lifetime value"),
            also=(_("CLV"), _("LTV"), _("value to come"), _("to come"), _("what a customer is worth")),
            definition=_(
                "What a customer will bring from now on, as contribution, each later month counted for less. In the simple case margin,"
                " retention and discount are one number each; the page Value reckons it from the moves between stages."
            ),
            formula=_(
                "m · r / (1 + d − r); m: margin a period, r: share who stay a period, d: discount a period; the first margin at the"
                " period’s end, without end"
            ),
            example=_("A margin of 100 a year, 80 % who stay, 10 % discount: 100 · 0.8 / 0.3 = 267."),
            source=_(
                "Gupta and Lehmann (2003), Journal of Interactive Marketing 17(1), 9–24; Berger and Nasr (1998), Journal of Interactive"
                " Marketing 12(1), 17–30"
            ),
            pages=("value", "calculator", "whatif", "lessons"),
            see=("margin-multiple", "stage-model", "customer-equity", "heterogeneity", "discount-rate"),
        ),
        Term(
            key="margin-multiple",
            name=_("margin multiple"),
            definition=_(
                "By how much one period’s margin is multiplied to give what a customer of today will bring. It grows fast as retention"
                " comes near to 100 %."
            ),
            formula=_("r / (1 + d − r); r: share who stay a period, d: discount a period"),
            example=_("90 % who stay and 10 % discount: 0.9 / 0.2 = 4.5."),
            source=_("Gupta and Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1), 9–24"),
            pages=("calculator",),
            see=("lifetime-value", "retention-point", "discount-rate"),
        ),
        Term(
            key="customer-equity",
            name=_("customer equity"),
            also=(_("all customers together"),),
            definition=_(
                "What all customers will bring together, those of today and those still to come within the horizon. On the page Value it is"
                " told apart for the two."
            ),
            formula=_("sum of lifetime values of customers of today + of newcomers within the horizon, less what winning these costs"),
            source=_("Blattberg and Deighton (1996); Rust, Lemon and Zeithaml (2004), Journal of Marketing 68(1), 109–127"),
            pages=("value",),
            see=("lifetime-value", "acquisition", "goodwill"),
        ),
        Term(
            key="goodwill",
            name=_("goodwill"),
            definition=_(
                "In the books: what a buyer pays for a company beyond the fair value of what it owns, less what it owes. Loyal customers"
                " are a reason to pay it, but customer equity is no entry in the books."
            ),
            formula=_("price paid − fair value of net assets"),
            source=_("IFRS 3, Business Combinations"),
            see=("customer-equity",),
        ),
        Term(
            key="discount-rate",
            name=_("discount rate"),
            also=(_("discount"), _("discounted"), _("today’s money")),
            definition=_(
                "By how much money of a year from now counts for less than money of today. A yearly rate is turned into one of a month by"
                " the root; to discount a month’s money by the year’s rate is a common slip."
            ),
            formula=_("d of a month = (1 + D)^(1/12) − 1; money of month t counts (1 + D)^(−t/12)"),
            example=_("10 % a year are 0.797 % a month."),
            source=_("Brealey, Myers and Allen, Principles of Corporate Finance"),
            pages=("value", "whatif", "calculator", "business_case", "next_euro"),
            see=("net-present-value", "margin-multiple"),
        ),
        Term(
            key="net-present-value",
            name=_("net present value"),
            also=(_("NPV"), _("present value")),
            definition=_("What something brings less what it costs, month by month, all of it discounted to today."),
            formula=_("Σ (benefit − cost of month t) / (1 + D)^(t/12) over the horizon; D: discount a year"),
            source=_("Brealey, Myers and Allen, Principles of Corporate Finance"),
            pages=("business_case",),
            see=("discount-rate", "roi", "payback"),
        ),
        Term(
            key="roi",
            name=_("return on investment"),
            also=(_("ROI"), _("return")),
            definition=_("What is left for each unit of money that was put in, after it has come back. Both are discounted here."),
            formula=_("(benefit − cost) / cost"),
            example=_("A benefit of 150 for a cost of 100: ROI 0.5, or 50 %."),
            source=_("Brealey, Myers and Allen, Principles of Corporate Finance"),
            pages=("business_case",),
            see=("net-present-value", "payback"),
        ),
        Term(
            key="payback",
            name=_("payback"),
            also=(_("pays back"), _("paid back"), _("it comes back within"), _("payback time")),
            definition=_(
                "When what was paid has come back. For a change it is the first month from whose end on the sum of all differences stays at"
                " 0 or above; for winning a cohort, the first period in which its contribution has reached what winning it cost."
            ),
            formula=_("for a customer won: the first period t with m (1 + r + … + r^(t−1)) ≥ cost; not discounted"),
            example=_("A cost of 150, a margin of 100 a year, 80 % who stay: 100 + 80 ≥ 150, so in the second year."),
            source=_("Brealey, Myers and Allen, Principles of Corporate Finance"),
            pages=("money", "whatif", "business_case", "calculator", "value"),
            see=("acquisition-cost", "break-even", "net-present-value"),
        ),
        Term(
            key="break-even",
            name=_("break-even"),
            also=(_("what must come true"),),
            definition=_(
                "The effect at which a change brings exactly what it costs. What if tells it for the lever on which most hangs, with the"
                " chance that your data give to so much or more."
            ),
            source=_("Brealey, Myers and Allen, Principles of Corporate Finance, on break-even analysis; the chance: Rapport’s own"),
            pages=("whatif", "next_euro"),
            see=("payback", "lever"),
        ),
        Term(
            key="net-retention",
            name=_("net revenue retention"),
            also=(_("revenue retained"), _("NRR"), _("gross revenue retention")),
            definition=_(
                "What customers bring now, of what the same customers brought at a base age. It can exceed 100 %, as some buy more; the"
                " gross one lets nobody’s growth make up for another’s loss."
            ),
            formula=_("net: Σ now / Σ at the base; gross: Σ min(now, at the base) / Σ at the base; the same customers in both"),
            source=_("Terms of the subscription trade; reckoned by Rapport’s own definition"),
            pages=("money",),
            see=("retention", "net-revenue", "contract"),
        ),
        Term(
            key="stage-model",
            name=_("stage model"),
            also=(_("by the stages"), _("Markov model of value")),
            definition=_(
                "Value to come, reckoned from where customers are, which way they went in the last months and what each stage brought: all"
                " of a stage are taken for alike, and everybody can come back."
            ),
            formula=_(
                "V = g + M V / (1 + d), month by month; g: what a stage brings in a month, M: moves of a month, d: discount of a month"
            ),
            source=_(
                "Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of Interactive Marketing 14(2),"
                " 43–55"
            ),
            pages=("value",),
            see=("transition-matrix", "lifetime-value", "bgnbd"),
        ),
        Term(
            key="bgnbd",
            name=_("BG/NBD"),
            also=(_("beta-geometric/NBD"), _("buy till you die")),
            definition=_(
                "A model of orders without contract: everybody orders at a pace of their own and, after each order, leaves for good with a"
                " chance of their own. It forecasts from how often, how lately and for how long somebody has ordered."
            ),
            source=_("Fader, Hardie and Lee (2005), “Counting your customers” the easy way, Marketing Science 24(2), 275–284"),
            pages=("value",),
            see=("gamma-gamma", "sbg", "back-test", "rfm"),
        ),
        Term(
            key="gamma-gamma",
            name=_("Gamma–Gamma"),
            also=(_("spend model"),),
            definition=_(
                "A model of what an order is worth: a customer’s own mean is drawn towards that of all, the more the fewer orders there"
                " are. It takes the worth of orders to have nothing to do with how often they come."
            ),
            formula=_("E[worth] = p (v + x z) / (p x + q − 1); x: orders after the first, z: their mean; p, q, v: of all customers"),
            source=_("Fader, Hardie and Lee (2005), Journal of Marketing Research 42, 415–430; Fader and Hardie (2013), note 025"),
            pages=("value",),
            see=("bgnbd", "regression-to-the-mean"),
        ),
        Term(
            key="sbg",
            name=_("shifted-beta-geometric"),
            also=(_("sBG"),),
            definition=_(
                "A model of contracts: at each renewal everybody leaves with a chance of their own. Retention then rises with time by"
                " itself, since those who leave easily have left."
            ),
            formula=_("S(t) = B(α, β + t) / B(α, β), the share still there after t renewals"),
            example=_("With α = 0.668 and β = 3.806, 85.1 % are there after one renewal and 48.9 % after seven."),
            source=_("Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1), 76–90"),
            see=("contract", "heterogeneity", "survival-curve"),
        ),
        Term(
            key="rfm",
            name=_("recency, frequency, monetary value"),
            also=(_("RFM"), _("frequency"), _("recency")),
            definition=_(
                "How lately, how often and for how much somebody has ordered: what a list of orders tells of a customer. Frequency counts"
                " days with an order after the first."
            ),
            source=_("Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42, 415–430"),
            pages=("loyalty",),
            see=("bgnbd", "occasion", "loyalty-index"),
        ),
        Term(
            key="back-test",
            name=_("back-test"),
            also=(_("the test"), _("put to the test"), _("the same again"), _("holdout")),
            definition=_(
                "To go back to an earlier day, forecast from what was known then, and compare with what came; beside it the naive forecast,"
                " the same again. A forecast that did no better is not shown."
            ),
            source=_("Fader, Hardie and Lee (2005), Marketing Science 24(2), 275–284; the rule of showing: Rapport’s own"),
            pages=("stages", "value", "retention", "loyalty"),
            see=("bgnbd", "stage-model"),
        ),
        Term(
            key="lever",
            name=_("lever"),
            also=(_("scenario"), _("what if"), _("baseline")),
            definition=_(
                "Something that can be changed, as a change of what customers do and bring: a rating, prices, who slips, what is spent. A"
                " scenario is several of them; the baseline is the company as it is."
            ),
            source=_("Rapport’s own"),
            pages=("whatif", "compare", "companies"),
            see=("belief", "elasticity", "break-even", "next-measure"),
        ),
        Term(
            key="belief",
            name=_("belief"),
            also=(_("what you believe"), _("assumption"), _("triangular distribution")),
            definition=_(
                "What somebody says where the data don’t tell: at least, most likely, at most. It is always marked, and drawn like anything"
                " else that is uncertain."
            ),
            source=_("O’Hagan and others (2006), Uncertain Judgements, Wiley"),
            pages=("whatif", "next_euro", "business_case"),
            see=("lever", "elasticity"),
        ),
        Term(
            key="elasticity",
            name=_("elasticity"),
            also=(_("diminishing returns"),),
            definition=_(
                "By how many per cent newcomers grow if spending on winning them grows by one per cent. Below 1 each further unit of money"
                " wins fewer."
            ),
            formula=_("newcomers · (new spending / old spending)^elasticity"),
            example=_("At 0.12, twice the spending brings 8.7 % more newcomers."),
            source=_("Sethuraman, Tellis and Briesch (2011), Journal of Marketing Research 48(3), 457–471: 0.12 on average of 751"),
            pages=("next_euro", "whatif"),
            see=("acquisition-cost", "lever"),
        ),
        Term(
            key="next-measure",
            name=_("what to measure next"),
            also=(_("what makes it uncertain"), _("tornado"), _("sensitivity")),
            definition=_(
                "Which input makes the result uncertain: all others are held at their most likely while this one is drawn. Where more"
                " answers would make the interval narrower by a fifth, their number is told."
            ),
            source=_("Rapport’s own; on the picture: Eschenbach (1992), Spiderplots versus tornado diagrams, Interfaces 22(6), 40–46"),
            pages=("whatif",),
            see=("lever", "power"),
        ),
    )
