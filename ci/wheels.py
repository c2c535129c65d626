"""A folder from which machines without an index install everything that requirements.lock names.

    python run.py wheels [FOLDER] [--for windows linux macos linux-arm macos-intel] [--python 3.12 ...]

Beside the wheels it writes `requirements.txt`: the lock's versions with the hashes of these very files, for a wheel
that is built here (jieba is published as source only) has a hash of its own. `run.py` installs from a folder `wheels/`
in the repository whenever it is there.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
LIST = "requirements.txt"

#: What pip calls the machines of a system, the newest first. Linux means glibc 2.28 and newer, macOS 14 and newer.
_GLIBC = (28, 27, 26, 24, 17, 12, 5)
TAGS = {
    "windows": ("win_amd64",),
    "linux": (*(f"manylinux_2_{minor}_x86_64" for minor in _GLIBC), "manylinux2014_x86_64"),
    "linux-arm": (*(f"manylinux_2_{minor}_aarch64" for minor in _GLIBC), "manylinux2014_aarch64"),
    "macos": ("macosx_14_0_arm64", "macosx_11_0_arm64", "macosx_14_0_universal2", "macosx_10_9_universal2"),
    "macos-intel": tuple(
        f"macosx_{version}_x86_64" for version in ("14_0", "10_15", "10_14", "10_13", "10_12", "10_9")
    ),
}
#: What markers in the lock may ask of those machines.
_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
_MACOS = {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"}
_SYSTEMS = {
    "windows": {**_WINDOWS, "platform_machine": "AMD64"},
    "linux": {**_LINUX, "platform_machine": "x86_64"},
    "linux-arm": {**_LINUX, "platform_machine": "aarch64"},
    "macos": {**_MACOS, "platform_machine": "arm64"},
    "macos-intel": {**_MACOS, "platform_machine": "x86_64"},
}
#: A version of Python is asked for as 3.12; markers want a third number, and every fix is newer than 3.x.5.
_LATE_FIX = 9


def requirements(lock: str) -> Iterator[tuple[Requirement, str]]:
    """Each entry of a lock with hashes: what it asks for, and its text."""
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        if not entry.startswith("#"):
            yield Requirement(entry.partition("\\")[0].partition("--hash")[0].strip()), entry


def wanted(lock: str, system: str, python: str) -> list[tuple[Requirement, str]]:
    """The entries that a machine with `system` and `python` (3.12) installs."""
    environment = {
        **{name: str(value) for name, value in default_environment().items()},
        **_SYSTEMS[system],
        "python_version": python,
        "python_full_version": f"{python}.{_LATE_FIX}",
    }
    return [
        (asked, text)
        for asked, text in requirements(lock)
        if asked.marker is None or asked.marker.evaluate(environment)
    ]


def everywhere(folder: Path) -> set[tuple[str, str]]:
    """Name and version of the wheels that any machine can use."""
    found = set()
    for path in folder.glob("*-none-any.whl"):
        name, version, _, _ = parse_wheel_filename(path.name)
        found.add((str(name), str(version)))
    return found


def listed(lock: str, folder: Path) -> str:
    """The lock for the wheels in `folder`: the same versions and markers, the hashes of the files that are there."""
    hashes: dict[tuple[str, str], list[str]] = {}
    for path in sorted(folder.glob("*.whl")):
        name, version, _, _ = parse_wheel_filename(path.name)
        hashes.setdefault((str(name), str(version)), []).append(hashlib.sha256(path.read_bytes()).hexdigest())
    lines = []
    for asked, _ in requirements(lock):
        found = hashes.get(_key(asked), [])
        if found:
            lines.append(" \\\n    ".join([str(asked), *(f"--hash=sha256:{digest}" for digest in found)]))
    return "\n".join(lines) + "\n"


def gather(folder: Path, systems: Iterable[str], pythons: Sequence[str]) -> None:
    """Fills `folder`: first for this machine, which also builds what is published as source, then for others."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = LOCK.read_text(encoding="utf-8")
    _pip("wheel", "--no-deps", "--require-hashes", "-r", str(LOCK), "-w", str(folder))
    for system in systems:
        for python in pythons:
            have = everywhere(folder)
            missing = [text for asked, text in wanted(lock, system, python) if _key(asked) not in have]
            _download(folder, missing, [part for tag in TAGS[system] for part in ("--platform", tag)], python)
    (folder / LIST).write_text(listed(lock, folder), encoding="utf-8", newline="\n")


def _download(folder: Path, entries: Sequence[str], machine: Sequence[str], python: str) -> None:
    # Markers would be read for the machine that runs: they have been read already for the one that is meant.
    plain = "\n".join(re.sub(r" ; [^\\\n]*", " ", entry, count=1) for entry in entries)
    with tempfile.TemporaryDirectory() as place:
        names = Path(place) / LIST
        names.write_text(plain + "\n", encoding="utf-8")
        options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--implementation", "cp"]
        abi = f"cp{python.replace('.', '')}"
        options += ["--python-version", python, "--abi", abi, "--abi", "abi3", "--abi", "none"]
        _pip("download", *options, *machine, "-r", str(names), "-d", str(folder))


def this_machine(system: str, machine: str) -> str:
    """What `--for` calls a machine of which Python's `platform` says so."""
    if system == "Darwin":
        return "macos" if machine == "arm64" else "macos-intel"
    if system == "Windows":
        return "windows"
    return "linux-arm" if machine == "aarch64" else "linux"


def _key(asked: Requirement) -> tuple[str, str]:
    return str(canonicalize_name(asked.name)), next(iter(asked.specifier)).version


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", arguments[0], "-q", "--disable-pip-version-check", *arguments[1:]]
    status = subprocess.run(command, check=False).returncode
    if status:
        raise SystemExit(status)


def main(arguments: Sequence[str]) -> None:
    here = this_machine(platform.system(), platform.machine())
    parser = argparse.ArgumentParser(prog="run.py wheels")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "wheels")
    parser.add_argument("--for", dest="systems", nargs="+", choices=TAGS, default=sorted({here, "windows"}))
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser.add_argument(
        "--python", nargs="+", default=[own], metavar="3.x", help=f"versions of Python (default: {own})"
    )
    chosen = parser.parse_args(arguments)
    gather(chosen.folder, chosen.systems, chosen.python)
    files = list(chosen.folder.glob("*.whl"))
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{chosen.folder}: {len(files)} wheels, {size:.0f} MB, for {', '.join(chosen.systems)}")


if __name__ == "__main__":
    main(sys.argv[1:])
