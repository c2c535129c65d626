"""How a table is applied: the longest phrase from the left, else the character's default; as script.js does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from builder.script import Translation


@dataclass(slots=True)
class Matcher:
    """A table ready for use. `phrases` and `characters`: what is printed → what it becomes, of the same length."""

    characters: Mapping[str, str]
    phrases: Mapping[str, str]
    _translation: Translation | None = field(init=False, compare=False, default=None)
    _automaton: AhoCorasick | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        if self.phrases:
            self._automaton = AhoCorasick(list(self.phrases), matchkind=MatchKind.LeftmostLongest)

    def spans(self, text: str) -> Iterable[tuple[int, int]]:
        """Where phrases are taken, from the left."""
        found = self._automaton.find_matches_as_indexes(text) if self._automaton else []
        return [(start, end) for _, start, end in found]

    def convert(self, text: str, plain: str | None = None) -> str:
        """`text` in the other script, of the same length; `plain` is what its characters become, if that is known."""
        if plain is None:
            plain = self._by_characters(text)
        pieces: list[str] = []
        reached = 0
        for start, end in self.spans(text):
            pieces += [plain[reached:start], self.phrases[text[start:end]]]
            reached = end
        return "".join([*pieces, plain[reached:]])

    def _by_characters(self, text: str) -> str:
        if self._translation is None:  # most tables are asked with `plain`
            self._translation = Translation({ord(one): other for one, other in self.characters.items()})
        return self._translation(text)
