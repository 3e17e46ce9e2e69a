"""What teachers think of texts, as soft labels for a pupil (Hinton et al. 2015), links and vectors included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor

from stemma.text.encoder import fragments
from training.decoding import chain_of
from training.material import Both
from training.network import Reader, Transitions, mixed_precision
from training.samples import Links, Sample, batch_of
from training.train import link_scores

_PIECES = 4096


def softened(teachers: Sequence[Reader], texts: Sequence[Both], names: bool) -> list[Both]:
    """`texts` with the mean of the teachers' label probabilities on every word, and the first one's vectors.

    A text whose attributions nobody annotated gets the teachers' likeliest labels and links too. `names` asks for
    all that about names as well.
    """
    flat = [sample for single, whole in texts for sample in (*single, *whole)]
    order = sorted(range(len(flat)), key=lambda number: len(flat[number].window.pieces))
    made: list[Sample | None] = [None] * len(flat)
    at = 0
    while at < len(order):
        end = at + 1
        while end < len(order) and (end - at + 1) * len(flat[order[end]].window.pieces) <= _PIECES:
            end += 1
        numbers = order[at:end]
        for number, sample in zip(numbers, _softened(teachers, [flat[n] for n in numbers], names), strict=True):
            made[number] = sample
        at = end
    done = iter(made)
    return [([_next(done) for _ in single], [_next(done) for _ in whole]) for single, whole in texts]


def _next(samples: object) -> Sample:
    sample = next(samples)  # type: ignore[call-overload]
    assert isinstance(sample, Sample)
    return sample


@torch.no_grad()
def _softened(teachers: Sequence[Reader], samples: Sequence[Sample], names: bool) -> list[Sample]:
    batch = batch_of(samples)
    outputs = []
    for teacher in teachers:
        teacher.eval()
        with mixed_precision():
            outputs.append([part.float() for part in teacher(batch.pieces, batch.shapes, batch.mask)])
    found = []
    for row, sample in enumerate(samples):
        words = torch.tensor(sample.window.first)
        speech, entities = ([output[kind][row][words] for output in outputs] for kind in (0, 1))
        softer = replace(
            sample,
            soft_speech=_mean(speech).half(),
            soft_entities=_mean(entities).half() if names else None,
            vectors=outputs[0][3][row][words].half(),
        )
        mean_speech, mean_entities = (torch.stack(part).mean(0) for part in (speech, entities))
        if sample.speech is None:
            softer = _guessed(teachers[0], softer, mean_speech, outputs[0][2][row])
        if names and sample.entities is None:
            softer = replace(softer, entities=tuple(_path(teachers[0].entity_chain, softer, mean_entities)))
        found.append(softer)
    return found


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([torch.softmax(one, -1) for one in scores]).mean(0)


def _path(chain: Transitions, sample: Sample, scores: Tensor) -> list[int]:
    best = chain_of(chain).best
    ends = (*sample.window.blocks[1:], len(sample.window.words))
    labels: list[int] = []
    for start, end in zip(sample.window.blocks, ends, strict=True):
        labels += best([scores[start:end].numpy()])[0]
    return labels


def _guessed(teacher: Reader, sample: Sample, scores: Tensor, vectors: Tensor) -> Sample:
    """`sample` with the teacher's own labels and links."""
    labels = _path(teacher.speech_chain, sample, scores)
    sources, cues, contents = (tuple(fragments(labels, kind)) for kind in range(3))
    said_by: list[tuple[int, int]] = []
    saying: list[tuple[int, int]] = []
    first = sample.window.first
    if cues and sources:
        asked = link_scores(teacher, vectors, first, cues, sources, 0)
        best = asked.max(1)
        said_by = [(cue, int(best.indices[cue])) for cue in range(len(cues)) if best.values[cue] > teacher.nobody[0]]
    if cues and contents:
        asked = link_scores(teacher, vectors, first, cues, contents, 1)
        best = asked.max(0)
        saying = [(int(best.indices[one]), one) for one in range(len(contents)) if best.values[one] > teacher.nobody[1]]
    links = Links(cues, sources, contents, tuple(said_by), tuple(saying))
    return replace(sample, speech=tuple(labels), links=links)
