"""Value: what a customer is worth, so far and to come."""

from analysis.errors import Refused
from components import frame, value, workspace
from components.beginning import empty_page
from components.language import _
from components.sentences import value as sentences

TITLE = _("What is a customer worth?")
NEXT = {
    "pages/whatif.py": _("What it would be worth to change something"),
    "pages/stages.py": _("Who is in which stage"),
    "pages/money.py": _("What customers have brought, month by month"),
}


def show() -> None:
    """Show what customers are worth by stage, what a newcomer is, and how far that can be trusted."""
    with frame.page(TITLE, name="value") as head:
        try:
            options, field = value.controls()
            result = value.found(options, field)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            frame.links(NEXT)
            return
        head.say(quiet=sentences.value_quiet(result, company=workspace.called()), answer=sentences.value_answer(result))
        value.picture(result)
        value.newcomer(result)
        value.beside(result, options)
        value.made(result)
        frame.links(NEXT)


if workspace.current() is None:
    empty_page(TITLE, _("Add your orders, and this page tells you what a customer is worth, so far and to come, and how sure that is."))
else:
    show()
