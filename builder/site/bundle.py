"""The zip that is carried: one top folder, the same bytes from the same site on any machine and any day."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.search import FOLDER, TEXTS
from builder.site import shared
from builder.site.gathered import gathering

#: The earliest date a zip can hold; a fixed one, so that two builds give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
#: Already compressed: deflating them again costs time and gains nothing.
_STORED = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".zip", ".gz", ".epub", ".woff2"}
#: Compressed twins made for web servers, and maps for those who mend scripts: a reader of the zip has no use for them.
_LEFT_OUT = {".gz", ".br", ".map"}
#: What is of no use there: Material's search, which is not ours, and what is for web servers and those who ask them.
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "search/search_index.json", "sitemap.xml", "404.html")
LONGEST_PATH = 150  # characters inside the zip: with a folder of the reader's before it, Windows stops at 260
FRONT_PAGE = "index.html"

READ_ME = """\
双击 index.html 即可阅读，不需要网络。
如果您正在压缩包里看到这个文件，请先解压（全部解压缩），再打开解压后的文件夹。

Double-click index.html to read. No network is needed.
If you see this inside the zip file, extract everything first, then open the extracted folder.
"""

#: Shown where the style sheet below is missing: Windows, asked to open a file inside a zip, extracts that file alone.
_UNPACK_FIRST = """\
<section class="unpack-first">
<h1>请先解压</h1>
<p>您打开的是压缩包里的一个文件，所以没有样式，链接也打不开。请先把整个压缩包解压（在压缩包上点右键，选“全部解压缩”），\
再打开解压后文件夹里的 index.html。不需要网络。</p>
<p lang="en"><strong>Extract first.</strong> This is one file from inside a zip, without style or working links. \
Right-click the zip, choose “Extract All”, then open index.html in the extracted folder. No network is needed.</p>
<hr>
</section>
"""
_UNPACKED = "assets/unpacked.css"
_UNPACKED_STYLE = "/* Here the whole zip was extracted: nothing need be said. */\n.unpack-first { display: none; }\n"
_TEXTS_A_FILE = re.compile(rb'"texts":(\d+)')
_BODY = re.compile(r"<body\b[^>]*>")
_UNSIZED_DRAWING = re.compile(r"<svg (?![^>]*\b(?:width|height)=)")


class UnfitPathError(ValueError):
    """A file's path would not open everywhere; the message names it. `code` is the problem's."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code


def bundle(site: Path, target: Path, folder: str = "essays") -> int:
    """Writes `site` as a deterministic zip with one top folder; returns the number of files.

    Sorted names, fixed dates and permissions, ASCII names. Written beside `target` first, then renamed.
    Raises UnfitPathError for a path over `LONGEST_PATH` characters or with other than ASCII characters.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    files = dict(sorted(_files(site), key=lambda file: _counted(file[0])))
    # A BOM and CRLF: Notepad on an old Windows shows Chinese and line ends only so.
    ours = {"READ-ME-FIRST.txt": ("\ufeff" + READ_ME.replace("\n", "\r\n")).encode()}
    homes: dict[str, str] = {}
    if FRONT_PAGE in files:
        page = files[FRONT_PAGE].read_text(encoding="utf-8")
        homes = shared.homes(page)
        ours[FRONT_PAGE] = front_page(page).encode()
        ours[_UNPACKED] = _UNPACKED_STYLE.encode()
    gathered = gathering({*files, *ours}, homes, _texts_a_file(files))
    held: dict[str, list[str]] = {}
    for name in files:
        held.setdefault(gathered.place(name), []).append(name)
    names = ["READ-ME-FIRST.txt", *sorted({*held, *ours} - {"READ-ME-FIRST.txt"})]

    def read(name: str) -> bytes:
        return gathered.told(name, ours[name] if name in ours else files[name].read_bytes())

    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            for name in names:
                parts = {part: read(part) for part in held.get(name, [name])}
                _add(archive, _fit(f"{folder}/{name}"), gathered.joined(parts))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return len(names)


def front_page(html: str) -> str:
    """The first page as the zip holds it: without its style sheets it asks to be extracted, and can still be read.

    Drawings get a size, which style sheets overrule: without one, a browser draws an icon as wide as the window.
    """
    sized = _UNSIZED_DRAWING.sub('<svg width="24" height="24" ', html)
    styled = sized.replace("</head>", f'<link rel="stylesheet" href="{_UNPACKED}"></head>', 1)
    return _BODY.sub(lambda body: f"{body[0]}\n{_UNPACK_FIRST}", styled, count=1)


def _fit(name: str) -> str:
    if len(name) > LONGEST_PATH:
        said = f"{name}: {len(name)} characters, at most {LONGEST_PATH} open everywhere"
        raise UnfitPathError("path-too-long", said)
    if not name.isascii():
        raise UnfitPathError("path-not-ascii", name)
    return name


def _files(site: Path) -> Iterable[tuple[str, Path]]:
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix not in _LEFT_OUT and not name.startswith(_UNUSED):
            yield name, path


def _texts_a_file(files: Mapping[str, Path]) -> int:
    """Essays in a file of texts, as the index's layout says."""
    layout = files.get(f"{FOLDER}/layout.js")
    told = layout and _TEXTS_A_FILE.search(layout.read_bytes())
    return int(told[1]) if told else TEXTS


def _counted(name: str) -> list[str | int]:
    """Sorting key: numbers in names by value."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", name)]


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # always Unix, so that the host does not show in the bytes
    stored = Path(name).suffix in _STORED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=None if stored else 9)
