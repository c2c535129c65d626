"""A small library made up by hand, for tests of what is printed: every kind of block, link and repair occurs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from builder.emit import emit
from builder.emit.words import template_words
from builder.model import (
    Atlas,
    Block,
    Collection,
    Essay,
    Field,
    Library,
    Link,
    Problem,
    Published,
    Repair,
    SiteSettings,
    Theme,
    ThemeEssay,
    Version,
)

REPOSITORY = Path(__file__).resolve().parent.parent

_READING = (
    "读书人总以为书读得越多越好，其实未必。一本书读三遍，第一遍知道它说什么，第二遍知道它为什么这样说，"
    "第三遍才轮到自己开口。制度也是这样：写在纸上的制度，只是第一遍。"
)
_TOWN = (
    "镇上的老图书馆有一条规矩：借书不登记，还书时在门边的黑板上写一句话。三十年下来，黑板换过四块，"
    "丢的书不到二十本。以制度管人，不如以信任管书，馆长常常这样说，说完又把登记簿锁进抽屉里。"
)
_CADRE = (
    "村里修路，干部带头出工，这是看得见的；路修好以后谁来扫，是看不见的。2019年 River Report 的调查说，"
    "三分之二的路在第三年就没有人管了。基层的事，难在第三年。"
)
_ENGLISH = (
    "A village road is easy to open and hard to keep. In the first year the cadre cuts a ribbon; in the third "
    "year somebody has to pull the weeds, and nobody remembers who. Institutions are the art of the third year."
)


def paragraph(number: int, text: str, **more: object) -> Block:
    return Block("paragraph", text, "", f"p{number}", (0, len(text)), (0, len(text)), **more)  # type: ignore[arg-type]


def block(kind: str, id: str, text: str, number: str = "", **more: object) -> Block:
    return Block(kind, text, number, id, (0, 0), (0, 0), **more)  # type: ignore[arg-type]


def heading(id: str, number: str, text: str, level: int = 1, kind: str = "line") -> Block:
    return block("heading", id, text, number, level=level, heading=kind, why="a series of three")


def essay(blocks: Sequence[Block], **more: object) -> Essay:
    values: dict[str, object] = {
        "source": "made.txt",
        "index": 0,
        "span": (0, 0),
        "title": "第三年",
        "alternative_titles": (),
        "subtitle": None,
        "author": "林远",
        "published": "2021-03-14",
        "publisher": "山城晚报",
        "language": "zh-Hans",
        "collections": (),
        "blocks": tuple(blocks),
        "fields": (),
        "repairs": (),
        "problems": (),
    }
    return Essay(**{**values, **more})  # type: ignore[arg-type]


class _Finder:
    """A stand-in for the automaton: the words of two themes, leftmost first."""

    def find(self, text: str, themes: frozenset[str]) -> list[tuple[int, int, str]]:
        found = []
        for word, theme in (("制度", "system"), ("Institutions", "system"), ("干部", "cadre"), ("cadre", "cadre")):
            at = text.find(word) if theme in themes else -1
            while at >= 0:
                found.append((at, at + len(word), theme))
                at = text.find(word, at + 1)
        return sorted(found)

    def follows_from(self, theme: str) -> bytes:
        return theme.encode()


find_themes = _Finder()


def _main_essay() -> Essay:
    blocks = [
        paragraph(1, _READING),
        heading("s1", "一、", "路修好以后"),
        paragraph(2, _CADRE),
        paragraph(3, _TOWN),
        heading("s1-1", "（一）", "三种扫路的人", 2),
        block("list", "p4", "自己门前自己扫的人，占了多数；", "1."),
        block("list", "p5", "有人看见才扫的人；", "2."),
        block("list", "p6", "从来不扫、却天天走的人。", "3."),
        paragraph(7, _READING + _TOWN),
        heading("s1-2", "（二）", "谁来登记", 2, "run-in"),
        paragraph(8, _TOWN + _CADRE),
        heading("s2", "二、", "", 1, "inferred"),
        block("quotation", "p9", "路是走出来的，也是扫出来的。"),
        block("verse", "p10", "门前三尺雪\n各自一把帚\n日出人已行\n不知是谁扫"),
        heading("s3", "三、", "第三年以后"),
        paragraph(11, _CADRE + _READING),
        block("dialogue", "p12", "甲：今年谁扫？\n乙：去年谁扫，今年还是谁扫。"),
        block("table", "p13", "年份\t扫路的人\t坏掉的路\n第一年\t四十人\t无\n第三年\t六人\t两处"),
        block("code", "p14", "path = years / 3\nprint(path)"),
        block("note", "p15", "文中地名都已改换。", "注："),
        paragraph(16, "This last paragraph quotes an English report at some length.", language="en"),
    ]
    taken = _CADRE.index("看得见")
    return essay(
        blocks,
        subtitle="修路与扫路",
        repairs=(
            Repair("broken-line", "sure", (5, 6), "\n", "", "p1", 12),
            Repair("injected-pinyin", "sure", (7, 12), "(zhì)", "", "p1", 30),
            Repair("injected-pinyin", "sure", (7, 12), "(zhì)", "", "p7", 30),
            Repair("split-word", "likely", (9, 14), "看 得 见", "看得见", "p2", taken),
        ),
        removed=(("share-widget", 84), ("related-list", 312)),
        fields=(
            Field("abstract", "修路容易养路难，本文说的是第三年的事。", (0, 0)),
            Field("keywords", "基层；制度；道路", (0, 0)),
            Field("reference", "山城县志，卷十二", (0, 0)),
            Field("reference", "River Report, 2019", (0, 0)),
        ),
        problems=(Problem("no-such-code", "flag", "made.txt", (3, 5)),),
    )


def library(language: str = "zh", more: int = 0) -> Library:
    """The made-up library; `more` adds that many short essays, for tests of size."""
    traditional = "書讀得越多，越要知道哪些書不必讀。圖書館的制度，其實是替讀者說不的藝術。" * 3
    weeds = [paragraph(1, _ENGLISH), heading("s1", "1.", "Weeds"), paragraph(2, _ENGLISH)]
    essays = [
        Published("third-year", _main_essay()),
        Published("the-third-year", essay(weeds,
                                          title="The Third Year", language="en", author="Ann Lee", publisher=None,
                                          published="2020-11-02", machine_translated=True)),
        Published("library-rules", essay([paragraph(1, _TOWN), paragraph(2, _READING)], title="借书的规矩",
                                         author=None, published=None)),
        Published("yi-shu", essay([paragraph(1, traditional), paragraph(2, traditional)], title="說不的藝術",
                                  language="zh-Hant", author="陳默", published="2018-06-01")),
        Published("third-year-2", essay([paragraph(1, _READING), paragraph(2, _CADRE.replace("三分之二", "一半"))],
                                        title="第三年（初稿）", published="2020-12-01")),
        Published("untitled", essay([paragraph(1, _READING[6:])], title=None, author=None, published="2022-01-09")),
    ]  # fmt: skip
    essays += [
        Published(f"short-{n}", essay([paragraph(1, _TOWN)], title=f"短文之{n}", published=f"{1980 + n % 40}-01-01"))
        for n in range(more)
    ]
    themes = (
        Theme("system", (("zh-Hans", "制度"), ("zh-Hant", "制度"), ("en", "Institutions")), ("制度",), True,
              (ThemeEssay("third-year", 2.5, ("p7", "p1")), ThemeEssay("library-rules", 1.1, ("p1",)),
               ThemeEssay("the-third-year", 0.9, ("p1",)), ThemeEssay("yi-shu", 0.7, ("p1",)))),
        Theme("cadre", (("zh-Hans", "干部"), ("en", "Cadre")), ("干部",), True,
              (ThemeEssay("third-year", 1.9, ("p2", "p11")), ThemeEssay("the-third-year", 0.9, ("p1",)))),
        Theme("tushuguan", (("zh-Hans", "图书馆"),), ("图书馆",), False, (ThemeEssay("library-rules", 1.0, ("p1",)),)),
    )  # fmt: skip
    links = (
        Link("third-year", "library-rules", "related", 0.41, ("system",), (), "p7", "p1"),
        Link("library-rules", "third-year", "related", 0.41, ("system",), (), "p1", "p7"),
        Link("third-year", "the-third-year", "cross-language", 0.35, (), (("干部", "cadre"),), "p2", "p1"),
        Link("yi-shu", "third-year", "related", 0.2, ("system",), (), "p1", "p1"),
    )
    atlas = Atlas(themes, links, (Version("third-year", (("third-year-2", 0.72),)),))
    shelves = (Collection("river-town", "山城随笔", ("library-rules", "third-year", "yi-shu"), "named"),)
    rules = {
        "injected-pinyin": {"why": "Pinyin in brackets was put behind characters.", "why_zh": "字后被塞进了拼音。",
                            "certainty": "sure", "examples": (("takes it out", "优(yōu)化", "优化"),)},
        "split-word": {"why": "Blanks tear a word apart.", "why_zh": "词被空格拆开。", "certainty": "likely"},
    }  # fmt: skip
    settings = SiteSettings("山城文库" if language == "zh" else "The Hill Town Library", language)  # type: ignore[arg-type]
    return Library(settings, tuple(essays), shelves, atlas, (), 4, {"rules": rules})


def write_pages(made: Library, folder: Path, finder: Callable[[str], Sequence[tuple[int, int, str]]] | None) -> None:
    """The generated pages of `made` below `folder`, with a page by hand as every repository has one."""
    for output in emit(made, finder):
        if output.root == "pages":
            path = folder / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
    about = folder / "about" / "index.md"
    about.parent.mkdir(parents=True, exist_ok=True)
    about.write_text("# 关于\n\n这是手写的一页。\n", encoding="utf-8")


def build_site(made: Library, folder: Path) -> Path:
    """The site of `made` by MkDocs, strictly, with this repository's theme and without its hooks."""
    pages, site = folder / "pages", folder / "site"
    write_pages(made, pages, find_themes)
    settings = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["hooks"] = []
    settings["theme"]["custom_dir"] = str(REPOSITORY / "overrides")
    settings["theme"]["language"] = made.settings.language
    settings["site_name"] = made.settings.title
    settings["docs_dir"], settings["site_dir"] = str(pages), str(site)
    settings["extra"]["words"] = template_words(made.settings.language)
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    build(load_config(str(path), strict=True))
    for output in emit(made, find_themes):
        if output.root == "site":
            path = site / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
    return site
