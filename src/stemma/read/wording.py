"""A noun phrase while it is read, and what it comes to."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.model import MentionKind, Span
from stemma.read.lexicon import Lexicon, all_capital, core, is_capital, low, plain_words, without_ending
from stemma.text.tokens import Token

_LONGEST_LISTED = 8
_LONGEST_DESCRIPTION = 14
_WORDS_TO_CARRIER = 3
# In a text of up to so many characters a word is sooner searched for than all its words gathered.
_SHORT = 20_000


class LooksAround(Exception):  # noqa: N818 - no error: the phrase is to be read where it stands
    """A phrase can't be read without what stands around it."""


class Phrase(NamedTuple):
    """A noun phrase, read on its own.

    `name` is the name or description without determiner, titles and quotation marks. `head` is the noun it turns
    on, in lower case. `bare` says that it has nothing of its own to tell who is meant ("the ministry", "the
    official"): it refers back. `loose` marks a name that nothing but its capitals makes one. `information` and
    `message` mark words for news and for carriers of words; `owner` is where the phrase says whose it is. `number` is
    "singular" or "plural" (a pronoun's may be "any"), `gender` "male", "female", "thing" or None. `parts` are the
    actors of a joint phrase. `mute` marks what is neither person nor body nor carrier ("the concern"): no actor.
    `ordinary` marks a loose name that is a common word too, at the beginning of a sentence: a name only where somebody
    is called so elsewhere. `age` is in years, where the text tells it. A body's `role` is how the text describes it.
    """

    span: Span
    kind: MentionKind
    name: str
    head: str
    definite: bool = False
    number: str = "singular"
    gender: str | None = None
    role: str | None = None
    body: str | None = None
    side: str | None = None
    aliases: tuple[str, ...] = ()
    families: frozenset[str] = frozenset()
    bare: bool = False
    loose: bool = False
    information: bool = False
    message: bool = False
    owner: Span | None = None
    parts: tuple[Phrase, ...] = ()
    mute: bool = False
    ordinary: bool = False
    age: int | None = None

    def moved(self, span: Span) -> Phrase:
        """The same phrase at `span`, with whose it is."""
        if self.owner is None:
            return Phrase(span, *self[1:])
        by = span.start - self.span.start
        return self._replace(span=span, owner=Span(self.owner.start + by, self.owner.end + by))


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase taken apart: `words` after the determiners, `main` up to what closes it, `tail` from there on.

    `noun` is `main` up to its first "of".
    `appositions` are the parts after commas; `possessive` is the word for whose it is ("his"), `besides` the one that
    says that it is somebody else ("another"). `alone` says that the phrase is read as a text of its own.
    """

    text: str
    span: Span
    known: Lexicon
    words: list[Token]
    main: list[Token]
    noun: list[Token]
    tail: list[Token]
    appositions: list[list[Token]]
    alone: bool = False
    definite: bool = False
    indefinite: bool = False
    possessive: Token | None = None
    besides: Token | None = None

    @property
    def around(self) -> str:
        """The report's text. Raises LooksAround where the phrase is read alone."""
        if self.alone:
            raise LooksAround
        return self.text

    def plain(self, words: Sequence[Token]) -> str:
        """The words as one line, without quotation marks."""
        return plain_words(self.text, words)

    def phrase(self, kind: MentionKind, name: str, head: str, **more: object) -> Phrase:
        """What the wording comes to, with further fields of Phrase."""
        return Phrase(self.span, kind, name, head, definite=self.definite, **more)  # type: ignore[arg-type]

    def described(self) -> str:
        """The description of somebody unnamed, with what follows where that tells who it is."""
        words = [*self.main, *self.tail] if self._tail_tells() else self.main
        return f"{self.besides.text.lower()} {self.plain(words)}" if self.besides is not None else self.plain(words)

    def _tail_tells(self) -> bool:
        long = len(self.main) + len(self.tail) > _LONGEST_DESCRIPTION
        if self.definite or not self.tail or long or self.tail[0].text not in self.known.titles.telling:
            return False
        # "One official in the report": that tells where, not who it is.
        return not any(low(word) in self.known.titles.messages for word in self.tail[:_WORDS_TO_CARRIER])

    def listed(self, words: Sequence[Token]) -> Phrase | None:
        """A known outlet, office, body or country, spelled as it is listed; None for anything else."""
        if len(words) > _LONGEST_LISTED:
            return None
        name = self.plain(words)
        spelling = name if name in self.known.listed else without_ending(name)
        found = self._listed_as(spelling, words) if spelling in self.known.listed else None
        if found is None or not any(map(is_capital, words)):
            return None
        return found if name == found.name else found._replace(aliases=(name,))

    def _listed_as(self, spelling: str, words: Sequence[Token]) -> Phrase | None:
        head = words[-1].folded
        outlet = self.known.outlets.names.get(spelling)
        if outlet is not None:
            families = frozenset({"media", "agency"})
            return self.phrase("media", outlet.name, head, side=outlet.state, gender="thing", families=families)
        office = self.known.titles.known.get(spelling)
        if office is not None:
            kind: MentionKind = "office" if office.state else "organisation"
            families = self.families(words)
            return self.phrase(kind, office.name, head, side=office.state, gender="thing", families=families)
        country = self.known.countries.names.get(spelling) or self.known.countries.capitals.get(spelling)
        if country is not None:
            families = frozenset({"government"})
            return self.phrase("people", country, head, side=country, gender="thing", families=families)
        return None

    def families(self, words: Sequence[Token]) -> frozenset[str]:
        """The families of organisations that any of the words heads."""
        return frozenset().union(*(self.known.families(low(word)) for word in words))

    def standard(self, words: Sequence[Token]) -> str:
        """The words' listed name where they have one, else as they stand."""
        listed = self.listed(words)
        return listed.name if listed is not None else without_ending(self.plain(words))

    def body_of(self, words: Sequence[Token]) -> str | None:
        """The body that a role belongs to: after "of" or "for", else the name before the role."""
        before = self._before_of(words)
        if len(before) < len(words):
            return self._body_after(words[len(before) + 1 :])
        for size in range(min(4, len(before)), 1, -1):
            if self.plain(before[:size]) in self.known.titles.known:
                return self.standard(before[:size])
        named: list[Token] = []
        for word in before:
            if not is_capital(word) or self.known.is_role(low(word)) or word.text.rpartition("-")[2].islower():
                break
            if low(word) in self.known.titles.modifiers and not (named and self.known.families(low(word))):
                break
            if named or not self.known.countries.people(core(word)):
                named.append(word)
        kind = before[len(named)] if 0 < len(named) < len(before) - 1 else None
        if kind is not None and low(kind) not in self.known.titles.modifiers and self.known.families(low(kind)):
            return self.standard([*named, kind])
        if len(named) == 1 and named[0] is before[0] and _is_between_blanks(self.around, named[0].text.lower()):
            return None  # an ordinary word with the capital of its sentence
        return self.standard(named) if named else None

    def _before_of(self, words: Sequence[Token]) -> Sequence[Token]:
        return self.noun if words is self.main else self.known.before_of(words)

    def _body_after(self, words: Sequence[Token]) -> str | None:
        rest = [word for word in words if word.text.lower() not in ("the", "a", "an")]
        rest = self.known.closed(rest)[0]
        # "Secretary of State" and "chief of staff" name no body.
        if not any(map(is_capital, rest)) or low(rest[0]) in ("state", "staff"):
            return None
        return self.standard(rest)

    def side_of(self, words: Sequence[Token]) -> str | None:
        """The country for whose government these words say that somebody speaks."""
        lists = self.known.titles
        before = self._before_of(words)
        heads = {low(before[-1]), low(before[0])} if before else set()
        if any(low(word) in lists.irregular for word in words):
            return None
        proper = all_capital(before) and self.known.is_state(before)
        voices = heads & lists.voices and self.known.is_state(words)
        if heads & lists.state_roles or heads & lists.state_words or proper or voices:
            return self._country_in(words) or self._state_in(words)
        return self._state_in(words) if heads & lists.voices or heads & lists.state_roles else None

    def _country_in(self, words: Sequence[Token]) -> str | None:
        for size in (2, 1):
            for start in range(len(words) - size + 1):
                country = self.known.countries.of(without_ending(self.plain(words[start : start + size])))
                if country is not None:
                    return country
        return None

    def _state_in(self, words: Sequence[Token]) -> str | None:
        """The country of a listed office that the words name."""
        for size in (3, 2, 1):
            for start in range(len(words) - size + 1):
                found = self.known.titles.known.get(self.plain(words[start : start + size]))
                if found is not None and found.state:
                    return found.state
        return None


def _is_between_blanks(text: str, word: str) -> bool:
    """Whether the word stands between two single blanks anywhere in the text."""
    return f" {word} " in text if len(text) <= _SHORT else word in _between_blanks(text)


@functools.lru_cache(maxsize=2)
def _between_blanks(text: str) -> frozenset[str]:
    """What stands between two single blanks anywhere in the text."""
    return frozenset(text.split(" ")[1:-1])
