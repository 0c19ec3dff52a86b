"""What was written, in lines for a person."""

from __future__ import annotations

from pathlib import Path

from sample_data.trades import TRADES


def trade_of(name: str) -> str:
    """The trade of an id, or of a company's name, however it is capitalised.

    >>> trade_of("harbour & pine")
    'home-goods'
    """
    return next((trade.name for trade in TRADES.values() if name.casefold() in (trade.name, trade.company.casefold())), name)


def said(truth: dict, folder: Path | str) -> list[str]:
    """Tell of a company's files: how many rows each has, what is planted, and how to bring them.

    Parameters
    ----------
    truth : dict
        As `write` returns it.
    folder : Path or str
        Where they are.
    """
    counts = truth["counts"]
    lines = [f"{truth['company']}: {counts['buyers']} customers, {counts['orders']} orders, {truth['first_day']} to {truth['last_day']}"]
    for file in truth["files"]:
        left_out = "".join(f", {ignored['rows']} of them {ignored['reason']}" for ignored in file["ignored"])
        lines.append(f"  {file['name']}: {file['rows']} rows{left_out}")
    lines += [f"  set, {name}: {value:g}" for name, value in truth.get("changed", {}).items()]
    lines += [f"  planted, {planted['name']}: {planted['truth']}" for planted in truth["planted"] if planted["on"]]
    lines += [_moved(moved, truth["currency"]) for moved in truth["levers"]]
    lines.append(f"  all that is true of it: {Path(folder) / 'truth.json'}")
    others = sorted({path.name for path in Path(folder).glob("*.csv")} - {file["name"] for file in truth["files"]})
    if others:
        lines.append(f"  also in this folder, and not of this company: {', '.join(others)}")
    lines.append(f'bring it: rapport.py import "{folder}"/*.csv (and truth.json, to compare with it)')
    return lines


def _moved(moved: dict, currency: str) -> str:
    """What levers truly change: the mean over the seeds with its standard error, and this seed's own."""
    mean, own = moved["mean_of_seeds"], moved["this_seed"]
    parts = []
    for name, unit, words in (
        ("customers_points", " points", "of the customers stay a year"),
        ("newcomers_points", " points", "of the newcomers stay half a year"),
        ("net", f" {currency}", "are paid in a year"),
        ("value", f" {currency}", "of value in two years"),
    ):
        if mean[name] is not None:
            digits = 1 if unit == " points" else 0
            error = mean[f"{name}_standard_error"]
            parts.append(f"{mean[name]:+,.{digits}f}{unit} (±{error:,.{digits}f}; this seed {own[name]:+,.{digits}f}) {words}")
    return f"  moved, {' and '.join(moved['levers'])} from {moved['since']} on: {'; '.join(parts)}"
