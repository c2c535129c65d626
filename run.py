"""Makes .venv and does one target: py run.py site | serve | bundle | check | test | …; without one it lists them.

Standard library only, so that a machine with nothing but Python 3.11 can start here. Where a folder `wheels/` lies
beside this file (made by `run.py wheels` on a machine with an index), everything is installed from there.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
WHEELS = ROOT / "wheels"
STAMP = VENV / "installed.sha256"  # what was installed: the lock and the project's own description, by hash
OLDEST = (3, 11)


def run(*command: str | Path) -> None:
    """Runs `command` in the repository; its exit status becomes ours if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    status = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode
    if status:
        raise SystemExit(status)


def python(*arguments: str) -> None:
    run(PYTHON, *arguments)


def install() -> None:
    """Makes .venv from the lock unless it is already that."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if not PYTHON.exists():
        print("making .venv", flush=True)
        run(sys.executable, "-m", "venv", VENV)
    print("installing what requirements.lock names (once)", flush=True)
    quiet = ["-q", "--disable-pip-version-check"]
    listed = WHEELS / "requirements.txt"
    source = ["--no-index", "--find-links", str(WHEELS)] if listed.exists() else []
    python("-m", "pip", "install", *quiet, *source, "--require-hashes", "-r", str(listed if source else LOCK))
    python("-m", "pip", "install", *quiet, *source, "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(wanted)


def site(*rest: str) -> None:
    python("-m", "builder", "build", *rest)


def serve(*rest: str) -> None:
    python("-m", "builder", "serve", *rest)


def bundle(*rest: str) -> None:
    python("-m", "builder", "bundle", *rest)


def check(*rest: str) -> None:
    python("-m", "builder", "check", *rest)


def verify(*rest: str) -> None:
    python("-m", "builder", "verify", *rest)


def servers(*rest: str) -> None:
    python("-m", "builder", "servers", *rest)


def test(*rest: str) -> None:
    python("-m", "ruff", "check", ".")
    python("-m", "ruff", "format", "--check", ".")
    python("-m", "mypy")
    python("-m", "pytest", *rest)


def bench(*rest: str) -> None:
    """Prints what repair, search and a build cost; the numbers on the command line are sizes of libraries."""
    python("-m", "tests.bench.repair")
    python("-m", "tests.bench.search", *rest)
    python("-m", "tests.bench", *rest)


def score(*rest: str) -> None:
    python("-m", "tests.score", *rest)


def lock(*rest: str) -> None:
    """Writes requirements.lock anew from pyproject.toml."""
    python("-m", "pip", "install", "-q", "--disable-pip-version-check", "uv")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    extras = ["--extra", "test", "--extra", "install", "--no-annotate", "--quiet"]
    python("-m", "uv", "pip", "compile", *options, *extras, *rest, "pyproject.toml", "-o", "requirements.lock")


def wheels(*rest: str) -> None:
    """Gathers everything for machines without an index: run.py wheels [FOLDER] [--for windows] [--python 3.12]."""
    python("ci/wheels.py", *rest)


def screenshots(*rest: str) -> None:
    python("-m", "tests.screenshots", *rest)


TARGETS: dict[str, Callable[..., None]] = {
    "site": site,
    "serve": serve,
    "bundle": bundle,
    "check": check,
    "verify": verify,
    "servers": servers,
    "test": test,
    "bench": bench,
    "score": score,
    "lock": lock,
    "wheels": wheels,
}


def main(arguments: Sequence[str]) -> None:
    if sys.version_info < OLDEST:
        raise SystemExit(f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this is {sys.version.split()[0]}.")
    name, *rest = arguments or ["help"]
    if name not in TARGETS:
        raise SystemExit(f"usage: run.py {' | '.join(TARGETS)}")
    install()
    TARGETS[name](*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
