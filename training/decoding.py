"""From the network's scores to fragments and attributions, for measuring in training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from stemma.text.pieces import Window
from training.network import Reader, Transitions
from training.samples import Batch, Fragment, Sample, batch_of


def best_paths(chain: Transitions, scores: np.ndarray, lengths: Sequence[int]) -> list[list[int]]:
    """The likeliest labels of each block (Viterbi); `scores`: (blocks, words, labels)."""
    between, opening = (weight.detach().numpy() for weight in chain.weights())
    at = scores[:, 0] + opening
    back = np.zeros(scores.shape, dtype=np.int64)
    ends = [at]
    for word in range(1, scores.shape[1]):
        following = at[:, :, None] + between
        back[:, word] = following.argmax(1)
        at = following.max(1) + scores[:, word]
        ends.append(at)
    paths = []
    for block, length in enumerate(lengths):
        label = int(ends[length - 1][block].argmax())
        path = [label]
        for word in range(length - 1, 0, -1):
            label = int(back[block, word, label])
            path.append(label)
        paths.append(path[::-1])
    return paths


def fragments(labels: Sequence[int], kind: int) -> list[Fragment]:
    """The fragments of class `kind` in BIO `labels`."""
    found: list[Fragment] = []
    start = -1
    for number, label in enumerate([*labels, 0]):
        if start >= 0 and label != 2 * kind + 2:
            found.append((start, number))
            start = -1
        if label == 2 * kind + 1:
            start = number
    return found


@torch.no_grad()
def tagged(model: Reader, samples: Sequence[Sample], pieces: int = 4096) -> list[tuple[list[int], list[int]]]:
    """The speech labels and entity labels of each sample's words."""
    order = sorted(range(len(samples)), key=lambda number: len(samples[number].window.pieces))
    found: list[tuple[list[int], list[int]]] = [([], [])] * len(samples)
    at = 0
    while at < len(order):
        end = at + 1
        while end < len(order) and (end - at + 1) * len(samples[order[end]].window.pieces) <= pieces:
            end += 1
        numbers = order[at:end]
        for number, labels in zip(
            numbers, _tag(model, batch_of([samples[n] for n in numbers], model.encoder.size.by_word)), strict=True
        ):
            found[number] = labels
        at = end
    return found


def _tag(model: Reader, batch: Batch) -> list[tuple[list[int], list[int]]]:
    with torch.autocast("cpu", torch.bfloat16):
        speech, entities, *_ = model(batch.pieces, batch.shapes, batch.mask)
    lengths = batch.words.sum(1).tolist()
    rows = batch.rows[:, 0].tolist()
    found: list[tuple[list[int], list[int]]] = [([], []) for _ in batch.samples]
    for kind, chain, scores in ((0, model.speech_chain, speech), (1, model.entity_chain, entities)):
        on_words = scores.float()[batch.rows, batch.places].numpy()
        for row, path in zip(rows, best_paths(chain, on_words, lengths), strict=True):
            found[row][kind].extend(path)
    return found


def spans_of(window: Window, labels: Sequence[int], kind: int) -> list[tuple[int, int]]:
    """Fragments as offsets in the text."""
    return [(window.words[start].start, window.words[end - 1].end) for start, end in fragments(labels, kind)]
