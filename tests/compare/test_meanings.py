"""The meanings of a report's clauses, by anyone's encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from stemma.compare.meanings import CaseMeanings, meanings, off_topic, topic_of, vector_of
from stemma.compare.pieces import gather
from stemma.model import Span
from stemma.run.stages import read_to_compare
from stemma.text.meaning import Floats, MeaningEncoder
from tests.compare.speeches import report, spoken

LONG = "The roof was mended in the spring by volunteers from the parish, and the turbine had rusted through."


class Letters:
    """An encoder that knows but how often five vowels stand in the words, and what it was asked."""

    version = "letters/1"

    def __init__(self, *languages: str | None) -> None:
        self.languages = languages or ("en",)
        self.asked: list[tuple[str, list[str]]] = []

    def covers(self, language: str | None) -> bool:
        return language in self.languages

    def __call__(self, text: str, spans: Sequence[Span], language: str | None) -> Floats:
        self.asked.append((text, [span.of(text) for span in spans]))
        return np.array([[span.of(text).count(letter) for letter in "aeiou"] for span in spans], np.float32)


def test_every_sentence_and_every_clause_of_a_long_one_has_a_meaning() -> None:
    made, reading = spoken("a", (LONG, "ada"), ("The pump failed.", "ada"))
    found = meanings(made, reading, Letters())
    texts = {meaning.span.of(made.text) for meaning in found}
    assert {LONG, "and the turbine had rusted through", "The pump failed."} <= texts
    assert [meaning.span for meaning in found] == sorted({meaning.span for meaning in found})


def test_words_are_encoded_in_their_sentence_once() -> None:
    made, reading = spoken("a", ("the pump had failed", "ada"))
    text = "Ada said the pump had failed. It rained."
    made = report("a", text)
    start = text.index("the pump")
    content = (Span(start, start + 19),)
    statement = replace(reading.statements[0], content=content)
    reading = replace(reading, statements=(statement,), sentences=(Span(0, 29), Span(30, 40)))
    encoder = Letters()
    meanings(made, reading, encoder)
    assert encoder.asked == [("Ada said the pump had failed.", ["the pump had failed"])]


def test_what_begins_in_one_sentence_and_ends_in_the_next_is_read_in_both() -> None:
    made, reading = spoken("a", ("It failed. It was old.", "ada"))
    encoder = Letters()
    whole = replace(reading, sentences=(Span(0, 10), Span(11, 22)))
    meanings(made, whole, encoder)
    assert {context for context, _ in encoder.asked} <= {"It failed.", "It was old.", made.text}


def test_a_language_that_is_not_covered_has_no_meanings() -> None:
    made, reading = spoken("a", (LONG, "ada"))
    encoder = Letters("pl")
    assert meanings(made, reading, encoder) == ()
    assert encoder.asked == []


def test_anyones_encoder_can_be_handed_in() -> None:
    made = report("a", "Ada Berg said on Monday: “The pump failed.” It was repaired.")
    encoder: MeaningEncoder = Letters()
    by_letters, by_default = read_to_compare(made, "rules", encoder), read_to_compare(made, "rules")
    assert [meaning.span for meaning in by_letters.meanings] == [meaning.span for meaning in by_default.meanings]
    assert by_letters.meanings
    assert len(vector_of(by_letters.meanings[0])) == 5
    assert replace(by_letters, meanings=()) == replace(by_default, meanings=())


def test_a_vector_survives_being_written_down() -> None:
    made, reading = spoken("a", ("Eerie aurora.", "ada"))
    (meaning,) = meanings(made, reading, Letters())
    exact = np.array(["Eerie aurora.".count(letter) for letter in "aeiou"], np.float64)
    assert vector_of(meaning) @ (exact / np.linalg.norm(exact)) == pytest.approx(1, abs=1e-3)
    assert np.linalg.norm(vector_of(meaning)) == pytest.approx(1, abs=1e-6)


def test_words_without_any_meaning_are_like_nothing() -> None:
    made, reading = spoken("a", ("Hmm, tsk.", "ada"))
    (meaning,) = meanings(made, reading, Letters())
    assert not vector_of(meaning).any()


def test_of_several_places_the_first_that_is_known_counts() -> None:
    made, reading = spoken("a", ("The pump failed.", "ada"))
    reading = replace(reading, meanings=meanings(made, reading, Letters()))
    other, silent = spoken("b", ("The pump failed.", "ada"))
    material = gather([made, other], [reading, silent], [*reading.statements, *silent.statements])
    here, nowhere = (0, Span(0, 16)), (1, Span(0, 16))
    rows = CaseMeanings(material).rows([[nowhere, here], [nowhere], []])
    assert rows[0] @ vector_of(reading.meanings[0]) == pytest.approx(1, abs=1e-6)
    assert not rows[1:].any()


def test_without_any_meanings_there_are_rows_of_nothing() -> None:
    made, reading = spoken("a", ("The pump failed.", "ada"))
    rows = CaseMeanings(gather([made], [reading], reading.statements)).rows([[(0, Span(0, 16))]])
    assert rows.shape[0] == 1
    assert not rows.any()
    assert off_topic(rows, topic_of(rows)) is rows


@pytest.mark.parametrize(("count", "less"), [(2, 0.0), (60, 0.1), (600, 0.3)])
def test_what_all_clauses_have_in_common_is_taken_off_the_more_there_are(count: int, less: float) -> None:
    random = np.random.default_rng(4)
    rows = np.asarray(random.normal(size=(count, 16)) + 3, np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.concatenate([rows, np.zeros((1, 16), np.float32)])
    apart = off_topic(rows, topic_of(rows))
    pairs = np.triu_indices(count, 1)
    assert (apart @ apart.T)[pairs].mean() < (rows @ rows.T)[pairs].mean() - less
    assert not apart[-1].any()
    assert np.linalg.norm(apart[:-1], axis=1) == pytest.approx(1, abs=1e-5)


def test_what_a_participle_tells_has_a_meaning_of_its_own() -> None:
    sentence = "Two jets struck the border town of Nassel on Tuesday evening, killing at least eight people."
    made, reading = spoken("a", (sentence, "ada"))
    found = meanings(made, reading, Letters())
    assert "killing at least eight people" in {meaning.span.of(made.text) for meaning in found}
