"""What became of a commit, in both languages: published or not, the files left out, and the line to write.

    python ci/summary.py REPORT

REPORT holds `steps.txt` (a step and its outcome a line) and `problems.jsonl`. Standard library only, so that it also
speaks where the installation failed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

#: Each of these keeps yesterday's site when it fails, or was not reached.
NEEDED = {
    "test": ("a test failed", "测试未通过"),
    "site": ("the strict build failed", "严格构建失败"),
    "verify": ("a link or a published address would be lost", "有链接或已公布的地址会失效"),
}
#: What people write about the library; an error in it leaves no file out.
_RECORDS = ("corpus.yml", "themes.yml", "addresses.yml")
_NAMED = 3  # files named in the first line; the rest follows below it


def summary(steps: Mapping[str, str], problems: Sequence[Mapping[str, Any]], *, deployed: bool) -> list[str]:
    """Lines of Markdown; the first says everything that a person must know."""
    errors = [item for item in problems if item["severity"] == "error" and item.get("source")]
    left_out = list(dict.fromkeys(str(item["source"]) for item in errors if item["source"] not in _RECORDS))
    parts = [_outcome(steps, deployed), _left_out(left_out)]
    if left_out:
        parts.append(f"write in / 请写入 `content/corpus.yml`: `sources: {{{_entry(left_out[0])}}}`")
    lines = [" · ".join(parts), ""]
    if left_out:
        lines += ["```yaml", "sources:", *(f"  {_entry(source)}" for source in left_out), "```", ""]
    lines += [f"- `{_plain(item['source'])}`: {_plain(item['message'])} {_plain(item['hint'])}" for item in errors]
    flags = sum(1 for item in problems if item["severity"] == "flag")
    lines.append(f"- {flags} doubtful places / 处存疑; `python -m builder check`")
    lines += [f"- {name}: {outcome}" for name, outcome in steps.items() if name != "summary"]
    return lines


def _outcome(steps: Mapping[str, str], deployed: bool) -> str:
    for name, (english, chinese) in NEEDED.items():
        if steps.get(name) != "done":
            why = (english, chinese) if name in steps else (f"{name} was not reached", f"未执行到 {name}")
            return f"**Not published: {why[0]}; the former site stays / 未发布：{why[1]}，沿用原站**"
    if deployed:
        return "**Published / 已发布**"
    return "**Built, in the artifacts / 已生成，见附件**"


def _left_out(left_out: Sequence[str]) -> str:
    if not left_out:
        return "no file left out / 没有文件被略去"
    named = ", ".join(f"`{_plain(source)}`" for source in left_out[:_NAMED])
    more = ", …" if len(left_out) > _NAMED else ""
    return f"{len(left_out)} left out / 略去 {len(left_out)} 个文件: {named}{more}"


def _entry(source: str) -> str:
    """The line of corpus.yml that accepts that a file is left out."""
    name = json.dumps(_plain(source), ensure_ascii=False)  # JSON's quoting is YAML's
    return f'{name}: {{skip: "write why / 写明原因"}}'


def _plain(text: object) -> str:
    """`text` on one line, without what Markdown would read as the end of code."""
    return " ".join(str(text).split()).replace("`", "'")


def main(report: Path) -> None:
    steps_file, problems_file = report / "steps.txt", report / "problems.jsonl"
    told = steps_file.read_text(encoding="utf-8").split("\n") if steps_file.exists() else []
    steps = dict(line.split(" ", 1) for line in told if line)
    written = problems_file.read_text(encoding="utf-8").split("\n") if problems_file.exists() else []
    problems = [json.loads(line) for line in written if line.startswith("{")]
    for line in summary(steps, problems, deployed=os.environ.get("DEPLOYED") == "true"):
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
