"""What a clause rejects beside what it says: "a rocket, not a car bomb", "not the crew but the owner"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from stemma.compare.clauses import Clauses, Said
from stemma.compare.cuts import has_verb
from stemma.compare.member_words import forms_of, stems_of
from stemma.compare.pieces import Material
from stemma.vocabulary.negations import Negation, negation

_MARKS = frozenset(",;—–-")
# Words that are rejected in passing; more of them are a clause of their own.
_LONGEST = 8
# "Not the crew but the owner": what is rejected before a "but" is short, or the "but" is about something else.
_LONGEST_BEFORE_BUT = 5
# What somebody says of a contrast.
Side = Literal["rejected", "instead"]


class Contrast(NamedTuple):
    """The words that a clause rejects: from `first` to before `last`, counted from the clause's first word.

    `negation` is the place of the word that rejects them.
    """

    negation: int
    first: int
    last: int


def contrasts_in(material: Material, one: Said) -> tuple[Contrast, ...]:
    """What the words of a member reject in passing, in order; nothing where its language's words for it are unknown."""
    how = negation(material.language(one.piece.report))
    run = forms_of(material, one)
    if how.passing.isdisjoint(run):
        return ()
    found: list[Contrast] = []
    for place, word in enumerate(run):
        if word in how.passing:
            if found and place < found[-1].last:
                continue
            contrast = _replaced(material, one, how, run, place) or _appended(material, one, how, run, place)
            if contrast is None:
                return ()
            found.append(contrast)
        elif word in how.words:
            # What is denied before is only denied further: "no danger, not today".
            return tuple(found)
    return tuple(found)


def who_tells_which(clauses: Clauses, one: Said, contrast: Contrast, others: Sequence[Said]) -> list[Side | None]:
    """Which side of a member's contrast each of the others tells: what it rejects, or what is so in its place.

    Who says what is so instead ("a rocket struck the gate") does not say what the member rejects, and says something
    of it that none of those says who do.
    """
    rejected, stated = _sides(clauses.material, one, contrast)
    stems = [frozenset(stems_of(clauses.material, other)) for other in others]
    putting = [_tells(clauses, said, rejected) for said in stems]
    told = frozenset[int]().union(*(said for said, puts in zip(stems, putting, strict=True) if puts))
    own = [stem for stem in stated if not held(clauses, stem, told)]
    return [
        "rejected" if puts else "instead" if any(held(clauses, stem, said) for stem in own) else None
        for said, puts in zip(stems, putting, strict=True)
    ]


def _sides(material: Material, one: Said, contrast: Contrast) -> tuple[frozenset[int], frozenset[int]]:
    """The stems of what a member rejects, and of what else it says."""
    stems = stems_of(material, one)
    said = [stem for stem in stems if says_something(material, stem)]
    beside = frozenset([*stems[: contrast.negation], *stems[contrast.last :]]).intersection(said)
    return frozenset(stems[contrast.first : contrast.last]).intersection(said) - beside, beside


def _tells(clauses: Clauses, said: Collection[int], rejected: Collection[int]) -> bool:
    """Whether some stems hold most of those rejected, or what may stand for them."""
    return 2 * sum(held(clauses, stem, said) for stem in rejected) > len(rejected)


def held(clauses: Clauses, stem: int, stems: Collection[int]) -> bool:
    """Whether a stem, or one that may stand for it, is among others."""
    return stem in stems or any(kin in stems for kin in clauses.kin.get(stem, ()))


def says_something(material: Material, stem: int) -> bool:
    """Whether a stem is no stop word; figures say something."""
    return material.lexicon.content[stem] or stem in material.lexicon.numeric


def _appended(material: Material, one: Said, how: Negation, run: Sequence[str], place: int) -> Contrast | None:
    """ "…, not a car bomb": rejected after a mark, by words without a verb that end the clause or another mark."""
    start = place - 1 if place > 1 and run[place - 1] in how.joining else place
    if start < 1 or not _marked(material, one, start) or place + 1 >= len(run) or run[place + 1] in how.change:
        return None
    last = next((at for at in range(place + 2, len(run)) if _marked(material, one, at)), len(run))
    if last - place - 1 > _LONGEST or _verbal(material, one, place + 1, last):
        return None
    return Contrast(place, place + 1, last)


def _replaced(material: Material, one: Said, how: Negation, run: Sequence[str], place: int) -> Contrast | None:
    """ "Not the crew but the owner": rejected before a word that says what is so instead."""
    for at in range(place + 2, min(place + 2 + _LONGEST, len(run) - 1)):
        if run[at] in how.instead:
            return Contrast(place, place + 1, at)
        short = at - place - 1 <= _LONGEST_BEFORE_BUT
        if run[at] in how.perhaps_instead and short and not _verbal(material, one, place + 1, len(run)):
            return Contrast(place, place + 1, at)
    return None


def _verbal(material: Material, one: Said, first: int, last: int) -> bool:
    start = one.piece.first + one.clause.first
    return has_verb(material, one.piece.report, start + first, start + last)


def _marked(material: Material, one: Said, place: int) -> bool:
    """Whether a comma or a dash stands before a word of the member."""
    words, text = material.words[one.piece.report], material.reports[one.piece.report].text
    at = one.piece.first + one.clause.first + place
    return not _MARKS.isdisjoint(text[words.ends[at - 1] : words.starts[at]])
