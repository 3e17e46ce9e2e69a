"""Through which outlet a statement reached its report: "she told Reuters", "according to the Herald"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from stemma.model import Report, Span, Statement
from stemma.read.lexicon import Lexicon
from stemma.read.relays import (
    OutletAt,
    Relay,
    find_relays,
    outlets_in,
    own_names,
    relay_of,
    source_lines,
)
from stemma.text.names import same_name
from stemma.text.tokens import tokens_in
from stemma.vocabulary.credits import credit_words


def find_vias(
    report: Report,
    sentences: Sequence[Span],
    statements: Sequence[Statement],
    speakers: Mapping[str, object | None],
    known: Lexicon,
) -> dict[str, OutletAt]:
    """For each statement that has one, by its id, the outlet that its sentence or a source line names.

    What the same speaker (by `speakers`, under a pronoun or none) goes on to say in the next sentence came the same
    way. The report's own outlet is no way station.
    """
    lines = source_lines(report.text, known)
    ends = [end for end, _, _ in lines]
    relays = _Relays(report, sentences, known)
    own = own_names(report)
    found: dict[str, OutletAt] = {}
    before: Statement | None = None
    for statement in sorted(statements, key=_place):
        relay = relay_of(statement, relays.near(statement))
        at = relay.at if relay is not None else None
        if at is None and before is not None and _goes_on(statement, before, relays, speakers):
            at = found.get(before.id)
        if at is None:
            line = bisect_right(ends, statement.content[0].start) - 1
            at = lines[line][1] if line >= 0 else None
        names = (at.name, at.outlet.name if at.outlet else at.name) if at is not None else ()
        if at is not None and not any(same_name(one, name) for one in own for name in names):
            found[statement.id] = at
        before = statement
    return found


def _place(statement: Statement) -> int:
    return (statement.source or statement.cue or statement.content[0]).start


def _goes_on(statement: Statement, before: Statement, relays: _Relays, speakers: Mapping[str, object | None]) -> bool:
    """Whether a statement goes on from the one before it: the same speaker, not named again, at most a sentence on."""
    speaker = speakers.get(statement.id)
    if speaker is None or speaker is not speakers.get(before.id):
        return False
    source = statement.source
    short = source is None or source.of(relays.report.text).lower() in relays.known.titles.pronouns
    return short and relays.number(_place(statement)) - relays.number(_place(before)) <= 1


class _Relays:
    """The relays of a report's sentences, found when first asked for."""

    def __init__(self, report: Report, sentences: Sequence[Span], known: Lexicon) -> None:
        self.report = report
        self.known = known
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._found: dict[int, list[Relay]] = {}

    def number(self, position: int) -> int:
        """The number of the sentence at `position`."""
        return max(0, bisect_right(self._starts, position) - 1)

    def near(self, statement: Statement) -> Sequence[Relay]:
        """The relays in the statement's sentence."""
        number = self.number(_place(statement))
        if number not in self._found and self._sentences:
            text = self.report.text
            sentence = self._sentences[number]
            outlets = outlets_in(text, sentence, self.known)
            words = tokens_in(text, sentence)
            self._found[number] = find_relays(text, words, outlets, self.known, credit_words(self.report.language))
        return self._found.get(number, ())
