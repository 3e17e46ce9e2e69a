"""What an attribution is, as found on the page before anybody is identified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Manner, Span, Stance
from stemma.read.words import Word


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement's words in normalised text: who, by which cue, what; `content` in text order."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    manner: Manner


def place(one: Attribution) -> tuple[Span, Span]:
    """Where an attribution stands, to put several in text order."""
    return (one.content[0], one.cue or Span(0, 0))


def manner_of(words: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> Manner:
    """Direct where all the words of the ranges are quoted, mixed where some are, else indirect."""
    inside = [word for start, end in ranges for word in words[start:end] if word.is_word or word.quotation]
    quoted = sum(word.quotation is not None for word in inside)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(inside) else "mixed"
