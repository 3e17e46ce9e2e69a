"""Words that tell who is behind what was done, by language: "behind the raid", "blamed", "denies any role"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from stemma.vocabulary.word_patterns import patterns, spaced

# The lists of sorts of what was done.
SORTS = ("air", "taking", "theft", "cyber")
# Characters between the two parts of a phrase with a gap.
_APART = 120


@dataclass(frozen=True, slots=True)
class ResponsibilityWords:
    """Patterns for one language, for lower-case text; None where the language has no such words.

    The comments in `en/responsibility.yaml` say what each is for.
    """

    deeds: re.Pattern[str] | None
    before: re.Pattern[str] | None
    points: re.Pattern[str] | None
    disclaims: re.Pattern[str] | None
    after: re.Pattern[str] | None
    by: re.Pattern[str] | None
    part: re.Pattern[str] | None
    own: re.Pattern[str] | None
    people: re.Pattern[str] | None
    speaker: re.Pattern[str] | None
    at: re.Pattern[str] | None
    alone: re.Pattern[str] | None
    onto: re.Pattern[str] | None
    done: re.Pattern[str] | None
    short: re.Pattern[str] | None
    did: re.Pattern[str] | None
    many: re.Pattern[str] | None
    groups: re.Pattern[str] | None
    lesser: re.Pattern[str] | None
    air: re.Pattern[str] | None
    taking: re.Pattern[str] | None
    theft: re.Pattern[str] | None
    cyber: re.Pattern[str] | None
    takes_on: re.Pattern[str] | None
    taken: re.Pattern[str] | None
    claimed: re.Pattern[str] | None
    nobody: re.Pattern[str] | None


@functools.cache
def responsibility_words(language: str | None) -> ResponsibilityWords | None:
    """The words of `language`; None where it has no file. Raises VocabularyError on a wrong schema."""
    return patterns(language, "responsibility", ResponsibilityWords, _any_of)


def _any_of(phrases: list[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of the phrases as whole words, the longest first."""
    if not phrases:
        return None
    written = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    # "US-launched" is one word.
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(_pattern, written)) + r")\b")


def _pattern(phrase: str) -> str:
    """The pattern of a phrase; of "macht … verantwortlich" only the first part is found, where the other follows it."""
    words, _, later = (spaced(part) for part in phrase.partition("…"))
    return rf"{words}\b(?=.{{1,{_APART}}}?\b{later}\b)" if later else words
