"""What corpus.yml decides: about the site, its limits, sources (by path or glob), single essays."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

from builder.library import entries
from builder.library.entries import Reader
from builder.library.limits import BOUNDS, read_limits
from builder.library.patterns import is_glob, matches, normal, pattern_of, specificity
from builder.library.yaml_tree import line_of, read_tree
from builder.model import UNDECIDED, Decisions, Limits, Problem, SiteSettings
from builder.problems import MESSAGES, problem

FILE_NAME = "corpus.yml"
_SCRIPTS = ("source", "simplified", "traditional")
_LANGUAGES = ("zh-Hans", "zh-Hant", "en")

ReadKey = Callable[[Reader, str, Node], Any]

_SITE: dict[str, ReadKey] = {
    "title": entries.read_text,
    "language": entries.choice("zh", "en", synonyms={"zh-hans": "zh", "zh-hant": "zh", "zh-cn": "zh", "中文": "zh"}),
    "script": entries.choice(
        *_SCRIPTS, synonyms={"zh-hans": "simplified", "简体": "simplified", "繁体": "traditional"}
    ),
    "url": entries.read_text,
}

#: Each key of an entry, and how it is read. Fields of `Decisions` have the same names, `themes` apart.
ENTRY: dict[str, ReadKey] = {
    "title": entries.read_text,
    "subtitle": entries.read_text,
    "author": entries.read_text,
    "date": entries.read_date,
    "publisher": entries.read_text,
    "language": entries.choice(
        *_LANGUAGES,
        synonyms={"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "简体": "zh-Hans", "繁体": "zh-Hant"},
    ),
    "collection": entries.read_texts,
    "order": entries.read_number,
    "note": entries.read_text,
    "slug": entries.read_slug,
    "translation": entries.read_text,
    "version_of": entries.read_slug,
    "cut_before": entries.read_texts,
    "join": entries.read_texts,
    "split": entries.choice("none", synonyms={"no": "none", "false": "none", "off": "none"}),
    "keep": entries.read_texts,
    "drop": entries.read_texts,
    "replace": entries.read_replacements,
    "heading": entries.read_levels,
    "skip": entries.read_reason,
    "rules_off": entries.read_reasons,
    "accept": entries.read_reasons,
    "not_linked": entries.read_texts,
    "withhold": entries.read_texts,
    "withdraw": entries.read_withdrawal,
}
_THEMES = ("add", "never")
_SECTIONS = ("site", "limits", "sources", "essays")
#: Keys that a person may write in Chinese; the message offers the English one.
_SYNONYMS = {
    "标题": "title", "題目": "title", "题目": "title", "副标题": "subtitle", "作者": "author", "日期": "date",
    "时间": "date", "published": "date", "出处": "publisher", "来源": "publisher", "source": "publisher",
    "语言": "language", "文集": "collection", "collections": "collection", "备注": "note", "地址": "slug",
    "跳过": "skip", "删除": "drop", "保留": "keep", "替换": "replace", "撤回": "withdraw", "站点": "site",
    "文章": "essays", "essay": "essays", "source_files": "sources", "来源文件": "sources",
    "限制": "limits", "上限": "limits",
}  # fmt: skip
#: Values of a glob and of a file add up for these; for all others the more specific value stands alone.
_ADDING = frozenset(
    {"cut_before", "join", "keep", "drop", "replace", "heading", "rules_off", "accept", "not_linked",
     "themes_add", "themes_never", "withhold"}
)  # fmt: skip
_CONTRADICTIONS = (("split", "cut_before"), ("skip", "withdraw"))

KEYS = frozenset({*_SITE, *ENTRY, "themes", *_THEMES, *_SECTIONS, *BOUNDS, "reason", "notice"})


@dataclass(frozen=True)  # without slots: the two tables below are made once
class Configuration:
    """corpus.yml as a whole. Problems of severity error mean that it does not say what was meant."""

    site: SiteSettings = field(default_factory=SiteSettings)
    limits: Limits = field(default_factory=Limits)
    sources: tuple[tuple[str, Decisions], ...] = ()  # pattern → decisions, in the order of the file
    essays: tuple[tuple[str, Decisions], ...] = ()  # slug → decisions
    problems: tuple[Problem, ...] = ()

    def for_source(self, name: str) -> Decisions:
        """What is decided about the source `name`: globs first, the more specific entry winning key by key.

        Lists of places (cut_before, join, keep, drop, replace, heading, rules_off, accept, not_linked, themes,
        withhold) add up; of two values for one text the more specific wins.
        """
        source = normal(name)
        result = UNDECIDED
        for pattern, decisions in self._globs:
            if matches(pattern, source):
                result = over(result, decisions)
        exact = self._exact.get(source)
        return over(result, exact) if exact else result

    def for_essay(self, slug: str) -> Decisions:
        """What is decided about the one essay with the address `slug`."""
        return self._essays.get(slug, UNDECIDED)

    @cached_property
    def _globs(self) -> tuple[tuple[str, Decisions], ...]:
        return tuple(sorted((e for e in self.sources if is_glob(e[0])), key=lambda entry: specificity(entry[0])))

    @cached_property
    def _exact(self) -> dict[str, Decisions]:
        return {pattern: decisions for pattern, decisions in self.sources if not is_glob(pattern)}

    @cached_property
    def _essays(self) -> dict[str, Decisions]:
        return dict(self.essays)


def load(content: Path) -> Configuration:
    """What `content`/corpus.yml says; without that file, nothing is decided. Never raises for what a file holds."""
    path = content / FILE_NAME
    if not path.is_file():
        return Configuration()
    return read(path.read_bytes(), FILE_NAME)


def read(data: bytes, name: str = FILE_NAME) -> Configuration:
    """`load` for the bytes of a file; all mistakes are reported at once, with `name` and line."""
    tree = read_tree(data, name, KEYS)
    if tree.root is None or _is_empty(tree.root):
        return Configuration(problems=tree.problems)
    reader = Reader(name, tree.lines)
    site, limits = SiteSettings(), Limits()
    sources: list[tuple[str, Decisions]] = []
    essays: list[tuple[str, Decisions]] = []
    example = "site: {title: …}"
    for section, _, value in reader.known_pairs(tree.root, name, _SECTIONS, example, _SYNONYMS):
        if _is_empty(value):
            continue  # a section whose entries are all commented out
        if section == "site":
            site = _site(reader, value)
            continue
        if section == "limits":
            limits = read_limits(reader, value, _SYNONYMS)
            continue
        for key, entry, about in reader.pairs(value, section, f"{section}: {{…: {{title: …}}}}"):
            decisions = _decisions(reader, about, name, key)
            (sources if section == "sources" else essays).append(
                (pattern_of(key) if section == "sources" else key, decisions)
            )
            if not key.strip():
                reader.wrong_shape(entry, section, "a name before the colon", "冒号前的名称", f"{section}: {{…: …}}")
    problems = sorted([*tree.problems, *reader.problems], key=lambda item: (item.line or 0, item.code))
    return Configuration(site, limits, tuple(sources), tuple(essays), tuple(problems))


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not str(node.value).strip()


def _site(reader: Reader, node: Node) -> SiteSettings:
    values = {
        key: _SITE[key](reader, key, value)
        for key, _, value in reader.known_pairs(node, "site", tuple(_SITE), "site: {title: …}", _SYNONYMS)
    }
    return SiteSettings(**{key: value for key, value in values.items() if value is not None})


def _decisions(reader: Reader, node: Node, name: str, about: str) -> Decisions:
    values: dict[str, Any] = {}
    where: list[tuple[str, str]] = []
    if _is_empty(node):
        reader.report("decision-no-value", node, key=about, better=f"{about}: {{title: …}}")
        return Decisions()
    known = (*ENTRY, "themes")
    for key, entry, value in reader.known_pairs(node, about, known, f"{about}: {{title: …}}", _SYNONYMS):
        where.append((key, f"{name}:{line_of(entry)}"))
        where.extend(_places(key, value, name))
        if key == "themes":
            for part, _, names in reader.known_pairs(value, key, _THEMES, "themes: {add: [基层党建]}"):
                values[f"themes_{part}"] = entries.read_texts(reader, part, names)
            continue
        read_value = ENTRY[key](reader, key, value)
        if read_value is not None:
            values[key] = read_value
        if key == "accept":
            _check_codes(reader, value)
    for first, second in _CONTRADICTIONS:
        if values.get(first) and values.get(second):
            reader.report("decision-contradiction", node, first=first, second=second)
    return Decisions(**values, where=tuple(where))


def _places(key: str, node: Node, name: str) -> Iterable[tuple[str, str]]:
    """Where each text of a list or mapping stands: `("drop: TEXT", "corpus.yml:12")`."""
    if isinstance(node, MappingNode):
        items = [entry for entry, _ in node.value]
    else:
        items = node.value if isinstance(node.value, list) else [node]
    return [(f"{key}: {item.value}", f"{name}:{line_of(item)}") for item in items if isinstance(item, ScalarNode)]


def _check_codes(reader: Reader, node: Node) -> None:
    if not isinstance(node, MappingNode):
        return
    for entry, _ in node.value:
        if isinstance(entry, ScalarNode) and entry.value not in MESSAGES:
            better = entries.nearest(entry.value, MESSAGES) or "—"
            reader.report("decision-unknown-code", entry, name=entry.value, better=better)


def over(general: Decisions, specific: Decisions) -> Decisions:
    """`general` with what `specific` says laid over it."""
    if specific is UNDECIDED or specific == UNDECIDED:
        return general
    changes: dict[str, Any] = {}
    for item in dataclasses.fields(Decisions):
        value = getattr(specific, item.name)
        if value is None or value == ():
            continue
        before = getattr(general, item.name)
        if item.name in _ADDING or item.name == "where":
            pairs = value and isinstance(value[0], tuple)
            changes[item.name] = (
                tuple({**dict(before), **dict(value)}.items()) if pairs else tuple(dict.fromkeys(before + value))
            )
        else:
            changes[item.name] = value
    return dataclasses.replace(general, **changes)


def unmatched(
    configuration: Configuration,
    sources: Collection[str],
    slugs: Collection[str],
    rules: Collection[str],
    moved: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """Entries that name no source, no essay or no rule there is, each with the nearest name, or where it `moved` to.

    An entry that withdraws or skips may name what is gone: it still says something.
    """
    problems: list[Problem] = []
    names = sorted(normal(name) for name in sources)
    known = frozenset(names)
    for pattern, decisions in configuration.sources:
        if pattern not in known and not decisions.withdraw and not any(matches(pattern, name) for name in names):
            nearest = [moved[pattern]] if moved and pattern in moved else names
            problems.append(_nothing("decision-unknown-source", pattern, nearest, decisions))
        problems.extend(_unknown_rules(decisions, rules))
    for slug, decisions in configuration.essays:
        if slug not in slugs:
            problems.append(_nothing("decision-unknown-essay", slug, slugs, decisions))
        problems.extend(_unknown_rules(decisions, rules))
    return tuple(problems)


def _unknown_rules(decisions: Decisions, rules: Collection[str]) -> list[Problem]:
    return [
        _nothing("decision-unknown-rule", rule, rules, decisions, f"rules_off: {rule}")
        for rule, _ in decisions.rules_off
        if rule not in rules
    ]


def _nothing(code: str, name: str, known: Collection[str], decisions: Decisions, key: str = "") -> Problem:
    places = dict(decisions.where)
    place = places.get(key) or next(iter(places.values()), FILE_NAME)
    source, _, line = place.partition(":")
    better = next(iter(known)) if len(known) == 1 else entries.nearest(name, known) or "—"
    return problem(code, source, line=int(line) if line else None, name=name, better=better)
