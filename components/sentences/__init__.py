"""The answers in sentences: a result object in, Markdown out."""

from components.sentences.beside import (
    behind,
    curve_caption,
    pooled_table,
    retention_made,
    retention_quiet,
    triangle_caption,
    triangle_title,
)
from components.sentences.bucket import bucket_answer, bucket_caption
from components.sentences.retention import (
    ROWS,
    drawn_cohorts,
    first_age,
    retention_answer,
    retention_meaning,
    told,
    too_few,
    worth_saying,
)

__all__ = [
    "ROWS",
    "behind",
    "bucket_answer",
    "bucket_caption",
    "curve_caption",
    "drawn_cohorts",
    "first_age",
    "pooled_table",
    "retention_answer",
    "retention_made",
    "retention_meaning",
    "retention_quiet",
    "told",
    "too_few",
    "triangle_caption",
    "triangle_title",
    "worth_saying",
]
