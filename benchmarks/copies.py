"""Reports drawn from real news text by edits, with what each copied from which other: what copied passages are
measured on.

Every word that is drawn or changed gets a mark of its own, and a copied word keeps the mark of the word that it was
copied from. So two reports share what they share of marks, however many hands it went through.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CONTAINMENTS = (0.3, 0.5, 0.7, 0.9)
# Two reports in five copy.
COPIES = 0.4
# One copy in three fills the rest of its length from a second report.
MIXED = 1 / 3
# One copied report in five is a wire story of the first reports, which many take.
WIRE, WIRES = 0.2, 0.005
WORDS = (120, 480)
# Words that a copy changes, leaves out or puts in.
EDITS = 0.04
# The corpus is used many times over: so much of each sentence becomes other words, so that no two uses are one text.
REWORDED = 0.5
PARAGRAPHS = 4

_Marked = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Copy:
    """That `taker` took `containment` of its words from `source`."""

    taker: int
    source: int
    containment: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Reports as (words, their marks), in the order of their publication, and who copied from whom."""

    words: list[list[str]]
    marks: list[array[int]]
    copies: list[Copy]

    def marked(self, number: int) -> _Marked:
        """The words of a report, each with its mark."""
        return list(zip(self.words[number], self.marks[number], strict=True))

    def add(self, report: _Marked) -> None:
        """Take a report in."""
        self.words.append([word for word, _ in report])
        self.marks.append(array("q", [mark for _, mark in report]))

    def text(self, number: int) -> str:
        """The text of a report: its words, a blank between any two."""
        return " ".join(self.words[number])


class _Draw:
    def __init__(self, sentences: Sequence[Sequence[str]], seed: int) -> None:
        self.chance = random.Random(seed)
        self.sentences = sentences
        self.vocabulary = [word for sentence in sentences for word in sentence]
        self.made = 0
        self.next = 0

    def new(self, word: str) -> tuple[str, int]:
        self.made += 1
        return word, self.made

    def fresh(self, length: int) -> _Marked:
        """About so many words that nobody else has."""
        found: _Marked = []
        while len(found) < length:
            for word in self.sentences[self.next % len(self.sentences)]:
                changed = self.chance.random() < REWORDED
                found.append(self.new(self.chance.choice(self.vocabulary) if changed else word))
            self.next += 1
        return found[:length]

    def taken(self, source: _Marked, length: int) -> _Marked:
        """A stretch of the source, trimmed to so many words, in paragraphs that change places, lightly edited."""
        start = self.chance.randrange(max(1, len(source) - length + 1))
        stretch = source[start : start + length]
        size = max(40, len(stretch) // PARAGRAPHS)
        paragraphs = [stretch[at : at + size] for at in range(0, len(stretch), size)]
        if self.chance.random() < 0.5:
            self.chance.shuffle(paragraphs)
        return [edited for paragraph in paragraphs for word in paragraph for edited in self.edited(word)]

    def edited(self, word: tuple[str, int]) -> Iterator[tuple[str, int]]:
        """The word, or now and then another, two, or none."""
        if self.chance.random() >= EDITS:
            yield word
            return
        kind = self.chance.randrange(3)
        if kind == 1:
            yield word
        if kind < 2:
            yield self.new(self.chance.choice(self.vocabulary))


def draw(paragraphs: Sequence[str], count: int, seed: int = 1912) -> Drawn:
    """`count` reports out of the real `paragraphs`; the same for the same seed."""
    sentences = [part.split() for paragraph in paragraphs for part in paragraph.split(". ") if len(part.split()) > 5]
    drawing = _Draw(sentences, seed)
    drawn = Drawn([], [], [])
    for number in range(count):
        length = drawing.chance.randint(*WORDS)
        if number < 10 or drawing.chance.random() >= COPIES:
            drawn.add(drawing.fresh(length))
            continue
        made, found = _copy(drawing, drawn, length)
        drawn.add(made)
        drawn.copies.extend(Copy(number, source, containment) for source, containment in found)
    return drawn


def _copy(drawing: _Draw, earlier: Drawn, length: int) -> tuple[_Marked, list[tuple[int, float]]]:
    """A report that takes from one earlier report, or from two; with each how much of its words it took."""
    wanted, many = drawing.chance.choice(CONTAINMENTS), len(earlier.words)
    wire = drawing.chance.random() < WIRE
    first = drawing.chance.randrange(max(1, int(WIRES * many)) if wire else many)
    taken = drawing.taken(earlier.marked(first), int(length * wanted))
    # A short source has no more to give.
    rest = int(len(taken) / wanted) - len(taken)
    sources = [(first, wanted)]
    second = drawing.chance.randrange(many)
    if drawing.chance.random() < MIXED and second != first and len(earlier.words[second]) > rest:
        other = drawing.taken(earlier.marked(second), rest)
        sources.append((second, round(1 - wanted, 1)))
    else:
        other = drawing.fresh(rest)
    cut = drawing.chance.randrange(len(other) + 1)
    return other[:cut] + taken + other[cut:], sources
