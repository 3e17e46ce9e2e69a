"""Sentences that only tell who said the one before them; all of them invented."""

import pytest

from tests.read import spoken


@pytest.mark.parametrize(
    ("language", "told", "text", "source"),
    [
        ("de", "In Lund ist die Brücke gesperrt", "Das teilte die Polizei mit.", "die Polizei"),
        ("de", "In Lund ist die Brücke gesperrt", "Das sagte ein Sprecher am Montag der Zeitung.", "ein Sprecher"),
        ("de", "In Lund ist die Brücke gesperrt", "Darüber berichtet die Lunder Zeitung.", "die Lunder Zeitung"),
        ("de", "In Lund ist die Brücke gesperrt", "Zuvor hatte die Zeitung darüber berichtet.", "die Zeitung"),
        ("de", "Der Damm hat Risse", "Das geht aus einem Bericht der Behörde hervor.", "einem Bericht der Behörde"),
        ("de", "Der Damm hat Risse", "Die Information wurde vom Amt bestätigt.", "Amt"),
        ("es", "En Lund cerraron el puente", "Así lo informó la policía.", "la policía"),
        ("es", "En Lund cerraron el puente", "Así lo dijo en un mensaje el alcalde.", "el alcalde"),
        ("fr", "À Lund, le pont est fermé", "C'est ce qu'a annoncé la police.", "la police"),
        ("fr", "À Lund, le pont est fermé", "L'information a été confirmée par la mairie.", "la mairie"),
        ("pl", "W Lund zamknięto most", "Poinformowała o tym policja.", "policja"),
        ("pl", "W Lund zamknięto most", "Informuje o tym w poniedziałek burmistrz Jan Rosa.", "burmistrz Jan Rosa"),
        ("pl", "W Lund zamknięto most", "O sprawie poinformowała policja.", "policja"),
        ("ru", "В Лунде закрыли мост", "Об этом в понедельник, 5 мая, сообщил мэр.", "мэр"),
        ("ru", "В Лунде закрыли мост", "О случившемся сообщила полиция.", "полиция"),
        ("ru", "В Лунде закрыли мост", "Об этом пишет «Маяк».", "«Маяк»"),
        ("uk", "У Лунді закрили міст", "Про це в понеділок повідомив мер.", "мер"),
    ],
)  # fmt: skip
def test_who_said_the_sentence_before_is_behind_it(language: str, told: str, text: str, source: str) -> None:
    assert [(one[0], one[2]) for one in spoken.said(f"{told}. {text}", language)] == [(source, (told,))]


@pytest.mark.parametrize(
    ("language", "text", "source", "said"),
    [
        ("ru", "В Лунде закрыли мост, об этом сообщили в полиции.", "полиции", "В Лунде закрыли мост"),
        ("ru", "В Лунде закрыли мост, пишет «Маяк».", "«Маяк»", "В Лунде закрыли мост"),
        ("uk", "У Лунді закрили міст, про це повідомили в поліції.", "поліції", "У Лунді закрили міст"),
        ("fr", "Le pont est fermé, a-t-on appris lundi auprès de la police.", "la police", "Le pont est fermé"),
        ("fr", "Le pont est fermé, apprend-on de source policière.", "source policière", "Le pont est fermé"),
        ("fr", "Le pont est fermé, a annoncé dans un communiqué la mairie.", "la mairie", "Le pont est fermé"),
        ("es", "El puente cerró, informó ayer en un comunicado la policía.", "la policía", "El puente cerró"),
        ("es", "El puente está cerrado, tal y como adelantó la alcaldía.", "la alcaldía", "El puente está cerrado"),
        ("de", "Wie aus einem Bericht hervorgeht, hat der Damm Risse.", "einem Bericht", "hat der Damm Risse"),
        ("de", "Aus einem Bericht geht hervor, dass der Damm Risse hat.", "einem Bericht", "dass der Damm Risse hat"),
        ("de", "Vom Amt wurde mitgeteilt, dass die Brücke zu ist.", "Amt", "dass die Brücke zu ist"),
        ("de", "Es wurde mitgeteilt, dass die Brücke zu ist.", None, "dass die Brücke zu ist"),
        ("fr", "Il a été annoncé par le port que la grève est finie.", "le port", "que la grève est finie"),
        ("es", "Fue anunciado por el puerto que la huelga sigue.", "el puerto", "que la huelga sigue"),
    ],
)  # fmt: skip
def test_the_source_of_a_sentence_stands_far_from_its_verb(
    language: str, text: str, source: str | None, said: str
) -> None:
    assert [(one[0], one[2]) for one in spoken.said(text, language)] == [(source, (said,))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Preise steigen. Das erklärt den Streik."),
        ("de", "Das sagt alles."),
        ("es", "El alcalde lo cree."),
        ("fr", "Il a été demandé aux habitants de partir."),
        ("ru", "Мэр знал, об этом он молчал."),
        ("ru", "В Лунде закрыли мост. Об этом стало известно в понедельник."),
    ],
)
def test_nobody_is_behind_what_only_points_somewhere(language: str, text: str) -> None:
    assert spoken.said(text, language) == []
