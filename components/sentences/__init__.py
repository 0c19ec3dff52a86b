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
from components.sentences.findings import (
    MOST,
    finding_evidence,
    finding_link,
    finding_sentence,
    findings_made,
    findings_quiet,
    findings_title,
    people_sentence,
    shown,
    worth,
)
from components.sentences.health import health_coverage, health_gaps, health_rests, health_unlocks
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
    "MOST",
    "ROWS",
    "behind",
    "bucket_answer",
    "bucket_caption",
    "curve_caption",
    "drawn_cohorts",
    "finding_evidence",
    "finding_link",
    "finding_sentence",
    "findings_made",
    "findings_quiet",
    "findings_title",
    "first_age",
    "people_sentence",
    "pooled_table",
    "health_coverage",
    "health_gaps",
    "health_rests",
    "health_unlocks",
    "retention_answer",
    "retention_made",
    "retention_meaning",
    "retention_quiet",
    "shown",
    "told",
    "too_few",
    "triangle_caption",
    "triangle_title",
    "worth",
    "worth_saying",
]
