"""What the reader makes of French sentences; all of them invented."""

import pytest

from stemma.model import Reading
from stemma.read.reader import read
from tests.factories import report
from tests.read import spoken
from tests.read.spoken import Said


def read_text(text: str) -> Reading:
    return read(report(text=text, language="fr"))


def rows(text: str) -> list[Said]:
    return spoken.said(text, "fr")


def speakers(text: str) -> list[str | None]:
    return spoken.speakers(text, "fr")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« La digue tient », a déclaré la maire lundi.", ("la maire", "a déclaré", ("« La digue tient »",))),
        (
            "«La digue tient», affirme le ministre de la Pêche.",
            ("le ministre de la Pêche", "affirme", ("«La digue tient»",)),
        ),
        ("« La digue tient », dit-il.", ("il", "dit", ("« La digue tient »",))),
        ("La digue tient, a-t-elle ajouté.", ("elle", "ajouté", ("La digue tient",))),
        ("« C'était », a-t-il expliqué, « une erreur ».", ("il", "expliqué", ("« C'était »", "« une erreur »"))),
        ("« C'était, a-t-il expliqué, une erreur. »", ("il", "expliqué", ("« C'était", "une erreur. »"))),
        ("Le ministre a affirmé : « Nous continuerons. »", ("Le ministre", "a affirmé", ("« Nous continuerons. »",))),
        ("La maire a déclaré lundi que la digue tenait.", ("La maire", "a déclaré", ("que la digue tenait",))),
        (
            "Ada Brandt, maire de Lund, a promis qu'elle resterait.",
            ("Ada Brandt, maire de Lund,", "a promis", ("qu'elle resterait",)),
        ),
        (
            "La digue tient jusqu'en mai, a indiqué lundi le port de Lund.",
            ("le port de Lund", "a indiqué", ("La digue tient jusqu'en mai",)),
        ),
        ("Selon la police, la digue a cédé.", ("la police", "Selon", ("la digue a cédé",))),
        ("La digue a cédé lundi, d'après le port.", ("le port", "d'après", ("La digue a cédé lundi",))),
        (
            "La digue, selon le maire, tiendra jusqu'en mai.",
            ("le maire", "selon", ("La digue", "tiendra jusqu'en mai")),
        ),
        (
            "Comme l'a indiqué le ministère mardi, trois bateaux manquent.",
            ("le ministère", "a indiqué", ("trois bateaux manquent",)),
        ),
        ("L'armateur nie avoir caché la fuite.", ("L'armateur", "nie", ("avoir caché la fuite",))),
        (
            "Le ministère a confirmé la mort de deux pêcheurs.",
            ("Le ministère", "a confirmé", ("la mort de deux pêcheurs",)),
        ),
        ("La fuite a été confirmée par le ministère.", ("le ministère", "a été confirmée", ("La fuite",))),
        (
            "L'ouvrage est « solide », a assuré l'ingénieure Nora Vasseur.",
            ("l'ingénieure Nora Vasseur", "a assuré", ("L'ouvrage est « solide »",)),
        ),
    ],
)
def test_source_cue_and_content_are_found(text: str, expected: Said) -> None:
    assert rows(text)[:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "La pluie a inondé les rues de Lund mardi.",
        "L'entreprise n'a pas confirmé la fuite.",
        "Si la digue avait cédé, la ville aurait été inondée.",
        "Les juges de Lund siègent lundi.",
    ],
)
def test_a_sentence_that_nobody_says_gives_no_statement(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("La ministre a dit que la digue tenait.", "asserts"),
        ("La police a confirmé qu'un bateau manquait.", "confirms"),
        ("Le port reconnaît que des erreurs ont été commises.", "confirms"),
        ("L'armateur a démenti toute fuite.", "denies"),
        ("L'armateur rejette ces accusations.", "denies"),
        ("L'armateur a dit n'avoir rien à voir avec la fuite.", "denies"),
        ("Le cargo aurait perdu du pétrole.", "hedges"),
        ("Le cargo a prétendument perdu du pétrole.", "hedges"),
        ("« La digue tiendra-t-elle ? », a demandé la journaliste.", "questions"),
    ],
)
def test_the_stance_is_that_of_the_words(text: str, stance: str) -> None:
    assert [one.stance for one in read_text(text).statements] == [stance]


def test_dash_dialogue_is_read() -> None:
    text = "— La digue tient, a dit le maire. Elle tiendra jusqu'en mai."
    assert rows(text) == [("le maire", "a dit", ("La digue tient", "Elle tiendra jusqu'en mai."))]


def test_a_sentence_ends_behind_its_guillemet() -> None:
    text = "« La digue tient. » Le conseil se réunit mardi."
    assert [span.of(text) for span in read_text(text).sentences] == [
        "« La digue tient. »",
        "Le conseil se réunit mardi.",
    ]


def test_speech_runs_on_over_paragraphs() -> None:
    text = "Le maire a répondu : « La digue tient.\n\n» La route ne tient pas. » Puis il est parti."
    assert rows(text) == [("Le maire", "a répondu", ("« La digue tient.", "» La route ne tient pas. »"))]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    assert rows("Le maire a dit que la digue tenait et a ajouté que la route ne tiendrait pas.") == [
        ("Le maire", "a dit", ("que la digue tenait",)),
        ("Le maire", "a ajouté", ("que la route ne tiendrait pas",)),
    ]


def test_a_small_pronoun_points_at_the_sentence_before() -> None:
    text = "Le bateau a coulé lundi. Le ministère l'a confirmé."
    assert rows(text) == [("Le ministère", "a confirmé", ("Le bateau a coulé lundi",))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("« La digue tient », a déclaré Ada Brandt, porte-parole du port.", ["Ada Brandt"]),
        ("Nora Vasseur est arrivée mardi. Elle a estimé que la digue tiendrait.", ["Nora Vasseur"]),
        ("Le maire, Jean Roux, a annoncé la fermeture du pont.", ["Jean Roux"]),
        ("L'alliance des pêcheurs a rejeté ces accusations.", ["alliance des pêcheurs"]),
        ("Selon un communiqué de la préfecture, trois routes sont coupées.", ["préfecture"]),
        ("Selon des rumeurs, trois routes sont coupées.", [None]),
        ("Un témoin, qui a requis l'anonymat, a dit : « Il y a eu deux coups. »", ["témoin"]),
    ],
)
def test_the_speaker_is_resolved(text: str, names: list[str | None]) -> None:
    assert speakers(text) == names


def test_who_has_no_name_is_unnamed() -> None:
    reading = read_text("Des sources proches du dossier ont indiqué que le cargo était vide.")
    assert [actor.kind for actor in reading.actors] == ["unnamed"]


def test_whom_somebody_told_may_stand_before_the_subject() -> None:
    text = "« Nous ne partirons pas », a confié à l'AFP le maire de Lund, Pierre Hans."
    assert rows(text) == [("le maire de Lund, Pierre Hans", "a confié", ("« Nous ne partirons pas »",))]
    assert speakers(text) == ["Pierre Hans"]


def test_a_participle_that_adds_something_has_the_same_speaker() -> None:
    text = "« La digue tient », a déclaré Marie Holt, ajoutant qu'une enquête serait ouverte."
    assert rows(text)[-1] == ("Marie Holt", "ajoutant", ("qu'une enquête serait ouverte",))


def test_a_negated_infinitive_is_what_is_said_and_negates_no_saying() -> None:
    text = "La société affirme n'avoir jamais été alertée."
    assert rows(text) == [("La société", "affirme", ("n'avoir jamais été alertée",))]
    assert [one.stance for one in read_text(text).statements] == ["asserts"]


def test_nobody_says_nothing() -> None:
    assert rows("Personne n'a confirmé l'incident.") == []


def test_an_opinion_names_its_source() -> None:
    assert rows("De l'avis des experts, la digue est trop vieille.") == [
        ("experts", "De l'avis des", ("la digue est trop vieille",))
    ]


def test_who_breathes_or_objects_says_it() -> None:
    assert [row[0] for row in rows("« La digue tient depuis hier », souffle Marie Holt.")] == ["Marie Holt"]
    assert rows("Le vent souffle depuis hier sur la digue.") == []
