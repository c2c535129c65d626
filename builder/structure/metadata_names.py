"""What a name looks like: of a person, of a newspaper or a website, and of an office that signs."""

from __future__ import annotations

import re

from builder.characters import HAN
from builder.pattern_code import compiled
from builder.patterns import pattern
from builder.script import fold_same_length

#: The family names most people bear, Simplified; a longer list would admit words (于, 方 and 高 are nearly too much).
_FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严"
    "牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛闻管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫"
    "查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚"
    "木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧"
    "桑荆谌银扬明沙薄伏岑习胥保和蔺佘湛肖闫鄧粟冰"
)
#: Those of them that open no verb or slogan (强信念, 解民忧, 安民心): a name they begin needs no other evidence.
_FAMILY_COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何林罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖"
    "邹熊陆郝孔崔邱秦顾侯邵孟段雷钱汤尹黎武乔贺赖龚庞樊殷施陶洪翟颜倪温芦季俞鲁葛韦毕聂焦柳邢岳梅莫庄辛祝左涂耿牟詹苗凌费靳童"
    "欧甄裴席鲍覃霍翁隋柏柯阮桂闵"
)
_COMPOUND = "欧阳|上官|司马|诸葛|皇甫|司徒|东方|慕容|尉迟|令狐|端木|公孙|夏侯|南宫|西门|独孤|宇文"
_CHINESE = pattern(f"(?:(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_FAMILY}]\\s{{0,3}}[{HAN}]\\s{{0,2}}[{HAN}]?)")
_CHINESE_COMMON = pattern(f"(?:(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_FAMILY_COMMON}]\\s?[{HAN}]{{1,2}})")
#: 列夫·托尔斯泰, 加西亚·马尔克斯
_FOREIGN = pattern(f"[{HAN}A-Z.]{{1,8}}(?:[·•・．‧][{HAN}A-Z.]{{1,8}}){{1,3}}")
#: … and not [散文] 雨傘維修處, as forums sort what is posted.
_KINDS = (
    "散文|小[说說]|[诗詩]歌|随笔|隨筆|[杂雜][文谈談]|原[创創]|[转轉][载載贴貼]|心得|[讨討][论論]|分享|[闲閒閑]聊|求助|[评評][论論]"
    "|公告|日[记記]"
)
#: [英]培根, （法）雨果
_COUNTRY = pattern(f"(?P<of>[\\[(【〔（［](?!{_KINDS})[{HAN}]{{1,3}}[\\])】〕）］])\\s*[{HAN}·•・A-Za-z .]{{2,16}}")
_DYNASTY = pattern("^[\\[(【〔（［](?:.{0,2}[代朝]|[先秦汉魏晋唐宋元明清隋]{1,2}|近现代)[\\])】〕）］]\\s*(?=\\S{2})")
_LATIN_WORD = (
    r"(?:[A-Z](?:[a-zÀ-ɏ'’-]+|\.)|[A-Z][a-z]+[A-Z][a-z]+|de|da|van|von|der|den|del|la|le|bin|al|El|Van|Mc[A-Z][a-z]+)"
)
_LATIN = pattern(rf"[A-Z][\w.'’-]*(?:\s+{_LATIN_WORD}){{1,3}}(?:,?\s(?:Jr|Sr)\.?|\s(?:II|III|IV))?")
_BODY = pattern(
    r"\b(?:District|Department|Council|University|Institute|Foundation|Association|Society|Corporation|Inc|Ltd|Library"
    r"|Museum|Agency|Authority|Commission|Committee|Bureau|Ministry|Office|Group|Trust|School|College|Hospital|Staff"
    r"|Newsroom|Desk|Team|Network|Services?|Organi[sz]ation|Union|Federation|Company)$"
)
#: Short words that stand under a title and are nobody's name.
_NOT_A_NAME = pattern(
    "^(?:引言|前言|序言|绪论|导言|导语|摘要|概述|简介|背景|正文|开头|结尾|结语|目录|内容|小结|总结|方案|后记|尾声|楔子|序幕|题记"
    "|附录|参考|问题|原文|译文|注释|赏析|评语|评论|新闻|关闭|打印|返回|首页|更多|登录|注册|分享|微信|微博|收藏|举报|上午|下午"
    "|昨天|今天|前天|刚刚|原创|转载|置顶|热门|全文完?|未完|待续|温馨提示|时间|地点|人物|主持|发言|安排|通知|公告|和谐.*|文明.*|高度.*|明确.*"
    "|成立.*|强化.*|全面.*|全力.*|安全.*|包括.*|解决.*|关于.*|时代.*|金融.*|常见.*|计划.*|文化.*|党建.*|应用.*|华夏"
    "|施行|公布|通过|实施|生效|印发|修订|批准|颁布)$"
)
_MEDIA = pattern(
    "(?:网|報|报|社|之家|电视台|电台|广播|频道|日报|晚报|早报|新闻|在线|资讯|传媒|杂志|周刊|月刊|晚刊|学刊|头条|客户端|公众号|论坛|博客|出版社|门户|平台|快讯|中心"
    r"|news|times|post|daily|herald|tribune|journal|magazine|weekly|gazette|press|media|reuters|\.(?:com|net|org|cn|hk|tw).*)$",
    re.I,
)
_OFFICE = pattern(
    "(?:委员会|办公室|组织部|宣传部|党委|党支部|支部|总支|局|厅|处|科|委|办|政府|公司|集团|学校|学院|大学|中学|小学|医院|协会|学会|研究院|研究所|研究会"
    "|基金会?|工会|团委|妇联|联合会|法院|检察院|街道|村委会|居委会|部|站|所|课题组|编辑部|项目组|小组|班|教研室|组|队)$"
)
_NOBODY = pattern(
    "^(?:佚名|未知|不详|无|网络|互联网|网友.*|网络.*|网上.*|本站.*|(?:网站|本网|责任)编辑|\\d{1,4}[楼层]|沙发|板凳|楼主|原创|转载|admin|administrator|管理员|匿名|站长|编辑|小编|整理|会员.*|用户.*|游客|unknown|anonymous|null|none|-+)$",
    re.I,
)

_ACCOUNT = pattern(r"[\w\-.·@]{2,10}|[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}")
#: A small word of a page (close, more) is nobody's account.
_PLAIN_WORD = pattern("[a-z]{2,8}")
_PAGE_WORD = pattern(
    "(?:follow(?:ing)?|subscribe|write|listen|share|save|more|home|menu|download|transcript|topics?|archives?|comments?|print|video|gallery)",
    re.I,
)
#: No name of an author is longer than this.
LONGEST_NAME = 24


def _plain(text: str) -> str:
    return fold_same_length(text.strip())


def is_person(text: str) -> bool:
    """True if `text` is a person's name by its form: family name and given name, or a transliterated name."""
    name = text.strip()
    if len(name) > LONGEST_NAME:
        return False
    folded = _plain(name)
    if _NOT_A_NAME.match(folded):
        return False
    if _FOREIGN.fullmatch(name) or _COUNTRY.fullmatch(name):
        return True
    return _CHINESE.fullmatch(folded) is not None


def is_common_person(text: str) -> bool:
    """True for a name that is one beyond doubt: a common family name, or a transliterated name with its dot."""
    name = text.strip()
    if len(name) > LONGEST_NAME:
        return False
    folded = _plain(name)
    certain = _FOREIGN.fullmatch(name) or _COUNTRY.fullmatch(name) or _CHINESE_COMMON.fullmatch(folded)
    return certain is not None and not _NOT_A_NAME.match(folded)


def is_latin_name(text: str) -> bool:
    """True for two to four capitalised words, as a Latin name is written; a body's is none."""
    if _BODY.search(text):
        return False
    return len(text) <= LONGEST_NAME * 2 and _LATIN.fullmatch(text.strip()) is not None


def are_latin_names(text: str) -> bool:
    """True for Latin names one behind the other: Joan Farrow, Anil Sene and Wu Min."""
    return all(is_latin_name(name) for name in re.split(r",\s(?:and\s)?|\sand\s|\s&\s", text.strip()))


def latin_name_at(text: str) -> str | None:
    """The Latin name of two words that `text` begins with."""
    m = re.match(rf"[A-Z][\w.'’-]+\s+{_LATIN_WORD}", text)
    goes_on = m is not None and re.match(
        r"\s+(?:Hall|House|Church|College|School|Park|Street|Centre|Center)\b", text[m.end() :]
    )
    return m[0] if m and not goes_on else None


def bears_country(text: str) -> bool:
    """True for a name with its country or dynasty in brackets before it: no heading looks like that."""
    return len(text) <= LONGEST_NAME and _COUNTRY.fullmatch(text.strip()) is not None


def may_be_name(text: str) -> bool:
    """True for two to four Han characters that are no word of a page's furniture: only company makes them a name."""
    if len(text) > LONGEST_NAME:
        return False
    folded = _plain(text)
    return re.fullmatch(f"[{HAN}]{{2,4}}(?: [a-z]{{3,12}})?", folded) is not None and not _NOT_A_NAME.match(folded)


def is_media(text: str) -> bool:
    """True for the name of a newspaper, agency or website, or of a body that has an English name."""
    if _BODY.search(text) and len(text) <= LONGEST_NAME * 2:
        return True
    return len(text) <= LONGEST_NAME and _MEDIA.search(_plain(text)) is not None


def is_office(text: str) -> bool:
    """True for the name of a body that signs what it writes."""
    return len(text) <= LONGEST_NAME * 2 and _OFFICE.search(_plain(text)) is not None


def is_nobody(text: str) -> bool:
    """True for what websites print where the author or the source is not known."""
    return _NOBODY.match(_plain(text)) is not None


def is_account(text: str) -> bool:
    """True for what may be the name of an account: one word of a few characters, or three capitalised words."""
    if _PAGE_WORD.fullmatch(text):
        return False
    return _ACCOUNT.fullmatch(text) is not None and not _PLAIN_WORD.fullmatch(text) and not _NOT_A_NAME.match(text)


#: What a page prints behind a Latin name without a blank: a handle on a network, an age. Another field has many blanks.
_BEHIND_NAME = compiled(
    r"(?<=[A-Za-z]{2})(?:\s?@\w{3,30}$|\d{1,2}\s(?:minutes?|hours?|days?|weeks?|months?|years?)\sago\b.*)"
)
_AUTHOR_GLUED = compiled(f"^作者(?=[{HAN}]{{2,6}}$)")
_POST = compiled(
    r"^(?:(?:Staff|Senior|Special|Chief|Foreign)\s)?(?:Correspondent|Reporter|Columnist|Writer)\s(?=[A-Z]\S*\s[A-Z])"
)
_ADDRESSED_AS = compiled(r"^(?:Mr|Mrs|Ms|Mdm|Miss)\.?\s(?=[A-Z]\S*\s[A-Z])")
_GAP = compiled(r"\s{3,}")


def clean_name(text: str) -> str | None:
    """`text` as an author's name, without brackets, dashes and the blank in a two-character name; None for nobody."""
    name = re.sub(r"^[\s—–\-□○●◎◆■★/|｜:：]+|[\s—–\-/|｜:：,，。;；]+$", "", text)
    if m := re.fullmatch(r"[(（【\[](.+)[)）】\]]", name):
        name = m[1].strip()
    name = _AUTHOR_GLUED.sub("", name)  # 作者李南央
    name = _POST.sub("", name)  # Correspondent Peter Achieng
    name = _ADDRESSED_AS.sub("", name)  # Ms Tan Hwee Lan
    name = _DYNASTY.sub("", name)  # 〔明代〕陆文远
    name = _BEHIND_NAME.sub("", name)  # Oona Calder@oonacalder
    first = _GAP.split(name)[0]
    name = first if is_latin_name(first) else name
    name = re.sub(r"\s*[(（【].*$", "", name) if not _COUNTRY.fullmatch(name) else name
    if re.fullmatch(f"[{HAN}]\\s+[{HAN}](?:\\s+[{HAN}])?", name):  # 张　三
        name = re.sub(r"\s+", "", name)
    return name if name and not is_nobody(name) and len(name) <= LONGEST_NAME * 2 else None
