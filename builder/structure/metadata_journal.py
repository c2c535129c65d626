"""What journals print about an article: abstract, keywords, class numbers, the issue, where the author works (D28)."""

from __future__ import annotations

import re

from builder.pattern_code import compiled
from builder.structure.metadata import Notes
from builder.structure.printed import Line

#: Abstract and keywords stand within so many lines of the top (seed 003: the third and the fifth line).
ABSTRACT_LINES = 15
_ABSTRACT = compiled(
    r"^[\[【〔]\s?(?:导读|導讀|核心提示)\s?[\]】〕]\s?[:：]?\s*"
    r"|^[\[【〔(（]?\s?(?:摘\s{0,4}要|内容提要|內容提要|内容摘要|內容摘要|提\s{0,2}要|abstract|summary)\s?[\]】〕)）]?\s?[:：]?\s*",
    re.I,
)
_KEYWORDS = compiled(
    r"^[\[【〔(（]?\s?(?:关\s?键\s?[词字]|關\s?鍵\s?[詞字]|主题词|主題詞|key\s?words?|tags?|标签|標籤)\s?[\]】〕)）]?\s?[:：]?\s*",
    re.I,
)
#: What journals print about an article beside abstract and keywords.
_JOURNAL = compiled(
    r"^[\[【〔(（]?\s?(?:中图分类号|中圖分類號|文献标识码|文献标志码|文章编号|DOI|基金项目|收稿日期|作者简介|作者单位|通讯作者)"
    r"\s?[\]】〕)）]?\s?[:：]?\s*",
    re.I,
)
#: 东方论坛 2022年1期
_ISSUE = compiled(r"^(?P<paper>《?[^\d，。：:]{2,20}?》?)\s*\d{4}\s?年\s?第?\s?\d{1,2}\s?期$")
#: 某某大学 文学院,湖南 长沙 410082
_AFFILIATION = compiled(
    r"^[(（]?[^。]{2,40}(?:大学|大學|学院|學院|研究院|研究所|医院|中学|小学|党校)[^。]{0,30}?\d{6}[)）]?$"
    r"|^[(（][^。()（）]{3,40}[，,、\s][^。()（）]{2,20}\s?\d{6}[)）]$"
)
_LABELLED = (("abstract", _ABSTRACT), ("keywords", _KEYWORDS), ("journal", _JOURNAL))
#: Keywords on a line of their own under the label are no paragraph.
LONGEST_KEYWORDS = 120
_FIRM_LABEL = compiled(r"[\]】〕)）:：]\s*$")


def is_abstract(text: str) -> bool:
    """True if a line begins with the label of an abstract."""
    return _ABSTRACT.match(text) is not None


def is_journal(text: str) -> bool:
    """True for what a journal prints under a title: its name and issue, where the authors work."""
    return _ISSUE.match(text) is not None or _AFFILIATION.match(text) is not None


def take_journal(notes: Notes, line: Line) -> bool:
    """Takes what a journal prints under a title: its name and issue, where the authors work."""
    if m := _ISSUE.match(line.text):
        notes.add("publisher", m["paper"].strip("《》 "), line.span, "the name and issue of a journal")
    elif _AFFILIATION.match(line.text):
        notes.add("affiliation", line.text.strip("()（）"), line.span, "where the author works")
    else:
        return False
    notes.take(line)
    return True


def read_abstract(notes: Notes) -> None:
    """Takes abstract and keywords, which may stand among the first paragraphs."""
    index = 0
    while index < min(ABSTRACT_LINES, len(notes.lines)):
        if not abstract_at(notes, index):
            index += 1


def abstract_at(notes: Notes, index: int) -> bool:
    """Takes the line at `index`, if it is an abstract, keywords or the like; the value may stand on the next line."""
    line = notes.lines[index]
    for name, pattern in _LABELLED:
        m = pattern.match(line.text)
        if not m or (notes.has(name) and name != "journal"):
            continue
        if not (_FIRM_LABEL.search(m[0]) or m.end() == len(line.text)):
            continue
        value = line.text[m.end() :]
        if value:
            notes.add(name, value, line.span, f"printed after {m[0].strip()}")
            notes.take(line)
            return True
        below = notes.lines[index + 1] if index + 1 < len(notes.lines) else None
        if below is not None and (name == "abstract" or len(below.text) < LONGEST_KEYWORDS):
            notes.add(name, below.text, (line.start, below.end), f"printed under {m[0].strip()}")
            notes.take_all((line, below))
            return True
    return False
