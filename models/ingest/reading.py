"""A reading: how a table is read. The file decides it; a person may correct it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.columns import ORDERS
from models.ingest.source import Source, derived_names

OWN = "own"  # the namespace of all tables that no known system wrote: their customer numbers mean the same customers

#: What a column of a survey can be, beside an importable column: (role, aspect, whether a low number is the good one).
QUESTIONS: Mapping[str, tuple[str, str, bool]] = {
    "rating": ("attribute", "performance", False),
    "rating_reversed": ("attribute", "performance", True),
    "overall": ("overall", "performance", False),
    "recommendation": ("recommendation", "performance", False),
    "expectation": ("attribute", "expectation", False),
    "importance": ("attribute", "importance", False),
}


#: A question, wherever it is asked: whom ("customer" or "employee"), and its text.
Asked = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person says of a question; None where nothing.

    Attributes
    ----------
    name, role : str or None
        What it is called; "attribute", "overall" or "recommendation".
    group : str or None
        Its group; "" is none.
    was : str or None
        What it was called before anybody named it: by that, expectation and importance find it.
    """

    name: str | None = None
    role: str | None = None
    group: str | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column of answers on a scale.

    Attributes
    ----------
    header : str
        The column.
    question, name : str
        What was asked, and what it is about: the same where the header says no more.
    role, aspect : str
        "attribute", "overall" or "recommendation"; "performance", "expectation" or "importance".
    low, high : float
        Ends of the scale.
    reversed : bool
        A low number is the good one; it is turned round before it is kept.
    stated : bool
        The header or the words say the scale; else it was taken from the answers.
    group : str or None
        Which part of the business, or of the work, it is about.
    """

    header: str
    question: str
    name: str
    role: str = "attribute"
    aspect: str = "performance"
    low: float = 1.0
    high: float = 5.0
    reversed: bool = False
    stated: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person says about a file; what is left out, the file itself decides.

    Attributes
    ----------
    source : str or None
        Name of a known source, or of a kind of table.
    mapping : mapping
        From a header to a column's name, a way of being asked, "attribute", or "".
    zone, date_order, currency, shop : str or None
        The workspace's time zone; "dmy", "mdy" or "ymd"; an ISO code for rows that name none; the shop's name.
    scale : tuple of float, or None
        Ends of the scale of ratings whose header says none.
    channel : str or None
        Through which channel all its answers came, where no column says it.
    told : mapping
        What is said of questions.
    """

    source: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    date_order: str | None = None
    currency: str | None = None
    shop: str | None = None
    scale: tuple[float, float] | None = None
    channel: str | None = None
    told: Mapping[Asked, Told] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a table is read; a person may correct it.

    Attributes
    ----------
    source : Source
        The export it is, or the plain table.
    kind : str
        What a row is about: one of `models.kinds.KINDS`.
    fields : mapping
        From a column of `models.columns` to the header it is read from.
    attributes : tuple of str
        Headers kept with the row as further attributes.
    questions : tuple of Question
        A survey's columns of answers.
    constants : mapping
        From a column to the text that it has in every row, where the file says it once, above the table.
    shop : str
        The place that its order numbers belong to.
    grain, currency, date_order
        As in `Source`; `currency` None means: each row says it, or nobody does.
    zone : str or None
        The workspace's time zone, if it has one.
    because : tuple of str
        The headers that decided.
    corrected : frozenset of str
        Columns and headers that a person decided.
    said : Said
        What the person said.
    remembered : bool
        Whether some of that was said of an earlier file of this shape.
    told : frozenset of str
        The headers that the person speaks of now.
    numbers_of : str or None
        Whose customers its numbers name, where that is not its shop.
    """

    source: Source
    kind: str = ORDERS
    fields: Mapping[str, str]
    attributes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    shop: str
    grain: str = "order"
    currency: str | None = None
    date_order: str | None = None
    zone: str | None = None
    because: tuple[str, ...] = field(default=())
    corrected: frozenset[str] = frozenset()
    said: Said = Said()
    remembered: bool = False
    told: frozenset[str] = frozenset()
    numbers_of: str | None = None

    @property
    def known(self) -> bool:
        """Whether a known system wrote the file."""
        return bool(self.source.signature)

    def has(self, *names: str) -> bool:
        """Whether any of these columns is there: in the file, above its table, or worked out by its source."""
        derived = derived_names(self.source.derive) if self.source.derive else ()
        return any(name in self.fields or name in self.constants or name in derived for name in names)
