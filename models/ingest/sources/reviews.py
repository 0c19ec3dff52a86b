"""Reviews: stars that somebody gave in public, read as answers to one question."""

import polars as pl

from models.columns import SURVEY
from models.ingest.source import Source

_SITE = "a review is an answer to one question, its stars, with “review site” as the channel"


def _derive(present: frozenset[str]) -> dict[str, pl.Expr]:
    return {"channel": pl.lit("review site")}


SOURCES = (
    Source(
        name="google_play_reviews",
        title="Google Play reviews",
        shop="google_play",
        kind=SURVEY,
        signature=("Package Name", "Reviewer Language", "Star Rating", "Review Submit Date and Time"),
        utc=True,
        fields={
            "response_number": ("Review Link",),
            "answered_at": ("Review Submit Date and Time",),
            "comment": ("Review Text",),
        },
        skip=("Package Name", "App Version Code", "App Version Name", "Device", "Review Submit Millis Since Epoch",
              "Review Last Update Date and Time", "Review Last Update Millis Since Epoch", "Developer Reply Date and Time",
              "Developer Reply Millis Since Epoch", "Developer Reply Text"),
        derive=_derive,
        rules=(_SITE, "the file names nobody; stars without a text have no number, so that they are known again by what they say"),
    ),
    Source(
        name="judge_me_reviews",
        title="Judge.me reviews",
        shop="judge_me",
        kind=SURVEY,
        signature=("rating", "review_date", "reviewer_name", "reviewer_email"),
        fields={
            "answered_at": ("review_date",),
            "email": ("reviewer_email",),
            "customer_name": ("reviewer_name",),
            "comment": ("body",),
        },
        skip=("picture_urls", "reply", "reply_date", "ip_address", "product_id", "curated", "metaobject_handle"),
        derive=_derive,
        rules=(_SITE, "the customer is the reviewer’s e-mail"),
    ),
)  # fmt: skip
