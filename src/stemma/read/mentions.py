"""Where a report names people and bodies, found by capitals, titles and closed lists; no model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.model import Span
from stemma.read.apposition import describes_body
from stemma.read.lexicon import Lexicon, is_capital, is_written_as_name
from stemma.read.phrases import parse_phrase
from stemma.read.wording import Phrase
from stemma.text.names import is_acronym
from stemma.text.tokens import Token, tokens_in
from stemma.vocabulary.first_names import first_names

# Words between two parts of one name are single-spaced; a title or an initial may end in a full stop.
_JOINT = re.compile(r"\.?[ \u00a0\u2009]\"?|[ \u00a0][\"“„«]|[\"”»] ")
_APPOSITION_WORDS = 12
_LONGEST_RUN = 14
_LONGEST_APPOSITION = 120
# A name in apposition has at most so many words; with the word before it, it counts at least so many.
_NAME_WORDS = 4
_FEWEST_NAME_WORDS = 3
_DESCRIPTION_WORDS = 6
# So many characters hold "is now the" before an office.
_LONGEST_PREDICATE = 24
# A line of which this share of the longer words is capitalised is set like a headline: capitals tell no names there.
_HEADLINE_SHARE = 0.75
_FEWEST_HEADLINE_WORDS = 5


def find_names(text: str, sentences: Sequence[Span], known: Lexicon) -> tuple[Phrase, ...]:
    """The named people, organisations, offices and outlets of a report, in text order.

    Countries are left out: outside a source they are mostly places. So are single capitalised words in headlines.
    """
    found: list[Phrase] = []
    for sentence in sentences:
        words = tokens_in(text, sentence)
        headline = _is_headline(words)
        for first, last in _runs(text, words, known):
            phrase = _read_run(text, words, first, last, known)
            if phrase is None or (headline and not _is_sure(phrase, known)):
                continue
            if phrase.kind == "office" and _is_predicate(text, phrase.span.start, known):
                continue
            # An apposition was read with the name before it.
            if not found or phrase.span.start >= found[-1].span.end:
                found.append(phrase)
    return tuple(found)


def _is_predicate(text: str, start: int, known: Lexicon) -> bool:
    """Whether what begins at `start` says what somebody is: "Brandt is now governor of Lolland"."""
    before = text[max(0, start - _LONGEST_PREDICATE) : start].lower().split()
    while before and (before[-1] in known.titles.trailing or before[-1] in ("the", "a", "an")):
        before.pop()
    return bool(before) and before[-1] in known.titles.copulas


def find_described(text: str, sentences: Sequence[Span], known: Lexicon) -> tuple[Phrase, ...]:
    """People told by what they are, not by name ("a second official"), to whom a "he" may refer back."""
    found: list[Phrase] = []
    indefinite = known.titles.indefinite
    for sentence in sentences:
        words = tokens_in(text, sentence)
        for index in [number for number, word in enumerate(words) if word.text.lower() in indefinite]:
            start, last = words[index].span.start, _described_end(text, words, index, known)
            phrase = parse_phrase(text, Span(start, words[last].span.end), known) if last else None
            if phrase is None or _is_predicate(text, start, known):
                continue
            if phrase.kind == "unnamed" and phrase.number == "singular" and phrase.role:
                found.append(phrase)
    return tuple(found)


def _described_end(text: str, words: Sequence[Token], first: int, known: Lexicon) -> int | None:
    """The role that a description beginning at `first` ends with; None where there is none near, or a name follows."""
    for index in range(first + 1, min(first + _DESCRIPTION_WORDS, len(words))):
        if not _JOINT.fullmatch(_joint(text, words, index - 1)):
            return None
        low = words[index].text.lower()
        following = words[index + 1] if index + 1 < len(words) else None
        if low in known.titles.roles and (following is None or following.text.lower() not in known.titles.roles):
            return None if following is not None and is_capital(following) else index
    return None


def _is_sure(phrase: Phrase, known: Lexicon) -> bool:
    """Whether more than capitals shows a name: a title, or that it is listed."""
    listed = phrase.name in known.titles.known or phrase.name in known.outlets.names
    return listed or (phrase.kind == "person" and phrase.role is not None)


def _is_headline(words: Sequence[Token]) -> bool:
    longer = [word.text for word in words if len(word.text) > 3]
    if len(longer) < _FEWEST_HEADLINE_WORDS:
        return False
    return sum(map(is_written_as_name, longer)) >= _HEADLINE_SHARE * len(longer)


def _runs(text: str, words: Sequence[Token], known: Lexicon) -> Iterator[tuple[int, int]]:
    """First and last word of each stretch that may be a name with its titles."""
    last = -1
    capitals = [index for index, word in enumerate(words) if is_written_as_name(word.text)]
    for first in [index for index in capitals if _starts_name(words, index, known)]:
        if first > last:
            last = _run_end(text, words, first, known)
            yield _run_start(text, words, first, known), last


def _joint(text: str, words: Sequence[Token], at: int) -> str:
    """What stands between a word and the next."""
    return text[words[at].span.end : words[at + 1].span.start]


def _starts_name(words: Sequence[Token], index: int, known: Lexicon) -> bool:
    """Whether a capital is its word's own; one that often opens a sentence may be a first name: "Jan Weiss"."""
    word = words[index]
    low = word.text.lower()
    if low in known.titles.calendar:
        return False
    if low not in known.titles.openers:
        return True
    named = index + 1 < len(words) and is_capital(words[index + 1])
    return named and word.text in first_names(known.language)


def _continues(word: Token, known: Lexicon) -> bool:
    low = word.text.lower()
    return low in known.titles.roles or low in known.titles.modifiers or low in known.titles.organisations


def _run_end(text: str, words: Sequence[Token], first: int, known: Lexicon) -> int:
    """The last word of the name that begins at `first`: capitals, with small words only between them."""
    last = at = first
    while at + 1 < len(words) and at - first < _LONGEST_RUN and _JOINT.fullmatch(joint := _joint(text, words, at)):
        if joint.startswith(".") and not _may_be_cut(words[at], known):
            break
        at += 1
        word, low = words[at], words[at].text.lower()
        if is_capital(word) and low not in known.titles.calendar:
            last = at
        elif _continues(word, known):
            last = at if last == at - 1 else last
        elif (low not in known.titles.particles and low not in ("of", "for", "the")) or at - last > 2:
            break
    return last


def _may_be_cut(word: Token, known: Lexicon) -> bool:
    """Whether a full stop after the word belongs to it: "Gov.", "J."."""
    low = word.text.lower()
    return len(word.text) == 1 or low in known.titles.ranks or low in known.titles.honorifics


def _run_start(text: str, words: Sequence[Token], first: int, known: Lexicon) -> int:
    """`first`, or the role before it that belongs to the name: "spokesman John", "governor of Ohio"."""
    start = first
    while start and _JOINT.fullmatch(_joint(text, words, start - 1)):
        low = words[start - 1].text.lower()
        if low in ("of", "for", "the") and start >= 2:
            back = start - 2 if words[start - 2].text.lower() not in ("of", "for") else start - 3
            if back < 0 or words[back].text.lower() not in known.titles.roles:
                break
            start = back
        elif low in known.titles.roles or low in known.titles.modifiers or low in known.titles.ranks:
            start -= 1
        else:
            break
    return start


def _read_run(text: str, words: Sequence[Token], first: int, last: int, known: Lexicon) -> Phrase | None:
    span = Span(words[first].span.start, words[last].span.end)
    phrase = parse_phrase(text, Span(span.start, _with_apposition(text, words, last, known)), known)
    if phrase is not None and phrase.kind not in ("person", "office") and words[first].text.islower():
        while words[first].text.islower():
            first += 1
        phrase = parse_phrase(text, Span(words[first].span.start, span.end), known)
    if phrase is not None and phrase.kind == "office":
        whole = parse_phrase(text, Span(span.start, _with_name(text, words, last, known)), known)
        phrase = whole if whole is not None and whole.kind == "person" else phrase
    if phrase is None or phrase.bare or phrase.kind in ("pronoun", "unnamed", "people") or phrase.parts:
        return None
    if phrase.kind == "organisation" and not _is_named(words[first : last + 1], known):
        return None
    return phrase


def _is_named(words: Sequence[Token], known: Lexicon) -> bool:
    """Whether more than a people's name and the sentence's first capital makes a name of the words."""
    return is_acronym(words[0].text) or any(
        is_capital(word) and not known.countries.people(word.text) for word in words[1:]
    )


def and_apposition(text: str, span: Span, known: Lexicon) -> Span:
    """The noun phrase at `span` with the apposition right behind it, where that tells what somebody is."""
    if text[span.end : span.end + 2] != ", " or not text[span.start : span.end].strip():
        return span
    words = tokens_in(text, Span(span.start, span.end))
    more = tokens_in(text, Span(span.end, min(len(text), span.end + _LONGEST_APPOSITION)))
    if not words or not is_capital(words[-1]) or not more or more[0].text not in ("a", "an", "the"):
        return span
    return Span(span.start, _with_apposition(text, [*words, *more], len(words) - 1, known))


def _with_apposition(text: str, words: Sequence[Token], last: int, known: Lexicon) -> int:
    """The end of the name, with the apposition that gives its role: "Jane Doe, a spokeswoman for the council"."""
    end = words[last].span.end
    following = words[last + 1 : last + 1 + _APPOSITION_WORDS]
    if not following or not text[end : following[0].span.start].startswith((", ", " (")):
        return end
    if text[end : following[0].span.start].startswith(" ("):
        close = text.find(")", end, end + 12)
        return close + 1 if close > 0 else end
    for index, word in enumerate(following):
        if index and any(mark in text[following[index - 1].span.end : word.span.start] for mark in ",.;:\n"):
            return following[index - 1].span.end if _gives_role(following[:index], known) else end
    ends_here = following[-1] is words[-1]
    return following[-1].span.end if ends_here and _gives_role(following, known) else end


def _with_name(text: str, words: Sequence[Token], last: int, known: Lexicon) -> int:
    """The end of an office with the name between commas that stands behind it: "the mayor of Lund, Jane Doe,"."""
    end, at = words[last].span.end, last + 1
    while at < len(words) and at - last <= _NAME_WORDS and is_capital(words[at]):
        at += 1
    if (
        at - last < _FEWEST_NAME_WORDS
        or not text.startswith(", ", end)
        or words[last + 1].text not in first_names(known.language)
    ):
        return end
    joints = [_joint(text, words, n) for n in range(last + 1, at - 1)]
    closed = at == len(words) or text.startswith((",", " ("), words[at - 1].span.end)
    return words[at - 1].span.end if closed and all(map(_JOINT.fullmatch, joints)) else end


def _gives_role(words: Sequence[Token], known: Lexicon) -> bool:
    if words[0].text.lower() in ("who", "which", "and"):
        return False
    return any(word.text.lower() in known.titles.roles for word in words[:8]) or describes_body(known, words)
