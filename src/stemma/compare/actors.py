"""The case's actors: those of single reports that are one, by their names."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from stemma.compare.judged import Bounds, bounds_of_actors, conflicting
from stemma.compare.renamed import renamed_bodies
from stemma.model import Actor, Mention, Reading, Report, Statement, sha256_of
from stemma.model.rulings import Ruling
from stemma.text.names import (
    body_key,
    initials,
    is_acronym,
    name_key,
    name_words,
    same_person,
    skeleton,
    sound_key,
)
from stemma.vocabulary.countries import every_country
from stemma.vocabulary.files import languages
from stemma.vocabulary.first_names import first_names
from stemma.vocabulary.outlets import outlets
from stemma.vocabulary.titles import titles

# Words that say nothing about which office is meant once its place is named.
_GENERAL = frozenset(
    [
        "region",
        "regional",
        "oblast",
        "province",
        "state",
        "city",
        "local",
        "district",
        "area",
        "obwodu",
        "obwod",
        "county",
        "territory",
    ]
)

# A description tells which body is meant by so many words beside its noun; shorter words tell nothing, and of longer
# ones so many letters are compared.
_FEWEST_TELLING = 2
_SMALL = 3
_STEM = 5
# Words of a first name and a surname.
_FULL_NAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActors:
    """The actors of a case, and all mentions and statements with `actor`, `speaker` and `via` pointing at them.

    Actors are ordered by id, mentions and statements by report and place.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


def merge_actors(reports: Sequence[Report], readings: Sequence[Reading], rulings: Sequence[Ruling] = ()) -> CaseActors:
    """Makes one actor of those of single reports that their names show to be one.

    The same full name in any romanisation, a surname that one person of the case has, initials and what they stand
    for, listed spellings of an outlet, body or country, an office told with its place, and a description in the words
    of one body's name. People of one surname, other unnamed actors and offices told without a place stay apart. Does
    not depend on the order of the readings; grows with their number, since only names that share a key are compared.
    What `rulings` on actors put together or apart comes before all of that.
    """
    ordered = sorted(readings, key=lambda reading: reading.report)
    local = [(reading.report, actor) for reading in ordered for actor in reading.actors]
    sets = _Sets(len(local))
    actors = [actor for _, actor in local]
    judged = bounds_of_actors(ordered, rulings)
    sets.bind(judged)
    _unite_keys(actors, sets)
    _unite_people(actors, sets)
    _unite_titled(actors, sets)
    _unite_surnames(actors, sets)
    for one, other in renamed_bodies([(r.report, r.language, actor) for r in ordered for actor in r.actors]):
        sets.unite(one, other)
    _unite_initials(actors, sets)
    _unite_described([(reading.language, actor) for reading in ordered for actor in reading.actors], sets)
    merged, ids = _merged(local, sets)
    return CaseActors(
        actors=merged,
        mentions=tuple(
            replace(mention, actor=ids.get((reading.report, mention.actor)))
            for reading in ordered
            for mention in reading.mentions
        ),
        statements=tuple(
            replace(
                statement,
                speaker=ids.get((reading.report, statement.speaker)),
                via=ids.get((reading.report, statement.via), statement.via),
            )
            for reading in ordered
            for statement in reading.statements
        ),
    )


class _Sets:
    """Disjoint sets of numbers; the least number of a set stands for it."""

    def __init__(self, size: int) -> None:
        self._over = list(range(size))
        self._tags: dict[int, frozenset[tuple[int, int]]] = {}

    def bind(self, bounds: Bounds[int]) -> None:
        """Unite what must be one, and from now on refuse to unite what must not."""
        self._tags = bounds.tags()
        for numbers in bounds.together:
            for number in numbers[1:]:
                self.unite(numbers[0], number)

    def find(self, item: int) -> int:
        root = item
        while self._over[root] != root:
            root = self._over[root]
        while self._over[item] != root:
            self._over[item], item = root, self._over[item]
        return root

    def unite(self, left: int, right: int) -> None:
        low, high = sorted((self.find(left), self.find(right)))
        if low == high or conflicting(self._tags.get(low, ()), self._tags.get(high, ())):
            return
        self._over[high] = low
        if high in self._tags:
            self._tags[low] = self._tags.get(low, frozenset()) | self._tags.pop(high)


def _unite_keys(actors: Sequence[Actor], sets: _Sets) -> None:
    """Unites actors that share a key which by itself tells who is meant."""
    first: dict[tuple[str, object], int] = {}
    for number, actor in enumerate(actors):
        for key in _keys(actor):
            sets.unite(number, first.setdefault(key, number))


def _keys(actor: Actor) -> Iterable[tuple[str, object]]:
    if actor.kind == "unnamed":
        return
    names = (actor.name, *actor.aliases)
    for name in names:
        outlet = outlets().names.get(name)
        if outlet is not None and actor.kind != "person":
            yield "outlet", outlet.name
    if actor.kind == "person":
        words = name_words(actor.name)
        if len(words) > 1:
            yield "person", " ".join(map(sound_key, words))
        yield from _office_keys(actor.aliases)
    else:
        listed = titles("en").known.get(actor.name)
        yield "body", _standard_key(listed.name if listed else actor.name)
        if len(body_key(actor.name)) > 1 or actor.kind != "office":
            yield from _office_keys((actor.name,))


def _standard_key(name: str) -> frozenset[str]:
    """A body's key with peoples and capitals led to their country: "Danish navy" and "Denmark's navy" share it."""
    words = (_country(word) or word for word in name.split())
    return body_key(" ".join(words))


def _office_keys(names: Iterable[str]) -> Iterable[tuple[str, object]]:
    """An office by its role and place: "the governor of Ohio", "Ohio Gov." Only one that a single person can hold."""
    lists = titles("en")
    for name in names:
        words = {lists.short_roles.get(word, word) for word in name_words(name)} - {"the", "a", "an", "of", "for"}
        roles = words & _SOLE_ROLES
        places = {word for word in words - roles - _GENERAL if not _is_country(name, word)}
        countries = frozenset(filter(None, map(_country, name.split())))
        rest = frozenset(places) or countries
        if (
            len(roles) == 1
            and rest
            and words - roles - _GENERAL - places <= {word for word in words if _is_country(name, word)}
        ):
            yield "office", (tuple(sorted(roles)), tuple(sorted(rest)))


# Roles of which a place has one.
_SOLE_ROLES = frozenset(
    [
        "governor",
        "president",
        "premier",
        "chancellor",
        "mayor",
        "king",
        "queen",
        "emperor",
        "pope",
        "gubernator",
        "prezydent",
        "burmistrz",
    ]
)


@functools.lru_cache(maxsize=1 << 15)
def _country(word: str) -> str | None:
    return every_country().of(word.strip('"“”,').removesuffix("'s").removesuffix("’s"))


def _is_country(name: str, word: str) -> bool:
    return any(name_words(part)[:1] == (word,) and _country(part) for part in name.split())


def _unite_people(actors: Sequence[Actor], sets: _Sets) -> None:
    """Unites full names that romanise one name differently; only names whose surnames share consonants are compared."""
    blocks: dict[tuple[str, str], dict[str, int]] = {}
    for number, actor in enumerate(actors):
        words = name_words(actor.name)
        if actor.kind == "person" and len(words) > 1:
            blocks.setdefault((skeleton(words[-1]), sound_key(words[0])[:1]), {}).setdefault(actor.name, number)
    for block in blocks.values():
        kinds: list[tuple[str, int]] = []
        for name, number in sorted(block.items()):
            fitting = [other for known, other in kinds if same_person(known, name)]
            if len({sets.find(other) for other in fitting}) == 1:
                sets.unite(number, fitting[0])
            kinds.append((name, number))


def _unite_titled(actors: Sequence[Actor], sets: _Sets) -> None:
    """Takes one word before a full name of the case for a title or trade that no list has ("Phonetikerin Ada Brandt").

    Not so for a given name: "Jan Maria Dahl" and "Maria Dahl" are two.
    """
    full: dict[tuple[str, ...], int] = {}
    for number, actor in enumerate(actors):
        words = name_words(actor.name)
        if actor.kind == "person" and len(words) == _FULL_NAME:
            full.setdefault(words, number)
    for number, actor in enumerate(actors):
        words = name_words(actor.name)
        if actor.kind != "person" or len(words) != _FULL_NAME + 1 or words[1:] not in full:
            continue
        if words[1] in _given_names() and words[0] not in _given_names():
            sets.unite(number, full[words[1:]])


@functools.cache
def _given_names() -> frozenset[str]:
    """First names of all languages, as `name_words` makes them."""
    listed = (name for language in languages("titles") for name in first_names(language))
    return frozenset(words[0] for name in listed if len(words := name_words(name)) == 1)


def _unite_surnames(actors: Sequence[Actor], sets: _Sets) -> None:
    """Gives a surname alone to the only person of the case who bears it."""
    bearers: dict[str, set[int]] = {}
    for number, actor in enumerate(actors):
        words = _without_particle(actor.name)
        if actor.kind == "person" and len(words) > 1:
            bearers.setdefault(sound_key(words[-1]), set()).add(sets.find(number))
    alone: dict[str, int] = {}
    for number, actor in enumerate(actors):
        words = _without_particle(actor.name)
        if actor.kind == "person" and len(words) == 1:
            roots = bearers.get(sound_key(words[0]), set())
            if len(roots) == 1:
                sets.unite(number, next(iter(roots)))
            elif not roots:
                sets.unite(number, alone.setdefault(sound_key(words[0]), number))


def _without_particle(name: str) -> tuple[str, ...]:
    """The words of a name, without a particle at its beginning: "al-Rashid", "van Dyke", but "Al Jolson" as it is."""
    words = name_words(name)
    joined = "-" in name.split(" ", 1)[0] or name[:1].islower()
    return words[1:] if len(words) == 2 and joined and words[0] in titles("en").particles else words


def _unite_initials(actors: Sequence[Actor], sets: _Sets) -> None:
    """Gives initials to the one body that goes by them: by its own words, or because a report says so."""
    known: dict[str, set[int]] = {}
    spelled: dict[str, set[int]] = {}
    for number, actor in enumerate(actors):
        if actor.kind in ("organisation", "office", "media"):
            for alias in filter(is_acronym, actor.aliases):
                known.setdefault(name_key(alias), set()).add(sets.find(number))
        if actor.kind in ("organisation", "office", "media") or _may_be_body(actor):
            for letters in initials(actor.name):
                spelled.setdefault(letters, set()).add(sets.find(number))
    for number, actor in enumerate(actors):
        if actor.kind not in ("organisation", "office", "media") or not is_acronym(actor.name):
            continue
        roots = known.get(name_key(actor.name)) or spelled.get(actor.name.replace(".", "").lower(), set())
        if len({sets.find(root) for root in roots}) == 1:
            sets.unite(number, next(iter(roots)))


def _may_be_body(actor: Actor) -> bool:
    """Whether a name of three words or more, taken for a person's, has no first name in it: "Great Lakes Rail"."""
    words = name_words(actor.name)
    return actor.kind == "person" and len(words) > _FULL_NAME and _given_names().isdisjoint(words)


def _unite_described(actors: Sequence[tuple[str | None, Actor]], sets: _Sets) -> None:
    """Gives a description to the one body whose name says the same: "a unit of salt diggers", "Salt Diggers Corps".

    First, a name in another case, as its noun shows, is that name.
    """
    named: dict[frozenset[str], list[tuple[_Told, int]]] = {}
    described: list[tuple[_Told, int]] = []
    for number, (language, actor) in enumerate(actors):
        told = _told(actor.name, language) if actor.kind in ("organisation", "unnamed") else None
        if told is None:
            continue
        if actor.kind == "unnamed":
            described.append((told, number))
            continue
        for other, at in named.setdefault(told.words, []):
            if told.noun != other.noun and told.nominative == other.nominative:
                sets.unite(number, at)
        if all(told.noun != other.noun for other, _ in named[told.words]):
            named[told.words].append((told, number))
    for told, number in described:
        roots = {sets.find(at) for other, at in named.get(told.words, ()) if other.families & told.families}
        if len(roots) == 1:
            sets.unite(number, next(iter(roots)))


class _Told(NamedTuple):
    """A body's noun, its nominative and families, and how the longer other words of its name or description begin."""

    noun: str
    nominative: str
    families: frozenset[str]
    words: frozenset[str]


@functools.lru_cache(maxsize=1 << 12)
def _told(name: str, language: str | None) -> _Told | None:
    """What a name tells by its one noun for a body, in the singular, and at least two more words; else None."""
    lists, bodies = titles(language), _nouns_for_bodies(language)
    words = name_words(name)
    nouns = [word for word in words if word in bodies]
    if len(nouns) != 1 or (nouns[0].endswith(lists.plural_endings) and not nouns[0].endswith(lists.singular_endings)):
        return None
    telling = frozenset(word[:_STEM] for word in words if word != nouns[0] and len(word) > _SMALL)
    nominative = lists.short_roles.get(nouns[0], nouns[0])
    return _Told(nouns[0], nominative, bodies[nouns[0]], telling) if len(telling) >= _FEWEST_TELLING else None


@functools.cache
def _nouns_for_bodies(language: str | None) -> dict[str, frozenset[str]]:
    """The families of bodies by their nouns, these as `name_words` makes them."""
    listed = ((name_words(noun), families) for noun, families in titles(language).organisations.items())
    return {words[0]: families for words, families in listed if len(words) == 1}


def _merged(
    local: Sequence[tuple[str, Actor]], sets: _Sets
) -> tuple[tuple[Actor, ...], dict[tuple[str, str | None], str]]:
    """The case's actors, and which of them each local one is."""
    groups: dict[int, list[tuple[str, Actor]]] = {}
    for number, entry in enumerate(local):
        groups.setdefault(sets.find(number), []).append(entry)
    made: dict[str, Actor] = {}
    ids: dict[tuple[str, str | None], str] = {}
    for members in groups.values():
        actor = _one_actor(members)
        made[actor.id] = actor
        ids.update({(report, member.id): actor.id for report, member in members})
    return tuple(made[ident] for ident in sorted(made)), ids


def _one_actor(members: Sequence[tuple[str, Actor]]) -> Actor:
    """One actor of several: the fullest of the names that most reports use, the id by all its local ids."""
    actors = [actor for _, actor in members]
    # Who has a name keeps it beside those without one that turn out to be it.
    actors = [actor for actor in actors if actor.kind != "unnamed"] or actors
    name = _fullest(actors)
    aliases = {alias for _, actor in members for alias in (actor.name, *actor.aliases)} - {name}
    keys = sorted({f"{report}|{actor.id}" for report, actor in members})
    return Actor(
        id="p" + sha256_of(keys[0])[:11],
        name=name,
        kind=_most_common(actor.kind for actor in actors) or "unnamed",  # type: ignore[arg-type]
        aliases=tuple(sorted(aliases)),
        body=_most_common(actor.body for actor in actors),
        side=_most_common(actor.side for actor in actors),
    )


def _fullest(actors: Sequence[Actor]) -> str:
    listed = sorted(
        {actor.name for actor in actors if actor.name in outlets().names or actor.name in titles("en").known}
    )
    names = Counter(actor.name for actor in actors)
    people = {actor.name for actor in actors if actor.kind == "person" and len(name_words(actor.name)) > 1}
    pool = listed or sorted(people) or sorted(names)
    return max(pool, key=lambda name: (not is_acronym(name), names[name], len(name), name))


def _most_common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
