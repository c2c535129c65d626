"""Short quotations from a paragraph, cut around the words that matter, and how a place in an essay is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from builder.emit import markdown
from builder.emit.shelves import FindThemes, one_line
from builder.emit.words import Words
from builder.model import Block
from builder.pattern_code import compiled

# A quotation is about two lines of the page: 90 Han characters or some 40 words (230 letters).
LONGEST_HAN: Final = 90
LONGEST_LATIN: Final = 230
_CLOSED: Final = '。！？.!?”」』"'
# A mark that closes a quotation ends the sentence with it.
_SENTENCE_END: Final = compiled(r"(?<=[。！？；])(?![”’」』）])|(?<=[。！？；][”’」』）])|(?<=[.!?;])(?=\s)")


def quoted(block: Block, themes: frozenset[str], find_themes: FindThemes | None) -> str:
    """Markdown of a short quotation of `block`, the first mention of one of `themes` emphasised."""
    # Of a table its words alone: neither the bars between cells nor the rule under the head.
    text = one_line(re.sub(r"[|\t]|-{3,}", " ", block.text) if block.kind == "table" else block.text)
    match = None
    if find_themes is not None and themes:
        match = next(((s, e) for s, e, _ in find_themes.find(text, themes)), None)
    return _cut_out(text, match)


@lru_cache(maxsize=1 << 14)  # a link and its passages stand on the pages of both its essays
def _cut_out(text: str, match: tuple[int, int] | None) -> str:
    begin, end = _window(text, match or (0, 0))
    before = "…" if begin > 0 else ""
    after = "…" if end < len(text) and text[end - 1] not in _CLOSED else ""
    if match is None:
        return markdown.escape(before + text[begin:end].strip() + after)
    start, stop = match
    inside = markdown.escape(text[start:stop], starts_line=False)
    left = markdown.escape(before + text[begin:start].lstrip())
    return f"{left}**{inside}**{markdown.escape(text[stop:end].rstrip() + after, starts_line=False)}"


def _window(text: str, match: tuple[int, int]) -> tuple[int, int]:
    """The sentence around `match`, with its neighbours as far as they fit, else a cut around the match."""
    longest = LONGEST_LATIN if text.isascii() or _mostly_latin(text) else LONGEST_HAN
    if len(text) <= longest:
        return (0, len(text))
    edges = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    begin = edges[bisect_right(edges, match[0]) - 1]
    end = edges[bisect_right(edges, begin + longest) - 1]
    if end >= match[1] and end > begin:
        return (begin, end)
    begin = max(begin, match[0] - longest // 2)
    end = min(len(text), begin + longest)
    return _whole_words(text, begin, end)


def _whole_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Moves both ends to a blank where the text is written with blanks."""
    if begin and text[begin - 1].isascii() and text[begin - 1].isalnum():
        blank = text.find(" ", begin, end)
        begin = blank + 1 if 0 <= blank < begin + 25 else begin
    if end < len(text) and text[end].isascii() and text[end].isalnum():
        blank = text.rfind(" ", begin, end)
        end = blank if blank > end - 25 else end
    return (begin, end)


def _mostly_latin(text: str) -> bool:
    return len(text.encode("ascii", "ignore")) > len(text) // 2


def place_name(block: Block, words: Words) -> str:
    """`第 7 段` for a paragraph, a heading's own words for a heading; plain text."""
    if block.kind == "heading":
        return one_line(f"{block.number}{block.text}") or block.id
    return words("paragraph", n=block.id.lstrip("p"))
