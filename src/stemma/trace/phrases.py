"""Names and numbers as the sentences that users read have them."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_SHOWN = 100


def shortened(name: str) -> str:
    """A name on one line and no longer than a sentence bears, for the sentences that users read."""
    line = " ".join(name[: 2 * _LONGEST_SHOWN].split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN].rstrip()}…"


def listed(names: Iterable[str], most: int = 4) -> str:
    """Names as a sentence has them: "A, B and C"; what goes beyond `most` is counted."""
    all_names = [shortened(name) for name in names]
    if len(all_names) > most:
        all_names = [*all_names[: most - 1], f"{len(all_names) - most + 1} more"]
    return " and ".join(filter(None, [", ".join(all_names[:-1]), *all_names[-1:]]))


def counted(number: int, noun: str) -> str:
    """A number with its English noun: "1 report", "3 reports"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
