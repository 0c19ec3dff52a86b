"""Which customers a filter means: by what they are, or by what their first order was like.

A filter is a mask over the customers. It never touches their orders, so everyone in it keeps the whole history.
"""

from collections.abc import Mapping, Sequence

import narwhals as nw
import numpy as np

from analysis.errors import UnknownField, say
from analysis.occasions import SIZES, text_columns
from analysis.traits import LATER, YEAR

# Who somebody is, rather than what they are like.
NAMES = {"key", "name", "email"}

# The value of those who have none: no discount code used, no country known.
NONE = ""

MOST_VALUES = 50


def attributes(first_orders, customers, traits: Mapping[str, np.ndarray] | None = None):
    """Put what each customer is beside what the first order was like.

    Parameters
    ----------
    first_orders : DataFrame
        From `occasions.first_orders`.
    customers : DataFrame
        Column ``customer``; every other text column but key, name and e-mail is an attribute.
    traits : mapping of field to array of str, optional
        From `traits.columns`, in the order of `first_orders`.

    Returns
    -------
    DataFrame of the same kind
        Text columns only, one row a customer in the order of `first_orders`; `NONE` where nothing is known.

    Examples
    --------
    >>> import polars as pl
    >>> first = pl.DataFrame({"customer": [7, 8], "first_discount": ["WELCOME", None]})
    >>> people = pl.DataFrame({"customer": [8, 7, 9], "name": ["B", "A", "C"], "country": ["FI", "SE", "SE"]})
    >>> attributes(first, people).rows()
    [('WELCOME', 'SE'), ('', 'FI')]
    """
    first = nw.from_native(first_orders, eager_only=True)
    people = nw.from_native(customers, eager_only=True)
    own = [name for name in text_columns(people) if name not in NAMES]
    people = people.select(nw.col("customer").cast(nw.Int64), *own)
    joined = first.join(people, on="customer", how="left").sort("customer")
    known = joined.select(nw.col(name).cast(nw.String).fill_null(NONE) for name in text_columns(joined))
    added = (nw.new_series(name, values.tolist(), nw.String, backend=known.implementation) for name, values in (traits or {}).items())
    return known.with_columns(*added).to_native() if traits else known.to_native()


def at_first(attributes):
    """Leave out what is known only after the first order, and the year: what can be compared without looking ahead.

    Examples
    --------
    >>> import polars as pl
    >>> at_first(pl.DataFrame({"country": ["SE"], "satisfied": ["yes"], "cohort_year": ["2025"]})).columns
    ['country']
    """
    frame = nw.from_native(attributes, eager_only=True)
    return frame.select(name for name in frame.columns if name not in (*LATER, YEAR)).to_native()


def fields(attributes, *, most: int = MOST_VALUES) -> dict[str, tuple[str, ...]]:
    """List what can be filtered by.

    Parameters
    ----------
    attributes : DataFrame
        From the function of that name.
    most : int
        How many values of a field to list, the commonest of them. The others filter as well.

    Returns
    -------
    dict of field to values
        The commonest value first, sizes, years, yes and no in their own order. A field in which all are alike is left out.

    Examples
    --------
    >>> import polars as pl
    >>> fields(pl.DataFrame({"first_shop": ["web", "web"], "country": ["SE", ""]}))
    {'country': ('', 'SE')}
    """
    frame = nw.from_native(attributes, eager_only=True)
    listed = {name: _values(frame[name], most) for name in frame.columns}
    return {name: values for name, values in listed.items() if len(values) > 1}


def values(attributes, field: str) -> np.ndarray:
    """Return each customer's value of a field; object array of str.

    Raises
    ------
    UnknownField
        For a field that nobody has.

    Examples
    --------
    >>> import polars as pl
    >>> values(pl.DataFrame({"country": ["SE", ""]}), "country").tolist()
    ['SE', '']
    """
    frame = nw.from_native(attributes, eager_only=True)
    mask(attributes, {field: []})  # an unknown field is refused
    return np.array(frame[field].to_list(), dtype=object)


def mask(attributes, where: Mapping[str, Sequence[str]]) -> np.ndarray:
    """Mark the customers that a filter means.

    Parameters
    ----------
    attributes : DataFrame
        From the function of that name.
    where : mapping of field to values
        Any of a field's values will do; every field must hold. A field without values holds for all.

    Returns
    -------
    bool array, one a row of `attributes`

    Raises
    ------
    UnknownField
        For a field or a value that nobody has; it says which there are.

    Examples
    --------
    >>> import polars as pl
    >>> known = pl.DataFrame({"country": ["SE", "FI", "SE"], "first_channel": ["web", "web", "fair"]})
    >>> mask(known, {"country": ["SE"], "first_channel": ["web"]}).tolist()
    [True, False, False]
    """
    frame = nw.from_native(attributes, eager_only=True)
    meant = np.ones(len(frame), dtype=bool)
    for field, values in where.items():
        if field not in frame.columns:
            raise UnknownField(
                found=say("the field {!r}", field),
                needed=say("one of {}", _named(frame.columns)),
                do="Filter by a field that there is.",
            )
        if values:
            meant &= _has(frame[field], field, values)
    return meant


def _has(column: nw.Series, field: str, values: Sequence[str]) -> np.ndarray:
    meant = np.zeros(len(column), dtype=bool)
    missing = []
    for value in values:
        found = (column == value).to_numpy()
        if found.any():
            meant |= found
        else:
            missing.append(value)
    if missing:
        raise UnknownField(
            found=say("{} for {}", _named(missing), field),
            needed=say("one of {}", _named(_values(column, MOST_VALUES))),
            do="Filter by a value that there is.",
        )
    return meant


def _values(column: nw.Series, most: int) -> tuple[str, ...]:
    counts = column.value_counts(name="customers").rows()
    commonest = [value for value, _ in sorted(counts, key=lambda pair: (-pair[1], pair[0]))][:most]
    if set(commonest) <= set(SIZES):
        return tuple(sorted(commonest, key=SIZES.index))
    if column.name == YEAR:
        return tuple(sorted(commonest))
    if column.name in LATER:
        return tuple(sorted(commonest, reverse=True))  # yes, no, not known
    return tuple(commonest)


def _named(values: Sequence[str]) -> str:
    return ", ".join(repr(value) for value in values) or "none"
