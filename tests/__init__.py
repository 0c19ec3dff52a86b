"""The tests mirror the rooms."""

import os

# As `rapport.py` does, and before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
