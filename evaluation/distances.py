"""How far apart two places on the map are."""

from __future__ import annotations

import math

_DIAMETER = 12_742.0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two pairs of degrees (latitude, longitude) along the surface."""
    (north, east), (norther, easter) = (tuple(map(math.radians, degrees)) for degrees in (one, other))
    half = (
        math.sin((norther - north) / 2) ** 2 + math.cos(north) * math.cos(norther) * math.sin((easter - east) / 2) ** 2
    )
    return _DIAMETER * math.asin(min(1.0, math.sqrt(half)))
