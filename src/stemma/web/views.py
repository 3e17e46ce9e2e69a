"""What each page of the desk shows, worked out before it is drawn: one dataclass a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from stemma.model import Actor, Claim, Pointer, Report, Span, Statement
from stemma.show.judgements import ShownJudgement, judgements_of
from stemma.show.labels import Labels, Quote
from stemma.show.page.snapshots import snapshot
from stemma.store import Hit
from stemma.text.names import romanise
from stemma.text.tokens import fold
from stemma.web.live import Live, Seen

T = TypeVar("T")

# Rows that a page of a list has.
A_PAGE = 100
MOST_HITS = 60
MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page of a long list: which rows of how many, and the numbers of the pages beside it."""

    first: int
    last: int
    total: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in the list of all."""

    report: Report
    publisher: str
    when: str
    statements: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """All reports, or those with some words in their title, publisher or id, by date."""

    rows: Sequence[ReportRow]
    asked: str
    leaf: Leaf
    languages: Sequence[tuple[str, int]]
    publishers: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement, with what can be judged about it: its words, its speaker, the claim that it stands in."""

    statement: Statement
    quotes: Sequence[Quote]
    speaker: Actor | None
    source: str
    claim: Claim | None
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report, whole, with its statements."""

    report: Report
    publisher: str
    when: str
    text: Markup
    followed: str | None
    said: Sequence[Said]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor in the list of all, with how many statements it makes and in how many reports."""

    actor: Actor
    statements: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsPage:
    """All actors, or those called by some words, those who say most first."""

    rows: Sequence[ActorRow]
    asked: str
    leaf: Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report or statement that was found: the words around what was asked for, and where that stands."""

    kind: str
    snippet: str
    publisher: str
    when: str
    place: Pointer | None
    report: str
    claim: Claim | None
    number: int | None
    statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What was found for some words."""

    asked: str
    found: Sequence[Found]
    actors: Sequence[ActorRow]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A place where a claim is made."""

    quote: Quote
    stance: str
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whoever counts, or is counted with another, in a claim; `subject` names it in a judgement."""

    name: str
    subject: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """A claim with all that can be judged about it."""

    claim: Claim
    number: int
    members: Sequence[Member]
    voices: Sequence[Voice]
    judged: Sequence[ShownJudgement]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementsPage:
    """All judgements and notes, the last made first; `claims` are the numbers of the claims that they bear on."""

    rows: Sequence[ShownJudgement]
    numbers: dict[str, int]


def reports_page(seen: Seen, asked: str, page: int) -> ReportsPage:
    """The reports whose title, publisher, address or id holds all the words of `asked`."""
    case, labels = seen.case, seen.labels
    said = Counter(statement.report for statement in case.statements)
    claims = Counter(report for claim in case.claims for report in {member.report for member in claim.members})
    words = _words(asked)

    def told(report: Report) -> str:
        return folded(" ".join(filter(None, (report.title, labels.publisher(report.id), report.id))))

    wanted = [report.id for report in case.reports if all(word in told(report) for word in words)]
    shown, leaf = leafed(sorted(wanted, key=labels.earliest_first), page)
    rows = [
        ReportRow(
            report=labels.reports[ident],
            publisher=labels.publisher(ident),
            when=labels.when(ident),
            statements=said[ident],
            claims=claims[ident],
        )
        for ident in shown
    ]
    languages = Counter(report.language or "" for report in case.reports)
    publishers = Counter(map(labels.publisher, labels.reports))
    by_name = sorted(publishers.items(), key=lambda item: (-item[1], item[0]))
    return ReportsPage(rows=rows, asked=asked, leaf=leaf, languages=languages.most_common(), publishers=by_name)


def report_page(seen: Seen, ident: str, at: Span | None) -> ReportPage | None:
    """One report with its statements marked, and the characters `at`; None where the case has no such report."""
    labels = seen.labels
    report = labels.reports.get(ident)
    if report is None:
        return None
    statements = [statement for statement in seen.case.statements if statement.report == ident]
    places = {Pointer(ident, span): f"s{span.start}-{span.end}" for one in statements for span in one.content}
    followed = None
    if at is not None and 0 <= at.start < at.end <= len(report.text):
        followed = places.setdefault(Pointer(ident, at), f"s{at.start}-{at.end}")
    return ReportPage(
        report=report,
        publisher=labels.publisher(ident),
        when=labels.when(ident),
        text=snapshot(report, statements, places, labels, whole=True),
        followed=followed,
        said=[_said(statement, seen) for statement in statements],
        number=seen.report_numbers[ident],
    )


def actors_page(seen: Seen, asked: str, page: int) -> ActorsPage:
    """The actors of whom a name holds all the words of `asked`."""
    shown, leaf = leafed(_actor_rows(seen, asked), page)
    return ActorsPage(rows=shown, asked=asked, leaf=leaf)


def search_page(live: Live, asked: str) -> SearchPage:
    """Statements and reports that hold the words, and actors who are called so."""
    seen = live.now()
    hits = live.search(asked, MOST_HITS + 1) if asked.strip() else ()
    found = [one for hit in hits[:MOST_HITS] if (one := _found(hit, seen))]
    actors = _actor_rows(seen, asked)[:MOST_NAMED] if asked.strip() else []
    return SearchPage(asked=asked, found=found, actors=actors, more=len(hits) > MOST_HITS)


def claim_page(seen: Seen, ident: str) -> ClaimPage | None:
    """One claim; None where the case has none of that id."""
    number = seen.numbers.get(ident)
    if number is None:
        return None
    claim, labels = seen.case.claims[number - 1], seen.labels
    ordered = sorted(claim.members, key=lambda member: (labels.earliest_first(member.report), member.span))
    quotes = ((member, labels.quote(Pointer(member.report, member.span))) for member in ordered)
    return ClaimPage(
        claim=claim,
        number=number,
        members=[
            Member(quote=quote, stance=member.stance, voice=labels.actor(member.actor) or "")
            for member, quote in quotes
            if quote
        ],
        voices=_voices(claim, labels),
        judged=[one for one in judgements_of(labels) if ident in one.claims],
    )


def judgements_page(seen: Seen) -> JudgementsPage:
    """All judgements."""
    return JudgementsPage(rows=judgements_of(seen.labels)[::-1], numbers=seen.numbers)


def leafed(rows: Sequence[T], page: int) -> tuple[Sequence[T], Leaf]:
    """The rows of one page of a list, counted from 1, and which they are."""
    start = min(max(page - 1, 0) * A_PAGE, max(len(rows) - 1, 0) // A_PAGE * A_PAGE)
    shown, number = rows[start : start + A_PAGE], start // A_PAGE + 1
    return shown, Leaf(
        first=start + 1 if rows else 0,
        last=start + len(shown),
        total=len(rows),
        before=number - 1 if start else None,
        after=number + 1 if start + A_PAGE < len(rows) else None,
    )


def _said(statement: Statement, seen: Seen) -> Said:
    labels = seen.labels
    text = labels.reports[statement.report].text
    quotes = (labels.quote(Pointer(statement.report, span)) for span in statement.content)
    claim = seen.claims_of_statements.get(statement.id)
    return Said(
        statement=statement,
        quotes=[quote for quote in quotes if quote],
        speaker=labels.actors.get(statement.speaker or ""),
        source=statement.source.of(text) if statement.source else "",
        claim=seen.case.claims[seen.numbers[claim] - 1] if claim else None,
        number=seen.numbers.get(claim or ""),
    )


def _actor_rows(seen: Seen, asked: str) -> list[ActorRow]:
    said: Counter[str] = Counter()
    reports: dict[str, set[str]] = {}
    for statement in seen.case.statements:
        if statement.speaker:
            said[statement.speaker] += 1
            reports.setdefault(statement.speaker, set()).add(statement.report)
    words = _words(asked)
    rows = [
        ActorRow(actor=actor, statements=said[actor.id], reports=len(reports.get(actor.id, ())))
        for actor in seen.case.actors
        if all(word in folded(" ".join((actor.name, *actor.aliases))) for word in words)
    ]
    return sorted(rows, key=lambda row: (-row.statements, row.actor.name, row.actor.id))


def _found(hit: Hit, seen: Seen) -> Found | None:
    labels = seen.labels
    if hit.report not in labels.reports:
        return Found(
            kind="report",
            snippet=hit.snippet,
            publisher=hit.report,
            when="not worked in yet",
            place=None,
            report="",
            claim=None,
            number=None,
            statement=None,
        )
    statement = labels.statements.get(hit.id) if hit.kind == "statement" else None
    ident = seen.claims_of_statements.get(hit.id) if statement else None
    return Found(
        kind=hit.kind,
        snippet=hit.snippet,
        publisher=labels.publisher(hit.report),
        when=labels.when(hit.report),
        place=Pointer(hit.report, statement.content[0]) if statement and statement.content else None,
        report=hit.report,
        claim=seen.case.claims[seen.numbers[ident] - 1] if ident else None,
        number=seen.numbers.get(ident or ""),
        statement=statement.id if statement else None,
    )


def _voices(claim: Claim, labels: Labels) -> list[Voice]:
    """The origins of a claim with whoever was counted with them, then everybody else who speaks in it."""
    found: dict[str, Voice] = {}
    for origin in claim.origins:
        found.setdefault(origin.id, _voice(origin.id, "origin", labels))
        for merge in origin.merged:
            found.setdefault(merge.id, _voice(merge.id, f"counted with {labels.voice_or_report(origin.id)}", labels))
    for member in claim.members:
        if member.actor is not None:
            found.setdefault(member.actor, _voice(member.actor, member.stance, labels))
    return list(found.values())


def _voice(ident: str, what: str, labels: Labels) -> Voice:
    kind = "report" if ident in labels.reports else "actor"
    return Voice(name=labels.voice_or_report(ident), subject=ident, kind=kind, what=what)


def folded(text: str) -> str:
    """`text` as it is searched: case, marks and Cyrillic letters aside."""
    return fold(romanise(text))


def _words(asked: str) -> list[str]:
    return [folded(word) for word in asked.split()]
