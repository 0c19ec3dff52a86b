"""Stages: where customers are in the relationship, and which way they move."""

from analysis.errors import NotEnoughGaps, Refused
from components import frame, headline, moves, one_stage, stage_back_test, stage_groups, stage_rule, workspace
from components.beginning import empty_page
from components.language import _
from components.sentences import moves as sentences

TITLE = _("Where are our customers, and which way do they move?")


def show() -> None:
    """Show where people are, which way they went, and who they are."""
    with frame.page(TITLE, name="stages") as head:
        try:
            view = moves.control()
            result = moves.found(view)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            if isinstance(problem, NotEnoughGaps):
                headline.cycle(workspace.current())
            return
        head.say(
            quiet=sentences.moves_quiet(result, company=workspace.called(), filters=view.chosen.words()),
            answer=sentences.moves_answer(result, months=view.months),
        )
        stage_rule.change(view)
        clicked = moves.pictures(view, result)
        with frame.actions():
            frame.how_made(moves.made(view, result))
        stage_back_test.show(view)
        one_stage.show(view, clicked)
        stage_groups.show(view)
        frame.links({"pages/ways.py": _("Which ways do they take?"), "pages/leaving.py": _("When do they leave?")})


if workspace.current() is None:
    empty_page(
        TITLE,
        _(
            "Add your orders, and this page tells you which stage each customer is in, from the first order to loyalty or out again, "
            "how many went which way, and who they are."
        ),
    )
else:
    show()
