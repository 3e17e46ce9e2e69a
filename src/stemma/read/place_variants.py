"""Names that the gazetteer has in another spelling only: what they may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stemma.read.place_lookup import PlaceName
from stemma.read.place_senses import lies_in
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.variants import Ranked
from stemma.vocabulary.gazetteer.world import gazetteer

# So alike a spelling has to be: where the text says what the place lies in, and elsewhere.
_TOLD, _UNTOLD = 0.72, 0.8
# Only those about as alike as the most alike may be meant.
_BEHIND = 0.1
# Looking for names that sound a consonant otherwise takes some milliseconds, so no more than this many are in a report.
_MOST_LOOKED_FOR = 8
_SHORTEST = 5


def with_variants(names: Sequence[PlaceName], told: Mapping[int, tuple[Entry, ...]]) -> tuple[PlaceName, ...]:
    """The names, those without candidates (or without one in what they are `told` to lie in) with what they may be a
    spelling of."""
    search = _Search()
    return tuple(search.of(name, told.get(number, ())) for number, name in enumerate(names))


class _Search:
    """Looks up spellings, the costly way only so often."""

    def __init__(self) -> None:
        self._left = _MOST_LOOKED_FOR
        self._known: dict[tuple[str, tuple[Entry, ...]], tuple[Entry, ...]] = {}

    def of(self, name: PlaceName, outer: tuple[Entry, ...]) -> PlaceName:
        """The name with candidates that are spelt otherwise, where it has none of its own."""
        outer = outer if name.closed or name.within is None else ()
        own = [e for e in name.candidates if lies_in(e, outer)] if outer else name.candidates
        if own or name.people or not name.sure or len(name.key) < _SHORTEST or not (outer or not name.candidates):
            return name
        key = name.key, outer
        if key not in self._known:
            self._known[key] = tuple(self._found(name.key, outer))
        found = self._known[key]
        return name._replace(candidates=found, variant=True) if found else name

    def _found(self, key: str, outer: tuple[Entry, ...]) -> Iterator[Entry]:
        ranked = self._alike(gazetteer().like(key), outer)
        if not ranked and self._left:
            self._left -= 1
            ranked = self._alike(gazetteer().look_like(key), outer)
        best = max((one.alike for one in ranked), default=0.0)
        return (one.entry for one in ranked if one.alike >= best - _BEHIND)

    @staticmethod
    def _alike(ranked: Sequence[Ranked], outer: tuple[Entry, ...]) -> list[Ranked]:
        least = _TOLD if outer else _UNTOLD
        towns = (one for one in ranked if one.entry.kind == "town" and one.alike >= least)
        return [one for one in towns if not outer or lies_in(one.entry, outer)]
