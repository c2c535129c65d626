"""Repairs to HTML that was left in a text: character references and tags, unless the text is about HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from builder.model import Edit, RuleInput, Span
from builder.patterns import pattern
from builder.repair.code import Inside, code_spans, outside
from builder.repair.lines import lines_of
from builder.repair.rule import rule

_NAMES = {name.rstrip(";") for name in html5}
_REFERENCE = pattern(
    r"(?<![&#])&(?:amp;|#38;|#x26;){0,4}(?:(#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});|(nbsp)(?![A-Za-z0-9;]))"
)
# A line that speaks of markup shows references and tags on purpose. Words that have other senses (a tag, an entity)
# say so only beside a bare tag or a reference; 元素 and 实体 are too common to say anything.
_ABOUT_MARKUP = pattern(
    r"\bX?HTML|\bXML\b|\bCSS\b|\bmark-?up\b|character reference|escape sequence|转义|轉義|字符实体|字符實體",
    re.IGNORECASE,
)
_PERHAPS_ABOUT = pattern(r"\btags?\b|\bentit(?:y|ies)\b|\bescap|标签|標籤|标记|標記", re.IGNORECASE)
_SHOWN = pattern(r"</?[a-z][a-z0-9]{0,9}\s?/?>|&[a-z]{2,8};", re.IGNORECASE)
#: So many lines that speak of markup make a text about markup, in which nothing is touched.
FEWEST_LINES_ABOUT_MARKUP = 3

_ANY_TAG = pattern("<[^<>]*>")
_BLOCK_TAGS = (
    "p|div|br|hr|li|ul|ol|tr|table|tbody|h[1-6]|section|article|blockquote|dd|dt|dl|center|figure|figcaption|header"
    "|footer|aside|main|nav"
)
_INLINE_TAGS = (
    "span|font|a|b|i|u|s|em|strong|strike|del|ins|sub|sup|small|big|img|td|th|label|o:p|tt|code|mark|nobr|wbr"
)
# Attributes have values: `<b and c>` compares.
_TAG = pattern(
    rf"<(/?)({_BLOCK_TAGS}|{_INLINE_TAGS})"
    r"((?:\s+[A-Za-z_:-]+\s*=\s*(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>]{1,500})){0,20})\s*/?>",
    re.IGNORECASE,
)
_BLOCK = pattern(rf"(?:{_BLOCK_TAGS})\Z", re.IGNORECASE)
_HIDDEN = pattern(r"<!--[^<>]{0,4000}-->|<(script|style)\b[^<>]{0,1000}>[^<]{0,20000}</\1\s*>", re.IGNORECASE)
_EMPTY = frozenset({"br", "hr", "img", "wbr"})


def _speaks_of_markup(line: str) -> bool:
    words = _ANY_TAG.sub("", line)
    return bool(_ABOUT_MARKUP.search(words) or (_PERHAPS_ABOUT.search(words) and _SHOWN.search(line)))


def _untouched(text: str) -> list[Span] | None:
    """Spans in which nothing is touched: code, and lines about markup. None for a text about markup."""
    about = [(line.start, line.end) for line in lines_of(text) if _speaks_of_markup(line.text)]
    if len(about) >= FEWEST_LINES_ABOUT_MARKUP:
        return None
    in_about = Inside(about)
    return sorted([*about, *(span for span in code_spans(text) if not in_about(span[0]))])


@rule(
    "html-reference",
    why="Character references such as &ldquo; are printed as the characters they stand for.",
    why_zh="残留的 HTML 字符引用（如 &ldquo;）还原为它所代表的字符。",
)
def HTML_REFERENCE(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if "&" not in text or not _REFERENCE.search(text) or (untouched := _untouched(text)) is None:
        return
    for match in outside(untouched, _REFERENCE.finditer(text)):
        name = match.group(1) or match.group(2)
        if not name.startswith("#") and name not in _NAMES:
            continue
        character = unescape(f"&{name};")
        if character.isprintable() or character in "\u00a0\u3000\u00ad\u200b\u200c\u200d\u2002\u2003\u2009\n\t":
            yield Edit(match.start(), match.end(), character)


@rule(
    "html-tag",
    why="Tags of the web page that the text was taken from are taken out; a line break or paragraph stays one.",
    why_zh="删去网页遗留的标签；换行和分段标签仍作换行。",
    loses_words=True,
)
def HTML_TAG(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if "<" not in text or not (_TAG.search(text) or _HIDDEN.search(text)) or (untouched := _untouched(text)) is None:
        return
    hidden = [match.span() for match in outside(untouched, _HIDDEN.finditer(text))]
    for start, end in hidden:
        yield Edit(start, end, "")
    in_hidden = Inside(hidden)
    tags = [match for match in outside(untouched, _TAG.finditer(text)) if not in_hidden(match.start())]
    balance = Counter[str]()
    for match in tags:
        balance[match.group(2).lower()] += -1 if match.group(1) else 1
    for match in tags:
        name = match.group(2).lower()
        alone = name not in _EMPTY and balance[name] != 0 and not match.group(3).strip()
        if alone and not _BLOCK.match(name):
            continue  # <b> without </b> may be a comparison or a type parameter
        end = match.end()
        if not _BLOCK.match(name):
            yield Edit(match.start(), end, "")
        else:
            at_line_start = match.start() == 0 or text[match.start() - 1] == "\n"
            at_line_end = end == len(text) or text[end] == "\n"
            yield Edit(match.start(), end, "" if at_line_start or at_line_end else "\n")
