"""What ties a report to the other reports of its story: rare words, names, countries, numbers and addresses.

Words are one language's; the rest crosses languages: a name by its sound in any script, a country by its entry in the
vocabulary, a number and an address as they are.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.compare.pieces import Material
from stemma.text.names import sound_key
from stemma.vocabulary.countries import countries
from stemma.vocabulary.frequent import frequent_words

# A case is too small to tell how rare a word is in the news: it counts as poured into so many reports at large.
_AT_LARGE = 1000
# Share of the reports at large that hold a word: at rank r of a language's list _RANK_SHARE / (r + _RANK_SHIFT), after
# Zipf; not in the list; where the language has no list.
_RANK_SHARE, _RANK_SHIFT, _LAST_RANK = 30, 60, 6001
_UNLISTED = 0.002
_NO_LIST = 0.006
_COUNTRY = 0.03
# Numbers meet by accident more than names do.
_OF_A_NUMBER = 0.3
# What stands in one report only ties nothing; it still tells that the report has something else to say.
_ALONE = 0.4
# A report's heaviest terms, and those of them that bring up pairs.
_MOST_TERMS = 200
_MOST_BLOCKING = 60
_SHORTEST_NAME = 3
_LONGEST_NAME = 5
# Nothing longer is a name; it is a broken line.
_LONGEST_WORD = 40
# No word, and no worthwhile language tag, is spelt with it.
_LINK = "\0link"

Vector = dict[int, float]


class Term(NamedTuple):
    """A term as it stands in a report; `language` is that of a word, None for what crosses languages."""

    key: str
    language: str | None
    at_large: float
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Profile:
    """One report's terms by number, with their weights: its words, and what crosses languages; each of length 1.

    `blocking` are its heaviest terms in the order in which they first stand.
    """

    words: Vector
    names: Vector
    blocking: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Profiles:
    """All reports' profiles, and the weights of the terms by number."""

    reports: tuple[Profile, ...]
    weights: tuple[float, ...]


def profiles_of(material: Material) -> Profiles:
    """The profile of every report.

    A term weighs the square of its inverse document frequency (K. Spärck Jones, 1972) among the case's reports and as
    many again as a small corpus at large has; its count in a report goes in by its logarithm.
    """
    numbers: dict[Term, int] = {}
    held = [
        Counter(numbers.setdefault(term, len(numbers)) for term in _terms(material, place))
        for place in range(len(material.reports))
    ]
    counts = Counter(number for terms in held for number in terms)
    weights = [_weight(term, counts[number], len(held)) for term, number in numbers.items()]
    worded = [term.language is not None for term in numbers]
    return Profiles(tuple(_profile(terms, weights, worded) for terms in held), tuple(weights))


def _weight(term: Term, held_by: int, reports: int) -> float:
    everywhere = reports + _AT_LARGE
    rarity = math.log(everywhere / (held_by + _AT_LARGE * term.at_large)) / math.log(everywhere)
    return term.worth * max(rarity, 0.0) ** 2 * (_ALONE if held_by < 2 else 1.0)


def _profile(terms: Counter[int], weights: Sequence[float], worded: Sequence[bool]) -> Profile:
    weighed = {number: (1 + math.log(count)) * weights[number] for number, count in terms.items() if weights[number]}
    heaviest = sorted(weighed, key=lambda number: (-weighed[number], number))[:_MOST_TERMS]
    blocking = frozenset(heaviest[:_MOST_BLOCKING])
    return Profile(
        words=_unit({number: weighed[number] for number in heaviest if worded[number]}),
        names=_unit({number: weighed[number] for number in heaviest if not worded[number]}),
        blocking=tuple(number for number in terms if number in blocking),
    )


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {number: weight / length for number, weight in vector.items()} if length else {}


def _terms(material: Material, place: int) -> Iterator[Term]:
    """A report's terms in text order, then its addresses. Furniture and the names of outlets are left out."""
    report, words, lexicon = material.reports[place], material.words[place], material.lexicon
    language = material.language(place)
    outside = _outside(material, place)
    sure, unsure = _capitals(material, place)
    known = {words.stems[number] for number in sure}
    for number, stem in enumerate(words.stems):
        if number in outside or not lexicon.content[stem]:
            continue
        name, prior = lexicon.names[stem], lexicon.prior[stem]
        if stem in lexicon.numeric:
            if len(name) > 1 and report.text[words.starts[number]].isdigit():
                yield Term(f"#{name}", None, _UNLISTED, _OF_A_NUMBER)
            continue
        yield Term(name, language or "", _share(prior, language))
        if number in sure or (number in unsure and (stem in known or _is_rare(prior, language))):
            called = _name(report.text[words.starts[number] : words.ends[number]], language)
            if called is not None:
                yield called
    addresses = {report.url, *(link.url for link in report.links)} - {None, ""}
    yield from (Term(f"{_LINK}{address}", None, _UNLISTED) for address in sorted(map(str, addresses)))


def _outside(material: Material, place: int) -> frozenset[int]:
    """Places of the words that are the page's own or name an outlet, which reports of all stories share."""
    reading, words = material.readings[place], material.words[place]
    spans = [*reading.furniture, *(mention.span for mention in reading.mentions if mention.kind == "media")]
    spans += [credit.span for credit in reading.credits if credit.outlet]
    return frozenset(number for span in spans for number in range(*words.within(span)))


def _capitals(material: Material, place: int) -> tuple[frozenset[int], frozenset[int]]:
    """Places of words with a capital letter: those that are names, and those that only begin a sentence."""
    report, reading, words = material.reports[place], material.readings[place], material.words[place]
    marked = [mention.span for mention in reading.mentions] + [spot.span for spot in reading.places]
    named = {number for span in marked for number in range(*words.within(span))}
    first = {words.within(sentence)[0] for sentence in reading.sentences} - named
    capitals = [number for number, start in enumerate(words.starts) if report.text[start].isupper()]
    sure = frozenset(capitals) - first
    return sure, frozenset(capitals) - sure


def _is_rare(prior: float, language: str | None) -> bool:
    """Whether the language has a list of frequent words and this is none of them."""
    return prior >= 1.0 and bool(frequent_words(language))


@functools.lru_cache(maxsize=1 << 14)
def _share(prior: float, language: str | None) -> float:
    """Share of the reports at large that hold a word of this weight at large."""
    share = _RANK_SHARE / (_LAST_RANK**prior - 1 + _RANK_SHIFT) if prior < 1.0 else _UNLISTED
    return share if frequent_words(language) else max(share, _NO_LIST)


@functools.lru_cache(maxsize=1 << 16)
def _name(word: str, language: str | None) -> Term | None:
    """A capitalised word as the country it names, or as the beginning of its sound, which cases don't change."""
    if len(word) > _LONGEST_WORD:
        return None
    known = countries(language)
    country = known.names.get(word) or known.people(word)
    if country is not None:
        return Term(f"={country}", None, _COUNTRY)
    sound = sound_key(word).lower()
    key = sound[:_LONGEST_NAME].rstrip("aeiou") if len(sound) > _SHORTEST_NAME else sound
    return Term(f"@{key}", None, _UNLISTED) if len(key) >= _SHORTEST_NAME else None
