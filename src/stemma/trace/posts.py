"""Whom people head or speak for, by what pages put beside their names: "Tom Dahl, the head of the port authority"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.model import Actor, Pointer, Span
from stemma.text.body_nouns import body_nouns
from stemma.text.plain_names import ARTICLES, words_of
from stemma.text.tokens import fold, stopwords
from stemma.trace.command import commands
from stemma.vocabulary.files import languages
from stemma.vocabulary.titles import titles

# Characters before and after a name within which pages say whom somebody heads or speaks for.
_BEFORE, _AFTER = 60, 110
# Words of such a phrase that are looked at, and those within which the post stands.
_MOST_WORDS, _TO_POST = 12, 6
_STOPS = '.;:!?()\n"“”„«»–—'


@dataclass(frozen=True, slots=True)
class Post:
    """What a page puts beside a person's name: the folded words that tell whom the person heads or speaks for.

    They are empty where the page says "its head", and `its` is true: the body that it names before is meant.
    """

    words: frozenset[str]
    place: Pointer
    its: bool = False

    @property
    def families(self) -> frozenset[str]:
        """The families of bodies whose nouns are among the words."""
        return frozenset(family for word in self.words for family in body_nouns().get(word, ()))


def posts_beside(text: str, place: Pointer, actor: Actor) -> Iterator[Post]:
    """The posts that a page gives a person beside one mention of the name."""
    name = _name_at(text, place, actor)
    for words in _phrases(text, name):
        content = telling(words)
        if words[0] in commands().possessives:
            yield Post(frozenset(), Pointer(place.report, name), its=True)
        elif content:
            yield Post(content, Pointer(place.report, name))


def _name_at(text: str, place: Pointer, actor: Actor) -> Span:
    """Where the bare name stands in a mention, which may hold what is told of the person too."""
    told = place.span.of(text)
    parts = [part for part in actor.name.split() if part in told]
    if not parts:
        return place.span
    start, end = told.find(parts[0]), told.find(parts[-1]) + len(parts[-1])
    return Span(place.span.start + start, place.span.start + end) if start < end else place.span


def _phrases(text: str, name: Span) -> Iterator[Sequence[str]]:
    """The words beside a name that say what somebody heads: titles before it, and what stands after it."""
    words = words_of(_after_stop(text[max(0, name.start - _BEFORE) : name.start].rstrip(", ")))
    first = next((at for at in range(len(words), 0, -1) if not _in_title(words[at - 1])), 0)
    if first and (
        words[first - 1] in commands().possessives or (words[first : first + 1] and words[first] in body_nouns())
    ):
        # "Its head"; "the salt ministry's spokesman": what a body is for is no title.
        first -= 1
    if any(_is_post(word) for word in words[first:]):
        yield words[first:]
    part = _before_stop(text[name.end : name.end + _AFTER])
    apposed = part.lstrip()[:1] == ","
    told = words_of(part.lstrip()[1:].split(",", 1)[0] if apposed else part.split(",", 1)[0])[:_MOST_WORDS]
    if apposed and any(_is_post(word) for word in told[:_TO_POST]):
        yield told
    elif told and not apposed and told[0] in commands().joints:
        end = next((at for at, word in enumerate(told[: _MOST_WORDS // 2]) if word in body_nouns()), 0)
        if end:
            yield told[1 : end + 1]


def _in_title(word: str) -> bool:
    return _is_post(word) or word in body_nouns() or word in commands().organs or word in _offices()


def _after_stop(text: str) -> str:
    return text[max(map(text.rfind, [*_STOPS, ","])) + 1 :]


def _before_stop(text: str) -> str:
    ends = [at for at in map(text.find, _STOPS) if at >= 0]
    return text[: min(ends)] if ends else text


def telling(words: Sequence[str]) -> frozenset[str]:
    """The words of a phrase that tell which body is meant."""
    lists = commands()
    return frozenset(
        word
        for word in words
        if word not in ARTICLES
        and word not in lists.fillers
        and word not in lists.joints
        and word not in _small()
        and not _is_post(word)
    )


def _is_post(word: str) -> bool:
    lists = commands()
    return word in lists.heading or (word in lists.roles and word not in lists.way_stations)


@functools.cache
def _small() -> frozenset[str]:
    return frozenset(fold(word) for language in languages("titles") for word in stopwords(language))


@functools.cache
def _offices() -> frozenset[str]:
    listed = [titles(language) for language in languages("titles")]
    return frozenset(fold(word) for one in listed for word in (*one.modifiers, *one.ranks, *one.honorifics))
