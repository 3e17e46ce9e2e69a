"""Countries, the capitals that stand for their governments, and their peoples."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import languages, read_yaml

# Stems of peoples are given for languages that decline; an ending no longer than this may follow.
_LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Countries:
    """Spellings to standard English names of countries: of the country, of its capital, of its people.

    `stems` are beginnings of adjectives and peoples in languages that decline them, in lower case.
    """

    names: Mapping[str, str]
    capitals: Mapping[str, str]
    peoples: Mapping[str, str]
    stems: Mapping[str, str]

    def of(self, word: str) -> str | None:
        """The country that `word` names itself, by its capital or by its people."""
        return self.names.get(word) or self.capitals.get(word) or self.people(word)

    def people(self, word: str) -> str | None:
        """The country whose people or adjective `word` is."""
        found = self.peoples.get(word)
        if found or not self.stems:
            return found
        lower = word.lower()
        for length in range(len(lower), max(3, len(lower) - _LONGEST_ENDING) - 1, -1):
            if lower[:length] in self.stems:
                return self.stems[lower[:length]]
        return None


@functools.cache
def countries(language: str | None) -> Countries:
    """The countries in `language`; in English where it has no file. Raises VocabularyError."""
    data = read_yaml(language, "countries") if language else None
    if data is None:
        data, language = read_yaml("en", "countries"), "en"
    try:
        return _countries(data, declines=any("forms" in entry for entry in data))
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/countries.yaml: wrong schema ({error!r})") from error


@functools.cache
def every_country() -> Countries:
    """The countries of all languages that have a file, for comparing names across languages."""
    tables = [countries(language) for language in languages("countries")]
    merged: list[dict[str, str]] = [{}, {}, {}, {}]
    for table in tables:
        for target, source in zip(merged, (table.names, table.capitals, table.peoples, table.stems), strict=True):
            for word, country in source.items():
                target.setdefault(word, country)
    return Countries(*merged)


def _countries(data: list[dict[str, Any]], *, declines: bool) -> Countries:
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for entry in data:
        name = entry["name"]
        spellings = entry["forms"] if declines else (name, *entry.get("aliases", ()))
        names.update(dict.fromkeys(spellings, name))
        capitals.update(dict.fromkeys(entry["capital"], name))
        peoples.update(dict.fromkeys(entry["people"], name))
    stems = {word.lower(): name for word, name in peoples.items()} if declines else {}
    return Countries(names, capitals, {} if declines else peoples, stems)
