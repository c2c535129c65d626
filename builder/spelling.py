"""How Chinese is spelt in Latin letters; wraps pypinyin, which takes a sixth of a second to load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

#: A text, and whether what is no Chinese is left out.
Asked = tuple[str, bool]


class Spelling:
    """The syllables of texts, remembered: names and titles are asked for again in every build."""

    def __init__(self) -> None:
        self._known: dict[Asked, tuple[str, ...]] = {}
        self.asked: dict[Asked, tuple[str, ...]] = {}  # since `recall`
        self._elsewhere: Callable[[Sequence[str]], list[tuple[str, ...]]] | None = None

    def recall(
        self,
        known: Mapping[Asked, tuple[str, ...]],
        elsewhere: Callable[[Sequence[str]], list[tuple[str, ...]]] | None = None,
    ) -> None:
        """Begins anew with what was `asked` before, by this version of pypinyin.

        `elsewhere` does what `spelt` does where its 50 MB are no burden.
        """
        self._known, self.asked, self._elsewhere = dict(known), {}, elsewhere

    def expect(self, texts: Iterable[str]) -> None:
        """Has those of `texts` that are not known spelt all at once, if there is an elsewhere."""
        new = [text for text in dict.fromkeys(texts) if not text.isascii() and (text, False) not in self._known]
        if new and self._elsewhere:
            spellings = zip(new, self._elsewhere(new), strict=True)
            self._known |= {(text, False): syllables for text, syllables in spellings}

    def __call__(self, text: str, *, han_alone: bool = False) -> tuple[str, ...]:
        """The syllables of the Chinese in `text` without tone marks; other runs as they stand, unless left out."""
        if text.isascii():
            return (text,) if text and not han_alone else ()
        key = text, han_alone
        found = self.asked.get(key)
        if found is None:
            found = self._known.get(key)
            self.asked[key] = found = _spelt(text, han_alone=han_alone) if found is None else found
        return found


def spelt(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The syllables of each of `texts`, with all that is no Chinese."""
    return [_spelt(text, han_alone=False) for text in texts]


def _spelt(text: str, *, han_alone: bool) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text, errors="ignore" if han_alone else "default"))


#: The one that all stages ask.
syllables = Spelling()
