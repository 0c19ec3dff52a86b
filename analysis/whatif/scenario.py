"""A scenario: levers moved, and with which options; as a document that a file or a store keeps, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import isfinite
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from analysis.document import document
from analysis.errors import Refused, say
from analysis.whatif.levers import Setting
from analysis.whatif.options import Options

VERSION = 1
KIND = "scenario"
MOST_LEVERS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Levers moved, and with which options.

    Attributes
    ----------
    name : str
    settings : tuple of Setting
    options : Options
        The seed is among them.
    field : str or None
        The groups that it is told by.
    """

    name: str
    settings: tuple[Setting, ...]
    options: Options
    field: str | None = None


def said(scenario: Scenario) -> dict[str, Any]:
    """All of it but its name, as plain values.

    Examples
    --------
    >>> told = said(Scenario(name="Keep them", settings=(Setting(lever="retention", amount=0.05),), options=Options(months=24)))
    >>> told["settings"][0]["lever"], told["options"]["months"], told["field"]
    ('retention', 24, None)
    >>> read("Keep them", told).settings[0].amount
    0.05
    """
    return {"settings": document(scenario.settings), "options": document(scenario.options), "field": scenario.field}


def read(name: str, told: Mapping[str, Any]) -> Scenario:
    """Take a scenario from plain values; what is not told is as usual.

    Raises
    ------
    Refused
        For what is no scenario, a lever that there is none of, or a value of another kind.
    """
    levers = told.get("settings")
    if not isinstance(levers, list) or len(levers) > MOST_LEVERS:
        raise _refused(say("no list of levers under {}", "settings"), say("a list of at most {}", MOST_LEVERS))
    field = told.get("field")
    if not isinstance(field, str | None):
        raise _refused(say("{} under {}", field, "field"), "the name of a field, or null")
    return Scenario(
        name=name, settings=tuple(_made(Setting, lever) for lever in levers), options=_made(Options, told.get("options", {})), field=field
    )


def of_file(content: Any) -> Scenario:
    """Take a scenario from what a file of one holds.

    Raises
    ------
    Refused
        For another file, or one that a newer Rapport wrote.

    Examples
    --------
    >>> of_file({"rapport": "scenario", "version": 1, "name": "Nothing", "settings": []}).name
    'Nothing'
    """
    if not isinstance(content, Mapping) or content.get("rapport") != KIND:
        raise _refused("a file that holds something else", "a scenario that Rapport wrote")
    if content.get("version") != VERSION:
        raise Refused(
            found=say("a scenario of version {}", content.get("version")),
            needed=say("version {}", VERSION),
            do="Update Rapport, or save it anew.",
        )
    name = content.get("name")
    if not isinstance(name, str):
        raise _refused("a scenario without a name", "a text under name")
    return read(name, content)


def file_of(scenario: Scenario, **more: Any) -> dict[str, Any]:
    """What a file of a scenario holds; `more` is told beside it and read by nobody, such as what came out then."""
    return {
        "rapport": KIND,
        "version": VERSION,
        "name": scenario.name,
        **said(scenario),
        **{key: document(value) for key, value in more.items()},
    }


def _refused(found: str, needed: str) -> Refused:
    return Refused(found=found, needed=needed, do="Save the scenario on the page What if and download it anew.")


def _made(kind: type, told: Any):
    """An object of the plain values of its fields."""
    known = {field.name: field.type for field in fields(kind)}
    if not isinstance(told, Mapping) or not told.keys() <= known.keys():
        more = sorted(told.keys() - known.keys()) if isinstance(told, Mapping) else [told]
        raise _refused(say("{} in a scenario", more[0]), say("nothing but {}", ", ".join(known)))
    if kind is Setting and "lever" not in told:
        raise _refused("a lever without its name", "the lever's name under lever")
    return kind(**{name: _value(name, known[name], value) for name, value in told.items()})


def _value(name: str, kind: Any, value: Any):
    kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if value is None and NoneType in kinds:
        return None
    for each in kinds:
        if get_origin(each) is tuple and isinstance(value, list | tuple) and len(value) == len(get_args(each)):
            return tuple(_value(name, one, part) for one, part in zip(get_args(each), value, strict=True))
        if each is bool and isinstance(value, bool):
            return value
        if each is str and isinstance(value, str):
            return value
        number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        if number and (each is float or (each is int and float(value).is_integer())):
            return each(value)
    raise _refused(say("{} under {}", value, name), "a value of its kind")
