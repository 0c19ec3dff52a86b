"""What stands beside the value of customers, in sentences: another model, and how each would have done some time ago."""

from __future__ import annotations

from analysis import evidence
from analysis.forecast import BG_NBD
from analysis.whatif.baseline import Baseline
from analysis.whatif.second import Second
from analysis.whatif.tested import NAIVE, STAGES, ValueTest
from analysis.whatif.value import Beside
from components import words
from components.language import _, translated
from components.sentences import amounts
from components.sentences.stages import whom
from components.sentences.value import YEAR_MONTHS, ranged, whole


def second_answer(result: Baseline, found: Second | None, beside: Beside) -> str:
    """What a model without stages says of the same customers, and whether the two agree (Markdown)."""
    if found is None:
        return _("There is no second opinion. {why}").format(why=_why(beside, "second"))
    ours, theirs = result.to_come, found.to_come
    agree = theirs.low <= ours.value <= theirs.high and ours.low <= theirs.value <= ours.high
    text = _("{name}, which knows of no stages, says **{theirs}** for the same customers, years and margin").format(
        name=model_name(found), theirs=ranged(theirs, result.currency)
    )
    if agree:
        return text + _(": as far as the intervals tell, the two agree.")
    if ours.value <= 0:
        return text + "."
    off = theirs.value / ours.value - 1
    return text + (_(": {share} more.") if off > 0 else _(": {share} less.")).format(share=words.share(abs(off)))


def model_name(found: Second) -> str:
    """What the model is called.

    >>> from types import SimpleNamespace
    >>> model_name(SimpleNamespace(name="BG/NBD"))
    'BG/NBD with Gamma–Gamma'
    """
    return _("BG/NBD with Gamma–Gamma") if found.name == BG_NBD else _("The shifted-beta-geometric")


def difference_sentence(result: Baseline, found: Second) -> str:
    """Where the difference lies, and what each model supposes (Markdown)."""
    ours = {one.name: one for one in result.by_stage}
    gaps = [
        (one.customers * (one.each - ours[one.stage].each.value), one)
        for one in found.by_stage
        if ours[one.stage].each is not None and evidence.strength(one.customers) in ("few", "enough")
    ]
    parts = []
    if gaps:
        _gap, most = max(gaps, key=lambda pair: abs(pair[0]))
        parts.append(
            _("They differ most about the {whom}: {ours} each by the stages, {theirs} by the other.").format(
                whom=whom(most.stage, most.customers),
                ours=amounts.each(ours[most.stage].each.value, result.currency),
                theirs=amounts.each(round(most.each), result.currency),
            )
        )
    parts.append(_supposes(found))
    if found.once_each is not None and evidence.strength(found.once) in ("few", "enough"):
        parts.append(
            _("Of the {n} who ordered once it expects {each} each.").format(
                n=words.count(found.once), each=amounts.each(round(found.once_each), result.currency)
            )
        )
    parts.append(_("Neither knows of a price rise or a campaign to come; the stages’ year holds every season once."))
    return " ".join(parts)


def _supposes(found: Second) -> str:
    if found.name == BG_NBD:
        return _(
            "The stages take everybody in one for alike and know that some come back; the other gives each customer a pace and a size of "
            "order of their own, and takes whoever left for gone, and whoever ordered once for still there."
        )
    return _(
        "The stages take everybody in one for alike; the other gives each customer a chance to renew of their own, which rises the longer "
        "they have stayed, and takes whoever missed a payment for gone."
    )


def said_then_answer(tested: ValueTest | None, beside: Beside) -> str:
    """What each would have said some time ago, what came, and which did better (Markdown)."""
    if tested is None:
        return _("It could not be put to the test. {why}").format(why=_why(beside, "test"))
    text = _(
        "On {day} the stages would have said **{said}** of revenue in the next {months} from the {n} of then; **{came}** came. "
    ).format(
        day=words.day(tested.until),
        said=ranged(tested.of(STAGES).value, tested.currency),
        months=words.periods(tested.months, "month"),
        n=words.customers(tested.customers),
        came=whole(tested.observed, tested.currency),
    )
    return text + " ".join(part for part in (_nearest(tested), _outside(tested), _season(tested)) if part)


def way_name(name: str) -> str:
    """What a way to forecast is called."""
    return {STAGES: _("By the stages"), NAIVE: _("The same again")}.get(name, name)


def _nearest(tested: ValueTest) -> str:
    if tested.nearest == STAGES:
        return _("Of all ways the stages came nearest.")
    if tested.nearest == NAIVE:
        return _("To repeat what they had brought before would have come nearer, at {naive}.").format(
            naive=whole(tested.naive, tested.currency)
        )
    return _("{name} came nearer, with {said}.").format(
        name=tested.nearest, said=ranged(tested.of(tested.nearest).value, tested.currency)
    )


def _outside(tested: ValueTest) -> str:
    stages = tested.of(STAGES)
    if stages.inside:
        return _("What came lies within the stages’ interval.")
    if not stages.off:
        return _("What came lies outside the stages’ interval.")
    form = _("But the stages said {share} too much" if stages.off > 0 else "But the stages said {share} too little")
    return form.format(share=words.share(abs(stages.off))) + _(", beyond their own interval: today’s number may be off by as much.")


def _season(tested: ValueTest) -> str:
    return "" if tested.months % YEAR_MONTHS == 0 else _("These months have not every season in them.")


def _why(beside: Beside, name: str) -> str:
    problem = next((one for one in beside.not_made if one.name == name), None)
    if problem is None:
        return ""
    found, needed, do = (words.escape_markdown(translated(text)) for text in (problem.found, problem.needed, problem.do))
    return _("Found {found}; needed {needed}. {do}").format(found=found, needed=needed, do=do)


def said_then_table(tested: ValueTest) -> tuple[list[str], list[tuple[str, ...]]]:
    """What each said, and how far it was off: headers, and finished rows."""
    headers = [_("Said then"), _("In total"), _("Off by"), _("Its interval held what came")]
    rows = [
        (way_name(one.name), ranged(one.value, tested.currency), off(one.off), _("yes") if one.inside else _("no")) for one in tested.said
    ]
    rows.append((way_name(NAIVE), whole(tested.naive, tested.currency), off(tested.naive_off), ""))
    rows.append((_("What came"), whole(tested.observed, tested.currency), "", ""))
    return headers, rows


def off(value: float | None) -> str:
    """How far an estimate was off.

    >>> off(-0.12).replace(words.SPACE, " "), off(None)
    ('−12 %', '')
    """
    if value is None:
        return ""
    return f"{words.MINUS if value < 0 else '+'}{words.share(abs(value))}"
