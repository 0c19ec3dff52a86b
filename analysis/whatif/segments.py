"""The groups of customers that a world is told by: the commonest values of a field, and all others together."""

import numpy as np

from analysis.company import Company
from analysis.relations import Relations
from analysis.segments import fields, values

#: So many are told apart at most.
MOST = 8
#: All values that are not among the commonest, together; "" is the value of those of whom none is known.
OTHERS = "…"


def segments_of(company: Company, relations: Relations, field: str, *, most: int = MOST) -> tuple[np.ndarray, tuple[str, ...]]:
    """Everybody's place among the commonest values of a field, in their usual order, and then all others together.

    Returns
    -------
    place : int array, one a person of `relations`
        -1 for who never ordered.
    names : tuple of str
        `OTHERS` for all others, where there are any.
    """
    own = values(company.attributes, field).astype(str)
    named, count = np.unique(own, return_counts=True)
    kept = set(named[np.argsort(-count, kind="stable")][:most].tolist())
    listed = fields(company.attributes, most=len(named)).get(field, tuple(named.tolist()))
    names = tuple(name for name in listed if name in kept)
    at = {name: place for place, name in enumerate(names)}
    found = np.full(len(relations.customers), -1, dtype=np.int64)
    found[np.searchsorted(relations.customers, company.occasions.customers)] = [at.get(value, len(names)) for value in own]
    return found, (*names, OTHERS) if len(named) > len(names) else names
