"""The trained network behind the reader: its weights file, and what it gives for a window of text.

Everything here is arithmetic: scores of labels and link vectors. What they mean for a report is decided in `read`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from stemma.model import WeightsError
from stemma.text.pieces import PieceVocabulary, Window, by_words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "weights"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Chain:
    """A first-order chain over BIO labels: scores of label after label, and of opening labels."""

    labels: tuple[str, ...]
    between: Floats
    opening: Floats

    def best(self, blocks: Sequence[Floats]) -> list[list[int]]:
        """The likeliest labels for each block's scores (words, labels)."""
        return best_paths((self,), (blocks,))[0]


def best_paths(chains: Sequence[Chain], blocks: Sequence[Sequence[Floats]]) -> list[list[list[int]]]:
    """Each chain's likeliest labels for each of its blocks' scores, by the Viterbi algorithm (Viterbi 1967).

    All blocks of all chains take their steps side by side, a chain of fewer labels with some that are never reached.
    What a label of one word led to is not kept but found again on the way back, for the one label that was chosen.
    """
    lengths = {(chain, at): len(block) for chain, some in enumerate(blocks) for at, block in enumerate(some)}
    order = sorted(lengths, key=lambda column: -lengths[column])
    steps = _Steps(chains, [chain for chain, _ in order], [lengths[column] for column in order])
    paths = steps.back(steps.forth([blocks[chain][at] for chain, at in order]))
    found: list[list[list[int]]] = [[[]] * len(some) for some in blocks]
    for column, (chain, at) in enumerate(order):
        found[chain][at] = paths[: lengths[chain, at], column].tolist()
    return found


class _Steps:
    """The steps of columns of words, the longest first, each by its chain in `chains`: forth, and back the best way."""

    def __init__(self, chains: Sequence[Chain], of: Sequence[int], lengths: Sequence[int]) -> None:
        self._of, self._lengths = np.array(of, np.intp), np.array(lengths, np.intp)
        # How many of the columns have each word.
        self._going = (self._lengths > np.arange(self._lengths.max(initial=0))[:, None]).sum(1).tolist()
        self._labels = max(len(chain.labels) for chain in chains)
        self._between = np.zeros((len(chains), self._labels, self._labels), np.float32)
        self._opening = np.zeros((len(chains), self._labels), np.float32)
        for number, chain in enumerate(chains):
            known = len(chain.labels)
            self._between[number, :known, :known] = chain.between
            self._opening[number, :known] = chain.opening

    def forth(self, blocks: Sequence[Floats]) -> Floats:
        """The best that a path can score up to each word with each label: (words, columns, labels)."""
        best = np.full((len(self._going), len(blocks), self._labels), -np.inf, np.float32)
        for column, block in enumerate(blocks):
            best[: len(block), column, : block.shape[1]] = block
        best[:1] += self._opening[self._of]
        before = best.transpose(0, 2, 1)[..., None]
        between = np.ascontiguousarray(self._between[self._of].transpose(1, 0, 2))
        steps = np.empty_like(between)
        still = len(blocks)
        for word in range(1, len(self._going)):
            if self._going[word] != still:
                still = self._going[word]
                between, steps = between[:, :still], steps[:, :still]
            np.add(before[word - 1, :, :still], between, steps)
            here = best[word, :still]
            np.add(here, np.maximum.reduce(steps, 0), here)
        return best

    def back(self, best: Floats) -> npt.NDArray[np.intp]:
        """The labels (words, columns) of the best paths; a column's path counts as far as it has words."""
        into = np.ascontiguousarray(self._between.transpose(0, 2, 1)).reshape(-1, self._labels)
        rows = self._of * self._labels
        labels = best[self._lengths - 1, np.arange(len(self._lengths))].argmax(1)
        paths = np.empty(best.shape[:2], np.intp)
        paths[-1:] = labels
        for word in range(len(self._going) - 1, 0, -1):
            still = self._going[word]
            here = into.take(rows[:still] + labels[:still], 0)
            here += best[word - 1, :still]
            here.argmax(1, labels[:still])
            paths[word - 1] = labels
        return paths


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """What decides about links besides the vectors, of `width` each: two rows each, for sources and for contents.

    `near`: (2, buckets), what a distance in words adds; `nobody`: (2,), what a link must exceed to be one.
    """

    width: int
    near: Floats
    nobody: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network gives for a window: label scores and link vectors, (words, …) each."""

    speech: Floats
    entities: Floats
    links: Floats


class Encoder:
    """A network with its weights, run in one thread: reports are what is read side by side, in processes.

    A window is run alone, so what comes out depends on nothing but its pieces.
    """

    def __init__(self, name: str, folder: Path = WEIGHTS) -> None:
        """Load the weights called `name`. Raises WeightsError where they are missing, cut short or altered."""
        content = checked_weights(folder, name)
        try:
            self._session = session(content)
            described = json.loads(self._session.get_modelmeta().custom_metadata_map["stemma"])
            self._describe(described)
        except Exception as error:  # whatever the runtime raises: it has no base class of its own
            raise WeightsError(f"{folder / name}.onnx: can't be used as weights ({error})") from error
        self.digest = str(listed_weights(folder, name)["sha256"])
        self.pieces = piece_vocabulary(folder)
        if len(self.pieces) != described["pieces"]:
            raise WeightsError(f"{folder / 'pieces.txt'}: {len(self.pieces)} pieces, {described['pieces']} needed")

    def _describe(self, described: dict[str, Any]) -> None:
        if described["format"] != _FORMAT:
            raise ValueError(f"format {described['format']}, this version reads {_FORMAT}")
        self.window = int(described["window"])
        self._by_word = bool(described["by_word"])
        self.speech_chain, self.entity_chain = (_chain(described[name]) for name in ("speech", "entity"))
        near, nobody = (np.array(described[name], np.float32) for name in ("near", "nobody"))
        self.linking = LinkWeights(int(described["link_width"]), near, nobody)

    def __call__(self, window: Window) -> Scores:
        """Read one window, of at most `self.window` pieces."""
        return self.read((window,))[0]

    def read(self, windows: Sequence[Window]) -> list[Scores]:
        """Read each of some windows; their inputs are made ready together."""
        inputs = _by_words(windows) if self._by_word else map(_by_pieces, windows)
        return [Scores(*self._session.run(["speech", "entities", "links"], one)) for one in inputs]


def session(content: bytes) -> InferenceSession:
    """A network ready to run, in one thread, since reports are what is read side by side; the runtime loads here."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A plan of memory would be kept for each length of text, and hardly two are of one length.
    options.enable_mem_pattern = False
    # Processors without VNNI (before about 2019; many virtual machines) multiply 8-bit integers with 16-bit sums, which
    # overflow unnoticed and read otherwise than the rest. So they are told to be exact, as the others are anyway; this
    # is one of the extended optimisations. The others change nothing in a graph written with the fastest operators.
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    return InferenceSession(content, options, providers=["CPUExecutionProvider"])


_Inputs = dict[str, npt.NDArray[Any]]


def _by_pieces(window: Window) -> _Inputs:
    return {
        "pieces": np.array([window.pieces], np.int64),
        "shapes": np.array([window.shapes], np.int64),
        "first": np.array(window.first, np.int64),
    }


def _by_words(windows: Sequence[Window]) -> Iterator[_Inputs]:
    pieces, shapes, first = by_words(_side_by_side(windows))
    there = pieces >= 0
    shares = (there / there.sum(1, keepdims=True)).astype(np.float32)[None, :, :, None]
    pieces, shapes = np.maximum(pieces, 0)[None], shapes[None]
    starts = [0, *accumulate(len(window.words) for window in windows)]
    # A window's opening mark stands right before its first word.
    opens = [*(first[starts[:-1]] - 1).tolist(), shapes.shape[1]]
    for (start, end), words in zip(pairwise(opens), pairwise(starts), strict=True):
        yield {
            "pieces": pieces[:, start:end],
            "shares": shares[:, start:end],
            "shapes": shapes[:, start:end],
            "first": first[slice(*words)] - start,
        }


def _side_by_side(windows: Sequence[Window]) -> Window:
    """All pieces of the windows as one window's; its words are not told."""
    starts = accumulate((len(window.pieces) for window in windows), initial=0)
    first = [start + place for start, window in zip(starts, windows, strict=False) for place in window.first]
    pieces, shapes = sum((one.pieces for one in windows), ()), sum((one.shapes for one in windows), ())
    return Window(pieces, shapes, (), tuple(first), (0,))


@cache
def encoder(name: str) -> Encoder:
    """The encoder called `name`, loaded once a process. Raises WeightsError."""
    return Encoder(name)


@cache
def weights_digest(name: str) -> str:
    """The SHA-256 of the weights called `name`, as listed. Raises WeightsError where they are not listed."""
    return str(listed_weights(WEIGHTS, name)["sha256"])


def listed_weights(folder: Path, name: str) -> dict[str, Any]:
    """The size and SHA-256 that `folder` lists for the weights called `name`. Raises WeightsError where it has none."""
    path = folder / "weights.json"
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
        entry = {"bytes": int(listed[name]["bytes"]), "sha256": str(listed[name]["sha256"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"{path}: doesn't list the weights {name!r}; install Stemma again") from error
    return entry


def checked_weights(folder: Path, name: str) -> bytes:
    """The content of NAME.onnx. Raises WeightsError where it is missing, cut short or not the one that is listed."""
    listed = listed_weights(folder, name)
    path = folder / f"{name}.onnx"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"{path}: can't be read ({error.strerror}); install Stemma again") from error
    if len(content) < listed["bytes"]:
        why = f"cut short: {len(content)} of {listed['bytes']} bytes"
        raise WeightsError(f"{path}: {why}; install Stemma again")
    if hashlib.sha256(content).hexdigest() != listed["sha256"]:
        raise WeightsError(f"{path}: not the weights that belong to this version; install Stemma again")
    return content


def piece_vocabulary(folder: Path) -> PieceVocabulary:
    """The word pieces that the weights in `folder` share. Raises WeightsError."""
    path = folder / "pieces.txt"
    try:
        return PieceVocabulary(path.read_text(encoding="utf-8").split("\n")[:-1])
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path}: can't be read ({error}); install Stemma again") from error


def _chain(described: dict[str, Any]) -> Chain:
    return Chain(
        tuple(described["labels"]),
        np.array(described["between"], np.float32),
        np.array(described["opening"], np.float32),
    )


def fragments(labels: Sequence[int], kind: int) -> list[tuple[int, int]]:
    """The stretches (first word, last word + 1) of class `kind` in BIO `labels`: 2k+1 begins class k, 2k+2 goes on."""
    found: list[tuple[int, int]] = []
    start = -1
    for _ in range(labels.count(2 * kind + 1)):
        start = labels.index(2 * kind + 1, start + 1)
        end = start + 1
        while end < len(labels) and labels[end] == 2 * kind + 2:
            end += 1
        found.append((start, end))
    return found
