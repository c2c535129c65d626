"""Places that are damaged beyond repair, or may be: they are marked for the reader and left as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.lines import Line, has_han, is_stopped, lines_of
from builder.repair.rule import rule

_MASKED = pattern(
    f"(?<=[{HAN}，。“《])\\*{{1,8}}(?=[{HAN}，。”》])|[xX×]{{2,4}}(?=[年月日市县縣省区區镇鎮乡鄉村局])|[□■]{{1,12}}(?=[{HAN}，。])"
)


@rule(
    "masked-word",
    why="A word was masked before the text was published; it is not filled in.",
    why_zh="文中有被遮掩的字词，不作填补。",
    certainty="doubtful",
    needs="*□■xX×",
)
def MASKED_WORD(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if not ("*" in text or "□" in text or "■" in text or re.search("[xX×]{2}", text)):
        return
    places = (place for line in lines_of(text) for place in _masked_in(line))
    yield from islice(places, MOST_MASKS)


#: A model essay masks every name (XX市XX县); so many places show it, the rest would drown other doubts.
MOST_MASKS = 12


def _masked_in(line: Line) -> Iterator[Edit]:
    emphasis = Counter(re.findall(r"\*+", line.text)) if "*" in line.text else {}
    for match in _MASKED.finditer(line.text):
        if emphasis.get(match.group(), 1) % 2 == 0:
            continue  # Markdown's emphasis comes in pairs
        if match.group()[0] in "□■" and match.start() == 0:
            continue  # a box to tick
        yield Edit(line.inner_start + match.start(), line.inner_start + match.end(), match.group())


_CENTURY = pattern("([时時])展(?![开開现現示出览覽销銷翅厅廳位台室品览])")
_TIME_WORD = pattern("[同小按当當临臨随隨平有届屆定限适適准準一何即暂暫及顿頓霎战戰课課工学學计計]\\Z")


@rule(
    "filtered-words",
    why="A filter against spam took 代发 out of 时代发展; what is left, 时展, is no word.",
    why_zh="网站过滤词“代发”被从“时代发展”中删去，剩下的“时展”不成词，予以还原。",
    certainty="likely",
    needs="展",
)
def FILTERED_WORDS(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    for match in _CENTURY.finditer(text):
        if not _TIME_WORD.search(text[max(0, match.start() - 1) : match.start()]):
            middle = "代發" if match.group(1) == "時" else "代发"
            yield Edit(match.start(), match.end(), match.group(1) + middle + "展")


#: Share of lines of prose that end with a stop; only where authors do so does a missing one mean something
#: (seed 003: .95 with one line cut off, dev 045: 0).
LEAST_STOPPED = 0.85
FEWEST_LINES = 4
SHORTEST_PROSE = 18  # characters; shorter last lines are signatures and dates
_HAN = pattern(f"[{HAN}]")
_SENTENCES = pattern("[。！？；]|[，,].*[，,]")
_PART = pattern("第[0-9一二三四五六七八九十]{1,3}[篇章节節]|[【(（]?篇[0-9一二三四五六七八九十]")
MARKED = 8  # characters at the end that are marked


@rule(
    "cut-off-end",
    why="The text breaks off in the middle of a sentence; its end is missing in the source.",
    why_zh="文章末尾句子未完，来源缺失结尾。",
    certainty="doubtful",
)
def CUT_OFF_END(given: RuleInput) -> Iterator[Edit]:
    if not has_han(given.text):
        return
    lines = [line for line in lines_of(given.text) if line.text]
    prose = [
        line
        for line in lines
        if len(line.text) >= SHORTEST_PROSE and _HAN.search(line.text) and _SENTENCES.search(line.text)
    ]
    ends = {
        line.start
        for line, after in zip(lines, [*lines[1:], None], strict=True)
        if after is None or _PART.match(after.text)
    }
    others = [is_stopped(line.text) for line in prose if line.start not in ends]
    if len(others) < FEWEST_LINES - 1 or sum(others) < LEAST_STOPPED * len(others):
        return
    for line in prose:
        if line.start in ends and not is_stopped(line.text) and re.match(f"[{HAN}，、,]", line.text[-1]):
            start = max(line.inner_start, line.inner_end - MARKED)
            yield Edit(start, line.inner_end, given.text[start : line.inner_end])


_INNER_ORDINAL = pattern("([一二三四五六七八九])(?<=[。；;！？：:，,].)是")


@rule(
    "ordinal-twice",
    why="A number of an enumeration comes twice: one of the two is a slip, or a member between them is lost.",
    why_zh="列举的序号重复出现，或为笔误，或中间有缺漏。",
    certainty="doubtful",
)
def ORDINAL_TWICE(given: RuleInput) -> Iterator[Edit]:
    if "是" not in given.text:
        return
    for line in lines_of(given.text):
        before = ""
        for match in _INNER_ORDINAL.finditer(line.text):
            if match.group(1) == before and before != "一":
                yield Edit(line.inner_start + match.start(), line.inner_start + match.end(), match.group())
            before = match.group(1)


_CLAUSE = pattern(f"[{HAN}]{{12,80}}")
_PARALLEL = ("有的", "一些", "一边", "一邊", "有人", "有時", "有时")
_THRICE = pattern(f"({'|'.join(_PARALLEL)}).{{3,12}}?\\1.{{3,12}}?\\1")


@rule(
    "lost-comma",
    why="Parallel parts of a sentence stand without a mark between them; a mark was lost.",
    why_zh="并列成分之间没有标点，疑有脱落。",
    certainty="doubtful",
)
def LOST_COMMA(given: RuleInput) -> Iterator[Edit]:
    often = [word for word in _PARALLEL if given.text.count(word) >= 3]
    for clause in _CLAUSE.finditer(given.text) if often else ():
        words = clause.group()
        match = _THRICE.search(words) if any(words.count(word) >= 3 for word in often) else None
        if match:
            start = clause.start() + match.start()
            yield Edit(start, clause.start() + match.end(), match.group())


_TRANSPOSED = pattern("[篇条條件份项項次](?<=[\u4e00-\u9fff].)(\\d{1,5})[(（][篇条條件份项項次][)）]")


@rule(
    "transposed-counter",
    why="A counter stands before its number; it is not certain which counter belongs to the number.",
    why_zh="量词与数字的次序疑有颠倒。",
    certainty="doubtful",
)
def TRANSPOSED_COUNTER(given: RuleInput) -> Iterator[Edit]:
    for match in _TRANSPOSED.finditer(given.text):
        yield Edit(match.start(), match.end(), match.group())


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_TOPIC = pattern(
    r"(?:\A|(?<=[.!?;]\s))(?:The )?(first|second|third|fourth|fifth|sixth),?\s[^.!?]{10,200}\.\Z", re.IGNORECASE
)


@rule(
    "split-item",
    why="A paragraph ends on the topic sentence of an item and the next goes on with it; they may be one paragraph.",
    why_zh="段末只有某一项的主题句，下一段接着论述，可能本是一段。",
    certainty="doubtful",
)
def SPLIT_ITEM(given: RuleInput) -> Iterator[Edit]:
    lines = [line for line in lines_of(given.text) if line.text]
    for line, after in pairwise(lines):
        match = _TOPIC.search(line.text, max(0, len(line.text) - 300)) if line.text.endswith(".") else None
        if match is None:
            continue
        following = _ORDINALS[_ORDINALS.index(match.group(1).lower()) + 1]
        if re.search(rf"(?<=[.!?;]\s)(?:The )?{following}\b", after.text, re.IGNORECASE):
            yield Edit(line.inner_end - 1, line.inner_end, line.text[-1:])
