"""Compare: scenarios that were saved, side by side, on the data of now."""

from analysis.errors import Refused
from components import frame, scenarios, workspace
from components.beginning import empty_page
from components.language import _
from components.sentences import scenarios as sentences

TITLE = _("Which one is worth more?")
PROMISE = _("Bring orders, try a change on the page What if and save it, and this page sets such scenarios side by side.")


def show() -> None:
    """Show the chosen scenarios, whether they can be told apart, and what has changed since they were saved."""
    every = scenarios.saved()
    with frame.page(TITLE, name="compare") as head:
        if not every:
            head.say(answer=_("No scenario is saved yet. Move a lever on *What if*, and save it there under a name."))
            frame.links({"pages/whatif.py": _("Try a change")})
            return
        with frame.controls("compare"):
            chosen = scenarios.choose(every)
            scenarios.manage(every)
        if not chosen:
            head.say(answer=_("Choose a scenario."))
            return
        try:
            if scenarios.waits(chosen):
                return
            result = scenarios.compared(chosen)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            return
        as_of = workspace.current().as_of
        head.say(quiet=sentences.compare_quiet(result, as_of=as_of, company=workspace.called()), answer=sentences.compare_answer(result))
        scenarios.picture(result)
        scenarios.table(result, chosen)
        scenarios.since(chosen, result.revision)
        scenarios.simple_cases(chosen)
        with frame.actions("compare-made"):
            frame.how_made(sentences.compare_made(result))
        frame.links({"pages/whatif.py": _("Try another change")})


if workspace.current() is None:
    empty_page(TITLE, PROMISE)
else:
    show()
