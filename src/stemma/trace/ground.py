"""The case as tracing looks things up in it: built once, asked for every claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from stemma.model import (
    Access,
    Actor,
    Comparison,
    Credit,
    Mention,
    OwnVoice,
    Pointer,
    Reading,
    Report,
    Span,
    Statement,
    Time,
    Utterance,
)
from stemma.trace.cast import case_actors
from stemma.trace.command import Standing, commands
from stemma.trace.moments import moment_of
from stemma.trace.outlets import Outlets

# Characters; passages are looked up by the stretches of text that they touch.
_STRETCH = 400


class Twin(NamedTuple):
    """A stretch of a report whose words stand in another report too."""

    span: Span
    other: Pointer


class Ground:
    """Reports, actors, statements and what ties them, by id or by place."""

    def __init__(
        self,
        reports: Sequence[Report],
        readings: Sequence[Reading],
        comparison: Comparison,
        outlets: Outlets,
    ) -> None:
        self.reports = {report.id: report for report in reports}
        self._age = {report: number for number, report in enumerate(sorted(self.reports, key=self._published))}
        self.actors = {actor.id: actor for actor in comparison.actors}
        self.statements = {statement.id: statement for statement in comparison.statements}
        self._readings = {reading.report: reading for reading in readings}
        self._standings: dict[str, Standing] = {}
        self._utterances: defaultdict[str, list[Utterance]] = defaultdict(list)
        for utterance in comparison.utterances:
            for member in utterance.members:
                self._utterances[member.statement].append(utterance)
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(comparison.mentions, key=lambda m: (m.report, m.span)):
            self._mentions[mention.report].append(mention)
        self._twins = _twins(comparison)
        self._outlets = outlets
        self._case_actors = case_actors(readings, comparison)

    def _published(self, report: str) -> tuple[str, str]:
        moment = moment_of(self.reports[report].published)
        return (moment.start.isoformat() if moment else "9"), report

    def age(self, place: Pointer) -> tuple[int, Span]:
        """A key that sorts places by publication, the undated last, then by report and text order."""
        return self._age[place.report], place.span

    def standing(self, actor: Actor) -> Standing:
        """Whom the actor speaks for, by its names."""
        if actor.id not in self._standings:
            self._standings[actor.id] = commands().standing(actor)
        return self._standings[actor.id]

    def utterances(self, statement: str) -> Sequence[Utterance]:
        """The utterances that the statement renders."""
        return self._utterances.get(statement, ())

    def speaker(self, statement: Statement) -> str | None:
        """The statement's speaker; where the page leaves it open, whoever else is named as saying the same words."""
        if statement.speaker is not None:
            return statement.speaker
        named = {utterance.speaker for utterance in self.utterances(statement.id)} - {None}
        return next(iter(named)) if len(named) == 1 else None

    def lead(self, report: str, names: Iterable[str]) -> str | None:
        """The report of the case to which `report` leads when it names an outlet so (see `Outlets.report_of`)."""
        return self._outlets.report_of(report, names)

    def access(self, place: Pointer) -> Access:
        """How the report says that it knows what it says in its own voice at `place`."""
        own = _overlapping(self._readings[place.report].own_voice, place.span) if place.report in self._readings else ()
        return next((voice.access for voice in own if voice.access != "unknown"), "unknown")

    def credits(self, place: Pointer) -> list[Credit]:
        """The credits in the sentence of `place`."""
        reading = self._readings.get(place.report)
        if reading is None or not reading.credits:
            return []
        sentence = self.sentence(place)
        return [credit for credit in reading.credits if credit.span.overlaps(sentence)]

    def credited(self, credit: Credit) -> Actor | None:
        """The actor whose item a credit names."""
        return self.actors.get(self._case_actors.get((credit.report, credit.actor or ""), ""))

    def sentence(self, place: Pointer) -> Span:
        """The sentence in which `place` begins, or the place itself."""
        reading = self._readings.get(place.report)
        sentences = reading.sentences if reading else ()
        index = bisect_left(sentences, (place.span.start + 1, 0)) - 1
        if index >= 0 and sentences[index].overlaps(place.span):
            return Span(sentences[index].start, max(sentences[index].end, place.span.end))
        return place.span

    def mentions(self, place: Pointer) -> Iterator[Mention]:
        """The mentions within `place`, in text order."""
        mentions = self._mentions.get(place.report, [])
        first = bisect_left(mentions, place.span.start, key=lambda mention: mention.span.start)
        for mention in mentions[first:]:
            if mention.span.start >= place.span.end:
                return
            yield mention

    def times(self, place: Pointer) -> Iterator[Time]:
        """The anchored times within `place`."""
        reading = self._readings.get(place.report)
        for time in reading.times if reading else ():
            if place.span.covers(time.span) and time.start and time.end:
                yield time

    def twins(self, place: Pointer, among: Container[str]) -> Iterator[Pointer]:
        """Where the words of `place` stand in the reports `among`, in no particular order; a passage may come twice.

        A passage's alignment is taken as even along its length.
        """
        for stretch in range(place.span.start // _STRETCH, place.span.end // _STRETCH + 1):
            for twin in self._twins.get((place.report, stretch), ()):
                if twin.other.report in among and 2 * twin.span.shared(place.span) >= place.span.length > 0:
                    yield Pointer(twin.other.report, _carried(place.span, twin.span, twin.other.span))


def _carried(span: Span, here: Span, there: Span) -> Span:
    scale = there.length / max(1, here.length)
    start = there.start + round((max(span.start, here.start) - here.start) * scale)
    return Span(start, max(start + 1, there.start + round((min(span.end, here.end) - here.start) * scale)))


def _twins(comparison: Comparison) -> defaultdict[tuple[str, int], list[Twin]]:
    """Shared passages by report and the stretches of its text that they touch."""
    twins: defaultdict[tuple[str, int], list[Twin]] = defaultdict(list)
    for passage in comparison.passages:
        if passage.boilerplate:
            continue
        for here, there in ((passage.left, passage.right), (passage.right, passage.left)):
            for stretch in range(here.span.start // _STRETCH, here.span.end // _STRETCH + 1):
                twins[here.report, stretch].append(Twin(here.span, there))
    return twins


def _overlapping(own: Sequence[OwnVoice], span: Span) -> Iterator[OwnVoice]:
    first = max(0, bisect_left(own, span.start, key=lambda voice: voice.span.start) - 1)
    for voice in own[first:]:
        if voice.span.start >= span.end:
            return
        if voice.span.overlaps(span):
            yield voice
