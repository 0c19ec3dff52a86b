"""What measures: the median of some runs, the most memory a process had."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def timed(work, repeats: int = 5) -> tuple[float, object]:
    """Return the median seconds of some runs of `work`, and what the last returned."""
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds), result


def peak_mb() -> float:
    """Return the most memory this process has had resident, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
