"""Whom a few words name: a land and its organs, people of a land who are not its state, a group or person by name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stemma.model import Actor
from stemma.text.names import romanise, sound_key
from stemma.text.tokens import fold, stopwords
from stemma.vocabulary.command import command_words, governments
from stemma.vocabulary.responsibility import responsibility_words

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_STOP = re.compile(r"[,;:!?()\[\]—–\n]|(?<=\w\w)\.\s")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.]|-(?=[^\W\d_]*[^\W\d_a-z]))*")
_JOINTS = frozenset({"of", "the", "de", "des", "du", "del", "la", "der", "von"})
# So many letters of a name's sound stay in all its cases, and in the people's adjective of a land.
_KEY = 5
_SHORTEST = 3
# Words that may stand between a name and what tells of it (an auxiliary, an adjective), before and after it, and those
# of a name.
_BEFORE, _AFTER, _LONGEST = 4, 2, 8
# In German every noun has a capital: there only those are names that the case knows for such.
_NOUNS_LARGE = "de"


class Party(NamedTuple):
    """Whom words name: the keys of the name, and whether people of a land are meant who are not its state."""

    keys: frozenset[str]
    people: bool = False

    @property
    def of_a_land(self) -> bool:
        """Whether it is a land that is listed, or people of one, rather than a group, a person or a land unknown."""
        return len(self.keys) == 1 and self.keys <= _land_ids()


@functools.cache
def _land_ids() -> frozenset[str]:
    return frozenset(one.id for one in governments())


class _Known(NamedTuple):
    exact: dict[str, str]
    beginnings: dict[str, str]
    phrases: dict[str, str]


@functools.cache
def _lands() -> _Known:
    """The words that name governments: of one word, folded, with those that are beginnings apart."""
    exact: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for one in governments():
        for form in (*one.name, *one.people, *one.seat, *one.organs):
            folded = fold(form)
            if " " in folded:
                phrases.setdefault(folded, one.id)
            else:
                target = beginnings if folded.endswith("*") else exact
                target.setdefault(folded.rstrip("*"), one.id)
    return _Known(exact, beginnings, phrases)


class _Words:
    """Words and beginnings of words."""

    def __init__(self, words: frozenset[str]) -> None:
        self._exact = frozenset(word for word in words if not word.endswith("*"))
        self._beginnings = tuple(sorted(word.rstrip("*") for word in words if word.endswith("*")))

    def __contains__(self, word: str) -> bool:
        return word in self._exact or word.startswith(self._beginnings)


class _Sorts(NamedTuple):
    organs: _Words
    outsiders: _Words


@functools.cache
def _sorts() -> _Sorts:
    known = command_words()
    return _Sorts(_Words(known.organs | known.officials | known.roles), _Words(known.outsiders))


@functools.lru_cache(maxsize=1 << 14)
def _land(word: str) -> str | None:
    """The land that one word names; "US-led" names none, nor does "us"."""
    known, folded = _lands(), fold(word).replace(".", "").removesuffix("'s").removesuffix("’s")
    if "-" in word or (len(folded) <= _SHORTEST and not word.replace(".", "").isupper()):
        return None
    if folded in known.exact:
        return known.exact[folded]
    lengths = range(len(folded), _SHORTEST, -1)
    return next((known.beginnings[folded[:size]] for size in lengths if folded[:size] in known.beginnings), None)


@functools.lru_cache(maxsize=1 << 14)
def key_of(word: str) -> str:
    """The beginning of a name's sound, which its cases and spellings share."""
    return sound_key(romanise(word.removesuffix("'s").removesuffix("’s")))[:_KEY]


class Parties:
    """Finds the parties that words name. `actors` are the case's."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._names = frozenset(
            key_of(word)
            for actor in actors
            if actor.kind in ("person", "organisation", "office")
            for name in (actor.name, *actor.aliases)
            for word in _WORD.findall(name)
            if word[:1].isupper()
        )
        self._of_actor = {actor.id: self._actor(actor) for actor in actors}

    def of_actor(self, actor: str | None) -> Party | None:
        """The party that an actor is, or stands for."""
        return self._of_actor.get(actor) if actor is not None else None

    def _actor(self, actor: Actor) -> Party | None:
        for name in (actor.side, actor.body, actor.name, *actor.aliases):
            if name and (found := self.in_words(name, None)):
                return found
        return None

    def in_words(self, words: str, language: str | None) -> Party | None:
        """The party that all the words together name."""
        return self._party(_WORD.findall(words), language)

    def before(self, text: str, language: str | None) -> Party | None:
        """The party that `text` ends with, but for an auxiliary or so; not where it only says where something was."""
        words = _WORD.findall(_STOP.split(text)[-1])[::-1]
        phrase = [*self._phrase(words, language, _BEFORE)]
        before = words[len(phrase)] if len(words) > len(phrase) else ""
        return None if self._is_place_word(before, language) else self._party(phrase[::-1], language)

    def after(self, text: str, language: str | None) -> tuple[Party, int] | None:
        """The party that `text` begins with, but for an article or so, and how many words follow it."""
        words = _WORD.findall(_STOP.split(text, maxsplit=1)[0])
        phrase = [*self._phrase(words, language, _AFTER)]
        found = self._party(phrase, language)
        return None if found is None else (found, len(words) - len(phrase))

    def _phrase(self, words: Sequence[str], language: str | None, skipped: int) -> Iterator[str]:
        """The words from the first on that name a party, with what stands before and between them."""
        told, named, passed = False, False, 0
        for word in words[: skipped + _LONGEST]:
            tells = self._tells(word, language)
            joint = fold(word) in _JOINTS
            passed += not (tells or joint)
            if not tells and not (told and joint) and (named or self._is_place_word(word, language)):
                return
            if passed > skipped:
                return
            told = told or tells
            named = named or self._is_name(word, language) or _land(word) is not None
            yield word

    def _is_place_word(self, word: str, language: str | None) -> bool:
        known = responsibility_words(language)
        return known is not None and known.at is not None and known.at.fullmatch(word.lower()) is not None

    def _tells(self, word: str, language: str | None) -> bool:
        named = self._is_name(word, language) or _land(word) is not None
        return named or fold(word) in _sorts().organs or self._is_outsider(word, language)

    def _is_outsider(self, word: str, language: str | None) -> bool:
        known = responsibility_words(language)
        of_people = known is not None and known.people is not None and known.people.fullmatch(word.lower())
        return bool(of_people) or fold(word) in _sorts().outsiders or self._is_group(word, language)

    def _is_group(self, word: str, language: str | None) -> bool:
        known = responsibility_words(language)
        return known is not None and known.groups is not None and known.groups.fullmatch(word.lower()) is not None

    def _is_name(self, word: str, language: str | None) -> bool:
        if (
            not word[:1].isupper()
            or _NAME.fullmatch(word) is None
            or len(word) < _SHORTEST
            or word.lower() in stopwords(language)
        ):
            return False
        return language != _NOUNS_LARGE or key_of(word) in self._names

    def _party(self, words: Sequence[str], language: str | None) -> Party | None:
        lands, of_lands = _lands_in(words)
        outside = [word for word in words if self._is_outsider(word, language)]
        left = [word for word in words if fold(word) not in of_lands and fold(word) not in _sorts().organs]
        names = [word for word in left if self._is_name(word, language) and word not in outside]
        if lands:
            # "Ukrainian Saboteurs" in a headline is no name, "Russian Volunteer Corps" is.
            names = [word for word in names if key_of(word) in self._names]
        if names:
            several = [*names, *(word for word in outside if word[:1].isupper())]
            people = len(several) == 1 and any(not self._is_group(word, language) for word in outside)
            return Party(frozenset(map(key_of, several)), people)
        return Party(frozenset(lands), bool(outside) or _some_of_a_people(words)) if len(lands) == 1 else None


def _some_of_a_people(words: Sequence[str]) -> bool:
    """Whether English words name some people of a land: "disgruntled Russians", but "the Russians" is their side."""
    if any(word.lower() == "the" or fold(word) in _sorts().organs for word in words):
        return False
    lands = _lands().exact
    return any(fold(word).endswith("ans") and fold(word) in lands and fold(word)[:-1] in lands for word in words)


def _lands_in(words: Sequence[str]) -> tuple[set[str], set[str]]:
    """The lands that the words name, by one of them or several; and those words, folded."""
    phrase = f" {' '.join(map(fold, words))} "
    forms = {form: land for form, land in _lands().phrases.items() if f" {form} " in phrase}
    single = {fold(word): land for word in words if (land := _land(word))}
    return {*forms.values(), *single.values()}, {word for form in forms for word in form.split()} | single.keys()
