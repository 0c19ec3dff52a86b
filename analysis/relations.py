"""Relations: everybody the company has dealt with, buyers or not, and all that the stage rule looks at.

All that is shown at one as_of takes its stages from here, with that as_of's usual gap: so stock, moves, funnel and lists agree
to the person.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import narwhals as nw
import numpy as np

from analysis import calendar, segments
from analysis.company import Company
from analysis.dated import Dated, dated
from analysis.occasions import MILLISECONDS_A_DAY, Occasions, through
from analysis.rhythm import STANDARD, Histories, Rule, histories, known
from analysis.stages import StageTable, after, stages

#: The thresholds that a person may move.
THRESHOLDS = ("at_risk", "abandoned", "loyalty_run", "k")
#: Words that say so in a contact's kind or topic, in the languages that files come in.
OUTBOUND_WORDS = ("outbound", "outgoing", "newsletter", "campaign", "mailing", "исходящ", "рассылк", "呼出", "外呼", "群发")
CANCELLING_WORDS = (
    *("cancellation", "cancel contract", "cancel subscription", "termination"),
    *("расторжен", "отказ от услуг", "解约", "退订", "注销"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a company says of its customers' stages: the thresholds, and how to read its contacts.

    Attributes
    ----------
    rule : Rule
    outbound : tuple of str, optional
        Kinds of contact that the company began; None: those that say so (`OUTBOUND_WORDS`).
    cancelling : tuple of str, optional
        Kinds or topics of contact by which customers cancel; None: those that say so (`CANCELLING_WORDS`).

    Examples
    --------
    >>> said = Terms.of({"at_risk": 3, "outbound": ["call"]})
    >>> said.rule.at_risk, said.outbound, said.kept()
    (3.0, ('call',), {'at_risk': 3.0, 'outbound': ['call']})
    """

    rule: Rule = STANDARD
    outbound: tuple[str, ...] | None = None
    cancelling: tuple[str, ...] | None = None

    @classmethod
    def of(cls, kept: Mapping) -> "Terms":
        """Read what was kept.

        Raises
        ------
        Refused
            For thresholds that make no sense together.
        """
        given = {name: type(getattr(STANDARD, name))(kept[name]) for name in THRESHOLDS if name in kept}
        named = {name: tuple(kept[name]) for name in ("outbound", "cancelling") if kept.get(name) is not None}
        return cls(rule=replace(STANDARD, **given), **named)

    def kept(self) -> dict:
        """What is not as usual, to keep it."""
        own = {name: getattr(self.rule, name) for name in THRESHOLDS if getattr(self.rule, name) != getattr(STANDARD, name)}
        named = {"outbound": self.outbound, "cancelling": self.cancelling}
        return own | {name: list(values) for name, values in named.items() if values is not None}


USUAL = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """Everybody with an order or a contact, through as_of.

    Attributes
    ----------
    occasions : Occasions
        Of all of them; whoever never ordered has an empty stretch.
    contacts : Dated
        Days of contacts that they began, and of their signing up.
    cancellations : Dated
        Days on which they cancelled by their own word.
    usual_gap_days : float
        The population's, at as_of.
    rule : Rule
    followed : Histories
        Where each stood after each occasion.
    """

    occasions: Occasions
    contacts: Dated
    cancellations: Dated
    usual_gap_days: float
    rule: Rule
    followed: Histories

    @property
    def customers(self) -> np.ndarray:
        """Party ids, ascending; int64 array of C."""
        return self.occasions.customers

    @property
    def as_of(self) -> date:
        """Nothing later is known."""
        return self.occasions.as_of

    @property
    def buyers(self) -> np.ndarray:
        """Who ordered at least once; bool array of C."""
        return np.diff(self.occasions.start) > 0

    def stages(self, day: date) -> StageTable:
        """Everybody's stage at the end of `day`."""
        return stages(self.occasions, day, followed=self.followed, **self._all_the_same)

    def stages_at(self, days: Collection[date]):
        """Everybody's stage at the end of each of these ascending days, one after the other: occasions are counted once for all of them."""
        number = [calendar.day_number(day) for day in days]
        seen = np.searchsorted(number, self.occasions.day)  # the first of the days that it counts on
        owner, count = self.occasions.owner, np.zeros(len(self.customers), dtype=np.int64)
        order = np.argsort(seen, kind="stable")
        cuts = np.searchsorted(seen[order], np.arange(len(number) + 1))
        for place, day in enumerate(days):
            new = owner[order[cuts[place] : cuts[place + 1]]]
            count += np.bincount(new, minlength=len(count))
            yield after(self.occasions, count, day, self.followed, **self._all_the_same)

    @property
    def _all_the_same(self) -> dict:
        return {
            "usual_gap_days": self.usual_gap_days,
            "rule": self.rule,
            "contacts": self.contacts,
            "cancellations": self.cancellations,
        }

    def by(self, rule: Rule) -> "Relations":
        """The same people under another rule."""
        return self if rule == self.rule else _followed(replace(self, rule=rule))

    def part(self, mask: np.ndarray) -> "Relations":
        """Keep some people, under the usual gap of all; `mask` has one true or false a person."""
        each = np.repeat(mask, np.diff(self.occasions.start))
        kept = Histories(usual=self.followed.usual[each], run=self.followed.run[each], lapsed=self.followed.lapsed[each])
        return replace(
            self,
            occasions=self.occasions.part(mask),
            contacts=self.contacts.part(mask),
            cancellations=self.cancellations.part(mask),
            followed=kept,
        )


def _followed(relations: Relations) -> Relations:
    found = histories(
        relations.occasions,
        usual_gap_days=relations.usual_gap_days,
        rule=relations.rule,
        cancellations=relations.cancellations,
    )
    return replace(relations, followed=found)


def relate(occasions: Occasions, contacts: Dated, cancellations: Dated, *, usual_gap_days: float, rule: Rule = STANDARD) -> Relations:
    """Put together what is known of some people, and follow each from occasion to occasion.

    Examples
    --------
    >>> from analysis.stages import STAGES
    >>> people = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 2]), day=np.array([0, 30]),
    ...     as_of=date(1970, 4, 1), free_orders=True)
    >>> calls = dated(people.customers, np.array([8]), np.array([40]))
    >>> found = relate(people, calls, dated(people.customers, np.array([]), np.array([])), usual_gap_days=30)
    >>> [STAGES[stage] for stage in found.stages(date(1970, 3, 1)).stage]
    ['maintenance', 'prospect']
    """
    empty = Histories(usual=np.zeros(0), run=np.zeros(0, dtype=np.int32), lapsed=np.zeros(0, dtype=bool))
    return _followed(
        Relations(
            occasions=occasions,
            contacts=contacts,
            cancellations=cancellations,
            usual_gap_days=usual_gap_days,
            rule=rule,
            followed=empty,
        )
    )


def gather(
    company: Company,
    contacts,
    *,
    terms: Terms = USUAL,
) -> Relations:
    """Gather everybody a company has dealt with.

    Parameters
    ----------
    company : Company
    contacts : DataFrame
        As `models.contacts` gives them: ``customer``, ``happened_at``, ``interaction``, ``topic``.
    terms : Terms

    Returns
    -------
    Relations

    Raises
    ------
    NotEnoughGaps
        Where the population has no usual gap and none was declared.

    Notes
    -----
    Signing up (``joined_at``) is a contact that the customer began. Employees, suppliers and organisations that only stand beside people
    are no customers, whatever contacts they had.
    """
    gap = known(company.usual_gap.days)
    people = nw.from_native(company.customers, eager_only=True)
    calls = nw.from_native(contacts, eager_only=True).filter(~nw.col("customer").is_null() & through(company.as_of, "happened_at"))
    theirs, ends = _meant(calls, contacts, terms)
    who = calls["customer"].to_numpy().astype(np.int64)
    day = (calls["happened_at"].dt.timestamp("ms") // MILLISECONDS_A_DAY).to_numpy().astype(np.int64)
    joined = people.filter(~nw.col("joined_at").is_null() & (nw.col("joined_at") <= company.as_of))
    signed = joined["customer"].to_numpy().astype(np.int64)
    since = joined["joined_at"].to_numpy().astype("datetime64[D]").astype(np.int64)
    others = np.intersect1d(np.concatenate([who, signed]), people["customer"].to_numpy())
    everybody = np.union1d(company.occasions.customers, others)
    place = partial(dated, everybody)
    return relate(
        among(company.occasions, everybody),
        place(np.concatenate([who[theirs & ~ends], signed]), np.concatenate([day[theirs & ~ends], since])),
        place(who[ends], day[ends]),
        usual_gap_days=gap,
        rule=terms.rule,
    )


def own(contacts, *, terms: Terms = USUAL):
    """Keep the contacts that customers began, other than those by which they cancel.

    Parameters
    ----------
    contacts : DataFrame
        As for `gather`.
    terms : Terms

    Returns
    -------
    DataFrame of the same kind

    Examples
    --------
    >>> import polars as pl
    >>> own(pl.DataFrame({"interaction": ["call", "newsletter", "call"], "topic": ["invoice", None, "Cancellation"]})).height
    1
    """
    calls = nw.from_native(contacts, eager_only=True)
    theirs, ends = _meant(calls, contacts, terms)
    return calls[np.flatnonzero(theirs & ~ends)].to_native()


def _meant(calls: nw.DataFrame, contacts, terms: Terms) -> tuple[np.ndarray, np.ndarray]:
    """Which contacts the customers began, and by which they cancel; two bool arrays."""
    told = kinds(contacts)
    outbound = told.outbound if terms.outbound is None else terms.outbound
    cancelling = told.cancelling if terms.cancelling is None else terms.cancelling
    kind, topic = (calls[name].fill_null("") for name in ("interaction", "topic"))
    ends = (kind.is_in(list(cancelling)) | topic.is_in(list(cancelling))).to_numpy().astype(bool)
    return ~kind.is_in(list(outbound)).to_numpy().astype(bool), ends


def of_orders(occasions: Occasions, *, usual_gap_days: float, rule: Rule = STANDARD) -> Relations:
    """Follow buyers of whom nothing but their orders is known.

    Examples
    --------
    >>> buyers = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([3]), as_of=date(1970, 1, 9), free_orders=True)
    >>> int(of_orders(buyers, usual_gap_days=30).buyers.sum())
    1
    """
    nothing = dated(occasions.customers, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    return relate(occasions, nothing, nothing, usual_gap_days=usual_gap_days, rule=rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """What contacts are called, the commonest first, and which of these say that the company began them, or that a customer cancels."""

    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    outbound: tuple[str, ...]
    cancelling: tuple[str, ...]


def kinds(contacts) -> Kinds:
    """Look what contacts are called.

    Examples
    --------
    >>> import polars as pl
    >>> found = kinds(pl.DataFrame({"interaction": ["call", "call", "Outbound call"], "topic": ["Cancellation", None, "offer"]}))
    >>> found.kinds, found.outbound, found.cancelling
    (('call', 'Outbound call'), ('Outbound call',), ('Cancellation',))
    """
    frame = nw.from_native(contacts, eager_only=True)
    named = []
    for column in ("interaction", "topic"):
        counts = frame[column].drop_nulls().value_counts(name="contacts").rows()
        named.append(tuple(value for value, _ in sorted(counts, key=lambda pair: (-pair[1], pair[0]))))
    own, topics = named
    return Kinds(
        kinds=own,
        topics=topics,
        outbound=tuple(name for name in own if _says(name, OUTBOUND_WORDS)),
        cancelling=tuple(dict.fromkeys(name for name in (*own, *topics) if _says(name, CANCELLING_WORDS))),
    )


def _says(name: str, words: tuple[str, ...]) -> bool:
    return any(word in name.casefold() for word in words)


def among(occasions: Occasions, everybody: np.ndarray) -> Occasions:
    """Give everybody a stretch of the occasions, an empty one to those who never ordered.

    Examples
    --------
    >>> some = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([3]), as_of=date(1970, 1, 9), free_orders=True)
    >>> among(some, np.array([5, 7, 9])).start.tolist()
    [0, 0, 1, 1]
    """
    lengths = np.zeros(len(everybody), dtype=np.int64)
    lengths[np.searchsorted(everybody, occasions.customers)] = np.diff(occasions.start)
    return replace(occasions, customers=everybody, start=np.append(0, np.cumsum(lengths)).astype(np.int64))


def mask(relations: Relations, company: Company, where: Mapping[str, Collection[str]]) -> np.ndarray | None:
    """Which people a filter means; None for everybody.

    Whoever never ordered is meant by what they are (country, market, channel), and never by what a first order was like.

    Returns
    -------
    bool array, one a person of `relations`
    """
    if not where:
        return None
    meant = np.zeros(len(relations.customers), dtype=bool)
    meant[np.searchsorted(relations.customers, company.occasions.customers)] = company.mask(where)
    people = nw.from_native(company.customers, eager_only=True)
    others = np.flatnonzero(~relations.buyers)
    if set(where) <= set(people.columns) and len(others):
        order = np.argsort(people["customer"].to_numpy(), kind="stable")
        at = order[np.searchsorted(people["customer"].to_numpy()[order], relations.customers[others])]
        meant[others] = True
        for field, values in where.items():
            if values:
                own = people[field].fill_null(segments.NONE).is_in(list(values)).to_numpy().astype(bool)
                meant[others] &= own[at]
    return meant
