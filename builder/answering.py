"""Asks the finished index its questions; again only those of which an essay or a file that answered has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder import search
from builder.cache import Cache, code_fingerprint, key_of
from builder.model import Published, Value
from builder.model.state import part_state, plain

_KIND = "search-answered"


@dataclass(frozen=True, slots=True)
class _Answered(Value):
    """What was asked about an essay, and a hash of each file that was looked into."""

    question: search.Question | None
    files: tuple[tuple[str, str], ...]


def unanswered(
    essays: Sequence[Published],
    layout: search.Layout,
    read: Callable[[str], bytes],
    digest: Callable[[str], str | None],
    cache: Cache,
) -> list[search.Question]:
    """The questions about `essays` that the index does not answer, which must be none.

    `read` gives the bytes of a file by its name, `digest` their SHA-256 where it is known.
    """
    index = search.Opened(layout, read)
    made_by = key_of(code_fingerprint(("search",)), plain((layout.blocks, layout.shards, layout.texts)))
    before: dict[str, _Answered] = cache.get(_KIND, "", made_by) or {}
    kept: dict[str, _Answered] = {}  # by all that the question follows from, and how paragraphs are numbered
    missed = []
    for number, item in enumerate(search.sampled(essays)):
        numbered = index.numbered(layout.block_of(item.slug))
        name = key_of(plain((number, item.slug, item.essay.language, part_state(item.essay, "blocks"), numbered)))
        known = before.get(name)
        if known is None or any(digest(file) != was for file, was in known.files):
            question = known.question if known else search.question(number, item)
            answered, asked = index.answers(question) if question else (True, frozenset())
            if question and not answered:
                missed.append(question)
                continue
            known = _Answered(question, tuple((file, digest(file) or "") for file in sorted(asked)))
        kept[name] = known
    if kept != before:
        cache.put(_KIND, "", made_by, kept)
    return missed
