"""Write what this folder keeps: the long runs of the four trades, and the small company.

    python -m sample_data
"""

from sample_data import SMALL, write
from sample_data.long_run import KEPT, written

if __name__ == "__main__":
    KEPT.write_text(written(), encoding="utf-8")
    write(SMALL, customers=300)
