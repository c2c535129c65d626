"""What of a library is read in another script: the library as its site shows it, and the tables of the reader's switch.

For the tables an essay that did not change is not looked at by OpenCC again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, overload

from builder.cache import Cache, code_fingerprint, key_of
from builder.conversion import (
    DIRECTIONS,
    Needed,
    Plain,
    Round,
    essay_text,
    needed_both,
    shown_library,
    table_files,
    united,
    way_back_file,
)
from builder.model import Library, Output, Published
from builder.model.state import essay_key
from builder.remembering import Kept
from builder.workers import Hands

__all__ = ["conversion_tables", "shown_library"]

_NEEDED, _TABLE, _ROUNDS = "conversion", "conversion-table", "conversion-rounds"
_PRINTED = "conversion-text"  # of each essay a hash of what its page prints, which may stay when the essay changes


def conversion_tables(
    library: Library, titles: dict[str, str], spoken: Iterable[str], cache: Cache, hands: Hands
) -> Iterator[Output]:
    """The tables for what the pages of `library` print: its essays, names of themes and collections, and `spoken`.

    `titles`: what each essay's page is called, by address; `spoken`: words of the interface. Of essays that the site
    shows in another script the printed text is what the tables are for; the way back to it is one more file.
    """
    code = code_fingerprint(("conversion",), ("opencc",))
    # Names of themes and collections, and our own words, are read like one more essay.
    themes = (name for theme in library.atlas.themes for _, name in theme.names)
    names = "\n".join([*themes, *(shelf.title for shelf in library.collections), *spoken])
    texts = _Texts(library.essays, titles, names)
    known: Kept[str] = Kept(cache, _PRINTED, code)
    made_from = (key_of(essay_key(item.essay), titles[item.slug]) for item in library.essays)
    keys = [known(key, lambda place=place: key_of(texts[place])) for place, key in enumerate(made_from)]  # type: ignore[misc]
    known.save()
    keys.append(key_of(names))
    files: list[Output] | None = cache.get(_TABLE, "", key_of(code, *keys))
    if files is None:
        parts = _needed(texts, keys, Kept(cache, _NEEDED, code), hands)
        tables = {}
        for place, direction in enumerate(DIRECTIONS):
            before: tuple[Round, ...] = cache.get(_ROUNDS, direction, code) or ()
            needs = [part[place] for part in parts]
            tables[direction], rounds = united(texts, needs, direction, keys, before)
            cache.put(_ROUNDS, direction, code, rounds)
        files = list(table_files(tables))
        cache.put(_TABLE, "", key_of(code, *keys), files)
    yield from files
    if library.settings.script != "source":
        yield way_back_file(library)


class _Texts(Sequence[str]):
    """What the page of each essay may print, and last `names`; put together when it is looked into, and then at hand.

    Tables are made in rounds, so that each text is read several times, and those of 5,000 essays take 65 MB: they lie
    in a file that has no name, and is gone with this.
    """

    def __init__(self, essays: Sequence[Published], titles: Mapping[str, str], names: str) -> None:
        self._essays, self._titles, self._names = essays, titles, names
        self._places: dict[int, tuple[int, int]] = {}  # of a text in the file: first byte, bytes
        self._end = 0
        self._file: IO[bytes] | None = None
        with suppress(OSError):  # without it, texts are put together each time
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115 (it is closed when this is let go)

    def __len__(self) -> int:
        return len(self._essays) + 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[number] for number in range(len(self))[place]]
        if place == len(self._essays):
            return self._names
        held = self._places.get(place)
        if self._file and held:
            self._file.seek(held[0])
            return self._file.read(held[1]).decode("utf-8", "surrogatepass")
        item = self._essays[place]
        essay = item.essay.printed or item.essay
        text = essay_text(essay, essay.title or self._titles[item.slug])
        self._hold(place, text.encode("utf-8", "surrogatepass"))
        return text

    def _hold(self, place: int, data: bytes) -> None:
        with suppress(OSError):  # a full disk
            if self._file:
                self._file.seek(self._end)
                if self._file.write(data) == len(data):
                    self._places[place] = self._end, len(data)
                    self._end += len(data)


class _Some(Sequence[str]):
    """Texts at some places, looked into when they are asked for."""

    def __init__(self, texts: Sequence[str], places: Sequence[int]) -> None:
        self._texts, self._places = texts, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        places = self._places[number]
        return self._texts[places] if isinstance(places, int) else [self._texts[place] for place in places]


def _needed(
    texts: Sequence[str], keys: Sequence[str], kept: Kept[tuple[Plain, Plain]], hands: Hands
) -> list[tuple[Needed, Needed]]:
    """What each text needs in both directions, from the cache where it is the same."""
    missing = [place for place, key in enumerate(keys) if not kept.holds(key)]
    made = hands.each(needed_both, _Some(texts, missing))
    new = {keys[place]: (one.plain, other.plain) for place, (one, other) in zip(missing, made, strict=True)}
    both = [kept(key, lambda key=key: new[key]) for key in keys]  # type: ignore[misc]
    kept.save()
    return [(Needed.of(one), Needed.of(other)) for one, other in both]
