"""Small builders of values for tests: name what matters, the rest has sensible defaults.

scene = Scene()
scene.report("r1", "The bridge is closed, mayor Ada Brandt said.", publisher="Harbour Post")
scene.says("r1", "The bridge is closed", by="Ada Brandt")
scene.claim("the bridge is closed")
scene.comparison()
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from stemma.model import (
    Access,
    Actor,
    ActorKind,
    ClaimGroup,
    ClaimMember,
    ClaimStance,
    Comparison,
    Credit,
    Hyperlink,
    LineageKind,
    Mention,
    OwnVoice,
    Passage,
    Pointer,
    Reading,
    Report,
    Span,
    Stance,
    Statement,
    Time,
    Utterance,
    UtteranceMember,
    sha256_of,
    statement_id,
)
from stemma.read.quantities import find_quantities

_CLAIM_STANCE: dict[Stance, ClaimStance] = {"denies": "denies", "hedges": "hedges"}


def report(id: str = "r1", text: str = "The bridge is closed.", **fields: Any) -> Report:  # noqa: A002  # as in Report
    """A report whose snapshot is `text`; `fields` are any of `Report`."""
    return Report(id=id, text=text, sha256=sha256_of(text), **fields)


def span_of(text: str, words: str, nth: int = 0) -> Span:
    """Where `words` stand in `text` for the `nth` time (from 0); ValueError where they do not."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def actor_id(name: str) -> str:
    """The id that these builders give an actor of that name."""
    return "a-" + "-".join(name.lower().split())


def actor(name: str = "Ada Brandt", kind: ActorKind = "person", **fields: Any) -> Actor:
    """An actor with an id made from its name; `fields` are any of `Actor`."""
    return Actor(**{"id": actor_id(name), "name": name, "kind": kind, **fields})


def statement(
    report: Report, content: str, *, cue: str | None = None, source: str | None = None, **fields: Any
) -> Statement:
    """A statement by its words in `report`; `fields` are any of `Statement`."""
    spans = [span_of(report.text, words) if words else None for words in (source, cue)]
    parts = (span_of(report.text, content),)
    defaults: dict[str, Any] = {"manner": "indirect", "stance": "asserts"}
    made = statement_id(report.id, spans[0], spans[1], parts)
    return Statement(id=made, report=report.id, source=spans[0], cue=spans[1], content=parts, **{**defaults, **fields})


def own_voice(report: Report, words: str, **fields: Any) -> OwnVoice:
    """What `report` says itself; `fields` are any of `OwnVoice`."""
    return OwnVoice(report=report.id, span=span_of(report.text, words), **fields)


def credit(report: Report, words: str, name: str, kind: LineageKind = "credits", **fields: Any) -> Credit:
    """A credit of `name` by `words` of `report`; `fields` are any of `Credit`."""
    span = span_of(report.text, words)
    return Credit(report=report.id, span=span, name=name, kind=kind, **{"why": f"it credits {name}", **fields})


def passage(left: Report, right: Report, words: str, other: str | None = None, **fields: Any) -> Passage:
    """`words` of `left` that stand in `right` too, there as `other`, by default the same."""
    sides = [Pointer(left.id, span_of(left.text, words)), Pointer(right.id, span_of(right.text, other or words))]
    return Passage(left=sides[0], right=sides[1], **{"score": 1.0, "evidence": (), **fields})


def reading(report: Report, **fields: Any) -> Reading:
    """The reading of `report`, one sentence for each full stop; `fields` are any of `Reading`."""
    return Reading(**{"report": report.id, "language": "en", "sentences": sentences(report.text), **fields})


def sentences(text: str) -> tuple[Span, ...]:
    """Sentence spans by full stops and line ends alone, which is enough for tests' own texts."""
    spans, start = [], 0
    for end, character in enumerate(text, 1):
        if (character in ".\n" or end == len(text)) and text[start:end].strip():
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            spans.append(Span(start + lead, end))
            start = end
    return tuple(spans)


def comparison(**fields: Any) -> Comparison:
    """A comparison in which nothing was found but `fields`, any of `Comparison`."""
    empty = {"actors": (), "mentions": (), "statements": (), "passages": (), "utterances": (), "claims": ()}
    return Comparison(**{**empty, **fields})


@dataclass
class Scene:
    """A case in the making: reports, what is said in them, and the claims that it comes to."""

    reports: dict[str, Report] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    own: list[OwnVoice] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)
    members: list[ClaimMember] = field(default_factory=list)
    claims: list[ClaimGroup] = field(default_factory=list)

    def report(self, id: str, text: str, links: Sequence[tuple[str, str]] = (), **fields: Any) -> Report:  # noqa: A002
        """Add a report; `links` are (linked words, address)."""
        made = tuple(Hyperlink(span_of(text, words), url) for words, url in links)
        self.reports[id] = report(id, text, links=made, **fields)
        return self.reports[id]

    def actor(self, name: str, kind: ActorKind = "person", **fields: Any) -> Actor:
        """Add an actor, or give back the one of that name."""
        return self.actors.setdefault(actor_id(name), actor(name, kind, **fields))

    def says(self, report: str, words: str, by: str | None, stance: Stance = "asserts", **fields: Any) -> Statement:
        """Add a statement, and a member of the claim in the making; `by` names the speaker (a person if it is new)."""
        speaker = self.actor(by).id if by else None
        made = statement(self.reports[report], words, stance=stance, **{"speaker": speaker, **fields})
        self.statements.append(made)
        side = _CLAIM_STANCE.get(stance, "affirms")
        member = ClaimMember(report=report, span=made.content[0], statement=made.id, actor=speaker, stance=side)
        self.members.append(member)
        return made

    def tells(self, report: str, words: str, stance: ClaimStance = "affirms", access: Access = "unknown") -> OwnVoice:
        """Add words in the report's own voice, and a member of the claim in the making."""
        made = own_voice(self.reports[report], words, access=access, hedged=stance == "hedges")
        self.own.append(made)
        self.members.append(ClaimMember(report=report, span=made.span, statement=None, actor=None, stance=stance))
        return made

    def credit(self, report: str, words: str, name: str, kind: LineageKind = "credits", **fields: Any) -> Credit:
        """Add a credit of `name` by `words`."""
        self.credits.append(credit(self.reports[report], words, name, kind, **fields))
        return self.credits[-1]

    def mention(self, report: str, words: str, name: str) -> Mention:
        """Add a mention of an actor that was added before."""
        who = self.actors[actor_id(name)]
        kind = who.kind
        made = Mention(report=report, span=span_of(self.reports[report].text, words), kind=kind, actor=who.id)
        self.mentions.append(made)
        return made

    def copy(self, left: str, right: str, words: str, other: str | None = None, **fields: Any) -> Passage:
        """Add a passage that two reports share."""
        self.passages.append(passage(self.reports[left], self.reports[right], words, other, **fields))
        return self.passages[-1]

    def utterance(self, *said: Statement, speaker: str | None = None) -> Utterance:
        """Add an utterance that the statements render."""
        members = tuple(UtteranceMember(report=s.report, span=s.content[0], statement=s.id) for s in said)
        named = actor_id(speaker) if speaker else None
        self.utterances.append(Utterance(id=f"u{len(self.utterances)}", speaker=named, members=members))
        return self.utterances[-1]

    def claim(self, gloss: str = "the bridge is closed") -> ClaimGroup:
        """Close the claim in the making: everything said and told since the last one."""
        self.claims.append(ClaimGroup(id=f"g{len(self.claims)}", gloss=gloss, members=tuple(self.members)))
        self.members = []
        return self.claims[-1]

    def readings(self) -> tuple[Reading, ...]:
        """The readings of all reports, with the figures in their words."""
        return tuple(
            reading(
                report,
                quantities=find_quantities(
                    report,
                    sentences(report.text),
                    [statement for statement in self.statements if statement.report == report.id],
                    [time for time in self.times if time.report == report.id],
                ),
                statements=tuple(s for s in self.statements if s.report == report.id),
                own_voice=tuple(sorted((o for o in self.own if o.report == report.id), key=lambda o: o.span)),
                credits=tuple(c for c in self.credits if c.report == report.id),
                mentions=tuple(m for m in self.mentions if m.report == report.id),
                times=tuple(t for t in self.times if t.report == report.id),
            )
            for report in self.reports.values()
        )

    def comparison(self) -> Comparison:
        """All that was added, as what comparing would have found."""
        if self.members:
            self.claim()
        return comparison(
            actors=tuple(self.actors[key] for key in sorted(self.actors)),
            mentions=tuple(self.mentions),
            statements=tuple(self.statements),
            passages=tuple(self.passages),
            utterances=tuple(self.utterances),
            claims=tuple(self.claims),
        )
