"""Compressed twins beside the files of a site, made once when it is built, so that a web server only sends them."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

TWIN = ".gz"
#: What browsers read as text; everything else is compressed already.
_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
#: Below this a packet holds the file as it is.
SMALLEST = 1024  # bytes
#: Deflate, no flags, no date, best compression, no operating system: nothing of the machine shows (RFC 1952).
_HEAD = b"\x1f\x8b\x08\x00" + b"\x00\x00\x00\x00" + b"\x02\xff"


def compress(site: Path, former: Path) -> int:
    """Adds a twin to each text of `site`; returns how many were made anew.

    What the site before, `former`, holds too shares its twin with it: an edit compresses what it changed.
    """
    made = 0
    for path in sorted(site.rglob("*")):
        if path.suffix not in _TEXTS or not path.is_file() or path.stat().st_size < SMALLEST:
            continue
        twin = path.with_name(path.name + TWIN)
        before = former / path.relative_to(site)
        if not _taken_over(path, before, twin):
            twin.write_bytes(gzip(path.read_bytes()))
            made += 1
    return made


def gzip(data: bytes) -> bytes:
    """`data` as a gzip file that depends on `data` alone (and on the version of zlib)."""
    packer = zlib.compressobj(zlib.Z_BEST_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _HEAD + packer.compress(data) + packer.flush() + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _taken_over(path: Path, before: Path, twin: Path) -> bool:
    try:
        if not _same(path, before):
            return False
        os.link(before.with_name(before.name + TWIN), twin)
    except OSError:  # no site before, no twin beside it, or no links on this file system
        return False
    return True


def _same(path: Path, before: Path) -> bool:
    """Unchanged pages are one file under two names; style sheets and scripts are copied anew by every build."""
    if path.samefile(before):
        return True
    return path.stat().st_size == before.stat().st_size and path.read_bytes() == before.read_bytes()
