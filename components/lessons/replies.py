"""What is said of an answer."""

from __future__ import annotations

from analysis.lessons.exercise import check
from components.language import _
from components.lessons.lesson import Task


def reply(task: Task, answer: float | str) -> tuple[str, str]:
    """Return the kind of an answer, and what to say of it (Markdown).

    Returns
    -------
    kind : {"right", "slip", "high", "low"}
    text : str
        The slip by its name and the next step; of an answer that is no known slip, on which side it lies, and the hint.
    """
    verdict = check(task.asked, answer)
    if verdict.kind == "right":
        return "right", task.right
    if verdict.kind == "slip":
        return "slip", task.slips[verdict.slip]
    said = task.scale.said(float(answer), task.asked.digits)
    lead = _("**{answer} is too high.** {hint}") if verdict.kind == "high" else _("**{answer} is too low.** {hint}")
    return verdict.kind, lead.format(answer=said, hint=task.hint)
