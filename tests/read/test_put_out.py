"""What somebody put out without saying anything by it; the sentences are invented."""

from __future__ import annotations

import pytest

from stemma.read.attributions import Attribution
from stemma.read.put_out import without_put_out
from tests.factories import span_of


def kept(language: str, text: str, source: str, cue: str, content: str) -> list[str]:
    """The contents that are left of an attribution with these words."""
    one = Attribution(span_of(text, source), span_of(text, cue), (span_of(text, content),), "asserts", "indirect")
    return [span.of(text) for left in without_put_out(text, (one,), language) for span in left.content]


@pytest.mark.parametrize(
    ("language", "source", "cue", "content"),
    [
        ("en", "The Front", "published", "a military identity card"),
        ("en", "The museum", "released footage of", "the night watch"),
        ("en", "The port", "posted", "a list of the missing"),
        ("de", "Die Reederei", "veröffentlichte", "die Passagierliste"),
        ("de", "Das Amt", "teilte", "zwei Fotos des Bootes"),
        ("fr", "La mairie", "a publié", "des images du pont"),
        ("es", "El museo", "difundió", "un vídeo de la puerta"),
        ("pl", "Muzeum", "opublikowało", "zdjęcia bramy"),
        ("ru", "Музей", "опубликовал", "фотографии ворот"),
        ("uk", "Музей", "опублікував", "світлини брами"),
    ],
)
def test_a_picture_or_a_paper_that_is_put_out_is_not_said(language: str, source: str, cue: str, content: str) -> None:
    assert kept(language, f"{source} {cue} {content}.", source, cue, content) == []


@pytest.mark.parametrize(
    ("language", "source", "cue", "content"),
    [
        ("en", "The Front", "published", "a video showing the gate open"),
        ("en", "The port", "posted", "that the gate was open"),
        ("en", "The port", "published", "a list of 214 missing people"),
        ("en", "The photo", "showed", "a picture on the wall"),
        ("en", "The mayor", "told a reporter that he posted", "a warning about the gate"),
        ("de", "Das Amt", "veröffentlichte", "ein Foto, das die offene Tür zeigt"),
        ("fr", "La mairie", "a publié", "une lettre accusant le gardien"),
        ("es", "El museo", "difundió", "un vídeo que muestra la puerta"),
        ("pl", "Muzeum", "opublikowało", "nagranie pokazujące bramę"),
        ("ru", "Музей", "опубликовал", "видео, показывающее ворота"),
        ("uk", "Музей", "опублікував", "відео, де видно браму"),
    ],
)
def test_what_it_says_is_said(language: str, source: str, cue: str, content: str) -> None:
    assert kept(language, f"{source} {cue} {content}.", source, cue, content) == [content]


def test_a_clause_that_tells_what_it_shows_goes_with_it() -> None:
    text = "The Front published a video, in which a guard opens the gate, on Monday."
    assert kept("en", text, "The Front", "published", "a video") == ["a video, in which a guard opens the gate"]


def test_other_languages_keep_everything() -> None:
    assert kept("nl", "Het museum publiceerde een foto.", "Het museum", "publiceerde", "een foto") == ["een foto"]
