"""The overview's words and table: headline numbers with their change."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.company import Company
from analysis.evidence import strength
from analysis.overview import Change, Overview
from components import frame, sentences, words, workspace
from components.exact import Said
from components.language import _, ngettext
from models.settings import save_settings


def periods(company: Company) -> dict[str, str]:
    """Return the lengths to choose from, the one that suits the data first."""
    named = {"quarter": _("Quarter"), "month": _("Month"), "week": _("Week")}
    first = company.occasions.day.min() if len(company.occasions.day) else None
    span = 0 if first is None else (company.as_of.toordinal() - 719163) - int(first)
    if span < 280:  # fewer than two whole quarters are sure to lie in it
        named = {"month": named["month"], "quarter": named["quarter"], "week": named["week"]}
    return named


def quiet(result: Overview) -> str:
    """Return the quiet line: the workspace, the period, through which day the data is complete."""
    parts = []
    parts.append(
        _("{period} ({first} to {last})").format(
            period=words.period_name(result.label, result.period), first=words.day_short(result.first_day), last=words.day(result.last_day)
        )
    )
    parts.append(_("complete through {day}").format(day=words.day(result.as_of)))
    parts.append(_("all customers"))
    if result.bucket is not None:
        parts.append(_("n\u00a0=\u00a0{n}").format(n=words.count(result.bucket.at_start)))
    return sentences.quiet_line(parts, company=workspace.called())


def answer(result: Overview) -> str:
    """Return the answer: the leak where it can be told, else who bought."""
    if result.bucket is not None:
        return sentences.bucket_answer(result.bucket, period=result.period, acquisition=result.acquisition)
    bought = ngettext("**{n}** customer ordered in {period}", "**{n}** customers ordered in {period}", result.buyers.now).format(
        n=words.count(result.buyers.now), period=words.period_name(result.label, result.period)
    )
    return _("{bought}. How many were lost can’t be told yet: there are fewer than 30 gaps between two orders of a customer.").format(
        bought=bought
    )


def too_early(company: Company, period: str) -> str:
    """Return the answer where no whole period lies behind the first order."""
    forms = {
        "week": _("Too early to say: no whole week has passed since the first order; the data is complete through {day}."),
        "month": _("Too early to say: no whole month has passed since the first order; the data is complete through {day}."),
        "quarter": _("Too early to say: no whole quarter has passed since the first order; the data is complete through {day}."),
    }
    return forms[period].format(day=words.day(company.as_of))


def cycle(company: Company) -> None:
    """Ask how often customers usually order, where the data can't tell; what was answered can be changed."""
    gap = company.usual_gap
    if gap.days is not None and not gap.declared:
        return
    if gap.declared:
        frame.meaning(_("You said how many days usually lie between two orders of a customer; the data is too short to tell."), key="cycle")
    else:
        frame.meaning(
            _("How many days usually lie between two orders of a customer? With your answer, stages and losses can be told."), key="cycle"
        )
    with frame.controls("cycle"):
        days = st.number_input(_("Days between two orders"), min_value=1, max_value=3660, value=round(gap.days or 30), key="cycle_days")
        if st.button(_("Use this"), key="use-cycle"):
            save_settings(workspace.store(), cycle_days=float(days))
            st.rerun()


def table(result: Overview) -> None:
    """Show the headline numbers with the change against the period before."""
    now, before = (words.period_name(label, result.period) for label in (result.label, result.before_label))
    rows = [
        _row(_("Customers known at its end"), result.customers),
        _row(_("Customers who ordered"), result.buyers),
        _row(_("Orders"), result.orders),
        _row(_("of them by guests"), result.guest_orders),
        _money_row(result),
        _repeat_row(result),
    ]
    headers = [_("Measure"), words.capital(now), words.capital(before), _("Change")]
    frame.table(headers, rows, name=_("Headline numbers, with the change against the period before"))
    left_out = [_("{n} orders in {currency}").format(n=words.count(n), currency=code) for code, n in result.other_currencies.items()]
    if left_out:
        frame.note(
            _("Net is in {currency} alone; left out: {orders}. Currencies are never added.").format(
                currency=result.currency, orders=", ".join(left_out)
            ),
            key="currencies",
        )


def _row(label: str, change: Change) -> tuple[str, str, str, str]:
    before = _("not observed") if change.before is None else words.count(change.before)
    return label, words.count(change.now), before, "" if change.difference is None else _signed(change.difference, words.count)


def _signed(number: int, form) -> str:
    size = form(abs(number))
    said = f"{'+' if number > 0 else '−' if number < 0 else '±'}{size}"
    return Said(said, replace(size.exact, value=-size.exact.value if number < 0 else size.exact.value))


def _money_row(result: Overview) -> tuple[str, str, str, str]:
    def form(minor: int) -> str:
        return words.money(minor, result.currency)

    net = result.net
    before = _("not observed") if net.before is None else form(net.before)
    return _("Net revenue"), form(net.now), before, "" if net.difference is None else _signed(net.difference, form)


def _repeat_row(result: Overview) -> tuple[str, str, str, str]:
    repeat = result.repeat
    label = _("Share of those who ordered that had ordered before")

    def said(share) -> str:
        if share is None:
            return _("not observed")
        if strength(share.n) == "none":
            return _("fewer than 5")
        return _("{share}, {k} of {n}").format(
            share=words.share(share.rate, share.low, share.high), k=words.count(share.k), n=words.count(share.n)
        )

    tellable = repeat.difference is not None and repeat.before is not None and min(repeat.n, repeat.before.n) >= 5
    change = words.points(repeat.difference, repeat.difference_low, repeat.difference_high) if tellable else ""
    return label, said(repeat), said(repeat.before), change


def made(result: Overview) -> list[tuple[str, str]]:
    """Return how the numbers were made."""
    level = words.share(result.level)
    return [
        (_("Period"), _("the last one that was over on {day}, against the one before").format(day=words.day(result.as_of))),
        (_("Customers"), _("identifiable customers, with an order of any state or on record by its end; guests are nobody")),
        (_("Net revenue"), _("gross minus refunds of counted orders, guests included; a refund lowers its order, at the order’s own date")),
        (_("Repeat share"), _("of the customers who ordered in the period, those who had ordered on an earlier day before it")),
        (
            _("Intervals"),
            _(
                "Wilson’s for one share, Newcombe’s for the difference, at {level}; some customers stand in both periods, so the "
                "difference’s is approximate"
            ).format(level=level),
        ),
        (
            _("Lost, came back"),
            _(
                "by the stage rule of the page *Stages*: abandoned once so many usual gaps have passed since the last order, and no "
                "contact since; all stocks at both ends use the usual gap of {day}"
            ).format(day=words.day(result.as_of)),
        ),
        (
            _("Left out"),
            _("cancelled, unpaid, draft and test orders, and whatever is later than {day}").format(day=words.day(result.as_of)),
        ),
    ]
