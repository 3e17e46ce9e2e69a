"""Voices that are described and not named ("Danish-backed rebels"), and of what kind they and named voices are.

A described voice may be a named one of its kind: rebels may be the legion that speaks elsewhere, and never its
ministry of defence or the residents. Which countries a description names has to agree with the name.
"""

from __future__ import annotations

import functools

from stemma.text.body_nouns import body_nouns
from stemma.text.plain_names import words_of
from stemma.text.tokens import fold, stem
from stemma.trace.candidates import Candidate
from stemma.trace.command import Forms, commands
from stemma.trace.ground import Ground
from stemma.vocabulary.files import languages
from stemma.vocabulary.frequent import frequent_words
from stemma.vocabulary.kinds import kind_words
from stemma.vocabulary.titles import titles

# Kinds of people each of whom tells what they saw: a person with a name is not meant by "residents".
_EACH_FOR_THEMSELVES = "residents"
_OWN_ACCESS = ("witnessed", "did it")
# Characters of a source within which its article stands.
_OPENING = 60
# Kinds of which one government may have several.
_STATE = frozenset(("governors", "ministers", "presidents"))
# Families of bodies of a state.
PUBLIC = frozenset(("agency", "army", "commission", "court", "government", "ministry", "office", "police"))
# What describes without naming, whatever name it has in it: "Danish-backed", "anti-Brandt".
_SIDED_ENDS = ("-backed", "-led", "-linked", "-loyal", "-aligned", "-supported", "-based", "-affiliated")
_SIDED_STARTS = ("pro-", "anti-")


@functools.cache
def _kinds() -> tuple[tuple[str, Forms], ...]:
    return tuple((kind, Forms(words)) for kind, words in sorted(kind_words().items()))


@functools.lru_cache(maxsize=1 << 14)
def kinds_of(name: str) -> frozenset[str]:
    """The kinds whose nouns stand in a name; those of people go before those of armed bodies ("army doctors")."""
    words = words_of(name)
    found = frozenset(kind for kind, forms in _kinds() if any(word in forms for word in words))
    return found - {"armed"} if len(found) > 1 else found


def is_common(words: str) -> bool:
    """Whether folded words are all common ones, so that a capital at the start of a sentence made a name of them."""
    return all(word in _frequent() for word in words.split())


def is_described(name: str) -> bool:
    """Whether a name only says of what kind somebody is: small words and countries, and no name of its own."""
    parts = [part for part in name.split() if any(map(str.isalpha, part))]
    if not parts or not kinds_of(name):
        return False
    # At the start of a sentence a common word has a capital too ("Security experts").
    opening = parts[0].lower() in _frequent() and all(part == part.lower() for part in parts[1:])
    return all(map(_describes, parts[1:] if opening else parts))


@functools.lru_cache(maxsize=1 << 14)
def _describes(part: str) -> bool:
    if part == part.lower():
        return True
    words = words_of(part)
    lists = commands()
    return all(
        word.endswith(_SIDED_ENDS)
        or word.startswith(_SIDED_STARTS)
        or word in lists.fillers
        or word in lists.joints
        or any(word in forms for _, forms in _kinds())
        or bool(lists.countries_in((word,)))
        for word in words
    )


@functools.cache
def _frequent() -> frozenset[str]:
    """Common words, counted where they stand small: a capital makes no name of them ("Security experts")."""
    return frozenset(frequent_words("en"))


def may_be_of_kind(described: Candidate, other: Candidate, ground: Ground) -> bool:
    """Whether a voice that is only described may be another one of its kind, by all that their names tell."""
    actor = other.voice.actor
    kinds = kinds_of(described.voice.name)
    if actor is None or actor.kind == "media" or other.standing.carrier or not kinds:
        return False
    if actor.kind == "person":
        called = _called(other, ground).union(*map(kinds_of, actor.aliases))
        return _EACH_FOR_THEMSELVES not in kinds and not kinds.isdisjoint(called)
    if kinds.isdisjoint(kinds_of(other.voice.name)) or ("armed" in kinds and other.standing.government):
        return False
    return _countries_agree(described, other)


def heads_agree(described: Candidate, other: Candidate, ground: Ground) -> bool:
    """Whether what a description turns on ("heartbroken sister") is what pages call somebody ("Jana Dahl, his sister").

    What else it says has to leave that open: another country, or two who speak side by side in one report, are two.
    """
    actor = other.voice.actor
    if actor is None or side_by_side(described, other) or not _countries_agree(described, other):
        return False
    names = (actor.name, *actor.aliases)
    called = ground.called(actor) if actor.kind == "person" else frozenset(_head(name) for name in names)
    return _head(described.voice.name) in called


def may_be_person(described: Candidate, other: Candidate, ground: Ground) -> bool:
    """Whether nothing tells "the owner" from somebody with a name: no report has both speak, and their parts agree.

    Who is called an official or speaks for a body is no student, and no student is a spokesman. Whoever tells what they
    saw or did themselves stays apart, and who is brought in as new ("a student").
    """
    actor = other.voice.actor
    if actor is None or actor.kind != "person" or side_by_side(described, other) or _is_many(described.voice.name):
        return False
    if any(statement.access in _OWN_ACCESS for statement in described.statements) or _is_new(described, ground):
        return False
    kinds, others = kinds_of(described.voice.name), _called(other, ground)
    if kinds and others and kinds.isdisjoint(others):
        return False
    called = ground.called(actor)
    if _is_somebodys(described.voice.name):
        return False
    speaks = bool(other.standing.government or other.standing.bodies) or not called.isdisjoint(_parts()[0])
    if _head(described.voice.name) in _parts()[0]:
        return speaks or called.isdisjoint(_parts()[1])
    return not speaks


def _is_somebodys(name: str) -> bool:
    """Whether an English description says whose somebody is: "the referee's wife" is told from all others."""
    return any(part.replace("’", "'").endswith(("'s", "s'")) for part in name.split())


def _is_new(described: Candidate, ground: Ground) -> bool:
    """Whether a report brings somebody in as unknown to its readers: "a student said"."""
    for statement in described.statements:
        if statement.source is not None:
            words = words_of(statement.source.of(ground.reports[statement.report].text)[:_OPENING])
            if words[:1] and words[0] in titles("en").indefinite:
                return True
    return False


def may_speak_for(person: Candidate, body: Candidate, ground: Ground) -> bool:
    """Whether pages call somebody a spokesman or an official, and none says for which body or of which government."""
    actor = person.voice.actor
    if actor is None or actor.kind != "person" or person.standing.bodies or person.standing.government:
        return False
    kinds, others = kinds_of(body.voice.name), _called(person, ground)
    apart = bool(kinds) and kinds.isdisjoint(others) and not (kinds <= _STATE and others <= _STATE)
    if apart or _speaks_elsewhere(person, body, ground):
        return False
    return not ground.called(actor).isdisjoint(_parts()[0])


def _speaks_elsewhere(person: Candidate, body: Candidate, ground: Ground) -> bool:
    """Whether pages say that somebody heads or speaks for a body, and none that it is of the other's sort.

    Bodies of a state may stand for one another: a ministry's spokesman speaks for its task force too.
    """
    held = ground.posts(person.voice.actor) if person.voice.actor else ()
    families = {family for post in held for family in post.families}
    own = {family for word in words_of(body.voice.name) for family in body_nouns().get(word, ())}
    if not families.isdisjoint(PUBLIC) and not own.isdisjoint(PUBLIC):
        return False
    return bool(families) and bool(own) and families.isdisjoint(own)


def may_be_its_spokesman(described: Candidate, body: Candidate) -> bool:
    """Whether "the spokeswoman", of whom no report says for whom she speaks, may be a body's that speaks elsewhere."""
    if described.standing.bodies or described.standing.government or side_by_side(described, body):
        return False
    return _head(described.voice.name) in _spokespeople()


def is_persons_office(name: str) -> bool:
    """Whether an English name is of an office that a person holds ("president of Tamaria"), and not of a body."""
    # A president is no presidency, though their stem is one.
    return _head(name) in _parts()[0] and _head_word(name) not in body_nouns()


def is_spokesperson(candidate: Candidate, ground: Ground) -> bool:
    """Whether pages call somebody a spokesman, and none says whose."""
    actor = candidate.voice.actor
    if actor is None or actor.kind != "person" or candidate.standing.bodies or candidate.standing.government:
        return False
    return not ground.called(actor).isdisjoint(_spokespeople())


@functools.cache
def _spokespeople() -> frozenset[str]:
    """The stems of words for those who speak for a body and do not lead it."""
    voices = (fold(word) for language in languages("titles") for word in titles(language).voices)
    return frozenset(stem(word, "en") for word in voices if word in commands().officials)


@functools.cache
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    """The stems of words for those who speak for others (officials, heads, spokespeople), and for all other people."""
    lists = [titles(language) for language in languages("titles")]
    speaking = {stem(fold(word), "en") for one in lists for word in (*one.state_roles, *one.voices)}
    roles = {stem(fold(word), "en") for one in lists for word in one.roles}
    return frozenset(speaking), frozenset(roles - speaking)


@functools.lru_cache(maxsize=1 << 14)
def _is_many(name: str) -> bool:
    """Whether an English description is of several people."""
    lists = titles("en")
    words = [word for word in words_of(name) if word not in commands().fillers]
    noun = next((w for i, w in enumerate(words) if words[i + 1 : i + 2] and words[i + 1] in commands().joints), None)
    last = noun or (words[-1] if words else "")
    return last.endswith(lists.plural_endings) and not last.endswith(lists.singular_endings)


def side_by_side(one: Candidate, other: Candidate) -> bool:
    """Whether one report has both speak below its headline, which calls people by less than their names."""
    return not _below(one).isdisjoint(_below(other))


def _below(candidate: Candidate) -> frozenset[str]:
    """The reports that have a voice speak, and not in their headlines alone."""
    said = {statement.report for statement in candidate.statements}
    below = {statement.report for statement in candidate.statements if not statement.in_title}
    return frozenset(place.report for place in candidate.places) - (said - below)


@functools.lru_cache(maxsize=1 << 14)
def _head(name: str) -> str:
    """The stem of the noun on which an English description turns: "sister of the captain", "the captain's sister"."""
    word = _head_word(name)
    return stem(word, "en") if word else ""


def _head_word(name: str) -> str:
    lists = commands()
    words = words_of(name)
    end = next((i for i, word in enumerate(words) if i and (word in lists.joints or word in lists.breaks)), len(words))
    return words[end - 1] if end else ""


def may_be_under(vague: Candidate, other: Candidate) -> bool:
    """Whether nameless officials and groups may be anybody's; nameless fighters are nobody's of another kind.

    Nor are they a government's, or another country's than they are said to be.
    """
    if "armed" not in kinds_of(vague.voice.name):
        return True
    kinds = kinds_of(other.voice.name)
    return not other.standing.government and (not kinds or "armed" in kinds) and _countries_agree(vague, other)


def _called(other: Candidate, ground: Ground) -> frozenset[str]:
    """The kinds by which pages call a person, or of the body that the person speaks for."""
    actor = other.voice.actor
    if actor is None:
        return frozenset()
    stems = ground.called(actor)
    by_word = (kind for kind, words in _stemmed().items() if not stems.isdisjoint(words))
    return frozenset(by_word) | (kinds_of(actor.body) if actor.body else frozenset())


@functools.cache
def _stemmed() -> dict[str, frozenset[str]]:
    return {
        kind: frozenset(stem(word, "en") for word in words if "*" not in word) for kind, words in kind_words().items()
    }


def _countries_agree(one: Candidate, other: Candidate) -> bool:
    left, right = (commands().countries_in(words_of(candidate.voice.name)) for candidate in (one, other))
    return not left or not right or not left.isdisjoint(right)
