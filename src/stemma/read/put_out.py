"""What somebody put out without saying anything by it: "the Front published a military identity card" is an act."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.model import Span
from stemma.read.attributions import Attribution
from stemma.vocabulary.grammar import word_classes
from stemma.vocabulary.putting_out import PuttingOut, putting_out

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")
# Words before what is put out: "a new and hitherto unknown military identity card".
_DESCRIBING = 6
# Characters behind it in which a clause may begin that tells what it shows, and of the clause at most.
_BEHIND, _LONGEST_CLAUSE = 40, 300
_CLAUSE_ENDS = re.compile(r"[,;:.!?\n]")


def without_put_out(text: str, found: Sequence[Attribution], language: str | None) -> tuple[Attribution, ...]:
    """The attributions without those whose content is only what somebody put out; the page itself tells of that.

    What a picture or a paper says ("a video showing …", "a letter accusing …") is said by whoever put it out; where
    it stands in a clause behind a content that is cut off before it, the content goes on to its end.
    """
    words = putting_out(language)
    if words is None:
        return tuple(found)
    clause = _clause(language)
    return tuple(kept for one in found for kept in _kept(text, one, words, clause, language))


def _kept(
    text: str, one: Attribution, words: PuttingOut, clause: re.Pattern[str], language: str | None
) -> Iterator[Attribution]:
    if not _puts_out(text, one, words) or not _is_thing(text, one, words, language):
        yield one
        return
    end = one.content[0].end
    behind = clause.match(text[end : end + _BEHIND].lower())
    if behind is not None:
        yield replace(one, content=(Span(one.content[0].start, _clause_end(text, end + behind.end())),))


def _puts_out(text: str, one: Attribution, words: PuttingOut) -> bool:
    """Whether somebody is said to have put something out, in words that say no more than that."""
    if one.cue is None or one.source is None or one.stance != "asserts" or one.manner != "indirect":
        return False
    cue = one.cue.of(text).lower()
    if len(one.content) != 1 or words.verbs.search(cue) is None:
        return False
    # A picture shows what it shows.
    if words.pictures.search(one.source.of(text).lower()):
        return False
    verb = words.verbs.sub(" ", cue)
    return words.tells.search(verb) is None


def _is_thing(text: str, one: Attribution, words: PuttingOut, language: str | None) -> bool:
    """Whether the content, or what the cue has of it ("released footage of"), is a thing that says nothing itself."""
    content = one.content[0].of(text).lower()
    if words.tells.search(content) or _clause(language).search(content) or _has_verb(content, language):
        return False
    behind = text[one.content[0].end : one.content[0].end + _BEHIND].lower().lstrip()
    if words.tells.match(behind):
        return False
    if one.cue is not None and words.pictures.search(one.cue.of(text).lower()):
        return True
    paper = _head(content, words.papers, language)
    picture = _head(content, words.pictures, language)
    # "A list of 214 missing people" says how many there are.
    return picture is not None or (paper is not None and not _NUMBER.search(content, paper.end()))


def _head(content: str, things: re.Pattern[str], language: str | None) -> re.Match[str] | None:
    """The thing that a noun phrase turns on: before any preposition."""
    classes = word_classes(language)
    found = things.search(content)
    if found is None:
        return None
    before = _WORD.findall(content, 0, found.start())
    # French begins a plural like a phrase that a preposition opens: "des images".
    if len(before) > _DESCRIBING or any("preposition" in classes.get(word, ()) for word in before[1:]):
        return None
    return found


def _has_verb(content: str, language: str | None) -> bool:
    classes = word_classes(language)
    return any("auxiliary" in classes.get(word, ()) for word in _WORD.findall(content))


@functools.cache
def _clause(language: str | None) -> re.Pattern[str]:
    """A comma with a relative or another word that opens a clause, perhaps with a preposition before it."""
    opening = [word for word, classes in word_classes(language).items() if {"relative", "complementiser"} & classes]
    if not opening:
        return re.compile(r"(?!)")
    return re.compile(rf"\s*,\s*(?:\w+\s+)?(?:{'|'.join(map(re.escape, sorted(opening)))})(?!\w)")


def _clause_end(text: str, start: int) -> int:
    end = _CLAUSE_ENDS.search(text, start, start + _LONGEST_CLAUSE)
    return end.start() if end is not None else min(len(text), start + _LONGEST_CLAUSE)
