"""Names that stand behind what tells who somebody is."""

from __future__ import annotations

import pytest

from tests.read.spoken import speakers


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("The bridge keeper, Marit Stave, said the noise had woken her.", "en", "Marit Stave"),
        ("A villager, Anselmo Cid, said he had watched the fire begin.", "en", "Anselmo Cid"),
        ("“It burned,” said a former pupil, Olav Stone.", "en", "Olav Stone"),
        ("Her mother, Tracey, said she had waved her off.", "en", "Tracey"),
        ("Der Leuchtturmwärter, Jan Stave, sagte, es sei laut gewesen.", "de", "Jan Stave"),
        ("Eine Hirtin, Anna Ködel, sagte, sie habe das Feuer gesehen.", "de", "Anna Ködel"),
        ("Un berger, Anselme Cid, a déclaré qu'il avait vu le feu.", "fr", "Anselme Cid"),
        ("Un pastor, Anselmo Cid, dijo que vio el fuego.", "es", "Anselmo Cid"),
        ("Pasterz, Jan Cid, powiedział, że widział ogień.", "pl", "Jan Cid"),
        ("Пастух, Иван Сидов, сказал, что видел огонь.", "ru", "Иван Сидов"),
        ("Пастух, Іван Сидів, сказав, що бачив вогонь.", "uk", "Іван Сидів"),
    ],
)
def test_whose_name_stands_behind_a_description_is_the_speaker(text: str, language: str, name: str) -> None:
    assert speakers(text, language) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Brandt, a shepherd, said it burned.", "Ada Brandt"),
        ("The Kelp Gazette, a weekly, reported that it burned.", "Kelp Gazette"),
        ("The union, Solidar, said it burned.", "Solidar"),
        ("The president, a farmer, said it burned.", "president"),
    ],
)
def test_what_stands_behind_a_name_or_is_none_changes_nothing(text: str, name: str) -> None:
    assert speakers(text, "en") == [name]


def test_a_noun_is_the_one_body_whose_name_ends_in_it() -> None:
    before = "The National Arts Fund paid for the film. "
    assert speakers(before + "The fund said it had been called playful.", "en") == ["National Arts Fund"]
    two = before + "The Harbour Fund did not pay. "
    assert speakers(two + "The fund said it had been called playful.", "en") != ["National Arts Fund"]
