"""What is said of long work: nothing at first, then how much, how fast and how long; one line on a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from builder.progress import Followed, Progress, clock_time
from builder.workers import OneHand


class Terminal(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]

    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


def ticking(step: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += step


def told(stream: Terminal, total: int, step: float, tongue: str = "en") -> str:
    progress = Progress(stream, "zh" if tongue == "zh" else "en", ticking(step).__next__)
    assert list(Followed(OneHand(), progress).each(str, range(total))) == [str(n) for n in range(total)]
    return stream.getvalue()


def test_short_work_is_not_spoken_of() -> None:
    assert told(Terminal(tty=True), 19, 0.1) == ""


def test_a_log_gets_plain_lines_now_and_then() -> None:
    lines = told(Terminal(tty=False), 100, 1.0).splitlines()
    assert lines[0] == "str 10 of 100, 1 a second, 1:30 left"
    assert len(lines) == 9
    assert "\r" not in "".join(lines)


def test_a_terminal_has_one_line_that_is_wiped_in_the_end() -> None:
    text = told(Terminal(tty=True), 100, 0.1, "zh")
    assert "\n" not in text
    assert "\rstr 20/100，每秒 10，还需 0:08" in text
    assert text.endswith("\r")


def test_no_work_is_no_word() -> None:
    assert told(Terminal(tty=False), 0, 5.0) == ""


@pytest.mark.parametrize(("seconds", "said"), [(6.6, "0:07"), (750, "12:30"), (3720, "1:02:00")])
def test_time_left_reads_as_a_clock(seconds: float, said: str) -> None:
    assert clock_time(seconds) == said
