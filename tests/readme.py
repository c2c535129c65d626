"""Does what README.md says, from top to bottom, in a fresh clone with a new home: `python -m tests.readme`.

    python -m tests.readme [--without 'make test' …] [--keep FOLDER]

Nothing of this machine's settings is passed on but the path and, where it is set, where pip finds packages. What stands
for something of the reader's own (YOUR-FILE, SLUG, DIR …) is replaced by something of the sample library. It stops at the
first command that ends otherwise than the README says, and prints each with its time.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: Programs are found here; pip may need to know where its index is. Nothing else of this machine is told.
_PASSED_ON = ("PATH",)
_OF_PIP = re.compile(r"PIP_|UV_|(?:HTTPS?|NO|ALL)_PROXY$|SSL_CERT|REQUESTS_CA", re.IGNORECASE)
#: What must be there before a command can be done that the README tells a reader to prepare.
ESSAY = (
    "渡口\n佚名\n\n渡口的船家把缆绳解开，又系上，等最后一个人。\n\n水退的时候，他记下日子；水涨的时候，他记下名字。\n"
)
NOWHERE = "这句话不在任何一篇文章里"


def commands(text: str) -> Iterator[str]:
    """Every command of the README, in order."""
    for block in _BLOCK.findall(text):
        yield from (line for line in block.splitlines() if line.strip())


def filled_in(command: str, slug: str, library: Path) -> str:
    """`command` with something of the sample library for what stands for the reader's own."""
    for mark, value in (
        ("YOUR-FILE.txt", "渡口.txt"),
        ("SLUG", slug),
        ("DIR", str(library)),
        ("OUT", str(library.parent / "out")),
        ("A TITLE, A NAME OR A SENTENCE", NOWHERE),
    ):
        command = command.replace(mark, value)
    return command


def clone(folder: Path) -> Path:
    """A fresh clone below `folder`, of what is committed."""
    target = folder / "clone"
    subprocess.run(["git", "clone", "-q", str(REPOSITORY), str(target)], check=True)
    return target


def environment(home: Path) -> dict[str, str]:
    """As `env -i` with a new home leaves it."""
    passed = {name: value for name, value in os.environ.items() if name in _PASSED_ON or _OF_PIP.match(name)}
    return {**passed, "HOME": str(home)}


def run(folder: Path, without: Sequence[str]) -> int:
    """Does all of it below `folder`; the number of commands that were done. Raises SystemExit at the first that fails."""
    place, home, library = clone(folder), folder / "home", folder / "library"
    home.mkdir()
    shutil.copytree(place / "content" / "essays", library / "essays")
    (place / "content" / "essays" / "渡口.txt").write_text(ESSAY, encoding="utf-8")
    done = 0
    for command in commands((place / "README.md").read_text(encoding="utf-8")):
        if any(command.startswith(told) for told in without):
            print(f"   (left out) {command}", flush=True)
            continue
        pages = sorted(path.stem for path in (place / "site" / "essays").glob("*.html"))
        asked = filled_in(command, pages[0] if pages else "", library)
        began = time.perf_counter()
        said = subprocess.run(
            ["sh", "-c", asked], cwd=place, env=environment(home), capture_output=True, text=True, check=False
        )
        print(f"{time.perf_counter() - began:6.1f} s  {asked}", flush=True)
        if said.returncode:
            print(said.stdout[-3000:], said.stderr[-3000:], sep="\n")
            raise SystemExit(f"{asked} ended with {said.returncode}")
        done += 1
    for made in ("site/index.html", "dist/servers/nginx.conf"):
        if not (place / made).exists():
            raise SystemExit(f"{made} was not made")
    return done


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.readme", description="do what README.md says")
    parser.add_argument("--without", action="append", default=[], metavar="COMMAND", help="leave out what begins so")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        print(f"{run(Path(name), given.without)} commands of README.md done")


if __name__ == "__main__":
    main(sys.argv[1:])
