"""How the time and the memory that a function takes grow with the size of a text.

Twice the text may take at most three times as long. What counts is the processor's time: the least
of several runs, or the middle one of several pairs, each run one after the other; times too short
to tell prove nothing. Each run is a process of its own, so
that one that takes too much time or memory is ended and named, whatever it is doing.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple, NoReturn

Run = Callable[[str], object]
Make = Callable[[int], str]

SMALLEST = 3_000
LONG_ENOUGH = 0.06
MOST = 3.0
ATTEMPTS = 10

SECONDS = 3
SECONDS_A_CHARACTER = 60e-6
BYTES = 100_000_000
BYTES_A_CHARACTER = 1_500
ROOM = 4 << 30
"""No text may take more of the processor and of memory than these and a character's share."""


class Measured(NamedTuple):
    """What a run took: seconds of the processor, bytes of memory."""

    seconds: float
    bytes: int


class TooMuchError(Exception):
    """A run was ended."""


def measure(run: Run, text: str) -> Measured:
    """Run once, in a process of its own; raises ``TooMuchError`` where it does not end well."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        _measure_here(run, text, writing)
    os.close(writing)
    with os.fdopen(reading) as answer:
        found = answer.read().split()
    os.waitpid(process, 0)
    if len(found) != len(Measured._fields):
        reason = " ".join(found) or "ended"
        raise TooMuchError(f"{reason}: {len(text)} characters, at most {_seconds(text)} s")
    return Measured(float(found[0]), int(found[1]))


def _seconds(text: str) -> int:
    return SECONDS + int(SECONDS_A_CHARACTER * len(text))


def _measure_here(run: Run, text: str, writing: int) -> NoReturn:
    answer = ""
    try:
        used = time.process_time()
        resource.setrlimit(resource.RLIMIT_CPU, (int(used) + _seconds(text),) * 2)
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        gc.collect()
        gc.disable()
        before, start = _memory(), time.process_time()
        run(text)
        answer = f"{time.process_time() - start} {_memory() - before}"
    except BaseException as error:  # whatever it is: the parent has to hear of it
        answer = type(error).__name__
    finally:
        os.write(writing, answer.encode())
        os._exit(0)


def _memory() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def problem_of(run: Run, make: Make, largest: int, patience: float = float("inf")) -> str:
    """Return what is wrong with the growth of ``run`` over ``make``'s texts, "" for nothing.

    Sizes double up to ``largest``, or up to where a run would take longer than ``patience``
    seconds.
    """
    size = largest
    while size > 2 * SMALLEST:
        size //= 2
    try:
        half = measure(run, make(size))
        while size * 2 <= largest and half.seconds * 2 <= patience:
            size *= 2
            whole = measure(run, make(size))
            if found := _too_fast(run, make, size, half, whole):
                return found
            half = whole
    except TooMuchError as error:
        return str(error)
    return ""


def _too_fast(run: Run, make: Make, size: int, half: Measured, whole: Measured) -> str:
    if whole.bytes > BYTES + BYTES_A_CHARACTER * size:
        return f"{whole.bytes} bytes for {size} characters"
    pairs = [(half.seconds, whole.seconds)]
    for _attempt in range(ATTEMPTS):
        if _grows_slowly(pairs):
            return ""
        pairs.append((measure(run, make(size // 2)).seconds, measure(run, make(size)).seconds))
    if _grows_slowly(pairs):
        return ""
    shorter, longer = map(min, zip(*pairs, strict=True))
    return f"{shorter:.3f} s for {size // 2} characters, {longer:.3f} s for twice that"


def _grows_slowly(pairs: list[tuple[float, float]]) -> bool:
    """Whether the least times say so, or most pairs: a machine's speed changes under our feet."""
    shorter, longer = map(min, zip(*pairs, strict=True))
    ratios = (whole / half for half, whole in pairs)
    return longer < LONG_ENOUGH or longer <= MOST * shorter or median(ratios) <= MOST
