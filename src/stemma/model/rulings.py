"""Judgements as they bear on what is derived: which hold, and what they are about, named so as to outlive derivations.

A subject is a text of one of these forms; names in it are percent-encoded, so that spaces part places:

    at:12-40:9f2c11ab:post.html at:…   places: characters 12 to 40 of a report, by the SHA-256 (8 digits) of their words
    report:post.html#9f2c11ab          a report, by the SHA-256 (8 digits) of its text: another version may take its id
    actor:Ona Brandt                   all whom the reports call so, but nobody without a name
    publisher:Harbour Post             the voice of a publisher's reports
    note:Asked%20her%20again.          no subject but what a note says, the last of its subjects
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote, unquote

from stemma.model.case import Judgement
from stemma.model.links import Pointer
from stemma.model.reports import MARK_DIGITS, Report, plain_id, sha256_of
from stemma.model.spans import Span

Level = Literal["claim", "utterance", "actor", "origin"]
Naming = Literal["report", "actor", "publisher", "note"]

UNDO = "undo"
# A note rules nothing: it is kept, shown and undone like a judgement, and nothing derived depends on it.
NOTE = "note"
# Each verb: what it is about, and whether it puts its subjects together.
VERBS: Mapping[str, tuple[Level, bool]] = {
    "same claim": ("claim", True),
    "different claim": ("claim", False),
    "same utterance": ("utterance", True),
    "different utterance": ("utterance", False),
    "same actor": ("actor", True),
    "different actor": ("actor", False),
    "dependent": ("origin", True),
    "independent": ("origin", False),
}
_WORDS = {
    "same claim": "judged one claim",
    "different claim": "judged different claims",
    "same utterance": "judged one utterance",
    "different utterance": "judged different utterances",
    "same actor": "judged one actor",
    "different actor": "judged different actors",
    "dependent": "judged dependent",
    "independent": "judged independent",
}
# Offsets of more digits are no offsets; reading them as numbers would take long.
_PLACE = re.compile(r"at:(\d{1,12})-(\d{1,12}):([0-9a-f]{8}):(.*)", re.DOTALL)
# Names are percent-encoded, so that none holds the mark.
_MARK = "#"
_REPORT = re.compile(r"([^#]*)#([0-9a-f]{8})")
_ID_DIGITS = 11


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a report as they were when they were judged; `words` is the hash of them."""

    pointer: Pointer
    words: str

    @property
    def text(self) -> str:
        """The place in the form in which subjects are kept."""
        start, end = self.pointer.span
        return f"at:{start}-{end}:{self.words}:{_coded(self.pointer.report)}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement is about: places, or whom or what a name stands for."""

    places: tuple[Place, ...] = ()
    naming: Naming | None = None
    name: str = ""
    words: str = ""

    @property
    def text(self) -> str:
        """The subject in the form in which it is kept; `subject_of` reads it."""
        if self.naming:
            return f"{self.naming}:{_coded(self.name)}{_MARK if self.words else ''}{self.words}"
        return " ".join(place.text for place in self.places)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement that holds. Its subjects' places are where the case has those words now; some may have none left."""

    judgement: Judgement
    level: Level
    together: bool
    sides: tuple[Subject, ...]

    @property
    def reason(self) -> str:
        """ "judged dependent by Ada on 2031-05-08"."""
        return reason_of(self.judgement)


def reason_of(judgement: Judgement) -> str:
    """What was judged, by whom and when, in words."""
    words = _WORDS.get(judgement.verb, f"judged “{judgement.verb}”")
    return f"{words} by {judgement.author} on {judgement.made[:10]}"


def place_of(report: Report, span: Span) -> Place:
    """The place of these characters of the report."""
    return Place(Pointer(report.id, span), _hash(report, span))


def subject_of_report(report: Report) -> Subject:
    """The report as a subject."""
    return Subject(naming="report", name=report.id, words=_mark(report.text))


def subject_of(text: str) -> Subject | None:
    """The subject that a text names; None where it is of no form that this version knows."""
    naming, colon, name = text.partition(":")
    if colon and naming == "report" and (marked := _REPORT.fullmatch(name)):
        return Subject(naming="report", name=_decoded(marked[1]), words=marked[2])
    if colon and naming in ("report", "actor", "publisher", "note"):
        return Subject(naming=naming, name=_decoded(name))  # type: ignore[arg-type]  # just asked
    found = [_PLACE.fullmatch(part) for part in text.split(" ")]
    places = [
        Place(Pointer(_decoded(match[4]), Span(int(match[1]), int(match[2]))), match[3]) for match in found if match
    ]
    return Subject(places=tuple(places)) if places and len(places) == len(found) else None


def that_rule(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that what is derived may depend on: all but notes and the undoings of notes."""
    rows = tuple(judgements)
    notes = {row.id for row in rows if row.verb == NOTE}
    return tuple(
        row for row in rows if row.id not in notes and not (row.verb == UNDO and notes.issuperset(row.subjects))
    )


def told_in(row: Judgement) -> str | None:
    """What a note says; None for every other judgement."""
    last = subject_of(row.subjects[-1]) if row.verb == NOTE and row.subjects else None
    return last.name if last and last.naming == "note" else None


def judgement_id(verb: str, subjects: Sequence[str], author: str, made: str) -> str:
    """A judgement's id: the same ruling by the same author at the same moment is one."""
    return "j" + sha256_of(repr((verb, list(subjects), author, made)))[:_ID_DIGITS]


def named(name: str) -> str:
    """A name as names are compared: case and spacing aside."""
    return " ".join(name.casefold().split())


def rulings_of(judgements: Iterable[Judgement], reports: Iterable[Report]) -> tuple[Ruling, ...]:
    """The judgements that hold, the last made first, with their places as they stand in `reports`.

    Left out are those undone, overruled by a later one, of an unknown verb, and undoings.
    """
    rows = sorted(judgements, key=lambda row: (row.made, row.id), reverse=True)
    overruled = overruled_by(rows)
    finder = Finder(reports)
    return tuple(
        Ruling(row, *VERBS[row.verb], tuple(map(finder.now, sides)))
        for row in rows
        if row.id not in overruled and row.undone_by is None and (sides := _sides(row))
    )


def overruled_by(judgements: Iterable[Judgement]) -> dict[str, str]:
    """By the id of a judgement that contradicts a later one: that one's id. The later wins."""
    found: dict[str, str] = {}
    standing: dict[Level, _Standing] = {}
    for row in sorted(judgements, key=lambda row: (row.made, row.id), reverse=True):
        if row.undone_by is None and (sides := _sides(row)):
            level, together = VERBS[row.verb]
            against = standing.setdefault(level, _Standing()).admit(row.id, sides, together)
            if against is not None:
                found[row.id] = against
    return found


def _sides(row: Judgement) -> tuple[Subject, ...]:
    """What a judgement is about; nothing where this version can't tell all of it."""
    sides = [subject_of(text) for text in row.subjects] if row.verb in VERBS else []
    known = tuple(side for side in sides if side is not None)
    return known if len(known) == len(sides) > 1 else ()


class _Standing:
    """The judgements of one level that hold so far, from the last made back."""

    def __init__(self) -> None:
        self._over: dict[object, object] = {}
        self._by: dict[object, str] = {}
        self._apart: list[tuple[str, list[set[object]]]] = []
        self._spans: dict[str, list[Span]] = {}

    def admit(self, ident: str, subjects: Sequence[Subject], together: bool) -> str | None:
        """Take a judgement in; where it contradicts one that was taken in before, that one's id instead."""
        sides = [self._items(subject) for subject in subjects]
        return self._unite(ident, sides) if together else self._part(ident, sides)

    def _unite(self, ident: str, sides: Sequence[set[object]]) -> str | None:
        roots = {self._root(item) for side in sides for item in side}
        for other, apart in self._apart:
            if sum(any(self._root(item) in roots for item in side) for side in apart) > 1:
                return other
        first = min(roots, key=repr)
        for root in roots:
            self._over[root] = first
        self._by.setdefault(first, ident)
        return None

    def _part(self, ident: str, sides: list[set[object]]) -> str | None:
        seen: set[object] = set()
        for side in sides:
            roots = {self._root(item) for item in side}
            shared = sorted(self._by[root] for root in roots & seen if root in self._by)
            if shared:
                return shared[0]
            seen |= roots
        self._apart.append((ident, sides))
        return None

    def _root(self, item: object) -> object:
        while self._over.get(item, item) != item:
            item = self._over[item]
        return item

    def _items(self, subject: Subject) -> set[object]:
        if subject.words:
            return {("report", plain_id(subject.name), subject.words)}
        if subject.naming is not None:
            return {(subject.naming, named(subject.name) if subject.naming == "actor" else subject.name)}
        return {self._item(place.pointer) for place in subject.places}

    def _item(self, pointer: Pointer) -> object:
        """The place that stands for this one: the first met of which more than half is the same."""
        known = self._spans.setdefault(pointer.report, [])
        for span in known:
            if 2 * span.shared(pointer.span) > max(span.length, pointer.span.length):
                return Pointer(pointer.report, span)
        known.append(pointer.span)
        return pointer


class Finder:
    """Finds what subjects are about where the ids of reports have changed since: a version of a page that came in later
    but was published earlier takes the page's plain id, and so does what is left when that version is removed."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = {report.id: report for report in reports}
        self._versions: dict[str, list[Report]] = {}
        for report in sorted(self._reports.values(), key=lambda report: report.id):
            self._versions.setdefault(plain_id(report.id), []).append(report)

    def now(self, subject: Subject) -> Subject:
        """The subject with only the places that there are now; none for a report that is not there now."""
        if subject.words:
            return self._report(subject)
        found = (self._found(place) for place in subject.places)
        return Subject(tuple(place for place in found if place), subject.naming, subject.name)

    def _report(self, subject: Subject) -> Subject:
        for report in self._of(subject.name):
            if _mark(report.text) == subject.words:
                return replace(subject, name=report.id)
        return Subject()

    def _of(self, name: str) -> Iterator[Report]:
        """The report of that id, then the versions of the same item."""
        if name in self._reports:
            yield self._reports[name]
        yield from self._versions.get(plain_id(name), ())

    def _found(self, place: Place) -> Place | None:
        span = place.pointer.span
        for report in self._of(place.pointer.report):
            if _hash(report, span) == place.words:
                return Place(Pointer(report.id, span), place.words)
        return None


def _hash(report: Report, span: Span) -> str:
    return _mark(span.of(report.text))


def _mark(words: str) -> str:
    return sha256_of(words)[:MARK_DIGITS]


def _coded(name: str) -> str:
    return quote(name, safe="/:@,;+=&?!()'~", errors="surrogatepass")


def _decoded(name: str) -> str:
    return unquote(name, errors="surrogatepass") if _decodes(name) else name


def _decodes(name: str) -> bool:
    try:
        unquote(name, errors="surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
