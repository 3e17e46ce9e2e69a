"""From whom somebody has what they say: the words that tell it, and the documents that carry words."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import languages, read_yaml

_KIND = "hearsay"
_PATTERNS = ("always", "first_person", "here", "teller_first")
_WORDS = ("ends", "joints", "nobody", "definite", "photos", "releases")
# Up to six words, commas and an insertion ("his news, he said, came from") among them.
_GAP = r"(?:,?\s+[\w'’-]+){0,6}?,?"


@dataclass(frozen=True, slots=True)
class HearsayWords:
    """The patterns of one language; `documents` maps a folded word to its kind. For the rest see `en/hearsay.yaml`."""

    always: re.Pattern[str]
    first_person: re.Pattern[str]
    here: re.Pattern[str]
    teller_first: re.Pattern[str]
    ends: frozenset[str]
    joints: frozenset[str]
    nobody: frozenset[str]
    definite: frozenset[str]
    photos: frozenset[str]
    releases: frozenset[str]
    documents: Mapping[str, str]


@functools.cache
def hearsay_words(language: str | None) -> HearsayWords:
    """The patterns of `language`, those of English where it has none. Raises VocabularyError on a wrong schema."""
    chosen = language if language in languages(_KIND) else "en"
    content = read_yaml(chosen, _KIND)
    if not _fits(content):
        raise VocabularyError(
            f"vocabulary file {chosen}/hearsay.yaml: needs lists of texts under {(*_PATTERNS, 'documents')} "
            f"and texts of words under {_WORDS}"
        )
    documents = {word: row.split()[0] for row in content["documents"] for word in row.split()}
    always, first_person, here, teller_first = (_pattern(content[name]) for name in _PATTERNS)
    ends, joints, nobody, definite, photos, releases = (frozenset(content[name].split()) for name in _WORDS)
    patterns = (always, first_person, here, teller_first)
    return HearsayWords(*patterns, ends, joints, nobody, definite, photos, releases, documents)


def _fits(content: Any) -> bool:
    if not isinstance(content, dict) or set(content) != {*_PATTERNS, *_WORDS, "documents"}:
        return False
    lists = [content[name] for name in (*_PATTERNS, "documents")]
    texts = [content[name] for name in _WORDS]
    texts += [item for entry in lists if isinstance(entry, list) for item in entry]
    return all(isinstance(entry, list) and entry for entry in lists) and all(isinstance(text, str) for text in texts)


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(_phrase, phrases)) + r")(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    parts: list[str] = []
    for word in phrase.split():
        if word == "...":
            parts[-1] += _GAP
            continue
        parts.append("(?:" + "|".join(map(_form, word.split("|"))) + ")")
    return r"\s+".join(parts)


def _form(form: str) -> str:
    if form == "X's":
        return r"[\w-]+(?:['’]s|s['’])(?:\s+[\w-]+)?"
    return re.escape(form.removesuffix("*")) + (r"\w*" if form.endswith("*") else "")
