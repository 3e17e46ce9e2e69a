"""How names are scored, and what the corpus of names is taken to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import entities
from evaluation.corpora import held_out, is_held_out, named_text, printed, source_of
from evaluation.entities import entity_figures, figures, main, run_of
from stemma.model import Span, WeightsError

ARTICLE = """https://ferry.example/1\tO

Ilse\tB-Person
Varga\tI-Person
of\tO
the\tB-Organization
Marne\tI-Organization\tB-Location
Harbour\tI-Organization
Board\tI-Organization
(\tO
Marne\tB-Location
)\tO
said\tO
:\tO
``\tO
It\tO
was\tO
n't\tO
us\tO
''\tO

Brandt\tB-Person
Alda\tB-Product
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "xx_ferry_12.txt.tsv"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_an_article_is_printed_without_its_address(article: Path) -> None:
    text = named_text(article)
    assert text.text == "Ilse Varga of the Marne Harbour Board (Marne) said: “It wasn't us”\n\nBrandt Alda"
    assert [(span.of(text.text), kind) for span, kind in text.names] == [
        ("Ilse Varga", "person"),
        ("the Marne Harbour Board", "organisation"),
        ("Marne", "place"),
        ("Brandt", "person"),
        ("Alda", "product"),
    ]


def test_every_token_stands_where_it_was_printed() -> None:
    text, spans = printed([["The", "ferry", "'s", "-LRB-", "Alda", "-RRB-", "."], [], ["Stop"]])
    assert text == "The ferry's (Alda).\n\nStop"
    assert [span.of(text) for span in spans] == ["The", "ferry", "'s", "(", "Alda", ")", ".", "Stop"]


def test_the_split_is_by_source(tmp_path: Path) -> None:
    paths = [tmp_path / f"{source}_{number}.txt.tsv" for source in ("aa_post", "bb_star_2020_") for number in (1, 22)]
    assert [source_of(path) for path in paths] == ["aa_post", "aa_post", "bb_star", "bb_star"]
    for path in paths:
        path.write_text(ARTICLE, encoding="utf-8")
    assert {source_of(path) for path in held_out(tmp_path)} == {
        source for source in ("aa_post", "bb_star") if is_held_out(source)
    }


def test_about_every_sixth_source_is_held_out() -> None:
    kept = sum(is_held_out(f"source-{number}") for number in range(600))
    assert 70 < kept < 130


def test_a_token_belongs_to_a_name_with_half_of_its_characters() -> None:
    tokens = [Span(0, 4), Span(5, 11), Span(11, 13), Span(14, 15)]
    assert run_of(tokens, Span(0, 11)) == (0, 2)
    assert run_of(tokens, Span(2, 8)) == (0, 2)
    assert run_of(tokens, Span(3, 7)) == (0, 0)
    assert run_of(tokens, Span(14, 15)) == (3, 4)
    assert run_of(tokens, Span(20, 25)) == (4, 4)


def test_a_name_is_found_with_its_tokens_and_its_class(article: Path) -> None:
    text = named_text(article)
    found = [(span, kind) for span, kind in text.names]
    found[2] = (found[2][0], "organisation")
    found[3] = (Span(found[3][0].start, found[4][0].end), "person")
    measured = figures([text], {text.id: [{"span": list(span), "kind": kind} for span, kind in found]})
    assert (measured["p"], measured["r"], measured["f1"]) == (0.6, 0.6, 0.6)
    assert measured["untyped"]["f1"] == 0.8
    assert measured["person"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "names": 2}
    assert measured["money"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "names": 0}


def test_what_a_reading_does_not_mark_is_missed(article: Path, tmp_path: Path) -> None:
    (scratch := tmp_path / "scratch").mkdir()
    measured = entity_figures([article], "rules", scratch)
    assert (measured["f1"], measured["names"]) == (0.0, 5)


def test_a_reader_without_weights_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data" / "ner-worldwide" / "processed_annotated"
    folder.mkdir(parents=True)
    source = next(f"source-{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" if is_held_out(f"source-{letter}"))
    (folder / f"{source}_1.txt.tsv").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("STEMMA_SHARED", str(tmp_path))

    def gone(name: str) -> None:
        raise WeightsError(f"the reader {name!r} has no weights")

    monkeypatch.setattr(entities, "reader", gone)
    assert main(["--reader", "fast"]) == 2
    assert "has no weights" in capsys.readouterr().err


def test_without_annotated_names_nothing_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEMMA_SHARED", str(tmp_path))
    assert main([]) == 0
    assert "nothing measured" in capsys.readouterr().out
