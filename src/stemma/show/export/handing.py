"""What is handed on: what every format of export is made from."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.collect.originals import Originals
from stemma.model import Case

# What every file in a ZIP is dated, so that the same case gives the same bytes: the earliest that a ZIP can say.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed on: the case as derived, its title, what read and derived it with their versions, its originals.

    `originals` is None where there are none to be had; the formats that need them say so.
    """

    case: Case
    title: str
    versions: tuple[tuple[str, str], ...] = ()
    originals: Originals | None = None
