"""What essays say to each other: themes, links with reasons, and versions of one text.

`digest` reads one essay (cache it under `ENGINE_VERSION`); `analyse` sees all digests and no text.
"""

from builder.corpus.analyse import analyse
from builder.corpus.digest import Digest, digest
from builder.corpus.explain import explain_theme
from builder.corpus.matcher import Mention, ThemeMatcher, theme_mentions
from builder.corpus.numbering import Numbering
from builder.corpus.reference import reference
from builder.corpus.suggest import Suggestion, suggest, suggestions
from builder.corpus.wordbook import Wordbook
from builder.corpus.words import ENGINE_VERSION
from builder.corpus.workbench import Choices

__all__ = [
    "ENGINE_VERSION",
    "Choices",
    "Digest",
    "Mention",
    "Numbering",
    "Suggestion",
    "ThemeMatcher",
    "Wordbook",
    "analyse",
    "digest",
    "explain_theme",
    "reference",
    "suggest",
    "suggestions",
    "theme_mentions",
]
