"""A text is read the same however it lies in its file: wrapped at any width, in any encoding, beside other texts.

The texts are the originals of the sample library, whose authors, titles and paragraphs nobody has to guess.
"""

from __future__ import annotations

import random
import re
import tempfile
import textwrap
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from builder.content import content_at
from builder.model import Essay
from builder.pipeline import inspect
from builder.workers import hands
from tests.damage.originals import FOLDER, Original, read
from tests.score import fold

NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))
#: Half of it is verse and talk, whose short lines fill no page.
NO_EVEN_TEXT = "17-dayoushi"
WIDTHS = (40, 60, 72, 80)
#: So many essays are put together in a file, so often for each way of parting them.
IN_A_FILE, TIMES = 3, 3
_NUMBERS = "一二三四五六七八九十"


def readings(files: dict[str, bytes]) -> dict[str, list[Essay]]:
    """File name → the essays found in it, each file read by itself."""
    with tempfile.TemporaryDirectory() as kept, hands(1) as workers:
        found: dict[str, list[Essay]] = {}
        for name, data in files.items():
            path = Path(kept, name)
            path.write_bytes(data)
            found[name] = [
                one.essay for item in inspect(content_at(Path(kept)), [path], workers) for one in item.essays
            ]
        return found


def seen(essays: Sequence[Essay]) -> list[tuple[str, list[str]]]:
    """Title and blocks of each essay, folded."""
    return [
        (fold(essay.title), [fold(block.number + block.text) for block in essay.blocks if block.number + block.text])
        for essay in essays
    ]


@cache
def original(name: str) -> Original:
    return read(name)


@cache
def alone(name: str) -> list[tuple[str, list[str]]]:
    return seen(readings({f"{name}.txt": original(name).printed().encode()})[f"{name}.txt"])


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _wrapped(text: str, width: int) -> str:
    """`text` as a program sets it at so many columns; no mark begins a line."""
    if not re.search("[\u4e00-\u9fff]", text):
        return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)
    lines = [""]
    for character in text:
        if _columns(lines[-1] + character) > width and character not in "，。、；：？！）」』》”’…—":
            lines.append("")
        lines[-1] += character
    return "\n".join(line.strip() for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_text_wrapped_at_a_width_has_the_same_paragraphs(width: int) -> None:
    given = {
        f"{name}.txt": "\n\n".join(
            [original(name).title, *(_wrapped(b, width) for b in original(name).blocks)]
        ).encode()
        for name in NAMES
        if name != NO_EVEN_TEXT
    }
    for name, essays in readings(given).items():
        assert seen(essays) == alone(Path(name).stem), f"{name} at {width}"


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "big5", "utf-16", "utf-16-be", "utf-8-sig", "cp1252"])
def test_the_bytes_of_a_text_decide_nothing(encoding: str) -> None:
    given: dict[str, bytes] = {}
    for name in NAMES:
        try:
            given[f"{name}.txt"] = original(name).printed().encode(encoding)
        except UnicodeEncodeError:
            continue  # a text that cannot be written so
    assert given
    for name, essays in readings(given).items():
        assert seen(essays) == alone(Path(name).stem), f"{name} in {encoding}"


def _parts(index: int, item: Original) -> dict[str, str]:
    body = "\n".join(item.blocks)
    number, english = _NUMBERS[index], item.language == "en"
    return {
        "numbered": f"Essay {index + 1}: {item.title}\n{body}" if english else f"第{number}篇：{item.title}\n{body}",
        "bracketed": f"Essay {index + 1}\n{item.title}\n{body}" if english else f"【篇{number}】{item.title}\n{body}",
        "signed": f"{item.title}\n{'By ' if english else '作者：'}{item.author}\n{body}",
        "ruled": f"{item.title}\n\n{body}\n\n* * *",
    }


@pytest.mark.parametrize("way", ["numbered", "bracketed", "signed", "ruled"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_texts_put_together_are_found_again(way: str, language: str) -> None:
    names = [
        name
        for name in NAMES
        if (original(name).language == "en") is (language == "en") and (original(name).author or way != "signed")
    ]
    dice = random.Random(7)
    files: dict[str, bytes] = {}
    chosen: dict[str, list[str]] = {}
    for turn in range(TIMES):
        picked = dice.sample(names, IN_A_FILE)
        files[f"{turn}.txt"] = "\n\n".join(
            _parts(index, original(name))[way] for index, name in enumerate(picked)
        ).encode()
        chosen[f"{turn}.txt"] = picked
    for name, essays in readings(files).items():
        expected = [fold(original(one).title) for one in chosen[name]]
        assert [title for title, _ in seen(essays)] == expected, [essay.cut_why for essay in essays]
        for one, (_, blocks) in zip(chosen[name], seen(essays), strict=True):
            assert "".join(blocks) == "".join(alone(one)[0][1])
