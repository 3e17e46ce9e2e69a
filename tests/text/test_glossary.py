from __future__ import annotations

import pytest

from stemma.model import VocabularyError
from stemma.text.glossary import Glossary, glossary
from stemma.text.tokens import fold
from stemma.vocabulary import glosses as module
from stemma.vocabulary.glosses import glossed_languages, glosses

HARBOUR = Glossary(
    {
        "port": ("port", "porto="),
        "postage": ("portoryj", "portorium="),
        "ship": ("statek=", "statk"),
        "quay": ("nabrzeż",),
    }
)


def test_of_several_beginnings_the_longest_decides() -> None:
    assert HARBOUR.gloss("portu") == "port"
    assert HARBOUR.gloss("portoryjny") == "postage"


def test_a_whole_word_comes_before_beginnings_and_takes_no_ending() -> None:
    assert HARBOUR.gloss("portorium") == "postage"
    assert HARBOUR.gloss("statek") == "ship"
    assert HARBOUR.gloss("stateku") is None


def test_case_and_diacritics_are_no_matter() -> None:
    assert HARBOUR.gloss("Nabrzeżem") == HARBOUR.gloss("NABRZEZE") == "quay"


@pytest.mark.parametrize(("word", "gloss"), [("portabcdef", "port"), ("portabcdefg", None), ("por", None), ("", None)])
def test_an_ending_has_six_letters_at_most(word: str, gloss: str | None) -> None:
    assert HARBOUR.gloss(word) == gloss


def test_what_is_not_listed_is_only_romanised() -> None:
    russian = Glossary({"ship": ("корабл",)})
    assert russian.english("корабля") == "ship"
    assert russian.english("Зеленогорск") == "Zelenogorsk"


def test_english_and_unknown_languages_have_no_glossary() -> None:
    assert glossary("en") is glossary("xx") is glossary(None) is None


@pytest.mark.parametrize("language", sorted(glossed_languages()))
def test_no_beginning_of_a_language_stands_for_two_words(language: str) -> None:
    seen: dict[str, str] = {}
    for gloss, beginnings in glosses(language).items():
        assert gloss.split(), f"{beginnings} stand for nothing"
        assert beginnings, f"nothing stands for {gloss}"
        for beginning in map(fold, beginnings):
            assert beginning.strip("="), f"{gloss} stands for nothing"
            assert seen.setdefault(beginning, gloss) == gloss, f"{beginning} stands for {seen[beginning]} and {gloss}"


@pytest.mark.parametrize("language", sorted(glossed_languages()))
def test_every_listed_word_is_found(language: str) -> None:
    found = glossary(language)
    assert found is not None
    assert all(found.gloss(word.removesuffix("=")) for words in glosses(language).values() for word in words)


@pytest.mark.parametrize(
    "content", [[], {"words": {}}, {"glosses": ["a"]}, {"glosses": {"no": 1}}, {"glosses": {"": "a"}}]
)
def test_a_file_of_another_shape_is_an_error(content: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "read_yaml", lambda *_: content)
    with pytest.raises(VocabularyError, match=r"zz/glosses\.yaml"):
        module.glosses("zz")


@pytest.mark.parametrize("word", ["\ud800", "\x00", "a" * 1_000_000, "=", "ʼ" * 1000])
def test_hostile_words_have_no_gloss(word: str) -> None:
    assert HARBOUR.gloss(word) is None
    assert isinstance(HARBOUR.english(word), str)
