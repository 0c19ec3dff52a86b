"""The loyalty index in sentences: a result in, Markdown out."""

from analysis import evidence
from analysis.additive_index import LEAST_COVERAGE
from analysis.loyalty_index import MOST_ROWS
from analysis.loyalty_scores import HIGH_PERCENTILE, LEAST_TO_KEEP, LOW_PERCENTILE, WHOLE
from analysis.loyalty_signs import GROUPS, SAID, YEAR
from components import words
from components.exact import Exact, Said
from components.language import _, ngettext
from components.sentences.stages import stage_name
from components.sentences.who import field_name

TOLD_IN_WORDS = ("few", "enough")


def group_name(group: str) -> str:
    """What a group of signs is called.

    >>> group_name("contracting")
    'What they buy'
    """
    return {
        "contracting": _("What they buy"),
        "renewal": _("How often they order"),
        "interaction": _("How they get in touch"),
        "recommendation": _("Recommending us"),
        "participation": _("Taking part"),
        "declared": _("What they declare"),
    }[group]


def sign_name(sign: str) -> str:
    """What a sign is called.

    >>> sign_name("rhythm")
    'Keeping their own rhythm'
    """
    return {
        "products": _("Different products"),
        "channels": _("Channels of order"),
        "potential": _("Share of their potential"),
        "exclusive": _("Buying from us alone"),
        "order_days": _("Days with an order"),
        "rhythm": _("Keeping their own rhythm"),
        "contacts": _("Contacts that they began"),
        "contact_channels": _("Channels of contact"),
        "referrals": _("Referrals made"),
        "recommendation": _("Would recommend us, last answer"),
        "memberships": _("Memberships"),
        "rewards": _("Rewards taken"),
        "answers": _("Questionnaires filled in"),
        "overall": _("Satisfied, last answer"),
    }[sign]


def row_name(result, name: str) -> str:
    """What a row is called; not escaped."""
    return stage_name(name) if result.field is None else name or _("(none)")


def index_value(estimate, *, interval: bool = True) -> str:
    """A mean of the index, 0 to 100, with its interval."""
    digits = words.digits_for(estimate.low / 100, estimate.high / 100)
    number = words.decimal(estimate.value, digits)
    if not interval:
        return number
    exact = Exact(value=round(estimate.value, 9), low=round(estimate.low, 9), high=round(estimate.high, 9), form="0.0")
    return Said(f"{number} ({words.between(estimate.low, estimate.high, digits)})", exact)


def index_answer(result) -> str:
    """The mean, what it rests on, and between whom it differs (Markdown)."""
    if evidence.strength(result.all.n) not in TOLD_IN_WORDS:
        return _too_little(result)
    row = result.all
    who = _("customers who are still here") if result.staged else _("customers")
    said = [
        _("**The mean loyalty index is {value} of 100**, of {n} {who}; half of them lie between {middle}.").format(
            value=index_value(row.mean), n=words.count(row.n), who=who, middle=_middle(row)
        )
    ]
    if evidence.strength(row.n) == "few":
        said.append(_("Those are few."))
    said.append(_("{coverage} of its weight is known.").format(coverage=words.share(row.coverage)))
    return " ".join(part for part in (*said, _unlike(result), _apart(result)) if part)


def _middle(row) -> str:
    """Between what and what half of the customers lie, within a sentence."""
    return _("{low}\u00a0and\u00a0{high}").format(low=words.decimal(row.spread[1], 0), high=words.decimal(row.spread[3], 0))


def _too_little(result) -> str:
    """Nobody, or fewer than ten, has an index: what is missing."""
    missing = [group for group in result.groups if not group.n and group.weight]
    known = sum(group.weight for group in result.groups if group.n)
    if not result.all.n + result.all.without:
        return _("Nobody here has an order yet.")
    if known < LEAST_COVERAGE * WHOLE:
        return _(
            "**There is no index yet**: what is known carries {known} of 100 of the weight, and half is needed. Nothing is known, or "
            "all are alike, of: {missing}."
        ).format(known=words.decimal(known, 0), missing=", ".join(group_name(group.name) for group in missing))
    return _("**There is no mean to tell yet**: {n} have an index, and ten are needed; of the others too little is known.").format(
        n=words.customers(result.all.n)
    )


def _apart(result) -> str:
    """The highest and the lowest row that differ for sure; stages are told by orders, as a part of the index is, so that they prove "
    "nothing."""
    told = [row for row in result.rows if row.mean is not None and evidence.strength(row.n) == "enough"]
    if result.field is None or len(told) < 2:
        return ""
    compared = {row.name: row.alike or row.mean for row in told}
    first, last = max(compared, key=lambda name: compared[name].value), min(compared, key=lambda name: compared[name].value)
    if compared[first].low <= compared[last].high:
        return _("Between these groups no difference is sure.")
    names = [words.escape_markdown(row_name(result, name)) for name in (first, last)]
    high, low = (index_value(compared[name]) for name in (first, last))
    alike = _("By what is known of everybody it") if result.all.alike is not None and len(result.known) > 1 else _("It")
    return _("{it} is highest in “{first}”, {high}, and lowest in “{last}”, {low}.").format(
        it=alike, first=names[0], high=high, last=names[1], low=low
    )


def _unlike(result) -> str:
    """Different groups are known of different customers: how many, and the mean by what is known of all."""
    if len(result.known) < 2:
        return ""
    sizes = {size: sum(known.n for known in result.known if len(known.groups) == size) for size in range(len(GROUPS), 0, -1)}
    (most, people), *others = ((size, n) for size, n in sizes.items() if n)
    said = ngettext("{size} group of signs is known of {n}", "{size} groups of signs are known of {n}", most)
    said = said.format(size=most, n=words.count(people))
    said = ", ".join([said, *(_("{size} of {n}").format(size=size, n=words.count(n)) for size, n in others)])
    if result.all.alike is None:
        return _("{parts}: too little is known of everybody to compare like with like.").format(parts=said)
    return _("{parts}. By the {count} that are known of everybody it is {value}.").format(
        parts=said, count=len(result.common), value=index_value(result.all.alike)
    )


def index_caption(result) -> str:
    """What the picture's marks mean (Markdown)."""
    said = [_("● the mean with its interval · pale bar: from the lowest tenth to the highest tenth of the customers."), _ends_are(result)]
    if result.all.alike is not None and len(result.known) > 1:
        said.append(
            _("○ by the groups alone that are known of everybody ({groups}): compare rows by it.").format(
                groups=", ".join(group_name(name) for name in result.common)
            )
        )
    if result.field is None and result.rows:
        said.append(_("Stages are told by orders, and so is a part of the index: that the two agree proves nothing."))
    if result.field is not None and len(result.rows) == MOST_ROWS:
        said.append(_("The {n} commonest are shown.").format(n=words.count(MOST_ROWS)))
    if any(evidence.strength(row.n) == "none" for row in result.rows):
        said.append(_("Fewer than five customers: no value."))
    if result.sensitivity is not None and evidence.strength(result.all.n) in TOLD_IN_WORDS:
        said.append(_weights_matter(result.sensitivity))
    return " ".join(said)


def _ends_are(result) -> str:
    """What 0 and 100 are."""
    if result.relative:
        return _("50 would be who stands in every sign in the middle of all customers, those who have abandoned too.")
    return _("100 would be who is in every sign among the highest twentieth of your own customers, 0 among the lowest.")


def _weights_matter(correlation: float) -> str:
    number = words.decimal(correlation, 2)
    if correlation >= 0.95:
        return _("With equal weights customers would stand in almost the same order (rank correlation {number}).").format(number=number)
    return _("With equal weights customers would stand in another order (rank correlation {number}): the weights matter.").format(
        number=number
    )


def rows_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The rows in numbers: headers, and finished rows."""
    headers = [
        _("Stage") if result.field is None else field_name(result.field), _("With an index"), _("Without"), _("Mean index"),
        _("Half of them between"), _("Weight that is known"), _("Mean, like with like"),
    ]  # fmt: skip
    everybody = (_("All who are still here") if result.staged else _("All customers"), result.all)
    rows = []
    for name, row in (everybody, *((row_name(result, row.name), row) for row in result.rows)):
        if evidence.strength(row.n) == "none":
            values = [_("fewer than 5"), "", "", ""]
        else:
            values = [
                index_value(row.mean), words.between(row.spread[1], row.spread[3]), words.share(row.coverage),
                "" if row.alike is None else index_value(row.alike),
            ]  # fmt: skip
        rows.append((name, words.count(row.n), words.count(row.without), *values))
    return headers, rows


def groups_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The six groups: headers, and finished rows."""
    headers = [_("Group"), _("Signs that count"), _("Weight"), _("Known of"), _("Mean, 0 to 100")]
    rows = []
    for group in result.groups:
        signs = [sign_name(sign.name) for sign in group.signs if sign.points is not None]
        mean = "" if group.mean is None else index_value(group.mean) if evidence.strength(group.n) != "none" else _("fewer than 5")
        rows.append(
            (
                group_name(group.name), " · ".join(signs) if signs else _nothing(group),
                words.decimal(group.weight, 0 if float(group.weight).is_integer() else 1), words.share(group.coverage), mean,
            )
        )  # fmt: skip
    return headers, rows


def _nothing(group) -> str:
    if not group.signs:
        return _unlocks(group.name)
    return _("none is switched on") if not any(sign.counts for sign in group.signs) else _("all are alike")


def _unlocks(group: str) -> str:
    """Which file would tell something of a group."""
    return {
        "contracting": _("nothing is recorded: bring orders with their products"),
        "renewal": _("nothing is recorded: bring orders"),
        "interaction": _("nothing is recorded: bring contacts"),
        "recommendation": _("nothing is recorded: bring referrals, or ask who would recommend you"),
        "participation": _("nothing is recorded: bring memberships and rewards"),
        "declared": _("nothing is recorded: ask how satisfied they are on the whole"),
    }[group]


def signs_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every sign with its ends: headers, and finished rows."""
    headers = [_("Sign"), _("Group"), _("Known of"), _("Mean"), _("0 is"), _("100 is"), _("On the line")]
    rows = []
    for group in result.groups:
        for sign in group.signs:
            if sign.name in SAID:
                mean, ends = words.share(sign.mean) if sign.n else "", (_("the worst answer"), _("the best answer"))
            else:
                mean = words.decimal(sign.mean, 2) if sign.n else ""
                ends = (_end(sign.low), _end(sign.high)) if sign.low is not None else (_("all are alike"), "")
            if evidence.strength(sign.n) == "none":
                mean = _("fewer than 5")
            points = "" if sign.points is None or mean == _("fewer than 5") else words.decimal(sign.points, 0)
            rows.append(
                (sign_name(sign.name), group_name(group.name), words.customers(sign.n), mean, *ends,
                 points if sign.counts else _("switched off"))
            )  # fmt: skip
    return headers, rows


def _end(value: float) -> str:
    return words.decimal(value, 0 if float(value).is_integer() else 2)


def index_made(result) -> list[tuple[str, str]]:
    """How it was made: terms and texts, unescaped."""
    anchored = ""
    if result.anchored is not None and not result.relative:
        anchored = " " + _("Yours are of {day}.").format(day=words.day(result.anchored))
    line = (
        _("The middle of the rank among these customers, in per cent; somebody's index may move when others come.")
        if result.relative
        else _(
            "100 (x − low) / (high − low), held within 0 and 100. Low and high are the {low}th and the {high}th percentile of those who "
            "were "
            "here when this page was first opened with {least} customers or more; then they stand, so that an index moves only when its "
            "customer does. An answer runs from the worst to the best of its scale."
        ).format(low=LOW_PERCENTILE, high=HIGH_PERCENTILE, least=LEAST_TO_KEEP)
        + anchored
    )
    return [
        (_("Loyalty index"), _("The weighted mean of six groups, each the mean of those of its signs that are known; 0 to 100.")),
        (_("Sign on its line"), line),
        (
            _("What is not known"),
            _(
                "Left out with its weight; below half of the weight there is no index. Where contacts, referrals, rewards or "
                "memberships are "
                "recorded, somebody without one has 0; who was not asked said nothing. In “{recommending}” whoever never answered has "
                "their "
                "referrals alone."
            ).format(recommending=group_name("recommendation")),
        ),
        (_("Counted"), _("In the {days} days up to {day}; of answers the last one counts.").format(days=YEAR, day=words.day(result.as_of))),
        (
            _("Who is in it"),
            _("Customers with an order who have not abandoned; these stand in a row of their own.")
            if result.staged
            else _("Every customer with an order: without a usual gap nobody can be said to have abandoned."),
        ),
        (_("Weights"), _("A judgement: 20, 25, 15, 15, 10, 15 unless you set others. They add up to 100.")),
        (
            _("Groups among each other"),
            _("Each has its own ends, so the mean of one group is neither more nor less than that of another: compare a group between "
              "customers, or with itself later."),
        ),
        (_("Interval"), _("Of a mean on a scale with two ends, level {level}.").format(level=words.share(result.level))),
    ]  # fmt: skip


def fifth_people(n: int, fifth: str, row: str) -> str:
    """What stands above a list of customers (Markdown)."""
    of = {
        "5": ngettext("{n} customer of the highest fifth", "{n} customers of the highest fifth", n),
        "1": ngettext("{n} customer of the lowest fifth", "{n} customers of the lowest fifth", n),
        "all": ngettext("{n} customer", "{n} customers", n),
    }[fifth].format(n=words.count(n))
    said = _("**{of}**, the highest index first.") if fifth != "1" else _("**{of}**, the lowest index first.")
    return f"{words.escape_markdown(row)}: {said.format(of=of)}" if row else said.format(of=of)
