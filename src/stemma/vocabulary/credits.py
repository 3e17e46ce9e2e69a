"""Phrases by which a report says where it has something from."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


class Phrases:
    """Phrases in lower case, found at a place among words without trying each of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._by_last: dict[str, list[tuple[str, ...]]] = {}
        # The longest first, so that the first that fits is the one that says most.
        for phrase in sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-phrase.count(" "), phrase)):
            parts = tuple(phrase.split(" "))
            self._by_first.setdefault(parts[0], []).append(parts)
            self._by_last.setdefault(parts[-1], []).append(parts)

    def __contains__(self, word: str) -> bool:
        """Whether a word is a phrase by itself."""
        return (word,) in self._by_first.get(word, ())

    def begin_among(self, words: Iterable[str]) -> bool:
        """Whether any of the words begins a phrase: where none does, no phrase stands among them."""
        return not self._by_first.keys().isdisjoint(words)

    def ending(self, words: Sequence[str], end: int) -> int | None:
        """Where the longest phrase begins that ends just before word `end`; None where none does."""
        for parts in self._by_last.get(words[end - 1], ()) if end > 0 else ():
            start = end - len(parts)
            if start >= 0 and tuple(words[start:end]) == parts:
                return start
        return None

    def parted(self, words: Sequence[str], end: int, most: int) -> int | None:
        """Where a phrase of several words begins whose last word stands just before word `end` and whose others at most
        `most` words before it: "dijo ... a", "in an interview ... with"; None where none does."""
        for parts in self._by_last.get(words[end - 1], ()) if end > 1 else ():
            size = len(parts) - 1
            for start in range(end - 1 - size, max(end - 2 - size - most, -1), -1) if size else ():
                if tuple(words[start : start + size]) == parts[:-1]:
                    return start
        return None

    def starting(self, words: Sequence[str], start: int) -> int | None:
        """The number of the word after the longest phrase that begins with word `start`; None where none does."""
        for parts in self._by_first.get(words[start], ()) if 0 <= start < len(words) else ():
            if tuple(words[start : start + len(parts)]) == parts:
                return start + len(parts)
        return None


@dataclass(frozen=True, slots=True)
class CreditWords:
    """The credit phrases of one language.

    `to` stand before an outlet that somebody spoke to, `from_` before one that the report has it from, `says` after
    an outlet that is the subject; `lines` open a line that names a source, `tails` close one; `on` stand before a
    platform, `posted` and `items` are the verbs and nouns of putting out, `renders` those of translating, `unnamed`
    are outlets without a name, `stops` words with which a poster's name is over. `tweeted` are verbs of putting out
    that need no item, `within` stand before an item in which something was said or `seen`, `online` behind one that was
    put out. `staff` are nouns for those who work for outlets, `telling` verbs of
    theirs, `writes` those of them that say it was printed or sent, `pieces` nouns for what they
    make, `media_nouns` those that stand beside the name of an outlet that no list has; `notes` are what a body does
    that points to something, `programmes` stand before a programme's name, `bylines` open the line of an author;
    with one of `habits` a verb tells what somebody does in general, with one of `impersonal` not by whom.
    """

    to: Phrases
    from_: Phrases
    says: Phrases
    lines: Phrases
    tails: Phrases
    on: Phrases
    platform_words: Phrases
    posted: Phrases
    items: Phrases
    renders: Phrases
    unnamed: Phrases
    stops: Phrases
    loyal: Phrases
    by: Phrases
    tweeted: Phrases
    within: Phrases
    seen: Phrases
    online: Phrases
    staff: Phrases
    telling: Phrases
    writes: Phrases
    pieces: Phrases
    media_nouns: Phrases
    notes: Phrases
    programmes: Phrases
    bylines: Phrases
    habits: Phrases
    impersonal: Phrases


@functools.cache
def credit_words(language: str | None) -> CreditWords:
    """The credit phrases of `language`; those of English where it has no file. Raises VocabularyError."""
    data = read_yaml(language, "credits") if language else None
    if data is None:
        data, language = read_yaml("en", "credits"), "en"
    try:
        return CreditWords(*(_phrases(data, field.name.rstrip("_")) for field in fields(CreditWords)))
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/credits.yaml: wrong schema ({error!r})") from error


def _phrases(data: Mapping[str, Any], key: str) -> Phrases:
    if not isinstance(data[key], list) or any(not isinstance(phrase, str) for phrase in data[key]):
        raise TypeError(f"`{key}` has to be a list of phrases")
    return Phrases(data[key])
