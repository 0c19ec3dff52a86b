"""What changed since the last import, whoever brought it and by which door: for a manager on a Monday."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from components import frame, words, workspace
from components.language import _, ngettext
from components.sentences import imported, nouns
from models.looks import Import

NAMED = 3  # moments; more of them are counted


def section() -> None:
    """Say what is different from what was seen before the last imports; nothing where there is nothing to compare."""
    found = workspace.since()
    if found is None:
        return
    told = [imported.since(found.changes), imported.came_back(found.changes)]
    if not any(told):
        told = [_("Nothing that the pages show is different.")]
    several = len(_moments(found.brought)) > 1
    title = _("What changed with the last imports") if several else _("What changed with the last import")
    if not found.brought:
        title = _("What changed since an import was taken back")
    frame.section(title, quiet=_between(found), key="since")
    frame.meaning(" ".join(words.escape_markdown(text) for text in told if text), key="since")


def _between(found: workspace.Since) -> str:
    """Name what was brought and taken back in between (Markdown)."""
    said = [
        form.format(imports=nouns.together(_named(these)))
        for form, these in ((_("Imported since: {imports}."), found.brought), (_("Taken back since: {imports}."), found.taken_back))
        if these
    ]
    return " ".join(said)


def _moments(these: Sequence[Import]) -> list[list[Import]]:
    return [list(together) for _moment, together in groupby(these, key=lambda one: one.moment)]


def _named(these: Sequence[Import]) -> list[str]:
    """Name the newest imports; files that came together are said with one time."""
    moments = _moments(these)[::-1]
    said = []
    for together in moments[:NAMED]:
        file, more = words.escape_markdown(together[0].file), len(together) - 1
        if more:
            file = ngettext("{file} and {n} more", "{file} and {n} more", more).format(file=file, n=words.count(more))
        said.append(_("{file} ({when})").format(file=file, when=words.moment(together[0].moment)))
    earlier = len(moments) - NAMED
    if earlier > 0:
        said.append(ngettext("{n} earlier one", "{n} earlier ones", earlier).format(n=words.count(earlier)))
    return said
