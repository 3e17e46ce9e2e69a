"""Training one network on labelled samples."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from stemma.read.linking import buckets_of
from stemma.text.pieces import by_words
from training.network import BUCKETS, LINK_WIDTH, Reader, mixed_precision
from training.samples import Batch, Fragment, Links, Sample, batch_of, batches

_MASK_PIECE = 103
# What the log-likelihood of a link weighs against that of a word's label.
_LINKS_WEIGHT = 3.0
# What a pupil's vector's likeness to its teacher's weighs.
_ALIKE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How one network is trained; see settings.toml."""

    seed: int
    epochs: int
    names_epochs: float
    batch: int
    rate: float
    head_rate: float
    warm_up: float
    hidden: float
    average: float
    soft: float = 0.0


def link_scores(
    model: Reader,
    vectors: Tensor,
    first: Sequence[int],
    cues: Sequence[Fragment],
    others: Sequence[Fragment],
    kind: int,
) -> Tensor:
    """Scores (cues, others) of a window's fragments: `kind` 0 for sources, 1 for contents.

    `vectors`: (length, 4 widths).
    """
    q = _vectors(vectors[:, kind * LINK_WIDTH : (kind + 1) * LINK_WIDTH], first, cues)
    k = _vectors(vectors[:, (kind + 2) * LINK_WIDTH : (kind + 3) * LINK_WIDTH], first, others)
    near = torch.from_numpy(buckets_of(cues, others, BUCKETS))
    return q @ k.T / math.sqrt(LINK_WIDTH) + model.near[kind][near]


def _vectors(vectors: Tensor, first: Sequence[int], fragments: Sequence[Fragment]) -> Tensor:
    starts = torch.tensor([first[start] for start, _ in fragments])
    ends = torch.tensor([first[end - 1] for _, end in fragments])
    return (vectors[starts] + vectors[ends]) / 2


def _link_loss(model: Reader, vectors: Tensor, first: Sequence[int], links: Links) -> Tensor:
    loss = vectors.new_zeros(())
    if not links.cues:
        return loss
    if links.sources:
        scores = link_scores(model, vectors, first, links.cues, links.sources, 0)
        scores = torch.cat([scores, model.nobody[0].expand(len(links.cues), 1)], 1)
        wanted = torch.zeros(scores.shape, dtype=torch.bool)
        for cue, source in links.said_by:
            wanted[cue, source] = True
        wanted[:, -1] = ~wanted.any(1)
        loss = loss + _choice(scores, wanted)
    if links.contents:
        scores = link_scores(model, vectors, first, links.cues, links.contents, 1).T
        scores = torch.cat([scores, model.nobody[1].expand(len(links.contents), 1)], 1)
        wanted = torch.zeros(scores.shape, dtype=torch.bool)
        for cue, content in links.saying:
            wanted[content, cue] = True
        wanted[:, -1] = ~wanted.any(1)
        loss = loss + _choice(scores, wanted)
    return loss


def _choice(scores: Tensor, wanted: Tensor) -> Tensor:
    """Negative log-probability that one of the `wanted` of each row is chosen, summed."""
    return (torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~wanted, -1e4), 1)).sum()


def loss_of(model: Reader, batch: Batch, soft: float) -> Tensor:
    """What the network is to make small on `batch`; `soft` is the teachers' share in it."""
    with mixed_precision():
        speech, entities, vectors, states = model(batch.pieces, batch.shapes, batch.mask)
    words = batch.words.sum()
    loss = speech.new_zeros((), dtype=torch.float32)
    kinds = (
        (speech, model.speech_chain, batch.speech, batch.soft_speech),
        (entities, model.entity_chain, batch.entities, batch.soft_entities),
    )
    for scores, chain, labels, likely in kinds:
        on_words = scores.float()[batch.rows, batch.places]
        if labels is not None:
            share = 1 - soft if likely is not None else 1.0
            there = labels[:, 0] >= 0
            loss = loss + share * chain.loss(on_words[there], labels[there], batch.words[there]) / words
        if likely is not None:
            cross = -(likely * functional.log_softmax(on_words, -1)).sum(-1) * batch.words
            loss = loss + soft * cross.sum() / words
    if batch.vectors is not None:
        alike = functional.cosine_similarity(states.float()[batch.rows, batch.places], batch.vectors.float(), dim=-1)
        loss = loss + _ALIKE_WEIGHT * ((1 - alike) * batch.words).sum() / words
    if any(sample.links.cues for sample in batch.samples):
        linked = [
            _link_loss(model, vectors[row].float(), _first(sample, model.encoder.size.by_word), sample.links)
            for row, sample in enumerate(batch.samples)
            if sample.links.cues
        ]
        loss = loss + _LINKS_WEIGHT * torch.stack(linked).sum() / words
    return loss


def _first(sample: Sample, by_word: bool) -> Sequence[int]:
    return by_words(sample.window)[2].tolist() if by_word else sample.window.first


Epoch = Callable[[random.Random], Sequence[Sample]]


def train(
    model: Reader,
    speech: Epoch,
    names: Epoch,
    schedule: Schedule,
    folder: Path,
    measure: Callable[[Reader], dict[str, float]],
) -> Reader:
    """Train `model` and return the running average of its weights; a checkpoint and its figures after each epoch.

    `speech` and `names` give an epoch's samples each. Names are spread over all epochs.
    """
    torch.manual_seed(schedule.seed)
    chance = random.Random(schedule.seed)
    folder.mkdir(parents=True, exist_ok=True)
    plan = list(_plan(speech, names, schedule, chance))
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(_groups(model, schedule), fused=True)
    warm = schedule.warm_up * steps
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))
    )
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    step = 0
    for epoch, pairs in enumerate(plan, 1):
        began, total = time.time(), 0.0
        model.train()
        for number, samples in enumerate(pairs, 1):
            batch = batch_of(samples, model.encoder.size.by_word)
            _hide(batch, schedule.hidden)
            loss = loss_of(model, batch, schedule.soft)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            rates.step()
            step += 1
            total += loss.item()
            keep = min(schedule.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, value in model.state_dict().items():
                    if value.is_floating_point():
                        average[name].lerp_(value, 1 - keep)
            if step % 100 == 0:
                print(f"step {step}/{steps} loss {total / number:.3f}", flush=True)
        kept = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average)
        model.eval()
        figures = {"epoch": epoch, "seconds": time.time() - began, "loss": total / len(pairs), **measure(model)}
        print(json.dumps({key: round(value, 4) for key, value in figures.items()}), flush=True)
        torch.save(average, folder / "weights.pt")
        if epoch < len(plan):
            model.load_state_dict(kept)
    return model


def _plan(speech: Epoch, names: Epoch, schedule: Schedule, chance: random.Random) -> Iterator[list[list[Sample]]]:
    drawn: list[list[Sample]] = []
    for _ in range(math.ceil(schedule.names_epochs)):
        drawn += batches(names(chance), schedule.batch, chance)
    drawn = drawn[: int(len(drawn) * schedule.names_epochs / math.ceil(schedule.names_epochs))] if drawn else []
    for epoch in range(schedule.epochs):
        share = drawn[epoch * len(drawn) // schedule.epochs : (epoch + 1) * len(drawn) // schedule.epochs]
        mixed = [*batches(speech(chance), schedule.batch, chance), *share]
        chance.shuffle(mixed)
        yield mixed


def _groups(model: Reader, schedule: Schedule) -> list[dict[str, object]]:
    encoder = [
        value for name, value in model.named_parameters() if name.startswith("encoder.") and "shapes" not in name
    ]
    heads = [value for name, value in model.named_parameters() if not name.startswith("encoder.") or "shapes" in name]
    return [
        {"params": encoder, "lr": schedule.rate, "weight_decay": 0.01},
        {"params": heads, "lr": schedule.head_rate, "weight_decay": 0.0},
    ]


def _hide(batch: Batch, share: float) -> None:
    """Hide some of the pieces, so that the context is read too."""
    if share:
        there = batch.mask if batch.pieces.dim() == 2 else batch.mask.unsqueeze(-1)
        hidden = (torch.rand(batch.pieces.shape) < share) & (batch.pieces > 998) & there
        batch.pieces[hidden] = _MASK_PIECE
