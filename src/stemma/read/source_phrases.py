"""The noun phrases of a report's sources, each read with what tells more of it right behind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stemma.model import Span, Statement
from stemma.read.lexicon import Lexicon, low
from stemma.read.mentions import and_apposition
from stemma.read.phrases import parse_phrase
from stemma.read.wording import Phrase
from stemma.text.tokens import tokens_in

# What tells who it is, and a name between commas: "a shepherd, Jane Doe,".
_BEHIND = re.compile(r"(?P<told>[^\W\d_][^,;:–—()\n]{1,60}), (?P<name>[^\W\d_][^,;:–—()\n\d]{2,40}?)(?=,|\Z)")
# A source that breaks off within a word is read on over so many characters, and over none of these.
_LONGEST_CLIPPED = 80
_BREAKS = frozenset(',.;:!?\n"“”()')
# Languages that write all nouns with a capital.
_CAPITAL_NOUNS = frozenset({"de", "lb"})


def source_phrases(text: str, statements: Iterable[Statement], known: Lexicon) -> dict[Span, Phrase]:
    """The phrase of every source, by its span; those that hold no word are left out."""
    found: dict[Span, Phrase] = {}
    for one in statements:
        if one.source is None or one.source in found:
            continue
        if one.cue is not None and _is_clipped(text, one.source, one.cue):
            phrase = parse_phrase(text, _read_on(text, one.source, one.cue, known), known)
        else:
            told = and_apposition(text, one.source, known)
            phrase = parse_phrase(text, told, known)
            phrase = _name_behind(text, told, phrase, known) or phrase
        if phrase is not None:
            found[one.source] = phrase._replace(span=one.source) if phrase.span != one.source else phrase
    return found


def _name_behind(text: str, source: Span, phrase: Phrase | None, known: Lexicon) -> Phrase | None:
    """The person whose full name stands behind what tells who it is: "the lighthouse warden, Jane Doe,".

    Whoever is said to say something is somebody, whether or not a list has the noun. A single name is enough behind
    whose relative it is: "her mother, Jane,".
    """
    found = _BEHIND.match(source.of(text))
    # Of a German noun neither its capital nor its ending tells much: "der Wärter", "die Wärter".
    noun = known.language in _CAPITAL_NOUNS
    if phrase is None or found is None or phrase.parts or _is_named(phrase, noun=noun):
        return None
    if not noun and (phrase.number != "singular" or any(map(_is_capital, found["told"].split()[1:]))):
        return None
    first = found["told"].split()[0].lower()
    kin = first in known.titles.possessive and known.is_human(phrase.head)
    named = parse_phrase(text, Span(source.start + found.start("name"), source.start + found.end("name")), known)
    if named is None or named.kind != "person" or not (kin or " " in named.name):
        return None
    role = phrase.name or found["told"]
    return named._replace(span=source, role=named.role or role, gender=named.gender or phrase.gender, loose=False)


def _is_named(phrase: Phrase, *, noun: bool) -> bool:
    """Whether a phrase has a name already: a person's full one, or a body's or an outlet's.

    One capitalised word may be a `noun`.
    """
    if phrase.kind == "person" or (noun and phrase.kind == "organisation" and not phrase.families):
        return " " in phrase.name
    return phrase.kind in ("organisation", "media", "pronoun", "people") or bool(phrase.families)


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _is_clipped(text: str, source: Span, cue: Span) -> bool:
    """Whether a source ends within a compound before its cue: "self-" of "self-described rebels said"."""
    if text[source.end - 1] != "-" or not source.end < cue.start <= source.end + _LONGEST_CLIPPED:
        return False
    return _BREAKS.isdisjoint(text[source.end : cue.start])


def _read_on(text: str, source: Span, cue: Span, known: Lexicon) -> Span:
    """A clipped source up to its noun."""
    words = tokens_in(text, Span(source.end, cue.start))
    nouns = [n for n, word in enumerate(words) if known.families(low(word)) or low(word) in known.titles.roles]
    nouns = nouns or [n for n, word in enumerate(words) if known.is_human(low(word))]
    if not nouns:
        return source
    last = nouns[0]
    while last + 1 < len(words) and (known.families(low(words[last + 1])) or known.is_human(low(words[last + 1]))):
        last += 1
    return Span(source.start, words[last].span.end)
