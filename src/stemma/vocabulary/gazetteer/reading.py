"""The gazetteer's file, opened: what is asked for is read from it, the rest stays on the disk."""

from __future__ import annotations

import json
import mmap
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.gazetteer.blocks import Blocks, SortedBlocks
from stemma.vocabulary.gazetteer.entries import Entry, entry_of
from stemma.vocabulary.gazetteer.keys import place_key, skeleton

MAGIC = b"stemma-gazetteer/1\n"
# Of one sound there may be thousands of names in a full dump; those after so many are not compared.
_MOST_NAMES = 4000


class GazetteerFile:
    """A compiled gazetteer. Raises VocabularyError where the file does not hold one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            self.header = self._header()
            places, names, heads = self._lists()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise VocabularyError(f"{path}: not a gazetteer, or one cut short ({error}); make it again") from error
        self._places = Blocks(self._data, places, self.header["place_block"])
        self._names = SortedBlocks(Blocks(self._data, names, self.header["name_block"]), heads)

    def _header(self) -> dict[str, Any]:
        if bytes(self._data[: len(MAGIC)]) != MAGIC:
            raise ValueError("does not begin like one")
        size = int.from_bytes(self._data[-4:], "little")
        header: dict[str, Any] = json.loads(bytes(self._data[-4 - size : -4]))
        return header

    def _lists(self) -> tuple[array[int], array[int], list[str]]:
        ends = self.header["lists"]
        places, names = array("Q"), array("Q")
        places.frombytes(self._data[ends[0] : ends[1]])
        names.frombytes(self._data[ends[1] : ends[2]])
        return places, names, bytes(self._data[ends[2] : ends[3]]).decode().split("\n")

    def named(self, key: str) -> tuple[Entry, ...]:
        """All places that are called so, in the file's order; `key` is from `place_key`."""
        return self._entries(self._names.value(f"{skeleton(key)}\t{key}"))

    @property
    def digest(self) -> str:
        """SHA-256 of what the file holds."""
        return str(self.header["digest"])

    @property
    def covers(self) -> frozenset[str]:
        """Codes of the countries of which it has settlements."""
        return frozenset(self.header["countries"])

    def knows(self, key: str) -> bool:
        """Whether there is a place that is called so."""
        return self._names.value(f"{skeleton(key)}\t{key}") is not None

    def coded(self, code: str) -> Entry | None:
        """The country, region or district of that code; None where there is none."""
        found = self._entries(self._names.value(f"\t{code}"))
        return found[0] if found else None

    def sounding(self, bones: str) -> list[tuple[str, str]]:
        """Keys of the names of that skeleton with what `entries` takes, in order."""
        found = []
        for key, places in self._names.beginning(f"{bones}\t"):
            found.append((key, places))
            if len(found) == _MOST_NAMES:
                break
        return found

    def every_name(self) -> Iterator[tuple[str, str]]:
        """The keys of all names, in order, with what `entries` takes; of codes none."""
        for name, places in self._names.beginning(""):
            bones, _, key = name.partition("\t")
            if bones or place_key(key) == key:
                yield key, places

    def entries(self, places: str) -> tuple[Entry, ...]:
        """The places of a name that `sounding` gave."""
        return self._entries(places)

    def _entries(self, places: str | None) -> tuple[Entry, ...]:
        return tuple(entry_of(self._places.line(int(number))) for number in places.split(" ")) if places else ()
