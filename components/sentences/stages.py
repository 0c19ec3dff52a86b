"""The stages of loyalty by name."""

from components import words
from components.language import _, ngettext


def stage_name(stage: str) -> str:
    """What a stage is called, of the customers in it.

    >>> stage_name("at_risk"), stage_name("new")
    ('At risk', 'New in that wave')
    """
    known = {
        "prospect": _("Prospects"),
        "capture": _("Capture"),
        "maintenance": _("Maintenance"),
        "loyalty": _("Loyalty"),
        "at_risk": _("At risk"),
        "abandoned": _("Abandoned"),
        "recovered": _("Recovered"),
        "new": _("New in that wave"),
        "": _("Not known"),
    }
    return known.get(stage, stage)


def stage_word(stage: str) -> str:
    """What a stage is called within a sentence.

    >>> stage_word("at_risk"), stage_word("prospect")
    ('at risk', 'prospects')
    """
    known = {
        "prospect": _("prospects"),
        "capture": _("capture"),
        "maintenance": _("maintenance"),
        "loyalty": _("loyalty"),
        "at_risk": _("at risk"),
        "abandoned": _("abandoned"),
        "recovered": _("recovered"),
    }
    return known[stage]


def whom(stage: str, n: int) -> str:
    """So many people in a stage, within a sentence.

    >>> whom("at_risk", 941).replace(words.SPACE, " "), whom("loyalty", 1204).replace(words.SPACE, " ")
    ('941 at risk', '1,204 in loyalty')
    """
    forms = {
        "prospect": lambda: ngettext("{n}\u00a0prospect", "{n}\u00a0prospects", n),
        "capture": lambda: ngettext("{n} in\u00a0capture", "{n} in\u00a0capture", n),
        "maintenance": lambda: ngettext("{n} in\u00a0maintenance", "{n} in\u00a0maintenance", n),
        "loyalty": lambda: ngettext("{n} in\u00a0loyalty", "{n} in\u00a0loyalty", n),
        "at_risk": lambda: ngettext("{n} at\u00a0risk", "{n} at\u00a0risk", n),
        "abandoned": lambda: ngettext("{n}\u00a0abandoned", "{n}\u00a0abandoned", n),
        "recovered": lambda: ngettext("{n}\u00a0recovered", "{n}\u00a0recovered", n),
    }
    return forms[stage]().format(n=words.count(n))
