"""What if: what it would be worth if what customers rate were better."""

from analysis.errors import Refused
from components import frame, satisfaction, whatif, workspace
from components.beginning import empty_page, nothing_asked
from components.language import _
from components.sentences import whatif as sentences

TITLE = _("What if it were better?")
PROMISE = _("Bring orders and the answers to a survey, and this page tells you what better ratings would be worth, and how sure that is.")


def show() -> None:
    """Show the lever, what it is worth, and what that stands on."""
    with frame.page(TITLE) as head:
        try:
            known = whatif.links()
            if known is None:
                whatif.wait()
                return
            found = whatif.controls(known)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            return
        baseline = sentences.baseline_sentence(found)
        head.say(quiet=sentences.whatif_quiet(found, company=workspace.called()), answer=sentences.whatif_answer(found))
        whatif.picture(found)
        frame.meaning(baseline, key="baseline")
        whatif.stands_on(found)
        whatif.not_covered(found)
        whatif.made(found)
        frame.links({"pages/satisfaction.py": _("What to do better"), "pages/answers.py": _("How far to trust these answers")})


if not satisfaction.anything():
    nothing_asked(TITLE, PROMISE)
elif workspace.current() is None:
    empty_page(TITLE, PROMISE)
else:
    show()
