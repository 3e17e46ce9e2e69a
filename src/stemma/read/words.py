"""A sentence as words with their classes, quotations folded into one word each."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.model import Span
from stemma.read.quotations import Quotation
from stemma.vocabulary.grammar import Classes

_TOKEN = re.compile(
    # Most words are of this kind; that they are not of the others is seen at once.
    r"[A-Za-z]++(?=[ ,\n])"
    r"|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?:%|(?:-[^\W\d_]+)+)?|[^\W_]+(?:['’\-&./](?=[^\W_])[^\W_]+)*['’]?(?=[\s.,;])|[^\W_]+(?:['’\-&/][^\W_]+)*|\.{2,}|[^\w\s]|_"
)
_CLITIC = re.compile(r"(.+?)(['’](?:s|re|ve|d|ll|m))$", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
_QUOTE = frozenset({"quote"})
_HEADLINE = frozenset({"headline"})
_SPEECH = frozenset({"quote", "speech"})
# A stretch without any sentence end is cut, so that no rule ever looks over more than this many words.
_LONGEST_UNIT = 400
# No abbreviation in lower case is longer: "p.m.", "ca.", "ps.".
_ABBREVIATED = 3
# A headline is no longer than this, in characters.
_LONGEST_HEADLINE = 200


class Word(NamedTuple):
    """A word, a mark of punctuation or a whole quotation, with its offsets in the text.

    `low` is its lower-case form with straight apostrophes ('"' for a quotation, "—" for a hyphen that is a dash),
    `tags` the word classes that it is in.
    """

    start: int
    end: int
    low: str
    tags: frozenset[str]
    capital: bool
    quotation: Quotation | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters or digits, not punctuation or a quotation."""
        return self.quotation is None and self.low[:1].isalnum()


# What Word(…) does, without a call in Python for each word of a text.
_AS_WORD = functools.partial(tuple.__new__, Word)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is read in one go: a sentence, or several that one quotation holds together.

    `paragraph` numbers the paragraph that it stands in; `headline` is true where that is the text's headline, whose
    clauses may lack their verb.
    """

    words: tuple[Word, ...]
    paragraph: int
    headline: bool = False

    def span(self, first: int, end: int) -> Span:
        """The characters of the words `first` to `end` (exclusive)."""
        return Span(self.words[first].start, self.words[end - 1].end)

    @property
    def only_quotations(self) -> bool:
        """Whether there is nothing in it but quotations and punctuation."""
        return any(word.quotation for word in self.words) and not any(word.is_word for word in self.words)


def units(
    text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], quotations: Sequence[Quotation], classes: Classes
) -> tuple[Unit, ...]:
    """The units of normalised `text`, in text order."""
    found: list[Unit] = []
    for number, paragraph, inside in by_paragraph(paragraphs, sentences):
        here = _within(quotations, paragraph)
        headline = number == 0 and len(paragraphs) > 1 and is_headline(text, paragraph)
        for span in _joined(inside, here):
            words = _whole_abbreviations(_words(text, span, _within(here, span), classes))
            words = [word._replace(tags=word.tags | _HEADLINE) for word in words] if headline else words
            parts = (tuple(words[at : at + _LONGEST_UNIT]) for at in range(0, len(words), _LONGEST_UNIT))
            found += [Unit(part, number, headline) for part in parts]
    return tuple(found)


def is_headline(text: str, paragraph: Span) -> bool:
    """Whether a text's first paragraph is set as a headline: short, and without a full stop at its end."""
    return paragraph.length <= _LONGEST_HEADLINE and text[paragraph.end - 1] not in ".!?:…,;"


def by_paragraph(paragraphs: Sequence[Span], sentences: Sequence[Span]) -> Iterator[tuple[int, Span, list[Span]]]:
    """The number and span of each paragraph that has sentences, and those."""
    at = 0
    for number, paragraph in enumerate(paragraphs):
        inside = []
        while at < len(sentences) and sentences[at].start < paragraph.end:
            if sentences[at].start >= paragraph.start:
                inside.append(sentences[at])
            at += 1
        if inside:
            yield number, paragraph, inside


def _within(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    low = bisect_left(quotations, span.start, key=lambda quotation: quotation.span.start)
    high = bisect_left(quotations, span.end, key=lambda quotation: quotation.span.start)
    return quotations[low:high]


def _joined(sentences: list[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    """The sentences, those that one quotation runs through taken together."""
    held = 0
    start: int | None = None
    for sentence in sentences:
        start = sentence.start if start is None else start
        for quotation in _within(quotations, sentence):
            held = max(held, quotation.span.end)
        if held <= sentence.end:
            yield Span(start, sentence.end)
            start = None
    if start is not None:
        yield Span(start, sentences[-1].end)


def _words(text: str, span: Span, quotations: Sequence[Quotation], classes: Classes) -> list[Word]:
    found: list[Word] = []
    at = span.start
    for quotation in quotations:
        found += _plain_words(text, at, quotation.span.start, classes)
        start, at = quotation.span
        found.append(Word(start, at, '"', _quotation_tags(text, quotation), True, quotation))
    found += _plain_words(text, at, span.end, classes)
    return found


def _quotation_tags(text: str, quotation: Quotation) -> frozenset[str]:
    """ "speech" where it ends as a sentence or before an attribution does, not as a few quoted words do."""
    inner = quotation.inner.of(text).rstrip("'’\"” ")
    if quotation.open or quotation.dash or inner.endswith((",", ".", "!", "?", "…", "—", "-")):
        return _SPEECH
    return _SPEECH if text.startswith((", —", ", -"), quotation.span.end) else _QUOTE


def _whole_abbreviations(words: list[Word]) -> list[Word]:
    """The words with a full stop that ends no sentence made part of its word: "Mr." """
    joined: list[Word] = []
    held: Word | None = None
    for word in words:
        if held is not None:
            if word.quotation is None:
                joined[-1] = joined[-1]._replace(end=held.end)
            else:
                joined.append(held)
            held = None
        if word.low == "." and joined and joined[-1].end == word.start and _may_be_abbreviated(joined[-1]):
            held = word
        else:
            joined.append(word)
    return joined if held is None else [*joined, held]


def _may_be_abbreviated(word: Word) -> bool:
    return word.is_word and (word.capital or len(word.low) <= _ABBREVIATED)


def _plain_words(text: str, start: int, end: int, classes: Classes) -> Iterator[Word]:
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        if token.isalnum():
            low = token.lower()
            yield _AS_WORD((*match.span(), low, classes.get(low, _NONE), token[0].isupper(), None))
        elif len(token) == 1:
            yield _word(token, match.start(), classes)
        else:
            yield from _odd_words(token, match.start(), classes)


def _odd_words(token: str, start: int, classes: Classes) -> Iterator[Word]:
    """The words of a token that has more than letters and digits: "qu'elle" and "she's" are two."""
    if _parts(token, classes):
        yield from _parted_words(token, start, classes)
        return
    clitic = _CLITIC.match(token) if "'" in token or "’" in token else None
    if clitic and clitic.group(1).lower() not in ("o",):
        yield _word(clitic.group(1), start, classes)
        yield _word(clitic.group(2), start + len(clitic.group(1)), classes)
    else:
        yield _word(token, start, classes)


def _parts(token: str, classes: Classes) -> bool:
    """Whether a token is several words: "qu'elle", "a-t-il"."""
    if "-" in token and "enclitic" in classes.get(token[token.rindex("-") :].lower(), _NONE):
        return True
    at = max(token.find("'"), token.find("’"))
    return 0 < at < len(token) - 1 and "elided" in classes.get(token[:at].lower() + "'", _NONE)


def _parted_words(token: str, start: int, classes: Classes) -> Iterator[Word]:
    while True:
        at = max(token.find("'"), token.find("’"))
        if at < 0 or "elided" not in classes.get(token[:at].lower() + "'", _NONE):
            break
        yield _word(token[: at + 1], start, classes)
        token, start = token[at + 1 :], start + at + 1
    dash = token.rfind("-")
    if dash > 0 and "enclitic" in classes.get(token[dash:].lower(), _NONE):
        yield _word(token[:dash].removesuffix("-t"), start, classes)
        token, start = token[dash + 1 :], start + dash + 1
    yield _word(token, start, classes)


def _word(token: str, start: int, classes: Classes) -> Word:
    low = "—" if token == "-" else token.lower().replace("’", "'")
    tags = classes.get(low, _NONE)
    return Word(start, start + len(token), low, tags, token[:1].isupper())
