"""Whether two pieces of speech are renderings of one sentence: the evidence, added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from stemma.compare.align import Aligner, Overlap
from stemma.compare.forms import Forms
from stemma.compare.meanings import CaseMeanings, Floats, off_topic, topic_left, topic_of
from stemma.compare.pieces import Material, Piece
from stemma.compare.quantities import numbers_conflict
from stemma.compare.voices import Relation, Voices
from stemma.model import Span

# What each kind of evidence adds to the likeness of the words (0 to 1). Set by hand and checked on cases of 18 to 99
# reports; what matters is that two named persons need near-identity at length, and that nothing decides alone.
_VOICE: dict[Relation, float] = {
    "same": 0.1,
    "linked": 0.06,
    "unknown": -0.03,
    "unlinked": -0.1,
    "apart": -0.3,
    "different": -0.45,
}
_MAY_BE_ONE = frozenset({"same", "linked", "unknown", "unlinked"})
_NUMBERS_DIFFER = -0.12
# How alike the words have to be: for a few common words nearly all, for many rare ones about half.
_MOST_NEEDED = 0.55
_LEAST_NEEDED = 0.4
# ... and of speakers who are told apart so much: anyone may use a stock formula.
_MOST_NEEDED_OF_OTHERS = 0.8
_LEAST_NEEDED_OF_OTHERS = 0.5
# Whatever else speaks for it, so much of the words has to agree.
_LEAST_LIKENESS = 0.3
_LEAST_LIKENESS_OF_UNKNOWN = 0.4
_EASED_BY_WEIGHT = 0.2
# Where the words differ, what they mean counts beside them; a meaning that is the same weighs as much as so many words.
_WORDS = 0.2
_WEIGHT_OF_MEANING = 2.5
# A side of which less than this stands in the other is a long sentence that matches in part; it is trimmed.
_WHOLE = 0.5
_LEAST_TRIMMED_WEIGHT = 1.2
_CUTS = 3
# A part of fewer words is a name or a place rather than something said.
_SHORTEST_PART = 3
# One word alone ("Luvania", of what it calls for) meets another by chance.
_SHORTEST_SENTENCE = 2
# A part of a sentence meets much by chance; where the voices don't speak for it, more is asked.
_PART_OF_UNKNOWN = -0.05
_NEXT_CLAUSE = 0.12
_LEAST_SAID = 0.7

Key = tuple[int, str | None]


class Node(NamedTuple):
    """A form as one speaker says it, or the range of its words (`first` to before `last`) that matches something.

    `speaker` is None where no named actor is known to say it.
    """

    form: int
    speaker: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes taken for one sentence: the words' overlap, how the speakers stand, and what all adds up to."""

    score: float
    left: Node
    right: Node
    overlap: Overlap
    relation: Relation
    in_order: float = 0.0
    numbers_differ: bool = False


def _with_meaning(overlap: Overlap, meant: float) -> tuple[float, float]:
    """How alike two runs are by words and meaning, and the weight of what they share, by words or meaning."""
    mixed = _WORDS * overlap.likeness + (1 - _WORDS) * meant
    return max(overlap.likeness, mixed), max(overlap.weight, _WEIGHT_OF_MEANING * meant)


def needed(weight: float, most: float = _MOST_NEEDED, least: float = _LEAST_NEEDED) -> float:
    """How alike the words must be (`least` to `most`), given the weight that is shared."""
    return max(least, most - _EASED_BY_WEIGHT * max(0.0, weight - 0.5))


class Speech:
    """The case's pieces that somebody says, by form and speaker, and the judging of pairs of them."""

    def __init__(self, material: Material, forms: Forms, aligner: Aligner, voices: Voices) -> None:
        self.material = material
        self.forms = forms
        self.aligner = aligner
        self.voices = voices
        self.holders: dict[Key, list[int]] = {}
        self.key_of: dict[int, Key] = {}
        for form, numbers in enumerate(forms.pieces):
            for number in numbers:
                self._enter(form, number)
        places = [[(material.pieces[n].report, material.pieces[n].span) for n in numbers] for numbers in forms.pieces]
        self._case_meanings = CaseMeanings(material)
        rows = self._case_meanings.rows(places)
        self._taken_off = topic_of(rows)
        self.meanings = off_topic(rows, self._taken_off)
        self._of_parts: dict[Node, Floats] = {}
        self._topic = topic_left(self.meanings)
        self.speakers: dict[int, list[str | None]] = {}
        for form, speaker in self.holders:
            self.speakers.setdefault(form, []).append(speaker)

    def _enter(self, form: int, number: int) -> None:
        piece = self.material.pieces[number]
        if self.material.told_by_somebody(piece):
            said_by = self.material.speaker(piece)
            speaker = said_by if self.voices.known(said_by) else None
            self.holders.setdefault((form, speaker), []).append(number)
            self.key_of[number] = (form, speaker)

    def said_by(self, piece: Piece) -> str | None:
        """The case's actor who says a piece; a body that publishes it and speaks nowhere else is none of them."""
        speaker = self.material.speaker(piece)
        return speaker if self.voices.lists(speaker) else None

    def meant(self, one: Node, other: Node) -> float:
        """How near two nodes are in meaning (the cosine without the case's topic); 0 where one's is not known."""
        return max(0.0, float(self._meaning(one) @ self._meaning(other)) - self._topic)

    def _meaning(self, node: Node) -> Floats:
        """The meaning of a node, of a part that of the clause nearest to it; zeros where none is known."""
        if not self._is_part(node):
            return np.asarray(self.meanings[node.form])
        known = self._of_parts.get(node)
        if known is None:
            places = [(piece.report, self.span(piece, node)) for piece in self.pieces(node)]
            known = off_topic(self._case_meanings.nearest(places)[None, :], self._taken_off)[0]
            self._of_parts[node] = known
        return known

    def alike(self, one: Node, other: Node) -> float:
        """How alike two nodes are, by words and by meaning."""
        overlap = self.aligner.overlap(self.run(one), self.run(other))
        return _with_meaning(overlap, self.meant(one, other))[0]

    def pieces(self, node: Node) -> list[Piece]:
        """The pieces that say the node's words, in the order of reports."""
        return [self.material.pieces[number] for number in self.holders[node.form, node.speaker]]

    def languages(self, node: Node) -> frozenset[str | None]:
        """The languages that the node's words are said in."""
        return frozenset(self.material.language(piece.report) for piece in self.pieces(node))

    def whole(self, key: Key) -> Node:
        """The node of all words of a form."""
        return Node(key[0], key[1], 0, len(self.forms.runs[key[0]]))

    def run(self, node: Node) -> Sequence[int]:
        """The stems of a node."""
        return self.forms.runs[node.form][node.first : node.last]

    def span(self, piece: Piece, node: Node) -> Span:
        """The characters of the node's words in a piece that says them."""
        if node.first == 0 and node.last == piece.last - piece.first:
            return piece.span
        return self.material.words[piece.report].span(piece.first + node.first, piece.first + node.last)

    def says_enough(self, form: int) -> bool:
        """Whether a form has content enough that saying it twice is no accident."""
        weights = self.material.lexicon.weights
        return sum(weights[number] for number in set(self.forms.runs[form])) >= _LEAST_SAID

    def links(self, left: Key, right: Key, overlap: Overlap, in_order: float = 0.0) -> Iterator[Link]:
        """The links between two keys: none where the evidence does not reach, several for sentences of many clauses.

        `overlap` is that of the whole forms, `in_order` what their place in the two speeches adds.
        """
        extra = _VOICE[self.voices.relation(left[1], right[1])] + in_order
        one, other = self.whole(left), self.whole(right)
        alike, weight = _with_meaning(overlap, self.meant(one, other))
        if overlap.weight < _LEAST_TRIMMED_WEIGHT and alike + extra < needed(weight):
            return
        found = list(self._links(one, other, overlap, in_order))
        # Sentences that share few words in one place may still say the same as wholes.
        whole = self._judged(one, other, overlap, in_order)
        if whole is not None and all(link.score < whole.score for link in found):
            found = [whole]
        yield from found

    def _links(self, one: Node, other: Node, overlap: Overlap, in_order: float) -> Iterator[Link]:
        left, right, matched = self._trimmed(one, other, overlap)
        link = self._judged(left, right, matched, in_order)
        if link is not None:
            yield link
        if left == one or right == other:
            return
        # Both are long and match in part: what precedes the part, and what follows it, may match as well.
        for one_rest, other_rest in (
            (one._replace(last=left.first), other._replace(last=right.first)),
            (one._replace(first=left.last), other._replace(first=right.last)),
        ):
            rest = self.aligner.overlap(self.run(one_rest), self.run(other_rest))
            if rest.weight >= _LEAST_TRIMMED_WEIGHT:
                yield from self._links(one_rest, other_rest, rest, max(in_order, _NEXT_CLAUSE if link else 0.0))

    def _judged(self, one: Node, other: Node, overlap: Overlap, in_order: float) -> Link | None:
        if any(node.last - node.first < self._shortest(node) for node in (one, other)):
            return None
        relation = self.voices.relation(one.speaker, other.speaker)
        conflict = numbers_conflict(self.run(one), self.run(other), self.material.lexicon.numeric)
        alike, weight = _with_meaning(overlap, self.meant(one, other))
        score = alike + _VOICE[relation] + in_order + (_NUMBERS_DIFFER if conflict else 0.0)
        if relation not in ("same", "linked") and (self._is_part(one) or self._is_part(other)):
            score += _PART_OF_UNKNOWN
        if relation in _MAY_BE_ONE:
            enough = needed(weight)
        else:
            # A stock formula is common to many, and so is its meaning; what others share has to be longer.
            enough = needed(overlap.weight / 2, _MOST_NEEDED_OF_OTHERS, _LEAST_NEEDED_OF_OTHERS)
        least = _LEAST_LIKENESS if relation in ("same", "linked") else _LEAST_LIKENESS_OF_UNKNOWN
        if score < enough or alike < least:
            return None
        return Link(score, one, other, overlap, relation, in_order, conflict)

    def _shortest(self, node: Node) -> int:
        """How many words a node has to have to be something that is said."""
        return _SHORTEST_PART if self._is_part(node) else _SHORTEST_SENTENCE

    def _is_part(self, node: Node) -> bool:
        return node.last - node.first < len(self.forms.runs[node.form])

    def _trimmed(self, one: Node, other: Node, overlap: Overlap) -> tuple[Node, Node, Overlap]:
        """Both nodes, each side that matches only in part cut to the clauses that do."""
        for _ in range(_CUTS):
            if overlap.weight < _LEAST_TRIMMED_WEIGHT:
                break
            if min(overlap.left_share, overlap.right_share) >= _WHOLE:
                break
            regions = self.aligner.regions(self.run(one), self.run(other))
            left = self._cut(one, regions[0]) if overlap.left_share < _WHOLE else one
            right = self._cut(other, regions[1]) if overlap.right_share < _WHOLE else other
            if (left, right) == (one, other):
                break
            one, other = left, right
            overlap = self.aligner.overlap(self.run(one), self.run(other))
        return one, other, overlap

    def _cut(self, node: Node, region: tuple[int, int]) -> Node:
        """The clauses of the node that lie in the region by half or more; at least the one that does most."""
        clauses = self._clauses(node)
        inside = [max(0, min(last, region[1]) - max(first, region[0])) for first, last in clauses]
        kept = [
            clause for clause, shared in zip(clauses, inside, strict=True) if 2 * shared >= clause[1] - clause[0]
        ] or [clauses[inside.index(max(inside))]]
        return node._replace(first=node.first + kept[0][0], last=node.first + kept[-1][1])

    def _clauses(self, node: Node) -> list[tuple[int, int]]:
        """The ranges of the node's clauses (as far as punctuation tells), counted from its first word."""
        piece = self.pieces(node)[0]
        words, text = self.material.words[piece.report], self.material.reports[piece.report].text
        start = piece.first + node.first
        ends = [
            place - start
            for place in range(start + 1, piece.first + node.last)
            if _clause_ends(text, words.ends[place - 1], words.starts[place])
        ]
        return list(pairwise([0, *ends, node.last - node.first]))


def _clause_ends(text: str, end: int, start: int) -> bool:
    """Whether the characters between two words end a clause."""
    return any(letter in ',;:—–()“”„«»"…' for letter in text[end:start])
