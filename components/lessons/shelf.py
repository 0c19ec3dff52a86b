"""The six lessons in their order."""

from __future__ import annotations

from components.lessons import bucket, cohorts, programme, satisfies, stages, value
from components.lessons.lesson import Lesson

#: In the order in which they are taken.
LESSONS: tuple[Lesson, ...] = (bucket.LESSON, cohorts.LESSON, satisfies.LESSON, stages.LESSON, programme.LESSON, value.LESSON)


def find(key: str | None) -> Lesson | None:
    """Return a lesson by its key in the address; None if there is none.

    >>> find("cohorts").key, find("<b>")
    ('cohorts', None)
    """
    return next((lesson for lesson in LESSONS if lesson.key == key), None)
