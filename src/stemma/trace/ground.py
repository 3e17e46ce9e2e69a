"""The case as tracing looks things up in it: built once, asked for every claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from stemma.model import (
    Access,
    Actor,
    Comparison,
    Credit,
    Mention,
    OwnVoice,
    Pointer,
    Quantity,
    Reading,
    Report,
    Span,
    Statement,
    Time,
    Utterance,
)
from stemma.text.bodies import speaking_publishers
from stemma.text.plain_names import name_key, words_of
from stemma.text.tokens import stem
from stemma.trace.cast import case_actors
from stemma.trace.command import Standing, commands
from stemma.trace.documents import Document, document_of
from stemma.trace.hearsay import Hearsay, find_hearsay
from stemma.trace.moments import comes_before, moment_of
from stemma.trace.outlets import Outlets
from stemma.trace.posts import Post, posts_beside
from stemma.vocabulary.hearsay import hearsay_words
from stemma.vocabulary.retractions import speaks_of_page, takes_back, tells_own_mistake

# Characters; passages are looked up by the stretches of text that they touch.
_STRETCH = 400
# Characters of a source within which its first word stands.
_FIRST_WORD = 60
# Characters between what somebody says and where they say who told them.
_BESIDE = 200
# Characters from a place within which what somebody says begins, if words of that statement stand in the place.
_NEAR = 1000
# Words between a name and the cue of which it is the subject.
_AUXILIARIES = 2
# Characters beside a name within which a page says who that is, and mentions that are looked at.
_DESCRIBED, _MOST_MENTIONS = 50, 200


class Twin(NamedTuple):
    """A stretch of a report whose words stand in another report too."""

    span: Span
    other: Pointer


class Ground:
    """Reports, actors, statements and what ties them, by id or by place.

    Of the pairs of reports in `apart` neither has anything from the other, whatever their words look like.
    """

    def __init__(
        self,
        reports: Sequence[Report],
        readings: Sequence[Reading],
        comparison: Comparison,
        outlets: Outlets,
        apart: frozenset[frozenset[str]] = frozenset(),
    ) -> None:
        self.reports = {report.id: report for report in reports}
        self._age = {report: number for number, report in enumerate(sorted(self.reports, key=self._published))}
        self.actors = {actor.id: actor for actor in comparison.actors}
        self.statements = {statement.id: statement for statement in comparison.statements}
        self._statements_in: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in sorted(comparison.statements, key=_in_text):
            self._statements_in[statement.report].append(statement)
        self._readings = {reading.report: reading for reading in readings}
        self._standings: dict[str, Standing] = {}
        self._utterances: defaultdict[str, list[Utterance]] = defaultdict(list)
        for utterance in comparison.utterances:
            for member in utterance.members:
                if member.statement is not None:
                    self._utterances[member.statement].append(utterance)
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(comparison.mentions, key=lambda m: (m.report, m.span)):
            self._mentions[mention.report].append(mention)
        self._places_of: defaultdict[str, list[Pointer]] = defaultdict(list)
        for mention in comparison.mentions:
            if mention.actor is not None:
                self._places_of[mention.actor].append(Pointer(mention.report, mention.span))
        self._called: dict[str, frozenset[str]] = {}
        self._posts: dict[str, Sequence[Post]] = {}
        self._apart = apart
        self._twins = _twins(comparison, apart)
        self._outlets = outlets
        self._case_actors = case_actors(readings, comparison)
        self._hearsay = find_hearsay(reports, readings, comparison)
        self._places: dict[str, frozenset[str]] = {}
        self._documents: dict[str, Document | None] = {}
        self._editions = _editions(self.reports)
        self._bodies = speaking_publishers(reports, readings, comparison.statements, comparison.actors)
        self._outlet_keys = {
            name_key(report.publisher) for report in reports if report.publisher and report.id not in self._bodies
        } - {""}

    def _published(self, report: str) -> tuple[str, str]:
        moment = moment_of(self.reports[report].published)
        return (moment.start.isoformat() if moment else "9"), report

    def age(self, place: Pointer) -> tuple[int, Span]:
        """A key that sorts places by publication, the undated last, then by report and text order."""
        return self._age[place.report], place.span

    def standing(self, actor: Actor) -> Standing:
        """Whom the actor speaks for, by its names; for a person also by the titles that pages put beside the name."""
        if actor.id not in self._standings:
            standing = commands().standing(actor)
            if actor.kind == "person" and standing.government is None:
                ruler = commands().government_of(self._mentioned(actor), self._beside(actor))
                standing = replace(standing, government=ruler)
            self._standings[actor.id] = standing
        return self._standings[actor.id]

    def places_of(self, actor: Actor) -> Sequence[Pointer]:
        """Where pages mention the actor, the first of very many."""
        return self._places_of.get(actor.id, [])[:_MOST_MENTIONS]

    def posts(self, actor: Actor) -> Sequence[Post]:
        """Whom pages say that a person heads or speaks for, each wording once a page."""
        if actor.id not in self._posts:
            found: dict[tuple[str, frozenset[str]], Post] = {}
            for place in self.places_of(actor):
                for post in posts_beside(self.reports[place.report].text, place, actor):
                    found.setdefault((place.report, post.words), post)
            self._posts[actor.id] = list(found.values())
        return self._posts[actor.id]

    def mentions_before(self, place: Pointer, reach: int) -> Sequence[Mention]:
        """The mentions of the same page that begin at most `reach` characters before a place, in text order."""
        return list(self.mentions(Pointer(place.report, Span(max(0, place.span.start - reach), place.span.start))))

    def _mentioned(self, actor: Actor) -> list[Sequence[str]]:
        """The folded words of each mention of the actor."""
        places = self.places_of(actor)
        return [words_of(place.span.of(self.reports[place.report].text)) for place in places]

    def _beside(self, actor: Actor) -> list[Sequence[str]]:
        """The folded words before each mention of the actor, and those between commas after it."""
        found: list[Sequence[str]] = []
        for place in self.places_of(actor):
            found.extend(_beside(self.reports[place.report].text, place.span))
        return found

    def called(self, actor: Actor) -> frozenset[str]:
        """The stems by which pages call the actor: "mayor Tom Dahl", "Tom Dahl, the mayor"."""
        if actor.id not in self._called:
            named = self._mentioned(actor)
            beside = (commands().title(words) for words in self._beside(actor))
            self._called[actor.id] = frozenset(stem(word, "en") for words in (*named, *beside) for word in words)
        return self._called[actor.id]

    def is_outlet(self, actor: Actor) -> bool:
        """Whether the actor is called like an outlet that publishes reports of the case, or works for one."""
        return not self._outlet_keys.isdisjoint({name_key(actor.name), name_key(actor.body or "")})

    def names_outlet(self, statement: Statement) -> bool:
        """Whether the page's own words for the source are the name of an outlet that publishes reports of the case."""
        if statement.source is None:
            return False
        return name_key(statement.source.of(self.reports[statement.report].text)) in self._outlet_keys

    def of_page(self, statement: Statement) -> bool:
        """Whether the page speaks of what it told itself: "we wrongly reported", "an earlier version said"."""
        report = self.reports[statement.report]
        if statement.manner == "direct":
            return False
        if statement.source is None:
            cue = statement.cue.of(report.text).lower() if statement.cue and statement.stance == "denies" else ""
            return takes_back(cue, report.language) or tells_own_mistake(cue, report.language)
        return speaks_of_page(statement.source.of(report.text), report.language)

    def told_beside(self, statement: Statement) -> Iterator[Statement]:
        """What the same speaker says next to the statement of having been told ("Dahl said the cook had told him")."""
        if statement.speaker is None or not statement.content:
            return
        start, end = statement.content[0].start - _BESIDE, statement.content[-1].end + _BESIDE
        for other in self._statements_in[statement.report]:
            near = other.content and other.content[0].start < end and other.content[-1].end > start
            if near and other.speaker == statement.speaker and other.access == "was told":
                yield other

    def within(self, statement: Statement, place: Pointer) -> Statement | None:
        """The innermost statement that the statement passes on and whose words hold `place`: "she said that the board
        had said ...". One that denies is passed on by one that denies; None where nothing is."""
        found = [
            other
            for other in self._statements_in[statement.report]
            if other.source is not None
            and other.id != statement.id
            and (other.stance == "denies") == (statement.stance == "denies")
            and any(span.covers(other.source) for span in statement.content)
            and any(2 * span.shared(place.span) > place.span.length for span in other.content)
        ]
        return min(found, key=lambda other: (sum(span.length for span in other.content), other.id), default=None)

    def hearsay(self, actor: Actor | None) -> Sequence[Hearsay]:
        """The sentences that say from whom the actor has its news."""
        return self._hearsay.get(actor.id, ()) if actor else ()

    def document(self, statement: Statement) -> Document | None:
        """The dispatch, letter or the like that the statement gives as its source."""
        if statement.id not in self._documents:
            self._read_documents(statement.report)
        return self._documents[statement.id]

    def _read_documents(self, report: str) -> None:
        """The documents of all statements of a report; "the dispatch" means the one that it named before."""
        text, language = self.reports[report].text, self.reports[report].language
        before: dict[str, Document] = {}
        for statement in self._statements_in[report]:
            document = document_of(statement, text, language)
            if document is not None and document.definite and document.kind in before:
                document = before[document.kind]
            elif document is not None and document.telling:
                before[document.kind] = document
            self._documents[statement.id] = document

    def nameless(self, actor: Actor, report: str) -> bool:
        """Whether an actor is nobody in particular: unnamed, or the place from which a dispatch came."""
        return actor.kind == "unnamed" or name_key(actor.name) in self._place_names(report)

    def _place_names(self, report: str) -> frozenset[str]:
        if report not in self._places:
            reading = self._readings.get(report)
            self._places[report] = (
                frozenset(name_key(place.name) for place in reading.places) if reading else frozenset()
            )
        return self._places[report]

    def nobody(self, statement: Statement) -> bool:
        """Whether the source is nobody: "no ship has said ..."."""
        report = self.reports[statement.report]
        if statement.source is None:
            return False
        first = words_of(statement.source.of(report.text)[:_FIRST_WORD])[:1]
        return not hearsay_words(report.language).nobody.isdisjoint(first)

    def first_edition(self, report: str) -> str:
        """The earliest edition in the case of the page that the report is an edition of."""
        return self._editions[report]

    def _agrees(self, statement: Statement, utterance: Utterance) -> bool:
        """Whether nobody denies in the utterance what the statement says: who denies it has not said it."""
        stances = {self.statements[m.statement].stance for m in utterance.members if m.statement in self.statements}
        return (statement.stance == "denies") == ("denies" in stances)

    def precedes(self, report: str, later: str) -> bool:
        """Whether `report` is certainly the earlier: an earlier edition of the other's page, or published before it."""
        edition: str | None = later
        for _ in self.reports:
            edition = self.reports[edition].revision_of if edition in self.reports else None
            if edition is None:
                break
            if edition == report:
                return True
        return comes_before(self.reports[report].published, self.reports[later].published)

    def utterances(self, statement: str) -> Sequence[Utterance]:
        """The utterances that the statement renders."""
        return self._utterances.get(statement, ())

    def speaker(self, statement: Statement) -> str | None:
        """The statement's speaker; where the page leaves it open, whoever else is named as saying the same words.

        The words of a dispatch or letter that nobody is known to have written are its own: who repeats them elsewhere
        may have them from it. Nor is it whoever stands before the cue ("Norway accused of it"): had they said it,
        the page would give them as its source.
        """
        if statement.speaker is not None or self.document(statement) is not None:
            return statement.speaker
        named = {utterance.speaker for utterance in self.utterances(statement.id) if self._agrees(statement, utterance)}
        named.discard(None)
        found = next(iter(named)) if len(named) == 1 else None
        return None if found is not None and self._is_accused(found, statement) else found

    def _is_accused(self, actor: str, statement: Statement) -> bool:
        """Whether the actor stands before the cue of a statement that has no source."""
        if actor not in self.actors or statement.cue is None or statement.source is not None:
            return False
        start = self.sentence(Pointer(statement.report, statement.cue)).start
        before = words_of(self.reports[statement.report].text[start : statement.cue.start][-_BESIDE:])
        names = (words_of(name) for name in (self.actors[actor].name, *self.actors[actor].aliases))
        # "Norway was accused": so many words may stand between.
        ends = range(max(0, len(before) - _AUXILIARIES), len(before) + 1)
        return any(name and before[max(0, end - len(name)) : end] == name for name in names for end in ends)

    def lead(self, report: str, names: Iterable[str]) -> str | None:
        """The report of the case to which `report` leads when it names an outlet so (see `Outlets.report_of`)."""
        lead = self._outlets.report_of(report, names)
        return None if frozenset((report, lead)) in self._apart else lead

    def access(self, place: Pointer) -> Access:
        """How the report says that it knows what it says in its own voice at `place`."""
        own = _overlapping(self._readings[place.report].own_voice, place.span) if place.report in self._readings else ()
        return next((voice.access for voice in own if voice.access != "unknown"), "unknown")

    @property
    def bodies(self) -> Container[str]:
        """The ids of the reports that a body publishes and speaks in."""
        return self._bodies.keys()

    def body(self, report: str) -> Actor | None:
        """The body that publishes the report and speaks in it; None for an outlet's."""
        return self._bodies.get(report)

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
        times = reading.times if reading else ()
        for time in times[bisect_left(times, place.span.start, key=lambda time: time.span.start) :]:
            if time.span.start >= place.span.end:
                return
            if place.span.covers(time.span) and time.start and time.end:
                yield time

    def quantities(self, place: Pointer) -> Iterator[Quantity]:
        """The quantities within `place`, in text order."""
        reading = self._readings.get(place.report)
        found = reading.quantities if reading else ()
        first = bisect_left(found, place.span.start, key=lambda quantity: quantity.span.start)
        for quantity in found[first:]:
            if quantity.span.end > place.span.end:
                return
            yield quantity

    def statements_near(self, place: Pointer) -> Sequence[Statement]:
        """The statements of a report that may have words in `place`: those whose content begins not far from it."""
        statements = self._statements_in[place.report]
        first, last = (
            bisect_left(statements, where, key=lambda one: one.content[0].start if one.content else 0)
            for where in (place.span.start - _NEAR, place.span.end + _NEAR)
        )
        return statements[first:last]

    def twins(self, place: Pointer, among: Container[str]) -> Iterator[Pointer]:
        """Where the words of `place` stand in the reports `among`, in no particular order; a passage may come twice.

        A passage's alignment is taken as even along its length.
        """
        for stretch in range(place.span.start // _STRETCH, place.span.end // _STRETCH + 1):
            for twin in self._twins.get((place.report, stretch), ()):
                if twin.other.report in among and 2 * twin.span.shared(place.span) >= place.span.length > 0:
                    yield Pointer(twin.other.report, _carried(place.span, twin.span, twin.other.span))


def _beside(text: str, span: Span) -> Iterator[Sequence[str]]:
    """The folded words before a mention, of its sentence, and those that stand between commas after it."""
    before = text[max(0, span.start - _DESCRIBED) : span.start].replace("\n", ". ")
    yield words_of(before.rsplit(". ", 1)[-1])
    after = text[span.end : span.end + _DESCRIBED]
    if after[:1] == ",":
        yield words_of(after[1:].split(",", 1)[0].split(". ", 1)[0])


def _in_text(statement: Statement) -> tuple[str, Span, str]:
    return statement.report, statement.content[0] if statement.content else Span(0, 0), statement.id


def _editions(reports: Mapping[str, Report]) -> dict[str, str]:
    """Each report's first edition; where the chain of editions runs in a circle, its smallest id."""
    first: dict[str, str] = {}
    for report in reports:
        chain = [report]
        while (before := reports[chain[-1]].revision_of) in reports and before is not None and before not in chain:
            chain.append(before)
        circular = reports[chain[-1]].revision_of in chain
        first[report] = min(chain) if circular else chain[-1]
    return first


def _carried(span: Span, here: Span, there: Span) -> Span:
    scale = there.length / max(1, here.length)
    start = there.start + round((max(span.start, here.start) - here.start) * scale)
    return Span(start, max(start + 1, there.start + round((min(span.end, here.end) - here.start) * scale)))


def _twins(comparison: Comparison, apart: frozenset[frozenset[str]]) -> defaultdict[tuple[str, int], list[Twin]]:
    """Shared passages by report and the stretches of its text that they touch."""
    twins: defaultdict[tuple[str, int], list[Twin]] = defaultdict(list)
    for passage in comparison.passages:
        if passage.boilerplate or frozenset((passage.left.report, passage.right.report)) in apart:
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
