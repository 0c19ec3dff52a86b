"""Next euro: whether the next money should keep customers or win them, and whom to keep first."""

from analysis.errors import NotEnoughGaps, Refused
from components import frame, headline, next_euro, workspace
from components.beginning import empty_page
from components.language import _

TITLE = _("Where does the next euro go?")
PROMISE = _(
    "Add your orders and what you spend on winning customers, and this page tells you whether more money should keep customers or win them."
)


def show() -> None:
    """Show how a budget is best split, what would tip it, and whom to keep first."""
    with frame.page(TITLE, name="next_euro") as head:
        try:
            asked = next_euro.controls(next_euro.basis())
            result = next_euro.found(asked)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            if isinstance(problem, NotEnoughGaps):
                headline.cycle(workspace.current())
            return
        next_euro.answer(head, result, asked)
        next_euro.picture(result, asked)
        next_euro.by_group(asked)
        next_euro.made(result)
        frame.links({"pages/whatif.py": _("What else could be done"), "pages/stages.py": _("Who is about to slip")})


if workspace.current() is None:
    empty_page(TITLE, PROMISE)
else:
    show()
