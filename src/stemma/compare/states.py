"""Who of a claim's members tells of a state that the claim's own rules out: "is alive", where most say "was killed"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.vocabulary.states import states

_LOOKED_AT = 400


def told_states(words: str, language: str | None) -> dict[str, int]:
    """The states that lower-case words tell of: the name of each two, and which of them it is, 0 or 1.

    Words that tell of both say nothing of either: one lived, another did not.
    """
    found = {}
    looked_at = words[:_LOOKED_AT].replace("’", "'")
    for name, both in states(language).items():
        told = [side for side in (0, 1) if both[side].search(looked_at)]
        if len(told) == 1:
            found[name] = told[0]
    return found


def usual_states(told: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Of each two states the one that most tell of, or the first, where equally many tell of either.

    `told` are the states of each member (`told_states`), in the order in which their reports came out.
    """
    found = {}
    for name in sorted({name for one in told for name in one}):
        sides = [one[name] for one in told if name in one]
        found[name] = 1 - sides[0] if 2 * sides.count(sides[0]) < len(sides) else sides[0]
    return found


def contrary(told: Mapping[str, int], usual: Mapping[str, int]) -> bool:
    """Whether one tells of the other state than most do."""
    return any(usual.get(name, side) != side for name, side in told.items())
