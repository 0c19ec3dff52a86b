"""Companies with a known truth: whether Rapport finds what is true, and a company of one's own to try it on."""

from components import companies, demonstration, frame, how_many, lever_truth, making, progress, start
from components.language import _

TITLE = _("Does Rapport find what is true?")


def show() -> None:
    """Show estimate and truth side by side where the truth is known, and let a company be made."""
    with frame.page(TITLE, name="companies") as head:
        told = companies.known()
        if told is None:
            head.say(quiet=_("No company with a known truth is open."), answer=companies.PROMISE)
        else:
            companies.beside(head, told)
        lever_truth.section(told, companies.made_again(told))
        how_many.section(companies.made_again(told), here=True)
        making.section(first=told is None)
        frame.links({"pages/glossary.py": _("What a word means here")}, key="glossary")


if demonstration.running(start.job()):
    progress.page(start.job())
else:
    show()
