"""Entries for themes.yml that a library itself proposes, each with its evidence, for a person to name and keep."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.corpus import cedict, stems
from builder.corpus.digest import Digest
from builder.corpus.mentions import laid_out
from builder.corpus.stopwords import ENGLISH_GENERIC
from builder.corpus.words import of_text
from builder.model import Atlas, Theme, Vocabulary

MOST_SUGGESTIONS = 40
MOST_TRANSLATIONS = 3
#: Translations tried for each word of a phrase; later senses are seldom meant.
SENSES = 4
_NAMED_ESSAYS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A discovered theme as an entry, with what speaks for it."""

    theme: Theme
    translations: tuple[tuple[str, int], ...]  # English words or phrases of the library's own essays, how often
    aliases: tuple[str, ...]  # other discovered phrases that hold this one


def suggestions(atlas: Atlas, digests: Sequence[tuple[str, Digest]], vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """The strongest discovered themes that `vocabulary` does not ban or declare, those of most essays first."""
    taken = {entry.id for entry in vocabulary.themes}
    open_themes = [theme for theme in atlas.themes if not theme.declared and theme.id not in taken]
    ranked = sorted(open_themes, key=lambda theme: (-len(theme.essays), -_weight(theme), theme.id))[:MOST_SUGGESTIONS]
    counted = _english_runs([item for _, item in digests if not item.chinese])
    return tuple(
        Suggestion(theme, _translations(theme, counted), tuple(_holders(theme, open_themes))) for theme in ranked
    )


def suggest(atlas: Atlas, digests: Sequence[tuple[str, Digest]], vocabulary: Vocabulary) -> Iterator[str]:
    """Lines of YAML, to be read, edited and pasted under `themes:`; the evidence stands in comments."""
    found = suggestions(atlas, digests, vocabulary)
    if found:
        yield "themes:"
    for item in found:
        theme = item.theme
        named = ", ".join(each.slug for each in theme.essays[:_NAMED_ESSAYS])
        more = f" … (+{len(theme.essays) - _NAMED_ESSAYS})" if len(theme.essays) > _NAMED_ESSAYS else ""
        yield f"# {len(theme.essays)} essays 篇: {named}{more}"
        names = dict(theme.names)
        if item.translations:
            shown = ", ".join(f"{text} ({times})" for text, times in item.translations)
            yield f"# English wording in this library 本库英文说法: {shown}"
        yield f"- id: {theme.id}"
        yield f"  names: {{{', '.join(f'{language}: {_scalar(name)}' for language, name in names.items())}}}"
        aliases = [text for text, _ in item.translations if _telling(text)] + list(item.aliases)
        if aliases:
            yield f"  aliases: [{', '.join(map(_scalar, aliases))}]"


def _telling(text: str) -> bool:
    """True if an English wording may stand in an entry: "work" would make every essay bear the theme."""
    return " " in text or text not in ENGLISH_GENERIC


def _weight(theme: Theme) -> float:
    return sum(each.weight for each in theme.essays)


def _holders(theme: Theme, others: Sequence[Theme]) -> Iterator[str]:
    """Longer discovered phrases around this one: a person may wish to merge them."""
    form = theme.forms[0]
    for other in others:
        if other.id != theme.id and other.names[0][0] == theme.names[0][0] and form in other.forms[0]:
            yield other.names[0][1]


def _english_runs(items: Sequence[Digest]) -> Counter[tuple[str, ...]]:
    """How often the English essays print each run of one to three words, plurals folded."""
    counted: Counter[tuple[str, ...]] = Counter()
    for item in items:
        for clause in laid_out(item)[0].split("\n"):
            words = [stems.stem(word) for word in clause.split()]
            for length in (1, 2, 3):
                counted.update(zip(*(words[start:] for start in range(length)), strict=False))
    return counted


def _translations(theme: Theme, counted: Mapping[tuple[str, ...], int]) -> tuple[tuple[str, int], ...]:
    """What the dictionary gives for a Chinese theme and the library's English essays print, the commonest first."""
    phrase = dict(theme.names).get("zh-Hans")
    if phrase is None or not counted:
        return ()
    runs: set[tuple[str, ...]] = {(stem,) for stem, _ in _senses(phrase)}
    parts = [[stem for stem, _ in _senses(word)] for word, _ in of_text(phrase, chinese=True) if word]
    if len(parts) > 1 and all(parts):
        runs.update(itertools.product(*parts))
    found = sorted(
        ((" ".join(run), counted[run]) for run in runs if run in counted), key=lambda pair: (-pair[1], pair[0])
    )
    return tuple(found[:MOST_TRANSLATIONS])


def _senses(word: str) -> list[tuple[str, float]]:
    """What alone translates `word`, likeliest first: "premises" of "business premises" is no name for an office."""
    alone = cedict.wordings(word)
    found = [pair for pair in cedict.translations(word) if pair[0] in alone]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:SENSES]


def _scalar(text: str) -> str:
    """`text` as a YAML scalar for a flow list; quoted (as JSON, which YAML reads) unless it is plainly harmless."""
    plain = all(char.isalpha() or char == " " for char in text) and text.strip() == text != ""
    return text if plain and text.casefold() not in _YAML_WORDS else json.dumps(text, ensure_ascii=False)


_YAML_WORDS = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))
