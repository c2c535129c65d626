"""What was done to which original: the sample library as a table."""

from __future__ import annotations

from dataclasses import dataclass, field

#: A family of damage with its seed, or with the facts it prints: `("byline", 3, ("author", "date"))`.
Step = tuple[str, int] | tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True)
class Piece:
    """One original, and what happened to it before it came into its file."""

    original: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Recipe:
    """One source file of the sample library."""

    path: str  # below content/essays/
    pieces: tuple[Piece, ...]
    form: str = ""  # how several essays stand in one file
    head: str = ""  # the file's own title line
    gap: str = "\n\n"  # between blocks
    steps: tuple[Step, ...] = field(default=())  # done to the file as a whole
    encoding: str = "utf-8"
    mixed_line_ends: bool = False
    form_of_file: str = "txt"  # md: with front matter; html: a whole page of a site


RECIPES = (
    Recipe(
        "组织工作的虚与实.txt",
        (
            Piece(
                "01-zuzhi-gongzuo-xu-yu-shi",
                (("notice-above", 0, ("date",)), ("half-width-punctuation", 1), ("injected-pinyin", 7)),
            ),
        ),
        gap="\n",
    ),
    Recipe(
        "on-the-empty-and-the-solid.txt",
        (Piece("02-real-and-empty", (("breadcrumb", 4), ("glued-sentences", 1), ("stray-stops", 5))),),
    ),
    Recipe(
        "办公室工作五篇.txt",
        (
            Piece("03a-bangongshi-shuniu", (("two-bytes-deleted", 1), ("lost-paragraph-break", 2))),
            Piece(
                "03b-bangongshi-guanxi",
                (
                    ("ellipsis-as-question-marks", 1),
                    ("newlines-in-sentences", 5),
                    ("byline", 1, ("author", "date", "publisher")),
                ),
            ),
            Piece("03c-xinxi", (("page-numbers", 3), ("two-bytes-deleted", 2))),
            Piece("03d-huiwu", (("newlines-in-sentences", 2), ("byline", 6, ("author", "date", "publisher")))),
            Piece("03e-nianzhong", (("notice-glued", 0), ("lost-paragraph-break", 3))),
        ),
        form="numbered",
        head="辦公室工作五篇",
        gap="\n",
        steps=(("half-width-punctuation", 1),),
    ),
    Recipe(
        "基层党建三题.txt",
        (
            Piece("04a-dangyuan-huodongshi", (("author-under-title", 1, ("author",)), ("ideographic-indent", 1))),
            Piece("04b-zhibu-huiyi", (("author-under-title", 1, ("author",)), ("ideographic-indent", 1))),
            Piece("04c-cunji-kaohe", (("author-under-title", 1, ("author",)), ("ideographic-indent", 1))),
        ),
        form="bracketed",
        head="基层党建三题",
        gap="\n",
        encoding="gb18030",
        mixed_line_ends=True,
    ),
    Recipe(
        "作风建设/01 门槛.txt",
        (Piece("05a-zuofeng-menkan", (("signed", 1, ("date",)), ("navigation-head", 1), ("footer", 0))),),
        gap="\n",
    ),
    Recipe(
        "作风建设/02 留痕与留心.txt",
        (
            Piece(
                "05b-xingshi-zhuyi",
                (("zero-width", 2), ("signed", 1, ("date",)), ("navigation-head", 1), ("footer", 0)),
            ),
        ),
        gap="\n",
    ),
    Recipe(
        "作风建设/03 督查不是催债.txt",
        (
            Piece(
                "05c-ducha",
                (
                    ("html-entities", 1),
                    ("signed", 1, ("date",)),
                    ("navigation-head", 1),
                    ("related-tail", 2),
                    ("footer", 0),
                ),
            ),
        ),
        gap="\n",
    ),
    Recipe(
        "grassroots-party-building.txt",
        (Piece("06-grassroots", (("lost-heading", 1), ("restarted-numbers", 1), ("mojibake", 1), ("share-tail", 1))),),
    ),
    Recipe("干部培训的账怎么算.md", (Piece("07-ganbu-peixun"),), form_of_file="md"),
    Recipe(
        "优化发展环境从一扇窗口做起.txt",
        (
            Piece(
                "08-fazhan-huanjing",
                (("masked-words", 3), ("notice-above", 0), ("half-width-punctuation", 1), ("gbk-collisions", 5)),
            ),
        ),
        gap="\n",
    ),
    Recipe(
        "调查研究札记.txt",
        (
            Piece(
                "09-diaocha-yanjiu", (("author-under-title", 1, ("author",)), ("hard-wrap", 2), ("viewer-segments", 1))
            ),
        ),
        gap="\n",
        encoding="utf-16",
    ),
    Recipe(
        "three-questions-before-a-training-class.txt",
        (Piece("10-training", (("navigation-head", 2), ("hard-wrap", 1), ("comments", 1))),),
    ),
    Recipe(
        "留人先留话.txt",
        (Piece("11-rencai", (("anti-copy", 3), ("share-tail", 1))),),
        gap="\n",
    ),
    Recipe(
        "考察一个干部要走多少路.txt",
        (
            Piece(
                "12-ganbu-kaocha",
                (
                    ("html-tags", 1),
                    ("title-again", 1),
                    ("byline", 4, ("author", "date", "publisher")),
                    ("breadcrumb", 1),
                    ("related-tail", 1),
                ),
            ),
        ),
        gap="\n",
        mixed_line_ends=True,
    ),
    Recipe(
        "谈心谈话中的听.txt",
        (
            Piece(
                "13-tanxin",
                (("abstract-and-keywords", 1), ("references", 1), ("author-under-title", 1, ("author",))),
            ),
        ),
        gap="\n",
    ),
    Recipe(
        "第一書記的三個本子.txt",
        (Piece("14-diyi-shuji", (("stray-spaces", 2), ("signed", 1, ("date",)))),),
        gap="\n",
        encoding="big5",
    ),
    Recipe(
        "three-notes-on-office-work.txt",
        (
            Piece("15a-night-desk", (("author-under-title", 1, ("author",)),)),
            Piece("15b-shorter-papers", (("glued-sentences", 1), ("author-under-title", 1, ("author",)))),
            Piece("15c-asking-back", (("author-under-title", 1, ("author",)),)),
        ),
        form="bare",
        head="Three notes on office work",
    ),
    Recipe("一堂讲给十一个人听的党课.html", (Piece("16-dangke"),), form_of_file="html"),
    Recipe(
        "墙上的打油诗.txt",
        (
            Piece(
                "17-dayoushi",
                (("author-under-title", 1, ("author",)), ("tag-soup", 2), ("breadcrumb", 2), ("share-tail", 0)),
            ),
        ),
    ),
    Recipe(
        "thoughts-on-grasping-the-cadre-team.txt",
        (
            Piece(
                "18-machine",
                (("lost-heading", 2), ("stray-stops", 1), ("glued-sentences", 4), ("breadcrumb", 3), ("footer", 1)),
            ),
        ),
    ),
)
