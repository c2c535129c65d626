"""What a hostile text says: each of these is only ever to be read as text, or to be taken out and said so."""

from __future__ import annotations

from typing import Final

#: Marks of a page that obeyed: a dialog, another title, a request to a host that is not there.
_RUN: Final = "document.title='OBEYED';alert(1)"
_AWAY: Final = "http://hostile.invalid"

MARKUP: Final = (
    f"<script>{_RUN}</script>",
    f"<script src={_AWAY}/x.js></script>",
    f"<img src=x onerror={_RUN}>",
    f'<img src="{_AWAY}/x.png">',
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"</title><script>{_RUN}</script>",
    f"--><script>{_RUN}</script><!--",
    f'"><script>{_RUN}</script>',
    f"' onmouseover='{_RUN}' x='",
    f'" autofocus onfocus="{_RUN}" x="',
    f"</script><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"]]><script>{_RUN}</script><![CDATA[",
    f"<iframe src=javascript:{_RUN}>",
    f"<details open ontoggle={_RUN}>",
    f"<body onload={_RUN}>",
    f'<meta http-equiv="refresh" content="0;url={_AWAY}">',
    f"<base href={_AWAY}/>",
    f"<link rel=stylesheet href={_AWAY}/x.css>",
    f"<style>@import '{_AWAY}/y.css';</style>",
    f"<object data={_AWAY}/x></object><embed src={_AWAY}/y>",
    f"<form action={_AWAY}><input autofocus onfocus={_RUN}></form>",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"&#60;script&#62;{_RUN}&#60;/script&#62;",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
    "<!-- open",
    "<![CDATA[ open",
    "<?php system('true'); ?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
)

MARKDOWN: Final = (
    f"[x](javascript:{_RUN})",
    f"[x]( javascript:{_RUN})",
    f"[x](data:text/html,<script>{_RUN}</script>)",
    f"![x]({_AWAY}/x.png)",
    f"<{_AWAY}>",
    f"<javascript:{_RUN}>",
    f"[x]: javascript:{_RUN}",
    f"[x][] [x]: {_AWAY} '{_RUN}'",
    f'{{: onclick="{_RUN}" .hidden #p1 }}',
    f'{{ onclick="{_RUN}" style="display:none" }}',
    f"a{{onmouseover={_RUN}}}",
    "{#p1}{#p1}{#p2}",
    "{{ config.site_name }}{{ 7*7 }}",
    "{% include '/etc/passwd' %}{% raw %}",
    "{# nothing #}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    '--8<-- "/etc/passwd"',
    ";--8<--",
    "[TOC]",
    "!!! danger",
    "??? note",
    "::: details",
    "[^1]: x [^1] [^p1]",
    "*[x]: y",
    f"$\\href{{javascript:{_RUN}}}{{x}}$",
    "a | b | c\n--- | :-: | ---\n1 | 2 | 3",
    "# a\n===\n---\n***\n- - -",
    "```\n~~~\n````x",
    "    indented\n\tindented",
    "> > > > quoted",
    "* + - 1. 2) a. \\* \\\\ \\` ` `` ``` _a_ __b__ *a* **b** ~~c~~ ==d== ^^e^^",
    ":smile: :material-account: klzzwxh:0000 wzxhzdk:1",
    "\u0002klzzwxh:0001\u0003 \u0002amp\u0003",
)

DATA: Final = (
    "title: [a, {b: c}]",
    "--- !!python/object/apply:os.system ['true'] ...",
    "&anchor *anchor !tag |block >folded %directive @at `tick",
    "key: 'unclosed",
    'key: "un\\closed',
    "? - : , # ~ null yes no 010 1e3 0x1f 2001-01-01",
    "__proto__ constructor prototype toString hasOwnProperty",
    '{"__proto__": {"x": 1}} </script>',
    "\\ud800 \\x00 \\u2028",
    "%s %d %(x)s {0} {x!r} $x ${x} $(true) `true` ; true | true && true",
    "::error file=x::y %0A ::set-output name=a::b",
    "=HYPERLINK(1) +1 -1 @SUM(1)",
)

INVISIBLE: Final = (
    "\u202eevitcerid\u202c \u2066isolated\u2069 \u200f\u200e",
    "\u202e\u202e\u202e\u202e not closed",
    "zero\u200bwidth\u200cjoined\u200d\u2060\ufeff",
    "tag\U000e0041\U000e0042\U000e007f",
    "\u001b]0;OBEYED\u0007\u001b[2J\u001b[31mred\u009b2J",
    "a\u0000b\u0001c\u0008\u0008d\u007fe\u0085f",
    "line\u2028separator\u2029paragraph\x0b\x0cfeed\x1c\x1d\x1e",
    "e" + "\u0301" * 300,
    "\u115f\u1160\u3164\uffa0 filler",
    "\ue000\uf8ff\U000f0000 private \ufdd0\uffff noncharacter",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f1e8\U0001f1f3 \u2764\ufe0f",
    "\u0130\u0131\u017f\ufb03\u1e9e\u03c2 case \u1fbe",
    "\u9fff\U00030000\U0002f800 \u2ff0\u4ebb\u5c14",
    "ก็็็็็็็็็็็็็็็็็็็็ กิิิิิิิิิิ",
)

PAYLOADS: Final = (*MARKUP, *MARKDOWN, *DATA, *INVISIBLE)
