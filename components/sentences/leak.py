"""The leak period by period, in sentences."""

from analysis import evidence
from analysis.intervals import wilson
from components import words
from components.language import _, ngettext

# So many whole periods make a year.
A_YEAR = {"week": 52, "month": 12, "quarter": 4}


def told(result) -> tuple:
    """The last year's whole periods, of those in which somebody could be lost."""
    if result.first_loss is None:
        return ()
    return tuple(flow for flow in result.flows[-A_YEAR[result.period] :] if flow.last_day >= result.first_loss)


def leak_title(result) -> str:
    """The question of the section."""
    forms = {
        "week": _("Where does it leak, week by week?"),
        "month": _("Where does it leak, month by month?"),
        "quarter": _("Where does it leak, quarter by quarter?"),
    }
    return forms[result.period]


def leak_called(result) -> str:
    """What the table holds."""
    forms = {
        "week": _("New, returning and lost customers by week"),
        "month": _("New, returning and lost customers by month"),
        "quarter": _("New, returning and lost customers by quarter"),
    }
    return forms[result.period]


def leak_answer(result) -> str:
    """How many were lost in the last year, and whether others made up for them (Markdown)."""
    flows = told(result)
    if not flows:
        return _("Too early to say: no customer has been silent for four usual gaps in a whole period yet.")
    lost, came = sum(flow.lost for flow in flows), sum(flow.new + flow.recovered for flow in flows)
    said = ngettext(
        "In {periods}, {first} to {last}, **{lost}** customer was lost; {new} were new and {back} came back.",
        "In {periods}, {first} to {last}, **{lost}** customers were lost; {new} were new and {back} came back.",
        lost,
    ).format(
        periods=words.periods(len(flows), result.period),
        first=words.escape_markdown(words.the_period(flows[0].period, result.period)),
        last=words.escape_markdown(words.the_period(flows[-1].period, result.period)),
        lost=words.count(lost),
        new=words.count(sum(flow.new for flow in flows)),
        back=words.count(sum(flow.recovered for flow in flows)),
    )
    forms = {
        True: _("The stock rose from {start} to **{end}**."),
        False: _("The stock fell from {start} to **{end}**."),
        None: _("The stock is what it was, **{end}**."),
    }
    stock = forms[None if came == lost else came > lost]
    parts = [said, stock.format(start=words.count(flows[0].at_start), end=words.count(flows[-1].at_end)), _share(result, flows, lost)]
    return " ".join(part for part in parts if part)


def _share(result, flows, lost: int) -> str:
    """Lost a period, of those there at its start: pooled over the periods."""
    at_start = sum(flow.at_start for flow in flows)
    if not at_start or evidence.strength(min(flow.at_start for flow in flows)) in ("none", "thin"):
        return ""
    low, high = wilson(lost, at_start, result.level)
    forms = {
        "week": _("Of those there at its start, {share} are lost in a week."),
        "month": _("Of those there at its start, {share} are lost in a month."),
        "quarter": _("Of those there at its start, {share} are lost in a quarter."),
    }
    return forms[result.period].format(share=words.share(lost / at_start, low, high))


def leak_caption(result) -> str:
    """What the bars are, and from when on a loss can show (Markdown)."""
    said = [_("Lost is told when four usual gaps have passed since the last order, so what drove a customer away lies that far back.")]
    if result.first_loss is not None:
        said.append(
            _("The first loss shows on {day}: before it the data was too short, so the stock grew by definition.").format(
                day=words.day(result.first_loss)
            )
        )
    if result.unfinished is not None:
        now = words.escape_markdown(words.the_period(result.unfinished.period, result.period))
        said.append(_("Outlined: {period} is not over, so far only.").format(period=now))
    went = sum(flow.came_and_went for flow in result.flows)
    if went:
        said.append(
            ngettext(
                "{n} more came and was lost again within one period.", "{n} more came and were lost again within one period.", went
            ).format(n=words.count(went))
        )
    return " ".join(said)


def flow_names() -> dict[str, str]:
    """What a customer can be in a period."""
    return {"lost": _("lost"), "recovered": _("came back"), "new": _("new"), "returning": _("ordered again")}


def flow_people(result, flow, name: str) -> str:
    """Whose names follow, of one period (Markdown)."""
    number = getattr(flow, name)
    forms = {
        "lost": ngettext("**{n}** customer was lost in {period}.", "**{n}** customers were lost in {period}.", number),
        "recovered": ngettext("**{n}** lost customer came back in {period}.", "**{n}** lost customers came back in {period}.", number),
        "new": ngettext("**{n}** customer was new in {period}.", "**{n}** customers were new in {period}.", number),
        "returning": ngettext(
            "**{n}** customer who was here at its start ordered in {period}.",
            "**{n}** customers who were here at its start ordered in {period}.",
            number,
        ),
    }
    period = words.escape_markdown(words.the_period(flow.period, result.period))
    return forms[name].format(n=words.count(number), period=period)


def leak_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The flows as a table, the newest first: headers, and finished rows."""
    lengths = {"week": _("Week"), "month": _("Month"), "quarter": _("Quarter")}
    headers = [lengths[result.period], _("Lost"), _("Lost share"), _("New"), _("Came back"), _("Ordered again"), _("At its end")]
    rows = [
        (
            words.period_short(flow.period, result.period),
            words.count(flow.lost),
            _lost_share(flow),
            words.count(flow.new),
            words.count(flow.recovered),
            words.count(flow.returning),
            words.count(flow.at_end),
        )
        for flow in reversed(result.flows)
    ]
    return headers, rows


def _lost_share(flow) -> str:
    if flow.lost_share is None or evidence.strength(flow.at_start) == "none":
        return _("fewer than 5")
    return words.share(flow.lost_share, flow.low, flow.high)
