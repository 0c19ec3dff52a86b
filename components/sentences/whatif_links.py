"""What a scenario stands on, in sentences: each lever's way to money, measured or believed, and what no interval covers."""

from __future__ import annotations

from math import exp

from analysis import evidence
from analysis.beliefs import LITERATURE
from analysis.chain import MEASURED, ORDER
from analysis.whatif.levers import GIVEN, RATED
from components import words
from components.language import _, ngettext
from components.sentences import amounts
from components.sentences.levers import amount_text, lever_name
from components.sentences.whatif import missing_text

#: The way from one thing to the next: boxes of a name and a value; between them what goes with it, what that rests on, and its basis.
Row = tuple[list[tuple[str, str]], list[tuple[str, str, str]]]


def points(number: float) -> str:
    """Points of a scale.

    >>> points(0.5).replace(words.SPACE, " "), points(1).replace(words.SPACE, " ")
    ('0.5 points', '1 point')
    """
    said = f"{number:.2f}".rstrip("0").rstrip(".")
    return ngettext("{number}\u00a0point", "{number}\u00a0points", 1 if said == "1" else 2).format(
        number=words.decimal(number, len(said.partition(".")[2]))
    )


def rows(one) -> list[Row]:
    """Each lever's way to money (plain).

    A link's basis is "measured", "belief", "missing" or "given".
    """
    found = []
    for place, (setting, way) in enumerate(zip(one.settings, one.chains, strict=True)):
        if not setting.amount:
            continue
        found.append(_way(one, place) if way is None else steps(way))
    return found


def _way(one, place: int) -> Row:
    setting, told = one.settings[place], one.result.stands_on[place]
    name = setting.target if setting.lever in RATED else lever_name(setting.lever)
    boxes = [(name, amount_text(setting, one.result.currency)), _what_it_moves(setting)]
    if told.missing is not None:
        return boxes, [(_("no figure from your data"), missing_text(told.missing.found, told.missing.needed), "missing")]
    link = told.link
    if link.kind == GIVEN:
        return boxes, [(_("as you set it"), _("how that is brought about is not in it"), "given")]
    digits = 1
    number = _("{value} ({interval})").format(
        value=words.decimal(100 * link.value, digits), interval=words.between(100 * link.low, 100 * link.high, digits)
    )
    text = {
        "acquisition": _("newcomers grow by {number} % where spending doubles"),
        "price": _("{number} of 100 more slip a month for each per cent"),
        "competitor_price": _("{number} of 100 more slip a month for each per cent"),
        "retention_spend": _("{number} of 100 fewer slip a month"),
        "programme": _("{number} of 100 who join fewer slip a month"),
        "complaints": _("{number} of 100 settled are kept"),
        "errors": _("{number} of 100 repaired are kept"),
    }.get(setting.lever, "{number}").format(number=number)
    if setting.lever == "self_service":
        text = _("{money} saved a customer and month").format(money=amounts.each(round(link.value), one.result.currency))
    rests = (
        _("measured · n\u00a0=\u00a0{n}").format(n=words.count(link.n or 0))
        if link.kind == MEASURED
        else _("studies elsewhere")
        if link.kind == LITERATURE
        else _("your belief")
    )
    return boxes, [(text, rests, "measured" if link.kind == MEASURED else "belief")]


def _what_it_moves(setting) -> tuple[str, str]:
    """What a lever changes of customers (plain): name, and over which time."""
    if setting.lever in ("order_value", "frequency", "retention", "win_back"):
        return _("What they bring"), _("a month")
    if setting.lever in ("acquisition", "referral"):
        return _("Who comes"), _("a month")
    if setting.lever in ("self_service", "cost_to_serve"):
        return _("What they cost"), _("a month")
    return _("Who stays"), _("a month")


def steps(result) -> Row:
    """The chain as boxes and the links between them (plain): name and value; what goes with a point, what it rests on, and its basis.

    A link's basis is "measured", "belief", or "missing".
    """
    effect, satisfied = result.effect, result.more_satisfied
    boxes = [
        (result.attribute, f"{words.decimal(result.now.value, 1)} → {words.decimal(result.now.value + result.better, 1)}"),
        (result.outcome, _("{points} points").format(points=_signed(satisfied.value, 2))),
    ]
    links = [
        (
            _("{value} a point ({interval})").format(value=_signed(effect.value, 2), interval=words.between(effect.low, effect.high, 2)),
            ngettext("measured · {n} answer", "measured · {n} answers", effect.n).format(n=words.count(effect.n)),
            "measured",
        )
    ]
    by_order = result.by == ORDER
    stay = _("Another order follows") if by_order else _("Ordered again within {n} days").format(n=words.count(result.days))
    worth = _("Revenue") if result.margin is None else _("Worth")
    if result.slope is None or result.basis is None:
        known = result.base is not None and evidence.strength(result.base.n) in ("few", "enough")
        boxes += [(stay, words.share(result.base.value) if known else "?"), (worth, "?")]
        links += [(_slope(result), _missing(result), "missing"), ("", "", "missing")]
        return boxes, links
    after = result.base.value + result.more_retained.value
    boxes += [
        (stay, f"{words.share(result.base.value, digits=1)} → {words.share(after, digits=1)}"),
        (worth, _("{each} each").format(each=_plus(result.each.value, result.currency))),
    ]
    basis, rests = "measured", ngettext("measured · {n} followed up", "measured · {n} followed up", result.slope.n)
    brought = amounts.ranged(result.brought.value, result.brought.low, result.brought.high, result.currency)
    if by_order:
        brings, behind = _("brings {value} an order").format(value=brought), _("measured · orders of the last half-year")
    else:
        brings = _("brings {value} in {n} days").format(value=brought, n=words.count(result.days))
        behind = ngettext("measured · {n} who stayed", "measured · {n} who stayed", result.brought.n)
        behind = behind.format(n=words.count(result.brought.n))
    if result.basis != MEASURED:
        basis = "belief"
        rests = _("studies elsewhere") if result.basis == LITERATURE else _("your belief")
    links += [
        (_slope(result), rests.format(n=words.count(result.slope.n)), basis),
        (brings, behind, "measured"),
    ]
    return boxes, links


def _slope(result) -> str:
    slope = result.slope
    if slope is None or evidence.strength(slope.n) != "enough":
        return _("no slope yet")
    value = words.decimal(exp(slope.value), 2)
    if slope.low == slope.high:
        return _("odds to stay ×{value} a point").format(value=value)
    return _("odds to stay ×{value} a point ({interval})").format(value=value, interval=words.between(exp(slope.low), exp(slope.high), 2))


def _missing(result) -> str:
    if result.needed:
        return _("no figure: {n} more respondents needed").format(n=words.count(result.needed))
    return _("no figure from data")


def _signed(value: float, digits: int) -> str:
    return ("+" if round(value, digits) > 0 else "") + words.decimal(value, digits)


def _plus(minor: int, currency: str) -> str:
    return ("+" if minor > 0 else "") + amounts.each(minor, currency)


def stands_on(one) -> str:
    """What measured means (Markdown)."""
    kinds = {told.link.kind for told in one.result.stands_on if told.link is not None}
    said = []
    if MEASURED in kinds:
        said.append(
            _(
                "“Measured” means associated with, not caused by: no experiment stands behind these links, and a habit behind both would "
                "break the interval."
            )
        )
    if kinds & {"literature", "belief"}:
        said.append(_("Dashed: taken from elsewhere or believed, not from your data."))
    return " ".join((*said, _("Intervals of {level}.").format(level=words.share(one.result.level))))


def table(one) -> tuple[list[str], list[tuple[str, ...]]]:
    """The links as a table: headers, and finished rows."""
    found = []
    for place, (setting, way) in enumerate(zip(one.settings, one.chains, strict=True)):
        if way is not None:
            found += _rating_rows(way)
        elif (link := one.result.stands_on[place].link) is not None and link.kind != GIVEN and setting.lever != "self_service":
            n = words.count(link.n) if link.n else ""
            name = lever_name(setting.lever)
            numbers = words.decimal(100 * link.value, 1), words.between(100 * link.low, 100 * link.high, 1)
            found.append((_("{name}, per cent").format(name=name), *numbers, n))
    result = one.result
    for name, money in (
        (_("As things are"), result.baseline), (_("With the levers"), result.scenario), (_("Difference"), result.difference)
    ):  # fmt: skip
        value, interval = amounts.estimate(money.value, money.low, money.high, result.currency)
        found.append((name, value, interval, words.count(result.customers)))
    return [_("Link"), _("Estimate"), _("{level} interval").format(level=words.share(result.level)), "n"], found


def _rating_rows(result) -> list[tuple[str, ...]]:
    """The links from a rating to money: finished rows."""
    found = [
        (_("A point of “{name}”, in points of “{outcome}”").format(name=result.attribute, outcome=result.outcome), result.effect, 2),
        (_("{better} of it").format(better=points(result.better)), result.more_satisfied, 2),
        (_("A point of “{outcome}”, on the logit of staying").format(outcome=result.outcome), result.slope, 2),
    ]
    rows = [
        (name, words.decimal(one.value, digits), words.between(one.low, one.high, digits), words.count(one.n))
        for name, one, digits in found
        if one is not None and evidence.strength(one.n) in ("few", "enough")
    ]
    if result.base is not None and evidence.strength(result.base.n) in ("few", "enough"):
        base, more = result.base, result.more_retained
        by_order = result.by == ORDER
        stay = _("Orders that another one follows") if by_order else _("Who order again within {n} days").format(n=words.count(result.days))
        rows.append((stay, words.share(base.value), words.between(100 * base.low, 100 * base.high), words.count(base.n)))
        if result.basis is not None:
            number = words.decimal(100 * more.value, 1)
            rows.append((_("More of them, in points"), number, words.between(100 * more.low, 100 * more.high, 1), words.count(more.n)))
        value, interval = amounts.estimate(result.brought.value, result.brought.low, result.brought.high, result.currency)
        brings = _("What an order brings") if by_order else _("What one of them brings in that time")
        rows.append((brings, value, interval, words.count(result.brought.n)))
    return rows


def not_covered(one) -> list[str]:
    """What no interval covers, the gravest first (Markdown)."""
    said = []
    ways = [way for way in one.chains if way is not None]
    for way in ways:
        if way.together is not None:
            said.append(
                _("“{name}” is rated so much like “{other}” that the effect may be the other’s.").format(
                    name=words.escape_markdown(way.attribute), other=words.escape_markdown(way.together)
                )
            )
    for shown in one.beyond:
        name = shown.setting.target if shown.setting.lever in RATED else lever_name(shown.setting.lever)
        said.append(
            _("That “{name}” can be moved so far is belief: your data have not seen it there.").format(name=words.escape_markdown(name))
        )
    if ways:
        said += [
            _(
                "A hidden habit may make people both content and faithful, or they are content because they stay; then the truth lies "
                "outside."
            ),
            _("Only those who answered are looked at, and who was lost before could not answer."),
            _("One good mood lifts all ratings and satisfaction together."),
            _("The lowest ratings rise by themselves the next time, with no action at all."),
            *_by_kind(ways[0]),
        ]
    if any(setting.lever == "price" and setting.belief is None for setting in one.settings):
        said.append(_("Nobody is taken to leave for the price: say what you believe of that."))
    said += [
        _("Customers are taken to move from stage to stage as they did in the last year, whatever the market does."),
        _("That the money moves the lever so far is what you say; what it costs is taken as you say it."),
    ]
    return said


def _by_kind(result) -> list[str]:
    """What the way leaves open by which staying was followed."""
    if result.by == ORDER:
        return [
            _("Customers are taken to leave as they did in the last half-year; what is better is felt from each one’s next order on."),
            _("A rating is taken to act on staying through satisfaction alone; in invented companies whose truth is known, about three in "
              "four of these intervals of 90 % held it."),  # fmt: skip
        ]
    return [
        _(
            "Whoever does not order for {n} days is taken for lost, though some come back; and one answer tells of one visit only. Both "
            "make the figure rather too low."
        ).format(n=words.count(result.days))  # fmt: skip
    ]
