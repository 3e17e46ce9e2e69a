"""Whom and what a judgement's subjects stand for in a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from stemma.model.links import Pointer
from stemma.model.readings import Actor, Mention, Statement
from stemma.model.rulings import Subject, named
from stemma.model.spans import Span

T = TypeVar("T")


class Cast:
    """The actors that subjects name. Built for a case's actors, or for those of all single readings."""

    def __init__(self, actors: Iterable[Actor], mentions: Iterable[Mention], statements: Iterable[Statement]) -> None:
        self._called: defaultdict[str, set[str]] = defaultdict(set)
        self._aliases: defaultdict[str, set[str]] = defaultdict(set)
        for actor in actors:
            if actor.kind != "unnamed":
                self._called[named(actor.name)].add(actor.id)
                for alias in actor.aliases:
                    self._aliases[named(alias)].add(actor.id)
        self._placed: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
        for mention in mentions:
            if mention.actor is not None:
                self._placed[mention.report].append((mention.span, mention.actor))
        for statement in statements:
            if statement.speaker is not None and statement.source is not None:
                self._placed[statement.report].append((statement.source, statement.speaker))

    def actors(self, subject: Subject) -> frozenset[str]:
        """Ids of the actors that a subject stands for: by name, else by another form of it; at places, who is named
        there. Nobody for a report or publisher."""
        if subject.naming == "actor":
            key = named(subject.name)
            return frozenset(self._called.get(key) or self._aliases.get(key) or ())
        found = (best_at(place.pointer, self._placed[place.pointer.report]) for place in subject.places)
        return frozenset(actor for actor in found if actor is not None)


def best_at(place: Pointer, found: Iterable[tuple[Span, T]]) -> T | None:
    """Of things with their characters in the place's report, the one that agrees best with it, the first of equals.

    None where each covers less than half of the place and lies by less than half in it.
    """
    best: tuple[float, T] | None = None
    for span, thing in found:
        shared = span.shared(place.span)
        if 2 * shared < min(span.length, place.span.length) or not shared:
            continue
        agreement = shared / (span.length + place.span.length - shared)
        if best is None or agreement > best[0]:
            best = (agreement, thing)
    return best[1] if best else None


def touched(place: Pointer, found: Iterable[tuple[Span, T]]) -> Iterator[T]:
    """The things that share at least half of the shorter one's characters with the place."""
    for span, thing in found:
        shared = span.shared(place.span)
        if shared and 2 * shared >= min(span.length, place.span.length):
            yield thing
