"""Loyalty: how loyal customers are by what shows it, what that rests on, and whether it tells who orders again."""

from components import attitude, frame, loyalty_index, selection, workspace
from components.beginning import empty_page
from components.charts import sketch
from components.language import _

TITLE = _("How loyal are they, and what does it rest on?")
NEXT = {"pages/leaving.py": _("When do they leave?"), "pages/satisfaction.py": _("What to do better")}


def show() -> None:
    """Show the loyalty index, its groups, and what it foretells."""
    with frame.page(TITLE, name="loyalty") as head:
        with frame.controls():
            chosen = selection.people()
            view = loyalty_index.choose(chosen)
        result = loyalty_index.found(view)
        loyalty_index.say(head, view, result)
        loyalty_index.picture(view, result)
        loyalty_index.rests_on(view, result)
        loyalty_index.foretells(view, result)
        attitude.show(chosen)
        frame.links(NEXT)


if workspace.current() is None:
    empty_page(
        TITLE,
        _(
            "Add your orders, and with them what you know of your customers: answers, contacts, referrals, memberships. This page makes "
            "of it an index of loyalty from 0 to 100, says what it rests on, and whether it tells who orders again."
        ),
        sketch=sketch.loyalty,
        sketch_alt=sketch.loyalty_alt,
    )
else:
    show()
