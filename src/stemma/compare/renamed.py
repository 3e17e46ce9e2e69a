"""Bodies under their names in other languages, and under names that differ in nothing but how a word is derived."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.model import Actor
from stemma.text.glossary import Glossary, glossary
from stemma.text.names import body_key
from stemma.vocabulary.bodies import UNSAID, body_words
from stemma.vocabulary.countries import every_country
from stemma.vocabulary.titles import titles

# Endings by which one word of a name is made of another, and no shorter word than this is left: "freedom", "coastal".
_DERIVED = ("dom", "al", "men", "s")
_SHORTEST = 4
# Names of one word say too little to be met in another language, as do two without a country or a name in them.
_FEWEST = 2
_ENOUGH = 3
# Words of a name; a longer one is no name.
_MOST = 12
_SAME = {"liberty": "free", "voluntary": "volunteer", "people": "popular", "fisher": "fisherman"}
# Different names that share a key; more are a broken reading.
_MOST_NAMES = 50

_Named = tuple[str, str | None, Actor]


def renamed_bodies(actors: Sequence[_Named]) -> Iterator[tuple[int, int]]:
    """The numbers of two actors that are one body by their names' English words, for (report, language, actor).

    Where one report tells two of them apart, nothing shows which of the two any other is, and none are joined.
    """
    found: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for number, (_, language, actor) in enumerate(actors):
        key = english_key(actor.name, language) if actor.kind in ("organisation", "office") else None
        if key:
            found[key].append(number)
    for numbers in found.values():
        first: dict[frozenset[str], int] = {}
        reports: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        for number in numbers:
            report, _, actor = actors[number]
            first.setdefault(body_key(actor.name), number)
            reports[body_key(actor.name)].add(report)
        pairs = list(combinations(list(first)[:_MOST_NAMES], 2))
        if all(reports[one].isdisjoint(reports[other]) for one, other in pairs):
            yield from ((first[one], first[other]) for one, other in pairs)


@functools.lru_cache(maxsize=1 << 14)
def english_key(name: str, language: str | None) -> frozenset[str] | None:
    """The English words of a body's name in no order, without what only derives them; None where they tell too little.

    "Norweskie Ministerstwo Obrony" and "Norway's Ministry of Defence" have one key; what is free, popular or national
    has another than what is not.
    """
    parts = name.split()
    if not _FEWEST <= len(parts) <= _MOST:
        return None
    words: set[str] = set()
    telling = False
    for part in parts:
        gloss = _gloss(part, language)
        country = _country(part) or (_country(gloss.capitalize()) if gloss else None)
        telling = telling or bool(country) or (part[:1].isupper() and not gloss and not _is_plain(part))
        if country:
            words.add(country)
        elif gloss != UNSAID:
            words.update(map(_derived_from, body_key(gloss or part)))
    return frozenset(words) if len(words) >= (_FEWEST if telling else _ENOUGH) else None


def _gloss(part: str, language: str | None) -> str | None:
    words, general = _of_bodies(language), glossary(language)
    bare = part.strip('"“”„«»,.()')
    return (words.gloss(bare) if words else None) or (general.gloss(bare) if general else None)


@functools.cache
def _of_bodies(language: str | None) -> Glossary | None:
    words = body_words(language)
    return Glossary(words) if words else None


def _is_plain(part: str) -> bool:
    """Whether an English word is a plain one in names of bodies, which makes no name a body's own."""
    lists = titles("en").organisations
    return all(word in lists or word in _plain() for word in body_key(part))


@functools.cache
def _plain() -> frozenset[str]:
    """English words that glosses of bodies' names lead to."""
    languages = ("de", "es", "fr", "pl", "ru", "uk")
    return frozenset(word for one in languages for gloss in body_words(one) for word in body_key(gloss))


def _country(word: str) -> str | None:
    return every_country().of(word.strip('"“”„«»,.()').removesuffix("'s").removesuffix("’s"))


def _derived_from(word: str) -> str:
    word = _SAME.get(word, word)
    for ending in _DERIVED:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _SHORTEST and not word.endswith("ss"):
            return _SAME.get(bare, bare)
    return word
