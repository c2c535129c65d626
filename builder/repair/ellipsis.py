"""Repairs to ellipses that were printed as question marks because the page's encoding had none."""

from __future__ import annotations

from collections.abc import Iterator

from builder.characters import HAN
from builder.model import Edit, RuleInput
from builder.patterns import pattern
from builder.repair.injection import is_common
from builder.repair.rule import rule

_PAIR = pattern(f"(?<=[{HAN}，、“「”’》）)])\\?\\?(?![?!？！])")
#: How far back a question may begin (characters).
_REACH = 40
_SOON = 4  # characters
_HAN = pattern(f"[{HAN}]")
_CLAUSE_START = pattern("[。！？!?；;，,\n“「『：:]")
_ASKS = pattern(
    "[吗嗎呢么麼吧谁誰啥]\\Z|什[么麼]|怎[么麼样樣]|为何|為何|如何|是否|是不是|难道|難道|有没有|有沒有|點解|咩|乜|嘛\\Z|不是\\Z|[是会會能可要]不[是会會能可要]|多少|哪[里裡儿兒个個些]|几[个時时]|幾[個時]|何时|何時|谁|誰|岂|豈"
)
# A text that doubles other marks doubles its question marks too; one that prints ellipses has lost none.
_LIVELY = pattern(r"…|\.\.\.|。。|~~|～|哈哈|呵呵|@@|\^\^|XD|！！|!!|\?\?\?|？？|[?？][!！]|[!！][?？]")


@rule(
    "lost-ellipsis",
    why="Two question marks where nothing is asked stand for an ellipsis that the page's encoding could not print.",
    why_zh="并无疑问之处的“??”是网页编码无法显示的省略号，还原为“……”。",
    certainty="likely",
)
def LOST_ELLIPSIS(given: RuleInput) -> Iterator[Edit]:
    text = given.text
    if "??" not in text:
        return
    matches = list(_PAIR.finditer(text))
    silent = [match for match in matches if not _asks(text, match.start())]
    doubled = bool(_LIVELY.search(text)) or 2 * len(silent) <= len(matches)
    for match in silent:
        unsure = doubled or _is_broken(text[match.end() : match.end() + _SOON])
        yield Edit(match.start(), match.end(), "\u2026\u2026", "doubtful" if unsure else None)


def _is_broken(after: str) -> bool:
    """True if rare characters follow: the marks are what a lost byte left, and what follows was read out of step."""
    return any(not is_common(character) for character in _HAN.findall(after))


def _asks(text: str, end: int) -> bool:
    clause = _CLAUSE_START.split(text[max(0, end - _REACH) : end])[-1]
    return bool(_ASKS.search(clause))
