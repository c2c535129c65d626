"""How office programs print the numbers of their automatic lists and headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LARGEST = 9999  # beyond, digits do: no essay counts so far, and a hostile one must not cost anything


def printed(number: int, style: str) -> str:
    """`number` in the w:numFmt called `style`; in digits where the style does not reach."""
    form = _FORMS.get(style)
    return form(number) if form and 0 < number <= _LARGEST else str(number)


def _chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    words = ""
    gap = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = True
    return words.removeprefix("一") if 10 <= number < 20 else words


def _formal(number: int) -> str:
    return _chinese(number, _FORMAL, ("", "拾", "佰", "仟"))


def _roman(number: int) -> str:
    words = ""
    for value, letters in (*_ROMAN, *_ROMAN_UNITS):
        words += letters * (number // value)
        number %= value
    return words


def _letters(number: int) -> str:
    """a … z, aa … zz, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 260 else str(number)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "chineseCounting",
                "chineseCountingThousand",
                "ideographDigital",
                "japaneseCounting",
                "taiwaneseCounting",
                "taiwaneseCountingThousand",
                "taiwaneseDigital",
            ),
            _chinese,
        ),
        **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _formal),
        "upperRoman": lambda number: _roman(number).upper(),
        "lowerRoman": _roman,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerLetter": _letters,
        **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
        "decimalZero": lambda number: f"{number:02d}",
        **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
        "ideographTraditional": _of(_STEMS),
        "ideographZodiac": _of(_BRANCHES),
    }
)
