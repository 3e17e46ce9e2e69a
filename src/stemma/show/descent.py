"""How a claim comes down from its origins to the reports that carry it, as a tree of its own, in the order of time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from stemma.model import Claim, ClaimMember, LineageEdge, Pointer
from stemma.show.characters import one_line
from stemma.show.labels import Labels
from stemma.show.tree import KINDS, Branch, BranchKind, Graph, Tree, key_of, layers_of, node_of, pruned, seniority

# A claim's own tree is a glance, not a map.
MOST_NODES = 30
_COPYING = ("copies", "renders")
# Between what shows where a report has something from and the words that it has from there: no more than a paragraph.
_PARAGRAPH = "\n"


def descent_of(labels: Labels, claim: Claim, most: int = MOST_NODES) -> Tree:
    """From origins, by those who were merged with them, to the reports of a claim that affirm it (or else hedge it).

    A report that copies or renders another one of them hangs from that one, since it has the words from there; so does
    one that credits or links to another in the paragraph of these words. The others hang from whom they quote, by way
    of the outlet that they credit for it, if any. A report that tells neither stands as a root: where it has the claim
    from is not known.
    """
    members = _carrying(claim)
    reports = {member.report for member in members if member.report in labels.reports}
    taken = _copies([edge for report in sorted(reports) for edge in labels.taken_by(report)], reports)
    taken += _credited(members, reports - _takers(taken), labels)
    hanging = _takers(taken)
    branches = [*taken, *_quoted(members, reports - hanging, labels)]
    branches += _named(claim, reports - _takers(branches))
    branches += _merged(claim, labels)
    names = {key: _name(key, claim, labels) for branch in branches for key in (branch.source, branch.taker)}
    once = {(branch.source, branch.taker): branch for branch in reversed(branches)}
    return _drawn(list(reversed(once.values())), reports, names, labels, most)


def _takers(branches: Sequence[Branch]) -> set[str]:
    return {branch.taker[2:] for branch in branches}


def _name(key: str, claim: Claim, labels: Labels) -> str:
    """An actor's or outlet's name, with a disc where it is an origin that is shown."""
    for origin in claim.origins:
        if origin.id == key[2:]:
            return f"● {labels.actor(origin.id) if origin.id in labels.actors else one_line(origin.name)}"
    return labels.actor(key[2:]) or key[2:]


def _carrying(claim: Claim) -> list[ClaimMember]:
    affirming = [member for member in claim.members if member.stance == "affirms"]
    return affirming or [member for member in claim.members if member.stance == "hedges"]


def _copies(lineage: Sequence[LineageEdge], reports: set[str]) -> list[Branch]:
    """Text taken by one of `reports` from another, each pair once as its closest tie."""
    found: dict[tuple[str, str], LineageEdge] = {}
    for edge in sorted(lineage, key=lambda edge: KINDS.index(edge.kind)):
        source = edge.takes_from.report
        if edge.kind in _COPYING and source in reports and edge.report in reports and source != edge.report:
            found.setdefault((f"r:{source}", f"r:{edge.report}"), edge)
    return [Branch(*pair, edge.kind, (edge,), _proof(edge)) for pair, edge in sorted(found.items())]


def _proof(edge: LineageEdge) -> Pointer | None:
    return next((Pointer(item.report, item.span) for item in edge.evidence), None)


def _credited(members: Sequence[ClaimMember], takers: set[str], labels: Labels) -> list[Branch]:
    """Reports of the claim that credit or link to an earlier one of them where they make it."""
    reports = {member.report for member in members}
    found: dict[str, Branch] = {}
    for edge in (edge for report in sorted(takers) for edge in labels.taken_by(report)):
        source = edge.takes_from.report
        if source is None or source not in reports or source == edge.report:
            continue
        if labels.earliest_first(source) < labels.earliest_first(edge.report) and (
            at := _beside(edge, members, labels)
        ):
            found.setdefault(edge.report, Branch(f"r:{source}", f"r:{edge.report}", edge.kind, (edge,), at))
    return [found[report] for report in sorted(found)]


def _beside(edge: LineageEdge, members: Sequence[ClaimMember], labels: Labels) -> Pointer | None:
    """The evidence of an edge that stands in one paragraph with a member of its report."""
    for item in edge.evidence:
        for member in members:
            if member.report == item.report == edge.report:
                text = labels.reports[edge.report].text
                between = text[min(item.span.end, member.span.end) : max(item.span.start, member.span.start)]
                if _PARAGRAPH not in between:
                    return Pointer(item.report, item.span)
    return None


def _quoted(members: Sequence[ClaimMember], reports: set[str], labels: Labels) -> Iterator[Branch]:
    """Speakers with the reports that quote them, by way of the outlet to which they spoke."""
    seen = set[tuple[str, str]]()
    for member in members:
        if member.actor is None or member.report not in reports or (member.actor, member.report) in seen:
            continue
        seen.add((member.actor, member.report))
        speaker, report = f"a:{member.actor}", f"r:{member.report}"
        words = Pointer(member.report, member.span)
        outlet, edge = _outlet(member, members, labels)
        if outlet is None or outlet == speaker:
            yield Branch(speaker, report, "quotes", (), words)
            continue
        proof = _beside(edge, members, labels) if edge else words
        yield Branch(speaker, outlet, "quotes", (), words)
        yield Branch(outlet, report, edge.kind if edge else "credits", (edge,) if edge else (), proof)


def _outlet(
    member: ClaimMember, members: Sequence[ClaimMember], labels: Labels
) -> tuple[str | None, LineageEdge | None]:
    """The outlet or channel outside the case by which a member's words came, with the edge that shows it."""
    own = [other for other in members if other.report == member.report and other.actor == member.actor]
    for edge in labels.taken_by(member.report):
        if edge.takes_from.report is None and _beside(edge, own, labels):
            return key_of(edge.takes_from), edge
    statement = labels.statements.get(member.statement or "")
    if statement is None or statement.via is None:
        return None, None
    return ("a:" if statement.via in labels.actors else "o:") + statement.via, None


def _named(claim: Claim, reports: set[str]) -> list[Branch]:
    """Reports that tell of an origin which is no actor of the case ("a dispatch"), and of what was merged with it."""
    found: dict[str, Branch] = {}
    for origin in claim.origins:
        words = Pointer(origin.report, origin.span)
        if origin.id in reports:
            found.setdefault(origin.id, _tie(f"a:{origin.id}", f"r:{origin.id}", "quotes", words))
        for merge in origin.merged:
            if merge.id in reports and merge.id != origin.id:
                found.setdefault(merge.id, _tie(f"a:{origin.id}", f"r:{merge.id}", "merged", words))
    return [found[report] for report in sorted(found)]


def _merged(claim: Claim, labels: Labels) -> Iterator[Branch]:
    for origin in claim.origins:
        for merge in origin.merged:
            if merge.id not in labels.reports and merge.id != origin.id:
                yield _tie(f"a:{origin.id}", f"a:{merge.id}", "merged", Pointer(origin.report, origin.span))


def _tie(source: str, taker: str, kind: BranchKind, proof: Pointer) -> Branch:
    return Branch(source, taker, kind, (), proof)


def _drawn(
    branches: Sequence[Branch], reports: Collection[str], names: Mapping[str, str], labels: Labels, most: int
) -> Tree:
    """The tree with every branch's takers below each other in the order of time, and lone reports at its end."""
    kept, left_out = pruned(branches, most)
    graph = Graph()
    for branch in kept:
        graph.add(branch.source, branch.taker)
    tied = {key for branch in branches for key in (branch.source, branch.taker)}
    lone = sorted((report for report in reports if f"r:{report}" not in tied), key=labels.earliest_first)
    room = max(0, most - len(graph.sources))
    for report in lone[:room]:
        graph.put(f"r:{report}")
    places = _places(graph, labels)
    return Tree(
        nodes=tuple(node_of(key, place, graph, names, labels) for key, place in places.items()),
        branches=tuple(replace(branch, via=_via(branch, places)) for branch in kept),
        layers=1 + max((layer for layer, _ in places.values()), default=-1),
        rows=max((row for _, row in places.values()), default=0.0),
        apart=(),
        left_out=left_out + len(lone[room:]),
    )


def _places(graph: Graph, labels: Labels) -> dict[str, tuple[int, float]]:
    """Layer and row of every key: each hangs from the latest layer that it takes from, a leaf has a row of its own."""
    layers = layers_of(sorted(graph.sources, key=lambda key: seniority(key, labels)), graph)
    if any(graph.takers.values()):
        # A report without a tie stands among the reports, not where the sources stand.
        layers |= {key: 1 for key in graph.sources if not graph.neighbours(key)}
    children: dict[str | None, list[str]] = {}
    for key in graph.sources:
        above = [source for source in graph.sources[key] if layers[source] < layers[key]]
        parent = min(above, key=lambda source: (-layers[source], seniority(source, labels)), default=None)
        children.setdefault(parent, []).append(key)
    earliest = _earliest(graph, layers, labels)
    for found in children.values():
        found.sort(key=lambda key: (earliest[key], key))
    rows: dict[str, float] = {}
    bottom = 0
    # Twice on the stack: the second time all that hangs from it has its row.
    stack: list[tuple[str, bool]] = [(key, False) for key in reversed(children.get(None, ()))]
    while stack:
        key, done = stack.pop()
        hanging = children.get(key, [])
        if done:
            rows[key] = (rows[hanging[0]] + rows[hanging[-1]]) / 2
        elif hanging:
            stack.append((key, True))
            stack += [(child, False) for child in reversed(hanging)]
        else:
            rows[key] = float(bottom)
            bottom += 1
    return {key: (layers[key], rows[key]) for key in rows}


def _earliest(graph: Graph, layers: Mapping[str, int], labels: Labels) -> dict[str, tuple[int, tuple[bool, str, str]]]:
    """The earliest report that is a key or takes from it, however indirectly."""
    earliest: dict[str, tuple[int, tuple[bool, str, str]]] = {}
    for key in sorted(graph.sources, key=lambda key: -layers[key]):
        below = [earliest[taker] for taker in graph.takers[key] if layers[taker] > layers[key]]
        earliest[key] = min([seniority(key, labels), *below])
    return earliest


def _via(branch: Branch, places: Mapping[str, tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    """A line over several layers runs in the row of the taker, where nothing else stands."""
    layer, row = places[branch.taker]
    return tuple((between, row) for between in range(places[branch.source][0] + 1, layer))
