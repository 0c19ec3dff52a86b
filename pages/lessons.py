"""Lessons: guess, see it on the real pages, learn the truth, and try it yourself, on a company whose truth is known."""

from components.lessons import shell

shell.page()
