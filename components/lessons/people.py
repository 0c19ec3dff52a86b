"""Who in the workspace is who in the invented company: by e-mail, and where there is none by customer number."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.company import Company
from sample_data.company import Company as Invented
from sample_data.identities import identities


def numbers_of(company: Company, customers: np.ndarray, invented: Invented) -> np.ndarray:
    """Return the invented company's number of each of these customers; -1 for whoever is none of them.

    Parameters
    ----------
    company : Company
    customers : int64 array
        Party ids.
    invented : Invented
        Made again from the truth that is kept with the workspace.
    """
    known = identities(invented, np.arange(invented.customers)).select("number", "email").with_row_index("who")
    asked = pl.DataFrame({"customer": customers}).join(
        company.customers.select("customer", "key", pl.col("email").str.to_lowercase()), on="customer", how="left", maintain_order="left"
    )
    by_mail = asked.join(known.select("email", by_mail="who"), on="email", how="left", maintain_order="left")
    both = by_mail.join(known.select("number", by_number="who"), left_on="key", right_on="number", how="left", maintain_order="left")
    return both.select(pl.coalesce("by_mail", "by_number").cast(pl.Int64).fill_null(-1)).to_series().to_numpy()
