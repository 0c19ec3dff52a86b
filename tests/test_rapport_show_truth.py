"""rapport.py show truth: what pages say beside what the truth's document tells."""

import json

import pytest

import rapport
from sample_data import SMALL
from tests.demonstration import bring


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """A company of 500 customers with its truth."""
    path = tmp_path_factory.mktemp("truth") / "company.db"
    bring(path, trade="telecom", customers=500, seed=6)
    return path


def test_it_counts_its_own_rows(invented, capsys):
    assert rapport.main(["show", "truth", "--workspace", str(invented), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    scored = [row for row in told["rows"] if row["low"] is not None and row["asked"] != "lost"]
    held = [row for row in scored if row["low"] <= row["truth"] <= row["high"]]
    assert (told["scored"], told["held"]) == (len(scored), len(held))
    assert {row["page"] for row in told["rows"]} >= {"overview", "satisfaction", "answers", "retention"}
    assert told["expected"] == pytest.approx(sum(row["level"] for row in scored))


def test_without_a_truth_it_says_what_to_do(tmp_path, capsys):
    path = tmp_path / "own.db"
    assert rapport.main(["import", str(SMALL / "shopify_orders.csv"), "--workspace", str(path)]) == 0
    capsys.readouterr()
    assert rapport.main(["show", "truth", "--workspace", str(path), "--json"]) == 1
    assert "truth.json" in json.loads(capsys.readouterr().out)["error"]["do"]
