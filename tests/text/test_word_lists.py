"""The word lists of the vocabulary that comparing rests on: readable, folded, and complete enough to load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from importlib import resources
from pathlib import Path

import pytest
import yaml

from stemma.model import VocabularyError
from stemma.text.tokens import fold
from stemma.vocabulary.files import languages, read_yaml
from stemma.vocabulary.frequent import frequent_words
from stemma.vocabulary.irregular import irregular_forms
from stemma.vocabulary.negations import negation, negations
from stemma.vocabulary.numerals import numerals
from stemma.vocabulary.quantities import quantity_words
from stemma.vocabulary.replies import reply_words
from stemma.vocabulary.retractions import retraction_words
from stemma.vocabulary.states import states
from stemma.vocabulary.stopwords import stopwords
from stemma.vocabulary.synonyms import synonym_sets

_VOCABULARY = Path(str(resources.files("stemma.vocabulary")))


@pytest.mark.parametrize("language", languages("frequent"))
def test_frequent_words_stand_once_each_most_frequent_first(language: str) -> None:
    words = frequent_words(language)
    assert len(set(words)) == len(words) > 1000
    assert all(fold(word) == word for word in words)


@pytest.mark.parametrize("language", languages("irregular"))
def test_no_irregular_form_leads_on_to_another(language: str) -> None:
    forms = irregular_forms(language)
    assert forms
    assert not set(forms) & set(forms.values())


@pytest.mark.parametrize("language", languages("negations"))
def test_negations_are_folded(language: str) -> None:
    how = negation(language)
    assert all(fold(word) == word for word in (*negations(language), *how.refuting, *how.withholding))
    assert how.refuting
    assert how.withholding


def test_what_a_negation_is_joined_to_is_given_where_it_may_be_joined() -> None:
    assert negation("en").joinable == {"no"}
    assert negation("en").unless_joined == {"one"}
    assert all(negation(one).joinable <= negations(one) for one in languages("negations"))


@pytest.mark.parametrize("language", languages("replies"))
def test_who_denies_and_what_he_calls_it_is_led_to_by_words_of_the_language(language: str) -> None:
    words = reply_words(language)
    assert words.as_what
    # Languages with an instrumental case need no word before whoever does something.
    assert bool(words.by_whom) != (language in ("ru", "uk"))


@pytest.mark.parametrize("language", languages("quantities"))
def test_a_figure_apart_from_its_verb_is_led_to_by_words_of_the_language(language: str) -> None:
    assert quantity_words(language).leading


def test_what_is_taken_back_may_be_called_all_of_it() -> None:
    words = retraction_words("en")
    assert words is not None
    assert words.whole == {"all"}


@pytest.mark.parametrize("language", languages("states"))
def test_states_have_the_same_names_in_every_language_and_no_words_in_both(language: str) -> None:
    found, words = states(language), read_yaml(language, "states")
    assert words.keys() == found.keys() <= states("en").keys()
    for name, (one, other) in found.items():
        for tells, tells_not, phrases in zip((one, other), (other, one), words[name], strict=True):
            assert phrases
            assert all(tells.fullmatch(phrase) and not tells_not.fullmatch(phrase) for phrase in phrases)


@pytest.mark.parametrize("language", languages("numerals"))
def test_numerals_are_folded_words_with_values(language: str) -> None:
    values = numerals(language)
    assert {10, 100, 1000} <= set(values.values())
    assert all(fold(word) == word for word in values)


@pytest.mark.parametrize("language", languages("quantities"))
def test_what_figures_count_has_the_same_names_in_every_language(language: str) -> None:
    words, english = quantity_words(language), quantity_words("en")
    assert words.frames.keys() <= english.frames.keys()
    assert words.things.keys() <= english.things.keys()
    assert words.units.keys() <= english.units.keys()
    assert all(low <= (high or low) for low, high in words.vague.values())


@pytest.mark.parametrize("language", languages("synonyms"))
def test_synonym_sets_hold_several_folded_words(language: str) -> None:
    sets = synonym_sets(language)
    assert all(len(set(words)) == len(words) > 1 for words in sets)
    assert all(fold(word) == word and word not in stopwords(language) for words in sets for word in words)


@pytest.mark.parametrize(
    "path", sorted(_VOCABULARY.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_no_word_is_taken_for_a_truth_value(path: Path) -> None:
    # YAML reads "no", "on", "off" and "false" as such where they stand without quotation marks.
    assert list(_truths(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


def _truths(content: object) -> Iterator[object]:
    """The entries of lists, and the keys, that are truth values."""
    if isinstance(content, dict):
        yield from (key for key in content if isinstance(key, bool))
        for value in content.values():
            yield from _truths(value)
    elif isinstance(content, list):
        for value in content:
            yield from [value] if isinstance(value, bool) else _truths(value)


@pytest.mark.parametrize("load", [frequent_words, irregular_forms, negations, numerals, states, synonym_sets])
def test_a_language_without_files_has_empty_lists(load: Callable[[str], Sized]) -> None:
    assert not load("xx")


@pytest.mark.parametrize(
    ("module", "load"),
    [
        ("frequent", frequent_words),
        ("irregular", irregular_forms),
        ("negations", negations),
        ("numerals", numerals),
        ("quantities", quantity_words),
        ("replies", reply_words),
        ("retractions", retraction_words),
        ("states", states),
        ("stopwords", stopwords),
        ("synonyms", synonym_sets),
    ],
)
def test_a_wrong_schema_is_named(module: str, load: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"stemma.vocabulary.{module}.read_yaml", lambda language, kind: {"other": 1})
    uncached = load.__wrapped__  # type: ignore[attr-defined]
    with pytest.raises(VocabularyError, match=rf"en/{module}\.yaml"):
        uncached("en")
