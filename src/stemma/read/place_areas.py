"""What the text says that a place lies in: behind its comma, or in a list that pairs up with another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from stemma.model import Span
from stemma.read.place_lines import is_list
from stemma.read.place_lookup import PlaceName
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.world import gazetteer
from stemma.vocabulary.places import place_words

# The number of no sentence: what the report as a whole is about.
ANYWHERE = -1


def told_areas(
    text: str, sentences: Sequence[Span], names: Sequence[PlaceName], language: str | None
) -> dict[int, tuple[Entry, ...]]:
    """By the number of a name the places that it is said to lie in one of."""
    told = {at: called(name.within, language) for at, name in enumerate(names) if name.within is not None}
    return told | dict(_paired(text, sentences, names, language))


def called(key: str, language: str | None) -> tuple[Entry, ...]:
    """What a name stands for as the country, region or district around something; largest last resort first."""
    code = place_words(language).names.get(key)
    country = gazetteer().country(code) if code else None
    return (country,) if country else gazetteer().look_up(key)


def _paired(
    text: str, sentences: Sequence[Span], names: Sequence[PlaceName], language: str | None
) -> Iterator[tuple[int, tuple[Entry, ...]]]:
    """ "Kent and Essex, towns in Ohio and Iowa, respectively": each name with what its partner may be."""
    words = "|".join(map(re.escape, sorted(place_words(language).respectively)))
    pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    by_sentence: defaultdict[int, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        by_sentence[name.sentence].append(at)
    for number, within in by_sentence.items() if words else ():
        found = pattern.search(text, *sentences[number])
        if found is not None:
            yield from _pairs(text, names, [at for at in within if names[at].span.end <= found.start()])


def _pairs(text: str, names: Sequence[PlaceName], numbers: Sequence[int]) -> Iterator[tuple[int, tuple[Entry, ...]]]:
    lists = list(_lists(text, names, numbers))
    last = lists.pop() if lists else []
    first = next((one for one in reversed(lists) if len(one) == len(last) > 1), ())
    for inner, outer in zip(first, last, strict=False):
        areas = tuple(e for e in names[outer].candidates if e.kind in {"country", "region", "district"})
        if areas:
            yield inner, areas


def _lists(text: str, names: Sequence[PlaceName], numbers: Sequence[int]) -> Iterator[list[int]]:
    """The names in lists: those with nothing but commas and "and" between them."""
    current: list[int] = []
    for number in numbers:
        if current and not is_list(text, names[current[-1]].span.end, names[number].span.start):
            yield current
            current = []
        current.append(number)
    if current:
        yield current


def area_of(found: Sequence[Entry]) -> Entry | None:
    """The region, or else the country, that such a name stands for; None where it may be one of several."""
    for kind in ("region", "country", "district"):
        of_kind = [entry for entry in found if entry.kind == kind]
        if of_kind:
            return of_kind[0] if len(of_kind) == 1 else None
    return None


def named_areas(names: Sequence[PlaceName], chosen: Sequence[Entry | None]) -> dict[int, Entry]:
    """By the number of a sentence the region, else the country, that it names, if it names one only.

    Under ANYWHERE the region, else the country, that more than half of the report's names lie in.
    """
    named: defaultdict[int, set[Entry]] = defaultdict(set)
    told: list[Entry] = []
    for name, entry in zip(names, chosen, strict=True):
        if entry is not None and not name.inside:
            told.append(entry)
            if entry.kind in {"region", "country"} and entry.country:
                named[name.sentence].add(entry)
    areas = {number: area for number, entries in named.items() if (area := _only(entries)) is not None}
    most = _most([entry.region for entry in told if entry.region]) or _most([entry.country for entry in told])
    whole = gazetteer().area(most) if most else None
    return areas | ({ANYWHERE: whole} if whole else {})


def _only(entries: set[Entry]) -> Entry | None:
    regions = [entry for entry in entries if entry.kind == "region"] or list(entries)
    return regions[0] if len(regions) == 1 else None


def _most(codes: Sequence[str]) -> str | None:
    """What stands more than once and makes up more than half."""
    code, count = max(Counter(codes).items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return code if count > 1 and 2 * count > len(codes) else None
