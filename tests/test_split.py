"""Where files are cut, what fronts and tails say: the cases of tests/split/*.md, and decisions of people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from builder.model import Decisions, Essay, Reading, Repaired, Segment, Source
from builder.structure import structure

CASES = Path(__file__).parent / "split"
_CASE = re.compile(
    r"^## (?P<name>.+?)\n+~~~ text\n(?P<text>.*?)\n~~~\n+~~~ essays\n(?P<expected>.*?)\n?~~~$", re.M | re.S
)
_FILLER = re.compile(r"\{\{(?P<language>zh|en|hant) (?P<length>\d+)\}\}")

#: Sentences of our own, to give the pieces of a case their length.
_SENTENCES = {
    "zh": (
        "村口的老槐树下常年摆着一张方桌，谁路过都可以坐下来歇脚。",
        "去年冬天修水渠的时候，大家轮流值夜，没有一个人叫苦。",
        "会上定下来的事情，要有人记，要有人跑，也要有人回头去看。",
        "我把这些年的笔记翻出来，发现写得最勤的是最忙的那几年。",
        "办法总是从地里长出来的，坐在屋里想出来的多半不管用。",
        "孩子们放学以后跑到仓库门口，看叔叔们给稻种过秤。",
    ),
    "hant": (
        "渡口的鐘樓每到黃昏便敲六下，擺渡的人聽見就收槳。",
        "那年颱風過後，街坊把門板拆下來搭橋，一搭就是三天。",
        "寫字的人講究留白，說話的人也該懂得這個道理。",
        "我們沿着鐵路走了很遠，纔看見第一盞燈。",
    ),
    "en": (
        "The ferry ran twice a day, and nobody minded when it was late. ",
        "We counted the sacks again and found one more than the ledger said. ",
        "What people remember of a meeting is seldom what the minutes hold. ",
        "She kept the keys of the reading room on a ribbon round her wrist. ",
    ),
}


@dataclass(frozen=True)
class Case:
    """A file and what should become of it."""

    file: str
    name: str
    text: str
    expected: tuple[dict[str, str], ...]

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def _filled(text: str) -> str:
    turn = count()

    def paragraph(match: re.Match[str]) -> str:
        sentences, made = _SENTENCES[match["language"]], ""
        while len(made) < int(match["length"]):
            made += sentences[next(turn) % len(sentences)]
        return made.strip()

    return _FILLER.sub(paragraph, text)


def _cases() -> list[Case]:
    return [
        Case(path.stem, m["name"], _filled(m["text"]), tuple(_expectation(line) for line in m["expected"].splitlines()))
        for path in sorted(CASES.glob("*.md"))
        for m in _CASE.finditer(path.read_text("utf-8"))
    ]


def _expectation(line: str) -> dict[str, str]:
    """`title: A | author: B` → a mapping; an empty value says that there is none."""
    pairs = (part.partition(":") for part in line.lstrip("- ").split(" | "))
    return {key.strip(): value.strip() for key, _, value in pairs}


def read(text: str, decisions: Decisions | None = None, name: str = "file.txt") -> Reading:
    """The reading of a text that needs no repair."""
    segments = (Segment(0, len(text), text),) if text else ()
    return structure(Source(name, text, None, "txt"), Repaired(text, segments, (), text), decisions or Decisions())


def _value(reading: Reading, essay: Essay, key: str) -> str:
    body = "\n".join(block.number + block.text for block in essay.blocks)
    values = {
        "title": essay.title,
        "subtitle": essay.subtitle,
        "author": essay.author,
        "published": essay.published,
        "publisher": essay.publisher,
        "alternative": " / ".join(essay.alternative_titles),
        "language": essay.language,
        "collection": reading.collection_title,
    }
    if key in values:
        return values[key] or ""
    fields = [field.value for field in essay.fields if field.name == key and field.value]
    return {"begins": body, "ends": body, "lacks": body}.get(key, " / ".join(fields))


def test_every_case_file_is_read() -> None:
    headings = sum(path.read_text("utf-8").count("\n## ") for path in CASES.glob("*.md"))
    assert len(_cases()) == headings > 0


@pytest.mark.parametrize("case", _cases(), ids=str)
def test_case(case: Case) -> None:
    reading = read(case.text)
    found = [f"{essay.title} ({essay.cut_why})" for essay in reading.essays]
    assert len(reading.essays) == len(case.expected), found
    for essay, expected in zip(reading.essays, case.expected, strict=True):
        for key, value in expected.items():
            got = _value(reading, essay, key)
            if key == "begins":
                assert got.startswith(value)
            elif key == "ends":
                assert got.endswith(value)
            elif key == "lacks":
                assert value not in got
            else:
                assert got == value, key


TWO = _filled("白鹭\n{{zh 200}}\n旧渡口\n{{zh 200}}")


def test_a_person_cuts_where_no_evidence_does() -> None:
    assert len(read(TWO).essays) == 1
    reading = read(TWO, Decisions(cut_before=("旧渡口",)))
    assert [essay.title for essay in reading.essays] == ["白鹭", "旧渡口"]
    assert reading.problems == ()


def test_a_person_may_cut_before_the_first_essay() -> None:
    """What the program takes for the file's own matter is an essay, if somebody says so."""
    text = _filled("镇上写的三篇\n编者按\n{{zh 60}}\n第一篇：白鹭\n{{zh 200}}\n第二篇：旧渡口\n{{zh 200}}")
    assert [essay.title for essay in read(text).essays] == ["白鹭", "旧渡口"]
    reading = read(text, Decisions(cut_before=("编者按",)))
    assert [essay.title for essay in reading.essays] == ["编者按", "白鹭", "旧渡口"]


def test_a_text_that_fits_nowhere_is_told_with_what_is_near() -> None:
    reading = read(TWO, Decisions(cut_before=("新渡口",)))
    (found,) = reading.problems
    assert found.code == "anchor-nowhere"
    assert dict(found.detail)["text"] == "新渡口"


def test_a_text_that_fits_twice_is_told_with_both_places() -> None:
    text = TWO + "\n旧渡口\n完了。"
    (found,) = read(text, Decisions(cut_before=("旧渡口",))).problems
    assert found.code == "anchor-several"
    assert dict(found.detail)["candidates"].count("旧渡口") == 2


def test_the_name_of_a_file_may_count_its_essays() -> None:
    text = _filled("The ferry\n{{en 400}}\nThe ledger\n{{en 400}}\nThe keys\n{{en 400}}")
    assert len(read(text, name="notes.txt").essays) == 1
    assert len(read(text, name="three-notes-on-small-towns.txt").essays) == 3
    assert len(read(_filled("渔火\n{{zh 200}}\n石桥\n{{zh 200}}"), name="河湾札记两则.txt").essays) == 2


MARKED = _filled("第一篇：白鹭\n{{zh 200}}\n第二篇：旧渡口\n{{zh 200}}\n第三篇：灯\n{{zh 200}}")


def test_a_person_joins_what_was_cut() -> None:
    reading = read(MARKED, Decisions(join=("旧渡口",)))
    assert [essay.title for essay in reading.essays] == ["白鹭", "灯"]


def test_a_person_forbids_every_cut() -> None:
    assert len(read(MARKED, Decisions(split="none")).essays) == 1


def test_a_skipped_file_has_no_essay_and_says_why() -> None:
    reading = read(MARKED, Decisions(skip="目录页"))
    assert reading.essays == ()
    assert [problem.code for problem in reading.problems] == ["skipped"]
    assert {tile.role for tile in reading.tiles} <= {"file", "space"}


@pytest.mark.parametrize("text", ["", "\n\n", "只有标题", "作者：张三 来源：某网 时间：2019-01-01"])
def test_a_file_with_no_essay_is_told(text: str) -> None:
    reading = read(text)
    assert reading.essays == ()
    assert "no-essay" in [problem.code for problem in reading.problems]


def test_every_cut_carries_its_evidence() -> None:
    assert all(essay.cut_why for essay in read(MARKED).essays)


def test_a_heading_that_seems_lost_is_told() -> None:
    text = _filled("镇上的几件事\n一、修路\n{{zh 200}}\n二、办学\n{{zh 200}}\n四、种树\n{{zh 200}}")
    (essay,) = read(text).essays
    (told,) = [item for item in essay.problems if item.code == "heading-lost"]
    assert (told.severity, dict(told.detail)["words"]) == ("flag", "四、种树")
