"""What ties readings together: copied passages, utterances, and claims before their origins are traced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.model.readings import Actor, Bound, LineageKind, Mention, Statement
from stemma.model.spans import Span

ClaimStance = Literal["affirms", "denies", "hedges"]
DriftKind = Literal["words", "number", "negation", "hedge", "name", "dropped", "added"]


@dataclass(frozen=True, slots=True, order=True)
class Pointer:
    """Exact characters of one report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for a link: `kind` names it, `value` is its weight, `why` is the sentence that the user reads."""

    kind: str
    value: float
    why: str
    left: Pointer | None = None
    right: Pointer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Text that two reports share: exact or lightly edited reuse, as aligned spans.

    `score` is the share of the shorter side's words that stand in the other, in order (0 to 1);
    `boilerplate` marks what pages of one publisher carry anyway, which proves nothing.
    """

    left: Pointer
    right: Pointer
    score: float
    evidence: tuple[Evidence, ...]
    boilerplate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceMember:
    """One rendering of an utterance: a sentence of speech, or the quoted part of one.

    `statement` is None where a body says it in its own words, in a report that it puts out itself (a communiqué).
    """

    report: str
    span: Span
    statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What changed between two renderings. `before` and `after` mark the words; None where nothing stands there."""

    kind: DriftKind
    before: Pointer | None
    after: Pointer | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One original sentence-sized piece of speech and all its renderings, by report and place.

    `evidence` says why the renderings are taken for one. `speaker` is None where they do not agree on one.
    """

    id: str
    speaker: str | None
    members: tuple[UtteranceMember, ...]
    drift: tuple[Drift, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMember:
    """One place where a claim is made: a statement, or own voice where `statement` is None.

    `actor` is the speaker, or None for own voice and for the unattributed. `loose` marks words that are only broadly
    like the others': they are shown with the claim, but no further origin is counted on them.
    """

    report: str
    span: Span
    statement: str | None
    actor: str | None
    stance: ClaimStance
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """Members that say the same thing, before origins are traced. `evidence` says why they are taken together."""

    id: str
    gloss: str
    members: tuple[ClaimMember, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityRow:
    """One place where somebody gives a figure of a series.

    `span` are the words of the figure ("more than 70"); `low`, `high`, `bound` and `update` as in `Quantity`.
    `statement` and `actor` (the speaker) are None for what the report says itself; then `publisher` is who gives it,
    where known. `published` is the report's date, as written. `superseded` is true where the same source gives another
    figure later, or where a later one of the series says that it brings the figure up to date. `claims` are the ids of
    the claims that have the place among their affirming or hedging members.
    """

    report: str
    span: Span
    low: float | None
    high: float | None
    bound: Bound
    statement: str | None = None
    actor: str | None = None
    publisher: str | None = None
    published: str | None = None
    update: bool = False
    superseded: bool = False
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Two places whose figures can't both be so; `why` is the sentence that the user reads."""

    left: Pointer
    right: Pointer
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantitySeries:
    """All figures that the reports of one story give of one thing, side by side: how many people were killed.

    `frame`, `counts` and `unit` are those of `Quantity`; at least one of `counts` and `unit` may be None. `gloss` names
    them in English words ("people killed"). `rows` are in the order of publication, the undated last, then by report
    and place. `contests` are pairs of places of this series, or one of it and one of an opposed one ("all saved" and
    "1,500 lost"), that exclude each other at the time they speak of; a figure that is only brought up to date is in
    none. To draw a series: time along one axis, `low` to `high` along the other (None: open on that side; both None
    and "all": everyone, however many), a line a source.
    """

    id: str
    frame: str
    counts: str | None
    unit: str | None
    gloss: str
    story: str | None
    rows: tuple[QuantityRow, ...]
    contests: tuple[Contest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that the comparison of the case's readings found.

    `actors` are the case's actors, those of single readings merged; `statements` and `mentions` are the readings' with
    `speaker`, `via` and `actor` pointing at them. `stories` pairs each report's id with the id of its story, by report.
    `quantities` are the figures of one thing side by side, before it is asked which of them exclude each other.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    utterances: tuple[Utterance, ...]
    claims: tuple[ClaimGroup, ...]
    stories: tuple[tuple[str, str], ...] = ()
    quantities: tuple[QuantitySeries, ...] = ()


__all__ = [
    "ClaimGroup", "ClaimMember", "ClaimStance", "Comparison", "Contest", "Drift", "DriftKind", "Evidence",
    "LineageKind", "Passage", "Pointer", "QuantityRow", "QuantitySeries", "Utterance", "UtteranceMember",
]  # fmt: skip
