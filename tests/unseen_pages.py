"""Reads the pages of tests/unseen: whole files made up after the kinds there are, with what an editor would make of each line.

Each line begins with a sign and a blank: the lines without their signs are the raw file, the signs are its gold.

    T   the essay's title, printed here        -   furniture, which must go
    =   byline, date, source: read, then gone  ?   may stay or go
    1 2 3 4  a heading of that level           +   a paragraph
    1> heading⟧rest   a heading run into its paragraph; ?> the same, where it may be taken for one or not
    *   a line that must stay apart from the next: verse, dialogue, an item of a list

`@author`, `@date`, `@title`, `@alt` say what is to be found; `@essay` begins another essay of the file.
⟦…⟧ inside a line that stays is furniture glued to it. Empty lines are printed as they are; `@ ` is a comment.
`@damage injected-pinyin` breaks the file as that generator of tests/damage does; `@file html` says what kind of file it
is, `@encoding gbk` how its bytes are written. A .docx has a paragraph for each line, and no styles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.damage import FAMILIES
from tests.office_documents import Document, paragraph
from tests.score import fold

UNSEEN = Path(__file__).parent / "unseen"
_GLUED = re.compile("⟦(.*?)⟧")
_SIGNS = "T-=?+*1234"


@dataclass
class Expected:
    """What is to be found of one essay."""

    titles: list[str] = field(default_factory=list)
    author: str | None = None
    date: str | None = None
    outline: list[dict[str, Any]] = field(default_factory=list)
    optional: list[dict[str, Any]] = field(default_factory=list)
    keep: list[str] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    breaks: list[list[str]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)  # title, headings and body, for the extent
    loose: bool = False  # a line that may stay or go: no extent can be asked

    def gold(self) -> dict[str, Any]:
        titles = self.titles or [""]
        return {
            "title": titles[0],
            "alt_titles": titles[1:],
            "author": self.author,
            "date": self.date,
            "outline": self.outline,
            "outline_optional": self.optional,
            "must_keep": self.keep,
            "must_drop": self.drop,
            "keep_breaks": self.breaks,
        } | ({} if self.loose else {"chars": sum(len(fold(line)) for line in self.printed)})


@dataclass(frozen=True)
class UnseenPage:
    """A file, and what is to be found in it."""

    name: str
    raw: str
    gold: dict[str, Any]
    kind: str = "txt"
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        if self.kind == "docx":
            return Document("".join(map(paragraph, self.raw.splitlines()))).data()
        return self.raw.encode(self.encoding)


def read_page(path: Path) -> UnseenPage:
    """One page. Raises ValueError, naming file and line, for a line without a sign."""
    raw: list[str] = []
    form: dict[str, list[str]] = {"damage": [], "file": ["txt"], "encoding": ["utf-8"]}
    essays = [Expected()]
    apart: str | None = None  # the last line, if it must stay apart from the next
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            raw.append("")
            continue
        if line.startswith("@"):
            _instruction(line, essays, form)
            continue
        sign, run_in, words = line[0], line[1:2] == ">", line[2:].removeprefix(" ") if line[1:2] == ">" else line[2:]
        if sign not in _SIGNS or (line[1:2] not in (" ", ">", "")):
            raise ValueError(f"{path.name}:{number}: no sign: {line[:40]}")
        essay = essays[-1]
        raw.append(words.replace("⟧", "") if run_in else _GLUED.sub(r"\1", words))
        if apart is not None and sign == "*":
            essay.breaks.append([apart, words.strip()])
        apart = words.strip() if sign == "*" else None
        _line(essay, sign, run_in, words)
    drops = [drop for essay in essays for drop in essay.drop]
    for essay in essays:
        essay.drop = [drop for drop in dict.fromkeys(drops) if not _is_own(essay, drop)]
    text = "\n".join(raw) + "\n"
    for family in form["damage"]:
        text = FAMILIES[family](text, 0).text
    gold = {"id": path.stem, "documents": [e.gold() for e in essays]}
    return UnseenPage(path.stem, text, gold, form["file"][-1], form["encoding"][-1])


def _instruction(line: str, essays: list[Expected], form: dict[str, list[str]]) -> None:
    name, _, value = line[1:].partition(" ")
    if name in form:
        form[name].append(value)
    elif name == "essay":
        essays.append(Expected())
    elif name == "author":
        essays[-1].author = value
    elif name == "date":
        essays[-1].date = value
    elif name == "title":
        essays[-1].titles.append(value)
        essays[-1].printed.append(value)
    elif name == "alt":
        essays[-1].titles.append(value)
    elif name:
        raise ValueError(f"unknown instruction {line}")


def _line(essay: Expected, sign: str, run_in: bool, words: str) -> None:
    kept = _GLUED.sub("", words).strip()
    essay.drop += [piece for piece in _GLUED.findall(words) if not run_in]
    if sign in "-=":
        essay.drop.append(words.strip())
    elif sign == "?":
        essay.loose = not run_in or essay.loose
        essay.optional.append({"level": 1, "text": words.partition("⟧")[0].strip()})
        if run_in:
            essay.keep.append(words.partition("⟧")[2].strip())
            essay.printed.append(words.replace("⟧", ""))
    elif sign == "T":
        essay.titles.insert(0, kept)
        essay.printed.append(kept)
    elif sign in "1234":
        heading, _, rest = words.partition("⟧") if run_in else (kept, "", "")
        essay.outline.append({"level": int(sign), "text": heading.strip()})
        essay.printed.append(heading + rest)
        if rest:
            essay.keep.append(rest.strip())
    else:
        essay.keep.append(kept)
        essay.printed.append(kept)


def _is_own(essay: Expected, drop: str) -> bool:
    """True if a piece of furniture is also part of what stays, so that its absence cannot be asked."""
    folded = fold(drop)
    return len(folded) < 2 or any(folded in fold(line) for line in essay.printed)
