"""Claims of responsibility are statements of whoever makes them, in whatever order their words stand."""

from __future__ import annotations

import pytest

from tests.read.spoken import said


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "deed"),
    [
        (
            "de",
            "Zu dem Anschlag bekannte sich die Gruppe Welle.",
            "die Gruppe Welle",
            "bekannte sich",
            "Zu dem Anschlag",
        ),
        (
            "de",
            "Zu dem Angriff bekannte sich am Abend die Miliz Welle.",
            "die Miliz Welle",
            "bekannte sich",
            "Zu dem Angriff",
        ),
        (
            "de",
            "Die Gruppe Welle bekannte sich zu dem Anschlag.",
            "Die Gruppe Welle",
            "bekannte sich",
            "zu dem Anschlag",
        ),
        (
            "de",
            "Die Verantwortung für den Angriff übernahm die Gruppe Welle.",
            "die Gruppe Welle",
            "übernahm",
            "Die Verantwortung für den Angriff",
        ),
        ("pl", "Do zamachu na port przyznała się grupa Fala.", "grupa Fala", "przyznała się", "Do zamachu na port"),
        (
            "ru",
            "Ответственность за взрыв взяла на себя группа «Волна».",
            "группа «Волна»",
            "взяла на себя",
            "Ответственность за взрыв",
        ),
        (
            "uk",
            "Відповідальність за вибух взяло на себе угруповання «Хвиля».",
            "угруповання «Хвиля»",
            "взяло на себе",
            "Відповідальність за вибух",
        ),
        ("es", "El grupo Ola se atribuyó el atentado.", "El grupo Ola", "se atribuyó", "el atentado"),
        ("fr", "L'attaque, revendiquée par le groupe Vague, a tué.", "le groupe Vague", "revendiquée par", "L'attaque"),
        ("en", "The attack, claimed by the Wave, killed two.", "the Wave", "claimed by", "The attack"),
    ],
)
def test_who_claims_a_deed_says_so(language: str, text: str, source: str, cue: str, deed: str) -> None:
    assert said(text, language) == [(source, cue, (deed,))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Zu dem Anschlag bekannte sich niemand."),
        ("ru", "Ответственность за взрыв никто не взял на себя."),
        ("de", "Das Amt übernahm die Kosten der Feier."),
        ("pl", "Grupa Fala przyznała się do długów."),
    ],
)
def test_nobody_claims_what_is_no_deed_or_left_unclaimed(language: str, text: str) -> None:
    assert all(
        cue not in ("bekannte sich", "взял на себя", "übernahm", "przyznała się") for _, cue, _ in said(text, language)
    )


def test_what_somebody_says_of_a_claim_stays_his() -> None:
    text = "Ответственность за взрыв взяла на себя группа «Волна», сообщило агентство «Заря»."
    assert [source for source, _, _ in said(text, "ru")] == ["агентство «Заря»"]
