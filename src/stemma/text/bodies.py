"""Publishers that are no outlets: a ministry, a company, a governor on a channel who put out what they have to say."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from stemma.model import Actor, Reading, Report, Statement
from stemma.text.body_nouns import body_nouns_of
from stemma.text.outlet_names import names_of_outlets
from stemma.text.plain_names import name_key, words_of
from stemma.text.tokens import fold
from stemma.vocabulary.files import languages
from stemma.vocabulary.outlets import outlets
from stemma.vocabulary.titles import titles

# Outlets call themselves so too: "World Service".
_OF_OUTLETS = frozenset({"agency"})
# So the names of bodies that monitor something may end, in any language, and collect what others say: "Salt Watch".
_MONITORS = frozenset({"watch"})
# Characters of a publisher's first word that may stand for the whole ("Brightwell" for "Brightwell Foods").
_LEAST_LETTERS = 4
# A union may quote the firm that it strikes against; who gives word to so many others is an outlet.
_OTHERS = 3


def speaking_publishers(
    reports: Sequence[Report], readings: Sequence[Reading], statements: Sequence[Statement], actors: Sequence[Actor]
) -> dict[str, Actor]:
    """By report the body that publishes it; reports of outlets and those without a publisher are left out.

    What such a report says in its own voice, that body says. It is the case's actor of that name where there is one.
    `statements` and `actors` are the case's.
    """
    cast = _Cast(reports, readings, statements, actors)
    bodies = {
        key: cast.body(*key)
        for key in {(report.publisher, report.language) for report in reports}
        if key[0] is not None
    }
    found = {report.id: bodies.get((report.publisher, report.language)) for report in reports}
    return {report: body for report, body in found.items() if body is not None}


def may_be_body(publisher: str | None) -> bool:
    """Whether a publisher is told and its name is not an outlet's, as far as that alone tells."""
    return bool(publisher) and bool(name_key(publisher or "")) and not _is_outlet(publisher or "")


class _Cast:
    """Who speaks in the case under which name, and which names are credited as outlets or are places."""

    def __init__(
        self,
        reports: Sequence[Report],
        readings: Sequence[Reading],
        statements: Sequence[Statement],
        actors: Sequence[Actor],
    ) -> None:
        speaking = {statement.speaker for statement in statements}
        self._speakers: defaultdict[str, list[Actor]] = defaultdict(list)
        for actor in actors:
            if actor.id in speaking and actor.kind != "media":
                for key in sorted({name_key(name) for name in (actor.name, *actor.aliases)}):
                    self._speakers[key].append(actor)
        self._surnamed: defaultdict[str, list[Actor]] = defaultdict(list)
        for actor in actors:
            if actor.id in speaking and actor.kind == "person" and len(actor.name.split()) > 1:
                self._surnamed[name_key(actor.name).split()[-1]].append(actor)
        self._quoted = _quoted_by(reports, statements, actors)
        self._credited = {name_key(credit.name) for reading in readings for credit in reading.credits}
        self._printing = names_of_outlets(reports, readings, statements)
        self._places = {name_key(place.name) for reading in readings for place in reading.places}

    def body(self, publisher: str | None, language: str | None) -> Actor | None:
        """The body so called; None where it is an outlet or may be one."""
        key = name_key(publisher or "")
        if publisher is None or not may_be_body(publisher):
            return None
        speaker = self._speaker(key)
        bare = publisher.split("(", 1)[0].strip() or publisher
        if _is_body(publisher, language):
            return speaker or Actor(id=f"publisher {key}", name=bare, kind="organisation")
        if _holds_office(bare, language):
            return speaker or self._person(key) or Actor(id=f"publisher {key}", name=bare, kind="person")
        # A name alone tells little: whom others credit by it is an outlet ("The Quill reports").
        outlet = key in self._credited or self._prints(key)
        outlet = outlet or (key.split()[-1] not in _MONITORS and self._quotes_others(publisher))
        return None if outlet else speaker

    def _person(self, key: str) -> Actor | None:
        """The only person who speaks in the case by the last name of a name key."""
        found = self._surnamed.get(key.split()[-1], [])
        return found[0] if len(found) == 1 else None

    def _prints(self, key: str) -> bool:
        """Whether pages call somebody of that name a paper and the like, or say that it reported something."""
        return any(f" {key} " in f" {words} " for words in self._printing)

    def _quotes_others(self, publisher: str) -> bool:
        """Whether the publisher's reports give word to many: bodies and people without a name first of all."""
        key = name_key(publisher)
        others = [person for names, person in self._quoted.get(publisher, ()) if key not in names]
        return others.count(False) >= _OTHERS or len(others) > _OTHERS

    def _speaker(self, key: str) -> Actor | None:
        first = key.split()[0]
        short = self._speakers.get(first, []) if len(first) >= _LEAST_LETTERS and first not in self._places else []
        return next(iter((*self._speakers.get(key, []), *short)), None)


def _quoted_by(
    reports: Sequence[Report], statements: Sequence[Statement], actors: Sequence[Actor]
) -> defaultdict[str, set[tuple[frozenset[str], bool]]]:
    """By publisher, the keys of the names of each voice that its reports quote, and whether it is a person's."""
    known = {actor.id: actor for actor in actors}
    publishers = {report.id: report.publisher for report in reports}
    found: defaultdict[str, set[tuple[frozenset[str], bool]]] = defaultdict(set)
    for statement in statements:
        actor, publisher = known.get(statement.speaker or ""), publishers.get(statement.report)
        if actor is not None and publisher is not None:
            names = frozenset(map(name_key, (actor.name, *actor.aliases)))
            found[publisher].add((names, actor.kind == "person"))
    return found


@functools.lru_cache(maxsize=1 << 12)
def _is_outlet(publisher: str) -> bool:
    bare = publisher.split("(", 1)[0].strip()
    if {bare, publisher} & (outlets().names.keys() | outlets().short.keys()):
        return True
    words = words_of(bare)
    if any(run in _press_offices() for run in _runs(words)):
        return False
    return not _outlet_words().isdisjoint(words)


@functools.cache
def _outlet_words() -> frozenset[str]:
    """Plain words of outlets' names in every language: the name of a paper does not tell which it is in."""
    return frozenset(fold(word) for language in languages("titles") for word in titles(language).outlet_words)


@functools.cache
def _press_offices() -> frozenset[str]:
    """Names of organisations in several words of which one is an outlet's, in every language: "media office"."""
    found = (noun for language in languages("titles") for noun in _heads(language))
    return frozenset(
        noun for noun in found if " " in noun and not _outlet_words().isdisjoint(noun.split()) and not _is_medium(noun)
    )


def _is_medium(noun: str) -> bool:
    return any("media" in _heads(language).get(noun, ()) for language in languages("titles"))


@functools.cache
def _heads(language: str) -> Mapping[str, frozenset[str]]:
    """The nouns that head organisations' names, with their families other than those of outlets."""
    return {noun: families - _OF_OUTLETS for noun, families in body_nouns_of(language).items()}


def _runs(words: Sequence[str]) -> list[str]:
    """Each of some words, and those of them that stand together, up to three."""
    return [" ".join(words[first : first + n]) for n in (1, 2, 3) for first in range(len(words) - n + 1)]


@functools.lru_cache(maxsize=1 << 12)
def _holds_office(name: str, language: str | None) -> bool:
    """Whether a name begins with an office or a rank, and a person's name follows: "Governor Anna Dahl"."""
    first, *rest = name.split()
    if not rest or not all(word[:1].isupper() for word in rest):
        return False
    return any(
        first.lower().rstrip(".") in titles(one).honorifics | titles(one).ranks | titles(one).roles.keys()
        for one in sorted({language or "en", "en"})
    )


@functools.lru_cache(maxsize=1 << 12)
def _is_body(publisher: str, language: str | None) -> bool:
    """Whether the name has a word that heads names of organisations other than outlets ("ministry", "museum")."""
    words = words_of(publisher)
    for one in sorted({language or "en", "en"}):
        if any(name.casefold() == " ".join(words) for name in titles(one).known):
            return True
        families = [_heads(one).get(run, frozenset()) for run in _runs(words)]
        if any("media" in family for family in families) and not any(run in _press_offices() for run in _runs(words)):
            return False
        if any(families):
            return True
    return False
