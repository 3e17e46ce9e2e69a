"""Fact-checks: what a page examines is not what it says, and its verdict tells where it stands."""

from __future__ import annotations

import pytest

from stemma.model import Reading
from stemma.read.reader import read
from tests.factories import report
from tests.read.spoken import said, stances


def read_text(text: str, language: str = "en") -> Reading:
    return read(report(text=text, language=language))


def checked(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Stance, cue and content of all statements that have no source."""
    return [
        (one.stance, one.cue.of(text) if one.cue else "", one.content[0].of(text))
        for one in read_text(text, language).statements
        if one.source is None
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Claim: The dam at Lund is gone.\n\nPROBABLY FALSE\n\nIt stands.", "en", ("denies", "PROBABLY FALSE")),
        ("Claim:\nThe dam at Lund is gone.\nRating:\nFalse", "en", ("denies", "False")),
        ("Claim 2: The dam at Lund is gone.\nOur rating: Mostly true.", "en", ("confirms", "Mostly true")),
        ("Claim: “The dam at Lund is gone.”\nVerdict: Misleading. It leaks.", "en", ("hedges", "Misleading")),
        ("Fake: The dam at Lund is gone\n\nIt stands where it stood.", "en", ("denies", "Fake")),
    ],
)
def test_a_claim_that_is_examined_has_the_verdict_for_its_cue(
    text: str, language: str, expected: tuple[str, str]
) -> None:
    assert checked(text, language) == [(*expected, "The dam at Lund is gone")]


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("de", "Behauptung: Der Damm ist gebrochen.\nBewertung: Größtenteils falsch. Er hält.", "Größtenteils falsch"),
        ("fr", "Affirmation : le barrage a cédé.\nVerdict : FAUX", "FAUX"),
        ("es", "Afirmación: la presa ha cedido.\nVeredicto: Falso", "Falso"),
        ("pl", "Fałsz: żołnierze wysadzili tamę\n\nTama stoi.", "Fałsz"),
        ("ru", "Фейк: солдаты взорвали плотину\n\nПлотина стоит.", "Фейк"),
        ("uk", "Твердження: солдати підірвали греблю.\nВердикт: брехня", "брехня"),
    ],
)
def test_verdicts_are_read_in_all_languages(language: str, text: str, cue: str) -> None:
    assert [(stance, words) for stance, words, _ in checked(text, language)] == [("denies", cue)]


def test_without_a_verdict_what_is_examined_stays_open() -> None:
    assert checked("Claim: The dam at Lund is gone.\n\nReaders asked us.") == [
        ("hedges", "Claim", "The dam at Lund is gone")
    ]


def test_a_verdict_is_of_the_claim_above_it() -> None:
    text = "Claim: The dam at Lund is gone.\n\nClaim: The road to Lund is closed.\nFalse"
    assert [stance for stance, _, _ in checked(text)] == ["hedges", "denies"]


def test_what_is_examined_is_not_the_pages_own_voice() -> None:
    text = "Claim: The dam at Lund is gone for good.\n\nFALSE\n\nThe dam stands where it has always stood."
    assert [one.span.of(text) for one in read_text(text).own_voice] == ["The dam stands where it has always stood."]


def test_who_speaks_within_a_claim_is_read_beside_it() -> None:
    text = "Claim: The mayor said that the dam is gone.\n\nFALSE"
    assert said(text, "en") == [
        (None, "FALSE", ("The mayor said that the dam is gone",)),
        ("The mayor", "said", ("that the dam is gone",)),
    ]
    assert stances(text, "en") == ["denies", "asserts"]


@pytest.mark.parametrize(
    "text",
    [
        "Conclusion: false claims abound in the valley, the mayor said.",
        "The claim: that is all he had. True to his word he left.",
        "False\n\nThe dam stands where it has always stood.",
        "Claim: gone.\nFalse",
    ],
)
def test_other_words_are_no_verdict(text: str) -> None:
    assert not any(cue.lower() in ("false", "true") for _, cue, _ in checked(text))
