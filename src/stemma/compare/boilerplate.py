"""What pages of one publisher carry anyway, whatever they report: it proves nothing."""

from __future__ import annotations

import numpy as np

from stemma.compare.shingles import Hashes, Ints, ShingleIndex

# So many items of one publisher share what its pages carry anyway,
_ITEMS = 3
# where no more than one in so many stands elsewhere: now and then somebody copies a whole page.
_ELSEWHERE = 5
# Shingles that are looked up of a passage; more of them tell no more.
_LOOKED_UP = 7


class Boilerplate:
    """Recognises the boilerplate of a case's publishers by the index over its shingles.

    `publishers` and `items` go by a report's number in the index: a number for its publisher, -1 where that is not
    known, and one for the item that it is a version of.
    """

    def __init__(self, index: ShingleIndex, publishers: Ints, items: Ints) -> None:
        self._index, self._publishers, self._items = index, publishers, items
        self._known: dict[int, int] = {}

    def covers(self, passage: Hashes, publisher: int) -> bool:
        """Whether most of a passage, given by its shingles on one side, is boilerplate of this publisher."""
        if publisher < 0 or not len(passage):
            return False
        chosen = passage[np.linspace(0, len(passage) - 1, min(_LOOKED_UP, len(passage))).astype(np.int64)]
        return 2 * sum(self._of(shingle) == publisher for shingle in chosen.tolist()) > len(chosen)

    def _of(self, shingle: int) -> int:
        """The publisher whose boilerplate the shingle is, or -1."""
        if shingle not in self._known:
            self._known[shingle] = self._looked_up(shingle)
        return self._known[shingle]

    def _looked_up(self, shingle: int) -> int:
        _, numbers = self._index.holders(np.array([shingle], dtype=np.uint64))
        _, once = np.unique(self._items[numbers], return_index=True)
        publishers, counts = np.unique(self._publishers[numbers[once]], return_counts=True)
        most = int(np.argmax(np.where(publishers >= 0, counts, 0)))
        own = int(counts[most])
        elsewhere = len(once) - own
        is_own = publishers[most] >= 0 and own >= _ITEMS and _ELSEWHERE * elsewhere <= own
        return int(publishers[most]) if is_own else -1
