"""Every string of the interface, in Chinese and in English, and nothing else that a reader sees of us."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from builder.emit.word_table import WORDS
from builder.model import Language
from builder.script import Script, in_script

Tongue = Literal["zh", "en"]

_PLACE: Final[dict[str, int]] = {"zh": 0, "en": 1}


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language: `words("by", name="…")` is the string with its places filled."""

    tongue: Tongue
    script: Script = "source"  # what the whole site is shown in; our own Chinese is written in Simplified

    def __call__(self, key: str, **values: object) -> str:
        """Raises KeyError for a key that is not in the table."""
        return template_words(self.tongue, self.script)[key].format_map(values)

    @property
    def language(self) -> Language:
        """The language of these words as markup says it."""
        if self.tongue == "en":
            return "en"
        return "zh-Hant" if self.script == "traditional" else "zh-Hans"

    def shown(self, text: str) -> str:
        """`text`, in Chinese or English and not from an essay, in the script of the site."""
        return in_script(text, self.script)

    def listed(self, parts: list[str]) -> str:
        """`parts` joined as this language lists things."""
        return ("、" if self.tongue == "zh" else ", ").join(parts)


@cache
def template_words(tongue: Tongue, script: Script = "source") -> dict[str, str]:
    """The table as the templates want it (`config.extra.words`): key → string, places unfilled."""
    return {key: in_script(pair[_PLACE[tongue]], script) for key, pair in WORDS.items()}
