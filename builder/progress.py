"""How far a long piece of work is: how many a second, and how long it will still take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO, TypeVar

from builder.problems import Tongue
from builder.workers import Hands

Given = TypeVar("Given")
Made = TypeVar("Made")

#: Nothing is said of what is done before anybody wonders.
SILENT = 2.0  # seconds
#: Between two words: on a terminal one line is written over, elsewhere (a log) each is a line that stays.
OVERWRITTEN, PRINTED = 0.2, 10.0  # seconds
#: What each verb of the pipeline does to its values, for people; the others are told as they are called.
_DOING: dict[str, dict[Tongue, str]] = {
    "glance": {"en": "surveying", "zh": "普查"},
    "read_file": {"en": "reading", "zh": "读取"},
    "digest": {"en": "words", "zh": "取词"},
    "needed_both": {"en": "other script", "zh": "繁简"},
    "entry": {"en": "index", "zh": "索引"},
    "essays": {"en": "writing", "zh": "写页"},
    "pages": {"en": "pages", "zh": "成页"},
}
_LINE: dict[Tongue, str] = {
    "en": "{doing} {done:,} of {total:,}, {rate:.0f} a second, {left} left",
    "zh": "{doing} {done:,}/{total:,}，每秒 {rate:.0f}，还需 {left}",
}


@dataclass
class Progress:
    """Tells `stream` of each piece of work. `clock` gives seconds."""

    stream: TextIO
    tongue: Tongue = "en"
    clock: Callable[[], float] = time.monotonic
    _width: int = field(default=0, init=False)  # of what stands on the terminal's line

    def follow(self, what: str, values: Iterable[Made], total: int) -> Iterator[Made]:
        """`values` as they come, of which there will be `total`."""
        tick = self.ticker(what, total)
        for value in values:
            tick()
            yield value

    def ticker(self, what: str, total: int) -> Callable[[], None]:
        """To be called once for each of `total` things that are done."""
        began = said = self.clock()
        done = 0
        between = OVERWRITTEN if self.stream.isatty() else PRINTED

        def tick() -> None:
            nonlocal done, said
            done += 1
            now = self.clock()
            if done >= total:
                self._wipe()
            elif now - began >= SILENT and now - said >= between:
                said = now
                self._say(self._line(what, done, total, now - began))

        return tick

    def _line(self, what: str, done: int, total: int, seconds: float) -> str:
        rate = done / seconds
        doing = _DOING.get(what, {}).get(self.tongue, what)
        left = clock_time((total - done) / rate)
        return _LINE[self.tongue].format(doing=doing, done=done, total=total, rate=rate, left=left)

    def _say(self, line: str) -> None:
        encoding = self.stream.encoding or "utf-8"
        line = line.encode(encoding, "replace").decode(encoding)
        if self.stream.isatty():
            self.stream.write(f"\r{line:{self._width}}")
            self._width = max(self._width, len(line))
        else:
            self.stream.write(f"{line}\n")
        self.stream.flush()

    def _wipe(self) -> None:
        if self._width:
            self.stream.write(f"\r{'':{2 * self._width}}\r")  # Han are two columns wide
            self.stream.flush()
            self._width = 0


def clock_time(seconds: float) -> str:
    """`0:07`, `12:30`, `1:02:00`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@dataclass(frozen=True)
class Followed:
    """Hands whose work is told of."""

    hands: Hands
    progress: Progress

    def each(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        """As `hands`, telling how far it is."""
        return self.progress.follow(verb.__name__, self.hands.each(verb, values), len(values))

    def copied(self, verb: Callable[[Given], Made], values: Sequence[Given]) -> Iterator[Made]:
        """As `hands`; who takes what is made tells of it."""
        return self.hands.copied(verb, values)
