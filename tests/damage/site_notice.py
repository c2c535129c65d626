"""What a site says about itself inside an essay: where it came from, that it is for reference, whom to ask."""

from __future__ import annotations

import random

from .damaged import Damaged, apply
from .layout import after_first_line, paragraphs
from .page_head import in_script, is_chinese, title_of

_GLUED = (
    "★文秘频道为大家整理的{title}范文,供大家阅读参考。更多阅读请查看本站文秘频道。",
    "以下是小编为大家整理的{title},欢迎大家阅读参考,更多内容请关注本站。",
)
_DATED = (
    "时间:{date} 10:21:00\n导语:{title}一文来源于网友上传,不代表本站观点,若需要原创文章可咨询客服老师,欢迎参考。",
)
_UNDATED = (
    "导语:{title}一文来源于网友上传,不代表本站观点,若需要原创文章可咨询客服老师,欢迎参考。",
    "本文是由网友投稿的{title},仅供参考,版权归原作者所有。",
)
_ENGLISH = ("This article was contributed by a reader and does not represent the views of this site.",)


def notice_glued(text: str, seed: int) -> Damaged:
    """A notice glued to the first sentence of the first paragraph."""
    spans = paragraphs(text)
    if not spans:
        return Damaged(text, ())
    form = in_script(text, random.Random(seed).choice(_GLUED)) if is_chinese(text) else _ENGLISH[0] + " "
    at = spans[0][0]
    return apply(text, [(at, at, form.format(title=title_of(text)))])


def notice_above(text: str, seed: int, date: str = "") -> Damaged:
    """Notice lines of their own under the title, with the time of the upload if `date` is given."""
    forms = _DATED if date else _UNDATED
    form = in_script(text, random.Random(seed).choice(forms)) if is_chinese(text) else _ENGLISH[0]
    at = after_first_line(text)
    return apply(text, [(at, at, form.format(title=title_of(text), date=date) + "\n")])
