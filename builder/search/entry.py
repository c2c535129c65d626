"""What the index needs of one essay: its paragraphs as printed, and where each of its terms stands."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from builder.model import Essay, Published, Value
from builder.model.state import part_state, plain
from builder.search.postings import Postings, postings

#: Kinds of block in the order in which their paragraphs are numbered: title first, then headings, then the rest. A
#: hit's weight follows from its number alone.
TITLE, HEADING, BODY = 0, 1, 2
#: Longer paragraphs are found and quoted in parts, so that a quotation costs what it shows.
LONGEST_PARAGRAPH = 1_200
#: Characters that two parts share: a phrase across the cut stands whole in one of them. Longer than what people type.
OVERLAP = 40
#: Slug, title, and the title in pinyin.
Title = tuple[str, str, str]
#: Fields that stand on an essay's page under its text.
FIELDS = ("abstract", "keywords", "dedication", "signed", "column", "note", "reference")


@dataclass(frozen=True, slots=True)
class Paragraph(Value):
    """A stretch of text that is found as one: id of its block ("" for what is no block), text as printed."""

    block: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One essay in the index; its terms stand in numbered paragraphs."""

    slug: str
    title: str
    pinyin: str  # of the title
    author: str
    year: str
    language: str
    headings: int  # paragraphs 1 … headings are headings
    paragraphs: tuple[Paragraph, ...]  # 0 is the title
    postings: Postings


def entry(given: tuple[Published, str, str]) -> Entry:
    """The entry of an essay, given with what its page is called and how that is spelt (`pinyin`).

    Many processes make entries, and each would have to load what spells.
    """
    item, title, spelt = given
    essay = item.essay
    names = " ".join(dict.fromkeys([title, *essay.alternative_titles, essay.subtitle or "", essay.author or ""]))
    paragraphs = [Paragraph("", names.strip())]
    headings = [block for block in essay.blocks if block.kind == "heading" and block.text]
    paragraphs += [Paragraph(block.id, block.text) for block in headings]
    for block in essay.blocks:
        if block.kind != "heading" and block.text.strip():
            paragraphs += [Paragraph(block.id, part) for part in _parts(block.text)]
    shown = [field.value.strip() for field in essay.fields if field.name in FIELDS]
    paragraphs += [Paragraph("", part) for value in shown if value for part in _parts(value)]
    return Entry(
        item.slug,
        title,
        spelt,
        essay.author or "",
        (essay.published or "")[:4],
        essay.language,
        len(headings),
        tuple(paragraphs),
        postings([paragraph.text for paragraph in paragraphs]),
    )


def made_from(essay: Essay) -> tuple[object, ...]:
    """What `entry` looks at of an essay: not its repairs, nor its doubts."""
    names = essay.alternative_titles, essay.subtitle, essay.author, essay.published, essay.language
    return *names, part_state(essay, "blocks"), part_state(essay, "fields")


def mark(entry: Entry) -> bytes:
    """A hash of everything in `entry`; where its terms stand follows from its paragraphs."""
    head = entry.slug, entry.title, entry.pinyin, entry.author, entry.year, entry.language, entry.headings
    told = *head, [(paragraph.block, paragraph.text) for paragraph in entry.paragraphs]
    return sha256(plain(told)).digest()


def _parts(text: str) -> list[str]:
    """`text` in parts of at most `LONGEST_PARAGRAPH` characters, cut after a stop where there is one.

    Each part begins with the last `OVERLAP` characters of the one before.
    """
    parts = []
    while len(text) > LONGEST_PARAGRAPH:
        cut = max(text.rfind(stop, LONGEST_PARAGRAPH // 2, LONGEST_PARAGRAPH) for stop in "。！？；.!?\n") + 1
        cut = cut or LONGEST_PARAGRAPH
        parts.append(text[:cut])
        text = text[cut - OVERLAP :]
    return [*parts, text]
