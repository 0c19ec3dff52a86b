"""Lessons: guess, see it on the real pages, the truth, what it means, an exercise that checks itself."""
