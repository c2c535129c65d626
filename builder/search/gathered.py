"""The index with several of its files in one, for a folder that is carried: a drive that is copied pays for files."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.search.files import FOLDER

#: Files of terms or of texts in one: of a library of few blocks, and of a large one. A web server sends the small ones,
#: for bytes are dear there; from a folder a query reads so many times as much, and it asks each block.
FEW_BLOCKS = 4
OF_FEW, OF_MANY = 16, 8
_SMALL = re.compile(rf"({FOLDER}/(b\d+)/[st])(\d+)\.js")
_LAYOUT = f"{FOLDER}/layout.js"


def number(names: Iterable[str]) -> int:
    """How many stand in one, in a site with files of these names."""
    blocks = {found[2] for name in names if (found := _SMALL.fullmatch(name))}
    return OF_FEW if len(blocks) <= FEW_BLOCKS else OF_MANY


def place(name: str, number: int) -> str:
    """The file in which the file `name` of a site stands once gathered: itself, for all but terms and texts."""
    found = _SMALL.fullmatch(name)
    return f"{found[1]}{int(found[3]) // number * number}.js" if found else name


def joined(name: str, parts: Iterable[bytes], number: int) -> bytes:
    """The bytes of the file `name`, in which `parts` stand. The layout, read first, tells the program of it."""
    told = f"(window.essaySearch||={{}}).gathered={number};\n".encode() if name == _LAYOUT else b""
    return told + b";\n".join(parts)
