"""Satisfaction: what customers think of each attribute, what to do better first, and how sure that is."""

from components import frame, satisfaction, selection, workspace
from components.beginning import nothing_asked
from components.language import _
from components.sentences.satisfaction import satisfaction_quiet

TITLE = _("What should we do better?")


def show() -> None:
    """Show the attributes, the plan, the map."""
    with frame.page(TITLE, name="satisfaction") as head:
        with frame.controls():
            chosen = selection.answering(satisfaction.whole(*workspace.now(), "customer"))
        found = satisfaction.found(chosen)
        head.say(
            quiet=satisfaction_quiet(found.result, company=workspace.called(), filters=chosen.words()), answer=satisfaction.answer(found)
        )
        satisfaction.picture(found)
        satisfaction.plan(found)
        satisfaction.wait(chosen)
        satisfaction.sure(found)
        satisfaction.asymmetry(found)
        satisfaction.groups(found)
        satisfaction.made(found)
        frame.links({"pages/retention.py": _("Who stays, by how satisfied they are")}, query={"group": "satisfied"})
        frame.links({"pages/ask.py": _("Ask your customers here"), "pages/data.py": _("Name and group what is asked")}, key="ask")


if satisfaction.anything():
    show()
else:
    nothing_asked(
        TITLE,
        _("Bring the answers to a survey, and this page tells you what moves satisfaction, where it falls short, and how sure that is."),
    )
