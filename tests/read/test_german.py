"""What the reader makes of German sentences; all of them invented."""

import pytest

from stemma.model import Reading
from stemma.read.reader import read
from tests.factories import report
from tests.read import spoken
from tests.read.spoken import Said


def read_text(text: str) -> Reading:
    return read(report(text=text, language="de"))


def rows(text: str) -> list[Said]:
    return spoken.said(text, "de")


def speakers(text: str) -> list[str | None]:
    return spoken.speakers(text, "de")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "„Der Deich hält“, sagte die Bürgermeisterin am Montag.",
            ("die Bürgermeisterin", "sagte", ("„Der Deich hält“",)),
        ),
        ("»Der Deich hält«, erklärte Ada Brandt.", ("Ada Brandt", "erklärte", ("»Der Deich hält«",))),
        ("Der Sprecher wiederholte, der Deich halte.", ("Der Sprecher", "wiederholte", ("der Deich halte",))),
        ("„Der Deich hält“, so der Sprecher.", ("der Sprecher", "so", ("„Der Deich hält“",))),
        ("„Es war“, sagte er, „ein Fehler.“", ("er", "sagte", ("„Es war“", "„ein Fehler.“"))),
        ("Der Minister sagte: „Wir bauen weiter.“", ("Der Minister", "sagte", ("„Wir bauen weiter.“",))),
        (
            "Die Bürgermeisterin sagte am Montag, dass der Deich halte.",
            ("Die Bürgermeisterin", "sagte", ("dass der Deich halte",)),
        ),
        ("Ada Brandt sagte, der Deich sei sicher.", ("Ada Brandt", "sagte", ("der Deich sei sicher",))),
        (
            "Ada Brandt, die Bürgermeisterin von Lund, sagte, sie werde bleiben.",
            ("Ada Brandt, die Bürgermeisterin von Lund,", "sagte", ("sie werde bleiben",)),
        ),
        (
            "Der Deich hält bis Mai, teilte die Hafenbehörde am Montag mit.",
            ("die Hafenbehörde", "teilte", ("Der Deich hält bis Mai",)),
        ),
        (
            "Am Dienstag teilte die Polizei mit, drei Boote seien gestohlen worden.",
            ("die Polizei", "teilte", ("drei Boote seien gestohlen worden",)),
        ),
        (
            "Das Ministerium hat am Freitag mitgeteilt, dass die Brücke gesperrt bleibt.",
            ("Das Ministerium", "mitgeteilt", ("dass die Brücke gesperrt bleibt",)),
        ),
        (
            "Zuvor hatte die Sprecherin der Reederei gesagt, der Frachter habe keine Ladung.",
            ("die Sprecherin der Reederei", "gesagt", ("der Frachter habe keine Ladung",)),
        ),
        ("Laut Polizei brach der Deich gegen elf.", ("Polizei", "Laut", ("brach der Deich gegen elf",))),
        (
            "Nach Angaben der Polizei brach der Deich gegen elf.",
            ("der Polizei", "Nach Angaben", ("brach der Deich gegen elf",)),
        ),
        (
            "Der Deich ist laut der Hafenbehörde an drei Stellen gebrochen.",
            ("der Hafenbehörde", "laut", ("Der Deich ist", "an drei Stellen gebrochen")),
        ),
        ("Der Polizei zufolge fehlen drei Boote.", ("Der Polizei", "zufolge", ("fehlen drei Boote",))),
        (
            "Wie die Polizei am Montag mitteilte, fehlen drei Boote.",
            ("die Polizei", "mitteilte", ("fehlen drei Boote",)),
        ),
        (
            "Drei Boote fehlen, wie die Polizei am Montag mitteilte.",
            ("die Polizei", "mitteilte", ("Drei Boote fehlen",)),
        ),
        (
            "Es habe keinen Fehler gegeben, hieß es aus dem Ministerium.",
            ("dem Ministerium", "hieß", ("Es habe keinen Fehler gegeben",)),
        ),
        (
            "Der Reeder bestritt, das Leck verschwiegen zu haben.",
            ("Der Reeder", "bestritt", ("das Leck verschwiegen zu haben",)),
        ),
        (
            "Das Hafenamt hat den Tod von zwei Fischern bestätigt.",
            ("Das Hafenamt", "bestätigt", ("den Tod von zwei Fischern",)),
        ),
        ("Der Vorfall wurde von der Polizei bestätigt.", ("der Polizei", "bestätigt", ("Der Vorfall",))),
    ],
)
def test_source_cue_and_content_are_found(text: str, expected: Said) -> None:
    assert rows(text)[:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Der Regen hat in Lund die Straßen überflutet.",
        "Die Straße nach Lund bleibt bis Freitag gesperrt.",
        "Viele Anwohner klagten über den Lärm.",
        "Die Polizei konnte den Vorfall nicht bestätigen.",
    ],
)
def test_a_sentence_that_nobody_says_gives_no_statement(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Die Ministerin sagte, der Deich halte.", "asserts"),
        ("Die Polizei bestätigte, dass ein Boot fehlt.", "confirms"),
        ("Die Behörde räumte ein, dass es Fehler gab.", "confirms"),
        ("Die Reederei dementierte den Bericht.", "denies"),
        ("Die Reederei wies die Vorwürfe zurück.", "denies"),
        ("Die Reederei erklärte, sie habe nichts zu tun mit dem Leck.", "denies"),
        ("Der Frachter hat angeblich Öl verloren.", "hedges"),
        ("Der Mann soll das Boot gestohlen haben.", "hedges"),
        ("„Hält der Deich?“, fragte die Reporterin.", "questions"),
    ],
)
def test_the_stance_is_that_of_the_words(text: str, stance: str) -> None:
    assert [one.stance for one in read_text(text).statements] == [stance]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("„Der Deich hält“, sagte Brandt.", "direct"),
        ("Brandt sagte, der Deich halte.", "indirect"),
        ("Brandt sagte, man habe „alles getan“.", "mixed"),
    ],
)
def test_the_manner_is_that_of_the_words(text: str, manner: str) -> None:
    assert [one.manner for one in read_text(text).statements] == [manner]


def test_speech_runs_on_behind_its_attribution_and_over_paragraphs() -> None:
    text = "„Der Deich hält“, sagte Ada Brandt. „Die Straße nicht.“"
    assert rows(text) == [("Ada Brandt", "sagte", ("„Der Deich hält“", "„Die Straße nicht.“"))]
    text = "Voss sagte: „Der Deich hält.\n\n„Die Straße nicht.“"
    assert rows(text) == [("Voss", "sagte", ("„Der Deich hält.", "„Die Straße nicht.“"))]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    text = "Das Amt dementierte Berichte über ein Leck und kündigte eine Untersuchung an."
    assert rows(text) == [
        ("Das Amt", "dementierte", ("Berichte über ein Leck",)),
        ("Das Amt", "kündigte", ("eine Untersuchung",)),
    ]


def test_a_pronoun_before_the_verb_points_at_the_sentence_before() -> None:
    text = "Das Schiff sank am Montag vor Lund. Das bestätigte die Polizei."
    assert rows(text) == [("die Polizei", "bestätigte", ("Das Schiff sank am Montag vor Lund",))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Brandt kam am Montag. Sie sagte, der Deich halte.", ["Ada Brandt"]),
        ("Der Sprecher des Ministeriums, Jan Voss, sagte, der Deich halte.", ["Jan Voss"]),
        ("Der Minister sagte, es regne. Er fügte hinzu, dass die Mittel reichen.", ["Minister", "Minister"]),
        ("Einem Bericht der Hafenpost zufolge sank das Schiff.", ["Hafenpost"]),
        ("Medienberichten zufolge sank das Schiff.", [None]),
        ("Ein Augenzeuge, der anonym bleiben wollte, sagte: „Es gab zwei Schläge.“", ["Augenzeuge"]),
    ],
)
def test_the_speaker_is_resolved(text: str, names: list[str | None]) -> None:
    assert speakers(text) == names


def test_who_has_no_name_is_unnamed() -> None:
    reading = read_text("Ein Augenzeuge sagte, es habe zwei Schläge gegeben.")
    assert [actor.kind for actor in reading.actors] == ["unnamed"]


def test_what_stands_before_a_colon_in_a_headline_is_its_topic() -> None:
    assert rows("Deichbruch bei Lund: Hunderte müssen Häuser verlassen\n\nEs regnet seit Montag.") == []


def test_whom_somebody_told_is_not_part_of_the_name() -> None:
    text = "„Wir warten“, sagte Peter Hansen der Lunder Zeitung."
    assert rows(text) == [("Peter Hansen", "sagte", ("„Wir warten“",))]


def test_an_object_may_stand_before_what_is_said() -> None:
    text = "Jens Falk warf der Regierung vor, zu spät gehandelt zu haben. Die Regierung wies das zurück."
    said = ("zu spät gehandelt zu haben",)
    assert rows(text) == [("Jens Falk", "warf", said), ("Die Regierung", "wies", said)]


@pytest.mark.parametrize("rest", ["weiter", "auf Anfrage", "am Montag"])
def test_when_and_where_it_was_said_is_no_content(rest: str) -> None:
    assert rows(f"„Das ist falsch“, so ein Sprecher {rest}.") == [("ein Sprecher", "so", ("„Das ist falsch“",))]


def test_nobody_says_nothing() -> None:
    assert rows("Niemand bestätigte den Vorfall.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zeugen wollen zwei Boote gesehen haben.", ("Zeugen", "wollen", ("zwei Boote gesehen haben",))),
        ("Die Armee will die Stadt erobert haben.", ("Die Armee", "will", ("die Stadt erobert haben",))),
        ("Der Kapitän will an Bord geblieben sein.", ("Der Kapitän", "will", ("an Bord geblieben sein",))),
    ],
)
def test_who_wants_to_have_done_something_claims_it(text: str, expected: Said) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Die Armee will die Stadt erobern.",
        "Die Stadt will bis Mai zwei Schulen haben.",
        "Der Bürgermeister will damit nichts zu tun haben.",
    ],
)
def test_who_wants_something_claims_nothing(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Der Betreiber Volta", "Volta"),
        ("Der Sender Radio Nord", "Radio Nord"),
        ("Die Eigentümerin, Volta,", "Volta"),
        ("Die Deutsche Hafenbank", "Deutsche Hafenbank"),
    ],
)
def test_a_noun_before_a_name_is_no_part_of_it(source: str, name: str) -> None:
    assert spoken.speakers(f"{source} teilte mit, die Grube sei sicher.", "de") == [name]
