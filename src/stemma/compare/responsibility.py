"""Who is said to be behind what was done: "Ordovia was behind the raid", "denies any role", "claimed the attack"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from stemma.compare.clauses import Clause, Clauses, Content, Said
from stemma.compare.parties import Parties, Party
from stemma.compare.pieces import Material
from stemma.model import Actor, Span, Statement
from stemma.vocabulary.responsibility import SORTS, ResponsibilityWords, responsibility_words

# Characters between the words that attribute something and what they attribute; of a clause that is looked at.
_GAP, _LOOKED_AT = 4, 240
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Characters between "behind" and the deed, and between a deed and "by".
_REACH, _BY = 60, 40
# Characters before what is denied of one's own: "having had ..."
_OPENING, _LONGEST_PART = 15, 30
# "Ostria blames Luvania" names no deed: so few words may follow the party then, and stand in the clause.
_LEFT, _SHORT = 1, 9
# "A raid by Ordovians was expected" tells of something else: so many words may follow the party.
_TAIL = 3
# "That it was | behind the raid": so many words before, and the pronoun among so many of them. "Nothing to do with"
# may have what it is about before it in some languages.
_MOST_BEFORE, _MOST_BEFORE_DISCLAIMING, _MOST_LEADING = 4, 7, 2


class Responsibility(NamedTuple):
    """Who is said to be behind it (or not to be, where `denied`); `sort` is what sort of deed, where that is told."""

    party: Party
    denied: bool
    sort: str | None = None


class Deed(NamedTuple):
    """What a party is said to be behind; `sort` is what sort of deed, where any of those who say so tell it."""

    party: Party
    sort: str | None


class Responsibilities:
    """Reads clauses for who is said to be behind what was done."""

    def __init__(self, clauses: Clauses, actors: Sequence[Actor]) -> None:
        self._clauses = clauses
        self._parties = Parties(actors)

    def of_all(self, contents: Sequence[Content]) -> list[Responsibility | None]:
        """What each clause tells; None where it tells of no such thing, or a clause within it tells the same."""
        found = {content.clause: told for content in contents if (told := self._of(content.clause))}
        by_form: dict[int, list[Clause]] = {}
        for clause in found:
            by_form.setdefault(clause.form, []).append(clause)
        return [
            told
            if (told := found.get(clause))
            and not any(_within(other, clause) and found[other] == told for other in by_form[clause.form])
            else None
            for clause in (content.clause for content in contents)
        ]

    def _of(self, clause: Clause) -> Responsibility | None:
        """What a clause tells; None where that differs by the place.

        Who rules on it elsewhere speaks of the same words, without those that attribute them ("accused X of it").
        """
        said = self._clauses.said(clause)
        told = [one for one in said if not self._is_reply(one)] or said
        found = {self.said(one) for one in told}
        return found.pop() if len(found) == 1 else None

    def _is_reply(self, one: Said) -> bool:
        statement = one.piece.statement
        return statement is not None and statement.id in self._clauses.material.replies[one.piece.report]

    def said(self, one: Said) -> Responsibility | None:
        """What a clause tells at one place."""
        material = self._clauses.material
        words = responsibility_words(material.language(one.piece.report))
        if words is None or one.span.length > _LOOKED_AT:
            return None
        statement = None if self._is_reply(one) else one.piece.statement
        return _Reader(material, self._parties, words, one, statement).read()


class _Reader:
    """Reads one clause."""

    def __init__(
        self, material: Material, parties: Parties, words: ResponsibilityWords, one: Said, statement: Statement | None
    ) -> None:
        self._parties, self._words, self._statement = parties, words, statement
        self._language = material.language(one.piece.report)
        text = material.reports[one.piece.report].text
        source, cue = _begins(statement, one.span)
        self._text = text[source : one.span.end]
        # Where the words that attribute, after whoever says it, and what is attributed begin in it.
        self._from, self._begins = cue - source, one.span.start - source
        self._cue = statement.cue.of(text).lower() if statement is not None and statement.cue is not None else ""
        lower = self._text.lower()
        # A letter whose small form is two would shift what is found.
        self._lower = lower if len(lower) == len(self._text) else self._text

    def read(self) -> Responsibility | None:
        for reading in (
            self._disowned,
            self._disclaimed,
            self._owned,
            self._done,
            self._put_on,
            self._put_before,
            self._alone,
            self._done_by,
        ):
            found = reading()
            if found is not None:
                return found._replace(sort=self._sort())
        return None

    def _sort(self) -> str | None:
        """The one sort of deed that the content names."""
        patterns: dict[str, re.Pattern[str] | None] = {sort: getattr(self._words, sort) for sort in SORTS}
        told = [sort for sort, pattern in patterns.items() if pattern and pattern.search(self._lower, self._begins)]
        return told[0] if len(told) == 1 else None

    def _speaker(self) -> Party | None:
        return self._parties.of_actor(self._statement.speaker) if self._statement else None

    def _disowned(self) -> Responsibility | None:
        """ "(Kyiv denied) any involvement"."""
        if self._words.part is None or self._statement is None or self._statement.stance != "denies":
            return None
        match = self._words.part.search(self._lower, self._begins, self._begins + _OPENING + _LONGEST_PART)
        party = self._speaker() if match and match.start() <= self._begins + _OPENING else None
        return None if party is None else Responsibility(party, denied=True)

    def _disclaimed(self) -> Responsibility | None:
        match = self._find(self._words.disclaims)
        party = self._before(match, _MOST_BEFORE_DISCLAIMING) if match else None
        return None if party is None else Responsibility(party, denied=True)

    def _owned(self) -> Responsibility | None:
        match = self._find(self._words.own)
        if match is None or (match.end() <= self._begins and not self._deed()):
            return self._taken_on()
        party = self._before(match) or self._behind(match)
        return None if party is None else Responsibility(party, denied=False)

    def _taken_on(self) -> Responsibility | None:
        """ "Responsibility for the raid | was claimed by Ordovians", with the cue on either side of the content."""
        match = self._find(self._words.takes_on) if self._words.taken and self._find(self._words.taken) else None
        behind = self._behind(match) if match else None
        if behind is not None:
            return Responsibility(behind, denied=False)
        if not self._cue or not self._deed():
            return None
        found = any(words and words.search(self._cue) for words in (self._words.own, self._words.takes_on))
        party = self._speaker() if found else None
        return None if party is None else Responsibility(party, denied=False)

    def _behind(self, match: re.Match[str]) -> Party | None:
        """Who claims it, named behind the verb, as where the deed stands before it: "Zu dem Raub bekannte sich …"."""
        deed = self._deed()
        if deed is None or deed.start() > match.start():
            return None
        found = self._parties.after(self._text[match.end() :], self._language)
        return found[0] if found else None

    def _before(self, match: re.Match[str], most: int = _MOST_BEFORE) -> Party | None:
        # What stands before the content is no part of it: "Ordovia says | no raid was launched".
        begins = self._begins if match.start() >= self._begins else 0
        named = self._parties.before(self._text[begins : match.start()], self._language)
        return named or (self._speaker() if self._of_speaker(match.start(), most) else None)

    def _of_speaker(self, at: int, most: int) -> bool:
        """Whether nothing before `at` in the content tells who it is, but "it" or "we"."""
        words = _WORD.findall(self._lower[self._begins : max(at, self._begins)])
        known = self._words.speaker
        return not words or (
            len(words) <= most and known is not None and any(map(known.fullmatch, words[:_MOST_LEADING]))
        )

    def _put_on(self) -> Responsibility | None:
        match = self._find(self._words.after)
        found = self._parties.after(self._text[match.end() :], self._language) if match else None
        found = found or (self._put_onto() if match else None)
        if found is None or self._find(self._words.lesser):
            return None
        party, left = found
        few = len(self._text.split()) <= _SHORT and left <= _LEFT
        return Responsibility(party, denied=False) if self._deed() or few else None

    def _done(self) -> Responsibility | None:
        match = self._find(self._words.done)
        found = self._parties.after(self._text[match.end() :], self._language) if match else None
        return None if found is None else Responsibility(found[0], denied=False)

    def _put_onto(self) -> tuple[Party, int] | None:
        deed = self._deed()
        to = self._words.onto.search(self._lower, deed.end(), deed.end() + _BY) if deed and self._words.onto else None
        return self._parties.after(self._text[to.end() :], self._language) if to else None

    def _alone(self) -> Responsibility | None:
        """ "(It said that) Ordovians are responsible", and nothing more."""
        match = self._find(self._words.alone)
        if match is None or len(self._text[match.end() :].split()) > _LEFT:
            return None
        party = self._before(match)
        return None if party is None else Responsibility(party, denied=False)

    def _put_before(self) -> Responsibility | None:
        few = len(self._text[self._begins :].split()) <= _SHORT
        match = self._find(self._words.before) or (self._find(self._words.short) if few else None) or self._did_once()
        if match is None or not self._tells_deed(match.end()):
            return None
        party = self._before(match)
        return None if party is None else Responsibility(party, denied=False)

    def _did_once(self) -> re.Match[str] | None:
        match = self._find(self._words.did)
        return match if match and not self._find(self._words.many) else None

    def _tells_deed(self, at: int) -> bool:
        """Whether the deed is what comes next: not "launched an inquiry into the raid"."""
        there = self._lower[at : at + _REACH]
        words = self._words
        if words.points and words.points.match(there.lstrip()):
            return True
        deed = words.deeds.search(there) if words.deeds else None
        between = _WORD.findall(there[: deed.start()]) if deed else []
        return deed is not None and not any(words.at and word != "of" and words.at.fullmatch(word) for word in between)

    def _done_by(self) -> Responsibility | None:
        deed = self._deed()
        by = self._words.by.search(self._lower, deed.end(), deed.end() + _BY) if deed and self._words.by else None
        if deed is None or by is None or "," in self._text[deed.end() : by.start()]:
            return None
        found = self._parties.after(self._text[by.end() :], self._language)
        return Responsibility(found[0], denied=False) if found and found[1] <= _TAIL else None

    def _find(self, pattern: re.Pattern[str] | None) -> re.Match[str] | None:
        """Where the pattern is in the cue or the content."""
        return pattern.search(self._lower, self._from) if pattern is not None else None

    def _deed(self) -> re.Match[str] | None:
        """Where the content names what was done."""
        return self._words.deeds.search(self._lower, self._begins) if self._words.deeds is not None else None


def _within(inner: Clause, outer: Clause) -> bool:
    return inner != outer and outer.first <= inner.first and inner.last <= outer.last


def _begins(statement: Statement | None, span: Span) -> tuple[int, int]:
    """Where the source and the cue of a clause begin, if they stand right before it; else where itself does."""
    if statement is None or statement.cue is None:
        return span.start, span.start
    source, cue = statement.source, statement.cue
    if cue.start > span.start or span.start - cue.end > _GAP:
        return span.start, span.start
    near = source is not None and 0 <= cue.start - source.end <= _GAP
    return (source.start if source is not None and near else cue.start), cue.start


def deeds_of(found: Sequence[Responsibility | None]) -> list[Deed | None]:
    """The party and deed of each reading.

    A shorter name is the first longer one that holds all of it. Deeds of two sorts are two; what tells of no sort
    ("denies any role", "the attack") is of what most readings of the party tell.
    """
    parties = sorted({one.party for one in found if one}, key=lambda p: (-len(p.keys), sorted(p.keys), p.people))
    whole = {
        party: next(other for other in parties if party.keys <= other.keys and party.people == other.people)
        for party in parties
    }
    sorts: dict[Party, Counter[str | None]] = {}
    for one in found:
        if one:
            sorts.setdefault(whole[one.party], Counter())[one.sort] += 1
    usual = {party: max(told, key=lambda sort: (told[sort], sort or "")) for party, told in sorts.items()}
    return [one and Deed(whole[one.party], one.sort or usual[whole[one.party]]) for one in found]
