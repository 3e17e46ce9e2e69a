"""The word lists of the vocabulary that comparing rests on: readable, folded, and complete enough to load."""

from __future__ import annotations

from collections.abc import Callable, Sized

import pytest

from stemma.model import VocabularyError
from stemma.text.tokens import fold
from stemma.vocabulary.files import languages
from stemma.vocabulary.frequent import frequent_words
from stemma.vocabulary.irregular import irregular_forms
from stemma.vocabulary.negations import negation, negations
from stemma.vocabulary.numerals import numerals
from stemma.vocabulary.quantities import quantity_words
from stemma.vocabulary.states import states
from stemma.vocabulary.stopwords import stopwords
from stemma.vocabulary.synonyms import synonym_sets


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


@pytest.mark.parametrize("language", languages("states"))
def test_states_have_the_same_names_in_every_language_and_no_words_in_both(language: str) -> None:
    found = states(language)
    assert found.keys() <= states("en").keys()
    assert all(
        not set(one.pattern[5:-3].split("|")) & set(other.pattern[5:-3].split("|")) for one, other in found.values()
    )


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
