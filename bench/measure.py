"""Time and memory of one process, for the cases of the benchmarks that run in processes of their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def megabytes(kind: str = "VmHWM") -> int:
    """Memory of this process: its peak since the last ``forget_peak``, or (VmRSS) now."""
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith(kind))
    return int(line.split()[1]) // 1024


def forget_peak() -> None:
    """Begin a new peak (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def timed(work: Callable[[], object], repeat: int) -> tuple[object, float, float]:
    """What it gives, best processor time (all threads) and best time on the clock, in seconds."""
    cpu, clock, out = [], [], None
    for _ in range(repeat):
        start, began = time.perf_counter(), time.process_time()
        out = work()
        cpu.append(time.process_time() - began)
        clock.append(time.perf_counter() - start)
    return out, min(cpu), min(clock)
