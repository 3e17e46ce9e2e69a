"""Texts as what the network is trained on: windows with labels, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from stemma.model import Span
from stemma.text.pieces import PieceVocabulary, Window, by_words, windows
from training.corpora import ENTITIES, ROLES, Text, labels_on

# First word and last word + 1 of a fragment.
Fragment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Links:
    """The fragments of a window, and which cue has which sources and contents (pairs of indices)."""

    cues: tuple[Fragment, ...] = ()
    sources: tuple[Fragment, ...] = ()
    contents: tuple[Fragment, ...] = ()
    said_by: tuple[tuple[int, int], ...] = ()
    saying: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A window with its labels, one a word; None where the text lacks that kind of annotation."""

    window: Window
    speech: tuple[int, ...] | None = None
    entities: tuple[int, ...] | None = None
    links: Links = field(default_factory=Links)
    # From teachers: probabilities of each word's labels (words, labels).
    soft_speech: Tensor | None = None
    soft_entities: Tensor | None = None
    # From a teacher: its vectors (words, width).
    vectors: Tensor | None = None


def samples_of(text: Text, vocabulary: PieceVocabulary, longest: int, alone: bool) -> list[Sample]:
    """`text` in windows; where `alone`, each paragraph in a window of its own."""
    parts = [[one] for one in text.paragraphs] if alone else [text.paragraphs]
    return [
        labelled(window, text)
        for part in parts
        for window in windows(text.text, part, text.quoted, vocabulary, longest)
    ]


def labelled(window: Window, text: Text) -> Sample:
    """`window` with the labels that `text`'s annotations give its words."""
    speech = entities = None
    links = Links()
    if text.attributions is not None:
        links = _links(window, text)
        speech = tuple(_speech(window, links))
    if text.entities is not None:
        kinds = [(span, ENTITIES.index(kind)) for span, kind in text.entities]
        entities = tuple(labels_on(window.words, kinds))
    return Sample(window, speech, entities, links)


def _links(window: Window, text: Text) -> Links:
    found: dict[str, dict[Fragment, int]] = {role: {} for role in ROLES}
    said_by: list[tuple[int, int]] = []
    saying: list[tuple[int, int]] = []
    for one in text.attributions or ():
        here = {role: [_add(found[role], span, window) for span in getattr(one, role)] for role in ROLES}
        for cue in here["cue"]:
            if cue is not None:
                said_by += [(cue, source) for source in here["source"] if source is not None]
                saying += [(cue, content) for content in here["content"] if content is not None]
    parts = {role: tuple(fragments) for role, fragments in found.items()}
    return Links(parts["cue"], parts["source"], parts["content"], tuple(said_by), tuple(saying))


def _add(fragments: dict[Fragment, int], span: Span, window: Window) -> int | None:
    inside = [
        number
        for number, word in enumerate(window.words)
        if word.start < span.end
        and span.start < word.end
        and 2 * (min(word.end, span.end) - max(word.start, span.start)) >= word.length
    ]
    if not inside:
        return None
    return fragments.setdefault((inside[0], inside[-1] + 1), len(fragments))


def _speech(window: Window, links: Links) -> list[int]:
    labels = [0] * len(window.words)
    for kind, fragments in ((1, links.cues), (0, links.sources), (2, links.contents)):
        for start, end in fragments:
            if not any(labels[start:end]):
                labels[start:end] = [2 * kind + 1] + [2 * kind + 2] * (end - start - 1)
    return labels


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as padded tensors, and their blocks (paragraphs) as rows of word positions.

    `pieces`, `shapes`: (windows, length). `mask`: True where there is a piece. `rows`, `places`: (blocks, words): the
    window and the piece of each word. `words`: True where there is one. Labels are (blocks, words), -1 in blocks
    without any; soft ones have one dimension more and are 0 there; None where no sample has any.
    """

    samples: tuple[Sample, ...]
    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    rows: Tensor
    places: Tensor
    words: Tensor
    speech: Tensor | None
    entities: Tensor | None
    soft_speech: Tensor | None
    soft_entities: Tensor | None
    vectors: Tensor | None


def _inputs(window: Window, by_word: bool) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, shapes, and where each word is among them."""
    if not by_word:
        return torch.tensor(window.pieces), torch.tensor(window.shapes), torch.tensor(window.first)
    pieces, shapes, first = by_words(window)
    return torch.from_numpy(pieces), torch.from_numpy(shapes), torch.from_numpy(first)


def batch_of(samples: Sequence[Sample], by_word: bool = False) -> Batch:
    """`samples` as one batch, for a network that reads by the piece or by the word."""
    inputs = [_inputs(sample.window, by_word) for sample in samples]
    longest = max(len(shapes) for _, shapes, _ in inputs)
    pieces = torch.zeros(len(samples), longest, *inputs[0][0].shape[1:], dtype=torch.long)
    shapes = torch.zeros(len(samples), longest, dtype=torch.long)
    mask = torch.zeros(len(samples), longest, dtype=torch.bool)
    blocks: list[tuple[int, int, int]] = []
    for row, sample in enumerate(samples):
        length = len(inputs[row][1])
        pieces[row, :length] = inputs[row][0]
        shapes[row, :length] = inputs[row][1]
        mask[row, :length] = True
        ends = (*sample.window.blocks[1:], len(sample.window.words))
        blocks += [(row, start, end) for start, end in zip(sample.window.blocks, ends, strict=True)]
    most = max(end - start for _, start, end in blocks)
    rows = torch.zeros(len(blocks), most, dtype=torch.long)
    places = torch.zeros(len(blocks), most, dtype=torch.long)
    words = torch.zeros(len(blocks), most, dtype=torch.bool)
    for number, (row, start, end) in enumerate(blocks):
        rows[number] = row
        places[number, : end - start] = inputs[row][2][start:end]
        words[number, : end - start] = True
    kinds = {
        name: _labels([getattr(sample, name) for sample in samples], blocks, most) for name in ("speech", "entities")
    }
    soft = {
        name: _soft([getattr(sample, name) for sample in samples], blocks, most)
        for name in ("soft_speech", "soft_entities", "vectors")
    }
    return Batch(tuple(samples), pieces, shapes, mask, rows, places, words, **kinds, **soft)


def _labels(labels: Sequence[Sequence[int] | None], blocks: Sequence[tuple[int, int, int]], most: int) -> Tensor | None:
    if all(one is None for one in labels):
        return None
    made = torch.zeros(len(blocks), most, dtype=torch.long)
    for number, (row, start, end) in enumerate(blocks):
        of_row = labels[row]
        if of_row is None:
            made[number] = -1
        else:
            made[number, : end - start] = torch.tensor(of_row[start:end])
    return made


def _soft(labels: Sequence[Tensor | None], blocks: Sequence[tuple[int, int, int]], most: int) -> Tensor | None:
    width = next((one.shape[1] for one in labels if one is not None), None)
    if width is None:
        return None
    made = torch.zeros(len(blocks), most, width)
    for number, (row, start, end) in enumerate(blocks):
        of_row = labels[row]
        if of_row is not None:
            made[number, : end - start] = of_row[start:end]
    return made


def batches(samples: Iterable[Sample], pieces: int, chance: random.Random) -> Iterator[list[Sample]]:
    """Samples of like length in batches of about so many `pieces`, in random order."""
    pool = sorted(samples, key=lambda sample: len(sample.window.pieces) + chance.random() * 8)
    made: list[list[Sample]] = []
    batch: list[Sample] = []
    for sample in pool:
        if batch and (len(batch) + 1) * len(sample.window.pieces) > pieces:
            made.append(batch)
            batch = []
        batch.append(sample)
    if batch:
        made.append(batch)
    chance.shuffle(made)
    yield from made
