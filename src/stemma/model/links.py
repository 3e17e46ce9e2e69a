"""What ties readings together: copied passages, utterances, and claims before their origins are traced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.model.readings import Actor, LineageKind, Mention, Statement
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
    """One rendering of an utterance: a sentence of speech, or the quoted part of one."""

    report: str
    span: Span
    statement: str


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

    `actor` is the speaker, or None for own voice and for the unattributed.
    """

    report: str
    span: Span
    statement: str | None
    actor: str | None
    stance: ClaimStance


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """Members that say the same thing, before origins are traced. `evidence` says why they are taken together."""

    id: str
    gloss: str
    members: tuple[ClaimMember, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that the comparison of the case's readings found.

    `actors` are the case's actors, those of single readings merged; `statements` and `mentions` are the readings' with
    `speaker`, `via` and `actor` pointing at them. `stories` pairs each report's id with the id of its story, by report.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    utterances: tuple[Utterance, ...]
    claims: tuple[ClaimGroup, ...]
    stories: tuple[tuple[str, str], ...] = ()


__all__ = [
    "ClaimGroup", "ClaimMember", "ClaimStance", "Comparison", "Drift", "DriftKind", "Evidence", "LineageKind",
    "Passage", "Pointer", "Utterance", "UtteranceMember",
]  # fmt: skip
