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


@pytest.mark.parametrize(
    ("language", "goes_on", "ended", "held", "taken"),
    [
        ("en", "shots are still heard", "the siege is over", "the village is still under our control", "captured it"),
        ("de", "schüsse sind noch zu hören", "es ist vorbei", "es bleibt unter der kontrolle", "hat es erobert"),
        ("fr", "l’assaut est toujours en cours", "il a pris fin", "il reste sous le contrôle", "s’est emparé"),
        ("es", "aún se oyen disparos", "ya terminó", "sigue bajo el control", "tomaron la aldea"),
        ("pl", "wciąż słychać strzały", "dobiegło końca", "pozostaje pod kontrolą", "zajęli wieś"),
        ("ru", "всё ещё слышны выстрелы", "осада завершена", "остаётся под контролем", "захватили село"),
        ("uk", "досі чути постріли", "облогу завершено", "залишається під контролем", "захопили село"),
    ],
)
def test_what_goes_on_and_who_holds_a_place_is_told_in_every_language(
    language: str, goes_on: str, ended: str, held: str, taken: str
) -> None:
    assert [told_states(words, language) for words in (goes_on, ended)] == [{"course": 0}, {"course": 1}]
    assert [told_states(words, language) for words in (held, taken)] == [{"hold": 0}, {"hold": 1}]
