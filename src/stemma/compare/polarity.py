"""Whether a member's words negate, doubt or leave open what they speak of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from stemma.compare.clauses import Clauses, Said
from stemma.compare.contrasts import contrasts_in, held, says_something
from stemma.compare.member_words import LONGEST, forms_of, is_long, stems_of, text_of
from stemma.compare.opposites import opposite
from stemma.compare.pieces import Material
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.negations import Negation, negation

_SHORT = 14
# A negation among so many words of a clause is of all of it.
_OPENING = 4
# Words between a negation and the confirming that it negates, so early that it is what the clause is about,
# and before a clause so near that it governs it.
_NEAR, _EARLY, _JOINED = 5, 9, 3
# Words between a negation and the doubt that it turns round.
_CLOSE = 3
# Words that say something, after a negation, that it may negate.
_GOVERNED = 2


def is_unsettled(material: Material, one: Said) -> bool:
    """Whether the words say, or the words just before them in the sentence, that nobody confirms it yet."""
    before = _before(material, one)
    run = [*before, *_run(material, one)[:LONGEST]]
    # "Could not confirm that | the ferry sank": so many words may stand between the verb and the clause.
    for place in _confirmations(material, one, run)[:1]:
        early = place < len(before) + _EARLY or len(run) - len(before) <= _SHORT
        if early and place >= len(before) - _JOINED:
            return True
    words = hedges(material.language(one.piece.report))
    return words.assessing.search(text_of(material, one)) is not None


def _before(material: Material, one: Said) -> list[str]:
    """The words of the sentence just before a clause of it."""
    first, clause = one.piece.first, one.piece.first + one.clause.first
    forms = material.words[one.piece.report].forms[max(first, clause - _NEAR - _JOINED) : clause]
    return [material.lexicon.form(number) for number in forms]


def _confirmations(material: Material, one: Said, run: Sequence[str]) -> list[int]:
    """Places in a run of words where somebody confirms and a word before says that they do not, or not yet."""
    language = material.language(one.piece.report)
    words, how = hedges(language), negation(language)
    found = []
    for place, word in enumerate(run):
        before = run[max(0, place - _NEAR) : place]
        if word.startswith(words.confirming) and any(w in how.words or w in words.unsettled for w in before):
            found.append(place)
    return found


def hedged_in_words(material: Material, one: Said) -> bool:
    """Whether a member is hedged: by its cue, or in a short clause by its words ("may have", "appears to")."""
    if one.piece.hedged or is_long(one):
        return one.piece.hedged
    words = material.text(one.piece.report, one.span).lower()
    return hedges(material.language(one.piece.report)).marks.search(words) is not None


def _run(material: Material, one: Said) -> list[str]:
    """A member's words, but for those that negate elsewhere and here are a part of the word behind them.

    "No. 3" is a number and "no-confidence" a name.
    """
    words, text = material.words[one.piece.report], material.reports[one.piece.report].text
    how, forms = negation(material.language(one.piece.report)), forms_of(material, one)
    if how.joinable.isdisjoint(forms):
        return forms
    first, run = one.piece.first + one.clause.first, []
    for place, (word, after) in enumerate(itertools.zip_longest(forms, forms[1:], fillvalue="")):
        stop = "." if after.isdigit() else "-"
        joined = word in how.joinable and bool(after) and after not in how.unless_joined
        run.append(after if joined and text.startswith(stop, words.ends[first + place]) else word)
    return run


def negates(material: Material, one: Said) -> bool:
    """Whether the words negate; "not only" and the like don't, nor what says that nobody confirmed it.

    What a clause rejects in passing ("a rocket, not a car bomb") does not make the rest of it a negation.
    """
    if is_long(one):
        return False
    run = _run(material, one)
    return _rejects(material, one, run) or bool(_negations_in(material, one, run))


def _negations_in(material: Material, one: Said, run: Sequence[str]) -> list[int]:
    """The places of the words that negate the clause or a part of it."""
    how = negation(material.language(one.piece.report))
    excused = {near for place in _confirmations(material, one, run) for near in range(max(0, place - _NEAR), place)}
    excused.update(contrast.negation for contrast in contrasts_in(material, one))
    return [place for place in range(len(run)) if place not in excused and _negates(material, how, run, place)]


def bears_on(clauses: Clauses, one: Said, other: Said) -> bool:
    """Whether what a member negates is what another one says; so where it is not known what it negates.

    "Has not fired a shell" is about "a shell was fired", "the strike has never stopped" not about "the strike goes on".
    """
    material = clauses.material
    if _rejects(material, one, _run(material, one)):
        return True
    said = frozenset(stems_of(material, other))
    return any(not scope or any(held(clauses, stem, said) for stem in scope) for scope in _scopes(material, one))


def contradicts(clauses: Clauses, one: Said, other: Said) -> bool:
    """Whether a member negates outright, in the other one's own words, what that one says.

    "She cannot go down" contradicts "we saw her go down", "he never heard a shot" not "it was shot on Sunday".
    """
    material = clauses.material
    if not outright(material, one):
        return False
    said = frozenset(stems_of(material, other))
    return any(scope and all(held(clauses, stem, said) for stem in scope) for scope in _scopes(material, one))


def _scopes(material: Material, one: Said) -> list[set[int]]:
    """For each word by which a member negates, the stems of what it may negate."""
    run, stems = _run(material, one), stems_of(material, one)
    how = negation(material.language(one.piece.report))
    return [_scope(material, how, stems, place, run[place] in how.words) for place in _negations_in(material, one, run)]


def _scope(material: Material, how: Negation, stems: Sequence[int], place: int, word: bool) -> set[int]:
    """The stems of the words nearest to a negation that it may negate: those after it, in some languages one before."""
    if not word:
        return {stems[place]}
    after = [stem for stem in stems[place + 1 :] if says_something(material, stem)][:_GOVERNED]
    before = [stem for stem in stems[:place] if says_something(material, stem)][-1:]
    return {*after, *before} if how.follows or not after else {*after}


def _negates(material: Material, how: Negation, run: Sequence[str], place: int) -> bool:
    word, following = run[place], run[place + 1] if place + 1 < len(run) else ""
    if word in how.words:
        return following not in how.unless_before and not _turned(how, run, place)
    return opposite(word, how.prefixes, material.lexicon.stems) is not None


def _turned(how: Negation, run: Sequence[str], place: int) -> bool:
    """Whether a negation turns round the doubting or disputing close after it: "nobody disputes that"."""
    return bool(how.refuting) and any(word.startswith(how.refuting) for word in run[place + 1 : place + 1 + _CLOSE])


def _rejects(material: Material, one: Said, run: Sequence[str]) -> bool:
    """Whether the words doubt or reject what they speak of ("unlikely", "is a hoax")."""
    language = material.language(one.piece.report)
    words, how = hedges(language), negation(language)
    doubted = [place for place, word in enumerate(run) if word in words.doubting]
    if any(how.words.isdisjoint(run[max(0, place - _CLOSE) : place]) for place in doubted):
        return True
    return words.rejections.search(text_of(material, one)) is not None


def outright(material: Material, one: Said) -> bool:
    """Whether a clause begins with its negation ("no shot was fired"), or doubts what others say could be."""
    language = material.language(one.piece.report)
    how, run = negation(language), _run(material, one)
    if _rejects(material, one, run):
        return True
    # "No longer" tells of a change that others may put without a negation, "not to" and "not helping" tell of no doing.
    return not is_long(one) and any(
        place < _OPENING
        and run[place] in how.words
        and place + 1 < len(run)
        and not _eases(how, run[place], run[place + 1])
        for place in _negations_in(material, one, run)
    )


def _eases(how: Negation, word: str, following: str) -> bool:
    """Whether what follows a negating word makes it one of less than its clause: "not helping", but "no warning"."""
    return following in how.change or (word in how.passing and following.endswith(how.nonfinite))


def withholds(material: Material, one: Said) -> bool:
    """Whether the words tell that something does not happen, or may not: "is closed", "refused"."""
    how = negation(material.language(one.piece.report))
    return bool(how.withholding) and any(word.startswith(how.withholding) for word in _run(material, one))
