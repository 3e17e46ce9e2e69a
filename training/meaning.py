"""Training the sentence encoder by which claims and utterances are compared.

Words by which different reports say the same are drawn together, and apart from all else that is said of the event:
the supervised contrastive loss of Khosla et al. (2020), on the members of one event's claims, or of its utterances, at
a time, or of one scene's claims. What other events say is told apart by their topic, so there is nothing to be learned
from it.
"""

from __future__ import annotations

import dataclasses
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from evaluation.corpora import GoldCase, invented_events
from evaluation.encoder import KINDS, Floats, Kind, Member, members, separation
from stemma.model import Span
from stemma.text.meaning import in_pieces
from stemma.text.pieces import PieceVocabulary
from training.material import PRETRAINED, vocabulary
from training.network import Encoder, Size, mixed_precision

# Contexts that are read at once; it changes no figure but for rounding.
_READ_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Item:
    """A member as the encoder reads it: its pieces, and which of them are its words'."""

    pieces: tuple[int, ...]
    words: range
    member: Member


# The scenes, which are ours; the README there tells what they are.
SCENES = Path(__file__).parent / "scenes"

# What is compared with each other: the members of one event's claims, or of its utterances, or of one scene's claims.
Group = tuple[Item, ...]
Measure = Callable[[Encoder], dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How the encoder is trained; see settings.toml."""

    seed: int
    epochs: int
    most: int
    temperature: float
    rate: float
    warm_up: float
    least: float

    def rate_at(self, epoch: int, step: int, steps: int) -> float:
        """The rate at a step of an epoch, both from 0: it rises and falls within each, and from one to the next."""
        begun = self.rate * (1 - epoch / self.epochs)
        return begun * min(1.0, (step + 1) / (self.warm_up * steps + 1)) * max(self.least, 1 - step / steps)


def meaning(settings: dict[str, Any], scratch: Path) -> Encoder:
    """The sentence encoder, trained on invented events (not those held out) and scenes where it is not there yet."""
    folder, layers = scratch / "meaning", tuple(settings["layers"])
    encoder = Encoder(Size(layers=len(layers)))
    if (folder / "done").exists():
        encoder.load_state_dict(torch.load(folder / "weights.pt", weights_only=True))
        return encoder.eval()
    encoder.load_bert(PRETRAINED / "model.safetensors", layers)
    pieces, window = vocabulary(), settings["window"]
    groups = [group for kind in KINDS for group in groups_of(invented_events(held_out=False), kind, pieces, window)]
    groups += scenes(sorted(SCENES.glob("*.jsonl")), pieces, window)
    names = {field.name for field in dataclasses.fields(Schedule)}
    schedule = Schedule(**{name: value for name, value in settings.items() if name in names})
    train(encoder, groups, schedule, folder, measure(pieces, window))
    (folder / "done").touch()
    return encoder


def centre(encoder: Encoder, settings: dict[str, Any]) -> Floats:
    """What reading takes off every vector: a share of the mean over the members that are trained on, (width,)."""
    pieces, events = vocabulary(), invented_events(held_out=False)
    groups = [group for kind in KINDS for group in groups_of(events, kind, pieces, settings["window"])]
    with torch.no_grad():
        rows = torch.cat([vectors(encoder.eval(), group) for group in groups])
    return np.asarray(settings["centre"] * rows.mean(0).numpy(), np.float32)


def groups_of(events: Sequence[GoldCase], kind: Kind, pieces: PieceVocabulary, longest: int) -> list[Group]:
    """The members of each event, cut as they are for reading; events where no two say the same are left out."""
    found = [tuple(item_of(member, pieces, longest) for member in members(event, kind)) for event in events]
    return [group for group in found if group and same(group).triu(1).any()]


def scenes(paths: Sequence[Path], pieces: PieceVocabulary, longest: int) -> list[Group]:
    """The members of the claims of each scene in `paths`, a scene a line, cut as they are for reading."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [tuple(item_of(member, pieces, longest) for member in _of_scene(json.loads(line))) for line in lines]


def _of_scene(scene: dict[str, Any]) -> Iterator[Member]:
    for number, claim in enumerate(scene["claims"]):
        for place, told in enumerate(claim["members"]):
            start = told["context"].index(told["clause"])
            span = Span(start, start + len(told["clause"]))
            yield Member(f"{number}.{place}", told["lang"], told["context"], span, start, frozenset([str(number)]))


def item_of(member: Member, pieces: PieceVocabulary, longest: int) -> Item:
    """A member in pieces, at most `longest`, the opening and closing marks counted."""
    ((run, (words,)),) = in_pieces(member.context, [member.span], member.language, pieces, longest)
    return Item(run, words, member)


def same(items: Sequence[Item]) -> Tensor:
    """Which of the items say the same: (items, items), True on the diagonal."""
    groups = [item.member.groups for item in items]
    return torch.tensor([[not one.isdisjoint(other) for other in groups] for one in groups], dtype=torch.bool)


def vectors(encoder: Encoder, items: Sequence[Item]) -> Tensor:
    """The items' vectors (items, width), of length 1: the means of their words' states within their context."""
    order = sorted(range(len(items)), key=lambda number: len(items[number].pieces))
    found: list[Tensor | None] = [None] * len(items)
    for start in range(0, len(order), _READ_AT_ONCE):
        part = order[start : start + _READ_AT_ONCE]
        for number, vector in zip(part, _read(encoder, [items[number] for number in part]), strict=True):
            found[number] = vector
    return functional.normalize(torch.stack([one for one in found if one is not None]), dim=-1)


def _read(encoder: Encoder, items: Sequence[Item]) -> Tensor:
    longest = max(len(item.pieces) for item in items)
    pieces = torch.zeros(len(items), longest, dtype=torch.long)
    there = torch.zeros(len(items), longest, dtype=torch.bool)
    shares = torch.zeros(len(items), longest)
    for row, item in enumerate(items):
        pieces[row, : len(item.pieces)] = torch.tensor(item.pieces)
        there[row, : len(item.pieces)] = True
        shares[row, item.words.start : item.words.stop] = 1 / len(item.words)
    with mixed_precision():
        states = encoder(pieces, torch.zeros_like(pieces), there)
    return torch.einsum("blw,bl->bw", states.float(), shares)


def contrast(found: Tensor, alike: Tensor, temperature: float) -> Tensor:
    """The supervised contrastive loss (Khosla et al. 2020, the sum outside the logarithm) of vectors of length 1.

    `alike`: (vectors, vectors), which are drawn together; a vector that is like no other is only kept apart from.
    """
    itself = torch.eye(len(found), dtype=torch.bool)
    scores = (found @ found.T / temperature).masked_fill(itself, -1e9)
    likely = scores - torch.logsumexp(scores, 1, keepdim=True)
    drawn = alike & ~itself
    counted = drawn.any(1)
    return -(likely.masked_fill(~drawn, 0).sum(1)[counted] / drawn.sum(1)[counted]).mean()


def train(
    encoder: Encoder, groups: Sequence[Group], schedule: Schedule, folder: Path, measure: Measure
) -> dict[str, float]:
    """Train `encoder`, a checkpoint and its figures after each epoch; the last figures.

    A step is one group. Every epoch has an optimizer, an order and draws of its own, from the seed and its number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figures = _printed({"epoch": 0, **measure(encoder.eval())})
    for epoch in range(schedule.epochs):
        began = time.time()
        loss = _epoch(encoder.train(), groups, schedule, epoch)
        kept = {"epoch": epoch + 1, "seconds": time.time() - began, "loss": loss}
        figures = _printed({**kept, **measure(encoder.eval())})
        torch.save(encoder.state_dict(), folder / "weights.pt")
    return figures


def _epoch(encoder: Encoder, groups: Sequence[Group], schedule: Schedule, epoch: int) -> float:
    """One pass over the groups; the mean loss."""
    torch.manual_seed(schedule.seed + epoch)
    chance = random.Random(schedule.seed + epoch)
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=schedule.rate, weight_decay=0.01)
    losses: list[float] = []
    for step, group in enumerate(chance.sample(groups, len(groups))):
        items = chance.sample(group, min(len(group), schedule.most))
        alike = same(items)
        if not alike.triu(1).any():
            continue
        loss = contrast(vectors(encoder, items), alike, schedule.temperature)
        for part in optimizer.param_groups:
            part["lr"] = schedule.rate_at(epoch, step, len(groups))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return mean(losses) if losses else 0.0


def _printed(figures: dict[str, float]) -> dict[str, float]:
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}), flush=True)
    return figures


def measure(pieces: PieceVocabulary, longest: int) -> Measure:
    """A function that gives an encoder's figures on the held-out events: of pairs in one language, and of all pairs."""
    held_out = {kind: groups_of(invented_events(held_out=True), kind, pieces, longest) for kind in KINDS}

    def figures(encoder: Encoder) -> dict[str, float]:
        found: dict[str, list[float | None]] = {}
        for kind, groups in held_out.items():
            for group in groups:
                with torch.no_grad():
                    rows = vectors(encoder, group).numpy()
                table, listed = np.asarray(rows @ rows.T, np.float32), [item.member for item in group]
                found.setdefault(kind, []).append(separation(listed, table))
                found.setdefault(f"{kind}, any language", []).append(separation(listed, table, across=True))
        return {name: mean(value for value in values if value is not None) for name, values in found.items()}

    return figures
