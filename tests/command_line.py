"""The command line as another program calls it, in this process."""

import json

import pytest

import rapport
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency", "status")
ROWS = (
    ("1", "C1", "2026-01-05 10:00:00", "12.30", "EUR", "paid"),
    ("2", "C2", "2026-01-06 10:00:00", "6.00", "USD", "paid"),
    ("3", "", "2026-02-07 10:00:00", "7.00", "EUR", "paid"),
    ("4", "C1", "2026-03-08 10:00:00", "8.00", "EUR", "refunded"),
    ("5", "C3", "2026-03-09 10:00:00", "9.00", "EUR", "cancelled"),
    ("6", "C2", "2026-03-31 10:00:00", "oops", "EUR", "paid"),
    ("7", "C2", "2026-03-31 23:00:00", "0.50", "EUR", "paid"),
)
ORDERS = exports.table(HEADERS, *ROWS)


@pytest.fixture(name="place")
def command_line(tmp_path, monkeypatch, capfd):
    """A folder with a shop's file, and a command line there: (status, the JSON document, standard error)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RAPPORT_WORKSPACE", raising=False)

    class Place:
        workspace = tmp_path / "shop.db"

        @staticmethod
        def file(data, name="orders.csv"):
            path = tmp_path / name
            path.write_bytes(data)
            return str(path)

        def call(self, *arguments):
            status = rapport.main([*map(str, arguments), "--workspace", str(self.workspace), "--json"])
            out, errors = capfd.readouterr()
            assert out.count("\n") == 1, "one document and nothing else"
            return status, json.loads(out), errors

        def bring(self, data, *options, name="orders.csv"):
            status, items, errors = self.call("import", self.file(data, name), *options)
            return status, items[0], errors

        def show(self, name, *options):
            status, document, _ = self.call("show", name, *options)
            assert status == 0
            return document

        def rehearse(self, *arguments):
            """Call without --json: (status, standard output, standard error)."""
            status = rapport.main([*map(str, arguments), "--workspace", str(self.workspace)])
            return (status, *capfd.readouterr())

    return Place()
