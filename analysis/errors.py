"""What a question cannot be answered with, in words that a person can act on."""


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


class NotEnoughAnswers(Refused):
    """Too few complete answers to tell what goes with the overall answer, or answers that don't differ."""


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
            found=say("{} {!r}", name, value), needed=say("one of {}", there_are), do=say("Choose a {} that there is.", name)
        )
    return value
