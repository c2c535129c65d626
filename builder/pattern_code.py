"""Expressions compiled before: like Python's own modules they lie in `__pycache__`, and are compiled once a machine.

To compile those that one text needs takes half a second, a tenth of a rebuild after an edit; classes of Chinese
characters are the dearest. All dealings with the inside of `re` stand here: what it makes of an expression is a list
of numbers, and `_sre.compile` makes a pattern of them, which it examines first.
"""

from __future__ import annotations

import marshal
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

#: Editions of Python whose inside was tried; any other compiles as it always does.
TRIED = ((3, 11), (3, 12), (3, 13))
#: A table of more than this is begun anew: ours has some hundreds, and what is in no source any more stays in it.
MOST = 2_000
_WORD = "I"  # of an array: numbers of 32 bits, as `_sre` has them

#: By text and flags: the flags that came of it, its numbers, how many groups it has, and the names of some.
_Code = tuple[int, bytes, int, dict[str, int]]
_Table = dict[tuple[str, int], _Code]


def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, from what it was compiled to before where that is known. Raises re.error as it does."""
    if sys.version_info[:2] not in TRIED or sys.implementation.name != "cpython":
        return re.compile(text, flags)
    known, new = _table()
    code = known.get((text, int(flags)))
    if code is not None:
        with suppress(RuntimeError, TypeError, ValueError, OverflowError):  # no code, or of another edition
            return _pattern(text, code)
    code = new[text, int(flags)] = _code(text, int(flags))
    return _pattern(text, code)


def keep() -> None:
    """Writes down what was compiled since this process began; a full or read-only disk is no error."""
    known, new = _table()
    path = _path()
    if not new or sys.dont_write_bytecode or path is None:
        return
    known = {**known, **new} if len(known) + len(new) <= MOST else dict(new)
    unfinished = path.with_suffix(".new")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        unfinished.write_bytes(marshal.dumps((sys.version, known)))
        unfinished.replace(path)


@cache
def _table() -> tuple[_Table, _Table]:
    """What was known when this process first asked, and what it has compiled since."""
    path = _path()
    with suppress(OSError, EOFError, ValueError, TypeError):
        edition, known = marshal.loads(path.read_bytes()) if path else ("", {})
        if edition == sys.version and isinstance(known, dict):
            return known, {}
    return {}, {}


def _path() -> Path | None:
    """Where the table lies; None where Python keeps no compiled modules."""
    with suppress(NotImplementedError):
        return Path(cache_from_source(__file__)).with_suffix(".table")
    return None


def _code(text: str, flags: int) -> _Code:
    """What `re.compile` makes of an expression before it makes a pattern of that."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    tree = _parser.parse(text, flags)
    numbers: list[int] = _compiler._code(tree, flags)
    state = tree.state
    return flags | state.flags, array(_WORD, numbers).tobytes(), state.groups - 1, dict(state.groupdict)


def _pattern(text: str, code: _Code) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    flags, numbers, groups, names = code
    named: list[str | None] = [None] * (groups + 1)
    for name, place in names.items():
        named[place] = name
    made: Any = _sre.compile(text, flags, list(array(_WORD, numbers)), groups, names, tuple(named))
    found: re.Pattern[str] = made
    return found
