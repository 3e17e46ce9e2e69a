"""What a clause rejects beside what it says: "a rocket, not a car bomb", "not the crew but the owner"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from stemma.compare.clauses import Clauses, Said
from stemma.compare.cuts import has_verb
from stemma.compare.pieces import Material
from stemma.vocabulary.negations import Negation, negation

_MARKS = frozenset(",;—–-")
# Words that are rejected in passing; more of them are a clause of their own.
_LONGEST = 8
# "Not the crew but the owner": what is rejected before a "but" is short, or the "but" is about something else.
_LONGEST_BEFORE_BUT = 5


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
    run = _words(material, one)
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


def rejects_what_is_said(clauses: Clauses, one: Said, contrast: Contrast, others: Collection[Said]) -> bool:
    """Whether more of the others say what a member rejects in passing than what it says is so instead.

    Where that is not so, the member says what they say, or something beside it, and its negation is not about that.
    """
    rejected, _ = _sides(clauses.material, one, contrast)
    told = sum(_tells(clauses, other, rejected) for other in others)
    return told > len(says_what_is_so_instead(clauses, one, contrast, others))


def says_what_is_so_instead(clauses: Clauses, one: Said, contrast: Contrast, others: Collection[Said]) -> list[Said]:
    """Those of the others who say what a member says in place of what it rejects: "a rocket struck the gate".

    They do not say what it rejects, and say something of it that none of those says who do.
    """
    rejected, stated = _sides(clauses.material, one, contrast)
    putting = [other for other in others if _tells(clauses, other, rejected)]
    told = {stem for other in putting for stem in stems_of(clauses.material, other)}
    own = [stem for stem in stated if not held(clauses, stem, told)]
    return [
        other
        for other in others
        if other not in putting
        and any(held(clauses, stem, frozenset(stems_of(clauses.material, other))) for stem in own)
    ]


def _sides(material: Material, one: Said, contrast: Contrast) -> tuple[frozenset[int], frozenset[int]]:
    """The stems of what a member rejects, and of what else it says."""
    stems = stems_of(material, one)
    said = [stem for stem in stems if says_something(material, stem)]
    beside = frozenset([*stems[: contrast.negation], *stems[contrast.last :]]).intersection(said)
    return frozenset(stems[contrast.first : contrast.last]).intersection(said) - beside, beside


def _tells(clauses: Clauses, other: Said, rejected: Collection[int]) -> bool:
    """Whether a member says most of some words, or what may stand for them."""
    said = frozenset(stems_of(clauses.material, other))
    return 2 * sum(held(clauses, stem, said) for stem in rejected) > len(rejected)


def held(clauses: Clauses, stem: int, stems: Collection[int]) -> bool:
    """Whether a stem, or one that may stand for it, is among others."""
    return stem in stems or any(kin in stems for kin in clauses.kin.get(stem, ()))


def stems_of(material: Material, one: Said) -> Sequence[int]:
    """The stems of a member's words, in order."""
    return material.words[one.piece.report].stems[_range(one)]


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


def _words(material: Material, one: Said) -> list[str]:
    return [material.lexicon.form(number) for number in material.words[one.piece.report].forms[_range(one)]]


def _range(one: Said) -> slice:
    return slice(one.piece.first + one.clause.first, one.piece.first + one.clause.last)
