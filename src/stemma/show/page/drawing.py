"""Where the family tree's shapes stand on the page, in pixels."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from stemma.model import Claim, Pointer
from stemma.show.characters import one_line, shortened
from stemma.show.descent import MOST_NODES as MOST_OF_A_CLAIM
from stemma.show.descent import descent_of
from stemma.show.labels import Labels
from stemma.show.tree import MOST_NODES, Branch, Node, Tree, tree_of

_ROW = 36
_MARGIN = 24
_NODE = 208
_LAYER = 264
# Characters that fit a node in its two sizes of type.
_NAME = 24
_SMALL = 33
_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Shape:
    """A node's box: its left edge, its middle, its width, and one or two lines of words cut to fit.

    `proof` is where a report shows that it takes from a source outside the case.
    """

    node: Node
    x: int
    y: int
    width: int
    lines: tuple[str, ...]
    proof: Pointer | None


@dataclass(frozen=True, slots=True)
class Line:
    """A branch as an SVG path from the source's right edge to the taker's left edge.

    `why` says in a sentence what ties the two.
    """

    branch: Branch
    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole tree, `width` by `height` pixels."""

    tree: Tree
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def drawing_of(labels: Labels, most: int = MOST_NODES) -> Drawing:
    """The drawing of a case's family tree, of the `most` nodes with the most ties."""
    return _drawn(tree_of(labels, most))


def drawing_of_claim(labels: Labels, claim: Claim, most: int = MOST_OF_A_CLAIM) -> Drawing:
    """The drawing of how a claim comes down to its reports, of the `most` nodes with the most ties."""
    return _drawn(descent_of(labels, claim, most))


def _drawn(tree: Tree) -> Drawing:
    proofs = {branch.source: branch.proof for branch in reversed(tree.branches) if branch.proof}
    shapes = {node.key: _shape(node, proofs.get(node.key)) for node in tree.nodes}
    return Drawing(
        tree=tree,
        shapes=tuple(shapes.values()),
        lines=tuple(_line(shapes[b.source], shapes[b.taker], b) for b in tree.branches),
        width=2 * _MARGIN + 40 * _circular(tree) + max(tree.layers - 1, 0) * _LAYER + _NODE,
        height=2 * _MARGIN + round(tree.rows * _ROW),
    )


def _circular(tree: Tree) -> bool:
    layers = {node.key: node.layer for node in tree.nodes}
    return any(layers[branch.taker] <= layers[branch.source] for branch in tree.branches)


def _shape(node: Node, proof: Pointer | None) -> Shape:
    x = _MARGIN + node.layer * _LAYER
    return Shape(node, x, _MARGIN + round(node.row * _ROW), _NODE, _words(node), proof)


def _words(node: Node) -> tuple[str, ...]:
    """A report's publisher over its day and title; a source's name in small type where it does not fit otherwise."""
    if node.report:
        below = f"{node.when} · {node.title}" if node.title else node.when
        return shortened(node.name, _NAME), shortened(below, _SMALL)
    lines = textwrap.wrap(node.name, _SMALL) or [node.name]
    return (lines[0],) if len(lines) == 1 else (lines[0], shortened(" ".join(lines[1:]), _SMALL))


def _line(source: Shape, taker: Shape, branch: Branch) -> Line:
    why = _why(source.node, taker.node, branch)
    if taker.node.layer <= source.node.layer:
        return Line(branch, _around(source, taker), why)
    x, y = source.x + source.width, source.y
    path = f"M{x} {y}"
    for layer, row in (*branch.via, (taker.node.layer, taker.node.row)):
        left, level = _MARGIN + layer * _LAYER, _MARGIN + round(row * _ROW)
        middle = (x + left) // 2
        path += f"C{middle} {y} {middle} {level} {left} {level}"
        x, y = left + _NODE, level
        path += f"H{x}" if layer < taker.node.layer else ""
    return Line(branch, path, why)


def _why(source: Node, taker: Node, branch: Branch) -> str:
    """ "Coast Echo credits Ressel Post. The report says so." """
    reasons = dict.fromkeys(one_line(item.why) for edge in branch.edges for item in edge.evidence[:1])
    names = (taker.name.removeprefix("● "), source.name.removeprefix("● "))
    verb = "spoke through" if branch.kind == "quotes" and not taker.report else _VERB[branch.kind]
    said = f"{names[1]} {verb} {names[0]}" if verb == "spoke through" else f"{names[0]} {verb} {names[1]}"
    return shortened(". ".join([said, *(reason[:1].upper() + reason[1:] for reason in reasons)]), _LONGEST_WHY)


def _around(source: Shape, taker: Shape) -> str:
    """A line that closes a circle in the lineage: it leaves and comes back on the right."""
    start, end = source.x + source.width, taker.x + taker.width
    bend = max(start, end) + 40
    return f"M{start} {source.y}C{bend} {source.y} {bend} {taker.y} {end} {taker.y}"


_VERB = {
    "credits": "credits",
    "links": "links to",
    "copies": "copies",
    "renders": "renders",
    "quotes": "quotes",
    "merged": "is counted with",
}
