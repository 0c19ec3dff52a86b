"""Random numbers with an address: who, what, and which of them.

A number does not depend on what was drawn before it. So a company can be made a slice at a time, in any order; and when one
thing about it is changed, everything else stays as it was: customer 17's third wait is the same in both.
"""

from __future__ import annotations

import zlib

import numpy as np

from sample_data import exact

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = (np.uint64(bits) for bits in (30, 27, 31, 11))
_ATTEMPTS = 12  # each fails in less than 5 of 100: what is left after these is less than 1 in 10^15


def _mixed(x: np.ndarray) -> np.ndarray:
    x = (x ^ (x >> _30)) * _FIRST
    x = (x ^ (x >> _27)) * _SECOND
    return x ^ (x >> _31)


class Draws:
    """The random numbers of one seed.

    Parameters
    ----------
    seed : int
        0 or more.
    each : int, optional
        So many numbers belong to one seed: those from `each` on are drawn as 0, 1, … by the seed `seed` + 1, and so on.

    References
    ----------
    Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators, OOPSLA: the finishing step of SplitMix64,
    applied to an address.

    Examples
    --------
    >>> draws = Draws(23)
    >>> some = draws.uniform(np.arange(5), "wait", 2)
    >>> bool(some[3] == draws.uniform(np.array([3]), "wait", 2)[0])
    True
    """

    def __init__(self, seed: int, each: int | None = None) -> None:
        self._seed, self._each = np.uint64(seed + 1), each

    def whole(self, who, what: str, nth=0) -> np.ndarray:
        """64 random bits for each of `who` (and each of `nth`)."""
        who = np.asarray(who, dtype=np.uint64)
        seed, number = self._seed, who
        if self._each:
            seed, number = self._seed + who // np.uint64(self._each), who % np.uint64(self._each)
        with np.errstate(over="ignore"):
            place = _mixed(_mixed(np.atleast_1d(seed) * _STEP) + np.uint64(zlib.crc32(what.encode())) * _STEP)
            person = _mixed(place + number * _STEP)
            return _mixed(person + (np.asarray(nth, dtype=np.uint64) + np.uint64(1)) * _STEP)

    def uniform(self, who, what: str, nth=0) -> np.ndarray:
        """Numbers strictly between 0 and 1."""
        return ((self.whole(who, what, nth) >> _11).astype(np.float64) + 0.5) * 2.0**-53

    def below(self, who, what: str, end: int, nth=0) -> np.ndarray:
        """Whole numbers from 0 to end - 1."""
        return np.minimum((self.uniform(who, what, nth) * end).astype(np.int64), end - 1)

    def chance(self, who, what: str, share, nth=0) -> np.ndarray:
        """Whether something that happens with this probability happens."""
        return self.uniform(who, what, nth) < share

    def pick(self, who, what: str, weights, nth=0) -> np.ndarray:
        """Places in `weights` (whole numbers), each as often as its weight says; or one row of weights for each."""
        weights = np.asarray(weights, dtype=np.int64)
        ends = np.cumsum(weights, axis=-1)
        at = (self.uniform(who, what, nth) * ends[..., -1]).astype(np.int64)
        return (at[..., None] >= ends).sum(axis=-1).clip(max=weights.shape[-1] - 1)

    def normal(self, who, what: str, nth=0) -> np.ndarray:
        """Standard normal numbers."""
        return exact.normal(self.uniform(who, what, nth))

    def exponential(self, who, what: str, nth=0) -> np.ndarray:
        """Exponential numbers of mean 1."""
        return -exact.log(self.uniform(who, what, nth))

    def gamma(self, who, what: str, shape: float, nth=0) -> np.ndarray:
        """Gamma numbers of this shape and scale 1.

        References
        ----------
        Marsaglia & Tsang (2000), A simple method for generating gamma variables, ACM TOMS 26, 363-372.
        """
        who = np.asarray(who)
        nth = np.broadcast_to(np.asarray(nth), who.shape)
        if shape < 1:  # one shape higher, drawn down again
            down = exact.exp(exact.log(self.uniform(who, f"{what} down", nth)) / shape)
            return self.gamma(who, what, shape + 1, nth) * down
        d = shape - 1 / 3
        c = 1 / np.sqrt(9 * d)
        found = np.full(who.shape, d)
        left = np.arange(len(who))
        for attempt in range(_ATTEMPTS):
            if not len(left):
                break
            own, which = who[left], nth[left] * _ATTEMPTS + attempt
            x = self.normal(own, what, which)
            v = 1 + c * x
            v = v * v * v
            above = v > 0
            safe = np.where(above, v, 1.0)
            u = self.uniform(own, f"{what} kept", which)
            kept = above & (exact.log(u) < 0.5 * x * x + d - d * safe + d * exact.log(safe))
            found[left[kept]] = d * safe[kept]
            left = left[~kept]
        return found
