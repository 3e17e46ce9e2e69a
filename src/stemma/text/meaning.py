"""What words mean, as vectors: a sentence encoder that reads words in their sentence.

The encoder is a small BERT (all-MiniLM-L6-v2; Reimers & Gurevych 2019, Wang et al. 2020), trained further so that
words by which different reports say the same come close. Languages that it was not trained on are read through their
glossary, word by word; of those without one nothing is known.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from stemma.model import Span, WeightsError
from stemma.text.encoder import WEIGHTS, checked_weights, listed_weights, piece_vocabulary, session
from stemma.text.glossary import glossary
from stemma.text.pieces import PieceVocabulary, words_of
from stemma.vocabulary.glosses import glossed_languages

Floats = npt.NDArray[np.float32]

# The language that the network was trained on.
_OWN = frozenset({"en"})
_FORMAT = 1
NAME = "meaning"


class MeaningEncoder(Protocol):
    """What gives words a vector each; anyone's may be handed in.

    `version` names it and its weights: what was encoded by another version is encoded anew.
    """

    @property
    def version(self) -> str:
        """The encoder's name and what tells its weights from others."""

    def covers(self, language: str | None) -> bool:
        """Whether words of this language get vectors that can be compared with those of others."""

    def __call__(self, text: str, spans: Sequence[Span], language: str | None) -> Floats:
        """The vectors (spans, width) of the words at `spans` in `text`, a sentence or two."""


def is_read(language: str | None) -> bool:
    """Whether text of this language can be cut into pieces that the network knows: English, or one with a glossary."""
    return language in covered_languages()


def in_pieces(
    text: str, spans: Sequence[Span], language: str | None, vocabulary: PieceVocabulary, longest: int
) -> Iterator[tuple[tuple[int, ...], list[range]]]:
    """What the network reads for the words at `spans`: pieces, at most `longest`, and which of them are each span's.

    The opening and the closing mark are counted. It is one run for all spans, or where the text is longer, one for each
    span alone. A span without words of its own is the whole run. Training and reading cut text with this function, so
    that both see the same.
    """
    words = list(words_of(text, Span(0, len(text))))
    cuts = [_cut(text[word.start : word.end], language, vocabulary) for word in words]
    if sum(map(len, cuts)) + 2 > longest and [tuple(span) for span in spans] != [(0, len(text))]:
        for span in spans:
            yield from in_pieces(span.of(text), [Span(0, span.length)], language, vocabulary, longest)
        return
    pieces = [piece for cut in cuts for piece in cut][: longest - 2]
    run = (vocabulary.opening, *pieces, vocabulary.closing)
    begins = list(accumulate(map(len, cuts), initial=1))
    starts, ends = [word.start for word in words], [word.end for word in words]
    places = []
    for span in spans:
        first, last = bisect_left(ends, span.start + 1), bisect_left(starts, span.end)
        inside = range(len(run))[begins[first] : begins[last]] if first < last else range(0)
        places.append(inside or range(len(run)))
    yield run, places


def _cut(word: str, language: str | None, vocabulary: PieceVocabulary) -> tuple[int, ...]:
    known = glossary(language)
    if known is None:
        return vocabulary.cut(word)
    return tuple(piece for part in known.english(word).split() for piece in vocabulary.cut(part))


class TrainedMeaning:
    """The encoder that comes with the package. One sentence is read at a time: the same words, the same figures."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Load the weights. Raises WeightsError where they are missing, cut short or altered."""
        content = checked_weights(folder, NAME)
        try:
            self._session = session(content)
            described = json.loads(self._session.get_modelmeta().custom_metadata_map["stemma"])
            if described["format"] != _FORMAT:
                raise ValueError(f"format {described['format']}, this version reads {_FORMAT}")
            self._window = int(described["window"])
            self._centre = np.array(described["centre"], np.float32)
            self.width = len(self._centre)
        except Exception as error:  # whatever the runtime raises: it has no base class of its own
            raise WeightsError(f"{folder / NAME}.onnx: can't be used as weights ({error})") from error
        self._pieces: PieceVocabulary = piece_vocabulary(folder)
        if len(self._pieces) != described["pieces"]:
            raise WeightsError(f"{folder / 'pieces.txt'}: {len(self._pieces)} pieces, {described['pieces']} needed")
        self.version = meaning_version(folder)

    def covers(self, language: str | None) -> bool:
        """Whether words of this language get vectors that can be compared: English, or one with a glossary."""
        return is_read(language)

    def __call__(self, text: str, spans: Sequence[Span], language: str | None) -> Floats:
        """The vectors (spans, width) of the words at `spans` in `text`, of length 1.

        A vector is the mean over the pieces of the words that the span has a part in; of a span without words, over all
        of the text. Of text longer than the window each span is read alone, as far as the window reaches.
        """
        if not spans:
            return np.zeros((0, self.width), np.float32)
        found = []
        for run, places in in_pieces(text, spans, language, self._pieces, self._window):
            states = self._states(run)
            found += [states[place.start : place.stop].mean(0) for place in places]
        return unit_rows(unit_rows(np.array(found, np.float32)) - self._centre)

    def _states(self, run: Sequence[int]) -> Floats:
        row = np.array([run], np.int64)
        states: Floats = self._session.run(["states"], {"pieces": row, "shapes": np.zeros_like(row)})[0]
        return states


def unit_rows(rows: Floats) -> Floats:
    """The rows at length 1; rows of zeros stay."""
    lengths: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)


def covered_languages() -> frozenset[str]:
    """The ISO 639-1 codes of the languages that the encoder which comes with the package covers."""
    return _OWN | glossed_languages()


@cache
def trained_meaning() -> TrainedMeaning:
    """The encoder that comes with the package, loaded once a process. Raises WeightsError."""
    return TrainedMeaning()


@cache
def meaning_version(folder: Path = WEIGHTS) -> str:
    """The version of the encoder that comes with the package. Raises WeightsError where its weights are not listed."""
    return f"{NAME}/{listed_weights(folder, NAME)['sha256'][:16]}"
