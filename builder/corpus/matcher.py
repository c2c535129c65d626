"""Where the names of themes stand in a text: the longest from the left, both ends on a word boundary."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

import ahocorasick_rs

from builder import segmentation
from builder.characters import HAN
from builder.corpus import stems
from builder.model import Theme
from builder.model.state import plain
from builder.pattern_code import compiled
from builder.script import Translation, fold, fold_same_length

_HAN = compiled(f"[{HAN}]")
_JOINT = compiled(rf"(?<=[{HAN}]) ?(?=[a-z0-9])|(?<=[a-z0-9]) ?(?=[{HAN}])")
_BEFORE_LATIN = compiled(rf"(?<=[{HAN}])(?=[a-z0-9])")
# Marks that no word holds (folded): what stands between two of them is cut into words alone as it is within its text.
_PARTING = compiled(r"[,!?;:。、“”《》()「」\s]")
# Characters that part the words of a name as a space does; each is one character, so places do not move.
_SPACE_LIKE = dict.fromkeys(map(ord, "\n\r\t\u00a0\u2009\u3000-\u2010\u2011"), " ") | {0x2019: "'"}
_spaced = Translation(_SPACE_LIKE)
_SPACED = compiled("[\n\r\t\u00a0\u2009\u3000\\-\u2010\u2011\u2019]")


#: Texts of which it is remembered what is met in them: the paragraphs of some hundred essays, about 20 MB.
REMEMBERED = 1 << 14


#: Which form stands where in a text: its number, start and end.
Hit = tuple[int, int, int]


class Mention(NamedTuple):
    """text[start:end] names the theme."""

    start: int
    end: int
    theme: str


def surface_forms(name: str) -> tuple[str, ...]:
    """The folded forms in which `name` may stand in text: singular and plural, with and without a space before
    Latin letters that touch Han. Empty for a name without letters.
    """
    plain = " ".join(fold(name, space=" ").translate(_SPACE_LIKE).split())
    if not any(map(str.isalnum, plain)):
        return ()
    joined = _JOINT.sub("", plain)
    shapes = dict.fromkeys((plain, joined, _BEFORE_LATIN.sub(" ", joined), _JOINT.sub(" ", plain)))
    return tuple(dict.fromkeys(form for shape in shapes for form in stems.forms(shape)))


class ThemeMatcher:
    """Finds the forms of many themes at once; build it once, use it for every text (about 10 million characters/s)."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._set((form, theme.id) for theme in themes for form in theme.forms)

    @classmethod
    def of_forms(cls, pairs: Iterable[tuple[str, str]]) -> ThemeMatcher:
        """A matcher of (folded form, theme id); of two themes with one form, the first has it."""
        made = cls(())
        made._set(pairs)
        return made

    def _set(self, pairs: Iterable[tuple[str, str]]) -> None:
        owners: dict[str, str] = {}
        for form, theme in pairs:
            if form:
                owners.setdefault(form, theme)
        self._forms = tuple(owners)
        self._themes = tuple(owners.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(self._forms)) if owners else None
        # A paragraph is asked about by its own page and by each page that quotes it, and a link quotes the same on the
        # pages of both its essays.
        self._met = lru_cache(maxsize=REMEMBERED)(self._meet)
        self._found = lru_cache(maxsize=REMEMBERED)(self._find)

    def find(self, text: str, themes: frozenset[str] | None = None) -> tuple[Mention, ...]:
        """Mentions of `themes` (None: of all) in `text` as printed, in order, never overlapping.

        Letters of either script, width and case match; Han matches begin and end where the segmentation of the text
        has a word boundary, Latin ones where letters end. Inside a longer name of another theme none is found. What
        other themes are called matters in no other way, so that `follows_from` is all that a page need know of them.
        """
        return self._found(text, themes)

    def _find(self, text: str, themes: frozenset[str] | None) -> tuple[Mention, ...]:
        folded, met = self._met(text)
        if themes is not None:
            met = [hit for hit in met if not themes.isdisjoint(self._inside[hit[0]])]
        if not met:
            return ()
        bounds = _word_bounds(folded, met)
        longest = self._longest(
            hit for hit in met if _on_bounds(folded, hit[1], bounds) and _on_bounds(folded, hit[2], bounds)
        )
        return longest if themes is None else tuple(mention for mention in longest if mention.theme in themes)

    def follows_from(self, theme: str) -> bytes:
        """A hash of everything that the mentions of `theme` in a text follow from, beside the text."""
        return self._states.get(theme, b"")

    @cached_property
    def _inside(self) -> tuple[frozenset[str], ...]:
        """For each form the themes of which a form lies in it, its own among them."""
        return tuple(frozenset(self._themes[hit[0]] for hit in self._hits(form)) for form in self._forms)

    @cached_property
    def _states(self) -> dict[str, bytes]:
        told: dict[str, list[tuple[str, bool]]] = {}
        for form, owner, inside in zip(self._forms, self._themes, self._inside, strict=True):
            for theme in inside:
                told.setdefault(theme, []).append((form, theme == owner))
        return {theme: sha256(plain(sorted(forms))).digest() for theme, forms in told.items()}

    def _meet(self, text: str) -> tuple[str, list[Hit]]:
        """`text` folded, and every form in it. Of few of them is it asked whether they begin and end where words do."""
        folded = fold_same_length(text)
        if _SPACED.search(folded):
            folded = _spaced(folded)
        hits = self._hits(folded)
        return (folded if hits else ""), hits

    def find_in_words(self, text: str, bounds: frozenset[int] | set[int]) -> tuple[Mention, ...]:
        """Mentions in folded `text` whose words begin and end at `bounds`."""
        return self._longest(hit for hit in self._hits(text) if hit[1] in bounds and hit[2] in bounds)

    def _hits(self, folded: str) -> list[Hit]:
        if self._automaton is None:
            return []
        return list(self._automaton.find_matches_as_indexes(folded, overlapping=True))

    def _longest(self, hits: Iterable[Hit]) -> tuple[Mention, ...]:
        mentions: list[Mention] = []
        reached = 0
        for pattern, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            if start >= reached:
                mentions.append(Mention(start, end, self._themes[pattern]))
                reached = end
        return tuple(mentions)


def theme_mentions(text: str, themes: Sequence[Theme]) -> list[tuple[int, int, str]]:
    """(start, end, theme id) for one text. For many texts, keep a `ThemeMatcher`."""
    return [(start, end, theme) for start, end, theme in ThemeMatcher(themes).find(text)]


@lru_cache(maxsize=1 << 13)  # asked of the ends of each match, and of what stands beside them
def _is_han(character: str) -> bool:
    return _HAN.match(character) is not None


def _word_bounds(folded: str, hits: Iterable[Hit]) -> frozenset[int]:
    """Where words begin and end in the clauses that have a Han character at an end of a hit."""
    places = {place for _, start, end in hits for place in (start, end - 1) if _is_han(folded[place])}
    if not places:
        return frozenset()
    edges = [-1]
    edges += [mark.start() for mark in _PARTING.finditer(folded)]
    edges.append(len(folded))
    bounds: set[int] = set()
    for number in {bisect(edges, place) for place in places}:
        begin, end = edges[number - 1] + 1, edges[number]
        bounds.update(accumulate(map(len, segmentation.cut(folded[begin:end])), initial=begin))
    return frozenset(bounds)


def _on_bounds(folded: str, position: int, bounds: frozenset[int]) -> bool:
    """True if a word may begin or end at `position`: letters do not run on across it, Han does only at `bounds`."""
    if position in (0, len(folded)):
        return True
    before, after = folded[position - 1], folded[position]
    if _is_han(before):
        return position in bounds or not _is_han(after)
    return _is_han(after) or not (before.isalnum() and after.isalnum())
