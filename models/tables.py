"""The tables of a workspace: one SQLite file.

Money is an integer of its currency's minor unit. A time is an integer: seconds since 1970-01-01 00:00 of the wall clock that the file
writes (or of the workspace's zone, once it has one). Integers are exact, small, and read a million at a time without parsing.

What is unique is so by an index of its own, not by a constraint: a large import makes the indexes again after its rows.
In an index the column that differs most stands first: it decides most comparisons.

The ids of what is imported are never given twice: an undo may bring back a row that was removed since.

All tables stand in this module and on a registry of their own, so that an edited module can be loaded again while the app runs.
"""

from __future__ import annotations

from typing import Optional

from sqlalchemy import Index
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NEVER_AGAIN = {"sqlite_autoincrement": True}


class Base(SQLModel, registry=registry()):
    """Root of this module's tables."""


class Workspace(Base, table=True):
    """The one row that says what this workspace is and at which revision it stands."""

    id: int = Field(default=1, primary_key=True)
    name: str = ""
    revision: int = 0
    zone: Optional[str] = None
    as_of: Optional[str] = None
    cycle_days: Optional[float] = None
    closed_shops: str = "[]"
    standards: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})  # JSON: a contact's channel, and minutes to an answer
    stage_rule: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})  # JSON: thresholds that are not the standard's
    loyalty_index: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})  # JSON: its weights, variables and anchors
    truth: Optional[str] = None  # of an invented company: JSON of what made it, and which batches it is the truth of


class Batch(Base, table=True):
    """One import of one table; it can be undone."""

    id: Optional[int] = Field(default=None, primary_key=True)
    file: str
    sheet: Optional[str] = None
    source: str
    kind: str
    shop: str
    imported_at: str
    report: str = "{}"
    undone_at: Optional[str] = None


class Change(Base, table=True):
    """A row as it was before a batch updated, replaced or removed it."""

    id: Optional[int] = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    entity: str
    row_id: int
    before: str


class Party(Base, table=True):
    """Anyone the company has a relationship with: customers, organisations, employees."""

    __table_args__ = (NEVER_AGAIN,)

    id: Optional[int] = Field(default=None, primary_key=True)
    key: str  # the first of its identities, which are unique
    name: Optional[str] = None
    kind: str = "person"
    market: Optional[str] = None
    party_type: str = "customer"
    country: Optional[str] = None
    birth_date: Optional[str] = None
    channel: Optional[str] = None
    joined_at: Optional[str] = None
    attributes: str = "{}"
    account_id: Optional[int] = Field(default=None, foreign_key="party.id")  # the organisation that a person buys for
    listed: bool = Field(
        default=False, sa_column_kwargs={"server_default": "0"}
    )  # a list of customers described it: what orders say of its name counts for less
    batch_id: int


class Identity(Base, table=True):
    """What identifies a party: an e-mail, a shop's customer number, an organisation's name, or a name within a shop."""

    __table_args__ = (Index("ux_identity", "value", "namespace", "kind", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    kind: str
    namespace: str = ""
    value: str
    party_id: int = Field(foreign_key="party.id")
    batch_id: int


class Order(Base, table=True):
    """One purchase. `key` is the shop's order number, or `~` and the content of a row that has none."""

    __tablename__ = "orders"
    __table_args__ = (Index("ux_orders_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    ordered_at: int
    state: str
    gross: int
    currency: str
    channel: Optional[str] = None
    country: Optional[str] = None
    payment: Optional[str] = None
    discount: Optional[str] = None
    product: Optional[str] = None
    attributes: Optional[str] = None
    batch_id: int


class OrderLine(Base, table=True):
    """One article of an order."""

    __tablename__ = "order_line"
    __table_args__ = (Index("ix_order_line_order", "order_id"), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id")
    position: int
    product: Optional[str] = None
    sku: Optional[str] = None
    quantity: Optional[float] = None
    amount: Optional[int] = None
    batch_id: int


class Refund(Base, table=True):
    """Money given back. `order_key` names its order; without one it lowers its customer's net."""

    __table_args__ = (Index("ux_refund_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    order_key: Optional[str] = None
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    refunded_at: int
    amount: int
    currency: str
    batch_id: int


class Attribute(Base, table=True):
    """What a survey asks about. It stands as long as an answer to it does."""

    __table_args__ = (Index("ux_attribute", "question", "audience", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    question: str  # the header's text
    name: str
    audience: str = "customer"  # or "employee"
    role: str = "attribute"  # or "overall", "recommendation"
    group: Optional[str] = None


class Response(Base, table=True):
    """One questionnaire that somebody filled in."""

    __table_args__ = (Index("ux_response_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    audience: str = "customer"
    answered_at: Optional[int] = None
    channel: Optional[str] = None
    comment: Optional[str] = None
    attributes: Optional[str] = None
    batch_id: int


class Rating(Base, table=True):
    """One answer on a scale, higher being better; no value: the question was asked and not answered."""

    __table_args__ = (Index("ix_rating_response", "response_id"), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id")
    attribute_id: int = Field(foreign_key="attribute.id")
    aspect: str = "performance"  # or "expectation", "importance"
    value: Optional[float] = None
    low: float
    high: float
    batch_id: int


class Complaint(Base, table=True):
    """Something that a customer found wrong, and what was done about it."""

    __table_args__ = (Index("ux_complaint_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    opened_at: int
    closed_at: Optional[int] = None
    state: str
    cause: Optional[str] = None
    channel: Optional[str] = None
    resolution: Optional[str] = None
    product: Optional[str] = None
    order_key: Optional[str] = None
    comment: Optional[str] = None
    attributes: Optional[str] = None
    batch_id: int


class Interaction(Base, table=True):
    """A contact with a customer: a call, a visit, a letter, a chat."""

    __table_args__ = (Index("ux_interaction_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    happened_at: int
    interaction: Optional[str] = None
    channel: Optional[str] = None
    topic: Optional[str] = None
    response_minutes: Optional[float] = None
    comment: Optional[str] = None
    attributes: Optional[str] = None
    batch_id: int


class Programme(Base, table=True):
    """A loyalty programme. It stands as long as a membership or a reward of it does."""

    __table_args__ = (Index("ux_programme", "name", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    name: str


class Membership(Base, table=True):
    """A customer in a programme, from a day until, perhaps, another."""

    __table_args__ = (Index("ux_membership_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    programme_id: int = Field(foreign_key="programme.id")
    member_since: Optional[int] = None
    member_until: Optional[int] = None
    level: Optional[str] = None
    points: Optional[float] = None
    attributes: Optional[str] = None
    batch_id: int


class Reward(Base, table=True):
    """What a programme gave to a customer."""

    __table_args__ = (Index("ux_reward_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    programme_id: int = Field(foreign_key="programme.id")
    rewarded_at: int
    reward: Optional[str] = None
    points: Optional[float] = None
    amount: Optional[int] = None
    currency: str
    attributes: Optional[str] = None
    batch_id: int


class Referral(Base, table=True):
    """A customer who brought another."""

    __table_args__ = (Index("ux_referral_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    referred_id: Optional[int] = Field(default=None, foreign_key="party.id")
    referred_at: int
    channel: Optional[str] = None
    result: Optional[str] = None
    attributes: Optional[str] = None
    batch_id: int


class Spend(Base, table=True):
    """Money spent on customers: to win, to keep, to reward or to serve them."""

    __table_args__ = (Index("ux_spend_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    spent_at: int
    spent_until: Optional[int] = None
    purpose: str  # acquisition, retention, programme or service
    channel: Optional[str] = None
    amount: int
    currency: str
    attributes: Optional[str] = None
    batch_id: int


class Remembered(Base, table=True):
    """What a person said, for the next time: of files of some shape, of a question wherever it is asked, of the form to ask with."""

    __table_args__ = (Index("ux_remembered", "shape", unique=True),)

    id: Optional[int] = Field(default=None, primary_key=True)
    shape: str  # the headers, as they are compared; "question:", whom and what; "form"
    said: str  # JSON


class Look(Base, table=True):
    """What the pages showed of one set of imports, to compare a later set with. It says nothing of a single customer."""

    __table_args__ = (Index("ux_look", "batches", unique=True),)

    id: Optional[int] = Field(default=None, primary_key=True)
    revision: int  # at which it was taken
    batches: str  # JSON: the ids of the imports that stood, in order
    taken: str  # JSON


class Scenario(Base, table=True):
    """What somebody asked of the future, and what came out then. It says nothing of a single customer."""

    __table_args__ = (Index("ux_scenario", "name", unique=True),)

    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    said: str  # JSON: levers, options and groups
    revision: int  # of the data that it was reckoned on
    as_of: str
    saved_at: str
    result: str  # JSON: what came out


class Goal(Base, table=True):
    """What is to be how much by when. It says nothing of a single customer."""

    __table_args__ = (Index("ux_goal", "name", unique=True),)

    id: Optional[int] = Field(default=None, primary_key=True)
    name: str
    measure: str
    since: str
    baseline: float
    target: float
    by_day: str
    revision: int  # of the data that the baseline was measured in


class LessonRun(Base, table=True):
    """How far somebody is in a lesson, and what was guessed and answered. It says nothing of a single customer."""

    __tablename__ = "lesson_run"
    __table_args__ = (Index("ux_lesson_run", "lesson", unique=True),)

    id: Optional[int] = Field(default=None, primary_key=True)
    lesson: str
    company: str  # which invented company it is about: another one makes it begin again
    step: str
    guess: Optional[str] = None  # JSON: numbers
    answers: str  # JSON: from an exercise to its answer, whether it was right, and how often it was tried


#: What files bring and an undo takes back: what others refer to stands before them.
ENTITIES: tuple[type[Base], ...] = (
    Party, Identity, Order, OrderLine, Refund, Response, Rating, Complaint, Interaction, Membership, Reward, Referral, Spend,
)  # fmt: skip
#: Named once for all files; each stands as long as something refers to it.
SHARED: tuple[type[Base], ...] = (Attribute, Programme)
COUNTED_STATES = ("paid", "refunded")
