"""What a case holds once its lineage is traced: the values of the contract "stemma-case/1"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.model.links import ClaimMember, Evidence, Passage, Pointer, QuantitySeries, Utterance
from stemma.model.readings import Access, Actor, Entity, LineageKind, Mention, Place, Quantity, Statement, Time
from stemma.model.removals import Removed
from stemma.model.reports import Report
from stemma.model.spans import Span

Status = Literal["unattributed", "single-origin", "corroborated", "contested", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a report takes from: a report of the case (`report`), or something outside it, named in the page's words."""

    report: str | None = None
    outside: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageEvidence:
    """The words of the report that show an edge, and why they do."""

    report: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageEdge:
    """`report` takes from `takes_from`.

    `score` is 1.0 for what the page says itself, else the strength of the evidence (0 to 1).
    """

    report: str
    takes_from: Target
    kind: LineageKind
    score: float
    evidence: tuple[LineageEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A voice that was not counted as an origin of its own.

    `id` is its actor or report, `why` the reason as a sentence.
    """

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Why an origin's affirmation weighs more than another: it does not serve the one who makes it.

    An "admission" is said against oneself, by the report's own verb; an "adversary" affirms what is also affirmed by
    somebody whom it contradicts elsewhere in the case. `report` and `span` are the words that show it, `why` the
    sentence that the user reads. The count does not depend on it.
    """

    kind: Literal["admission", "adversary"]
    why: str
    report: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A root that a claim's lineage leads to. `report` and `span` are its earliest appearance in the case."""

    id: str
    name: str
    kind: str
    access: Access
    report: str
    span: Span
    merged: tuple[Merge, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another claim of the case whose figure excludes that of this one: its id, and why."""

    claim: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimInterval:
    """When some of a claim's reports put what it tells: from `start` to `end` (exclusive), ISO 8601.

    A shift from UTC is given only where the words name it. `words` are the words that tell it, by publication, `wider`
    those that tell a wider time around it and of no other.
    """

    start: str
    end: str
    words: tuple[Pointer, ...]
    wider: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What several statements or own-voice sentences say in common, with where it comes from.

    `at_most` is `len(origins)` plus what was merged by command alone plus own voices whose way of knowing is
    unknown. `quantity` (the figure that most members give, in the words of the first) is a text for display, None where
    the claim has none. `intervals` are when its reports put it, those of most reports first; more than one where they
    differ. `interval` is the one that more than half of them give, None where there is none. `first` is the earliest
    member by publication time, None where no member's report is dated. `rivals` are the claims whose figure excludes
    this one's; their members stand among those that deny it.
    """

    id: str
    gloss: str
    status: Status
    hedged: bool
    members: tuple[ClaimMember, ...]
    origins: tuple[Origin, ...]
    at_most: int
    why: str
    quantity: str | None = None
    interval: tuple[str, str] | None = None
    first: Pointer | None = None
    rivals: tuple[Rival, ...] = ()
    intervals: tuple[ClaimInterval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A user's ruling, as a row that is never changed: undoing one is another row, named in `undone_by`."""

    id: str
    verb: str
    subjects: tuple[str, ...]
    author: str
    made: str
    undone_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as derived: a pure function of its reports, the vocabulary and the judgements.

    All tuples are in a fixed order. `figures` are all quantities of all reports, `quantities` those that several places
    give of one thing, side by side. `removed` are reports that were taken out; like the judgements made since the case
    was derived they are handed along with it, not derived.
    """

    reports: tuple[Report, ...]
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    passages: tuple[Passage, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    lineage: tuple[LineageEdge, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Quantity, ...] = ()
    quantities: tuple[QuantitySeries, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    removed: tuple[Removed, ...] = ()
