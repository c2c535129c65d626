"""`python -m tests.mutations [WORD…] [1/4]`: makes each mistake (that holds a word) in a copy, and runs the tests it names.

Each runs in a fork that has the libraries imported and nothing of ours, so that a mistake costs what its tests cost.
Exit status 1 if a mistake went unnoticed.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.mutations.mutation import Mutation
from tests.mutations.table import MUTATIONS

REPOSITORY = Path(__file__).resolve().parent.parent.parent
_TOP = {".git", ".venv", ".cache", ".ledger", ".hypothesis", "site", "dist", "wheels"}  # what no test needs
#: What pytest says: only a test that failed has noticed anything; a mistake that cannot be imported proves nothing.
_FAILED = 1
#: What the tests may die of instead: their time is up, or the mistake lets a library written in C overrun its stack.
_ENDED = (-signal.SIGALRM, -signal.SIGSEGV)
#: Seconds after which a test that the mistake keeps from ending has noticed it.
_PATIENCE = 180
_PART = re.compile(r"\d+/\d+")


def _left_out(folder: str, names: list[str]) -> set[str]:
    return (_TOP if Path(folder) == REPOSITORY else {"__pycache__"}) & set(names)


def place(copy: Path, mutation: Mutation) -> Path:
    """The file in which the mistake is made."""
    inside = copy / "builder" / mutation.file
    return inside if inside.exists() else copy / mutation.file


def run(copy: Path, mutation: Mutation) -> tuple[int, str]:
    """pytest's exit status for the mistake, and what it said."""
    path = place(copy, mutation)
    text = path.read_text(encoding="utf-8")
    if text.count(mutation.old) != 1:
        return -1, f"{mutation.old!r} stands {text.count(mutation.old)} times in {mutation.file}"
    said = copy.parent / "said.txt"
    said.write_text("", encoding="utf-8")  # tests that are ended say nothing
    path.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        process = os.fork()
        if process == 0:
            _test(copy, mutation, said)
        _, status = os.waitpid(process, 0)
    finally:
        path.write_text(text, encoding="utf-8")
    return os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8", errors="replace")


def _test(copy: Path, mutation: Mutation, said: Path) -> None:
    """Never returns."""
    status = 70
    signal.alarm(_PATIENCE)
    try:
        heard = io.StringIO()
        with redirect_stdout(heard), redirect_stderr(heard):
            for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "builder")]:
                del sys.modules[name]
            os.chdir(copy)
            sys.path[:] = [str(copy), *(entry for entry in sys.path if entry not in ("", str(REPOSITORY)))]
            sys.dont_write_bytecode = True
            os.environ["HYPOTHESIS_PROFILE"] = "ci"
            import pytest

            status = int(
                pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=line", *mutation.tests])
            )
        said.write_text(heard.getvalue(), encoding="utf-8", errors="replace")
    finally:
        os._exit(status)


def main(words: list[str]) -> int:
    import hypothesis  # noqa: F401  # what every test imports, once for all forks
    import jieba  # noqa: F401
    import lxml.html  # noqa: F401
    import numpy  # noqa: F401
    import opencc  # noqa: F401
    import pytest  # noqa: F401
    import scipy.sparse  # noqa: F401

    part, _, parts = next((word for word in sys.argv if _PART.fullmatch(word)), "1/1").partition("/")
    asked = [word for word in words if not _PART.fullmatch(word)]
    chosen = [item for item in MUTATIONS if not asked or any(word in f"{item} {item.tests}" for word in asked)]
    chosen = chosen[int(part) - 1 :: int(parts)]
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(REPOSITORY, copy, ignore=_left_out, symlinks=True)
        for mutation in chosen:
            status, said = run(copy, mutation)
            if status not in (_FAILED, *_ENDED):
                missed.append(mutation)
                print(
                    f"NOT NOTICED (status {status}) {mutation}\n    {' '.join(mutation.tests)}\n{said[-600:]}",
                    flush=True,
                )
            elif "--verbose" in sys.argv:
                print(f"noticed {mutation}", flush=True)
    print(f"{len(chosen)} mistakes, {len(chosen) - len(missed)} noticed, {len(missed)} not")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main([word for word in sys.argv[1:] if not word.startswith("-")]))
