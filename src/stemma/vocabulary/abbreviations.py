"""Abbreviations that end in a full stop which does not end the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations of a language, in lower case and without their last full stop.

    After one of `never` a sentence does not end; after one of `before_number` it does not when a number follows;
    a number of one or two figures with a full stop is an ordinal before one of `after_ordinal`;
    `starters` are words with which a sentence begins rather than goes on, even after an abbreviation.
    """

    never: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    after_ordinal: frozenset[str] = frozenset()


@cache
def abbreviations(language: str | None) -> Abbreviations:
    """The abbreviations of `language`; those of English where it has no file. Raises VocabularyError."""
    data = read_yaml(language, "abbreviations") if language else None
    if data is None:
        data = read_yaml("en", "abbreviations")
    try:
        never, before_number, starters = (
            frozenset(map(str, data[key])) for key in ("never", "before_number", "starters")
        )
        return Abbreviations(never, before_number, starters, frozenset(map(str, data.get("after_ordinal", ()))))
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"vocabulary file {language}/abbreviations.yaml: wrong schema ({error})") from error
