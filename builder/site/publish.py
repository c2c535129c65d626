"""How a finished folder takes the place of the published one: whole, or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP}


def staging_folder(site: Path) -> Path:
    """An empty folder beside `site`, on the same file system, in which the next site is made."""
    finish_interrupted(site)
    folder = _beside(site, "staging", str(os.getpid()))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def publish(finished: Path, site: Path) -> None:
    """Lets `finished` take the place of `site`; the former site is removed afterwards.

    One `renameat2` exchange where the system has it, so that `site` exists at every moment. Elsewhere two renames:
    a build killed between them leaves the former site under a name that `finish_interrupted` knows.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if not site.exists():
        finished.rename(site)
        return
    if _exchange(finished, site):
        shutil.rmtree(finished, ignore_errors=True)
        return
    former = _beside(site, "former")
    shutil.rmtree(former, ignore_errors=True)
    site.rename(former)
    finished.rename(site)
    shutil.rmtree(former, ignore_errors=True)


def finish_interrupted(site: Path) -> None:
    """Completes what a killed build left: brings back a former site that has no successor, removes half-made ones."""
    former = _beside(site, "former")
    if former.exists() and not site.exists():
        former.rename(site)
    shutil.rmtree(former, ignore_errors=True)
    for half_made in site.parent.glob(f".{site.name}.staging*"):
        if not _is_running(half_made.name.rpartition(".")[2]):
            shutil.rmtree(half_made, ignore_errors=True)


def _beside(site: Path, *marks: str) -> Path:
    return site.parent / ".".join(["", site.name, *marks])


def _is_running(process: str) -> bool:
    if not process.isdigit() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True


def _exchange(one: Path, other: Path) -> bool:
    """True if the two names were exchanged by the system in one step."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        rename = library.renameat2
    except (OSError, AttributeError, TypeError):
        return False
    result = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if result == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(other))
