"""Business case: whether a programme pays, what it costs not to be ready for it, and whether its goals are on course."""

from analysis.errors import NotEnoughGaps
from components import business_case, frame, headline, next_euro, workspace
from components.beginning import empty_page
from components.language import _

TITLE = _("Does the programme pay, and are we on course?")
PROMISE = _("Add your orders, and this page sets what a programme costs against what it is to bring, and follows its goals.")


def show() -> None:
    """Show the case, the pillars and the goals."""
    with frame.page(TITLE, name="business_case") as head:
        try:
            asked = business_case.controls(next_euro.basis().world.currency)
            result = business_case.found(asked)
            business_case.answer(head, result, asked)
            business_case.picture(result)
            business_case.pillars(result)
            business_case.aims()
            business_case.made(result)
        except business_case.REFUSED as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            if isinstance(problem, NotEnoughGaps):
                headline.cycle(workspace.current())
            return
        frame.links({"pages/whatif.py": _("What else could be done"), "pages/programmes.py": _("What the programme has done")})


if workspace.current() is None:
    empty_page(TITLE, PROMISE)
else:
    show()
