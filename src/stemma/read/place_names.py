"""Words that name places: found by the gazetteer, kept by what stands around them.

Where each place lies is the matter of `place_senses.py`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from stemma.model import Span
from stemma.read.place_hints import Hints, Marked
from stemma.read.place_lines import Line, Word, is_headline, is_list, words_of
from stemma.read.place_lookup import LARGE, LONGEST_NAME, PARTICLES, REGIONS, Lookup, PlaceName
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.stopwords import stopwords

# Of villages the names are any words: of those under so many people one is meant only where a place must stand.
_VILLAGE, _NEW_VILLAGE = 5_000, 15_000
# Above this many people a name at the head of a longer one ("Kent Savings") is still the place's elsewhere.
_FAMOUS = 1_000_000
# Small towns of these countries bear names that are English surnames and words as well.
_ENGLISH_SPEAKING = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})
_NEW_WORLD = frozenset({"AU", "CA", "NZ", "US"})
_GREAT = frozenset({"country", "region", "water", "other"})
_COUNTRY_LIKE = frozenset({"country", "water", "other"})


def find_names(
    text: str, sentences: Iterable[Span], language: str | None, hints: Hints | None = None
) -> tuple[PlaceName, ...]:
    """All names of places and peoples in the sentences, in text order.

    Doubtful ones are left out, but for those that are `foreign` and not `sure`. `hints` are what a trained reader
    marked.
    """
    finder = _Finder(text, language, hints or Hints())
    cut = [words_of(text, sentence) for sentence in sentences]
    small = frozenset(word.key for words in cut for word in words if not word.capitalised)
    lines = [Line(number, words, is_headline(words), small) for number, words in enumerate(cut)]
    found = [
        name._replace(sentence=line.number)
        for line in lines
        for name in _shared_kind(text, [*finder.in_sentence(line)])
    ]
    return tuple(_settled(found, frozenset(finder.borne)))


def _settled(found: list[PlaceName], borne: frozenset[str]) -> Iterator[PlaceName]:
    """Doubtful names go, unless the same name stands elsewhere where only a place can, or its country may tell."""
    sure = {name.key for name in found if name.sure and not name.inside}
    for name in found:
        if name.sure:
            yield name
        elif name.key in sure or (name.key not in borne and name.large):
            yield name._replace(sure=True)
        elif name.foreign and name.key not in borne:
            yield name


def _shared_kind(text: str, found: list[PlaceName]) -> list[PlaceName]:
    """The names of a sentence, with the kind that a word behind the last of a list gives to all: "Kent and Essex
    counties"."""
    shared = False
    for number in range(len(found) - 1, -1, -1):
        name = found[number]
        joined = number + 1 < len(found) and is_list(text, name.span.end, found[number + 1].span.start)
        shared = name.sort == REGIONS or (shared and joined and name.sort is None)
        if shared:
            found[number] = name._replace(sort="region", sure=True)
    return found


class _Finder:
    """Looks through one report's sentences. `borne` gathers the names that people and companies in it bear."""

    def __init__(self, text: str, language: str | None, hints: Hints) -> None:
        self.text = text
        self.hints = hints
        self.known = Lookup(text, language)
        self.words = self.known.words
        self.cases = self.known.cases
        self.stop = _stop_keys(language)
        self.borne: set[str] = set()

    def in_sentence(self, line: Line) -> Iterator[PlaceName]:
        """The names in one sentence; those not `sure` need support from the rest of the report."""
        position, taken = 0, -1
        while position < len(line.words):
            if not line.words[position].capitalised and self.cases is None:
                position += 1
                continue
            kept, position = self._next(line, position, taken)
            if kept is not None:
                taken = position
                yield kept

    def _next(self, line: Line, position: int, taken: int) -> tuple[PlaceName | None, int]:
        """The name that begins with this word, if one does, and the position to go on from."""
        short = self.known.short(line.words, position) if taken == position else None
        if short is not None:
            return short
        name, length = self.known.longest(line.words, position)
        unknown = self._unknown(line.words, position, length, name)
        if unknown is not None:
            return unknown
        kept = self._judged(line, position, length, name, taken) if name is not None else None
        return kept or (None, position + length)

    def _unknown(
        self, words: list[Word], at: int, length: int, known: PlaceName | None
    ) -> tuple[PlaceName, int] | None:
        """A place that the gazetteer does not know by all the words of its name, `known` by the first `length`.

        None where no such name begins with this word.
        """
        if not words[at].capitalised or (known is None and self.known.is_between(words[at].key)):
            return None
        called = self._is_called_town(words, at)
        if known is not None and (known.sure or (_is_great(known) and not called)):
            return None
        marked = self.hints.place_at(words[at].start, words[at].end) if self.hints and known is None else None
        end = _whole(words, at + 1, marked) if marked else self._run(words, at, called)
        before = self._before(words, at)
        located = before is not None and self.known.locates(before) and before.key not in self.words.before_any
        told = located and end < len(words) and words[end].glue in {", ", " ("}
        if (
            not words[at].capitalised
            or not (called or marked or told or end > at + 1)
            or (known and end <= at + length)
        ):
            return None
        key = " ".join([word.key for word in words[at:end]])
        span = Span(max(words[at].start, marked.start) if marked else words[at].start, words[end - 1].end)
        name, stop = self.known.with_kind(words, at, end, PlaceName(span, key, ()))
        name = self.known.placed(words, stop, name)
        sure = bool(called or marked or name.sort or (name.within and name.closed) or (located and end > at + 1))
        sort = name.sort or ("town" if called else None)
        return (name._replace(sort=sort, sure=True), stop) if sure else None

    def _is_called_town(self, words: list[Word], at: int) -> bool:
        """Whether the words before say that a town follows: "the village of"."""
        back = at - 2 if at > 1 and words[at - 1].key in self.words.of_town else at - 1
        if back < 0 or words[at].glue != " " or words[back].capitalised:
            return False
        return words[back].key in self.words.towns or (
            self.cases is not None and words[back].key.startswith(self.cases.towns)
        )

    def _run(self, words: list[Word], at: int, called: bool) -> int:
        """The position after the words that make up one name with the one at `at`: those with hyphens between them, and
        where a town is called so, also other capitalised ones."""
        end = stop = at + 1
        while (
            stop < len(words)
            and stop - at < LONGEST_NAME
            and words[stop].glue in ({"-", "‑", " "} if called else {"-", "‑"})
        ):
            if words[stop].capitalised and words[stop].key not in self.stop:
                end = stop + 1
            elif words[stop].key not in PARTICLES:
                break
            stop += 1
        if end < len(words) and not words[end].capitalised and words[end].glue == "-":
            return at + 1  # "Kent-based"
        return end

    def _judged(self, line: Line, start: int, length: int, name: PlaceName, taken: int) -> tuple[PlaceName, int] | None:
        """The name as the words around it show it and the position after it; None where they show something else."""
        end = start + length
        if name.sure:
            return name, end
        marked = self.hints.at(name.span)
        if marked is not None:
            return self._as_marked(line, start, length, name, taken, marked)
        return self._by_words(line, start, length, name, taken)

    def _by_words(
        self, line: Line, start: int, length: int, name: PlaceName, taken: int
    ) -> tuple[PlaceName, int] | None:
        words, end = line.words, start + length
        before = self._before(words, start)
        if before is not None and self._part_of_name(line, start, before, taken):
            self.borne.add(name.key)
            return None
        if name.people:
            return name._replace(sure=True), end
        grown, end = self.known.with_kind(words, start, end, name)
        if grown.sort is None and self._runs_on(line, end, name):
            if max(entry.population for entry in name.candidates) < _FAMOUS:
                self.borne.add(name.key)
            return None
        common = self._is_common(name, line.small)
        listed = taken == start and words[start].glue == ", " and not common and not _is_village(name)
        told = self.known.placed(words, end, grown)
        # "War in Ukraine" is no town of that name.
        word = name.key in line.small and end < len(words) and words[end].text in self.words.within
        inside = told.within is not None and not word
        sure = told.sort is not None or inside or listed or self._is_sure(name, before, common)
        told = told._replace(sure=sure)
        return (told if sure else self._doubtful(told, common)), end

    def _as_marked(
        self, line: Line, start: int, length: int, name: PlaceName, taken: int, marked: Marked
    ) -> tuple[PlaceName, int] | None:
        """The name as a trained reader understood it."""
        words, end, (span, kind) = line.words, start + length, marked
        if kind == "person" or (kind == "date" and name.candidates[0].kind != "country"):
            self.borne.add(name.key)
            return None
        if name.people or kind == "people":
            return (name._replace(sure=True), end) if name.people or name.candidates[0].kind == "country" else None
        if kind != "place" and not (kind == "facility" and span.covers(name.span)):
            # The whole of what is marked as something else may be a place all the same.
            itself = self._by_words(line, start, length, name, taken) if name.span.covers(span) else None
            return itself or self._in_organisation(line, start, end, name, span)
        before = self._before(words, start)
        if name.key in line.small or name.key in self.stop:
            # What the report writes small as well is likely a word, whatever it was taken for.
            return self._by_words(line, start, length, name, taken)
        if kind == "place" and name.span.start > span.start and before is not None and self._is_named(before):
            return None  # the end of a longer name: the gazetteer does not know that
        grown, stop = self.known.with_kind(words, start, end, name)
        if kind == "place" and grown.sort is None and span.end > grown.span.end:
            grown, stop = self._grown(words, grown, stop, span)
        return self.known.placed(words, stop, grown)._replace(sure=True), stop

    def _in_organisation(
        self, line: Line, start: int, end: int, name: PlaceName, span: Span
    ) -> tuple[PlaceName, int] | None:
        """A place in the name of something that is none: "University of Kent". It may be what stands for the whole."""
        whole = name.span.covers(span)
        common = self._is_common(name, line.small)
        if whole and not common and name.candidates[0].kind == "country":
            return name._replace(sure=True), end
        grown, stop = self.known.with_kind(line.words, start, end, name)
        if grown.sort == "facility":
            grown, stop = name, end
        heads = span.start == name.span.start and not whole
        told = self._doubtful(grown._replace(inside=True), common)
        large = told.large or any(e.kind in {"country", "region"} for e in name.candidates) or grown.sort is not None
        sure = not common and (large or (heads and not _is_village(name)))
        return told._replace(sure=sure, foreign=False), stop

    def _grown(self, words: list[Word], name: PlaceName, end: int, marked: Span) -> tuple[PlaceName, int]:
        """A name that heads a longer one lies where that does ("Kent Valley"), or is nothing by itself."""
        stop = _whole(words, end, marked)
        if stop == end:
            return name, end
        span = Span(name.span.start, words[stop - 1].end)
        if words[stop - 1].key in self.words.features:
            return name._replace(span=span, sort="facility"), stop
        key = " ".join([name.key, *(word.key for word in words[end:stop])])
        return PlaceName(span, key, ()), stop

    @staticmethod
    def _doubtful(name: PlaceName, common: bool) -> PlaceName:
        first = name.candidates[0]
        large = not common and max(entry.population for entry in name.candidates) >= LARGE
        foreign = not common and first.country not in _ENGLISH_SPEAKING and not _is_village(name)
        return name._replace(large=large, foreign=foreign and first.kind == "town")

    @staticmethod
    def _before(words: list[Word], start: int) -> Word | None:
        return words[start - 1] if start and words[start].glue in {" ", ". ", "-"} else None

    def _part_of_name(self, line: Line, start: int, before: Word, taken: int) -> bool:
        """Whether the word before makes it a person's or an organisation's name."""
        words = line.words
        if before.key in self.words.titles and (before.capitalised or words[start].glue == ". "):
            return True
        if before.key == "of" and start > 1 and words[start - 2].key in self.words.organisations:
            return True
        if not before.capitalised or line.headline or taken == start or words[start].glue == ". ":
            return False
        if start == 1 and (before.key in self.stop or self.cases is not None):
            return False  # where nouns have cases, one may begin the sentence: "Residents Odessa's"
        return before.key not in self.words.between and before.key not in self.stop

    def _runs_on(self, line: Line, end: int, name: PlaceName) -> bool:
        """Whether a capitalised word after it makes it part of a longer name: "Kent Times"."""
        words = line.words
        if end >= len(words) or words[end].glue not in {" ", "-"}:
            return False
        after = words[end]
        if after.glue == "-" and _is_great(name):
            return False
        if after.key in self.words.after_organisation and after.capitalised:
            return True
        if line.headline or not after.capitalised or after.key in self.words.titles or after.key in self.stop:
            return False
        return name.candidates[0].kind not in {"country", "water"}

    def _is_named(self, word: Word) -> bool:
        return word.capitalised and not self.known.is_between(word.key)

    def _is_common(self, name: PlaceName, seen_small: frozenset[str]) -> bool:
        """Whether the name is a word or a person's name as well."""
        if name.candidates and name.candidates[0].kind == "country":
            return False
        return " " not in name.key and (
            name.key in self.words.common or name.key in seen_small or name.key in self.stop
        )

    def _is_sure(self, name: PlaceName, before: Word | None, common: bool) -> bool:
        located = before is not None and self.known.locates(before)
        if common or _is_village(name):
            return located and before is not None and before.key not in self.words.before_any
        if any(entry.kind in _COUNTRY_LIKE for entry in name.candidates):
            return name.key not in self.words.common
        return located


@functools.cache
def _stop_keys(language: str | None) -> frozenset[str]:
    return frozenset(map(place_key, stopwords(language) | stopwords("en")))


def _whole(words: list[Word], at: int, marked: Span) -> int:
    """The position after the words from `at` that belong to one marked name."""
    end = stop = at
    while stop < len(words) and words[stop].end <= marked.end and "," not in (words[stop].glue or ""):
        if words[stop].capitalised:
            end = stop + 1
        elif words[stop].key not in PARTICLES:
            break
        stop += 1
    return end


def _is_great(name: PlaceName) -> bool:
    """Whether the name is so well known that what follows is hardly the rest of another: "Moscow-Minsk"."""
    return name.people or any(e.kind in _GREAT or e.population >= LARGE // 2 for e in name.candidates)


def _is_village(name: PlaceName) -> bool:
    """Whether all the places so called are so small that hardly a reader knows the name."""
    return not any(
        entry.kind not in {"town", "district"}
        or entry.population >= (_NEW_VILLAGE if entry.country in _NEW_WORLD else _VILLAGE)
        for entry in name.candidates
    )
