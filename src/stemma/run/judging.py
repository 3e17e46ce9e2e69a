"""Taking a user's judgement on a case: from what the user names to what outlives the next derivation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from stemma.model import Case, Claim, Judgement, Pointer, Span, StemmaError, Utterance
from stemma.model.rulings import (
    NOTE,
    UNDO,
    VERBS,
    Level,
    Place,
    Subject,
    judgement_id,
    named,
    overruled_by,
    place_of,
    subject_of_report,
)
from stemma.model.subjects import Cast, best_at
from stemma.run.local import derived_case
from stemma.store import open_case
from stemma.text.tokens import tokenise

Verb = Literal["same", "different", "dependent", "independent"]
Kind = Literal["claim", "utterance", "statement", "place", "actor", "report", "publisher"]

# Of an id so many characters are enough, where they are those of one only.
_SHORTEST_ID = 4
_MOST_NAMED = 5
# A note is read in a list; what is longer is a document.
LONGEST_NOTE = 4_000
_LONGEST_CITED = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """A judgement as taken: its row, whether it is `new`, and those that it overrules."""

    row: Judgement
    new: bool
    overrules: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A judgement before it is anybody's: its verb and subjects as they are kept."""

    verb: str
    subjects: tuple[str, ...]


def judge(
    folder: Path, verb: Verb, names: Sequence[str], *, level: Level | None = None, author: str, made: str
) -> Taken:
    """Enter a judgement on what `names` name in the case at `folder`.

    They are ids of claims, utterances, statements, actors or reports, names of actors or publishers, or places as they
    are printed (REPORT:OFFSET). `level` says whether "same" and "different" mean claims, utterances or actors; for None
    the names tell. Raises StemmaError for what the case does not hold, and CaseError where it can't be used.
    """
    return enter(folder, asked(derived_case(folder), verb, names, level), author=author, made=made)


def asked(case: Case, verb: Verb, names: Sequence[str], level: Level | None = None) -> Asked:
    """What a user who sees `case` asks for, told so that it outlives the next derivation. Raises StemmaError."""
    ruled, subjects = _ruling(case, verb, names, level)
    return Asked(ruled, tuple(subject.text for subject in subjects))


def asked_to_note(case: Case, words: str, names: Sequence[str]) -> Asked:
    """A note in the user's own words on what `names` name. Raises StemmaError where that is nothing of the case."""
    told = " ".join(words.split())
    if not told or not names:
        raise StemmaError("note: say what about, and something")
    if len(told) > LONGEST_NOTE:
        raise StemmaError(f"note: is longer than {LONGEST_NOTE:,} characters; keep it in a file of your own")
    finder = _Named(case)
    found = [finder.find(name) for name in names]
    subjects = [_Subjects(case, _noted_level(one)).of(one) for one in found]
    return Asked(NOTE, (*dict.fromkeys(subject.text for subject in subjects), Subject(naming="note", name=told).text))


def enter(folder: Path, asked: Asked, *, author: str, made: str) -> Taken:
    """Enter what is asked into the case at `folder`. Raises CaseError where it can't be used."""
    ruled, texts = asked.verb, asked.subjects
    with open_case(folder, create=False) as store:
        before = store.judgements()
        idle = overruled_by(before)
        for row in before:
            same = row.verb == ruled and set(row.subjects) == set(texts)
            if same and row.undone_by is None and row.id not in idle:
                return Taken(row, new=False)
        made = _after(made, before)
        row = Judgement(
            id=judgement_id(ruled, texts, author, made), verb=ruled, subjects=texts, author=author, made=made
        )
        store.add_judgement(row)
        after = overruled_by(store.judgements())
    return Taken(row, True, tuple(old for old in before if old.id in after and old.id not in idle))


def undo(folder: Path, ident: str, *, author: str, made: str) -> Judgement:
    """Undo the judgement of that id (its first characters do); the undoing, which is a row of its own.

    Raises StemmaError where there is none or it is undone already.
    """
    with open_case(folder, create=False) as store:
        rows = store.judgements()
        found = [row for row in rows if row.id == ident] or [
            row for row in rows if len(ident) >= _SHORTEST_ID and row.id.startswith(ident)
        ]
        if len(found) != 1:
            raise StemmaError(f"{folder}: has {'several judgements' if found else 'no judgement'} {_cited(ident)}")
        if found[0].undone_by is not None:
            raise StemmaError(f"{folder}: judgement {found[0].id} is undone already, by {found[0].undone_by}")
        made = _after(made, rows)
        row = Judgement(
            id=judgement_id(UNDO, [found[0].id], author, made),
            verb=UNDO,
            subjects=(found[0].id,),
            author=author,
            made=made,
        )
        store.add_judgement(row)
    return row


def _after(made: str, rows: Sequence[Judgement]) -> str:
    """`made`, or just after the last of `rows` where the clock was set back since: what comes later must sort so."""
    latest = max((row.made for row in rows), default="")
    if made > latest:
        return made
    try:
        return (datetime.fromisoformat(latest) + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        return made


def _ruling(case: Case, verb: Verb, names: Sequence[str], level: Level | None) -> tuple[str, list[Subject]]:
    """The verb as it is kept, with its subjects."""
    finder = _Named(case)
    found = [finder.find(name) for name in names]
    level = "origin" if verb in VERBS else level or _level(found)
    ruled = verb if verb in VERBS else f"{verb} {level}"
    maker = _Subjects(case, level)
    subjects = [maker.of(one) for one in found]
    if level == "actor":
        subjects = _by_given_names(subjects, found, verb)
    if verb == "different":
        subjects = _without_smaller(case, subjects)
    if len({subject.text for subject in subjects}) < 2 or not all(subject.text for subject in subjects):
        raise StemmaError(f"judge {verb}: name two or more that are not the same already")
    return ruled, subjects


def _noted_level(found: _Found) -> Level:
    """How what a note is about is kept: by its places where it has some, else by its name."""
    if found.kind in ("claim", "statement", "place"):
        return "claim"
    return "utterance" if found.kind == "utterance" else "origin"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a name names: a thing of the case by its id or name, or a place."""

    kind: Kind
    id: str
    given: str
    place: Pointer | None = None


def _level(found: Sequence[_Found]) -> Level:
    """What "same" and "different" mean by their subjects: claims where nothing else tells."""
    kinds = {one.kind for one in found}
    if "report" in kinds or "publisher" in kinds:
        raise StemmaError("reports and publishers are judged with `dependent` or `independent`")
    told = kinds & {"claim", "utterance", "actor"}
    if len(told) > 1:
        raise StemmaError(f"{' and '.join(sorted(told))}: say with --of which of them you mean")
    kind = next(iter(told), "claim")
    return "claim" if kind == "claim" else "utterance" if kind == "utterance" else "actor"


class _Named:
    """Finds what a user names."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._ids: list[tuple[Kind, set[str]]] = [
            ("claim", {claim.id for claim in case.claims}),
            ("utterance", {utterance.id for utterance in case.utterances}),
            ("statement", {statement.id for statement in case.statements}),
            ("actor", {actor.id for actor in case.actors}),
        ]
        self._reports = {report.id: report for report in case.reports}

    def find(self, name: str) -> _Found:
        """What is named; StemmaError where it is nothing or several things."""
        for kind, ids in self._ids:
            if name in ids:
                return _Found(kind, name, name)
        if report := self._report(name):
            return _Found("report", report, name)
        for found in (self._place(name), self._by_name(name), self._by_start(name)):
            if found is not None:
                return found
        raise StemmaError(
            f"{_cited(name)} is nothing in this case: name a claim, utterance, statement, actor or report by its id, "
            "an actor or publisher by its name, or a place as `stemma show` prints it (REPORT:OFFSET)"
        )

    def _report(self, name: str) -> str | None:
        """A report by its id, or by the end of its address where no other ends so."""
        if name in self._reports:
            return name
        found = [report for report in self._reports if name and report.endswith(f"/{name}")]
        return found[0] if len(found) == 1 else None

    def _place(self, name: str) -> _Found | None:
        where, _, offsets = name.removeprefix("[").removesuffix("]").rpartition(":")
        report, (first, _, last) = self._report(where), offsets.partition("-")
        if report is None or not _is_offset(first) or not (not last or _is_offset(last)):
            return None
        start = int(first)
        span = Span(start, int(last) if last else start + 1)
        if not start < span.end <= len(self._reports[report].text):
            raise StemmaError(f"{_cited(name)}: the report has no such characters")
        return _Found("place", report, name, Pointer(report, span))

    def _by_name(self, name: str) -> _Found | None:
        key = named(name)
        actors = [actor for actor in self._case.actors if named(actor.name) == key]
        actors = actors or [actor for actor in self._case.actors if key in map(named, actor.aliases)]
        called = [actor for actor in actors if actor.kind != "unnamed"] or actors
        if len(called) > 1:
            raise StemmaError(f"{_cited(name)} may be {_listed(actor.id for actor in called)}: give the id")
        if called:
            return _Found("actor", called[0].id, name)
        publishers = sorted({report.publisher or "" for report in self._case.reports} - {""})
        found = [publisher for publisher in publishers if named(publisher) == key]
        return _Found("publisher", found[0], name) if found else None

    def _by_start(self, name: str) -> _Found | None:
        if len(name) < _SHORTEST_ID:
            return None
        found = [(kind, ident) for kind, ids in self._ids for ident in sorted(ids) if ident.startswith(name)]
        if len(found) > 1:
            raise StemmaError(f"{_cited(name)} may be {_listed(ident for _, ident in found)}: give more of the id")
        return _Found(*found[0], name) if found else None


def _cited(name: str) -> str:
    """What the user named, in a message: on one line, and no longer than a line."""
    return repr(name if len(name) <= _LONGEST_CITED else f"{name[:_LONGEST_CITED]}…")


def _is_offset(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    shown = ", ".join(found[:_MOST_NAMED])
    return shown if len(found) <= _MOST_NAMED else f"{shown} and {len(found) - _MOST_NAMED} more"


class _Subjects:
    """Makes what was found into subjects that outlive the next derivation."""

    def __init__(self, case: Case, level: Level) -> None:
        self._case = case
        self._level = level
        self._reports = {report.id: report for report in case.reports}
        self._statements = {statement.id: statement for statement in case.statements}
        self._cast = Cast(case.actors, case.mentions, case.statements)

    def of(self, found: _Found) -> Subject:
        """The subject; StemmaError where nothing of the kind can be judged so."""
        if self._level in ("claim", "utterance"):
            return self._places(found)
        if found.kind == "actor":
            return self._actor(found.id)
        if found.kind in ("statement", "place"):
            return self._actor(self._speaker(found))
        if self._level == "origin" and found.kind == "report":
            return subject_of_report(self._reports[found.id])
        if self._level == "origin" and found.kind == "publisher":
            return Subject(naming="publisher", name=found.id)
        raise StemmaError(f"{_cited(found.given)} is a {found.kind}; name an actor{self._or_report()}")

    def _or_report(self) -> str:
        return ", a report or a publisher" if self._level == "origin" else ""

    def _places(self, found: _Found) -> Subject:
        groups: Sequence[Claim | Utterance]
        groups = self._case.claims if self._level == "claim" else self._case.utterances
        held = [(group, Pointer(m.report, m.span), m.statement) for group in groups for m in group.members]
        if found.kind == self._level:
            places = [place for group, place, _ in held if group.id == found.id]
        elif found.kind in ("claim", "utterance"):
            places = [Pointer(m.report, m.span) for group in self._all() if group.id == found.id for m in group.members]
        elif found.kind == "statement":
            places = [place for _, place, statement in held if statement == found.id]
            if len({group.id for group, _, statement in held if statement == found.id}) > 1:
                raise StemmaError(
                    f"{found.id} says several things: name one by its {self._level}, or by its place (REPORT:OFFSET)"
                )
            places = places or self._contents(found.id)
        elif found.place is not None:
            places = [self._at(found.place, [place for _, place, _ in held])]
        else:
            raise StemmaError(f"{_cited(found.given)} is a {found.kind}; name {self._level}s, statements or places")
        return Subject(tuple(self._place(place) for place in sorted(set(places))))

    def _all(self) -> Iterable[Claim | Utterance]:
        yield from self._case.claims
        yield from self._case.utterances

    def _contents(self, statement: str) -> list[Pointer]:
        said = self._statements[statement]
        return [Pointer(said.report, span) for span in said.content]

    def _at(self, place: Pointer, held: Sequence[Pointer]) -> Pointer:
        """What is said at a place: the shortest claim or utterance member there, else the statement's words."""
        contents = [Pointer(s.report, span) for s in self._case.statements for span in s.content]
        for known in (held, contents):
            here = [p for p in known if p.report == place.report and p.span.overlaps(place.span)]
            exact = [p for p in here if p.span.start == place.span.start] or here
            if exact:
                return min(exact, key=lambda p: (p.span.length, p))
        if place.span.length > 1:
            return place
        raise StemmaError(
            f"{place.report}:{place.span.start}: nobody says anything there; give its end too (START-END)"
        )

    def _place(self, pointer: Pointer) -> Place:
        return place_of(self._reports[pointer.report], pointer.span)

    def _speaker(self, found: _Found) -> str:
        """The actor who speaks a statement, or who is named at a place."""
        named_there: list[tuple[Span, str]] = []
        if found.place is not None:
            here = found.place.report
            named_there += [(m.span, m.actor) for m in self._case.mentions if m.report == here and m.actor]
            named_there += [
                (s.source, s.speaker) for s in self._case.statements if s.report == here and s.source and s.speaker
            ]
            actor = best_at(found.place, sorted(named_there))
        else:
            actor = self._statements[found.id].speaker
        if actor is None:
            raise StemmaError(f"{_cited(found.given)}: who that is could not be told; name the actor")
        return actor

    def _actor(self, ident: str) -> Subject:
        """An actor by name where that is nobody else's, else by the first place where it is named."""
        actor = next(one for one in self._case.actors if one.id == ident)
        called = Counter(named(one.name) for one in self._case.actors if one.kind != "unnamed")
        if actor.kind != "unnamed" and called[named(actor.name)] == 1:
            return Subject(naming="actor", name=actor.name)
        places = [Pointer(m.report, m.span) for m in self._case.mentions if m.actor == ident]
        places += [Pointer(s.report, s.source) for s in self._case.statements if s.speaker == ident and s.source]
        for place in sorted(places):
            subject = Subject((self._place(place),))
            # Words may name one actor and, read as a source, stand for another.
            if self._cast.actors(subject) == {ident}:
                return subject
        raise StemmaError(
            f"{_cited(actor.name)} is named nowhere in the reports by itself, so nothing can be kept of it"
        )


def _by_given_names(subjects: Sequence[Subject], found: Sequence[_Found], verb: Verb) -> list[Subject]:
    """Two names that are one actor's now, and should not be, are kept as they were given."""
    texts = Counter(subject.text for subject in subjects)
    return [
        Subject(naming="actor", name=one.given)
        if verb == "different" and texts[subject.text] > 1 and one.kind == "actor" and one.given != one.id
        else subject
        for subject, one in zip(subjects, found, strict=True)
    ]


def _without_smaller(case: Case, subjects: Sequence[Subject]) -> list[Subject]:
    """The subjects, none with words of a smaller one: who takes a statement out of a claim takes out its copies."""
    texts = {report.id: report.text for report in case.reports}

    def words(place: Place) -> tuple[str, ...]:
        return tuple(token.folded for token in tokenise(texts[place.pointer.report], place.pointer.span))

    said = [{words(place) for place in subject.places} for subject in subjects]
    parted = []
    for subject in subjects:
        smaller = [said[n] for n, other in enumerate(subjects) if len(other.places) < len(subject.places)]
        kept = tuple(place for place in subject.places if not any(words(place) in other for other in smaller))
        parted.append(replace(subject, places=kept))
    return parted
