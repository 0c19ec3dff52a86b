"""Making the form: which questions, in which words, where it is asked, and whether it asks who answers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import attributes as asked
from components import form as screen
from components import frame, words, workspace
from components.language import _, ngettext
from components.sentences import nouns, usual
from models.attributes import Known, attributes
from models.columns import SURVEY
from models.form import MOST, Ask, Form, form, in_order, keep_form, shops_with_numbers
from models.ingest.groups import groups_of
from models.store import Store

#: So many of what surveys asked are ticked at first: with the whole and the recommendation a short form.
TICKED = 5
ROW_HEIGHT, SENTENCE = 35, 4  # a name of so many words is a question by itself


def page() -> None:
    """Let the person make the form, and begin."""
    kept, known = form(workspace.store()), attributes(workspace.store())
    with frame.page(_("What will you ask your customers?"), name="ask") as head:
        choices = _choices(kept, [one for one in known if one.asked[0] == "customer"])
        chosen = _questions(*choices)
        made = _options(kept, chosen)
        head.say(quiet=_("One tap a rating. Answers go into this workspace as they are given."), answer=_answer(made))
        too_many = len(chosen) > MOST
        if too_many:
            frame.meaning(
                _("People give up on more than {n} questions: leave some out.").format(n=words.count(MOST)), key="too-many"
            )  # fmt: skip
        with frame.actions("form"):
            if st.button(_("Begin"), type="primary", key="form-begin", disabled=too_many or not chosen):
                keep_form(workspace.store(), made)
                frame.leave_address("trade")
                st.query_params[screen.SCREEN] = "1"
                st.rerun()
        frame.note(
            _("The form fills the screen; keys 1 to 5 tap too. “Close”, at its foot, leads back here. Each day’s answers are one import, "
              "which the Data page can undo. Another device can open its address where Rapport was started with --address."),
            key="form",
        )  # fmt: skip
        frame.links({"pages/data.py": _("What was asked and imported before")}, key="form")


def _choices(kept: Form | None, known: Sequence[Known]) -> tuple[str, list[Ask], set[str]]:
    """Return what tells this list of questions from another, what can be asked, and what is ticked."""
    if kept is not None or known:
        before = {ask.question: ask for ask in kept.questions} if kept else {}
        here = [before.get(one.asked[1]) or _of(one) for one in known]
        questions = [*here, *(ask for ask in before.values() if ask.question not in {ask.question for ask in here})]
        if not any(ask.role == "overall" for ask in questions):
            questions.insert(0, usual.overall())
        ticked = set(before) or _first(questions)
        return "known", list(in_order(tuple(questions))), ticked
    sets = usual.usual()
    with frame.controls("trade"):
        trade = frame.pick(
            _("Begin with the usual questions of"), {name: title for name, (title, _make) in sets.items()}, key="trade",
            placeholder=_("Begin with the usual questions of…"),
        )  # fmt: skip
    trade = trade or next(iter(sets))
    questions = list(sets[trade][1]())
    return trade, questions, {ask.question for ask in questions}


def _of(one: Known) -> Ask:
    """Ask what a survey asked: in its own words where they are a question, else by its name."""
    question = one.asked[1]
    spoken = "[" not in question and ": " not in question and (question.endswith(("?", "？")) or len(question.split()) > SENTENCE)
    return Ask(question=question, words=question if spoken else one.name, name=one.name, role=one.role, group=one.group)


def _first(questions: Sequence[Ask]) -> set[str]:
    """Tick one question of the whole, some of its parts, and one recommendation."""
    most = {"overall": 1, "attribute": TICKED, "recommendation": 1}
    ticked: set[str] = set()
    for ask in questions:
        if most[ask.role]:
            most[ask.role] -= 1
            ticked.add(ask.question)
    return ticked


def _questions(name: str, questions: list[Ask], ticked: set[str]) -> tuple[Ask, ...]:
    """Let the person choose and word them, and add others."""
    groups = {asked.NO_GROUP: _("none"), **{group: nouns.group(group) for group in groups_of(SURVEY)}}
    groups |= {ask.group: nouns.group(ask.group) for ask in questions if ask.group and ask.group not in groups}
    shown = pd.DataFrame(
        {
            "ask": [ask.question in ticked for ask in questions],
            "words": [ask.words for ask in questions],
            "role": [asked.roles()[ask.role] for ask in questions],
            "group": [groups[ask.group or asked.NO_GROUP] for ask in questions],
        }
    )
    frame.note(_("Tick what you ask and word it as you like; an empty row at the foot takes a question of your own."), key="form-questions")
    edited = st.data_editor(
        shown,
        hide_index=True,
        num_rows="dynamic",
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(questions), 14) + 2) + 2,
        key=f"form-questions-{name}",
        alt=_("Questions of the form"),
        column_config={
            "ask": st.column_config.CheckboxColumn(_("Ask"), width=70, default=True),
            "words": st.column_config.TextColumn(_("Words on the screen"), max_chars=120, width=560),
            "role": st.column_config.SelectboxColumn(
                _("What it tells"), options=list(asked.roles().values()), width=220, default=asked.roles()["attribute"]
            ),
            "group": st.column_config.SelectboxColumn(_("Group"), options=list(groups.values()), width=220, default=groups[asked.NO_GROUP]),
        },
    )
    told, named = {text: role for role, text in asked.roles().items()}, {text: group for group, text in groups.items()}
    chosen: dict[str, Ask] = {}
    for place, row in edited.iterrows():
        text = row["words"].strip() if isinstance(row["words"], str) else ""
        if not text or row["ask"] is None or not bool(row["ask"]):
            continue
        role = told.get(row["role"], "attribute")
        before = questions[place] if isinstance(place, int) and place < len(questions) else None
        group = named.get(row["group"]) or None if role == "attribute" else None
        ask = Ask(
            question=before.question if before else text, words=text, name=before.name if before else text, role=role, group=group
        )  # fmt: skip
        chosen.setdefault(ask.question, ask)
    return in_order(tuple(chosen.values()))


def _options(kept: Form | None, chosen: tuple[Ask, ...]) -> Form:
    """Let the person say where it is asked, and what else it asks."""
    kept = kept or Form(questions=chosen)
    channels = {
        "point of sale": _("at the point of sale"),
        "classroom": _("in a classroom"),
        "site": _("on a site"),
        "complaint box": _("as a complaint box"),
        "social network": _("in a social network"),
    }
    opened = workspace.store()
    shops = _shops(str(opened.path), opened.revision, opened)
    with st.container(key="form-options", horizontal=True, vertical_alignment="bottom", gap="medium"):
        channel = st.selectbox(
            _("Where it is asked"), [*channels, *([kept.channel] if kept.channel not in channels else [])],
            format_func=lambda name: channels.get(name, name), key="form-channel", width=260,
            index=([*channels, kept.channel]).index(kept.channel),
        )  # fmt: skip
        who = st.toggle(_("Ask for their e-mail or customer number"), value=kept.who, key="form-asks-who")
        comment = st.toggle(_("Leave room for words"), value=kept.comment, key="form-asks-comment")
    numbers_of = kept.numbers_of if kept.numbers_of in shops else next(iter(shops), None)
    if who and len(shops) > 1:
        with frame.controls("numbers"):
            numbers_of = st.selectbox(
                _("Whose customer numbers"), shops, index=shops.index(numbers_of), key="form-numbers", width=260
            )  # fmt: skip
    return Form(questions=chosen, channel=channel, who=who, comment=comment, numbers_of=numbers_of)


@st.cache_data(max_entries=8, show_spinner=False)
def _shops(file: str, revision: int, _opened: Store) -> list[str]:
    return shops_with_numbers(_opened)


def _answer(made: Form) -> str:
    if not made.questions:
        return _("Nothing is chosen yet: tick what you want to know.")
    number = ngettext("{n} question", "{n} questions", len(made.questions)).format(n=words.count(len(made.questions)))
    first = words.escape_markdown(made.questions[0].words)
    return _("**{number}**, one after the other, beginning with “{first}”").format(number=number, first=first) + (
        "" if made.questions[0].words.endswith(("?", "？", ".", "!")) else "."
    )
