"""Employees: how those who serve the customers see their work, and whether the customers feel it."""

from components import employees, frame
from components.beginning import nothing_asked
from components.language import _
from components.sentences.employees import employees_answer

TITLE = _("How do our own people see their work?")


def show() -> None:
    """Show indicators and teams."""
    with frame.page(TITLE, name="employees") as head:
        found = employees.found()
        head.say(quiet=employees.quiet(found), answer=employees_answer(found))
        employees.picture(found)
        employees.made(found)
        frame.links({"pages/satisfaction.py": _("What customers think")})


if employees.anything():
    show()
else:
    nothing_asked(TITLE, _("Bring your employees’ answers, and this page tells you how they see their work, and if customers feel it."))
