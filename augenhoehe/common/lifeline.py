"""A process that ends with the one that started it, even when that one is killed without a word."""

import ctypes
import os
import signal
import sys
import threading
import time
from typing import Final

PARENT_VARIABLE: Final = "AUGENHOEHE_PARENT"
_PR_SET_PDEATHSIG: Final = 1


def hold(parent: int, sign: signal.Signals = signal.SIGTERM) -> None:
    """Have this process get `sign` as soon as the process `parent`, which started it, is no more.

    Call it in the main thread. On Linux the kernel sees to it; elsewhere a thread looks once a second.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, sign)
    else:
        threading.Thread(target=_watch, args=(parent, sign), daemon=True).start()
    # It may have died before we asked.
    if os.getppid() != parent:
        os.kill(os.getpid(), sign)


def hold_if_supervised() -> None:
    """The same for a process that the supervisor started; nothing for one started by hand."""
    if parent := os.environ.get(PARENT_VARIABLE):
        hold(int(parent))


def _watch(parent: int, sign: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), sign)
