"""Small made-up libraries for the tests of themes, links and versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from builder.corpus.digest import Digest, digest
from builder.model import Block, Essay, Language, ThemeDeclaration, Vocabulary


@dataclass(frozen=True)
class MadeLibrary:
    essays: tuple[tuple[str, Essay], ...]
    digests: tuple[tuple[str, Digest], ...]
    vocabulary: Vocabulary


def essay(
    paragraphs: Sequence[str], title: str | None = None, language: Language = "zh-Hans", fingerprint: str = ""
) -> Essay:
    """An essay of paragraphs p1, p2 …; a paragraph that begins with "# " is a heading s1, s2 …"""
    blocks: list[Block] = []
    for text in paragraphs:
        heading = text.startswith("# ")
        number = sum((block.kind == "heading") == heading for block in blocks) + 1
        name = f"{'s' if heading else 'p'}{number}"
        blocks.append(Block("heading" if heading else "paragraph", text.removeprefix("# "), "", name, (0, 0), (0, 0)))
    return Essay(
        "made.txt", 0, (0, 0), title, (), None, None, None, None, language, (), tuple(blocks), (), (), (),
        digest=fingerprint,
    )  # fmt: skip


def declaration(id: str, zh: str | None = None, en: str | None = None, *aliases: str) -> ThemeDeclaration:
    names = tuple((language, name) for language, name in (("zh-Hans", zh), ("en", en)) if name)
    return ThemeDeclaration(id, names, aliases)


def library() -> MadeLibrary:
    """The library of `library.yml`."""
    data = yaml.safe_load((Path(__file__).parent / "library.yml").read_text(encoding="utf-8"))
    essays = tuple(
        (item["slug"], essay(item["paragraphs"], item["title"], item["language"])) for item in data["essays"]
    )
    themes = tuple(
        ThemeDeclaration(item["id"], tuple(item["names"].items()), tuple(item["aliases"]))
        for item in data["vocabulary"]
    )
    return MadeLibrary(essays, tuple((slug, digest(each)) for slug, each in essays), Vocabulary(themes))
