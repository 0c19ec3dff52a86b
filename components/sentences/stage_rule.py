"""The stage rule in words, and what a moved threshold does."""

from __future__ import annotations

import numpy as np

from analysis.moves import PLACES
from analysis.relations import Terms
from analysis.rhythm import Rule
from components import words
from components.language import _, ngettext
from components.sentences.moves import days, within
from components.sentences.nouns import together


def gaps(number: float) -> str:
    """So many usual gaps.

    >>> gaps(2.0).replace(words.SPACE, " "), gaps(1.0).replace(words.SPACE, " "), gaps(2.5).replace(words.SPACE, " ")
    ('2 usual gaps', '1 usual gap', '2.5 usual gaps')
    """
    said = f"{number:g}"
    digits = len(said.partition(".")[2])
    return ngettext("{n}\u00a0usual gap", "{n}\u00a0usual gaps", 1 if number == 1 else 2).format(n=words.decimal(number, digits))


def rule_words(rule: Rule, usual_gap_days: float) -> list[str]:
    """The rule as a person would say it, with the figures of this company, one line a stage; the first that fits counts."""
    silence = _("after {gaps} without an order ({days} for somebody with the usual gap of all)")
    risk, lost = (silence.format(gaps=gaps(n), days=days(n * usual_gap_days)) for n in (rule.at_risk, rule.abandoned))
    lapse = gaps(rule.abandoned)
    return [
        _("**Prospect**: no order yet, but a contact of their own within {days}.").format(days=days(rule.abandoned * usual_gap_days)),
        _("**Abandoned**: {silence}, or cancelled; not if they got in touch within their last usual gap.").format(silence=lost),
        _("**At risk**: {silence}.").format(silence=risk),
        _("**Recovered**: back with the last order, after a pause of more than {lapse}.").format(lapse=lapse),
        _("**Loyalty**: {n} orders or more without such a pause.").format(n=words.count(rule.loyalty_run)),
        _("**Capture**: the first order. **Maintenance**: every other customer."),
        _(
            "The usual gap here is {days}. Each customer has a gap of their own, drawn towards it: it counts like {k} gaps of theirs."
        ).format(days=days(usual_gap_days), k=_plain(rule.k)),
    ]


def tried_words(kept: Terms, tried: Terms) -> str:
    """What is different from the rule that is kept; "" where nothing is."""
    parts = []
    if tried.rule.at_risk != kept.rule.at_risk:
        parts.append(_("at risk from {new} instead of {old}").format(new=gaps(tried.rule.at_risk), old=_plain(kept.rule.at_risk)))
    if tried.rule.abandoned != kept.rule.abandoned:
        parts.append(_("abandoned from {new} instead of {old}").format(new=gaps(tried.rule.abandoned), old=_plain(kept.rule.abandoned)))
    if tried.rule.loyalty_run != kept.rule.loyalty_run:
        parts.append(
            _("loyalty from {new} orders instead of {old}").format(
                new=words.count(tried.rule.loyalty_run), old=words.count(kept.rule.loyalty_run)
            )
        )
    if tried.rule.k != kept.rule.k:
        parts.append(
            _("the usual gap of all counting like {new} gaps of a customer’s own instead of {old}").format(
                new=_plain(tried.rule.k), old=_plain(kept.rule.k)
            )
        )
    if tried.outbound != kept.outbound:
        parts.append(_("other contacts counting as the customer’s own"))
    if tried.cancelling != kept.cancelling:
        parts.append(_("other contacts counting as cancellations"))
    return together(parts)


def _plain(number: float) -> str:
    return words.decimal(number, len(f"{number:g}".partition(".")[2]))


def rule_change(kept: Terms, tried: Terms, moved: np.ndarray) -> str:
    """What a rule that is tried changes: who would be in another stage on the same day.

    Parameters
    ----------
    kept, tried : Terms
    moved : integer array of 8 by 8
        People by their place under the kept rule (rows) and under the tried one (columns).
    """
    said = tried_words(kept, tried)
    if not said:
        return ""
    elsewhere = moved.copy()
    np.fill_diagonal(elsewhere, 0)
    if not elsewhere.any():
        return _("With {said}: nobody is in another stage.").format(said=said)
    change = moved.sum(axis=0) - moved.sum(axis=1)
    # The stage that the threshold is about: the one whose number changes most.
    place = int(np.argmax(np.abs(change[: len(PLACES) - 1])))
    if not change[place]:
        return _("With {said}: {n} people are in another stage, as many in each as before.").format(
            said=said, n=words.count(int(elsewhere.sum()))
        )
    fewer = change[place] < 0
    others = elsewhere[place] - elsewhere[:, place] if fewer else elsewhere[:, place] - elsewhere[place]
    listed = together(
        [
            _("{stage} ({n})").format(stage=_place(to), n=words.count(int(others[to])))
            for to in np.argsort(-others, kind="stable")
            if others[to] > 0
        ]
    )
    n = int(abs(change[place]))
    stage = within(PLACES[place])
    if fewer:
        form = ngettext(
            "With {said}: {n} person fewer is in “{stage}”; they count as {others}.",
            "With {said}: {n} people fewer are in “{stage}”; they count as {others}.",
            n,
        )
    else:
        form = ngettext(
            "With {said}: {n} person more is in “{stage}”; they counted as {others}.",
            "With {said}: {n} people more are in “{stage}”; they counted as {others}.",
            n,
        )
    return form.format(said=said, n=words.count(n), stage=stage, others=listed)


def _place(place: int) -> str:
    return _("nobody’s customer yet") if PLACES[place] == "outside" else within(PLACES[place])
