"""What the styles of a document say of its paragraphs, as Word and as WPS name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from builder.pattern_code import compiled
from builder.sources.docx_names import child, tag, value

#: Style names that mean a heading; ids are no help, Word writes Heading1 and WPS writes 2 for the same style.
_HEADING = compiled(r"(?:heading|标题|標題|berschrift|titre)\s*([1-9])", re.I)
_TITLES = frozenset(("title", "标题", "標題", "文章标题", "文章標題", "book title"))
_CONTENTS = compiled(r"(?:toc|目录|目錄|contents)\s*(?:[1-9]|heading|标题)?", re.I)
_QUOTATIONS = frozenset(("quote", "intense quote", "引用", "明显引用", "block text", "blockquote", "文本块"))
_CODES = frozenset(("html preformatted", "macro text", "code", "source code", "代码", "plain code"))
_DEPTH = 20  # styles inherit from styles; a ring of them must end


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph is by its style: a heading of `level` (0 for none), and its automatic number if it has one."""

    level: int = 0
    is_title: bool = False
    is_contents: bool = False
    is_quotation: bool = False
    is_code: bool = False
    number: tuple[str, int] | None = None  # (numId, level of numbering)
    hidden: bool = False


def read_styles(root: Any | None) -> dict[str, Style]:
    """The paragraph styles of styles.xml by their id."""
    elements = (
        {} if root is None else {value(element, "styleId"): element for element in root if tag(element) == "style"}
    )
    return {identity: _style(identity, elements) for identity in elements}


def _style(identity: str, elements: dict[str, Any]) -> Style:
    level, number, hidden = 0, None, False
    names: list[str] = []
    at: str | None = identity
    for _ in range(_DEPTH):
        element = elements.get(at) if at else None
        if element is None:
            break
        name = value(child(element, "name"), "val").strip().lower()
        names.append(name)
        properties = child(element, "pPr")
        level = level or _heading(name, properties)
        number = number or numbering_of(properties)
        hidden = hidden or is_on(child(child(element, "rPr"), "vanish"))
        based = child(element, "basedOn")
        at = value(based, "val") if based is not None else None
    own = names[:1]
    return Style(
        level=level,
        is_title=any(name in _TITLES for name in own),
        is_contents=any(_CONTENTS.fullmatch(name) for name in own),
        is_quotation=any(name in _QUOTATIONS for name in names),
        is_code=any(name in _CODES for name in names),
        number=number,
        hidden=hidden,
    )


def outline_level(properties: Any | None) -> int:
    """The level of heading that paragraph properties state themselves, from 1; 0 for body text."""
    digits = value(child(properties, "outlineLvl"), "val")
    return int(digits) + 1 if digits in tuple("012345678") else 0


def numbering_of(properties: Any | None) -> tuple[str, int] | None:
    """The automatic numbering that paragraph properties state: (numId, level)."""
    numbering = child(properties, "numPr")
    identity = value(child(numbering, "numId"), "val")
    level = value(child(numbering, "ilvl"), "val")
    return (identity, int(level) if level in tuple("012345678") else 0) if identity else None


def is_on(element: Any | None) -> bool:
    """True if a property that is either on or off is on."""
    return element is not None and value(element, "val") not in ("0", "false", "off", "none")


def _heading(name: str, properties: Any | None) -> int:
    match = _HEADING.fullmatch(name)
    return int(match[1]) if match else outline_level(properties)
