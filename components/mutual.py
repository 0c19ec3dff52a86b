"""What a scenario gives to customers beside what it brings the company, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.whatif.levers import Setting
from analysis.whatif.measured import Basis
from analysis.whatif.mutual import mutual
from analysis.whatif.outcome import Outcome
from components import frame
from components.language import _
from components.sentences import mutual as sentences


def show(basis: Basis, settings: Sequence[Setting], outcome: Outcome) -> None:
    """Say what customers gain or lose, beside the company; nothing where no lever is moved."""
    found = mutual(basis.world, settings, outcome)
    if not found.given:
        return
    frame.section(_("What do customers get out of it?"), key="mutual")
    frame.meaning(sentences.answer(found), key="mutual")
    frame.table(*sentences.table(found, settings), name=_("What each lever gives to customers"), numbers_from=9)
