"""Whether two speakers can be one voice, as far as the case's actors tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from stemma.model import Actor
from stemma.text.names import name_words
from stemma.text.tokens import fold

Relation = Literal["same", "linked", "unknown", "unlinked", "apart", "different"]

_NO_NAME = frozenset({"unnamed", "media"})


def _name_words(name: str) -> frozenset[str]:
    return frozenset(word for word in name.split() if len(word) > 3)


class Voices:
    """The case's actors, and bodies that only publish, asked for how two of them stand to each other."""

    def __init__(self, actors: Iterable[Actor], publishing: Iterable[Actor] = ()) -> None:
        listed, publishing = list(actors), list(publishing)
        self._publishing = frozenset(actor.id for actor in publishing)
        self._listed = frozenset(actor.id for actor in listed)
        self._actors = {actor.id: actor for actor in (*publishing, *listed)}
        self._names = {actor.id: frozenset(map(fold, (actor.name, *actor.aliases))) for actor in self._actors.values()}

    def relation(self, one: str | None, other: str | None) -> Relation:
        """How two speakers stand to each other.

        "same" actor; "linked" when one is the body of the other, both are one body's, or both are organs of one side;
        "unknown" where either is not known or has no name, where two names differ as translations of one name do, or
        where one has all words of the other ("Marisol", "Mum Marisol Tarn"); "unlinked" for a person and a body that no
        report links; "apart" for two bodies, and for the two sides of a conflict; "different" for two persons, and for
        two who put out reports themselves.
        """
        if one is None or other is None:
            return "unknown"
        if one == other:
            return "same"
        left, right = self._actors.get(one), self._actors.get(other)
        if left is None or right is None or left.kind in _NO_NAME or right.kind in _NO_NAME:
            return "unknown"
        if {one, other} <= self._publishing:
            # Each has its own words, where it puts out reports itself.
            return "linked" if self._one_body(left, right) else "different"
        if left.kind == right.kind == "person":
            return "unknown" if self._shorter(left, right) else "different"
        if self._one_body(left, right) or (left.side is not None and left.side == right.side):
            return "linked"
        if self._akin(left, right):
            return "unknown"
        one_side = left.side is None or right.side is None
        return "unlinked" if one_side and "person" in (left.kind, right.kind) else "apart"

    def _shorter(self, left: Actor, right: Actor) -> bool:
        """Whether one of two names is a part of the other."""
        one, other = (set(name_words(actor.name)) for actor in (left, right))
        return bool(one and other) and (one <= other or other <= one)

    def _akin(self, left: Actor, right: Actor) -> bool:
        """Whether two bodies' names share half their words ("Free Coast Legion", "Freedom of the Coast Legion")."""
        return any(
            2 * len(one & other) >= max(len(one), len(other)) >= 2
            for one in map(_name_words, self._names[left.id])
            for other in map(_name_words, self._names[right.id])
        )

    def _one_body(self, left: Actor, right: Actor) -> bool:
        left_body = fold(left.body) if left.body else None
        right_body = fold(right.body) if right.body else None
        if left_body is not None and (left_body in self._names[right.id] or left_body == right_body):
            return True
        return right_body is not None and right_body in self._names[left.id]

    def lists(self, actor: str | None) -> bool:
        """Whether an id is that of one of the case's actors."""
        return actor in self._listed

    def known(self, actor: str | None) -> bool:
        """Whether the actor has a name of its own."""
        return actor is not None and actor in self._actors and self._actors[actor].kind not in _NO_NAME

    def name(self, actor: str) -> str:
        """The actor's name, or its id where the case does not hold it."""
        return self._actors[actor].name if actor in self._actors else actor
