"""Whether two names under one utterance may mean one speaker."""

from __future__ import annotations

from stemma.model import Pointer, Statement, hull
from stemma.text.names import same_name
from stemma.text.plain_names import words_of
from stemma.text.tokens import stem, stopwords, tokenise
from stemma.trace.candidates import Candidate
from stemma.trace.command import commands
from stemma.trace.ground import Ground
from stemma.trace.kinds import PUBLIC
from stemma.trace.nameless import families_of, is_nameless

# Of all the words of two renderings, the share that both have: reworded by another reporter, or the same speech.
_REWORDED, _CLOSE, _VERBATIM = 0.5, 0.6, 0.8
_LEAST_VERBATIM_WORDS = 4
_OWN_ACCESS = ("witnessed", "did it")


def one_speech(one: Candidate, other: Candidate, left: Statement, right: Statement, ground: Ground) -> bool:
    """Whether the speakers of two renderings of one utterance are one, or one bears the other's words.

    Similar words alone make nobody the same: two captains may report one sight. One has to be the other's carrier or
    cover (an outlet, a document, an office or person without a name, a body for which a person may speak), or both are
    spellings of one name or bodies of one sort named in two languages, or the very words stand in quotation marks under
    both names. "The government" may be any body of a state. Never so for opposing sides, for people who tell what they
    saw or did themselves, or where one report names both.
    """
    if _opposed(one, other):
        return False
    if one.voice.actor and other.voice.actor and same_name(one.name, other.name):
        return True
    shared = _alike(left, right, ground)
    if left.manner != "indirect" and right.manner != "indirect" and _quotes_alike(left, right, shared, ground):
        return True
    if left.report == right.report:
        return False
    if _may_speak_for(one, other) or _may_speak_for(other, one):
        return shared >= _CLOSE
    if _one_body(one, other, left, right, ground):
        return shared >= _REWORDED
    if not (_covers(one) or _covers(other)):
        return False
    knows = any(s.access in _OWN_ACCESS for s in (left, right))
    return shared >= _REWORDED and not (knows and not (_bears(one) or _bears(other)))


def _opposed(one: Candidate, other: Candidate) -> bool:
    sides = [candidate.voice.actor.side if candidate.voice.actor else None for candidate in (one, other)]
    rulers = [candidate.standing.government for candidate in (one, other)]
    return any(None not in pair and pair[0] != pair[1] for pair in (sides, rulers))


def _bears(candidate: Candidate) -> bool:
    """Whether it only carries words: an outlet, one who works for it, a dispatch."""
    return candidate.standing.carrier or candidate.voice.kind == "media" or bool(candidate.documents)


def _covers(candidate: Candidate) -> bool:
    """Whether it may be a named speaker without the name: "a spokesman", but not "residents", who are many."""
    if _bears(candidate):
        return True
    if candidate.voice.kind not in ("unnamed", "office") or candidate.standing.bodies:
        return False
    return not _many(candidate)


def _many(candidate: Candidate) -> bool:
    """People named by nothing but what they have in common, other than officials: each speaks for themselves."""
    officials = commands().officials
    return candidate.standing.group is not None and not any(
        word in officials for word in words_of(candidate.voice.name)
    )


def _one_body(one: Candidate, other: Candidate, left: Statement, right: Statement, ground: Ground) -> bool:
    """Whether two bodies may be one: of one sort, in two languages, or one of them only "the government"."""
    bodies = all(candidate.voice.kind in ("organisation", "office") for candidate in (one, other))
    sorts = families_of(one.voice.name), families_of(other.voice.name)
    if not bodies or not all(sorts):
        return False
    translated = ground.reports[left.report].language != ground.reports[right.report].language
    if translated and not sorts[0].isdisjoint(sorts[1]):
        return True
    bare = any(
        is_nameless(candidate.voice.name) and "government" in sort
        for candidate, sort in zip((one, other), sorts, strict=True)
    )
    return bare and all(not sort.isdisjoint(PUBLIC) for sort in sorts)


def _may_speak_for(person: Candidate, body: Candidate) -> bool:
    """Whether no report says for whom the person speaks, so that it may be for the body."""
    named = person.voice.kind == "person" and body.voice.kind in ("organisation", "office")
    return named and not person.standing.bodies and person.standing.government in (None, body.standing.government)


def _quotes_alike(left: Statement, right: Statement, shared: float, ground: Ground) -> bool:
    fewest = min(len(_stems(statement, ground)) for statement in (left, right))
    return shared >= _VERBATIM and fewest >= _LEAST_VERBATIM_WORDS


def _alike(left: Statement, right: Statement, ground: Ground) -> float:
    """The share of their words that both renderings have (0 to 1); 1 for translations, which others compared."""
    if ground.reports[left.report].language != ground.reports[right.report].language:
        return 1.0
    one, other = _stems(left, ground), _stems(right, ground)
    common, longer = _clipped(left, right, ground)
    return max(len(one & other) / max(1, len(one | other)), common / max(1, longer))


def _clipped(left: Statement, right: Statement, ground: Ground) -> tuple[int, int]:
    """The same counts over the sentences that the utterance holds, where a statement runs on beyond them."""
    for utterance in ground.utterances(left.id):
        members = [m for m in utterance.members if m.statement in (left.id, right.id)]
        spans = {m.statement: Pointer(m.report, m.span) for m in members}
        if len(spans) == 2:
            one, other = (_stems_at(place, ground) for place in spans.values())
            return len(one & other), len(one | other)
    return 0, 1


def _stems(statement: Statement, ground: Ground) -> frozenset[str]:
    return _stems_at(Pointer(statement.report, hull(statement.content)), ground)


def _stems_at(place: Pointer, ground: Ground) -> frozenset[str]:
    report = ground.reports[place.report]
    ignored = stopwords(report.language or "en")
    words = {token.folded for token in tokenise(report.text, place.span)} - ignored
    return frozenset(stem(word, report.language) for word in words)
