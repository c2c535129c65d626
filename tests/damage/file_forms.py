"""An essay as Markdown with front matter, and as a page of a web site."""

from __future__ import annotations

from html import escape

from .originals import Original


def markdown(original: Original) -> str:
    """Front matter, headings as ## and deeper, no title in the text."""
    facts = {
        "title": original.title,
        "author": original.author,
        "date": original.date,
        "publisher": original.publisher,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in facts.items() if value)
    levels = {heading.text: heading.level for heading in original.outline}
    body = [f"{'#' * (levels[block] + 1)} {block}" if block in levels else block for block in original.blocks]
    return f"---\n{lines}---\n\n" + "\n\n".join(body) + "\n"


def web_page(original: Original) -> str:
    """A saved page: menu, byline and footer round an article whose headings are marked."""
    levels = {heading.text: heading.level for heading in original.outline}
    body = "\n".join(
        f"<h{levels[block] + 1}>{escape(block)}</h{levels[block] + 1}>"
        if block in levels
        else f"<p>{escape(block)}</p>"
        for block in original.blocks
    )
    return f"""<!DOCTYPE html>
<html lang="{original.language}">
<head>
<meta charset="utf-8">
<title>{escape(original.title)}_党校文苑</title>
<meta name="author" content="{escape(original.author)}">
<meta name="description" content="{escape(original.title)}">
<script>document.title = document.title;</script>
<style>body {{ font-size: 14px }}</style>
</head>
<body>
<nav><a href="/">首页</a> <a href="/news">要闻</a> <a href="/school">党校文苑</a></nav>
<article>
<h1>{escape(original.title)}</h1>
<p class="info">作者：{escape(original.author)} 来源：{escape(original.publisher)} 发布时间：{original.date}</p>
{body}
</article>
<footer>版权所有 © 2021 党校文苑 | 联系我们</footer>
</body>
</html>
"""


FORMS = {"md": markdown, "html": web_page}
