"""What the arguments of every command are, in Chinese; the English stands where each is declared."""

from __future__ import annotations

import argparse

CHINESE: dict[str, str] = {
    "show this help message and exit": "显示这段说明",
    "where the site is published": "网站写到哪里",
    "compute everything anew": "不用缓存，全部重新计算",
    "let MkDocs make every page anew": "让 MkDocs 重新生成每一页",
    "flags count as errors": "存疑也算错误",
    "add a .gz beside each text, for web servers": "给每个文本文件配一个 .gz，供网页服务器使用",
    "a folder with essays/ in it (default: content)": "含有 essays/ 的文件夹（默认 content）",
    "processes (default: the cores)": "同时用几个进程（默认按核数）",
    "language of messages": "提示用哪种语言",
    "errors only": "只报错误",
    "notes too": "连提示也列出",
    "where to listen": "监听的地址和端口",
    "the zip file": "压缩包",
    "the finished site": "生成好的网站",
    "the path before it, such as /library/": "前面的路径，如 /library/",
    "the site's folder on the server, if it is another": "网站在服务器上的文件夹（若不相同）",
    "port, or address:port": "端口，或 地址:端口",
    "where they go": "写到哪里",
    "how problems are printed": "问题用什么格式列出",
    "read and fill the cache that `build` uses": "使用并补充 build 的缓存",
    "files or folders": "文件或文件夹",
    "one JSON object a line for each essay": "每篇文章一行 JSON",
    "the essay's address": "文章的地址",
    "one JSON object a line": "每行一个 JSON",
    "entries for themes.yml, with their evidence": "列出可写进 themes.yml 的条目和依据",
    "where one theme comes from": "说明一个主题从何而来",
    "only the links from this essay and to it": "只看这篇文章的链接",
    "one rule, with its cases": "只看一条规则和它的例子",
    "a source's path, which need not exist any more": "来源文件的路径，文件不在了也行",
    "write to this file instead of standard output": "写到这个文件，不打印",
    "the day of first publication instead of today": "首次发布的日期，不写就是今天",
    "write the page to this file instead of .cache/review/": "把这一页写到这个文件，不写到 .cache/review/",
    "write the table to this file": "把总目表写到这个文件",
    "take a changed table over into corpus.yml": "把改过的总目表取回 corpus.yml",
    "do not ask": "不再询问",
    "what must not be there: a title, a name, a sentence": "不应出现的文字：题目、姓名、句子",
}


def into_chinese(parser: argparse.ArgumentParser) -> None:
    """Gives the arguments of `parser` their Chinese words, where there are some."""
    for action in parser._actions:
        if action.help:
            action.help = CHINESE.get(action.help, action.help)
