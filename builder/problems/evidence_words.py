"""The evidence that structure gives for what it found, in Chinese; the English is what the stages themselves say."""

from __future__ import annotations

import re
from functools import cache

#: English → Chinese; `{}` stands for words of the source or a number, kept as they are, in the same order.
CHINESE: dict[str, str] = {
    # where an essay begins
    "{} is number {} of {}: a series of marks": "{}是第 {} 个，共 {} 个：标记成系列",
    "{} is number {} of {}: each with its author under it": "{}是第 {} 个，共 {} 个：下面各有署名",
    "{} is number {} of {}: as many as the head of the file counts": "{}是第 {} 个，共 {} 个：与文件开头说的篇数相符",
    "{} is number {} of {}: the same title with a number each time": "{}是第 {} 个，共 {} 个：同一题目依次编号",
    "{} is number {} of {}: and the pieces have nothing to do with each other": "{}是第 {} 个，共 {} 个：各篇互不相干",
    "the line bears a mark, {}": "这一行带有标记{}",
    "text before the first mark": "第一个标记之前的文字",
    "a short title with a byline under it or behind it": "短标题，下面或后面有署名行",
    "a short title with its author under it or behind it": "短标题，下面或后面有作者",
    "a short title with a name under it or behind it": "短标题，下面或后面有人名",
    "a short title with a date under it or behind it": "短标题，下面或后面有日期",
    "a title printed twice in a row, as others in this file": "题目连印两次，与这个文件里别的题目一样",
    "a separator, then a title": "分隔线之后是题目",
    "a title, then a separator": "题目之下是分隔线",
    "a title that the list at the head of the file names": "文件开头的目录里有这个题目",
    "a title dressed like the first of the file": "与文件第一个题目写法相同",
    "a bare title, one of as many as the file's name or head counts": "单独成行的题目，数目与文件名或开头说的相符",
    "a bare title, and what follows has nothing to do with what stands before it": "单独成行的题目，后文与前文互不相干",
    "decided in corpus.yml": "由 corpus.yml 决定",
    # what a machine's translation leaves, with an example
    "a stop before a comma: {}": "逗号前有句点：{}",
    "a blank before a comma: {}": "逗号前有空格：{}",
    "a sentence without its object: {}": "句子缺宾语：{}",
    "a full stop in mid-sentence: {}": "句中有句号：{}",
    "an unlike capital: {}": "不该有的大写：{}",
    "two stops: {}": "两个句点相连：{}",
    "a doubled function word: {}": "虚词重复：{}",
    "calques: {}": "照汉语直译：{}",
    # headings
    "one of {} short lines numbered alike, text beneath": "{} 个编号相同的短行之一，下面有正文",
    "one of {} numbered paragraphs, each opened by a short sentence": "{} 个编号段落之一，都以短句开头",
    "one of {} numbered sentences with text beneath each": "{} 个编号句子之一，下面都有正文",
    "one of {} paragraphs opened by words of order": "{} 个以次序词开头的段落之一",
    "one of {} sentences of order with text beneath each": "{} 个次序句之一，下面都有正文",
    "one of {} short lines without a stop, each above a paragraph": "{} 个没有句号的短行之一，下面都有段落",
    "one of {} paragraphs whose short first sentences are built alike ({})": "{} 个段落之一，开头的短句写法相同（{}）",
    "a short line without a stop, set out from indented paragraphs": "没有句号的短行，与缩进的段落排法不同",
    "a part that is called by its usual name": "按惯用名称的一个部分",
    "the one line left numbered {}, text beneath it": "只剩下编号为{}的这一行，下面有正文",
    "numbered like other headings of the essay ({})": "与本文别的标题编号方式相同（{}）",
    "stated by the format": "由文件格式标明",
    "named in the list of contents": "目录里列有这一条",
    "the count of the essay begins with {}": "全文编号从{}开始",
    "the count starts again at {}": "编号又从{}开始",
    "the count jumps to {}": "编号跳到{}",
    "{}: number {} of the series is missing": "{}：系列里缺第 {} 个",
    # title, author, date and what else is printed about an essay
    "printed behind the title": "印在题目后面",
    "printed behind the mark": "印在标记后面",
    "the format says that this is the title": "文件格式标明这是题目",
    "before a name, at the head of the first line": "首行开头，在人名之前",
    "a name": "人名",
    "the page on one line begins with it": "只有一行的整页以它开头",
    "in a line that was removed": "在删去的一行里",
    "printed after the label {}": "印在标签“{}”后面",
    "a day beside what follows the label {}": "日期，与标签“{}”的内容在一起",
    "the byline goes on in this line": "署名行在这一行接着",
    "a day beside the labels": "标签旁边的日期",
    "a name behind the day of publication": "发布日期后面的名字",
    "a line that is nothing but a day": "整行只是一个日期",
    "a time without its day": "没有日期的时间",
    "a line that names the author": "写明作者的一行",
    "a day beside the author": "作者旁边的日期",
    "a day in the byline": "署名行里的日期",
    "a name beside the day": "日期旁边的名字",
    "printed before the byline": "印在署名行之前",
    "printed as the original title": "标明是原题",
    "a name above the abstract, where no title is": "摘要上面的名字，那里不是题目",
    "the first line: short, no sentence, not numbered": "第一行：短，不成句，没有编号",
    "a word above the title": "题目上面的一个词",
    "the line that bears the byline": "带署名的一行",
    "a line under the title that begins with a dash": "题目下面以破折号开头的一行",
    "a line in brackets under the title": "题目下面括号里的一行",
    "a line that is nothing but an address": "整行只是一个网址",
    "the way to the page": "网页的位置导航",
    "a breadcrumb whose last part is the title": "位置导航，最后一节是题目",
    "a line of a menu beside the title": "题目旁边菜单里的一行",
    "printed again": "又印了一次",
    "the title printed again": "题目又印了一次",
    "the title printed again in another form": "题目换个写法又印了一次",
    "a name under the title": "题目下面的名字",
    "a name behind the word that the text is the account's own": "“原创”字样后面的名字",
    "a line of the box beside an entry": "词条信息栏里的一行",
    "a name at the head of the title": "题目开头的名字",
    "a line that says where the text was taken from": "说明转自何处的一行",
    "a day above the title, with another below it": "题目上面的日期，题目下面另有日期",
    "a name alone under a letter": "信末单独署名",
    "a name alone under the text": "文末单独一行的名字",
    "a name behind the source": "来源后面的名字",
    "a name of a site or paper under the title": "题目下面的网站名或报刊名",
    "a short line under the title, the only one of its kind": "题目下面唯一的一个短行",
    "the name and issue of a journal": "刊名和期号",
    "where the author works": "作者单位",
    "printed after {}": "印在“{}”后面",
    "printed under {}": "印在“{}”下面",
    "the agency in the dateline": "电头里的通讯社",
    "the day in the dateline": "电头里的日期",
    "the reporter in the first sentence": "第一句里的记者",
    "the day on which it was made public": "公布的日期",
    "in the list under {}": "在“{}”下面的列表里",
    "numbered entries at the end": "末尾带编号的条目",
    "a last line that says where the essay is drawn from": "末行写明出处",
    "a last line in brackets about the author": "末行括号里介绍作者",
    "a last line that dedicates the essay": "末行题献",
    "a name after a dash at the end": "末尾破折号后面的名字",
    "the author's name at the end": "末尾的作者名",
    "a day at the end": "末尾的日期",
    "a name above the day at the end": "末尾日期上面的名字",
    "a name under the day at the end": "末尾日期下面的名字",
    "a name in brackets at the end": "末尾括号里的名字",
    "a day behind a label that nothing knows": "日期，在不认识的标签后面",
    "a line that is nothing but a mail address": "整行只是一个邮箱地址",
    "a line that names who worked on the page": "写明页面编者的一行",
    "a name before the title, of which the text says nothing": "题目之前的人名，正文并未提到此人",
    "a name behind the day": "日期后面的名字",
    "a name between the title and the day": "题目和日期之间的名字",
    "a name in the byline": "署名行里的名字",
    "a sign between the parts of the byline": "署名行各项之间的符号",
    "a site or paper in the byline": "署名行里的网站名或报刊名",
    "what stands before Updated on": "“Updated on”前面的文字",
    "what the author is": "作者的身份",
    "a last line that tells of the author": "末行介绍作者",
    "a line of the page above the title": "题目上面网页自己的一行",
    "a line of the page beside the byline": "署名行旁边网页自己的一行",
    "the line of the head that is most like a title": "开头几行里最像题目的一行",
    "the title goes on in this line": "题目在这一行接着",
    "a name amid the buttons of the page": "网页按钮之间的名字",
    "the number of a journal": "期刊的期号",
    "the number of an office's document": "公文的文号",
    "a list of the headings below": "下文各标题的目录",
    "a ruled line at the end": "末尾的分隔线",
    "a ruled line under the title": "题目之下的分隔线",
}
#: Numbers that the stages write in words (`structure/confirm.py`).
_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: str(value) for value, word in enumerate(_COUNTED, 2)}


def in_chinese(why: str) -> str:
    """The evidence `why` in Chinese; as it is where this table does not know it."""
    if why in CHINESE:
        return CHINESE[why]
    for pattern, words in _patterns():
        if met := pattern.fullmatch(why):
            return words.format(*(_NUMBERS.get(part, CHINESE.get(part) or _nested(part)) for part in met.groups()))
    return why


def _nested(part: str) -> str:
    """A part that is itself evidence (a lost heading tells why it is missed), else the part as it is."""
    return in_chinese(part) if " " in part and part.startswith("the count ") else part


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with gaps, the longest first: what says more is meant before what says less."""
    gapped = sorted((english for english in CHINESE if "{}" in english), key=len, reverse=True)
    return tuple(
        (re.compile("(.*?)".join(map(re.escape, english.split("{}"))), re.DOTALL), CHINESE[english])
        for english in gapped
    )
