"""How much two clauses say the same: by what they mean, and by the words that they share."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from stemma.compare.clauses import Clause, Clauses, Content
from stemma.compare.judged import Bounds
from stemma.compare.linkage import Linkage
from stemma.compare.meanings import CaseMeanings, off_topic, topic_left, topic_of
from stemma.compare.neighbours import near_pairs
from stemma.compare.parties import Party
from stemma.compare.responsibility import Deed, Responsibilities, deeds_of
from stemma.model import Actor

Floats = npt.NDArray[np.float32]

# What meaning and words count. Measured on the events of evaluation/events.
_MEANING = 1.0
_WORDS = 0.5
# Two clauses that agree this much are one claim; groups of several, where they do on average, see linkage.py.
LEAST = 0.55
# The core of a claim are the clauses that a chain of pairs ties which agree this much.
SURE = 0.8
# Others belong to it as surely that agree this much with all of the core on average, or with its only clause, and those
# of the core that agree less with the rest of it do not.
_WITH_CORE, _WITH_ONE, _IN_CORE = 0.7, 0.65, 0.6
# Where a clause's meaning is not known (a language that the encoder does not cover), words count so much.
_WORDS_ALONE = 1.0
# Words that stand for another, by spelling or meaning, count this much of it.
_STAND_IN = 0.6
# Two clauses that say of one party that it is behind it, or is not, agree by so much more.
_ONE_PARTY = 0.6
# Clauses that tell of one party; more are a broken reading, and are not compared for that alone.
_MOST_TELLING = 200
_MOST_NEAR = 12
_LEAST_NEAR = 0.2
# Clauses that are no nearer in meaning than this are not one claim, whatever words they share.
_FAR = 0.1
_BLOCK = 4096


class Agreement:
    """The clauses of the case's forms, each with its meaning and its words, ready to be grouped.

    `least` is how much a claim's clauses agree at least, on average.
    """

    def __init__(self, clauses: Clauses, actors: Sequence[Actor] = ()) -> None:
        self.clauses = clauses
        self.contents: tuple[Content, ...] = tuple(
            content for form in range(len(clauses.forms.runs)) for content in clauses.of(form)
        )
        self.number = {content.clause: number for number, content in enumerate(self.contents)}
        self._by_form: dict[int, list[int]] = {}
        for number, content in enumerate(self.contents):
            self._by_form.setdefault(content.clause.form, []).append(number)
        places = [[(one.piece.report, one.span) for one in clauses.said(c.clause)] for c in self.contents]
        rows = CaseMeanings(clauses.material).rows(places)
        self._meanings = off_topic(rows, topic_of(rows))
        known = np.asarray(self._meanings.any(axis=1))
        words = [
            _weighed(content, clauses.kin, _WORDS if known[number] else _WORDS_ALONE)
            for number, content in enumerate(self.contents)
        ]
        told = Responsibilities(clauses, actors).of_all(self.contents)
        self.disowning = frozenset(c.clause for c, one in zip(self.contents, told, strict=True) if one and one.denied)
        self._deeds = deeds_of(told)
        numbers: dict[Deed, int] = {}
        for deed, vector in zip(self._deeds, words, strict=True):
            if deed is not None:
                # Stems have numbers from 0.
                vector[-1 - numbers.setdefault(deed, len(numbers))] = math.sqrt(_ONE_PARTY)
        self.least = LEAST + topic_left(self._meanings)
        self.linkage = Linkage(self._meanings * np.float32(math.sqrt(_MEANING)), words)

    def near(self) -> list[tuple[int, int]]:
        """Numbers of contents that are worth comparing: near in meaning, or of forms that share rare words.

        Those that share words and are known to mean something else are left out.
        """
        return self._near

    @functools.cached_property
    def _near(self) -> list[tuple[int, int]]:
        forms = np.array([content.clause.form for content in self.contents], np.int64)
        pairs = near_pairs(self._meanings, _MOST_NEAR, _LEAST_NEAR)
        found = {
            pair for pair in self.clauses.forms.comparable(pairs, forms.tolist()) if forms[pair[0]] != forms[pair[1]]
        }
        sharing = [
            (one, other)
            for left, right in self.clauses.forms.near
            for one in self._by_form.get(left, ())
            for other in self._by_form.get(right, ())
        ]
        return sorted(found.union(self._not_far(sharing), self._of_one_deed(forms)))

    def _of_one_deed(self, forms: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
        telling: dict[Deed, list[int]] = {}
        for number, deed in enumerate(self._deeds):
            if deed is not None:
                telling.setdefault(deed, []).append(number)
        pairs = [pair for group in telling.values() for pair in combinations(group[:_MOST_TELLING], 2)]
        comparable = self.clauses.forms.comparable(pairs, forms.tolist())
        return (pair for pair in comparable if forms[pair[0]] != forms[pair[1]])

    def _not_far(self, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        known = np.asarray(self._meanings.any(axis=1))
        for at in range(0, len(pairs), _BLOCK):
            some = pairs[at : at + _BLOCK]
            left, right = np.array(some, np.int64).T
            meant = np.einsum("ij,ij->i", self._meanings[left], self._meanings[right])
            kept = (meant >= _FAR) | ~(known[left] & known[right])
            yield from (pair for pair, keep in zip(some, kept.tolist(), strict=True) if keep)

    def numbered(self, judged: Bounds[Clause]) -> Bounds[int]:
        """What was judged of clauses, of contents' numbers; a clause that says nothing stands for its sentence.

        What blames two sides for one sort of deed is kept apart too.
        """
        numbers = {clause: self._standing_for(clause) for clause in judged.all()}
        known = {clause: found for clause, found in numbers.items() if found is not None}
        return Bounds(
            tuple(tuple(known[one] for one in things if one in known) for things in judged.together),
            tuple(tuple(frozenset(known[one] for one in side if one in known) for side in s) for s in judged.apart)
            + self._sides(),
        )

    def _sides(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """For each sort of deed what says of one land, or people of it, that they are behind it, and what of others.

        Their words may be alike but for the name.
        """
        found: dict[str | None, dict[Party, set[int]]] = {}
        for number, deed in enumerate(self._deeds):
            if deed is not None and deed.party.of_a_land:
                found.setdefault(deed.sort, {}).setdefault(deed.party, set()).add(number)
        return tuple(tuple(map(frozenset, sides.values())) for sides in found.values() if len(sides) > 1)

    def _standing_for(self, clause: Clause) -> int | None:
        return self.number.get(clause, next(iter(self._by_form.get(clause.form, ())), None))

    def of(self, one: Clause, other: Clause) -> float:
        """How much two clauses agree; 0 where one of them says nothing."""
        left, right = self.number.get(one), self.number.get(other)
        return 0.0 if left is None or right is None else self.linkage.likeness(left, right)

    def around(self, clause: Clause) -> Iterator[Clause]:
        """The clauses that may be about the same as one is: those worth comparing with it, and all of its reports."""
        number = self.number.get(clause)
        if number is None:
            return
        near = set(self._neighbours.get(number, ()))
        for one in self.clauses.said(clause):
            near.update(self._of_report.get(one.piece.report, ()))
        yield from (self.contents[other].clause for other in sorted(near - {number}))

    @functools.cached_property
    def _neighbours(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for left, right in self._near:
            found.setdefault(left, []).append(right)
            found.setdefault(right, []).append(left)
        return found

    @functools.cached_property
    def _of_report(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, content in enumerate(self.contents):
            for report in dict.fromkeys(one.piece.report for one in self.clauses.said(content.clause)):
                found.setdefault(report, []).append(number)
        return found

    def of_one_party(self, one: Clause, other: Clause) -> bool:
        """Whether both tell of one party that it is behind what was done, or is not."""
        return None is not self.deed(one) == self.deed(other)

    def deed(self, clause: Clause) -> Deed | None:
        """What a clause says that somebody is behind, or is not."""
        number = self.number.get(clause)
        return None if number is None else self._deeds[number]

    def loose(self, group: Sequence[Clause]) -> frozenset[Clause]:
        """The clauses of a claim that do not surely say what its core says: see `SURE` and what follows it."""
        core = self._core(group)
        sure = [clause for clause in group if self._is_sure(clause, core)]
        return frozenset(group) - frozenset(sure or core)

    def _core(self, group: Sequence[Clause]) -> list[Clause]:
        """The chain of sure pairs that has the most places; of equal chains the one that begins first."""
        left = list(group)
        chains: list[list[Clause]] = []
        while left:
            chain, left = [left[0]], left[1:]
            for one in chain:
                sure = [self.of(one, other) >= SURE for other in left]
                chain += [other for other, tied in zip(left, sure, strict=True) if tied]
                left = [other for other, tied in zip(left, sure, strict=True) if not tied]
            chains.append(chain)
        pieces = self.clauses.forms.pieces
        return max(chains, key=lambda chain: sum(len(pieces[clause.form]) for clause in chain))

    def _is_sure(self, clause: Clause, core: Sequence[Clause]) -> bool:
        others = [other for other in core if other != clause]
        if not others:
            return True
        least = _WITH_ONE if len(core) == 1 else _IN_CORE if clause in core else _WITH_CORE
        return sum(self.of(clause, other) for other in others) / len(others) >= least

    def meaning(self, one: Clause, other: Clause) -> float | None:
        """The cosine of two clauses' meanings, the case's topic taken off; None where one is not known."""
        left, right = self.number.get(one), self.number.get(other)
        if left is None or right is None or not (self._meanings[left].any() and self._meanings[right].any()):
            return None
        return float(self._meanings[left] @ self._meanings[right])


def _weighed(content: Content, kin: Mapping[int, Sequence[int]], scale: float) -> dict[int, float]:
    """The words of a content and those that may stand for them, as a vector whose length is the root of `scale`."""
    words = dict(content.words)
    for number, weight in content.words.items():
        for other in kin.get(number, ()):
            words[other] = max(words.get(other, 0.0), _STAND_IN * weight)
    length = math.sqrt(sum(weight * weight for weight in words.values())) or 1.0
    return {number: weight * math.sqrt(scale) / length for number, weight in words.items()}
