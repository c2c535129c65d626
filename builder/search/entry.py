"""What the index needs of one essay: its paragraphs as printed, and where each of its terms stands."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Block, Published
from builder.search.postings import Postings, postings

#: Kinds of block in the order in which their paragraphs are numbered: title first, then headings, then the rest. A
#: hit's weight follows from its number alone.
TITLE, HEADING, BODY = 0, 1, 2
#: Longer paragraphs are found and quoted in parts, so that a quotation costs what it shows.
LONGEST_PARAGRAPH = 1_200


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that is found as one: id of its block, text as printed."""

    block: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One essay in the index; its terms stand in numbered paragraphs."""

    slug: str
    title: str
    author: str
    year: str
    language: str
    headings: int  # paragraphs 1 … headings are headings
    paragraphs: tuple[Paragraph, ...]  # 0 is the title
    postings: Postings


def entry(given: tuple[Published, str]) -> Entry:
    """The entry of an essay, given with what its page is called."""
    item, title = given
    essay = item.essay
    names = " ".join(dict.fromkeys([title, *essay.alternative_titles, essay.subtitle or "", essay.author or ""]))
    paragraphs = [Paragraph("", names.strip())]
    headings = [block for block in essay.blocks if block.kind == "heading" and block.text]
    paragraphs += [Paragraph(block.id, block.text) for block in headings]
    for block in essay.blocks:
        if block.kind not in ("heading", "figure"):
            paragraphs += [Paragraph(block.id, part) for part in _parts(block)]
    return Entry(
        item.slug,
        title,
        essay.author or "",
        (essay.published or "")[:4],
        essay.language,
        len(headings),
        tuple(paragraphs),
        postings([paragraph.text for paragraph in paragraphs]),
    )


def _parts(block: Block) -> list[str]:
    """A block's text in parts of at most `LONGEST_PARAGRAPH` characters, cut after a stop where there is one.

    Consecutive parts share no characters, so a phrase across the cut is found by its halves only.
    """
    text = block.text
    parts = []
    while len(text) > LONGEST_PARAGRAPH:
        cut = max(text.rfind(stop, LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH) for stop in "。！？；.!?\n") + 1
        cut = cut or LONGEST_PARAGRAPH
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]
