"""Employees and what they answer: forty of them, once."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data.clock import DAY
from sample_data.company import Company

NUMBER = 40
#: What they are asked, and the mean of their answers: job content, teamwork, stimulation, working environment, welfare.
QUESTIONS = (
    ("Interesting tasks", 4.0),
    ("Room to learn", 3.5),
    ("Help from colleagues", 4.2),
    ("Support by the team's lead", 3.8),
    ("Fair pay", 3.2),
    ("Recognition of good work", 3.1),
    ("Tools and equipment", 3.7),
    ("Safe workplace conditions", 4.1),
    ("Holidays and leave", 3.9),
    ("Health benefits", 3.4),
)
DEPARTMENTS = ("Sales", "Service", "Stores", "Office")


def staff(company: Company) -> pl.DataFrame:
    """Their answers: `at`, `who` (the employee's number), `department`, `hired` (days before the company's first), `answer0` and so on."""
    draws, who = company.draws, np.arange(NUMBER)
    mood = draws.normal(who, "employee's mood")
    found = {
        "at": (company.days - 60 + draws.below(who, "employee answers on", 12)) * DAY,
        "who": who,
        "department": draws.pick(who, "department", (35, 25, 25, 15)),
        "hired": 30 + draws.below(who, "hired", 3000),
    }
    for number, (_, mean) in enumerate(QUESTIONS):
        answer = mean + 0.5 * mood + 0.7 * draws.normal(who, "employee answers", number)
        found[f"answer{number}"] = np.floor(answer + 0.5).clip(1, 5).astype(np.int8)
    return pl.DataFrame(found)
