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
    "found": ("{n} 篇", "{n} essays"),
    "one": ("1 篇", "1 essay"),
    "none": ("没有找到", "Nothing was found"),
    "nearest": ("您要找的是不是：", "Did you mean: "),
    "more": ("再看 {n} 篇", "{n} more"),
    "theme": ("主题", "Theme"),
    "author": ("作者", "Author"),
    "year": ("年份", "Year"),
    "language": ("语言", "Language"),
    "collection": ("文集", "Collection"),
    "all": ("全部", "all"),
    "zh-Hans": ("简体中文", "Simplified Chinese"),
    "zh-Hant": ("繁体中文", "Traditional Chinese"),
    "en": ("英文", "English"),
    "failed": ("索引读不出来：{what}", "The index could not be read: {what}"),
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
