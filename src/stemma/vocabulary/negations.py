"""Words that turn what is said into its opposite."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

_LISTS = (
    *("prefixes", "unless_before", "change", "refuting", "withholding", "nonfinite", "passing", "joining"),
    *("joinable", "unless_joined"),
)
_INSTEAD = ("instead", "perhaps_instead")


@dataclass(frozen=True, slots=True)
class Negation:
    """How a language negates: by `words`, unless one of `unless_before` follows, and by `prefixes` of words.

    Before one of `change` a negation tells of a change or asks for something ("no longer", "not to"). Close before a
    word that begins with one of `refuting` it negates nothing else: "nobody disputes that", "not ruled out". Words that
    begin with one of `withholding` tell that something does not happen, or may not: "closed", "refused". `passing`
    are the negations by which something is rejected in passing ("a rocket, not a bomb"); one of `joining` may stand
    between the mark and the negation ("and not a bomb"); one of
    `instead` says after a negation what is so in its stead ("nicht ..., sondern"), one of `perhaps_instead` may.
    A word right after a negation that ends in one of `nonfinite` is all that it negates: "not helping them is wrong".
    A word that is `joinable` negates nothing where a stop joins a number to it, or a hyphen a word other than those of
    `unless_joined`: "No. 3", "no-confidence", but "no-one".
    `follows` tells that the negation may follow what it negates ("bestätigte das nicht").
    """

    words: frozenset[str]
    prefixes: tuple[str, ...]
    unless_before: frozenset[str]
    change: frozenset[str] = frozenset()
    refuting: tuple[str, ...] = ()
    withholding: tuple[str, ...] = ()
    nonfinite: tuple[str, ...] = ()
    passing: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    joinable: frozenset[str] = frozenset()
    unless_joined: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()
    perhaps_instead: frozenset[str] = frozenset()
    follows: bool = False


@functools.cache
def negation(language: str | None) -> Negation:
    """How `language` negates, lower case without diacritics; no words where it has no file.

    Raises VocabularyError when the file does not hold a text of words under `words`, or when one of the
    other entries is no list.
    """
    return _read(language)


@functools.cache
def negations(language: str | None) -> frozenset[str]:
    """The language's negating words, as `negation` has them. Raises VocabularyError."""
    return _read(language).words


def _read(language: str | None) -> Negation:
    content = read_yaml(language, "negations") if language else None
    if content is None:
        return Negation(frozenset(), (), frozenset())
    words = content.get("words") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(words, str):
        raise VocabularyError(f"vocabulary file {language}/negations.yaml: `words` has to be a text of words")
    lists = {key: content.get(key, []) for key in (*_LISTS, *_INSTEAD)}
    if not all(isinstance(one, list) for one in lists.values()):
        raise VocabularyError(f"vocabulary file {language}/negations.yaml: {', '.join([*_LISTS, *_INSTEAD])} are lists")
    found = {key: tuple(map(str, one)) for key, one in lists.items()}
    return Negation(
        frozenset(words.split()),
        found["prefixes"],
        frozenset(found["unless_before"]),
        frozenset(found["change"]),
        found["refuting"],
        found["withholding"],
        found["nonfinite"],
        frozenset(found["passing"]),
        frozenset(found["joining"]),
        frozenset(found["joinable"]),
        frozenset(found["unless_joined"]),
        frozenset(found["instead"]),
        frozenset(found["perhaps_instead"]),
        content.get("follows") is True,
    )
