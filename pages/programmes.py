"""Programmes: who is in them, what they give and cost, and whether they keep anybody who would have left."""

from components import frame, programmes, workspace
from components.beginning import empty_page, nothing_given
from components.language import _
from components.sentences.programmes import programmes_answer

TITLE = _("Does the programme keep customers, or did the loyal join it?")


def show() -> None:
    """Show what joining does, what members are given, what it costs and who they are."""
    with frame.page(TITLE, name="programmes") as head:
        found = programmes.found()
        chosen = programmes.choose(found)
        told = programmes.effect(chosen)
        head.say(quiet=programmes.quiet(found), answer=programmes_answer(found, chosen, told))
        programmes.picture(chosen, told)
        programmes.alike(found, told)
        programmes.given(found)
        programmes.cost(found, told)
        programmes.people(chosen)
        programmes.made(found, told)
        frame.links({"pages/retention.py": _("Who stays")})


if workspace.current() is None:
    empty_page(TITLE, _("Add your orders and members, and this page tells you whether a programme keeps customers, and at what cost."))
elif not programmes.anything():
    nothing_given(TITLE, _("Bring your programme’s members, and this page tells you whether it keeps them or the loyal joined it."))
else:
    show()
