"""Voices that no report names ("the company", "police"), and which of a claim's other voices they may be.

What one report calls by its name another calls "the company" or "the mayor". Whether they are one the reports do not
tell, so such a voice adds nothing that is shown, only to what there may be at most. And one name in several forms.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, permutations

from stemma.text.body_nouns import body_nouns
from stemma.text.plain_names import words_of
from stemma.text.tokens import fold, stem
from stemma.trace.bynames import holds_office, is_epithet, may_be_a_body, may_be_authority, may_be_called
from stemma.trace.candidates import Candidate
from stemma.trace.command import commands
from stemma.trace.ground import Ground
from stemma.trace.kinds import (
    heads_agree,
    is_described,
    is_persons_office,
    may_be_its_spokesman,
    may_be_of_kind,
    may_be_person,
    may_speak_for,
)
from stemma.vocabulary.files import languages
from stemma.vocabulary.titles import titles

_NAMELESS_KINDS = ("unnamed", "office", "organisation")
# A body that is called nothing but its name may be any firm, group or party.
_FIRMS = frozenset(("company", "group", "party"))
# Voices of one claim that are compared in pairs; more are a broken reading.
_MOST_VOICES = 300
# Letters of a name that is short for another.
_SHORTEST = 4


def unnamed_twins(found: Sequence[Candidate], ground: Ground) -> Iterator[tuple[int, int, str]]:
    """(the voice it may be, the voice without a name, why), at most one for each voice without a name."""
    found = found[:_MOST_VOICES]
    words = [_stems(candidate.voice.name) for candidate in found]
    for number, candidate in enumerate(found):
        if not _is_nameless(candidate):
            continue
        # Who is called just that before all others, and a named voice before one that is itself only described.
        others = sorted(
            (n for n in range(len(found)) if n != number),
            key=lambda n: (_is_nobody(found[n]), not _is_called(words[number], found[n], ground)),
        )
        twin = next((n for n in others if _may_be(candidate, found[n], words[number], ground)), None)
        if twin is not None:
            name, other = candidate.name, found[twin].name
            yield twin, number, f"no report says who is meant by “{name}”, and it may be {other}"


def _is_nobody(candidate: Candidate) -> bool:
    return _is_nameless(candidate) and not candidate.standing.bodies


def _is_called(words: frozenset[str], other: Candidate, ground: Ground) -> bool:
    return other.voice.actor is not None and bool(words) and words <= ground.called(other.voice.actor)


def longer_names(found: Sequence[Candidate]) -> Iterator[tuple[int, int, str]]:
    """Two of which one has the other's whole name in its own: "the self-styled Free Coast Legion", "skipper Dahl"."""
    found = found[:_MOST_VOICES]
    names = [_proper(candidate) for candidate in found]
    for one, other in combinations(range(len(found)), 2):
        if _holds(names[one], found[one], names[other], found[other]) or _holds(
            names[other], found[other], names[one], found[one]
        ):
            yield one, other, f"{found[one].name} and {found[other].name} have one name"


def short_names(found: Sequence[Candidate]) -> Iterator[tuple[int, int, str]]:
    """Two of which one is called by one word of the other's name: "Ormond" beside "Ormond Lines"."""
    found = found[:_MOST_VOICES]
    names = [_proper(candidate) for candidate in found]
    for one, other in permutations(range(len(found)), 2):
        if len(names[one]) == 1 and _is_short_for(found[one], names[one][0], found[other], names[other]):
            yield other, one, f"{found[one].name} may be short for {found[other].name}"


def _is_short_for(short: Candidate, word: str, long: Candidate, name: tuple[str, ...]) -> bool:
    """Whether a word may stand for a body or person that is called by it first, or last after a plain noun.

    "Youth Solidar" is another body than "Solidar", and a country's name is in the names of many.
    """
    lists = commands()
    if short.voice.kind in ("office", "unnamed") or len(word) < _SHORTEST or len(name) < 2:
        return False
    if word != name[0] and not (word == name[-1] and (name[0] in _plain() or name[0] in titles("en").honorifics)):
        return False
    both = {place.report for place in short.places} & {place.report for place in long.places}
    plain = word in _plain() or word in lists.organs or bool(lists.countries_in((word,)))
    return not both and not plain and not (short.standing.government or long.standing.government)


def _proper(candidate: Candidate) -> tuple[str, ...]:
    """The words of a voice's name; empty where it has none of its own."""
    if candidate.voice.actor is None or candidate.voice.kind == "media" or _is_nameless(candidate):
        return ()
    return tuple(word for word in words_of(candidate.voice.name) if word not in commands().fillers)


def _holds(longer: tuple[str, ...], by: Candidate, name: tuple[str, ...], of: Candidate) -> bool:
    """Whether `longer` is `name` with something before it, or the same words in another order.

    Before a person's surname anything may stand in the words for somebody whose name was not told apart ("skipper
    Dahl"), and an office that is the person's. A body's name has to have two words, since one ("Union") is part of
    many; what follows it would make another body of it ("the Free Coast Legion's hospital").
    """
    if not name or len(longer) < 2:
        return False
    if of.voice.kind == "person":
        office = by.voice.kind != "person" and "office" in families_of(longer[0])
        return (by.voice.kind == "unnamed" or office) and longer[-1] == name[-1]
    if by.voice.kind == "person" or len(name) < 2:
        return False
    return longer[-len(name) :] == name or _bare(longer) == _bare(name)


def _bare(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a body's name without those that join them: "Coast Guard of Argana" is "Argana's coast guard"."""
    return frozenset(word for word in words if word not in commands().joints)


def is_nameless(name: str) -> bool:
    """Whether a name has no proper name in it: plain nouns, with or without a capital ("Police", "power firm")."""
    bare = [word for word in name.split() if any(map(str.isalpha, word))]
    return bool(bare) and all(word == word.lower() or not _plain().isdisjoint(words_of(word)) for word in bare)


def _is_nameless(candidate: Candidate) -> bool:
    actor = candidate.voice.actor
    if actor is None or candidate.documents or candidate.standing.government:
        return False
    if actor.kind not in _NAMELESS_KINDS:
        # A plain noun at the head of a sentence, taken for a surname: "Searchers have heard ...".
        return actor.kind == "person" and len(actor.name.split()) == 1 and is_described(actor.name)
    if actor.kind == "unnamed" and all(map(_is_no_name, candidate.standing.bodies)):
        return True
    if actor.kind == "office" and is_persons_office(actor.name):
        return True
    names = (actor.name, *actor.aliases)
    return all(map(is_described, names)) or (not candidate.standing.bodies and all(map(is_nameless, names)))


def _is_no_name(body: str) -> bool:
    """Whether what stands before a plain noun is no body's name: "Furious MPs"."""
    return all(map(is_epithet, body.split()))


def _may_be(nameless: Candidate, other: Candidate, words: frozenset[str], ground: Ground) -> bool:
    actor = other.voice.actor
    if actor is None or actor.kind == "media" or not words:
        return False
    if nameless.voice.kind == "office" and not is_nameless(nameless.name) and not is_described(nameless.name):
        # An office that names a body or a place ("Alder leader"), which it is not enough to leave open.
        return holds_office(nameless, other, ground)
    names = [_stems(name) for name in (actor.name, *actor.aliases)]
    if any(words <= name for name in names) or words <= ground.called(actor):
        return True
    if heads_agree(nameless, other, ground) or may_be_of_kind(nameless, other, ground):
        return True
    if may_be_called(nameless, other, ground) or may_be_authority(nameless, other):
        return True
    if may_be_a_body(other, ground) and _of_one_sort(nameless, other):
        return True
    if actor.kind != "person":
        return _of_one_sort(nameless, other) or (_is_body(actor.name) and may_be_its_spokesman(nameless, other))
    tells = may_speak_for(other, nameless, ground) if _is_body(nameless.voice.name) else None
    return may_be_person(nameless, other, ground) if tells is None else tells


def _of_one_sort(one: Candidate, other: Candidate) -> bool:
    """Whether both are, say, hospitals, and one of them is called nothing else."""
    left, right = families_of(one.voice.name), families_of(other.voice.name)
    if not left.isdisjoint(_FIRMS) and not right and other.voice.kind in ("organisation", "person"):
        return _is_generic(one.voice.name)
    return not left.isdisjoint(right) and (_is_generic(one.voice.name) or _is_generic(other.voice.name))


@functools.lru_cache(maxsize=1 << 14)
def _stems(name: str) -> frozenset[str]:
    fillers = commands().fillers
    return frozenset(stem(word, "en") for word in words_of(name) if word not in fillers)


@functools.lru_cache(maxsize=1 << 14)
def families_of(name: str) -> frozenset[str]:
    """The sorts of bodies whose nouns stand in a name, in any language; outlets are none."""
    listed = body_nouns()
    return frozenset(chain.from_iterable(listed.get(word, ()) for word in words_of(name))) - {"media"}


@functools.lru_cache(maxsize=1 << 14)
def _is_body(name: str) -> bool:
    """Whether a description is of a body ("the company", "fire service") and not of people."""
    words = words_of(name)
    offices = any(fold(word) in titles(language).roles for language in languages("titles") for word in words)
    return bool(families_of(name)) and not offices


@functools.lru_cache(maxsize=1 << 14)
def _is_generic(name: str) -> bool:
    fillers = commands().fillers
    return all(word in body_nouns() or word in _modifiers() or word in fillers for word in words_of(name))


@functools.cache
def _modifiers() -> frozenset[str]:
    return frozenset(fold(word) for language in languages("titles") for word in titles(language).modifiers)


@functools.cache
def _plain() -> frozenset[str]:
    """Nouns that name a sort of people or bodies, so that a capital makes no name of them."""
    roles = (titles(language).roles for language in languages("titles"))
    lists = commands()
    return frozenset({*body_nouns(), *map(fold, chain.from_iterable(roles)), *lists.groups.words, *_modifiers()})
