"""The worklist as one page of HTML for the person who keeps the library: everything from a source is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from builder.library import decide
from builder.library.review import Fact, Quoted, Row
from builder.library.settle import Remedy
from builder.model import Problem
from builder.problems import Tongue, evidence, hint, message

#: (Chinese, English)
_WORDS: dict[str, tuple[str, str]] = {
    "title": ("待看的文章", "To be looked at"),
    "lead": (
        "按轻重排列。每一条下面都有一段写好的 YAML：复制到 content/corpus.yml 里同名的一节下面（sources 或 essays），"
        "“…”处换成你知道的内容，再运行一次 review。没有问题的，运行 record 登记即可。这一页只在本机，不进网站。",
        "Worst first. Below each entry stands the YAML that settles it: copy it into content/corpus.yml, under the "
        "section of the same name (sources or essays), write what you know where … stands, and run review again. "
        "What is right is settled by running record. This page stays on this machine and is no part of the site.",
    ),
    "more": (
        "这里列出最要紧的 {shown} 条，还有 {rest} 条；处理完再运行一次 review，后面的就会出来。",
        "The {shown} most pressing are shown, {rest} more wait: settle some and run review again.",
    ),
    "all": ("全部", "all"),
    "others": ("还要改什么？", "Anything else to correct?"),
    "line": ("第 {line} 行", "line {line}"),
    "nothing": ("没有要看的了。", "Nothing is left to look at."),
    "new": ("新文章", "new essay"),
    "changed": ("文字有变", "changed"),
    "moved": ("换了文件", "file renamed"),
    "doubtful": ("存疑", "doubtful"),
    "file": ("整个文件", "whole file"),
    "recurring": ("多处重复的文字", "text that recurs"),
    "version": ("近似的两篇", "two versions of one text"),
    "gone": ("找不到了", "gone"),
    "in-essays": ("在 {count} 个来源中出现", "in {count} sources"),
    "share": ("有 {count}% 的文字相同", "{count} % of the text in common"),
    "printed": ("来源里印的", "As printed"),
    "result": ("整理之后", "As read"),
    "head": ("开头", "head"),
    "tail": ("结尾", "tail"),
    "cut": ("在这里切开，理由", "Cut here because of"),
    "difference": ("不同之处（- 主文，+ 另一篇）", "Differences (- main text, + the other)"),
    "unknown": ("没有找到", "not found"),
    "fact-title": ("题目", "title"),
    "fact-subtitle": ("副题", "subtitle"),
    "fact-author": ("作者", "author"),
    "fact-date": ("日期", "date"),
    "fact-publisher": ("出处", "publisher"),
    "fact-language": ("语言", "language"),
    "fact-version_of": ("主文", "main text"),
    "accept": ("看过了，没有错：", "Seen, and right as it is:"),
    "to-title": ("题目应当是：", "The title should be:"),
    "to-author": ("作者应当是：", "The author should be:"),
    "to-date": ("日期应当是：", "The date should be:"),
    "to-join": ("这里不该切开：", "There should be no cut here:"),
    "to-drop": ("这不是文章的内容，全部删去：", "This is no part of the essays, drop it everywhere:"),
    "to-version_of": ("确是另一版本，主文是：", "It is a version; the main text is:"),
    "to-withdraw": ("撤回这一篇（写明理由）：", "Withdraw it (say why):"),
    "to-skip": ("这个文件不是文章（写明理由）：", "This file is no essay (say why):"),
    "run": ("没有错，就运行：", "If it is right, run:"),
    "copy": ("复制", "Copy"),
    "error": ("错误", "error"),
    "flag": ("存疑", "flag"),
    "note": ("提示", "note"),
}
#: Rows on the page: a browser shows so many at once without delay (some 4 KB each), and nobody reads more in a day.
MOST_ROWS = 500
#: The remedies that stand open under each kind of row; the others are folded away.
_FIRST = {"doubtful": ("accept",), "changed": ("accept",), "new": ("accept", "join"), "moved": ()}
_STYLE = """
:root { color-scheme: light dark; --line: #8884; }
body { font: 16px/1.65 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
body { margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
article { border-top: 2px solid var(--line); padding: 1rem 0 1.6rem; }
h2 { font-size: 1.15rem; margin: 0; } h2 small, .why { font-weight: 400; opacity: .7; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides > div, pre { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .8rem; overflow: auto; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 18rem; overflow: auto; }
pre { position: relative; margin: .2rem 0 .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
button { float: right; font: inherit; font-size: .8rem; }
mark { background: #f4d35e88; color: inherit; padding: 0 .15em; } q { quotes: none; }
nav { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; } nav button { float: none; padding: .2rem .8rem; }
nav button[aria-pressed="true"] { font-weight: 700; } summary { cursor: pointer; margin: .6rem 0; }
.error { color: #c0392b; } ins { color: #1d7a46; } del { color: #b03a2e; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; } dd { margin: 0; }
@media (max-width: 44rem) { .sides { grid-template-columns: 1fr; } }
"""
_SCRIPT = """
document.addEventListener('click', function (event) {
  var button = event.target.closest('button');
  if (!button) { return; }
  if (button.dataset.kind === undefined) {
    navigator.clipboard.writeText(button.nextElementSibling.textContent);
    return;
  }
  document.querySelectorAll('nav button').forEach(function (other) {
    other.setAttribute('aria-pressed', other === button);
  });
  document.querySelectorAll('article').forEach(function (row) {
    row.hidden = Boolean(button.dataset.kind) && row.dataset.kind !== button.dataset.kind;
  });
});
"""


def page(rows: Sequence[Row], tongue: Tongue, program: str) -> str:
    """The worklist as a whole page; `program` is how commands of this program begin on the command line."""
    words = {key: pair[0 if tongue == "zh" else 1] for key, pair in _WORDS.items()}
    shown = rows[:MOST_ROWS]
    body = "\n".join(_row(row, number, words, tongue, program) for number, row in enumerate(shown, 1))
    lead = words["lead"] if rows else words["nothing"]
    rest = len(rows) - len(shown)
    more = f"<p><b>{escape(words['more'].format(shown=len(shown), rest=rest))}</b></p>\n" if rest else ""
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if tongue == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(words['title'])}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(words['title'])} · {len(rows)}</h1>\n<p>{escape(lead)}</p>\n{more}"
        f"{_kinds(shown, words)}\n{body}\n"
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _kinds(rows: Sequence[Row], words: dict[str, str]) -> str:
    """Buttons that show one kind of row alone, where there are several kinds."""
    kinds = Counter(row.kind for row in rows)
    if len(kinds) < 2:
        return ""
    buttons = [("", words["all"], len(rows), "true"), *((kind, words[kind], n, "false") for kind, n in kinds.items())]
    return f"<nav>{''.join(_kind(*button) for button in buttons)}</nav>"


def _kind(kind: str, name: str, count: int, pressed: str) -> str:
    return f'<button type="button" data-kind="{kind}" aria-pressed="{pressed}">{escape(name)} {count}</button>'


def _row(row: Row, number: int, words: dict[str, str], tongue: Tongue, program: str) -> str:
    name = row.title or row.name
    parts = [f'<article id="r{number}" data-kind="{row.kind}" data-name="{escape(row.name)}">']
    parts.append(f"<h2>{number}. {escape(name)} <small>{words[row.kind]}</small></h2>")
    place = " · ".join(dict.fromkeys(part for part in (row.source, row.name) if part and part != name))
    parts.append(f'<p class="why">{escape(place)}</p>' if place else "")
    if row.kind == "recurring":
        parts.append(f"<p>{escape(words['in-essays'].format(count=row.count))}</p>")
    if row.kind == "version":
        parts.append(f"<p>{escape(words['share'].format(count=row.count))}</p>")
    parts.append(_problems(row, words, tongue))
    parts.append(_facts(row.facts, words, tongue))
    if row.cut:
        parts.append(f"<p>{escape(words['cut'])}: <q>{escape(evidence(row.cut, tongue))}</q></p>")
    parts += [_side_by_side(row, end, words) for end in (0, 1)]
    if row.difference:
        shown = "\n".join(_changed(line) for line in row.difference)
        parts.append(f'<p>{escape(words["difference"])}</p><div class="text">{shown}</div>')
    if row.command:
        command = f"{program} {row.command}"
        parts.append(f"<p>{escape(words['run'])}</p>{_copyable(command, 'command', words)}")
    parts += _remedies(row, words)
    return "\n".join([*filter(None, parts), "</article>"])


def _problems(row: Row, words: dict[str, str], tongue: Tongue) -> str:
    places = row.places or (None,) * len(row.problems)
    items = [
        f'<li class="{told.severity}"><b>{words[told.severity]}</b> {escape(told.code)} #{decide.mark(told)}: '
        f'{escape(message(told, tongue))} <span class="why">{_inline(hint(told, tongue))}</span>'
        f"{_quoted(told, place, words) if place else ''}</li>"
        for told, place in zip(row.problems, places, strict=True)
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _inline(text: str) -> str:
    """Escaped, with what stands between backquotes as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 and at + 1 < len(parts) else part for at, part in enumerate(parts))


def _quoted(told: Problem, place: Quoted, words: dict[str, str]) -> str:
    line = words["line"].format(line=told.line) + " " if told.line else ""
    before, marked, after = (escape(part.replace("\n", "⏎")) for part in (place.before, place.words, place.after))
    return f"<br>{line}<q>…{before}<mark>{marked}</mark>{after}…</q>"


def _facts(facts: Sequence[Fact], words: dict[str, str], tongue: Tongue) -> str:
    rows = [
        f"<dt>{escape(words['fact-' + fact.name])}</dt><dd>{escape(fact.value or words['unknown'])}"
        f"{f' <span class=why>← {escape(evidence(fact.why, tongue))}</span>' if fact.why else ''}</dd>"
        for fact in facts
    ]
    return f"<dl>{''.join(rows)}</dl>" if rows else ""


def _remedies(row: Row, words: dict[str, str]) -> list[str]:
    """What is likeliest to be wanted stands open, the rest is folded."""
    first = _FIRST.get(row.kind)
    if first is None:
        return [_remedy(remedy, words) for remedy in row.remedies]
    shown = [_remedy(remedy, words) for remedy in row.remedies if remedy.purpose in first]
    folded = "\n".join(_remedy(remedy, words) for remedy in row.remedies if remedy.purpose not in first)
    return [*shown, f"<details><summary>{escape(words['others'])}</summary>\n{folded}\n</details>"]


def _side_by_side(row: Row, end: int, words: dict[str, str]) -> str:
    if not row.printed[end].strip() and not row.result[end].strip():
        return ""
    where = words["tail" if end else "head"]
    sides = ((words["printed"], row.printed[end]), (words["result"], row.result[end]))
    shown = (
        f'<div><b>{escape(name)} ({where})</b><div class="text">{escape(text)}</div></div>' for name, text in sides
    )
    return f'<div class="sides">{"".join(shown)}</div>'


def _changed(line: str) -> str:
    mark = "ins" if line.startswith("+") else "del"
    return f"<{mark}>{escape(line)}</{mark}>"


def _remedy(remedy: Remedy, words: dict[str, str]) -> str:
    purpose = words[remedy.purpose] if remedy.purpose == "accept" else words[f"to-{remedy.purpose}"]
    return f"<p>{escape(purpose)}</p>{_copyable(remedy.yaml, remedy.purpose, words)}"


def _copyable(text: str, purpose: str, words: dict[str, str]) -> str:
    return f'<pre><button type="button">{words["copy"]}</button><code data-for="{purpose}">{escape(text)}</code></pre>'
