"""What the gazetteer and the vocabulary have for the words of a sentence."""

from __future__ import annotations

from typing import NamedTuple

from stemma.model import Span
from stemma.read.place_inflections import country_of, named_by, region_by_adjective
from stemma.read.place_lines import Word
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.world import Gazetteer, gazetteer
from stemma.vocabulary.places import PlaceWords, inflections, place_words

_GAPS = frozenset({" ", "-", "‑", "\u00a0", ". ", ".", " ‘", " '", "-‘"})
PARTICLES = frozenset(
    ("al", "am", "an", "and", "da", "de", "del", "della", "der", "di", "do", "el", "en", "i", "im", "la", "le", "les",
     "of", "on", "sur", "the", "upon", "y")
)  # fmt: skip
LONGEST_NAME = 5
_SMALL = 5_000
# Initials and words in capitals are places only where as large as this; smaller ones are all kinds of names.
LARGE = 100_000
# What a word such as "counties" makes of the names of a list before it.
REGIONS = "regions"


class PlaceName(NamedTuple):
    """A name found: `candidates` are what the gazetteer has for it, none where it has nothing.

    `sentence` is the number of its sentence. `sort` is what the words around it call it ("region", "town",
    "facility") or None, `people` says that it names a people, `inside` that it stands in an organisation's name,
    `variant` that `candidates` are called otherwise and may be meant. `within` is the key of the name after its comma
    ("Kent, Ohio"), `closed` says that nothing goes on behind that as another clause would. `sure` says that the words
    around it are those of a place, `large` that the name is that of a large town, `foreign` that it is an uncommon name
    of a small one, which its country may make sure of.
    """

    span: Span
    key: str
    candidates: tuple[Entry, ...]
    people: bool = False
    sort: str | None = None
    within: str | None = None
    closed: bool = False
    sure: bool = False
    large: bool = False
    foreign: bool = False
    sentence: int = 0
    inside: bool = False
    variant: bool = False


class Lookup:
    """Looks the words of one report up."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text = text
        self.places: Gazetteer = gazetteer()
        self.words: PlaceWords = place_words(language)
        self.cases = inflections(language)

    def longest(self, line: list[Word], start: int) -> tuple[PlaceName | None, int]:
        """The longest name that begins with this word, and how many words it has."""
        name = self._adjective(line, start)
        if name is not None or not line[start].capitalised:
            return name, 2 if name else 1
        end = start + 1
        while end < len(line) and end - start < LONGEST_NAME and self._may_join(line, end):
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
        return line[at].capitalised or line[at].key in PARTICLES

    def _looked_up(self, words: list[Word]) -> PlaceName | None:
        key = " ".join([word.key for word in words])
        if key in self.words.never or len(key) < 2:
            return None
        if len(words) > 1 and words[0].key in self.words.organisations:
            return None
        capitals = all(word.text.isupper() for word in words)
        code = self.words.names.get(key) if len(key) > 3 or capitals else None
        if code is not None:
            return self._of_country(words, key, code)
        if key in self.words.people:
            return self._of_country(words, key, self.words.people[key], people=True)
        if key in self.words.land_people:
            lands = tuple(e for e in self.places.look_up(self.words.land_people[key]) if e.kind == "region")
            return PlaceName(self._with_dot(words), key, lands[:1], people=True) if lands else None
        if len(key) < 3 or (capitals and len(key) < 5):
            return None
        found = self.places.look_up(key)
        if self.cases is not None and max((entry.population for entry in found), default=0) < _SMALL:
            # What a village is called may be a case of a town's name.
            inflected = self._inflected(words, key)
            if inflected is not None:
                return inflected
        if found:
            known = not capitals or max(entry.population for entry in found) >= LARGE
            return PlaceName(self._with_dot(words), key, found) if known else None
        return None

    def _with_dot(self, words: list[Word]) -> Span:
        """Where the words stand, with the dot that ends initials ("U.S.")."""
        span = Span(words[0].start, words[-1].end)
        dotted = words[-1].glue == "." and self.text[span.end : span.end + 1] == "."
        return Span(span.start, span.end + 1) if dotted else span

    def _of_country(self, words: list[Word], key: str, code: str, people: bool = False) -> PlaceName | None:
        country = self.places.country(code)
        return PlaceName(self._with_dot(words), key, (country,), people) if country else None

    def _inflected(self, words: list[Word], key: str) -> PlaceName | None:
        """The name under another case's ending."""
        if self.cases is None:
            return None
        country = country_of(key, self.cases)
        if country is not None:
            return self._of_country(words, key, *country)
        form, found = named_by(key, self.cases, self.places)
        return PlaceName(self._with_dot(words), form, found) if found else None

    def _adjective(self, line: list[Word], start: int) -> PlaceName | None:
        """A kind word with an adjective of a name: "obwodzie kurskim", "Курской области"."""
        if self.cases is None or start + 1 >= len(line) or line[start + 1].glue != " ":
            return None
        kind, word = line[start], line[start + 1]
        if word.key.startswith(self.cases.regions):
            if not kind.capitalised:
                return None
            kind, word = word, kind
        form, found = region_by_adjective(kind, word, self.cases, self.places)
        span = Span(line[start].start, line[start + 1].end)
        return PlaceName(span, form, found, sort="region", sure=True) if found else None

    def short(self, line: list[Word], at: int) -> tuple[PlaceName, int] | None:
        """The short name of a region behind its town: "Kent, Ore."."""
        found = self._short_key(line, at) if line[at].glue == ", " else None
        if found is None:
            return None
        key, length = found
        span = self._with_dot(line[at : at + length])
        if self.text[span.end : span.end + 1] == "." and length == 1:
            span = Span(span.start, span.end + 1)
        regions = tuple(entry for entry in self.places.look_up(key) if entry.kind == "region")
        return (PlaceName(span, key, regions, sort="region", sure=True), at + length) if regions else None

    def _short_key(self, line: list[Word], at: int) -> tuple[str, int] | None:
        """The key of the region whose short name begins with this word, and how many words that has."""
        if not line[at].capitalised:
            return None
        if at + 1 < len(line) and line[at + 1].glue == ".":
            pair = self.words.short.get(f"{line[at].key} {line[at + 1].key}")
            if pair is not None:
                return pair, 2
        short = self.words.short.get(line[at].key)
        return (short, 1) if short is not None else None

    def with_kind(self, line: list[Word], start: int, end: int, name: PlaceName) -> tuple[PlaceName, int]:
        """The name together with the kind word beside it: "Kent region", "Kent International Airport"."""
        if any(entry.kind in {"country", "water"} for entry in name.candidates):
            return name, end
        sort, stop = self._kind_after(line, end)
        if sort is None and start > 1 and line[start - 1].key == "of":
            sort, stop = self.kind_of(line[start - 2].key), end
            if sort == "region":
                return name._replace(span=Span(line[start - 2].start, name.span.end), sort=sort), end
            if sort == "town":
                # "the town of" is no part of the name, while "the region of" says that the town is not meant.
                return name._replace(sort=sort), end
        if sort is None:
            divided = bool(name.candidates) and name.candidates[0].kind == "district" and " " in name.key
            return (name._replace(sort="region") if divided else name), end
        last = line[(end if sort == REGIONS else stop) - 1]
        return name._replace(span=Span(name.span.start, last.end), sort=sort), stop

    def _kind_after(self, line: list[Word], end: int) -> tuple[str | None, int]:
        stop = end
        while stop < len(line) and stop - end < 2 and line[stop].glue == " " and self.is_between(line[stop].key):
            stop += 1
        if stop < len(line) and line[stop].glue == " ":
            pair = f"{line[stop].key} {line[stop + 1].key}" if stop + 1 < len(line) else ""
            if pair in self.words.facilities and line[stop + 1].glue == " ":
                return "facility", stop + 2
            if line[stop].key in self.words.facilities:
                return "facility", stop + 1
            sort = self.kind_of(line[stop].key)
            if sort is not None:
                return sort, stop + 1
        return None, end

    def is_between(self, key: str) -> bool:
        """Whether the word may stand between a name and the word for its kind: "the Kent border region"."""
        return key in self.words.between or key in self.words.facility_prefixes

    def kind_of(self, key: str) -> str | None:
        """What kind of place the word makes of the name beside it: "region", REGIONS, "town"; None for no such word."""
        if key in self.words.regions:
            return "region"
        if key in self.words.region_lists:
            return REGIONS
        return "town" if key in self.words.towns else None

    def placed(self, line: list[Word], end: int, name: PlaceName) -> PlaceName:
        """The name with the country or region that stands after its comma, in brackets or after "in"."""
        at = end
        if at < len(line) - 1 and line[at].text in self.words.within and line[at].glue in {" ", ", "}:
            at += 2 if at < len(line) - 2 and line[at + 1].key == "the" else 1
        elif at >= len(line) or line[at].glue not in {", ", " ("}:
            return name
        if not line[at].capitalised:
            return name
        found = self._short_key(line, at) or self._area_key(line, at)
        if found is None:
            return name
        stop = at + found[1]
        # "When it left Kent, Ohio was shaken": what goes on without a comma may be another clause.
        closed = stop >= len(line) or line[stop].glue != " " or at > end
        return name._replace(within=found[0], closed=closed)

    def _area_key(self, line: list[Word], at: int) -> tuple[str, int] | None:
        name, length = self.longest(line, at)
        kinds = {entry.kind for entry in name.candidates[:3]} if name is not None and not name.people else set()
        return (name.key, length) if name is not None and kinds & {"country", "region", "district"} else None

    def locates(self, before: Word) -> bool:
        """Whether a place is likely to follow the word."""
        if self.cases is not None and (before.key in self.cases.before or before.key.startswith(self.cases.towns)):
            return True
        return before.key in self.words.before
