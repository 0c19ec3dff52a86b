"""The visible words: each passes through gettext.

A catalogue for another language goes to ``locale/<language>/LC_MESSAGES/rapport.mo`` beside this file.
"""

import gettext
from pathlib import Path

DOMAIN = "rapport"
CATALOGUES = Path(__file__).parent / "locale"
LANGUAGE = "en"
# Numbers and dates follow this one: thousands with a comma, the day before the month.
LOCALE = "en_GB"

# English is written in the code itself, so a missing catalogue means English.
_catalogue = gettext.translation(DOMAIN, CATALOGUES, languages=[LANGUAGE], fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext


def translated(text: str) -> str:
    """Say a text that another room put together: its template is looked up, and every text in it.

    >>> translated("an empty file"), translated("")
    ('an empty file', '')
    """
    template = getattr(text, "template", text)
    if not template:
        return ""  # gettext answers "" with the catalogue's own description
    values = [translated(value) if isinstance(value, str) else value for value in getattr(text, "values", ())]
    return _(template).format(*values) if values else _(template)
