"""Patterns of whole words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest

from stemma.model import VocabularyError
from stemma.vocabulary import word_patterns
from stemma.vocabulary.word_patterns import any_of, patterns


@dataclass(frozen=True)
class Boats:
    """Two lists."""

    hulls: re.Pattern[str]
    sails: re.Pattern[str]


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["gate", "gate house"], "the gate house", "gate house"),
        (["gate house"], "the gate \n house", "gate house"),
        (["gate"], "floodgate and gates", None),
        (["gat*"], "two gates", "gates"),
        (["d'"], "l'avis d'un ami", "d'"),
        (["a.b"], "axb", None),
        ([], "anything", None),
    ],
)
def test_any_of_finds_whole_words_the_longest_first(phrases: list[str], text: str, found: str | None) -> None:
    match = any_of(phrases).search(text)
    assert (None if match is None else " ".join(match[0].split())) == found


def test_each_list_of_a_file_is_a_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {"hulls": ["keel"], "sails": []}
    monkeypatch.setattr(word_patterns, "read_yaml", lambda language, kind: content if kind == "boats" else None)
    boats = patterns("en", "boats", Boats)
    assert boats is not None
    assert boats.hulls.search("the keel")
    assert not boats.sails.search("the keel")
    assert patterns("en", "carts", Boats) is None
    assert patterns(None, "boats", Boats) is None


@pytest.mark.parametrize(
    "content", [["keel"], {"hulls": ["keel"]}, {"hulls": ["keel"], "sails": "jib"}, {"hulls": [True], "sails": []}]
)
def test_other_lists_are_an_error_that_names_the_file(content: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_patterns, "read_yaml", lambda language, kind: content)
    with pytest.raises(VocabularyError, match=r"en/boats\.yaml: needs lists of words under hulls, sails"):
        patterns("en", "boats", Boats)
