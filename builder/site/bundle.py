"""The zip that is carried: one top folder, the same bytes from the same site on any machine and any day."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

#: The earliest date a zip can hold; a fixed one, so that two builds give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
#: Already compressed: deflating them again costs time and gains nothing.
_STORED = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".zip", ".gz", ".epub", ".woff2"}
#: Compressed twins made for web servers; a reader of the zip has no use for them.
_LEFT_OUT = {".gz", ".br"}
LONGEST_PATH = 150  # characters inside the zip: with a folder of the reader's before it, Windows stops at 260

READ_ME = """\
双击 index.html 即可阅读，不需要网络。
如果您正在压缩包里看到这个文件，请先解压（全部解压缩），再打开解压后的文件夹。

Double-click index.html to read. No network is needed.
If you see this inside the zip file, extract everything first, then open the extracted folder.
"""


class PathTooLongError(ValueError):
    """A file's path would not open everywhere; the message names it."""


def bundle(site: Path, target: Path, folder: str = "essays") -> int:
    """Writes `site` as a deterministic zip with one top folder; returns the number of files.

    Sorted names, fixed dates and permissions, UTF-8 names. Written beside `target` first, then renamed.
    Raises PathTooLongError for a path over `LONGEST_PATH` characters.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    names = sorted(_files(site), key=lambda path: path.relative_to(site).as_posix())
    with zipfile.ZipFile(unfinished, "w") as archive:
        # A BOM and CRLF: Notepad on an old Windows shows Chinese and line ends only so.
        _add(archive, f"{folder}/READ-ME-FIRST.txt", ("\ufeff" + READ_ME.replace("\n", "\r\n")).encode())
        for path in names:
            name = f"{folder}/{path.relative_to(site).as_posix()}"
            if len(name) > LONGEST_PATH:
                raise PathTooLongError(f"{name}: {len(name)} characters, at most {LONGEST_PATH} open everywhere")
            _add(archive, name, path.read_bytes())
    unfinished.replace(target)
    return len(names) + 1


def _files(site: Path) -> Iterable[Path]:
    return (path for path in site.rglob("*") if path.is_file() and path.suffix not in _LEFT_OUT)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # always Unix, so that the host does not show in the bytes
    stored = Path(name).suffix in _STORED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=None if stored else 9)
