"""Builds that fail at one chosen write (`python -m tests.faults_at_writes [--every]`): killed before it or in its midst, or no room.

Every change to the disk below a folder is counted by an audit hook, so that each of them can be the one that fails. A
build runs in a fork of this process, which has everything imported.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tests.faults import manifest, write_state

Failure = Literal["killed", "torn", "full"]
FAILURES: tuple[Failure, ...] = ("killed", "torn", "full")

#: Events of Python's audit that change the disk, and which of their arguments are places.
_CHANGES = {
    "os.rename": 2,
    "os.remove": 1,
    "os.mkdir": 1,
    "os.rmdir": 1,
    "os.link": 2,
    "os.truncate": 1,
    "shutil.rmtree": 1,
}
#: Those that need room.
_GROWING = {"open", "os.mkdir", "os.link"}
_EXCHANGE = "renameat2"  # called past Python's own functions; its being looked up is the event
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True)
class Ended:
    """How one build came to its end: its status (negative: the signal), what it said, and which changes it made."""

    status: int
    said: str
    changes: tuple[str, ...]  # event and place, in order

    @property
    def exchange(self) -> int:
        """The number of the change that exchanges the published site."""
        return next(n for n, change in enumerate(self.changes) if change.startswith("exchange"))


@dataclass(frozen=True)
class Found:
    """What went wrong after one build that failed: `torn` sites, `failed` next builds, what was `said` badly."""

    failure: Failure
    change: str
    what: str


def build(root: Path, failing: Callable[[int, str, tuple[Any, ...]], None] | None = None) -> Ended:
    """Builds the library below `root` in a fork; `failing` is asked before each change: its number, event, arguments."""
    outcome, told = root.parent / "outcome.txt", root.parent / "changes.txt"
    outcome.write_text("")
    told.write_text("")
    process = os.fork()
    if process == 0:
        _build_here(root, failing, outcome, told)
    _, status = os.waitpid(process, 0)
    return Ended(os.waitstatus_to_exitcode(status), outcome.read_text(), tuple(told.read_text().splitlines()))


def _build_here(root: Path, failing: Callable[..., None] | None, outcome: Path, told: Path) -> None:
    """Never returns: this process is the build."""
    status = 70
    try:
        said = os.open(outcome, os.O_WRONLY)
        record = told.open("a", buffering=1)
        for stream in (1, 2):
            os.dup2(said, stream)
        sys.stdout, sys.stderr = os.fdopen(1, "w", buffering=1), os.fdopen(2, "w", buffering=1)
        os.setsid()
        from builder.cli import main

        seen, below = 0, str(root)

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            change = _change(event, arguments, below)
            if change:
                record.write(change.replace("\n", " ") + "\n")
                seen += 1
                if failing:
                    failing(seen - 1, event, arguments)

        sys.addaudithook(hook)
        status = main(
            ["build", "--content", str(root / "content"), "--site", str(root / "site"), "--jobs", "1", "--lang", "en"]
        )
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _change(event: str, arguments: tuple[Any, ...], below: str) -> str:
    """The change to the disk that `event` announces, in words; "" if it is none below the folder `below`."""
    if event == "ctypes.dlsym":
        return "exchange" if arguments[1] == _EXCHANGE else ""
    if event == "open":
        place, _, flags = arguments
        writes = isinstance(flags, int) and flags & _WRITING
        places: Sequence[Any] = (place,) if writes else ()
    else:
        places = arguments[: _CHANGES.get(event, 0)]
    named = [os.fsdecode(place) for place in places if isinstance(place, str | bytes | os.PathLike)]
    return f"{event} {named[-1]}" if any(name.startswith(below) for name in named) else ""


def fail_at(point: int, failure: Failure) -> Callable[[int, str, tuple[Any, ...]], None]:
    """What to ask before each change so that number `point` is the one that fails; a disk that is full stays so."""

    def failing(number: int, event: str, arguments: tuple[Any, ...]) -> None:
        if number < point:
            return
        if failure == "full":
            if event in _GROWING:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.fsdecode(arguments[0]))
            return
        if failure == "torn" and event == "open":
            descriptor = os.open(
                arguments[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            )  # is counted, and is after `point`
            os.write(descriptor, b"half a wor")
        os.kill(os.getpid(), signal.SIGKILL)

    seen: list[int] = []

    def once(number: int, event: str, arguments: tuple[Any, ...]) -> None:
        if failure != "full" and seen:
            return  # the write of half a word
        if number >= point:
            seen.append(number)
        failing(number, event, arguments)

    return once


def kinds_of_change(ended: Ended) -> tuple[int, ...]:
    """The first and the last change of each kind (what is done, in which folder), and all around the exchange."""
    seen: dict[str, list[int]] = {}
    for number, change in enumerate(ended.changes):
        event, _, place = change.partition(" ")
        folder = re.sub(r"staging.*/assets.*", "assets", re.sub(r"[0-9a-f]{2,}|\d+", "#", str(Path(place).parent)))
        seen.setdefault(f"{event} {folder}", []).append(number)
    chosen = {end for numbers in seen.values() for end in (numbers[0], numbers[-1])}
    near = range(max(0, ended.exchange - 3), min(len(ended.changes), ended.exchange + 4))
    return tuple(sorted({*chosen, *near}))


def a_few(ended: Ended) -> tuple[int, ...]:
    """One early, one in the midst, the one that exchanges the site with its neighbours, and the last."""
    return (
        len(ended.changes) // 9,
        len(ended.changes) // 2,
        ended.exchange,
        ended.exchange + 1,
        len(ended.changes) - 1,
    )


def sweep(root: Path, points: Callable[[Ended], Sequence[int]], *, every: bool = False) -> Iterator[Found | None]:
    """Lets a build fail at each of `points`, chosen by one that did not: in one of the ways in turn, or in `every` one.

    After each, the site must be the old or the new one, whole, and the next build must succeed without help. Gives what
    was found of each build that failed, None for nothing.
    """
    essays, site = root / "content" / "essays", root / "site"
    whole, chosen = {}, {}
    for turn, state in enumerate((0, 1, 0, 1)):
        write_state(essays, state)
        ended = build(root)
        assert ended.status == 0, ended.said
        whole[state] = manifest(site)
        if turn > 1:  # a rebuild, like those that will fail
            chosen[state] = points(ended)
    state = 1
    for number in range(max(map(len, chosen.values()))):
        for failure in FAILURES if every else (FAILURES[number % len(FAILURES)],):
            state = 1 - state
            point = chosen[state][min(number, len(chosen[state]) - 1)]
            write_state(essays, state)
            ended = build(root, fail_at(point, failure))
            yield _look(root, ended, failure, whole, state)


def _look(root: Path, ended: Ended, failure: Failure, whole: dict[int, str], state: int) -> Found | None:
    site = root / "site"
    change = ended.changes[-1] if ended.changes else "none"
    wrong = []
    if failure != "full":
        if ended.status != -signal.SIGKILL:
            wrong.append(f"ended with {ended.status}, not killed: {ended.said[-300:]}")
    elif ended.status != 0 and not _is_said_well(ended):
        wrong.append(f"status {ended.status}, said {ended.said[-500:]}")
    elif strays := sorted({path.name for path in root.iterdir()} - {"content", "site"}):
        wrong.append(f"left {strays}")
    if manifest(site) not in whole.values():
        wrong.append("the site is neither the old nor the new one")
    after = build(root)
    if after.status or manifest(site) != whole[state]:
        wrong.append(f"the next build: status {after.status}, said {after.said[-500:]}")
    strays = sorted({path.name for path in root.iterdir()} - {"content", "site"})
    left = [str(path.relative_to(root)) for path in _unfinished(root)]
    if strays or left:
        wrong.append(f"the next build left {strays} {left[:5]}")
    return Found(failure, change, "; ".join(wrong)) if wrong else None


def main() -> None:
    counted, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "library"
        root.mkdir()
        for found in sweep(root, kinds_of_change, every="--every" in sys.argv):
            counted += 1
            wrong += [found] if found else []
    print(f"{counted} builds failed at a chosen write ({', '.join(FAILURES)}); {len(wrong)} were not as they should be")
    for found in wrong:
        print(f"{found.failure} at {found.change}: {found.what}")
    sys.exit(bool(wrong))


def _unfinished(root: Path) -> Iterator[Path]:
    """Files under names that only an unfinished write bears."""
    for path in (root / "content").rglob("*"):
        if path.suffix in (".tmp", ".new"):
            yield path


def _is_said_well(ended: Ended) -> bool:
    """One line, with the code of a full disk, and exit status 2."""
    errors = [line for line in ended.said.splitlines() if "error " in line]
    return ended.status == 2 and len(errors) == 1 and "error disk-full: " in errors[0] and "Traceback" not in ended.said


if __name__ == "__main__":
    main()
