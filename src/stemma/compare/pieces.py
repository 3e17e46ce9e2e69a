"""Cutting readings into sentence-sized pieces: what utterances and claims are made of."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from stemma.compare.replies import Reply, replies
from stemma.compare.words import Lexicon, Words, words_of
from stemma.model import Actor, OwnVoice, Reading, Report, Span, Statement, trimmed
from stemma.text.sentences import split
from stemma.vocabulary.verdicts import is_verdict

_EDGES = " \t\r\n\u00a0\u2009\u200b\"“”„«»‘’'‚‹›,;:–—-([])"
# Quoted words of one sentence that the report's own words hold together: "separated" from home "for asking".
_WIDEST_BRIDGE = 60
# Between a cue and the word that follows it: a space, a quotation mark.
_WIDEST_GAP = 2
# A cue of so many words says part of what is said ("claimed responsibility for"), where so few words follow.
_LONG_CUE, _SHORT_CONTENT = 3, 6
# Words of a sentence, about; text without punctuation would make alignments as large as the square of its length.
_LONGEST = 200
# A quotation within a sentence that is a sentence of its own: it begins with a capital and closes with a stop or comma.
_QUOTED_SENTENCE = re.compile(r"[“\"«„](?=[^\W\d_a-z])([^“”\"«»„\n]{12,600}?[.,!?…])[”\"»]")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a statement's content, or a sentence that a report says in its own voice (`statement` None).

    `report` is the index of the report, `order` the piece's place among the report's pieces, `first` and `last`
    (exclusive) the range of its words in the report's Words, `span` the characters, without quotation marks at the
    ends.
    """

    report: int
    order: int
    span: Span
    first: int
    last: int
    statement: Statement | None
    hedged: bool = False

    @property
    def spoken(self) -> bool:
        """Whether it is attributed."""
        return self.statement is not None


@dataclass(frozen=True, slots=True)
class Material:
    """All that is compared: reports in the order of their ids, their words, and their pieces in text order."""

    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    words: tuple[Words, ...]
    lexicon: Lexicon
    pieces: tuple[Piece, ...]
    # By report, the statements that speak about what stands elsewhere in it, by their ids.
    replies: tuple[Mapping[str, Reply], ...]
    # By the id of a report that a body puts out itself (a ministry's communiqué), that body.
    bodies: Mapping[str, Actor] = field(default_factory=dict)
    # The actors' names, by their ids.
    names: Mapping[str, str] = field(default_factory=dict)

    def speaker(self, piece: Piece) -> str | None:
        """The id of the actor who says a piece, as far as it is known: in a body's own words, that body."""
        if piece.statement is not None:
            return piece.statement.speaker
        body = self.bodies.get(self.reports[piece.report].id)
        return body.id if body else None

    def told_by_somebody(self, piece: Piece) -> bool:
        """Whether a piece is attributed, or a body says it in what it puts out itself."""
        return piece.spoken or self.reports[piece.report].id in self.bodies

    def stems(self, piece: Piece) -> Sequence[int]:
        """The stems' numbers of a piece, in order."""
        return self.words[piece.report].stems[piece.first : piece.last]

    def language(self, report: int) -> str | None:
        """The language of the report at this index, as far as it is known."""
        return self.reports[report].language or self.readings[report].language

    def text(self, report: int, span: Span) -> str:
        """The words that `span` marks in the report at this index."""
        return span.of(self.reports[report].text)


def gather(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    statements: Sequence[Statement],
    bodies: Mapping[str, Actor] | None = None,
    commenting: Container[str] = (),
    actors: Sequence[Actor] = (),
) -> Material:
    """The case's material: `readings` are parallel to `reports`, `statements` are theirs with case-wide speakers.

    `bodies` are those who put out reports themselves, by the reports' ids; of theirs, and of the reports `commenting`,
    comment is a piece like any other sentence. `actors` are the case's.
    """
    bodies = bodies or {}
    lexicon = Lexicon()
    words = tuple(
        words_of(report, report.language or reading.language, lexicon)
        for report, reading in zip(reports, readings, strict=True)
    )
    lexicon.weigh(words)
    by_report: dict[str, list[Statement]] = {}
    for statement in statements:
        by_report.setdefault(statement.report, []).append(statement)
    pieces: list[Piece] = []
    replying: list[Mapping[str, Reply]] = []
    for number, (report, reading) in enumerate(zip(reports, readings, strict=True)):
        language = reading.language or report.language
        said = by_report.get(report.id, ())
        replying.append(replies(report.text, language, said, reading.sentences))
        comment = report.id in bodies or report.id in commenting
        own = [one for one in reading.own_voice if comment or not one.comment]
        pieces.extend(_Cutter(number, report, language, words[number], replying[-1]).pieces(said, own))
    names = {actor.id: actor.name for actor in actors}
    return Material(tuple(reports), tuple(readings), words, lexicon, tuple(pieces), tuple(replying), bodies, names)


class _Cutter:
    """Cuts one report's statements and own-voice sentences."""

    def __init__(
        self, number: int, report: Report, language: str | None, words: Words, replying: Mapping[str, Reply]
    ) -> None:
        self.number = number
        self.report = report
        self.language = language
        self.words = words
        self.replying = replying

    def pieces(self, statements: Sequence[Statement], own_voice: Sequence[OwnVoice]) -> Iterator[Piece]:
        found: list[tuple[Span, Statement | None, bool]] = []
        for statement in statements:
            found.extend((span, statement, statement.stance == "hedges") for span in self._sentences(statement))
        found.extend((own.span, None, own.hedged) for own in own_voice)
        told = [own.span for own in own_voice]
        found.extend((span, None, False) for span in self._replied_to(statements, told))
        found.sort(key=lambda item: (item[0], item[1].id if item[1] else ""))
        order = 0
        for span, spoken_in, hedged in found:
            for first, last, part in self._parts(span):
                yield Piece(self.number, order, part, first, last, spoken_in, hedged)
                order += 1

    def _replied_to(self, statements: Sequence[Statement], told: Sequence[Span]) -> Iterator[Span]:
        """What the report tells in its own voice before somebody confirms or denies it, if not among what is `told`.

        What it examines and rules on itself, as a fact-check does, it does not tell.
        """
        said = [*told, *(span for one in statements if one.id not in self.replying for span in one.content)]
        others = [one for one in statements if not is_verdict(self.report.text, self.language, one)]
        spoken_of = {part for one in others if one.id in self.replying for part in self._sentences(one)}
        return (part for part in sorted(spoken_of) if not any(part.overlaps(span) for span in said))

    def _worded(self, statement: Statement, content: list[Span]) -> list[Span]:
        """The content, with the cue before it where it alone says too little: "denies involvement"."""
        cue = statement.cue
        if cue is None or len(content) != 1 or not 0 <= content[0].start - cue.end <= _WIDEST_GAP:
            return content
        length, of_cue = (last - first for first, last in map(self.words.within, (content[0], cue)))
        little = length == 1 and statement.stance in ("confirms", "denies")
        little = little or (of_cue >= _LONG_CUE and length <= _SHORT_CONTENT)
        return [Span(cue.start, content[0].end)] if little else content

    def _parts(self, span: Span) -> Iterator[tuple[int, int, Span]]:
        """The words of a sentence and its characters; what no sentence is so long as to be, in parts."""
        first, last = self.words.within(span)
        if 0 < last - first <= _LONGEST:
            yield first, last, trimmed(self.report.text, span, _EDGES)
            return
        for start in range(first, last, _LONGEST):
            end = min(start + _LONGEST, last)
            yield start, end, self.words.span(start, end)

    def _sentences(self, statement: Statement) -> Iterator[Span]:
        reply = self.replying.get(statement.id)
        told = replace(statement, content=reply.about) if reply else statement
        for span in self._worded(told, _bridged(self.report.text, told)):
            parts = split(span.of(self.report.text), self.language)
            for part in parts:
                yield from _around_quotations(self.report.text, Span(span.start + part.start, span.start + part.end))


def _around_quotations(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or where it holds quoted sentences: those, and what stands between them."""
    at = sentence.start
    for match in _QUOTED_SENTENCE.finditer(text, sentence.start, sentence.end):
        if match.start() > at:
            yield Span(at, match.start())
        yield Span(*match.span())
        at = match.end()
    if at < sentence.end:
        yield Span(at, sentence.end)


def _bridged(text: str, statement: Statement) -> list[Span]:
    """A statement's content spans, those of one sentence taken together unless its source or cue stands between."""
    found: list[Span] = []
    for span in sorted(statement.content):
        if found and _may_bridge(text, Span(found[-1].end, span.start), statement):
            span = Span(found.pop().start, span.end)
        found.append(span)
    return found


def _may_bridge(text: str, gap: Span, statement: Statement) -> bool:
    if not 0 <= gap.length <= _WIDEST_BRIDGE:
        return False
    outside = [span for span in (statement.source, statement.cue) if span is not None]
    if any(gap.overlaps(span) for span in outside):
        return False
    return not _SENTENCE_END.search(text, max(0, gap.start - 2), gap.end)
