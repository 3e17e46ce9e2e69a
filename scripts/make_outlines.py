"""Makes the outlines that maps are drawn with from npm's world-atlas (ISC), which is Natural Earth (public domain).

    cd web-src && npm ci && cd .. && python scripts/make_outlines.py

Takes the countries at 1:50 million. Kept are the arcs in their quantised steps, the rings of land that they make, and
which arcs are coast and which are borders; names and everything else are left out.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "web-src" / "node_modules" / "world-atlas" / "countries-50m.json"
TARGET = ROOT / "src" / "stemma" / "show" / "page" / "assets" / "outlines.json.gz"


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a country, as numbers of arcs; ~n is arc n backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """What a map needs of a topology."""
    found = [ring for geometry in topology["objects"]["countries"]["geometries"] for ring in rings(geometry)]
    used = Counter(arc if arc >= 0 else ~arc for ring in found for arc in ring)
    return {
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        "arcs": [[number for point in arc for number in point] for arc in topology["arcs"]],
        "rings": found,
        "coast": sorted(arc for arc, times in used.items() if times == 1),
        "borders": sorted(arc for arc, times in used.items() if times > 1),
    }


def main() -> None:
    """Write the outlines; the same source gives the same bytes."""
    topology = json.loads(SOURCE.read_text(encoding="utf-8"))
    data = json.dumps(outlines(topology), separators=(",", ":")).encode()
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
