"""States that rule each other out, told in any language."""

from __future__ import annotations

import pytest

from stemma.compare.states import contrary, told_states, usual_states


@pytest.mark.parametrize(
    ("language", "lives", "died"),
    [
        ("en", "the mayor is alive", "the mayor was killed"),
        ("de", "der bürgermeister lebt", "der bürgermeister wurde getötet"),
        ("fr", "le maire est vivant", "le maire a été tué"),
        ("es", "el alcalde está vivo", "el alcalde murió"),
        ("pl", "burmistrz żyje", "burmistrz zginął"),
        ("ru", "мэр жив", "мэр погиб"),
        ("uk", "мер живий", "мер загинув"),
    ],
)
def test_alive_and_dead_are_told_apart_in_every_language(language: str, lives: str, died: str) -> None:
    assert told_states(lives, language) == {"life": 0}
    assert told_states(died, language) == {"life": 1}


def test_a_state_that_others_tell_of_in_another_language_is_contrary() -> None:
    usual = usual_states([told_states("the letter is genuine", "en"), told_states("der brief ist echt", "de")])
    assert contrary(told_states("la lettre est un faux", "fr"), usual)
    assert not contrary(told_states("la lettre est authentique", "fr"), usual)


def test_where_equally_many_tell_of_either_the_first_counts() -> None:
    assert usual_states([{"life": 1}, {"life": 0}]) == {"life": 1}


def test_a_state_that_nobody_else_tells_of_is_contrary_to_none() -> None:
    assert not contrary({"fire": 0}, {"life": 1})


def test_a_language_without_words_for_states_tells_of_none() -> None:
    assert told_states("the mayor is alive", "xx") == {}
    assert told_states("the mayor is alive", None) == {}
