"""Ways: which ways customers take through the stages, how far they come and how soon they go, and the stage of the company itself."""

from analysis.errors import NotEnoughGaps, Refused
from components import company_stage, frame, funnel, headline, moves, stage_rule, ways, workspace
from components.beginning import empty_page
from components.language import _

TITLE = _("Which ways do they take, and how far do they come?")


def show() -> None:
    """Show the ways, who left each stage how, and the company's own stage."""
    with frame.page(TITLE, name="ways") as head:
        try:
            view = moves.control(moving=False)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            if isinstance(problem, NotEnoughGaps):
                headline.cycle(workspace.current())
            return
        stage_rule.change(view)
        ways.show(view, head)
        funnel.show(view)
        company_stage.show(view)
        frame.links({"pages/stages.py": _("Where are they now?"), "pages/leaving.py": _("When do they leave?")})


if workspace.current() is None:
    empty_page(
        TITLE,
        _("Add your orders, and this page tells you which ways your customers take, how many come to loyalty, and where they go instead."),
    )
else:
    show()
