"""Which pictures a source carries: raster files, by what their bytes say; nothing is ever fetched."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, unquote_to_bytes

from builder.model import Limits, Picture, Problem
from builder.pattern_code import compiled
from builder.problems import problem

#: How raster files begin: first bytes, bytes at offset 8, media type, extension.
_RASTER: tuple[tuple[bytes, bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", b"", "image/png", "png"),
    (b"\xff\xd8\xff", b"", "image/jpeg", "jpg"),
    (b"GIF87a", b"", "image/gif", "gif"),
    (b"GIF89a", b"", "image/gif", "gif"),
    (b"RIFF", b"WEBP", "image/webp", "webp"),
    (b"BM", b"", "image/bmp", "bmp"),
)
_DATA_ADDRESS = compiled(r"data:[^,]{0,200},", re.I)
_SCHEME = compiled(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")

Lack = Literal["picture-remote", "picture-missing", "picture-not-raster"]


@dataclass(slots=True)
class Album:
    """The pictures of one source, each once; `folder` is where a page's own files lie, None if it has none."""

    source: str
    folder: Path | None
    limits: Limits
    kept: dict[str, Picture] = field(default_factory=dict)
    seen: dict[str, str | None] = field(default_factory=dict)  # address → name
    lacking: dict[Lack, list[str]] = field(default_factory=dict)

    def at(self, address: str) -> str | None:
        """The name of the picture that a page shows from `address` (data:, or a file beside the page).

        None if it cannot be had, which `problems` says. Never leaves `folder`, never asks the network.
        """
        address = address.strip()
        if address not in self.seen:
            self.seen[address] = self._at(address)
        return self.seen[address]

    def _at(self, address: str) -> str | None:
        head = _DATA_ADDRESS.match(address)
        if head:
            return self.keep(_decoded(head.group(), address[head.end() :]))
        if _SCHEME.match(address) or self.folder is None:
            self._lack("picture-remote", address)
            return None
        data = _file(self.folder, unquote(address.split("?")[0].split("#")[0]), self.limits.picture)
        if data is None:
            self._lack("picture-missing", address)
            return None
        return self.keep(data, address)

    def keep(self, data: bytes, address: str = "") -> str | None:
        """The name of the picture in `data`; None if it is no raster picture or too large."""
        for mark, later, media_type, extension in _RASTER:
            if data.startswith(mark) and data[8 : 8 + len(later)] == later and len(data) <= self.limits.picture:
                name = f"{hashlib.sha256(data).hexdigest()[:16]}.{extension}"
                self.kept.setdefault(name, Picture(name, data, media_type))
                return name
        self._lack("picture-not-raster", address)
        return None

    def remote(self, address: str) -> None:
        """Takes note of a picture that lies elsewhere."""
        self._lack("picture-remote", address)

    def pictures(self) -> tuple[Picture, ...]:
        return tuple(self.kept.values())

    def problems(self) -> tuple[Problem, ...]:
        """One problem for each reason why pictures are not shown."""
        return tuple(
            problem(code, self.source, count=len(addresses), first=addresses[0][:80] or "?")
            for code, addresses in sorted(self.lacking.items())
        )

    def _lack(self, code: Lack, address: str) -> None:
        shown = "".join(character if character.isprintable() else "\ufffd" for character in address)
        self.lacking.setdefault(code, []).append(shown)


def _decoded(head: str, body: str) -> bytes:
    """The bytes of a data: address; b"" if it is broken."""
    if not head.lower().endswith(";base64,"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode("".join(unquote(body).split()) + "==", validate=False)
    except (binascii.Error, ValueError):
        return b""


def _file(folder: Path, name: str, limit: int) -> bytes | None:
    """The bytes of a file below `folder`, at most one more than `limit`; None if there is none."""
    if not name or "\x00" in name:
        return None
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, RuntimeError, ValueError):
        return None
