"""Addresses: proposed once from the source's name, kept for good by the record, never passed to another text."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.library import addresses, decisions
from builder.library.addresses import Placed
from builder.library.decisions import Configuration
from builder.library.slugs import LONGEST, RESERVED, slug_of
from builder.model import Block, Essay, Reading
from tests.examples import examples

DAY, LATER = "2024-03-01", "2025-07-09"
_WORDS = "组织工作基层党建办公室作风干部培训调查研究落实群众会议信息值班档案人才环境窗口支部书记谈心考核督查"


def _text(seed: int) -> str:
    draw = random.Random(seed)
    return "".join(draw.choice(_WORDS) for _ in range(400))


def essay(source: str, text: str, index: int = 0) -> Essay:
    """An essay of one paragraph; its fingerprint is its text."""
    block = Block("paragraph", text, "", "p1", (0, len(text)), (0, len(text)))
    return Essay(
        source=source,
        index=index,
        span=(0, len(text)),
        title=None,
        alternative_titles=(),
        subtitle=None,
        author=None,
        published=None,
        publisher=None,
        language="zh-Hans",
        collections=(),
        blocks=(block,),
        fields=(),
        repairs=(),
        problems=(),
        digest=text,
    )


def readings(files: dict[str, list[str]]) -> list[Reading]:
    """Source name → texts of its essays."""
    return [
        Reading(name, tuple(essay(name, text, index) for index, text in enumerate(texts)), (), ())
        for name, texts in sorted(files.items())
    ]


class Desk:
    """A library over time: reads, and records what it read."""

    def __init__(self, folder: Path, configuration: Configuration | None = None) -> None:
        self.path = folder / "addresses.yml"
        self.configuration = configuration or Configuration()

    def read(self, files: dict[str, list[str]]) -> Placed:
        entries, problems = addresses.load(self.path)
        assert problems == ()
        return addresses.resolve(entries, readings(files), self.configuration)

    def record(self, files: dict[str, list[str]], today: str = DAY) -> Placed:
        placed = self.read(files)
        addresses.record(self.path, addresses.load(self.path)[0], placed.essays, today)
        return placed


def _slugs(placed: Placed) -> dict[str, str]:
    """Text → slug."""
    return {item.essay.blocks[0].text: item.slug for item in placed.essays}


PROPOSALS = (
    ("组织工作的虚与实.txt", "zu-zhi-gong-zuo-de-xu-yu-shi"),
    ("On the Real & the Empty.TXT", "on-the-real-the-empty"),
    ("作风建设/01 门槛.txt", "01-men-kan"),
    ("CON.txt", None),
    ("index.md", None),
    ("404.html", None),
    ("lpt1.txt", None),
    ("《》.txt", None),
    ("很" * 90 + ".txt", None),
)


@pytest.mark.parametrize(("name", "slug"), PROPOSALS)
def test_a_slug_is_proposed_from_the_name(name: str, slug: str | None, tmp_path: Path) -> None:
    found = Desk(tmp_path).read({name: [_text(1)]}).essays[0].slug
    assert slug is None or found == slug
    assert re.fullmatch(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*", found)
    assert len(found) <= LONGEST
    assert found not in RESERVED


def test_every_further_essay_of_a_file_has_its_number(tmp_path: Path) -> None:
    placed = Desk(tmp_path).read({"五篇.txt": [_text(n) for n in range(3)]})
    assert [item.slug for item in placed.essays] == ["wu-pian", "wu-pian--2", "wu-pian--3"]


def test_two_sources_that_would_have_one_address_get_two_and_a_note(tmp_path: Path) -> None:
    placed = Desk(tmp_path).read({"a/虚实.txt": [_text(1)], "b/XU-SHI.txt": [_text(2)], "c/虚实.md": [_text(3)]})
    slugs = [item.slug for item in placed.essays]
    assert len({slug.casefold() for slug in slugs}) == 3
    assert [item.code for item in placed.problems].count("address-collision") == 2


def test_a_person_chooses_the_address(tmp_path: Path) -> None:
    configuration = decisions.read("sources:\n  五篇.txt: {slug: five-essays}\n".encode())
    desk = Desk(tmp_path, configuration)
    assert [i.slug for i in desk.read({"五篇.txt": [_text(1), _text(2)]}).essays] == ["five-essays", "five-essays--2"]


def test_an_address_chosen_later_leaves_the_old_one_behind(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record({"虚实.txt": [_text(1)]})
    desk.configuration = decisions.read("sources:\n  虚实.txt: {slug: real-and-empty}\n".encode())
    published = desk.record({"虚实.txt": [_text(1)]}, LATER).essays[0]
    assert (published.slug, published.former_slugs, published.first_published) == ("real-and-empty", ("xu-shi",), DAY)
    again = desk.read({"虚实.txt": [_text(1)], "别的/虚实.txt": [_text(2)]})
    assert _slugs(again)[_text(1)] == "real-and-empty"
    assert _slugs(again)[_text(2)] != "xu-shi", "an address that led to one text never leads to another"


def test_an_address_of_another_essay_cannot_be_chosen(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    files = {"虚实.txt": [_text(1)], "作风.txt": [_text(2)]}
    desk.record(files)
    desk.configuration = decisions.read("sources:\n  作风.txt: {slug: xu-shi}\n".encode())
    placed = desk.read(files)
    assert "address-taken" in {item.code for item in placed.problems}
    assert _slugs(placed)[_text(1)] == "xu-shi"


def test_a_renamed_file_keeps_its_address(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record({"虚实.txt": [_text(1)]})
    placed = desk.read({"新名字/另一个.txt": [_text(1)]})
    assert placed.essays[0].slug == "xu-shi"
    assert [item.code for item in placed.problems] == ["address-moved"]


def test_a_file_cut_anew_keeps_its_addresses(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first, second, third = _text(1), _text(2), _text(3)
    desk.record({"三篇.txt": [first, second, third]})
    placed = desk.read({"第三篇.txt": [third], "三篇.txt": [second, first]})
    assert _slugs(placed) == {first: "san-pian", second: "san-pian--2", third: "san-pian--3"}


def test_a_corrected_text_keeps_its_address(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record({"虚实.txt": [_text(1)]})
    corrected = _text(1)[:200] + "改了这里几个字" + _text(1)[204:]
    assert desk.read({"别处/甲.txt": [corrected]}).essays[0].slug == "xu-shi"


def test_a_text_half_rewritten_is_known_in_its_own_file_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record({"两篇.txt": [_text(1), _text(2)]})
    rewritten = _text(2)[: len(_text(2)) * 6 // 10] + _text(5)[: len(_text(5)) * 4 // 10]
    assert _slugs(desk.read({"两篇.txt": [rewritten]})) == {rewritten: "liang-pian--2"}
    assert _slugs(desk.read({"别处.txt": [rewritten]})) == {rewritten: "bie-chu"}


def test_another_text_under_the_old_name_gets_an_address_of_its_own(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.record({"虚实.txt": [_text(1)]})
    placed = desk.read({"虚实.txt": [_text(2)]})
    assert placed.essays[0].slug != "xu-shi"
    assert [entry.slug for entry in placed.missing] == ["xu-shi"]


def test_the_record_is_the_same_bytes_and_keeps_comments(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    files = {"虚实.txt": [_text(1)], "作风.txt": [_text(2), _text(3)]}
    desk.record(files)
    before = desk.path.read_text("utf-8")
    desk.record(files, LATER)
    assert desk.path.read_text("utf-8") == before
    desk.path.write_text(before.replace('- slug: "xu-shi"', '# 作者来信要求保留\n- slug: "xu-shi"'), "utf-8")
    desk.record({**files, "新.txt": [_text(4)]}, LATER)
    after = desk.path.read_text("utf-8")
    assert '# 作者来信要求保留\n- slug: "xu-shi"' in after
    assert LATER in after


def test_a_broken_record_is_named(tmp_path: Path) -> None:
    path = tmp_path / "addresses.yml"
    path.write_text("- slug: [", "utf-8")
    assert [item.code for item in addresses.load(path)[1]] == ["address-unreadable"]
    Desk(tmp_path)
    path.unlink()
    Desk(tmp_path).record({"虚实.txt": [_text(1)]})
    entry = path.read_text("utf-8").split("- slug", 1)[1]
    path.write_text(path.read_text("utf-8") + "- slug" + entry, "utf-8")
    assert [item.code for item in addresses.load(path)[1]] == ["address-twice"]


@pytest.mark.parametrize("seed", range(3))
def test_after_a_hundred_changes_no_address_shows_another_text(seed: int, tmp_path: Path) -> None:
    """Renames, re-cuts, corrections, additions and deletions, in any order, recorded now and then."""
    draw = random.Random(seed)
    desk = Desk(tmp_path)
    made = 12
    files = {f"文{n}.txt": [_text(1000 * seed + n)] for n in range(made)}
    family = {texts[0]: name for name, texts in files.items()}  # every version of a text → who it is
    owner = {slug: family[text] for text, slug in _slugs(desk.record(files)).items()}
    for step in range(100):
        name = draw.choice(sorted(files))
        change = draw.choice(["rename", "join", "split", "correct", "add", "delete"])
        if change == "rename":
            files[f"夹{step}/改{draw.randint(0, 5)}.txt"] = files.pop(name)
        elif change == "join":
            other = draw.choice(sorted(files))
            if other != name:
                files[name] = files[name] + files.pop(other)
        elif change == "split" and len(files[name]) > 1:
            files[f"分{step}.txt"] = [files[name].pop()]
        elif change == "correct":
            text = files[name][0]
            at = draw.randint(10, 380)
            files[name][0] = text[:at] + "校订" + text[at + 2 :]
            family[files[name][0]] = family[text]
        elif change == "add":
            made += 1
            files[f"文{draw.randint(0, 20)}新{step}.txt"] = [_text(1000 * seed + made)]
            family[_text(1000 * seed + made)] = f"新{step}"
        elif change == "delete" and len(files) > 5:
            del files[name]
        placed = desk.record(files, LATER)
        assert len({item.slug.casefold() for item in placed.essays}) == len(placed.essays)
        for item in placed.essays:
            for slug in (item.slug, *item.former_slugs):
                assert owner.setdefault(slug, family[item.essay.blocks[0].text]) == family[item.essay.blocks[0].text]


@given(st.text(max_size=80))
@examples(200)
def test_a_slug_is_safe_everywhere(text: str) -> None:
    slug = slug_of(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= LONGEST


def test_former_addresses_travel_with_the_essay(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for slug in ("one", "two", "three"):
        desk.configuration = decisions.read(f"sources:\n  虚实.txt: {{slug: {slug}}}\n".encode())
        placed = desk.record({"虚实.txt": [_text(1)]})
    assert set(placed.essays[0].former_slugs) == {"one", "two"}
    assert replace(placed.essays[0], former_slugs=()).slug == "three"
