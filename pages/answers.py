"""Answers: whom they speak for, what the satisfied did next, whether satisfaction changes, and whether promises were kept."""

from components import answers, frame, satisfaction, workspace
from components.beginning import empty_page, nothing_asked
from components.language import _
from components.sentences.answers import answers_answer

TITLE = _("How far can we trust these answers?")


def show() -> None:
    """Show who answered, and what their answers go along with."""
    with frame.page(TITLE, name="answers") as head:
        found, after = answers.who(), answers.then()
        head.say(quiet=answers.quiet(found), answer=answers_answer(found, after))
        answers.answered(found)
        answers.next_orders(after)
        answers.changes()
        answers.promised()
        answers.made(found, after)
        frame.links({"pages/satisfaction.py": _("What to do better")})


if not satisfaction.anything():
    nothing_asked(TITLE, _("Bring the answers to a survey, and this page tells you whom they speak for, and what the satisfied did next."))
elif workspace.current() is None:
    empty_page(
        TITLE, _("Add your orders beside the answers, and this page tells you whom they speak for, and what the satisfied did next.")
    )
else:
    show()
