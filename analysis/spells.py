"""Spells: everybody's time, cut where the stage changes.

The stage rule is replayed event by event: an order, a silence that passes two or four usual gaps, a contact, a cancellation. What comes out
says the same of every day as `Relations.stages` does.
"""

from dataclasses import dataclass, replace

import numpy as np

from analysis import calendar
from analysis.dated import Dated
from analysis.occasions import DAY_BITS, DAYS, keys
from analysis.relations import Relations
from analysis.rhythm import first_over
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, NOT_YET, PROSPECT, RECOVERED

#: What follows a spell that goes on.
STILL = -2
DIRECTIONS = ("up", "down", "out", "back")
UP, DOWN, OUT, BACK = range(len(DIRECTIONS))

# Of several things on one day the last stands: an order, then silence, then a contact, then a cancellation.
_ORDERED, _SILENT, _TOUCH, _CANCELLED = range(4)
_PRIORITY_BITS, _STAGE_BITS = 2, 3
# How deep a relationship is; who came back stands between the first order and the settled.
_DEPTH = {PROSPECT: 0, CAPTURE: 1, RECOVERED: 2, MAINTENANCE: 3, LOYALTY: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spells:
    """Times in one stage, by person and then by day.

    Attributes
    ----------
    people : int
        C, how many they are of.
    end_day : int
        as_of, in days since 1970-01-01.
    place : int64 array of S
        Whose, as a place in `Relations.customers`.
    stage : int8 array of S
        Place in `STAGES`; `NOT_YET` for a prospect whose contact has grown old.
    begin : int32 array of S
        Its first day, in days since 1970-01-01.
    days : int32 array of S
        How many it lasted, or has lasted through as_of; 1 or more.
    before, follows : int8 arrays of S
        The stage that came before, `NOT_YET` for none; the one that came after, `STILL` for one that goes on.
    """

    people: int
    end_day: int
    place: np.ndarray
    stage: np.ndarray
    begin: np.ndarray
    days: np.ndarray
    before: np.ndarray
    follows: np.ndarray

    def part(self, mask: np.ndarray) -> "Spells":
        """Keep some of the spells; `mask` has one true or false a spell."""
        kept = {name: getattr(self, name)[mask] for name in ("place", "stage", "begin", "days", "before", "follows")}
        return replace(self, **kept)

    def of(self, people: np.ndarray | None) -> "Spells":
        """Keep the spells of some people; `people` has one true or false a person, None keeps all."""
        return self if people is None else self.part(people[self.place])

    def on(self, day: int) -> np.ndarray:
        """Everybody's stage at the end of a day, as `Relations.stages` tells it; int8 array of C."""
        at = np.searchsorted(keys(self.place, self.begin), keys(np.arange(self.people), day), side="right") - 1
        found = np.full(self.people, NOT_YET, dtype=np.int8)
        some = at >= 0
        some[some] = self.place[at[some]] == np.flatnonzero(some)
        found[some] = self.stage[at[some]]
        return found


def direction(stage: np.ndarray, follows: np.ndarray) -> np.ndarray:
    """Which way somebody left a stage: a place in `DIRECTIONS`.

    Out is to be abandoned, or forgotten as a prospect; down is to come to be at risk; back is to order, or to be in touch, again, after
    having been at risk or away. What else moves between prospect, capture, recovered, maintenance and loyalty, in this order, is up or
    down.

    Examples
    --------
    >>> moves = direction(np.array([CAPTURE, LOYALTY, AT_RISK, ABANDONED, AT_RISK]),
    ...     np.array([MAINTENANCE, AT_RISK, LOYALTY, RECOVERED, ABANDONED]))
    >>> [DIRECTIONS[move] for move in moves]
    ['up', 'down', 'back', 'back', 'out']
    """
    depth = np.zeros(len(_DEPTH) + 3, dtype=np.int8)
    for place, deep in _DEPTH.items():
        depth[place] = deep
    away = (stage == AT_RISK) | (stage == ABANDONED)
    return np.select(
        [(follows == ABANDONED) | (follows == NOT_YET), away | (follows == RECOVERED), follows == AT_RISK, depth[follows] > depth[stage]],
        [OUT, BACK, DOWN, UP],
        DOWN,
    ).astype(np.int8)


def spells(relations: Relations) -> Spells:
    """Follow everybody from stage to stage through as_of.

    Parameters
    ----------
    relations : Relations

    Returns
    -------
    Spells

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> from analysis.stages import STAGES
    >>> people = Occasions(customers=np.array([7]), start=np.array([0, 2]), day=np.array([0, 30]), as_of=date(1970, 7, 31),
    ...     free_orders=True)
    >>> none = dated(people.customers, np.array([]), np.array([]))
    >>> found = spells(relate(people, none, none, usual_gap_days=30))
    >>> [(STAGES[stage], int(begin), int(days)) for stage, begin, days in zip(found.stage, found.begin, found.days)]
    [('capture', 0, 30), ('maintenance', 30, 61), ('at_risk', 91, 60), ('abandoned', 151, 61)]
    """
    days = relations.occasions
    end = calendar.day_number(relations.as_of)
    place, day = days.owner, days.day.astype(np.int64)
    first = np.zeros(len(day), dtype=bool)
    first[days.start[:-1][relations.buyers]] = True
    following = np.append(day[1:], end + 1)[: len(day)]
    following[days.start[1:][relations.buyers] - 1] = end + 1
    stage = standing(relations)
    limit = np.minimum(following, _cancelled(relations.cancellations, place, day, following, end))
    risky, gone = (first_over(times, relations.followed.usual) for times in (relations.rule.at_risk, relations.rule.abandoned))
    at_risk = (day + risky < limit) & (risky < gone)
    abandoned = day + gone < limit
    cancelled = limit < following
    # Somebody who stays in a stage at the next order is in one and the same spell.
    anew = first.copy()
    anew[1:] |= (stage[1:] != stage[:-1]) | (at_risk | abandoned | cancelled)[:-1]
    events = np.concatenate(
        [
            _events(place[anew], day[anew], stage[anew], _ORDERED),
            _events(place[at_risk], (day + risky)[at_risk], AT_RISK, _SILENT),
            _events(place[abandoned], (day + gone)[abandoned], ABANDONED, _SILENT),
            _events(place[cancelled], limit[cancelled], ABANDONED, _CANCELLED),
            *_in_touch(relations, place, day, day + gone, limit, end),
            *_prospects(relations, end),
        ]
    )
    return _spells(np.sort(events), people=len(relations.customers), end_day=end)


def standing(relations: Relations) -> np.ndarray:
    """The stage that each occasion makes, silence aside; int8, one an occasion.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> people = Occasions(customers=np.array([7]), start=np.array([0, 3]), day=np.array([0, 30, 200]), as_of=date(1970, 7, 31),
    ...     free_orders=True)
    >>> none = dated(people.customers, np.array([]), np.array([]))
    >>> from analysis.stages import STAGES
    >>> [STAGES[stage] for stage in standing(relate(people, none, none, usual_gap_days=30))]
    ['capture', 'maintenance', 'recovered']
    """
    followed, days = relations.followed, relations.occasions
    first = np.zeros(len(days.day), dtype=bool)
    first[days.start[:-1][relations.buyers]] = True
    return np.select(
        [followed.lapsed, followed.run >= relations.rule.loyalty_run, first], [RECOVERED, LOYALTY, CAPTURE], MAINTENANCE
    ).astype(np.int8)  # fmt: skip


def _cancelled(cancellations: Dated, place: np.ndarray, day: np.ndarray, following: np.ndarray, end: int) -> np.ndarray:
    """The first day after each occasion, or its own, and before the next one, on which its customer cancelled; later than any for none."""
    found = np.full(len(day), end + 1)
    if not len(cancellations.day) or not len(day):
        return found
    said = np.repeat(np.arange(len(cancellations.start) - 1), np.diff(cancellations.start))
    when = cancellations.day.astype(np.int64)
    at = np.searchsorted(keys(place, day), keys(said, when), side="right") - 1
    meant = (at >= 0) & (place[at] == said) & (when < following[at])
    np.minimum.at(found, at[meant], when[meant])
    return found


def _in_touch(relations: Relations, place: np.ndarray, day: np.ndarray, away: np.ndarray, limit: np.ndarray, end: int) -> tuple:
    """Contacts by which somebody who would be abandoned is at risk for another usual gap."""
    contacts = relations.contacts
    if not len(contacts.day) or not len(day):
        return ()
    whose = np.repeat(np.arange(len(contacts.start) - 1), np.diff(contacts.start))
    when = contacts.day.astype(np.int64)
    at = np.searchsorted(keys(place, day), keys(whose, when), side="right") - 1
    lasting = np.floor(relations.followed.usual[at]).astype(np.int64)
    # A contact on the day of an order is none after it.
    kept = (at >= 0) & (place[at] == whose) & (when > day[at]) & (when + lasting >= away[at]) & (np.maximum(when, away[at]) < limit[at])
    at, when, lasting = at[kept], when[kept], lasting[kept]
    return _windows(at, np.maximum(when, away[at]), when, when + lasting + 1, limit[at], place[at], AT_RISK, ABANDONED)


def _prospects(relations: Relations, end: int) -> tuple:
    """Contacts by which somebody who never ordered is a prospect."""
    contacts, days = relations.contacts, relations.occasions
    whose = np.repeat(np.arange(len(contacts.start) - 1), np.diff(contacts.start))
    first = np.full(len(relations.customers), end + 1, dtype=np.int64)
    first[relations.buyers] = days.day[days.start[:-1][relations.buyers]]
    when = contacts.day.astype(np.int64)
    kept = when < first[whose]
    whose, when = whose[kept], when[kept]
    lasting = int(np.floor(relations.rule.abandoned * relations.usual_gap_days))
    return _windows(whose, when, when, when + lasting + 1, first[whose], whose, PROSPECT, NOT_YET)


def _windows(stretch, begin, when, after, limit, place, inside: int, outside: int) -> tuple:
    """From each contact on somebody is inside, until it has grown old and no other has come meanwhile."""
    renewed = np.zeros(len(when), dtype=bool)
    renewed[:-1] = (stretch[1:] == stretch[:-1]) & (when[1:] <= after[:-1])
    ends = ~renewed & (after < limit)
    return _events(place, begin, inside, _TOUCH), _events(place[ends], after[ends], outside, _SILENT)


def _events(place: np.ndarray, day: np.ndarray, stage, priority: int) -> np.ndarray:
    """Person, day, priority and stage in one whole number: sorting it is much faster than sorting four."""
    return (((keys(place, day) << _PRIORITY_BITS) + priority) << _STAGE_BITS) + (np.asarray(stage, dtype=np.int64) + 1)


def _spells(events: np.ndarray, *, people: int, end_day: int) -> Spells:
    when = events >> (_PRIORITY_BITS + _STAGE_BITS)
    stands = np.append(when[1:] != when[:-1], True)[: len(when)]
    when, stage = when[stands], (events[stands] & ((1 << _STAGE_BITS) - 1)).astype(np.int8) - 1
    place = when >> DAY_BITS
    new = np.append(True, place[1:] != place[:-1])[: len(place)]
    changed = new | np.append(True, stage[1:] != stage[:-1])[: len(stage)]
    when, place, stage, new = when[changed], place[changed], stage[changed], new[changed]
    begin = (when & (DAYS - 1)) - DAYS // 2
    last = np.append(new[1:], True)[: len(new)]
    return Spells(
        people=people,
        end_day=end_day,
        place=place,
        stage=stage,
        begin=begin.astype(np.int32),
        days=(np.where(last, end_day + 1, np.roll(begin, -1)) - begin).astype(np.int32),
        before=np.where(new, NOT_YET, np.roll(stage, 1)).astype(np.int8),
        follows=np.where(last, STILL, np.roll(stage, -1)).astype(np.int8),
    )
