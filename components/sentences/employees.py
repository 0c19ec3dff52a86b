"""What employees say of their work, in sentences that name nobody."""

from analysis import evidence
from components import words
from components.language import _, ngettext
from components.sentences.nouns import group as indicator_name


def newest(found) -> list:
    """The results of the newest wave."""
    return [one for one in found.results if found.waves and one.wave == found.waves[-1]]


def called(team: str | None) -> str:
    """What a team is called."""
    return _("Everybody") if team is None else team or _("No team named")


def indicator(name: str) -> str:
    """What an indicator is called."""
    return _("All together") if name == "all" else words.capital(indicator_name(name))


def employees_answer(found) -> str:
    """How content they are on the whole, with what least, and whether customers feel it (Markdown)."""
    whole = {one.indicator: one.mean for one in newest(found) if one.team is None}
    if "all" not in whole:
        return _("Fewer than five people answered: nothing is shown, so that nobody can be recognised.")
    mean = whole["all"]
    said = [
        _("On a scale from 0 to 100 their work stands at **{value}** ({interval}), n\u00a0=\u00a0{n}.").format(
            value=words.decimal(mean.value, 0), interval=words.between(mean.low, mean.high), n=words.count(mean.n)
        )
    ]
    parts = {name: one for name, one in whole.items() if name != "all" and evidence.strength(one.n) in ("few", "enough")}
    if len(parts) > 1:
        low, high = min(parts, key=lambda name: parts[name].value), max(parts, key=lambda name: parts[name].value)
        apart = parts[low].high < parts[high].low
        form = (
            _("They rate {low} lowest ({worst}) and {high} highest ({best}).")
            if apart
            else _("From {low} ({worst}) to {high} ({best}) the five indicators are not distinguishable with these n.")
        )
        said.append(
            form.format(
                low=indicator(low).lower(),
                high=indicator(high).lower(),
                worst=words.decimal(parts[low].value, 0),
                best=words.decimal(parts[high].value, 0),
            )
        )
    said.append(link(found))
    return " ".join(part for part in said if part)


def link(found) -> str:
    """Whether where employees are content customers are too (Markdown)."""
    if found.link == "no common teams":
        return _("Whether customers feel it can’t be told: no shop or team stands in both surveys.")
    if found.link == "few pairs" or found.correlation is None:
        return _(
            "Whether customers feel it can’t be told: it takes ten teams and quarters of which both sides answered; here are {n}."
        ).format(n=words.count(len(found.pairs)))
    one = found.correlation
    numbers = _("correlation {value} ({interval}) over {n} teams and quarters").format(
        value=words.decimal(one.value, 2), interval=words.between(one.low, one.high, 2), n=words.count(one.n)
    )
    if found.link == "linked":
        return _("Where they are content, customers are too: {numbers}; associated, not proven.").format(numbers=numbers)
    return _("Whether customers feel it is unclear: {numbers}.").format(numbers=numbers)


def employees_caption(found) -> str:
    """What is withheld and why (Markdown)."""
    said = [_("Each person’s own mean of the questions of an indicator, from 0, the worst answer, to 100, the best; 95\u00a0% intervals.")]
    if found.withheld:
        said.append(
            ngettext(
                "{n} value is not shown, so that no group of fewer than five people can be read or reckoned from the others.",
                "{n} values are not shown, so that no group of fewer than five people can be read or reckoned from the others.",
                found.withheld,
            ).format(n=words.count(found.withheld))
        )
    return " ".join(said)


def employees_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """The newest wave, a team a row and an indicator a column: headers, and finished rows."""
    results = newest(found)
    teams = list(dict.fromkeys(one.team for one in results))
    indicators = ["all", *found.indicators]
    by = {(one.team, one.indicator): one.mean for one in results}
    rows = [(called(team), *(_cell(by.get((team, name))) for name in indicators)) for team in teams]
    return [_("Team"), *(indicator(name) for name in indicators)], rows


def _cell(mean) -> str:
    if mean is None:
        return _("not shown")
    return f"{words.decimal(mean.value, 0)} ({words.between(mean.low, mean.high)})"


def pairs_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Employees beside customers, by team and quarter: headers, and finished rows."""
    headers = [_("Team"), _("Quarter"), _("Employees, 0 to 100"), _("n"), _("Customers, 0 to 100"), _("n")]
    rows = [
        (
            called(one.team),
            words.period_short(one.quarter, "quarter"),
            _cell(one.employees),
            words.count(one.employees.n),
            _cell(one.customers),
            words.count(one.customers.n),
        )
        for one in found.pairs
    ]
    return headers, rows


def employees_made(found) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (_("Indicator"), _("of a person, the mean of the answers to its questions as a share of the scale; it wants half of them")),
        (_("Interval"), _("of a mean on a bounded scale, at {level}").format(level=words.share(found.level))),
        (
            _("Withheld"),
            _("every value of fewer than five people, and the smallest of the others where the hidden could be reckoned from the sum"),
        ),
        (_("Correlation"), _("of the means of teams and quarters, Fisher’s interval (1921); from ten pairs on")),
    ]
