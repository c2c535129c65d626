"""What a person is told about the finished site: its zip, its links, its addresses, its servers."""

from __future__ import annotations

from builder.problems.message import Message

MESSAGES: dict[str, Message] = {
    "path-not-ascii": Message(
        "error",
        "a name would not open everywhere from a zip: {detail}",
        "压缩包内的文件名在有些系统上打不开：{detail}",
        "name the page or the picture with letters, digits and hyphens",
        "请用英文字母、数字和连字符命名该页面或图片",
    ),
    "link-broken": Message(
        "error",
        "a link leads to a page that is not there: {link}",
        "有链接指向不存在的页面：{link}",
        "in a page under pages/about/ correct the link; elsewhere this is a mistake of the program",
        "如果是 pages/about/ 下的页面，请改正链接；否则是程序的错误",
    ),
    "anchor-broken": Message(
        "error",
        "a link leads to a place that the page does not have: {link}",
        "有链接指向页面中不存在的位置：{link}",
        "in a page under pages/about/ correct the link; elsewhere this is a mistake of the program",
        "如果是 pages/about/ 下的页面，请改正链接；否则是程序的错误",
    ),
    "address-vanished": Message(
        "error",
        "the published address essays/{address}.html would vanish, though its source is still there",
        "已公布的地址 essays/{address}.html 会消失，而来源文件还在",
        "withdraw it in corpus.yml (`essays: {address}: withdraw: {{reason: why, notice: yes}}`), bring its text back, "
        "or delete its entry in addresses.yml",
        "请在 corpus.yml 中撤回（`essays: {address}: withdraw: {{reason: 原因, notice: yes}}`），或恢复其文字，"
        "或在 addresses.yml 中删去这一条",
    ),
    "no-site": Message(
        "error",
        "there is no site here yet",
        "这里还没有生成的网站",
        "run `python -m builder build` first, or name the folder with --site",
        "请先运行 `python -m builder build`，或用 --site 指明文件夹",
    ),
    "prefix-unfit": Message(
        "error",
        "{prefix} is no path under which a site can stand",
        "{prefix} 不能作为网站的路径",
        "write letters, digits and hyphens between slashes, such as /library/",
        "请用斜线之间的字母、数字和连字符，例如 /library/",
    ),
    "prefix-without-url": Message(
        "flag",
        "the page for unknown addresses does not know the path {prefix}: it would appear there without its style",
        "网址不存在时显示的页面不知道路径 {prefix}，在那里会没有样式",
        "write the whole address under `site: url:` in corpus.yml, such as https://HOST{prefix}, and build again",
        "请在 corpus.yml 的 `site: url:` 写上完整地址，例如 https://主机{prefix}，然后重新生成",
    ),
}
