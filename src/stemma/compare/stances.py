"""Where the members of a claim stand towards it: by their cues, their negations and their figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from stemma.compare.clauses import Clause, Clauses, Said
from stemma.compare.contrasts import contrasts_in, who_tells_which
from stemma.compare.figures import Figure, excluded, figures_in, set_side_by_side
from stemma.compare.member_words import is_long
from stemma.compare.pieces import Material
from stemma.compare.polarity import (
    bears_on,
    contradicts,
    hedged_in_words,
    is_unsettled,
    negates,
    outright,
    withholds,
)
from stemma.compare.recanting import recanting, recants, turned_round
from stemma.compare.states import contrary, told_states, usual_states
from stemma.model.links import ClaimStance
from stemma.vocabulary.cues import cue_vocabulary

# Words that negate what another clause affirms have to be this much alike otherwise; in longer ones more, since they
# say other things too.
_SAME_BUT_NEGATED = 0.5
_SAME_BUT_NEGATED_SHORT = 0.4
_SHORT = 14
_ASKED = 40


def stances_of(
    clauses: Clauses, said: Sequence[Said], disowning: Collection[Clause] = frozenset()
) -> list[ClaimStance]:
    """Each member's stance towards the claim, put as most of those put it that don't deny.

    A statement whose cue denies, or whose words begin with a denial, denies what most affirm, and affirms it where most
    put the claim negatively. Words deny where they negate what most others don't, or the other way round, and either
    are otherwise much alike or negate outright ("no shot was fired"), unless most tell that something does not happen
    ("the airport is closed"; "no flight lands" says the same); where they give a figure that the claim's figure
    excludes, or tell of a state that the claim's rules out ("is alive"); and where they take back what the others say.
    Who only says that it is not confirmed hedges it, unless that is what most say. `disowning` are clauses that say
    of somebody not to be behind what was done, which is a denial however many say so.
    """
    material = clauses.material
    if len(said) == 1:
        denied = _denies(material, said[0]) or said[0].clause in disowning or recants(material, said[0])
        return ["denies" if denied else "hedges" if hedged_in_words(material, said[0]) else "affirms"]
    if all(_denies(material, one) or recants(material, one) for one in said):
        return ["denies"] * len(said)
    open_ones = _unsettled(material, said)
    negated = [negates(material, one) for one in said]
    plain = [
        negative
        for place, (one, negative) in enumerate(zip(said, negated, strict=True))
        if place not in open_ones and not _denies(material, one) and one.clause not in disowning
    ]
    usual = 2 * sum(plain) > len(plain)
    contrary_ones, agreeing = _contrary(material, said, negated)
    against = _put_against(clauses, said, negated, usual) | turned_round(material, said, negated, usual)
    against -= agreeing
    stances: list[ClaimStance] = []
    for place, (one, negative) in enumerate(zip(said, negated, strict=True)):
        if one.clause in disowning:
            stances.append("denies")
        elif _denies(material, one):
            # A denial in the words is the same one that the reader saw; it is not denied in turn.
            turned = usual and not negative and bool(plain)
            stances.append("affirms" if turned else "denies")
        elif place in open_ones:
            stances.append("hedges")
        elif place in against:
            stances.append("denies")
        else:
            stances.append("hedges" if hedged_in_words(material, one) else "affirms")
    ruled_out = _ruled_out(clauses, said, stances) | _instead(clauses, said, negated)
    for place in contrary_ones | ruled_out | recanting(material, said):
        stances[place] = "denies"
    for place in _self_denied(said, stances):
        stances[place] = "affirms"
    for place in _set_against(material, said, stances):
        stances[place] = "denies"
    return stances


def _set_against(material: Material, said: Sequence[Said], stances: Sequence[ClaimStance]) -> Iterator[int]:
    """Places of members that a speaker sets against what he denies with the same cue: "The firm denies: he is here".

    Where others deny the claim too, it is the one that he sets them against.
    """
    denied = "denies" in stances
    for place, (one, stance) in enumerate(zip(said, stances, strict=True)):
        cue = one.piece.statement.cue if one.piece.statement is not None else None
        if denied and stance == "affirms" and cue is not None and not _is_reply(material, one):
            replies = material.replies[one.piece.report].values()
            if any(reply.words.covers(cue) for reply in replies):
                yield place


def _is_reply(material: Material, one: Said) -> bool:
    return one.piece.statement is not None and one.piece.statement.id in material.replies[one.piece.report]


def _self_denied(said: Sequence[Said], stances: Sequence[ClaimStance]) -> Iterator[int]:
    """Places of members that would deny what the same statement affirms: nobody contradicts himself in one breath."""
    by_statement: dict[tuple[int, str], list[int]] = {}
    for place, one in enumerate(said):
        if one.piece.statement is not None:
            by_statement.setdefault((one.piece.report, one.piece.statement.id), []).append(place)
    for places in by_statement.values():
        if any(stances[place] == "affirms" for place in places):
            yield from (place for place in places if stances[place] == "denies")


def _denies(material: Material, one: Said) -> bool:
    """Whether its cue denies, or its words begin with a denial ("was quoted as denying that ...")."""
    statement = one.piece.statement
    if statement is not None and statement.stance == "denies":
        return True
    first = one.piece.first + one.clause.first
    word = material.lexicon.form(material.words[one.piece.report].forms[first])
    cues = cue_vocabulary(material.language(one.piece.report)).verbs.get(word, ())
    return any("ing" in forms and cue.stance() == "denies" for cue, forms in cues)


def _unsettled(material: Material, said: Sequence[Said]) -> set[int]:
    """Places of members that say only that it is not confirmed, unless that is what most of them say."""
    found = {place for place, one in enumerate(said) if is_unsettled(material, one)}
    return found if 2 * len(found) <= len(said) else set()


def _put_against(clauses: Clauses, said: Sequence[Said], negated: Sequence[bool], usual: bool) -> set[int]:
    """Places of members that negate what most don't, or the other way round: in much the same words, or outright."""
    material = clauses.material
    withheld = not usual and _mostly_withheld(material, said, negated)
    negative = [one for one, so in zip(said, negated, strict=True) if so]
    against = set()
    for place, one in enumerate(said):
        if negated[place] != usual:
            same = withheld and not withholds(material, one)
            if usual:
                plainly = any(contradicts(clauses, other, one) for other in negative[:_ASKED])
            else:
                plainly = outright(material, one) and not same
            if plainly or _opposed(clauses, said, negated, place):
                against.add(place)
    return against


def _mostly_withheld(material: Material, said: Sequence[Said], negated: Sequence[bool]) -> bool:
    """Whether most that don't negate tell that something does not happen ("the airport is closed").

    "No flight will land" is then the same in other words; "the airport is not closed" is not.
    """
    told = [
        withholds(material, one)
        for one, negative in zip(said, negated, strict=True)
        if not negative and not _denies(material, one)
    ]
    return 2 * sum(told) > len(told)


def _opposed(clauses: Clauses, said: Sequence[Said], negated: Sequence[bool], place: int) -> bool:
    """Whether a member is much like another one of the claim, except that just one of the two negates."""
    short = said[place].clause.last - said[place].clause.first <= _SHORT
    least = _SAME_BUT_NEGATED_SHORT if short else _SAME_BUT_NEGATED
    others = [other for other, negative in zip(said, negated, strict=True) if negative != negated[place]]
    return any(
        clauses.alike(said[place].clause, other.clause) >= least
        and _bears_on(clauses, said[place], other, negated[place])
        for other in others[:_ASKED]
        if other.clause.form != said[place].clause.form
    )


def _bears_on(clauses: Clauses, one: Said, other: Said, negative: bool) -> bool:
    """Whether the one of two that negates, `one` where it is `negative`, negates what the other says."""
    return bears_on(clauses, one, other) if negative else bears_on(clauses, other, one)


def _instead(clauses: Clauses, said: Sequence[Said], negated: Sequence[bool]) -> set[int]:
    """Places of members that reject in passing what most others say ("a rocket, not a car bomb").

    With them those who say outright what is so instead: "a rocket struck the gate".
    """
    material = clauses.material
    contrasts = [contrasts_in(material, one) for one in said]
    others = [
        place
        for place, (one, found, negative) in enumerate(zip(said, contrasts, negated, strict=True))
        if not found and not negative and not _denies(material, one)
    ][:_ASKED]
    places: set[int] = set()
    plain = [said[other] for other in others]
    for place, (one, found) in enumerate(zip(said, contrasts, strict=True)):
        for contrast in found:
            telling = who_tells_which(clauses, one, contrast, plain)
            # Where no more say what is rejected, the member says what they say, or something beside it.
            if telling.count("rejected") > telling.count("instead"):
                places.add(place)
                places.update(other for other, side in zip(others, telling, strict=True) if side == "instead")
    return places


def _ruled_out(clauses: Clauses, said: Sequence[Said], stances: Sequence[ClaimStance]) -> set[int]:
    """Places of members that give a figure that the claim's own excludes.

    What happened to those counted has to be told ("nine were lost"), or the words be much alike otherwise: fourteen
    ships that search are not the sixty boats that others saw.
    """
    material = clauses.material
    reports = material.reports
    places = [place for place, stance in enumerate(stances) if stance != "denies"]
    places.sort(key=lambda place: (reports[said[place].piece.report].published or "~", place))
    given = [_figures_in(material, said[place]) for place in places]
    found = excluded(given, clauses.alike_stems, material)
    stated = [said[place].clause for place, figures in zip(places, given, strict=True) if figures]
    return {
        places[place]
        for place in found
        if any(figure.quantity.frame or _beside(figure, given) for figure in given[place])
        or _much_alike(clauses, said[places[place]].clause, stated)
    }


def _beside(figure: Figure, given: Sequence[tuple[Figure, ...]]) -> bool:
    return any(set_side_by_side(figure, other) for figures in given for other in figures)


def _contrary(material: Material, said: Sequence[Said], negated: Sequence[bool]) -> tuple[set[int], set[int]]:
    """Places of members that tell of a state that the claim's own rules out, and of those that deny that state.

    "No longer alive" says the same as "was killed". Nothing of those whose cue denies, who count (some of them may have
    survived) or put it so at length that it may be of somebody else.
    """
    places = [place for place, one in enumerate(said) if not _denies(material, one)]
    places.sort(key=lambda place: (material.reports[said[place].piece.report].published or "~", place))
    told = {place: states_of(material, said[place]) for place in places}
    usual = usual_states([told[place] for place in places if not negated[place]])
    found = {place for place in places if contrary(told[place], usual)}
    denied = {place for place in found if negated[place]}
    return found - denied, denied


def states_of(material: Material, one: Said) -> dict[str, int]:
    """The states that a member tells of (`told_states`); none where its words are many, or count."""
    if is_long(one) or _figures_in(material, one):
        return {}
    return told_states(material.text(one.piece.report, one.span).lower(), material.language(one.piece.report))


def _much_alike(clauses: Clauses, clause: Clause, others: Sequence[Clause]) -> bool:
    """Whether a clause is in much the same words as one of the others."""
    return any(
        clauses.alike(clause, other) >= _SAME_BUT_NEGATED for other in others[:_ASKED] if other.form != clause.form
    )


def _figures_in(material: Material, one: Said) -> tuple[Figure, ...]:
    statement = one.piece.statement
    return figures_in(material, one.piece.report, one.span, statement.speaker if statement else None)
