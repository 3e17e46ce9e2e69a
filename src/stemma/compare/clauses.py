"""What the clauses of the case say, and how alike two of them are in that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.compare.cuts import has_verb, speech_edges
from stemma.compare.forms import Forms
from stemma.compare.meanings import ranges_of, span_of
from stemma.compare.pieces import Material, Piece
from stemma.compare.salience import Salience, timed_words
from stemma.model import Span

# A clause says something of its own if the words in it that name nobody weigh this much together.
_LEAST_SAID = 0.2
# What is shared has to weigh this much, names aside, to count in full; half of it counts for nothing.
_FULL_WEIGHT = 0.6
# A single word in common, names aside, is what both are about; unless there is little else to either.
_TOLD = 2
_ONE_WORD = 0.4
# Words that stand for another, by spelling or meaning, count this much.
_STAND_IN = 0.85
# Two clauses that name different people or places speak of different things, more often than not.
_OTHER_NAMES = 0.9
_SHORTEST_CLAUSE = 3
# Words without a verb (a headline, a phrase that was denied) have to be so many, and so many of them content, to be a
# claim on their own ...
_LEAST_WORDS = 4
_LEAST_CONTENT = 2
# ... and to be another way of putting one: "his release" beside "he was released".
_LEAST_WORDS_BESIDE = 2
_LEAST_CONTENT_BESIDE = 1


class Clause(NamedTuple):
    """A range of a form's words (`first` to before `last`): all of them, or one clause."""

    form: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a clause says: its words (stems' numbers) with their worth.

    `total` is the sum, `said` the sum without names and figures, `named` the names.
    """

    clause: Clause
    words: Mapping[int, float]
    total: float
    said: float
    named: frozenset[int]


class Said(NamedTuple):
    """A place where a clause is said: a piece of its form, and the characters of the clause in it."""

    piece: Piece
    clause: Clause
    span: Span


class Clauses:
    """The clauses of the case's forms, and how alike two forms are at their best."""

    def __init__(self, material: Material, forms: Forms, salience: Salience, kin: Mapping[int, Sequence[int]]) -> None:
        self.material = material
        self.forms = forms
        self.salience = salience
        self.kin = kin
        self._timed = tuple(
            timed_words(reading, words) for reading, words in zip(material.readings, material.words, strict=True)
        )
        self._edges = speech_edges(material)
        self._known: dict[int, tuple[Content, ...]] = {}
        self._pairs: dict[tuple[Clause, Clause], float] = {}

    def of(self, form: int) -> tuple[Content, ...]:
        """The form as a whole, then its clauses where it has several; without those that say nothing."""
        found = self._known.get(form)
        if found is None:
            found = self._known[form] = tuple(self._contents(form))
        return found

    def _contents(self, form: int) -> Iterator[Content]:
        run = self.forms.runs[form]
        piece = self.material.pieces[self.forms.pieces[form][0]]
        timed = self._timed[piece.report]
        for first, last in ranges_of(self.material, piece, self._edges[piece.report]):
            stems = [run[place] for place in range(first, last) if piece.first + place not in timed]
            content = self._content(Clause(form, first, last), stems)
            if content.said >= _LEAST_SAID and self._tells(piece, content, _LEAST_WORDS_BESIDE, _LEAST_CONTENT_BESIDE):
                yield content

    def tells(self, clause: Clause) -> bool:
        """Whether a clause's words can be a claim on their own; a mere phrase can only join one."""
        stems = self.forms.runs[clause.form][clause.first : clause.last]
        piece = self.material.pieces[self.forms.pieces[clause.form][0]]
        return self._tells(piece, self._content(clause, stems), _LEAST_WORDS, _LEAST_CONTENT)

    def _content(self, clause: Clause, stems: Sequence[int]) -> Content:
        weights, names = self.salience.weights, self.salience.names
        words = {number: weights[number] for number in stems if weights[number] > 0}
        said = sum(weight for number, weight in words.items() if number not in names)
        numeric = self.material.lexicon.numeric
        named = frozenset(number for number in words if number in names and number not in numeric)
        return Content(clause, words, sum(words.values()), said, named)

    def _tells(self, piece: Piece, content: Content, least_words: int, least_content: int) -> bool:
        """Whether the words say something: a clause with a verb, or enough words without names."""
        first, last = piece.first + content.clause.first, piece.first + content.clause.last
        if content.said and last - first >= _SHORTEST_CLAUSE and has_verb(self.material, piece.report, first, last):
            return True
        return last - first >= least_words and sum(n not in self.salience.names for n in content.words) >= least_content

    def likeness(self, one: Content, other: Content) -> float:
        """How much of what either clause says the other says too, 0 to 1.

        The mean of Dice's coefficient of all their words and of those that name nobody, each word counted by its worth;
        0 where what is shared, names aside, is next to nothing.
        """
        names = self.salience.names
        shared = one.words.keys() & other.words.keys()
        weight = sum(one.words[number] for number in shared)
        said = sum(one.words[number] for number in shared if number not in names)
        told = sum(number not in names for number in shared)
        for left, right in self._stand_ins(one, other, shared):
            worth = _STAND_IN * min(one.words[left], other.words[right])
            weight += worth
            if left not in names:
                said += worth
                told += 1
        agreed = 2 * said / (one.said + other.said)
        if said <= _FULL_WEIGHT / 2 or (told < _TOLD and agreed < _ONE_WORD):
            return 0.0
        dice = weight / (one.total + other.total) + agreed / 2
        if one.named and other.named and one.named.isdisjoint(other.named):
            dice *= _OTHER_NAMES
        return dice * min(1.0, 2 * said / _FULL_WEIGHT - 1)

    def _stand_ins(self, one: Content, other: Content, shared: set[int]) -> Iterator[tuple[int, int]]:
        """Words of the one with a word of the other that may stand for it, each used once."""
        free = other.words.keys() - shared
        for left in sorted(one.words.keys() - shared):
            found = free.intersection(self.kin.get(left, ()))
            if found:
                right = min(found)
                free = free - {right}
                yield left, right

    def alike(self, one: Clause, other: Clause) -> float:
        """How alike two clauses are in what they say, 0 to 1; 0 where one of them says nothing."""
        pair = (one, other) if one < other else (other, one)
        known = self._pairs.get(pair)
        if known is None:
            left, right = self._content_of(pair[0]), self._content_of(pair[1])
            known = self._pairs[pair] = self.likeness(left, right) if left and right else 0.0
        return known

    def _content_of(self, clause: Clause) -> Content | None:
        return next((content for content in self.of(clause.form) if content.clause == clause), None)

    def worth(self, clause: Clause) -> float:
        """How much a clause says, in the worth of its words."""
        content = self._content_of(clause)
        return content.total if content else 0.0

    def alike_stems(self, one: str, other: str) -> bool:
        """Whether two stems may stand for each other."""
        stems = self.material.lexicon.stems
        left, right = stems.get(one), stems.get(other)
        return left is not None and right is not None and right in self.kin.get(left, ())

    def edges(self, report: int) -> frozenset[int]:
        """The characters of a report at which somebody's words, or words that attribute them, begin or end."""
        return self._edges[report]

    def said(self, clause: Clause) -> list[Said]:
        """All places where the clause is said."""
        pieces = (self.material.pieces[number] for number in self.forms.pieces[clause.form])
        return [Said(piece, clause, self.span(piece, clause)) for piece in pieces]

    def span(self, piece: Piece, clause: Clause) -> Span:
        """The characters of the clause's words in a piece of its form."""
        return span_of(self.material, piece, clause.first, clause.last)
