"""Organs of one land or town that no list of governments knows: "Tamarin", "the Tamarin navy", "Tamarin's ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stemma.text.names import romanise
from stemma.text.plain_names import words_of
from stemma.text.tokens import fold
from stemma.trace.candidates import Candidate
from stemma.trace.command import commands

_KINDS = ("organisation", "office", "unnamed")
# Letters that make a people's adjective of a land ("Tamar" - "Tamarian"), and the fewest that a land has.
_LONGEST_ENDING = 3
_SHORTEST = 4
# Voices of one claim that are compared in pairs; more are a broken reading.
_MOST_VOICES = 300


def one_land(found: Sequence[Candidate]) -> Iterator[tuple[int, int, str]]:
    """(one, other, why) for two voices of which one is an organ of a land and the other is the land or its organ."""
    lands = [(number, land, organ) for number, c in enumerate(found[:_MOST_VOICES]) for land, organ in _land(c)]
    for (one, left, organ), (other, right, other_organ) in combinations(lands, 2):
        if (organ or other_organ) and _same_land(left, right):
            yield one, other, f"{found[one].name} and {found[other].name} are of one government or town"


def _land(candidate: Candidate) -> Iterator[tuple[str, bool]]:
    """The one proper word of a voice's name beside words for organs, and whether there are such; else nothing."""
    lists, actor = commands(), candidate.voice.actor
    # "Tamarin denies it": a land that is called by nothing but its name may have been taken for a person.
    alone = actor is not None and actor.kind == "person" and len(words_of(actor.name)) == 1
    if (
        actor is None
        or not (alone or actor.kind in _KINDS)
        or candidate.standing.government
        or candidate.standing.carrier
    ):
        return
    large = {word for part in actor.name.split() if part[:1].isupper() for word in words_of(part)}
    words = [word for word in words_of(actor.name) if word not in lists.fillers and word not in lists.joints]
    if any(word in lists.outsiders or word in lists.breaks for word in words):
        return
    organs = [word for word in words if word in lists.organs or word in lists.officials]
    rest = [word for word in words if word not in organs]
    if len(rest) == 1 and rest[0] in large and len(rest[0]) >= _SHORTEST:
        yield fold(romanise(rest[0])), bool(organs)


def _same_land(one: str, other: str) -> bool:
    """Whether the words are one land, or a land and its people: "tamarin" and "tamarins", "ordovia" and "ordovian"."""
    short, long = sorted((one, other), key=len)
    return (
        long.startswith(short if len(short) == _SHORTEST else short[:-1]) and len(long) - len(short) <= _LONGEST_ENDING
    )
