"""The form that Rapport asks with: which questions, in which words, through which channel; kept until another is made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlmodel import select

from models.ingest.reading import Told
from models.ingest.told import tell
from models.store import Store
from models.tables import Remembered

_SHAPE = "form"  # no shape of a file is so short: those are hexadecimal
SCALES: Mapping[str, tuple[int, int]] = {"recommendation": (0, 10)}
USUAL_SCALE = (1, 5)
#: People give up on more.
MOST = 7
ORDER = {"overall": 0, "attribute": 1, "recommendation": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question of the form.

    Attributes
    ----------
    question : str
        By which its answers are known, beside those of files that ask it.
    words : str
        What stands on the screen.
    name, role : str
        What it is called; "attribute", "overall" or "recommendation".
    group : str or None
    """

    question: str
    words: str
    name: str
    role: str = "attribute"
    group: str | None = None

    @property
    def scale(self) -> tuple[int, int]:
        """The ends of its scale, the better one last."""
        return SCALES.get(self.role, USUAL_SCALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A short questionnaire.

    Attributes
    ----------
    questions : tuple of Ask
        In the order in which they are asked.
    channel : str
        Where it is asked.
    who : bool
        Whether it asks for an e-mail or a customer number, which may be left out.
    comment : bool
        Whether it leaves room for words.
    numbers_of : str or None
        Whose customer numbers it asks for: a shop. Without one it asks for e-mails alone.
    """

    questions: tuple[Ask, ...]
    channel: str = "point of sale"
    who: bool = False
    comment: bool = False
    numbers_of: str | None = None


def in_order(questions: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Return them as they are asked: the whole before its parts, so that these don't colour it; the recommendation last.

    >>> [ask.role for ask in in_order(tuple(Ask(question=r, words=r, name=r, role=r) for r in ("recommendation", "attribute", "overall")))]
    ['overall', 'attribute', 'recommendation']
    """
    return tuple(sorted(questions, key=lambda ask: ORDER[ask.role]))


def form(store: Store) -> Form | None:
    """Return the form that was made last; None if none was."""
    with store.session() as session:
        known = session.exec(select(Remembered).where(Remembered.shape == _SHAPE)).first()
    if known is None:
        return None
    said = json.loads(known.said)
    return Form(**{**said, "questions": tuple(Ask(**ask) for ask in said["questions"])})


def keep_form(store: Store, made: Form) -> None:
    """Keep a form, instead of the one before; what it says of its questions holds for files that ask them too.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> keep_form(store, Form(questions=(Ask(question="Staff", words="Our staff", name="Staff", group="people"),), who=True))
    >>> form(store).questions[0].group, form(store).who
    ('people', True)
    """
    text = json.dumps(asdict(made), ensure_ascii=False)
    with store.change() as session:
        for ask in made.questions:
            tell(session, ("customer", ask.question), Told(name=ask.name, role=ask.role, group=ask.group or ""))
        known = session.exec(select(Remembered).where(Remembered.shape == _SHAPE)).first()
        if known is None:
            session.add(Remembered(shape=_SHAPE, said=text))
        else:
            known.said = text


def shops_with_numbers(store: Store) -> list[str]:
    """Return the shops whose customers have numbers, the one with most first."""
    statement = "SELECT namespace FROM identity JOIN party ON party.id = party_id WHERE identity.kind = 'number'"
    with store.session() as session:
        found = session.connection().exec_driver_sql(
            f"{statement} AND party_type <> 'employee' GROUP BY namespace ORDER BY count(*) DESC, namespace"
        )
        return [namespace for (namespace,) in found]
