"""Attitude against behaviour, in sentences: who means it, whom that speaks for, and what they did next."""

from analysis import evidence
from components import words
from components.language import _, ngettext


def field_name(field: str) -> str:
    """What a field is called.

    >>> field_name("spurious")
    'Spurious'
    """
    return {
        "true": _("Truly loyal"),
        "latent": _("Latent"),
        "spurious": _("Spurious"),
        "none": _("Neither"),
        "steady_unknown": _("Steady, no answer"),
        "other_unknown": _("Not steady, no answer"),
    }[field]


def field_says(field: str) -> str:
    """What its people do and say."""
    return {
        "true": _("they buy steadily, and mean it"),
        "latent": _("they would, and don’t buy steadily"),
        "spurious": _("they buy steadily, and don’t mean it"),
        "none": _("neither the one nor the other"),
        "steady_unknown": _("they buy steadily; what they think isn’t known"),
        "other_unknown": _("they don’t buy steadily; what they think isn’t known"),
    }[field]


def bond_field_name(cell: str) -> str:
    """What a field of tied and free customers is called.

    >>> bond_field_name("bound_discontent")
    'Tied, not content'
    """
    return {
        "bound_content": _("Tied and content"),
        "bound_discontent": _("Tied, not content"),
        "bound_unknown": _("Tied, no answer"),
        "free_content": _("Stay by choice"),
        "free_discontent": _("Free, not content"),
        "free_unknown": _("Free, no answer"),
    }[cell]


def answer_names(least: float | None) -> list[str]:
    """The columns of fields: a high answer, a lower one, none."""
    if least is None:
        return [_("High answer"), _("Lower answer"), _("No answer")]
    number = score(least)
    return [_("Answered {least} or more").format(least=number), _("Answered less"), _("No answer")]


def score(value: float) -> str:
    """An answer, as whole as it is."""
    return words.decimal(value, 0 if float(value).is_integer() else 1)


def attitude_answer(result) -> str:
    """Who means it and who doesn't (Markdown)."""
    if result.question is None:
        return _("Nobody was asked, so what customers think of the company isn’t known. One question is enough: would they recommend you?")
    if evidence.strength(result.answered) in ("none", "thin"):
        return _("**Not enough answers** to say who means it: {n} known customers have answered; from 30 on it would do.").format(
            n=words.count(result.answered)
        )
    shares = {one.field: one for one in result.fields}
    said = _(
        "Of {n} who answered “{question}”, **{true} are truly loyal**: they buy steadily and answered {least} or more. {spurious} buy "
        "steadily and don’t mean it (spurious): a better offer may take them. {latent} would and don’t buy steadily (latent): something "
        "stands between, or they have left on good terms. {none} do neither."
    ).format(
        n=words.customers(result.answered),
        question=words.escape_markdown(result.name),
        least=score(result.least),
        **{name: _share(shares[name].share) for name in ("true", "spurious", "latent", "none")},
    )
    few = " " + _("So few answers carry little.") if evidence.strength(result.answered) == "few" else ""
    latent = shares["latent"]
    if not latent.gone or evidence.strength(latent.share.k) in ("none", "thin"):
        return said + few
    return (
        said + few + " "
        + ngettext(
            "Of the {n} latent, {gone} has not ordered for so long that the stage is abandoned.",
            "Of the {n} latent, {gone} have not ordered for so long that their stage is abandoned.", latent.gone,
        ).format(n=words.count(latent.share.k), gone=words.count(latent.gone))
    )  # fmt: skip


def _share(share) -> str:
    return words.share(share.rate, share.low, share.high)


def represents_sentence(result) -> str:
    """Whom the fields speak for (Markdown)."""
    if result.represents is None or evidence.strength(result.answered) in ("none", "thin"):
        return ""
    unknown = result.steady_unknown + result.other_unknown
    said = [
        _("**Whom this speaks for**: {n} of {customers} answered. No answer is no low one: the others are in no field.").format(
            n=words.count(result.answered), customers=words.customers(result.customers)
        )
    ]
    if evidence.strength(unknown) in ("few", "enough"):
        one = result.represents
        if one.low > 0:
            told = _("Of them {answered} buy steadily, of the others {others}: all together are less loyal than the fields.")
        elif one.high < 0:
            told = _("Of them {answered} buy steadily, of the others {others}: all together are more loyal than the fields.")
        else:
            told = _("Of them {answered} buy steadily, of the others {others}: no difference beyond chance; what these think nobody knows.")
        said.append(told.format(answered=_share(one.first), others=_share(one.second)))
    said.append(_("Half of the answers are older than {days} days.").format(days=words.count(round(result.median_age_days))))
    return " ".join(said)


def after_sentence(result) -> str:
    """Whether the spurious leave sooner, and whether the latent come back (Markdown)."""
    if result.question is None:
        return ""
    if result.then is None:
        return _("Whether the spurious leave sooner can’t be told yet: on the earlier day there was no usual gap.")
    said = []
    if result.sooner is None or evidence.strength(min(result.sooner.first.n, result.sooner.second.n)) in ("none", "thin"):
        said.append(_("Whether the spurious leave sooner can’t be told: too few of them, or of the truly loyal, on {day}.").format(
            day=words.day(result.then)))  # fmt: skip
    else:
        said.append(_sooner(result, result.sooner))
    if result.latent_again is not None and evidence.strength(
        min(result.latent_again.first.n, result.latent_again.second.n)
    ) in ("few", "enough"):  # fmt: skip
        said.append(_latent(result.latent_again))
    return " ".join(said)


def _sooner(result, one) -> str:
    parts = {
        "then": words.day(result.then),
        "now": words.day(result.as_of),
        "true": _share(one.first),
        "spurious": _share(one.second),
        "points": words.points(abs(one.value), *sorted((abs(one.low), abs(one.high)))),
        "signed": words.points(one.value, one.low, one.high),
    }
    if one.low > 0:
        said = _(
            "**The spurious leave sooner**: of the truly loyal on {then} {true} had ordered again by {now}, of the spurious {spurious}: "
            "{points} fewer. Associated, not proven."
        )
    elif one.high < 0:
        said = _(
            "**The spurious did not leave sooner**: of the truly loyal on {then} {true} had ordered again by {now}, of the spurious "
            "{spurious}: {points} more."
        )
    else:
        said = _(
            "**Whether the spurious leave sooner can’t be told**: of the truly loyal on {then} {true} had ordered again by {now}, of the "
            "spurious {spurious}; the difference, {signed}, may be none."
        )
    return said.format(**parts)


def _latent(one) -> str:
    parts = {
        "latent": _share(one.first),
        "none": _share(one.second),
        "points": words.points(abs(one.value), *sorted((abs(one.low), abs(one.high)))),
    }
    if one.low > 0:
        return _("Of the latent {latent} did, of those of neither {none}: {points} more.").format(**parts)
    if one.high < 0:
        return _("Of the latent {latent} did, of those of neither {none}: {points} fewer.").format(**parts)
    return _("Of the latent {latent} did, of those of neither {none}: no difference beyond chance.").format(**parts)


def attitude_caption(result, *, dark: bool) -> str:
    """What the marks mean (Markdown)."""
    said = _(
        "Steadily: {run} occasions or more without a lapse, the last one no more than {gaps} usual gaps ago. Shares are of those who "
        "answered, with {level} intervals. Click a field for its customers."
    ).format(run=words.count(result.least_run), gaps=score(result.at_risk), level=words.share(result.level))
    return f"{said} " + (_("A brighter field holds more.") if dark else _("A darker field holds more."))


def field_people(field: str, n: int, *, here: bool = False) -> str:
    """Which customers a list holds (Markdown)."""
    form = _("**{name}**, {n} who have not abandoned: {says}.") if here else _("**{name}**, {n}: {says}.")
    return form.format(name=field_name(field), n=words.customers(n), says=field_says(field))


def attitude_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (
            _("Behaviour"),
            _("high where the last {run} occasions or more came without a lapse and the last is no more than {gaps} usual gaps old, and "
              "the customer has not cancelled").format(run=words.count(result.least_run), gaps=score(result.at_risk)),
        ),
        (
            _("Attitude"),
            _("each one’s last answer on or before the day; high in the top third of the scale (4 of 5, 7 of 10). Who gave none is "
              "unknown, never spurious"),
        ),
        (
            _("The fields"),
            _("true, latent, spurious and none after Dick and Basu (1994), Journal of the Academy of Marketing Science 22(2), 99–113; the "
              "thresholds are our own"),
        ),
        (_("Intervals"), _("Wilson (1927) for a share, Newcombe (1998) for a difference of two")),
        (
            _("What they did next"),
            _("the fields of the earlier day by that day’s own usual gap and by answers up to it; then who had another day with an order "
              "by the last day. Which answer somebody gave was not drawn by lot: a habit may stand behind both"),
        ),
        (
            _("Left out"),
            ngettext("{n} answer without a day", "{n} answers without a day", result.undated).format(n=words.count(result.undated))
            + ", "
            + ngettext("{n} that names nobody", "{n} that name nobody", result.unnamed).format(n=words.count(result.unnamed)),
        ),
    ]  # fmt: skip
