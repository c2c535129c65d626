"""What blocks become of lines: verse, speech, lists, code, tables, and what a format states outright."""

from __future__ import annotations

import pytest

from builder.model import Decisions, Hint
from tests.test_headings import blocks_of, printed_outline

PROSE = "渡船每天早晨六点开第一班，风大的日子停开，水位太高的日子也停开，停开的牌子挂在码头的柱子上。"


def kinds_and_texts(text: str, hints: tuple[Hint, ...] = ()) -> list[tuple[str, str, str]]:
    return [(block.kind, block.number, block.text) for block in blocks_of(text, hints)]


def stated(text: str, part: str, kind: str, level: int = 0, **detail: str) -> Hint:
    start = text.index(part)
    return Hint(start, start + len(part), kind, level, tuple(detail.items()))  # type: ignore[arg-type]


CASES = {
    "verse keeps its lines in one block, stanza by stanza or not": (
        f"{PROSE}\n\n风从水上来\n\n吹开一扇窗\n\n窗里没有人\n\n只有一盏灯\n\n{PROSE}",
        [
            ("paragraph", "", PROSE),
            ("verse", "", "风从水上来\n吹开一扇窗\n窗里没有人\n只有一盏灯"),
            ("paragraph", "", PROSE),
        ],
    ),
    "the sentence that introduces a song is not a line of it": (
        f"船夫们常常唱一首很老的歌，歌词是这样的：\n水长流\n船慢走\n白了头\n到渡口\n{PROSE}",
        [
            ("paragraph", "", "船夫们常常唱一首很老的歌，歌词是这样的："),
            ("verse", "", "水长流\n船慢走\n白了头\n到渡口"),
            ("paragraph", "", PROSE),
        ],
    ),
    "three short lines are no verse": (
        f"{PROSE}\n渡口管理所\n钟大有\n此致",
        [
            ("paragraph", "", PROSE),
            ("paragraph", "", "渡口管理所"),
            ("paragraph", "", "钟大有"),
            ("paragraph", "", "此致"),
        ],
    ),
    "speech stands line by line": (
        f"“还开船吗？”\n“开。”\n老钟说：“风小了就开。”\n{PROSE}",
        [
            ("dialogue", "", "“还开船吗？”"),
            ("dialogue", "", "“开。”"),
            ("dialogue", "", "老钟说：“风小了就开。”"),
            ("paragraph", "", PROSE),
        ],
    ),
    "speakers are named more than once": (
        "记者：渡口有多少年了？\n船工：我爷爷那时候就有。\n记者：现在还有人坐船吗？\n船工：赶集的日子人多。",
        [
            ("dialogue", "", "记者：渡口有多少年了？"),
            ("dialogue", "", "船工：我爷爷那时候就有。"),
            ("dialogue", "", "记者：现在还有人坐船吗？"),
            ("dialogue", "", "船工：赶集的日子人多。"),
        ],
    ),
    "items of a list carry their mark apart": (
        "过渡须知：\n1、不得超载；\n2、不得抢上；\n- 老人先上\n• 孩子坐稳",
        [
            ("paragraph", "", "过渡须知："),
            ("list", "1、", "不得超载；"),
            ("list", "2、", "不得抢上；"),
            ("list", "-", "老人先上"),
            ("list", "•", "孩子坐稳"),
        ],
    ),
    "a bullet before a number says nothing more": (
        "注：\n- 1、渡：过河。\n- 2、缆：系船的绳。",
        [("paragraph", "", "注："), ("list", "1、", "渡：过河。"), ("list", "2、", "缆：系船的绳。")],
    ),
    "articles of law stay whole": (
        "第一条 渡口由镇里管理。\n第二条 渡工应当持证上岗。",
        [("paragraph", "", "第一条 渡口由镇里管理。"), ("paragraph", "", "第二条 渡工应当持证上岗。")],
    ),
    "code keeps its indentation, a lone statement beside it its company": (
        f"{PROSE}\nfor (int i = 0; i < 3; i++) {{\n    total += i;\n}}\nreturn total;\n{PROSE}",
        [
            ("paragraph", "", PROSE),
            ("code", "", "for (int i = 0; i < 3; i++) {\n    total += i;\n}\nreturn total;"),
            ("paragraph", "", PROSE),
        ],
    ),
    "rows with tabs are a table": (
        "班次\t时间\n一\t六点\n二\t八点",
        [("table", "", "班次\t时间\n一\t六点\n二\t八点")],
    ),
}


@pytest.mark.parametrize(("text", "blocks"), CASES.values(), ids=CASES.keys())
def test_kinds(text: str, blocks: list[tuple[str, str, str]]) -> None:
    assert kinds_and_texts(text) == blocks


def test_stated_headings_are_believed_and_their_levels_evened() -> None:
    text = f"渡口的早晨\n{PROSE}\n一、第一班船\n{PROSE}\n渡口的晚上\n{PROSE}"
    hints = (
        stated(text, "渡口的早晨", "heading", 2),
        stated(text, "一、第一班船", "heading", 4),
        stated(text, "渡口的晚上", "heading", 2),
    )
    assert printed_outline(blocks_of(text, hints)) == [
        "1 line 渡口的早晨",
        "2 line 一、 第一班船",
        "1 line 渡口的晚上",
    ]


def test_numbered_lines_stand_below_stated_headings() -> None:
    part = f"一、上午\n{PROSE}\n二、下午\n{PROSE}"
    text = f"平日\n{part}\n集日\n{part}"
    hints = (stated(text, "平日", "heading", 1), stated(text, "集日", "heading", 1))
    assert printed_outline(blocks_of(text, hints)) == [
        "1 line 平日",
        "2 line 一、 上午",
        "2 line 二、 下午",
        "1 line 集日",
        "2 line 一、 上午",
        "2 line 二、 下午",
    ]


def test_the_title_is_no_heading_even_where_the_format_says_so() -> None:
    text = f"渡口\n{PROSE}"
    blocks = blocks_of(text, (stated(text, "渡口", "heading", 1),), title="渡口")
    assert printed_outline(blocks) == []
    assert blocks[0].text == "渡口"


@pytest.mark.parametrize(
    ("kind", "block"),
    [("quotation", "quotation"), ("verse", "verse"), ("code", "code"), ("table", "table"), ("footnote", "note")],
)
def test_stated_kinds_are_believed(kind: str, block: str) -> None:
    quoted = "水往低处流，人往高处走，船往对岸走。"
    text = f"{PROSE}\n{quoted}\n{PROSE}"
    assert [found.kind for found in blocks_of(text, (stated(text, quoted, kind),))] == ["paragraph", block, "paragraph"]


def test_stated_items_are_one_block_each_with_their_depth() -> None:
    text = "带上船票\n带上零钱\n坐在中间"
    hints = (
        stated(text, "带上船票\n带上零钱", "list", 1, mark="1."),
        stated(text, "坐在中间", "list", 2, mark="a."),
    )
    blocks = blocks_of(text, hints)
    assert [(block.kind, block.number, block.text, block.level) for block in blocks] == [
        ("list", "1.", "带上船票\n带上零钱", 1),
        ("list", "a.", "坐在中间", 2),
    ]


def test_a_picture_without_words_has_a_block_in_its_place() -> None:
    text = f"{PROSE}\n{PROSE}"
    place = len(PROSE) + 1
    hint = Hint(place, place, "figure", 0, (("picture", "ferry.png"), ("caption", "老渡船")))
    assert [(block.kind, block.text) for block in blocks_of(text, (hint,))] == [
        ("paragraph", PROSE),
        ("figure", "老渡船"),
        ("paragraph", PROSE),
    ]


def test_people_decide_headings() -> None:
    text = f"一、上午\n{PROSE}\n二、下午\n{PROSE}\n收渡\n{PROSE}"
    decided = Decisions(heading=(("二、下午", 0), ("收渡", 1)))
    assert printed_outline(blocks_of(text, decisions=decided)) == ["1 line 一、 上午", "1 line 收渡"]


def test_people_decide_where_a_run_in_heading_ends() -> None:
    text = f"{PROSE}\n关于风 风大的时候不要站在船头，也不要靠在栏杆上，抱好孩子，看好行李，听船工的话。"
    blocks = blocks_of(text, decisions=Decisions(heading=(("关于风", 1),)))
    assert printed_outline(blocks) == ["1 run-in 关于风"]
    assert blocks[-1].text.startswith("风大的时候")


def test_a_block_in_another_language_says_so() -> None:
    text = f"{PROSE}\nThe ferry leaves when the ferryman has finished his tea, and not before that."
    assert [block.language for block in blocks_of(text)] == [None, "en"]


def test_every_heading_says_why() -> None:
    text = f"一、上午\n{PROSE}\n三、晚上\n{PROSE}"
    assert [block.why for block in blocks_of(text) if block.kind == "heading"] == [
        "one of two short lines numbered alike, text beneath",
        "the count jumps to 三、: number 2 of the series is missing",
        "one of two short lines numbered alike, text beneath",
    ]


def test_hashes_of_markdown_in_a_plain_text_are_headings() -> None:
    text = f"# 一、平日\n{PROSE}\n## 上午\n{PROSE}\n# 二、集日\n{PROSE}"
    assert printed_outline(blocks_of(text)) == ["1 line 一、 平日", "2 line 上午", "1 line 二、 集日"]
