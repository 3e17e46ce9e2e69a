"""Which actors stand under one command: governments with their organs, bodies with those who speak for them."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.model import Actor
from stemma.text.plain_names import key_of, words_of
from stemma.text.tokens import fold, stem
from stemma.vocabulary.command import CommandWords, Government, command_words, governments
from stemma.vocabulary.files import languages
from stemma.vocabulary.titles import titles

# "Russian deputy defence minister": so many words may stand between a country and the organ.
_REACH = 3
# Characters of a name that are looked at.
_LONGEST = 400
_PLURAL = "scy"
_LINKED = ("-linked", "-affiliated", "-run", "-aligned", "-controlled", "-owned")


class Forms:
    """A set of words, some of them only beginnings ("minist*")."""

    def __init__(self, words: Iterable[str]) -> None:
        folded = {fold(word) for word in words}
        self.words = frozenset(folded)
        self._lengths = tuple(sorted({len(word) - 1 for word in folded if word.endswith("*")}))

    def keys(self, word: str) -> list[str]:
        """The forms of the set that stand for `word`."""
        stems = (word[:length] + "*" for length in self._lengths if length <= len(word))
        return [key for key in (word, *stems) if key in self.words]

    def __contains__(self, word: str) -> bool:
        return bool(self.keys(word))


class _Named(NamedTuple):
    """A government found in a phrase: words `start` to `end`, by which kind of form, whether by a beginning."""

    start: int
    end: int
    government: str
    kind: str
    inflected: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What an actor's names tell about whom it speaks for.

    `government` is the id of the government whose organ or official it is. `names` and `bodies` are name keys: its
    own, and those of what it speaks for or belongs to. `group` is the key of an unnamed group ("officials"), `vague`
    whether those may belong to whoever else speaks. `carrier` is true for what only carries words: outlets, reporters,
    "media reports".
    """

    government: str | None
    names: frozenset[str]
    bodies: frozenset[str]
    group: str | None
    vague: bool
    carrier: bool


class Commands:
    """Tells an actor's standing from its names, by the vocabulary."""

    def __init__(self, entries: Sequence[Government], words: CommandWords) -> None:
        self.titles = {entry.id: entry.title for entry in entries}
        self.organs, self.outsiders = Forms(words.organs), Forms(words.outsiders)
        self.roles, self.joints, self.loyal = Forms(words.roles), Forms(words.joints), Forms(words.loyal)
        self.breaks, self.fillers = Forms(words.breaks), Forms(words.fillers)
        self.groups, self.officials = Forms(words.groups), Forms(words.officials)
        self.armed, self.reporters = Forms(words.armed), Forms(words.reporters)
        self.way_stations, self.sorts = Forms(words.way_stations), Forms(words.sorts)
        self.rulers = Forms(words.rulers)
        self.heading, self.possessives = Forms(words.heading), Forms(words.possessives)
        self.admissions, self.retractions = Forms(words.admissions), Forms(words.retractions)
        self.unconfirmed, self.negations = Forms(words.unconfirmed), Forms(words.negations)
        self._patterns: dict[str, list[tuple[tuple[Forms, ...], str, str]]] = {}
        for entry in entries:
            for kind in ("organs", "name", "people", "seat"):
                for form in getattr(entry, kind):
                    self._add(form, entry.id, kind)
        self._first = Forms(self._patterns)

    def _add(self, form: str, government: str, kind: str) -> None:
        parts = fold(form).split()
        pattern = tuple(Forms([part]) for part in parts[1:])
        self._patterns.setdefault(parts[0], []).append((pattern, government, kind))

    def standing(self, actor: Actor) -> Standing:
        """What is known of whom `actor` speaks for; unknown (None, empty) where its names leave it open."""
        phrases = [words_of(name) for name in (actor.name, *actor.aliases)]
        bodies = self._bodies(actor)
        voice = self._government(actor) if actor.kind != "media" else None
        return Standing(
            government=voice,
            names=frozenset(filter(None, map(key_of, phrases))) if actor.kind != "unnamed" else frozenset(),
            bodies=bodies,
            group=self._group(phrases[0]) if actor.kind == "unnamed" else None,
            vague=actor.kind in ("unnamed", "office") and voice is None and self._vague(phrases[0], bodies),
            carrier=self._carries(actor, phrases, bodies),
        )

    def _carries(self, actor: Actor, phrases: Sequence[Sequence[str]], bodies: frozenset[str]) -> bool:
        """An outlet and who works for one are way stations, unless the outlet is the mouthpiece of a party."""
        if actor.kind == "media":
            return not bodies
        if actor.kind == "unnamed" or (actor.kind == "organisation" and self._without_name(actor.name)):
            return not self._stated(bodies) and any(
                word in self.way_stations or word in self.reporters for word in self._ends(phrases[0])
            )
        return actor.kind == "person" and any(word in self.reporters for words in phrases for word in words)

    def _without_name(self, name: str) -> bool:
        """Whether no word of a name is anybody's own: small words, and peoples in capitals ("Danish newspapers")."""
        large = [word for part in name.split() if part != part.lower() for word in words_of(part)]
        return self._any_people(large)

    def _any_people(self, words: Sequence[str]) -> bool:
        """Whether all words are names of peoples, or tell what sort of outlet one is."""
        peoples = {index for e in self._named(words) if e.kind == "people" for index in range(e.start, e.end)}
        return all(index in peoples or word in self.sorts for index, word in enumerate(words))

    def _vague(self, words: Sequence[str], bodies: frozenset[str]) -> bool:
        """Officials of no country in particular, or armed people of no group in particular."""
        content = [word for word in words if word not in self.fillers]
        official = all(word in self.officials or word in self.organs for word in content)
        if official and any(word in self.officials for word in content):
            return True
        return not bodies and any(word in self.armed for word in self._ends(words))

    def _stated(self, bodies: frozenset[str]) -> bool:
        """Whether one of the bodies is more than "media" or "social media"."""
        return any(word not in self.way_stations for body in bodies for word in body.split())

    def _ends(self, words: Sequence[str]) -> tuple[str, str]:
        """The first and last word before "of", "on", "who": one is the noun, by the language's order of words."""
        end = next(
            (i for i, word in enumerate(words) if i and (word in self.joints or word in self.breaks)), len(words)
        )
        named = [word for word in words[:end] if word not in self.fillers]
        return (named[0], named[-1]) if named else ("", "")

    def _group(self, words: Sequence[str]) -> str | None:
        """A key under which "three U.S. officials" and "an American official" are one, "residents" another."""
        named = {index: entry for entry in self._named(words) for index in range(entry.start, entry.end)}
        content = [index for index, word in enumerate(words) if word not in self.fillers and index not in named]
        if not content or not all(words[index] in self.groups for index in content):
            return None
        countries = sorted({entry.government for entry in named.values()})
        return " ".join([*countries, *sorted({stem(words[index], "en") for index in content})])

    def _government(self, actor: Actor) -> str | None:
        person = actor.kind == "person"
        names = [words_of(name) for name in (actor.name, *actor.aliases)]
        if not person and any(word in self.outsiders for words in names for word in words):
            # A movement may call itself a state ("the Islamic State of ...").
            return None
        found = [self.government_in(words, person=person) for words in names]
        if actor.body:
            found.append(self.government_in(words_of(actor.body)))
        counts = Counter(filter(None, found)).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
            return None
        return counts[0][0]

    def government_of(self, mentions: Iterable[Sequence[str]], beside: Iterable[Sequence[str]]) -> str | None:
        """The government of most of a person's titles, within mentions and beside them; None where none leads."""
        found = [self.government_in(title) for title in map(self.title, beside) if len(title) > 1]
        found += [self.government_in(words, person=True) for words in mentions]
        counts = Counter(filter(None, found)).most_common(2)
        if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
            return None
        return counts[0][0]

    def title(self, words: Sequence[str]) -> Sequence[str]:
        """The last of the words that are nothing but a title: "the Norwegian foreign minister"."""
        named = {index for entry in self._named(words) for index in range(entry.start, entry.end)}
        start = len(words)
        while start and (start - 1 in named or self._in_titles(words[start - 1])):
            start -= 1
        return words[start:]

    def _in_titles(self, word: str) -> bool:
        lists = (self.organs, self.roles, self.joints, self.fillers, self.outsiders)
        return word in _offices() or any(word in forms for forms in lists)

    def government_in(self, words: Sequence[str], *, person: bool = False) -> str | None:
        """The government for which whoever is so named speaks, or None. `person`: the words name a person."""
        if any(word in self.outsiders for word in words):
            return None
        named = self._named(words)
        content = sum(word not in self.fillers for word in words)
        for entry in self._owned(named):
            whole = entry.end - entry.start >= content and entry.kind != "people" and not person
            if whole or entry.kind == "organs" or self._beside_organ(words, entry, person) or self._rules(words, entry):
                return entry.government
        return None

    def _owned(self, named: Sequence[_Named]) -> Iterator[_Named]:
        """The governments found; an organ that another country has too is that country's where it stands beside it."""
        for index, entry in enumerate(named):
            beside = [other for other in named[max(0, index - 1) : index + 2] if other is not entry]
            touching = [
                o for o in beside if o.kind in ("name", "people") and entry.start <= o.end and o.start <= entry.end
            ]
            if entry.kind == "organs" and touching:
                yield touching[0]._replace(kind="organs")
            else:
                yield entry

    def _rules(self, words: Sequence[str], entry: _Named) -> bool:
        """ "Authorities in Oslo": who rules from its seat, but not an embassy there."""
        at = entry.start - 2
        return entry.kind == "seat" and at >= 0 and words[at + 1] in self.breaks and words[at] in self.rulers

    def countries_in(self, words: Sequence[str]) -> frozenset[str]:
        """The governments whose country, people or seat the words name, "danish-backed" among them."""
        parts = [part for word in words for part in word.split("-") if part]
        return frozenset(entry.government for entry in self._named(parts))

    def _beside_organ(self, words: Sequence[str], entry: _Named, person: bool) -> bool:
        """ "Polish border police", "minister of defence of Poland", but not "ambassador to Poland"."""
        after = self._reachable(words[entry.end : entry.end + _REACH])
        if any(word in self.organs for word in after):
            return True
        before = self._reachable(words[max(0, entry.start - _REACH) : entry.start][::-1])
        # "minister Jordan Smith": without "of", only an inflected form tells a country from a person's name.
        joined = entry.inflected or not person or any(word in self.joints for word in before)
        return joined and any(word in self.organs for word in before)

    def _reachable(self, words: Sequence[str]) -> Sequence[str]:
        return words[: next((i for i, word in enumerate(words) if word in self.breaks), len(words))]

    def _named(self, words: Sequence[str]) -> list[_Named]:
        """The governments that the words name, the longest form at each place, in order."""
        found: list[_Named] = []
        index = 0
        while index < len(words):
            best = self._longest(words, index)
            if best:
                found.append(best)
            index = best.end if best else index + 1
        return found

    def _longest(self, words: Sequence[str], start: int) -> _Named | None:
        best: _Named | None = None
        word = words[start]
        # The masculine plural of Polish adjectives: "norwescy" is of "norweski".
        first = f"{word[: -len(_PLURAL)]}ski" if word.endswith(_PLURAL) else word
        for key in self._first.keys(first):
            for pattern, government, kind in self._patterns[key]:
                end = start + 1 + len(pattern)
                fits = end <= len(words) and all(w in p for w, p in zip(words[start + 1 : end], pattern, strict=True))
                if fits and (best is None or end > best.end):
                    best = _Named(start, end, government, kind, key.endswith("*"))
        return best

    def _bodies(self, actor: Actor) -> frozenset[str]:
        """Name keys of what the actor speaks for: its stated body, and what its names put beside a role."""
        keys = {key_of(words_of(actor.body))} if actor.body else set()
        for name in (actor.name, *actor.aliases):
            for part in name[:_LONGEST].split(","):
                keys |= self._beside_role(self._without_adjectives(part), media=actor.kind == "media")
        return frozenset(filter(None, keys))

    def _without_adjectives(self, name: str) -> Sequence[str]:
        """The folded words; what stands small before "fighters" says what they are like, not whose ("masked")."""
        words = words_of(name)
        first = next((index for index, word in enumerate(words) if word in self.armed), 0)
        large = {form for word in name.split() if word[:1].isupper() for form in words_of(word)}
        return [word for index, word in enumerate(words) if index >= first or word in large]

    def _beside_role(self, words: Sequence[str], *, media: bool) -> set[str]:
        keys = {word.removeprefix("pro-") for word in words if media and word.startswith("pro-")}
        keys |= {word.removesuffix(end) for word in words for end in _LINKED if media and word.endswith(end)}
        for index, word in enumerate(words):
            if word in self.loyal or (word in self.roles and not (media and word in self.way_stations)):
                before = [w for w in words[:index] if w not in self.fillers and w not in self.roles]
                # "Independent Danish channels" are nobody's, unlike "the harbour board's channel".
                if word not in self.way_stations or not self._any_people(before):
                    keys.add(key_of(before))
                keys.add(self._after_role(words[index + 1 :]))
        return keys

    def _after_role(self, words: Sequence[str]) -> str:
        """The body in "of the harbour board"; empty where what follows is a person's name."""
        joined = [index for index, word in enumerate(words[:2]) if word in self.joints or word in self.breaks]
        return key_of(word for word in words[joined[0] + 1 :] if word not in self.joints) if joined else ""


@functools.cache
def _offices() -> frozenset[str]:
    """The words for people's offices and ranks in every language, folded ("mayor")."""
    listed = [titles(language) for language in languages("titles")]
    return frozenset(fold(word) for one in listed for word in (*one.roles, *one.modifiers, *one.ranks))


@functools.cache
def commands() -> Commands:
    """The `Commands` of the bundled vocabulary."""
    return Commands(governments(), command_words())
