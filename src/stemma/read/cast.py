"""The actors of one report while they are gathered: which names are one, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stemma.model import Actor, ActorKind, sha256_of
from stemma.read.wording import Phrase
from stemma.text.names import body_key, is_acronym, is_case_of, name_key, name_words, same_person, sound_key, stands_for
from stemma.text.tokens import fold
from stemma.vocabulary.titles import Titles

# People whose surnames begin alike are compared to at most so many: keeps text with thousands of names linear.
_MOST = 200
# So many letters of a surname no case ending changes.
_STEM = 2


@dataclass(slots=True, eq=False)
class Figure:
    """One actor of the report. `seen` are the starts of its mentions so far, in text order."""

    name: str
    kind: ActorKind
    aliases: set[str] = field(default_factory=set)
    role_words: set[str] = field(default_factory=set)
    body: str | None = None
    side: str | None = None
    gender: str | None = None
    number: str = "singular"
    head: str = ""
    age: int | None = None
    families: frozenset[str] = frozenset()
    parts: tuple[Figure, ...] = ()
    seen: list[int] = field(default_factory=list)

    def actor(self, report: str, distinct: int) -> Actor:
        """The figure as a value; `distinct` tells apart figures of one name."""
        key = f"{report}|{name_key(self.name)}" + (f"|{distinct}" if distinct else "")
        return Actor(
            id="a" + sha256_of(key)[:10],
            name=self.name,
            kind=self.kind,
            aliases=tuple(sorted(self.aliases - {self.name, ""})),
            body=self.body,
            side=self.side,
        )


class Cast:
    """The figures of a report by the keys under which a name finds them.

    `full_roles` maps words for roles, as `name_words` makes them, to their full forms in the nominative.
    """

    def __init__(self, lists: Titles, full_roles: Mapping[str, str]) -> None:
        self.lists = lists
        self.figures: list[Figure] = []
        self._by_body: dict[frozenset[str], Figure] = {}
        self._by_name: dict[str, Figure] = {}
        self._by_surname: dict[str, list[Figure]] = {}
        self._by_word: dict[str, list[Figure]] = {}
        self._by_beginning: dict[str, list[Figure]] = {}
        self._by_given: dict[str, list[Figure]] = {}
        self._by_age: dict[int, list[Figure]] = {}
        self._roles = full_roles

    def role_word(self, word: str) -> str:
        """The word for a role in its full form and the nominative; `word` is as `name_words` makes it."""
        return self._roles.get(word, word)

    def enter(self, phrase: Phrase) -> Figure | None:
        """The figure of a phrase that tells by itself who is meant, made when it is new.

        None where the name fits two figures.
        """
        if phrase.parts:
            return self._joint(phrase)
        if phrase.kind == "person":
            return self._person(phrase)
        figure = self._known(phrase)
        if figure is None:
            figure = self._add(phrase)
        return self._learn(figure, phrase)

    def find(self, phrase: Phrase) -> Figure | None:
        """The one figure already known by the phrase's name; nothing is made."""
        if phrase.kind == "person" and len(name_words(phrase.name)) == 1:
            return self._single(phrase)
        return self._known(phrase)

    def _known(self, phrase: Phrase) -> Figure | None:
        exact = self._by_name.get(name_key(phrase.name))
        if exact is not None:
            return exact
        if phrase.kind in ("unnamed", "person"):
            return None
        same = self._by_body.get(body_key(phrase.name))
        return same or (None if phrase.kind in ("people", "office") else self._longer(phrase.name))

    def _longer(self, name: str) -> Figure | None:
        """The one organisation whose name a shorter one begins or ends ("the Observatory"), or whose initials it is."""
        words = name_words(name)
        if not words or name.islower():
            return None
        near = [f for f in self._by_word.get(words[-1], []) if f.kind in ("organisation", "media")]
        held = [f for f in near if _is_end_of(words, name_words(f.name))]
        if is_acronym(name):
            held += [f for f in self.figures if f.kind != "person" and stands_for(name, f.name)]
        return held[0] if len(set(map(id, held))) == 1 else None

    def _person(self, phrase: Phrase) -> Figure | None:
        words = name_words(phrase.name)
        if len(words) == 1:
            return self._surname(phrase)
        for figure in self._by_surname.get(sound_key(words[-1]), []):
            if same_person(figure.name, phrase.name) or figure.name == phrase.name:
                if len(phrase.name) > len(figure.name):
                    figure.aliases.add(figure.name)
                    figure.name = phrase.name
                    self._index_given(figure)
                return self._learn(figure, phrase)
        known = self._by_name.get(name_key(phrase.name)) or self._in_other_case(phrase)
        return self._learn(known or self._add(phrase), phrase)

    def _in_other_case(self, phrase: Phrase) -> Figure | None:
        """The one person whose name is the phrase's in another case, in a language that declines names.

        A full name that is seen in the nominative becomes the person's name.
        """
        cases, single = self.lists.name_cases, " " not in phrase.name
        if not cases:
            return None
        found = []
        for figure in self._by_beginning.get(_beginning(phrase.name), [])[-_MOST:]:
            if phrase.gender and figure.gender and phrase.gender != figure.gender:
                continue
            name = figure.name.split(" ")[-1] if single else figure.name
            if self._is_nominative(phrase.name, name) or is_case_of(phrase.name, name, cases):
                found.append(figure)
        if len(found) != 1 or (single and self._may_be_anothers(phrase.name, found[0].name.split(" ")[-1])):
            return None
        (figure,) = found
        if not single and self._is_nominative(phrase.name, figure.name):
            figure.aliases.add(figure.name)
            figure.name = phrase.name
        return figure

    def _is_nominative(self, name: str, other: str) -> bool:
        return is_case_of(other, name, self.lists.name_cases)

    def _may_be_anothers(self, left: str, right: str) -> bool:
        """Whether a surname in another case is as well a woman's in the nominative: "Иванова"."""
        nominative = left if self._is_nominative(left, right) else right
        return nominative.endswith(self.lists.name_sexed)

    def _single(self, phrase: Phrase) -> Figure | None:
        exact = self._by_name.get(name_key(phrase.name))
        if exact is not None and exact.kind != "person":
            return exact
        family = self._by_surname.get(sound_key(name_words(phrase.name)[-1]), [])
        if len(family) == 1:
            return family[0]
        if family:
            return None
        return exact or self._in_other_case(phrase) or self._longer(phrase.name) or self._given(phrase)

    def _given(self, phrase: Phrase) -> Figure | None:
        """The one person of that first name."""
        named = self._by_given.get(name_words(phrase.name)[0], [])
        return named[0] if len(named) == 1 else None

    def _surname(self, phrase: Phrase) -> Figure | None:
        """A single name: the only person of that surname, a body known by it, or somebody new."""
        family = self._by_surname.get(sound_key(name_words(phrase.name)[-1]), [])
        if len(family) > 1:
            fitting = [figure for figure in family if phrase.gender and figure.gender == phrase.gender]
            if len(fitting) != 1:
                titles = frozenset(map(self.role_word, name_words(phrase.role or "")))
                fitting = [figure for figure in fitting or family if titles and titles <= figure.role_words]
            return self._learn(fitting[0], phrase) if len(fitting) == 1 else None
        return self._learn(self._single(phrase) or self._add(phrase), phrase)

    def _joint(self, phrase: Phrase) -> Figure | None:
        parts = tuple(figure for figure in map(self.enter, phrase.parts) if figure is not None)
        if len(parts) < 2:
            return None
        figure = self._by_name.get(name_key(phrase.name)) or self._add(phrase)
        figure.parts = parts
        return self._learn(figure, phrase)

    def _add(self, phrase: Phrase) -> Figure:
        kind: ActorKind = (
            "office" if phrase.kind == "people" else phrase.kind if phrase.kind != "pronoun" else "unnamed"
        )
        figure = Figure(name=phrase.name, kind=kind, head=phrase.head, number=phrase.number)
        self.figures.append(figure)
        self._index(figure, (phrase.name, *phrase.aliases))
        if kind == "person":
            self._by_surname.setdefault(sound_key(name_words(phrase.name)[-1]), []).append(figure)
            self._by_beginning.setdefault(_beginning(phrase.name), []).append(figure)
            self._index_given(figure)
        elif kind != "unnamed":
            self._by_body.setdefault(body_key(phrase.name), figure)
        return figure

    def _index_given(self, figure: Figure) -> None:
        words = name_words(figure.name)
        if len(words) > 1:
            near = self._by_given.setdefault(words[0], [])
            if figure not in near:
                near.append(figure)

    def aged(self, years: int) -> list[Figure]:
        """Those of whom the text tells that age."""
        return self._by_age.get(years, [])

    def _index(self, figure: Figure, names: Iterable[str]) -> None:
        for name in names:
            self._by_name.setdefault(name_key(name), figure)
            if figure.kind not in ("person", "unnamed"):
                for word in dict.fromkeys(name_words(name)):
                    near = self._by_word.setdefault(word, [])
                    if figure not in near:
                        near.append(figure)

    def _learn(self, figure: Figure, phrase: Phrase) -> Figure:
        figure.aliases.update(phrase.aliases)
        if phrase.name and name_key(phrase.name) != name_key(figure.name):
            figure.aliases.add(phrase.name)
        if phrase.aliases:
            self._index(figure, phrase.aliases)
        figure.body = figure.body or phrase.body
        figure.side = figure.side or phrase.side
        figure.gender = figure.gender or phrase.gender
        figure.families |= phrase.families
        if phrase.age is not None and figure.age is None:
            figure.age = phrase.age
            self._by_age.setdefault(phrase.age, []).append(figure)
        for word in name_words(phrase.role or ""):
            figure.role_words.add(self.role_word(word))
        return figure

    def values(self, report: str, used: set[int]) -> dict[int, Actor]:
        """The actors of the figures in `used` (by `id`), as values."""
        counts: dict[str, int] = {}
        actors: dict[int, Actor] = {}
        for figure in self.figures:
            if id(figure) in used:
                key = name_key(figure.name)
                actors[id(figure)] = figure.actor(report, counts.get(key, 0))
                counts[key] = counts.get(key, 0) + 1
        return actors


def _beginning(name: str) -> str:
    """How a person's surname begins, which stays in every case."""
    return fold(name.split(" ")[-1])[:_STEM]


def _is_end_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is another's first or last words."""
    return len(short) < len(full) and (full[: len(short)] == short or full[-len(short) :] == short)
