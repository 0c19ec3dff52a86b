"""What is counted in each kind of table, with its number."""

from __future__ import annotations

from components import words
from components.language import _, ngettext
from models import columns


def table_title(kind: str) -> str:
    """Return what a kind of table holds, as a heading.

    >>> table_title("survey")
    'Answers to a survey'
    """
    return {
        columns.ORDERS: _("Orders"),
        columns.CUSTOMERS: _("Customers"),
        columns.SURVEY: _("Answers to a survey"),
        columns.COMPLAINTS: _("Complaints"),
        columns.INTERACTIONS: _("Contacts with customers"),
        columns.MEMBERSHIPS: _("Memberships"),
        columns.REWARDS: _("Rewards"),
        columns.REFERRALS: _("Referrals"),
        columns.SPENDING: _("Spending"),
        columns.EMPLOYEES: _("Employees’ answers"),
    }[kind]


def purpose(kind: str) -> str:
    """Return what a kind of table is good for."""
    return {
        columns.ORDERS: _("who bought what, when and for how much: who stays, and what they are worth"),
        columns.CUSTOMERS: _("who they are, and further columns to compare groups by"),
        columns.SURVEY: _("how satisfied they are, and with what"),
        columns.COMPLAINTS: _("what went wrong, and how it was settled"),
        columns.INTERACTIONS: _("calls, visits and messages, and how long the first answer took"),
        columns.MEMBERSHIPS: _("who is in a loyalty programme, since when, on which level"),
        columns.REWARDS: _("what members were given"),
        columns.REFERRALS: _("who brought whom"),
        columns.SPENDING: _("what was spent on winning, keeping and serving customers"),
        columns.EMPLOYEES: _("how the people who serve them see their work"),
    }[kind]


def group(name: str) -> str:
    """Return what a group of attributes is called.

    >>> group("working environment"), group("a group of the file's own")
    ('working environment', "a group of the file's own")
    """
    known = {
        "people": _("people"),
        "product": _("product"),
        "premises": _("premises"),
        "job content": _("job content"),
        "teamwork": _("teamwork"),
        "stimulation": _("stimulation"),
        "working environment": _("working environment"),
        "welfare": _("welfare"),
    }
    return known.get(name, name)


def things(kind: str, number: int) -> str:
    """Return a number of what a table of this kind holds.

    >>> things("orders", 1), things("complaints", 1204)
    ('1 order', '1,204 complaints')
    """
    said = {
        columns.ORDERS: lambda: ngettext("{n} order", "{n} orders", number),
        columns.CUSTOMERS: lambda: ngettext("{n} customer", "{n} customers", number),
        columns.SURVEY: lambda: ngettext("{n} answer", "{n} answers", number),
        columns.COMPLAINTS: lambda: ngettext("{n} complaint", "{n} complaints", number),
        columns.INTERACTIONS: lambda: ngettext("{n} contact", "{n} contacts", number),
        columns.MEMBERSHIPS: lambda: ngettext("{n} membership", "{n} memberships", number),
        columns.REWARDS: lambda: ngettext("{n} reward", "{n} rewards", number),
        columns.REFERRALS: lambda: ngettext("{n} referral", "{n} referrals", number),
        columns.SPENDING: lambda: ngettext("{n} cost", "{n} costs", number),
        columns.EMPLOYEES: lambda: ngettext("{n} employee’s answer", "{n} employees’ answers", number),
    }
    return said[kind]().format(n=words.count(number))


def changed(kind: str, number: int) -> str:
    """Return a number of them that have changed.

    >>> changed("orders", 2)
    '2 changed orders'
    """
    said = {
        columns.ORDERS: lambda: ngettext("{n} changed order", "{n} changed orders", number),
        columns.CUSTOMERS: lambda: ngettext("{n} changed customer", "{n} changed customers", number),
        columns.SURVEY: lambda: ngettext("{n} changed answer", "{n} changed answers", number),
        columns.COMPLAINTS: lambda: ngettext("{n} changed complaint", "{n} changed complaints", number),
        columns.INTERACTIONS: lambda: ngettext("{n} changed contact", "{n} changed contacts", number),
        columns.MEMBERSHIPS: lambda: ngettext("{n} changed membership", "{n} changed memberships", number),
        columns.REWARDS: lambda: ngettext("{n} changed reward", "{n} changed rewards", number),
        columns.REFERRALS: lambda: ngettext("{n} changed referral", "{n} changed referrals", number),
        columns.SPENDING: lambda: ngettext("{n} changed cost", "{n} changed costs", number),
        columns.EMPLOYEES: lambda: ngettext("{n} changed employee’s answer", "{n} changed employees’ answers", number),
    }
    return said[kind]().format(n=words.count(number))


def new_and_changed(kind: str, new: int, altered: int) -> str:
    """Return what an import of this kind adds and changes.

    >>> new_and_changed("orders", 412, 57), new_and_changed("orders", 412, 0), new_and_changed("survey", 0, 1)
    ('412 new and 57 changed orders', '412 orders', '1 changed answer')
    """
    if not (new and altered):
        return changed(kind, altered) if altered else things(kind, new)
    return _("{new} new and {changed}").format(new=words.count(new), changed=changed(kind, altered))


def together(parts: list[str]) -> str:
    """Return parts of a sentence as one list.

    >>> together(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return _("{several} and {last}").format(several=", ".join(parts[:-1]), last=parts[-1])
