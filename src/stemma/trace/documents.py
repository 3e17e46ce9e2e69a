"""Dispatches, letters and the like that reports quote without saying whose words they bear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Span, Statement
from stemma.text.tokens import Token, fold, tokenise
from stemma.trace.phrases import shortened
from stemma.vocabulary.hearsay import HearsayWords, hearsay_words

# Characters after a source within which the rest of its phrase stands ("received in Montreal").
_BEYOND = 60
_MOST_WORDS = 12
_STOPS = frozenset('.,;:!?()“”„"\n')


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a statement names as its source.

    `kind` is what sort it is ("dispatch" for a telegram too), `telling` the folded words that tell it from others of
    that sort (names of places and people), `name` the
    page's words. `definite` is true for "the dispatch", which was named before.
    """

    kind: str
    name: str
    telling: frozenset[str]
    definite: bool = False


def document_of(statement: Statement, text: str, language: str | None) -> Document | None:
    """The document whose words the statement gives, by its source; None where somebody else speaks."""
    if statement.source is None:
        return None
    words, lists = tokenise(text, Span(*statement.source))[:_MOST_WORDS], hearsay_words(language)
    kind = kind_of(words, lists)
    if kind is None:
        return None
    rest = tokenise(text, _rest(statement, text, lists))
    telling = frozenset(telling_words([*words, *rest], lists))
    shown = text[statement.source.start : rest[-1].span.end if rest else statement.source.end]
    definite = not telling and words[0].folded in lists.definite
    return Document(kind, shortened(shown), telling, definite)


def kind_of(words: Sequence[Token], lists: HearsayWords) -> str | None:
    """The kind of the document that a phrase is about: its last noun before "from", "received" and the like."""
    for word in reversed(_opening(words, lists)):
        if word.folded in lists.documents:
            return lists.documents[word.folded]
    return None


def _opening(words: Sequence[Token], lists: HearsayWords) -> Sequence[Token]:
    end = next((n for n, word in enumerate(words) if n and word.folded in lists.joints), len(words))
    return words[:end]


def telling_words(words: Sequence[Token], lists: HearsayWords) -> list[str]:
    """The names among the words of a phrase: those with a capital, less the first and the document's own noun."""
    return [
        fold(word.text)
        for number, word in enumerate(words)
        if word.text[:1].isupper() and (number or len(words) == 1) and word.folded not in lists.documents
    ]


def _rest(statement: Statement, text: str, lists: HearsayWords) -> Span:
    """What follows a source of the same phrase, where the phrase goes on with "in", "received" and the like."""
    start = statement.source.end if statement.source else 0
    if statement.cue is not None and statement.cue.start >= start:
        return Span(start, start)
    end = next((at for at in range(start, min(len(text), start + _BEYOND)) if text[at] in _STOPS), start + _BEYOND)
    following = tokenise(text, Span(start, min(end, len(text))))
    if not following or following[0].folded not in lists.joints:
        return Span(start, start)
    # The phrase is over with its last name ("received in Montreal" of "received in Montreal this morning").
    named = [word.span.end for word in following if word.text[:1].isupper()]
    return Span(start, named[-1] if named else start)
