"""How many points a text says it will make: 四个方面, 三种态度, 以下几点, three aspects."""

from __future__ import annotations

from builder.pattern_code import compiled
from builder.structure.numbering import han_value

_HAN = compiled(
    "([两兩二三四五六七八九十]|[2-9])[个個种種项項条條点點大对對步类類件]?"
    "(?:个|個|主要|基本|重要|关键|關鍵)*(?:方面|態度|态度|关系|關係|關系|问题|問題|原则|原則|意识|意識|环节|環節|特点|特點|做法|措施|建议|建議|体会|體會"
    "|阶段|階段|步骤|步驟|层面|層面|要素|要点|要點|任务|任務|工作|原因|启示|啟示|经验|經驗|能力|作用|转变|轉變|突破|事|点|點|招|条|條)"
)
_LATIN = compiled(
    # It begins with a class of characters, which the engine looks for before it tries anything.
    r"([efnst](?<!\w.)(?:(?<=t)(?:wo|hree|en)|(?<=f)(?:our|ive)|(?<=s)(?:ix|even)|(?<=e)ight|(?<=n)ine))\s+(?:\w+\s+)?"
    r"(?:aspects|points|ways|steps|reasons|questions|attitudes|principles|measures|lessons|things|tasks|stages|parts|problems|concepts)\b",
)
_WORD = compiled("[A-Za-z]{3}")  # which any of these has; most texts in Han have none
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def announced_counts(text: str) -> frozenset[int]:
    """Every number of points that `text` announces."""
    han = {int(found) if found.isdecimal() else han_value(found) for found in _HAN.findall(text)}
    if _WORD.search(text) is None:
        return frozenset(han)
    lower = text.lower()
    # The expression tries each character of a text; a word is looked for many times as fast.
    counted = any(word in lower for word in _WORDS[2:])
    latin = {_WORDS.index(found) for found in _LATIN.findall(lower)} if counted else set()
    return frozenset(han | latin)
