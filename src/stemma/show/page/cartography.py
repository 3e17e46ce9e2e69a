"""The map of a case: which part of the world it shows, where its places stand on it, and which of them share a mark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.show.characters import shortened
from stemma.show.page.outlines import Box, Outlines, Point, Projection, outlines_of
from stemma.show.places import WIDE, NamedPlace

WIDTH, HEIGHT = 820, 500
# Degrees that a map shows at least, and the share of all mentions that it shows before it is zoomed out.
_LEAST_DEGREES = 1.2
_CORE = 0.85
_MARGIN = 0.14
# Places nearer than this share a mark; script does the same anew when the map is zoomed.
NEAR = 18.0
_GRAIN = 0.4
_LETTER = 6.4
_LINE = 13.0
_LONGEST_NAME = 28


@dataclass(frozen=True, slots=True)
class Spot:
    """A place's mark: where it stands, how large it is, its name, and the number of its entry in the list.

    `by` is the number of the spot whose mark it shares, None where it has one of its own; `others` counts those that
    share its own. `named` says whether its name has room beside it.
    """

    number: int
    place: NamedPlace
    x: float
    y: float
    radius: float
    label: str
    by: int | None
    others: int
    named: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A map: outlines and spots in pixels, of which `view` is seen first and `whole` can be."""

    outlines: Outlines
    spots: tuple[Spot, ...]
    wide: tuple[Spot, ...]
    view: Box
    whole: Box


def chart_of(places: Sequence[NamedPlace]) -> Chart | None:
    """The map of a case's places, the weightiest first; None where none is located."""
    located = [(number, place) for number, place in enumerate(places, 1) if place.located]
    exact = [place for _, place in located if place.kind not in WIDE] or [place for _, place in located]
    if not exact:
        return None
    projection, view = _framed(exact)
    at = {number: projection.point(place.longitude or 0.0, place.latitude or 0.0) for number, place in located}
    whole = _around(view, at.values())
    exactly = [(number, place) for number, place in located if place.kind not in WIDE]
    widely = [(number, place) for number, place in located if place.kind in WIDE]
    taken: list[Box] = []
    return Chart(
        outlines=outlines_of(projection, whole, view, _GRAIN),
        spots=tuple(_spots(exactly, at, taken)),
        wide=tuple(_wide(number, place, at[number], taken) for number, place in widely),
        view=view,
        whole=whole,
    )


def _framed(places: Sequence[NamedPlace]) -> tuple[Projection, Box]:
    """A projection in which the core of the places fills a frame of WIDTH by HEIGHT, and that frame."""
    rough = Projection(_west(places), 1.0)
    points = [(rough.point(place.longitude or 0.0, place.latitude or 0.0), len(place.pointers)) for place in places]
    core = _core(points)
    xs, ys = [x for x, _ in core], [y for _, y in core]
    least = math.radians(_LEAST_DEGREES)
    wide, high = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least * HEIGHT / WIDTH)
    scale = min(WIDTH / (wide * (1 + 2 * _MARGIN)), HEIGHT / (high * (1 + 2 * _MARGIN)))
    left = (min(xs) + max(xs)) / 2 * scale - WIDTH / 2
    top = (min(ys) + max(ys)) / 2 * scale - HEIGHT / 2
    return Projection(rough.west, scale, left, top), Box(0.0, 0.0, WIDTH, HEIGHT)


def _west(places: Sequence[NamedPlace]) -> float:
    """The longitude after the widest gap between places: the map begins half-way through it."""
    found = sorted({place.longitude or 0.0 for place in places})
    gaps = [(right - left, left) for left, right in zip(found, [*found[1:], found[0] + 360], strict=True)]
    width, left = max(gaps)
    # The usual map, from 180 degrees west, unless the places lie across that line.
    return -180.0 if left + width >= 180 else left + width / 2


def _core(points: Sequence[tuple[Point, int]]) -> list[Point]:
    """The points nearest to the weighted middle that have most of the weight."""
    middle = tuple(_median([(point[axis], weight) for point, weight in points]) for axis in (0, 1))
    nearest = sorted(points, key=lambda one: (math.dist(one[0], middle), one[0]))
    total, reached, core = sum(weight for _, weight in points), 0, []
    for point, weight in nearest:
        core.append(point)
        reached += weight
        if reached >= _CORE * total:
            break
    return core


def _median(values: Iterable[tuple[float, int]]) -> float:
    ordered = sorted(values)
    half, reached = sum(weight for _, weight in ordered) / 2, 0
    for value, weight in ordered:
        reached += weight
        if reached >= half:
            return value
    return ordered[-1][0]


def _around(view: Box, points: Iterable[Point]) -> Box:
    """The frame, widened around its middle and in its shape until it holds all points."""
    found = list(points)
    x, y = (view.left + view.right) / 2, (view.top + view.bottom) / 2
    far = max((max(abs(px - x) / view.width, abs(py - y) / view.height) for px, py in found), default=0.5)
    times = max(1.0, 2 * far * 1.06)
    return Box(x - times * view.width / 2, y - times * view.height / 2, x + times * view.width / 2,
               y + times * view.height / 2)  # fmt: skip


def _spots(places: Sequence[tuple[int, NamedPlace]], at: dict[int, Point], taken: list[Box]) -> list[Spot]:
    """The marks, the weightiest first; each takes in those near it, and has its name where no other stands.

    What the marks and names cover is added to `taken`.
    """
    leaders: list[tuple[int, Point]] = []
    shared: dict[int, int] = {}
    by: dict[int, int] = {}
    for number, _ in places:
        near = next((leader for leader, point in leaders if math.dist(point, at[number]) < NEAR), None)
        if near is None:
            leaders.append((number, at[number]))
        else:
            by[number] = near
            shared[near] = shared.get(near, 0) + 1
    taken += [_square(point, 6) for _, point in leaders]
    spots = []
    for number, place in places:
        x, y = _rounded(at[number])
        radius = round(min(3 + 1.6 * math.sqrt(place.reports), 14), 1)
        label = _label(place)
        box = Box(x + radius + 3, y - _LINE / 2, x + radius + 3 + _LETTER * (len(label) + 4), y + _LINE / 2)
        free = number not in by and not any(_overlap(box, other) for other in taken)
        if free:
            taken.append(box)
        spots.append(Spot(number, place, x, y, radius, label, by.get(number), shared.get(number, 0), free))
    return spots


def _wide(number: int, place: NamedPlace, at: Point, taken: list[Box]) -> Spot:
    """The name of a country or region around its middle, where nothing else stands."""
    x, y = _rounded(at)
    half = _LETTER * len(_label(place)) * 0.65
    box = Box(x - half, y - _LINE / 2, x + half, y + _LINE / 2)
    free = not any(_overlap(box, other) for other in taken)
    if free:
        taken.append(box)
    return Spot(number, place, x, y, 0.0, _label(place), None, 0, free)


def _square(point: Point, half: float) -> Box:
    return Box(point[0] - half, point[1] - half, point[0] + half, point[1] + half)


def _overlap(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _label(place: NamedPlace) -> str:
    return shortened(place.name, _LONGEST_NAME)
