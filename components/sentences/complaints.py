"""What goes wrong and how it is put right, in sentences."""

from analysis import evidence
from components import words
from components.language import _, ngettext

HOURS_A_DAY = 24


def complaints_answer(found, recovery) -> str:
    """How many complain, how soon they are helped, and what that goes along with (Markdown)."""
    every = found.all
    if not every.n:
        return _("No complaint is known; contacts are below.")
    said = [
        ngettext("**{n}** complaint of {people}", "**{n}** complaints of {people}", every.n).format(
            n=words.count(every.n), people=words.customers(every.customers)
        )
        + _(", {open} of them open.").format(open=words.count(every.open))
    ]
    if every.soon is not None and evidence.strength(every.soon.n) in ("few", "enough"):
        said.append(
            _("{share} are closed within {days} days.").format(
                share=words.share(every.soon.rate, every.soon.low, every.soon.high), days=words.count(found.soon_days)
            )
        )
    said.append(recovery_answer(recovery))
    return " ".join(part for part in said if part)


def recovery_answer(recovery) -> str:
    """Whether those who were helped soon stay (Markdown)."""
    if recovery is None:
        return ""
    pair = next((one for one in recovery.pairs if (one.first, one.second) == ("soon", "late")), None)
    if pair is None or pair.comparison is None:
        return _("Whether those who were helped soon come back can’t be told yet.")
    found = pair.comparison
    difference = words.points(found.difference, found.low, found.high)
    shares = _(
        "**{soon}** of those helped within {days} days ordered again within {watch} days, **{late}** of the others who complained"
    ).format(
        soon=words.share(found.first.rate),
        late=words.share(found.second.rate),
        days=words.count(recovery.soon_days),
        watch=words.count(recovery.days),
    )
    if found.low > 0 or found.high < 0:
        return _("{shares}: {difference}, distinguishable.").format(shares=shares, difference=difference)
    return _("{shares}: {difference}, not distinguishable with these n.").format(shares=shares, difference=difference)


def content_answer(recovery) -> str:
    """Whether those who were content with the outcome stay, as far as they were asked afterwards (Markdown)."""
    found = recovery.answered_pair.comparison
    if found is None:
        return _("How content they were with the outcome is known of too few.")
    form = (
        _("Asked afterwards, {happy} of the content ordered again and {unhappy} of those who were not: {difference}, distinguishable.")
        if found.low > 0 or found.high < 0
        else _(
            "Asked afterwards, {happy} of the content ordered again and {unhappy} of those who were not: {difference}, not distinguishable."
        )
    )
    return form.format(
        happy=words.share(found.first.rate),
        unhappy=words.share(found.second.rate),
        difference=words.points(found.difference, found.low, found.high),
    )


def group_name(name: str, recovery) -> str:
    """What a kind of customers is called in the picture of what came after."""
    return {
        "soon": _("Helped within {days} days").format(days=words.count(recovery.soon_days)),
        "late": _("Later, or not at all"),
        "not yet": _("Had not complained"),
        "happy": _("Content with the outcome"),
        "unhappy": _("Not content"),
    }[name]


def recovery_caption(recovery) -> str:
    """What was compared, and who complains (Markdown)."""
    said = [
        _(
            "Watched for {days} days from {soon} days after the complaint; those who had not complained stand with orders "
            "of theirs at like moments. Compared within quarter, number of orders and time since the last."
        ).format(days=words.count(recovery.days), soon=words.count(recovery.soon_days))
    ]
    if recovery.waiting:
        said.append(
            ngettext("{n} complained too recently to be watched.", "{n} complained too recently to be watched.", recovery.waiting).format(
                n=words.count(recovery.waiting)
            )
        )
    if recovery.selected:
        said.append(_("**Those who complain are other customers than those who don’t**, and matching may not make up for that."))
    said.append(_("Who complains hopes for better; many who are annoyed leave without a word."))
    said.append(_("Associated, not proven: no experiment was made."))
    return " ".join(said)


def pairs_table(recovery) -> tuple[list[str], list[tuple[str, ...]]]:
    """Each two kinds compared: headers, and finished rows."""
    headers = [_("Customers"), _("against"), _("Ordered again"), _("of the others"), _("Difference"), _("Reading")]
    rows = []
    for pair in (*recovery.pairs, recovery.answered_pair):
        found = pair.comparison
        if found is None:
            continue
        apart = found.low > 0 or found.high < 0
        rows.append(
            (
                group_name(pair.first, recovery),
                group_name(pair.second, recovery),
                _("{share} of {n}").format(share=words.share(found.first.rate), n=words.count(found.first.n)),
                _("{share} of {n}").format(share=words.share(found.second.rate), n=words.count(found.second.n)),
                words.points(found.difference, found.low, found.high),
                _("distinguishable") if apart else _("not distinguishable"),
            )
        )
    return headers, rows


def hours(within) -> str:
    """A time in hours, or in days where it is long, with its interval; what is not reached is said.

    >>> from analysis.complaints import Within
    >>> hours(Within(share=0.5, value=48.0, low=47.0, high=240.0)).replace(words.SPACE, " ")
    '48 hours (47 to 240)'
    """
    if within.value is None:
        return _("not reached")
    days = within.value > 3 * HOURS_A_DAY
    unit = HOURS_A_DAY if days else 1
    number = round(within.value / unit)
    said = (
        ngettext("{n}\u00a0day", "{n}\u00a0days", number).format(n=words.count(number))
        if days
        else ngettext("{n}\u00a0hour", "{n}\u00a0hours", number).format(n=words.count(number))
    )
    return said + _ends(within, unit)


def minutes(within) -> str:
    """A time in seconds, minutes or hours, with its interval.

    >>> from analysis.complaints import Within
    >>> minutes(Within(share=0.5, value=0.5, low=0.4, high=0.6)).replace(words.SPACE, " ")
    '30 seconds (24 to 36)'
    """
    if within.value is None:
        return _("not reached")
    if within.value < 2:
        number = round(60 * within.value)
        return ngettext("{n}\u00a0second", "{n}\u00a0seconds", number).format(n=words.count(number)) + _ends(within, 1 / 60)
    if within.value < 180:
        number = round(within.value)
        return ngettext("{n}\u00a0minute", "{n}\u00a0minutes", number).format(n=words.count(number)) + _ends(within, 1)
    number = round(within.value / 60)
    return ngettext("{n}\u00a0hour", "{n}\u00a0hours", number).format(n=words.count(number)) + _ends(within, 60)


def _ends(within, unit: float) -> str:
    if within.low is None:
        return ""
    low = round(within.low / unit)
    if within.high is None:
        return _(" ({low}\u00a0or\u00a0more)").format(low=words.count(low))
    return f" ({words.between(low, round(within.high / unit))})"


def kinds_table(kinds, first: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Complaints by cause or channel: headers, and finished rows."""
    headers = [first, _("Complaints"), _("Customers"), _("Closed soon"), _("Half closed after"), _("Open"), _("Turned down")]
    rows = [
        (
            kind.name or _("(none)"),
            words.count(kind.n),
            words.count(kind.customers),
            _soon(kind.soon),
            hours(kind.hours[0]) if kind.hours and evidence.strength(kind.n) != "none" else "",
            words.count(kind.open),
            words.count(kind.rejected),
        )
        for kind in kinds
    ]
    return headers, rows


def _soon(soon) -> str:
    if soon is None or evidence.strength(soon.n) == "none":
        return _("fewer than 5")
    return words.share(soon.rate, soon.low, soon.high)


def contacts_answer(found) -> str:
    """How soon contacts are answered, against the standards that were set (Markdown)."""
    every = found.contacts
    if not every.n:
        return _("No contact is known: bring calls, e-mails and chats with the time to their first answer.")
    half = every.minutes[0] if every.minutes else None
    said = [ngettext("**{n}** contact.", "**{n}** contacts.", every.n).format(n=words.count(every.n))]
    if half is not None and half.value is not None:
        said.append(_("Half are answered within {time}.").format(time=minutes(half)))
    kept = [one for one in found.by_channel if one.kept is not None and evidence.strength(one.kept.n) in ("few", "enough")]
    if not kept:
        said.append(_("Set a standard for a channel, and you see how often it is kept."))
    for one in kept:
        said.append(
            _("{channel}: {share} within {minutes} minutes.").format(
                channel=words.escape_markdown(words.capital(one.channel or _("no channel"))),
                share=words.share(one.kept.rate, one.kept.low, one.kept.high),
                minutes=words.decimal(one.standard, 0 if float(one.standard).is_integer() else 2),
            )
        )
    return " ".join(said)


def contacts_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Contacts by channel: headers, and finished rows."""
    headers = [
        _("Channel"),
        _("Contacts"),
        _("Half answered within"),
        _("Nine in ten within"),
        _("Standard, minutes"),
        _("Kept"),
        _("No time known"),
    ]
    rows = [
        (
            one.channel or _("(none)"),
            words.count(one.n),
            minutes(one.minutes[0]) if one.minutes else "",
            minutes(one.minutes[-1]) if one.minutes else "",
            "" if one.standard is None else words.decimal(one.standard, 0 if float(one.standard).is_integer() else 2),
            "" if one.kept is None else _soon(one.kept),
            words.count(one.unknown),
        )
        for one in found.by_channel
    ]
    return headers, rows


def complaints_made(found, recovery) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (
            _("Closed soon"),
            _("within {days} days, of those opened at least as long ago; Wilson’s interval").format(days=words.count(found.soon_days)),
        ),
        (
            _("Half closed after"),
            _("Kaplan and Meier’s estimate (1958): an open complaint has waited so long already, and is not left out"),
        ),
        (_("Answered within"), _("of the contacts whose time is known; intervals by order statistics (Conover, 1999)")),
        (
            _("Compared"),
            _("the share who ordered again among like customers, Mantel and Haenszel (1959) with Sato’s interval (1989)"),
        ),
        (_("n"), _("complete through {day}").format(day=words.day(found.as_of))),
    ]
