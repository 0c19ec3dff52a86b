"""How each column of a file is read, in a few words: what it is read as, and how."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from components import words
from components.language import _, ngettext, translated
from components.sentences import nouns
from models import columns
from models.columns import ATTRIBUTE, BY_NAME
from models.ingest import values
from models.ingest.check import Checked
from models.ingest.correct import UNUSED, choices
from models.ingest.reading import QUESTIONS, Question, Reading
from models.ingest.table import Table
from models.kinds import BY_KIND
from models.tables import COUNTED_STATES

FEW = 4  # values that are named
PEOPLE = ("email", "customer_number", "employee_number", "customer_name", "company")


def label(name: str, kind: str = columns.ORDERS) -> str:
    """Return what a column can be read as, in plain words.

    >>> label("order_number"), label("ordered_at"), label("rating_reversed"), label("")
    ('order number', 'order time', 'a rating, 1 is best', 'not used')
    """
    known = {
        UNUSED: _("not used"),
        ATTRIBUTE: _("kept as it stands"),
        "rating": _("a rating"),
        "rating_reversed": _("a rating, 1 is best"),
        "overall": _("overall satisfaction"),
        "recommendation": _("would recommend"),
        "expectation": _("what was expected"),
        "importance": _("how important"),
        "email": _("e-mail"),
        "ordered_at": _("order time"),
        "joined_at": _("customer since"),
        "answered_at": _("time of the answer"),
        "opened_at": _("time it was made"),
        "closed_at": _("time it was settled"),
        "happened_at": _("time of the contact"),
        "interaction": _("kind of contact"),
        "response_minutes": _("minutes to the first answer"),
        "rewarded_at": _("day it was given"),
        "referred_at": _("day of the referral"),
        "referral_result": _("what came of it"),
        "spent_at": _("day it was spent"),
        "spent_until": _("last day of its period"),
        "hired_at": _("works here since"),
        "left_at": _("left on"),
        "complaint_product": _("product complained of"),
        "state": _("order state"),
        "comment": _("free text"),
    }
    if name == "customer_name" and kind == columns.EMPLOYEES:
        return _("name")
    return known.get(name) or translated(name.replace("_", " "))


def labels(kind: str) -> dict[str, str]:
    """Return all that a column of such a table can be read as, in words."""
    return {name: label(name, kind) for name in choices(kind)}


def read_as(reading: Reading) -> dict[str, str]:
    """Return what each column of the file that is used is read as: from its header to a name of `choices`."""
    found = {header: name for name, header in reading.fields.items()}
    found |= dict.fromkeys(reading.attributes, ATTRIBUTE)
    roles = {told: name for name, told in QUESTIONS.items()}
    for question in reading.questions:
        found[question.header] = roles.get((question.role, question.aspect, question.reversed)) or roles.get(
            (question.role, question.aspect, False), "rating"
        )
    return found


def sentence(used: int, unused: int) -> str:
    """Say how many columns are used, and what a correction does."""
    if not used:
        return _("No column is used yet: say what they are, and the table is read by that.")
    begin = ngettext("{n} column is used, {m} not.", "{n} columns are used, {m} are not.", used).format(
        n=words.capital(_number(used)), m=_number(unused)
    )
    if not unused:
        begin = ngettext("The one column is used.", "All {n} columns are used.", used).format(n=_number(used))
    return begin + " " + _("Change what is wrong: the pictures above follow, and the next file of this shape is read your way.")


def _number(number: int) -> str:
    """A number within a sentence: in words up to ten."""
    said = (
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"), _("ten"),
    )  # fmt: skip
    return said[number] if number < len(said) else words.count(number)


def hows(table: Table, reading: Reading, checked: Checked) -> Mapping[str, str]:
    """Say of each used column how it is read: from its header to a few words."""
    return {header: _how(table, header, name, reading, checked) for header, name in read_as(reading).items()}


def _how(table: Table, header: str, name: str, reading: Reading, checked: Checked) -> str:
    cells = table.frame[header].str.strip_chars()
    if name in QUESTIONS:
        return _rating(next(q for q in reading.questions if q.header == header), checked)
    if name == ATTRIBUTE:
        return _different(cells)
    kind = BY_NAME[name].type
    if kind == "time" or name == BY_KIND[reading.kind].time:
        return _time(cells, name, reading, checked)
    if kind == "currency":
        return _currencies(reading, checked)
    if kind == "money":
        return _money(cells, name, reading)
    if kind == "state":
        return _state(cells, reading)
    if kind == "number":
        return _range(cells)
    if name == BY_KIND[reading.kind].number and name not in PEOPLE:
        return _numbers(cells, reading, checked)
    if name in PEOPLE and name == next((p for p in PEOPLE if p in reading.fields), None):
        return _people(cells, reading, checked)
    if name == "country":
        return _country(cells)
    if name == "complaint_state":
        states = dict(checked.frames["complaint"]["state"].value_counts(sort=True).iter_rows())
        names = {"open": _("open on {n}"), "resolved": _("resolved on {n}"), "rejected": _("rejected on {n}")}
        return ", ".join(names[state].format(n=words.count(n)) for state, n in states.items())
    if name == "comment":
        filled = int((cells != "").sum())
        return ngettext("{n} filled in", "{n} filled in", filled).format(n=words.count(filled))
    return _different(cells)


def _different(cells: pl.Series) -> str:
    number = cells.filter(cells != "").n_unique()
    if not number:
        return _("nothing stands in it")
    return ngettext("{n} value", "{n} different", number).format(n=words.count(number))


def _time(cells: pl.Series, name: str, reading: Reading, checked: Checked) -> str:
    order = {"ymd": _("year first"), "dmy": _("day first"), "mdy": _("month first")}[checked.date_order]
    if not cells.str.contains(":").any():
        return order
    zone = reading.zone if name != "birth_date" else None
    clock = _("in the clock of {zone}").format(zone=zone) if zone else _("the file’s own wall clock")
    return _("{order}; {clock}").format(order=order, clock=clock)


def _currencies(reading: Reading, checked: Checked) -> str:
    rows = checked.frames[checked.main]
    if "currency" not in rows.columns or rows.is_empty():
        return ""
    counts = rows["currency"].value_counts(sort=True).rows()
    if len(counts) == 1:
        return _("{code} on all of them").format(code=counts[0][0])
    first = _("{code} on {things}").format(code=counts[0][0], things=nouns.things(reading.kind, counts[0][1]))
    return ", ".join([first, *(_("{code} on {n}").format(code=code, n=words.count(n)) for code, n in counts[1 : FEW + 1])])


def _money(cells: pl.Series, name: str, reading: Reading) -> str:
    if name == "refunded":
        return _("taken off its order, on the order’s date")
    sample = cells.head(2_000)
    comma = int(sample.str.contains(r",\d{1,2}\D*$").sum())
    point = int(sample.str.contains(r"\.\d{1,2}\D*$").sum())
    mark = _("whole numbers") if not comma and not point else _("decimal comma") if comma > point else _("decimal point")
    if reading.kind != columns.ORDERS:
        return mark
    once = {
        "head": _("once per order"),
        "total": _("repeated on each row of an order, read once"),
        "line": _("the rows of an order are summed"),
    }.get(reading.grain if name == "amount" else "")
    return _("{mark}; {once}").format(mark=mark, once=once) if once else mark


def _state(cells: pl.Series, reading: Reading) -> str:
    """Name the states that count, as the file writes them."""
    counts = cells.filter(cells != "").value_counts(sort=True)
    written = counts[cells.name]
    state, _unknown = values.states(written, reading.source.unknown_state)
    counted = written.filter(state.is_in(COUNTED_STATES)).to_list()
    rest = len(counted) - FEW
    if not counted:
        return _("none of them counts")
    said = ", ".join(text[:30] for text in counted[:FEW]) + (_(" and {n} more").format(n=words.count(rest)) if rest > 0 else "")
    return ngettext("{states} counts", "{states} count", len(counted)).format(states=said)


def _range(cells: pl.Series) -> str:
    read = (values.amounts(cells) / values.SCALE).drop_nulls()
    if read.is_empty():
        return ""
    low, high = float(read.min()), float(read.max())
    if (read == read.round()).all():
        if low == high:
            return _("always {n}").format(n=words.decimal(low, 0))
        return _("whole numbers from {low} to {high}").format(low=words.decimal(low, 0), high=words.decimal(high, 0))
    return _("numbers from {low} to {high}").format(low=words.decimal(low, 1), high=words.decimal(high, 1))


def _numbers(cells: pl.Series, reading: Reading, checked: Checked) -> str:
    filled = cells.filter(cells != "")
    if reading.kind == columns.ORDERS and filled.n_unique() < filled.len():
        return _("repeated on each line of an order: one order")
    if filled.len() < cells.len():
        without = cells.len() - filled.len()
        return ngettext("{n} row has none", "{n} rows have none", without).format(n=words.count(without))
    return _("a row each")


def _people(cells: pl.Series, reading: Reading, checked: Checked) -> str:
    rows = checked.frames[checked.main]
    nobody = rows["who"].null_count()
    if nobody and reading.kind == columns.ORDERS:
        return ngettext("{n} order has none: a guest", "{n} orders have none: guests", nobody).format(n=words.count(nobody))
    if nobody:
        return _("{different}; {things} of nobody known").format(different=_different(cells), things=nouns.things(reading.kind, nobody))
    return _different(cells)


def _country(cells: pl.Series) -> str:
    filled = cells.filter(cells != "")
    number = filled.n_unique()
    if not number:
        return _different(cells)
    several = ngettext("{n} country", "{n} countries", number).format(n=words.count(number))
    return _("ISO codes, {countries}").format(countries=several) if filled.str.contains(r"^[A-Z]{2}$").all() else several


def _rating(question: Question, checked: Checked) -> str:
    scale = scale_name(question.low, question.high)
    ratings = checked.frames["rating"].filter(
        (pl.col("question") == question.question) & (pl.col("aspect") == question.aspect) & pl.col("value").is_not_null()
    )
    many = ngettext("{n} answer", "{n} answers", ratings.height).format(n=words.count(ratings.height))
    if ratings.is_empty():
        return _("{scale}, {answers}").format(scale=scale, answers=many)
    mean = words.decimal(float(ratings["value"].mean()), 1)
    said = _("{scale}, {answers}, mean {mean}").format(scale=scale, answers=many, mean=mean)
    return said + (_("; turned round") if question.reversed else "")


def scale_name(low: float, high: float) -> str:
    """Return the ends of a scale.

    >>> scale_name(1, 5)
    '1–5'
    """
    return f"{low:g}–{high:g}"
