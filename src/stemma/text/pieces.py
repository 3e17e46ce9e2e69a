"""Words and word pieces: how text is cut for a trained encoder, with offsets.

The pieces are those of an uncased BERT vocabulary (Devlin et al. 2019; WordPiece after Wu et al. 2016). Such a
vocabulary does not see capitals, so each piece also carries its word's shape: names are found by it. Training and
reading cut text with this module, so that both see the same.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stemma.model import Cover, Span

Integers = npt.NDArray[np.int64]

# How many of a word's first pieces a network that reads by the word sees.
PIECES_OF_WORD = 3
# Shapes: special, lower, Title, UPPER, miXed, number, mark, single capital; the same again for quoted words.
SHAPES = 16
# From this shape on a word is quoted.
QUOTED = 8
# A word of more characters is no word; BERT's own limit.
_LONGEST_WORD = 100
# So many words are remembered with their pieces.
_MOST_KEPT = 200_000
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# What Span(…) does, without a call in Python for each of a text's words.
_AS_SPAN = functools.partial(tuple.__new__, Span)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text as an encoder reads it at once.

    `pieces` and `shapes` are of one length and include the opening and closing marks. `words` are the words' spans,
    `first` the index in `pieces` at which each begins. `blocks` are the indices in `words` at which paragraphs, or
    parts of an overlong one, begin; the first is 0.
    """

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    words: tuple[Span, ...]
    first: tuple[int, ...]
    blocks: tuple[int, ...]


# The ids of the pieces of a word, and its shape.
Look = tuple[tuple[int, ...], int]


class _Looks(dict[str, Look]):
    """Words that were looked at, by the word; others are looked at when asked for, and kept while there is room."""

    def __init__(self, look: Callable[[str], Look]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, word: str) -> Look:
        look = self._look(word)
        if len(self) < _MOST_KEPT:
            self[word] = look
        return look


class PieceVocabulary:
    """The pieces of an encoder, by their text, as in BERT's vocab.txt; words once cut are remembered."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._known = _Looks(self._look)
        missing = [mark for mark in ("[CLS]", "[SEP]", "[UNK]") if mark not in self._ids]
        if missing:
            raise ValueError(f"the vocabulary of word pieces lacks {', '.join(missing)}")
        self.opening, self.closing, self._unknown = (self._ids[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))

    def __len__(self) -> int:
        return len(self._ids)

    def cut(self, word: str) -> tuple[int, ...]:
        """The ids of the pieces of one word: the longest known beginning, then the longest known rest."""
        return self.looked_at(word)[0]

    def looked_at(self, word: str) -> Look:
        """The ids of the pieces of one word, and its shape."""
        return self.looked_at_all((word,))[0]

    def looked_at_all(self, words: Iterable[str]) -> list[Look]:
        """What `looked_at` gives, of each of some words."""
        return list(map(self._known.__getitem__, words))

    def _look(self, word: str) -> Look:
        cut = tuple(self._cut(_plain(word), self._ids)) if len(word) <= _LONGEST_WORD else (self._unknown,)
        return cut, shape_of(word)

    def _cut(self, word: str, ids: Mapping[str, int]) -> Iterator[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            opening = "##" if start else ""
            while end > start and opening + word[start:end] not in ids:
                end -= 1
            if end == start:
                return iter((self._unknown,))
            found.append(ids[opening + word[start:end]])
            start = end
        return iter(found or (self._unknown,))


def words_of(text: str, within: Span) -> Iterator[Span]:
    """Runs of letters and digits, and single marks, in `within`."""
    for match in _WORD.finditer(text, within.start, within.end):
        yield Span(match.start(), match.end())


def windows(
    text: str, paragraphs: Sequence[Sequence[Span]], quoted: Sequence[Span], vocabulary: PieceVocabulary, longest: int
) -> Iterator[Window]:
    """`text` in windows of at most `longest` pieces, the marks counted, made of whole paragraphs where they fit.

    A paragraph is given as its sentences; one that is too long is cut between them, and an overlong sentence between
    words. `quoted` are the spans of quotations, in text order. `longest` is at least 3.
    """
    writer = _Writer(vocabulary, text, Cover(quoted))
    for paragraph in paragraphs:
        sentences = [writer.cut(sentence) for sentence in paragraph]
        lengths = [_length(sentence) for sentence in sentences]
        if writer.words and writer.length + sum(lengths) + 1 > longest:
            yield writer.finish()
        writer.open_block()
        for sentence, length in zip(sentences, lengths, strict=True):
            if writer.in_block and writer.length + length + 1 > longest:
                yield writer.finish()
                writer.open_block()
            if writer.length + length + 1 <= longest:
                writer.add(sentence)
                continue
            for word in sentence:
                if writer.length + len(word[1]) + 1 > longest and writer.words:
                    yield writer.finish()
                    writer.open_block()
                writer.add((word,))
    if writer.words:
        yield writer.finish()


Cut = tuple[Span, tuple[int, ...], int]


def _length(sentence: Sequence[Cut]) -> int:
    return sum([len(pieces) for _, pieces, _ in sentence])


class _Writer:
    def __init__(self, vocabulary: PieceVocabulary, text: str, quoted: Cover) -> None:
        self._vocabulary, self._text, self._quoted = vocabulary, text, quoted
        self._begin()

    def _begin(self) -> None:
        self.words: list[Span] = []
        self._first: list[int] = []
        self._blocks: list[int] = []
        self._pieces = [self._vocabulary.opening]
        self._shapes = [0]

    @property
    def length(self) -> int:
        return len(self._pieces)

    @property
    def in_block(self) -> bool:
        return bool(self._blocks) and self._blocks[-1] < len(self.words)

    def cut(self, sentence: Span) -> list[Cut]:
        quoted = self._quoted
        matches = list(_WORD.finditer(self._text, sentence.start, sentence.end))
        spans = map(_AS_SPAN, [match.span() for match in matches])
        looks = self._vocabulary.looked_at_all([match.group() for match in matches])
        found = [(span, pieces, shape) for span, (pieces, shape) in zip(spans, looks, strict=True)]
        if not quoted.overlaps(sentence):
            return found
        return [(span, pieces, shape + QUOTED if span.start in quoted else shape) for span, pieces, shape in found]

    def open_block(self) -> None:
        if self.words and self._blocks[-1] < len(self.words):
            self._pieces.append(self._vocabulary.closing)
            self._shapes.append(0)
        if not self._blocks or self._blocks[-1] < len(self.words):
            self._blocks.append(len(self.words))

    def add(self, words: Sequence[Cut]) -> None:
        length = len(self._pieces)
        for span, pieces, shape in words:
            self.words.append(span)
            self._first.append(length)
            self._pieces += pieces
            self._shapes += (shape,) * len(pieces)
            length += len(pieces)

    def finish(self) -> Window:
        if self._blocks and self._blocks[-1] == len(self.words):
            self._blocks.pop()
        self._pieces.append(self._vocabulary.closing)
        self._shapes.append(0)
        made = Window(
            tuple(self._pieces), tuple(self._shapes), tuple(self.words), tuple(self._first), tuple(self._blocks)
        )
        self._begin()
        return made


def by_words(window: Window) -> tuple[Integers, Integers, Integers]:
    """`window` for a network that reads by the word.

    The pieces of each word and mark (words and marks, PIECES_OF_WORD), -1 where there is none; their shapes; and where
    each word is among them.
    """
    pieces = np.array(window.pieces, np.int64)
    shapes = np.array(window.shapes, np.int64)
    begins = shapes == 0
    begins[np.array(window.first, np.int64)] = True
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(pieces))
    places = starts[:, None] + np.arange(PIECES_OF_WORD)
    cut = np.where(places < ends[:, None], pieces[np.minimum(places, len(pieces) - 1)], -1)
    return cut, shapes[starts], np.cumsum(begins)[np.array(window.first, np.int64)] - 1


def shape_of(word: str) -> int:
    """Which of the shapes 1 to 7 a word has."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 7
    if word.isdigit():
        return 5
    if not word[0].isalnum():
        return 6
    return 2 if word[0].isupper() and word[1:].islower() else 4


def _plain(word: str) -> str:
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(char for char in unicodedata.normalize("NFD", lower) if unicodedata.category(char) != "Mn")
