"""How well names are found that are spelt as in none of the gazetteer's, beside plain fuzzy and phonetic matching.

    python -m evaluation.gazetteer [--names 300] [--alone]

A variant is another name of a town of 1,000 people or more that only this one town has and that is 60% its main name by
edit distance ("Danzig" is no spelling of Gdańsk). Each is left out of the index in turn and looked for among all other
names of the world, with no context. Rank 1 is the share of which the town comes out first; where several come out
first with one score, each counts its part. The names are picked by a hash, so the same gazetteer gives the same names;
those that the weights were set on are other ones.

The peers look through the same names: rapidfuzz's edit and Jaro-Winkler ratios for the name that is most alike, and the
phonetic codes of jellyfish (dependency group "bench") for names of one code, the largest town first.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler, Levenshtein

from evaluation.commands import Json
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.reading import GazetteerFile
from stemma.vocabulary.gazetteer.variants import ranked, variants
from stemma.vocabulary.gazetteer.world import embedded_file

_SMALLEST, _SHORTEST, _ALIKE = 1_000, 4, 0.6
_PINNED_NAMES = 500
_TOP = 10


@dataclass(frozen=True, slots=True)
class Variant:
    """A name to be found without itself: its key, and the town that it is a name of."""

    key: str
    town: Entry


# From a key the places that come out first, ties together.
Finder = Callable[[str], Sequence[Entry]]


def sample(file: GazetteerFile, count: int) -> list[Variant]:
    """So many variants, picked by the hashes of their keys."""
    hashed = sorted((hashlib.sha256(key.encode()).digest(), key, places) for key, places in file.every_name())
    found: list[Variant] = []
    for _, key, places in hashed:
        if len(found) == count:
            break
        if " " not in places and len(key) >= _SHORTEST:
            (town,) = file.entries(places)
            if _is_variant(key, town):
                found.append(Variant(key, town))
    return found


def _is_variant(key: str, town: Entry) -> bool:
    main = place_key(town.name)
    if town.kind != "town" or town.population < _SMALLEST or main == key:
        return False
    return Levenshtein.normalized_similarity(key, main) >= _ALIKE


def ours(file: GazetteerFile, country: str | None = None) -> Finder:
    """Sound skeleton and edit ratio, as Stemma does; of the places in one country, if one is given."""

    def find(key: str) -> Sequence[Entry]:
        found = [one for one in variants(key, file.sounding) if one.key != key]
        best = [one for one in ranked(found, file.entries) if country in {None, one.entry.country}]
        return [one.entry for one in best if one.score == best[0].score]

    return find


def fuzzy(file: GazetteerFile, scorer: Any) -> Finder:
    """The name that is most alike by one of rapidfuzz's scorers."""
    names = dict(file.every_name())
    keys = list(names)

    def find(key: str) -> Sequence[Entry]:
        best = process.extract(key, keys, scorer=scorer, limit=_TOP)
        others = [(name, score) for name, score, _ in best if name != key]
        return [e for name, score in others if score == others[0][1] for e in file.entries(names[name])]

    return find


def phonetic(file: GazetteerFile, code: Callable[[str], str]) -> Finder:
    """The largest town that has a name of the same code."""
    by_code: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, places in file.every_name():
        by_code[code(key)].append((key, places))

    def find(key: str) -> Sequence[Entry]:
        found = [e for name, places in by_code[code(key)] if name != key for e in file.entries(places)]
        largest = max((entry.population for entry in found), default=0)
        return [entry for entry in dict.fromkeys(found) if entry.population == largest]

    return find


def rank_1(found: Iterable[tuple[Variant, Sequence[Entry]]]) -> float:
    """The share of variants whose town came out first."""
    parts = [one.town in first and 1 / len(set(first)) for one, first in found]
    return round(sum(parts) / max(1, len(parts)), 4)


def figures(names: int = _PINNED_NAMES) -> Json:
    """Our own share."""
    file = GazetteerFile(embedded_file())
    find = ours(file)
    looked_for = sample(file, names)
    shares = {"rank_1": rank_1((one, find(one.key)) for one in looked_for)}
    shares["in_its_country"] = rank_1((one, ours(file, one.town.country)(one.key)) for one in looked_for)
    return {"variants": shares | {"names": names}}


def peers(file: GazetteerFile) -> dict[str, Finder]:
    """What others do; the phonetic ones only where jellyfish is installed."""
    found = {"edit ratio": fuzzy(file, Levenshtein.normalized_similarity)}
    found["Jaro-Winkler"] = fuzzy(file, JaroWinkler.similarity)
    try:
        codes: Any = importlib.import_module("jellyfish")
    except ImportError:
        return found
    return found | {name: phonetic(file, getattr(codes, name)) for name in ("soundex", "metaphone", "nysiis")}


def main(argv: list[str] | None = None) -> int:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=300)
    parser.add_argument("--alone", action="store_true", help="without the peers")
    asked = parser.parse_args(argv)
    file = GazetteerFile(embedded_file())
    looked_for = sample(file, asked.names)
    known = ((one, ours(file, one.town.country)(one.key)) for one in looked_for)
    print(f"{'its country':<14} rank 1 {rank_1(known)} (by stemma, where the report tells the country)")
    for label, find in ({"stemma": ours(file)} | ({} if asked.alone else peers(file))).items():
        print(f"{label:<14} rank 1 {rank_1((one, find(one.key)) for one in looked_for)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
