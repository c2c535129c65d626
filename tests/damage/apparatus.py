"""The apparatus of a journal printed as body: abstract, keywords, references."""

from __future__ import annotations

import random
import re

from .damaged import Damaged, apply
from .layout import after_first_line
from .page_head import is_chinese

_REFERENCES = (
    "[1]许方平.基层党组织生活质量观察[J].乡镇论坛札记,2014(3):21-24.\n[2]高柳.办公室日志十年[M].江城出版社,2012.",
    "参考文献：\n[1]贺一鸣.组工文稿的实与虚[J].机关写作,2015(7).\n[2]石小舟.谈下沉[N].江城日报,2016-05-18.",
)
_ENGLISH_REFERENCES = "References\n[1] Xu F. P. Notes on village meetings. Township Review, 2014(3): 21-24."


def abstract_and_keywords(text: str, seed: int, abstract: str = "", keywords: tuple[str, ...] = ()) -> Damaged:
    """摘要 and 关键词 lines under the title; made from the text's own words where none are given."""
    at = after_first_line(text)
    first = re.split(r"(?<=[。.])", text[at:].strip(), maxsplit=1)[0][:80]
    if is_chinese(text):
        lines = f"摘要：{abstract or first}\n关键词：{'；'.join(keywords or ('基层', '作风', '落实'))}\n"
    else:
        lines = f"Abstract: {abstract or first}\nKeywords: {'; '.join(keywords or ('grassroots', 'style', 'work'))}\n"
    return apply(text, [(at, at, lines)])


def references(text: str, seed: int) -> Damaged:
    """References in the body's last lines."""
    tail = random.Random(seed).choice(_REFERENCES) if is_chinese(text) else _ENGLISH_REFERENCES
    gap = "" if text.endswith("\n") else "\n"
    return apply(text, [(len(text), len(text), gap + tail + "\n")])
