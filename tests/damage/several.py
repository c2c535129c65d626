"""Several essays printed in one file, in the three ways portals do it."""

from __future__ import annotations

from collections.abc import Sequence

from .page_head import title_of

_NUMBERS = "一二三四五六七八九十"


def numbered(texts: Sequence[str], seed: int = 0) -> str:
    """第一篇:title, then the essay with its own title."""
    return (
        "\n".join(f"第{_NUMBERS[index]}篇:{title_of(text)}\n{text.strip()}" for index, text in enumerate(texts)) + "\n"
    )


def bracketed(texts: Sequence[str], seed: int = 0) -> str:
    """【篇1】title instead of the essay's own title line."""
    return "\n\n".join(f"【篇{index}】{text.strip()}" for index, text in enumerate(texts, 1)) + "\n"


def bare(texts: Sequence[str], seed: int = 0) -> str:
    """Only the titles, each on its line between blank ones."""
    return "\n\n\n".join(text.strip() for text in texts) + "\n"


FORMS = {"numbered": numbered, "bracketed": bracketed, "bare": bare}
