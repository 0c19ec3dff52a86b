"""Every export that Rapport knows is recognised as itself and as nothing else, however its columns stand."""

from contextlib import suppress

import pytest

from models.columns import plain
from models.errors import Refused
from models.ingest.prepare import tables_of
from models.ingest.source import known_sources
from tests.models import exports
from tests.models.exports_more import Export
from tests.models.outcomes import EXPORTS, brought


def _empty(headers) -> Export:
    """An export of which only the header matters."""
    return Export(lines="|".join(headers) + "\n" + "|".join(f"{n}" for n, _ in enumerate(headers)))


EARLIER = {
    "shopify_orders": _empty(exports.SHOPIFY),
    "woocommerce_analytics_orders": _empty(exports.WOO_ANALYTICS),
    "woocommerce_order_export_plugin": _empty(exports.WOO_PLUGIN),
    "stripe_payments_old": _empty(exports.STRIPE_OLD),
    "stripe_payments_new": _empty(exports.STRIPE_NEW),
    "uci_online_retail": _empty(exports.UCI),
    "uci_online_retail_ii": _empty(("Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country")),
}
ALL = {**EXPORTS, **EARLIER}


def recognised(export: Export, change=lambda records: records) -> list[str]:
    """Return the sources of a file's tables."""
    return [candidate.reading.source.name for candidate in tables_of(export.file, export.written(change))]


def test_each_source_has_an_export_here():
    """Except fixed columns, which have no header to be known by."""
    assert set(ALL) == {source.name for source in known_sources()} - {"cdnow_fixed_width"}


@pytest.mark.parametrize("name", ALL)
def test_an_export_is_its_own_sources_and_no_others(name):
    """The signatures of all sources are tried on it: one fits."""
    [candidate] = tables_of(ALL[name].file, ALL[name].written())
    headers = {plain(header) for header in candidate.table.headers}
    fits = [
        source.name
        for source in known_sources()
        if {plain(header) for header in source.signature} <= headers and (source.applies is None or source.applies(candidate.table))
    ]
    assert fits == [name]
    assert candidate.reading.source.name == name


@pytest.mark.parametrize("name", ALL)
def test_capitals_and_further_columns_change_nothing(name):
    """Headers in capitals, and a column that somebody added."""
    export = ALL[name]
    top = export.header_rows

    def capitals(records):
        return [[cell.upper() for cell in records[0]], *records[1:]]

    def one_more(records):
        return [[*records[0], "Our remark"], *([*record, ""] for record in records[1:top]), *([*record, "x"] for record in records[top:])]

    assert recognised(export, capitals) == [name]
    assert recognised(export, one_more) == [name]


@pytest.mark.parametrize("name", ALL)
def test_the_order_of_the_columns_changes_nothing(name):
    """The last column first; and, where a header is one record, all of them the other way round."""
    export = ALL[name]
    assert recognised(export, lambda records: [[record[-1], *record[:-1]] for record in records]) == [name]
    if export.header_rows == 1:
        assert recognised(export, lambda records: [record[::-1] for record in records]) == [name]


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_brought_again_changes_nothing(store, name):
    """Every row is known again, with a number or without."""
    brought(store, name)
    again = brought(store, name).report.document()
    assert sum(again["added"].values()) == sum(again["updated"].values()) == 0, again


@pytest.mark.parametrize("name", EXPORTS)
def test_a_dropped_column_is_no_failure(name):
    """Whatever is missing, here each third of the columns by turns, the file is read or refused with a reason."""
    export = EXPORTS[name]
    for first in range(3):
        data = export.written(lambda records, first=first: [[c for n, c in enumerate(record) if n % 3 != first] for record in records])
        for candidate in tables_of(export.file, data):
            with suppress(Refused):
                candidate.checked()


@pytest.mark.parametrize("source", known_sources(), ids=lambda source: source.name)
def test_a_signature_is_a_few_headers_and_the_rules_are_said(source):
    """Few enough that a dropped column rarely hides the source; every rule is a sentence for the page."""
    assert 1 <= len(source.signature) <= 7
    assert source.title and source.rules
    assert all(15 <= len(rule) <= 160 and not rule.endswith(".") for rule in source.rules if source.name != "cdnow_fixed_width")


def test_a_form_of_google_is_told_from_other_tables_with_a_timestamp():
    """A Timestamp alone makes no form: times written otherwise, or no question beside them."""
    other = Export(lines="Timestamp|Order ID|Amount\n2026-01-05T10:00:00|1|5.00\n2026-01-06T10:00:00|2|7.00")
    assert recognised(other) == ["orders"]
    sales = Export(lines="Timestamp|Order ID|What was sold here|Amount\n1/5/2026 10:00:00|1|Mug|5.00\n1/16/2026 10:00:00|2|Cup|7.00")
    assert recognised(sales) == ["orders"]


def test_zohos_contacts_are_not_hubspots():
    """Both have a Record ID and a name; only HubSpot's say what stage of life a contact is in."""
    assert recognised(ALL["zoho_contacts"]) == ["zoho_contacts"]
    assert recognised(ALL["hubspot_contacts"]) == ["hubspot_contacts"]
