"""What a question cannot be answered with, in words that a person can act on."""


class Refused(ValueError):
    """A question that these data or these options cannot answer.

    Parameters
    ----------
    found, needed, do : str
        What there is, what the question needs, and the next step.

    Examples
    --------
    >>> str(Refused(found="4 closed gaps", needed="30", do="Declare the usual cycle."))
    'Found 4 closed gaps; needed 30. Declare the usual cycle.'
    """

    def __init__(self, *, found: str, needed: str, do: str):
        super().__init__(f"Found {found}; needed {needed}. {do}")
        self.found = found
        self.needed = needed
        self.do = do


class UnknownChoice(Refused):
    """An option whose value is none of those there are."""


class UnknownField(Refused):
    """A filter on a field, or on a value of it, that nobody has."""


class NotEnoughGaps(Refused):
    """Too few closed gaps between orders to say what a usual gap is, and no cycle declared."""


class NoCompletePeriod(Refused):
    """No whole period lies between the first order and ``as_of``."""


def choose(name: str, value: str, choices) -> str:
    """Return `value` if it is one of `choices`; otherwise say which there are.

    Raises
    ------
    UnknownChoice
        If it is none of them.

    Examples
    --------
    >>> choose("period", "week", ("week", "month"))
    'week'
    """
    if value not in choices:
        there_are = ", ".join(choices) or "nothing"
        raise UnknownChoice(
            found=f"{name} {value!r}", needed=f"one of {there_are}", do=f"Choose a {name} that there is."
        )
    return value
