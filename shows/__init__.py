"""What `rapport.py show NAME` prints: for each name, the result of analysis that it is, made from a workspace.

The command line needs the names at once and the libraries behind them only when one is asked for: each is imported where it is used.
"""

from shows import answers, attitude, company, loyalty, money, partners, programmes, stages, truth, whatif
from shows.view import Asked, View

__all__ = ["SHOWS", "WITHOUT_DATA", "Asked", "View"]

#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = (
    company.SHOWS | money.SHOWS | answers.SHOWS | stages.SHOWS | loyalty.SHOWS | attitude.SHOWS
    | whatif.SHOWS | partners.SHOWS | programmes.SHOWS | truth.SHOWS
)
#: Names that are about no workspace: made from the options alone.
WITHOUT_DATA = frozenset({"calculator"})
