"""Statements on words that stand elsewhere: "Kyiv denies", "The port confirmed it", "He called the claim nonsense"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Span, Statement, hull
from stemma.vocabulary.numerals import numerals
from stemma.vocabulary.replies import ReplyWords, reply_words
from stemma.vocabulary.retractions import takes_back

_RULINGS = ("confirms", "denies")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Words of a content that is looked at, and of one that judges what was told ("that is an insult to the victims").
_FIRST, _LONGEST_VERDICT = 200, 10


@dataclass(frozen=True, slots=True)
class Reply:
    """A statement that confirms or denies what others say: its own words, and those that it speaks about."""

    words: Span
    about: tuple[Span, ...]


def replies(
    text: str, language: str | None, statements: Sequence[Statement], sentences: Sequence[Span]
) -> dict[str, Reply]:
    """Those of one report's statements that confirm or deny what stands elsewhere in it, by statement id.

    Either the reader took the words that they speak about for their content: what another says in the same sentence
    ("Russia says that a group crossed over, Kyiv denies"), what the page tells before an aside on it ("A group crossed
    over, a claim that Kyiv rejects"), or the sentence before ("The governor confirmed it."). Or the content only points
    at them: "it", "the allegation", "that is nonsense". Then they are the last that another said, if that is in the
    sentence before or earlier in the same one, else the sentence before. `sentences` are those of the report, in text
    order.
    """
    said_by_others = {tuple(one.content) for one in statements if one.stance not in _RULINGS}
    found = {}
    for one in statements:
        if one.stance in _RULINGS and one.cue is not None and one.content:
            last = max(span.end for span in one.content)
            apart = _sentence(sentences, last - 1) < _sentence(sentences, one.cue.start)
            told = apart or tuple(one.content) in said_by_others or _is_aside(text, one, one.cue, last)
            if last <= one.cue.start and told:
                found[one.id] = Reply(_own_words(one, one.cue, last), one.content)
            elif _points(text, language, one) and (about := _told_before(text, language, one, statements, sentences)):
                found[one.id] = Reply(hull(span for span in (one.source, one.cue, *one.content) if span), about)
    return found


def _is_aside(text: str, statement: Statement, cue: Span, last: int) -> bool:
    """Whether words stand between what was told, up to `last`, and who rules on it: "…, a claim that …"."""
    source = statement.source
    begins = cue.start if source is None or source.start < last else min(source.start, cue.start)
    return source is not None and _WORD.search(text, last, begins) is not None


def _own_words(statement: Statement, cue: Span, last: int) -> Span:
    source = statement.source
    return cue if source is None or source.start < last else hull([source, cue])


def _points(text: str, language: str | None, statement: Statement) -> bool:
    """Whether a statement's content only points at what was told before it, or judges it."""
    if not statement.content or statement.content[0].length > _FIRST:
        return False
    known = reply_words(language)
    words = [match.group().lower().replace("’", "'") for match in _WORD.finditer(statement.content[0].of(text))]
    if statement.stance == "denies" and len(statement.content) == 1 and known.denies_flatly(words, numerals(language)):
        return True
    named = _after(words, known)
    if len(statement.content) > 1:
        # "…, an account that the army dismissed as invented": the noun, and apart from it what is made of it.
        return statement.stance == "denies" and named == len(words)
    if named is not None:
        rest = words[named:]
        judged = statement.stance == "denies" and len(rest) <= _LONGEST_VERDICT
        return not rest or (judged and rest[0] not in known.goes_on)
    if not words or words[0] not in known.pointers:
        return False
    judged = statement.stance == "denies" and len(words) <= _LONGEST_VERDICT
    return len(words) == 1 or (judged and words[1] in known.be)


def _after(words: Sequence[str], known: ReplyWords) -> int | None:
    """The place after a noun for what was told, where the words begin with one, and with what may stand before it."""
    place = 0
    while place < len(words) and words[place] in known.before:
        place += 1
    return place + 1 if place < len(words) and words[place] in known.nouns else None


def _told_before(
    text: str, language: str | None, statement: Statement, statements: Sequence[Statement], sentences: Sequence[Span]
) -> tuple[Span, ...] | None:
    """What was told right before a statement, by somebody else; None where nothing was.

    Who takes something back ("deleted the post") speaks of what he said himself, wherever that stands before.
    """
    begins = min(span.start for span in (statement.cue, *statement.content) if span)
    if statement.cue is not None and takes_back(statement.cue.of(text).lower(), language):
        return _told_by_same(statement, [one for one in statements if _ends(one) <= begins])
    here = _sentence(sentences, begins)
    near = [one for one in statements if _ends(one) <= begins and _sentence(sentences, _ends(one) - 1) >= here - 1]
    others = [one for one in near if statement.speaker is None or one.speaker != statement.speaker]
    if others:
        return max(others, key=_ends).content
    return (sentences[here - 2],) if not near and here >= 2 else None


def _told_by_same(statement: Statement, before: Sequence[Statement]) -> tuple[Span, ...] | None:
    """The last that the same speaker said, or that "who" says in the words for that speaker."""
    source = statement.source
    own = [
        one
        for one in before
        if one.stance not in _RULINGS
        and (
            (statement.speaker is not None and one.speaker == statement.speaker)
            or (source is not None and one.cue is not None and source.covers(one.cue))
        )
    ]
    return max(own, key=_ends).content if own else None


def _ends(statement: Statement) -> int:
    return max((span.end for span in statement.content), default=0)


def _sentence(sentences: Sequence[Span], at: int) -> int:
    """The number of the sentence, from 1, that begins last before a character or at it."""
    return bisect_right(sentences, at, key=lambda sentence: sentence.start)
