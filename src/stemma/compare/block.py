"""Which pairs are worth comparing: those that share rare words. Never all pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
# Which of the pairs (left and right indexes of items, parallel) may be kept.
Allowed = Callable[[Ints, Ints], npt.NDArray[np.bool_]]

# Pairs that the index may bring up: so many for each item, and so many in any case, which leaves small cases whole.
_PAIRS_EACH = 60
_PAIRS_FREE = 1_000_000
# Neighbours that stand together in both add this much of their weight: of two pieces that share the same common words,
# the one that has them in the same order comes first.
_PAIR_WORTH = 0.1


def candidate_pairs(
    items: Sequence[Sequence[int]],
    weights: Sequence[float],
    content: Sequence[bool],
    *,
    least_share: float,
    most_each: int,
    allowed: Allowed | None = None,
) -> list[tuple[int, int]]:
    """Index pairs (left < right) of items that share rare terms, best first for each item, then sorted.

    An item is its terms' numbers in order; `weights` and `content` (False for stop words) go by term. An inverted
    index over content terms and over pairs of neighbouring terms brings pairs up; what too many items hold brings up
    none, so that growth stays linear. Kept are pairs whose shared terms weigh at least `least_share` of the lighter
    item's, at most `most_each` for an item, and a pair stays when either side keeps it. Pairs that are not `allowed`
    take no other's place.
    """
    if sum(map(bool, items)) < 2:
        return []
    weighed = np.where(np.asarray(content, dtype=bool), np.asarray(weights, dtype=np.float64), 0.0)
    keys, holders, key_weights = _postings(items, weighed)
    left, right, shared = _pairs_of_postings(keys, holders, key_weights, len(items))
    if not len(left):
        return []
    if allowed is not None:
        may = allowed(left, right)
        left, right, shared = left[may], right[may], shared[may]
    totals = np.array([weighed[sorted(set(item))].sum() for item in items])
    share = shared / np.maximum(np.minimum(totals[left], totals[right]), 1e-9)
    keep = share >= least_share
    left, right, rank = left[keep], right[keep], (share * np.sqrt(shared))[keep]
    kept = _best_each(left, right, rank, most_each)
    return list(zip(left[kept].tolist(), right[kept].tolist(), strict=True))


def _postings(items: Sequence[Sequence[int]], weights: Floats) -> tuple[Ints, Ints, Floats]:
    """Parallel arrays, sorted by key then holder: key, item that holds it, and the key's weight."""
    terms = np.fromiter((term for item in items for term in item), dtype=np.int64)
    owners = np.repeat(np.arange(len(items), dtype=np.int64), [len(item) for item in items])
    size = np.int64(len(weights) + 1)
    neighbours = (owners[1:] == owners[:-1]) & (weights[terms[1:]] + weights[terms[:-1]] > 0)
    low, high = (chosen(terms[1:], terms[:-1])[neighbours] for chosen in (np.minimum, np.maximum))
    single = weights[terms] > 0
    keys = np.concatenate([terms[single], (low + 1) * size + high])
    holders = np.concatenate([owners[single], owners[1:][neighbours]])
    keys, holders = _unique_rows(keys, holders)
    of_pair = _PAIR_WORTH * (weights[np.maximum(keys // size - 1, 0)] + weights[np.minimum(keys % size, size - 2)])
    found: Floats = np.where(keys < size, weights[np.minimum(keys, size - 2)], of_pair)
    return keys, holders, found


def _unique_rows(keys: Ints, holders: Ints) -> tuple[Ints, Ints]:
    order = np.lexsort((holders, keys))
    keys, holders = keys[order], holders[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (holders[1:] != holders[:-1])
    return keys[new], holders[new]


def _pairs_of_postings(keys: Ints, holders: Ints, weights: Floats, count: int) -> tuple[Ints, Ints, Floats]:
    """Each pair that shares a key once, with the summed weight of the keys shared."""
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    sizes = np.diff(np.concatenate([starts, [len(keys)]]))
    longest = _longest_affordable(sizes, _PAIRS_FREE + _PAIRS_EACH * count)
    codes, values = [], []
    for size in range(2, longest + 1):
        groups = starts[sizes == size]
        if len(groups):
            first, second = np.triu_indices(size, 1)
            code = holders[groups[:, None] + first] * count + holders[groups[:, None] + second]
            codes.append(code.ravel())
            values.append(np.repeat(weights[groups], len(first)))
    if not codes:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, np.zeros(0)
    pairs, where = np.unique(np.concatenate(codes), return_inverse=True)
    shared: Floats = np.bincount(where, np.concatenate(values)).astype(np.float64)
    return pairs // count, pairs % count, shared


def _longest_affordable(sizes: Ints, budget: int) -> int:
    """The longest posting list such that it and all shorter ones bring up no more pairs than `budget`."""
    ordered = np.sort(sizes[sizes > 1])
    spent = np.cumsum(ordered * (ordered - 1) // 2)
    within = int(np.searchsorted(spent, budget, side="right"))
    if within == len(ordered):
        return int(ordered[-1]) if len(ordered) else 1
    # All lists of one length are taken or none is, so that no order decides.
    return int(ordered[within]) - 1


def _best_each(left: Ints, right: Ints, rank: Floats, most: int) -> Ints:
    """Indexes of the pairs that are among the `most` best of either side, in ascending order."""
    kept = np.zeros(len(left), dtype=bool)
    for own, other in ((left, right), (right, left)):
        order = np.lexsort((other, -np.round(rank, 9), own))
        sides = own[order]
        first = np.flatnonzero(np.concatenate([[True], sides[1:] != sides[:-1]])) if len(sides) else sides
        place = np.arange(len(sides)) - np.repeat(first, np.diff(np.concatenate([first, [len(sides)]])))
        kept[order[place < most]] = True
    return np.flatnonzero(kept)
