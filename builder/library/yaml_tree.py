"""How a YAML file that people write becomes a tree of nodes: every mistake found in one reading, scalars as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.library.keyboard import correct
from builder.model import Problem
from builder.pattern_code import compiled
from builder.problems import problem

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: A file with more broken lines than this is not YAML at all; one problem says so.
MOST_BROKEN_LINES = 40
#: Values that YAML takes for marks of its own, or that hold a colon and a space: they must stand in quotes.
_ENTRY = compiled(r"^(?P<before>\s*(?:- +)*(?:(?:\"[^\"]*\"|'[^']*'|[^\s\"'#:][^:#]*?):(?: +|$))?)(?P<value>\S.*?)\s*$")
#: An item of a list in brackets that begins with a mark YAML reserves: [**精神, b]
_RESERVED_ITEM = compiled(r"([\[{,:]\s*)([*&!%@`|>][^,\]}']*)")
#: Mappings and lists inside each other: what people write here has five. libyaml calls itself for each, and a hundred
#: thousand brackets end the process without a word.
DEEPEST = 50
TOO_DEEP = "too deeply nested"
#: Fewer brackets than this, and margins less wide, cannot nest too deep for the parser, whatever they are.
_FEW, _WIDE_MARGIN = 200, compiled(r"(?m)^[ \-?:]{200}")
#: What the parser says, in words for the person who wrote the line: (English, Chinese).
_SPELLED_OUT = {
    "could not find expected ':'": ("a key without a colon", "键后面没有冒号"),
    "mapping values are not allowed": ("a colon where none can stand", "冒号的位置不对，或上一行的缩进不对"),
    TOO_DEEP: ("lists and keys too deep inside each other", "列表和键嵌套得太深"),
    "cannot start any token": ("the value begins with a mark that YAML reserves", "值以 YAML 保留的符号开头"),
    "undefined alias": ("the value begins with *", "值以 * 开头"),
    "alias": ("the value begins with * or &", "值以 * 或 & 开头"),
    "alphabetic or numeric": ("the value begins with * or &", "值以 * 或 & 开头"),
    "anchor": ("the value begins with &", "值以 & 开头"),
    "tag": ("the value begins with !", "值以 ! 开头"),
    "escape": ("a backslash between double quotes", "双引号里有反斜杠"),
    "block end": ("the indentation fits no line above it", "缩进和上面的行对不上"),
    "expected key": ("the indentation fits no line above it", "缩进和上面的行对不上"),
    "block entry": ("a list item where none can stand", "列表项的位置不对"),
    "block sequence": ("a list item where none can stand", "列表项的位置不对"),
    "document start": ("text after the end of the value", "值结束之后还有文字"),
    "end of stream": ("a quotation mark or bracket that is never closed", "引号或括号没有闭合"),
    "flow": ("a bracket that is never closed, or a comma missing", "括号没有闭合，或缺少逗号"),
    "quoted scalar": ("a quotation mark that is never closed", "引号没有闭合"),
}


@dataclass(frozen=True, slots=True)
class Tree:
    """A file read as YAML: its top node (None if it is empty or hopeless) and what was wrong on the way."""

    root: Node | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]  # of the file, corrected as far as it could be


def read_tree(data: bytes, name: str, keys: Collection[str]) -> Tree:
    """The nodes of the YAML in `data`; `name` is the file for messages, `keys` the keys that can stand in it.

    Never raises: slips are corrected in memory and reported, lines that cannot be read are passed over and
    reported. Scalars are `ScalarNode.value`, always text as printed (`no` stays "no", 010 stays "010").
    """
    text, problems = _decode(data, name)
    corrected, slips = correct(text, keys)
    problems += [problem(slip.code, name, line=slip.line, better=slip.better) for slip in slips]
    root, broken, lines = _compose(corrected, name)
    problems += [*broken, *_duplicates(root, name)]
    return Tree(root, tuple(sorted(problems, key=lambda item: (item.line or 0, item.code))), tuple(lines))


def too_deep(text: str) -> int | None:
    """The 0-based line of `text` at which more than DEEPEST lists and mappings lie in each other; None if none do."""
    if text.count("[") + text.count("{") < _FEW and not _WIDE_MARGIN.search(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return int(event.start_mark.line) if event.start_mark else 0
    except yaml.YAMLError:
        pass  # said by whoever composes it; up to here it was not too deep
    return None


def line_of(node: Node) -> int:
    """1-based line on which `node` begins."""
    return int(node.start_mark.line) + 1


def _decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    if data.startswith(_UTF16_MARKS):
        text = data.decode("utf-16", errors="replace")
        return _lines(text), [problem("yaml-encoding", name, line=1, encoding="UTF-16")]
    try:
        return _lines(data.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        return _lines(data.decode("gb18030")), [problem("yaml-encoding", name, line=line, encoding="GBK/GB18030")]
    except UnicodeDecodeError:
        pass
    lines: list[str] = []
    problems: list[Problem] = []
    for number, part in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            lines.append(part.decode("utf-8"))
        except UnicodeDecodeError:
            # A GBK line pasted into a UTF-8 file is the usual cause.
            try:
                lines.append(part.decode("gb18030"))
                problems.append(problem("yaml-encoding", name, line=number, encoding="GBK/GB18030"))
            except UnicodeDecodeError:
                lines.append("#")
                problems.append(problem("yaml-bytes", name, line=number))
    return _lines("\n".join(lines)), problems


def _lines(text: str) -> str:
    """`text` with \\n alone for line ends, and without control characters, which YAML refuses."""
    return re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text)
    )


def _compose(text: str, name: str) -> tuple[Node | None, list[Problem], list[str]]:
    """The tree of `text` and its lines; one that stops the parser is mended if some way of writing it parses."""
    lines = text.split("\n")
    problems: list[Problem] = []
    failure = _failure(text)
    while failure is not None:
        if len(problems) >= MOST_BROKEN_LINES:
            return None, problems, lines
        number, said = failure
        if said == TOO_DEEP:
            seen, seen_zh = _SPELLED_OUT[TOO_DEEP]
            return (
                None,
                [*problems, problem("yaml-unreadable", name, line=number + 1, seen=seen, seen_zh=seen_zh)],
                lines,
            )
        seen, seen_zh = next((words for part, words in _SPELLED_OUT.items() if part in said), (said, said))
        better, at = _mend(lines, number)
        if better is not None:
            spaces = len(better) - len(better.lstrip())
            code = "yaml-indent" if better.strip() == lines[at].strip() else "yaml-syntax"
            seen_where = {"seen": seen, "seen_zh": seen_zh, "better": better, "spaces": spaces}
            problems.append(problem(code, name, None, at + 1, None, **seen_where))
            lines[at] = better
        else:
            passed_over = _last_written(lines, number)
            lines[passed_over] = ""
            problems.append(problem("yaml-unreadable", name, line=passed_over + 1, seen=seen, seen_zh=seen_zh))
        failure = _failure("\n".join(lines))
    return _tree("\n".join(lines)), problems, lines


def _tree(text: str) -> Node | None:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    node: Node | None = yaml.compose(text, Loader=loader)
    return node


def _failure(text: str) -> tuple[int, str] | None:
    """The 0-based line at which `text` stops being YAML, and why; None if it is YAML."""
    if (deep := too_deep(text)) is not None:
        return deep, TOO_DEEP
    try:
        _tree(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return (mark.line if mark else 0), str(error.problem or error.context or "").strip()
    except yaml.YAMLError as error:
        return 0, str(error).splitlines()[0]
    return None


def _last_written(lines: list[str], number: int) -> int:
    """The line to pass over: that of the mark, or the last one above it that is not empty."""
    number = min(number, len(lines) - 1)
    while number > 0 and not lines[number].strip():
        number -= 1
    return number


def _mend(lines: list[str], number: int) -> tuple[str | None, int]:
    """A way to write the line of the mark (or the one above) after which the parser gets further, and which line."""
    for at in dict.fromkeys((_last_written(lines, number), _last_written(lines, max(0, number - 1)))):
        for candidate in _candidates(lines, at):
            failure = _failure("\n".join([*lines[:at], candidate, *lines[at + 1 :]]))
            if failure is None or failure[0] > max(number, at):
                return candidate, at
    return None, number


def _candidates(lines: list[str], at: int) -> Iterator[str]:
    line = lines[at]
    if found := _ENTRY.match(line):
        value = found["value"]
        if value[0] in "[{" and value[-1] in "]}":
            yield found["before"] + _RESERVED_ITEM.sub(r"\1'\2'", value)
        elif value[0] == value[-1] == '"' and len(value) > 1:
            yield f"{found['before']}'{value[1:-1].replace(chr(39), chr(39) * 2)}'"
        if value[0] not in "[{" or value[-1] not in "]}":
            yield f"{found['before']}'{value.strip(chr(34)).replace(chr(39), chr(39) * 2)}'"
    for above in range(at - 1, -1, -1):  # the indentation of a line above
        if lines[above].strip() and not lines[above].lstrip().startswith("#"):
            margin = lines[above][: len(lines[above]) - len(lines[above].lstrip())]
            if margin + line.lstrip() != line:
                yield margin + line.lstrip()
            break
    indent = len(line) - len(line.lstrip())
    for width in (indent + 1, indent - 1):
        if width >= 0:
            yield " " * width + line.lstrip()
    if ":" not in line:
        yield line.rstrip() + ":"


def _duplicates(root: Node | None, name: str) -> Iterator[Problem]:
    waiting = [root] if root is not None else []
    visited: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in visited:  # an alias
            continue
        visited.add(id(node))
        if isinstance(node, SequenceNode):
            waiting.extend(node.value)
        if isinstance(node, MappingNode):
            first: dict[str, int] = {}
            for key, value in node.value:
                waiting.append(value)
                if not isinstance(key, ScalarNode):
                    continue
                if key.value in first:
                    yield problem(
                        "decision-duplicate-key", name, line=line_of(key), key=key.value, first=first[key.value]
                    )
                first.setdefault(key.value, line_of(key))
