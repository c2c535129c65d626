"""Does work in a process that starts afresh, and takes all memory that the work needed with it when it ends.

Nothing of who calls is imported there but what the work itself names: `multiprocessing` would run the caller's main
program again, and one that is not written for it would wait for ever.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import IO, Any, TypeVar

from builder.memory import have_large_arrays_returned

Made = TypeVar("Made")

#: What the new process runs. Where modules lie it is told before it asks for the first of ours.
_BEGINNING = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from builder.apart import answer; answer()"
)


def apart(verb: Callable[..., Made], *values: object) -> Made:
    """`verb` of `values`, all of which can travel. What `verb` raises is raised here.

    Raises BrokenProcessPool if the process ends without an answer, as one does that the system gives no more memory.
    """
    command = [sys.executable, "-c", _BEGINNING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        try:
            _send(process.stdin, sys.path)
            _send(process.stdin, (verb, values))
            process.stdin.close()
            raised, made = pickle.load(process.stdout)
        except (BrokenPipeError, EOFError, pickle.UnpicklingError) as ended:
            raise BrokenProcessPool("the process ended without an answer") from ended
    if raised is not None:
        raise raised
    result: Made = made
    return result


def answer() -> None:
    """In the new process: does what it is asked, and answers."""
    have_large_arrays_returned()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print is no answer
    verb, values = pickle.load(sys.stdin.buffer)
    told: tuple[Exception | None, Any]
    try:
        told = None, verb(*values)
    except Exception as mistake:
        told = mistake, None
    with answers:
        _send(answers, told)
    gc.freeze()  # nothing is looked through once more to be let go


def _send(stream: IO[bytes], value: object) -> None:
    pickle.dump(value, stream, protocol=5)
    stream.flush()
