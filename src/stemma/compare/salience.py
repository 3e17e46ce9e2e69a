"""How much each word of the case says for a claim: its topic, names and figures little, the rest by rarity."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.compare.pieces import Material
from stemma.compare.words import STOP_WEIGHT, Words
from stemma.model import Reading, Report
from stemma.text.tokens import stem
from stemma.vocabulary.negations import negations

# With this many different sentences, how common a word is among them counts as much as how common it is at large.
_SENTENCES_TO_TRUST = 60
# A name or a figure says who and how many, not what happened.
_OF_A_NAME = 0.5
_OF_A_NUMBER = 0.4
# A stem that stands as part of a name at least this often is one.
_MOSTLY = 0.5
_NAMING = frozenset({"person", "organisation", "media"})
# Languages that write all nouns with a capital.
_CAPITAL_NOUNS = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Salience:
    """By a stem's number: what sharing it is worth (0 to 1, stop words 0), and whether it names somebody or somewhere.

    `names` holds numbers too: neither is what a sentence says of them.
    """

    weights: tuple[float, ...]
    names: frozenset[int]


def salience_of(material: Material, runs: Sequence[Sequence[int]], kin: Mapping[int, Sequence[int]]) -> Salience:
    """The salience of the case's stems; `runs` are its different sentences.

    A word that many different sentences hold, or words that stand for it (`kin`), is the case's topic, however rare it
    is at large; so is one that most reports hold.
    """
    lexicon = material.lexicon
    counts = [0] * len(lexicon.names)
    for run in runs:
        for number in set(run):
            counts[number] += 1
    names = _names(material)
    negating = _negating(material)
    trust = len(runs) / (len(runs) + _SENTENCES_TO_TRUST)
    scale = math.log(1 + len(runs)) or 1.0
    weights = []
    for number, (prior, count) in enumerate(zip(lexicon.prior, counts, strict=True)):
        count += sum(counts[other] for other in kin.get(number, ()))
        rarity = max(0.0, math.log((1 + len(runs)) / (0.5 + count)) / scale)
        weight = lexicon.weights[number] * (1 - trust + trust * rarity) if prior > STOP_WEIGHT else 0.0
        if number in negating:
            weight = 0.0
        elif number in lexicon.numeric:
            weight *= _OF_A_NUMBER
        elif number in names:
            weight *= _OF_A_NAME
        weights.append(weight)
    return Salience(tuple(weights), frozenset(names | lexicon.numeric))


def _negating(material: Material) -> set[int]:
    """Stems of the words that negate: they say which way a clause goes, not what it is about."""
    languages = {material.language(place) for place in range(len(material.reports))}
    stems = material.lexicon.stems
    names = {name for language in languages for word in negations(language) for name in (word, stem(word, language))}
    return {stems[name] for name in names if name in stems}


def _names(material: Material) -> set[int]:
    """Stems that are parts of names wherever they stand within a sentence, or nearly."""
    seen: dict[int, int] = {}
    named: dict[int, int] = {}
    for report, reading, words in zip(material.reports, material.readings, material.words, strict=True):
        inside = _named_words(reading, words)
        capitals = (report.language or reading.language) not in _CAPITAL_NOUNS
        for place in _places_that_tell(report, reading, words):
            number = words.stems[place]
            seen[number] = seen.get(number, 0) + 1
            if place in inside or (capitals and report.text[words.starts[place]].isupper()):
                named[number] = named.get(number, 0) + 1
    return {number for number, count in named.items() if count >= _MOSTLY * seen[number]}


def _named_words(reading: Reading, words: Words) -> set[int]:
    """Places of the words that the reading marks as a name or a place."""
    spans = [mention.span for mention in reading.mentions if mention.kind in _NAMING]
    spans += [place.span for place in reading.places]
    return {place for span in spans for place in range(*words.within(span))}


def _places_that_tell(report: Report, reading: Reading, words: Words) -> list[int]:
    """Places of words of which a capital letter tells something: not a sentence's first, and not a headline's."""
    title_end = next((own.span.end for own in reading.own_voice if own.in_title and not own.comment), 0)
    title_end = max([title_end, *(s.content[-1].end for s in reading.statements if s.in_title)])
    found: list[int] = []
    for sentence in reading.sentences:
        if sentence.start >= title_end:
            first, last = words.within(sentence)
            found.extend(range(first + 1, last))
    return found


def timed_words(reading: Reading, words: Words) -> frozenset[int]:
    """Places of the words of the report's time expressions, by which no two sentences say the same."""
    return frozenset(place for time in reading.times for place in range(*words.within(time.span)))
