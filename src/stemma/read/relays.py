"""Outlets in a text, and the words that say that something came through them: "told Reuters"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from stemma.model import Report, Span, Statement
from stemma.read.lexicon import Lexicon, is_capital, is_possessive, is_written_as_name, plain_words, without_ending
from stemma.read.phrases import parse_phrase
from stemma.read.wording import Phrase
from stemma.text.tokens import Token, tokenise, tokens_in
from stemma.vocabulary.credits import CreditWords, Phrases
from stemma.vocabulary.outlets import Outlet, outlets

Relation = Literal["to", "from", "says", "line", "tail"]

# From the words of saying to the outlet: adjectives and descriptions such as "the state-run news agency".
_MOST_SKIPPED = 5
_LONGEST_NAME = 6
_DESCRIBING = re.compile(
    r".*-(?:run|owned|based|language|backed|funded|linked|controlled)$|^pro-|.*(?:ą|ę|ego|ej|ka|ski|cki)$"
)
_BETWEEN = frozenset(
    ("based", "independent", "daily", "website", "site", "report", "reports", "story", "in", "by", "from", "of")
)
_WORDS_TO_VERB = 4
_LONGEST_APPOSITION = 10
_HYPHEN = re.compile("[-‐‑]")
_PAUSE = re.compile(r"[.;:,\"“”]")
_SOURCE_LINE = re.compile(r"^[ \t]*\(?(?:source|via|źródło)s?[ \t]*:[ \t]*([^\n]{2,60})$", re.IGNORECASE | re.MULTILINE)
_NEAR = 60
# "The Herald reported on Monday that the mayor said": characters from the outlet's verb to the inner source.
_LONGEST_THAT = 25
_REPORTING = re.compile(r"\b([A-Z][\w.]+(?: [A-Z][\w.]+){0,3}) (?:reported|reports) ")


@dataclass(frozen=True, slots=True)
class OutletAt:
    """An outlet where it stands: first and last word by number, the words, and what the lists know of it."""

    first: int
    last: int
    span: Span
    name: str
    outlet: Outlet | None
    short: bool = False


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet with the words that make it a way station; `span` covers both."""

    at: OutletAt
    relation: Relation
    span: Span


@functools.cache
def _first_words() -> Mapping[str, int]:
    """The first word of every listed name with the most words that such a name has."""
    longest: dict[str, int] = {}
    for name in (*outlets().names, *outlets().short):
        words = [token.text for token in tokenise(name)]
        if words:
            longest[words[0]] = max(longest.get(words[0], 0), min(len(words), _LONGEST_NAME))
    return longest


@functools.lru_cache(maxsize=1 << 15)
def _longest_from(word: str) -> int:
    """The most words that a listed name has which begins with `word`; 0 where none does."""
    spellings = (word, without_ending(word), _HYPHEN.split(word)[0])
    return max(_first_words().get(spelling, 0) for spelling in spellings)


@functools.lru_cache(maxsize=2)
def _reporting_names(text: str) -> frozenset[str]:
    """Names that a report uses like outlets' ("Lantern reported"), people left out who are named in full elsewhere."""
    found = {match.group(1) for match in _REPORTING.finditer(text)}
    return frozenset(name for name in found if " " in name or not re.search(rf"[A-Z][\w.]+ {re.escape(name)}\b", text))


@functools.lru_cache(maxsize=1 << 10)
def outlets_in(text: str, sentence: Span, known: Lexicon) -> tuple[OutletAt, ...]:
    """The outlets named in a sentence, names with them that the text uses like outlets'.

    Several stages ask about the sentences of one report: the last are kept.
    """
    return tuple(find_outlets(text, tokens_in(text, sentence), known, _reporting_names(text)))


def find_outlets(
    text: str, words: Sequence[Token], known: Lexicon, reporters: frozenset[str] = frozenset()
) -> list[OutletAt]:
    """The outlets named among a sentence's words: listed, called like one, or of those that `reporters` names.

    Names that are ordinary words too are marked `short`.
    """
    found: list[OutletAt] = []
    last = -1
    for index in [number for number, word in enumerate(words) if _may_begin(word.text)]:
        if index <= last:
            continue
        longest = _longest_from(words[index].text)
        at = _listed_at(text, words, index, longest, known) if longest else None
        if at is None and is_capital(words[index]):
            at = _described_at(text, words, index, known, reporters)
        if at is not None:
            found.append(at)
            last = at.last
    return found


@functools.lru_cache(maxsize=1 << 15)
def _may_begin(word: str) -> bool:
    return _longest_from(word) > 0 or is_written_as_name(word)


def _listed_at(text: str, words: Sequence[Token], index: int, longest: int, known: Lexicon) -> OutletAt | None:
    for size in range(min(longest, len(words) - index), 0, -1):
        part = words[index : index + size]
        name = plain_words(text, part)
        for spelling in (name, name.replace("-", " "), without_ending(name)):
            listed = known.outlets.names.get(spelling)
            short = known.outlets.short.get(spelling)
            if (listed is not None or short is not None) and not _within_longer(text, words, index + size - 1, known):
                span = Span(part[0].span.start, part[-1].span.end)
                return OutletAt(index, index + size - 1, span, name, listed or short, listed is None)
    return None


def _within_longer(text: str, words: Sequence[Token], last: int, known: Lexicon) -> bool:
    """Whether capitals go on to the noun of another body: no "Atlantic" in "the Atlantic News Agency"."""
    if is_possessive(words[last]):
        return False
    at = last
    while at + 1 < len(words) and is_capital(words[at + 1]) and at - last < _LONGEST_NAME:
        if text[words[at].span.end : words[at + 1].span.start] != " ":
            break
        at += 1
    return at > last and known.is_organisation(words[at].text.lower())


def _described_at(
    text: str, words: Sequence[Token], index: int, known: Lexicon, reporters: frozenset[str]
) -> OutletAt | None:
    """A name that ends in an outlet's word ("the Springfield Herald"), or one of `reporters`; it begins at `index`."""
    if words[index].text.lower() in known.titles.openers:
        return None
    last = index
    while last + 1 < len(words) and is_capital(words[last + 1]) and last - index < _LONGEST_NAME:
        if text[words[last].span.end : words[last + 1].span.start] != " ":
            break
        last += 1
    part = words[index : last + 1]
    name = plain_words(text, part)
    called = last > index and without_ending(words[last].text.lower()) in known.titles.outlet_words
    noun = without_ending(name).lower()
    reports = without_ending(name) in reporters and not known.is_organisation(noun) and not known.is_role(noun)
    if not called and not reports:
        return None
    return OutletAt(index, last, Span(part[0].span.start, part[-1].span.end), name, None)


def find_relays(
    text: str, words: Sequence[Token], found: Sequence[OutletAt], known: Lexicon, credit: CreditWords
) -> list[Relay]:
    """Those of a sentence's outlets that something came through, by the words before and after them."""
    lows = [word.text.lower() for word in words]
    relays = []
    for at in found:
        if at.outlet is not None and at.outlet.kind == "platforms":
            continue
        relay = _before(at, words, lows, known, credit) or _after(text, at, words, lows, credit)
        if relay is not None:
            relays.append(relay)
    return relays


def _before(
    at: OutletAt, words: Sequence[Token], lows: Sequence[str], known: Lexicon, credit: CreditWords
) -> Relay | None:
    """The outlet after words of saying to it or having from it, with a description of it between them."""
    relations: tuple[tuple[Relation, Phrases], ...] = (("to", credit.to), ("from", credit.from_))
    for end in range(at.first, max(at.first - _MOST_SKIPPED - 1, 0), -1):
        for relation, phrases in relations:
            start = phrases.ending(lows, end)
            if start is not None:
                return Relay(at, relation, Span(words[start].span.start, at.span.end))
        if not _may_be_skipped(words[end - 1], known):
            return None
    return None


def _may_be_skipped(word: Token, known: Lexicon) -> bool:
    """Whether a word may stand between "told" and the outlet's name: "told the state-run news agency Tass"."""
    lists, low = known.titles, word.text.lower()
    small = low in lists.definite or low in lists.indefinite or low in lists.modifiers or low in _BETWEEN
    outlet = low in lists.outlet_words or "media" in known.families(low)
    told = is_possessive(word) or known.countries.people(word.text) is not None
    return small or outlet or told or _DESCRIBING.match(low) is not None


def _after(text: str, at: OutletAt, words: Sequence[Token], lows: Sequence[str], credit: CreditWords) -> Relay | None:
    """The outlet as the subject of a verb of reporting, with an apposition or an adverb between them."""
    start = _past_apposition(text, at, words)
    if start is None or (at.short and (start >= len(lows) or lows[start] not in ("reported", "reports"))):
        return None
    for index in range(start, min(start + _WORDS_TO_VERB, len(words))):
        if index > start and _PAUSE.search(text, words[index - 1].span.end, words[index].span.start):
            return None
        end = credit.says.starting(lows, index)
        if end is not None:
            return Relay(at, "says", Span(at.span.start, words[end - 1].span.end))
        if is_capital(words[index]) and at.outlet is None:
            return None
    return None


def _past_apposition(text: str, at: OutletAt, words: Sequence[Token]) -> int | None:
    """The first word after the outlet, or after what stands between commas behind it; None for a list."""
    start = at.last + 1
    if start >= len(words) or not text[at.span.end : words[start].span.start].startswith(","):
        return start
    for index in range(start, min(start + _LONGEST_APPOSITION, len(words) - 1)):
        if text[words[index].span.end : words[index + 1].span.start].startswith(","):
            return index + 1
    return None


def relay_of(statement: Statement, relays: Sequence[Relay]) -> Relay | None:
    """The relay of a statement: near its source or cue, and not its own source or part of its words."""
    anchors = [span for span in (statement.cue, statement.source) if span is not None]
    if not anchors:
        return None
    for relay in relays:
        inside = [*statement.content, *([statement.source] if statement.source else [])]
        if any(span.overlaps(relay.at.span) for span in inside):
            continue
        gap = (statement.source or anchors[0]).start - relay.span.end
        after = relay.relation == "says" and 0 <= gap <= _LONGEST_THAT
        near = min(abs(relay.at.span.start - span.end) for span in anchors) <= _NEAR
        if after or (relay.relation in ("to", "from") and near):
            return relay
    return None


def as_phrase(text: str, at: OutletAt, known: Lexicon) -> Phrase:
    """The outlet as a phrase that an actor can be made of."""
    phrase = parse_phrase(text, at.span, known)
    if phrase is not None and phrase.kind == "media" and not phrase.bare:
        return phrase
    name = at.outlet.name if at.outlet is not None else at.name
    aliases = (at.name,) if at.name != name else ()
    made = Phrase(
        at.span, "media", name, at.name.lower(), aliases=aliases, gender="thing", families=frozenset({"media"})
    )
    return made._replace(side=at.outlet.state) if at.outlet is not None else made


def source_lines(text: str, known: Lexicon) -> list[tuple[int, OutletAt, Span]]:
    """Lines of their own that name the report's source ("Source: The Herald"): their ends, outlets and spans."""
    found = []
    for match in _SOURCE_LINE.finditer(text):
        words = tokenise(text, Span(*match.span(1)))
        for at in find_outlets(text, words, known)[:1]:
            found.append(
                (match.end(), at, Span(match.start() + len(match.group()) - len(match.group().lstrip()), at.span.end))
            )
    return found


def own_names(report: Report) -> tuple[str, ...]:
    """What the report's publisher goes by: as told, and the outlet that its address belongs to."""
    names = [report.publisher] if report.publisher else []
    host = re.sub(r"^[a-z]+://(?:www\.)?|[/?#:].*$", "", (report.url or "").lower(), flags=re.DOTALL)
    while host:
        outlet = outlets().domains.get(host)
        if outlet is not None:
            names.append(outlet.name)
            break
        host = host.partition(".")[2]
    return tuple(dict.fromkeys(names))
