"""How results are told to programs and people: the JSON of the command line, and lists of problems."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.model import Essay, Library, Link, Problem, Theme
from builder.problems import Tongue, hint, message, place

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_GITHUB = {"error": "error", "flag": "warning", "note": "notice"}
_SEVERITY_WORDS: dict[str, dict[Tongue, str]] = {
    "error": {"en": "error", "zh": "错误"},
    "flag": {"en": "flag", "zh": "存疑"},
    "note": {"en": "note", "zh": "提示"},
}

_SUMMARY: dict[Tongue, str] = {
    "en": "{sources} sources, {essays} essays, {themes} themes, {links} links, {repairs} repairs, "
    "{problems} problems ({errors} errors, {flags} flags, {notes} notes) in {seconds:.1f} s",
    "zh": "{sources} 个来源，{essays} 篇文章，{themes} 个主题，{links} 条链接，{repairs} 处修复，"
    "{problems} 个问题（错误 {errors}，存疑 {flags}，提示 {notes}），用时 {seconds:.1f} 秒",
}
_NEWS: dict[Tongue, str] = {
    "en": "not as on record: {new} new, {changed} changed, {moved} renamed, {gone} gone; "
    "`review` shows them, `record` puts them on record",
    "zh": "与登记不同：新文章 {new}，文字有变 {changed}，换了文件 {moved}，找不到 {gone}；看 review，登记用 record",
}
_NEW: dict[Tongue, str] = {"en": "  new: {title} ({source})", "zh": "  新：{title}（{source}）"}
#: New essays that a summary names; with its two lines of counts it stays under ten.
_NAMED = 5
#: Flags and notes told one by one; more are told by kind, or nobody reads any of them.
MOST_TOLD = 12
_KIND_OF: dict[Tongue, str] = {
    "en": "{count} × {severity} {code}, first at {place}: {message}",
    "zh": "{count} 处 {severity} {code}，第一处在 {place}：{message}",
}
_WHERE_ALL: dict[Tongue, str] = {
    "en": "    `review` shows each with the lines that settle it; `check` lists them all",
    "zh": "    review 把每一处和改法写成一页；check 全部列出",
}


def summary(figures: Mapping[str, int], tongue: Tongue, seconds: float) -> str:
    """One line: how many of what, and how long it took."""
    return _SUMMARY[tongue].format(**figures, seconds=seconds)


def news_lines(figures: Mapping[str, int], newest: Sequence[tuple[str, str]], tongue: Tongue) -> list[str]:
    """What is not as it is on record: the counts, then the first new essays by (title, source); nothing if all is."""
    if not any(figures[name] for name in ("new", "changed", "moved", "gone")):
        return []
    named = [_NEW[tongue].format(title=title or source, source=source) for title, source in newest[:_NAMED]]
    return [_NEWS[tongue].format(**figures), *named]


def essay_object(essay: Essay, slug: str | None) -> dict[str, Any]:
    """An essay as `inspect --json` prints it (DESIGN §9)."""
    return {
        "source": essay.source,
        "slug": slug,
        "title": essay.title,
        "subtitle": essay.subtitle,
        "alternative_titles": list(essay.alternative_titles),
        "author": essay.author,
        "published": essay.published,
        "publisher": essay.publisher,
        "language": essay.language,
        "machine_translated": essay.machine_translated,
        "collections": list(essay.collections),
        "cut": essay.cut_why,
        "outline": [
            {
                "level": block.level,
                "number": block.number,
                "text": block.text,
                "id": block.id,
                "kind": block.heading,
                "why": block.why,
            }
            for block in essay.outline
        ],
        "blocks": [
            {
                "kind": block.kind,
                "number": block.number,
                "text": block.text,
                "id": block.id,
                "span": list(block.span),
                **({"language": block.language} if block.language else {}),
            }
            for block in essay.blocks
        ],
        "metadata": _metadata(essay),
        "repairs": [
            {
                "rule": repair.rule,
                "certainty": repair.certainty,
                "span": list(repair.span),
                "old": repair.old,
                "new": repair.new,
            }
            for repair in essay.repairs
        ],
        "problems": [problem_object(problem) for problem in essay.problems],
    }


def _metadata(essay: Essay) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for field in essay.fields:
        values.setdefault(field.name, []).append(field.value)
    return values


def empty_object(source: str, problems: Iterable[Problem]) -> dict[str, Any]:
    """What `inspect --json` prints for a file with no essay in it."""
    return {
        "source": source,
        "slug": None,
        "title": None,
        "subtitle": None,
        "author": None,
        "published": None,
        "publisher": None,
        "language": None,
        "collections": [],
        "outline": [],
        "blocks": [],
        "metadata": {},
        "repairs": [],
        "problems": [problem_object(problem) for problem in problems],
    }


def problem_object(problem: Problem, tongue: Tongue = "en") -> dict[str, Any]:
    """A problem as JSON; `span` in characters of the decoded source."""
    found: dict[str, Any] = {
        "code": problem.code,
        "severity": problem.severity,
        "span": list(problem.span) if problem.span else None,
        "message": message(problem, tongue),
        "hint": hint(problem, tongue),
    }
    if problem.source:
        found["source"] = problem.source
    if problem.line is not None:
        found["line"] = problem.line
    if problem.slug is not None:
        found["slug"] = problem.slug
    return found


def theme_object(theme: Theme) -> dict[str, Any]:
    """A theme as `themes --json` prints it."""
    names = dict(theme.names)
    return {
        "id": theme.id,
        "names": {language: names.get(language) for language in ("zh-Hans", "zh-Hant", "en")},
        "declared": theme.declared,
        "essays": [{"slug": essay.slug, "passages": list(essay.passages)} for essay in theme.essays],
    }


def link_object(link: Link, reason: str) -> dict[str, Any]:
    """A link as `links --json` prints it."""
    return {
        "from": link.origin,
        "to": link.target,
        "kind": link.kind,
        "score": link.score,
        "themes": list(link.themes),
        "reason": reason,
        "from_passage": link.origin_passage,
        "to_passage": link.target_passage,
    }


_REASONS: dict[str, dict[Tongue, str]] = {
    "themes": {"en": "both treat of {what}", "zh": "都论及{what}"},
    "terms": {"en": "words that meet: {what}", "zh": "相通的词语：{what}"},
    "version": {
        "en": "two versions of one text: {what} % of the shorter stands in the longer",
        "zh": "同一文本的两个版本：较短者有 {what}% 见于较长者",
    },
}


def link_reason(link: Link, library: Library, tongue: Tongue) -> str:
    """Why a link is there, in a sentence, naming themes in the reader's language."""
    if link.kind == "version":
        return _REASONS["version"][tongue].format(what=round(100 * link.score))
    comma = "、" if tongue == "zh" else ", "
    order = ("zh-Hans", "zh-Hant", "en") if tongue == "zh" else ("en", "zh-Hans", "zh-Hant")
    names = {theme.id: dict(theme.names) for theme in library.atlas.themes}
    shared = [next((names[id][lang] for lang in order if lang in names[id]), id) for id in link.themes if id in names]
    if shared:
        return _REASONS["themes"][tongue].format(what=comma.join(shared))
    met = [here if here == there else f"{here} / {there}" for here, there in link.terms]
    return _REASONS["terms"][tongue].format(what=comma.join(met))


def json_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def problem_lines(problems: Sequence[Problem], tongue: Tongue) -> list[str]:
    """Two lines a problem: where and what; what to try. Errors first, then by place."""
    lines = []
    for problem in sort_problems(problems):
        where = f"{place(problem)}: " if place(problem) else ""
        lines.append(
            plain(f"{where}{_SEVERITY_WORDS[problem.severity][tongue]} {problem.code}: {message(problem, tongue)}")
        )
        if advice := hint(problem, tongue):
            lines.append(plain(f"    {advice}"))
    return lines


def told_lines(problems: Sequence[Problem], tongue: Tongue) -> list[str]:
    """Errors one by one; flags and notes too while they are few, else a line for each kind of them."""
    errors = [item for item in problems if item.severity == "error"]
    others = sort_problems(item for item in problems if item.severity != "error")
    if len(others) <= MOST_TOLD:
        return problem_lines(problems, tongue)
    kinds: dict[str, list[Problem]] = {}
    for item in others:
        kinds.setdefault(item.code, []).append(item)
    lines = [
        _KIND_OF[tongue].format(
            count=len(items),
            severity=_SEVERITY_WORDS[items[0].severity][tongue],
            code=code,
            place=place(items[0]) or "–",
            message=message(items[0], tongue),
        )
        for code, items in kinds.items()
    ]
    return [*problem_lines(errors, tongue), *map(plain, lines), _WHERE_ALL[tongue]]


def github_lines(problems: Sequence[Problem], tongue: Tongue, prefix: str = "") -> list[str]:
    """Annotations that GitHub shows on the changed lines of a source; `prefix` leads from the repository to essays/."""
    lines = []
    for problem in sort_problems(problems):
        text = f"{message(problem, tongue)} {hint(problem, tongue)}".strip()
        escaped = plain(text).replace("%", "%25").replace("\n", "%0A")
        file = plain(f"{prefix}{problem.source}").replace("%", "%25").replace("\n", "%0A")
        file = file.replace(",", "%2C").replace(":", "%3A")
        line = f",line={problem.line}" if problem.line is not None else ""
        lines.append(f"::{_GITHUB[problem.severity]} file={file}{line},title={problem.code}::{escaped}")
    return lines


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Errors, then flags, then notes, each by place; a problem told twice is told once."""
    rank = {"error": 0, "flag": 1, "note": 2}
    key = lambda item: (rank[item.severity], item.source, item.line or 0, item.span or (0, 0), item.code)  # noqa: E731
    return sorted(dict.fromkeys(problems), key=key)


def plain(text: str) -> str:
    """`text` without what a terminal would obey: escapes, other controls, and overrides of direction."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
