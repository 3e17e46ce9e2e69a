"""Words by which somebody takes back what they said or published: "withdrew its report", "zog die Meldung zurück"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.word_patterns import any_of

# Words between "our" and the noun for what was said.
_NEAR = 3
_LISTS = ("back", "gone", "said", "false", "own", "that", "about", "sorry", "it", "whole", "we", "ours")
_PATTERNS = ("page", "earlier", "wrongly", "this", "labels")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of which the first is given by a pattern, the others as they are."""

    first: re.Pattern[str]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetractionWords:
    """A language's words for taking back, in lower case.

    `back` are verbs that say so of anything said, `gone` those that say it only of what is one's own or false ("deleted
    its post"), or in a language that is `bare` of anything said. `said` is what was said or published, `false` what it
    is called then, `own` who owns it. `that` begins a clause that says what it was, `about` a phrase; `sorry` begins a
    further verb that ends it. `it` are pronouns for it, `whole` may follow them ("took it all back"), `we` the words
    before such a verb by which a page speaks of itself ("we", "please"), `ours` forms of the verb that do. Where verbs
    stand `last`, the noun comes before them. `page` finds words by which a page speaks of itself, `earlier` those that
    are an earlier version of it, `wrongly` says that it told something by mistake, `this` is a sentence that calls
    wrong what the one before tells. `labels` head a page that corrects another. `hint` finds any of the verbs in a
    text.
    """

    back: tuple[Phrase, ...]
    gone: tuple[Phrase, ...]
    said: re.Pattern[str]
    false: re.Pattern[str]
    own: frozenset[str]
    that: frozenset[str]
    about: frozenset[str]
    sorry: re.Pattern[str]
    it: frozenset[str]
    whole: frozenset[str]
    we: frozenset[str]
    ours: frozenset[str]
    bare: bool
    last: bool
    page: re.Pattern[str]
    earlier: re.Pattern[str]
    wrongly: re.Pattern[str]
    this: re.Pattern[str]
    labels: re.Pattern[str]
    hint: re.Pattern[str]


@cache
def retraction_words(language: str | None) -> RetractionWords | None:
    """The language's words for taking back; None where it has none. Raises VocabularyError."""
    data = read_yaml(language, "retractions") if language else None
    if data is None:
        return None
    try:
        lists = {name: [str(word).lower() for word in data[name]] for name in _LISTS}
        return RetractionWords(
            back=_phrases(lists["back"]),
            gone=_phrases(lists["gone"]),
            said=_starred(lists["said"]),
            false=_starred(lists["false"]),
            own=frozenset(lists["own"]),
            that=frozenset(lists["that"]),
            about=frozenset(lists["about"]),
            sorry=_starred(lists["sorry"]),
            it=frozenset(lists["it"]),
            whole=frozenset(lists["whole"]),
            we=frozenset(lists["we"]),
            ours=frozenset(lists["ours"]),
            bare=_flag(data, "bare"),
            last=_flag(data, "last"),
            **{name: any_of(data[name]) for name in _PATTERNS},
            hint=_hint([*lists["back"], *lists["gone"]]),
        )
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise VocabularyError(f"vocabulary file {language}/retractions.yaml: wrong schema ({error})") from error


def tells_own_mistake(words: str, language: str | None) -> bool:
    """Whether lower-case words say that the page was wrong: "we wrongly reported", "an earlier version of it"."""
    known = retraction_words(language)
    if known is None:
        return False
    by_mistake = known.wrongly.search(words) is not None and known.page.search(words) is not None
    return by_mistake or known.earlier.search(words) is not None


def takes_back(words: str, language: str | None) -> bool:
    """Whether lower-case words, those of one statement, are of taking back something that was said."""
    known = retraction_words(language)
    return known is not None and known.hint.search(words) is not None


def speaks_of_page(source: str, language: str | None) -> bool:
    """Whether a source is the page itself: "we", "an earlier version of this article"."""
    known = retraction_words(language)
    if known is None:
        return False
    low = source.lower()
    if known.earlier.search(low) is not None:
        return True
    page = known.page.match(low)
    if page is None:
        return False
    rest = low[page.end() :].split()
    # "Our earlier report" is the page's own, "our correspondents" are somebody else.
    return page.group() not in known.own or not rest or any(map(known.said.fullmatch, rest[:_NEAR]))


def _flag(data: Any, name: str) -> bool:
    return bool(data.get(name, False))


def _phrases(entries: Iterable[str]) -> tuple[Phrase, ...]:
    """The phrases, longest first."""
    split = sorted((entry.split() for entry in entries), key=lambda words: (-len(words), words))
    return tuple(Phrase(_starred([first]), tuple(rest)) for first, *rest in split)


def _starred(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words, of which those with a star at the end stand for all that begin so."""
    parts = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in sorted(words)]
    return re.compile("|".join(parts) if parts else r"(?!)")


def _hint(entries: Iterable[str]) -> re.Pattern[str]:
    firsts = sorted({entry.split()[0].rstrip("*") for entry in entries})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, firsts))})" if firsts else r"(?!)", re.IGNORECASE)
