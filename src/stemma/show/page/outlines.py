"""Coasts and borders as SVG paths: of the whole world, cut to what a map shows and as fine as it can be seen.

Natural Earth's countries at 1:50 million, its de facto borders, from npm's world-atlas: scripts/make_outlines.py.
"""

from __future__ import annotations

import functools
import gzip
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

Point = tuple[float, float]
# The poles lie infinitely far away in this projection.
_MOST_NORTH = 84.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point lies within, or no further than `margin` outside."""
        x, y = point
        inside = self.left - margin <= x <= self.right + margin
        return inside and self.top - margin <= y <= self.bottom + margin


@dataclass(frozen=True, slots=True)
class Projection:
    """Mercator's: degrees to pixels, true to angles, so that every part keeps its shape.

    `west` is the degree at which the map begins: longitudes run from there around the globe.
    """

    west: float
    scale: float
    left: float = 0.0
    top: float = 0.0

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place lies."""
        around = (longitude - self.west) % 360
        return self.at(self.west + around, latitude)

    def at(self, longitude: float, latitude: float) -> Point:
        """The same for a longitude that is counted on beyond 180 or -180."""
        north = math.radians(min(max(latitude, -_MOST_NORTH), _MOST_NORTH))
        x = math.radians(longitude - self.west) * self.scale - self.left
        return x, -math.log(math.tan(math.pi / 4 + north / 2)) * self.scale - self.top


@dataclass(frozen=True, slots=True)
class Outlines:
    """SVG paths: land as an area, its coast and the borders between countries as lines."""

    land: str
    coast: str
    borders: str


@dataclass(frozen=True, slots=True)
class _World:
    arcs: tuple[tuple[Point, ...], ...]
    rings: tuple[tuple[int, ...], ...]
    coast: tuple[int, ...]
    borders: tuple[int, ...]


@functools.cache
def _world() -> _World:
    packed = resources.files("stemma.show.page").joinpath("assets", "outlines.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    (sx, sy), (tx, ty) = data["scale"], data["translate"]

    def arc(steps: Sequence[int]) -> Iterator[Point]:
        x = y = 0
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x * sx + tx, y * sy + ty

    return _World(
        arcs=tuple(tuple(arc(steps)) for steps in data["arcs"]),
        rings=tuple(map(tuple, data["rings"])),
        coast=tuple(data["coast"]),
        borders=tuple(data["borders"]),
    )


def outlines_of(projection: Projection, box: Box, fine: Box, grain: float) -> Outlines:
    """What of the world lies in `box`, to `grain` pixels within `fine`, and elsewhere as coarse as the box is wider."""
    world = _world()
    coarse = grain * max(1.0, box.width / fine.width)
    land, coast, borders = [], [], []
    for around in (-360.0, 0.0, 360.0):
        if projection.at(180 + around, 0)[0] < box.left or projection.at(around - 180, 0)[0] > box.right:
            continue
        arcs = [_drawn(arc, projection, around, fine, grain, coarse) for arc in world.arcs]
        for ring in world.rings:
            points = _joined(ring, arcs)
            if _meets(points, box):
                land.append(_path(_clipped(points, box), closed=True))
        coast += [
            _path(part) for n in world.coast if _meets(arcs[n], box) for part in _parts(arcs[n], box, world.arcs[n])
        ]
        borders += [_path(part) for n in world.borders if _meets(arcs[n], box) for part in _parts(arcs[n], box)]
    return Outlines("".join(land), "".join(coast), "".join(borders))


def _drawn(
    arc: Sequence[Point], projection: Projection, around: float, fine: Box, grain: float, coarse: float
) -> list[Point]:
    """An arc in pixels. It is thinned out as a whole, so that both its countries keep the same border."""
    points = [projection.at(longitude + around, latitude) for longitude, latitude in arc]
    near = any(fine.holds(point, fine.width / 4) for point in points)
    return _thinned(points, grain if near else coarse)


def _thinned(points: Sequence[Point], grain: float) -> list[Point]:
    """Without the points that lie less than `grain` from the line without them (Ramer 1972, Douglas, Peucker 1973)."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        furthest, most = 0, grain
        (x1, y1), (x2, y2) = points[first], points[last]
        length = math.hypot(x2 - x1, y2 - y1)
        for number in range(first + 1, last):
            x, y = points[number]
            across = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1))
            away = across / length if length else math.hypot(x - x1, y - y1)
            if away > most:
                furthest, most = number, away
        if furthest:
            kept.add(furthest)
            waiting += [(first, furthest), (furthest, last)]
    return [points[number] for number in sorted(kept)]


def _joined(ring: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _meets(points: Sequence[Point], box: Box) -> bool:
    """Whether the rectangle around some points meets the box."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) <= box.right and max(xs) >= box.left and min(ys) <= box.bottom and max(ys) >= box.top


def _clipped(points: list[Point], box: Box) -> list[Point]:
    """A ring's part within the box (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        kept: list[Point] = []
        for before, point in zip([points[-1], *points] if points else [], points, strict=False):
            inside, was = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                kept.append(point)
        points = kept
    return points


def _parts(points: Sequence[Point], box: Box, degrees: Sequence[Point] = ()) -> Iterator[list[Point]]:
    """A line's parts in the box. Land is cut at 180 degrees, which is no coast."""
    if degrees and all(abs(longitude) > 179.99 or latitude < -89 for longitude, latitude in degrees):
        return
    part: list[Point] = []
    margin = 2.0
    for number, point in enumerate(points):
        near = any(box.holds(other, margin) for other in points[max(0, number - 1) : number + 2])
        if near:
            part.append(point)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _path(points: Sequence[Point], *, closed: bool = False) -> str:
    """An SVG path in whole tenths of pixels, each point as its step from the one before."""
    if len(points) < (3 if closed else 2):
        return ""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    parts = [f"M{_number(tenths[0][0])} {_number(tenths[0][1])}"]
    x, y = tenths[0]
    for a, b in tenths[1:]:
        if (a, b) != (x, y):
            parts.append(f"l{_number(a - x)} {_number(b - y)}")
            x, y = a, b
    return "".join(parts) + ("z" if closed else "")


def _number(tenths: int) -> str:
    whole, rest = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (f"{whole}.{rest}" if rest else str(whole))
