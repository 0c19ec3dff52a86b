"""Making a company, in words: what is set, in which unit, and what it will be."""

from __future__ import annotations

import re

from components import words
from components.language import _, ngettext, translated
from components.sentences.truth import planted_name
from sample_data import parameters


def groups() -> dict[str, str]:
    """What parameters are about, in the order in which they are shown."""
    return {
        "leaving": _("Who leaves"),
        "ordering": _("How they order"),
        "coming": _("Who comes"),
        "spending": _("What they spend"),
        "answering": _("What they say"),
        "planted": _("How large what is planted is"),
    }


def label(one, trade) -> str:
    """A parameter's name with its unit, and the range that it may have (Markdown)."""
    units = {
        "share": _("%"),
        "days": _("days"),
        "money": trade.currency,
        "points": _("points"),
        "logit": _("logit"),
        "times": _("times"),
    }
    unit = units.get(one.unit, "")
    title = words.escape_markdown(translated(one.title))
    return f"{title}, {unit}" if unit else title


def named(text: str) -> str:
    """A refusal with its parameters' words for their names.

    >>> named("found margin=3")
    'found “Margin” 3'
    """
    for name in sorted(parameters.NAMES, key=len, reverse=True):
        title = f"“{translated(parameters.NAMES[name].title)}”"
        text = re.sub(rf"\b{name}=", f"{title} ", text)
        text = re.sub(rf"\b{name}\b(?!”)", title, text) if "_" in name else text
    return text


def step(one) -> float:
    """By how much a click moves it, as it is shown."""
    return {"share": 1.0, "days": 1.0, "money": 1.0}.get(one.unit, 0.1)


def planted_help(name: str, trade) -> str:
    """What is done when something is planted (Markdown)."""
    told = {
        "worse_cohort": _("First orders of one quarter leave sooner."),
        "worse_channel": _("Newcomers by {channel} leave sooner."),
        "small_segment": _("Eighteen customers who turned out badly get a channel of their own; nothing about them is different."),
        "price_rise": _("From {day} on prices are higher, and more leave."),
        "driver": _("{driver} moves satisfaction; {correlate} goes along with it and moves nothing."),
        "satisfaction": _("The more satisfied leave less."),
        "habit": _("A hidden habit lifts all ratings and keeps customers, so that satisfaction seems to."),
        "complaints": _("Those whose complaint was settled well leave less, the others more."),
        "programme": _("Those join who leave less anyhow; the programme changes nothing."),
        "costly": _("Some customers call at every order, and cost more than they bring."),
    }[name]
    parts = {
        "channel": trade.worse_channel,
        "driver": trade.driver,
        "correlate": trade.correlate,
        "day": words.day(trade.effects.price_day),
    }
    return words.escape_markdown(told.format(**parts))


def recipe(trade, made) -> str:
    """What will be made, in a sentence or two (Markdown)."""
    said = _("{company}: {customers}, seed {seed}.").format(
        company=words.escape_markdown(trade.company), customers=words.customers(made.customers), seed=made.seed
    )
    if made.without:
        said += " " + _("Not planted: {names}.").format(names=_names(made.without))
    if made.also:
        said += " " + _("Planted besides: {names}.").format(names=_names(made.also))
    if made.changed:
        said += " " + ngettext("{n} number is your own.", "{n} numbers are your own.", len(made.changed)).format(
            n=words.count(len(made.changed))
        )
    return said


def _names(names) -> str:
    return ", ".join(words.escape_markdown(planted_name(name)[:1].lower() + planted_name(name)[1:]) for name in names)
