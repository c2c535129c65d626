"""Every string of the interface, in Chinese and in English, and nothing else that a reader sees of us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from builder.emit.word_table import WORDS

Tongue = Literal["zh", "en"]

_PLACE: Final[dict[str, int]] = {"zh": 0, "en": 1}


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language: `words("by", name="…")` is the string with its places filled."""

    tongue: Tongue

    def __call__(self, key: str, **values: object) -> str:
        """Raises KeyError for a key that is not in the table."""
        return WORDS[key][_PLACE[self.tongue]].format_map(values)

    def listed(self, parts: list[str]) -> str:
        """`parts` joined as this language lists things."""
        return ("、" if self.tongue == "zh" else ", ").join(parts)


def template_words(tongue: Tongue) -> dict[str, str]:
    """The table as the templates want it (`config.extra.words`): key → string, places unfilled."""
    return {key: pair[_PLACE[tongue]] for key, pair in WORDS.items()}
