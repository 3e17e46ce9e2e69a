"""What a neutral cue's content makes of its stance."""

from __future__ import annotations

import pytest

from stemma.model import Stance
from tests.read.spoken import stances


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'The company described the accusations as "a bad novel".'),
        ("en", "The union branded the suggestion of theft absurd."),
        ("de", "Das Ministerium nannte die Vorwürfe ein Märchen."),
        ("de", "Der Sprecher nannte den Vorwurf des Betrugs absurd."),
        ("pl", "Ministerstwo nazwało te oskarżenia bajką."),
        ("pl", "Firma określiła zarzuty kradzieży jako absurdalne."),
        ("pl", "Burmistrz nazwała bzdurą pogłoski o swojej dymisji."),
        ("ru", "Министерство назвало эти обвинения сказкой."),
        ("ru", "Пресс-служба назвала сообщения о взрыве выдумкой."),
        ("uk", "Міністерство назвало ці звинувачення казкою."),
        ("uk", "У міністерстві назвали маячнею чутки про здачу міста."),
        ("fr", "Le ministère a qualifié les accusations de fable."),
        ("fr", "Le maire qualifie les rumeurs de démission de ridicules."),
        ("es", "El alcalde calificó los rumores de dimisión de «cuento»."),
        ("es", "El alcalde calificó las acusaciones como «un cuento»."),
    ],
)
def test_who_gives_a_bad_name_to_what_others_claim_denies_it(language: str, text: str) -> None:
    assert stances(text, language) == ["denies"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ('The mayor described the allegations as "very serious".', "asserts"),
        ('The mayor described the report as "a milestone".', "asserts"),
        ('The mayor described the report as "invented".', "denies"),
        ('The mayor described the harbour as "a fairy-land of rumours".', "asserts"),
        ("The rumour is a fairy tale, the mayor said.", "denies"),
        ('"I wrote nothing of the sort," the mayor said.', "denies"),
    ],
)
def test_a_verdict_denies_only_where_it_rejects_what_was_told(text: str, stance: Stance) -> None:
    assert stances(text, "en") == [stance]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayor declared the letter a forgery."),
        ("en", "The mayor ruled out a vote."),
        ("en", "The mayor scoffed at suggestions that the data had been sold."),
        ("en", "The mayor laughed at the official toll."),
        ("en", "The union mocked the idea of a victory."),
        ("de", "Die Staatsanwaltschaft schließt einen Unfall aus."),
        ("de", "Der Bürgermeister tat die Meldungen als Gerüchte ab."),
        ("fr", "Le maire a écarté la piste criminelle."),
        ("fr", "Le maire a qualifié de fausses les informations sur un paiement."),
        ("es", "El alcalde descartó un accidente."),
        ("es", "El alcalde calificó de falsas las acusaciones."),
        ("es", "La carta es una burda falsificación, dijo el alcalde."),
        ("pl", "Informacja o pęknięciu zapory jest nieprawdziwa, podał burmistrz."),
        ("ru", "Прокуратура исключила версию несчастного случая."),
        ("ru", "Министр объявил письмо подделкой."),
        ("uk", "Прокуратура виключила версію нещасного випадку."),
    ],
)
def test_a_verdict_on_what_others_say_denies_it(language: str, text: str) -> None:
    assert stances(text, language) == ["denies"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayor declared the talks a success."),
        ("en", 'The mayor laughed: "Every word was true."'),
        ("en", "The union mocked the mayor."),
        ("fr", "Le président a écarté le général Morel."),
        ("ru", "Тренер исключил игрока из состава."),
    ],
)
def test_what_is_no_verdict_on_what_others_say_denies_nothing(language: str, text: str) -> None:
    assert "denies" not in stances(text, language)
