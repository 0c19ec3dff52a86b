"""A scenario to take along: the document that the command line reads, and a workbook whose simple case is formulas."""

from __future__ import annotations

import io
import json
from datetime import date, datetime

import xlsxwriter

from analysis.whatif.outcome import Outcome
from analysis.whatif.scenario import Scenario, file_of
from analysis.whatif.simple import Simple
from components import words
from components.language import _
from components.sentences import scenarios as sentences
from components.sentences.levers import lever_name
from components.tables import MADE, safe, sheet_name

_MONTHS = 12


def as_json(scenario: Scenario, result: Outcome, *, as_of: date, saved_at: datetime | None) -> str:
    """The document that ``rapport.py run`` reads, with what came out."""
    told = file_of(
        scenario, revision=result.revision, as_of=as_of, saved_at=None if saved_at is None else saved_at.isoformat(), result=result
    )
    return json.dumps(told, ensure_ascii=False, indent=1)


def as_workbook(scenario: Scenario, result: Outcome, case: Simple, *, as_of: date) -> bytes:
    """A workbook: the simple case as formulas that anybody can change, the scenario's own result, and its levers.

    Returns
    -------
    bytes
        The same for the same scenario and data: no time of writing is in it.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": MADE, "title": scenario.name[:255]})
    _simple(book, case)
    _result(book, scenario, result, as_of)
    _levers(book, scenario, result)
    book.close()
    return out.getvalue()


def _simple(book, case: Simple) -> None:
    """Inputs as numbers, what follows as formulas; a reader that does not reckon shows our own values."""
    sheet = book.add_worksheet(sheet_name(_("Simple case")))
    bold, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    digits = words.minor_digits(case.currency)
    money = book.add_format({"num_format": "#,##0." + "0" * max(digits, 2)})
    share, whole = book.add_format({"num_format": "0.0000%"}), book.add_format({"num_format": "#,##0"})
    unit = 10**digits
    sheet.set_column(0, 0, 58, text)
    sheet.set_column(1, 3, 18)
    for place, header in enumerate((_("One customer who is with you"), _("As today"), _("Scenario"), _("Difference"))):
        sheet.write_string(0, place, header, bold)
    both, sides = (case.today, case.then), ("B", "C")
    rows = (
        (_("m: contribution in a month, {currency}").format(currency=case.currency), money, [each.margin / unit for each in both]),
        (_("r: chance not to slip in a month"), share, [each.retention for each in both]),
        (_("Discount a year"), share, [case.discount_rate] * 2),
        (_("Customers who are with you"), whole, [case.customers] * 2),
    )
    for line, (label, form, values) in enumerate(rows, start=1):
        sheet.write_string(line, 0, label)
        for place, value in enumerate(values, start=1):
            sheet.write_number(line, place, value, form)
    worth = [case.worth(each) / unit for each in both]
    formulas = (
        (_("d: discount a month"), share, f"=(1+{{0}}4)^(1/{_MONTHS})-1", [case.discount] * 2),
        (_("Worth of a customer from the next month on: m·r/(1+d−r), {currency}").format(currency=case.currency), money,
         "={0}2*{0}3/(1+{0}6-{0}3)", worth),
        (_("Of all customers who are with you, {currency}").format(currency=case.currency), money,
         "={0}7*{0}5", [each * case.customers for each in worth]),
    )  # fmt: skip
    for line, (label, form, formula, values) in enumerate(formulas, start=len(rows) + 1):
        sheet.write_string(line, 0, label)
        for place, (side, value) in enumerate(zip(sides, values, strict=True), start=1):
            sheet.write_formula(line, place, formula.format(side), form, value)
        if line > len(rows) + 1:
            sheet.write_formula(line, 3, f"=C{line + 1}-B{line + 1}", form, values[1] - values[0])
    sheet.write_string(
        len(rows) + len(formulas) + 2,
        0,
        _(
            "Change a number, and what follows changes. This is the simple case: everybody stays with the same chance for ever, "
            "nobody comes back, nobody is new, and the levers cost nothing. What the scenario itself comes to, with all of that, is on "
            "the next sheet."
        ),
        text,
    )


def _result(book, scenario: Scenario, result: Outcome, as_of: date) -> None:
    sheet = book.add_worksheet(sheet_name(_("Result")))
    bold, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0.00"})
    share, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "yyyy-mm-dd"})
    unit = 10 ** words.minor_digits(result.currency)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 18)
    level = words.share(result.level)
    headers = (
        _("Over {months}, {currency}").format(months=sentences.months(result.months), currency=result.currency),
        _("most likely"),
        _("{level} from").format(level=level),
        _("to"),
    )
    for place, header in enumerate(headers):
        sheet.write_string(0, place, header, bold)
    for line, (label, told) in enumerate(
        ((_("As today"), result.baseline), (_("Scenario"), result.scenario), (_("Difference"), result.difference)), start=1
    ):
        sheet.write_string(line, 0, label)
        for place, value in enumerate((told.value, told.low, told.high), start=1):
            sheet.write_number(line, place, value / unit, money)
    told = [
        (_("Cost of the levers, discounted"), result.cost / unit, money),
        (_("Chance to gain"), result.chance_of_gain, share),
        (_("Month in which it is paid back"), None if result.payback is None else result.payback.month, None),
        (_("Discount a year"), scenario.options.discount_rate, share),
        (_("Contribution of revenue"), scenario.options.margin, share),
        (_("Customers"), result.customers, None),
        (_("Revision of the data"), result.revision, None),
        (_("Seed of the draws"), result.seed, None),
    ]
    for line, (label, value, form) in enumerate(told, start=5):
        sheet.write_string(line, 0, label)
        if value is not None:
            sheet.write_number(line, 1, value, form)
    sheet.write_string(5 + len(told), 0, _("Data complete through"))
    sheet.write_datetime(5 + len(told), 1, as_of, day)


def _levers(book, scenario: Scenario, result: Outcome) -> None:
    sheet = book.add_worksheet(sheet_name(_("Levers")))
    bold = book.add_format({"bold": True, "bottom": 1})
    headers = (_("Lever"), _("Of"), _("Moved by"), _("Cost"))
    for place, header in enumerate(headers):
        sheet.set_column(place, place, 36)
        sheet.write_string(0, place, header, bold)
    for line, setting in enumerate(scenario.settings, start=1):
        told = (
            lever_name(setting.lever),
            setting.target,
            sentences.amount_and_time(setting, result.currency),
            sentences.cost([setting], result.currency),
        )
        for place, value in enumerate(told):
            sheet.write_string(line, place, str(safe(value)))
