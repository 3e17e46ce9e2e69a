import hashlib
import json
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from stemma.model import Span, WeightsError
from stemma.text.encoder import WEIGHTS, Chain, Encoder, best_paths, encoder, fragments
from stemma.text.pieces import Window, windows

TEXT = "The harbour master, Ida Koch, said the ferry had left at noon. Nobody at Brennholm Lines would confirm it."


def window(network: Encoder, text: str = TEXT) -> Window:
    return next(windows(text, [[Span(0, len(text))]], [], network.pieces, network.window))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for path in WEIGHTS.iterdir():
        if path.suffix in (".onnx", ".json", ".txt"):
            shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["accurate", "fast"])
def test_the_network_scores_every_word(name: str) -> None:
    network = encoder(name)
    read = window(network)
    scores = network(read)
    assert scores.speech.shape == (len(read.words), len(network.speech_chain.labels))
    assert scores.entities.shape == (len(read.words), len(network.entity_chain.labels))
    assert scores.links.shape == (len(read.words), 4 * network.linking.width)


@pytest.mark.parametrize("name", ["accurate", "fast"])
def test_the_same_window_gives_the_same_bytes_whatever_was_read_before(name: str) -> None:
    network = encoder(name)
    first = network(window(network)).speech.tobytes()
    network(window(network, "A much longer and quite different text about weather. " * 3))
    assert network(window(network)).speech.tobytes() == first
    assert Encoder(name)(window(network)).speech.tobytes() == first


def test_weights_cut_short_are_said_to_be(copied: Path) -> None:
    whole = (copied / "fast.onnx").read_bytes()
    (copied / "fast.onnx").write_bytes(whole[:-1000])
    with pytest.raises(WeightsError, match=r"fast\.onnx: cut short: \d+ of \d+ bytes"):
        Encoder("fast", copied)


def test_altered_weights_are_refused(copied: Path) -> None:
    content = bytearray((copied / "fast.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (copied / "fast.onnx").write_bytes(content)
    with pytest.raises(WeightsError, match="not the weights that belong to this version"):
        Encoder("fast", copied)


def test_missing_weights_are_named(copied: Path) -> None:
    (copied / "fast.onnx").unlink()
    with pytest.raises(WeightsError, match=r"fast\.onnx: can't be read"):
        Encoder("fast", copied)


def test_weights_that_nobody_listed_are_an_error(copied: Path) -> None:
    with pytest.raises(WeightsError, match="doesn't list the weights 'slow'"):
        Encoder("slow", copied)


def test_a_file_that_is_no_network_is_an_error_though_it_is_listed(copied: Path) -> None:
    content = b"not a network" * 1000
    (copied / "fast.onnx").write_bytes(content)
    listed = {"fast": {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}}
    (copied / "weights.json").write_text(json.dumps(listed))
    with pytest.raises(WeightsError, match="can't be used as weights"):
        Encoder("fast", copied)


def test_pieces_of_another_vocabulary_are_refused(copied: Path) -> None:
    (copied / "pieces.txt").write_text("[CLS]\n[SEP]\n[UNK]\n")
    with pytest.raises(WeightsError, match=r"pieces\.txt: 3 pieces"):
        Encoder("fast", copied)


def test_the_likeliest_path_minds_what_may_follow_what() -> None:
    chain = Chain(
        ("O", "B-a", "I-a"),
        np.array([[0, 0, -1e4], [0, 0, 0], [0, 0, 0]], np.float32),
        np.array([0, 0, -1e4], np.float32),
    )
    # Alone, the second word would be an I after an O.
    assert chain.best([np.array([[1.0, 0.5, 0], [0, 0, 3.0]], np.float32)]) == [[1, 2]]


def test_the_likeliest_path_is_that_of_all_paths() -> None:
    random = np.random.default_rng(5)
    chain = Chain(
        ("a", "b", "c"), random.normal(size=(3, 3)).astype(np.float32), random.normal(size=3).astype(np.float32)
    )
    scores = random.normal(size=(5, 3)).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        steps = sum(float(chain.between[a, b]) for a, b in pairwise(path))
        return float(chain.opening[path[0]]) + steps + sum(float(scores[at, label]) for at, label in enumerate(path))

    everyone = np.ndindex(3, 3, 3, 3, 3)
    assert tuple(chain.best([scores])[0]) == max(everyone, key=total)


def test_paths_found_side_by_side_are_those_found_alone() -> None:
    random = np.random.default_rng(8)
    between, opening = (random.integers(-1, 2, size).astype(np.float32) for size in ((5, 5), 5))
    chain = Chain(tuple("abcde"), between, opening)
    # Whole numbers, so that many paths are equally good: of those the same one is taken.
    blocks = [random.integers(0, 3, (length, 5)).astype(np.float32) for length in (4, 1, 30, 4, 17, 2, 1)]
    found = chain.best(blocks)
    assert [len(path) for path in found] == [len(block) for block in blocks]
    assert found == [chain.best([block])[0] for block in blocks]
    assert chain.best([]) == []


def test_paths_of_two_chains_found_side_by_side_are_those_of_each() -> None:
    random = np.random.default_rng(13)
    chains = [
        Chain(tuple(labels), *(random.integers(-1, 2, size).astype(np.float32) for size in ((count, count), count)))
        for labels, count in (("abc", 3), ("abcde", 5))
    ]
    blocks = [
        [random.integers(-9, 3, (length, len(chain.labels))).astype(np.float32) for length in (4, 1, 30, 4)]
        for chain in chains
    ]
    assert best_paths(chains, blocks) == [chain.best(some) for chain, some in zip(chains, blocks, strict=True)]


def test_fragments_begin_at_b_and_go_on_at_i() -> None:
    assert fragments([0, 1, 2, 2, 1, 0, 3, 4], 0) == [(1, 4), (4, 5)]
    assert fragments([0, 1, 2, 2, 1, 0, 3, 4], 1) == [(6, 8)]
