"""How fast a text is repaired, and that ten times the text costs about ten times the time: `python -m tests.bench.repair`."""

from __future__ import annotations

import json

from builder.repair import repair
from tests.bench.corpus import REPOSITORY, essays
from tests.growth import seconds as seconds_of

LENGTH = 20_000  # characters of the smaller of two texts
#: What repeats in hostile texts: brackets, blanks, marks and numbers that rules look at twice.
UNITS = (
    "(a",
    "(yī)",
    "? ",
    " ,",
    "1、",
    "\n-",
    "**",
    "&lt;",
    "第1篇\n",
    "来源：",
    "……",
    "「 」",
    "a ",
    "\u3000\n",
    "分享\n",
)


def originals(english: bool) -> str:
    """Clean text: our sample essays, one after the other."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "tests" / "samples").glob("*.md"))]
    bodies = [text.rpartition("\n---\n")[2] for text in texts]
    return "\n".join(body for body in bodies if (sum(map(str.isascii, body)) > len(body) * 0.9) is english)


def speed(texts: list[str]) -> float:
    """Megabytes of UTF-8 a second of processor time, each text repaired alone, the best of three rounds."""
    size = sum(len(text.encode()) for text in texts)
    return size / 1e6 / min(seconds_of(lambda: [repair(text) for text in texts]) for _ in range(3))


def growth(unit: str) -> float:
    """How many times as long ten times the text takes."""
    small, large = unit * (LENGTH // len(unit)), unit * (10 * LENGTH // len(unit))
    return min(seconds_of(lambda: repair(large)) for _ in range(2)) / min(
        seconds_of(lambda: repair(small)) for _ in range(3)
    )


def main() -> None:
    told: dict[str, float] = {}
    repair(originals(english=False)[:2_000])  # loads tables
    told["clean Chinese, MB/s"] = speed([originals(english=False)])
    told["clean English, MB/s"] = speed([originals(english=True)])
    told["damaged essays one by one, MB/s"] = speed([text for _, text in essays(60)])
    ordinary = originals(english=False)
    told["ten times ordinary text, times"] = seconds_of(lambda: repair(ordinary * 10)) / seconds_of(
        lambda: repair(ordinary)
    )
    told |= {f"ten times {unit!r}, times": growth(unit) for unit in UNITS}
    for name, value in told.items():
        print(f"  {name:44} {value:.2f}")
    print(json.dumps({name: round(value, 2) for name, value in told.items()}, ensure_ascii=False))


if __name__ == "__main__":
    main()
