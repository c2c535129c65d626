"""Every key of corpus.yml, from the file to what `inspect` shows; and quotations that fit nowhere or in several places."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder import cli
from builder.library import decide
from builder.model import Essay
from builder.pipeline import Inspected
from builder.problems import hint, message
from tests.desk import PARAGRAPHS, body, codes, look_at, put_on_record, read, text_of, write

ONE = text_of(1, title="门朝南开")
TWO = (
    "门朝南开\n\n    " + "\n    ".join(PARAGRAPHS[:3]) + "\n\n路上的账\n\n    " + "\n    ".join(PARAGRAPHS[3:6]) + "\n"
)
SERIES = "\n".join(
    f"第{n}篇：{title}\n\n" + "\n".join(f"    {PARAGRAPHS[(at + step) % 8]}" for step in range(3)) + "\n"
    for n, (at, title) in zip("一二三", ((0, "门朝南开"), (3, "听明白了再说"), (5, "一件小事")), strict=True)
)


def only(seen: Inspected) -> Essay:
    assert len(seen.essays) == 1
    return seen.essays[0].essay


@dataclass(frozen=True)
class Case:
    """What an entry for a.txt says, the text of a.txt, and what is to be seen."""

    said: str
    seen: Callable[[Inspected], object]
    text: str = ONE


CASES = (
    Case("title: 朝南的门", lambda seen: only(seen).title == "朝南的门" and "门朝南开" in only(seen).alternative_titles),
    Case("subtitle: 一点想法", lambda seen: only(seen).subtitle == "一点想法"),
    Case("author: 林远", lambda seen: only(seen).author == "林远"),
    Case("date: 2011-9-3", lambda seen: only(seen).published == "2011-09-03"),
    Case("publisher: 山城晚报", lambda seen: only(seen).publisher == "山城晚报"),
    Case("language: zh-Hant", lambda seen: only(seen).language == "zh-Hant"),
    Case("collection: [札记, 旧文]", lambda seen: only(seen).collections == ("札记", "旧文")),
    Case("order: 7", lambda seen: dict(only(seen).front).get("order") == "7"),
    Case("note: 据抄本", lambda seen: dict(only(seen).front).get("note") == "据抄本"),
    Case("slug: the-door", lambda seen: seen.essays[0].slug == "the-door"),
    Case("translation: machine", lambda seen: only(seen).machine_translated),
    Case("version_of: b", lambda seen: dict(only(seen).front).get("version_of") == "b"),
    Case("cut_before: [路上的账]", lambda seen: [i.essay.title for i in seen.essays] == ["门朝南开", "路上的账"], TWO),
    Case("join: [第二篇：听明白了再说]", lambda seen: [i.essay.title for i in seen.essays] == ["门朝南开", "一件小事"], SERIES),
    Case("split: none", lambda seen: len(seen.essays) == 1, SERIES),
    Case("keep: [优(yōu)化]", lambda seen: "优(yōu)化" in body(only(seen)), text_of(1, extra="把优(yōu)化写作优(yōu)化，是为了教人念。" * 4)),
    Case("drop: [请看本站别的文章]", lambda seen: "本站" not in body(only(seen)), text_of(1, extra="说到这里，请看本站别的文章，就算说完了。")),
    Case("replace: {先要没有: 先要有}", lambda seen: "做事先要有底" in body(only(seen)), text_of(1, extra="做事先要没有底，这话不对。")),
    Case("heading: {关于值班: 1}", lambda seen: [(b.text, b.level) for b in only(seen).outline] == [("关于值班", 1)], text_of(1, extra="\n关于值班\n" + PARAGRAPHS[5])),
    Case("heading: {一、路上: none}", lambda seen: "路上" not in [b.text for b in only(seen).outline], text_of(1, extra=f"\n一、路上\n{PARAGRAPHS[5]}\n二、家里\n{PARAGRAPHS[6]}\n三、门前\n{PARAGRAPHS[7]}")),
    Case("skip: 只是目录", lambda seen: not seen.essays and codes(seen.problems) == ["skipped"]),
    Case("rules_off: {injected-pinyin: 教拼音的}", lambda seen: body(only(seen)).count("(yōu)") == 8, text_of(1, extra="把优(yōu)化写作优(yōu)化，是为了教人念。" * 4)),
    Case("accept: {masked-word: 来源如此}", lambda seen: "masked-word" not in codes(seen.problems), text_of(1, extra="他说**精神要讲，这是头一条。")),
    Case("withhold: [老周]", lambda seen: "老周" not in repr(seen) and "〔略〕说" in body(only(seen)), text_of(8)),
    Case("withdraw: {reason: 作者要求, notice: yes}", lambda seen: not seen.essays),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.said)
def test_a_key_does_what_it_says(case: Case, tmp_path: Path) -> None:
    before = look_at(write(tmp_path / "before", {"a.txt": case.text, "b.txt": text_of(2)}), "a.txt")
    content = write(
        tmp_path / "after", {"a.txt": case.text, "b.txt": text_of(2)}, f"sources:\n  a.txt:\n    {case.said}\n"
    )
    assert not case.seen(before) if before.essays else True
    assert case.seen(look_at(content, "a.txt"))


def test_each_key_has_a_case() -> None:
    from builder.library.decisions import ENTRY

    tried = {case.said.partition(":")[0] for case in CASES}
    assert set(ENTRY) - tried == {"not_linked"}  # with `themes` below


def test_keys_about_links_and_themes_reach_the_library(tmp_path: Path) -> None:
    files = {f"{name}.txt": text_of(n) for n, name in enumerate("abcd")}
    said = "essays:\n  a:\n    not_linked: [nowhere]\n    themes: {add: [no-such-theme]}\n"
    library = read(write(tmp_path, files, said))
    assert {"not-linked-unknown", "theme-unknown"} <= set(codes(library.problems))


@pytest.mark.parametrize(
    "said",
    ["title: 甲", "author: 林远", "date: 2011-09-13", "skip: 重复", "replace: {老周: 老陈}", "withdraw: 作者要求"],
)
def test_one_essay_inside_a_file(said: str, tmp_path: Path) -> None:
    plain = look_at(write(tmp_path / "plain", {"a.txt": SERIES}), "a.txt")
    seen = look_at(write(tmp_path / "said", {"a.txt": SERIES}, f"essays:\n  a--2:\n    {said}\n"), "a.txt")
    assert [item.slug for item in plain.essays] == ["a", "a--2", "a--3"]
    others = {item.slug: item.essay for item in seen.essays}
    assert others["a"].title == plain.essays[0].essay.title and others["a"].author is None
    assert others["a--3"] == plain.essays[2].essay or said.startswith("replace")
    assert others.get("a--2") != plain.essays[1].essay or said.startswith("replace")
    if said.startswith(("skip", "withdraw")):
        assert list(others) == ["a", "a--3"]


def test_an_essay_gets_another_address_and_the_old_one_leads_to_it(tmp_path: Path) -> None:
    content = write(tmp_path, {"a.txt": ONE})
    put_on_record(content)
    (tmp_path / "corpus.yml").write_text("essays:\n  a: {slug: the-door, author: 林远}\n", encoding="utf-8")
    for _ in range(2):
        library = put_on_record(content)
        assert [(i.slug, i.former_slugs, i.essay.author) for i in library.essays] == [("the-door", ("a",), "林远")]
        assert "decision-unknown-essay" not in codes(library.problems)


ANCHORS = (
    ("drop: [写得不好的句子]", "anchor-nowhere"),
    ("keep: [没有的话]", "anchor-nowhere"),
    ("replace: {没有的话: 有}", "anchor-nowhere"),
    ("withhold: [没有的话]", "anchor-nowhere"),
    ("heading: {没有的话: 1}", "anchor-nowhere"),
    ("join: [没有的话]", "anchor-nowhere"),
    ("cut_before: [没有的话]", "anchor-nowhere"),
    ("cut_before: [这件事]", "anchor-several"),
    ("drop: [这件事]", "anchor-everywhere"),
    ("replace: {这件事: 那件事}", "anchor-everywhere"),
)


@pytest.mark.parametrize(("said", "code"), ANCHORS)
def test_a_quotation_that_fits_nowhere_or_in_several_places_is_told(said: str, code: str, tmp_path: Path) -> None:
    seen = look_at(write(tmp_path, {"a.txt": ONE}, f"sources:\n  a.txt:\n    {said}\n"), "a.txt")
    told = [item for item in seen.problems if item.code == code]
    assert len(told) == 1 and told[0].severity == ("note" if code == "anchor-everywhere" else "error")
    assert hint(told[0], "zh") and message(told[0], "en")
    if "这件事" in said:
        assert dict(told[0].detail)["candidates"].count(" | ") == 2


def test_the_nearest_lines_are_candidates(tmp_path: Path) -> None:
    content = write(tmp_path, {"a.txt": ONE}, "sources:\n  a.txt:\n    drop: [谈心不是念搞子]\n")
    told = [item for item in look_at(content, "a.txt").problems if item.code == "anchor-nowhere"]
    assert "谈心不是念稿子" in hint(told[0], "zh")


def test_what_is_copied_from_the_page_fits_the_source(tmp_path: Path) -> None:
    broken = text_of(
        1, extra="時(shí)間不等人。我們認(rèn)真學(xué)習(xí)，學(xué)了再習(xí)，對(duì)每個問題都要認(rèn)得準。"
    )
    content = write(tmp_path, {"a.txt": broken}, "sources:\n  a.txt:\n    drop: [認真學習，學了再習，]\n")
    seen = look_at(content, "a.txt")
    assert "anchor-nowhere" not in codes(seen.problems)
    assert "學" not in body(only(seen))


def test_a_glob_is_content_with_one_file_that_fits(tmp_path: Path) -> None:
    files = {"a.txt": text_of(1, extra="本站广告，请勿当真。"), "b.txt": text_of(2)}
    library = read(write(tmp_path / "one", files, 'sources:\n  "*.txt":\n    drop: [本站广告]\n'))
    assert "anchor-nowhere" not in codes(library.problems)
    library = read(write(tmp_path / "none", files, 'sources:\n  "*.txt":\n    drop: [别站广告]\n'))
    assert codes(library.problems).count("anchor-nowhere") == 1


def _flags(content_root: Path, corpus: str, words: str) -> list[str]:
    content = write(content_root, {"a.txt": text_of(1, extra=words)}, corpus)
    return [item for item in codes(read(content).problems) if item == "masked-word"]


def test_accept_with_marks_silences_these_words_and_no_others(tmp_path: Path) -> None:
    words = "他说**精神要讲，这是头一条。"
    plain = read(write(tmp_path, {"a.txt": text_of(1, extra=words)}))
    marks = [decide.mark(item) for item in plain.problems if item.code == "masked-word"]
    assert marks
    said = f'sources:\n  a.txt:\n    accept: {{masked-word: "来源如此 {" ".join(f"#{m}" for m in marks)}"}}\n'
    assert _flags(tmp_path, said, words) == []
    assert _flags(tmp_path, said, f"{PARAGRAPHS[7]}\n    {words}") == []
    assert _flags(tmp_path, said, words.replace("精神", "作风")) == ["masked-word"] * len(marks)


def test_accept_without_marks_holds_for_what_is_on_record(tmp_path: Path) -> None:
    said = "sources:\n  a.txt:\n    accept: {masked-word: 来源如此}\n"
    words = "他说**精神要讲，这是头一条。"
    assert _flags(tmp_path, said, words) == []
    put_on_record(write(tmp_path, {}))
    assert _flags(tmp_path, said, words) == []
    assert _flags(tmp_path, said, words.replace("精神", "作风")) != []
    assert "accept-lapsed" in codes(read(write(tmp_path, {})).problems)


def test_entries_that_name_nothing_are_told_with_the_new_name(tmp_path: Path) -> None:
    content = write(tmp_path, {"旧名.txt": ONE}, "sources:\n  旧名.txt: {author: 林远}\n")
    put_on_record(content)
    (tmp_path / "essays" / "旧名.txt").rename(tmp_path / "essays" / "另起的名字.txt")
    told = [item for item in read(content).problems if item.code == "decision-unknown-source"]
    assert len(told) == 1 and "另起的名字.txt" in hint(told[0], "zh") and told[0].line == 2


def test_windows_paths_name_the_same_files(tmp_path: Path) -> None:
    content = write(tmp_path, {"旧文/a.txt": ONE}, "sources:\n  旧文\\a.txt: {author: 林远}\n")
    assert look_at(content, "旧文/a.txt").essays[0].essay.author == "林远"
    assert "decision-unknown-source" not in codes(read(content).problems)


def test_the_json_of_inspect_tells_of_a_quotation_that_fits_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path, {"a.txt": ONE}, "sources:\n  a.txt:\n    drop: [没有的话]\n")
    words = ["inspect", str(content.essays / "a.txt"), "--json", "--content", str(tmp_path), "--jobs", "1"]
    assert cli.main(words) == 1
    assert [item["code"] for item in json.loads(capsys.readouterr().out)["problems"]] == ["anchor-nowhere"]
