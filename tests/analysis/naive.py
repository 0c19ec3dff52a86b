"""Slow, plain versions that share nothing with the ones they check."""

from itertools import pairwise

import narwhals as nw
import pandas as pd

FREQUENCIES = {"week": "W-SUN", "month": "M", "quarter": "Q"}


def label(period: pd.Period) -> str:
    if period.freqstr.startswith("W"):
        year, week, _ = period.start_time.isocalendar()
        return f"{year}-W{week:02d}"
    return str(period) if period.freqstr == "M" else f"{period.year}-Q{period.quarter}"


def triangle(orders, *, as_of, period, kind, people=None) -> dict:
    """Every cell through as_of's own period: {(cohort, age): (at risk, retained, last day of the age)}."""
    rows = orders.to_pandas() if hasattr(orders, "to_pandas") else orders
    rows = rows[rows["counted"] & rows["customer"].notna() & (rows["ordered_at"].dt.date <= as_of)]
    if people is not None:
        rows = rows[rows["customer"].isin(people)]
    days = pd.DataFrame({"customer": rows["customer"], "day": rows["ordered_at"].dt.normalize()}).drop_duplicates()
    histories = {who: sorted(group["day"]) for who, group in days.groupby("customer")}
    frequency = FREQUENCIES[period]
    periods = {who: [pd.Period(day, frequency) for day in days] for who, days in histories.items()}
    now = pd.Period(pd.Timestamp(as_of), frequency)
    cells = {}
    for cohort in sorted({times[0] for times in periods.values()}):
        members = [times for times in periods.values() if times[0] == cohort]
        for age in range((now - cohort).n + 1):
            then = cohort + age
            retained = {
                "active": lambda times, then=then: then in times,
                "still_here": lambda times, then=then: any(time >= then for time in times),
                "returned": lambda times, then=then: any(time <= then for time in times[1:]),
            }[kind]
            cells[label(cohort), age] = (len(members), sum(map(retained, members)), then.end_time.date())
    return cells


def grouped(orders, *, as_of) -> dict:
    """The monthly triangle as one narwhals expression on any engine: {(cohort, age): active customers}."""
    rows = nw.from_native(orders, eager_only=True).filter(nw.col("counted"), ~nw.col("customer").is_null(), nw.col("ordered_at") < as_of)
    moment = nw.col("ordered_at").dt
    rows = rows.with_columns(m=moment.year().cast(nw.Int32) * 12 + moment.month().cast(nw.Int32) - 1)
    active = rows.select("customer", "m").unique()
    first = active.group_by("customer").agg(nw.col("m").min().alias("cohort"))
    cells = (
        active.join(first, on="customer", how="inner")
        .with_columns(age=nw.col("m") - nw.col("cohort"))
        .group_by("cohort", "age")
        .agg(nw.len().alias("customers"))
    )
    return {(cohort, age): count for cohort, age, count in cells.rows()}


def stage(days, t, g0, k=4.0, a=2.0, b=4.0, run_needed=4, cancel=None, contact=None):
    """The stage rule for one customer, as a person would read it: (stage, came from, rho, usual gap)."""
    if not days:
        return ("prospect" if contact is not None and t - contact <= b * g0 else None), None, None, g0
    total, closed, run, lapsed = 0, 0, 1, False
    for earlier, later in pairwise(days):
        usual = (k * g0 + total) / (k + closed)
        gap = later - earlier
        lapsed = gap > b * usual or (cancel is not None and earlier <= cancel < later)
        run = 1 if lapsed else run + 1
        total += min(gap, b * usual)
        closed += 1
    usual = (k * g0 + total) / (k + closed)
    rho = (t - days[-1]) / usual
    if lapsed:
        before = "recovered"
    elif run >= run_needed:
        before = "loyalty"
    else:
        before = "capture" if len(days) == 1 else "maintenance"
    if cancel is not None and days[-1] <= cancel <= t:
        return "abandoned", before, rho, usual
    if rho > b:
        in_touch = contact is not None and contact > days[-1] and t - contact <= usual
        return ("at_risk" if in_touch else "abandoned"), before, rho, usual
    return ("at_risk" if rho > a else before), before, rho, usual
