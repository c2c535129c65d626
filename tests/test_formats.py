"""One essay in every format is one essay; what a format hides stays hidden, and what it carries survives."""

from __future__ import annotations

import base64
import re
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Essay, Hint, Source
from builder.repair import RULES
from builder.repair.engine import apply
from builder.sources import Limits, Refused, format_marks, read
from builder.structure import structure
from tests import office_documents as office
from tests.examples import examples
from tests.growth import assert_linear
from tests.office_documents import Document, Maker

GOLDEN = Path(__file__).parent / "golden" / "formats"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def source_of(folder: Path, name: str, data: bytes | str, limits: Limits | None = None) -> Source:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return read(path, name, limits)


def shown(source: Source) -> str:
    """The text without the marks of its format and without its front matter."""
    begin = source.front_span[1] if source.front_span else 0
    return apply(source.text, (format_marks(source.hints),)).text[begin:].strip("\n")


def hinted(source: Source, *kinds: str) -> list[tuple[str, int, str]]:
    """(kind, level, text) of the hints, those of a kind if kinds are given."""
    wanted = [hint for hint in source.hints if hint.kind != "drop" and (not kinds or hint.kind in kinds)]
    return [(hint.kind, hint.level, _bare(source, hint)) for hint in wanted]


def _bare(source: Source, hint: Hint) -> str:
    marks = tuple(
        Hint(mark.start - hint.start, mark.end - hint.start, "drop")
        for mark in source.hints
        if mark.kind == "drop" and hint.start <= mark.start and mark.end <= hint.end
    )
    return apply(source.text[hint.start : hint.end], (format_marks(marks),)).text


def refusal(folder: Path, name: str, data: bytes | str, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        source_of(folder, name, data, limits)
    assert refused.value.problem.source == name
    assert refused.value.problem.severity == "error"
    return refused.value.problem.code


# --- one essay, five files -----------------------------------------------------------------------------------------


def golden_document(maker: Maker) -> bytes:
    """The golden essay as Word writes it (numbers typed) and as WPS writes it (numbers automatic)."""
    text = [block.split("\n") for block in (GOLDEN / "essay.txt").read_text("utf-8").strip().split("\n\n")]
    parts: list[str] = []
    for lines in text:
        first = lines[0]
        if not parts:
            parts.append(office.paragraph(first, "title", maker=maker))
        elif first.startswith("|"):
            parts.append(office.table([[cell.strip() for cell in line.strip("|").split("|")] for line in lines]))
        elif first.startswith("- "):
            parts += [office.item(line[2:], 1) for line in lines]
        elif first[:2] in ("一、", "二、"):
            parts.append(_heading(first, 2, "1", maker))
        elif first[:3] in ("（一）", "（二）"):
            parts.append(_heading(first, 3, "2", maker))
        elif first.startswith("忘掉的"):
            parts.append(office.paragraph(first, "quote", maker=maker))
        else:
            parts += [office.paragraph(line) for line in lines]
    scheme = office.numbering((1, [("bullet", "●")]), (2, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）")]))
    return Document("".join(parts), maker, scheme).data()


def _heading(line: str, typed: int, style: str, maker: Maker) -> str:
    if maker == "word":
        return office.paragraph(line, style)
    numbered = f'<w:numPr><w:ilvl w:val="{int(style) - 1}"/><w:numId w:val="2"/></w:numPr>'
    return office.paragraph(line[typed:], style, numbered, maker)


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    folder = tmp_path_factory.mktemp("formats")
    files = {name: (GOLDEN / name).read_bytes() for name in ("essay.txt", "essay.md", "essay.html")}
    files |= {"word.docx": golden_document("word"), "wps.docx": golden_document("wps")}
    return {name: source_of(folder, name, data) for name, data in files.items()}


FORMATS = ["essay.md", "essay.html", "word.docx", "wps.docx"]


@pytest.mark.parametrize("name", FORMATS)
def test_one_essay_says_the_same_in_every_format(five: dict[str, Source], name: str) -> None:
    plain = five["essay.txt"].text
    bylines = [line for line in plain.splitlines() if line.startswith(("作者", "日期"))]
    lines = [line for line in shown(five[name]).splitlines() if line.strip() and line not in bylines]
    assert lines == [line for line in plain.splitlines() if line.strip() and line not in bylines]


@pytest.mark.parametrize("name", FORMATS)
def test_one_essay_has_the_same_structure_in_every_format(five: dict[str, Source], name: str) -> None:
    assert hinted(five[name], "title", "heading") == [
        ("title", 0, "办公桌上的旧台历"),
        ("heading", 1, "一、日子是怎样记下来的"),
        ("heading", 2, "（一）人名"),
        ("heading", 2, "（二）数目"),
        ("heading", 1, "二、日子是怎样忘掉的"),
    ]
    assert hinted(five[name], "quotation") == [("quotation", 1, "忘掉的都是该忘掉的，记住的都是欠着的。")]
    assert [level for _, level, _ in hinted(five[name], "list")] == [1, 1, 1]
    assert len(hinted(five[name], "table")) == 1


def essay_of(source: Source) -> Essay:
    repaired = apply(source.text, (format_marks(source.hints), *RULES))
    (essay,) = structure(source, repaired).essays
    return essay


@pytest.mark.parametrize("name", FORMATS)
def test_one_essay_becomes_the_same_blocks_in_every_format(five: dict[str, Source], name: str) -> None:
    plain, other = essay_of(five["essay.txt"]), essay_of(five[name])
    assert (other.title, other.author, other.published) == (plain.title, plain.author, plain.published)
    assert [(block.number, block.text) for block in other.outline] == [
        (block.number, block.text) for block in plain.outline
    ]
    assert [block.level for block in other.outline] == [block.level for block in plain.outline] == [1, 2, 2, 1]
    unsaid = ("quotation", "list", "table", "paragraph")  # kinds that plain text cannot state outright
    assert [(block.kind in unsaid, block.text) for block in other.blocks] == [
        (block.kind in unsaid, block.text) for block in plain.blocks
    ]


# --- Markdown ----------------------------------------------------------------------------------------------------

INLINE = [
    ("**重要**的事", "重要的事"),
    ("***又粗又斜***", "又粗又斜"),
    ("__粗__ 与 _斜_", "粗 与 斜"),
    ("一个*词*语", "一个词语"),
    ("snake_case_name", "snake_case_name"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("党的**精神，只此一处", "党的**精神，只此一处"),
    ("~~删~~去", "删去"),
    ("看`代码*里*的`星号", "看代码*里*的星号"),
    (r"\*不是强调\*，\# 也不是标题", "*不是强调*，# 也不是标题"),
    ('见[这里](http://a.example/b_(c) "题")。', "见这里。"),
    ("见[这里](<http://a.example/b c>)。", "见这里。"),
    ('见[这里][1]。\n\n[1]: http://a.example/ "题"', "见这里。"),
    ("见[这里][]。\n\n[这里]: </b c>", "见这里。"),
    ("前人说过[1][2]。", "前人说过[1][2]。"),
    ("[1]: 某人《某书》", "[1]: 某人《某书》"),
    ("[1]:someone.", "[1]:someone."),
    ("[javascript](javascript:alert`1`)", "javascript"),
    ("<https://a.example/>", "https://a.example/"),
    ("[J];[M]与[3]", "[J];[M]与[3]"),
    ("注释[^甲]在此", "注释[甲]在此"),
    ("数学 a<b 与 c>d", "数学 a<b 与 c>d"),
]


@pytest.mark.parametrize(("written", "read_as"), INLINE, ids=[written for written, _ in INLINE])
def test_markdown_inside_a_line(tmp_path: Path, written: str, read_as: str) -> None:
    assert shown(source_of(tmp_path, "a.md", f"第一段。\n\n{written}\n")).rstrip() == f"第一段。\n\n{read_as}"


BLOCKS = [
    ("# 题\n\n文\n\n## 一\n", [("title", 0, "题"), ("heading", 1, "一")]),
    ("文\n\n# 一\n\n### 二\n", [("heading", 1, "一"), ("heading", 2, "二")]),
    ("# 甲\n\n文\n\n# 乙\n", [("heading", 1, "甲"), ("heading", 1, "乙")]),
    ("题\n====\n\n节\n----\n", [("title", 0, "题"), ("heading", 1, "节")]),
    ("##没有空格\n\n文\n\n#话题#\n\n文 # 号\n", [("title", 0, "没有空格")]),
    ("# 题 ##\n", [("title", 0, "题")]),
    ("# C#\n", [("title", 0, "C#")]),
    ("这是一句话。\n---\n", []),
    ("文\n\n***\n\n文\n", []),
    ("- 甲\n- 乙\n", [("list", 1, "- 甲"), ("list", 1, "- 乙")]),
    ("- 甲\n    - 子\n- 乙\n", [("list", 1, "- 甲"), ("list", 2, "    - 子"), ("list", 1, "- 乙")]),
    ("1. 缘起\n\n文\n\n2. 后来\n\n文\n", []),
    ("1. 甲\n2. 乙\n", [("list", 1, "1. 甲"), ("list", 1, "2. 乙")]),
    ("> 甲\n>> 乙\n", [("quotation", 1, "甲"), ("quotation", 2, "乙")]),
    ("```py\n# 不是标题\n```\n", [("code", 0, "# 不是标题")]),
    ("```\n没有收尾\n\n# 题\n", [("heading", 1, "题")]),
    ("春眠不觉晓  \n处处闻啼鸟\\\n夜来风雨声\n", [("verse", 0, "春眠不觉晓  \n处处闻啼鸟\n夜来风雨声")]),
    ("a | b\n--|--\n1 | 2\n", [("table", 0, "a | b\n1 | 2")]),
    ("a | b\n文\n", []),
    ("[^1]: 注文**重**。\n", [("footnote", 0, "[1] 注文重。")]),
    ("<!-- 编者按 -->\n\n[1]: http://a.example\n\n文\n", []),
]


@pytest.mark.parametrize(("written", "hints"), BLOCKS, ids=[repr(written) for written, _ in BLOCKS])
def test_markdown_lines(tmp_path: Path, written: str, hints: list[tuple[str, int, str]]) -> None:
    assert hinted(source_of(tmp_path, "a.md", written)) == hints


FRONT = [
    ("---\ntitle: 一\ntags: [a, b]\n---\n文", (("title", "一"), ("keywords", "a"), ("keywords", "b")), []),
    ("---\n标题：一\n作者：某人\n---\n文", (("title", "一"), ("author", "某人")), ["front-matter-unclear"]),
    ("---\ndate: 2020-01-02\nnone:\nn: 010\n...\n文", (("date", "2020-01-02"), ("n", "010")), []),
    ("---\na: &x [b]\nc: *x\n---\n文", (("a", "&x [b]"), ("c", "*x")), ["front-matter-unclear"]),
    ("---\n只是一段话\n---\n文", (), []),
    ("---\ntitle: 没有收尾\n\n文", (), []),
    ("文\n\n---\ntitle: 不在开头\n---\n", (), []),
]


@pytest.mark.parametrize(("written", "fields", "codes"), FRONT, ids=[repr(written) for written, *_ in FRONT])
def test_front_matter(tmp_path: Path, written: str, fields: tuple[tuple[str, str], ...], codes: list[str]) -> None:
    source = source_of(tmp_path, "a.md", written)
    assert source.front == fields
    assert [said.code for said in source.problems] == codes
    if fields:
        assert source.front_span is not None
        assert source.text[source.front_span[1] :] == "文"


def test_pictures_of_markdown(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(PNG)
    (tmp_path / "deep").mkdir()
    source = source_of(tmp_path / "deep", "a.md", "文![河岸](p.png)\n\n![](../p.png) ![远](https://a.example/p.png)\n")
    assert source.pictures == ()
    assert [said.code for said in source.problems] == ["picture-missing", "picture-remote"]
    source = source_of(tmp_path, "b.md", "文\n\n![河岸](p.png)\n")
    assert [picture.data for picture in source.pictures] == [PNG]
    assert hinted(source) == [("figure", 0, "河岸")]


@given(text=st.text(alphabet=st.sampled_from(" \n#*_`>-|=~[]()!^:1.文字\\a"), max_size=80))
@examples(300)
def test_law_any_markdown_has_hints_in_bounds(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    source = source_of(tmp_path_factory.getbasetemp(), "law.md", f"文{text}")
    assert source.text == f"文{text}"
    assert all(0 <= hint.start < hint.end <= len(source.text) for hint in source.hints)
    apply(source.text, (format_marks(source.hints),))


# --- saved pages -------------------------------------------------------------------------------------------------

PROSE = "这一段文字说的是河岸上的一排老房子，房子里住着许多人，他们每天早上都要到河边去。"


def page(body: str, head: str = "") -> str:
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


PAGES = [
    (f"<p>{PROSE}</p><script>x</script><style>y</style><form>z</form>", PROSE),
    (f"<nav>首页</nav><div><p>{PROSE}</p></div><footer>版权</footer>", PROSE),
    (f"<p>{PROSE}</p><p style='display: none'>藏</p><p hidden>藏</p>", PROSE),
    (
        f"<h1>题</h1><div class='info'>作者：某人 <a href='/'>某网</a> 2020-01-02</div><div><p>{PROSE}</p></div>",
        f"题\n\n作者：某人 某网 2020-01-02\n\n{PROSE}",
    ),
    (f"<p>{PROSE}\n   {PROSE}</p>", PROSE * 2),
    ("<p>one\n two</p>", "one two"),
    ("<p>甲，<script>x</script>乙。</p>", "甲，乙。"),
    ("<div>甲，<div hidden>x</div>乙。</div>", "甲，\n\n乙。"),
    ("<p>　　甲，乙。<br>　　丙，丁。</p>", "　　甲，乙。\n\n　　丙，丁。"),
    ("<p>一句，话。<br><br>两句，话。</p>", "一句，话。\n\n两句，话。"),
    ("<p>床前<br>明月<br>疑是<br>地霜</p>", "床前\n明月\n疑是\n地霜"),
    ("<p>雨<ruby>霁<rp>(</rp><rt>jì</rt><rp>)</rp></ruby>，他说<q>好</q>。</p>", "雨霁(jì)，他说“好”。"),
    ("<ol start=3><li>甲<li>乙<ol><li>子</ol></ol>", "3. 甲\n\n4. 乙\n\n1. 子"),
    ("<table><tr><td><table><tr><td><p>表里的，段落。</table></table>", "表里的，段落。"),
    ("<p>&lt;b&gt; &amp;amp; {{ x }}</p>", "<b> &amp; {{ x }}"),
]


@pytest.mark.parametrize(("body", "text"), PAGES, ids=[body[:30] for body, _ in PAGES])
def test_the_text_of_a_page(tmp_path: Path, body: str, text: str) -> None:
    assert shown(source_of(tmp_path, "a.html", page(body))) == text


LINKS = "<ul><li><a href='1'>相关文章一二三</a></li><li><a href='2'>相关文章四五六</a></li></ul>"
LAYOUTS = {
    "tables": "<table><tr><td><a href=1>首页</a>|<a href=2>新闻</a></td></tr></table><table><tr><td width=180>"
    "<a href=1>热门</a><td><table><tr><td><b>老房子</b><tr><td>作者：某人 2004-5-6<tr><td>　　{P}<br><br>　　{P}</table>"
    "</table><table><tr><td>版权所有</table>",
    "comments": "<div><div class=post><h2>老房子</h2><div class=meta>作者：某人 2004-5-6</div><div><p>{P}<p>{P}</div></div>"
    "<div class='comment-list'><p>{P}</p><p>{P}</p></div></div>{L}",
    "logo": "<div><h1>某网</h1>{L}</div><div><h2>老房子</h2><p>作者：某人 2004-5-6</p><p>{P}</p><p>{P}</p></div>",
    "article": "<header><h1>某网</h1></header><main><article><header><h1>老房子</h1><p>作者：某人 2004-5-6</p></header>"
    "<p>{P}</p><aside>广告</aside><p>{P}</p><footer>标签</footer></article><section class=related>{L}</section></main>",
    "apart": "<div><div class=hd><h1>老房子</h1><p>作者：某人 2004-5-6</p></div></div><div><div class='side'>导航</div>"
    "<div class=bd><p>{P}</p><p>{P}</p></div></div><div>友情链接：{L}</div>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_main_text_of_a_page(tmp_path: Path, layout: str) -> None:
    body = LAYOUTS[layout].replace("{P}", PROSE).replace("{L}", LINKS)
    source = source_of(tmp_path, "a.html", page(body, "<title>老房子-随笔-某网</title>"))
    lines = [line.strip("\u3000") for line in source.text.split("\n") if line]
    assert lines == ["老房子", "作者：某人 2004-5-6", PROSE, PROSE]
    assert hinted(source) == [("title", 0, "老房子")]


def test_the_structure_of_a_page(tmp_path: Path) -> None:
    body = (
        f"<h1>题</h1><p>{PROSE}</p><h3>节</h3><ul><li>甲<p>续，文。</p></li></ul><blockquote><p>引</p></blockquote>"
        "<pre><code class='language-py'>a\n  b</code></pre><pre>春眠\n不觉</pre>"
        "<table><caption>表一</caption><tr><th>甲<th>乙<tr><td>一|二<td>三</table>"
    )
    source = source_of(tmp_path, "a.html", page(body))
    assert hinted(source) == [
        ("title", 0, "题"),
        ("heading", 1, "节"),
        ("list", 1, "- 甲"),
        ("quotation", 1, "引"),
        ("code", 0, "a\n  b"),
        ("verse", 0, "春眠\n不觉"),
        ("table", 0, "| 甲 | 乙 |\n| 一｜二 | 三 |"),
    ]
    (item,) = [dict(hint.detail) for hint in source.hints if hint.kind == "list"]
    assert source.text[: int(item["mark_end"])].endswith("\n- ")


HEADS = [
    ("<title>题目</title><meta name=author content=某人>", (("title", "题目"), ("author", "某人"))),
    ("<title>题目_频道_某网</title>", (("title", "题目"),)),
    ("<title>x</title><meta property=og:title content=真题>", (("title", "真题"),)),
    (
        "<meta name=PubDate content=2020-01-02><meta name=keywords content='a,b'>",
        (("date", "2020-01-02"), ("keywords", "a,b")),
    ),
    ("<meta name=source content='http://a.example'>", ()),
]


@pytest.mark.parametrize(("head", "front"), HEADS, ids=[head for head, _ in HEADS])
def test_the_head_of_a_page(tmp_path: Path, head: str, front: tuple[tuple[str, str], ...]) -> None:
    assert source_of(tmp_path, "a.html", page(f"<p>{PROSE}</p>", head)).front == front


def test_a_line_that_says_what_the_head_says_is_the_title(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a.html", page(f"<p><b>老房子</b></p><p>{PROSE}</p>", "<title>老房子 - 某网</title>"))
    assert hinted(source) == [("title", 0, "老房子")]
    assert source.front == ()


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "shift_jis"])
def test_pages_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = {
        "big5": "這一段文字說的是河岸上的一排老房子，房子裡住著許多人。",
        "shift_jis": "これは川岸の古い家の話である。人が住んでいる。",
    }.get(encoding, PROSE)
    data = page(f"<p>{text}</p>").replace("utf-8", encoding).encode(encoding)
    assert shown(source_of(tmp_path, "a.htm", data)) == text


def test_a_page_in_an_encoding_that_nobody_knows(tmp_path: Path) -> None:
    for declared in ("unicode_escape", "windows-9999", "shift-jis-but-not"):
        data = page("<p>Книги в библиотеке ждут читателя.</p>").replace("utf-8", declared).encode("koi8-r")
        assert refusal(tmp_path, "a.html", data) == "source-undecodable"


def test_pictures_of_a_page(tmp_path: Path) -> None:
    data = base64.b64encode(PNG).decode()
    body = (
        f"<p>{PROSE}</p><figure><img src='data:image/png;base64,{data}'><figcaption>图一</figcaption></figure>"
        "<p><img src='a_files/p%201.png?x' alt='图二'></p><img src='../secret.png'><img src='https://a.example/x.png'>"
        "<img src='data:image/svg+xml,<svg/>'><img src='dot.gif' width=1 height=1><img src='a_files/no.png'>"
    )
    (tmp_path / "secret.png").write_bytes(PNG + b"secret")
    (tmp_path / "essays" / "a_files").mkdir(parents=True)
    (tmp_path / "essays" / "a_files" / "p 1.png").write_bytes(PNG + b"2")
    source = source_of(tmp_path / "essays", "a.html", page(body))
    assert [picture.data for picture in source.pictures] == [PNG, PNG + b"2"]
    assert [text for _, _, text in hinted(source, "figure")] == ["图一", "图二", *["[图]"] * 4]
    assert [(said.code, dict(said.detail)["count"]) for said in source.problems] == [
        ("picture-missing", "2"),
        ("picture-not-raster", "1"),
        ("picture-remote", "1"),
    ]


def test_pages_that_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.html", page("")) == "source-empty"
    assert refusal(tmp_path, "a.html", page("<script>x</script>")) == "source-empty"
    assert refusal(tmp_path, "a.html", page("<div>" * 230 + PROSE)) == "nesting-too-deep"
    assert refusal(tmp_path, "a.html", page("<div>" * 5000 + PROSE)) == "nesting-too-deep"
    assert refusal(tmp_path, "a.html", page(f"<p>{PROSE * 20}</p>"), Limits(line_characters=100)) == "line-too-long"


@given(
    parts=st.lists(
        st.sampled_from(
            re.findall(
                r"\S+", "<p> </p> <li> <ul> <table> <td> <tr> <pre> <br> <h1> <img> <a> 字 a & <!-- --> <q> <rt>"
            )
        ),
        max_size=40,
    )
)
@examples(200)
def test_law_any_page_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    try:
        source = source_of(tmp_path_factory.getbasetemp(), "law.html", page("".join(parts)))
    except Refused:
        return
    assert all(0 <= hint.start < hint.end <= len(source.text) for hint in source.hints)


# --- documents ---------------------------------------------------------------------------------------------------


def test_what_a_document_hides_stays_hidden(tmp_path: Path) -> None:
    body = (
        office.paragraph(
            office.run("留下")
            + '<w:del w:author="x"><w:r><w:delText>删去</w:delText></w:r></w:del>'
            + f'<w:ins w:author="Secret">{office.run("加入")}</w:ins>'
            + f"<w:moveFrom>{office.run('移走')}</w:moveFrom><w:moveTo>{office.run('移来')}</w:moveTo>"
            + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
            + office.run("隐藏", "<w:vanish/>")
            + office.run("可见", '<w:vanish w:val="0"/>')
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 秘</w:instrText></w:r>'
            + office.run("。")
        )
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{office.paragraph('删去的行')}</w:tc></w:tr></w:tbl>"
    )
    source = source_of(tmp_path, "a.docx", Document(body).data())
    assert source.text == "留下加入移来可见。\n"
    assert source.front == ()
    assert source.record is None


def test_the_contents_of_a_document_are_left_out(tmp_path: Path) -> None:
    toc = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{office.paragraph('目录里的一行')}</w:sdtContent></w:sdt>"
    )
    body = toc + office.paragraph("一 ……… 3", "toc") + office.paragraph("正文。")
    assert source_of(tmp_path, "a.docx", Document(body).data()).text == "正文。\n"


def test_wrapped_paragraphs_are_read(tmp_path: Path) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{office.paragraph('甲')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{office.paragraph('乙')}</w:customXml>"
        + office.paragraph(
            f'<w:hyperlink r:id="x">{office.run("丙")}</w:hyperlink>'
            "<w:r><w:tab/><w:t>丁</w:t><w:br/><w:t>戊</w:t></w:r>"
        )
        + office.paragraph(
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
            + office.paragraph("框中文字")
            + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
            + office.paragraph("框中文字")
            + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        + office.table([["只有一格"]])
        + office.paragraph(
            f"<w:r><w:ruby><w:rt>{office.run('jì')}</w:rt><w:rubyBase>{office.run('霁')}</w:rubyBase></w:ruby></w:r>"
        )
    )
    lines = source_of(tmp_path, "a.docx", Document(body).data()).text.split()
    assert lines == ["甲", "乙", "丙", "丁", "戊", "框中文字", "只有一格", "霁(jì)"]


def test_headings_by_name_by_level_and_by_themselves(tmp_path: Path) -> None:
    body = (
        office.paragraph("名字", "1", maker="wps")
        + office.paragraph("正文。", maker="wps")
        + office.paragraph("自己", properties='<w:outlineLvl w:val="1"/>')
        + office.paragraph("正文级", properties='<w:outlineLvl w:val="9"/>')
        + office.paragraph("又一", "1", maker="wps")
    )
    source = source_of(tmp_path, "a.docx", Document(body, "wps").data())
    assert hinted(source) == [("heading", 1, "名字"), ("heading", 2, "自己"), ("heading", 1, "又一")]


NUMBERS = [
    ("decimal", "%1.", ["1. 甲", "2. 乙"]),
    ("chineseCountingThousand", "第%1章", ["第一章 甲", "第二章 乙"]),
    ("upperRoman", "%1.", ["I. 甲", "II. 乙"]),
    ("lowerLetter", "%1)", ["a) 甲", "b) 乙"]),
    ("ideographTraditional", "%1、", ["甲、 甲", "乙、 乙"]),
    ("decimalEnclosedCircleChinese", "%1", ["① 甲", "② 乙"]),
    ("bullet", "●", ["- 甲", "- 乙"]),
    ("none", "", []),
]


@pytest.mark.parametrize(("form", "text", "printed"), NUMBERS, ids=[form for form, *_ in NUMBERS])
def test_automatic_numbers_are_printed(tmp_path: Path, form: str, text: str, printed: list[str]) -> None:
    body = office.item("甲", 1) + office.item("乙", 1)
    source = source_of(tmp_path, "a.docx", Document(body, numbering=office.numbering((1, [(form, text)]))).data())
    assert [words for _, _, words in hinted(source, "list")] == printed
    assert source.text.split("\n\n")[0].strip() == (printed[0] if printed else "甲")


def test_automatic_numbers_start_again_below_and_a_lone_one_is_no_list(tmp_path: Path) -> None:
    scheme = office.numbering((1, [("decimal", "%1."), ("decimal", "%1.%2")]), (2, [("decimal", "%1.")]))
    body = "".join(
        (
            office.item("甲", 1),
            office.item("子", 1, 1),
            office.item("丑", 1, 1),
            office.item("乙", 1),
            office.item("寅", 1, 1),
            office.paragraph("正文。"),
            office.item("独", 2),
            office.paragraph("正文。"),
            office.item("不编", 0),
        )
    )
    source = source_of(tmp_path, "a.docx", Document(body, numbering=scheme).data())
    lines = source.text.split("\n\n")
    assert lines[:5] == ["1. 甲", "1.1 子", "1.2 丑", "2. 乙", "2.1 寅"]
    assert lines[6] == "1. 独"
    assert [level for _, level, _ in hinted(source)] == [1, 2, 2, 1, 2]


def test_a_list_that_starts_again(tmp_path: Path) -> None:
    first = office.numbering((1, [("decimal", "%1.")]))
    again = '<w:num w:numId="2"><w:abstractNumId w:val="10"/><w:lvlOverride w:ilvl="0">%s</w:lvlOverride></w:num>'
    own = '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
    body = office.item("甲", 1) + office.item("乙", 1) + office.item("丙", 2) + office.item("丁", 2)
    restarted = Document(body, numbering=first + again % '<w:startOverride w:val="1"/>').data()
    assert source_of(tmp_path, "a.docx", restarted).text.split("\n\n") == ["1. 甲", "2. 乙", "1. 丙", "2. 丁\n"]
    renamed = Document(body, numbering=first + again % own).data()
    assert source_of(tmp_path, "b.docx", renamed).text.split("\n\n") == ["1. 甲", "2. 乙", "C) 丙", "D) 丁\n"]


@pytest.mark.parametrize("name", ["标题 1", "標題1", "Heading 1", "heading 1"])
def test_headings_by_any_name(tmp_path: Path, name: str) -> None:
    styles = office.styles("wps").replace(b"heading 1", name.encode())
    body = office.paragraph("正文。") + office.paragraph("节", "1", maker="wps")
    document = Document(body, files={"word/styles.xml": styles})
    assert hinted(source_of(tmp_path, "a.docx", document.data())) == [("heading", 1, "节")]


def test_signs_and_breaks_inside_a_paragraph(tmp_path: Path) -> None:
    inside = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="00B7"/><w:sym w:char="no"/><w:t>甲</w:t>'
        "<w:noBreakHyphen/><w:softHyphen/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>"
    )
    pict = '<w:r><w:pict><v:shape><v:imagedata r:id="none"/></v:shape></w:pict></w:r>'
    framed = (
        "<mc:AlternateContent><mc:Choice>"
        + office.paragraph("选中")
        + "</mc:Choice><mc:Fallback>"
        + office.paragraph("落选")
        + "</mc:Fallback></mc:AlternateContent>"
    )
    source = source_of(tmp_path, "a.docx", Document(office.paragraph(inside) + framed + office.paragraph(pict)).data())
    assert source.text == "□·甲-乙\n\n丙\n\n选中\n\n[图]\n"


def test_pictures_and_notes_inside_tables(tmp_path: Path) -> None:
    rows = (
        f"<w:tr><w:tc>{office.paragraph(office.run('甲') + office.picture('r1'))}</w:tc>"
        f"<w:sdt><w:sdtContent><w:tc>{office.paragraph('乙')}</w:tc></w:sdtContent></w:sdt></w:tr>"
    )
    document = Document(
        f"<w:tbl><w:sdt><w:sdtContent>{rows}</w:sdtContent></w:sdt></w:tbl>",
        relationships=(("r1", "image", "media/1.png", False),),
        files={"word/media/1.png": PNG},
    )
    source = source_of(tmp_path, "a.docx", document.data())
    assert source.text == "| 甲 | 乙 |\n\n[图]\n"
    assert [picture.data for picture in source.pictures] == [PNG]


def test_notes_stand_at_the_end(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = office.paragraph(office.run("甲") + reference + office.run("乙。")) + office.paragraph("丙。")
    notes = (
        f'<w:footnote w:id="2">{office.paragraph("<w:r><w:footnoteRef/></w:r>" + office.run(" 注文。"))}</w:footnote>'
    )
    source = source_of(tmp_path, "a.docx", Document(body, footnotes=notes).data())
    assert source.text == "甲[1]乙。\n\n丙。\n\n[1] 注文。\n"
    assert hinted(source) == [("footnote", 0, "[1] 注文。")]


def test_pictures_of_a_document(tmp_path: Path) -> None:
    body = office.paragraph(
        office.run("文。") + office.picture("r1", words="河岸") + office.picture("r2") + office.picture("r3", "link")
    )
    document = Document(
        body,
        relationships=(
            ("r1", "image", "media/image1.png", False),
            ("r2", "image", "media/image2.emf", False),
            ("r3", "image", "https://a.example/x.png", True),
            ("r4", "hyperlink", "https://a.example/", True),
            ("r5", "attachedTemplate", "file:///C:/Users/x/Normal.dotm", True),
        ),
        files={"word/media/image1.png": PNG, "word/media/image2.emf": b"\x01\x00\x00\x00emf"},
    )
    source = source_of(tmp_path, "a.docx", document.data())
    assert [picture.data for picture in source.pictures] == [PNG]
    assert [text for _, _, text in hinted(source, "figure")] == ["河岸", "[图]", "[图]"]
    assert [said.code for said in source.problems] == ["picture-not-raster", "picture-remote"]


def test_merged_cells_are_said_once(tmp_path: Path) -> None:
    cell = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{office.paragraph('再说')}</w:tc><w:tc>{office.paragraph('乙')}</w:tc>"
    first = f"<w:tc>{office.paragraph('一|二')}</w:tc><w:tc>{office.paragraph('甲')}</w:tc>"
    rows = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{cell}</w:tr></w:tbl>"
    assert source_of(tmp_path, "a.docx", Document(rows).data()).text == "| 一｜二 | 甲 |\n|  | 乙 |\n"


def test_documents_that_are_refused(tmp_path: Path) -> None:
    good = office.paragraph("正文。")
    outside = ("r1", "attachedTemplate", "https://a.example/evil.dotm", True)
    entity = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]><d>&a;&f;</d>'
    plain = Document(good).data()
    deep = "<w:ins>" * 300 + good + "</w:ins>" * 300
    cases: list[tuple[str, bytes]] = [
        ("docx-broken", b"no zip at all"),
        ("docx-broken", plain[: len(plain) // 2]),
        ("docx-broken", office.archive({"word/other.xml": b"<a/>"})),
        ("docx-broken", Document("<w:p><w:unclosed></w:p>").data()),
        ("docx-encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("docx-macros", Document(good, files={"word/vbaProject.bin": b"x"}).data()),
        ("docx-remote", Document(good, relationships=(outside,)).data()),
        ("docx-remote", Document(good, relationships=(("r1", "oleObject", "\\\\host\\share", True),)).data()),
        ("docx-entities", Document(good, files={"word/document.xml": entity}).data()),
        ("docx-bomb", Document(good, files={"word/media/a.bin": bytes(30_000_000)}).data()),
        ("docx-bomb", Document(good, files={f"word/{number}.xml": b"" for number in range(2001)}).data()),
        ("nesting-too-deep", Document(deep).data()),
        ("source-empty", Document("").data()),
    ]
    assert [refusal(tmp_path, "a.docx", data) for _, data in cases] == [code for code, _ in cases]


def test_a_document_whose_announced_sizes_lie(tmp_path: Path) -> None:
    data = Document(office.paragraph("正文。" * 2000)).data()
    entry = next(info for info in zipfile.ZipFile(BytesIO(data)).infolist() if "document" in info.filename)
    size = entry.file_size.to_bytes(4, "little")
    lied = data.replace(size, (100).to_bytes(4, "little"))
    assert lied != data
    assert refusal(tmp_path, "a.docx", lied) == "docx-broken"


@given(changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255), st.integers(0, 40)), max_size=4))
@examples(120)
def test_law_any_damaged_document_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, int]]
) -> None:
    parts = {"word/document.xml": b"", "word/numbering.xml": b"", "word/styles.xml": b"", "_rels/.rels": b""}
    with zipfile.ZipFile(BytesIO(golden_document("wps"))) as archive:
        parts |= {name: archive.read(name) for name in parts}
    for place, byte, cut in changes:
        name = sorted(parts)[place % len(parts)]
        at = place % len(parts[name])
        parts[name] = parts[name][:at] + bytes([byte]) * (cut % 3) + parts[name][at + cut :] or b"<a/>"
    with suppress(Refused):
        source = source_of(tmp_path_factory.getbasetemp(), "law.docx", office.archive(parts))
        assert all(0 <= hint.start < hint.end <= len(source.text) for hint in source.hints)


# --- names and limits --------------------------------------------------------------------------------------------


def test_files_of_other_types_are_known_by_their_bytes(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.txt", b"%PDF-1.4 text") == "type-pages"
    assert refusal(tmp_path, "a.md", b"{\\rtf1 text}") == "type-rtf"
    assert refusal(tmp_path, "a.html", b"PK\x03\x04zip") == "type-archive"
    assert refusal(tmp_path, "a.pdf", "just text") == "type-pages"
    assert source_of(tmp_path, "a", "just text").format == "txt"


def test_limits_are_kept(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.txt", "x" * 101, Limits(source=100)) == "source-too-large"
    assert refusal(tmp_path, "a.txt", "x\n" + "y" * 51, Limits(line_characters=50)) == "line-too-long"
    assert refusal(tmp_path, "a.md", "x\n" + "y" * 51, Limits(line_characters=50)) == "line-too-long"
    assert source_of(tmp_path, "b.txt", "y" * 50 + "\nx", Limits(line_characters=50)).text
    with pytest.raises(Refused) as refused:
        read(tmp_path / "gone.txt", "gone.txt")
    assert refused.value.problem.code == "source-unreadable"


HOSTILE = {
    "a.md": [
        "*a ",
        "**a",
        "[a](",
        "![a](b)",
        "`a",
        "\\*",
        "> ",
        "~~~\n",
        "- a\n",
        "|-",
        "_a_ ",
        "<http://a> ",
        "[^a]",
        " ",
    ],
    "a.html": [
        "<p>a",
        "<b>",
        "</p>",
        "<script>a</script>b",
        "<br>",
        "<td>",
        "<li>a",
        "<a href=1>b</a>c",
        "&lt;",
        "<p hidden>c</p>d",
    ],
    "a.txt": ["\r", "\r\n\n", " ", "\ufeff", "é", "\ufffd"],
}


@pytest.mark.parametrize(("name", "piece"), [(name, piece) for name, pieces in HOSTILE.items() for piece in pieces])
def test_hostile_repetition_costs_linear_time(tmp_path: Path, name: str, piece: str) -> None:
    def read(times: int) -> None:
        with suppress(Refused):
            source_of(tmp_path, name, "文" + piece * times + "末")

    assert_linear(read, 1_000, 10_000)
