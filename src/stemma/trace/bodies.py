"""Publishers that are no outlets: a ministry, a company, a union that puts out what it has to say itself."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stemma.model import Actor, Comparison, Reading, Report
from stemma.trace.phrases import name_key, words_of
from stemma.vocabulary.outlets import outlets
from stemma.vocabulary.titles import titles

_SPEAKING_KINDS = ("organisation", "office")
# "Mr Dahl's channel (Telegram)": who is called like the channel of a platform is its owner, a person too.
_OWN_CHANNEL_KINDS = (*_SPEAKING_KINDS, "person")


def speaking_publishers(
    reports: Sequence[Report], readings: Sequence[Reading], comparison: Comparison
) -> dict[str, Actor]:
    """By report the body that publishes it; reports of outlets and those without a publisher are left out.

    What such a report says in its own voice, that body says. It is the case's actor of that name where there is one.
    """
    named: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in comparison.actors:
        for key in {name_key(name) for name in (actor.name, *actor.aliases)}:
            named[key].append(actor)
    credited = {name_key(credit.name) for reading in readings for credit in reading.credits}
    found: dict[str, Actor] = {}
    for report in reports:
        body = _body(report, named, credited) if report.publisher else None
        if body is not None:
            found[report.id] = body
    return found


def _body(report: Report, named: Mapping[str, Sequence[Actor]], credited: Iterable[str]) -> Actor | None:
    publisher = report.publisher or ""
    key, language = name_key(publisher), report.language
    if not key or _is_outlet(publisher, language):
        return None
    kinds = _OWN_CHANNEL_KINDS if _names_platform(publisher) else _SPEAKING_KINDS
    actors = [actor for actor in named.get(key, ()) if actor.kind in kinds]
    if _is_body(publisher, language):
        bare = publisher.split("(", 1)[0].strip() or publisher
        return actors[0] if actors else Actor(id=f"publisher {key}", name=bare, kind="organisation")
    # A name alone tells little ("Quill"): nobody may credit it as an outlet.
    return actors[0] if actors and key not in credited else None


def _names_platform(publisher: str) -> bool:
    """Whether brackets name the platform of the channel: "Blue Gull Line (Telegram)"."""
    inside = publisher.partition("(")[2].rstrip(") ")
    known = outlets().names.get(inside) or outlets().short.get(inside)
    return known is not None and known.kind == "platforms"


@functools.lru_cache(maxsize=1 << 12)
def _is_outlet(publisher: str, language: str | None) -> bool:
    bare = publisher.split("(", 1)[0].strip()
    if {bare, publisher} & (outlets().names.keys() | outlets().short.keys()):
        return True
    words = set(words_of(bare))
    return any(not words.isdisjoint(titles(one).outlet_words) for one in {language, "en"})


@functools.lru_cache(maxsize=1 << 12)
def _is_body(publisher: str, language: str | None) -> bool:
    """Whether the name has a word that heads names of organisations other than outlets ("ministry", "museum")."""
    words = words_of(publisher)
    pairs = [" ".join(pair) for pair in zip(words, words[1:], strict=False)]
    for one in sorted({language or "en", "en"}):
        listed = titles(one)
        if any(name.casefold() == " ".join(words) for name in listed.known):
            return True
        families = [listed.organisations.get(word, frozenset()) for word in (*words, *pairs)]
        if any("media" in family for family in families):
            return False
        if any(families):
            return True
    return False
