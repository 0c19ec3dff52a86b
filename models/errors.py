"""Errors that a person can act on: what was found, what was needed, what to do."""

from __future__ import annotations


class Said(str):
    """A text for people that knows how it was put together, so that it can be said in another language.

    Attributes
    ----------
    template : str
        English, with `{}` where the values stand.
    values : tuple
    """

    template: str
    values: tuple


def say(template: str, *values: object) -> Said:
    """Put a text together.

    Examples
    --------
    >>> text = say("no sheet {} in {}", "May", "orders.xlsx")
    >>> text, text.template, text.values
    ('no sheet May in orders.xlsx', 'no sheet {} in {}', ('May', 'orders.xlsx'))
    """
    said = Said(template.format(*values))
    said.template, said.values = template, values
    return said


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


class DateOrderUndecided(Refused):
    """Day or month first: the file can't tell, and the person is asked."""


class Cancelled(Exception):
    """A person stopped the work; nothing was changed."""
