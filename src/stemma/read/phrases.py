"""Reads a noun phrase that may name an actor: what kind it is, its bare name, what it can refer back to."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from stemma.model import Span
from stemma.read.ages import age_in
from stemma.read.apposition import read_either, read_named_body, read_told_before, with_kind
from stemma.read.bodies import (
    QUOTES,
    is_ordinary,
    read_apposed,
    read_capitalised,
    read_description,
    read_organisation,
    read_role,
)
from stemma.read.carriers import read_carrier
from stemma.read.lexicon import Lexicon, is_capital
from stemma.read.people import read_aged, read_introduced, read_person, read_possessed
from stemma.read.wording import LooksAround, Phrase, Wording
from stemma.text.names import is_acronym
from stemma.text.tokens import Token, fold, tokens_in
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.world import gazetteer

# No noun phrase that names somebody is longer; what is longer is a sentence taken for one.
_LONGEST = 60
# A phrase of so many characters is read wherever it stands as it was read before: most stand more than once.
_LONGEST_ALONE = 150
# Places under this many thousands have names that people bear as well.
_LARGE_PLACE = 150_000
# What parts a name from its apposition.
_PAUSES = frozenset(",;:–—\n")
_EMPHATIC = ("himself", "herself", "itself", "themselves", "też")

# The readings of a phrase, the surest first; the first that fits is taken.
_READINGS = (
    read_introduced,
    read_carrier,
    read_aged,
    read_named_body,
    read_told_before,
    read_person,
    read_either,
    read_possessed,
    read_role,
    read_apposed,
    read_organisation,
    read_capitalised,
)


@functools.lru_cache(maxsize=1 << 10)
def parse_phrase(text: str, span: Span, known: Lexicon) -> Phrase | None:
    """Reads the noun phrase that `span` marks; None where no word stands in it.

    Several stages ask about the phrases of one report: the last are kept.
    """
    found = _found_at(text, span, known)
    if found is None:
        return None
    phrase, doubtful = found
    if doubtful is not None and is_ordinary(text, span.start, doubtful, known):
        phrase = phrase._replace(ordinary=True)
    if phrase.kind in ("person", "unnamed", "office"):
        age = age_in(text, span, known.titles.aged, known.titles.year_old)
        phrase = phrase._replace(age=age) if age is not None else phrase
    return phrase


class _Found(NamedTuple):
    """What the words of a phrase come to; `doubtful` is its one word where the text tells whether that is ordinary."""

    phrase: Phrase
    doubtful: str | None


def _found_at(text: str, span: Span, known: Lexicon) -> _Found | None:
    """What the words at `span` come to: mostly the same as wherever else they stand."""
    start, end = span
    if end - start > _LONGEST_ALONE:
        return _found(text, span, known)
    before = text[start - 1] if start else ""
    before = " " if before and before not in QUOTES else before
    alone, found = _found_alone(before + text[start:end], len(before), known)
    if not alone:
        return _found(text, span, known)
    if found is None:
        return None
    return _Found(found.phrase.moved(span), found.doubtful)


@functools.lru_cache(maxsize=1 << 14)
def _found_alone(text: str, start: int, known: Lexicon) -> tuple[bool, _Found | None]:
    """Whether a phrase can be read alone, and what its words come to; `text` is nothing but it, from `start` on."""
    try:
        return True, _found(text, Span(start, len(text)), known, alone=True)
    except LooksAround:
        return False, None


def _found(text: str, span: Span, known: Lexicon, alone: bool = False) -> _Found | None:
    words = tokens_in(text, Span(span.start, min(span.end, span.start + _LONGEST * 20)))[:_LONGEST]
    words = _apart(words, known) if known.titles.elided else words
    segments, parentheses = _segments(text, words) if words else ([], [])
    if not segments:
        return None
    found = _read(text, span, known, segments, alone)
    acronyms = tuple(name for name in parentheses if is_acronym(name))
    if not acronyms:
        return found
    return found._replace(phrase=found.phrase._replace(aliases=(*found.phrase.aliases, *acronyms)))


def _apart(words: Sequence[Token], known: Lexicon) -> list[Token]:
    """The words with an elided article or preposition as a word of its own: "l'alliance"."""
    found: list[Token] = []
    for word in words:
        at = max(word.text.find("'"), word.text.find("’")) + 1
        if 0 < at < len(word.text) and word.text[:at].lower().replace("’", "'") in known.titles.elided:
            start, end = word.span
            found.append(Token(Span(start, start + at), word.text[:at].replace("’", "'"), fold(word.text[:at])))
            found.append(Token(Span(start + at, end), word.text[at:], fold(word.text[at:])))
        else:
            found.append(word)
    return found


def may_speak(text: str, span: Span, known: Lexicon) -> bool:
    """Whether the phrase names somebody, or something that carries words: no topic ("Flood row: …")."""
    phrase = parse_phrase(text, span, known)
    if phrase is None or phrase.kind == "pronoun" or phrase.head in known.titles.relative:
        return phrase is not None
    return not phrase.mute and not (phrase.ordinary and not known.is_human(phrase.head))


def is_place(name: str, known: Lexicon) -> bool:
    """Whether a name that nothing shows to be a person's is a place's: a large one, or called like a place."""
    words = name.split(" ")
    if len(words) > 1 and words[0].lower() in known.titles.place_words:
        return True
    return any(
        entry.population >= _LARGE_PLACE and place_key(entry.name) == place_key(name)
        for entry in gazetteer().look_up(place_key(name))[:1]
    )


def _segments(text: str, words: Sequence[Token]) -> tuple[list[list[Token]], list[str]]:
    """The words between commas, and the texts in parentheses."""
    segments: list[list[Token]] = [[]]
    parentheses: list[str] = []
    depth = 0
    end = words[0].span.start
    for word in words:
        gap = text[end : word.span.start]
        opened = 0
        if gap != " ":
            opened = gap.count("(") + gap.count("[")
            depth = max(0, depth - gap.count(")") - gap.count("]")) + opened
        if depth and opened:
            parentheses.append(word.text)
        elif depth:
            parentheses[-1] += " " + word.text
        else:
            if segments[-1] and not _PAUSES.isdisjoint(gap):
                segments.append([])
            segments[-1].append(word)
        end = word.span.end
    return [segment for segment in segments if segment], parentheses


def _read(text: str, span: Span, known: Lexicon, segments: list[list[Token]], alone: bool) -> _Found:
    words = segments[0]
    if len(words) > 1 and words[-1].text.lower() in _EMPHATIC:
        words = words[:-1]
    words = _without_trailing(words, known)
    main, tail = known.closed(words)
    wording = Wording(text, span, known, words, main, known.before_of(main), tail, segments[1:], alone)
    whole = _pronoun(wording) or wording.listed(words)
    if whole is not None:
        return _Found(whole, None)
    wording = _undetermined(wording)
    if not wording.words:
        return _Found(wording.phrase("unnamed", "", words[-1].folded, bare=True), None)
    found = (wording.listed(wording.main) if len(wording.main) < len(words) else None) or _joint(wording)
    found = found or _joint_with_appositions(wording)
    for read in _READINGS:
        if found is not None:
            break
        found = read(wording)
    found = found or read_description(wording)
    found = with_kind(wording, found) if wording.appositions else found
    return _Found(found._replace(ordinary=False), wording.noun[0].text) if found.ordinary else _Found(found, None)


def _without_trailing(words: list[Token], known: Lexicon) -> list[Token]:
    """The words without those at their end that tell when: "Ada Brandt today", "the islanders Sunday"."""
    end = len(words)
    while end > 1 and _is_trailing(words[end - 1], known):
        end -= 1
    return words[:end]


def _is_trailing(word: Token, known: Lexicon) -> bool:
    """Whether a word tells when, and is written so: "Today" with its capital is rather part of a name."""
    low = word.text.lower()
    return low in known.titles.trailing and (not is_capital(word) or low in known.titles.calendar)


def _pronoun(wording: Wording) -> Phrase | None:
    words = wording.words
    first = words[0].text
    if len(words) > 2 or (first.isupper() and len(first) > 1):  # "IT" and "US" are no pronouns
        return None
    found = wording.known.titles.pronouns.get(first.lower())
    if found is None or (len(words) == 2 and words[1].text.lower() not in _EMPHATIC):
        return None
    return wording.phrase("pronoun", "", words[0].folded, number=found.number, gender=found.gender, bare=True)


def _undetermined(wording: Wording) -> Wording:
    """The wording without its articles, numbers and possessives, which are noted, and taken apart."""
    lists = wording.known.titles
    definite = indefinite = False
    possessive = besides = None
    taken = 0
    for word in wording.words:
        low = word.text.lower()
        if low in lists.definite:
            definite = True
        elif low in lists.besides:
            indefinite, besides = True, word
        elif low in lists.indefinite or low.isdigit():
            indefinite = True
        elif low in lists.possessive:
            definite, possessive = True, word
        elif low != "of" or not taken:
            break
        taken += 1
    if not taken:
        return wording
    words = wording.words[taken:]
    main, tail = wording.known.closed(words)
    return Wording(
        wording.text,
        wording.span,
        wording.known,
        words,
        main,
        wording.known.before_of(main),
        tail,
        wording.appositions,
        wording.alone,
        definite,
        indefinite,
        possessive,
        besides,
    )


def _joint(wording: Wording) -> Phrase | None:
    """Two named actors in one phrase: "the Salt Board and the Fishers' Union"."""
    words = wording.words
    joins = wording.known.titles.conjunctions
    at = next((n for n in range(1, len(words) - 1) if words[n].text in joins), None)
    if at is None or not is_capital(words[at - 1]):
        return None
    return _joined(wording, (words[0], words[at - 1]), words[at], (words[at + 1], words[-1]))


def _joint_with_appositions(wording: Wording) -> Phrase | None:
    """Two named actors who are told of between commas: "the mayor, Jan Holm, and the governor, Ida Koch,"."""
    parts = [wording.words, *wording.appositions]
    joins = wording.known.titles.conjunctions
    at = next((n for n, part in enumerate(parts) if n and part[0].text in joins and len(part) > 1), None)
    if at is None:
        return None
    return _joined(wording, (wording.words[0], parts[at - 1][-1]), parts[at][0], (parts[at][1], parts[-1][-1]))


def _joined(wording: Wording, one: tuple[Token, Token], join: Token, other: tuple[Token, Token]) -> Phrase | None:
    """The two actors, each given by its first and last word."""
    spans = (Span(first.span.start, last.span.end) for first, last in (one, other))
    left, right = (parse_phrase(wording.around, span, wording.known) for span in spans)
    if left is None or right is None or (left.loose and right.loose):
        return None
    if any(part.bare or part.kind in ("unnamed", "pronoun") for part in (left, right)):
        return None
    return wording.phrase(
        "organisation",
        f"{left.name} {join.text} {right.name}",
        other[1].folded,
        number="plural",
        parts=(left, right),
        families=left.families | right.families,
    )
