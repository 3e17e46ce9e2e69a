"""What fact-checks are made of: the words that head a claim and its verdict, and the verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from stemma.model import Stance, Statement, VocabularyError
from stemma.vocabulary.files import read_yaml

_STANCES: dict[str, Stance] = {"denied": "denies", "open": "hedges", "confirmed": "confirms"}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Patterns that match a line from its beginning, letters in any case; `stance_of` by lower-case verdict.

    `claim` heads a claim ("Claim:", "Claim 2:"); `verdict` is a verdict that stands alone, `headed` one behind its
    heading ("Our rating: mostly false"); `stamp` rejects what follows it ("Fake: …"). The verdict's words are the group
    `verdict`.
    """

    claim: re.Pattern[str]
    headed: re.Pattern[str]
    verdict: re.Pattern[str]
    stamp: re.Pattern[str]
    stance_of: dict[str, Stance]


def is_verdict(text: str, language: str | None, statement: Statement) -> bool:
    """Whether a statement in `text` is the page's own verdict on what it examines: nobody else rules on it."""
    words = verdicts(language)
    if words is None or statement.source is not None or statement.cue is None:
        return False
    before = text[: statement.cue.start].rstrip(' \t\u00a0"“„«')
    opens = not before or before[-1] in "\r\n:–—"
    return opens and statement.cue.of(text).lower() in words.stance_of


@cache
def verdicts(language: str | None) -> Verdicts | None:
    """The language's words of fact-checks; None where it has none. Raises VocabularyError."""
    data = read_yaml(language, "verdicts") if language else None
    if data is None:
        return None
    try:
        stances = {str(word): stance for name, stance in _STANCES.items() for word in data[name]}
        stances |= dict.fromkeys(map(str, data["stamps"]), "denies")
        claims, headings, stamps = (_any_of(map(str, data[name])) for name in ("claims", "headings", "stamps"))
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"vocabulary file {language}/verdicts.yaml: wrong schema ({error})") from error
    said = rf"(?P<verdict>{_any_of(stances)})"
    return Verdicts(
        claim=re.compile(rf"(?:{claims})(?:\s\d{{1,2}})?\s?:\s*", re.IGNORECASE),
        headed=re.compile(rf"(?:{headings})\s?[:–—]\s?[\"“„«]?{said}(?![\w-])(?!\s+\w)", re.IGNORECASE),
        verdict=re.compile(rf"[\"“„«]?{said}[.!\"”»]{{0,2}}\Z", re.IGNORECASE),
        stamp=re.compile(rf"(?P<verdict>{stamps})\s?:\s*", re.IGNORECASE),
        stance_of=stances,
    )


def _any_of(words: Iterable[str]) -> str:
    """One of the words, the longest first: "mostly false" before "mostly"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
