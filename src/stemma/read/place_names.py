"""Words that name places: found by the gazetteer, kept by what stands around them.

Where each place lies is the matter of `places.py`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stemma.model import Span
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.world import Gazetteer, gazetteer
from stemma.vocabulary.places import Inflections, PlaceWords, inflections, place_words
from stemma.vocabulary.stopwords import stopwords

# A possessive 's stays outside the word.
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘](?!s\b)[^\W\d_]+)*")
_GAPS = frozenset({" ", "-", "‑", "\u00a0", ". ", ".", " ‘", " '", "-‘"})
_PARTICLES = frozenset(
    {"al", "am", "an", "and", "da", "de", "del", "della", "der", "di", "do", "el", "en", "i", "im", "la"}
)
_PARTICLES |= {"le", "les", "of", "on", "sur", "the", "upon", "y"}
_LONGEST_NAME = 5
# Towns under this many people have names that people and companies bear as well.
_SMALL = 100_000
# Above this many people a name at the head of a longer one ("Kent Savings") is still the place's elsewhere.
_FAMOUS = 1_000_000
# Towns under this many people are not looked for under the endings of inflected forms.
_INFLECTED_FLOOR = 15_000
# Small towns of these countries bear names that are English surnames and words as well.
_ENGLISH_SPEAKING = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})


class Word(NamedTuple):
    """One word of a sentence and where it stands. `capitalised` says that it begins with a capital.

    `glue` is what stands between it and the word before, None for the first.
    """

    start: int
    end: int
    text: str
    key: str
    glue: str | None
    capitalised: bool


# What Word(…) does, without a call in Python for each word of a text.
_AS_WORD = functools.partial(tuple.__new__, Word)


class PlaceName(NamedTuple):
    """A name found: `candidates` are what the gazetteer has for it.

    `sort` is what the words around it call it ("region", "town", "facility") or None, `people` says that it
    names a people, `within` is the key of the name after its comma ("Kent, Ohio"), `sure` that the words around it
    are those of a place, `large` that the name is that of a large town, `foreign` that it is an uncommon name of
    a small one, which its country may make sure of.
    """

    span: Span
    key: str
    candidates: tuple[Entry, ...]
    people: bool = False
    sort: str | None = None
    within: str | None = None
    sure: bool = False
    large: bool = False
    foreign: bool = False


def find_names(text: str, sentences: Iterable[Span], language: str | None) -> tuple[PlaceName, ...]:
    """All names of places and peoples in the sentences, in text order.

    Doubtful ones are left out, but for those that are `foreign` and not `sure`.
    """
    finder = _Finder(text, gazetteer(), place_words(language), inflections(language), language)
    lines = [_words(text, sentence) for sentence in sentences]
    small = frozenset(word.key for line in lines for word in line if not word.capitalised)
    found = [name for line in lines for name in finder.in_sentence(_Line(line, _is_headline(line), small))]
    return tuple(_settled(found, frozenset(finder.borne)))


def _words(text: str, sentence: Span) -> list[Word]:
    words: list[Word] = []
    before = -1
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group()
        start, end = match.span()
        glue = text[before:start] if before >= 0 else None
        words.append(_AS_WORD((start, end, word, place_key(word), glue, word[0].isupper())))
        before = end
    return words


def _settled(found: list[PlaceName], borne: frozenset[str]) -> Iterator[PlaceName]:
    """Doubtful names go, unless the same name stands elsewhere where only a place can, or its country may tell."""
    sure = {name.key for name in found if name.sure}
    for name in found:
        if name.sure:
            yield name
        elif name.key not in borne and (name.large or name.key in sure):
            yield name._replace(sure=True)
        elif name.foreign and name.key not in borne:
            yield name


class _Line(NamedTuple):
    """A sentence: its words, whether it is a headline, and the words that the report writes small somewhere."""

    words: list[Word]
    headline: bool
    small: frozenset[str]


class _Finder:
    """Looks through one report's sentences. `borne` gathers the names that people and companies in it bear."""

    def __init__(
        self, text: str, places: Gazetteer, words: PlaceWords, cases: Inflections | None, language: str | None
    ) -> None:
        self.text = text
        self.places = places
        self.words = words
        self.cases = cases
        self.stop = stopwords(language) | stopwords("en")
        self.borne: set[str] = set()

    def in_sentence(self, line: _Line) -> Iterator[PlaceName]:
        """The names in one sentence; those not `sure` need support from the rest of the report."""
        position, taken = 0, -1
        while position < len(line.words):
            if not line.words[position].capitalised and self.cases is None:
                position += 1
                continue
            name, length = self._longest(line.words, position)
            kept = self._judged(line, position, length, name, taken) if name is not None else None
            if kept is not None:
                name, position = kept
                taken = position
                yield name
            else:
                position += length

    def _longest(self, line: list[Word], start: int) -> tuple[PlaceName | None, int]:
        """The longest name that begins with this word, and how many words it has."""
        if not line[start].capitalised:
            name = self._adjective(line, start) if self.cases else None
            return name, 2 if name else 1
        end = start + 1
        while end < len(line) and end - start < _LONGEST_NAME and self._may_join(line, end):
            end += 1
        for stop in range(end, start, -1):
            if line[stop - 1].capitalised or stop == start + 1:
                name = self._looked_up(line[start:stop])
                if name is not None:
                    return name, stop - start
        return None, 1

    @staticmethod
    def _may_join(line: list[Word], at: int) -> bool:
        glue = line[at].glue or ""
        if glue not in _GAPS or ("." in glue and len(line[at - 1].text) > 2):
            return False
        return line[at].capitalised or line[at].key in _PARTICLES

    def _looked_up(self, words: list[Word]) -> PlaceName | None:
        key = " ".join([word.key for word in words])
        if key in self.words.never or not (self.cases or self._knows(key)):
            return None
        span = Span(words[0].start, words[-1].end)
        if words[-1].glue == "." and self.text[span.end : span.end + 1] == ".":
            span = Span(span.start, span.end + 1)
        capitals = all(word.text.isupper() for word in words)
        code = self.words.names.get(key) if len(key) > 3 or capitals else None
        if code is not None:
            return self._of_country(span, key, code)
        if key in self.words.people:
            return self._of_country(span, key, self.words.people[key], people=True)
        if len(key) < 3 or (capitals and len(key) < 5):
            return None
        if key in self.places:
            found = self.places.look_up(key)
            if not capitals or found[0].population >= _SMALL:
                return PlaceName(span, key, found)
            return None
        return self._inflected(span, key) if self.cases else None

    def _knows(self, key: str) -> bool:
        return key in self.places or key in self.words.names or key in self.words.people

    def _of_country(self, span: Span, key: str, code: str, people: bool = False) -> PlaceName | None:
        country = self.places.country(code)
        return PlaceName(span, key, (country,), people) if country else None

    def _inflected(self, span: Span, key: str) -> PlaceName | None:
        """The name under another case's ending."""
        assert self.cases is not None
        for people, stems in ((True, self.cases.people), (False, self.cases.countries)):
            for stem, code in stems:
                if key.startswith(stem) and len(key) - len(stem) <= 3 and key.count(" ") == stem.count(" "):
                    return self._of_country(span, key, code, people)
        for form in self._base_forms(key):
            floor = _INFLECTED_FLOOR if len(form) != len(key) else 0
            found = tuple(e for e in self.places.look_up(form) if e.population >= floor and e.kind != "district")
            if found:
                return PlaceName(span, form, found)
        return None

    def _base_forms(self, key: str) -> Iterator[str]:
        assert self.cases is not None
        yield key.replace("w", "v")
        for ending, instead in self.cases.endings:
            if key.endswith(ending) and len(key) - len(ending) >= 3:
                for other in instead:
                    base = key[: len(key) - len(ending)] + other
                    yield base
                    yield base.replace("ch", "kh").replace("w", "v")

    def _adjective(self, line: list[Word], start: int) -> PlaceName | None:
        """A kind word with an adjective of a name: "obwodzie kurskim"."""
        assert self.cases is not None
        if start + 1 >= len(line) or not line[start].key.startswith(self.cases.regions):
            return None
        word = line[start + 1]
        if word.glue != " ":
            return None
        ending = next((ending for ending in self.cases.adjective if word.key.endswith(ending)), None)
        if ending is None or len(word.key) - len(ending) < 3:
            return None
        root = word.key[: len(word.key) - len(ending)]
        for form in (root, root + "sk", root + "ck", root + "a", root + "o", root + "y"):
            found = self._region_of(form)
            if found:
                span = Span(line[start].start, word.end)
                return PlaceName(span, form, found, sort="region", sure=True)
        return None

    def _region_of(self, key: str) -> tuple[Entry, ...]:
        """Regions of this name, or of a town's that is known by it; the towns themselves where there is no region."""
        named = [e for e in self.places.look_up(key) if e.kind == "region" or e.population >= _INFLECTED_FLOOR]
        regions = [
            region
            for entry in named
            for region in self.places.look_up(place_key(entry.name))
            if region.kind == "region" and region.country == entry.country
        ]
        return tuple(dict.fromkeys(regions)) or tuple(named)

    def _judged(
        self, line: _Line, start: int, length: int, name: PlaceName, taken: int
    ) -> tuple[PlaceName, int] | None:
        """The name as the words around it show it and the position after it; None where they show something else."""
        words, end = line.words, start + length
        if name.sure:
            return name, end
        before = words[start - 1] if start and words[start].glue in {" ", ". ", "-"} else None
        if before is not None and self._part_of_name(line, start, before, taken):
            self.borne.add(name.key)
            return None
        if name.people:
            return name._replace(sure=True), end
        grown, end = self._with_kind(words, start, end, name)
        if grown.sort is None and self._runs_on(line, end, name):
            if max(entry.population for entry in name.candidates) < _FAMOUS:
                self.borne.add(name.key)
            return None
        within = self._within(words, end)
        common = self._is_common(name, line.small)
        listed = taken == start and words[start].glue == ", " and not common
        sure = grown.sort is not None or within is not None or listed or self._is_sure(name, before, common)
        first = name.candidates[0]
        large = not common and max(entry.population for entry in name.candidates) >= _SMALL
        foreign = not common and first.country not in _ENGLISH_SPEAKING and place_key(first.name) == name.key
        told = PlaceName(grown.span, name.key, name.candidates, False, grown.sort, within, sure, large, foreign)
        return told, end

    def _part_of_name(self, line: _Line, start: int, before: Word, taken: int) -> bool:
        """Whether the word before makes it a person's or an organisation's name."""
        words = line.words
        if before.key in self.words.titles and (before.capitalised or words[start].glue == ". "):
            return True
        if before.key == "of" and start > 1 and words[start - 2].key in self.words.organisations:
            return True
        if not before.capitalised or line.headline or taken == start or words[start].glue == ". ":
            return False
        return not (start == 1 and before.key in self.stop) and before.key not in self.words.between | self.stop

    def _runs_on(self, line: _Line, end: int, name: PlaceName) -> bool:
        """Whether a capitalised word after it makes it part of a longer name: "Kent Times"."""
        words = line.words
        if end >= len(words) or words[end].glue not in {" ", "-"}:
            return False
        after = words[end]
        if after.key in self.words.after_organisation and after.capitalised:
            return True
        if line.headline or not after.capitalised or after.key in self.words.titles or after.key in self.stop:
            return False
        return name.candidates[0].kind not in {"country", "water"}

    def _with_kind(self, line: list[Word], start: int, end: int, name: PlaceName) -> tuple[PlaceName, int]:
        """The name together with the kind word beside it: "Kent region", "Kent International Airport"."""
        if any(entry.kind in {"country", "water"} for entry in name.candidates):
            return name, end
        sort, stop = self._kind_after(line, end)
        if sort is None and start > 1 and line[start - 1].key == "of":
            sort, stop = self._kind_of(line[start - 2].key), end
            if sort == "region":
                return name._replace(span=Span(line[start - 2].start, name.span.end), sort=sort), end
            if sort == "town":
                # "the town of" is no part of the name, while "the region of" says that the town is not meant.
                return name._replace(sort=sort), end
        if sort is None:
            return name, end
        return name._replace(span=Span(name.span.start, line[stop - 1].end), sort=sort), stop

    def _kind_after(self, line: list[Word], end: int) -> tuple[str | None, int]:
        stop = end
        while stop < len(line) and stop - end < 2 and line[stop].glue == " " and self._is_between(line[stop].key):
            stop += 1
        if stop < len(line) and line[stop].glue == " ":
            pair = f"{line[stop].key} {line[stop + 1].key}" if stop + 1 < len(line) else ""
            if pair in self.words.facilities and line[stop + 1].glue == " ":
                return "facility", stop + 2
            if line[stop].key in self.words.facilities:
                return "facility", stop + 1
            sort = self._kind_of(line[stop].key)
            if sort is not None:
                return sort, stop + 1
        return None, end

    def _is_between(self, key: str) -> bool:
        return key in self.words.between or key in self.words.facility_prefixes

    def _kind_of(self, key: str) -> str | None:
        if key in self.words.regions:
            return "region"
        return "town" if key in self.words.towns else None

    def _within(self, line: list[Word], end: int) -> str | None:
        """The key of the country or region after a comma, in brackets or after "in"."""
        if end < len(line) - 1 and line[end].text in self.words.within and line[end].glue in {" ", ", "}:
            end += 1
        elif end >= len(line) or line[end].glue not in {", ", " ("}:
            return None
        if not line[end].capitalised:
            return None
        pair = f"{line[end].key} {line[end + 1].key}" if end + 1 < len(line) and line[end + 1].glue == "." else ""
        short = self.words.short.get(pair) or self.words.short.get(line[end].key)
        if short is not None:
            return short
        name, _ = self._longest(line, end)
        if name is None or name.people or name.candidates[0].kind not in {"country", "region"}:
            return None
        return name.key

    def _is_common(self, name: PlaceName, seen_small: frozenset[str]) -> bool:
        """Whether the name is a word or a person's name as well."""
        if name.candidates[0].kind == "country":
            return False
        return " " not in name.key and (
            name.key in self.words.common or name.key in seen_small or name.key in self.stop
        )

    def _is_sure(self, name: PlaceName, before: Word | None, common: bool) -> bool:
        located = before is not None and self._locates(before)
        if common:
            return located and before is not None and before.key not in {"of", "and", "for"}
        if any(entry.kind in {"country", "water", "other"} for entry in name.candidates):
            return name.key not in self.words.common
        return located

    def _locates(self, before: Word) -> bool:
        if self.cases is not None and (before.key in self.cases.before or before.key.startswith(self.cases.towns)):
            return True
        return before.key in self.words.before


def _is_headline(line: list[Word]) -> bool:
    """Whether most words are capitalised: capitals then tell nothing about names."""
    return len(line) >= 4 and sum([word.capitalised for word in line]) >= 0.6 * len(line)
