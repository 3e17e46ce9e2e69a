"""Where something comes from: every rendering in time order, what changed, the way it took, and its origins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.model import Claim, ClaimStance, Drift, LineageEdge, Pointer, Span, Utterance
from stemma.model.subjects import touched
from stemma.show.finding import Match
from stemma.show.labels import Labels, Quote
from stemma.trace.moments import comes_before

# Characters around a rendering in which a tie's words speak of it: its own sentence and the next.
_NEAR = 250
_STANCES: dict[str, ClaimStance] = {"denies": "denies", "hedges": "hedges"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rendering: the words with where they stand, who says them by the report (None: the report itself), and how.

    `published` is the report's date as it states it, None for an undated one.
    """

    quote: Quote
    voice: str | None
    stance: ClaimStance
    statement: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The answer for one match. `steps` are in time order, the undated last.

    `first` is the earliest dated one; `as_early` counts those of other reports of which no date tells whether they came
    before it, undated ones left out. `claim` gives the origins: the match itself, or the claim that holds most of it.
    """

    match: Match
    claim: Claim | None
    utterances: tuple[Utterance, ...]
    steps: tuple[Step, ...]
    first: Step | None
    as_early: int
    drift: tuple[Drift, ...]
    edges: tuple[LineageEdge, ...]

    @property
    def undated(self) -> int:
        """How many renderings stand in reports without a date."""
        return sum(step.published is None for step in self.steps)


def trail_of(match: Match, labels: Labels) -> Trail:
    """The trail of what was found."""
    claim, utterances = match.claim, _utterances(match, labels)
    members = _members(match, utterances, labels)
    steps = _steps(members, labels)
    first = next((step for step in steps if step.published is not None), None)
    return Trail(
        match=match,
        claim=claim or _claim_around(members, labels),
        utterances=utterances,
        steps=steps,
        first=first,
        as_early=_as_early(first, steps),
        drift=tuple(drift for utterance in utterances for drift in utterance.drift),
        edges=_edges(steps, labels),
    )


# A rendering before it is looked up: where, by which statement, by whom, and on which side.
_Member = tuple[Pointer, str | None, str | None, ClaimStance]


def _utterances(match: Match, labels: Labels) -> tuple[Utterance, ...]:
    """The utterance itself; of a claim those that it holds at least half of."""
    if match.utterance is not None:
        return (match.utterance,)
    if match.claim is None:
        return ()
    placed = _placed((m.report, m.span) for m in match.claim.members)
    return tuple(
        utterance
        for utterance in labels.case.utterances
        if 2 * sum(_meets(Pointer(m.report, m.span), placed) for m in utterance.members) >= len(utterance.members)
    )


def _placed(places: Iterable[tuple[str, Span]]) -> dict[str, list[tuple[Span, Pointer]]]:
    found: dict[str, list[tuple[Span, Pointer]]] = {}
    for report, span in places:
        found.setdefault(report, []).append((span, Pointer(report, span)))
    return found


def _meets(place: Pointer, placed: dict[str, list[tuple[Span, Pointer]]]) -> bool:
    return next(touched(place, placed.get(place.report, ())), None) is not None


def _members(match: Match, utterances: Sequence[Utterance], labels: Labels) -> list[_Member]:
    """All renderings, each place once: the claim's, then those of its utterances that it leaves out."""
    members: list[_Member] = []
    if match.claim is not None:
        members = [(Pointer(m.report, m.span), m.statement, m.actor, m.stance) for m in match.claim.members]
    elif match.utterance is None:
        said = match.statement
        speaker, ident = (said.speaker, said.id) if said else (None, None)
        members = [(place, ident, speaker, _stance(ident, labels)) for place in match.places]
    placed = _placed((place.report, place.span) for place, *_ in members)
    for utterance in utterances:
        for m in utterance.members:
            place = Pointer(m.report, m.span)
            if not _meets(place, placed):
                members.append((place, m.statement, utterance.speaker, _stance(m.statement, labels)))
    return members


def _stance(statement: str | None, labels: Labels) -> ClaimStance:
    """On which side a statement's words are put: those of a denial are what is denied."""
    said = labels.statements.get(statement or "")
    return _STANCES.get(said.stance, "affirms") if said else "affirms"


def _steps(members: Iterable[_Member], labels: Labels) -> tuple[Step, ...]:
    steps = []
    for place, statement, actor, stance in members:
        quote = labels.quote(place)
        if quote is not None:
            published = labels.reports[place.report].published
            voice = labels.actor(actor) or _source(statement, labels)
            steps.append(Step(quote=quote, voice=voice, stance=stance, statement=statement, published=published))
    order = [(labels.earliest_first(s.quote.pointer.report), s.quote.pointer.span, s.statement or "", s) for s in steps]
    return tuple(step for *_, step in sorted(order, key=lambda item: item[:3]))


def _source(statement: str | None, labels: Labels) -> str | None:
    """The report's own words for a speaker that could not be told; None where it names nobody."""
    said = labels.statements.get(statement or "")
    if said is None:
        return None
    quote = labels.quote(Pointer(said.report, said.source)) if said.source else None
    return f"“{quote.words}”" if quote else "nobody named"


def _as_early(first: Step | None, steps: Sequence[Step]) -> int:
    if first is None:
        return 0
    others = {step.quote.pointer.report: step for step in steps if step.published is not None}
    others.pop(first.quote.pointer.report, None)
    return sum(not comes_before(first.published, step.published) for step in others.values())


def _claim_around(members: Sequence[_Member], labels: Labels) -> Claim | None:
    """The claim that holds most of the renderings; None where none holds half."""
    placed = _placed((place.report, place.span) for place, *_ in members)
    held = [
        (sum(_meets(Pointer(m.report, m.span), placed) for m in claim.members), -number, claim)
        for number, claim in enumerate(labels.case.claims)
    ]
    count, _, claim = max(held, key=lambda item: item[:2], default=(0, 0, None))
    return claim if claim is not None and count and 2 * count >= len(members) else None


def _edges(steps: Sequence[Step], labels: Labels) -> tuple[LineageEdge, ...]:
    """The ties among the reports that carry it, and those elsewhere whose words stand next to it; takers by time."""
    spans: dict[str, list[Span]] = {}
    for step in steps:
        spans.setdefault(step.quote.pointer.report, []).append(step.quote.pointer.span)
    found = [edge for edge in labels.case.lineage if edge.report in spans and _bears(edge, spans)]
    order = {id(edge): number for number, edge in enumerate(found)}
    return tuple(sorted(found, key=lambda edge: (labels.earliest_first(edge.report), order[id(edge)])))


def _bears(edge: LineageEdge, spans: dict[str, list[Span]]) -> bool:
    if edge.takes_from.report in spans:
        return True
    near = [Span(span.start - _NEAR, span.end + _NEAR) for span in spans[edge.report]]
    return any(item.report == edge.report and any(span.overlaps(item.span) for span in near) for item in edge.evidence)
