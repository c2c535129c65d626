"""Repairs to pages whose characters were annotated with pinyin by machine."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Edit, RuleInput
from builder.repair.collision import restore_sites
from builder.repair.injection import GROUP, find_injection, reading_of
from builder.repair.rule import rule


@rule(
    "pinyin-collision",
    why="Pinyin was injected into the bytes of a page without regard to where characters begin and broke some; "
    "they are restored where injecting the same pinyin into the restored words gives the broken text again.",
    why_zh="拼音被按字节插入网页而拆坏了汉字；凡是把拼音重新插入还原后的文字、能得到同样乱码的，予以还原。",
    loses_words=True,
)
def PINYIN_COLLISION(given: RuleInput) -> Iterator[Edit]:
    injection = find_injection(given.text)
    if injection is not None and injection.toned:
        yield from restore_sites(given.text, injection)


@rule(
    "injected-pinyin",
    why="A machine put the reading of common characters after each of them; the readings are taken out again. "
    "A reading that an author gives for a rare character stays.",
    why_zh="网页程序在常用字后逐一插入拼音，予以删除；作者为生僻字所注的读音保留。",
    loses_words=True,
)
def INJECTED_PINYIN(given: RuleInput) -> Iterator[Edit]:
    injection = find_injection(given.text)
    if injection is None:
        return
    for match in GROUP.finditer(given.text):
        if injection.readings.get(match.group(1)) == reading_of(match.group(1), match.group(2)):
            blank = injection.blank and given.text.startswith(" ", match.end())
            yield Edit(match.end(1), match.end() + blank, "")
