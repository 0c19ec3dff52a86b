"""The leaky bucket in sentences: how many were lost, and whether others made up for them."""

from analysis import evidence
from components import words
from components.language import _, ngettext
from components.sentences import amounts


def bucket_answer(bucket, *, period: str | None = None, acquisition=None) -> str:
    """How many were lost, and whether others made up for them.

    Parameters
    ----------
    bucket
        The leaky bucket of one stretch of time.
    period
        "week", "month" or "quarter" if the stretch is one of those whole; otherwise its days are named.
    acquisition
        What a new customer cost to win in that time; nothing where that is not known.
    """
    when = _when(bucket, period)
    if not bucket.at_start:
        return ngettext(
            "There were no customers yet to lose {when}; there is **{n}** at its end.",
            "There were no customers yet to lose {when}; there are **{n}** at its end.",
            bucket.at_end,
        ).format(when=when, n=words.count(bucket.at_end))
    lost = ngettext(
        "You lost **{lost}** of {start} customer {when}",
        "You lost **{lost}** of {start} customers {when}",
        bucket.at_start,
    ).format(lost=words.count(bucket.lost), start=words.count(bucket.at_start), when=when)
    if evidence.strength(bucket.at_start) not in ("none", "thin"):
        said, _space, interval = words.share(bucket.lost_share, bucket.low, bucket.high).partition(" ")
        lost = f"{lost}, **{said}** {interval}"
    if evidence.strength(bucket.at_start) == "few":
        lost = f"{lost}; " + _("few customers, so a rough share")
    return " ".join(part for part in (f"{lost}. {_made_up(bucket)}", _cost(bucket, acquisition)) if part)


def _when(bucket, period: str | None) -> str:
    if period is None:
        return _("from {first} to {last}").format(first=words.day(words.day_after(bucket.start)), last=words.day(bucket.end))
    if period == "week":
        return _("in the week from {first} to {last}").format(first=words.day(words.day_after(bucket.start)), last=words.day(bucket.end))
    return _("in {period}").format(period=words.period_of(bucket.end, period))


def _made_up(bucket) -> str:
    """The customers who came, and the sum of both."""
    new = ngettext("{n} new one", "{n} new ones", bucket.new).format(n=words.count(bucket.new))
    back = ngettext("{n} who came back", "{n} who came back", bucket.recovered).format(n=words.count(bucket.recovered))
    change = bucket.at_end - bucket.at_start
    texts = {"new": new, "back": back, "end": words.count(bucket.at_end), "change": words.count(abs(change))}
    if change > 0:
        form = _("{new} and {back} made up for them: **{end}** at the end, {change} more.")
    elif change < 0:
        form = _("{new} and {back} did not make up for them: **{end}** at the end, {change} fewer.")
    else:
        form = _("{new} and {back} made up for them exactly: **{end}** at the end.")
    return form.format(**texts)


def _cost(bucket, acquisition) -> str:
    """What it costs to win others in place of those lost."""
    if acquisition is None or not bucket.lost:
        return ""
    cost = amounts.each(acquisition.each, acquisition.currency)
    loss = amounts.about(bucket.lost * acquisition.each, acquisition.currency)
    return _("Each new one cost {cost} of advertising, so the loss cost about {loss}.").format(cost=cost, loss=loss)


def bucket_caption(bucket) -> str:
    """What the bands are, and when a customer counts as lost."""
    gap = round(bucket.usual_gap_days)
    days = ngettext("{n}\u00a0day", "{n}\u00a0days", gap).format(n=words.count(gap))
    said = _(
        "The height of a band is its number of customers. A customer counts as lost once {gaps} usual gaps "
        "between orders have passed since the last one; over all customers the usual gap is {days}."
    ).format(gaps=words.decimal(bucket.abandoned, 0 if bucket.abandoned.is_integer() else 1), days=days)
    if not bucket.came_and_went:
        return said
    between = ngettext(
        "{n} more came and was lost again in between.",
        "{n} more came and were lost again in between.",
        bucket.came_and_went,
    ).format(n=words.count(bucket.came_and_went))
    return f"{said} {between}"
