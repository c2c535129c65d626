"""Made-up prose for the texts that carry something hostile: no two texts alike, the same at every run."""

from __future__ import annotations

from random import Random

_HAN = "渠水石桥渔火村路灯油米账信书院屋檐雨季船工瓦匠木匠茶馆渡口堤岸麦田菜园井台河滩祠堂学堂集市磨坊粮仓"
_LATIN = (
    "ditch",
    "water",
    "bridge",
    "lantern",
    "village",
    "road",
    "lamp",
    "ledger",
    "letter",
    "rain",
    "boat",
    "mason",
    "ferry",
)


def han(random: Random, sentences: int) -> str:
    """Sentences of Han characters."""
    return "".join("".join(random.choices(_HAN, k=random.randint(8, 18))) + "。" for _ in range(sentences))


def latin(random: Random, sentences: int) -> str:
    """Sentences of Latin words."""
    made = [" ".join(random.choices(_LATIN, k=random.randint(7, 15))) for _ in range(sentences)]
    return " ".join(f"{sentence.capitalize()}." for sentence in made)
