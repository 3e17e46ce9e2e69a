"""Reports to measure on, drawn from real news text: never the same twice, yet sharing passages as news does."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

WORDS = 750
# One report in five takes a paragraph over from an earlier one, about what a day of agency news looks like.
REUSE = 0.2


def paragraphs(folder: Path) -> list[str]:
    """Every paragraph of the texts in `folder`, in a fixed order."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    return [part.strip() for text in texts for part in text.split("\n\n") if len(part.split()) >= 5]


def drawn(source: list[str], count: int, seed: int = 1912) -> Iterator[dict[str, str]]:
    """`count` reports of about WORDS words each, as rows of a JSON-lines input; the same for the same seed."""
    chance = random.Random(seed)
    earlier: list[str] = []
    for number in range(count):
        parts: list[str] = []
        if earlier and chance.random() < REUSE:
            parts.append(chance.choice(earlier))
        while sum(len(part.split()) for part in parts) < WORDS:
            parts.append(chance.choice(source))
        earlier.append(parts[-1])
        yield {
            "id": f"r{number:06d}",
            "publisher": f"Paper {chance.randrange(40)}",
            "published": f"2016-09-{1 + number % 28:02d}T{number % 24:02d}:00:00+00:00",
            "lang": "en",
            "text": "\n\n".join(parts),
        }


def write(path: Path, source: list[str], count: int) -> None:
    """Write `count` drawn reports to `path` as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for row in drawn(source, count):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
