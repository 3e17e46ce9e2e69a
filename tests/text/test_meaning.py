from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from stemma.model import Span, WeightsError
from stemma.text.encoder import WEIGHTS
from stemma.text.meaning import Floats, TrainedMeaning, meaning_version, trained_meaning

FERRY = "The ferry to Langholm sank in the storm."
BANK = "Thieves robbed a bank in the capital."


def vector(text: str, language: str = "en") -> Floats:
    return np.asarray(trained_meaning()(text, [Span(0, len(text))], language)[0])


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in ("meaning.onnx", "pieces.txt", "weights.json"):
        shutil.copy(WEIGHTS / name, tmp_path)
    return tmp_path


def test_the_same_words_give_the_same_bytes_whatever_else_is_encoded() -> None:
    first = vector(FERRY).tobytes()
    vector(BANK * 7)
    assert vector(FERRY).tobytes() == first
    spans = [Span(0, len(FERRY)), Span(0, 9)]
    assert trained_meaning()(FERRY, spans, "en")[0].tobytes() == first
    assert TrainedMeaning()(FERRY, spans[:1], "en")[0].tobytes() == first


def test_a_vector_for_each_span_all_of_length_one() -> None:
    vectors = trained_meaning()(FERRY, [Span(0, 9), Span(10, 21), Span(0, len(FERRY))], "en")
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert len({row.tobytes() for row in vectors}) == 3
    assert trained_meaning()(FERRY, [], "en").shape == (0, vectors.shape[1])


def test_words_are_read_in_their_sentence() -> None:
    river, money = "They sat on the bank of the river.", "They robbed the bank of its money."
    spans = [Span(text.index("the bank"), text.index("the bank") + 8) for text in (river, money)]
    one, other = (trained_meaning()(text, [span], "en")[0] for text, span in zip((river, money), spans, strict=True))
    assert not np.array_equal(one, other)


@pytest.mark.parametrize(
    ("language", "ferry"),
    [
        ("pl", "Podczas burzy zatonął prom do Langholmu."),
        ("de", "Die Fähre nach Langholm ist im Sturm gesunken."),
        ("fr", "Le ferry pour Langholm a coulé dans la tempête."),
        ("es", "El ferry a Langholm se hundió en la tormenta."),
        ("ru", "Паром в Лангхольм затонул во время шторма."),
        ("uk", "Пором до Лангхольма затонув під час шторму."),
    ],
)
def test_one_thing_in_two_languages_is_nearer_than_two_things_in_one(language: str, ferry: str) -> None:
    assert vector(ferry, language) @ vector(FERRY) > vector(BANK) @ vector(FERRY)


def test_english_and_glossed_languages_are_covered_and_no_others() -> None:
    covers = trained_meaning().covers
    assert all(map(covers, ("en", "de", "es", "fr", "pl", "ru", "uk")))
    assert not any(map(covers, ("fi", "zz", "", None)))


def test_of_text_longer_than_the_window_each_part_is_read_alone() -> None:
    text = FERRY + " " + "and so on " * 2000
    vectors = trained_meaning()(text, [Span(0, len(FERRY)), Span(0, len(text))], "en")
    assert vectors[0].tobytes() == vector(FERRY).tobytes()
    assert np.isfinite(vectors).all()


@pytest.mark.parametrize("text", ["", " ", "\ud800 \x00", "…" * 50, "a" * 1_000_000, "\u0301" * 3000, "7,7," * 20_000])
@pytest.mark.parametrize("language", ["en", "pl"])
def test_hostile_text_has_some_meaning(text: str, language: str) -> None:
    found = vector(text, language)
    assert np.isfinite(found).all()
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-5)


def test_a_span_without_words_means_what_its_sentence_does() -> None:
    vectors = trained_meaning()("Rain. … Wind.", [Span(6, 7)], "en")
    assert np.linalg.norm(vectors) == pytest.approx(1.0, abs=1e-5)


def test_weights_cut_short_are_said_to_be(copied: Path) -> None:
    whole = (copied / "meaning.onnx").read_bytes()
    (copied / "meaning.onnx").write_bytes(whole[:-1000])
    with pytest.raises(WeightsError, match=r"meaning\.onnx: cut short: \d+ of \d+ bytes"):
        TrainedMeaning(copied)


def test_altered_weights_are_refused(copied: Path) -> None:
    content = bytearray((copied / "meaning.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (copied / "meaning.onnx").write_bytes(content)
    with pytest.raises(WeightsError, match="not the weights that belong to this version"):
        TrainedMeaning(copied)


def test_missing_weights_are_named(copied: Path) -> None:
    (copied / "meaning.onnx").unlink()
    with pytest.raises(WeightsError, match=r"meaning\.onnx: can't be read"):
        TrainedMeaning(copied)


def test_weights_that_nobody_listed_are_an_error(copied: Path) -> None:
    (copied / "weights.json").write_text("{}")
    for ask in (TrainedMeaning, meaning_version):
        with pytest.raises(WeightsError, match="doesn't list the weights 'meaning'"):
            ask(copied)


def test_a_file_that_is_no_network_is_an_error_though_it_is_listed(copied: Path) -> None:
    content = b"not a network" * 1000
    (copied / "meaning.onnx").write_bytes(content)
    listed = {"meaning": {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}}
    (copied / "weights.json").write_text(json.dumps(listed))
    with pytest.raises(WeightsError, match="can't be used as weights"):
        TrainedMeaning(copied)


def test_pieces_of_another_vocabulary_are_refused(copied: Path) -> None:
    (copied / "pieces.txt").write_text("[CLS]\n[SEP]\n[UNK]\n")
    with pytest.raises(WeightsError, match=r"pieces\.txt: 3 pieces"):
        TrainedMeaning(copied)


def test_the_version_tells_weights_apart(copied: Path) -> None:
    listed = json.loads((copied / "weights.json").read_text())
    listed["meaning"]["sha256"] = "0" * 64
    (copied / "weights.json").write_text(json.dumps(listed))
    assert meaning_version(copied) != meaning_version() == trained_meaning().version
