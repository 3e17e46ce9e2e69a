"""What the reader makes of Spanish sentences; all of them invented."""

import pytest

from stemma.model import Reading
from stemma.read.reader import read
from tests.factories import report
from tests.read import spoken
from tests.read.spoken import Said


def read_text(text: str) -> Reading:
    return read(report(text=text, language="es"))


def rows(text: str) -> list[Said]:
    return spoken.said(text, "es")


def speakers(text: str) -> list[str | None]:
    return spoken.speakers(text, "es")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«La presa resiste», dijo el lunes la alcaldesa.", ("la alcaldesa", "dijo", ("«La presa resiste»",))),
        (
            '"La presa resiste", ha declarado el ministro de Pesca.',
            ("el ministro de Pesca", "ha declarado", ('"La presa resiste"',)),
        ),
        ("“La presa”, explicó Brandt, “resiste”.", ("Brandt", "explicó", ("“La presa”", "“resiste”"))),
        ("El ministro afirmó: «Seguiremos adelante».", ("El ministro", "afirmó", ("«Seguiremos adelante»",))),
        (
            "La alcaldesa dijo el lunes que la presa resiste.",
            ("La alcaldesa", "dijo", ("que la presa resiste",)),
        ),
        (
            "Ada Brandt, alcaldesa de Lund, prometió que se quedará.",
            ("Ada Brandt, alcaldesa de Lund,", "prometió", ("que se quedará",)),
        ),
        (
            "La presa resistirá hasta mayo, informó el lunes la Autoridad Portuaria.",
            ("la Autoridad Portuaria", "informó", ("La presa resistirá hasta mayo",)),
        ),
        ("Según la policía, la presa cedió.", ("la policía", "Según", ("la presa cedió",))),
        ("La presa cedió el lunes, según la policía.", ("la policía", "según", ("La presa cedió el lunes",))),
        (
            "La presa, según el alcalde, resistirá hasta mayo.",
            ("el alcalde", "según", ("La presa", "resistirá hasta mayo")),
        ),
        (
            "De acuerdo con la naviera, faltan tres barcos.",
            ("la naviera", "De acuerdo con", ("faltan tres barcos",)),
        ),
        (
            "Faltan tres barcos, según informó el ministerio.",
            ("el ministerio", "informó", ("Faltan tres barcos",)),
        ),
        (
            "Como informó el martes el ministerio, faltan tres barcos.",
            ("el ministerio", "informó", ("faltan tres barcos",)),
        ),
        (
            "El armador niega haber ocultado la fuga.",
            ("El armador", "niega", ("haber ocultado la fuga",)),
        ),
        (
            "El ministerio confirmó la muerte de dos pescadores.",
            ("El ministerio", "confirmó", ("la muerte de dos pescadores",)),
        ),
        ("La fuga fue confirmada por el ministerio.", ("el ministerio", "fue confirmada", ("La fuga",))),
        (
            "El río creció y el alcalde dijo que la presa resiste.",
            ("el alcalde", "dijo", ("que la presa resiste",)),
        ),
        (
            "El alcalde y la ministra dijeron que la presa resiste.",
            ("El alcalde y la ministra", "dijeron", ("que la presa resiste",)),
        ),
        (
            "La obra es «sólida», aseguró a Efe la ingeniera Nora Vidal.",
            ("la ingeniera Nora Vidal", "aseguró", ("La obra es «sólida»",)),
        ),
    ],
)
def test_source_cue_and_content_are_found(text: str, expected: Said) -> None:
    assert rows(text)[:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "La lluvia inundó el martes las calles de Lund.",
        "La empresa no ha confirmado la fuga.",
        "La cuenta del puerto subió a tres millones.",
    ],
)
def test_a_sentence_that_nobody_says_gives_no_statement(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("La ministra dijo que la presa resiste.", "asserts"),
        ("La policía confirmó que falta un barco.", "confirms"),
        ("El puerto reconoció que hubo errores.", "confirms"),
        ("La naviera desmintió el informe.", "denies"),
        ("La naviera rechazó las acusaciones.", "denies"),
        ("La naviera dijo que no tiene nada que ver con la fuga.", "denies"),
        ("El hombre presuntamente robó el barco.", "hedges"),
        ("El carguero habría perdido petróleo.", "hedges"),
        ("«¿Resistirá la presa?», preguntó la periodista.", "questions"),
    ],
)
def test_the_stance_is_that_of_the_words(text: str, stance: str) -> None:
    assert [one.stance for one in read_text(text).statements] == [stance]


def test_dash_dialogue_is_read() -> None:
    text = "—La presa resiste —dijo el alcalde—. Aguantará hasta mayo."
    assert rows(text) == [("el alcalde", "dijo", ("La presa resiste", "Aguantará hasta mayo."))]
    text = "—La presa —dijo el alcalde— resiste."
    assert rows(text) == [("el alcalde", "dijo", ("La presa", "resiste."))]


def test_a_dash_without_anybody_who_speaks_is_no_dialogue() -> None:
    assert rows("El alcalde dijo esto el lunes.\n\n—Tres barcos nuevos.") == []


def test_speech_runs_on_over_paragraphs() -> None:
    text = "Vidal dijo: «La presa resiste.\n\n»La carretera no». Después se fue."
    assert rows(text) == [("Vidal", "dijo", ("«La presa resiste.", "»La carretera no»"))]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    assert rows("El alcalde dijo que la presa resiste y añadió que la carretera no.") == [
        ("El alcalde", "dijo", ("que la presa resiste",)),
        ("El alcalde", "añadió", ("que la carretera no",)),
    ]


def test_a_small_pronoun_points_at_the_sentence_before() -> None:
    text = "El barco se hundió el lunes. El ministerio lo confirmó."
    assert rows(text) == [("El ministerio", "confirmó", ("El barco se hundió el lunes",))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("«La presa resiste», afirmó Ada Brandt, portavoz del puerto.", ["Ada Brandt"]),
        ("La alcaldesa dijo que llueve. Añadió que la presa resiste.", ["alcaldesa", "alcaldesa"]),
        ("Según un informe de la naviera, faltan tres barcos.", ["naviera"]),
        ("Según algunas informaciones, faltan tres barcos.", [None]),
        ("Un testigo que estaba allí dijo: «Hubo dos golpes».", ["testigo"]),
    ],
)
def test_the_speaker_is_resolved(text: str, names: list[str | None]) -> None:
    assert speakers(text) == names


def test_who_has_no_name_is_unnamed() -> None:
    reading = read_text("Fuentes cercanas al caso indicaron que el carguero iba vacío.")
    assert [actor.kind for actor in reading.actors] == ["unnamed"]


def test_whom_somebody_told_may_stand_before_the_subject() -> None:
    text = "“No nos rendimos”, dijo a la prensa el alcalde de Lund, Pedro Hans."
    assert rows(text) == [("el alcalde de Lund, Pedro Hans", "dijo", ("“No nos rendimos”",))]
    assert speakers(text) == ["Pedro Hans"]


def test_the_same_source_is_the_one_before() -> None:
    text = "Según la policía, falta un barco. Dos personas están heridas, según la misma fuente."
    assert rows(text)[-1] == ("la misma fuente", "según", ("Dos personas están heridas",))


def test_an_article_may_begin_the_name_of_a_newspaper() -> None:
    text = "Según el diario La Voz de Lund, la presa cedió."
    assert rows(text) == [("el diario La Voz de Lund", "Según", ("la presa cedió",))]


def test_nobody_says_nothing() -> None:
    assert rows("Nadie confirmó el suceso.") == []


def test_what_is_said_by_nobody_in_particular_is_a_hedge() -> None:
    text = "La alcaldesa dijo que llueve. Se dice que la presa cedió."
    assert [one.stance for one in read_text(text).statements] == ["asserts", "hedges"]
    assert speakers(text) == ["alcaldesa", None]


def test_whoever_says_that_something_is_so_says_it() -> None:
    assert rows("El hotel desmintió que lo hubieran clausurado.") == [
        ("El hotel", "desmintió", ("que lo hubieran clausurado",))
    ]
