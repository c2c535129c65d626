"""How an English library itself uses a word: as a noun, a verb, an adjective or a person's name, told by neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from builder.corpus.lexicon import Lexicon
from builder.corpus.running import Stream
from builder.corpus.stopwords import word_set

#: A word is taken for a verb if pronouns, modals and "to" stand before it this many times as often as articles do.
VERB_EVIDENCE = 2.0
#: A noun is followed by a function word or a stop at least this often; adjectives by the next noun (in labelled news:
#: economic .04, european .08, public .29 against market .66, party .64, music .48).
LEAST_FREE = 0.3
#: Times a word must be seen before its followers prove anything.
FEWEST_SEEN = 2
#: A word in -ing is a noun (training) only if articles stand before it at least this often; else it governs one.
LEAST_DETERMINED = 0.1
#: Share of a word's places that stand after Mr, Mrs or Dr, above which it is a person's name.
LEAST_TITLED = 0.05

_BEFORE_NOUNS = word_set(
    """
    a an the this that these those of my your his her its our their in on for with by about from some any no each every
    many more most such between into through under over without within
    """
)
_DETERMINERS = word_set("a an the this that these those its their our his her my your every each no")
_BEFORE_VERBS = word_set(
    """
    to will would can could may might must shall should i you he she we they who not don't didn't doesn't can't let
    cannot won't never always also often
    """
)
_BEFORE_PERSONS = word_set("mr mrs ms dr sir lord comrade professor")


@dataclass(frozen=True)
class Usage:
    """Of each term, what the library proves about it; a term seen too seldom is taken for a noun."""

    verb: NDArray[np.bool_]
    gerund: NDArray[np.bool_]  # governs what follows; at the end of a phrase it is a noun (party building)
    adjective: NDArray[np.bool_]
    person: NDArray[np.bool_]

    @property
    def noun(self) -> NDArray[np.bool_]:
        return np.asarray(~(self.verb | self.gerund | self.adjective | self.person))


def of_english(lexicon: Lexicon) -> Usage:
    """Counts the words before and after each term in the whole library."""
    width = len(lexicon.terms)
    surfaces = lexicon.stream.numbers
    terms = lexicon.term_of[surfaces]
    before = np.append(-1, surfaces[:-1])

    def after(words: frozenset[str]) -> NDArray[np.float64]:
        opening = np.array([surface in words for surface in lexicon.surfaces] + [False])
        return _tally(terms, opening[before], width)

    seen = _tally(terms, np.ones(len(terms), dtype=bool), width)
    free = _tally(terms, np.append(terms[1:], -1) < 0, width)
    gerund = np.array([term.endswith("ing") for term in lexicon.terms], dtype=bool)
    return Usage(
        verb=after(_BEFORE_NOUNS) + 1 < VERB_EVIDENCE * after(_BEFORE_VERBS),
        gerund=gerund & (after(_DETERMINERS) < LEAST_DETERMINED * seen),
        adjective=(seen >= FEWEST_SEEN) & (free < LEAST_FREE * seen),
        person=after(_BEFORE_PERSONS) > LEAST_TITLED * seen,
    )


def _tally(terms: Stream, here: NDArray[np.bool_], width: int) -> NDArray[np.float64]:
    return np.bincount(terms[here & (terms >= 0)], minlength=width).astype(np.float64)
