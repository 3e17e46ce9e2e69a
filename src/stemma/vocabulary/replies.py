"""Words that speak of what was told before, by language: "denied it", "rejects the allegation", "that is nonsense"."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

_KIND = "replies"
# Words of the longest denial that says no more, and of the longest opener before a verdict.
_LONGEST, _LONGEST_OPENER = 9, 4
# Words of "they weren't"; "it is not" has one more.
_CONTRACTED = 2
# Lists whose entries may be of several words; those of `asides` are given word by word.
_RUNS = ("dissents", "flat", "openers", "verdicts", "of_what", "meanwhile")


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """The words of one language, in lower case.

    `pointers` stand for what was told, `nouns` name it, `before` may stand before these. Where a word that `goes_on`
    follows, they say themselves what they are about. After a pointer and a form of `be` it is judged. `asides` are the
    runs of words that open an aside on what was told, `relatives` what may follow a noun there. `dissents` are runs of
    words by which one denies it and says no more ("begs to differ"), `flat` those that are such a denial as the whole
    of what is said ("otherwise"), as are `verdicts` behind one of the `openers` or none, with `intensifiers` between
    ("that is utter nonsense"). So are an `elliptic` word or a number, an auxiliary and one of `nots` ("it is not").
    Behind a noun, `of_whom` comes before whose it is, where a word does, and `of_what` after it ("claims by the union
    that"), with the `particles` of verbs between them. `by_whom` comes before whoever does or says it ("denied by
    Kyiv"), `as_what` before what they hold it for ("dismissed as propaganda"). `meanwhile` opens a clause in which the
    page goes on.
    """

    pointers: frozenset[str]
    nouns: frozenset[str]
    before: frozenset[str]
    goes_on: frozenset[str]
    be: frozenset[str]
    asides: frozenset[tuple[str, ...]]
    relatives: frozenset[str]
    dissents: frozenset[tuple[str, ...]]
    flat: frozenset[tuple[str, ...]]
    openers: frozenset[tuple[str, ...]]
    verdicts: frozenset[tuple[str, ...]]
    intensifiers: frozenset[str]
    elliptic: frozenset[str]
    auxiliaries: frozenset[str]
    nots: frozenset[str]
    of_whom: frozenset[str]
    of_what: frozenset[tuple[str, ...]]
    particles: frozenset[str]
    by_whom: frozenset[str]
    as_what: frozenset[str]
    meanwhile: frozenset[tuple[str, ...]]

    def calls_false(self, words: Sequence[str]) -> bool:
        """Whether the words are a verdict that what was told is false: "that's a pack of lies"."""
        run = tuple(words)
        starts = (n for n in range(min(len(run), _LONGEST_OPENER), -1, -1) if not n or run[:n] in self.openers)
        return any(self._is_verdict(run[start:]) for start in starts)

    def _is_verdict(self, words: tuple[str, ...]) -> bool:
        while words and words not in self.verdicts and words[0] in self.intensifiers:
            words = words[1:]
        return words in self.verdicts

    def denies_flatly(self, words: Sequence[str], numbers: Collection[str]) -> bool:
        """Whether the words deny what was told before and say no more; `numbers` are the language's number words."""
        run = tuple(words)
        return (
            bool(run)
            and len(run) <= _LONGEST
            and (run in self.flat or self.calls_false(run) or self._is_elliptic(run, numbers))
        )

    def _is_elliptic(self, run: tuple[str, ...], numbers: Collection[str]) -> bool:
        """ "(That) it is not", "six had not", "there was none", "they weren't"."""
        if not self.nots:
            return False
        run = run[1:] if run[0] == "that" and len(run) > _CONTRACTED else run
        if run[0] not in self.elliptic and run[0] not in numbers:
            return False
        if len(run) == _CONTRACTED:
            return run[1].removesuffix("n't") in self.auxiliaries and run[1].endswith("n't")
        return len(run) == _CONTRACTED + 1 and run[1] in self.auxiliaries and run[2] in self.nots


_NONE = ReplyWords(*(frozenset() for _ in fields(ReplyWords)))


@functools.cache
def reply_words(language: str | None) -> ReplyWords:
    """The words of `language`; none where it has no file. Raises VocabularyError on a wrong schema."""
    content = read_yaml(language, _KIND) if language else None
    if content is None:
        return _NONE
    if not _fits(content):
        names = ", ".join(field.name for field in fields(ReplyWords))
        raise VocabularyError(f"vocabulary file {language}/{_KIND}.yaml: needs lists of words under {names}")
    runs: dict[str, Any] = {name: frozenset(tuple(entry.split()) for entry in content[name]) for name in _RUNS}
    runs["asides"] = frozenset(tuple(opener) for opener in content["asides"])
    return ReplyWords(**{name: frozenset(words) for name, words in content.items() if name not in runs}, **runs)


def _fits(content: Any) -> bool:
    if not isinstance(content, dict) or set(content) != {field.name for field in fields(ReplyWords)}:
        return False
    lists = [words for name, words in content.items() if name != "asides"]
    if not isinstance(content["asides"], list):
        return False
    lists += content["asides"]
    return all(isinstance(words, list) and all(isinstance(w, str) for w in words) for words in lists)
