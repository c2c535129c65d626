"""A small site with every kind of page and of block, built as people build it: for eyes, for axe-core and for validators."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import REPOSITORY, run_builder

#: From the sample library: several essays a file, both scripts, English, references, repairs of every certainty.
_SOURCES = (
    "办公室工作五篇.txt",
    "调查研究札记.txt",
    "谈心谈话中的听.txt",
    "第一書記的三個本子.txt",
    "优化发展环境从一扇窗口做起.txt",
    "组织工作的虚与实.txt",
    "墙上的打油诗.txt",
    "干部培训的账怎么算.md",
    "on-the-empty-and-the-solid.txt",
    "thoughts-on-grasping-the-cadre-team.txt",
)
_KINDS = """\
---
title: 一篇什么都有的文章，题目也长得要在手机上折成三行，看看行与行之间是否还站得稳
subtitle: 给排版看的
author: 陆行舟
date: 2019-04-01
publisher: 山城晚报副刊“灯下”
---

工作札记里什么都有：一段话，几行诗，一张表，两句对话。组织工作的虚与实，党建的账，都在这里面。2019年的 River Report 数了1,200条路，其中三分之二在第三年没有人管，约合66.7%（见表）。

## 一、几行诗与一段对话

门前三尺雪\\
各自一把帚\\
日出人已行\\
不知是谁扫

老周说：“今年谁扫？”

老林说：“去年谁扫，今年还是谁扫。”

> 路是走出来的，也是扫出来的。走的人多，扫的人少，路就短了。
>
> ——《山城县志》卷十二

### （一）三种扫路的人

1. 自己门前自己扫的人，占了多数；
2. 有人看见才扫的人，占得不少，而且往往扫得最响，检查组来的那一天扫两遍，拍照片的那一天扫三遍；
3. 从来不扫、却天天走的人。

### （二）一张表

| 年份 | 扫路的人 | 坏掉的路 | 县里的说法 | 村里的说法 | 花去的钱（元） |
|---|---|---|---|---|---|
| 第一年 | 四十人 | 无 | 全面通车，群众反映良好 | 好走 | 1,200,000 |
| 第二年 | 十七人 | 一处 | 养护机制基本建立 | 还行 | 36,000 |
| 第三年 | 六人 | 两处 | 正在研究 | 不好说 | 4,800 |

## 二、一行代码与一条很长的网址

```
path = years / 3
print("这一行很长很长，长得在手机上一定要折行，不折行整页就会左右滚动", path)
```

网址是 https://example.org/a/very/long/address/that/has/no/blank/in/it/and/does/not/end/where/one/would/wish.html ，抄错一个字母就打不开。

### 1. 说法

組工干部是幹什么的，下乡的第一年没有人问，第三年人人都问。

## 三、An English section in a Chinese essay

A village road is easy to open and hard to keep. In the first year the cadre cuts a ribbon; in the third year somebody has to pull the weeds, and nobody remembers who. Institutions are the art of the third year, and a road that is swept before the door of a man is a road that he will sweep again.
"""
_DECIDED = """\
site:
  title: 组工文存
  url: https://example.org/site/
  script: {script}
sources:
  调查研究札记.txt: {{collection: 组工札记, order: 1}}
  谈心谈话中的听.txt: {{collection: 组工札记, order: 2}}
  墙上的打油诗.txt:
    withdraw: {{reason: 作者要求撤回, notice: yes}}
  thoughts-on-grasping-the-cadre-team.txt: {{translation: machine}}
essays:
  gan-bu-pei-xun-de-zhang-zen-me-suan: {{slug: pei-xun-de-zhang}}
"""


def every_kind(folder: Path, script: str = "source") -> Path:
    """The site, in `folder`; `script` as corpus.yml has it. Its pages are found by `kinds`."""
    content, essays = folder / "content", folder / "content" / "essays"
    essays.mkdir(parents=True)
    for name in _SOURCES:
        shutil.copy(REPOSITORY / "content" / "essays" / name, essays)
    (essays / "什么都有.md").write_text(_KINDS, encoding="utf-8")
    draft = (essays / "谈心谈话中的听.txt").read_text(encoding="utf-8")
    half = len(draft) // 2
    (essays / "谈心初稿.txt").write_text(f"{draft[: half - 80]}还有一件小事。{draft[half:]}", encoding="utf-8")
    shutil.copytree(REPOSITORY / "content" / "pages" / "about", content / "pages" / "about")
    shutil.copy(REPOSITORY / "content" / "themes.yml", content)
    run_builder("record", "--content", content)
    (content / "corpus.yml").write_text(_DECIDED.format(script=script), encoding="utf-8")
    run_builder("build", "--content", content, "--site", folder / "site")
    return folder / "site"


def kinds(site: Path) -> dict[str, Path]:
    """One page of each kind, by the name of the kind."""
    essays = site / "essays"
    chosen = {
        "home": site / "index.html",
        "essay": essays / "shen-me-dou-you.html",
        "essay-hans": essays / "zu-zhi-gong-zuo-de-xu-yu-shi.html",
        "essay-hant": essays / "di-yi-shu-ji-de-san-ge-ben-zi.html",
        "essay-english": essays / "on-the-empty-and-the-solid.html",
        "essay-repaired": essays / "you-hua-fa-zhan-huan-jing-cong-yi-shan-chuang-kou-zuo-qi.html",
        "essay-machine": essays / "thoughts-on-grasping-the-cadre-team.html",
        "version": essays / "tan-xin-chu-gao.html",
        "withdrawn": essays / "qiang-shang-de-da-you-shi.html",
        "moved": essays / "gan-bu-pei-xun-de-zhang-zen-me-suan.html",
        "themes": site / "themes" / "index.html",
        "theme": max(site.glob("themes/*.html"), key=lambda page: (page.name != "index.html", page.stat().st_size)),
        "collections": site / "collections" / "index.html",
        "collection": site / "collections" / "zu-gong-zha-ji.html",
        "print": site / "print" / "zu-gong-zha-ji.html",
        "print-theme": next(iter(sorted(site.glob("print/themes/*.html")))),
        "list": site / "lists" / "title.html",
        "list-author": site / "lists" / "author.html",
        "repairs": site / "repairs" / "index.html",
        "rule": site / "repairs" / "injected-pinyin.html",
        "quality": site / "quality.html",
        "search": site / "search.html",
        "about": site / "about" / "index.html",
        "not-found": site / "404.html",
    }
    handbook = sorted(site.glob("about/*.html"))
    chosen["handbook"] = max(handbook, key=lambda page: page.stat().st_size)
    return chosen
