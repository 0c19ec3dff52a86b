"""What the orders to come are worth, customer by customer: Gamma-Gamma's answer, or under contract what each has paid on average.

Amounts are minor units. A value stands beside the forecast of how many orders there will be, and is fitted on the same customers at the
same day; the two together are money to come.
"""

from dataclasses import dataclass, field

import numpy as np

from analysis import gamma_gamma, summaries
from analysis.errors import Refused, say
from analysis.evidence import FEW_BELOW
from analysis.gamma_gamma import GammaGamma
from analysis.intervals import critical
from analysis.ledger import Ledger
from analysis.occasions import Occasions
from analysis.summaries import Values
from analysis.worth import Money

GAMMA_GAMMA, OBSERVED_MEAN = "Gamma-Gamma", "observed mean"
# Where more of the parameters that the data leave possible have no mean, an interval of the mean has no upper end.
WITHOUT_MEAN = 0.025
DRAWS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValue:
    """What an order of each customer is worth from one day on.

    Attributes
    ----------
    name : {"Gamma-Gamma", "observed mean"}
    model : GammaGamma or None
        None for the observed mean.
    values : Values
        What it was fitted on, of the customers of the forecast.
    unit : float
        Minor units in a whole one.
    kept : float
        What of a value is left after refunds that name no order.
    valued : float
        The share of the occasions that have a value, among customers who buy in this currency.
    mean : float
        Of an order of everybody, in whole units.
    standard_error : float or None
        Of an observed mean; None for Gamma-Gamma, whose parameters have theirs.
    """

    name: str
    model: GammaGamma | None
    values: Values = field(repr=False)
    unit: float
    kept: float
    valued: float
    mean: float
    standard_error: float | None = None

    def of_everybody(self, level: float) -> Money:
        """The mean value of one order that has one, in minor units, with its interval."""
        if self.model is None:
            half = critical(level) * self.standard_error
            low, high = self.mean - half, self.mean + half
        else:
            p, q, v = self.model.maximum.draws(DRAWS, np.random.default_rng(0)).T
            low, high = np.quantile((p * v / (q - 1))[q > 1], [(1 - level) / 2, (1 + level) / 2])
        return Money(**{name: round(self.unit * float(end)) for name, end in (("value", self.mean), ("low", low), ("high", high))})

    def draw(self, rng: np.random.Generator) -> np.ndarray | None:
        """Draw parameters that the data leave possible; the fitted ones in place of those without a mean."""
        if self.model is None:
            return None
        [found] = self.model.maximum.draws(1, rng)
        return found if found[1] > 1 else self.model.parameters

    def expected(self, parameters: np.ndarray | None = None, part=slice(None)) -> np.ndarray:
        """Expected minor units of one more occasion of each customer, or of those at the places `part`, whether it has a value or not."""
        frequency, mean = self.values.frequency[part], self.values.monetary_value[part]
        if self.model is None:
            worth = np.where(frequency > 0, mean, self.mean)
        else:
            parameters = self.model.parameters if parameters is None else parameters
            worth = gamma_gamma.expected_value(parameters, frequency, mean)
        return np.where(self.values.buys[part], worth, 0.0) * (self.valued * self.kept * self.unit)

    def drawn(self, parameters: np.ndarray | None, orders: np.ndarray, part: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Draw what so many occasions of the customers at the places `part` are worth together, in minor units."""
        orders = rng.binomial(orders, self.valued) if self.valued < 1 else orders
        frequency, mean = self.values.frequency[part], self.values.monetary_value[part]
        if self.model is None:
            spread = 0.0 if np.isnan(self.values.spread) else self.values.spread
            around = np.where(frequency > 0, mean, self.mean)
            worth = around * (orders + spread * np.sqrt(orders + orders**2 / np.maximum(frequency, 1)) * rng.standard_normal(len(part)))
        else:
            worth = gamma_gamma.drawn_values(parameters, orders, frequency, mean, rng)
        return np.where(self.values.buys[part], worth, 0.0) * (self.kept * self.unit)


def fit(orders, occasions: Occasions, book: Ledger, *, contract: bool, through: int, digits: int = 2) -> OrderValue:
    """Value an order of each customer, by what was known on one day.

    Parameters
    ----------
    orders : DataFrame
        As `models.frames` gives them.
    occasions : Occasions
        Of the customers that are meant.
    book : Ledger
        Of the same customers, in the currency that is meant.
    contract : bool
        Whether each customer's own observed mean is taken, the first payment in it; otherwise Gamma-Gamma's, without the first order.
    through : int
        The day, in days since 1970-01-01.
    digits : int
        The currency's minor digits.

    Raises
    ------
    Refused
        Where too few customers have a value, or a mean that is not finite can't be ruled out.

    Notes
    -----
    A refund that names an order lowers that order, whenever it was given. One that names none lowers what is kept of all of them.
    """
    history = summaries.summarise(occasions, through=through)
    found = summaries.values(orders, occasions, history, currency=book.currency, digits=digits, through=through, first=contract)
    asked = int((history.frequency + contract)[found.buys].sum())
    common = {
        "values": found,
        "unit": 10.0**digits,
        "kept": _kept(book, through),
        "valued": int(found.frequency.sum()) / max(asked, 1),
    }
    if contract:
        paying = int(np.count_nonzero(found.frequency))
        if paying < FEW_BELOW:
            raise Refused(
                found=say("{} customers who paid in this currency", paying),
                needed=say("{}", FEW_BELOW),
                do="Wait for more customers, or import a longer history.",
            )
        mean, error = mean_of_all(found)
        return OrderValue(name=OBSERVED_MEAN, model=None, mean=mean, standard_error=error, **common)
    model = gamma_gamma.fit(found.frequency, found.monetary_value)
    endless = model.maximum.draws(DRAWS, np.random.default_rng(0))[:, 1] <= 1
    if model.mean is None or endless.mean() > WITHOUT_MEAN:
        raise Refused(
            found="orders so unequal that their mean may not be finite",
            needed="orders with a finite mean",
            do="Look at the largest orders: a few decide the mean.",
        )
    return OrderValue(name=GAMMA_GAMMA, model=model, mean=model.mean, **common)


def mean_of_all(values: Values) -> tuple[float, float]:
    """The mean value of an order with its standard error: customers are what varies, not their orders.

    Notes
    -----
    A ratio of two sums over customers, by the delta method: variance = sum of (total - mean times frequency)² / (sum of frequency)², times
    C / (C - 1). Cochran (1977), Sampling Techniques, 3rd ed., section 6.3.

    Examples
    --------
    >>> everybody = Values(frequency=np.array([1, 1, 1, 1]), monetary_value=np.array([10.0, 20, 10, 20]), left_out=0,
    ...     buys=np.ones(4, dtype=bool), spread=np.nan)
    >>> [round(value, 2) for value in mean_of_all(everybody)]
    [15.0, 2.89]
    """
    paying = values.frequency > 0
    many = values.frequency[paying].astype(float)
    total = many * values.monetary_value[paying]
    mean = total.sum() / many.sum()
    customers = len(many)
    error = np.sqrt(((total - mean * many) ** 2).sum() * customers / max(customers - 1, 1)) / many.sum()
    return float(mean), float(error)


def _kept(book: Ledger, day: int) -> float:
    net = book.net[book.day <= day]
    brought, given_back = int(net[net > 0].sum()), -int(net[net < 0].sum())
    return max(1 - given_back / brought, 0.0) if brought else 1.0
