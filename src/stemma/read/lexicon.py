"""The closed lists that noun phrases are read with, and what a word alone tells."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.text.names import name_words
from stemma.text.tokens import Token
from stemma.vocabulary.countries import Countries, countries
from stemma.vocabulary.frequent import frequent_words
from stemma.vocabulary.outlets import Outlets, outlets
from stemma.vocabulary.stopwords import stopwords
from stemma.vocabulary.titles import Titles, titles

_POSSESSIVE = re.compile(r"['’]s?$")
_INNER_QUOTES = str.maketrans("", "", '"“”„«»')
# An ending tells nothing of a word that is hardly longer.
_SHORT = 4
_OUTER_QUOTES = "\"'“”„«»‘’` "


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The lists of one language; `listed` are all names in them, `full_roles` the full words for short forms of roles.

    There is one a language, so that what was read with it can be kept by it.
    """

    titles: Titles
    countries: Countries
    outlets: Outlets
    listed: frozenset[str]
    full_roles: Mapping[str, str]
    language: str | None = None

    @property
    def declines(self) -> bool:
        """Whether the language puts the head of a phrase first, as those do that decline their nouns."""
        return bool(self.countries.stems) or self.titles.heads_first

    @property
    def drops_subject(self) -> bool:
        """Whether a verb may do without a subject."""
        return bool(self.countries.stems) or self.titles.drops_subject

    def is_role(self, word: str) -> bool:
        """Whether a word in lower case is a role or a title."""
        return word in self.titles.roles or word in self.titles.ranks or word in self.titles.honorifics

    def families(self, word: str) -> frozenset[str]:
        """The families of organisations whose name a word can head, in the singular or the plural."""
        lists = self.titles.organisations
        return lists.get(word) or lists.get(_singular(word)) or frozenset()

    def is_organisation(self, word: str) -> bool:
        """Whether a word in lower case heads names of organisations or outlets."""
        return bool(self.families(word)) or word in self.titles.outlet_words

    def is_state(self, words: Sequence[Token]) -> bool:
        """Whether one of the words is for an arm of a state."""
        return any(low(word) in self.titles.state_words for word in words)

    @property
    def ordinary(self) -> frozenset[str]:
        """The language's common words, in lower case; none of them is a name for its capital alone."""
        return _ordinary(self.language)

    def is_human(self, noun: str) -> bool:
        """Whether a noun in lower case is for people, by the lists or by its ending: "pollster", "islanders"."""
        singular = noun.removesuffix("s")
        if noun in self.titles.roles or noun in self.titles.people or singular in self.titles.people:
            return True
        return len(noun) > _SHORT and noun.endswith(self.titles.people_endings) and noun not in self.titles.no_people

    def is_plural(self, noun: str) -> bool:
        """Whether a noun in lower case is a plural, by its ending."""
        return noun.endswith(self.titles.plural_endings) and not noun.endswith(self.titles.singular_endings)

    def before_of(self, words: Sequence[Token]) -> list[Token]:
        """The words before the first "of" or "for" (or "to", where a role asks for it); never none."""
        for index in range(1, len(words)):
            word = words[index].text
            if word in self.titles.joining or (word == "to" and low(words[index - 1]) in self.titles.sent_to):
                return list(words[:index])
        return list(words)

    def closed(self, words: Sequence[Token]) -> tuple[list[Token], list[Token]]:
        """The words up to the participle, preposition or relative word that closes a phrase, and what follows."""
        for index in range(1, len(words)):
            word = words[index].text
            if word in self.titles.closers and not (word == "to" and low(words[index - 1]) in self.titles.sent_to):
                return list(words[:index]), list(words[index:])
        return list(words), []


@functools.cache
def lexicon(language: str | None) -> Lexicon:
    """The lists for `language`, those of English where it has none."""
    bodies, lands, media = titles(language), countries(language), outlets()
    listed = frozenset((*bodies.known, *lands.names, *lands.capitals, *media.names))
    full = {" ".join(name_words(short)): " ".join(name_words(role)) for short, role in bodies.short_roles.items()}
    return Lexicon(bodies, lands, media, listed, full, language)


@functools.cache
def _ordinary(language: str | None) -> frozenset[str]:
    return frozenset(frequent_words(language)) | stopwords(language) if language else frozenset()


def without_ending(name: str) -> str:
    """A name without its possessive ending."""
    return _POSSESSIVE.sub("", name) if "'" in name or "’" in name else name


def core(word: Token) -> str:
    """A word as written, without a possessive ending."""
    return without_ending(word.text)


@functools.lru_cache(maxsize=1 << 15)
def _low(text: str) -> str:
    return without_ending(text).lower()


def low(word: Token) -> str:
    """A word in lower case, without a possessive ending."""
    return _low(word.text)


def is_possessive(word: Token) -> bool:
    """Whether a word ends like a possessor: "Russia's"."""
    return word.text.endswith(("'s", "’s"))


def is_capital(word: Token) -> bool:
    """Whether a word is written as part of a name."""
    return is_written_as_name(word.text)


@functools.lru_cache(maxsize=1 << 15)
def is_written_as_name(word: str) -> bool:
    """Whether a word begins with a capital, or what stands behind its last hyphen does."""
    return word[:1].isupper() or ("-" in word and word.rpartition("-")[2][:1].isupper())


def all_capital(words: Sequence[Token]) -> bool:
    """Whether all words are written as parts of a name."""
    return all(map(is_capital, words))


def plain_words(text: str, words: Sequence[Token]) -> str:
    """The words of `text` as one line, without the quotation marks around and between them."""
    if not words:
        return ""
    raw = text[words[0].span.start : words[-1].span.end]
    if raw.replace(" ", "").isalnum() and "  " not in raw:
        return raw
    return " ".join(raw.translate(_INNER_QUOTES).strip(_OUTER_QUOTES).split())


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
