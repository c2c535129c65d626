"""How the keys of an entry are read: one reader a shape, each telling what it wanted and an example of it."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.library.yaml_tree import line_of
from builder.model import Problem
from builder.pattern_code import compiled
from builder.problems import problem

#: Similarity (difflib ratio) from which a name is offered: publised/published .94, auther/author .83, tag/title .5.
NEAR_ENOUGH = 0.7
_DATE = compiled(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_SLUG = compiled(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")


@dataclass(slots=True)
class Reader:
    """Collects what is wrong while one file is read; `name` is the file as messages call it."""

    name: str
    lines: tuple[str, ...] = ()  # of the file, to show a corrected one
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, node: Node, **detail: object) -> None:
        self.problems.append(problem(code, self.name, None, line_of(node), None, **detail))

    def line_with(self, node: Node, old: str, new: str, otherwise: str) -> str:
        """The line of `node` with `new` for `old`; `otherwise` if `old` does not stand in it just once."""
        line = self.lines[line_of(node) - 1] if line_of(node) <= len(self.lines) else ""
        return line.replace(old, new).strip() if old and line.count(old) == 1 else otherwise

    def wrong_shape(self, node: Node, key: str, wanted: str, wanted_zh: str, example: str) -> None:
        self.report("decision-wrong-shape", node, key=key, wanted=wanted, wanted_zh=wanted_zh, better=example)

    def pairs(self, node: Node, key: str, example: str) -> Iterator[tuple[str, ScalarNode, Node]]:
        """The entries of a mapping (the last of duplicate keys); reports any other shape."""
        if not isinstance(node, MappingNode):
            self.wrong_shape(node, key, "keys with values", "若干“键: 值”", example)
            return
        last = {entry.value: (entry, value) for entry, value in node.value if isinstance(entry, ScalarNode)}
        for name, (entry, value) in last.items():
            yield name, entry, value
        for entry, _ in node.value:
            if not isinstance(entry, ScalarNode):
                self.wrong_shape(entry, key, "a plain name before each colon", "冒号前的简单名称", example)

    def known_pairs(
        self, node: Node, key: str, known: Collection[str], example: str, synonyms: dict[str, str] | None = None
    ) -> Iterator[tuple[str, ScalarNode, Node]]:
        """Like `pairs`, for keys that are known; reports every other key with the one that was probably meant."""
        for name, entry, value in self.pairs(node, key, example):
            if name in known:
                yield name, entry, value
            elif better := _meant(name, known, synonyms or {}):
                shown = self.line_with(entry, name, better, f"{better}:")
                self.report("decision-unknown-key", entry, key=name, better=shown)
            else:
                self.report("decision-unknown-key-far", entry, key=name, keys=" ".join(known))


def _meant(name: str, known: Collection[str], synonyms: dict[str, str]) -> str | None:
    synonym = synonyms.get(name)
    return synonym if synonym in known else nearest(name, known)


def nearest(name: str, known: Collection[str]) -> str | None:
    """The one of `known` that `name` was probably meant to be, or None."""
    lowered = name.strip().casefold().replace("-", "_").replace(" ", "_")
    by_form = {item.casefold().replace("-", "_"): item for item in sorted(known, reverse=True)}
    if lowered in by_form:
        return by_form[lowered]
    found = difflib.get_close_matches(lowered, by_form, n=1, cutoff=NEAR_ENOUGH)
    return by_form[found[0]] if found else None


def day(text: str) -> str | None:
    """`text` as YYYY-MM-DD if it names a day of the calendar, in any usual way of writing one."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


def read_text(reader: Reader, key: str, node: Node) -> str | None:
    """A scalar as text, exactly as printed but for spaces round a plain one."""
    if not isinstance(node, ScalarNode):
        reader.wrong_shape(node, key, "one piece of text", "一段文字", f"{key}: …")
        return None
    text = str(node.value) if node.style else str(node.value).strip()
    if not text.strip():
        reader.report("decision-no-value", node, key=key, better=f"{key}: …")
        return None
    return text


def read_reason(reader: Reader, key: str, node: Node) -> str | None:
    """A reason in words: "yes" and "no" are none."""
    text = read_text(reader, key, node)
    if text is not None and text.casefold() in {"yes", "no", "true", "false", "y", "n", "是", "否"}:
        reader.wrong_shape(node, key, "a reason in words", "用文字写的理由", f"{key}: 与另一篇重复")
        return None
    return text


def read_date(reader: Reader, key: str, node: Node) -> str | None:
    text = read_text(reader, key, node)
    if text is None:
        return None
    found = day(text)
    if found is None:
        reader.report(
            "decision-wrong-date",
            node,
            value=text,
            better=reader.line_with(node, text, _near_date(text), f"{key}: {_near_date(text)}"),
        )
    return found


def _near_date(text: str) -> str:
    """A day near what was typed: parts that are missing or impossible become 01."""
    parts = [int(part) for part in re.findall(r"\d+", text)[:3]]
    year = parts[0] if parts and 1000 <= parts[0] <= 9999 else 2021
    month = parts[1] if len(parts) > 1 and 1 <= parts[1] <= 12 else 1
    date = parts[2] if len(parts) > 2 and 1 <= parts[2] <= 28 else 1
    return f"{year:04}-{month:02}-{date:02}"


def read_number(reader: Reader, key: str, node: Node) -> int | None:
    text = read_text(reader, key, node)
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        reader.wrong_shape(node, key, "a whole number", "一个整数", f"{key}: 3")
        return None
    return int(text)


def read_slug(reader: Reader, key: str, node: Node) -> str | None:
    text = read_text(reader, key, node)
    if text is None:
        return None
    if not _SLUG.fullmatch(text) or len(text) > 80:
        better = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60].strip("-") or "my-essay"
        reader.report(
            "decision-wrong-slug", node, value=text, better=reader.line_with(node, text, better, f"{key}: {better}")
        )
        return None
    return text


def choice(*choices: str, synonyms: dict[str, str] | None = None) -> Callable[[Reader, str, Node], str | None]:
    """A reader for one of `choices`."""

    def read(reader: Reader, key: str, node: Node) -> str | None:
        text = read_text(reader, key, node)
        if text is None or text in choices:
            return text
        better = (synonyms or {}).get(text.casefold()) or nearest(text, choices) or choices[0]
        shown = reader.line_with(node, text, better, f"{key}: {better}")
        reader.report("decision-wrong-choice", node, key=key, value=text, choices=", ".join(choices), better=shown)
        return None

    return read


def read_texts(reader: Reader, key: str, node: Node) -> tuple[str, ...]:
    """A list of texts; one text alone is a list of one."""
    items: Sequence[Node] = node.value if isinstance(node, SequenceNode) else [node]
    if isinstance(node, MappingNode):
        reader.wrong_shape(node, key, "a list", "一个列表", f"{key}: [甲, 乙]")
        return ()
    found = (read_text(reader, key, item) for item in items)
    return tuple(dict.fromkeys(text for text in found if text is not None))


def read_replacements(reader: Reader, key: str, node: Node) -> tuple[tuple[str, str], ...]:
    """Text → text; the new text may be empty."""
    found = []
    for old, entry, value in reader.pairs(node, key, f"{key}: {{原文: 改文}}"):
        if not old.strip():
            reader.wrong_shape(entry, key, "the old text before the colon", "冒号前的原文", f"{key}: {{原文: 改文}}")
        elif isinstance(value, ScalarNode):
            found.append((old, str(value.value)))
        else:
            reader.wrong_shape(value, key, "one piece of text", "一段文字", f"{key}: {{原文: 改文}}")
    return tuple(found)


def read_reasons(reader: Reader, key: str, node: Node) -> tuple[tuple[str, str], ...]:
    """Name → reason in words."""
    found = []
    for name, _, value in reader.pairs(node, key, f"{key}: {{名称: 理由}}"):
        reason = read_reason(reader, name, value)
        if reason is not None:
            found.append((name, reason))
    return tuple(found)


def read_levels(reader: Reader, key: str, node: Node) -> tuple[tuple[str, int], ...]:
    """Heading text → level 1 to 6, or 0 for `none`."""
    found = []
    for text, _, value in reader.pairs(node, key, f"{key}: {{一、总的要求: 1}}"):
        level = read_text(reader, text, value)
        if level is not None and re.fullmatch(r"[1-6]|none", level):
            found.append((text, 0 if level == "none" else int(level)))
        elif level is not None:
            reader.wrong_shape(value, text, "a level from 1 to 6, or none", "1 到 6 的层级，或 none", f"{text}: 1")
    return tuple(found)


def read_withdrawal(reader: Reader, key: str, node: Node) -> tuple[str, bool] | None:
    """A reason, and whether a notice page stays (it does unless `notice: no`)."""
    example = f"{key}: {{reason: 作者要求, notice: yes}}"
    if isinstance(node, ScalarNode):
        reason = read_reason(reader, key, node)
        return None if reason is None else (reason, True)
    parts: dict[str, Any] = {}
    for name, _, value in reader.known_pairs(node, key, ("reason", "notice"), example):
        parts[name] = (
            read_reason(reader, name, value)
            if name == "reason"
            else choice("yes", "no", synonyms={"true": "yes", "false": "no", "是": "yes", "否": "no"})(
                reader, name, value
            )
        )
    if not parts.get("reason"):
        if isinstance(node, MappingNode) and "reason" not in parts:
            reader.wrong_shape(node, key, "a reason", "理由（reason）", example)
        return None
    return str(parts["reason"]), parts.get("notice") != "no"
