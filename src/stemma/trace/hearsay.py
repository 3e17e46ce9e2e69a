"""Sentences that say from whom somebody has what they say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Comparison, Mention, Pointer, Reading, Report, Span, Statement
from stemma.text.tokens import tokenise
from stemma.trace.documents import Document, kind_of, telling_words
from stemma.vocabulary.hearsay import HearsayWords, hearsay_words

# Characters of the phrase that names the source.
_LONGEST_PHRASE = 120
_STOPS = re.compile(r"[,;:!?()“”„\"\n]")
_LOOKED_AT = 200_000


@dataclass(frozen=True, slots=True)
class Hearsay:
    """One sentence (`place`) that says that `actor` has it from elsewhere.

    The source is named by `actors` or as a document; `words` are its phrase's names, folded. `general` is true where
    it holds for all that the actor says, false where it holds for what is said beside it.
    """

    actor: str
    place: Pointer
    actors: frozenset[str]
    document: Document
    general: bool


def find_hearsay(
    reports: Sequence[Report], readings: Sequence[Reading], comparison: Comparison
) -> dict[str, list[Hearsay]]:
    """All such sentences by the actor whose news it is, in the order of reports and text."""
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(comparison.mentions, key=lambda m: (m.report, m.span)):
        if mention.actor is not None:
            mentions[mention.report].append(mention)
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in comparison.statements:
        if statement.speaker is not None:
            statements[statement.report].append(statement)
    sentences = {reading.report: reading.sentences for reading in readings}
    found: defaultdict[str, list[Hearsay]] = defaultdict(list)
    for report in reports:
        page = _Page(report, sentences.get(report.id, ()), mentions[report.id], statements[report.id])
        for item in page.hearsay():
            found[item.actor].append(item)
    return dict(found)


class _Page:
    """One report, with what is known of its words."""

    def __init__(
        self, report: Report, sentences: Sequence[Span], mentions: Sequence[Mention], statements: Sequence[Statement]
    ) -> None:
        self._report, self._text = report, report.text[:_LOOKED_AT]
        self._sentences, self._mentions, self._statements = sentences, mentions, statements
        self._words: HearsayWords = hearsay_words(report.language)

    def hearsay(self) -> Iterator[Hearsay]:
        words = self._words
        for pattern, general, first_person in (
            (words.always, True, False),
            (words.first_person, True, True),
            (words.here, False, False),
        ):
            for match in pattern.finditer(self._text):
                who = self._speaker(match.start()) if first_person else self._subject(match)
                if who is not None:
                    yield from self._item(who, match, self._source(match.end()), general)
        for match in words.teller_first.finditer(self._text):
            who, told_by = self._speaker(match.start()), self._last_before(match.start(), match.start())
            if who is not None and told_by is not None:
                yield from self._item(who, match, Span(*told_by.span), False)

    def _item(self, who: str, match: re.Match[str], source: Span, general: bool) -> Iterator[Hearsay]:
        sentence = self._sentence(match.start())
        actors = frozenset(m.actor for m in self._between(source.start, source.end) if m.actor) - {who}
        tokens = tokenise(self._text, source)
        name = " ".join(source.of(self._text).split()).rstrip(".")
        # A phrase of names alone ("from Montreal") begins with one; nothing is dropped for standing first.
        telling = frozenset(telling_words([tokens[0], *tokens], self._words)) if tokens else frozenset()
        document = Document(kind_of(tokens, self._words) or "", name, telling)
        if tokens:
            yield Hearsay(who, Pointer(self._report.id, sentence), actors, document, general)

    def _source(self, start: int) -> Span:
        """The phrase after the words, up to a mark or a word that ends it."""
        # Sentences end where a full stop does; another stands in "Mr. Reyes".
        limit = min(self._sentence(start).end, start + _LONGEST_PHRASE)
        stop = _STOPS.search(self._text, start, limit)
        end = stop.start() if stop else limit
        for token in tokenise(self._text, Span(start, end)):
            if token.folded in self._words.ends:
                return Span(start, token.span.start)
        return Span(start, end)

    def _subject(self, match: re.Match[str]) -> str | None:
        """Whose news it is: who is named last before the words in their sentence, else who says the sentence."""
        sentence = self._sentence(match.start())
        named = self._last_before(match.start() + 1, sentence.start)
        if named is not None:
            return named.actor
        return self._speaker(match.start()) or self._speaker(match.end() - 1)

    def _last_before(self, end: int, start: int) -> Mention | None:
        """The last mention that begins in the sentence and before `end`."""
        start = min(start, self._sentence(end).start)
        named = [mention for mention in self._between(start, end) if mention.span.start < end]
        return named[-1] if named else None

    def _speaker(self, at: int) -> str | None:
        """Who says the words at `at`, the innermost statement before others."""
        covering = [
            (sum(span.length for span in statement.content), statement.speaker or "")
            for statement in self._statements
            if any(span.start <= at < span.end for span in statement.content)
        ]
        return min(covering)[1] if covering else None

    def _between(self, start: int, end: int) -> Sequence[Mention]:
        first = bisect_left(self._mentions, start, key=lambda mention: mention.span.start)
        last = bisect_left(self._mentions, end, key=lambda mention: mention.span.start)
        return self._mentions[first:last]

    def _sentence(self, at: int) -> Span:
        index = bisect_right(self._sentences, at, key=lambda span: span.start) - 1
        if index >= 0 and self._sentences[index].end >= at:
            return self._sentences[index]
        return Span(at, min(len(self._text), at + _LONGEST_PHRASE))
