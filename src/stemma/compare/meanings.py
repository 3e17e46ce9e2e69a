"""What the clauses of a report mean, as vectors: encoded once a report, and looked up when the case is compared."""

from __future__ import annotations

import base64
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from stemma.compare.cuts import clause_ranges, speech_edges
from stemma.compare.pieces import Material, Piece, gather
from stemma.model import Meaning, Reading, Report, Span
from stemma.text.meaning import MeaningEncoder, unit_rows

Floats = npt.NDArray[np.float32]

# Shorter sentences are one clause.
_LONG_SENTENCE = 10
_LARGEST = 127
# What all clauses of a case have in common, its topic, is taken off their meanings, by this share of it; and with so
# many clauses half as much as that.
_TOPIC = 0.7
_CLAUSES_TO_TRUST = 30
# With a handful of clauses the case's topic can't be taken off their meanings, and all that happens in one town is
# alike by it: up to this much more is asked, the less the nearer to so many.
_TOPIC_LEFT = 0.06
_FEW = 30
# A clause stands for other words of its sentence where it shares so much of the characters of both.
_NEAR_ENOUGH = 0.8


def ranges_of(material: Material, piece: Piece, edges: frozenset[int]) -> list[tuple[int, int]]:
    """The ranges of a piece's words that may be a claim: all of them, and the clauses of a long one; longest first."""
    length = piece.last - piece.first
    ranges = {(0, length)}
    if length >= _LONG_SENTENCE:
        ranges.update(clause_ranges(material, piece, edges))
    return sorted(ranges, key=lambda pair: (pair[0] - pair[1], pair))


def meanings(report: Report, reading: Reading, encoder: MeaningEncoder) -> tuple[Meaning, ...]:
    """The meanings of all that may be a claim in a report, in text order; none in a language that is not covered.

    Words are encoded within their sentence, so that "they have taken it" is not quite lost.
    """
    language = report.language or reading.language
    if not encoder.covers(language):
        return ()
    found: dict[Span, str] = {}
    for context, spans in _in_context(report, reading):
        within = [Span(span.start - context.start, span.end - context.start) for span in spans]
        for span, vector in zip(spans, encoder(context.of(report.text), within, language), strict=True):
            found[span] = _packed(vector)
    return tuple(Meaning(span=span, vector=found[span]) for span in sorted(found))


def _in_context(report: Report, reading: Reading) -> Iterator[tuple[Span, list[Span]]]:
    """Spans that may be a claim, under the sentence or sentences that they stand in; each span once."""
    material = gather([report], [reading], reading.statements, commenting=(report.id,))
    edges = speech_edges(material)[0]
    by_context: dict[Span, dict[Span, None]] = {}
    for piece in material.pieces:
        for first, last in ranges_of(material, piece, edges):
            span = span_of(material, piece, first, last)
            by_context.setdefault(_sentences_around(reading.sentences, span), {})[span] = None
    return ((context, list(spans)) for context, spans in sorted(by_context.items()))


def span_of(material: Material, piece: Piece, first: int, last: int) -> Span:
    """The characters of a range of a piece's words, counted from its first word."""
    if first == 0 and last == piece.last - piece.first:
        return piece.span
    return material.words[piece.report].span(piece.first + first, piece.first + last)


def _sentences_around(sentences: Sequence[Span], span: Span) -> Span:
    """`span`, widened to the sentences (in text order) that it has a part in."""
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
    around = sentences[first : bisect_left(sentences, span.end, key=lambda sentence: sentence.start)]
    return Span(min([span.start, *(s.start for s in around)]), max([span.end, *(s.end for s in around)]))


def _packed(vector: Floats) -> str:
    largest = float(np.abs(vector).max(initial=0.0)) or 1.0
    return base64.b64encode(np.round(vector * (_LARGEST / largest)).astype(np.int8).tobytes()).decode("ascii")


class CaseMeanings:
    """The vectors of a case's readings, by place."""

    def __init__(self, material: Material) -> None:
        # In text order, as readings have them.
        self._by_report = [{meaning.span: meaning for meaning in reading.meanings} for reading in material.readings]
        self._spans = [sorted(table) for table in self._by_report]
        first = next((found for table in self._by_report for found in table.values()), None)
        self._width = 1 if first is None else len(vector_of(first))

    def rows(self, places: Sequence[Sequence[tuple[int, Span]]]) -> Floats:
        """A row for each of `places` (alternatives: report's index and span): the first that is known, or zeros."""
        rows = np.zeros((len(places), self._width), np.float32)
        for number, alternatives in enumerate(places):
            known = (self._by_report[report].get(span) for report, span in alternatives)
            meaning = next((found for found in known if found is not None), None)
            if meaning is not None:
                rows[number] = vector_of(meaning)
        return rows

    def nearest(self, places: Sequence[tuple[int, Span]]) -> Floats:
        """The vector of the span that comes nearest to one of `places` (report's index and span).

        Zeros where each span falls short of its place, or goes beyond it, by more than a little.
        """
        found: tuple[float, Meaning] | None = None
        for report, place in places:
            spans = self._spans[report]
            slack = int(place.length * (1 / _NEAR_ENOUGH - 1))
            first = bisect_left(spans, (place.start - slack,))
            for span in spans[first : bisect_right(spans, (place.start + slack, math.inf))]:
                shared = min(span.end, place.end) - max(span.start, place.start)
                share = shared / (span.length + place.length - shared)
                if share >= _NEAR_ENOUGH and (found is None or share > found[0]):
                    found = share, self._by_report[report][span]
        return vector_of(found[1]) if found is not None else np.zeros(self._width, np.float32)


def topic_of(rows: Floats) -> Floats:
    """What the rows have in common, the case's topic, as far as it is taken off them; rows of zeros don't count."""
    known = np.asarray(rows.any(axis=1))
    count = int(known.sum())
    if not count:
        return np.zeros(rows.shape[1], np.float32)
    share = _TOPIC * count / (count + _CLAUSES_TO_TRUST)
    return np.asarray(np.float32(share) * rows[known].mean(0), np.float32)


def off_topic(rows: Floats, topic: Floats) -> Floats:
    """The rows without the case's topic (`topic_of`), of length 1 again; rows of zeros stay."""
    known = np.asarray(rows.any(axis=1))
    if not known.any():
        return rows
    apart = np.where(known[:, None], rows - topic, 0.0)
    return unit_rows(np.asarray(apart, np.float32))


def topic_left(rows: Floats) -> float:
    """How much likeness of two rows may be the topic's, which `off_topic` can't take off where few are known.

    0 where none is known: words alone hold no topic that would have to be taken off.
    """
    count = int(np.count_nonzero(rows.any(axis=1)))
    return _TOPIC_LEFT * max(0.0, 1 - count / _FEW) if count else 0.0


def vector_of(meaning: Meaning) -> Floats:
    """The vector of a meaning, of length 1."""
    vector = np.frombuffer(base64.b64decode(meaning.vector), np.int8).astype(np.float32)
    length = float(np.linalg.norm(vector)) or 1.0
    return np.asarray(vector / length, np.float32)
