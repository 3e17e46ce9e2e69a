"""The network: a BERT-like encoder, tags for words, and vectors that link cues to sources and contents.

The encoder is that of Devlin et al. (2019), written out here so that nothing but torch is needed. On it sit two linear
taggers, whose labels are decoded by a first-order transition layer (Lample et al. 2016), and three projections:
a cue is linked to the source and the contents whose vectors agree with its own most, near ones preferred.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from stemma.text.pieces import SHAPES
from training.corpora import ENTITY_LABELS, SPEECH_LABELS

LINK_WIDTH = 64
# Signed distances in words from a cue to what it is linked to, in buckets: see `stemma.read.linking.buckets_of`.
BUCKETS = 24


def mixed_precision() -> torch.autocast:
    """The context in which networks are computed: in bfloat16 where the processor has instructions for it.

    Elsewhere in single precision, since what stands in for them is some thirty times slower. What is trained in the
    two differs by rounding, so that weights are the same only on the same kind of processor.
    """
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast("cpu", torch.bfloat16, enabled=native)


@dataclass(frozen=True, slots=True)
class Size:
    """The encoder's measures. `by_word`: a word is one vector, the mean of its pieces; texts are a fifth shorter so."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    pieces: int = 30522
    positions: int = 512
    by_word: bool = False


class Dropout(nn.Module):
    """Dropout with a coarse chance (in 256ths); drawing bytes takes half the time of torch's own on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(256 * share)

    def forward(self, x: Tensor) -> Tensor:
        """`x` with a share of its values at zero while training."""
        if not self.training or not self.least:
            return x
        drawn = torch.empty(x.shape, dtype=torch.uint8).random_(256)
        return x * (drawn >= self.least) * (256 / (256 - self.least))


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT's are."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.heads
        self.mixed = nn.Linear(size.width, 3 * size.width)
        self.attended = nn.Linear(size.width, size.width)
        self.norm_attended = nn.LayerNorm(size.width, eps=1e-12)
        self.wide = nn.Linear(size.width, size.inner)
        self.narrow = nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x`: (batch, length, width); `mask`: (batch, 1, 1, length), added to the attention."""
        batch, length, width = x.shape
        q, k, v = self.mixed(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: torch's fused attention is three times slower on a CPU for windows this short.
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads)
        if mask is not None:
            scores = scores + mask
        seen = torch.softmax(scores, -1) @ v
        x = self.norm_attended(x + self.attended(seen.transpose(1, 2).reshape(batch, length, width)))
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Pieces with their shapes to vectors."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.pieces = nn.Embedding(size.pieces, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.shapes = nn.Embedding(SHAPES, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.dropout = Dropout(dropout)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """`pieces`: (batch, length), or by the word (batch, length, PIECES_OF_WORD) with -1 for none.

        `shapes`: (batch, length); `mask`: (batch, length), True where there is a piece or word.
        """
        if mask is not None:
            mask = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if self.size.by_word:
            there = (pieces >= 0).unsqueeze(-1)
            x = (self.pieces(pieces.clamp(min=0)) * there).sum(2) / there.sum(2).clamp(min=1)
        else:
            x = self.pieces(pieces)
        x = x + self.positions.weight[: pieces.shape[1]] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def take_over(self, larger: Encoder, layers: tuple[int, ...]) -> None:
        """Take over `larger`'s embeddings and those of its layers; of their inner neurons the strongest."""
        for part in ("pieces", "positions", "shapes", "norm"):
            getattr(self, part).load_state_dict(getattr(larger, part).state_dict())
        for layer, number in zip(self.layers, layers, strict=True):
            state = larger.layers[number].state_dict()
            strength = state["wide.weight"].norm(dim=1) * state["narrow.weight"].norm(dim=0)
            kept = strength.topk(self.size.inner).indices.sort().values
            state["wide.weight"], state["wide.bias"] = state["wide.weight"][kept], state["wide.bias"][kept]
            state["narrow.weight"] = state["narrow.weight"][:, kept]
            layer.load_state_dict(state)

    def load_bert(self, weights: Path, layers: tuple[int, ...]) -> None:
        """Take over the weights of a BERT in safetensors, of its layers those in `layers`."""
        w = load_file(str(weights))
        with torch.no_grad():
            self.pieces.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(
                w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
            )
            _copy(self.norm, w, "embeddings.LayerNorm")
            for layer, number in zip(self.layers, layers, strict=True):
                at = f"encoder.layer.{number}."
                parts = [f"{at}attention.self.{part}." for part in ("query", "key", "value")]
                layer.mixed.weight.copy_(torch.cat([w[f"{part}weight"] for part in parts]))
                layer.mixed.bias.copy_(torch.cat([w[f"{part}bias"] for part in parts]))
                _copy(layer.attended, w, f"{at}attention.output.dense")
                _copy(layer.norm_attended, w, f"{at}attention.output.LayerNorm")
                _copy(layer.wide, w, f"{at}intermediate.dense")
                _copy(layer.narrow, w, f"{at}output.dense")
                _copy(layer.norm, w, f"{at}output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])  # type: ignore[operator, union-attr]
    module.bias.copy_(weights[f"{name}.bias"])  # type: ignore[operator, union-attr]


class Transitions(nn.Module):
    """A linear chain over the labels of a block of words."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.labels = labels
        count = len(labels)
        self.between = nn.Parameter(torch.zeros(count, count))
        self.opening = nn.Parameter(torch.zeros(count))
        forbidden = torch.zeros(count, count)
        for before, a in enumerate(labels):
            for after, b in enumerate(labels):
                if b.startswith("I-") and a[2:] != b[2:]:
                    forbidden[before, after] = -1e4
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("barred", torch.tensor([-1e4 if label.startswith("I-") else 0.0 for label in labels]))

    def weights(self) -> tuple[Tensor, Tensor]:
        """Scores of label to label (before, after), and of opening labels."""
        return self.between + self.forbidden, self.opening + self.barred

    def log_partition(self, scores: Tensor, mask: Tensor) -> Tensor:
        """Of `scores` (blocks, words, labels), with True in `mask` (blocks, words) where there is a word."""
        between, opening = self.weights()
        at = scores[:, 0] + opening
        for word in range(1, scores.shape[1]):
            following = torch.logsumexp(at.unsqueeze(2) + between, 1) + scores[:, word]
            at = torch.where(mask[:, word, None], following, at)
        return torch.logsumexp(at, 1)

    def path_score(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """The score of the path `labels` (blocks, words)."""
        between, opening = self.weights()
        on_words = scores.gather(2, labels.unsqueeze(2)).squeeze(2) * mask
        steps = between[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        return on_words.sum(1) + steps.sum(1) + opening[labels[:, 0]]

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood, summed over the blocks."""
        return (self.log_partition(scores, mask) - self.path_score(scores, labels, mask)).sum()


class Reader(nn.Module):
    """The encoder with its taggers and link vectors."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(size, dropout)
        self.speech = nn.Linear(size.width, len(SPEECH_LABELS))
        self.entities = nn.Linear(size.width, len(ENTITY_LABELS))
        # The cue's two questions, then the source's and the content's answers.
        self.links = nn.Linear(size.width, 4 * LINK_WIDTH)
        self.near = nn.Parameter(torch.zeros(2, BUCKETS))
        self.nobody = nn.Parameter(torch.zeros(2))
        self.speech_chain = Transitions(SPEECH_LABELS)
        self.entity_chain = Transitions(ENTITY_LABELS)

    def forward(
        self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of speech labels and of entity labels, link vectors, and the encoder's vectors, for each position."""
        x = self.encoder(pieces, shapes, mask)
        return self.speech(x), self.entities(x), self.links(x), x
