"""Voices that count for a claim, with every place where they are heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stemma.model import Pointer, Statement
from stemma.trace.command import Standing
from stemma.trace.documents import Document
from stemma.trace.ground import Ground
from stemma.trace.phrases import shortened
from stemma.trace.voices import Heard, Voice, place_of

_NOBODY = Standing(government=None, names=frozenset(), bodies=frozenset(), group=None, vague=False, carrier=False)


@dataclass(slots=True)
class Candidate:
    """A voice that counts, with every place where it is heard and the statements in which it speaks.

    `documents` are the dispatches and letters whose words it is, where nobody is named as their author.
    """

    voice: Voice
    standing: Standing
    places: list[Pointer]
    statements: list[Statement]
    documents: list[Document]

    @property
    def name(self) -> str:
        """How the voice is called in a sentence."""
        return shortened(self.voice.name)


def candidates(heard: Iterable[Heard], ground: Ground) -> list[Candidate]:
    """The voices that count, each once, in the order of their first place in time."""
    found: dict[str, Candidate] = {}
    for item in heard:
        voice = item.voice
        if not voice.counts:
            continue
        standing = ground.standing(voice.actor) if voice.actor else _NOBODY
        candidate = found.setdefault(voice.key, Candidate(voice, standing, [], [], []))
        candidate.places.append(place_of(item.member))
        if item.statement is not None and item.statement not in candidate.statements:
            candidate.statements.append(item.statement)
    for candidate in found.values():
        candidate.places.sort(key=ground.age)
        if candidate.voice.actor is None or candidate.voice.actor.kind == "unnamed":
            documents = (ground.document(statement) for statement in candidate.statements)
            candidate.documents.extend(document for document in documents if document)
    return sorted(found.values(), key=lambda candidate: (ground.age(candidate.places[0]), candidate.voice.key))
