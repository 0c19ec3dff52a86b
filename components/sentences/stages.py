"""The stages of loyalty by name."""

from components.language import _


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
