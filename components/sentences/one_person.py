"""One person's stages in sentences: data values escaped."""

from __future__ import annotations

from components import words
from components.language import _
from components.sentences.moves import days, within
from components.sentences.stage_rule import gaps


def person_title(name: str) -> str:
    """The heading of one person's strip; a heading reads Markdown."""
    return _("{name}, from the first day on").format(name=words.escape_markdown(name))


def person_sentence(person, rule) -> str:
    """Where somebody is, how long they have been silent for, and what comes if nothing does."""
    said = []
    if person.stage is None:
        said.append(_("Not among the customers now: no order, and no contact for too long."))
    else:
        said.append(_("In **{stage}** now.").format(stage=within(person.stage)))
    if person.silent_days is not None:
        said.append(
            _("Usual gap {gap}; the last order was {silent} ago, **{rho} of the usual gap**.").format(
                gap=days(person.usual_gap_days), silent=days(person.silent_days), rho=words.decimal(person.rho, 1)
            )
        )
    coming = []
    if person.at_risk_from is not None:
        coming.append(_("at risk after {gaps} (from {day} on)").format(gaps=gaps(rule.at_risk), day=words.day(person.at_risk_from)))
    if person.abandoned_from is not None:
        coming.append(_("abandoned after {gaps} (from {day} on)").format(gaps=gaps(rule.abandoned), day=words.day(person.abandoned_from)))
    if coming:
        said.append(_("Without another order: {coming}.").format(coming=", ".join(coming)))
    said.append(_("A single person has no interval: this is the rule at work, not a forecast."))
    return " ".join(said)
