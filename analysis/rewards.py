"""What a programme gives: kinds of rewards, offers that add up, and offers for birthdays."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis.absences import NEVER
from analysis.comparisons import Group, group
from analysis.memberships import days, placed, texts
from analysis.occasions import Occasions, keys

#: A reward so many days before or after the birthday goes with it.
BIRTHDAY_DAYS = 7
YEAR_DAYS = 365.25
MOST_KINDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Birthdays:
    """Rewards beside the birthdays of those who were given them.

    Attributes
    ----------
    days : int
        So many days before or after the birthday count as with it.
    members : int
        Members whose birthday is known.
    near : Group or None
        Rewards with the birthday, of all to members whose birthday is known; None without any.
    chance : float
        The share that would be so if birthdays had nothing to do with it.
    offered : bool
        Whether the whole interval lies above twice that.
    """

    days: int
    members: int
    near: Group | None
    chance: float
    offered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """After how many orders as a member there is a reward.

    Attributes
    ----------
    n : int
        Rewards before which orders as a member could be counted, from joining or from the reward before.
    usual : int or None
        The commonest number of orders.
    share : Group or None
        Rewards that came after that number.
    steady : bool
        Whether half of them and more did: an offer that adds up.
    """

    n: int
    usual: int | None
    share: Group | None
    steady: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Rewards of one kind ("" where none is named).

    Attributes
    ----------
    name : str
    n, members : int
    amount : int
        Minor units, of those that say what they cost.
    priced : int
        How many do.
    points : float
    """

    name: str
    n: int
    members: int
    amount: int
    priced: int
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Presents:
    """Rewards as columns; `priced` those with an amount in the currency that is meant, `from_birthday` the days to the nearest birthday."""

    customer: np.ndarray
    place: np.ndarray
    programme: np.ndarray
    kind: np.ndarray
    day: np.ndarray
    priced: np.ndarray
    points: np.ndarray
    amount: np.ndarray
    currency: np.ndarray
    from_birthday: np.ndarray

    @classmethod
    def of(cls, rows: nw.DataFrame, occasions: Occasions, currency: str, born: nw.DataFrame) -> "Presents":
        customer = rows["customer"].cast(nw.Int64).fill_null(-1).to_numpy().astype(np.int64)
        day = days(rows, "rewarded_at").astype(np.int64)
        amount = rows["amount"].cast(nw.Float64).to_numpy().astype(float)
        return cls(
            customer=customer,
            place=placed(occasions, customer),
            programme=texts(rows, "programme"),
            kind=texts(rows, "reward"),
            day=day,
            priced=(rows["currency"] == currency).fill_null(False).to_numpy().astype(bool) & ~np.isnan(amount),
            points=np.nan_to_num(rows["points"].cast(nw.Float64).to_numpy().astype(float)),
            amount=amount,
            currency=texts(rows, "currency"),
            from_birthday=_from_birthday(customer, day, born),
        )

    def part(self, mask: np.ndarray) -> "Presents":
        return Presents(**{name: getattr(self, name)[mask] for name in self.__dataclass_fields__})


def _from_birthday(customer: np.ndarray, day: np.ndarray, born: nw.DataFrame) -> np.ndarray:
    """Days between each reward and its customer's nearest birthday; nan where that is unknown. A leap year may put it one off."""
    found = np.full(len(customer), np.nan)
    if not len(born):
        return found
    known = born["customer"].to_numpy().astype(np.int64)
    order = np.argsort(known)
    at = np.searchsorted(known[order], customer)
    at[at == len(known)] = 0
    row = order[at]
    there = known[row] == customer
    dates = np.array(born["birth_date"].to_list(), dtype="datetime64[D]")[row[there]]
    in_year = (dates - dates.astype("datetime64[Y]")).astype(int)
    when = day[there].astype("datetime64[D]")
    apart = np.abs((when - when.astype("datetime64[Y]")).astype(int) - in_year)
    found[there] = np.minimum(apart, np.floor(YEAR_DAYS) - apart)
    return found


def kinds_of(presents: Presents) -> tuple[Kind, ...]:
    """Rewards by kind, the most frequent first."""
    found = []
    for name in np.unique(presents.kind):
        mask = presents.kind == name
        customers = presents.customer[mask]
        found.append(
            Kind(
                name=str(name),
                n=int(mask.sum()),
                members=len(np.unique(customers[customers >= 0])),
                amount=int(presents.amount[mask & presents.priced].sum()),
                priced=int((mask & presents.priced).sum()),
                points=float(presents.points[mask].sum()),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.n, one.name))[:MOST_KINDS])


def after_orders(place, since, presents: Presents, occasions: Occasions, level: float) -> Every:
    """Count the orders as a member before each reward: since joining, or since the reward before."""
    first = np.full(len(occasions.customers), NEVER, dtype=np.int64)
    np.minimum.at(first, place, since)
    here = np.flatnonzero(presents.place >= 0)
    here = here[presents.day[here] > first[presents.place[here]]]
    order = here[np.lexsort((presents.day[here], presents.place[here]))]
    who, day = presents.place[order], presents.day[order]
    new = np.concatenate([[True], (who[1:] != who[:-1]) | (day[1:] != day[:-1])]) if len(who) else np.zeros(0, dtype=bool)
    who, day = who[new], day[new]  # two rewards of one day come after the same orders
    known = keys(occasions.owner, occasions.day)
    so_far = np.searchsorted(known, keys(who, day), side="right") - np.searchsorted(known, keys(who, first[who]), side="right")
    before = np.where(np.concatenate([[False], who[1:] == who[:-1]]) if len(who) else np.zeros(0, dtype=bool), np.roll(so_far, 1), 0)
    step = (so_far - before)[so_far > before]
    if not len(step):
        return Every(n=0, usual=None, share=None, steady=False)
    usual = int(np.bincount(step).argmax())
    share = group(int((step == usual).sum()), len(step), level=level)
    return Every(n=len(step), usual=usual, share=share, steady=2 * share.k >= share.n)


def beside_birthdays(presents: Presents, members: np.ndarray, level: float) -> Birthdays:
    """Count the rewards that came within days of a birthday; `members` are those whose birthday is known."""
    known = ~np.isnan(presents.from_birthday)
    chance = (2 * BIRTHDAY_DAYS + 1) / YEAR_DAYS
    near = None
    if known.any():
        near = group(int((presents.from_birthday[known] <= BIRTHDAY_DAYS).sum()), int(known.sum()), level=level)
    return Birthdays(
        days=BIRTHDAY_DAYS, members=len(members), near=near, chance=chance, offered=near is not None and near.low > 2 * chance
    )
