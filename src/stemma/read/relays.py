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
from stemma.vocabulary.credits import CreditWords, Phrases, credit_words
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
_WORDS_TO_PIECE = 3
_LONGEST_APPOSITION = 10
# With these, in whichever language, names of outlets begin: "Radio Lontar".
_OPENS_NAME = frozenset(
    (
        *(
            "radio",
            "rádio",
            "radia",
            "radiu",
            "radiem",
            "canal",
            "kanal",
            "kanał",
            "kanału",
            "gazeta",
            "gazety",
            "gazecie",
        ),
        *("dziennik", "dziennika", "dziennikowi", "tygodnik", "tygodnika", "kurier", "agencja", "agencji", "agencją"),
        *("telewizja", "telewizji", "telewizją", "diario", "journal", "agence", "agencia", "agentur", "zeitung"),
        *("televisión", "télé", "журнал", "газета", "газеты", "агентство", "агентства", "радио", "телеканал", "радіо"),
    )
)
_WORDS_BETWEEN_PARTS = 6
_ELIDED = re.compile("^[dlDL]['’]")
_HYPHEN = re.compile("[-‐‑]")
_PAUSE = re.compile(r"[.;:,\"“”]")
_SOURCE_LINE = re.compile(
    r"^[ \t]*\(?(?:(?:sources?|via|źródł[oa]|quellen?|fuentes?|источники?|джерел[оа]|h/t|hat tip)[ \t]*:"
    r"|(?:h/t|hat tip(?: to)?|(?:read )?more (?:at|from|on)|originally (?:published|appeared) (?:by|in|on|at))\b:?)"
    r"[ \t]*([^\n]{2,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_DOMAIN = re.compile(r"\.(?:com|org|net|info|eu|tv|news|[a-z]{2})(?!\w|\.\w)", re.IGNORECASE)
_NEAR = 60
# "The Herald reported on Monday that the mayor said": characters from the outlet's verb to the inner source.
_LONGEST_THAT = 25
_REPORTING = re.compile(
    r"(?<!\bin )(?<!\bof )(?<!\bat )(?<!\bfrom )\b([A-Z][\w.]{1,40}(?: [A-Z][\w.]{1,40}){0,3}) "
    r"(?:reported|reports) (?!at |near )"
)


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
    spellings = (word, without_ending(word), _HYPHEN.split(word)[0], _ELIDED.sub("", word))
    return max(_first_words().get(spelling, 0) for spelling in spellings)


@functools.lru_cache(maxsize=2)
def _reporting_names(text: str) -> frozenset[str]:
    """Names that a report uses like outlets' ("Lantern reported"), people left out who are named in full elsewhere."""
    found = {match.group(1) for match in _REPORTING.finditer(text) if not _opens_with_noun(text, match)}
    return frozenset(name for name in found if " " in name or not re.search(rf"[A-Z][\w.]+ {re.escape(name)}\b", text))


def _opens_with_noun(text: str, match: re.Match[str]) -> bool:
    """Whether "reports" may be a noun behind an adjective whose capital is that of the sentence."""
    first = text[max(0, match.start() - 2) : match.start()].strip(" ")[-1:] in ("", ".", "!", "?", "\n", '"', "”")
    noun = " " not in match.group(1) and text[match.end() - len("reports ") : match.end()] == "reports "
    return first and noun and not text.startswith("that ", match.end())


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
        for spelling in (name, name.replace("-", " "), without_ending(name), _ELIDED.sub("", name)):
            listed = known.outlets.names.get(spelling)
            short = known.outlets.short.get(spelling)
            if (listed is not None or short is not None) and not _within_longer(text, words, index + size - 1, known):
                # "L'AFP" is one word and two.
                elided = len(name) - len(_ELIDED.sub("", name)) if spelling != name else 0
                span = Span(part[0].span.start + elided, part[-1].span.end)
                return OutletAt(index, index + size - 1, span, name[elided:], listed or short, listed is None)
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
    last = _beyond(text, words, index, last, known)
    part = words[index : last + 1]
    name = plain_words(text, part)
    called = last > index and without_ending(words[last].text.lower()) in known.titles.outlet_words
    called = called or (last > index and words[index].text.lower() in _OPENS_NAME)
    called = called or _is_beside_noun(text, words, index, last, known)
    noun = without_ending(name).lower()
    someone = known.is_organisation(noun) or any(known.is_role(word.text.lower()) for word in part)
    someone = someone or (len(part) == 1 and (noun in known.titles.modifiers or noun in known.ordinary))
    reports = without_ending(name) in reporters and not someone
    if not called and not reports:
        return None
    return OutletAt(index, last, Span(part[0].span.start, part[-1].span.end), name, None)


def _beyond(text: str, words: Sequence[Token], index: int, last: int, known: Lexicon) -> int:
    """The last word of a name with the small word that ends it: "Lantern radio", "Lantern.example"."""
    if last + 1 >= len(words):
        return last
    between = Span(words[last].span.end, words[last + 1].span.start).of(text)
    low = words[last + 1].text.lower()
    if between == "." and last == index and len(words[last].text) > 2 and _DOMAIN.match(text, words[last].span.end):
        return last + 1
    noun = between == " " and low in known.titles.outlet_words and low in credit_words(known.language).media_nouns
    return last + 1 if noun and not is_possessive(words[last]) else last


def _is_beside_noun(text: str, words: Sequence[Token], index: int, last: int, known: Lexicon) -> bool:
    """Whether a name is an outlet's by its address, or by the noun before it: "the newspaper Lantern"."""
    name = Span(words[index].span.start, words[last].span.end).of(text)
    if last == index + 1 and _DOMAIN.search(name):
        return True
    before = index - 1
    if before < 0 or text[words[before].span.end : words[index].span.start].strip(' „“”«"'):
        return False
    if words[before].text[0].isupper():
        return False
    noun = words[before].text.lower() in credit_words(known.language).media_nouns
    return noun and not known.is_role(words[index].text.lower()) and known.countries.of(words[index].text) is None


def find_relays(
    text: str, words: Sequence[Token], found: Sequence[OutletAt], known: Lexicon, credit: CreditWords
) -> list[Relay]:
    """Those of a sentence's outlets that something came through, by the words before and after them."""
    lows = [word.text.lower() for word in words]
    relays = []
    for at in found:
        if at.outlet is not None and at.outlet.kind == "platforms":
            continue
        relay = _before(text, at, words, lows, known, credit) or _after(text, at, words, lows, credit)
        relay = relay or _made(text, at, words, lows, credit)
        if relay is not None:
            relays.append(relay)
    return relays


def _before(
    text: str, at: OutletAt, words: Sequence[Token], lows: Sequence[str], known: Lexicon, credit: CreditWords
) -> Relay | None:
    """The outlet after words of saying to it or having from it, with a description of it between them."""
    relations: tuple[tuple[Relation, Phrases], ...] = (("to", credit.to), ("from", credit.from_))
    for end in range(at.first, max(at.first - _MOST_SKIPPED - 1, 0), -1):
        for relation, phrases in relations:
            start = phrases.ending(lows, end)
            if start is not None:
                return Relay(at, relation, Span(words[start].span.start, at.span.end))
        # Only English keeps the order of subject, verb and object.
        inverted = credit.says.ending(lows, end) if known.language not in (None, "en") else None
        if inverted is not None:
            return Relay(at, "says", Span(words[inverted].span.start, at.span.end))
        parted = credit.to.parted(lows, end, _WORDS_BETWEEN_PARTS) if known.language not in (None, "en") else None
        if parted is not None and _PAUSE.search(text, words[parted].span.end, at.span.start) is None:
            return Relay(at, "to", Span(words[parted].span.start, at.span.end))
        if not _may_be_skipped(words[end - 1], known):
            return None
    return None


def _may_be_skipped(word: Token, known: Lexicon) -> bool:
    """Whether a word may stand between "told" and the outlet's name: "told the state-run news agency Tass"."""
    lists, low = known.titles, word.text.lower()
    small = low in lists.definite or low in lists.indefinite or low in lists.modifiers or low in _BETWEEN
    outlet = low in lists.outlet_words or "media" in known.families(low)
    told = is_possessive(word) or known.countries.of(word.text) is not None
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


def _made(text: str, at: OutletAt, words: Sequence[Token], lows: Sequence[str], credit: CreditWords) -> Relay | None:
    """What the outlet made: "the Herald's report", "consistent with Reuters' reporting"."""
    behind = text[at.span.end - 2 : at.span.end + 2]
    if not ("'" in behind or "’" in behind):
        return None
    for index in range(at.last + 1, min(at.last + 1 + _WORDS_TO_PIECE, len(lows))):
        if lows[index] in credit.pieces:
            return Relay(at, "says", Span(at.span.start, words[index].span.end))
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
        named = find_outlets(text, words, known)[:1] or _by_place(text, words)
        for at in named:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append((match.end(), at, Span(start, at.span.end)))
    return found


def _by_place(text: str, words: Sequence[Token]) -> list[OutletAt]:
    """The name that fills a source line, whatever it is."""
    if not 0 < len(words) <= _LONGEST_NAME or not all(map(is_capital, words)):
        return []
    span = Span(words[0].span.start, words[-1].span.end)
    return [OutletAt(0, len(words) - 1, span, plain_words(text, words), None)]


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
