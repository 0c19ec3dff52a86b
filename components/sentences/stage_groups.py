"""Kinds of customers and their stages in words: data values escaped."""

from __future__ import annotations

from analysis import evidence
from components import words
from components.language import _
from components.sentences.stages import stage_name
from components.sentences.who import field_name, group_name


def stage_groups_note(result) -> str:
    """Of whom the shares are, and how sure they are."""
    return _(
        "Per cent of each group’s customers, by the stage on {day}, with {level} intervals (Wilson’s). Thin: 5 to 9 customers. Groups may "
        "differ in more than this field: it need not be the reason."
    ).format(day=words.day(result.day), level=words.share(result.level))


def stage_groups_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """A row a group: its customers, and the share in each stage."""
    headers = [field_plain(result.field), _("Customers"), *(stage_name(stage) for stage in result.stages)]
    return headers, [
        (_name(result.field, group), words.count(group.n), *(_cell(share) for share in group.shares)) for group in result.groups
    ]


def field_plain(field: str) -> str:
    """A field's name where nothing reads Markdown."""
    return field_name(field).replace("\\", "").replace(words.UNSEEN, "")


def _name(field: str, group) -> str:
    name = group_name(field, group.value)
    return _("{name} (thin)").format(name=name) if evidence.strength(group.n) == "thin" else name


def _cell(share) -> str:
    if evidence.strength(share.n) == "none":
        return _("fewer than 5")
    return words.share(share.rate, share.low, share.high)
