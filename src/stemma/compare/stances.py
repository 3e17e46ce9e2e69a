"""Where the members of a claim stand towards it: by their cues, their negations and their figures."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.compare.clauses import Clauses, Said
from stemma.compare.figures import excluded, figures_in
from stemma.compare.opposites import opposite
from stemma.compare.pieces import Material
from stemma.model.links import ClaimStance
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.negations import negation

# Longer clauses say several things; a negation somewhere in them need not be about the claim.
_LONGEST_NEGATED = 25
# Words that negate what another clause affirms have to be this much alike otherwise; in longer ones more, since they
# say other things too.
_SAME_BUT_NEGATED = 0.5
_SAME_BUT_NEGATED_SHORT = 0.4
_SHORT = 14
_ASKED = 40


def stances_of(clauses: Clauses, said: Sequence[Said]) -> list[ClaimStance]:
    """Each member's stance towards the claim, put as most of those put it that don't deny.

    A statement whose cue denies denies what most affirm, and affirms it where most put the claim negatively. Words deny
    where they negate what most others don't, or the other way round, and are otherwise much alike; and where they give
    a figure that the claim's figure excludes.
    """
    material = clauses.material
    if len(said) == 1:
        return ["denies" if _denies(said[0]) else "hedges" if _hedges(material, said[0]) else "affirms"]
    negated = [negates(material, one) for one in said]
    plain = [negative for one, negative in zip(said, negated, strict=True) if not _denies(one)]
    usual = 2 * sum(plain) > len(plain)
    stances: list[ClaimStance] = []
    for place, (one, negative) in enumerate(zip(said, negated, strict=True)):
        if _denies(one):
            # A denial in the words is the same one that the reader saw; it is not denied in turn.
            turned = usual and not negative and bool(plain)
            stances.append("affirms" if turned else "denies")
        elif negative != usual and _opposed(clauses, said, negated, place):
            stances.append("denies")
        else:
            stances.append("hedges" if _hedges(material, one) else "affirms")
    for place in _ruled_out(clauses, said, stances):
        stances[place] = "denies"
    return stances


def _denies(one: Said) -> bool:
    return one.piece.statement is not None and one.piece.statement.stance == "denies"


def _hedges(material: Material, one: Said) -> bool:
    """Whether a member is hedged: by its cue, or in a short clause by its words ("may have", "appears to")."""
    if one.piece.hedged or one.clause.last - one.clause.first > _LONGEST_NEGATED:
        return one.piece.hedged
    words = material.text(one.piece.report, one.span).lower()
    return hedges(material.language(one.piece.report)).marks.search(words) is not None


def negates(material: Material, one: Said) -> bool:
    """Whether the words negate; "not only" and the like don't."""
    first, last = one.piece.first + one.clause.first, one.piece.first + one.clause.last
    if last - first > _LONGEST_NEGATED:
        return False
    how = negation(material.language(one.piece.report))
    stems = material.lexicon.stems
    run = [material.lexicon.form(number) for number in material.words[one.piece.report].forms[first:last]]
    return any(
        (word in how.words and following not in how.unless_before) or opposite(word, how.prefixes, stems) is not None
        for word, following in zip(run, [*run[1:], ""], strict=True)
    )


def _opposed(clauses: Clauses, said: Sequence[Said], negated: Sequence[bool], place: int) -> bool:
    """Whether a member is much like another one of the claim, except that just one of the two negates."""
    short = said[place].clause.last - said[place].clause.first <= _SHORT
    least = _SAME_BUT_NEGATED_SHORT if short else _SAME_BUT_NEGATED
    others = [other for other, negative in zip(said, negated, strict=True) if negative != negated[place]]
    return any(
        clauses.alike(said[place].clause, other.clause) >= least
        for other in others[:_ASKED]
        if other.clause.form != said[place].clause.form
    )


def _ruled_out(clauses: Clauses, said: Sequence[Said], stances: Sequence[ClaimStance]) -> set[int]:
    """Places of members that give a figure that the claim's own excludes."""
    material = clauses.material
    reports = material.reports
    places = [place for place, stance in enumerate(stances) if stance != "denies"]
    places.sort(key=lambda place: (reports[said[place].piece.report].published or "~", place))
    given = [figures_in(material, said[place].piece, said[place].span) for place in places]
    return {places[place] for place in excluded(given, clauses.alike_stems, material)}
