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
