"""Complaints: what goes wrong, how soon it is put right, and whether those who complained come back."""

from components import complaints, frame, workspace
from components.beginning import empty_page, nothing_heard
from components.language import _
from components.sentences.complaints import complaints_answer

TITLE = _("What goes wrong, and do we put it right?")


def show() -> None:
    """Show complaints, what came after them, and contacts."""
    with frame.page(TITLE, name="complaints") as head:
        found, after = complaints.found(), complaints.after()
        head.say(quiet=complaints.quiet(found), answer=complaints_answer(found, after))
        complaints.wrong(found)
        complaints.right(after)
        complaints.answered(found)
        complaints.made(found, after)
        frame.links({"pages/leaving.py": _("What complaints tell of losses")})


if workspace.current() is None:
    empty_page(TITLE, _("Add your orders and complaints, and this page tells you what goes wrong, and whether those who complain stay."))
elif not complaints.anything():
    nothing_heard(
        TITLE, _("Bring complaints or contacts, and this page tells you what goes wrong, how soon it is put right, and who stays.")
    )
else:
    show()
