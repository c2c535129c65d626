"""How the time of a verb grows with its text: processor time, the smallest of several runs, noise passed over."""

from __future__ import annotations

import time
from collections.abc import Callable

#: Seconds of processor time below which nothing is measured but the machine.
NOISE = 0.1
#: How many times as long as the text would have it; quadratic work on ten times the text takes ten times as long again.
GENEROUS = 4.0
_RUNS = 3


def seconds(verb: Callable[[], object]) -> float:
    """Processor time of one run."""
    began = time.process_time()
    verb()
    return time.process_time() - began


def assert_linear(verb: Callable[[int], object], small: int, large: int) -> None:
    """`verb` of `large` takes no more than GENEROUS times what `verb` of `small` foretells.

    One run where that is short; runs are repeated only as long as the answer is no, for a machine only ever adds time.
    """
    slow = seconds(lambda: verb(large))
    if slow < NOISE:
        return
    quick = min(seconds(lambda: verb(small)) for _ in range(_RUNS))
    allowed = max(NOISE, GENEROUS * large / small * max(quick, NOISE * small / large))
    for _ in range(_RUNS - 1):
        if slow <= allowed:
            return
        slow = min(slow, seconds(lambda: verb(large)))
    assert slow <= allowed, f"{slow:.2f} s for {large}, {quick:.3f} s for {small}"
