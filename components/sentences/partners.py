"""Distributors, retailers, partners and suppliers in sentences."""

from __future__ import annotations

from analysis.account_table import HERE
from analysis.stages import ABANDONED, AT_RISK, NOT_YET, STAGES
from analysis.units import RESELLERS
from components import words
from components.language import _, ngettext
from components.sentences.moves import days
from components.sentences.nouns import together
from components.sentences.stages import stage_name


def kind_name(kind: str) -> str:
    """What those of a type are called.

    >>> kind_name("supplier")
    'Suppliers'
    """
    return {"distributor": _("Distributors"), "retailer": _("Retailers"), "partner": _("Partners"), "supplier": _("Suppliers")}[kind]


def kind_count(kind: str, number: int) -> str:
    """A number of those of a type.

    >>> kind_count("supplier", 1).replace(words.SPACE, " "), kind_count("retailer", 12).replace(words.SPACE, " ")
    ('1 supplier', '12 retailers')
    """
    forms = {
        "distributor": lambda: ngettext("{n}\u00a0distributor", "{n}\u00a0distributors", number),
        "retailer": lambda: ngettext("{n}\u00a0retailer", "{n}\u00a0retailers", number),
        "partner": lambda: ngettext("{n}\u00a0partner", "{n}\u00a0partners", number),
        "supplier": lambda: ngettext("{n}\u00a0supplier", "{n}\u00a0suppliers", number),
    }
    return forms[kind]().format(n=words.count(number))


def dealing_days(what: str, number: int) -> str:
    """Days with a dealing of one sort.

    >>> dealing_days("contact", 2)
    '2 with a contact'
    """
    forms = {
        "order": _("{n} with an order"),
        "contact": _("{n} with a contact"),
        "complaint": _("{n} with a complaint"),
        "reward": _("{n} with a reward"),
        "referral": _("{n} with a referral"),
    }
    return forms[what].format(n=words.count(number))


def partners_answer(result) -> str:
    """How many there are, and how many were dealt with lately (Markdown)."""
    if not result.kinds:
        return _(
            "**No distributor, retailer, partner or supplier is named here.** A list of customers with a column “party type” (distributor, "
            "retailer, partner or supplier) names them; orders, contacts, complaints, rewards and referrals say when you dealt with them."
        )
    return " ".join([*(_kind(one) for one in result.kinds), *_undated(result)])


def _kind(one) -> str:
    if not one.dealt:
        return _("**{kinds}**, whom nothing dated names.").format(kinds=kind_count(one.type, one.listed))
    told = _("**{kinds}**, {year} of whom ordered in the last 12 months ({before} in the 12 months before).")
    if one.type not in RESELLERS:
        told = _("**{kinds}**, {year} of whom you dealt with in the last 12 months ({before} in the 12 months before).")
    return told.format(
        kinds=kind_count(one.type, one.listed), year=words.count(one.this_year), before=words.count(one.year_before)
    )  # fmt: skip


def _undated(result) -> list[str]:
    if all(one.dealt for one in result.kinds):
        return []
    return [_("Contacts (who, when) would say when you last dealt with those.")]


def partners_caption(result) -> str:
    """What their days are, and what is not known (Markdown)."""
    if not result.kinds:
        return ""
    said = []
    for one in result.kinds:
        if one.type in RESELLERS or not one.dealt:
            continue
        counted = together([dealing_days(what, n) for what, n in one.what])
        if one.usual_gap_days is None:
            said.append(
                _("{kinds}: {counted}; {n} gaps between days of one of them are too few to tell a usual one, and so no stage.").format(
                    kinds=kind_name(one.type), counted=counted, n=words.count(one.closed_gaps)
                )
            )
        else:
            said.append(
                _("{kinds}: {counted}; their usual gap is {gap}, and the stage rule is used on it.").format(
                    kinds=kind_name(one.type), counted=counted, gap=days(one.usual_gap_days)
                )
            )
    if any(one.type == "supplier" for one in result.kinds):
        said.append(_("What you order from suppliers is in none of the files that are read here."))
    return " ".join(said)


def partners_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every type: headers, and finished rows."""
    headers = [
        _("Type"), _("Known"), _("People"), _("Ever dealt with"), _("In the last 12 months"), _("In the 12 months before"), _("Last day"),
        _("Still here"), _("of them at risk"), _("Abandoned"),
    ]  # fmt: skip
    rows = []
    for one in result.kinds:
        counts = {stage.stage: stage.now.k for stage in one.stages}
        stages = (sum(counts[STAGES[place]] for place in HERE), counts[STAGES[AT_RISK]], counts[STAGES[ABANDONED]]) if counts else ()
        rows.append(
            (
                kind_name(one.type),
                *(words.count(n) for n in (one.listed, one.people, one.dealt, one.this_year, one.year_before)),
                _("never") if one.last is None else words.day(one.last),
                *([words.count(n) for n in stages] or [_("not told")] * 3),
            )
        )
    return headers, rows


def partner_headers() -> list[str]:
    """The columns of the list."""
    return [_("Name"), _("Stage"), _("Last day"), _("Days in the last 12 months")]


def partner_stage(place: int) -> str:
    """A stage for the list; "" where none can be told."""
    return "" if place == NOT_YET else stage_name(STAGES[place])


def partners_made() -> list[tuple[str, str]]:
    """How it was made: pairs of a term and its text."""
    return [
        (
            _("Distributors and retailers"),
            _("buy: their days are those with an order, and their stages those that they have among the accounts"),
        ),
        (
            _("Partners and suppliers"),
            _(
                "are no customers, and in none of their figures; their days are those on which a contact, a complaint, a reward, a "
                "referral or an order names them, each day once"
            ),
        ),
        (
            _("Stage of a partner or supplier"),
            _("by the same rule, under the usual gap of their own type, from 30 closed gaps on"),
        ),
    ]
