"""Accounts in sentences: where organisations stand as a whole, on how many people they hang, and who fell silent."""

from __future__ import annotations

from analysis import evidence
from analysis.account_table import HERE, NEVER
from analysis.stages import AT_RISK, LOYALTY, NOT_YET, STAGES
from analysis.units import NONE
from components import words
from components.language import _, ngettext
from components.sentences.amounts import about
from components.sentences.beside import quiet_line
from components.sentences.moves import came_from_name, days, few_people, length, went_to_name
from components.sentences.stages import stage_name

TOLD = ("few", "enough")


def accounts_count(number: int) -> str:
    """A number of accounts.

    >>> accounts_count(1).replace(words.SPACE, " "), accounts_count(1850).replace(words.SPACE, " ")
    ('1 account', '1,850 accounts')
    """
    return ngettext("{n}\u00a0account", "{n}\u00a0accounts", number).format(n=words.count(number))


def people_count(number: int) -> str:
    """A number of people.

    >>> people_count(2).replace(words.SPACE, " ")
    '2 people'
    """
    return ngettext("{n}\u00a0person", "{n}\u00a0people", number).format(n=words.count(number))


def accounts_quiet(result, *, company: str = "") -> str:
    """Which company, through which day, since when, and n (Markdown)."""
    parts = [
        _("complete through {day}").format(day=words.day(result.as_of)),
        _("moves since {day}").format(day=words.day(result.moves.then)),
        _("n\u00a0=\u00a0{accounts} that ordered, by {people}").format(
            accounts=accounts_count(result.accounts), people=people_count(result.people)
        ),
    ]
    return quiet_line(parts, company=company)


def accounts_answer(result) -> str:
    """How many accounts are still here, what is at risk, and how many hang on one person (Markdown)."""
    if not result.accounts:
        return _(
            "**No organisation is known to buy here.** Accounts come of a list of customers, or of orders, with a column for the company "
            "that each person buys for."
        )
    counts = {one.stage: one.now.k for one in result.stages}
    here = sum(counts[STAGES[place]] for place in HERE)
    if evidence.strength(result.accounts) not in TOLD:
        return _("Still here: {here} of {accounts}, too few to say more than which. They are listed below.").format(
            here=words.count(here), accounts=accounts_count(result.accounts)
        )
    said = [
        _("**{here} of our {accounts} are still here, {loyal} of them in loyalty.**").format(
            here=words.count(here), accounts=accounts_count(result.accounts), loyal=words.count(counts[STAGES[LOYALTY]])
        ),
        _at_risk(result, counts[STAGES[AT_RISK]]),
        _alone(result),
    ]
    return " ".join(part for part in said if part)


def _at_risk(result, n: int) -> str:
    if not n:
        return ""
    if result.at_risk_brought <= 0 or result.brought <= 0:
        return ngettext("**{n}** is at risk.", "**{n}** are at risk.", n).format(n=words.count(n))
    return ngettext(
        "**{n}** is at risk; it brought {money} in the last 12 months, {share} of what all accounts brought.",
        "**{n}** are at risk; they brought {money} in the last 12 months, {share} of what all accounts brought.",
        n,
    ).format(
        n=words.count(n),
        money=about(result.at_risk_brought, result.currency),
        share=words.share(result.at_risk_brought / result.brought),
    )


def _alone(result) -> str:
    alone = result.alone
    if alone is None or evidence.strength(alone.n) not in TOLD:
        return ""
    return _("Of {n} still here whose people are known, **{k}** hang on one person: {share}.").format(
        n=words.count(alone.n), k=words.count(alone.k), share=words.share(alone.rate, alone.low, alone.high)
    )


def accounts_caption(result) -> str:
    """What the marks mean, and by which usual gap (Markdown)."""
    gap = days(result.usual_gap_days)
    own = (
        _("One usual gap is used for all that is shown here: the accounts’ own at {day}, {gap}.")
        if result.own_gap
        else _("The accounts have too few orders to have a usual gap of their own; that of all customers at {day} is used, {gap}.")
    )
    said = [_("An account has an order on a day on which any of its people has one, and its stage follows by the rule of the page Stages.")]
    if not few_people(result.moves):
        said.append(_("Of those there on {day}, the rest stayed.").format(day=words.day_short(result.moves.then)))
    return " ".join([*said, own.format(day=words.day(result.as_of), gap=gap)])


def people_title() -> str:
    """The heading of who orders for accounts."""
    return _("On how many people do they hang?")


def people_answer(result) -> str:
    """What hangs on one person, where the main person fell silent, and whether several people go with staying (Markdown)."""
    said = [_hanging(result), _silent(result), several_sentence(result)]
    if result.unnamed:
        said.append(
            ngettext(
                "{n} more account ordered in its own name alone: who orders there, no file says.",
                "{n} more accounts ordered in their own name: who orders there, no file says.",
                result.unnamed,
            ).format(n=words.count(result.unnamed))
        )
    return " ".join(part for part in said if part)


def _hanging(result) -> str:
    one = next((one for one in result.by_people if one.people == 1), None)
    if one is None:
        return ""
    return ngettext(
        "For **{n}** account still here a single person ordered in the last 12 months; it brought {money}.",
        "For **{n}** accounts still here a single person ordered in the last 12 months; together they brought {money}.",
        one.accounts,
    ).format(n=words.count(one.accounts), money=about(one.brought, result.currency))


def _silent(result) -> str:
    silent = result.silent
    if silent is None:
        return ""
    if not silent.k:
        return _("Nowhere has the person who ordered most fallen silent while another orders on.")
    return _(
        "In **{k}** of {n} accounts for which several people ever ordered, the one who ordered most fell silent while another orders on."
    ).format(k=words.count(silent.k), n=words.count(silent.n))


def several_sentence(result) -> str:
    """Whether accounts with several people ordering stay more often, once they order as often (Markdown)."""
    found = result.several_against_one
    if found is None:
        return ""
    plain = _(
        "Of accounts for which two or more people ordered in the year before last, {several} ordered again in the year since; of those for "
        "which one did, {one}."
    )
    apart = (
        _("Among those that had ordered on about as many days the difference is {points}, distinguishable: associated, not caused.")
        if found.low > 0 or found.high < 0
        else _("Among those that had ordered on about as many days the difference is {points}, not distinguishable with these n.")
    )
    return " ".join(
        [
            plain.format(
                several=words.share(found.first.rate, found.first.low, found.first.high),
                one=words.share(found.second.rate, found.second.low, found.second.high),
            ),
            apart.format(points=words.points(found.difference, found.low, found.high)),
        ]
    )


def people_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Accounts still here by how many people order: headers, and finished rows."""
    total = sum(one.accounts for one in result.by_people)
    headers = [_("People who ordered in the last 12 months"), _("Accounts still here"), _("Share of them"), _("Brought in 12 months")]
    rows = [
        (
            _("{n} or more").format(n=words.count(one.people)) if one.more else words.count(one.people),
            words.count(one.accounts),
            _("fewer than 5") if evidence.strength(total) == "none" else words.share(one.accounts / total),
            words.money(one.brought, result.currency, whole=True),
        )
        for one in result.by_people
    ]
    return headers, rows


#: Which accounts of a list are meant besides where they were and are.
AMONG = ("alone", "silent")


def among_name(name: str) -> str:
    """Which accounts a further choice means."""
    return {"alone": _("Hang on one person"), "silent": _("Main person fell silent")}[name]


def list_headers(currency: str) -> list[str]:
    """The columns of the list of accounts."""
    return [
        _("Account"),
        _("Stage"),
        _("People who ever ordered"),
        _("In the last 12 months"),
        _("Main person"),
        _("Their days with an order"),
        _("Last order"),
        _("Brought in 12 months, {currency}").format(currency=currency),
    ]


def stage_of(place: int) -> str:
    """A stage by its place, for a list."""
    return _("Never ordered") if place == NOT_YET else stage_name(STAGES[place])


def main_days(main: int, theirs: int, of: int) -> str:
    """On how many of the days the main person ordered.

    >>> main_days(7, 8, 10), main_days(NONE, 0, 0)
    ('8 of 10', '')
    """
    return "" if main == NONE else _("{k} of {n}").format(k=words.count(theirs), n=words.count(of))


def listed(n: int, came_from: str | None, went_to: str | None, among: str | None, result) -> str:
    """Which accounts are listed (Markdown)."""
    said = [ngettext("**{n}** account", "**{n}** accounts", n).format(n=words.count(n))]
    if came_from is not None:
        said.append(_("in “{stage}” on {day}").format(stage=came_from_name(came_from), day=words.day(result.moves.then)))
    if went_to is not None:
        said.append(_("in “{stage}” on {day}").format(stage=went_to_name(went_to), day=words.day(result.as_of)))
    if among is not None:
        said.append({"alone": _("for which one person orders"), "silent": _("whose main person fell silent")}[among])
    return ", ".join(said) + _("; the largest first.")


def of_account(name: str, row) -> str:
    """Who orders for one account (Markdown).

    Parameters
    ----------
    name : str
        Not escaped.
    row : mapping
        A row of the list by the fields of `AccountTable`.
    """
    last = "" if row["last"] == NEVER else _(" It ordered last on {day}.").format(day=words.day(row["last_day"]))
    return (
        _("**{name}**, {stage}: {people} ever ordered for it, {active} in the last 12 months.").format(
            name=words.escape_markdown(name),
            stage=stage_of(row["stage"]),
            people=people_count(row["people"]),
            active=words.count(row["active"]),
        )
        + last
    )


def accounts_made(result, *, months: int) -> list[tuple[str, str]]:
    """How it was made: pairs of a term and its text."""
    return [
        (
            _("Account"),
            _(
                "an organisation with all who order for it; it has an order, a contact or a cancellation on a day on which any of them has "
                "one. Partners and suppliers are no customers, and not among them"
            ),
        ),
        (_("Stage"), _("by the rule that the company keeps; moves are those of {length}").format(length=length(months))),
        (
            _("Usual gap"),
            (
                _("the accounts’ own: the mean of {n} closed gaps")
                if result.own_gap
                else _("that of all customers: {n} closed gaps are too few")
            ).format(n=words.count(result.closed_gaps)),
        ),
        (_("Still here"), _("ordered, and not abandoned")),
        (
            _("Hangs on one person"),
            _("still here; every order of the last 12 months names a person, and it is one and the same"),
        ),
        (
            _("Main person"),
            _(
                "who ordered on most days, of several the latest; silent: abandoned by the customers’ rule, while another of the account "
                "ordered since"
            ),
        ),
        (
            _("12 months"),
            _("the 365 days through {day}; money is net, in {currency}").format(day=words.day(result.as_of), currency=result.currency),
        ),
        (
            _("Two or more people against one"),
            _(
                "accounts that ordered in the year before last, compared with those that ordered on about as many days in it (1, 2, 3, "
                "4 to 5, 6 to 8, more); Mantel and Haenszel (1959) with Sato’s interval (1989)"
            ),
        ),
    ]
