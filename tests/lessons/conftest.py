"""Lessons are told of a whole company."""

from tests.pages.conftest import company as company
from tests.pages.conftest import home as home
