"""Sorted lines of text in a file, compressed in blocks, of which only those that are asked for are unpacked."""

from __future__ import annotations

import functools
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

# More blocks would take longer to open, fewer longer to look into.
_MOST_BLOCKS = 100_000
SMALLEST_BLOCK = 32
_KEPT = 4096


class Blocks:
    """Lines in blocks of `size` lines. `data` is the file's bytes (or a map of them), `offsets` where blocks begin."""

    def __init__(self, data: memoryview, offsets: Sequence[int], size: int) -> None:
        self._data = data
        self._offsets = offsets
        self.size = size
        self.text = functools.lru_cache(_KEPT)(self._text)

    def _text(self, number: int) -> str:
        """A block's lines, each with a line break before and after."""
        packed = self._data[self._offsets[number] : self._offsets[number + 1]]
        return zlib.decompress(packed).decode()

    def line(self, number: int) -> str:
        """The line of this number. Raises IndexError where there is none."""
        block, at = divmod(number, self.size)
        return self.text(block).split("\n", at + 2)[at + 1]

    def __len__(self) -> int:
        return len(self._offsets) - 1


class SortedBlocks:
    """Blocks of sorted lines "key TAB value", where `first` are the keys of the blocks' first lines."""

    def __init__(self, blocks: Blocks, first: Sequence[str]) -> None:
        self._blocks = blocks
        self._first = first

    def value(self, key: str) -> str | None:
        """What stands after the key; None where it has no line."""
        number = bisect_right(self._first, key) - 1
        if number < 0:
            return None
        text = self._blocks.text(number)
        at = text.find(f"\n{key}\t")
        if at < 0:
            return None
        start = at + len(key) + 2
        return text[start : text.index("\n", start)]

    def beginning(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Keys that begin with `prefix`, without it, and their values, in order."""
        for number in range(max(0, bisect_right(self._first, prefix) - 1), len(self._blocks)):
            for line in self._blocks.text(number).split("\n")[1:-1]:
                if line.startswith(prefix):
                    key, _, value = line[len(prefix) :].rpartition("\t")
                    yield key, value
                elif line > prefix:
                    return


def block_size(lines: int) -> int:
    """How many lines to a block that is found by its first line, for so many lines."""
    return max(SMALLEST_BLOCK, -(-lines // _MOST_BLOCKS))


def write_blocks(out: IO[bytes], lines: Iterable[str], size: int) -> tuple[array[int], list[str]]:
    """Write the lines, compressed; returns where the blocks begin and the last ends, and the first line of each."""
    offsets = array("Q", [out.tell()])
    first: list[str] = []
    block: list[str] = []
    for line in lines:
        if not block:
            first.append(line)
        block.append(line)
        if len(block) == size:
            offsets.append(_written(out, block))
            block = []
    if block:
        offsets.append(_written(out, block))
    return offsets, first


def _written(out: IO[bytes], block: list[str]) -> int:
    out.write(zlib.compress(("\n" + "\n".join(block) + "\n").encode(), 9))
    return out.tell()
