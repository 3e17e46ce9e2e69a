"""Words for putting something out, by language: "published a photograph", "veröffentlichte die Liste"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from stemma.vocabulary.word_patterns import patterns


@dataclass(frozen=True, slots=True)
class PuttingOut:
    """A language's patterns of whole words, for text in lower case.

    `verbs` are those of putting out, `pictures` and `papers` what is put out without being said: the first shows
    something, the second has something written on it. Of what is put out with one of the words that it `tells`
    something is said.
    """

    verbs: re.Pattern[str]
    pictures: re.Pattern[str]
    papers: re.Pattern[str]
    tells: re.Pattern[str]


@functools.cache
def putting_out(language: str | None) -> PuttingOut | None:
    """The words of `language`; None where it has no file. Raises VocabularyError on a wrong schema."""
    return patterns(language, "putting_out", PuttingOut)
