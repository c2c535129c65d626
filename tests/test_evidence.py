"""Evidence in Chinese: whatever a stage gives as its reason, the table knows, with the same words of the source in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.problems import message, problem
from builder.problems.evidence_words import CHINESE, in_chinese
from builder.structure.translated import translation_signs

STRUCTURE = Path(__file__).resolve().parent.parent / "builder" / "structure"
#: Calls that take evidence, and which of their arguments it is.
_TAKES = {"add": 3, "_change_title": 3, "Cut": 1, "Verdict": 2, "_verdicts": 3}
_ENGLISH = re.compile(r"[a-z]{3,}")


def _reasons(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may give; what is filled in stands as {}."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _reasons(node.body)
        yield from _reasons(node.orelse)


def _said() -> set[str]:
    """All evidence that the code of the stages writes."""
    found: set[str] = set()
    for path in STRUCTURE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in _TAKES and len(node.args) > _TAKES[name]:
                    found.update(_reasons(node.args[_TAKES[name]]))
                for keyword in node.keywords:
                    if keyword.arg == "why":
                        found.update(_reasons(keyword.value))
            elif isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "why" for one in node.targets):
                found.update(_reasons(node.value))
    return {text for text in found if _ENGLISH.search(text)}


def test_every_reason_of_the_code_is_in_the_table() -> None:
    said = _said()
    assert len(said) > 60
    # These are put together: number words and kinds of bylines stand in tables of their own.
    built = {"{} is number {} of {}: {}", "a short title with {} under it or behind it"}
    assert said - set(CHINESE) - built == set()


@pytest.mark.parametrize("english", CHINESE)
def test_the_chinese_has_the_words_of_the_source(english: str) -> None:
    chinese = CHINESE[english]
    assert english.count("{}") == chinese.count("{}") and not _ENGLISH.search(
        chinese.replace("corpus.yml", "").replace("Updated on", "")
    )
    filled = english.format(*(f"【{number}】" for number in range(english.count("{}"))))
    said = in_chinese(filled)
    assert said == chinese.format(*(f"【{number}】" for number in range(english.count("{}"))))


@pytest.mark.parametrize(
    ("why", "chinese"),
    [
        ("one of three short lines numbered alike, text beneath", "3 个编号相同的短行之一，下面有正文"),
        ("the count jumps to 4.: number 3 of the series is missing", "编号跳到4.：系列里缺第 3 个"),
        ("第二篇: is number 2 of 5: a series of marks", "第二篇:是第 2 个，共 5 个：标记成系列"),
        (
            "one of 4 paragraphs whose short first sentences are built alike (要…得)",
            "4 个段落之一，开头的短句写法相同（要…得）",
        ),
        ("what nobody wrote", "what nobody wrote"),
    ],
)
def test_it_reads_as_a_sentence(why: str, chinese: str) -> None:
    assert in_chinese(why) == chinese


def test_a_message_in_chinese_has_its_evidence_in_chinese() -> None:
    told = problem("heading-lost", "a.txt", why="the count jumps to 4.: number 3 of the series is missing", words="四")
    assert "编号跳到4.：系列里缺第 3 个" in message(told, "zh") and "jumps" in message(told, "en")


def test_every_sign_of_a_translation_is_told_in_chinese() -> None:
    debris = "the development of. It was done. , and the. , then truly Select institutes , continuously building. tasks"
    text = f"{debris} situations. . Select of of us. We vigorously carry out work style, and comrades grasp the point."
    signs = list(translation_signs(text))
    assert len(signs) >= 8
    told = message(problem("machine-translated", "a.txt", signs="; ".join(signs)), "zh")
    for sign in signs:
        kind, _, example = sign.partition(": ")
        assert kind not in told and example in told
