"""A theme as it is being drawn up: which essays bear it, how strongly, and in which paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.corpus.digest import HEADING, PROSE, Digest
from builder.model import Theme, ThemeEssay

#: Paragraphs kept for each essay of a theme; a theme page quotes fewer.
MOST_PASSAGES = 5
#: An essay is about what it says this often, or in its title or a heading; once may be in passing.
FEWEST_MENTIONS = 2
#: Letters and Han of a text so short that nothing in it is said in passing.
SHORT_ESSAY = 600
#: In a long essay more is said in passing, so it must name a theme once in so many Han, or letters of English: about
#: two printed pages. (An essay of 18,000 letters named the masses twice, and was linked by them.)
HAN_A_MENTION = 1500
LETTERS_A_MENTION = 5000


@dataclass(frozen=True, slots=True)
class Bearing:
    """That one essay bears a theme."""

    weight: float
    blocks: Mapping[str, int]  # id of a paragraph → how often the theme is named there
    titled: bool = False  # named in the title or a heading


@dataclass(frozen=True, slots=True)
class Draft:
    """A theme with everything that is known of it inside this room."""

    id: str
    names: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    declared: bool
    essays: Mapping[str, Bearing]

    def finished(self) -> Theme:
        ordered = sorted(self.essays.items(), key=lambda item: (-item[1].weight, item[0]))
        essays = tuple(ThemeEssay(slug, bearing.weight, strongest(bearing)) for slug, bearing in ordered)
        return Theme(self.id, self.names, self.forms, self.declared, essays)


def mentions_needed(item: Digest) -> int:
    """How often an essay must say something to be about it, where no title or heading says it."""
    if item.characters < SHORT_ESSAY:
        return 1
    return max(FEWEST_MENTIONS, round(item.characters / (HAN_A_MENTION if item.chinese else LETTERS_A_MENTION)))


def strongest(bearing: Bearing) -> tuple[str, ...]:
    """The paragraphs that name a theme most often, the earlier first among equals, MOST_PASSAGES at most."""
    blocks = bearing.blocks  # in reading order, which sorting keeps among equals
    return tuple(sorted(blocks, key=blocks.__getitem__, reverse=True)[:MOST_PASSAGES])


def in_paragraphs(item: Digest, blocks: Iterable[int]) -> tuple[dict[str, int], bool]:
    """How often each paragraph is meant when `blocks` (numbers, in reading order) are named; whether a heading is.

    A heading stands for the paragraph under it, since only paragraphs can be quoted.
    """
    counted: dict[str, int] = {}
    titled = False
    for block in blocks:
        prose = item.roles[block] == PROSE
        titled |= not prose
        paragraph = item.blocks[block] if prose else paragraph_under(item, block)
        if paragraph is not None:
            counted[paragraph] = counted.get(paragraph, 0) + 1
    return counted, titled


def paragraph_under(item: Digest, block: int) -> str | None:
    """The id of `block` if it is a paragraph, else of the paragraph that follows a heading; the title has none."""
    if item.roles[block] not in (PROSE, HEADING):
        return None
    for later in range(block, len(item.blocks)):
        if item.roles[later] == PROSE:
            return item.blocks[later]
    return None


def first_paragraph(items: Sequence[str], item: Digest) -> str:
    """The first of `items`, else the first paragraph of the essay, else ""."""
    return next(iter(items), next((b for b, role in zip(item.blocks, item.roles, strict=True) if role == PROSE), ""))
