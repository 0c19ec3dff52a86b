"""What a better rating brings by today's customers, by the chain from the rating to satisfaction, to staying, to money."""

import numpy as np

from analysis.behaviour import FEW_ANSWERS, FEW_LOST, FEW_RETAINED, NO_QUESTION, UNCLEAR
from analysis.beliefs import LITERATURE, Belief, believe, from_literature
from analysis.chain import gained, known_of
from analysis.errors import say
from analysis.links import Links
from analysis.whatif.levers import BELIEF, MEASURED, Link, Missing, Setting
from analysis.whatif.measured import Rated
from analysis.whatif.options import Options
from analysis.whatif.world import MONTHS_A_YEAR

#: Why the data link satisfaction to staying in no way, and what would be needed.
WHY = {
    NO_QUESTION: Missing(found="no overall question", needed="a survey that asks how satisfied they are on the whole"),
    FEW_RETAINED: Missing(found="too few answers after which somebody came back", needed="20 of them, followed to the end"),
    FEW_LOST: Missing(found="too few answers after which somebody was lost", needed="20 of them, followed to the end"),
    UNCLEAR: Missing(found="no link beyond chance between satisfaction and staying", needed="more answers, followed to the end"),
}
NO_SURVEY = Missing(found="no survey with an overall question and ratings", needed="answers of customers, with the day")


def taken_for(setting: Setting) -> Belief | None:
    """What a setting takes for the link from satisfaction to staying in place of the data's.

    Examples
    --------
    >>> taken_for(Setting(lever="attribute", amount=0.5, correlation=0.3)).kind
    'literature'
    """
    if setting.correlation is not None:
        return from_literature(setting.correlation)
    return None if setting.belief is None else believe(*setting.belief)


def from_chain(links: Links) -> Rated:
    """Make what `Measured.rated` wants of a company's links.

    A belief, three numbers, is the share of customers that stays more for a point of satisfaction (`beliefs.believe`).
    """
    names = [item.name for item in links.items]

    def rated(setting: Setting, options: Options, number: int) -> tuple[np.ndarray | None, Link | Missing]:
        if setting.target not in names:
            return None, Missing(found=say("the rating {!r}", setting.target), needed=say("one of {}", ", ".join(names)))
        belief = taken_for(setting)
        known = known_of(links, belief)
        values = gained(
            links,
            setting.target,
            setting.amount,
            margin=options.margin,
            discount_rate=options.discount_rate,
            years=options.months / MONTHS_A_YEAR,
            belief=belief,
        )
        if values is None:
            few = Missing(found=say("{} answers followed to the end", known.watched), needed=say("{} more", known.needed))
            return None, few if known.link == FEW_ANSWERS else WHY[known.link]
        drawn = values[1:][np.isfinite(values[1:])]
        low, high = np.quantile(drawn, [(1 - options.level) / 2, (1 + options.level) / 2])
        # As many as are wanted: drawn again in their order where more are.
        again = np.concatenate([values[:1], np.resize(drawn, number - 1)])
        kind = MEASURED if belief is None else LITERATURE if belief.kind == LITERATURE else BELIEF
        return again, Link(kind=kind, low=float(low), value=float(values[0]), high=float(high), n=known.watched)

    return rated
