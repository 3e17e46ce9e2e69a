"""Which ties of a directed graph lie on a circle: those between two nodes that each lead to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def in_circles(pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The pairs whose second leads back to their first over the others, or is the first.

    Tarjan's strongly connected components (SIAM J. Comput. 1(2), 1972), without recursion: a chain of reports may be
    longer than Python's stack.
    """
    known = sorted(set(pairs))
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for start, end in known:
        onward[start].append(end)
    component = _components(onward)
    return frozenset((start, end) for start, end in known if component[start] == component[end])


def _components(onward: dict[str, list[str]]) -> dict[str, int]:
    """By node, the number of its strongly connected component."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    component: dict[str, int] = {}
    stack: list[str] = []
    for root in list(onward):
        if root in order:
            continue
        path = [(root, iter(onward[root]))]
        order[root] = low[root] = len(order)
        stack.append(root)
        while path:
            node, rest = path[-1]
            for other in rest:
                if other not in order:
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    path.append((other, iter(onward.get(other, ()))))
                    break
                if other not in component:
                    low[node] = min(low[node], order[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    _close(node, stack, component)
    return component


def _close(root: str, stack: list[str], component: dict[str, int]) -> None:
    number = len(component)
    while True:
        node = stack.pop()
        component[node] = number
        if node == root:
            return
