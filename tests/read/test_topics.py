"""Headlines that open with what they are about; all of them invented."""

from __future__ import annotations

import pytest

from tests.read.test_crowds import told


def speakers(headline: str, below: str, language: str) -> set[str]:
    """Who is behind what the headline says."""
    found = told(f"{headline}\n\n{below}", language)
    return {source for source, words in found if source and words[0] in headline}


@pytest.mark.parametrize(
    ("language", "headline", "below"),
    [
        ("de", "Sandhafen: Altstadt wird geräumt", "Rund 600 Menschen müssen gehen, sagte Bürgermeister Tom Dahl."),
        ("fr", "Drame de Sablon: le patron du port s'en va", "La fédération a annoncé jeudi la démission du patron."),
        ("pl", "Kopalnia Wilga: odnaleziono czterech górników", "Ratownicy dotarli do górników, poinformował Kołek."),
        ("es", "Valsal: evacuan tres barrios", "Tres barrios fueron evacuados, informó el alcalde."),
        ("ru", "Заливск: эвакуирован квартал", "Квартал эвакуирован, сообщил губернатор."),
        ("uk", "Солегірськ: обвалився будинок", "Обвалився будинок, повідомили рятувальники."),
    ],
)
def test_a_name_that_nowhere_speaks_is_what_the_headline_is_about(language: str, headline: str, below: str) -> None:
    assert speakers(headline, below, language) == set()


@pytest.mark.parametrize(
    ("language", "headline", "below", "speaker"),
    [
        ("de", "Dahl: Altstadt wird geräumt", "Rund 600 Menschen müssen gehen, sagte Bürgermeister Tom Dahl.", "Dahl"),
        ("de", "Polizei: Altstadt wird geräumt", "Rund 600 Menschen müssen gehen.", "Polizei"),
        ("fr", "Moscou : l'armée a repris la ville", "L'armée a repris la ville, a annoncé le ministère.", "Moscou"),
        ("ru", "Кремль: переговоры продолжатся", "Переговоры продолжатся, заявил Даль.", "Кремль"),
        ("en", "NetGauge: network down in Lund", "NetGauge said traffic had fallen.", "NetGauge"),
    ],
)
def test_who_speaks_below_and_every_office_speaks_in_the_headline(
    language: str, headline: str, below: str, speaker: str
) -> None:
    assert speakers(headline, below, language) == {speaker}


@pytest.mark.parametrize(
    ("language", "headline", "below", "speaker"),
    [
        ("de", "Umfrage: Mehrheit will die Brücke nicht", "In Lund regnete es am Montag.", "Umfrage"),
        ("de", "Zeitungsbericht: Minister wusste von Rissen", "In Lund regnete es am Montag.", "Zeitungsbericht"),
        ("de", "Zweites Gutachten: Band ist echt", "In Lund regnete es am Montag.", "Zweites Gutachten"),
        ("en", "Poll: 71 percent want mayor out", "It rained in Lund on Monday.", "Poll"),
        ("es", "Informe: el puente es inseguro", "Llovió el lunes en Lund.", "Informe"),
        ("fr", "Sondage : la majorité ne veut plus du pont", "Il a plu lundi à Lund.", "Sondage"),
        ("pl", "Sondaż: większość nie chce mostu", "W Lund padało w poniedziałek.", "Sondaż"),
        ("ru", "Опрос: большинство не хочет моста", "В Лунде в понедельник шёл дождь.", "Опрос"),
        ("uk", "Опитування: більшість не хоче мосту", "У Лунді в понеділок йшов дощ.", "Опитування"),
        ("ru", "Bloomberg: мост закрыли на месяц", "В Лунде в понедельник шёл дождь.", "Bloomberg"),
    ],
)
def test_what_has_something_to_tell_speaks_in_the_headline(
    language: str, headline: str, below: str, speaker: str
) -> None:
    assert speakers(headline, below, language) == {speaker}
