"""What an attribution is, as found on the page before anybody is identified."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stemma.model import EntityKind, Manner, Span, Stance
from stemma.read.quotations import Quotation
from stemma.read.words import Word


@dataclass(frozen=True, slots=True)
class Page:
    """A report's normalised text, cut up: what attributions are looked for in.

    `body` are its paragraphs without furniture and datelines; all spans are in text order.
    """

    text: str
    body: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement's words in normalised text: who, by which cue, what; `content` in text order."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    manner: Manner


@dataclass(frozen=True, slots=True)
class Found:
    """What an attributor found on a page, in text order. `names` is empty where it looks for none."""

    attributions: tuple[Attribution, ...]
    names: tuple[tuple[Span, EntityKind], ...] = ()


# Finds who is said to have said what on a page.
Attributor = Callable[[Page], Found]


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
