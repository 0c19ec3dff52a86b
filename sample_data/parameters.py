"""The parameters that somebody may set oneself: what each means, how far it goes, and what it changes in a trade.

Their names are those of `parameters` in truth.json, as far as they stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import isfinite

from sample_data.trade import Attribute, Trade

#: Orders of a customer by the end of the data, about: with more of them the company in the long run takes minutes.
ORDERS_AT_MOST = 25
LEAST_SHAPE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number of a company.

    Attributes
    ----------
    name : str
    group : str
        What it is about: "leaving", "ordering", "spending", "coming", "answering", "planted".
    title, meaning : str
        In words, for a person.
    unit : str
        "share", "days", "money" (whole units of the currency), "points" (of a rating), "logit", "times", or "" for a shape.
    low, high : float
        How far it may be set.
    of : callable
        Reads it from a trade.
    planted : str
        What must be planted for it to change anything; "" where it always does.
    only : callable
        Whether it means something in this trade.
    """

    name: str
    group: str
    title: str
    meaning: str
    unit: str
    low: float
    high: float
    of: Callable[[Trade], float]
    planted: str = ""
    only: Callable[[Trade], bool] = lambda trade: True


def _leave_mean(trade: Trade) -> float:
    a, b = trade.leave
    return a / (a + b)


def _leave_differ(trade: Trade) -> float:
    a, b = trade.leave
    return 1 / (a + b + 1)


def _driver(trade: Trade) -> Attribute:
    return next(attribute for attribute in trade.attributes if attribute.name == trade.driver)


def _effect(name: str) -> Callable[[Trade], float]:
    return lambda trade: getattr(trade.effects, name)


def _no_contract(trade: Trade) -> bool:
    return not trade.rhythm


def _seasonal(trade: Trade) -> bool:
    return len(set(trade.season)) > 1


_LOGIT = "added to the logit of leaving after an order: 1 takes a chance of 50 % to 73 %, 2 takes it to 88 %"
_LESS = "taken from the logit of leaving after an order: 1 takes a chance of 50 % to 27 %, 2 takes it to 12 %"

PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        name="leave_mean", group="leaving", title="Chance to leave after an order", unit="share", low=0.01, high=0.9, of=_leave_mean,
        meaning="the mean over customers of their own chance to leave for good after an order",
    ),
    Parameter(
        name="leave_differ", group="leaving", title="How much customers differ in it", unit="", low=0.01, high=0.6, of=_leave_differ,
        meaning="0: all have the same chance; 1: some leave at once and the others never (1 / (a + b + 1) of the beta distribution)",
    ),
    Parameter(
        name="usual_gap_days", group="ordering", title="Usual gap between two orders", unit="days", low=10, high=120,
        of=lambda trade: trade.gap_days, only=_no_contract, meaning="1 over the mean rate of customers who have not left",
    ),
    Parameter(
        name="rate_shape", group="ordering", title="How alike their gaps are", unit="", low=0.7, high=50, of=lambda trade: trade.rate_shape,
        only=_no_contract, meaning="the shape of the gamma distribution of rates: the smaller, the more customers differ",
    ),
    Parameter(
        name="season", group="ordering", title="Season", unit="times", low=0, high=2, of=lambda trade: 1.0, only=_seasonal,
        meaning="0: no season; 1: the trade's; 2: twice as far from the usual pace in every month",
    ),
    Parameter(
        name="newcomers_last_day_over_first", group="coming", title="Newcomers at the end for each at the beginning", unit="times",
        low=0.3, high=4, of=lambda trade: trade.growth, meaning="1: as many come on the last day as on the first",
    ),
    Parameter(
        name="order_value", group="spending", title="Mean value of an order", unit="money", low=5, high=5000,
        of=lambda trade: trade.value_cents / 100, meaning="what an order is meant to be worth, before it is made of articles",
    ),
    Parameter(
        name="order_value_spread", group="spending", title="How alike customers spend", unit="", low=1.5, high=50,
        of=lambda trade: trade.value_spread,
        meaning="the shape of the gamma distribution of mean order values over customers: the smaller, the more they differ",
    ),
    Parameter(
        name="margin", group="spending", title="Margin", unit="share", low=0.01, high=0.95, of=lambda trade: trade.margin,
        meaning="of net revenue, before what is spent on customers",
    ),
    Parameter(
        name="answer_share", group="answering", title="Share of orders that are answered about", unit="share", low=0.01, high=0.9,
        of=lambda trade: trade.answer, meaning="where satisfaction is as usual",
    ),
    Parameter(
        name="answer_slope", group="answering", title="How much more the satisfied answer", unit="logit", low=-2, high=2,
        of=lambda trade: trade.answer_slope, meaning="added to the logit of answering for a point of satisfaction; 0: all answer alike",
    ),
    Parameter(
        name="complaint_share", group="answering", title="Share of orders that are complained of", unit="share", low=0, high=0.3,
        of=lambda trade: trade.complain, meaning="where nothing was poor",
    ),
    Parameter(
        name="complaint_share_where_the_driver_is_poor", group="answering", title="The same, where the driver was rated 1 or 2",
        unit="share", low=0, high=0.9, of=lambda trade: trade.complain_poor, planted="driver", meaning="of orders where it was poor",
    ),
    Parameter(
        name="driver_mean", group="answering", title="Mean rating of the driver", unit="points", low=1.5, high=4.8,
        of=lambda trade: _driver(trade).mean, planted="driver", meaning="before it is rounded and kept to 1 to 5",
    ),
    Parameter(
        name="driver_weight", group="planted", title="Weight of the driver", unit="points", low=0, high=0.7,
        of=lambda trade: _driver(trade).weight, planted="driver",
        meaning="points of satisfaction for a point of its rating; the other attributes share what is left of the whole",
    ),
    Parameter(
        name="satisfaction", group="planted", title="What a point of satisfaction does", unit="logit", low=0, high=4,
        of=_effect("satisfaction"), planted="satisfaction", meaning=_LESS,
    ),
    Parameter(
        name="badly", group="planted", title="What a complaint handled badly does", unit="logit", low=0, high=4, of=_effect("badly"),
        planted="complaints", meaning=_LOGIT,
    ),
    Parameter(
        name="well", group="planted", title="What a complaint handled well does", unit="logit", low=0, high=4, of=_effect("well"),
        planted="complaints", meaning=_LESS,
    ),
    Parameter(
        name="price_rise", group="planted", title="The price rise", unit="share", low=0.01, high=0.5, of=_effect("price_rise"),
        planted="price_rise", meaning="by which share prices are higher from its day on",
    ),
    Parameter(
        name="price", group="planted", title="What the price rise does", unit="logit", low=0, high=4, of=_effect("price"),
        planted="price_rise", meaning=_LOGIT,
    ),
    Parameter(
        name="cohort", group="planted", title="What the worse cohort has against it", unit="logit", low=0, high=4, of=_effect("cohort"),
        planted="worse_cohort", meaning=_LOGIT,
    ),
    Parameter(
        name="channel", group="planted", title="What the worse channel has against it", unit="logit", low=0, high=4,
        of=_effect("channel"), planted="worse_channel", meaning=_LOGIT,
    ),
    Parameter(
        name="habit", group="planted", title="What the hidden habit does", unit="logit", low=0, high=4, of=_effect("habit"),
        planted="habit", meaning=_LESS + ", for a standard deviation of habit",
    ),
    Parameter(
        name="costly_share", group="planted", title="Share of customers who cost", unit="share", low=0.005, high=0.5,
        of=_effect("costly_share"), planted="costly", meaning="of all customers",
    ),
)  # fmt: skip
NAMES = {parameter.name: parameter for parameter in PARAMETERS}


def of(trade: Trade) -> tuple[Parameter, ...]:
    """The parameters that mean something in this trade."""
    return tuple(parameter for parameter in PARAMETERS if parameter.only(trade))


def changed(trade: Trade, values: Mapping[str, float]) -> Trade:
    """The trade with some of its parameters set.

    Parameters
    ----------
    trade : Trade
    values : mapping of a name in `NAMES` to its value

    Raises
    ------
    ValueError
        For a name that is none or means nothing in this trade, a value out of its range, or so many orders that it would take minutes.

    Examples
    --------
    >>> from sample_data.trades import TRADES
    >>> own = changed(TRADES["home-goods"], {"leave_mean": 0.2, "season": 0})
    >>> round(own.leave[0] / sum(own.leave), 6), round(sum(own.leave), 6), set(own.season)
    (0.2, 2.8, {100})
    """
    for name, value in values.items():
        _check(trade, name, value)
    said = dict(values)
    mean, differ = said.pop("leave_mean", None), said.pop("leave_differ", None)
    if mean is not None or differ is not None:
        mean = _leave_mean(trade) if mean is None else mean
        both = sum(trade.leave) if differ is None else 1 / differ - 1
        trade = replace(trade, leave=_leave(mean, both))
    effects = {name: said.pop(name) for name in tuple(said) if name in trade.effects.__dataclass_fields__}
    trade = replace(trade, effects=replace(trade.effects, **effects))
    if "driver_mean" in said or "driver_weight" in said:
        trade = replace(trade, attributes=_attributes(trade, said.pop("driver_mean", None), said.pop("driver_weight", None)))
    for name, value in said.items():
        trade = replace(trade, **_SETS[name](trade, value))
    _not_too_many(trade)
    return trade


_SETS: dict[str, Callable[[Trade, float], dict]] = {
    "usual_gap_days": lambda trade, value: {"gap_days": value},
    "rate_shape": lambda trade, value: {"rate_shape": value},
    "season": lambda trade, value: {"season": tuple(int(100 + (pace - 100) * value + 0.5) for pace in trade.season)},
    "newcomers_last_day_over_first": lambda trade, value: {"growth": value},
    "order_value": lambda trade, value: {"value_cents": int(value * 100 + 0.5)},
    "order_value_spread": lambda trade, value: {"value_spread": value},
    "margin": lambda trade, value: {"margin": value},
    "answer_share": lambda trade, value: {"answer": value},
    "answer_slope": lambda trade, value: {"answer_slope": value},
    "complaint_share": lambda trade, value: {"complain": value},
    "complaint_share_where_the_driver_is_poor": lambda trade, value: {"complain_poor": value},
}


def _check(trade: Trade, name: str, value: float) -> None:
    known = NAMES.get(name)
    if known is None or not known.only(trade):
        raise ValueError(f"found the parameter {name!r}; needed one of {', '.join(one.name for one in of(trade))}")
    if not isfinite(value) or not known.low <= value <= known.high:
        raise ValueError(f"found {name}={value:g}; needed a number from {known.low:g} to {known.high:g} ({known.meaning})")


def _leave(mean: float, both: float) -> tuple[float, float]:
    """a and b of the chance to leave; below 0.05 hardly anybody has a chance between never and at once, and it can't be drawn."""
    a, b = mean * both, (1 - mean) * both
    if min(a, b) < LEAST_SHAPE:
        raise ValueError(
            f"found leave_mean={mean:g} with customers who differ so much that a is {a:.3f} and b {b:.3f}; "
            f"needed at least {LEAST_SHAPE:g} of both: a smaller leave_differ, or a leave_mean nearer to a half"
        )
    return a, b


def _attributes(trade: Trade, mean: float | None, weight: float | None) -> tuple[Attribute, ...]:
    """The attributes with another driver; the sum of all weights stays, so that satisfaction does not leave 1 to 5."""
    driver = _driver(trade)
    mean, weight = driver.mean if mean is None else mean, driver.weight if weight is None else weight
    others = sum(attribute.weight for attribute in trade.attributes) - driver.weight
    rest = 1.0 if weight == driver.weight else (others + driver.weight - weight) / others
    return tuple(
        replace(attribute, mean=mean, weight=weight) if attribute is driver else replace(attribute, weight=attribute.weight * rest)
        for attribute in trade.attributes
    )


def _not_too_many(trade: Trade) -> None:
    """Refuse customers who would order more often than anybody waits for."""
    usual = (trade.last_day - trade.first_day).days / trade.gap_days / 2
    orders = 1 / (1 / usual + _leave_mean(trade))
    if orders > ORDERS_AT_MOST:
        raise ValueError(
            f"found about {orders:.0f} orders a customer; needed at most {ORDERS_AT_MOST}: "
            "a longer usual_gap_days, or a higher leave_mean"
        )


def read(texts: Iterable[str]) -> dict[str, float]:
    """Read parameters as a person writes them, `NAME=VALUE`.

    Examples
    --------
    >>> read(["leave_mean=0.2", "season=0"])
    {'leave_mean': 0.2, 'season': 0.0}
    """
    found = {}
    for text in texts:
        name, mark, value = text.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            mark = ""
        if not mark:
            raise ValueError(f"found --set {text}; needed NAME=NUMBER, with one of {', '.join(NAMES)}")
    return found
