"""Leaving: how long customers stay, and where, period by period, the company leaks."""

from analysis.errors import NotEnoughGaps, Refused
from components import frame, headline, leaving, losses, selection, workspace
from components.beginning import empty_page
from components.charts import sketch
from components.language import _

TITLE = _("When do they leave?")
NEXT = {"pages/retention.py": _("Who stays, cohort by cohort")}


def show() -> None:
    """Show the survival curve and the leak."""
    with frame.page(TITLE, name="leaving") as head:
        with frame.controls():
            chosen = selection.customers()
        company = workspace.current(free_orders=chosen.free_orders)
        try:
            result = leaving.found(chosen)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            if isinstance(problem, NotEnoughGaps):
                headline.cycle(company)
            return
        leaving.say(head, chosen, company, result)
        if result is not None:
            leaving.how_long(result, chosen)
            leaving.where(chosen)
            losses.point(chosen)
            losses.where_from(chosen)
        frame.links(NEXT)


if workspace.current() is None:
    empty_page(
        TITLE,
        _(
            "Add your orders, and this page tells you how long your customers stay, in which months more are lost than come, and what one "
            "point of retention is worth. Complaints and contacts, if you bring them, say what went before the losses."
        ),
        sketch=sketch.leaving,
        sketch_alt=sketch.leaving_alt,
    )
else:
    show()
