"""Retention: who stays, cohort by cohort and age by age, and who stands behind each cell."""

from functools import partial

from analysis.errors import NotEnoughGaps, Refused
from analysis.retention import retention
from components import ahead, behind, breaks, frame, grouped, headline, selection, sentences, truth, workspace
from components.beginning import empty_page
from components.charts import retention as charts
from components.language import _

TITLE = _("Who stays?")
NEXT = {
    "pages/leaving.py": _("How long they stay, and where they are lost"),
    "pages/money.py": _("What those who stay bring"),
    "pages/overview.py": _("What was lost, and what made up for it"),
}


def show() -> None:
    """Show the triangle, the curves and the customers behind a cell."""
    with frame.page(TITLE) as head:
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
            with row:
                cohorts, told = selection.cohorts(result), truth.switch()
            true = truth.of_curve(told, result, filtered=mask is not None)
            further = None if cohorts else ahead.curve(chosen, result)
            frame.chart(
                partial(charts.curve, result, cohorts=cohorts, truth=true, ahead=further),
                alt=charts.curve_alt(result, cohorts, true, further),
                key="curve",
                data=partial(charts.curve_data, result, cohorts, true, further),
            )
            frame.note(sentences.curve_caption(result, further), key="curve")
            truth.say_curve(told, true, result, filtered=mask is not None)
            frame.meaning(sentences.retention_meaning(result))
        departing = breaks.section(chosen)
        frame.section(sentences.triangle_title(result), key="triangle")
        clicked = frame.chart(
            partial(charts.triangle, result, breaks=departing),
            alt=charts.triangle_alt(result, breaks=departing),
            key="triangle",
            data=partial(charts.triangle_data, result),
            narrowest=charts.triangle_width(result),
            clickable=True,
        )
        frame.note(partial(sentences.triangle_caption, result, breaks=departing), key="triangle")
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
