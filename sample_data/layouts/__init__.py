"""Layouts: how real systems write what happened. One module a system; `files.py` says which company has which."""
