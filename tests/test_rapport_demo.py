"""rapport.py demo: a company's files, said in lines or as JSON, ready to be brought all at once."""

import json

import pytest

import rapport
from models.store import Store
from models.truth import kept_truth


def test_it_says_what_it_wrote_and_how_to_bring_it(tmp_path, capsys):
    """Every file with its rows, what is planted, and the command that brings it."""
    folder = tmp_path / "harbour"
    assert rapport.main(["demo", str(folder), "--company", "Harbour & Pine", "--customers", "30", "--without", "costly"]) == 0
    said = capsys.readouterr().out
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert said.startswith("Harbour & Pine: 30 customers, ")
    for file in truth["files"]:
        assert f"  {file['name']}: {file['rows']} rows" in said
    assert "planted, worse_channel: " in said and "planted, costly: " not in said
    assert said.splitlines()[-1] .startswith(f'bring it: rapport.py import "{folder}"/*.csv')


def test_all_its_files_are_brought_at_once(tmp_path, capsys):
    """As a shell gives them: in the order of their names."""
    assert rapport.main(["demo", str(tmp_path), "--company", "telecom", "--customers", "30", "--seed", "5", "--json"]) == 0
    truth = json.loads(capsys.readouterr().out)
    workspace = ["--workspace", str(tmp_path / "workspace.db"), "--json"]
    assert rapport.main(["import", *map(str, sorted(tmp_path.glob("*.csv"))), *workspace]) == 0
    assert {item["file"]: item["rows"] for item in json.loads(capsys.readouterr().out)} == {f["name"]: f["rows"] for f in truth["files"]}
    assert rapport.main(["show", "workspace", *workspace]) == 0
    found = json.loads(capsys.readouterr().out)
    for name in ("customers", "buyers", "orders", "guest_orders", "gross", "refunds", "net", "months", "responses", "complaints"):
        assert found[name] == truth["counts"][name], name


def test_its_truth_is_kept_once_its_files_are_here(tmp_path, capsys):
    """In whichever order they are named; and by itself it is refused."""
    assert rapport.main(["demo", str(tmp_path), "--customers", "40"]) == 0
    truth, files = str(tmp_path / "truth.json"), [str(path) for path in sorted(tmp_path.glob("*.csv"))]
    place = ["--workspace", str(tmp_path / "workspace.db"), "--json"]
    capsys.readouterr()
    assert rapport.main(["import", truth, *place]) == 1
    assert "bring them first" in json.loads(capsys.readouterr().out)[0]["error"]["do"]
    assert rapport.main(["import", truth, *files, *place]) == 0
    assert json.loads(capsys.readouterr().out)[-1]["kind"] == "truth"
    assert kept_truth(Store(tmp_path / "workspace.db"))["company"] == "Harbour & Pine"


def test_what_a_lever_changes_is_said(tmp_path, capsys):
    """The mean over the seeds with its standard error, and this seed's own."""
    assert rapport.main(["demo", str(tmp_path), "--customers", "40", "--lever", "price=+0.05", "--lever", "retention:capture=0.1"]) == 0
    moved = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  moved, ")]
    assert len(moved) == 3 and "price=+0.05 and retention:capture=+0.1 from 2026-10-19 on" in moved[2]
    assert all("points (±" in line and "EUR (±" in line for line in moved)


def test_files_of_another_company_in_the_folder_are_named(tmp_path, capsys):
    """They are left alone, and `import FOLDER/*.csv` would bring them too."""
    for company in ("wholesale", "home-goods"):
        assert rapport.main(["demo", str(tmp_path), "--company", company, "--customers", "60"]) == 0
    assert "not of this company: complaints.csv, survey.csv, xero_invoices.csv" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("wrong", "found", "needed"),
    [
        (["--company", "nobody's"], "the trade", "one of home-goods"),
        (["--customers", "0"], "0 customers", "at least 1"),
        (["--without", "gravity"], "gravity", "worse_cohort"),
        (["--lever", "price"], "the lever", "price=SHARE"),
    ],
)
def test_what_can_not_be_made_is_refused(tmp_path, capsys, wrong, found, needed):
    """With what was found, what was needed, and what to do."""
    assert rapport.main(["demo", str(tmp_path / "new"), *wrong, "--json"]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert found in error["found"] and needed in error["needed"] and error["do"] == "correct it"
    assert not (tmp_path / "new").exists()


def test_a_folder_that_can_not_be_made_is_refused(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert rapport.main(["demo", str(tmp_path / "file" / "below"), "--customers", "2"]) == 1
    assert "needed a folder to write to" in capsys.readouterr().err
