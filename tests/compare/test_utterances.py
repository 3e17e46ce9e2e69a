"""Renderings of one sentence meet; sentences that only look alike stay apart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from stemma.compare.align import Aligner
from stemma.compare.forms import distinct_forms
from stemma.compare.links import compare
from stemma.compare.meanings import Floats, meanings
from stemma.compare.renderings import Speech
from stemma.compare.utterances import least_alike
from stemma.compare.voices import Voices
from stemma.model import Actor, Judgement, Reading, Report, Span, UtteranceMember
from stemma.model.rulings import Subject, place_of, rulings_of
from tests.compare.speeches import Compared, person, spoken

ONE_TRANSLATION = (
    "Dockers of the southern harbour, you know us and we know you. Our grandmothers gutted herring on these quays "
    "so that we could go to school. In a port where a crane is worth more than the man beneath it, in a port where "
    "they pave the owner's driveway instead of mending the ladders, where apprentices are locked out for asking for "
    "gloves, nobody should be surprised that we have stopped. Stale with debts, bribes, secret contracts and fear. "
    "We shall not load another ship until the ladders are mended!"
)
OTHER_TRANSLATION = (
    "Dockers of the south harbour, you know us, we know you. On these quays our grandmothers gutted herring so we "
    "could attend school. It is a port where “a man’s life is worth less than the crane above him,” and where "
    "apprentices were “locked out” “for demanding gloves.” The company was “stale from debt, bribery, secret "
    "contracts and fear.” Until the ladders are repaired we will not load a single ship."
)


def speech_of(*pairs: tuple[Report, Reading]) -> Speech:
    compared = Compared(*pairs)
    aligner = Aligner(compared.material.lexicon)
    forms = distinct_forms(compared.material, aligner)
    return Speech(compared.material, forms, aligner, Voices([person("mara")]))


def two_translations(one: str | None = "mara", other: str | None = "mara") -> Compared:
    return Compared(
        spoken("a", (ONE_TRANSLATION, one)), spoken("b", (OTHER_TRANSLATION, other)), actors=[person("mara")]
    )


@pytest.mark.parametrize("speakers", [("mara", "mara"), ("mara", None), (None, None)])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("you know us and we know you", "you know us, we know you"),
        ("gutted herring", "gutted herring"),
        ("apprentices are locked out", "apprentices were “locked out”"),
        ("Stale with debts", "stale from debt"),
        ("We shall not load another ship", "we will not load a single ship"),
    ],
)
def test_two_translations_of_one_speech_meet(one: str, other: str, speakers: tuple[str | None, str | None]) -> None:
    assert two_translations(*speakers).together(one, other)


def test_a_long_sentence_is_trimmed_to_the_clause_that_matches() -> None:
    compared = two_translations()
    member = compared.member("apprentices are locked out")
    assert "driveway" not in member
    assert "surprised" not in member


# How the words of a report may be packed: what stands in the same row means the same.
SUBJECTS = (("lamps", "lights"), ("dredger",), ("harbour master", "keeper"))


class Subjects:
    """An encoder that knows only which of three matters words are about."""

    version = "subjects/1"

    def covers(self, language: str | None) -> bool:
        return language == "en"

    def __call__(self, text: str, spans: Sequence[Span], language: str | None) -> Floats:
        said = [span.of(text) for span in spans]
        return np.array([[any(word in one for word in row) for row in SUBJECTS] for one in said], np.float32)


def with_meanings(pair: tuple[Report, Reading]) -> tuple[Report, Reading]:
    made, reading = pair
    return made, replace(reading, meanings=meanings(made, reading, Subjects()))


LONG = "The lamps on the southern pier went out shortly after nine, and the harbour master had been told of it in May."
REWORDED = (
    "It was nine when darkness fell on the southern pier because its lights failed, as the keeper had heard in May."
)


def test_long_sentences_that_share_words_here_and_there_meet_as_wholes_where_they_mean_the_same() -> None:
    pairs = [spoken("a", (LONG, "mara")), spoken("b", (REWORDED, "mara"))]
    (by_words,) = Compared(*pairs, actors=[person("mara")]).utterances
    assert all(span_text(pairs, member) not in (LONG.rstrip("."), REWORDED.rstrip(".")) for member in by_words.members)
    (utterance,) = Compared(*map(with_meanings, pairs), actors=[person("mara")]).utterances
    assert [span_text(pairs, member) for member in utterance.members] == [LONG.rstrip("."), REWORDED.rstrip(".")]


def span_text(pairs: Sequence[tuple[Report, Reading]], member: UtteranceMember) -> str:
    return next(member.span.of(made.text) for made, _ in pairs if made.id == member.report).rstrip(".")


def test_a_part_of_a_sentence_means_what_its_clause_means() -> None:
    told = "The dredger came at dawn from the northern yard, and the lamps of the southern pier went out after nine."
    pairs = spoken("a", (told, "mara")), spoken("b", ("The lights failed.", "mara"))
    speech = speech_of(*map(with_meanings, pairs))
    (long, short) = sorted(speech.speakers, key=lambda form: -len(speech.forms.runs[form]))
    whole, other = speech.whole((long, "mara")), speech.whole((short, "mara"))
    clause = whole._replace(first=9)
    assert speech.meant(clause, other) > speech.meant(whole, other)
    # Of words that are far from any clause nothing is known.
    assert speech.meant(whole._replace(first=7, last=12), other) == 0


def test_one_word_is_no_sentence_that_others_render() -> None:
    compared = Compared(spoken("a", ("Luvania", "mara")), spoken("b", ("to Luvania", "mara")), actors=[person("mara")])
    assert not compared.utterances


def test_what_one_person_says_is_marked_with_its_speaker() -> None:
    assert {utterance.speaker for utterance in two_translations().utterances} == {"mara"}


def test_every_utterance_says_why() -> None:
    for utterance in two_translations().utterances:
        assert utterance.evidence
        assert all(evidence.why and evidence.left and evidence.right for evidence in utterance.evidence)


def test_two_persons_with_the_same_stock_formula_stay_apart() -> None:
    formula = "Our thoughts are with the families of the victims."
    compared = Compared(
        spoken("a", (formula, "ada")), spoken("b", (formula, "bertil")), actors=[person("ada"), person("bertil")]
    )
    assert compared.utterances == ()


def test_two_bodies_with_the_same_stock_formula_stay_apart() -> None:
    formula = "Our thoughts are with the families."
    bodies = [Actor(id=name, name=name.title(), kind="organisation") for name in ("ministry", "railway")]
    compared = Compared(spoken("a", (formula, "ministry")), spoken("b", (formula, "railway")), actors=bodies)
    assert compared.utterances == ()


def test_the_same_words_of_one_speaker_are_one_utterance() -> None:
    words = "The tunnel will reopen once the pumps are tested."
    compared = Compared(*(spoken(name, (words, "ada")) for name in "abc"), actors=[person("ada")])
    assert [len(utterance.members) for utterance in compared.utterances] == [3]


def test_speakers_that_are_not_known_do_not_keep_long_words_apart() -> None:
    words = "The tunnel will reopen on schedule once the new pumps from Aarhus are tested under full load."
    compared = Compared(spoken("a", (words, "ada")), spoken("b", (words, None)), actors=[person("ada")])
    assert [utterance.speaker for utterance in compared.utterances] == ["ada"]


def test_different_sentences_about_one_matter_stay_apart() -> None:
    compared = Compared(
        spoken("a", ("The ferry left the harbour at nine with its doors open.", "ada")),
        spoken("b", ("The ferry company has paid nothing to the widows of the crew.", "ada")),
        actors=[person("ada")],
    )
    assert compared.utterances == ()


def test_translations_are_asked_for_less_than_two_versions_in_one_language() -> None:
    english, other = (
        spoken("a", ("We have stopped the cranes.", "mara")),
        spoken("b", ("The cranes stand still.", "mara")),
    )
    polish = spoken("c", ("Zatrzymaliśmy dźwigi.", "mara"))
    polish = (replace(polish[0], language="pl"), replace(polish[1], language="pl"))
    speech = speech_of(english, other, polish)
    one, two, three = (speech.whole(speech.key_of[number]) for number in range(3))
    assert least_alike(speech, [one], [three]) < least_alike(speech, [one], [two])
    assert least_alike(speech, [one, three], [three]) == least_alike(speech, [one], [two])


def test_a_negated_version_shows_its_negation() -> None:
    compared = Compared(
        spoken("a", ("The pumps in the northern tunnel were tested before the flood.", "ada")),
        spoken("b", ("The pumps in the northern tunnel were never tested before the flood.", "ada")),
        actors=[person("ada")],
    )
    assert [drift.kind for drift in compared.drift()] == ["negation"]


def test_differing_numbers_are_shown() -> None:
    compared = Compared(
        spoken("a", ("Some 40 lorries crossed the frozen lake towards Oulu before dawn.", "ada")),
        spoken("b", ("Some 70 lorries crossed the frozen lake towards Oulu before dawn.", "ada")),
        actors=[person("ada")],
    )
    (drift,) = compared.drift()
    assert drift.kind == "number"
    assert drift.before is not None
    assert drift.after is not None
    words = {pointer.span.of(compared.reports[pointer.report].text) for pointer in (drift.before, drift.after)}
    assert words == {"40", "70"}


def test_stop_words_alone_are_no_drift() -> None:
    compared = Compared(
        spoken("a", ("The ladders on the quay were rusted through.", "ada")),
        spoken("b", ("Ladders on that quay had been rusted through.", "ada")),
        actors=[person("ada")],
    )
    assert compared.utterances
    assert compared.drift() == []


def test_a_chain_of_likenesses_does_not_tie_its_ends() -> None:
    chain = [
        "The mayor of Turku opened the new bridge on Friday morning.",
        "The mayor of Turku opened the new bridge while fishermen blocked the canal.",
        "Angry fishermen blocked the canal with forty rusty trawlers.",
    ]
    compared = Compared(*(spoken(str(n), (words, None)) for n, words in enumerate(chain)))
    assert not compared.together("Friday morning", "rusty trawlers")


def test_the_order_of_the_reports_makes_no_difference() -> None:
    pairs = [
        spoken("a", (ONE_TRANSLATION, "mara")),
        spoken("b", (OTHER_TRANSLATION, None)),
        spoken("c", ("We shall not load another ship until the ladders are mended!", None)),
    ]
    first = Compared(*pairs, actors=[person("mara")])
    random.Random(3).shuffle(pairs)
    again = Compared(*pairs, actors=[person("mara")])
    assert first.utterances == again.utterances
    assert first.claims == again.claims


def test_a_judgement_alone_makes_an_utterance_of_what_has_no_word_in_common() -> None:
    one, one_reading = spoken("a", ("The lamp on the mole is dark.", "warden"))
    other, other_reading = spoken("b", ("Nobody lit anything.", "warden"))
    reports, readings = (one, other), (one_reading, other_reading)
    subjects = [
        Subject((place_of(report, reading.statements[0].content[0]),))
        for report, reading in zip(reports, readings, strict=True)
    ]
    row = Judgement(
        id="j", verb="same utterance", subjects=tuple(s.text for s in subjects), author="Ada", made="2031-05-08"
    )
    assert not compare(reports, readings).utterances
    (found,) = compare(reports, readings, rulings_of([row], reports)).utterances
    assert [(m.report, m.statement) for m in found.members] == [(r.report, r.statements[0].id) for r in readings]
    assert [(e.kind, e.why) for e in found.evidence] == [("judged", "judged one utterance by Ada on 2031-05-08")]


RELEASE = (
    "The ferry was in the marked channel and all her papers were in order.",
    "Two of the crew were treated for cuts on the quay.",
)


def of_publisher(pair: tuple[Report, Reading], publisher: str) -> tuple[Report, Reading]:
    made, reading = pair
    return replace(made, publisher=publisher), reading


@pytest.mark.parametrize(("publisher", "renderings"), [("Ministry of Waterways", 2), ("The Tarn Courier", 0)])
def test_what_a_body_puts_out_itself_is_said_by_it(publisher: str, renderings: int) -> None:
    pairs = [
        of_publisher(spoken("a", own=RELEASE), publisher),
        of_publisher(spoken("b", ("the ferry was in the marked channel and her papers were in order", None)), "Daily"),
    ]
    utterances = compare([made for made, _ in pairs], [reading for _, reading in pairs]).utterances
    members = [member for utterance in utterances for member in utterance.members]
    assert [member.report for member in members] == ["a", "b"][:renderings]
    assert [member.statement is None for member in members] == [True, False][:renderings]


def test_two_sentences_that_a_body_puts_out_are_two_utterances() -> None:
    alike = (RELEASE[0], "The barge was in the marked channel without papers, and its lamps were out.")
    made, reading = of_publisher(spoken("a", own=alike), "Ministry of Waterways")
    other = spoken("b", ("the ferry was in the marked channel and her papers were in order", None))
    utterances = compare([made, other[0]], [reading, other[1]]).utterances
    assert [len(utterance.members) for utterance in utterances] == [2]


def test_two_who_put_out_reports_themselves_have_words_of_their_own() -> None:
    pairs = [
        of_publisher(
            spoken("a", own=("Two of the ferry's crew were treated for cuts on the quay.",)), "Port Authority"
        ),
        of_publisher(
            spoken("b", own=("Two of the ferry's crew were treated for burns on the quay.",)), "Ferry Ministry"
        ),
    ]
    assert not compare([made for made, _ in pairs], [reading for _, reading in pairs]).utterances
