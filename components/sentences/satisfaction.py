"""What customers think of each attribute, in sentences."""

from babel.lists import format_list

from analysis import evidence
from components import words
from components.language import LOCALE, _, ngettext
from components.sentences.beside import quiet_line


def satisfaction_quiet(result, *, company: str = "", filters: str = "") -> str:
    """The quiet line: which answers these are (Markdown)."""
    whose = words.escape_markdown(filters) if filters else _("everybody who answered")
    return quiet_line([_answers(result), _when(result), whose], company=company)


def _answers(result) -> str:
    said = ngettext("{n}\u00a0questionnaire", "{n}\u00a0questionnaires", result.responses).format(n=words.count(result.responses))
    if result.people and result.people < result.known:
        said += " " + ngettext("of {n}\u00a0known person", "of {n}\u00a0known people", result.people).format(n=words.count(result.people))
    return said


def _when(result) -> str:
    if not result.waves:
        return ""
    first, last = result.waves[0].first, result.waves[-1].last
    return words.day(first) if first == last else _("{first} to {last}").format(first=words.day(first), last=words.day(last))


def overall_sentence(result) -> str:
    """How satisfied they are on the whole, and whether they would recommend (Markdown)."""
    parts = []
    overall = result.overall
    if overall is not None and evidence.strength(overall.n) in ("few", "enough"):
        parts.append(
            _("On the whole **{share}** of {n} are satisfied: one of the two best answers to “{name}”.").format(
                share=words.share(overall.best.rate, overall.best.low, overall.best.high),
                n=words.count(overall.n),
                name=words.escape_markdown(overall.name),
            )
        )
    if result.index is not None and result.index.mean is not None and evidence.strength(result.index.mean.n) in ("few", "enough"):
        mean = result.index.mean
        parts.append(
            _("The additive index over all attributes is **{value}** of 100 ({interval}).").format(
                value=words.decimal(mean.value, 0), interval=words.between(mean.low, mean.high)
            )
        )
    score = result.recommendation
    if score is not None and evidence.strength(score.n) in ("few", "enough"):
        parts.append(
            _("Those who would recommend exceed those who would not by **{value}\u00a0points** ({interval}, n\u00a0=\u00a0{n}).").format(
                value=words.decimal(score.score, 0), interval=words.between(score.low, score.high), n=words.count(score.n)
            )
        )
    return " ".join(parts)


def breakdown_caption(result) -> str:
    """What the marks are, what was left out, and what does not count (Markdown)."""
    said = []
    if any(evidence.strength(rated.n) == "thin" for rated in result.attributes):
        said.append(_("Pale: fewer than ten answers, never ranked."))
    if any(evidence.strength(rated.n) == "few" for rated in result.attributes):
        said.append(_("Few: 10 to 29 answers."))
    if any(rated.gap is not None for rated in result.attributes):
        said.append(_("Brown between expected and received: less was received than expected, beyond chance."))
    rescaled = sum(rated.rescaled for rated in result.attributes)
    if rescaled:
        said.append(
            ngettext(
                "{n} rating was given on another scale and is moved onto the commonest.",
                "{n} ratings were given on another scale and are moved onto the commonest.",
                rescaled,
            ).format(n=words.count(rescaled))
        )
    said += _left_out(result)
    if result.straight:
        said.append(
            ngettext(
                "{n} gave one answer to everything; it counts.", "{n} gave one answer to everything; they count.", result.straight
            ).format(n=words.count(result.straight))
        )
    return " ".join(said)


def _left_out(result) -> list[str]:
    out = result.left_out
    said = []
    if out.earlier:
        said.append(
            ngettext(
                "{n} earlier answer of somebody who answered again in the same wave is left out.",
                "{n} earlier answers of people who answered again in the same wave are left out.",
                out.earlier,
            ).format(n=words.count(out.earlier))
        )
    if out.twins:
        said.append(
            ngettext("{n} answer came twice and counts once.", "{n} answers came twice and count once.", out.twins).format(
                n=words.count(out.twins)
            )
        )
    if out.repeated:
        said.append(_("Left out, as they repeat an earlier wave: {n} answers.").format(n=words.count(out.repeated)))
    if out.later:
        said.append(_("Later than the data’s last day: {n} left out.").format(n=words.count(out.later)))
    return said


def attributes_table(result, weights) -> tuple[list[str], list[tuple[str, ...]]]:
    """The picture as a table: headers, and finished rows."""
    headers = [
        _("Attribute"),
        _("One of the two best"),
        _("One of the two worst"),
        _("Mean"),
        _("Expected"),
        _("Received less expected"),
        _("Weight"),
        _("Answers"),
        _("Not rated"),
    ]
    rows = []
    for rated in result.attributes:
        shown = evidence.strength(rated.n) != "none"
        fewer = _("fewer than 5")
        weight = weights.get(rated.name)
        rows.append(
            (
                rated.name,
                words.share(rated.best.rate, rated.best.low, rated.best.high) if shown else fewer,
                words.share(rated.worst.rate, rated.worst.low, rated.worst.high) if shown else fewer,
                mean(rated.mean) if shown else fewer,
                mean(rated.expectation) if shown and rated.expectation is not None else "",
                mean(rated.gap, digits=2) if shown and rated.gap is not None and rated.gap.n else "",
                "" if weight is None else words.share(weight.value, weight.low, weight.high),
                words.count(rated.n),
                words.count(rated.missing),
            )
        )
    return headers, rows


def mean(estimate, *, digits: int = 2) -> str:
    """A mean with its interval.

    >>> from analysis.means import Estimate
    >>> mean(Estimate(value=3.52, low=3.48, high=3.561, n=700)).replace(words.SPACE, " ")
    '3.52 (3.48 to 3.56)'
    """
    return f"{words.decimal(estimate.value, digits)} ({words.between(estimate.low, estimate.high, digits)})"


def groups_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Each group of attributes: its index, and whether its questions measure one thing."""
    from components.sentences.nouns import group as group_name

    headers = [_("Group"), _("Index, 0 to 100"), _("Answers"), _("Do its questions measure one thing?")]
    rows = []
    for group in result.groups:
        index = group.index.mean
        told = index is not None and evidence.strength(index.n) != "none"
        rows.append(
            (
                words.capital(group_name(group.name) if group.name else _("others")),
                f"{words.decimal(index.value, 0)} ({words.between(index.low, index.high)})" if told else _("fewer than 5"),
                words.count(index.n) if index is not None else "0",
                reliability(group.reliability),
            )
        )
    return headers, rows


def reliability(found) -> str:
    """Cronbach's alpha in words."""
    if found is None:
        return _("can’t be told of one question")
    if evidence.strength(found.n) in ("none", "thin"):
        return _("too few answered all of them")
    said = {
        "unrelated": _("no: read them one by one"),
        "doubtful": _("hardly"),
        "consistent": _("yes"),
        "redundant": _("yes, so much that some repeat others"),
    }[found.reading]
    return _("{said} (alpha {alpha}, {interval})").format(
        said=said, alpha=words.decimal(found.alpha, 2), interval=words.between(found.low, found.high, 2)
    )


def index_caption(result) -> str:
    """How the index is made, and what a missing rating does to it (Markdown)."""
    if result.index is None:
        return ""
    weighted = (
        _("Each rating counts by how important that person said it is.")
        if result.index.weights == "importance"
        else _("Importance was not asked, so every attribute counts the same.")
    )
    parts = [
        _("The index is the mean of each person’s ratings on a scale from 0, the worst answer, to 100, the best."),
        weighted,
        _("A missing rating is left out, never taken for 0; whoever rated less than half of the weight has no index."),
    ]
    if result.index.undefined:
        parts.append(
            ngettext("That is {n} questionnaire.", "Those are {n} questionnaires.", result.index.undefined).format(
                n=words.count(result.index.undefined)
            )
        )
    parts.append(_("On average {share} of the weight was rated.").format(share=words.share(result.index.coverage)))
    return " ".join(parts)


def names(found) -> str:
    """Several names in a row (plain text).

    >>> names(["staff", "delivery", "shops"])
    'staff, delivery and shops'
    """
    return format_list(list(found), locale=LOCALE)
