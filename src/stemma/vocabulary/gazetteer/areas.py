"""Where an area lies, told from the settlements in it."""

from __future__ import annotations

import itertools
import math

from stemma.vocabulary.gazetteer.entries import Bounds

# Degrees of latitude: cells of some 28 km, in which one settlement stands for all, and of some 110 km, which weigh the
# same for the centre. People crowd, land does not: by the settlements themselves Ontario would lie at Toronto.
_CELL, _BLOCK = 0.25, 1.0


class Area:
    """An area's settlements, added one by one: how many people they have, where they lie.

    What is kept grows with the area, not with the number of its settlements.
    """

    def __init__(self) -> None:
        self.people = 0
        self._south, self._north = 90.0, -90.0
        self._cells: dict[tuple[int, int], tuple[float, float]] = {}

    def add(self, latitude: float, longitude: float, people: int) -> None:
        """Take a settlement in."""
        self.people += people
        self._south, self._north = min(self._south, latitude), max(self._north, latitude)
        # Of the settlements of a cell the least stands for all, so that their order does not matter.
        cell = _cell(latitude, longitude, _CELL)
        self._cells[cell] = min(self._cells.get(cell, (latitude, longitude)), (latitude, longitude))

    def __bool__(self) -> bool:
        return bool(self._cells)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of where it is settled, in degrees. No jump at the date line."""
        blocks: dict[tuple[int, int], list[tuple[float, float]]] = {}
        for degrees in sorted(self._cells.values()):
            blocks.setdefault(_cell(*degrees, _BLOCK), []).append(degrees)
        return _middle([_middle(block) for block in blocks.values()])

    @property
    def bounds(self) -> Bounds:
        """The smallest box around the settlements, up to the cells' grain; over the date line where that is smaller."""
        easts = sorted({longitude for _, longitude in self._cells.values()})
        gaps = [(after - before, before, after) for before, after in itertools.pairwise(easts)]
        gaps.append((easts[0] + 360 - easts[-1], easts[-1], easts[0]))
        # What lies outside the box is the widest gap; that over the date line is preferred among equals.
        _, east, west = max(gaps, key=lambda gap: (gap[0], gap[1] > gap[2]))
        return self._south, west, self._north, east


def _cell(latitude: float, longitude: float, size: float) -> tuple[int, int]:
    row = int(latitude // size)
    wide = size / max(0.05, math.cos(math.radians(row * size)))
    return row, int(longitude // wide)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points on the sphere, in degrees."""
    x = y = z = 0.0
    for degrees in points:
        latitude, longitude = map(math.radians, degrees)
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
