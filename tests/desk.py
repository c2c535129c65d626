"""A library made up for one test: files and corpus.yml in, what `inspect` and the library say out."""

from __future__ import annotations

from pathlib import Path

from builder.content import Content, content_at
from builder.library import decisions
from builder.model import Essay, Library, Problem
from builder.pipeline import Inspected, assemble, inspect, record
from builder.workers import hands

#: Paragraphs of our own, long enough to be an essay's.
PARAGRAPHS = (
    "办公室的门是朝南开的，上午的光正好照在来人的脸上。老周说，这样坐着谈事，谁也不好意思说一半留一半。",
    "材料写得好不好，先看事情做得实不实。事情没有做，句子再齐整也是空的，念的人自己先没有底气。",
    "下乡的路走得多了，哪一段有坑，哪一家门前有狗，心里都有一本账。这本账比任何一份报表都准。",
    "谈心不是念稿子。话要一句一句地接，接不住的时候就听着，听明白了再说自己的意思。",
    "值班本上最难写的是“无事”两个字。真的无事，要先把该问的都问过一遍，才敢落笔。",
    "培训回来的人常说有收获，问他收获是什么，多半说不出。说得出一件小事的人，才是真的听进去了。",
    "开会之前先想清楚要定什么。没有要定的事，就不要开；定了的事，散会以后要有人去做。",
    "老同志的话要记，记了还要回头看。十年前的一句牢骚，今天看往往是一条意见。",
)
TITLES = ("门朝南开", "先看事情", "路上的账", "听明白了再说", "值班本", "一件小事", "散会以后", "回头看")


def text_of(number: int, *, title: str | None = None, extra: str = "") -> str:
    """An essay of three paragraphs under a title; different numbers share no sentence with their neighbours."""
    head = title or f"{TITLES[number % len(TITLES)]}之{number}"
    body = [f"{PARAGRAPHS[(number * 3 + step) % len(PARAGRAPHS)]}这件事说了{number}回。" for step in range(3)]
    return "\n".join([head, "", *(f"    {line}" for line in body), *([f"    {extra}"] if extra else []), ""])


def write(root: Path, files: dict[str, str], corpus: str = "") -> Content:
    """A content folder with these sources and this corpus.yml."""
    for name, text in files.items():
        path = root / "essays" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if corpus:
        (root / "corpus.yml").write_text(corpus, encoding="utf-8")
        assert decisions.load(root).problems == ()
    return content_at(root)


def look(content: Content) -> list[Inspected]:
    """Every file, as `inspect` shows it."""
    with hands(1) as workers:
        return inspect(content, [content.essays], workers)


def look_at(content: Content, name: str) -> Inspected:
    return next(item for item in look(content) if item.source == name)


def read(content: Content, *, cached: bool = False) -> Library:
    with hands(1) as workers:
        return assemble(content, workers, cached=cached).library


def put_on_record(content: Content, day: str = "2026-01-05") -> Library:
    library = read(content)
    record(content, library, day)
    return library


def body(essay: Essay) -> str:
    return "\n".join(block.text for block in essay.blocks)


def codes(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    return sorted(problem.code for problem in problems)
