"""Nouns that report, with whose they are beside them; every sentence is invented."""

import pytest

from tests.read import spoken


@pytest.mark.parametrize(
    ("language", "text", "source", "noun", "said"),
    [
        ("es", "Hoy leyó la acusación del puerto de que Roca mintió.", "puerto", "acusación", "que Roca mintió"),
        ("es", "Tras el anuncio del puerto de que cerrará hoy, hubo ruido.", "puerto", "anuncio", "que cerrará hoy"),
        ("es", "La afirmación del juez de que es seguro fue acogida con risas.", "juez", "afirmación", "que es seguro"),
        ("fr", "L'accusation du port selon laquelle on a menti a été rejetée.", "port", "accusation", "on a menti"),
        ("fr", "Après l'annonce du port qu'il fermerait, il y eut du bruit.", "port", "annonce", "qu'il fermerait"),
        ("de", "Die Aussage des Amtes, dass sie halte, amüsiert.", "des Amtes", "Aussage", "dass sie halte"),
        ("de", "Der Vorwurf der Stadt, man habe geschlafen, hält an.", "der Stadt", "Vorwurf", "man habe geschlafen"),
        ("de", "Nach der Drohung der Stadt, es zu schließen, kam Streit.", "der Stadt", "Drohung", "es zu schließen"),
        ("de", "Seine Aussage, er habe nichts gewusst, ist falsch.", "Seine", "Aussage", "er habe nichts gewusst"),
        ("pl", "Informacja policji, że most jest zamknięty, dziwi.", "policji", "Informacja", "że most jest zamknięty"),
        ("pl", "Jego słowa, że nic nie wiedział, dziwią.", "Jego", "słowa", "że nic nie wiedział"),
        ("ru", "Заявление мэра о том, что мост закрыт, вызвало споры.", "мэра", "Заявление", "что мост закрыт"),
        ("ru", "Его слова о том, что он не знал, оказались ложью.", "Его", "слова", "что он не знал"),
        ("uk", "Заява міністерства про те, що міст закрито, дивує.", "міністерства", "Заява", "що міст закрито"),
    ],
)  # fmt: skip
def test_whose_the_noun_is_says_what_follows_it(language: str, text: str, source: str, noun: str, said: str) -> None:
    assert spoken.said(text, language) == [(source, noun, (said,))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Las declaraciones del alcalde fueron polémicas."),
        ("es", "La versión de que llovía no convence."),
        ("fr", "La déclaration du maire a duré une heure."),
        ("de", "Der Vorwurf der Bestechung wiegt schwer."),
        ("de", "Die Darstellung des Malers, der hier lebte, hängt im Rathaus."),
        ("de", "Die Mitteilung der Stadt, die das Amt verschickte, kam spät."),
        ("pl", "Słowa piosenki, którą śpiewali, są stare."),
        ("ru", "Заявления о том, что мост закрыт, не подтвердились."),
        ("uk", "Заява міністра, що викликала сміх, була короткою."),
    ],
)
def test_a_noun_without_what_is_said_or_whose_it_is_tells_nothing(language: str, text: str) -> None:
    assert spoken.said(text, language) == []
