"""The family tree of a case's reports as a layered drawing: where each report and outside source stands."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from stemma.model import LineageEdge, LineageKind, Pointer, Target
from stemma.show.characters import one_line
from stemma.show.labels import Labels

# More than this cannot be read as one picture.
MOST_NODES = 90
_SWEEPS = 8
# Rows from one family to the next, so that larger ones are seen to be apart.
_APART = 1.35
# Besides the lineage of reports: who is quoted by them, and who is counted with whom.
BranchKind = LineageKind | Literal["quotes", "merged"]
# The kinds from the closest dependence to the loosest: the closest one is drawn where a pair has several.
KINDS: tuple[LineageKind, ...] = ("copies", "renders", "links", "credits")


@dataclass(frozen=True, slots=True)
class Node:
    """A report (`report` is its id), a source outside the case, or a source that the case cannot name."""

    key: str
    name: str
    when: str
    title: str
    report: str | None
    layer: int
    row: float
    root: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A drawn edge from `source` (the key of what was taken from) to `taker`, with all edges of the case behind it.

    `via` are the (layer, row) that it goes through on its way, so that it crosses no node.
    """

    source: str
    taker: str
    kind: BranchKind
    edges: tuple[LineageEdge, ...]
    proof: Pointer | None
    via: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """A drawing in layers (left to right) and rows.

    `apart` are the reports without any edge, by date; `left_out` counts the nodes that were too many to draw.
    """

    nodes: tuple[Node, ...]
    branches: tuple[Branch, ...]
    layers: int
    rows: float
    apart: tuple[str, ...]
    left_out: int


@dataclass(slots=True)
class Graph:
    """Edges between keys while a drawing is worked out."""

    sources: dict[str, list[str]] = field(default_factory=dict)
    takers: dict[str, list[str]] = field(default_factory=dict)

    def put(self, key: str) -> None:
        """Takes a key in, without any edge."""
        self.sources.setdefault(key, [])
        self.takers.setdefault(key, [])

    def add(self, source: str, taker: str) -> None:
        """Takes an edge in."""
        self.put(source)
        self.put(taker)
        self.takers[source].append(taker)
        self.sources[taker].append(source)

    def neighbours(self, key: str) -> list[str]:
        """What a key takes from and what takes from it."""
        return self.sources[key] + self.takers[key]


def key_of(target: Target) -> str:
    """A key for what a report takes from: equal for equal sources."""
    if target.report is not None:
        return "r:" + target.report
    if target.actor is not None:
        return "a:" + target.actor
    return "o:" + target.outside if target.outside else "?"


def tree_of(labels: Labels, most: int = MOST_NODES) -> Tree:
    """The drawing of a case's lineage: sources to the left of what takes from them, at most `most` nodes."""
    names = {key_of(edge.takes_from): labels.outside(edge.takes_from) for edge in labels.case.lineage}
    return drawn(_branches(labels.case.lineage), names, labels, most=most, takers=labels.reports)


def drawn(
    branches: Sequence[Branch], names: Mapping[str, str], labels: Labels, *, most: int, takers: Collection[str]
) -> Tree:
    """A drawing of `branches`; `names` are those of all keys that are no reports, `takers` all reports it is about.

    Layers and the order within them follow Sugiyama, Tagawa and Toda, "Methods for visual understanding of
    hierarchical system structures" (1981): longest paths, then sweeps that order each layer by the mean place of its
    neighbours. Each connected family is laid out on its own, the largest first.
    """
    kept, left_out = pruned(branches, most)
    graph = Graph()
    for branch in kept:
        graph.add(branch.source, branch.taker)
    places: dict[str, tuple[int, float]] = {}
    bottom = 0.0
    for family in _families(graph, labels):
        bottom = _lay_out(family, graph, labels, bottom, places) + (_APART if len(family) > 2 else 1.0)
    tied = {key for branch in branches for key in (branch.source, branch.taker)}
    return Tree(
        nodes=tuple(node_of(key, place, graph, names, labels) for key, place in places.items() if key in graph.sources),
        branches=tuple(replace(branch, via=_via(branch, places)) for branch in kept),
        layers=1 + max((layer for layer, _ in places.values()), default=-1),
        rows=max((row for _, row in places.values()), default=0.0),
        apart=tuple(sorted((report for report in takers if "r:" + report not in tied), key=labels.earliest_first)),
        left_out=left_out,
    )


def _branches(lineage: Iterable[LineageEdge]) -> tuple[Branch, ...]:
    """One branch a pair, drawn as its closest kind; no report is drawn as its own source."""
    pairs: dict[tuple[str, str], list[LineageEdge]] = {}
    for edge in lineage:
        pairs.setdefault((key_of(edge.takes_from), "r:" + edge.report), []).append(edge)
    return tuple(_branch(*pair, edges) for pair, edges in sorted(pairs.items()) if pair[0] != pair[1])


def _branch(source: str, taker: str, edges: list[LineageEdge]) -> Branch:
    edges = sorted(edges, key=lambda edge: KINDS.index(edge.kind))
    proofs = (Pointer(item.report, item.span) for edge in edges for item in edge.evidence)
    return Branch(source, taker, edges[0].kind, tuple(edges), next(proofs, None))


def pruned(branches: Sequence[Branch], most: int) -> tuple[tuple[Branch, ...], int]:
    """The branches among the `most` keys with the most branches, and how many keys that leaves out."""
    degree: dict[str, int] = {}
    for branch in branches:
        for key in (branch.source, branch.taker):
            degree[key] = degree.get(key, 0) + 1
    kept = set(sorted(degree, key=lambda key: (-degree[key], not key.startswith("r:"), key))[:most])
    remaining = tuple(branch for branch in branches if branch.source in kept and branch.taker in kept)
    drawn = {key for branch in remaining for key in (branch.source, branch.taker)}
    return remaining, len(degree) - len(drawn)


def _families(graph: Graph, labels: Labels) -> list[list[str]]:
    """The connected parts of the graph, the largest first, each in a fixed order."""
    families, seen = [], set[str]()
    for start in sorted(graph.sources):
        if start in seen:
            continue
        family, waiting = [], [start]
        seen.add(start)
        while waiting:
            family.append(key := waiting.pop())
            fresh = [other for other in graph.neighbours(key) if other not in seen]
            seen.update(fresh)
            waiting += dict.fromkeys(fresh)
        families.append(sorted(family, key=lambda key: seniority(key, labels)))
    return sorted(families, key=lambda family: (-len(family), seniority(family[0], labels)))


def seniority(key: str, labels: Labels) -> tuple[int, tuple[bool, str, str]]:
    """Sort key: reports by date, after them what stands outside the case."""
    return (0, labels.earliest_first(key[2:])) if key.startswith("r:") else (1, (True, "", key))


def _lay_out(
    family: list[str], graph: Graph, labels: Labels, top: float, places: dict[str, tuple[int, float]]
) -> float:
    """Places a family's keys, and the waypoints of its long edges, below `top`; returns its lowest row."""
    depths = layers_of(family, graph)
    ties = _with_waypoints(family, graph, depths)
    layers: list[list[str]] = [[] for _ in range(1 + max(depths.values()))]
    for key, depth in depths.items():
        layers[depth].append(key)
    rows = {key: float(row) for layer in layers for row, key in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            layer.sort(key=lambda key: (_mean(key, ties, rows), rows[key]))
            rows.update((key, float(row)) for row, key in enumerate(layer))
    for _ in range(_SWEEPS):
        for layer in layers:
            _settle(layer, ties, rows)
    highest = min(rows.values())
    places.update((key, (depths[key], top + rows[key] - highest)) for key in depths)
    return top + max(rows.values()) - highest


def _with_waypoints(family: list[str], graph: Graph, depths: dict[str, int]) -> Graph:
    """The family's edges, those over several layers cut at each; the waypoints are added to `depths`."""
    ties = Graph()
    for taker in family:
        for source in graph.sources[taker]:
            stops = [_waypoint(source, taker, layer) for layer in range(depths[source] + 1, depths[taker])]
            depths |= {stop: depths[source] + number for number, stop in enumerate(stops, 1)}
            for left, right in itertools.pairwise([source, *stops, taker]):
                ties.add(left, right)
    return ties


def _waypoint(source: str, taker: str, layer: int) -> str:
    return f"via:{layer}:{source}\t{taker}"


def _via(branch: Branch, places: dict[str, tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    layers = range(places[branch.source][0] + 1, places[branch.taker][0])
    return tuple(places[_waypoint(branch.source, branch.taker, layer)] for layer in layers)


def layers_of(family: Sequence[str], graph: Graph) -> dict[str, int]:
    """Each key's distance from the furthest root, edges that would close a circle left out."""
    depth: dict[str, int] = {}
    on_path: set[str] = set()
    for start in family:
        stack = [(start, False)]
        while stack:
            key, done = stack.pop()
            if done:
                on_path.discard(key)
                depth[key] = 1 + max((depth[s] for s in graph.sources[key] if s in depth), default=-1)
            elif key not in depth and key not in on_path:
                on_path.add(key)
                stack.append((key, True))
                stack += [(s, False) for s in graph.sources[key] if s not in depth and s not in on_path]
    # A root stands right before the first that takes from it, not at the far left.
    roots = [key for key in family if not graph.sources[key]]
    return depth | {key: max(0, min((depth[taker] for taker in graph.takers[key]), default=0) - 1) for key in roots}


def _mean(key: str, graph: Graph, rows: dict[str, float]) -> float:
    neighbours = graph.neighbours(key)
    return sum(rows[other] for other in neighbours) / len(neighbours)


def _settle(layer: list[str], graph: Graph, rows: dict[str, float]) -> None:
    """Moves a layer's keys towards their neighbours, a row apart and in their order."""
    wanted = [_mean(key, graph, rows) for key in layer]
    placed = list(wanted)
    for index, pair in enumerate(itertools.pairwise(layer), 1):
        apart = 1.0 if not any(key.startswith("via:") for key in pair) else 0.5
        placed[index] = max(placed[index], placed[index - 1] + apart)
    # Pushing apart only downwards would let the layer sink: take half of the mean drop back.
    drop = sum(now - then for now, then in zip(placed, wanted, strict=True)) / len(placed)
    rows.update((key, row - drop) for key, row in zip(layer, placed, strict=True))


def node_of(key: str, place: tuple[int, float], graph: Graph, names: Mapping[str, str], labels: Labels) -> Node:
    """The node of a key at a place; `names` are those of keys that are no reports."""
    root = not graph.sources[key]
    if not key.startswith("r:"):
        return Node(key, names[key], "", "", None, *place, root)
    report = key[2:]
    title = one_line(labels.reports[report].title or "")
    return Node(key, labels.publisher(report), labels.when(report), title, report, *place, root)
