"""Front matter: the metadata between two --- lines at the head of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import yaml

from builder.model import Limits, Problem, Span
from builder.pattern_code import compiled
from builder.problems import problem

#: What people call the fields, in the words that the rest of the program uses.
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("标题", "標題", "题目", "題目", "篇名", "题名"), "title"),
        **dict.fromkeys(("副标题", "副標題", "副题"), "subtitle"),
        **dict.fromkeys(("作者", "authors", "by", "撰文", "撰稿"), "author"),
        **dict.fromkeys(("日期", "时间", "時間", "发布日期", "發布日期", "发布时间", "published", "pubdate"), "date"),
        **dict.fromkeys(("来源", "來源", "出处", "出處", "出版", "source", "site"), "publisher"),
        **dict.fromkeys(("语言", "語言", "lang"), "language"),
        **dict.fromkeys(("关键词", "關鍵詞", "标签", "標籤", "tags"), "keywords"),
        **dict.fromkeys(("摘要", "description", "summary"), "abstract"),
    }
)
_HEAD = compiled(r"---[ \t]*\n")
_TAIL = compiled(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_KEY = compiled(r"\s*([^\s:：#][^:：\n]{0,40}?)\s*[:：]\s*(.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Fields in the order written, a list as several; `span` covers both --- lines."""

    fields: tuple[tuple[str, str], ...]
    span: Span | None
    problems: tuple[Problem, ...] = ()


def front_name(name: str) -> str:
    """The name by which the program knows the field that people call `name`."""
    folded = name.strip().lower()
    return _NAMES.get(folded, folded)


def front_matter(text: str, name: str, limits: Limits) -> FrontMatter:
    """The front matter that `text` begins with, if it does. Never fails: what is no YAML is read line by line."""
    head = _HEAD.match(text)
    tail = _TAIL.search(text, head.end(), head.end() + limits.front_matter_characters) if head else None
    if head is None or tail is None:
        return FrontMatter((), None)
    inside = text[head.end() : tail.start()]
    span = (0, tail.end())
    try:
        if re.search(r"[&*]\w", inside):  # anchors and aliases can make much of little
            raise yaml.YAMLError
        fields = _fields(yaml.load(inside, Loader=yaml.BaseLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        lines = [match for match in map(_KEY.fullmatch, inside.splitlines()) if match]
        if not lines:  # two rules around a paragraph, as after a headpiece
            return FrontMatter((), None)
        fields = tuple((front_name(match[1]), match[2].strip()) for match in lines if match[2].strip())
        return FrontMatter(fields, span, (problem("front-matter-unclear", name, span=span, line=1),))
    return FrontMatter(fields, span)


def _fields(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError("front matter is a mapping")
    found: list[tuple[str, str]] = []
    for key, item in value.items():
        values = item if isinstance(item, list) else [item]
        found += [(front_name(str(key)), entry.strip()) for entry in values if isinstance(entry, str) and entry.strip()]
    return tuple(found)
