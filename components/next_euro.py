"""Where the next euro goes, as the page shows it: what is believed of the money, the answer, the picture, and group by group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st

from analysis.relations import Terms
from analysis.whatif.measured import Basis
from analysis.whatif.next_euro import Keeping, NextEuro, next_euro
from analysis.whatif.options import Options
from analysis.whatif.standing import basis_of
from components import frame, whatif_levers, workspace
from components.charts import next_euro as charts
from components.language import _
from components.sentences import amounts
from components.sentences import next_euro as sentences
from components.sentences.who import field_name
from components.stages import KEYED
from components.whatif_levers import number

#: Before anybody says more: a tenth of what is spent on winning.
USUAL_BUDGET = 0.1
#: Of a thousand customers, how many more are kept in a month: at least, most likely, at most. A beginning, and said to be a belief.
USUAL_KEPT = (0.0, 5.0, 10.0)
USUAL_MOST = 2.0
STUDIES, OWN = "studies", "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person says: budget and what is spent now, minor units a month; what is believed of it; and how it is reckoned."""

    budget: int
    spent: float
    keeping: Keeping
    elasticity: tuple[float, float, float] | None
    options: Options

    @property
    def revenue(self) -> bool:
        """Whether no margin is set."""
        return self.options.margin == 1.0


def controls(known: Basis) -> Asked:
    """Show the budget and what is believed of it in one row."""
    unit = amounts.minor_units(known.world.currency)
    spent = known.measured.acquisition
    with frame.controls("next-euro"):
        if not spent:
            asked = _("Spent on winning customers now: {currency} a month").format(currency=known.world.currency)
            spent = unit * number(asked, key="spent", usual=1000.0, low=1.0, high=1e9, step=100.0)
        budget = number(
            _("Budget: {currency} a month more than now").format(currency=known.world.currency),
            key="budget", usual=_round(USUAL_BUDGET * spent / unit), low=1.0, high=1e9, step=max(_round(spent / unit / 50), 1.0),
        )  # fmt: skip
        keeping = _keeping(unit)
        elasticity = _winning()
        options = whatif_levers.options(newcomers=False)
    return Asked(budget=round(budget * unit), spent=spent, keeping=keeping, elasticity=elasticity, options=options)


def _keeping(unit: int) -> Keeping:
    with st.popover(_("What I believe of keeping"), icon=":material/edit:", key="keeping-belief"):
        each = number(_("Spent on each customer and month"), key="each", usual=1.0, low=0.1, high=1e6, step=0.5)
        st.markdown(_("Of 1,000 customers, how many more stay in that month for it?"))
        labels = {"low": _("at least"), "likely": _("most likely"), "high": _("at most")}
        said = sorted(
            number(label, key=f"kept-{name}", usual=usual, low=0.0, high=1000.0, step=1.0)
            for (name, label), usual in zip(labels.items(), USUAL_KEPT, strict=True)
        )
        asked = _("How many times as many at most, however much is spent")
        most = number(asked, key="most", usual=USUAL_MOST, low=1.1, high=20.0, step=0.5)
    low, likely, high = (round(part / sentences.A_THOUSAND, 6) for part in said)
    return Keeping(each=each * unit, kept=(low, likely, high), most=most)


def _winning() -> tuple[float, float, float] | None:
    """What more spending does to newcomers; None for what studies found."""
    with st.popover(_("What is taken of winning"), icon=":material/menu_book:", key="winning-belief"):
        by = frame.choice(_("What is taken of winning"), {STUDIES: _("What studies found"), OWN: _("What I believe")}, key="winning")
        if by == STUDIES:
            st.markdown(
                _("Where spending on advertising rises by 10 %, sales rise by about 1.2 % (0.5 to 2), the mean of 751 findings elsewhere.")
            )
            return None
        st.markdown(_("Where spending on winning rises by 10 %, by how many per cent do newcomers grow?"))
        labels = {"low": _("at least"), "likely": _("most likely"), "high": _("at most")}
        said = sorted(
            number(label, key=f"won-{name}", usual=usual, low=0.0, high=10.0, step=0.1)
            for (name, label), usual in zip(labels.items(), (0.5, 1.2, 2.0), strict=True)
        )
    low, likely, high = (round(part / 10, 6) for part in said)
    return low, likely, high


def _round(about: float) -> float:
    """To one significant figure, and 1 at least.

    >>> _round(169.6), _round(0.2)
    (200.0, 1.0)
    """
    return max(float(f"{about:.1g}"), 1.0)


def answer(head: frame.Head, result: NextEuro, asked: Asked) -> None:
    """Say how to split the budget."""
    head.say(
        quiet=sentences.next_euro_quiet(result, company=workspace.called(), revenue=asked.revenue),
        answer=sentences.next_euro_answer(result, revenue=asked.revenue),
    )


def picture(result: NextEuro, asked: Asked) -> None:
    """Show the value of each split, and what would tip it."""
    frame.chart(
        partial(charts.next_euro, result),
        alt=charts.next_euro_alt(result),
        key="next-euro",
        data=partial(charts.next_euro_data, result),
    )
    frame.note(sentences.caption(result), key="next-euro")
    frame.meaning(sentences.even_sentence(result, round(asked.keeping.each)), key="even")
    frame.meaning(sentences.worth_sentence(result, asked.revenue), key="worth-each")
    with st.expander(_("The best split against others"), key="against"):
        frame.table(*sentences.against_table(result), name=_("The best split against others"))


def by_group(asked: Asked) -> None:
    """Let a field be chosen, and tell how what is for keeping is spread over its groups."""
    fields = workspace.fields()
    if not fields:
        return
    frame.section(_("Whom to keep first?"), key="whom")
    with frame.controls("whom"):
        named = {name: field_name(name) for name in fields}
        field = frame.pick(_("Spread over"), named, key="over", placeholder=_("Spread it over groups of customers…"))
    if field is None:
        return
    result = found(asked, field)
    frame.meaning(sentences.segments_sentence(result, field), key="whom")
    frame.table(*sentences.segments_table(result, field), name=_("What is spent on keeping each group"))


def made(result: NextEuro) -> None:
    """Say how it was made."""
    with frame.actions("next-euro"):
        frame.how_made(sentences.next_euro_made(result))


def found(asked: Asked, field: str | None = None) -> NextEuro:
    """Return where the budget goes."""
    return _found(*workspace.now(), workspace.terms(), field, repr(asked), _asked=asked)


# What is kept names nobody: counts, sums and draws. It needs neither answers nor complaints, so it does not wait for what the page What if
# stands on.


def basis(field: str | None = None) -> Basis:
    """Return the company that the money is spent on: its stages and what they bring."""
    return _basis(*workspace.now(), workspace.terms(), field)


@st.cache_resource(max_entries=6, show_spinner=False, hash_funcs=KEYED)
def _basis(file: str, revision: int, terms: Terms, field: str | None) -> Basis:
    return basis_of(
        workspace.current(),
        workspace.relations(terms=terms),
        revision=revision,
        field=field,
        spend=workspace.spend(),
        contacts=np.zeros(0, dtype=np.int64),
    )


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, terms: Terms, field: str | None, said: str, _asked: Asked) -> NextEuro:
    return next_euro(
        _basis(file, revision, terms, field),
        _asked.budget,
        _asked.keeping,
        spent=_asked.spent,
        elasticity=_asked.elasticity,
        options=_asked.options,
    )
