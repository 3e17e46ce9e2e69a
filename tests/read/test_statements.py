"""What the reader makes of single sentences; all of them invented."""

import pytest

from stemma.model import Reading, Statement
from stemma.read.reader import read
from tests.factories import report

Row = tuple[str | None, str | None, tuple[str, ...]]


def read_text(text: str, language: str | None = "en", **fields: str) -> Reading:
    return read(report(text=text, language=language, **fields))


def rows(text: str, language: str | None = "en") -> list[Row]:
    def words(one: Statement) -> Row:
        source = one.source.of(text) if one.source else None
        return source, one.cue.of(text) if one.cue else None, tuple(span.of(text) for span in one.content)

    return [words(one) for one in read_text(text, language).statements]


def only(text: str, language: str | None = "en") -> Statement:
    (one,) = read_text(text, language).statements
    return one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said the dam holds.", ("The mayor", "said", ("the dam holds",))),
        ("Officials have also said that the dam holds.", ("Officials", "have also said", ("that the dam holds",))),
        ("The dam holds, the mayor said.", ("the mayor", "said", ("The dam holds",))),
        ("“The dam holds,” said Ada Brandt.", ("Ada Brandt", "said", ("“The dam holds,”",))),
        (
            "“The dam,” she said, “holds.”",
            ("she", "said", ("“The dam,”", "“holds.”")),
        ),
        (
            "Ada Brandt, the mayor of Lund, said the dam holds.",
            ("Ada Brandt, the mayor of Lund,", "said", ("the dam holds",)),
        ),
        ("The mayor told reporters on Monday that the dam holds.", ("The mayor", "told", ("that the dam holds",))),
        ("On Tuesday the ministry said the dam holds.", ("the ministry", "said", ("the dam holds",))),
        ("According to the port office, the dam holds.", ("the port office", "According to", ("the dam holds",))),
        ("The dam holds, according to the port office.", ("the port office", "according to", ("The dam holds",))),
        ("The company denies any part in the leak.", ("The company", "denies", ("any part in the leak",))),
        ("The rebels claim to have taken Lund.", ("The rebels", "claim", ("to have taken Lund",))),
        ("Dam holds, mayor says", ("mayor", "says", ("Dam holds",))),
        ("Ministry Says Dam at Lund Holds", ("Ministry", "Says", ("Dam at Lund Holds",))),
        ("The leak was confirmed by the port office.", ("the port office", "was confirmed", ("The leak",))),
        ("The mayor called for an end to the works.", ("The mayor", "called for", ("an end to the works",))),
        ("Harbour Post: “The dam holds for now”", ("Harbour Post", ":", ("“The dam holds for now”",))),
        ("The mayor today said the dam holds.", ("The mayor", "said", ("the dam holds",))),
        ("Ada Brandt (Lund) said the dam holds.", ("Ada Brandt (Lund)", "said", ("the dam holds",))),
        ("The mayor insisted this morning that it holds.", ("The mayor", "insisted", ("that it holds",))),
        ("The mayor called the plan “a farce”.", ("The mayor", "called", ("the plan “a farce”",))),
        ("The company denied any part and blamed the rain.", ("The company", "denied", ("any part",))),
        ("A poll showed Brandt leading by far.", ("A poll", "showed", ("Brandt leading by far",))),
        (
            "The dam holds, the mayor said in a letter that reached Oslo at noon.",
            ("the mayor", "said", ("The dam holds",)),
        ),
        (
            "According to a spokesman, the wind broke the crane.",
            ("a spokesman", "According to", ("the wind broke the crane",)),
        ),
        (
            "The dam is safe, according to a letter by the mayor.",
            ("a letter by the mayor", "according to", ("The dam is safe",)),
        ),
    ],
)
def test_source_cue_and_content_are_found(text: str, expected: Row) -> None:
    assert rows(text)[:1] == [expected]


def test_one_speaker_may_make_several_statements_in_a_sentence() -> None:
    assert rows("The mayor said the dam holds and warned that the road does not, adding that schools close.") == [
        ("The mayor", "said", ("the dam holds",)),
        ("The mayor", "warned", ("that the road does not",)),
        ("The mayor", "adding", ("that schools close",)),
    ]


def test_speech_that_runs_on_belongs_to_the_same_speaker() -> None:
    text = "“The dam holds,” Brandt said. “The road does not. It is gone.”"
    assert rows(text) == [("Brandt", "said", ("“The dam holds,”", "“The road does not. It is gone.”"))]


def test_a_question_is_attributed_by_the_sentence_after_it() -> None:
    assert rows("“Will it hold?” Brandt said.") == [("Brandt", "said", ("“Will it hold?”",))]


def test_a_colon_announces_speech_in_the_next_paragraph() -> None:
    text = 'The message reads as follows:\n\n"People of Lund! Stay at home until noon."'
    assert rows(text) == [("The message", "reads as follows", ('"People of Lund! Stay at home until noon."',))]


def test_a_message_announces_speech_beside_another_statement() -> None:
    text = 'The Dam Watch announced a strike with this message:\n\n"We will not go back to work before spring."'
    assert rows(text)[-1] == ("The Dam Watch", "with this message", ('"We will not go back to work before spring."',))


def test_a_clause_after_the_attribution_in_a_subordinate_one_is_not_content() -> None:
    text = "Two days after the rebels claimed to have taken Lund, the army went in."
    assert rows(text) == [("the rebels", "claimed", ("to have taken Lund",))]


def test_a_quotation_ends_where_it_closes() -> None:
    text = "He began: “We are farmers like you,” suggesting that he needs help."
    assert rows(text) == [
        ("He", "began", ("“We are farmers like you,”",)),
        ("He", "suggesting", ("that he needs help",)),
    ]


@pytest.mark.parametrize(
    "day", ["shortly before noon, Oslo time", "in a wireless message to the Harbour Board", "on Tuesday"]
)
def test_when_and_to_whom_it_was_said_is_neither_content_nor_own_voice(day: str) -> None:
    text = f"The bridge is safe, Mr. Brandt said {day}."
    assert rows(text) == [("Mr. Brandt", "said", ("The bridge is safe",))]
    assert read_text(text).own_voice == ()


def test_it_points_at_what_was_said_before() -> None:
    assert rows("The mayor said the dam holds. The ministry denied it.") == [
        ("The mayor", "said", ("the dam holds",)),
        ("The ministry", "denied", ("the dam holds",)),
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The agency withdrew its statement on the leak.", "denies"),
        ("The council has withdrawn its earlier claim.", "denies"),
        ("The mayor said: “It is not true that the dam leaks.”", "denies"),
        ("The path is likely a short cut for deer.", "hedges"),
        ("The ministry said it was sceptical that the dam leaks.", "questions"),
        ("The ministry reaffirmed that the dam holds.", "confirms"),
        ("The mayor said the dam holds.", "asserts"),
        ("The mayor confirmed that the dam holds.", "confirms"),
        ("The mayor denied that the dam leaks.", "denies"),
        ("The mayor said the story was a lie.", "denies"),
        ("The ministry says it had nothing to do with the leak.", "denies"),
        ("The ministry did not confirm the leak.", "other"),
        ("The ministry declined to comment on the leak.", "other"),
        ("The mayor asked whether the dam leaks.", "questions"),
        ("The mayor vowed to rebuild the dam.", "other"),
        ("The workers reportedly opened the gate.", "hedges"),
        ("The gate is said to have been open.", "hedges"),
        ("According to unconfirmed reports, the gate was open.", "hedges"),
    ],
)
def test_the_stance_is_that_of_the_speech_act(text: str, stance: str) -> None:
    assert only(text).stance == stance


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The mayor said the dam holds.", "indirect"),
        ("The mayor said: “The dam holds.”", "direct"),
        ("The mayor said the dam would “hold for years”.", "mixed"),
    ],
)
def test_manner_tells_quoted_from_reported_words(text: str, manner: str) -> None:
    assert only(text).manner == manner


def test_a_hedge_without_source_is_a_statement_without_source() -> None:
    one = only("The workers reportedly opened the gate.")
    assert one.source is None
    assert one.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "The claims were heard in the courts of the United States.",
        "A report on the dam is due in May.",
        "You must log in to say what you think",
        "The gate opened at noon and the water came.",
        "They have news of the ship.",
        "It does not name the ship.",
        "The line has ordered a train to Lund.",
        "The divers found boats and wreckage.",
        "The station heard the signals at 9 am on Monday.",
        "Images show a burning ship.",
        "A video posted by the group shows the harbour.",
        "The dam, which we already talked about, is old.",
        "The leak is a wake-up call for the whole valley.",
        "No list had been posted by four o’clock.",
        "No captain has reported that the light is out.",
        "The council withdrew its boats from the river.",
        "Five hundred guests are expected to come on Sunday.",
        "The engineers have not confirmed the leak.",
        "The path in the United States if open is steep.",
    ],
)
def test_nouns_and_furniture_make_no_statement(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Burmistrz powiedział, że tama wytrzyma.", ("Burmistrz", "powiedział", ("że tama wytrzyma",))),
        ("Dodał, że droga jest zamknięta.", (None, "Dodał", ("że droga jest zamknięta",))),
        ("– Tama wytrzyma – zapewniła Anna Zych.", ("Anna Zych", "zapewniła", ("Tama wytrzyma",))),
        ("Woda opadła, mówi Jan Kowal.", ("Jan Kowal", "mówi", ("Woda opadła",))),
        ("Jak dodał, woda opadła.", (None, "Jak dodał", ("woda opadła",))),
        ("Według wstępnych danych woda nie opadła.", ("wstępnych danych", "Według", ("woda nie opadła",))),
        ("Burmistrz zapewnił w środę, że tama wytrzyma.", ("Burmistrz", "zapewnił", ("że tama wytrzyma",))),
        ("W odpowiedzi rybacy zapewniają, że wracają.", ("rybacy", "zapewniają", ("że wracają",))),
        (
            "Tymczasem w porcie - jak informuje rada - doszło do wycieku.",
            ("rada", "jak informuje", ("Tymczasem w porcie", "doszło do wycieku")),
        ),
        ("Woda opadła. Rybacy temu zaprzeczają.", ("Rybacy", "zaprzeczają", ("Woda opadła",))),
        (
            "Woda opadła. Informację potwierdził burmistrz Jan Kowal.",
            ("burmistrz Jan Kowal", "potwierdził", ("Woda opadła",)),
        ),
        ("Wpis usunięto.\n\n- Tama pękła. Jest źle - mówił Jan.", ("Jan", "mówił", ("Tama pękła. Jest źle",))),
        ("Według portu tama wytrzyma.", None),
        ("Z doniesień wynika, że woda opada.", ("Z doniesień", "wynika", ("że woda opada",))),
        ("Jak informuje Anna Zych, tama wytrzyma.", ("Anna Zych", "Jak informuje", ("tama wytrzyma",))),
        (
            "Tama pękła - poinformował w poniedziałek zarząd portu.",
            ("zarząd portu", "poinformował", ("Tama pękła",)),
        ),
    ],
)
def test_polish_is_read(text: str, expected: Row | None) -> None:
    assert rows(text, "pl") == ([expected] if expected else [])


def test_a_language_without_vocabulary_gives_sentences_and_no_statements() -> None:
    reading = read_text("Dammen håller, sade borgmästaren. «Den håller.»", "sv")
    assert len(reading.sentences) == 2
    assert reading.statements == ()


def test_a_headline_is_marked() -> None:
    text = "Dam holds, mayor says\n\nThe mayor said the dam holds."
    assert [one.in_title for one in read_text(text, title="Dam holds, mayor says").statements] == [True, False]


def test_own_voice_is_what_nobody_is_said_to_have_said() -> None:
    text = (
        "The dam at Lund broke at noon. The mayor said the road is gone. Why did it break? "
        "You won't believe the pictures. The gate may have been open at the time."
    )
    own = read_text(text).own_voice
    assert [one.span.of(text) for one in own] == [
        "The dam at Lund broke at noon.",
        "The gate may have been open at the time.",
    ]
    assert [one.hedged for one in own] == [False, True]


def test_a_country_in_capitals_is_no_mark_of_comment() -> None:
    text = "The US has moved its tankers out of the bay.\n\nThey left us without fuel.\n\nI saw the last of them go.\n"
    own = read_text(text).own_voice
    assert [one.span.of(text) for one in own] == ["The US has moved its tankers out of the bay."]


def test_furniture_is_neither_sentence_nor_own_voice() -> None:
    text = "Home » News » Dams\n\nThe dam at Lund broke at noon.\n\nSign up for our newsletter\n\nAll rights reserved."
    reading = read_text(text)
    assert [span.of(text) for span in reading.sentences] == ["The dam at Lund broke at noon."]
    assert len(reading.furniture) == 3
    assert len(reading.own_voice) == 1


def test_reading_is_a_function_of_the_report() -> None:
    text = "“The dam holds,” Brandt said. Officials denied it."
    assert read_text(text) == read_text(text)


@pytest.mark.parametrize(
    "text", ["", "said " * 3000, '" ' * 3000, "“a " * 3000, ", " * 3000, "\ud800 said “\udfff” \x00", "A: " * 3000]
)
def test_hostile_text_is_read_without_harm(text: str) -> None:
    reading = read_text(text)
    assert all(0 <= span.start < span.end <= len(text) for one in reading.statements for span in one.content)
