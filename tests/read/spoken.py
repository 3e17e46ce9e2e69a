"""What the reader makes of a text, in words, for tests in languages that decline their names."""

from __future__ import annotations

from stemma.model import Stance
from stemma.read.reader import read
from tests.factories import report

Said = tuple[str | None, str | None, tuple[str, ...]]


def said(text: str, language: str) -> list[Said]:
    """Source, cue and contents of each statement, as written."""
    return [
        (
            one.source.of(text) if one.source else None,
            one.cue.of(text) if one.cue else None,
            tuple(span.of(text) for span in one.content),
        )
        for one in read(report(text=text, language=language)).statements
    ]


def speakers(text: str, language: str) -> list[str | None]:
    """The name of each statement's speaker."""
    found = read(report(text=text, language=language))
    names = {actor.id: actor.name for actor in found.actors}
    return [names[one.speaker] if one.speaker else None for one in found.statements]


def stances(text: str, language: str) -> list[Stance]:
    """The stance of each statement."""
    return [one.stance for one in read(report(text=text, language=language)).statements]


def manners(text: str, language: str) -> list[str]:
    """The manner of each statement."""
    return [one.manner for one in read(report(text=text, language=language)).statements]
