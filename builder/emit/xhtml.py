"""XHTML by construction: blocks of an essay as the pages of an electronic book hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Final

from builder.emit.blocks import heading_text
from builder.emit.words import Words
from builder.model import Block, BlockKind

# What XML 1.0 cannot hold becomes the replacement character; the five marks become entities.
_TABLE: Final = str.maketrans(
    {
        **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 65534, 65535), "�"),
        **dict.fromkeys(range(55296, 57344), "�"),
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
    }
)
_LAST_LEVEL: Final = 6


def escape(text: str) -> str:
    """`text` as XML text or as the value of a quoted attribute."""
    return text.translate(_TABLE)


def element(name: str, inside: str, **attributes: str) -> str:
    """`<name …>inside</name>`; `inside` is XHTML, attributes are text. Empty attributes are left out.

    An underscore at the end of an attribute's name falls away (`class_`), one inside becomes a colon (`epub_type`).
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", ":")}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return f"<{name}{said}>{inside}</{name}>"


def language(code: str | None) -> dict[str, str]:
    """The two attributes that say it."""
    return {"lang": code, "xml_lang": code} if code else {}


def written(blocks: Iterable[Block], words: Words) -> str:
    """The blocks in order; neighbours of a list or a quotation become one."""
    done: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        inside = "\n".join(_WRITERS.get(kind, _paragraph)(block, words) for block in group)
        frame = _FRAMES.get(kind)
        done.append(element(frame, inside) if frame else inside)
    return "\n".join(done)


def _lines(block: Block) -> str:
    gap = " " if block.number and block.number[-1].isascii() else ""
    return "<br/>".join(escape(line.strip()) for line in f"{block.number}{gap}{block.text}".strip().split("\n"))


def _paragraph(block: Block, words: Words) -> str:
    kind = "" if block.kind in ("paragraph", "quotation") else block.kind
    return element("p", _lines(block), id=block.id, class_=kind, **language(block.language))


def _heading(block: Block, words: Words) -> str:
    level = min(max(1, block.level) + 1, _LAST_LEVEL)
    text = escape(" ".join(heading_text(block, words).split()))
    return element(f"h{level}", text, id=block.id, **language(block.language))


def _item(block: Block, words: Words) -> str:
    return element("li", _lines(block), id=block.id, **language(block.language))


def _code(block: Block, words: Words) -> str:
    return element("pre", element("code", escape(block.text)), id=block.id)


def _table(block: Block, words: Words) -> str:
    rows = [line for line in block.text.split("\n") if line.strip()]
    mark = "\t" if "\t" in block.text else "|"
    cells = [[cell.strip() for cell in (row if mark == "\t" else row.strip().strip("|")).split(mark)] for row in rows]
    width = max((len(row) for row in cells), default=0)
    filled = [row + [""] * (width - len(row)) for row in cells]
    inside = "\n".join(element("tr", "".join(element("td", escape(cell)) for cell in row)) for row in filled)
    return element("table", element("tbody", inside), id=block.id) if inside else ""


def _figure(block: Block, words: Words) -> str:
    address = dict(block.detail).get("address", "")
    caption = escape(" ".join(block.text.split()))
    if not address:
        return element("p", caption, id=block.id, class_="figure")
    picture = f'<img src="{escape(address)}" alt="{caption}"/>'
    return element("figure", picture + (element("figcaption", caption) if caption else ""), id=block.id)


_WRITERS: Final[Mapping[BlockKind, Callable[[Block, Words], str]]] = {
    "heading": _heading,
    "list": _item,
    "code": _code,
    "table": _table,
    "figure": _figure,
}
_FRAMES: Final[Mapping[BlockKind, str]] = {"list": "ul", "quotation": "blockquote"}
