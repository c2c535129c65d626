"""Builds killed at random moments: `python -m tests.faults 200` tells how many left anything but a whole site."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.conftest import REPOSITORY, run_builder
from tests.hostile.prose import han

#: Essays in each of the two states between which the library goes to and fro.
_ESSAYS = 4
_MOST_TURNS = 3  # builds for each that is to be killed


@dataclass(frozen=True)
class Outcome:
    """What a site was found to be after a build was killed, and whether a build after it came right."""

    killed: int  # builds that did not end by themselves
    torn: list[str]  # sites that were neither the old nor the new one
    failed: list[str]  # what builds said that came after a kill and did not succeed


def write_state(essays: Path, state: int) -> None:
    """The library in one of its states: the same names, most texts others, one essay there only in state 1."""
    essays.mkdir(parents=True, exist_ok=True)
    random = Random(state)
    for number in range(_ESSAYS):
        text = f"渡口{number}\n\n{han(random, 8)}\n\n一、石桥\n\n{han(random, 8)}\n"
        (essays / f"ferry-{number}.txt").write_text(text, encoding="utf-8")
    extra = essays / "bridge.txt"
    if state:
        extra.write_text(f"石桥\n\n{han(random, 12)}\n", encoding="utf-8")
    else:
        extra.unlink(missing_ok=True)


def manifest(site: Path) -> str:
    """A hash of all names and bytes below `site`; "" if it is not there."""
    if not site.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def build_command(root: Path) -> list[str]:
    return [sys.executable, "-m", "builder", "build", "--content", str(root / "content"), "--site", str(root / "site")]


def kill_builds(root: Path, times: int, seed: int = 0, *, each: bool = False) -> Outcome:
    """Kills `times` builds below `root`; after each the site must be whole. `each`: a build follows every kill.

    A build that ends before its moment is followed by another, for the machine may grow faster meanwhile.
    """
    essays, site = root / "content" / "essays", root / "site"
    whole = []
    took = 0.0
    for state in (1, 0):
        write_state(essays, state)
        began = time.monotonic()
        run_builder("build", "--content", root / "content", "--site", site)
        took = time.monotonic() - began
        whole.append(manifest(site))
    random = Random(seed)
    killed, turn, torn, failed = 0, 0, [], []
    while killed < times and turn < _MOST_TURNS * times:
        state = 1 - turn % 2
        write_state(essays, state)
        moment = random.uniform(0.1, 0.9) * took
        if not _ended_before(build_command(root), moment):
            killed += 1
        if manifest(site) not in whole:
            torn.append(f"turn {turn}, after {moment:.2f} of {took:.2f} s")
        turn += 1
        if each or killed == times:
            began = time.monotonic()
            done = run_builder("build", "--content", root / "content", "--site", site, check=False)
            if done.returncode or manifest(site) != whole[1 - state]:
                failed.append(f"turn {turn}: exit {done.returncode} {done.stderr[-500:]}")
            took = min(took, time.monotonic() - began)
    return Outcome(killed, torn, failed)


def _ended_before(command: list[str], seconds: float) -> bool:
    """Runs a command of its own group of processes; kills them all after `seconds`."""
    quiet = subprocess.DEVNULL
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return False
        return True


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_builds(Path(folder), times, each=True)
    print(f"{outcome.killed} builds killed; {len(outcome.torn)} torn sites, {len(outcome.failed)} failures")
    for said in (*outcome.torn, *outcome.failed):
        print(said)
    sys.exit(bool(outcome.torn or outcome.failed))


if __name__ == "__main__":
    main()
