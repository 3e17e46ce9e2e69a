"""What each report takes from: credits, links, reused words, and items it renders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from stemma.model import Comparison, Credit, LineageEdge, LineageEvidence, LineageKind, Reading, Report, Span, Target
from stemma.trace.addresses import same_address
from stemma.trace.cast import case_actors
from stemma.trace.copies import Credited, copied, label, same_headlines
from stemma.trace.leftovers import Leftovers
from stemma.trace.outlets import Outlets, standard_name
from stemma.trace.takings import Takings

_Key = tuple[str, LineageKind, str]

# A credit is the page's own word; whose the report without a publisher is that it leads to is not.
_PRESUMED = 0.7
_TAKEN_FOR = "; that report is taken for the outlet's, because the credited words stand there"
# Of several names for one outlet the fullest is kept, unless it runs on into the sentence.
_LONGEST_NAME = 6


def find(
    reports: Sequence[Report], readings: Sequence[Reading], comparison: Comparison, outlets: Outlets
) -> tuple[LineageEdge, ...]:
    """The case's lineage, sorted by report, kind and target; one edge for each, with all its evidence.

    A credit of an outlet leads to that outlet's report where the case holds it (`Outlets.report_of`), else outside.
    An outlet's mention of itself ("told this newspaper") is no taking, unless it leads to another report.
    """
    from_credits = list(_credits(reports, readings, comparison, outlets))
    credited = _credited(reports, from_credits)
    leftovers = Leftovers(reports, comparison, {r.report: r.language for r in readings})
    found = [*from_credits, *_links(reports), *copied(reports, comparison, outlets, credited, leftovers)]
    found += [*same_headlines(reports, outlets), *_editions(reports)]
    standard = {c.name: standard_name(c.outlet) for reading in readings for c in reading.credits if c.outlet}
    return _joined(found, standard)


def _credits(
    reports: Sequence[Report], readings: Sequence[Reading], comparison: Comparison, outlets: Outlets
) -> Iterator[LineageEdge]:
    actors, known = case_actors(readings, comparison), {actor.id: actor for actor in comparison.actors}
    texts = {report.id: report for report in reports}
    for reading in readings:
        merged = {c.actor: actors.get((reading.report, c.actor), "") for c in reading.credits if c.actor}
        local = {actor: known[case_wide] for actor, case_wide in merged.items() if case_wide in known}
        takings = Takings(texts[reading.report], reading, local)
        for credit in filter(takings.shown, reading.credits):
            target = _target(credit, actors.get((credit.report, credit.actor or "")), outlets, takings)
            if target:
                presumed = target.report in outlets.presumed
                why = credit.why + (_TAKEN_FOR if presumed else "")
                yield LineageEdge(
                    report=credit.report,
                    takes_from=target,
                    kind=credit.kind,
                    score=_PRESUMED if presumed else 1.0,
                    evidence=(LineageEvidence(report=credit.report, span=credit.span, why=why),),
                )


def _target(credit: Credit, actor: str | None, outlets: Outlets, takings: Takings) -> Target | None:
    if takings.of_place(credit):
        return Target(outside=takings.name(credit), actor=actor)
    names = [name for name in (credit.outlet, credit.name) if name]
    inside = outlets.report_of(credit.report, names)
    if inside:
        return Target(report=inside, actor=actor)
    if any(outlets.publishes(credit.report, name) for name in names):
        return None
    return Target(outside=credit.name, actor=actor)


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


def _joined(found: Sequence[LineageEdge], standard: Mapping[str, str]) -> tuple[LineageEdge, ...]:
    """One edge for each report, kind and target, with the strongest score and all evidence in text order.

    `standard` maps the page's words for an outlet to its standard name.
    """
    groups: defaultdict[_Key, list[LineageEdge]] = defaultdict(list)
    for edge in found:
        groups[edge.report, edge.kind, _target_key(edge.takes_from, standard)].append(edge)
    return tuple(_one(groups[key]) for key in sorted(groups))


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


def _target_key(target: Target, standard: Mapping[str, str]) -> str:
    if target.report is not None:
        return f"0 {target.report}"
    return f"1 {standard.get(target.outside or '') or standard_name(target.outside or '')}"
