"""An invented case, small and with something of every kind in it."""

from __future__ import annotations

from stemma.model import (
    Actor,
    Case,
    Claim,
    ClaimMember,
    Drift,
    Entity,
    Evidence,
    Hyperlink,
    Judgement,
    LineageEdge,
    LineageEvidence,
    Mention,
    Merge,
    Origin,
    Passage,
    Place,
    Pointer,
    Reading,
    Report,
    Span,
    Statement,
    Target,
    Time,
    Utterance,
    UtteranceMember,
    sha256_of,
)

HARBOUR = 'The ferry Grünau ran aground on Tuesday. "The pilot was asleep," harbour master Ewa Lind told Nordpost.'
FOLLOW_UP = 'Nordpost reports that a pilot slept on the Grünau. "Nobody slept," the pilots\' guild answered.'


def report(name: str, text: str, **more: str | None) -> Report:
    return Report(id=name, text=text, sha256=sha256_of(f"bytes of {name} {text}"), **more)  # type: ignore[arg-type]


def spot(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def statement(name: str, of: str, source: Span | None, content: Span, speaker: str | None) -> Statement:
    how: dict[str, str] = {"manner": "direct", "stance": "asserts"}
    return Statement(id=name, report=of, source=source, cue=None, content=(content,), speaker=speaker, **how)  # type: ignore[arg-type]


ASLEEP = spot(HARBOUR, "The pilot was asleep")
SLEPT = spot(FOLLOW_UP, "a pilot slept on the Grünau")
NOBODY = spot(FOLLOW_UP, "Nobody slept")


def reports() -> tuple[Report, ...]:
    first = report(
        "harbour.html", HARBOUR, title="Ferry aground", published="2031-05-06", captured="2031-05-07T08:00:00Z"
    )
    link = Hyperlink(spot(FOLLOW_UP, "Nordpost"), "https://nordpost.example/ferry")
    second = Report(
        id="https://kust.example/7", text=FOLLOW_UP, sha256=sha256_of("second"), language="en", links=(link,)
    )
    return first, second


def case() -> Case:
    first, second = (each.id for each in reports())
    asleep, slept = Pointer(first, ASLEEP), Pointer(second, SLEPT)
    asleep, slept = Pointer(first, ASLEEP), Pointer(second, SLEPT)
    why = Evidence(kind="words", value=0.75, why="three of four words agree", left=asleep, right=slept)
    told = LineageEvidence(report=second, span=spot(FOLLOW_UP, "Nordpost reports"), why="names Nordpost")
    outside = Target(outside="Nordpost")
    return Case(
        reports=reports(),
        actors=(
            Actor(id="a2", name="pilots' guild", kind="organisation", side="pilots"),
            Actor(id="a1", name="Ewa Lind", kind="person", aliases=("Lind",), body="harbour office"),
        ),
        mentions=(Mention(report=first, span=spot(HARBOUR, "Ewa Lind"), kind="person", actor="a1"),),
        statements=(
            statement("s1", first, spot(HARBOUR, "harbour master Ewa Lind"), ASLEEP, "a1"),
            statement("s2", second, spot(FOLLOW_UP, "Nordpost"), SLEPT, None),
            statement("s3", second, spot(FOLLOW_UP, "the pilots' guild"), NOBODY, "a2"),
        ),
        passages=(Passage(left=asleep, right=slept, score=0.5, evidence=(why,), boilerplate=True),),
        utterances=(utterance(asleep, slept, why),),
        claims=(claim(asleep, Pointer(second, NOBODY)),),
        lineage=(
            LineageEdge(report=second, takes_from=outside, kind="credits", score=1.0, evidence=(told,)),
            LineageEdge(report=second, takes_from=Target(report=first), kind="copies", score=0.5, evidence=()),
        ),
        places=(Place(report=first, span=Span(0, 3), name="Grünau", kind="town", latitude=52.4, longitude=13.5),),
        times=(Time(report=first, span=spot(HARBOUR, "Tuesday"), type="DATE", value="2031-05-06"),),
        entities=(Entity(report=first, span=spot(HARBOUR, "Nordpost"), kind="organisation"),),
        judgements=(judgement("j1"),),
    )


def utterance(said: Pointer, retold: Pointer, why: Evidence) -> Utterance:
    drift = Drift(kind="words", before=said, after=retold, why="“asleep” became “slept”")
    members = (UtteranceMember(report=said.report, span=said.span, statement="s1"),)
    return Utterance(id="u1", speaker="a1", members=members, drift=(drift,), evidence=(why,))


def claim(affirmed: Pointer, denied: Pointer) -> Claim:
    merged = (Merge(id="m1", why="her spokesman"),)
    lind = Origin(
        id="a1",
        name="Ewa Lind",
        kind="person",
        access="unknown",
        report=affirmed.report,
        span=affirmed.span,
        merged=merged,
    )
    members = (
        ClaimMember(report=affirmed.report, span=affirmed.span, statement="s1", actor="a1", stance="affirms"),
        ClaimMember(report=denied.report, span=denied.span, statement="s3", actor="a2", stance="denies"),
    )
    return Claim(
        id="c1",
        gloss="The pilot of the Grünau slept",
        status="contested",
        hedged=False,
        members=members,
        origins=(lind,),
        at_most=1,
        why="the guild denies it",
        interval=("2031-05-06", "2031-05-07"),
        first=affirmed,
    )


def reading(of: str, *sentences: Span) -> Reading:
    lind = Actor(id="x", name="Lind", kind="person")
    name = Entity(report=of, span=Span(2, 6), kind="person")
    return Reading(report=of, language="en", sentences=sentences, actors=(lind,), entities=(name,))


def judgement(
    name: str, verb: str = "not independent", *subjects: str, made: str = "2031-05-08T09:00:00Z"
) -> Judgement:
    return Judgement(id=name, verb=verb, subjects=subjects or ("a1", "a2"), author="desk", made=made)
