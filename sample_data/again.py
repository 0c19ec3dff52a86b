"""A company made again from its truth: the document is its recipe, so all that is true of it can be reckoned, to the person."""

from __future__ import annotations

from collections.abc import Mapping

from sample_data.company import Company


def again(truth: Mapping) -> Company:
    """Return the company that a truth tells of: the same customers with the same random numbers.

    Parameters
    ----------
    truth : mapping
        As `write` returns it, and truth.json holds it.

    Examples
    --------
    >>> from sample_data import SMALL
    >>> import json
    >>> truth = json.loads((SMALL / "truth.json").read_text(encoding="utf-8"))
    >>> company = again(truth)
    >>> company.seed == truth["seed"], company.customers == truth["parameters"]["customers"]
    (True, True)
    """
    planted = {one["name"]: one["on"] for one in truth["planted"]}
    return Company.of(
        truth["trade"],
        seed=truth["seed"],
        customers=truth["parameters"]["customers"],
        without=[name for name, on in planted.items() if not on],
        also=[name for name, on in planted.items() if on],
        changed=truth.get("changed"),
    )
