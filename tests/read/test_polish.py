"""What the reader makes of Polish beyond the plain sentences; all events and people are invented."""

import pytest

from stemma.read.reader import read
from stemma.vocabulary.files import read_yaml
from tests.factories import report
from tests.read.spoken import Said, said, speakers, stances


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kreml z kolei przekonuje, że tama stoi.", ("Kreml", "z kolei przekonuje", ("że tama stoi",))),
        ('Związek "Wolna Rzeka" ogłosił strajk.', ('Związek "Wolna Rzeka"', "ogłosił", ("strajk",))),
        (
            '- Tama stoi - zapewniła na nagraniu wideo rzeczniczka Związku "Wolna Rzeka".',
            ('rzeczniczka Związku "Wolna Rzeka"', "zapewniła", ("Tama stoi",)),
        ),
        (
            "- Tama stoi - powiedział Jan Nowak, komentując wczorajszą ulewę.",
            ("Jan Nowak", "powiedział", ("Tama stoi",)),
        ),
        (
            "Woda opadła - powiadomił burmistrz Jan Nowak, cytowany przez lokalne radio.",
            ("burmistrz Jan Nowak", "powiadomił", ("Woda opadła",)),
        ),
        (
            "Wcześniej w tym dniu rybacy przekazali, że woda opadła.",
            ("rybacy", "przekazali", ("że woda opadła",)),
        ),
        ("Związek (lub Liga) wkroczył do portu i ogłosił strajk.", ("Związek (lub Liga)", "ogłosił", ("strajk",))),
        ("Rybacy chwalą się połowem.", ("Rybacy", "chwalą się", ("połowem",))),
        ("Burmistrz powiedział dziennikarzom, że woda opadła.", ("Burmistrz", "powiedział", ("że woda opadła",))),
        ("Opisał, jak wyglądała tama.", (None, "Opisał", ("jak wyglądała tama",))),
        ("Nowak w rozmowie z radiem powiedział, że tama stoi.", ("Nowak", "powiedział", ("że tama stoi",))),
        ("O wycieku poinformował burmistrz Jan Nowak.", ("burmistrz Jan Nowak", "poinformował", ("wycieku",))),
        ("Tama stoi, według rady portu.", ("rady portu", "według", ("Tama stoi",))),
        ("„Tama stoi” – oświadczyło ministerstwo.", ("ministerstwo", "oświadczyło", ("„Tama stoi”",))),
        ("Biuro portu oznajmiło, że tama stoi.", ("Biuro portu", "oznajmiło", ("że tama stoi",))),
        ("Wody nie przybywa, przekazało starostwo.", ("starostwo", "przekazało", ("Wody nie przybywa",))),
        ("„Wody ubywa” – głosi komunikat rady.", ("komunikat rady", "głosi", ("„Wody ubywa”",))),
        ("„Nie mam nic do dodania” – odparł rybak.", ("rybak", "odparł", ("„Nie mam nic do dodania”",))),
        ("W raporcie podkreślono, że tama stoi.", ("W raporcie", "podkreślono", ("że tama stoi",))),
        (
            "Jan Nowak, były generał: „Tama stoi od wczoraj i wytrzyma”.",
            ("Jan Nowak, były generał", ":", ("„Tama stoi od wczoraj i wytrzyma”",)),
        ),
        ("„Wolna Rzeka” mówi, że tama stoi.", ("„Wolna Rzeka”", "mówi", ("że tama stoi",))),
        ("Woda opadła o metr, poinformowali nurkowie.", ("nurkowie", "poinformowali", ("Woda opadła o metr",))),
        ("Zdaniem burmistrza Jana Nowaka tama stoi.", ("burmistrza Jana Nowaka", "Zdaniem", ("tama stoi",))),
        ("Według wójta Lipskiego woda opadła.", ("wójta Lipskiego", "Według", ("woda opadła",))),
        ("Według danych policji woda opadła.", ("danych policji", "Według", ("woda opadła",))),
        ("Mówi się, że tama runęła.", (None, "Mówi się", ("że tama runęła",))),
    ],
)
def test_source_cue_and_content_are_found(text: str, expected: Said) -> None:
    assert said(text, "pl") == [expected]


def test_every_verb_has_all_forms_of_its_past() -> None:
    listed = read_yaml("pl", "cues")
    assert listed is not None
    for lemma, forms in listed["irregular"].items():
        feminine = [form for form in forms if form.endswith("ła")]
        missing = [form[:-1] + end for form in feminine for end in "oy" if form[:-1] + end not in forms]
        assert not missing, f"{lemma} lacks {missing}"


@pytest.mark.parametrize(
    "text",
    [
        "Gmina odparła wodę workami z piaskiem.",
        "Mówi się o tym od dawna.",
        "Fundacja wydała książkę: „Wielka woda w małym mieście”.",
    ],
)
def test_a_verb_of_speech_in_another_sense_says_nothing(text: str) -> None:
    assert said(text, "pl") == []


def test_what_is_only_said_to_be_so_is_hedged() -> None:
    assert stances("Uważa się, że tama runęła.", "pl") == ["hedges"]


def test_about_this_points_at_the_sentence_before() -> None:
    text = "W porcie pękła rura. O tym poinformował burmistrz Jan Nowak."
    assert said(text, "pl") == [("burmistrz Jan Nowak", "poinformował", ("W porcie pękła rura",))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Burmistrz Jan Nowak wyjechał. Zdaniem Nowaka, tama stoi.", "Jan Nowak"),
        ("Według burmistrza Jana Nowaka, tama stoi. Burmistrz Jan Nowak wyjechał.", "Jan Nowak"),
        ("Gubernator Adam Lipski wyjechał. Według Lipskiego, tama stoi.", "Adam Lipski"),
        ("Przyjechała rzeczniczka Anna Lis. Jej zdaniem, tama stoi.", "Anna Lis"),
        ("Zdaniem burmistrza Jana Nowaka tama stoi od wczoraj. Burmistrz Jan Nowak wyjechał.", "Jan Nowak"),
        ("Według ministerstwa spraw wewnętrznych tama stoi od maja.", "ministerstwo spraw wewnętrznych"),
        ("Według burmistrza Ukraina kupi tamę.", "burmistrz"),
        ("Nowak przyznał, że tama przecieka. „Mokro było tu co noc” – tłumaczy.", "Nowak"),
        ("Nowak przyznał, że tama przecieka. Mokro jest od maja, dodaje.", "Nowak"),
        ("Woda opadła, podał prezes Marek Dolny. „W minutę opadła o metr”, mówił.", "Marek Dolny"),
        ("W komunikacie ministerstwa rybołówstwa podano, że tama stoi.", "ministerstwo rybołówstwa"),
    ],
)
def test_speakers_are_found_in_every_case(text: str, speaker: str) -> None:
    assert speakers(text, "pl")[-1] == speaker


def test_speech_after_a_question_is_by_whoever_was_asked() -> None:
    text = "- Tama stoi - zapowiedział burmistrz Jan Nowak. Został zapytany o wodę. - Opadnie do jutra - ocenił."
    assert speakers(text, "pl") == ["Jan Nowak", "Jan Nowak"]


def test_a_hedge_has_no_speaker() -> None:
    assert speakers("Rybacy mówią, że wracają. Port rzekomo stoi pusty.", "pl") == ["Rybacy", None]


def test_a_demonstrative_alone_is_nobody_known() -> None:
    text = "Rybacy mówią, że wracają. Port chwali władze. Te z kolei przekonują, że tama stoi."
    assert speakers(text, "pl")[-1] is None


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Minister sceptycznie wypowiedział się na temat strajku.", "questions"),
        ("Rybacy kwestionują raport.", "questions"),
        ("Port dementuje plotki.", "denies"),
        ("Związek nawołuje do strajku.", "other"),
    ],
)
def test_the_cue_gives_the_stance(text: str, stance: str) -> None:
    assert stances(text, "pl") == [stance]


def test_what_a_speaker_does_before_speaking_is_own_voice() -> None:
    text = "Związek rybaków wkroczył rano do portu i ogłosił strajk."
    (own,) = read(report(text=text, language="pl")).own_voice
    assert own.span.of(text).startswith("Związek rybaków wkroczył rano do portu")
    text = "Burmistrz Jan Nowak w rozmowie z lokalnym radiem ogłosił strajk."
    assert read(report(text=text, language="pl")).own_voice == ()


def test_jakoby_behind_a_denial_introduces_what_is_denied() -> None:
    text = "Burmistrz zaprzeczył, jakoby tama pękła."
    assert said(text, "pl") == [("Burmistrz", "zaprzeczył", ("jakoby tama pękła",))]
    assert stances(text, "pl") == ["denies"]
    assert stances("Tama jakoby pękła w nocy.", "pl") == ["hedges"]
