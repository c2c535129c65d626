"""The index with several of its files in one, for a folder that is carried: a drive that is copied pays for files."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.search.files import FOLDER

#: Files of terms or of texts in one. A web server sends the small ones, for bytes are dear there; from a folder a query
#: of three characters reads eight times as much, at 5,000 essays some 10 MB, which costs it a tenth of a second.
GATHERED = 8
_SMALL = re.compile(rf"({FOLDER}/b\d+/[st])(\d+)\.js")
_LAYOUT = f"{FOLDER}/layout.js"


def place(name: str) -> str:
    """The file in which the file `name` of a site stands once gathered: itself, for all but terms and texts."""
    found = _SMALL.fullmatch(name)
    return f"{found[1]}{int(found[2]) // GATHERED * GATHERED}.js" if found else name


def joined(name: str, parts: Iterable[bytes]) -> bytes:
    """The bytes of the file `name`, in which `parts` stand. The layout, read first, tells the program of it."""
    told = f"(window.essaySearch||={{}}).gathered={GATHERED};\n".encode() if name == _LAYOUT else b""
    return told + b";\n".join(parts)
