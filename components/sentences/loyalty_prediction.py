"""Whether the loyalty index tells who orders again, in sentences: a result in, Markdown out."""

from analysis import evidence
from components import words
from components.exact import Exact, Said
from components.language import _
from components.sentences.loyalty_index import TOLD_IN_WORDS, group_name, sign_name


def pairs(estimate, *, interval: bool = True) -> str:
    """How many of 100 pairs are in the right order, with the interval."""
    digits = words.digits_for(estimate.low, estimate.high)
    number = words.decimal(100 * estimate.value, digits)
    if not interval:
        return number
    ends = [round(100 * end, 9) for end in (estimate.value, estimate.low, estimate.high)]
    said = f"{number} ({words.between(100 * estimate.low, 100 * estimate.high, digits)})"
    return Said(said, Exact(value=ends[0], low=ends[1], high=ends[2], form="0.0"))


def prediction_answer(result) -> str:
    """How well the index would have told who orders again, beside how recent the last order was (Markdown)."""
    if result is None:
        return _("It cannot be tried yet: too little was known a period ago.")
    if result.index is None or evidence.strength(result.index.n) not in TOLD_IN_WORDS:
        return _(
            "It cannot be tried yet: of {n} who had an index on {day}, {again} ordered again by {until}; ten who did are needed, and "
            "ten who "
            "did not."
        ).format(
            n=words.customers(result.n), day=words.day(result.from_day), again=words.count(result.again), until=words.day(result.until)
        )
    said = _(
        "We went back to {day}, and looked who had ordered again by {until}. Of two customers, one who did and one who did not, the "
        "index of "
        "that day puts the right one higher in **{index} of 100 pairs**; how recent the last order was, in **{recency}**. A coin would "
        "in 50."
    ).format(day=words.day(result.from_day), until=words.day(result.until), index=pairs(result.index), recency=pairs(result.recency))
    return " ".join(part for part in (said, _verdict(result), _highest(result)) if part)


def _highest(result) -> str:
    """Who ordered again of those whom one would write to first, by either."""
    first = result.fifths[-1]
    if any(share is None or evidence.strength(share.n) not in TOLD_IN_WORDS for share in (first.by_index, first.by_recency)):
        return ""
    by_index, by_recency = (words.share(share.rate, share.low, share.high) for share in (first.by_index, first.by_recency))
    return _("Of the highest fifth by the index {by_index} ordered again, of that by recency {by_recency}.").format(
        by_index=by_index, by_recency=by_recency
    )


def _verdict(result) -> str:
    apart = result.difference
    many = _gain(apart)
    if result.index.low <= 0.5:
        said = _("So here it is not told from a coin: read it as a description, and foretell nothing by it.")
        return said if apart.high >= 0 else said + " " + _("Recency tells more.")
    if apart.high < 0:
        return _(
            "So it tells something, but **plain recency tells better**, by {many} pairs of 100: to know who comes next, look at the last "
            "order; to know what their loyalty rests on, look here."
        ).format(many=many)
    if apart.low > 0:
        return _("So it tells **better than plain recency**, by {many} pairs of 100.").format(many=many)
    return _("So it tells something; whether more or less than recency cannot be told ({many} pairs of 100).").format(many=many)


def _gain(apart) -> str:
    """The difference without its sign where it is sure, with it where it is not."""
    low, high, value = (100 * end for end in (apart.low, apart.high, apart.value))
    if high < 0:
        low, high, value = -high, -low, -value
    digits = words.digits_for(low / 100, high / 100)
    if low > 0 and words.decimal(low, digits) == words.decimal(0, digits):
        digits += 1
    return f"{words.decimal(value, digits)} ({words.between(low, high, digits)})"


def prediction_caption(result) -> str:
    """What was left out of the index here, and why (Markdown)."""
    said = [
        _("Without “{group}”: orders would foretell orders. Only what was dated by that day counts, by that day’s own ends.").format(
            group=group_name(result.left_out)
        )
    ]
    if result.undated:
        said.append(
            _("Left out, for nobody knows since when it holds: {signs}.").format(
                signs=", ".join(sign_name(sign) for sign in result.undated)
            )
        )
    without = result.people - result.n
    if without:
        said.append(_("{n} of {people} had no index then.").format(n=words.count(without), people=words.count(result.people)))
    return " ".join(said)


def fifths_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Who ordered again by fifths: headers, and finished rows."""
    headers = [_("Fifth"), _("By the index: n"), _("By the index: ordered again"), _("By recency: n"), _("By recency: ordered again")]
    names = {1: _("lowest"), 2: _("second"), 3: _("middle"), 4: _("fourth"), 5: _("highest")}
    rows = [(names[one.fifth], *_cells(one.by_index), *_cells(one.by_recency)) for one in reversed(result.fifths)]
    return headers, rows


def _cells(share) -> tuple[str, str]:
    if share is None:
        return words.count(0), ""
    if evidence.strength(share.n) == "none":
        return words.count(share.n), _("fewer than 5")
    return words.count(share.n), words.share(share.rate, share.low, share.high)


def prediction_made(result) -> list[tuple[str, str]]:
    """How it was made: terms and texts, unescaped."""
    if result is None:
        return []
    return [
        (
            _("Who"),
            _(
                "Customers who had not abandoned on {day}, by the usual gap of that day, and had an "
                "index."
            ).format(day=words.day(result.from_day)),
        ),
        (
            _("Ordered again"),
            _("An order in the {days} days up to {until}.").format(days=words.count(result.days), until=words.day(result.until)),
        ),
        (
            _("Of 100 pairs"),
            _(
                "The area under the ROC curve: the share of pairs of one who ordered again and one who did not in which the score is "
                "higher for the former, ties counting half. Interval and difference by DeLong, DeLong and Clarke-Pearson (1988), both "
                "scores on the same people, level {level}."
            ).format(level=words.share(result.level)),
        ),
        (_("The index then"), _("Of {groups}.").format(groups=", ".join(group_name(name) for name in result.used) or _("nothing"))),
    ]
