"""A result as plain values, field by field, so that its JSON is never written twice."""

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from math import isnan

import numpy as np


def document(result):
    """Turn a result into dicts, lists, texts and numbers.

    Parameters
    ----------
    result : dataclass instance, mapping, sequence, array, date or plain value

    Returns
    -------
    dict, list, str, int, float, bool or None
        Dates in ISO 8601, decimals as text, what is not a number as None; of a field marked ``{"document": "count"}`` the length.

    Raises
    ------
    TypeError
        For a value of a kind that no result should hold.

    Examples
    --------
    >>> document({"as_of": date(2026, 10, 18), "ages": (np.int64(1), float("nan"))})
    {'as_of': '2026-10-18', 'ages': [1, None]}
    """
    if is_dataclass(result):
        return {field.name: _value(field, getattr(result, field.name)) for field in fields(result)}
    if isinstance(result, Mapping):
        return {str(key): document(value) for key, value in result.items()}
    if isinstance(result, np.ndarray | np.generic):
        return document(result.tolist())
    if isinstance(result, tuple | list):
        return [document(value) for value in result]
    if isinstance(result, date):
        return result.isoformat()
    if isinstance(result, Decimal):
        return str(result)
    if isinstance(result, float) and isnan(result):
        return None
    if result is None or isinstance(result, str | int | float):
        return result
    raise TypeError(f"a result holds no {type(result).__name__}")


def _value(field: Field, value):
    """The people behind a number can be a million: a document says how many."""
    return len(value) if field.metadata.get("document") == "count" else document(value)
