"""What themes.yml declares: themes with names and aliases, phrases that are never one, the support of others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.library import entries
from builder.library.entries import Reader
from builder.library.yaml_tree import line_of, read_tree
from builder.model import Problem, ThemeDeclaration, Vocabulary
from builder.pattern_code import compiled
from builder.script import fold

FILE_NAME = "themes.yml"
_LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_THEME = ("id", "names", "aliases", "note", "retired_to")
_TOP = ("themes", "never", "support")
KEYS = frozenset({*_LANGUAGES, *_THEME, *_TOP})
_LEAST_SUPPORT = 2
_ID = compiled(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EXAMPLE = "- {id: cadre, names: {zh-Hans: 干部, en: cadre}}"
_SYNONYMS = {
    "名称": "names", "name": "names", "别名": "aliases", "alias": "aliases", "说明": "note", "主题": "themes",
    "zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-TW": "zh-Hant", "retired": "retired_to", "简体": "zh-Hans",
    "繁体": "zh-Hant", "英文": "en",
}  # fmt: skip


def load_vocabulary(path: Path) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """The vocabulary declared in the file `path`, and what is wrong in it; an empty one if there is no file.

    The file is a list of themes, `{id, names: {zh-Hans, zh-Hant, en}, aliases: [], note, retired_to}`; a list item
    `never: [phrase]` (or a top-level mapping with `themes:` and `never:`) bans phrases. In the mapping,
    `support: 3` keeps the number of essays that a discovered theme needs where it is while the library grows.
    """
    if not path.is_file():
        return Vocabulary(), ()
    return read(path.read_bytes(), path.name)


def read(data: bytes, name: str = FILE_NAME) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """`load_vocabulary` for the bytes of a file."""
    tree = read_tree(data, name, KEYS)
    reader = Reader(name, tree.lines)
    themes: list[tuple[ThemeDeclaration, Node]] = []
    never: list[tuple[str, Node]] = []
    support: int | None = None
    for kind, node in _items(reader, tree.root):
        if kind == "never":
            never.extend((phrase, node) for phrase in entries.read_texts(reader, "never", node))
        elif kind == "support":
            support = _support(reader, node)
        elif theme := _theme(reader, node):
            themes.append((theme, node))
    kept = _without_twins(reader, themes)
    _check_names(reader, kept, never)
    _check_retired(reader, kept)
    problems = sorted([*tree.problems, *reader.problems], key=lambda item: (item.line or 0, item.code))
    banned = tuple(dict.fromkeys(phrase for phrase, _ in never))
    return Vocabulary(tuple(theme for theme, _ in kept), banned, support), tuple(problems)


def _support(reader: Reader, node: Node) -> int | None:
    """A whole number from 2 on: one essay alone shares no theme with another."""
    if isinstance(node, ScalarNode) and str(node.value).isdecimal() and int(node.value) >= _LEAST_SUPPORT:
        return int(node.value)
    reader.wrong_shape(node, "support", "a number of essays, 2 or more", "文章篇数，至少 2", "support: 3")
    return None


def _items(reader: Reader, root: Node | None) -> Iterator[tuple[str, Node]]:
    """("theme" | "never" | "support", node) for every entry, in either shape of the file."""
    if root is None or (isinstance(root, ScalarNode) and not str(root.value).strip()):
        return
    if isinstance(root, MappingNode):
        for key, _, value in reader.known_pairs(root, FILE_NAME, _TOP, _EXAMPLE, _SYNONYMS):
            if key in ("never", "support"):
                yield key, value
            elif isinstance(value, SequenceNode):
                yield from (("theme", item) for item in value.value)
            else:
                reader.wrong_shape(value, key, "a list of themes", "主题的列表", _EXAMPLE)
    elif isinstance(root, SequenceNode):
        for item in root.value:
            only_key = item.value[0][0] if isinstance(item, MappingNode) and len(item.value) == 1 else None
            if isinstance(only_key, ScalarNode) and only_key.value == "never":
                yield "never", item.value[0][1]
            else:
                yield "theme", item
    else:
        reader.wrong_shape(root, FILE_NAME, "a list of themes", "主题的列表", _EXAMPLE)


def _theme(reader: Reader, node: Node) -> ThemeDeclaration | None:
    parts: dict[str, Any] = {}
    for key, _, value in reader.known_pairs(node, "theme", _THEME, _EXAMPLE, _SYNONYMS):
        if key == "names":
            names = []
            example = "names: {zh-Hans: 干部, zh-Hant: 幹部, en: cadre}"
            for language, _, text in reader.known_pairs(value, key, _LANGUAGES, example, _SYNONYMS):
                name = entries.read_text(reader, language, text)
                if name is not None:
                    names.append((language, name))
            parts[key] = tuple(sorted(names, key=lambda pair: _LANGUAGES.index(pair[0])))
        elif key == "aliases":
            parts[key] = entries.read_texts(reader, key, value)
        else:
            parts[key] = entries.read_text(reader, key, value)
    if not isinstance(node, MappingNode):
        return None
    name = parts.get("id")
    if not name:
        reader.report("theme-no-id", node, better=_EXAMPLE)
        return None
    if not _ID.fullmatch(name) or len(name) > 60:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        better = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "cadre"
        reader.report("theme-wrong-id", node, value=name, better=f"id: {better}")
        return None
    if not parts.get("names") and not parts.get("retired_to"):
        reader.report("theme-no-name", node, id=name, better="names: {zh-Hans: 干部, en: cadre}")
        return None
    return ThemeDeclaration(
        name, parts.get("names", ()), parts.get("aliases", ()), parts.get("note") or "", parts.get("retired_to")
    )


def _without_twins(reader: Reader, themes: list[tuple[ThemeDeclaration, Node]]) -> list[tuple[ThemeDeclaration, Node]]:
    kept: dict[str, tuple[ThemeDeclaration, Node]] = {}
    for theme, node in themes:
        if theme.id in kept:
            reader.report("theme-twice", node, id=theme.id, first=line_of(kept[theme.id][1]))
        else:
            kept[theme.id] = (theme, node)
    return list(kept.values())


def _check_names(reader: Reader, themes: list[tuple[ThemeDeclaration, Node]], never: list[tuple[str, Node]]) -> None:
    """No two themes may share a phrase: a reader could not tell which one a passage shows."""
    owner: dict[str, str] = {}
    for theme, node in themes:
        for phrase in (*(name for _, name in theme.names), *theme.aliases):
            first = owner.setdefault(fold(phrase, " "), theme.id)
            if first != theme.id:
                reader.report("theme-shared-name", node, name=phrase, first=first, second=theme.id)
    for phrase, node in never:
        if (theme_id := owner.get(fold(phrase, " "))) is not None:
            reader.report("theme-never-and-named", node, name=phrase, id=theme_id)


def _check_retired(reader: Reader, themes: list[tuple[ThemeDeclaration, Node]]) -> None:
    living = {theme.id for theme, _ in themes if not theme.retired_to}
    for theme, node in themes:
        if theme.retired_to and theme.retired_to not in living:
            better = entries.nearest(theme.retired_to, living) or "—"
            reader.report("theme-retired-nowhere", node, id=theme.id, target=theme.retired_to, better=better)
