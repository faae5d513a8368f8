"""The most memory that this program has held at once."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path
from typing import Final

_STATUS: Final = Path("/proc/self/status")
_PEAK: Final = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)
_KILOBYTE: Final = 1024


def peak_mb() -> float:
    """Return the peak of the resident memory, in megabytes.

    Where Linux tells the peak of the program alone, that is read: the peak that ``getrusage``
    gives is handed down from the program that started this one, so that a small program started
    by a large one looks large.
    """
    if _STATUS.exists() and (told := _PEAK.search(_STATUS.read_text(encoding="utf-8"))):
        return int(told[1]) / _KILOBYTE
    unit = _KILOBYTE**2 if sys.platform == "darwin" else _KILOBYTE
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
