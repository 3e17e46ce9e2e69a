"""Users' judgements as a reader meets them: what each is about, whether it holds, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from stemma.model import Case, Claim, Judgement, Pointer, Report, Span, Utterance
from stemma.model.reports import plain_id
from stemma.model.rulings import (
    NOTE,
    UNDO,
    VERBS,
    Place,
    Ruling,
    Subject,
    overruled_by,
    place_of,
    reason_of,
    rulings_of,
    subject_of,
)
from stemma.model.subjects import Cast, best_at
from stemma.show.characters import one_line
from stemma.show.labels import Labels, Quote, counted, day

State = Literal["in force", "noted", "without effect now", "overruled", "undone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSubject:
    """What a judgement is about: a name, or the first of its places with how many `more` there are.

    Both are None where the case no longer has any of its places and their reports were not removed.
    """

    name: str | None
    quote: Quote | None
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJudgement:
    """One judgement. `why` says where its state comes from; `claims` and `utterances` are ids of what it bears on."""

    judgement: Judgement
    subjects: tuple[ShownSubject, ...]
    state: State
    why: str
    claims: tuple[str, ...] = ()
    utterances: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The judgement's id."""
        return self.judgement.id

    @property
    def by(self) -> str:
        """ "Ada, 22 November 2026"."""
        return by(self.judgement)

    @property
    def reason(self) -> str:
        """ "judged one claim by Ada on 2026-11-22"."""
        return one_line(reason_of(self.judgement))


def by(judgement: Judgement) -> str:
    """Who judged, and on which day."""
    return f"{one_line(judgement.author)}, {day(judgement.made)}"


def judgements_of(labels: Labels) -> tuple[ShownJudgement, ...]:
    """All judgements of a case in the order of their making; undoings stand with what they undo."""
    rows = {row.id: row for row in labels.case.judgements}
    rulings = {ruling.judgement.id: ruling for ruling in rulings_of(rows.values(), labels.case.reports)}
    overruled = overruled_by(rows.values())
    bearing = _Bearing(labels.case) if rulings else None
    found = []
    for row in rows.values():
        if row.verb == UNDO:
            continue
        ruling = rulings.get(row.id)
        if ruling is not None and bearing is not None:
            found.append(bearing.shown(ruling, labels))
        else:
            found.append(_idle(row, rows, overruled, labels))
    return tuple(found)


def _idle(row: Judgement, rows: dict[str, Judgement], overruled: dict[str, str], labels: Labels) -> ShownJudgement:
    """A judgement that asks for nothing."""
    subjects = tuple(_subject(subject_of(text), text, labels) for text in row.subjects)
    state: State = "without effect now"
    why = "this version does not know what it asks for"
    if row.verb == NOTE:
        state, why = "noted", ""
    if row.undone_by is not None:
        undoing = rows.get(row.undone_by)
        state, why = "undone", f"{one_line(row.undone_by)}" + (f", {by(undoing)}" if undoing else "")
    elif row.id in overruled:
        later = rows[overruled[row.id]]
        state, why = "overruled", f"{later.id}, {by(later)}, says otherwise"
    return ShownJudgement(judgement=row, subjects=subjects, state=state, why=why)


def _subject(subject: Subject | None, text: str, labels: Labels) -> ShownSubject:
    if subject is None:
        return ShownSubject(name=one_line(text), quote=None)
    if not subject.naming and not any(_words_at(place, labels) for place in subject.places):
        return ShownSubject(name=_removed(text, labels), quote=None, more=max(0, len(subject.places) - 1))
    if subject.naming == "report":
        known = subject.name in labels.reports
        name = f"{labels.publisher(subject.name)}, {labels.when(subject.name)}" if known else subject.name
        return ShownSubject(name=f"{one_line(name)} [{one_line(subject.name)}]", quote=None)
    if subject.naming is not None:
        return ShownSubject(name=one_line(subject.name), quote=None)
    quotes = [quote for place in subject.places if (quote := _words_at(place, labels))]
    return ShownSubject(name=None, quote=quotes[0] if quotes else None, more=max(0, len(subject.places) - 1))


def _removed(text: str, labels: Labels) -> str | None:
    """What a subject was about, where that is a report that was removed from the case."""
    was = subject_of(text)
    gone = {plain_id(row.id) for row in labels.case.removed}
    named = [was.name] if was and was.naming else [place.pointer.report for place in was.places] if was else []
    found = next((one_line(report) for report in named if plain_id(report) in gone), None)
    if was is None or found is None:
        return None
    return f"{'' if was.naming else 'words of '}{found}, which was removed from the case"


def _words_at(place: Place, labels: Labels) -> Quote | None:
    """The words of a place; None where other words stand there now."""
    report = labels.reports.get(place.pointer.report)
    there = report is not None and place_of(report, place.pointer.span) == place
    return labels.quote(place.pointer) if there else None


class _Bearing:
    """What a case makes of the judgements that hold."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._cast = Cast(case.actors, case.mentions, case.statements)
        self._claims = _Held(case.claims)
        self._utterances = _Held(case.utterances)

    def shown(self, ruling: Ruling, labels: Labels) -> ShownJudgement:
        """The judgement with its state and what it bears on."""
        missing = [side for side in ruling.sides if not self._is_there(side)]
        claims: tuple[str, ...] = ()
        utterances: tuple[str, ...] = ()
        if ruling.level == "claim":
            holds, claims = self._claims.kept(ruling)
        elif ruling.level == "utterance":
            holds, utterances = self._utterances.kept(ruling)
        elif ruling.level == "origin":
            claims = self._origins(ruling)
            holds = bool(claims)
        else:
            holds = self._actors(ruling)
        why = "" if holds else self._why_not(ruling, missing)
        texts = ruling.judgement.subjects
        return ShownJudgement(
            judgement=ruling.judgement,
            subjects=tuple(_subject(side, text, labels) for side, text in zip(ruling.sides, texts, strict=True)),
            state="in force" if holds else "without effect now",
            why=why,
            claims=claims,
            utterances=utterances,
        )

    def _is_there(self, side: Subject) -> bool:
        if side.naming in ("report", "publisher"):
            return any(_is_of(report, side) for report in self._case.reports)
        return bool(side.places) if side.naming is None else bool(self._cast.actors(side))

    def _actors(self, ruling: Ruling) -> bool:
        sides = [self._cast.actors(side) for side in ruling.sides]
        if not all(sides):
            return False
        met = set.intersection(*map(set, sides)) if ruling.together else set()
        apart = not any(one & other for number, one in enumerate(sides) for other in sides[number + 1 :])
        return bool(met) if ruling.together else apart

    def _origins(self, ruling: Ruling) -> tuple[str, ...]:
        """The claims in which a voice is merged, or counted apart, by the judgement."""
        actors = {actor for side in ruling.sides for actor in self._cast.actors(side)}
        reports = {report.id for report in self._case.reports if any(_is_of(report, side) for side in ruling.sides)}
        return tuple(
            claim.id
            for claim in self._case.claims
            if ruling.reason in _reasons(claim) and _touches(claim, actors, reports)
        )

    def _why_not(self, ruling: Ruling, missing: Sequence[Subject]) -> str:
        if missing:
            return f"{counted(len(missing), 'of its subjects is', 'of its subjects are')} not in the case now"
        if ruling.level == "origin":
            return "no claim has both among its origins" if ruling.together else "no claim would take them for one"
        if ruling.together:
            return (
                f"they do not stand in any {ruling.level} of the case now"
                if ruling.level != "actor"
                else "they are not one"
            )
        return (
            "word for word the same, or read as one"
            if ruling.level != "actor"
            else "one report takes them for one, or none calls anybody so"
        )


def _is_of(report: Report, side: Subject) -> bool:
    return side.name == (report.id if side.naming == "report" else report.publisher if side.naming else None)


def _touches(claim: Claim, actors: Set[str], reports: Set[str]) -> bool:
    """Whether one of these actors or reports is among the claim's members or origins."""
    voices = {member.actor for member in claim.members} | {origin.id for origin in claim.origins}
    voices |= {merge.id for origin in claim.origins for merge in origin.merged}
    return not voices.isdisjoint(actors) or not {member.report for member in claim.members}.isdisjoint(reports)


def _reasons(claim: Claim) -> str:
    return "\n".join([claim.why, *(merge.why for origin in claim.origins for merge in origin.merged)])


class _Held:
    """Claims or utterances by the places that they hold."""

    def __init__(self, groups: Iterable[Claim | Utterance]) -> None:
        self._placed: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
        for group in groups:
            for member in group.members:
                self._placed[member.report].append((member.span, group.id))

    def at(self, place: Pointer) -> str | None:
        """The group that holds what stands at the place."""
        return best_at(place, self._placed.get(place.report, ()))

    def kept(self, ruling: Ruling) -> tuple[bool, tuple[str, ...]]:
        """Whether a judgement is kept to, and where: in the group that holds all sides, or in those that hold one each.

        What is in no group any more is apart from everything.
        """
        sides = [{ident for place in side.places if (ident := self.at(place.pointer))} for side in ruling.sides]
        if ruling.together:
            met = set.intersection(*sides)
            return bool(met), tuple(sorted(met))
        held = [ident for side in sides for ident in side]
        apart = len(held) == len(set(held)) and all(side.places for side in ruling.sides)
        return apart, tuple(sorted(held)) if apart else ()


def of_claims(shown: Iterable[ShownJudgement]) -> dict[str, tuple[ShownJudgement, ...]]:
    """The judgements that bear on each claim, by its id."""
    found: defaultdict[str, list[ShownJudgement]] = defaultdict(list)
    for one in shown:
        for claim in one.claims:
            found[claim].append(one)
    return {claim: tuple(rows) for claim, rows in found.items()}


def phrase(judgement: Judgement) -> str:
    """The judgement's verb as it is shown; foreign ones as they stand."""
    return judgement.verb if judgement.verb in (*VERBS, NOTE) else f"“{one_line(judgement.verb)}”"
