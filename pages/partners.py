"""Partners: how organisations stand that buy, resell or supply, and the markets side by side."""

from analysis.errors import NotEnoughGaps, Refused
from components import accounts, frame, headline, partners, workspace
from components.beginning import empty_page
from components.language import _
from components.sentences.accounts import accounts_answer, accounts_quiet

TITLE = _("How do our accounts and partners stand?")


def show() -> None:
    """Show accounts, who orders for them, markets, and those who resell or supply."""
    with frame.page(TITLE, name="partners") as head:
        try:
            step = accounts.months()
            result, table, grouped = accounts.found(step)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            if isinstance(problem, NotEnoughGaps):
                headline.cycle(workspace.current())
            return
        head.say(quiet=accounts_quiet(result, company=workspace.called()), answer=accounts_answer(result))
        if len(table.account):
            clicked = accounts.picture(result, table)
            accounts.people(result)
            accounts.which(result, table, grouped, clicked)
        beside = partners.side_by_side()
        partners.by_market(beside)
        partners.kinds(*partners.found())
        with frame.actions("partners-made"):
            frame.how_made([*accounts.made(result, step), *partners.made(beside)])
        frame.links({"pages/stages.py": _("Where customers are, one by one")})


if workspace.current() is None:
    empty_page(
        TITLE,
        _(
            "Add your orders with the company that each person buys for, and this page tells you how each organisation stands as a whole, "
            "which hang on one person, and how markets and partners compare."
        ),
    )
else:
    show()
