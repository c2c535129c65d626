"""The shapes of lines that pages print around an essay: counts, credits, turnings to other pages, footers."""

from __future__ import annotations

from builder.pattern_code import compiled

#: Longest line that is tried against the forms: licence footers of several firms have some 300 characters.
LONGEST_FORM = 320

_EDITORS = (
    "责任编辑|责编|网络编辑|本文编辑|本期编辑|执行编辑|版面编辑|栏目编辑|值班编辑|文字编辑|图文编辑|微信编辑|视觉编辑|"
    "新媒体编辑|责任校对|值班编委|值班主任|值班主编|总监制|小编"
)
#: Labels that an office or a club may print as well: two of them on a line, or brackets, make a credit.
_HANDS = "编辑|编审|校对|审校|审核|审读|初审|复审|终审|一审|二审|三审|审签|签发|监制|主编|美编|排版|制图|上传"
_PAGES = r"(?:篇|条|页|章|节|则|期|主题|篇(?:文章|日志|博文|帖子|新闻))"
_COUNTED = (
    "阅读|浏览|点击|访问|查看|人气|在看|评论|回复|留言|跟帖|收藏|转发|转藏|分享|点赞|"
    "赞同|喜欢|赞|推荐|热度|围观|参与|粉丝|关注|献花|赞好"
)
_NUMBER = r"\d(?:[\d,.]*\d)?(?:\s?[万千kw+])?"
_COUNT = (
    rf"(?:(?:共|已有|总共|累计|有)\s?)?{_NUMBER}\s?(?:人|次|条|个|位|"
    rf"名)?(?:\s?已)?\s?(?:{_COUNTED})(?:了|过|数|量)?(?:该|本|这篇|此|此篇)?(?:回答|文章|文|篇|问题)?"
)
_AFTER_COUNT = "(?:网友)?(?:评论|留言|跟帖)(?:管理)?|举报|刷新|管理|查看|全部|>"
_RELATED = (
    "相关(?:阅读|文章|新闻|报道|链接|推荐|视频|专题|内容|话题|资讯|范文|帖子)|推荐阅读|推荐文章|延伸阅读|拓展阅读|扩展阅读|更多阅读|更多精彩|阅读更多|阅读推荐|"
    "热门推荐|精彩推荐|同场加映|看更多|更多报导|更多新闻|猜你喜欢|往期(?:回顾|精选|推荐|文章)|点击进入(?:专题)?|更多(?:文章|内容|范文|资讯)"
)

COUNTED_COMMENTS = r"(?:\d{1,4}|one|no) (?:comments?|responses?|replies)\s?:"  # what follows is said by others
#: (family, pattern over the whole folded line). What is named here is furniture wherever it makes up a line.
FORMS: tuple[tuple[str, str], ...] = (
    # [责任编辑:李明 PK155] · 编辑:王五 校对:赵六 · 责任编辑 张三
    (
        "credit",
        rf"(?:[\[【]?(?:纠错|打印|关闭|收藏)[\]】]?\s*)?[\[(【<〔]?\s*(?:{_EDITORS})\s*(?:[:/|]|\s(?=\S{{2,4}}[\])】>〕]?$)).{{0,36}}",
    ),
    ("credit", rf"[\[(【<〔]\s*(?:{_HANDS})\s*[:/|\s].{{1,30}}[\])】>〕]"),
    ("credit", rf"(?:(?:{_HANDS})\s*[:/|]\s*[^:;。]{{1,14}}(?=$|{_HANDS}|\s)\s*){{2,6}}"),
    ("label", rf"(?:{_HANDS})\s*[:/|]\s*\S{{2,4}}"),
    # 上一篇:… · 下一条 >> · 此分类上一篇:…
    (
        "turning",
        rf"[<«←‹\[(【]*\s*(?:此分类|本类)?(?:上|下|前|后)一?{_PAGES}(?:文章|日志|博文|新闻)?\s*(?:[\])】]|"
        rf"[:>»→›-]|\s|没有|已).{{0,90}}",
    ),
    ("turning", rf"[<«←‹\[(【]*\s*(?:上|下|前|后)一{_PAGES}\s*[>»→›\])】]*"),
    # previous post: … · next » …
    (
        "turning",
        r"[«←‹<]*\s*(?:previous|next|older|newer|prev)(?:\s(?:post|article|story|entry|page|chapter|topic|"
        r"posts|entries))?\s*[:»→›|].{0,110}",
    ),
    ("turning", r"(?:«|←|‹|<<)\s+\S.{0,180}|.{2,180}\s(?:»|→|›|>>)"),
    # 4人参与2评论 · 258条评论|20,536人参与网友评论 · 阅读(3021) · 人气 23925
    ("count", rf"[\[(【]?(?:{_COUNT}[\s|/·,，、]*+)+(?:{_AFTER_COUNT}[\s|/·,，、]*+)*[\])】]?"),
    # 31人围观7条点评: people and pieces counted twice over
    ("tally", rf"已有\s?{_NUMBER}\s?[人次]\D{{2,4}}|(?:{_NUMBER}\s?[人条次个位]\s?[^\d\s,。]{{2,3}}[\s|/·,]*){{2,4}}"),
    (
        "count",
        rf"(?:(?:{_COUNTED})(?:数|量|次数|人数|率)?\s*+[:(\[]?\s*+{_NUMBER}\s*+(?:次|人|条|个)?\s*+[)\]]?[\s|/]*+)+",
    ),
    (
        "count",
        rf"(?:查看|展开|显示|看)?(?:全部|所有|其他|更多|较旧的|较新的|较早的|剩余)\s?{_NUMBER}\s?(?:个|条|则)\s?(?:回答|回复|评论|问题|留言|回应|讨论)",
    ),
    ("count", rf"{_NUMBER}\s?(?:会员|内容数|追踪者|粉丝|订阅者|关注者|作品|篇文章|篇原创|个赞)"),
    # 主题 12 · 粉丝 3.2万 · 随笔 - 88
    (
        "figures",
        rf"(?:(?:主题|帖子|积分|作品|粉丝|关注者?|被浏览|获赞|随笔|文章|博文|日志|相册|好友|回答|提问|好问题|访问|金币|威望|贡献|经验|原创|周排名|总排名)"
        rf"\s*[-:]?\s*{_NUMBER}\s*)+",
    ),
    ("figures", r"\d[\d,]*(?:\.\d+)?\s?(?:k|w|m|万)"),
    ("count", r"(?:推荐|顶|踩|赞|支持|反对)\s*[(\[]?\d+[)\]]?|\+\s?1|[(\[]\d+[)\]]\s*(?:赞|顶|踩)"),
    (
        "count",
        r"\d(?:[\d,.]*\d)?k?\s*(?:comments?|views?|shares?|likes?|repl(?:y|ies)|responses?|votes?|reads?|followers?"
        r"|claps?|retweets?|points?|notes?|hits?)(?:\s.{0,20})?",
    ),
    ("count", r"(?:comments?|views?|shares?|likes?|reads?|hits?|page views|post views)\s*[:(]\s*[\d,.]*k?\)?"),
    ("count", r"(?:\d+|one|two|three|no) (?:thoughts?|responses?|comments?|repl(?:y|ies)) (?:on|to) .{1,120}"),
    ("count", r"\d+[\s-]min(?:ute)?s?(?: read)?|reading time:? .{1,20}|estimated reading time.{0,20}"),
    ("count", r"\d[\d,]* (?:words|pages)|(?:decent|good|better|great|best|powerful|satisfactory) essays"),
    ("account", r"功能介绍\s\S.{1,60}|微信号\s?:?\s?[a-z][\w-]{4,24}"),
    ("widget", r"[▼▲▽△↓↑]{2,}[^▼▲▽△↓↑]{0,40}[▼▲▽△↓↑]*|\+\d{1,3}|.{1,20}的头像"),
    ("widget", r"※ 来源\s?:.{4,80}|.{0,12}\[from: [\d.*:a-f]{4,40}\].{0,8}"),
    ("count", r"\(\d+\) (?:comments?|replies|responses)|上传[人者]:.{0,40}(?:文档编号|上传时间|格式|页数).{0,120}"),
    ("count", r".{0,80}_第\s?\d+\s?页|第\s?\d+\s?页\s*[/,]?\s*共\s?\d+\s?页"),
    ("code", r"[\d\s]{16,60}"),
    ("figures", r"(?:[^\s:\d。,]{2,8}:\s?\d[\d,]*+\s*+){2,8}"),
    # 昨天 · 3小时前 · today 12:01 am
    (
        "moment",
        r"(?:昨天|今天|前天|刚刚|\d+\s*(?:秒|分钟|小时|天|周|个月)前)\s*(?:\d{1,2}:\d{2})?(?:\s*(?:来自|"
        r"发布于|更新于?).{0,14})?",
    ),
    ("moment", r"\d{1,2}[-/]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?|[•·]?\s?\d{1,3}\s?(?:y|yr|mo|w|d|h|m)s?\.? ago"),
    # a floor of a forum: 作者:赶集的驴 时间:2011-04-06 11:05:10
    (
        "floor",
        r"(?:楼主|作者|层主|\d{1,4}楼)\s?:?\s?\S{1,20}\s+(?:(?:时间|日期|发表于)\s?:?\s?)?\d{4}-\d{1,2}-\d{1,2}\s\d{1,2}:\d{2}(?::\d{2})?.{0,40}",
    ),
    ("moment", r"(?:today|yesterday)(?:,? at)?,? \d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?"),
    ("moment", r"(?:about |an? )?\d* ?(?:second|minute|hour|day|week|month)s? ago"),
    # 编辑于 2020-11-30 22:41 · posted @ 2019-06-15 10:42 X 阅读(31)
    (
        "stamp",
        r"(?:最后)?(?:编辑|发布|发表|更新|修改)于\s*:?\s*(?:19|20)\d{2}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?.{0,24}",
    ),
    ("stamp", r"posted @ (?:19|20)\d{2}-\d{1,2}-\d{1,2}.{0,80}"),
    # © 2019 … · copyright 2004-2020 … · 京ICP备…号
    ("legal", r"(?:copyright|版权所有|版权)?\s*[:@]?\s*(?:©|\(c\)|ⓒ|&copy;).{0,220}"),
    ("legal", r"copyright\s+(?:by\s.{1,60}\d{4}|\d{4}|reserved).{0,220}|copy\s?right\s*[:@].{0,200}"),
    (
        "legal",
        r"(?=.*\d{4})[^。;]{0,120}(?:icp\s*[备证]|公网安备|公安网?备|网安备|网站标识码|网出证|新出网证|"
        r"视听节目许可证|"
        r"增值电信业务|广播电视节目制作|互联网新闻信息服务许可)[^。;]{0,140}",
    ),
    ("legal", r".{0,160}a(?<!\wa)ll rights? reserved\b.{0,80}|[^。;]{0,60}版权所有[^;]{0,80}"),  # \b anywhere is slow
    (
        "legal",
        r".{0,60}(?:未经.{2,16}(?:不得|禁止|请勿)(?:以任何形式|擅自)?(?:复制(?:或|、|和|及))?(?:转载|建立镜像)).{0,80}",
    ),
    (
        "address",
        r"(?:主办|主办单位|承办|承办单位|技术支持|网站建设|建设单位|运维单位|网站维护|维护单位|备案序?号)\s*:.{1,90}",
    ),
    (
        "address",
        r"(?:地址|联系地址|通讯地址|电话|联系电话|传真|邮编|举报电话|举报邮箱|新闻热线|客服电话|客服热线|"
        r"投诉电话|服务热线)\s*:.{0,60}(?:(?:邮编|传真|电话|邮箱|e-?mail|举报)\s*:.{0,60})+",
    ),
    (
        "legal",
        r"(?:powered by|proudly powered by|theme by|designed by|hosted by|theme:|blog at|website by|"
        r"site by|a wordpress\.com).{0,60}",
    ),
    ("legal", r"本?站由.{1,20}(?:驱动|提供|制作|维护).{0,20}"),
    (
        "legal",
        r"(?:最佳|建议|推荐).{0,8}(?:使用|分辨率|浏览).{0,40}(?:分辨率|浏览器?|ie|chrome|"
        r"\d{3,4}\s*[x×*]\s*\d{3,4}).{0,30}",
    ),
    # T + - · 字号:大 中 小
    ("widget", r"t\s*\+\s*-|[at]\s?[-+]?\s*[|/]?\s*[at]\s?[-+]\s*(?:[|/]?\s*[at]\s?[-+]?)?|a\s?a\s?a?"),
    (
        "widget",
        r"[\[(【]?\s*(?:字号|字体|字体大小|文字大小|text size|"
        r"font size)\s*:?\s*[\[(]?[大中小特超小默认\s\[\]()|/+\-a]*[\])】]?(?:\s*(?:打印|关闭|收藏|分享|"
        r"视力保护色).{0,30})?",
    ),
    (
        "widget",
        r"[\[(【]?(?:点击|点此|长按|扫描|扫一扫|扫码|识别)(?:图片|上图|下图|这里|此处|二维码|下方二维码|"
        r"上方二维码|图中二维码|左方二维码|右方二维码)?.{0,12}(?:大图|下载|关注|加群|分享|进群|放大|二维码"
        r"|识别|观看视频)[^。]{0,16}[\])】。!]?",
    ),
    ("video", r"[\[(【]?(?:视频|图集|组图|高清图|高清大图)[\])】]?\s*[-|丨]\s*[^。!?:]{2,50}"),
    # 视频-… · 组图:…
    ("video", r"(?:photo|image|illustration|video|picture)?\s?credits?\s?(?:\.\.\.|…|:).{2,120}"),
    # 图片|网络, 编辑|小满
    (
        "credit",
        r"(?:图片|图|配图|编辑|摄影|插画|插图|设计|排版|校对|审核|监制|责编|视频|制图|美编|运营|策划|统筹|终审|初审|复审|版式|剪辑|出品)"
        r"\s?[|丨/]\s?[^\s|丨/。]{1,12}(?:\s[^\s|丨/。]{1,12}){0,2}",
    ),
    ("label", r"(?:文字|文案|采写)\s?[|丨/]\s?[^\s|丨/。]{1,12}"),
    # END · - 完 - · 全文完
    (
        "end",
        r"end|完|[-—–=*\[(【][-—–=*\s\[(【]*end[-—–=*\s\])】.]*|[-—–=*\s\[(【]+完[-—–=*\s\])】]+|[(\[【]?(?:全文|正文|本文)完[)\]】]?",
    ),
    (
        "attachment",
        r"(?:附件\s?\d{0,2}\s?[:.、]?\s?)?\S{0,4}[^。;]{1,60}\.(?:pdf|docx?|xlsx?|wps|zip|rar|ofd|pptx?)(?:\s?\([^()]{1,14}\))?",
    ),
    ("hashtag", r"(?:#[^\s#]{1,24}#?[\s,、]*){1,12}"),
    ("media", r"[\[(【]?(?:视频|图集|组图|高清图|高清大图|动图|音频|专题|直播)[\])】]?\s*[-:|丨·>]+\s*[^。!?]{2,50}"),
    ("video", r"(?:image|media|photo|picture) (?:copyright|caption|source|credit)\b[:\s].{1,160}"),
    ("credit", r"\((?:编辑|译者|核稿)[:/].{2,24}\)\d{7}|\(.{1,20}对本文(?:亦|也)?有.{1,6}\)"),
    # 相关阅读:… · read more: …
    ("related", rf"[\[(【<>★●◆▲■※*\s]*(?:{_RELATED})[\])】]*\s*[:>|»-]*"),
    ("link", rf"[\[(【<>★●◆▲■※*\s]*(?:{_RELATED})[\])】]*\s*[:>|»-][^。]{{1,110}}"),
    # read also: … stands in the middle of articles; related: … may be an essay's own heading
    (
        "link",
        r"[(\[]?\s*(?:read also|also read|must read|see also|read more|more|(?:related|recommended) (?:story|stories|"
        r"article|articles|post|posts|news|coverage|video))\s*[:|»>-].{2,130}",
    ),
    (
        "pointer",
        r"[(\[]?\s*(?:related|recommended|read next|more on this(?: story)?|see more|"
        r"don['’]t miss|trending|up next|"
        r"more from .{2,40})\s*[:|»>-].{2,130}",
    ),
    (
        "related",
        r"(?:more (?:(?:stories|articles|posts|essays|columns|news) )?(?:from|by|in|on)|view all posts by|"
        r"see all posts by|all posts by|view .{2,20} posts by) [^.]{2,60}",
    ),
    ("related", r"related (?:speeches|documents|publications|resources|releases|searches|pages)|.{2,20}的其[他它]文章"),
    ("related", r"related (?:articles?|posts?|stories|essays?|links|reading|topics) (?:of|to|about|on|for)\s.{2,160}"),
    ("related", r".{0,44}(?:相关文章|相关阅读|相关推荐|相关范文|类似文章)(?:推荐)?\s*[:>]*"),
    (
        "related",
        r"[【\[《].{1,44}[】\]》]的?(?:相关|类似|推荐)(?:阅读|推荐)?(?:内容|资料|推荐|文章|范文|阅读)?(?:推荐)?\s*[:>]*",
    ),
    # 请登录 · 分享到: · tweets by @name
    ("share", r"(?:分享|转发|推荐|收藏|share|share (?:this|on|to|via)[^.]{0,40})\s*(?:到|至|给)?\s*:"),
    ("share", r"tweets by @?\w+|follow @\w+(?: on .{2,20})?"),
    ("share", r"follow (?:us|me|him|her|them) (?:on|@).{2,60}"),
    ("share", r"like (?:us|this|our page) on facebook.{0,40}"),
    ("share", r"like loading(?:\.\.\.|…)?"),
    ("loading", r"loading(?:\.\.\.|…)?|正在加载.{0,10}|加载中.{0,6}"),
    ("share", r"(?:点击|上拉|下拉)加载更多.{0,6}"),
    (
        "account",
        r"(?:登录|登陆|注册|退出|登录\s*[|/]\s*注册|[|/>]?\s*退出|login|sign in)(?:\s*[|/·]\s*(?:登录|登陆"
        r"|注册|退出|register|sign up|subscribe))+",
    ),
    ("account", r"\|\s*退出"),
    ("entrance", r"(?:登录|登陆|注册|登入)[^。,]{1,10}"),
    ("account", r"(?:您好|你好|欢迎(?:您|你)?),?(?:来到|光临|访问|游客|登录)[^。]{0,30}"),
    ("account", r"欢迎(?:光临|访问|来到)[^。]{1,30}(?:网|网站|本站|论坛|社区)[!。]?"),
    ("count", rf"(?:{_COUNTED})(?:数|量|次数|人数)\s?:|视力保护色\s?:?"),
    ("comment", COUNTED_COMMENTS),
    ("comment", r"(?:\d{1,4}楼|#\d{1,4}|第\d{1,4}楼|\d{1,4}#)(?:\s.{0,40})?"),
    ("comment", r"(?:查看|展开|收起)(?:全部|更多|剩余|所有).{0,14}(?:评论|回复|跟帖).{0,6}"),
    ("comment", r"(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply|response)\b.{0,60}"),
    ("comment", r"(?:reply|comment) (?:to|by) .{1,60}|welcome to the discussion\.?|please turn off your caps lock\.?"),
    ("comment", r"(?:keep it clean|don['’]t threaten|be truthful|be nice|be proactive|share with us)\. .{10,160}"),
    ("saying", r".{2,50} (?:says|said on|wrote on|commented on).{0,50}:|@[a-z0-9_]{2,30}"),
    ("saying", r".{1,20}(?:发表于|回复于|评论于|发布于|回复|说)\s*[:@]?\s*\d{4}.{0,30}"),
    (
        "comment",
        r"(?:文明上网|请文明|网友评论|评论仅|以上留言|以上评论|登录后|您需要登录|您还?未登录|请(?:先)?登录).{0,80}",
    ),
    (
        "tags",
        r"(?:标签|文章标签|本文标签|标签云|分类专栏|tags?|tagged(?: with| as)?|filed (?:under|in|to)|posted (?:in|"
        r"under)|labels?|categor(?:y|ies)|topics?)\s*:?\s(?:\S.{0,120})",
    ),
    (
        "tags",
        r"(?:标签|文章标签|本文标签|相关字词|相关标签|分类专栏|文集|tags?|labels?|categor(?:y|ies)|tagged|分类|所属分类|"
        r"所属栏目|个人分类|"
        r"全站分类|文章分类|归档)\s*[:|].{0,120}",
    ),
    (
        "navigation",
        r"(?:[^。,:]{1,12}\s)?(?:您?(?:现在|当前|目前|所在)?的?(?:所在)?位置|本页位置|当前位置|当前路径|你在这里|您在这里|"
        r"you are here)\s*(?:是|:|>|»).{0,120}",
    ),
    ("navigation", r"(?:返回|回到|回|▲|△|↑|\^)\s?(?:顶部|首页|页首|列表|目录|上页|上一页|主页|top)\s*.{0,6}"),
    (
        "navigation",
        r"(?:back|go|return) to (?:top|home|the top|homepage|main page|blog|list|previous page|index).{0,10}",
    ),
    ("navigation", r"首页\s*[>»›/|丨\\→-].{1,120}|home\s*(?:[>»›/|\\→]|::).{1,140}"),
    ("navigation", r"[^。,]{1,40}[>»›→]+\s*正文"),
    ("crumb", r"[^。,!?:]{1,12}的(?:博客|空间|主页|个人主页|个人空间|日志|微博|新浪博客)"),
    ("crumb", r"[>»›]\s*[^。,;]{1,24}|[^。,;:]{1,24}\s*[>»›]"),
    ("navigation", r"(?:加载更多|查看更多|了解更多|更多)[^。,]{0,14}[>»›+]+|[^。,]{2,14}\s*(?:更多|more)\s*[>»›+]+"),
    ("navigation", r"\[(?:详细|详情|全文|更多|阅读全文)\]\s*[>»›]*|[^。,]{2,24}[>»›]{2}"),
    # a line that is little but a link into an archive or the page itself
    ("navigation", r"[^\[\]。]{0,24}\[[^\]]{0,80}\]{1,2}\((?:/?web/\d{4,14}|javascript:|#)[^)]{0,200}\).{0,10}"),
    (
        "navigation",
        r"正在阅读\s*:.{2,60}|返回.{1,8}[,，]\s?查看更多|(?:本文链接|本文地址|永久链接|固定链接|"
        r"本文网址|本文标题|链接地址|原文链接|原文地址|文档链接|转载链接|文章链接|文章地址)\s*:?\s*\S.{0,150}",
    ),
    # 青云渡口 佚名 1667 字 4个月前 · 喜欢青云渡口请大家收藏:(…)青云小说网更新速度全网最快。
    ("widget", r"[^。,]{1,20}\s[^。,\s]{1,12}\s\d+\s?字\s.{2,16}"),
    ("advert", r"喜欢.{1,30}请大家收藏\s?:.{0,90}"),
    ("navigation", r"(?:https?://|www\.)\S{3,200}(?:\s*\[[^\]]{0,3}(?:订阅|复制|编辑|管理|收藏)[^\]]{0,6}\])+"),
    ("widget", r"(?:转载|喜欢|收藏|更多|分享|评论|转发|展开|收起)\s?[▼▽∨⌄▾]"),
    ("navigation", r"(?:声明|公告|提示|温馨提示|重要提示)\s?:.{6,90}(?:详情|更多|查看)\s?[>»]+"),
    (
        "related",
        r"[^\s。,]{2,8}\s更多(?:图册|图片|专题|栏目|视频|作品|词条|作者|书评|影评|话题)|[^。,\s]{0,8}\s?内容来自",
    ),
    ("navigation", r"skip to .{2,30}|toggle .{2,20}"),
    (
        "navigation",
        r"(?:back to .{2,40}|(?:print|e-?mail|save|cite|download|report|share|give|gift|listen to) this "
        r"(?:page|article|story|entry|post|essay))"
        r"(?:\s*[|·/]\s*.{2,30}){0,3}",
    ),
    # a sheet of a newspaper
    ("navigation", r"第?\s?[a-z]?\d{1,3}\s?版\s?:\s?.{0,12}"),
    # the foot of a wiki
    ("navigation", r"retrieved from [\"“]?https?:.{4,160}|from .{2,60}, the free .{2,40}"),
    ("tags", r"categor(?:y|ies)\s?:\s?[^|]{2,40}(?:\s\|\s[^|]{2,40}){1,12}"),
    ("legal", r"this page was last (?:edited|modified|changed) on .{6,60}"),
    ("credit", r"produced by .{4,140}(?:proofread|volunteer|team).{0,80}"),
    ("count", r".{1,24}\s发表[在于]\s.{2,24}\s(?:留言|评论|人气|引用|回应)\s?\(.{0,40}"),
    ("comment", rf"{_NUMBER}\s?(?:条|则|个|篇)\s?(?:留言|评论|回应|回复|讨论)\s?:"),
    ("widget", r"\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}"),
    ("clock", r"今天是\s?:?\s?.{4,36}"),
    ("share", r"[▲▼↑↓△▽]?\s?点击(?:上方|下方|蓝字|上面|下面|标题).{0,40}"),
    # the foot of a chapter
    ("navigation", r"本章未完.{0,20}|[(]?\s?快捷键.{2,60}|(?:上|前)一[章页].{0,30}(?:下|后)一[章页].{0,20}"),
    ("advert", r"手机用户请(?:浏览|访问|到|用).{2,50}|(?:看|读)(?:小说|书|漫画),?\s?就[上到来].{2,16}"),
    # the foot of a blog of Blogger
    ("comment", r"张贴者\s?:?.{1,40}|以电子邮件传送这篇文章.{0,60}|订阅\s?:\s?张贴留言.{0,12}"),
    (
        "navigation",
        r"较新的(?:文章|帖子).{0,24}|较旧的(?:文章|帖子).{0,24}|(?:网志|博客)(?:存档|归档)|[►▼]\s?\d{4}\s?\(\d+\)",
    ),
    ("legal", r"技术(?:提供|支持)\s?:\s?\S.{1,24}"),
    (
        "related",
        r"(?:similar|related|other|more|saved|popular|recent|free|latest|sample) "
        r"(?:essays?|papers?|documents?|term papers|features)"
        r"(?:\s?[-|·,]\s?.{2,30}){0,5}",
    ),
    ("navigation", r"an official website of .{4,60}|read full .{2,30}|返回.{2,10}(?:标题|列表|目录)页?"),
    ("notice", r"(?:originally|first) (?:published|printed|appeared) (?:in|on|at|by) .{4,80}"),
    # the foot of a forum
    ("comment", r"users browsing this (?:forum|topic)\s?:.{0,90}|display posts from previous:?.{0,60}"),
    (
        "stamp",
        r"(?:page )?last (?:updated|modified|reviewed)\s?(?:on|:)\s?.{6,30}|issued at (?:hkt )?\d{1,2}:\d{2}"
        r"|last edited (?:by .{2,40} )?on .{6,80}",
    ),
    (
        "video",
        r"(?:\w+ )?(?:express |file |staff |courtesy )?photos? (?:by|courtesy(?: of)?) .{3,50}"
        r"|(?:illustrations?|photographs?|photography|artwork) by .{3,50}",
    ),
    (
        "navigation",
        r"return to [“\"].{2,60}[”\"]|board index(?:\s*[‹›»>]\s*.{2,40}){0,5}|search this (?:topic|forum|thread).{0,3}",
    ),
    ("navigation", r"reuse this content|explore more on these topics|next in this series\s?:.{2,80}"),
    ("navigation", r"(?:download|get|read) (?:the|this|a) .{2,40}\((?:pdf|doc|docx|epub|mp3|audio|zip).{0,20}\)"),
    ("navigation", r"(?:this|the) (?:article|story|post) is (?:more than )?.{1,20} old"),
    ("advert", r"sign up (?:to|for) .{2,60}"),
    (
        "count",
        r"(?:本文|全文)?(?:约|共)?\s?\d+\s?字[,，]?\s?(?:(?:阅读|读完)?(?:约|需|需要|大约)*\s?\d+\s?分钟)?[。.]?",
    ),
    ("count", r"\d+ users? (?:marked|found|liked|favorited) this.{0,40}"),
    ("floor", r"(?:posted )?by \S{2,24} (?:»|›|at|on) .{8,60}|posted by \S{2,24} (?:to|in) .{3,60}"),
    # the foot of an archived mail
    ("turning", r"(?:previous|next) message\s?:.{0,120}|messages sorted by\s?:.{0,90}"),
    (
        "navigation",
        r"more information about the .{2,60} list|-{3,} next part -{3,}|an? html attachment was scrubbed.{0,20}",
    ),
    ("navigation", r"(?:main|primary|secondary|footer|site) (?:menu|navigation)"),
    # 下载…总结word格式文档 · 文档为doc格式
    (
        "advert",
        r"(?:点击|点此|点此处|此处|立即|免费|在线)?下载.{0,60}(?:word|docx?|pdf|txt|pptx?|xlsx?|格式文档|格式|原文档)(?:格式)?(?:文档|版本|版)?"
        r"(?:\s*\([^()]{0,20}\))?",
    ),
    ("advert", r"本?文档(?:为|是|格式为?)\s*:?\s*(?:docx?|word|pdf|txt|pptx?)(?:格式|文档)?.{0,4}"),
    ("advert", r"-*\s*(?:advertisement|advertisements|advert|sponsored|广告|ad|推广)\s*[-:]*"),
    ("advert", r"(?:story|article|post) continues (?:below|after).{0,30}"),
    ("advert", r"subscribe (?:for|from|now|today|to continue)\b.{0,40}|continue reading the .{2,30}"),
    ("advert", r"continue reading below.{0,30}|scroll (?:down )?to continue.{0,30}"),
    ("advert", r"(?:get|download) (?:the|our) .{0,24}app.{0,40}"),
    (
        "advert",
        r"(?:click here|tap here|sign up|subscribe)\b[^.]{0,60}\b(?:newsletter|newsletters|updates|alerts|"
        r"edition|magazine|channel|email|inbox|podcast)\b.{0,60}",
    ),
)

#: What pages ask of their readers; two of them in a short line are a page's call, in the company of its buttons.
_SENTENCE = compiled("[^。！？!?]+[。！？!?]*")
_CALLS = compiled(
    "爱心|喜欢|订阅|关注|点赞|在看|收藏|转发|打赏|赞赏|留言|评论区|投币|点个赞|分享|走一走|星标|subscribe|share|comment|follow"
)
FEWEST_CALLS = 2
LONGEST_CALL = 60

# The name of a family stands behind its pattern, as an empty group: an alternative that begins with a group is entered
# to be refused, one that begins with a character is not.
_ONE = compiled("|".join(f"(?:{pattern})(?P<{family}_{index}>)" for index, (family, pattern) in enumerate(FORMS)))


def _is_call(folded: str) -> bool:
    """True if every sentence of a short line asks for something."""
    return all(_CALLS.search(sentence) for sentence in _SENTENCE.findall(folded))


def form_of(folded: str) -> str | None:
    """The family of furniture whose form the whole of `folded` (a line, folded and stripped) has, or None."""
    if len(folded) > LONGEST_FORM:
        return None
    match = _ONE.fullmatch(folded)
    if match is None and len(folded) <= LONGEST_CALL and len(set(_CALLS.findall(folded))) >= FEWEST_CALLS:
        return "callout" if _is_call(folded) else None
    return match.lastgroup.rsplit("_", 1)[0] if match and match.lastgroup else None
