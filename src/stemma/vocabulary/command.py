"""Under whose command a voice speaks: the words that name governments, their organs, and who speaks for a body."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import languages, read_yaml

_KIND = "command"
_FORMS = ("name", "people", "seat", "organs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """The forms that name one government, as written in the file; a word that ends in `*` stands for all that begin so.

    `id` is the ISO 3166 code, `title` the first English name.
    """

    id: str
    title: str
    name: tuple[str, ...]
    people: tuple[str, ...]
    seat: tuple[str, ...]
    organs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandWords:
    """The words of all languages together: an actor's name does not say which language it is in.

    Folded words (lower case, no diacritics), those that end in `*` being beginnings. See the comments in
    `en/command.yaml` for what each list means.
    """

    organs: frozenset[str]
    outsiders: frozenset[str]
    roles: frozenset[str]
    heading: frozenset[str]
    possessives: frozenset[str]
    joints: frozenset[str]
    loyal: frozenset[str]
    breaks: frozenset[str]
    rulers: frozenset[str]
    fillers: frozenset[str]
    groups: frozenset[str]
    officials: frozenset[str]
    armed: frozenset[str]
    reporters: frozenset[str]
    way_stations: frozenset[str]
    sorts: frozenset[str]
    retractions: frozenset[str]
    unconfirmed: frozenset[str]
    negations: frozenset[str]
    admissions: frozenset[str]


@functools.cache
def governments() -> tuple[Government, ...]:
    """The governments of `command.yaml`, in the file's order. Raises VocabularyError on a wrong schema."""
    content = read_yaml(None, _KIND)
    if not isinstance(content, dict):
        raise VocabularyError("vocabulary file command.yaml: has to map a country's code to its forms")
    return tuple(_government(key, entry) for key, entry in content.items())


@functools.cache
def command_words() -> CommandWords:
    """The words of every language's `command.yaml`. Raises VocabularyError on a wrong schema."""
    names = [field.name for field in fields(CommandWords)]
    gathered: dict[str, set[str]] = {name: set() for name in names}
    for language in languages(_KIND):
        content = read_yaml(language, _KIND)
        if not isinstance(content, dict) or sorted(content) != sorted(names):
            raise VocabularyError(f"vocabulary file {language}/command.yaml: has to have the lists {', '.join(names)}")
        for name in names:
            gathered[name] |= _words(language, name, content[name])
    return CommandWords(**{name: frozenset(words) for name, words in gathered.items()})


def _government(key: Any, entry: Any) -> Government:
    well_formed = isinstance(key, str) and isinstance(entry, dict) and set(entry) <= set(_FORMS) and entry.get("name")
    if not well_formed or not all(isinstance(form, str) for forms in entry.values() for form in forms):
        raise VocabularyError(f"vocabulary file command.yaml: {key!r} has to have lists of texts under {_FORMS}")
    forms = {kind: tuple(entry.get(kind, ())) for kind in _FORMS}
    return Government(id=key, title=forms["name"][0].rstrip("*"), **forms)


def _words(language: str, name: str, value: Any) -> set[str]:
    # A list of a single word may be read as something else (`no` as false), so texts only.
    if not isinstance(value, str):
        raise VocabularyError(f"vocabulary file {language}/command.yaml: `{name}` has to be a text of words")
    return set(value.split())
