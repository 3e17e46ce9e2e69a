"""Voices whom one report names and another calls by less: an epithet, a translated or a shortened name.

Nothing here shows that two are one: such voices count once in what is shown and apart in what there may be at most.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from stemma.text.body_nouns import body_nouns
from stemma.text.glossary import Glossary, glossary
from stemma.text.names import romanise
from stemma.text.plain_names import words_of
from stemma.text.tokens import fold, stem
from stemma.trace.candidates import Candidate
from stemma.trace.command import commands
from stemma.trace.ground import Ground
from stemma.trace.kinds import heads_agree, is_common, kinds_of, side_by_side
from stemma.vocabulary.bodies import UNSAID, body_words
from stemma.vocabulary.files import languages
from stemma.vocabulary.first_names import first_names
from stemma.vocabulary.glosses import glosses
from stemma.vocabulary.titles import titles

# How people are said to feel, before a plain noun at the head of a sentence ("Furious families"); English endings of
# adjectives that no name of a party or firm has.
_MOODS = """
angry anxious bereaved bewildered defiant dejected devastated dismayed distraught exhausted frightened
frustrated grieving heartbroken horrified incensed irate jubilant mourning outraged panicked relieved
scared shaken shocked stranded stunned terrified traumatised traumatized upset weeping worried
"""
_EPITHETS = ("ous", "ful", "less")
# Words by which pages speak of people and never of bodies.
_OF_PEOPLE = frozenset(("he", "she", "his", "her", "him", "who"))
# Families of bodies that "the authorities" may be, and kinds of them.
_PUBLIC = frozenset(("agency", "commission", "court", "government", "ministry", "office", "police"))
_PUBLIC_KINDS = frozenset(("governors", "mayors", "ministers", "police", "prosecutors"))
# Stems of words that translations of one name differ in.
_ALIKE = {
    **dict.fromkeys(("author", "agenc", "bureau", "director", "servic"), "offic"),
    **dict.fromkeys(("fisherman", "fishermen", "fisher"), "fish"),
}
# What "Behörde" and the like are in English.
_AUTHORITY = ("authority", "authorities")
# Words of two names that have to be the same in English, and letters by which two spellings of a place agree.
_FEWEST = 2
_SPELLED = 5


def bynames(found: Sequence[Candidate], ground: Ground) -> Iterator[tuple[int, int, str]]:
    """Two with names of which one may be the other's: in another language, or less of it."""
    words = [_english(candidate, ground) for candidate in found]
    for one, other in combinations(range(len(found)), 2):
        if _is_translated(found[one], words[one], found[other], words[other], ground):
            yield one, other, f"in English {found[one].name} and {found[other].name} may be one name"
    for one, other in permutations(range(len(found)), 2):
        if _is_titled(found[one], found[other], ground) or _is_cut(found[one], found[other], ground):
            yield other, one, f"{found[one].name} may be short for {found[other].name}"


def is_epithet(word: str) -> bool:
    """Whether a capitalised English word only says how people are, at the head of a sentence: "Furious", "Senior"."""
    folded = fold(word)
    return folded in _MOODS.split() or folded.endswith(_EPITHETS) or is_common(folded)


def may_be_a_body(other: Candidate, ground: Ground) -> bool:
    """Whether nothing shows that a name taken for a person's is one: no first name, and nothing people are called."""
    actor = other.voice.actor
    words = words_of(other.voice.name)
    if actor is None or actor.kind != "person" or not words or words[0] in _given_names():
        return False
    return ground.called(actor).isdisjoint(_people()) and not other.standing.bodies and not actor.body


def may_be_called(described: Candidate, other: Candidate, ground: Ground) -> bool:
    """Whether the English of a description is what pages call somebody, or of what a body's name says."""
    actor = other.voice.actor
    words = _english(described, ground)
    if actor is None or not words:
        return False
    if actor.kind != "person":
        foreign = _is_foreign(described, other, ground) and not side_by_side(described, other)
        return foreign and words <= _english(other, ground)
    # One report may well have both: "the police chief" in its headline, and the name below.
    called, rest = _called_in_english(other, ground), words - _heads()
    return words <= called or (bool(rest) and rest <= called and _leads(words) and _leads(called))


def holds_office(office: Candidate, other: Candidate, ground: Ground) -> bool:
    """Whether pages call somebody by the office and by every name in it: "Alder leader", "head of the Alder party".

    Where no page says whose mayor somebody is, it may be that of any place; who leads something leads it alone.
    """
    if other.voice.actor is None or other.voice.kind != "person":
        return False
    if may_be_called(office, other, ground):
        return True
    parts = [part for part in office.voice.name.split() if part != part.lower() and not is_epithet(part)]
    names = frozenset(stem(word, "en") for part in parts for word in words_of(part))
    untold = not other.standing.bodies and not other.voice.actor.body and not _leads(_english(office, ground))
    return (untold or names <= _called_in_english(other, ground)) and heads_agree(office, other, ground)


def may_be_authority(described: Candidate, other: Candidate) -> bool:
    """Whether "the local authorities" may be a public body that no report sets beside them ("district council")."""
    if not _is_authority(described.voice.name) or side_by_side(described, other) or other.standing.government:
        return False
    name = other.voice.name
    families = {family for word in words_of(name) for family in body_nouns().get(word, ())}
    return not families.isdisjoint(_PUBLIC) or not kinds_of(name).isdisjoint(_PUBLIC_KINDS)


@functools.lru_cache(maxsize=1 << 14)
def _is_authority(name: str) -> bool:
    """Whether a description says no more than that somebody is a public authority."""
    lists = commands()
    modifiers = titles("en").modifiers
    words = [word for word in words_of(name) if word not in lists.fillers and word not in modifiers]
    return len(words) == 1 and any(
        _gloss(words[0], language) in _AUTHORITY or words[0] in _AUTHORITY for language in languages("titles")
    )


def _is_translated(
    one: Candidate, left: frozenset[str], other: Candidate, right: frozenset[str], ground: Ground
) -> bool:
    """Whether two names in two languages say the same, but for a place that one of them leaves out."""
    if len(left & right) < _FEWEST or not _is_foreign(one, other, ground) or side_by_side(one, other):
        return False
    for candidate in (one, other):
        if candidate.voice.kind == "person" and not may_be_a_body(candidate, ground):
            return False
    more, less = left - right, right - left
    if more and less:
        return all(any(word[:_SPELLED] == another[:_SPELLED] for another in less) for word in more)
    # What only one name has may be where the body is, and no word that makes another body of it.
    return all(_is_place(word, one if more else other) for word in more | less)


def _is_place(english: str, candidate: Candidate) -> bool:
    """Whether a word is a name in the other's English name: it has a capital, and is no common word."""
    written: dict[str, str] = {}
    for word in candidate.voice.name.split():
        bare = word.strip(".,’'").removesuffix("'s").removesuffix("’s")
        written[stem(fold(bare), "en")] = bare
    part = written.get(english, "")
    return part[:1].isupper() and not is_common(fold(part)) and fold(part) not in _plain_english()


def _is_titled(short: Candidate, long: Candidate, ground: Ground) -> bool:
    """Whether a name is a surname after what pages call its bearer: "Advocate Dahl", "Tom Dahl, an advocate"."""
    if short.voice.kind != "person" or long.voice.kind != "person" or long.voice.actor is None:
        return False
    words, full = words_of(short.voice.name), words_of(long.voice.name)
    if len(words) != 2 or len(full) != 2 or words[-1] != full[-1] or words[0] in _given_names():
        return False
    return stem(words[0], "en") in ground.called(long.voice.actor) and not side_by_side(short, long)


def _is_cut(short: Candidate, long: Candidate, ground: Ground) -> bool:
    """Whether one word was taken for a name of which the page has more: "Lantern" in "a Grey Lantern video"."""
    actor = short.voice.actor
    if actor is None or long.voice.kind != "organisation" or not may_be_a_body(short, ground):
        return False
    words = words_of(short.voice.name)
    plain = titles("en").organisations
    proper = [
        w for w in words_of(long.voice.name) if w not in commands().fillers and w not in plain and not kinds_of(w)
    ]
    if len(words) != 1 or len(proper) < _FEWEST or words[0] not in proper or side_by_side(short, long):
        return False
    return {stem(word, "en") for word in proper} <= ground.called(actor)


def _is_foreign(one: Candidate, other: Candidate, ground: Ground) -> bool:
    return _language(one, ground) != _language(other, ground)


def _language(candidate: Candidate, ground: Ground) -> str | None:
    return ground.reports[candidate.places[0].report].language


def _english(candidate: Candidate, ground: Ground) -> frozenset[str]:
    """The stems of the English words of a voice's name, by the language of the first report that has it."""
    return _in_english(candidate.voice.name, _language(candidate, ground))


def _called_in_english(other: Candidate, ground: Ground) -> frozenset[str]:
    """What pages call somebody, also in English, by the languages of the reports that have them speak."""
    actor = other.voice.actor
    if actor is None:
        return frozenset()
    names = (*actor.aliases, actor.body or "")
    called = ground.called(actor).union(stem(word, "en") for name in names for word in words_of(name))
    spoken = sorted({ground.reports[place.report].language for place in other.places} - {"en"}, key=str)
    return called.union(*(_in_english(word, language) for word in sorted(called) for language in spoken))


@functools.lru_cache(maxsize=1 << 14)
def _in_english(name: str, language: str | None) -> frozenset[str]:
    lists = commands()
    found: set[str] = set()
    for word in words_of(name):
        if word in lists.fillers or word in lists.joints:
            continue
        # A compound that no list has: "Mitte-Chef".
        known = _gloss(word, language)
        for gloss in (known,) if known else tuple(_gloss(part, language) or romanise(part) for part in word.split("-")):
            found.update(_ALIKE.get(one, one) for one in (stem(w, "en") for w in words_of(gloss)) if gloss != UNSAID)
    return frozenset(found)


def _gloss(word: str, language: str | None) -> str | None:
    """A word's English: of its meaning in the names of bodies, of a title ("Polizeichef"), or of any other word."""
    words, general = _of_bodies(language), glossary(language)
    return (words.gloss(word) if words else None) or (general.gloss(word) if general else None)


@functools.cache
def _plain_english() -> frozenset[str]:
    """English words that are no names: those that other languages' words lead to, and what stands in bodies' names."""
    led = (gloss for language in languages("titles") for gloss in (*glosses(language), *body_words(language)))
    lists = titles("en")
    return frozenset(part for gloss in led for part in words_of(gloss)).union(lists.modifiers, lists.organisations)


@functools.cache
def _of_bodies(language: str | None) -> Glossary | None:
    words = body_words(language)
    return Glossary(words) if words else None


@functools.cache
def _heads() -> frozenset[str]:
    """The stems of English words for whoever leads a body."""
    words = ("head", "chief", "leader", "boss", "chairman", "chairwoman", "chair")
    return frozenset(stem(word, "en") for word in words)


def _leads(words: frozenset[str]) -> bool:
    return not words.isdisjoint(_heads())


@functools.cache
def _people() -> frozenset[str]:
    """The stems of what only people are called: titles, roles, pronouns."""
    lists = [titles(language) for language in languages("titles")]
    called = {word for one in lists for word in (*one.roles, *one.honorifics)}
    return frozenset(stem(fold(word), "en") for word in called) | _OF_PEOPLE


@functools.cache
def _given_names() -> frozenset[str]:
    """First names of all languages, folded."""
    return frozenset(fold(name) for language in languages("titles") for name in first_names(language))
