"""Which customers a group is, in words: Markdown, data values escaped."""

from analysis.traits import MEMBER, NO, SATISFIED, YEAR, YES
from components import words
from components.language import _


def who_are(field: str, value: str) -> str:
    """Which customers a value of a field means, to stand after "customers"; of both, any sign may be in them.

    >>> who_are("first_channel", "web"), who_are("satisfied", "no")
    ('whose first order came by web', 'who said first that they are not satisfied')
    """
    # With a value, and where none is known.
    known = {
        "first_channel": (_("whose first order came by {value}"), _("whose first order came by no known channel")),
        "first_country": (_("whose first order was from {value}"), _("whose first order was from no known country")),
        "first_payment": (_("who paid first by {value}"), _("whose first payment is not known")),
        "first_discount": (_("who first ordered with the code {value}"), _("who first ordered without a code")),
        "first_product": (_("whose first product was {value}"), _("whose first product is not known")),
        "first_shop": (_("who first ordered at {value}"), _("whose first shop is not known")),
        "first_currency": (_("who first paid in {value}"), _("whose first currency is not known")),
        "first_size": (_("whose first order was of {value}"), _("whose first order is of no known size")),
        "country": (_("from {value}"), _("from no known country")),
        "market": (_("of the market {value}"), _("of no known market")),
        "channel": (_("won by {value}"), _("won by no known channel")),
        YEAR: (_("who first ordered in {value}"), _("who first ordered in no known year")),
        MEMBER: (
            (_("who joined the programme") if value == YES else _("who did not join the programme")),
            _("of whom nothing is known of the programme"),
        ),
        SATISFIED: (
            (_("who said first that they are satisfied") if value == YES else _("who said first that they are not satisfied")),
            _("who never said whether they are satisfied"),
        ),
    }
    attribute, first = (field.removeprefix("first_"), True) if field.startswith("first_") else (field, False)
    of_order = (_("whose first order has “{value}” as {field}"), _("whose first order has no {field}"))
    own = (_("with “{value}” as {field}"), _("without {field}"))
    given, missing = known.get(field, of_order if first else own)
    return (given if value else missing).format(field=words.escape_markdown(attribute), value=words.escape_markdown(value))


def group_name(field: str, value: str | None) -> str:
    """A group's name where there is little room; not escaped.

    >>> group_name("first_channel", "web"), group_name("country", None), group_name("satisfied", "")
    ('web', 'All others', 'No answer')
    """
    known = {
        (MEMBER, YES): _("Members"),
        (MEMBER, NO): _("Not members"),
        (SATISFIED, YES): _("Satisfied"),
        (SATISFIED, NO): _("Not satisfied"),
        (SATISFIED, ""): _("No answer"),
    }
    if value is None:
        return _("All others")
    return known.get((field, value), value or _("(none)"))


def field_name(name: str) -> str:
    """Return a filter's name for people; it may hold a file's own header."""
    known = {
        "first_channel": _("Channel of the first order"),
        "first_country": _("Country of the first order"),
        "first_payment": _("Payment of the first order"),
        "first_discount": _("Discount code of the first order"),
        "first_product": _("First product"),
        "first_shop": _("Shop of the first order"),
        "first_currency": _("Currency of the first order"),
        "first_size": _("Size of the first order"),
        "country": _("Country"),
        "market": _("Market"),
        "channel": _("Channel"),
        YEAR: _("Year of the first order"),
        MEMBER: _("Joined the programme"),
        SATISFIED: _("Satisfied, by the first answer"),
    }
    if name in known:
        return known[name]
    if name.startswith("first_"):
        return _("{attribute} of the first order").format(attribute=words.escape_markdown(name.removeprefix("first_")))
    return words.escape_markdown(name)
