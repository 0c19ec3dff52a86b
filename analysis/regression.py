"""Least squares on all attributes together: what goes with a point of each, the others the same."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from analysis.lmg import SINGULAR
from analysis.products import applied, crossed
from analysis.resampling import by_unit

#: Two attributes that correlate so much, or one that the others explain so well, can't be told apart.
ALIKE = 0.9
INFLATED = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A regression with a constant, and how sure each coefficient is.

    Attributes
    ----------
    constant : float
    coefficients : float array, one a column
        Points of the outcome for a point of the column.
    covariance : float array of (columns, columns)
        Of the coefficients: robust to unequal spread, and to several rows of one customer.
    n, units : int
        Rows, and the customers whose they are.
    r_squared : float
        From 0 to 1.
    identified : bool array, one a column
        False where a column is the same for all, or exactly a sum of others: nothing can be said of it.
    """

    constant: float
    coefficients: np.ndarray
    covariance: np.ndarray
    n: int
    units: int
    r_squared: float
    identified: np.ndarray

    def combined(self, weights: np.ndarray, level: float) -> tuple[float, float, float]:
        """Estimate a sum of coefficients, each times its weight: the value, and the ends of its t interval.

        Parameters
        ----------
        weights : float array, one a column
        level : float
            Confidence, between 0 and 1.
        """
        value = float(weights @ self.coefficients)
        half = self.critical(level) * float(np.sqrt(max(weights @ self.covariance @ weights, 0.0)))
        return value, value - half, value + half

    def intervals(self, level: float) -> tuple[np.ndarray, np.ndarray]:
        """The low and the high ends of each coefficient's t interval."""
        half = self.critical(level) * np.sqrt(np.diag(self.covariance))
        return self.coefficients - half, self.coefficients + half

    def critical(self, level: float) -> float:
        """The quantile of t that leaves half of what is beyond `level` on either side; customers are what is free."""
        return float(student.ppf((1 + level) / 2, max(self.units - len(self.coefficients) - 1, 1)))


def least_squares(values: np.ndarray, outcome: np.ndarray, unit: np.ndarray) -> Fit:
    """Regress the outcome on all columns at once.

    Parameters
    ----------
    values : float array of (rows, columns)
    outcome : float array, one a row
    unit : int array, one a row
        Whose row it is, 0 to the number of customers - 1; each customer has one at least.

    Returns
    -------
    Fit

    Notes
    -----
    The spread is HC3's: each residual is divided by what its own row leaves of it, so that a row far out does not make itself look sure;
    the rows of one customer are summed before they are squared, for they are not independent.

    References
    ----------
    MacKinnon, J. G. & White, H. (1985), J. Econometrics 29, 305-325; Liang, K.-Y. & Zeger, S. L. (1986), Biometrika 73, 13-22.

    Examples
    --------
    >>> x, y = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([1.0, 3.0, 5.0, 7.0])
    >>> fit = least_squares(x, y, np.arange(4))
    >>> round(fit.constant, 6), fit.coefficients.round(6).tolist(), fit.r_squared
    (1.0, [2.0], 1.0)
    """
    middle, units = values.mean(axis=0), int(unit.max()) + 1
    centred, deviation = values - middle, outcome - outcome.mean()
    inverse, identified = _inverse(crossed(centred, centred))
    coefficients = inverse @ crossed(centred, deviation[:, None])[:, 0]
    rest = deviation - applied(centred, coefficients[:, None])[:, 0]
    leverage = 1 / len(values) + np.einsum("ij,ij->i", applied(centred, inverse), centred)
    centred *= (rest / np.maximum(1 - leverage, SINGULAR))[:, None]
    scores = centred if units == len(values) else by_unit(centred, unit, units)
    total = deviation @ deviation
    return Fit(
        constant=float(outcome.mean() - middle @ coefficients),
        coefficients=coefficients,
        covariance=inverse @ crossed(scores, scores) @ inverse,
        n=len(values),
        units=units,
        r_squared=float(np.clip(1 - rest @ rest / total, 0, 1)) if total > 0 else 0.0,
        identified=identified,
    )


def _inverse(squares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The inverse; where there is none, that of the part that has one, and which columns lie wholly within it."""
    scale = np.sqrt(np.diag(squares))
    there = scale > 0
    scale = np.where(there, scale, 1.0)
    size, direction = np.linalg.eigh(squares / np.outer(scale, scale))
    kept = size > SINGULAR
    within = direction[:, kept]
    inverse = (within / size[kept]) @ within.T / np.outer(scale, scale)
    return inverse, there & ((within**2).sum(axis=1) > 1 - 1e-6)


def inflation(among: np.ndarray) -> np.ndarray:
    """How many times wider a coefficient's variance is because the other attributes say nearly the same.

    Parameters
    ----------
    among : float array of (attributes, attributes)
        Their correlations.

    Returns
    -------
    float array
        From 1; infinite where the others say exactly the same.

    References
    ----------
    Marquardt, D. W. (1970), Technometrics 12, 591-612.

    Examples
    --------
    >>> inflation(np.array([[1, 0.6], [0.6, 1]])).round(6).tolist()
    [1.5625, 1.5625]
    """
    size, direction = np.linalg.eigh(among)
    parts, left = np.where(direction**2 > SINGULAR, direction**2, 0.0), size > SINGULAR
    found = (parts / np.where(left, size, 1.0)).sum(axis=1, where=left)
    return np.where((parts > 0).any(axis=1, where=~left), np.inf, found)


def entangled(among: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the attributes that can't be told apart from others.

    Parameters
    ----------
    among : float array of (attributes, attributes)
        Their correlations.

    Returns
    -------
    (marked, partner) : bool array, int array
        Whether each is entangled (a correlation beyond `ALIKE`, or an inflation beyond `INFLATED`), and with which it goes along most.

    Examples
    --------
    >>> marked, partner = entangled(np.array([[1, 0.98, 0.1], [0.98, 1, 0.1], [0.1, 0.1, 1]]))
    >>> marked.tolist(), partner.tolist()
    ([True, True, False], [1, 0, 0])
    """
    beside = np.abs(among) - 2 * np.eye(len(among))
    if len(among) < 2:
        return np.zeros(len(among), dtype=bool), np.zeros(len(among), dtype=np.int64)
    return (beside.max(axis=1) > ALIKE) | (inflation(among) > INFLATED), beside.argmax(axis=1)
