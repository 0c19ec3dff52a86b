"""Retention: who stays, cohort by cohort and age by age, and who stands behind each cell."""

from analysis.errors import NotEnoughGaps, Refused
from analysis.retention import retention
from components import ahead, behind, frame, grouped, headline, selection, sentences, workspace
from components import retention as cohorts
from components.beginning import empty_page
from components.language import _

TITLE = _("Who stays?")
NEXT = {
    "pages/leaving.py": _("How long they stay, and where they are lost"),
    "pages/money.py": _("What those who stay bring"),
    "pages/overview.py": _("What was lost, and what made up for it"),
}


def show() -> None:
    """Show the triangle, the curves and the customers behind a cell."""
    with frame.page(TITLE, name="retention") as head:
        row = frame.controls()
        with row:
            chosen = selection.retention()
        company = workspace.current(free_orders=chosen.free_orders)
        activity = workspace.activity(chosen.period, free_orders=chosen.free_orders)
        try:
            mask = company.mask(chosen.where)
            result = retention(activity, kind=chosen.kind, mask=mask, usual_gap_days=company.usual_gap.days)
            groups = grouped.compared(chosen, company, activity, mask)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            if isinstance(problem, NotEnoughGaps):
                headline.cycle(company)
            return
        head.say(
            quiet=sentences.retention_quiet(result, company=workspace.called(), filters=chosen.words()) + grouped.quiet(groups),
            answer=grouped.answer(groups) or sentences.retention_answer(result),
        )
        if not sentences.drawn_cohorts(result):
            frame.links(NEXT)
            return
        if groups:
            grouped.picture(groups, chosen, company, activity, mask)
        else:
            cohorts.curve(row, chosen, result, filtered=mask is not None)
        clicked = cohorts.triangle(chosen, result)
        behind.customers(result, activity, mask, clicked, free_orders=chosen.free_orders)
        ahead.section(chosen)
        frame.section(_("The numbers"), key="numbers")
        if groups:
            grouped.numbers(groups)
        else:
            frame.table(*sentences.pooled_table(result), name=_("Pooled share by age"))
        with frame.actions():
            frame.how_made(sentences.retention_made(result) + grouped.made(groups))
        frame.links(NEXT)


if workspace.current() is None:
    empty_page(
        TITLE, _("Add your orders, and this page tells you how many of your customers come back, how soon, and when the others leave.")
    )
else:
    show()
