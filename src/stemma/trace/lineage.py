"""What each report takes from: credits, links, reused words, and items it renders."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from stemma.model import (
    Actor,
    Comparison,
    Credit,
    LineageEdge,
    LineageEvidence,
    LineageKind,
    Reading,
    Report,
    Span,
    Target,
    merged,
)
from stemma.trace.addresses import same_address
from stemma.trace.cast import case_actors
from stemma.trace.copies import Credited, copied, label, same_headlines
from stemma.trace.leftovers import Leftovers
from stemma.trace.outlets import Outlets, is_platform, standard_name
from stemma.trace.publishers import PRESUMED, TAKEN_FOR_LAST, bylines, named_publishers, stated
from stemma.trace.rewordings import reworded
from stemma.trace.takings import Takings
from stemma.trace.tracks import quoted

_Key = tuple[str, LineageKind, str]
# An edge with what tells its target from the report's other ones.
_Keyed = tuple[LineageEdge, str]

_TAKEN_FOR = "; that report is taken for the outlet's, because the credited words stand there"
# Of several names for one outlet the fullest is kept, unless it runs on into the sentence.
_LONGEST_NAME = 6


def find(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    comparison: Comparison,
    outlets: Outlets,
    bodies: Container[str] = (),
) -> tuple[LineageEdge, ...]:
    """The case's lineage by report, in the order of the report's own words; one edge a kind and target.

    A credit of an outlet leads to that outlet's report where the case holds it (`Outlets.report_meant`), else outside.
    Whose text a page is ("(Agency)", "Source: Lantern") names the outlet; which item it is the copied words show.
    An outlet's mention of itself ("told this newspaper") is no taking, unless it means an earlier report of its own.
    `bodies` are the reports that a body puts out itself.
    """
    from_credits = list(_credits(reports, readings, comparison, outlets))
    named = [
        *named_publishers(reports, readings, outlets, bodies),
        *bylines(reports, outlets),
        *stated(reports, outlets),
    ]
    from_credits += [(edge, _target_key(edge.takes_from)) for edge in named]
    credited = _credited(reports, [edge for edge, _ in from_credits])
    leftovers = Leftovers(reports, comparison, {r.report: r.language for r in readings})
    others = [*_links(reports), *copied(reports, comparison, outlets, credited, leftovers)]
    others += [*same_headlines(reports, outlets), *_editions(reports), *quoted(reports, comparison)]
    from_credits = _without_copied(from_credits, comparison)
    others += reworded(reports, comparison, [*(edge for edge, _ in from_credits), *others])
    return _joined([*from_credits, *((edge, _target_key(edge.takes_from)) for edge in others)])


def _without_copied(found: Sequence[_Keyed], comparison: Comparison) -> list[_Keyed]:
    """The credits less those in words copied from the very report that they lead to: that one credits itself."""
    copied_from: defaultdict[tuple[str, str | None], list[Span]] = defaultdict(list)
    for passage in comparison.passages:
        for here, there in ((passage.left, passage.right), (passage.right, passage.left)):
            copied_from[here.report, there.report].append(here.span)
    places = {pair: merged(spans) for pair, spans in copied_from.items()}
    return [
        (edge, key)
        for edge, key in found
        if not _covered(edge.evidence[0].span, places.get((edge.report, edge.takes_from.report), []))
    ]


def _covered(span: Span, places: Sequence[Span]) -> bool:
    at = bisect_right(places, span.start, key=lambda place: place.start) - 1
    return at >= 0 and places[at].end >= span.end


def _credits(
    reports: Sequence[Report], readings: Sequence[Reading], comparison: Comparison, outlets: Outlets
) -> Iterator[_Keyed]:
    actors, known = case_actors(readings, comparison), {actor.id: actor for actor in comparison.actors}
    texts = {report.id: report for report in reports}
    for reading in readings:
        merged = {c.actor: actors.get((reading.report, c.actor), "") for c in reading.credits if c.actor}
        local = {actor: known[case_wide] for actor, case_wide in merged.items() if case_wide in known}
        takings = Takings(texts[reading.report], reading, local)
        for credit in filter(takings.shown, reading.credits):
            target, taken_for = _target(credit, local.get(credit.actor or ""), outlets, takings)
            if target:
                if target.report in outlets.presumed:
                    taken_for = _TAKEN_FOR
                edge = LineageEdge(
                    report=credit.report,
                    takes_from=target,
                    kind=credit.kind,
                    score=PRESUMED if taken_for else 1.0,
                    evidence=(LineageEvidence(report=credit.report, span=credit.span, why=credit.why + taken_for),),
                )
                yield edge, _target_key(target, credit.outlet)


def _target(credit: Credit, actor: Actor | None, outlets: Outlets, takings: Takings) -> tuple[Target | None, str]:
    """Where a credit leads, and what is taken for granted about that."""
    whose = actor.id if actor else None
    if takings.of_place(credit):
        return Target(outside=takings.name(credit), actor=whose), ""
    # "Her exclusive story": whoever works for an outlet of the case leads to that outlet's report.
    employer = actor.body if actor is not None and actor.kind == "person" else None
    names = [name for name in (credit.outlet, credit.name, employer) if name]
    if takings.of_text(credit):
        itself = any(outlets.publishes(credit.report, name) for name in names)
        return None if itself else Target(outside=credit.name, actor=whose), ""
    if actor is not None and (credit.outlet is None or is_platform(credit.outlet)):
        names += [actor.name, *actor.aliases]
    inside = outlets.report_meant(credit.report, names)
    if inside:
        return Target(report=inside, actor=whose), ""
    if any(outlets.publishes(credit.report, name) for name in names) and not takings.of_earlier(credit):
        return None, ""
    last = outlets.report_before(credit.report, names)
    return (
        (Target(report=last, actor=whose), TAKEN_FOR_LAST) if last else (Target(outside=credit.name, actor=whose), "")
    )


def _credited(reports: Sequence[Report], edges: Sequence[LineageEdge]) -> dict[str, Credited]:
    inside: defaultdict[str, set[str]] = defaultdict(set)
    outside: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.takes_from.report:
            inside[edge.report].add(edge.takes_from.report)
        elif edge.takes_from.outside:
            outside[edge.report].add(standard_name(edge.takes_from.outside))
    return {r.id: Credited(frozenset(inside[r.id]), frozenset(outside[r.id])) for r in reports}


def _links(reports: Sequence[Report]) -> Iterator[LineageEdge]:
    at: dict[str, Report] = {}
    for report in sorted(reports, key=lambda report: report.id, reverse=True):
        if report.url and same_address(report.url):
            at[same_address(report.url)] = report
    for report in reports:
        for link in report.links:
            target = at.get(same_address(link.url))
            if target and target.id != report.id:
                why = f"it links to {label(target)}"
                evidence = (LineageEvidence(report=report.id, span=link.span, why=why),)
                yield LineageEdge(
                    report=report.id, takes_from=Target(report=target.id), kind="links", score=1.0, evidence=evidence
                )


def _editions(reports: Sequence[Report]) -> Iterator[LineageEdge]:
    """A changed version takes from the one before it, whatever words they still share."""
    ids = {report.id for report in reports}
    for report in reports:
        if report.revision_of in ids and report.revision_of != report.id and report.text:
            span = Span(0, min(len(report.text), 120))
            evidence = (LineageEvidence(report=report.id, span=span, why="a later edition of the same item"),)
            target = Target(report=report.revision_of)
            yield LineageEdge(report=report.id, takes_from=target, kind="copies", score=1.0, evidence=evidence)


def _joined(found: Sequence[_Keyed]) -> tuple[LineageEdge, ...]:
    """One edge for each report, kind and target, with the strongest score and all evidence in text order."""
    groups: defaultdict[_Key, list[LineageEdge]] = defaultdict(list)
    for edge, target in found:
        groups[edge.report, edge.kind, target].append(edge)
    joined = [_one(groups[key]) for key in sorted(groups)]
    return tuple(sorted(joined, key=lambda edge: (edge.report, edge.evidence[0].span)))


def _one(edges: Sequence[LineageEdge]) -> LineageEdge:
    evidence = sorted({item for edge in edges for item in edge.evidence}, key=lambda item: (item.span, item.why))
    target = min((edge.takes_from for edge in edges), key=_fullness)
    return LineageEdge(
        report=edges[0].report,
        takes_from=target,
        kind=edges[0].kind,
        score=max(edge.score for edge in edges),
        evidence=tuple(evidence),
    )


def _fullness(target: Target) -> tuple[bool, bool, int, str, str]:
    name = target.outside or ""
    words = len(name.split())
    return target.actor is None, words > _LONGEST_NAME, -words, name, target.actor or ""


def _target_key(target: Target, outlet: str | None = None) -> str:
    """What two targets that are one have in common; `outlet` is the credited outlet's standard name.

    What an actor put out is that actor's, under whichever words, and on a platform too: a platform itself says nothing.
    """
    if target.report is not None:
        return f"0 {target.report}"
    if target.actor is not None and (outlet is None or is_platform(outlet)):
        return f"1 {target.actor}"
    named = target.outside or ""
    return f"2 {standard_name(named if outlet is None or is_platform(outlet) else outlet)}"
