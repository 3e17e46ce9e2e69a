"""Who takes back what others of a claim's members say, or what the same voice said before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.compare.clauses import Said
from stemma.compare.member_words import is_long, looked_at, text_of
from stemma.compare.pieces import Material
from stemma.model import hull
from stemma.text.tokens import fold
from stemma.vocabulary.hedges import hedges
from stemma.vocabulary.negations import negation
from stemma.vocabulary.retractions import speaks_of_page, takes_back, tells_own_mistake

_BARE = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A publisher's channel: "Guardia Civil (X)".
_CHANNEL = re.compile(r"\s*\([^()]*\)\s*\Z")


def recants(material: Material, one: Said) -> bool:
    """Whether the words take something back, or the page says by them that it was wrong."""
    if is_long(one):
        return False
    language = material.language(one.piece.report)
    told = text_of(material, one)
    if hedges(language).recanting.search(told) is not None:
        return True
    return one.piece.statement is None and tells_own_mistake(told, language)


def recanting(material: Material, said: Sequence[Said]) -> set[int]:
    """Places of members that take back what the others say ("I was wrong"), unless that is what most of them say."""
    found = {place for place, one in enumerate(said) if recants(material, one)}
    return found if 2 * len(found) <= len(said) else set()


def retracts(material: Material, one: Said) -> bool:
    """Whether a place takes back what was said, by its words or by its cue, rather than deny what others say."""
    statement, report = one.piece.statement, one.piece.report
    if recants(material, one):
        return True
    if statement is None or statement.cue is None or statement.stance != "denies":
        return False
    told = looked_at(material.text(report, hull([statement.cue, *statement.content])))
    return takes_back(told, material.language(report))


def turned_round(material: Material, said: Sequence[Said], negated: Sequence[bool], usual: bool) -> set[int]:
    """Places of members that negate what the same voice put forward in an earlier report, or admit what it negated.

    Who speaks of one thing again, and now negates, need not repeat the words; who negated before he ever put it
    forward, or beside it, repeats himself. `usual` is whether most negate.
    """
    put = [(voice_of(material, one), published(material, one)) for one in said]
    first: dict[tuple[str, bool], str] = {}
    for (voice, day), negative in zip(put, negated, strict=True):
        if voice is not None:
            first[voice, negative] = min(day, first.get((voice, negative), day))
    return {
        place
        for place, (voice, day) in enumerate(put)
        if negated[place] != usual
        and voice is not None
        and (_admits(said[place]) if usual else _negates_by_word(material, said[place]))
        and first.get((voice, usual), day) < first[voice, not usual]
    }


def voice_of(material: Material, one: Said) -> str | None:
    """Who says it: the speaker's name, or the publisher of what a report says itself; None where nobody is known."""
    speaker = material.speaker(one.piece)
    if speaker is not None:
        return fold(material.names.get(speaker, speaker))
    if one.piece.statement is not None and not _of_page(material, one):
        return None
    publisher = material.reports[one.piece.report].publisher
    return fold(_CHANNEL.sub("", publisher)) if publisher else None


def is_bare(one: Said) -> bool:
    """Whether the words hardly say what is taken back: "deleted its post"."""
    return one.clause.last - one.clause.first <= _BARE


def _of_page(material: Material, one: Said) -> bool:
    statement, report = one.piece.statement, one.piece.report
    if statement is None or statement.manner == "direct":
        return statement is None
    language = material.language(report)
    if statement.source is None:
        cue = material.text(report, statement.cue).lower() if statement.cue else ""
        return statement.stance == "denies" and (takes_back(cue, language) or tells_own_mistake(cue, language))
    return speaks_of_page(material.text(report, statement.source), language)


def published(material: Material, one: Said) -> str:
    """When the report came out; before all others where that is not known."""
    return material.reports[one.piece.report].published or ""


def _admits(one: Said) -> bool:
    return one.piece.statement is not None and one.piece.statement.stance == "confirms"


def _negates_by_word(material: Material, one: Said) -> bool:
    words = negation(material.language(one.piece.report)).words
    told = text_of(material, one).replace("’", "'")
    return any(word in words for word in _WORD.findall(told))
