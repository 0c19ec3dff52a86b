"""Money: what those who stay bring, what they cost, and when they have paid for their winning."""

from analysis.errors import Refused
from components import frame, money, workspace
from components.beginning import empty_page
from components.language import _

TITLE = _("What do those who stay bring?")
NEXT = {"pages/retention.py": _("Who stays, and what they will still bring"), "pages/leaving.py": _("When they leave")}


def show() -> None:
    """Show what customers bring by age, and the sections that follow the money."""
    with frame.page(TITLE, name="money") as head:
        with frame.controls():
            measure, chosen, said = money.controls()
        try:
            result = money.found(chosen, said)
            groups = money.compared(chosen, said)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            return
        money.say(head, chosen, result, groups)
        if result is not None and result.customers:
            if groups is None:
                money.by_age(result, measure, chosen.group)
            else:
                money.side_by_side(groups)
            money.tenure(result)
            money.payback(result)
            money.cost(result, chosen)
            money.made(result)
        frame.links(NEXT)


if workspace.current() is None:
    empty_page(
        TITLE, _("Add your orders, and this page tells you what customers bring as they stay, and when they have paid for their winning.")
    )
else:
    show()
