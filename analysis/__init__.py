"""Everything that knows the subject: frames and options in, a frozen result out.

Each module first *gathers* (a few narwhals expressions over the big frames, so Polars and pandas both do)
and then *decides* (NumPy over what was gathered). Nothing in here reads a file, a clock or a database:
"today" is always the argument ``as_of``.
"""
