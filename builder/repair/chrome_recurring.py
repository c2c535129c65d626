"""Removes what recurs across the files of a corpus: the furniture of sites that no table knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from builder.model import Edit, Recurrence, RuleInput
from builder.pattern_code import compiled
from builder.repair.chrome_lines import Line, lines_of
from builder.repair.chrome_rules import removals
from builder.repair.chrome_zones import MAIN_TEXT
from builder.repair.rule import rule
from builder.repair.survey import edge_paragraphs, key_of, mark, phrases_of

#: A recurring line that stands alone goes if it is not short, and most files have it or another recurring line of this
#: file is in about as many: then both are one site's.
SHORTEST_ALONE = 8
#: A short first line goes with so many fellows: an author's name has none.
FEWEST_FELLOWS = 2
#: Two recurring lines of a tail go if they weigh so much together: a name and a place below a poem do not.
LIGHTEST_PAIR = 12
#: Between two recurring lines of a tail, so many short lines (titles of other pages) go with them.
LONGEST_GAP = 12
LONGEST_SCRAP = 44

_STOP = compiled(r"[。!?…;,.][”』」\"')]?$")
#: Formulas of letters, speeches, papers and official documents recur because of the genre, not because of a site.
_FORMULA = compiled(
    r"(?:抄送|抄报|主送|主题词|发送).{0,80}|.{0,40}印发|"
    r"(?:此致|敬礼|敬上|谢谢.{0,8}|感谢.{0,10}|祝.{0,20}|特此.{0,8}|妥否.{0,8}|以上.{0,16}|当否.{0,8}|"
    r"请(?:予)?(?:审议|批示|指正).{0,6}|完|全文完|(?:未完)?待续|本文完|(?:主要)?参考(?:文献|资料)|注释?|附件?|附录|"
    r"(?:内容)?(?:摘要|提要)|关键词|引言|前言|导言|绪论|正文|结语|结论|结束语|后记|致谢|目录|序言?|自序|楔子|尾声|"
    r"原文|译文|赏析|作者简介|(?:申请|汇报|报告|述职|承诺|发言|检讨|作)[人者].{0,6}|"
    r".{0,24}(?:同志们|朋友们|同学们|老师们|来宾|领导|女士|先生|家长|评委|各位|代表).{0,24}[:!,]|"
    r"我的(?:发言|演讲|汇报|报告|述职)(?:完毕|到此结束|结束了?)|"
    r"abstract|keywords?|introduction|conclusions?|references|bibliography|acknowledg\w+|appendix|notes?|contents|"
    r"summary|background|discussion|methods?|results|"
    r"dear.{0,30}|yours.{0,20}|sincerely.{0,10}|(?:best|kind|warm)?(?:regards|wishes).{0,8}|thankyou.{0,24}|thanks.{0,16}|theend|fin|tobecontinued)[:!。.,…]*"
)


@rule(
    "recurring-line",
    why="A line at the ends of many files of the library, and of no essay in particular, is a site's.",
    why_zh="在多个文件的首尾反复出现、与哪一篇文章都无关的行，是来源网站的内容。",
    loses_words=True,
)
def RECURRING_LINE(given: RuleInput) -> Iterator[Edit]:
    counts = given.survey.recurring
    if not counts:
        return
    lines = lines_of(given.text)
    recurring = _recurring(lines, counts)
    if not recurring:
        return
    own = [index for index, line in enumerate(lines) if _is_body(line) and index not in recurring]
    first, last = (own[0], own[-1]) if own else (len(lines), -1)
    gone: set[int] = set()
    gone |= set(_head(lines, recurring, min(first, len(lines))))
    gone |= set(_tail(lines, recurring, max(last + 1, 0)))
    yield from removals(given.text, lines, sorted(gone))


@rule(
    "recurring-phrase",
    why="A sentence glued to the first or last paragraph of many files of the library is a site's, not the author's.",
    why_zh="粘在许多文件首段或末段上的同一句话，是来源网站加上的。",
    loses_words=True,
)
def RECURRING_PHRASE(given: RuleInput) -> Iterator[Edit]:
    counts = given.survey.recurring
    if not counts:
        return
    lines = lines_of(given.text)
    found: list[tuple[Edit, int]] = []
    for line in edge_paragraphs(lines):
        if line.chrome or mark(key_of(line.folded)) in counts:
            continue
        pieces = list(phrases_of(line.folded))
        outer = _outer(pieces, len(line.folded), counts)
        for start, end, key in outer:
            if not _FORMULA.fullmatch(key):
                found.append((Edit(line.text_start + start, line.text_start + end, ""), mark(key)))
    whole = [counts[its] for line in lines if (its := mark(key_of(line.folded))) in counts] if found else []
    yield from (edit for edit, its in found if _one_site(counts[its], whole))


def _recurring(lines: Sequence[Line], counts: Mapping[int, Recurrence]) -> dict[int, Recurrence]:
    """Index of each line that recurs → how often.

    A page prints its own words once at either end; what stands there more often is a refrain and left out.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if (its := mark(key_of(line.folded))) in counts:
            places[its].append(index)
    return {
        index: counts[its]
        for its, there in places.items()
        if len(there) == 1 or (len(there) == 2 and there[1] - there[0] >= len(lines) // 2)
        for index in there
    }


def _is_body(line: Line) -> bool:
    return line.standing == "prose" and line.weight >= MAIN_TEXT


def _head(lines: Sequence[Line], recurring: Mapping[int, Recurrence], first: int) -> Iterator[int]:
    prefix = 0  # lines from the very beginning that recur or are furniture anyhow
    while prefix < first and (prefix in recurring or lines[prefix].chrome or lines[prefix].standing == "rule"):
        prefix += 1
    for index in range(first):
        if index not in recurring or not _may_go(lines[index]):
            continue
        in_run = (prefix >= 2 and index < prefix) or (index == 0 and _names_site(lines, recurring))
        if in_run or _goes_alone(lines, index, recurring):
            yield index


def _names_site(lines: Sequence[Line], recurring: Mapping[int, Recurrence]) -> bool:
    """True if the first line, however short, is in as many files as several others of this file: a site's name."""
    others = [recurring[index] for index in recurring if index and _may_go(lines[index])]
    return sum(recurring[0].like(other) for other in others) >= FEWEST_FELLOWS


def _tail(lines: Sequence[Line], recurring: Mapping[int, Recurrence], begin: int) -> Iterator[int]:
    begin = max(begin, 1)  # a title is no tail
    marked = [index for index in range(begin, len(lines)) if index in recurring and _may_go(lines[index])]
    for group in _groups(lines, marked):
        weight = sum(lines[index].weight for index in group)
        enough = len(group) > 2 or (len(group) == 2 and weight >= LIGHTEST_PAIR)
        alike = enough and _one_site(recurring[group[0]], [recurring[index] for index in group[1:]])
        if alike or (len(group) == 1 and _goes_alone(lines, group[0], recurring)):
            yield from (index for index in range(group[0], group[-1] + 1) if index in group or _is_scrap(lines[index]))


def _groups(lines: Sequence[Line], marked: Sequence[int]) -> list[list[int]]:
    """Recurring lines of a tail, together where nothing but scraps and other furniture stands between them."""
    groups: list[list[int]] = []
    for index in marked:
        between = range(groups[-1][-1] + 1, index) if groups else ()
        if (
            groups
            and len(between) <= LONGEST_GAP
            and all(_is_scrap(lines[other]) or lines[other].chrome for other in between)
        ):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _may_go(line: Line) -> bool:
    """False for what other rules know, for metadata and numbered headings, and for formulas of a genre."""
    if line.chrome or line.standing in ("channel", "rule", "kept"):
        return False
    return not _FORMULA.fullmatch(key_of(line.folded))


def _is_scrap(line: Line) -> bool:
    return line.standing in ("plain", "kept") and line.weight <= LONGEST_SCRAP and not _STOP.search(line.folded)


def _goes_alone(lines: Sequence[Line], index: int, recurring: Mapping[int, Recurrence]) -> bool:
    line = lines[index]
    if line.weight < SHORTEST_ALONE or line.folded.endswith((":", ",")):
        return False
    others = [often for other, often in recurring.items() if other != index and _may_go(lines[other])]
    return _one_site(recurring[index], others)


def _one_site(one: Recurrence, others: Sequence[Recurrence]) -> bool:
    """True if a line belongs to a site: most files have it, or others are in about as many files."""
    return one.in_most or any(one.like(other) for other in others)


def _outer(
    pieces: list[tuple[int, int, str]], length: int, counts: Mapping[int, Recurrence]
) -> list[tuple[int, int, str]]:
    """The recurring phrases at the beginning and the end of a line: from the outside in, without a gap."""
    outer: list[tuple[int, int, str]] = []
    for piece in pieces:
        if mark(piece[2]) not in counts or (outer and piece[0] > outer[-1][1]) or (not outer and piece[0] > 0):
            break
        outer.append(piece)
    for piece in reversed(pieces):
        if piece in outer or mark(piece[2]) not in counts or piece[1] < length:
            break
        outer.append(piece)
        length = piece[0]
    return sorted(outer)
