"""Words of how sure a number is."""

from components.glossary.term import Term
from components.language import _


def terms() -> tuple[Term, ...]:
    """Return the words of this theme."""
    return (
        Term(
            key="interval",
            name=_("interval"),
            also=(_("intervals"), _("confidence interval"), _("margin of error"), _("level")),
            definition=_(
                "Between which two values the truth may well lie, as far as chance can carry a number from so few or so many customers: of"
                " many intervals at 95 % about 95 in 100 hold it. It tells nothing of a wrong file or an unusual month."
            ),
            source=_("Neyman (1937), Philosophical Transactions of the Royal Society A 236, 333–380"),
            pages=("retention", "satisfaction", "whatif", "leaving", "money", "value", "stages", "calculator", "companies"),
            see=("wilson", "newcombe", "bootstrap", "credible-interval", "evidence"),
        ),
        Term(
            key="wilson",
            name=_("Wilson’s interval"),
            also=(_("interval of a share"), _("score interval")),
            definition=_(
                "The interval of one share. It never leaves 0 to 100 %, and does not shrink to nothing where none or all did something."
            ),
            formula=_("(p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n); p = k/n, z = 1.96 at 95 %"),
            example=_("4 of 10 is 40 % (17 to 69)."),
            source=_(
                "Wilson (1927), Journal of the American Statistical Association 22, 209–212; Brown, Cai and DasGupta (2001), Statistical"
                " Science 16, 101–133"
            ),
            pages=("retention", "leaving", "stages", "ways", "loyalty", "programmes"),
            see=("interval", "newcombe"),
        ),
        Term(
            key="newcombe",
            name=_("Newcombe’s interval"),
            also=(_("interval of a difference"),),
            definition=_(
                "The interval of a difference of two shares, made of Wilson’s for each. The two are distinguishable if 0 lies outside it;"
                " whether their own intervals overlap decides nothing."
            ),
            formula=_("d − √((p₁ − low₁)² + (high₂ − p₂)²) to d + √((high₁ − p₁)² + (p₂ − low₂)²); d = p₁ − p₂"),
            example=_("56 of 70 against 48 of 80: 20 points (5 to 33)."),
            source=_("Newcombe (1998), Statistics in Medicine 17, 873–890, method 10"),
            pages=("retention", "loyalty", "partners"),
            see=("wilson", "distinguishable"),
        ),
        Term(
            key="bootstrap",
            name=_("bootstrap"),
            also=(_("resampling"), _("drawn again")),
            definition=_(
                "To draw as many customers again out of those there are, many times, and see how far the result moves. Each customer is"
                " drawn with all that belongs to them, and each is reckoned through to the end."
            ),
            source=_(
                "Efron (1979), The Annals of Statistics 7(1), 1–26; Rubin (1981), The Annals of Statistics 9(1), 130–134, for the weighted"
                " one"
            ),
            pages=("satisfaction", "value", "whatif"),
            see=("interval",),
        ),
        Term(
            key="credible-interval",
            name=_("credible interval"),
            also=(_("Bayesian interval"), _("posterior"), _("prior")),
            definition=_(
                "Within which values the truth lies with the stated chance, given the data and what was held possible before. Used for"
                " moves between stages, so that one which nobody made yet has a chance above 0."
            ),
            formula=_("for a move of n out of of: Beta(n + ½, of − n + (K − 1)/2); K: moves that the rule allows"),
            source=_("Gelman and others (2013), Bayesian Data Analysis, 3rd ed., section 3.4"),
            pages=("stages",),
            see=("interval", "transition-matrix"),
        ),
        Term(
            key="evidence",
            name=_("how much n can carry"),
            also=(_("n"), _("few"), _("fewer than 5"), _("sample size")),
            definition=_(
                "n is how many customers stand behind a number. Below 5 there is no value, below 10 it is pale and in no sentence, below 30"
                " it is called few."
            ),
            source=_(
                "Five as in statistical disclosure control; 30: Parker and others (2017), NCHS Data Presentation Standards for Proportions"
            ),
            pages=("retention", "satisfaction", "answers", "loyalty", "stages", "partners"),
            see=("interval", "power"),
        ),
        Term(
            key="distinguishable",
            name=_("distinguishable"),
            also=(_("told apart"), _("beyond chance"), _("significant"), _("p-value"), _("can’t be told apart")),
            definition=_(
                "Two numbers that differ by more than chance would make them differ. Not distinguishable does not mean alike: with more"
                " customers it may show. Distinguishable does not mean large."
            ),
            source=_("Wasserstein and Lazar (2016), The ASA statement on p-values, The American Statistician 70(2), 129–133"),
            pages=("retention", "leaving", "loyalty", "partners", "answers"),
            see=("newcombe", "multiple-comparisons", "power"),
        ),
        Term(
            key="multiple-comparisons",
            name=_("many comparisons"),
            also=(_("chance"), _("Benjamini and Hochberg"), _("multiple testing"), _("false discovery rate")),
            definition=_(
                "Who looks at twenty differences finds one by chance at 95 %. So all that were looked at are judged together: of what is"
                " called distinguishable at most 5 % is chance, on average."
            ),
            formula=_("adjusted p of the i-th smallest of m = the least of p_j · m / j over j ≥ i"),
            example=_("Ten p-values, the two smallest 0.001 and 0.008: adjusted 0.010 and 0.040. Of five below 0.05 two remain."),
            source=_("Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300"),
            pages=("retention", "overview", "ways", "satisfaction"),
            see=("distinguishable", "break"),
        ),
        Term(
            key="power",
            name=_("how many would be enough"),
            also=(_("power"), _("statistical power"), _("how many customers would it take")),
            definition=_(
                "How many customers or answers it takes to see an effect of a stated size, mostly: four times in five, or with an interval"
                " of a stated width. Where a page can’t tell, it says how many would."
            ),
            formula=_("for a share within 5 points: the smallest n whose Wilson interval is no wider than that either way"),
            source=_("Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed."),
            pages=("satisfaction", "companies"),
            see=("evidence", "distinguishable", "next-measure"),
        ),
        Term(
            key="association",
            name=_("associated with"),
            also=(_("goes along with"), _("correlation"), _("cause")),
            definition=_(
                "Two things that go together. Which brings about which, or whether a third brings about both, it does not say; only an"
                " experiment does, or a design that comes near to one."
            ),
            source=_("Pearl (2009), Causality, 2nd ed., Cambridge University Press"),
            pages=("satisfaction", "answers", "complaints"),
            see=("confounding", "experiment", "mere-correlate"),
        ),
        Term(
            key="standardised-difference",
            name=_("standardised difference"),
            also=(_("balance"), _("apart, in spreads")),
            definition=_(
                "How unlike two groups are in something, by the spread of it. From 0.1 on it is noted, from 0.25 on they are unlike. No"
                " test is made of it: with many customers a difference of nothing would be significant."
            ),
            formula=_("(mean₁ − mean₂) / √((s₁² + s₂²) / 2); s: standard deviations"),
            source=_("Austin (2009), Statistics in Medicine 28, 3083–3107"),
            pages=("answers", "programmes", "complaints"),
            see=("matching", "nonresponse"),
        ),
        Term(
            key="mantel-haenszel",
            name=_("difference within like groups"),
            also=(_("Mantel and Haenszel"), _("Mantel–Haenszel"), _("compared among like customers")),
            definition=_(
                "A difference of shares taken within each quarter, or each kind, and then averaged, so that neither season nor growth looks"
                " like a difference."
            ),
            formula=_("Σ (a n − c m) / N over Σ m n / N; a of m in one group, c of n in the other, N = m + n"),
            source=_(
                "Mantel and Haenszel (1959), Journal of the National Cancer Institute 22, 719–748; its interval: Sato (1989), Biometrics"
                " 45, 1323–1324"
            ),
            pages=("leaving", "complaints", "programmes", "overview"),
            see=("simpsons-paradox", "matching"),
        ),
        Term(
            key="experiment",
            name=_("experiment"),
            also=(_("A/B test"), _("control group"), _("held-out group"), _("randomised trial")),
            definition=_(
                "Chance decides who gets something and who does not. Then the two groups differ in nothing else, known or unknown, and what"
                " differs afterwards was brought about by it."
            ),
            source=_("Fisher (1935), The Design of Experiments"),
            see=("association", "counterfactual", "self-selection"),
        ),
        Term(
            key="counterfactual",
            name=_("counterfactual"),
            also=(_("what would have happened otherwise"),),
            definition=_(
                "What the same customers would have done without it. Nobody can see it; a comparison is as good as the group that stands"
                " for it. Of an invented company it is known."
            ),
            source=_("Rubin (1974), Journal of Educational Psychology 66(5), 688–701"),
            see=("experiment", "matching", "planted-truth"),
        ),
    )
