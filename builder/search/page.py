"""The page of the search: what its script needs to know in words; without a script it says so."""

from __future__ import annotations

import json

from builder.model import Library, Output
from builder.script import Script, in_script

#: key → (Chinese, English); the script finds them in the page.
WORDS: dict[str, tuple[str, str]] = {
    "title": ("搜索", "Search"),
    "hint": ("文章、主题、词句；“引号”内按原样查找", "essays, themes, phrases; “quoted” is exact"),
    "group-0": ("原样出现", "As you asked"),
    "group-1": ("分段出现", "In parts"),
    "group-2": ("部分相符", "In good part"),
    "rest": ("其余各篇", "The rest"),
    "found": ("{n} 篇", "{n} essays"),
    "at-most": ("至多 {n} 篇", "At most {n} essays"),
    "one": ("1 篇", "1 essay"),
    "none": ("没有找到。", "Nothing was found."),
    "none-help": (
        "换短一些的词，或者去掉引号、筛选再试。",
        "Try fewer or shorter words, or leave out quotation marks and filters.",
    ),
    "nearest": ("您要找的是不是：", "Did you mean: "),
    "cut": (
        "问得太长，只查了开头（至多 {n} 字）。",
        "That is long: only its beginning was asked for ({n} characters at most).",
    ),
    "more": ("再看 {n} 篇", "{n} more"),
    "list": ("列出其余 {n} 篇的题目", "The titles of all other {n}"),
    "versions": ("相符的其他版本（{n}）：", "Other versions that match ({n}):"),
    "theme": ("主题", "Theme"),
    "author": ("作者", "Author"),
    "year": ("年份", "Year"),
    "language": ("语言", "Language"),
    "collection": ("文集", "Collection"),
    "essay": ("文章", "Essay"),
    "all": ("全部", "all"),
    "zh-Hans": ("简体中文", "Simplified Chinese"),
    "zh-Hant": ("繁体中文", "Traditional Chinese"),
    "en": ("英文", "English"),
    "help-scripts": (
        "简体、繁体写法同样找得到，词语里面的字也找得到；英文不分词形（organize、organizing、organisation）。",
        "Either Chinese script finds both, also inside words; English words are found in all their forms.",
    ),
    "help-quotes": (
        "加上引号按原样查找：“公开选拔”。空格隔开的几个词，越靠近的越排在前面。",
        "Quotation marks ask for the very words: “close to the ground”. Of several words, the closer the better.",
    ),
    "help-pinyin": (
        "拼音或首字母可以找主题、作者和题目：zuzhi、zz。",
        "Pinyin, or its initials, finds Chinese themes, authors and titles: zuzhi, zz.",
    ),
    "help-themes": ("常见的主题", "Common themes"),
    "failed": (
        "索引没有读出来。请看看网络是否通畅；若是解压的文件夹，请看看是否解压完整。",
        "The index could not be read. Is the network there? If this is an unpacked folder, was all of it unpacked?",
    ),
    "missing": (
        "索引有 {n} 个文件没有读出来，结果可能不全。",
        "{n} files of the index could not be read, so there may be more.",
    ),
    "retry": ("再试一次", "Try again"),
    "needs-script": ("搜索需要启用 JavaScript。", "The search needs JavaScript."),
}


def words(language: str, script: Script = "source") -> dict[str, str]:
    """Every string of the search in one language, in the script of the site."""
    place = 0 if language == "zh" else 1
    return {key: in_script(pair[place], script) for key, pair in WORDS.items()}


def page(library: Library) -> Output:
    """`search.md`: front matter for its template, names of themes and collections for its filters."""
    told = words(library.settings.language, library.settings.script)
    front = {"title": told["title"], "template": "search.html", "kind": "search", "search_words": told}
    # JSON is YAML, and needs no second way of escaping.
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return Output("search.md", f"---\n{head}---\n\n# {told['title']} {{#title}}\n".encode())
