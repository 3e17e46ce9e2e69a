"""Annotated cases as the values that the stages pass on: what a perfect reader and a perfect grouping would hand over.

A gold file gives words, not places. Words that stand in a report several times are taken where the annotated
statements leave them free, in the order of the file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast, get_args

from stemma.collect.collected import Collected
from stemma.collect.jsonl import read_jsonl
from stemma.compare.passages import find_passages
from stemma.compare.pieces import gather
from stemma.model import (
    Actor,
    ActorKind,
    ClaimGroup,
    ClaimMember,
    ClaimStance,
    Comparison,
    Credit,
    Manner,
    Mention,
    OwnVoice,
    Reading,
    Report,
    Span,
    Statement,
    Utterance,
    UtteranceMember,
    statement_id,
)
from stemma.read.access import access_of

Json = dict[str, Any]
Read = Callable[[Report], Reading]

_KINDS = frozenset(get_args(ActorKind))
# Annotators' own kinds in the model's words.
_OTHER_KINDS: dict[str, ActorKind] = {"document": "unnamed", "group": "organisation"}
# The id under which gold files keep statements without a source.
_NOBODY = "unattributed"
# Shorter names than this are found inside other words too often to be mentions.
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Annotated:
    """A case with its gold: `reports` by id, `gold` as its file has it."""

    name: str
    reports: tuple[Report, ...]
    gold: Json

    @cached_property
    def texts(self) -> dict[str, str]:
        """The reports' texts by id."""
        return {report.id: report.text for report in self.reports}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The gold actors by id."""
        return {row["id"]: _actor(row) for row in self.gold["actors"] if row["id"] != _NOBODY}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The gold statements, placed; those whose words the report does not have are left out."""
        taken: set[tuple[str, Span]] = set()
        placed = (self._statement(row, taken) for row in self.gold["statements"])
        return tuple({one.id: one for one in placed if one}.values())

    def _statement(self, row: Json, taken: set[tuple[str, Span]]) -> Statement | None:
        text, report = self.texts[row["report"]], row["report"]
        content = tuple(_free(text, words, report, taken) for words in row["content"] if words in text)
        if not content:
            return None
        taken.update((report, span) for span in content)
        source, cue = (_nearest(text, row.get(part), content[0]) for part in ("source", "cue"))
        marked = [span for span in (source, cue, *content) if span]
        words = text[min(marked).start : max(span.end for span in marked)]
        language = next(one.language for one in self.reports if one.id == report)
        via = row.get("via")
        manner = row.get("kind")
        return Statement(
            id=statement_id(report, source, cue, content),
            report=report,
            source=source,
            cue=cue,
            content=content,
            manner=cast(Manner, manner) if manner in get_args(Manner) else "indirect",
            stance=row["stance"],
            speaker=row["speaker"] if row["speaker"] in self.actors else None,
            via=via[0] if isinstance(via, list) and via else via or None,
            access=access_of(words, language),
            in_title=content[0].start == 0,
        )

    @cached_property
    def by_report(self) -> dict[str, list[Statement]]:
        """The gold statements of each report."""
        return _by_report(self.statements)


def load(folder: Path) -> Annotated:
    """The annotated case in `folder`; ValueError where a report can't be read or does not say what the gold claims."""
    collected = list(read_jsonl((folder / "reports.jsonl").read_bytes(), folder.name, None))
    reports = [one.report for one in collected if isinstance(one, Collected)]
    if len(reports) != len(collected):
        raise ValueError(f"{folder}: a line of reports.jsonl can't be read")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    case = Annotated(folder.name, tuple(sorted(reports, key=lambda report: report.id)), gold)
    for member in (member for claim in gold["claims"] for member in claim["members"]):
        if member["text"] not in case.texts.get(member["report"], ""):
            raise ValueError(f"{case.name}: {member['report']} does not say {member['text']!r}")
    return case


def with_gold_readings(case: Annotated, read: Read) -> tuple[tuple[Reading, ...], Comparison]:
    """Readings and comparison with the gold's statements, speakers, utterances and claims.

    What the gold does not annotate (sentences, credits, places, times) is as `read` has it.
    """
    made = tuple(_gold_reading(case, report, read(report)) for report in case.reports)
    claims, added = _gold_groups(case)
    statements = (*case.statements, *added)
    return made, Comparison(
        actors=tuple(case.actors[key] for key in sorted(case.actors)),
        mentions=tuple(mention for reading in made for mention in reading.mentions),
        statements=statements,
        passages=find_passages(gather(case.reports, made, statements)),
        utterances=tuple(_utterances(case)),
        claims=claims,
    )


def regrouped(case: Annotated, comparison: Comparison) -> Comparison:
    """A comparison of the system's own, with the gold's claims; each member has the statement that stands there."""
    statements = _by_report(comparison.statements)
    claims = []
    for row in case.gold["claims"]:
        members = []
        for member in row["members"]:
            span = _member_place(case, member)
            at = _standing_at(span, statements[member["report"]])
            members.append(_member(member, span, at))
        claims.append(_group(row, members))
    return replace(comparison, claims=tuple(claims))


def _actor(row: Json) -> Actor:
    kind = row.get("kind")
    known = cast(ActorKind, kind) if kind in _KINDS else _OTHER_KINDS.get(str(kind), "organisation")
    aliases = tuple(sorted(set(row.get("aliases", [])) - {row["name"]}))
    return Actor(
        id=row["id"], name=row["name"], kind=known, aliases=aliases, body=row.get("body"), side=row.get("side")
    )


def _by_report(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.report].append(statement)
    return found


def _occurrences(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _free(text: str, words: str, report: str, taken: set[tuple[str, Span]]) -> Span:
    places = list(_occurrences(text, words))
    return next((span for span in places if (report, span) not in taken), places[0])


def _nearest(text: str, words: str | None, place: Span) -> Span | None:
    """Where the words stand closest to a place, before it or after."""
    found = _occurrences(text, words) if words else iter(())
    return min(found, key=lambda span: max(place.start - span.end, span.start - place.end), default=None)


def _gold_reading(case: Annotated, report: Report, reading: Reading) -> Reading:
    statements = tuple(sorted(case.by_report[report.id], key=lambda one: (one.content, one.id)))
    speakers = {one.speaker for one in statements} | {one.via for one in statements}
    covered = [span for one in statements for span in one.content]
    own = tuple(
        OwnVoice(report=report.id, span=span, access=access_of(span.of(report.text), report.language))
        for span in reading.sentences
        if not any(2 * span.shared(other) > span.length for other in covered)
    )
    return replace(
        reading,
        actors=tuple(case.actors[key] for key in sorted(filter(None, speakers)) if key in case.actors),
        mentions=tuple(_mentions(case, report)),
        statements=statements,
        own_voice=own,
        credits=tuple(_with_gold_actor(case, credit, reading) for credit in reading.credits),
        entities=(),
    )


def _mentions(case: Annotated, report: Report) -> Iterator[Mention]:
    """Where a gold actor's names stand; of names that overlap, the longest."""
    found: dict[Span, Mention] = {}
    for actor in case.actors.values():
        for name in (actor.name, *actor.aliases):
            if len(name) >= _SHORTEST_NAME and name in report.text:
                for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", report.text):
                    span = Span(*match.span())
                    found.setdefault(span, Mention(report=report.id, span=span, kind=actor.kind, actor=actor.id))
    end = 0
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if span.start >= end:
            yield found[span]
            end = span.end


def _with_gold_actor(case: Annotated, credit: Credit, reading: Reading) -> Credit:
    """The credit with the gold's actor for the reading's own, where a name tells which."""
    named = next((actor for actor in reading.actors if actor.id == credit.actor), None)
    names = {named.name, *named.aliases} if named else set()
    meant = (key for key, actor in case.actors.items() if names & {actor.name, *actor.aliases})
    return replace(credit, actor=next(meant, None))


def _utterances(case: Annotated) -> Iterator[Utterance]:
    for row in case.gold.get("utterances", []):
        members = []
        for member in row["members"]:
            span = next(_occurrences(case.texts[member["report"]], member["text"]), None)
            statement = span and _standing_at(span, case.by_report[member["report"]])
            if span and statement:
                members.append(UtteranceMember(report=member["report"], span=span, statement=statement.id))
        if members:
            speaker = row.get("speaker")
            yield Utterance(id=row["id"], speaker=speaker if speaker in case.actors else None, members=tuple(members))


def _standing_at(span: Span, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose content has most of the span, or lies in it; the narrowest of equals."""
    best: tuple[int, int, Statement] | None = None
    for statement in statements:
        for content in statement.content:
            shared = content.shared(span)
            if 2 * shared < min(content.length, span.length) or not shared:
                continue
            if best is None or (shared, -content.length) > best[:2]:
                best = (shared, -content.length, statement)
    return best[2] if best else None


def _member_place(case: Annotated, member: Json) -> Span:
    """Where a gold member stands: of several places the one that the actor's statements cover."""
    places = list(_occurrences(case.texts[member["report"]], member["text"]))
    by = [one for one in case.by_report[member["report"]] if one.speaker == member["actor"]]
    return max(places, key=lambda span: max((c.shared(span) for one in by for c in one.content), default=0))


def _member(member: Json, span: Span, statement: Statement | None) -> ClaimMember:
    return ClaimMember(
        report=member["report"],
        span=span,
        statement=statement.id if statement else None,
        actor=statement.speaker if statement else None,
        stance=cast(ClaimStance, member["stance"]),
    )


def _group(row: Json, members: Sequence[ClaimMember]) -> ClaimGroup:
    # The gloss carries the gold's id through tracing, which gives claims ids of its own.
    return ClaimGroup(id=row["id"], gloss=row["id"], members=tuple(members))


def _gold_groups(case: Annotated) -> tuple[tuple[ClaimGroup, ...], tuple[Statement, ...]]:
    """The gold's claims, and statements for members that name a speaker of whom no statement is annotated."""
    claims, added = [], {}
    for row in case.gold["claims"]:
        members = []
        for member in row["members"]:
            span = _member_place(case, member)
            statement = None if _own_voice(case, member, span) else _gold_statement(case, member, span)
            if statement is not None and statement not in case.by_report[member["report"]]:
                added[statement.id] = statement
            members.append(_member(member, span, statement))
        claims.append(_group(row, members))
    return tuple(claims), tuple(added.values())


def _own_voice(case: Annotated, member: Json, span: Span) -> bool:
    """Whether the report says it itself: it is the outlet's or the body's own text, or nobody's statement."""
    actor = case.actors.get(member["actor"])
    by = [one for one in case.by_report[member["report"]] if one.speaker == member["actor"]]
    if _standing_at(span, by) or (actor is None and _standing_at(span, case.by_report[member["report"]])):
        return False
    publisher = next(one.publisher for one in case.reports if one.id == member["report"]) or ""
    return actor is None or actor.kind == "media" or publisher in (actor.name, *actor.aliases)


def _gold_statement(case: Annotated, member: Json, span: Span) -> Statement:
    speaker = member["actor"] if member["actor"] in case.actors else None
    at = _standing_at(span, [one for one in case.by_report[member["report"]] if one.speaker == speaker])
    return at or Statement(
        id=statement_id(member["report"], None, None, (span,)),
        report=member["report"],
        source=None,
        cue=None,
        content=(span,),
        manner="indirect",
        stance="denies" if member["stance"] == "denies" else "asserts",
        speaker=speaker,
    )
