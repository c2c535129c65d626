"""Repairs to pages whose characters were annotated with pinyin by machine."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Edit, RuleInput
from builder.repair.collision import restore_sites
from builder.repair.injection import GROUP, find_injection, reading_of
from builder.repair.rule import rule


@rule(
    "pinyin-collision",
    why="A page's program put pinyin between bytes, or made full-width marks half-width, without regard to where "
    "characters begin, and broke some. They are restored to the words that have these bytes and read best; □ stands "
    "where a byte is lost.",
    why_zh="网页程序按字节插入拼音或把全角标点改成半角，拆坏了汉字；还原为字节相符且读来最通顺的词句，字节已失者以□代之。",
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
