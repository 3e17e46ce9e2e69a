"""What bodies record or count themselves: "FlightTrace recorded its last signal", "the ministry puts the toll at 12".

No verb of saying stands there, and still the page has it from them: they are behind it as whoever says a thing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model import Span
from stemma.read.attributions import Attribution, Page, place
from stemma.read.lexicon import Lexicon, is_capital, lexicon, low
from stemma.read.mentions import and_apposition
from stemma.read.numbers import Sentence, amounts
from stemma.read.phrases import parse_phrase
from stemma.read.quantity_words import FigureWords, figure_words
from stemma.text.tokens import Token, tokens_in
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.measures import MeasureWords, measure_words

# Words before the verb, of the longest sentence that is read, and of the longest verb.
_TO_VERB, _LONGEST, _VERB = 14, 80, 2
# Words of the shortest thing that is recorded.
_FEWEST = 2
_BODIES = ("organisation", "media")
_NO_SOURCE = frozenset({"preposition", "subordinator", "pronoun", "auxiliary", "negation", "complementiser"})


def with_measures(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page, with those of what bodies record or count, in text order.

    Only sentences in which nobody yet says anything, and that begin with the body.
    """
    words = measure_words(page.language)
    if not (words.recording or words.counting):
        return tuple(found)
    taken = [span for one in found for span in (one.source, one.cue, *one.content) if span is not None]
    reader = _Reader(page.text, words, lexicon(page.language), figure_words(page.language))
    made = [
        one
        for sentence in page.sentences
        if not any(sentence.overlaps(span) for span in taken)
        for one in reader.measured(sentence)
    ]
    return tuple(sorted([*found, *made], key=place)) if made else tuple(found)


class _Reader:
    def __init__(self, text: str, words: MeasureWords, known: Lexicon, figures: FigureWords) -> None:
        self._text, self._words, self._known, self._figures = text, words, known, figures
        self._classes = word_classes(known.language)

    def measured(self, sentence: Span) -> Iterator[Attribution]:
        tokens = tokens_in(self._text, sentence)
        if len(tokens) > _LONGEST or any(mark in sentence.of(self._text) for mark in '"“”„«»?'):
            return
        for at in range(1, min(len(tokens) - 1, _TO_VERB)):
            for size in range(_VERB, 0, -1):
                verb = tuple(low(token) for token in tokens[at : at + size])
                if verb in self._words.recording or verb in self._words.counting:
                    one = self._made(tokens, at, at + len(verb), verb in self._words.counting)
                    if one is not None:
                        yield one
                    return

    def _made(self, tokens: Sequence[Token], at: int, end: int, counting: bool) -> Attribution | None:
        last = at
        while last > 1 and (low(tokens[last - 1]),) in self._words.adverbs:
            last -= 1
        first = self._first(tokens, last)
        if first is None or not self._is_body(tokens[first:last], counting):
            return None
        rest = tokens[end:]
        if len(rest) < _FEWEST or not self._takes(rest, counting):
            return None
        source = Span(tokens[first].span.start, tokens[last - 1].span.end)
        cue = Span(tokens[at].span.start, tokens[end - 1].span.end)
        content = Span(rest[0].span.start, rest[-1].span.end)
        return Attribution(source, cue, (content,), "asserts", "indirect")

    def _first(self, tokens: Sequence[Token], last: int) -> int | None:
        """Where the source begins: at the head of the sentence, or past what is set off by a comma there."""
        parts = [n for n in range(1, last) if "," in self._text[tokens[n - 1].span.end : tokens[n].span.start]]
        closed = "," in self._text[tokens[last - 1].span.end : tokens[last].span.start]
        if not parts:
            return None if closed else 0
        if closed:
            return 0 if len(parts) == 1 else None
        opens = self._classes.get(low(tokens[0]), frozenset())
        return parts[0] if len(parts) == 1 and "preposition" in opens else None

    def _is_body(self, words: Sequence[Token], counting: bool) -> bool:
        """Whether the words name a body or an office; who counts may be a person as well."""
        if self._classes.get(low(words[0]), frozenset()) & _NO_SOURCE - {"auxiliary"}:
            return False
        if "auxiliary" in self._classes.get(low(words[-1]), frozenset()):
            return False
        span = Span(words[0].span.start, words[-1].span.end)
        phrase = parse_phrase(self._text, and_apposition(self._text, span, self._known), self._known)
        if phrase is None or phrase.mute or phrase.ordinary or phrase.kind == "pronoun":
            return False
        if phrase.kind in _BODIES or phrase.families:
            return True
        named = any(map(str.isupper, words[0].text[1:])) and is_capital(words[0])
        return (counting and phrase.kind in ("person", "office")) or (phrase.kind == "person" and named)

    def _takes(self, rest: Sequence[Token], counting: bool) -> bool:
        """Whether what follows can be recorded, or is a number of what is counted."""
        if not counting:
            return "preposition" not in self._classes.get(low(rest[0]), frozenset())
        if not any((low(word),) in self._words.counted for word in rest):
            return False
        return bool(list(amounts(Sentence(self._text, list(rest)), self._figures)))
