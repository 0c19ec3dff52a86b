"""The company's own stage, in sentences: what it is, what moves it, and what it suggests beside the stage of its customers."""

from analysis import evidence
from components import words
from components.language import _, ngettext
from components.sentences.stages import stage_name


def company_stage_name(stage: str) -> str:
    """What a stage of the company is called.

    >>> company_stage_name("launch")
    'Launch'
    """
    return {
        "launch": _("Launch"),
        "improvement": _("Improvement"),
        "consolidation": _("Consolidation"),
        "deterioration": _("Deterioration"),
        "cannot tell": _("It can’t be told"),
    }[stage]


def company_stage_answer(result) -> str:
    """Which stage it is, and why (Markdown)."""
    return f"**{company_stage_name(result.stage)}**: {_why(result)}"


def _why(result) -> str:
    if result.reason == "young":
        if result.first_order is None:
            return _("there is no order yet.")
        return _("the orders begin on {day}, fewer than four finished quarters ago. What comes next can’t be read from so little.").format(
            day=words.day(result.first_order)
        )
    last = words.the_period(result.quarters[-1].quarter, "quarter")
    if result.reason == "newcomers":
        return _newcomers(result, last)
    if result.reason == "short":
        return ngettext(
            "the orders cover {n} finished quarter; a trend takes eight.", "the orders cover {n} finished quarters; a trend takes eight.",
            result.ends,
        ).format(n=words.count(result.ends))  # fmt: skip
    if result.reason == "few":
        return _("at the end of one of the last eight quarters fewer than ten customers were active; a trend takes more.")
    growth = result.growth
    more = words.share(abs(growth.value), *sorted((abs(growth.low), abs(growth.high))))
    signed = words.share(growth.value, growth.low, growth.high, digits=1 if result.reason == "steady" else None)
    forms = {
        "growing": _("over eight quarters the number of active customers grew by {more} a year, from {first} to {now}."),
        "shrinking": _("over eight quarters the number of active customers fell by {more} a year, from {first} to {now}."),
        "steady": _("over eight quarters the number of active customers changed by {signed} a year, within 5 per cent either way."),
        "wide": _(
            "over eight quarters the number of active customers changed by {signed} a year. That may be growth, decline or neither: the "
            "quarters go up and down too much."
        ),
    }
    return forms[result.reason].format(
        more=more, signed=signed, first=words.count(result.quarters[-growth.n].at_end), now=words.count(result.quarters[-1].at_end)
    )


def _newcomers(result, last: str) -> str:
    """A launch by its newcomers; of a company that has sold for two years that says how few of the earlier ones are left."""
    said = _(
        "of {n} active at the end of {quarter}, {share} placed their first order within the four quarters before: more than half."
    ).format(
        n=words.customers(result.newcomers.n),
        quarter=last,
        share=words.share(result.newcomers.rate, result.newcomers.low, result.newcomers.high),
    )
    if result.growth is None:
        return said
    return f"{said} " + _changed(result.growth).format(
        ends=words.count(result.ends), growth=words.share(result.growth.value, result.growth.low, result.growth.high)
    )


def _changed(growth) -> str:
    if growth.low > 0:
        return _(
            "It is no young company, though: it has sold for {ends} finished quarters, and over the last eight the number of active "
            "customers grew by {growth} a year."
        )
    return _(
        "It is no young company, though: it has sold for {ends} finished quarters, and over the last eight the number of active customers "
        "changed by {growth} a year."
    )


def company_stage_meaning(result) -> str:
    """What moves the number of active customers: newcomers, and who stays (Markdown)."""
    said = []
    if result.inflow is not None and evidence.strength(min(result.inflow.n_before, result.inflow.n)) in ("few", "enough"):
        said.append(_inflow(result.inflow))
    if result.retention is not None and evidence.strength(min(result.retention.n_before, result.retention.n)) in ("few", "enough"):
        said.append(_retention(result.retention))
    return " ".join(said)


def _inflow(change) -> str:
    ends = sorted((abs(change.low), abs(change.high)))
    # An interval that leaves out 0 doesn't read as if it reached it.
    more = words.share(abs(change.value), *ends, digits=1 if ends[0] < 0.005 else None)
    if change.low <= 0 <= change.high:
        said = _("**Who comes**: {now} first orders in the last four quarters, {before} in the four before: no difference beyond chance.")
    elif change.value > 0:
        said = _("**Who comes**: {now} first orders in the last four quarters, {more} more than the {before} of the four before.")
    else:
        said = _("**Who comes**: {now} first orders in the last four quarters, {more} fewer than the {before} of the four before.")
    return said.format(now=words.count(change.now), before=words.count(change.before), more=more)


def _retention(change) -> str:
    points = words.points(abs(change.value), *sorted((abs(change.low), abs(change.high))))
    if change.low <= 0 <= change.high:
        said = _(
            "**Who stays**: of those active at a quarter’s start {now} were active at its end, {before} in the year before: no difference "
            "beyond chance."
        )
    elif change.value > 0:
        said = _("**Who stays**: of those active at a quarter’s start {now} were active at its end, {points} more than in the year before.")
    else:
        said = _("**Who stays**: of those active at a quarter’s start {now} were active at its end, {points} fewer than in the year "
                 "before.")
    return said.format(now=words.share(change.now), before=words.share(change.before), points=points)


def pair_sentence(result) -> str:
    """What the company's stage and that of most of its customers suggest together (Markdown)."""
    if not result.here or evidence.strength(result.here[0].share.n) in ("none", "thin"):
        return ""
    if result.dominant is None:
        first, second = sorted(result.here, key=lambda one: -one.share.k)[:2]
        return _("**Together with its customers**: of {n} present on {day} about as many are in {first} as in {second}: no stage stands "
                 "out, so the two suggest nothing together.").format(
            n=words.customers(first.share.n), day=words.day(result.as_of),
            first=_within(first.stage), second=_within(second.stage),
        )  # fmt: skip
    one = next(one for one in result.here if one.stage == result.dominant)
    said = _("**Together with its customers**: of {n} present on {day}, {share} are in {stage}, more than in any other stage.").format(
        n=words.customers(one.share.n),
        day=words.day(result.as_of),
        share=words.share(one.share.rate, one.share.low, one.share.high),
        stage=_within(one.stage),
    )
    return f"{said} {_pairs()[result.stage].get(result.dominant, '')}".strip()


def _within(stage: str) -> str:
    """A stage within a sentence, after “in”."""
    return _("the stage “{name}”").format(name=stage_name(stage))


def _pairs() -> dict[str, dict[str, str]]:
    """What a pair suggests: the company's stage, then that of most customers; our own words, after the works that are named below."""
    return {
        "launch": {
            "capture": _(
                "Its customers are trying it out: a relationship breaks most easily at this point, and the second order decides. Look at "
                "what goes wrong between the first and the second before paying for more newcomers."
            ),
            "maintenance": _(
                "New as most of them are, its customers settle: ask those who came back why they did, and look for more who are like them."
            ),
            "loyalty": _(
                "New as most of them are, its customers become loyal fast. Let them recommend it, and see how many are there after a year."
            ),
            "at_risk": _("Many tried and fall silent: winning more of them before the first experience is mended fills a leaking bucket."),
            "recovered": _("So many returns among so many newcomers are unusual: perhaps people buy more seldom than the usual gap says."),
        },
        "improvement": {
            "capture": _(
                "The growth is newcomers. It lasts only if they settle, so watch how many order twice before spending more on winning "
                "others."
            ),
            "maintenance": _("The base grows and people settle: the time to widen what each of them buys, and to make coming back a "
                             "habit."),
            "loyalty": _("The base grows, and loyal customers carry it: the strongest place to be. Ask them what would make them leave."),
            "at_risk": _(
                "The number grows although most of those present fall silent: newcomers hide a leak. Once fewer of them come, growth ends."
            ),
            "recovered": _("The growth is people won back. That is finite: find out why they had left, or they will leave again."),
        },
        "consolidation": {
            "capture": _("The company holds its size by replacing those who leave. Whoever is kept is growth that need not be bought."),
            "maintenance": _(
                "A settled base that neither grows nor shrinks: regular enough to be there, not bound enough to be safe. Deepen it."
            ),
            "loyalty": _(
                "A mature company with a loyal core. The danger is habit on both sides: renew what is offered, and win newcomers before "
                "the core grows old."
            ),
            "at_risk": _("The size still holds while most fall silent: decline shows in the stages first. Speak to those at risk now."),
            "recovered": _("The size holds because people leave and return. Perhaps they buy by season, or by turns elsewhere: ask them."),
        },
        "deterioration": {
            "capture": _("Newcomers neither make up for those who go nor settle: look at the first experience before advertising."),
            "maintenance": _("Those who are left have settled, and too few come after them: look at what newcomers meet, and where they "
                             "go."),
            "loyalty": _(
                "A faithful few are left; the less bound have gone, and too few come. Keep the core, and ask why others stay away."
            ),
            "at_risk": _(
                "Relationships dissolve faster than they begin. Find the cause first (complaints, price, a competitor), and speak to the "
                "most valuable of those at risk."
            ),
            "recovered": _("Winning people back slows the decline and does not turn it: what made them leave is still there."),
        },
        "cannot tell": {},
    }


def flow_names() -> dict[str, str]:
    """Who can be listed of a quarter."""
    return {
        "at_end": _("Active at its end"),
        "new": _("New and active"),
        "back": _("Came back"),
        "silent": _("Fell silent"),
        "newcomers": _("First order in it"),
    }


def flow_people(quarter: str, flow: str, n: int) -> str:
    """Which customers a list holds (Markdown)."""
    return _("**{name}**, {quarter}: {n}.").format(
        name=flow_names()[flow], quarter=words.escape_markdown(words.the_period(quarter, "quarter")), n=words.customers(n)
    )


def company_stage_caption(result) -> str:
    """What the marks mean, and how far to trust them (Markdown)."""
    said = [_("Active: in capture, maintenance, loyalty or recovered. Fell silent: at risk or abandoned by the quarter’s end.")]
    if result.growth is not None:
        said.append(
            _(
                "Grey: the line through the last eight ends, with its {level} interval. Who is active at one end mostly is at the next, so "
                "the interval is narrower than it should be: an aid to reading, not a finding."
            ).format(level=words.share(result.growth.level))
        )
    if result.first_order is not None:
        said.append(
            _("If you sold before {day}, bring those orders too: without them old customers look new.").format(
                day=words.day(result.first_order)
            )
        )
    return " ".join(said)


def company_stage_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The quarters in numbers: headers, and finished rows, the newest first."""
    headers = [
        _("Quarter"), _("Active at its end"), _("First orders"), _("New and active"), _("Came back"), _("Fell silent"),
        _("Still active, of those at its start"), _("of those a year before"),
    ]  # fmt: skip
    rows = [
        (
            words.period_short(one.quarter, "quarter"),
            *(words.count(getattr(one, name)) for name in ("at_end", "newcomers", "new", "back", "silent")),
            _share(one.kept),
            _share(one.kept_a_year),
        )
        for one in reversed(result.quarters)
    ]
    return headers, rows


def _share(group) -> str:
    if group is None:
        return "–"
    return _("fewer than 5") if evidence.strength(group.n) == "none" else words.share(group.rate, group.low, group.high)


def company_stage_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (
            _("Active"),
            _("customers in capture, maintenance, loyalty or recovered at a quarter’s end, by the usual gap of {days} days known on {day}; "
              "the quarter that is not over is left out").format(
                days=words.decimal(result.usual_gap_days, 0), day=words.day(result.as_of)
            ),
        ),
        (
            _("Launch"),
            _("fewer than four finished quarters since the first order, or more than half of the active with their first order in the "
              "last four"),
        ),
        (
            _("Growth"),
            _("a straight line through the logarithm of the active customers at the last eight quarters’ ends (least squares), over four "
              "quarters, with Student’s t interval of 90 %"),
        ),
        (
            _("The other stages"),
            _("improvement: the whole interval above 5 % a year; deterioration: below −5 %; consolidation: within the two; else it can’t "
              "be told. The rule is our own, the names are those of a product’s life (Levitt, 1965, Harvard Business Review 43(6), 81–94)"),
        ),
        (
            _("Who comes, who stays"),
            _("the last four finished quarters beside the four before: the ratio of two counts by Wilson’s interval of the newer one’s "
              "part, the difference of two shares by Newcombe (1998); customers come several times, so these intervals are narrow too"),
        ),
        (
            _("Present"),
            _("in capture, maintenance, loyalty, recovered or at risk on the last day; a stage stands out where Wilson’s interval of its "
              "part of the two largest lies above one half"),
        ),
        (
            _("What the pair suggests"),
            _("our own words, after the phases of relationships (Dwyer, Schurr and Oh, 1987, Journal of Marketing 51(2), 11–27; Stauss and "
              "Seidel, 2019, Effective Complaint Management, 2nd ed.): a question to ask, not a finding"),
        ),
    ]  # fmt: skip
