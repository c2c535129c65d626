"""What a page prints below an essay: sharing, related articles, comments, licences and registrations."""

from __future__ import annotations

import random

from .damaged import Damaged, apply
from .page_head import in_script, is_chinese

_SHARE = (
    "分享到：\n微信\n微博\nQQ空间\n更多",
    "扫一扫，分享到朋友圈\n收藏\n打印本页\n关闭窗口",
    "【打印】【关闭】【返回顶部】",
)
_RELATED = (
    "相关文章：\n机关年度工作计划\n某镇冬季安全生产检查方案\n庆祝会主持词三篇",
    "上一篇：青年志愿服务队倡议书\n下一篇：防汛值班工作制度",
    "猜你喜欢\n新员工军训心得\n社区消防演练通讯稿\n读书月活动方案",
)
_COMMENTS = (
    "网友评论\n游客 2018-05-02 21:14\n写得好，收藏了！\n回复 举报",
    "发表评论\n用户名： 密码： 匿名发表\n已有 3 条评论，查看全部",
)
_FOOTERS = (
    "版权所有 © 2018 文秘家园 All Rights Reserved 京ICP备00000000号\n京公网安备00000000000000号",
    "关于我们 | 联系我们 | 网站地图 | 广告服务\n本站内容均来自网络，如有侵权请联系我们删除。",
)
_ENGLISH_TAILS = (
    "Share this:\nFacebook\nTwitter\nRelated Posts\nTen tips for a tidy desk\nHow to chair a short meeting",
    "Leave a comment\nYour email address will not be published. Required fields are marked *\n2 Comments",
    "© 2019 Model Essay Harbour. All rights reserved.\nPrivacy Policy | Terms of Use | Contact us",
)


def _appended(text: str, tail: str) -> Damaged:
    gap = "" if text.endswith("\n") else "\n"
    return apply(text, [(len(text), len(text), gap + in_script(text, tail) + "\n")])


def share_tail(text: str, seed: int) -> Damaged:
    return _appended(text, random.Random(seed).choice(_SHARE if is_chinese(text) else _ENGLISH_TAILS[:1]))


def related_tail(text: str, seed: int) -> Damaged:
    return _appended(text, random.Random(seed).choice(_RELATED if is_chinese(text) else _ENGLISH_TAILS[:1]))


def comments(text: str, seed: int) -> Damaged:
    return _appended(text, random.Random(seed).choice(_COMMENTS if is_chinese(text) else _ENGLISH_TAILS[1:2]))


def footer(text: str, seed: int) -> Damaged:
    """Copyright and the registration numbers every Chinese site must print."""
    return _appended(text, random.Random(seed).choice(_FOOTERS if is_chinese(text) else _ENGLISH_TAILS[2:]))
