"""From the network's scores to fragments and attributions, for measuring in training."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from stemma.text.encoder import Chain, fragments
from stemma.text.pieces import Window
from training.network import Reader, Transitions, mixed_precision
from training.samples import Batch, Sample, batch_of


def chain_of(transitions: Transitions) -> Chain:
    """The chain as the reader decodes it."""
    between, opening = (weight.detach().numpy() for weight in transitions.weights())
    return Chain(transitions.labels, between, opening)


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
    with mixed_precision():
        speech, entities, *_ = model(batch.pieces, batch.shapes, batch.mask)
    lengths = batch.words.sum(1).tolist()
    rows = batch.rows[:, 0].tolist()
    found: list[tuple[list[int], list[int]]] = [([], []) for _ in batch.samples]
    for kind, chain, scores in ((0, model.speech_chain, speech), (1, model.entity_chain, entities)):
        on_words, best = scores.float()[batch.rows, batch.places].numpy(), chain_of(chain).best
        for row, block, length in zip(rows, on_words, lengths, strict=True):
            found[row][kind].extend(best([block[:length]])[0])
    return found


def spans_of(window: Window, labels: Sequence[int], kind: int) -> list[tuple[int, int]]:
    """Fragments as offsets in the text."""
    return [(window.words[start].start, window.words[end - 1].end) for start, end in fragments(labels, kind)]
