"""Errors that a person can act on: what was found, what was needed, what to do."""

from __future__ import annotations


class Refused(Exception):
    """Something was refused and nothing was changed.

    Parameters
    ----------
    found, needed, do : str
        In the user's words, without a full stop.

    Examples
    --------
    >>> str(Refused(found="an empty file", needed="a table with a header", do="export it again"))
    'Found an empty file; needed a table with a header. Export it again.'
    """

    def __init__(self, *, found: str, needed: str, do: str) -> None:
        self.found, self.needed, self.do = found, needed, do
        super().__init__(f"Found {found}; needed {needed}. {do[:1].upper()}{do[1:]}.")

    def document(self) -> dict[str, str]:
        """Return the three parts, as `--json` prints them."""
        return {"found": self.found, "needed": self.needed, "do": self.do}


class Cancelled(Exception):
    """A person stopped the work; nothing was changed."""
