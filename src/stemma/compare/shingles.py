"""Which reports hold the same runs of words: an index over hashed shingles that grows report by report.

A shingle is a run of five words. Every one is kept (U. Manber, Finding similar files in a large file system, 1994;
S. Schleimer et al., Winnowing, 2003, keep a part of them). A posting is one 64-bit number: 40 bits of the shingle's
hash above the 24-bit number of the report. Postings lie in a few sorted arrays, each more than twice as long as the
next; two that are too much alike are made one (J. L. Bentley and J. B. Saxe, Decomposable searching problems I, 1980),
so that adding a report costs as much as it has words, times the logarithm of the case.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

SHINGLE = 5
_NUMBER = np.uint64((1 << 24) - 1)
# Two shingles in common are the least that a passage with a changed word in it can have.
_LEAST_SHARED = 2
# A report is compared with so many earlier ones that share most with it, and with so many that were the first to have
# some of its words: a story that hundreds carry stays linear in their number, and leads to where it was first.
_MOST_ALIKE = 16
_MOST_FIRST = 4
# What more earlier reports than these hold is a turn of phrase, or furniture, or a story with its first carriers.
_COMMON = 1000
# What a shingle is worth that 1, 2, ... earlier reports hold. Whole numbers: their sums depend on no order.
_WORTH = np.concatenate([[0], 1000 / np.log2(2 + np.arange(_COMMON))]).astype(np.int64)
# Postings that are sorted together when many reports come at once; it bounds the memory and not the result.
_AT_ONCE = 1 << 22

Key = tuple[str, str]


def word_hashes(forms: Iterable[str]) -> Hashes:
    """A hash for each folded word: the same in every run and on every machine."""
    digests = b"".join(hashlib.blake2b(f.encode("utf-8", "surrogatepass"), digest_size=8).digest() for f in forms)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def shingles(words: Hashes) -> Hashes:
    """One hash for each run of five words, by the number of its first word. `words` are `word_hashes`, in order."""
    count = max(0, len(words) - SHINGLE + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE if count else 0):
        hashes = (hashes ^ words[step : step + count]) * np.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> np.uint64(29)
    return hashes


def publication_key(published: str | None, report: str) -> Key:
    """What reports are ordered by: first published first, by id on one date; the undated come last."""
    return published or "\U0010ffff", report


class Holders(NamedTuple):
    """Which reports hold which shingles: parallel arrays, an index of the shingle asked for and a report's number."""

    which: Ints
    numbers: Ints


class ShingleIndex:
    """The shingles of a growing case. Reports are numbered from 0 as they are added; there may be 2**24.

    With whom a report is compared (`partners`) is a function of it and of those before it in order of publication.
    So it does not matter in which order they were added, and a report changes nothing for those before it.
    """

    def __init__(self) -> None:
        self._levels: list[Hashes] = []
        self._keys: list[Key] = []
        self._by_key: list[Key] = []
        self._ranks: Ints = np.zeros(0, dtype=np.int64)
        self._in_order = True

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: Key, hashes: Hashes) -> int:
        """Add a report with its `publication_key` and `shingles`; its number."""
        number = len(self._keys)
        rank = bisect_left(self._by_key, key)
        if rank < number:
            self._ranks[self._ranks >= rank] += 1
            self._in_order = False
        self._keys.append(key)
        self._by_key.insert(rank, key)
        self._ranks = np.append(self._ranks, rank)
        self._push(_postings(hashes, number))
        return number

    def extend(self, reports: Iterable[tuple[Key, Hashes]]) -> None:
        """Add many reports: the same as one after the other, in less time."""
        waiting: list[Hashes] = []
        many = 0
        for key, hashes in reports:
            waiting.append(_postings(hashes, len(self._keys)))
            self._keys.append(key)
            many += len(waiting[-1])
            if many >= _AT_ONCE:
                self._push(np.sort(np.concatenate(waiting)))
                waiting, many = [], 0
        if waiting:
            self._push(np.sort(np.concatenate(waiting)))
        self._rank_anew()

    def arrays(self) -> tuple[list[Hashes], list[Key]]:
        """All that the index consists of, for storing: its sorted postings, and the reports' keys by number."""
        return list(self._levels), list(self._keys)

    @classmethod
    def restored(cls, levels: Sequence[Hashes], keys: Sequence[Key]) -> ShingleIndex:
        """The index whose `arrays` these are; the postings may be mapped into memory and are never written to."""
        index = cls()
        index._levels, index._keys = list(levels), list(keys)
        index._rank_anew()
        return index

    def partners(self, number: int, hashes: Hashes, without: Collection[int] = ()) -> Ints:
        """Numbers, ascending, of the earlier reports that one with these shingles is worth comparing with.

        Those that share most with it, rare shingles counting for more, and those that were the first to have some of
        its words; `without` are left out (its own earlier versions).
        """
        which, numbers, held = self._earlier(number, hashes)
        rare = held[which] <= _COMMON
        alike = self._best(numbers[rare], which[rare], held, without, _MOST_ALIKE)
        lowest = np.full(len(held), np.iinfo(np.int64).max)
        np.minimum.at(lowest, which, (self._ranks[numbers] << 24) | numbers)
        found = np.flatnonzero(held)
        first = self._best(lowest[found] & int(_NUMBER), found, held, without, _MOST_FIRST)
        return np.union1d(alike, first)

    def touched(self, number: int, hashes: Hashes) -> Ints:
        """Numbers, ascending, of the later reports whose partners this one may change: none for the newest.

        It is enough that they share a shingle, which is then worth less.
        """
        if self._ranks[number] == len(self._keys) - 1:
            return np.zeros(0, dtype=np.int64)
        _, numbers = self.holders(np.unique(hashes))
        return np.unique(numbers[self._ranks[numbers] > self._ranks[number]])

    def holders(self, hashes: Hashes) -> Holders:
        """All reports that hold these shingles."""
        return _rows(self._levels, *self._ranges(hashes, int(_NUMBER) + 1))

    def _earlier(self, number: int, hashes: Hashes) -> tuple[Ints, Ints, Ints]:
        """Earlier holders of a report's shingles, and of how many earlier reports each shingle is.

        Of a common shingle the first holder is among those given, the others need not be.
        """
        asked = np.unique(hashes & ~_NUMBER)
        if self._in_order:
            lows, highs = self._ranges(asked, number)
            held = (highs - lows).sum(axis=0)
            highs = np.where(held > _COMMON, np.minimum(highs, lows + 1), highs)
            return *_rows(self._levels, lows, highs), held
        which, numbers = self.holders(asked)
        before = self._ranks[numbers] < self._ranks[number]
        which, numbers = which[before], numbers[before]
        return which, numbers, np.bincount(which, minlength=len(asked))

    def _ranges(self, hashes: Hashes, below: int) -> tuple[Ints, Ints]:
        """For each level (row) and shingle (column) where the postings of reports 0 to `below` begin and end."""
        wanted = hashes & ~_NUMBER
        lows = np.zeros((len(self._levels), len(wanted)), dtype=np.int64)
        highs = np.zeros_like(lows)
        for level, low, high in zip(self._levels, lows, highs, strict=True):
            low[:] = np.searchsorted(level, wanted)
            side = "right" if below > int(_NUMBER) else "left"
            high[:] = np.searchsorted(level, wanted | np.uint64(min(below, int(_NUMBER))), side=side)  # type: ignore[call-overload]
        return lows, highs

    def _best(self, numbers: Ints, which: Ints, held: Ints, without: Collection[int], most: int) -> Ints:
        """The `most` reports among `numbers` whose shingles in common are worth most, the earlier of equals."""
        if not len(numbers):
            return numbers
        shared = np.bincount(numbers)
        shared[[other for other in without if other < len(shared)]] = 0
        worth = np.bincount(numbers, _WORTH[np.minimum(held[which], _COMMON)])
        enough = np.flatnonzero(shared >= _LEAST_SHARED)
        return enough[np.lexsort((self._ranks[enough], -worth[enough]))[:most]]

    def _push(self, postings: Hashes) -> None:
        """Take sorted postings in; afterwards each level is more than twice as long as the next again."""
        self._levels.append(postings)
        while len(self._levels) > 1 and len(self._levels[-2]) <= 2 * len(self._levels[-1]):
            small = self._levels.pop()
            self._levels[-1] = _merged(self._levels[-1], small)

    def _rank_anew(self) -> None:
        order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
        self._by_key = [self._keys[number] for number in order]
        self._ranks = np.empty(len(order), dtype=np.int64)
        self._ranks[order] = np.arange(len(order))
        self._in_order = order == list(range(len(order)))


def _postings(hashes: Hashes, number: int) -> Hashes:
    """One posting for each distinct shingle of a report, sorted. Raises OverflowError for a number of over 24 bits."""
    if number > int(_NUMBER):
        raise OverflowError(f"an index holds no more than {int(_NUMBER) + 1} reports")
    return np.unique(hashes & ~_NUMBER) | np.uint64(number)


def _merged(long: Hashes, short: Hashes) -> Hashes:
    """Two sorted arrays as one."""
    places = np.searchsorted(long, short) + np.arange(len(short))
    merged = np.empty(len(long) + len(short), dtype=np.uint64)
    rest = np.ones(len(merged), dtype=bool)
    rest[places] = False
    merged[places] = short
    merged[rest] = long
    return merged


def _rows(levels: Sequence[Hashes], lows: Ints, highs: Ints) -> Holders:
    """The postings in these ranges of each level, with the column that each range stands in."""
    which, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for level, low, high in zip(levels, lows, highs, strict=True):
        columns = np.flatnonzero(high > low)
        sizes = (high - low)[columns]
        ends = np.cumsum(sizes)
        at = np.repeat(low[columns] - ends + sizes, sizes) + np.arange(int(sizes.sum()))
        which.append(np.repeat(columns, sizes))
        numbers.append((level[at] & _NUMBER).astype(np.int64))
    return Holders(np.concatenate(which), np.concatenate(numbers))
