"""The noun phrases of a report's sources, each read with what tells more of it right behind."""

from __future__ import annotations

from collections.abc import Iterable

from stemma.model import Span, Statement
from stemma.read.lexicon import Lexicon, low
from stemma.read.mentions import and_apposition
from stemma.read.phrases import parse_phrase
from stemma.read.wording import Phrase
from stemma.text.tokens import tokens_in

# A source that breaks off within a word is read on over so many characters, and over none of these.
_LONGEST_CLIPPED = 80
_BREAKS = frozenset(',.;:!?\n"“”()')


def source_phrases(text: str, statements: Iterable[Statement], known: Lexicon) -> dict[Span, Phrase]:
    """The phrase of every source, by its span; those that hold no word are left out."""
    found: dict[Span, Phrase] = {}
    for one in statements:
        if one.source is None or one.source in found:
            continue
        if one.cue is not None and _is_clipped(text, one.source, one.cue):
            phrase = parse_phrase(text, _read_on(text, one.source, one.cue, known), known)
        else:
            phrase = parse_phrase(text, and_apposition(text, one.source, known), known)
        if phrase is not None:
            found[one.source] = phrase._replace(span=one.source) if phrase.span != one.source else phrase
    return found


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
