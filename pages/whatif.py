"""What if: what it would be worth to move a lever, before paying for it."""

from analysis.errors import Refused
from components import basis, frame, mutual, satisfaction, scenarios, whatif, whatif_levers, workspace
from components.beginning import empty_page
from components.language import _

TITLE = _("What would it be worth?")
PROMISE = _("Bring orders, and this page tells you what a change would be worth before you pay for it, and how sure that is.")


def show() -> None:
    """Show the levers, what they are worth, and what that stands on."""
    with frame.page(TITLE, name="whatif") as head:
        try:
            field = whatif_levers.field()
            stands, known = basis.with_links(field)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            return
        found, tools = whatif.levers(head, stands, known)
        with tools:
            scenarios.save(found.settings, found.options, found.result, field=field)
        whatif.wait(known)
        whatif.picture(found)
        whatif.by_group(found)
        whatif.stands_on(found)
        mutual.show(stands, found.settings, found.result)
        whatif.uncertain(found)
        whatif.not_covered(found)
        whatif.made(found)
        links = {"pages/stages.py": _("Where customers are now")}
        if satisfaction.anything():
            links = {"pages/satisfaction.py": _("What to do better"), "pages/answers.py": _("How far to trust these answers"), **links}
        frame.links(links)


if workspace.current() is None:
    empty_page(TITLE, PROMISE)
else:
    show()
