"""What a page prints above an essay: breadcrumbs, navigation, the title again, bylines."""

from __future__ import annotations

import random

from opencc import OpenCC

from .damaged import Damaged, apply
from .layout import after_first_line

_ENGLISH_SITES = ("Model Essay Harbour", "Work Summary Encyclopedia", "Official Document Collection")
_ENGLISH_COLUMNS = ("Party building", "Workplace reports", "Management notes")
_CRUMBS = (
    "当前位置:首页 > 范文大全 > 工作总结 > 正文",
    "您的位置：网站首页 > 公文写作 > 机关党建 > 浏览文章",
    "首页 >> 组工文苑 >> 调研报告",
)
_NAVIGATION = (
    ("首页", "登录", "注册", "党建要闻", "干部工作", "组工文苑", "搜索"),
    ("网站首页", "设为首页", "加入收藏", "机构设置", "通知公告", "联系我们"),
)
_ENGLISH_NAVIGATION = (("Home", "Log in", "Sign up", "Categories", "Search"), ("Home", "About us", "Contact", "Login"))
_AUTHORS = ("林秋石", "周怀川", "谭若水")
_DEPARTMENTS = ("办公室", "组织科", "干部科")


def is_chinese(text: str) -> bool:
    return sum("\u4e00" <= c <= "\u9fff" for c in text) * 3 > len(text)


def in_script(text: str, words: str) -> str:
    """`words` in the script of `text`."""
    return OpenCC("s2tw").convert(words) if any(c in text for c in "這們為說個辦") else words


def title_of(text: str) -> str:
    return text[: after_first_line(text)].strip()


def breadcrumb(text: str, seed: int) -> Damaged:
    """A first line with the way to the page: `site - column - title` in English, 首页 > … in Chinese."""
    choose = random.Random(seed).choice
    if is_chinese(text):
        return apply(text, [(0, 0, in_script(text, choose(_CRUMBS)) + "\n")])
    return apply(text, [(0, 0, f"{choose(_ENGLISH_SITES)} - {choose(_ENGLISH_COLUMNS)} - {title_of(text)}\n\n")])


def navigation_head(text: str, seed: int) -> Damaged:
    """The site's menu above the title, one entry a line."""
    entries = random.Random(seed).choice(_NAVIGATION if is_chinese(text) else _ENGLISH_NAVIGATION)
    return apply(text, [(0, 0, in_script(text, "\n".join(entries)) + "\n")])


def title_again(text: str, seed: int) -> Damaged:
    """The title printed twice, the first time as the site's list prints it (sometimes with a word added)."""
    added = random.Random(seed).choice(("", "", "范文", "(初稿)")) if is_chinese(text) else ""
    return apply(text, [(0, 0, title_of(text) + added + "\n")])


def byline(text: str, seed: int, author: str = "", date: str = "", place: str = "") -> Damaged:
    """The line under a title that says author, source, clicks and time; made up where nothing is given."""
    draw = random.Random(seed)
    author = author or draw.choice(_AUTHORS)
    place = place or draw.choice(_DEPARTMENTS)
    date = date or f"{draw.randint(2009, 2016)}-{draw.randint(1, 12)}-{draw.randint(1, 28)}"
    clock = f"{draw.randint(8, 17)}:{draw.randint(10, 59)}:{draw.randint(10, 59)}"
    clicks = draw.randint(40, 900)
    if is_chinese(text):
        labels = [in_script(text, label) for label in ("作者", "来源", "点击数", "更新时间", "在线投稿")]
        values = (author, place, str(clicks), f"{date} {clock}")
        line = " ".join([*(f"{label}: {value}" for label, value in zip(labels, values, strict=False)), labels[-1]])
    else:
        line = f"Author: {author} Source: {place} Views: {clicks} Updated: {date}"
    at = after_first_line(text)
    return apply(text, [(at, at, line + "\n")])
