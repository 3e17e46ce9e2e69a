"""Words by which an outlet says in its own columns that it knows: "the Herald has learned", "wie der Kurier erfuhr"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from stemma.vocabulary.word_patterns import patterns


@dataclass(frozen=True, slots=True)
class Knowing:
    """A language's patterns of whole words, for text in lower case; each finds nothing where its list is empty.

    Of a page's publisher who `reveals` something, as only an outlet does, or `knows` it or is `told` it, as others do
    too, the page says itself what follows. What is given `by` an outlet is what it knows ("les informations du
    Courrier"). `us` is an outlet in its own columns; with words of `ours` it needs no name. A clause by which an outlet
    says that it knows may begin with what `opens` it. Behind `whom` stands whoever told it.
    """

    reveals: re.Pattern[str]
    knows: re.Pattern[str]
    told: re.Pattern[str]
    by: re.Pattern[str]
    us: re.Pattern[str]
    ours: re.Pattern[str]
    opens: re.Pattern[str]
    whom: re.Pattern[str]


@functools.cache
def knowing(language: str | None) -> Knowing | None:
    """The words of `language`; None where it has no file. Raises VocabularyError on a wrong schema."""
    return patterns(language, "knowing", Knowing)
