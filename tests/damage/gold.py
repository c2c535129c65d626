"""What a right reading of a sample keeps, drops and finds: gold, derived from the original and what was broken."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from tests.score import fold

from .damaged import Damaged
from .layout import HAN
from .originals import Original

#: Characters on either side of a repaired place that a kept passage holds, and the length of other passages.
REACH, PASSAGE = 6, 12
#: Passages asked for across repaired places, by family of damage.
MOST_ACROSS = 4
#: Families whose additions are whole lines or sentences of their own: noise wherever they stand.
WHOLE = frozenset(
    {"breadcrumb", "navigation-head", "title-again", "byline", "notice-glued", "notice-above", "share-tail",
     "related-tail", "comments", "footer", "viewer-segments", "anti-copy", "abstract-and-keywords",
     "references"}
)  # fmt: skip
#: Families whose additions are noise together with the characters beside them.
BESIDE = frozenset(
    {
        "page-numbers",
        "injected-pinyin",
        "gbk-collisions",
        "gbk-melted-stops",
        "stray-stops",
        "glued-sentences",
        "tag-soup",
    }
)
#: Families that can be undone, so that a passage across the place must come back whole.
MENDED = frozenset(
    {"page-numbers", "newlines-in-sentences", "hard-wrap", "injected-pinyin", "stray-spaces", "zero-width",
     "anti-copy", "html-entities", "mojibake"}
)  # fmt: skip
#: What covers words for good: no passage may be asked for there.
COVERED = re.compile(r"党的|\d{4}年|……")
_JOINT = re.compile(r"[\n]")


def document(original: Original, broken: Sequence[tuple[str, Damaged]], printed: frozenset[str]) -> dict[str, Any]:
    """Gold for one essay; `broken` is what was done to it, family by family, `printed` the facts its source prints."""
    lost = [place.old.strip() for family, damaged in broken if family == "lost-heading" for place in damaged.places]
    blocks = [block for block in original.blocks if block not in lost]
    outline = [
        {"level": heading.level, "text": heading.text, "kind": heading.kind}
        for heading in original.outline
        if heading.text not in lost
    ]
    keep = [*_everywhere(original, blocks), *_across(original, broken)]
    clean = fold(original.title + "\n".join(blocks))
    return {
        "id": original.id,
        "title": original.title,
        "author": original.author or None if "author" in printed else None,
        "date": _day(original.date) if "date" in printed else None,
        "source": original.publisher or None if "publisher" in printed else None,
        "language": original.language,
        "outline": outline,
        "must_keep": list(dict.fromkeys(keep)),
        "must_drop": [noise for noise in dict.fromkeys(_noise(broken)) if fold(noise) not in clean],
        "keep_breaks": _breaks(original, blocks),
        "chars": len(clean),
    }


def _day(date: str) -> str | None:
    parts = [int(part) for part in date.split("-")] if date else []
    return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}" if parts else None


def _everywhere(original: Original, blocks: Iterable[str]) -> Iterable[str]:
    """A passage or two from every paragraph."""
    draw = random.Random(original.id)
    headings = {heading.text for heading in original.outline}
    for block in blocks:
        run_in = next((h for h in headings if block.startswith(h) and block != h), "")
        if block in headings or "\n" in block:  # a heading, or verse and dialogue: see _breaks
            continue
        for _ in range(1 if len(block) < 150 else 2):
            passage = _passage(block, draw.randrange(len(run_in), max(len(run_in) + 1, len(block) - 3 * PASSAGE)))
            if passage:
                yield passage


def _passage(block: str, start: int) -> str:
    """Some words from `start` on, whole words in English; nothing where words may be covered."""
    if re.search(f"[{HAN}]", block):
        words = block[start : start + PASSAGE]
    else:
        begin = block.find(" ", start) + 1
        words = " ".join(block[begin:].split(" ")[:6]).rstrip(",.;:")
    return "" if COVERED.search(words) or len(words.strip()) < 8 else words.strip()


def _across(original: Original, broken: Sequence[tuple[str, Damaged]]) -> Iterable[str]:
    """Passages that hold a place which was broken and can be mended, as the clean text has them."""
    blocks = set(original.blocks)
    for family, damaged in broken:
        if family not in MENDED or not damaged.places:
            continue
        before = damaged.undone()
        found: list[str] = []
        shift = 0
        for place in damaged.places:
            at = place.start - shift
            shift += (place.end - place.start) - len(place.old)
            words = before[max(0, at - REACH) : at + len(place.old) + REACH]
            plain = not _JOINT.search(words) and not COVERED.search(words) and "???" not in words
            if plain and any(words in block for block in blocks) and re.search(f"[{HAN}]", words):
                found.append(words)
        draw = random.Random(f"{original.id} {family}")
        yield from sorted(draw.sample(found, min(MOST_ACROSS, len(found))))


def _noise(broken: Sequence[tuple[str, Damaged]]) -> Iterable[str]:
    for family, damaged in broken:
        added = damaged.added()
        if family in WHOLE:
            yield from (line.strip() for text in added for line in text.split("\n") if len(line.strip()) > 1)
        elif family in BESIDE:
            chosen = damaged.places[:: max(1, len(damaged.places) // MOST_ACROSS)]
            yield from (damaged.text[max(0, place.start - 3) : place.end + 2].strip() for place in chosen)
        elif family in {"html-tags", "html-entities", "mojibake"}:
            yield from sorted(set(added))


def _breaks(original: Original, blocks: Sequence[str]) -> list[list[str]]:
    """Headings on lines of their own must not run into what stands below, nor verse and dialogue into one line."""
    own = {heading.text for heading in original.outline if heading.kind == "line"}
    pairs = [(a, b) for a, b in pairwise(blocks) if a in own and b not in own]
    pairs += [pair for block in blocks if "\n" in block for pair in pairwise(block.split("\n"))]
    return [[above[-12:], below[:12]] for above, below in pairs]
