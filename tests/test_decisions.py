"""corpus.yml and themes.yml: what they decide, and what a person is told about each slip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.library import decisions, vocabulary
from builder.library.decisions import Configuration
from builder.library.patterns import matches, normal, specificity
from builder.model import Decisions, SiteSettings
from builder.problems import MESSAGES, hint, message
from tests.examples import examples


@dataclass(frozen=True)
class Slip:
    """A file with one mistake: its text, the code and line reported, the line shown, and what is read all the same."""

    name: str
    text: str | bytes
    code: str
    line: int
    shown: str  # stands in the hint
    read: dict[str, object] | None = None  # decisions about a.txt


def _source(lines: str) -> str:
    """`lines` as the entry about a.txt."""
    return "sources:\n  a.txt:\n" + "".join(f"    {line}\n" for line in lines.splitlines())


SLIPS = (
    Slip("full-width colon", _source("title：虚与实"), "yaml-full-width-colon", 3, "title: 虚与实", {"title": "虚与实"}),
    Slip("full-width colon after a file", "sources:\n  a.txt：\n    title: 甲\n", "yaml-full-width-colon", 2, "a.txt:", {"title": "甲"}),
    Slip("full-width colon after a section", "sources：\n  a.txt: {title: 甲}\n", "yaml-full-width-colon", 1, "sources:", {"title": "甲"}),
    Slip("full-width colon after a heading", _source("heading:\n  一、虚与实：1"), "yaml-full-width-colon", 4, "一、虚与实: 1", {"heading": (("一、虚与实", 1),)}),
    Slip("no space after the colon", _source("title:虚与实"), "yaml-space-after-colon", 3, "title: 虚与实", {"title": "虚与实"}),
    Slip("wide spaces as indentation", "sources:\n\u3000a.txt:\n\u3000\u3000title: 甲\n", "yaml-wide-space", 2, "a.txt:", {"title": "甲"}),
    Slip("one wide space for two plain ones", "sources:\n  a.txt:\n\u3000\u3000title: 甲\n", "yaml-wide-space", 3, "    title: 甲", {"title": "甲"}),
    Slip("no-break spaces as indentation", "sources:\n\u00a0\u00a0a.txt: {title: 甲}\n", "yaml-wide-space", 2, "  a.txt: {title: 甲}", {"title": "甲"}),
    Slip("wide space after the colon", _source("title:\u3000甲"), "yaml-wide-space", 3, "title: 甲", {"title": "甲"}),
    Slip("tab as indentation", "sources:\n\ta.txt:\n\t\ttitle: 甲\n", "yaml-tab", 2, "  a.txt:", {"title": "甲"}),
    Slip("tab after the colon", _source("title:\t甲"), "yaml-tab", 3, "title: 甲", {"title": "甲"}),
    Slip("curly quotes round a value", _source("title: “虚与实”"), "yaml-curly-quotes", 3, 'title: "虚与实"', {"title": "虚与实"}),
    Slip("one curly quote, one straight", _source('title: “虚与实"'), "yaml-curly-quotes", 3, 'title: "虚与实"', {"title": "虚与实"}),
    Slip("curly quotes round a key", "sources:\n  “a.txt”: {title: 甲}\n", "yaml-curly-quotes", 2, '"a.txt": {title: 甲}', {"title": "甲"}),
    Slip("full-width brackets", _source("collection: ［甲, 乙］"), "yaml-full-width-brackets", 3, "collection: [甲, 乙]", {"collection": ("甲", "乙")}),
    Slip("full-width braces", _source("withdraw: ｛reason: 作者要求｝"), "yaml-full-width-brackets", 3, "withdraw: {reason: 作者要求}", {"withdraw": ("作者要求", True)}),
    Slip("full-width comma", _source("collection: [甲，乙]"), "yaml-full-width-comma", 3, "collection: [甲, 乙]", {"collection": ("甲", "乙")}),
    Slip("enumeration comma", _source("not_linked: [a、b]"), "yaml-full-width-comma", 3, "not_linked: [a, b]", {"not_linked": ("a", "b")}),
    Slip("full-width comma between keys", _source("withdraw: {reason: 作者要求，他人，notice: no}"), "yaml-full-width-comma", 3, "withdraw: {reason: 作者要求，他人, notice: no}", {"withdraw": ("作者要求，他人", False)}),
    Slip("full-width colon in braces", "sources:\n  a.txt: {title：甲, author：乙}\n", "yaml-full-width-colon", 2, "a.txt: {title: 甲, author: 乙}", {"title": "甲", "author": "乙"}),
    Slip("full-width letters in a key", _source("ｔｉｔｌｅ: 甲"), "yaml-full-width-key", 3, "title: 甲", {"title": "甲"}),
    Slip("full-width hash", "＃ 说明\nsources:\n  a.txt: {title: 甲}\n", "yaml-full-width-hash", 1, "# 说明", {"title": "甲"}),
    Slip("full-width dash", _source("drop:\n  － 广告"), "yaml-dash", 4, "- 广告", {"drop": ("广告",)}),
    Slip("no space after the dash", _source("drop:\n  -广告"), "yaml-dash", 4, "- 广告", {"drop": ("广告",)}),
    Slip("long dash", _source("keep:\n  - 甲\n  —— 乙"), "yaml-dash", 5, "- 乙", {"keep": ("甲", "乙")}),
    Slip("zero-width character", _source("title\u200b: 甲"), "yaml-invisible", 3, "title: 甲", {"title": "甲"}),
    Slip("colon inside a value", _source("title: 组织工作: 虚与实"), "yaml-syntax", 3, "title: '组织工作: 虚与实'", {"title": "组织工作: 虚与实"}),
    Slip("value begins with an asterisk", _source("title: **精神"), "yaml-syntax", 3, "title: '**精神'", {"title": "**精神"}),
    Slip("item begins with an asterisk", _source("drop: [广告, **精神]"), "yaml-syntax", 3, "drop: [广告, '**精神']", {"drop": ("广告", "**精神")}),
    Slip("value begins with a per cent sign", _source("title: %甲"), "yaml-syntax", 3, "title: '%甲'", {"title": "%甲"}),
    Slip("value begins with a bracketed number", _source("title: [1] 甲"), "yaml-syntax", 3, "title: '[1] 甲'", {"title": "[1] 甲"}),
    Slip("one blank too many", _source("title: 甲\n author: 乙"), "yaml-indent", 4, "4", {"title": "甲", "author": "乙"}),
    Slip("one blank too few", "sources:\n  a.txt:\n    title: 甲\n   author: 乙\n", "yaml-indent", 4, "4", {"title": "甲", "author": "乙"}),
    Slip("backslashes in a quoted path", 'sources:\n  "b\\a.txt": {title: 甲}\n', "yaml-backslash", 2, '"b/a.txt": {title: 甲}'),
    Slip("saved as GBK", _source("title: 虚与实").encode("gbk"), "yaml-encoding", 3, "UTF-8", {"title": "虚与实"}),
    Slip("saved as UTF-16", _source("title: 虚与实").encode("utf-16"), "yaml-encoding", 1, "UTF-8", {"title": "虚与实"}),
    Slip("one line in GBK", _source("title: 甲").encode() + "    note: 乙\n".encode("gbk") + "    author: 丙丁\n".encode(), "yaml-encoding", 4, "UTF-8", {"title": "甲", "note": "乙", "author": "丙丁"}),
    Slip("bytes in no encoding", _source("title: 甲").encode() + b"    note: \xff\xff\n    author: \xe4\xb8\x99\n", "yaml-bytes", 4, "UTF-8", {"title": "甲", "author": "丙"}),
    Slip("misspelt key", _source("auther: 甲"), "decision-unknown-key", 3, "author: 甲", {"author": None}),
    Slip("key in capitals", _source("Title: 甲"), "decision-unknown-key", 3, "title: 甲"),
    Slip("hyphen for underscore", _source("cut-before: [甲]"), "decision-unknown-key", 3, "cut_before: [甲]"),
    Slip("key in Chinese", _source("作者: 甲"), "decision-unknown-key", 3, "author: 甲"),
    Slip("key that nothing is like", _source("颜色: 红"), "decision-unknown-key-far", 3, "cut_before"),
    Slip("misspelt section", "source:\n  a.txt: {title: 甲}\n", "decision-unknown-key", 1, "sources:"),
    Slip("key twice", _source("title: 甲\ntitle: 乙"), "decision-duplicate-key", 4, "", {"title": "乙"}),
    Slip("file twice", "sources:\n  a.txt: {title: 甲}\n  a.txt: {title: 乙}\n", "decision-duplicate-key", 3, ""),
    Slip("key without a value", _source("title:"), "decision-no-value", 3, "title: …", {"title": None}),
    Slip("list for a text", _source("title: [甲, 乙]"), "decision-wrong-shape", 3, "title: …", {"title": None}),
    Slip("mapping for a list", _source("drop: {甲: 乙}"), "decision-wrong-shape", 3, "drop: [", {"drop": ()}),
    Slip("no for none", _source("split: no"), "decision-wrong-choice", 3, "split: none", {"split": None}),
    Slip("language by another name", _source("language: zh-CN"), "decision-wrong-choice", 3, "language: zh-Hans"),
    Slip("no such day", _source("date: 2021-02-30"), "decision-wrong-date", 3, "date: 2021-02-01", {"date": None}),
    Slip("a year alone", _source("date: 2021"), "decision-wrong-date", 3, "date: 2021-01-01", {"date": None}),
    Slip("slug with blanks", _source("slug: My Essay"), "decision-wrong-slug", 3, "slug: my-essay", {"slug": None}),
    Slip("yes for a reason", _source("skip: yes"), "decision-wrong-shape", 3, "skip:", {"skip": None}),
    Slip("order in words", _source("order: 第三"), "decision-wrong-shape", 3, "order: 3", {"order": None}),
    Slip("no such level", _source("heading: {一、甲: 9}"), "decision-wrong-shape", 3, "一、甲: 1", {"heading": ()}),
    Slip("no such code", _source("accept: {decision-no-valeu: 看过了}"), "decision-unknown-code", 3, "decision-no-value"),
    Slip("two that contradict", _source("split: none\ncut_before: [甲]"), "decision-contradiction", 3, ""),
    Slip("notice neither yes nor no", _source("withdraw: {reason: 作者要求, notice: 是}"), "decision-wrong-choice", 3, "notice: yes", {"withdraw": ("作者要求", True)}),
    Slip("withdrawn without a reason", _source("withdraw: {notice: no}"), "decision-wrong-shape", 3, "reason", {"withdraw": None}),
)  # fmt: skip


def _about(configuration: Configuration, name: str = "a.txt") -> Decisions:
    return configuration.for_source(name)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_named_with_the_line_that_was_meant(slip: Slip) -> None:
    data = slip.text if isinstance(slip.text, bytes) else slip.text.encode()
    configuration = decisions.read(data)
    found = [item for item in configuration.problems if (item.code, item.line) == (slip.code, slip.line)]
    assert found, [(item.code, item.line, hint(item, "en")) for item in configuration.problems]
    for tongue in ("en", "zh"):
        assert slip.shown in hint(found[0], tongue)
        assert message(found[0], tongue)
    assert {item.code for item in configuration.problems} == {slip.code}, "one mistake, one kind of problem"
    for key, value in (slip.read or {}).items():
        assert getattr(_about(configuration), key) == value


def test_all_mistakes_are_reported_at_once() -> None:
    text = "".join(
        f"  {number}.txt:\n" + "".join(line + "\n" for line in str(slip.text).splitlines()[2:])
        for number, slip in enumerate(SLIPS)
        if isinstance(slip.text, str) and slip.text.startswith("sources:\n  a.txt:\n") and "yaml" in slip.code
    )
    configuration = decisions.read(("sources:\n" + text).encode())
    wanted = {s.code for s in SLIPS if str(s.text).startswith("sources:\n  a.txt:\n") and "yaml" in s.code}
    assert {item.code for item in configuration.problems} >= wanted
    assert [item.line for item in configuration.problems] == sorted(item.line or 0 for item in configuration.problems)


RIGHT = """\
# 说明：这一行里的全角冒号不算错
site: {title: "组工：文存", language: zh, script: traditional, url: "https://example.org/essays/"}
sources:
  "*.txt":
    publisher: 秘书科
    drop: ["“广告”，请勿转载", 下载]
    rules_off: {pinyin: 本站讲语音}
  部里/a.txt:
    title: “两学一做”的三点体会：兼谈“虚”与“实”
    date: 2021年6月2日
    order: 010
    note: |
      第一行：说明
      第二行，title：不是键
    replace: {盛市: 省、市, 多余的: ""}
    heading: {"一、虚与实": 2, 附注: none}
    keep: [no, 2021-06-02, 1:30]
    drop: [第一篇：如何]
    themes: {add: [基层党建], never: [工作]}
    collection: 辦公室
  空.txt: {skip: 目录，不是文章}
essays:
  xu-yu-shi--2:
    author: "007"
    withdraw: {reason: 作者要求, notice: no}
    accept: {yaml-tab: 看过了}
"""


def test_a_right_file_says_what_it_says() -> None:
    configuration = decisions.read(RIGHT.encode("utf-8-sig"))
    assert configuration.problems == ()
    assert configuration.site == SiteSettings("组工：文存", "zh", "traditional", "https://example.org/essays/")
    found = configuration.for_source("部里/a.txt")
    assert found.title == "“两学一做”的三点体会：兼谈“虚”与“实”"
    assert (found.date, found.order, found.publisher) == ("2021-06-02", 10, "秘书科")
    assert found.note == "第一行：说明\n第二行，title：不是键\n"
    assert found.replace == (("盛市", "省、市"), ("多余的", ""))
    assert found.heading == (("一、虚与实", 2), ("附注", 0))
    assert found.keep == ("no", "2021-06-02", "1:30")
    assert found.drop == ("“广告”，请勿转载", "下载", "第一篇：如何")
    assert (found.themes_add, found.themes_never) == (("基层党建",), ("工作",))
    assert found.collection == ("辦公室",)
    assert found.rules_off == (("pinyin", "本站讲语音"),)
    assert dict(found.where)["drop: 第一篇：如何"] == "corpus.yml:18"
    assert configuration.for_source("空.txt").skip == "目录，不是文章"
    essay = configuration.for_essay("xu-yu-shi--2")
    assert (essay.author, essay.withdraw) == ("007", ("作者要求", False))
    assert configuration.for_essay("other") == Decisions()


@pytest.mark.parametrize(
    ("pattern", "name", "matched"),
    [
        ("a.txt", "a.txt", True),
        ("a.txt", "b/a.txt", False),
        ("*.txt", "b/a.txt", True),
        ("b/*.txt", "b/c/a.txt", False),
        ("b/**", "b/c/a.txt", True),
        ("**/a.txt", "a.txt", True),
        ("b/", "b/c/a.txt", True),
        ("b/", "bb/a.txt", False),
        ("[篇1].txt", "[篇1].txt", True),
        ("[1]*.txt", "1x.txt", True),
        ("?.txt", "甲.txt", True),
        ("A*.TXT", "a1.txt", True),
        (normal("content\\essays\\部里\\a.txt"), "部里/a.txt", True),
        (normal("./essays/a.txt"), "a.txt", True),
    ],
)
def test_a_pattern_names_sources(pattern: str, name: str, matched: bool) -> None:
    assert matches(pattern, name) is matched


def test_the_more_specific_wins() -> None:
    patterns = ["*.txt", "部里/*", "部里/a*.txt", "部里/a.txt"]
    assert sorted(["部里/a.txt", "部里/*", "*.txt", "部里/a*.txt"], key=specificity) == patterns
    text = "".join(f"  '{pattern}': {{author: 作者{n}, keep: [字{n}]}}\n" for n, pattern in enumerate(patterns))
    configuration = decisions.read(("sources:\n" + text).encode())
    assert configuration.for_source("部里/a.txt").author == "作者3"
    assert configuration.for_source("部里/ab.txt").author == "作者2"
    assert configuration.for_source("别处/a.txt").author == "作者0"
    assert configuration.for_source("部里/a.txt").keep == ("字0", "字1", "字2", "字3")


def test_a_folder_needs_no_slash() -> None:
    configuration = decisions.read("sources:\n  作风建设: {publisher: 办公室}\n".encode())
    assert configuration.for_source("作风建设/01 门槛.txt").publisher == "办公室"
    assert configuration.for_source("别处/作风建设.txt").publisher is None


def test_entries_that_name_nothing_are_problems() -> None:
    text = "sources:\n  虚与石.txt: {title: 甲}\n  '*.txt': {rules_off: {pinyn: 不用}}\nessays:\n  xu-yu-shu: {title: 乙}\n"
    configuration = decisions.read(text.encode())
    found = decisions.unmatched(configuration, ["虚与实.txt"], ["xu-yu-shi"], ["pinyin"])
    assert [(item.code, item.line, dict(item.detail)["better"]) for item in found] == [
        ("decision-unknown-source", 2, "虚与实.txt"),
        ("decision-unknown-rule", 3, "pinyin"),
        ("decision-unknown-essay", 5, "xu-yu-shi"),
    ]


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert decisions.load(tmp_path) == Configuration()
    assert vocabulary.load_vocabulary(tmp_path / "themes.yml") == (vocabulary.Vocabulary(), ())
    (tmp_path / "corpus.yml").write_text("# 还没有\nsources:\n", "utf-8")
    assert decisions.load(tmp_path) == Configuration()


THEME_SLIPS = {
    "no id": ("- {names: {en: cadre}}\n", "theme-no-id", 1),
    "id in Chinese": ("- {id: 干部, names: {zh-Hans: 干部}}\n", "theme-wrong-id", 1),
    "no name": ("- {id: cadre}\n", "theme-no-name", 1),
    "id twice": ("- {id: a, names: {en: x}}\n- {id: a, names: {en: y}}\n", "theme-twice", 2),
    "name twice, in two scripts": (
        "- {id: a, names: {zh-Hans: 干部}}\n- {id: b, names: {zh-Hant: 幹部}}\n",
        "theme-shared-name",
        2,
    ),
    "named and banned": ("themes:\n- {id: a, names: {zh-Hans: 干部}}\nnever: [干部]\n", "theme-never-and-named", 3),
    "retired to nowhere": ("- {id: a, retired_to: b}\n", "theme-retired-nowhere", 1),
    "language by another name": ("- {id: a, names: {zh: 干部, en: cadre}}\n", "decision-unknown-key", 1),
    "full-width colon": ("- id：cadre\n  names: {en: cadre}\n", "yaml-full-width-colon", 1),
    "full-width comma": ("- id: a\n  names: {en: cadre}\n  aliases: [甲，乙]\n", "yaml-full-width-comma", 3),
    "not a list": ("干部\n", "decision-wrong-shape", 1),
}


@pytest.mark.parametrize("name", THEME_SLIPS)
def test_a_slip_in_themes_is_named(name: str) -> None:
    text, code, line = THEME_SLIPS[name]
    _, problems = vocabulary.read(text.encode())
    assert [(item.code, item.line) for item in problems] == [(code, line)]
    assert all(message(item, tongue) and hint(item, tongue) for item in problems for tongue in ("en", "zh"))


def test_both_shapes_of_themes_say_the_same() -> None:
    entry = "- {id: cadre, names: {en: cadre, zh-Hans: 干部}, aliases: [干部们], note: 说明}\n"
    as_list, _ = vocabulary.read((entry + "- never: [工作, way]\n- {id: old, retired_to: cadre}\n").encode())
    as_mapping, problems = vocabulary.read(
        ("themes:\n" + entry + "- {id: old, retired_to: cadre}\nnever: [工作, way]\n").encode()
    )
    assert as_list == as_mapping
    assert problems == ()
    assert as_list.never == ("工作", "way")
    assert as_list.themes[0].names == (("zh-Hans", "干部"), ("en", "cadre"))
    assert as_list.themes[1].retired_to == "cadre"


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\r", exclude_categories=["Cc", "Cs"]),
    min_size=1,
    max_size=20,
)


@given(
    st.dictionaries(
        st.sampled_from(["title", "author", "note"]), _TEXT.filter(lambda t: t.strip() == t and t), min_size=1
    )
)
@examples(100)
def test_what_a_program_writes_is_read_back(values: dict[str, str]) -> None:
    text = yaml.safe_dump({"sources": {"a.txt": values}}, allow_unicode=True, default_style='"', width=10_000)
    invisible = set("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad") & set("".join(values.values()))
    if not invisible and "\\" not in text:
        configuration = decisions.read(text.encode())
        assert configuration.problems == ()
        assert {key: getattr(_about(configuration), key) for key in values} == values


@given(
    st.text("sources:\n a.txt-[]{}'\"：，　\ttile“”#*&!|>%@0123456789", max_size=120)
    | st.binary(max_size=60).map(lambda b: b.decode("latin-1"))
)
@examples(200)
def test_nothing_raises(text: str) -> None:
    for data in (text.encode(), text.encode("gb18030", "replace"), text.encode("latin-1", "replace")):
        for item in (*decisions.read(data).problems, *vocabulary.read(data)[1]):
            assert message(item, "zh")
            assert hint(item, "en")


def test_every_message_of_this_table_is_used() -> None:
    room = Path(decisions.__file__).parent
    code = "".join(path.read_text("utf-8") for path in room.glob("*.py"))
    from builder.problems.library import MESSAGES as OWN

    assert set(OWN) <= set(MESSAGES)
    assert {name for name in OWN if f'"{name}"' not in code} == set()
