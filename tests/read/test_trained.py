"""The trained readers on sentences of our own, and how what they mark is joined with what the rules find."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.model import Reading, Report, Span
from stemma.model.plain import to_plain
from stemma.read.attributions import Page
from stemma.read.readers import READERS, ReaderName, reader, reader_version
from stemma.read.trained import tag, trained
from stemma.text.encoder import Encoder, Scores, encoder
from stemma.text.pieces import Window
from tests.factories import report

TRAINED: tuple[ReaderName, ...] = ("accurate", "fast")
STORY = """Ferry lost off Brennholm

The ferry Sigrun sank off Brennholm on Tuesday, the harbour master, Ida Koch, said. "We heard a blast at noon," she \
told reporters. "Then the lights went out."

Brennholm Lines denied that the ship had been overloaded. According to the coast guard, 41 passengers were brought \
ashore.

The captain had reportedly left the bridge."""


def read(text: str, name: ReaderName = "accurate", language: str | None = "en") -> tuple[Report, Reading]:
    one = report(text=text, language=language)
    return one, reader(name)(one)


def words(text: str, name: ReaderName = "accurate") -> list[tuple[str | None, str | None, list[str]]]:
    """Source, cue and contents of each statement."""
    one, reading = read(text, name)
    return [
        (
            statement.source.of(one.text) if statement.source else None,
            statement.cue.of(one.text) if statement.cue else None,
            [span.of(one.text) for span in statement.content],
        )
        for statement in reading.statements
    ]


@pytest.mark.parametrize("name", TRAINED)
def test_indirect_speech_has_its_source_cue_and_content(name: ReaderName) -> None:
    ((source, cue, content),) = words("The harbour master said the ferry had left at noon.", name)
    assert (source, cue, content) == ("The harbour master", "said", ["the ferry had left at noon"])


@pytest.mark.parametrize("name", TRAINED)
def test_a_denial_is_one(name: ReaderName) -> None:
    _, reading = read("A spokesman for Brennholm Lines denied that the ship had been overloaded.", name)
    assert [statement.stance for statement in reading.statements] == ["denies"]


@pytest.mark.parametrize("name", TRAINED)
def test_direct_speech_on_both_sides_of_its_cue_is_one_statement(name: ReaderName) -> None:
    ((source, cue, content),) = words('"We heard a blast," Ida Koch said, "and then the lights went out."', name)
    assert (source, cue, len(content)) == ("Ida Koch", "said", 2)


def test_two_cues_have_each_their_own() -> None:
    found = words("The mayor said the bridge was safe, but the engineers warned that it could fall.")
    assert [source for source, _, _ in found] == ["The mayor", "the engineers"]


@pytest.mark.parametrize("teller", ["two farmers told the Tarn Courier", "three residents told the newspaper"])
def test_who_is_named_at_the_end_of_a_sentence_says_it(teller: str) -> None:
    ((source, cue, content),) = words(f"The army shelled the village of Ngora on Friday, {teller}.")
    assert (source, cue) == (teller.split(" told")[0], "told")
    assert content == ["The army shelled the village of Ngora on Friday"]


@pytest.mark.parametrize("name", TRAINED)
def test_names_are_marked_with_their_kind(name: ReaderName) -> None:
    one, reading = read("Ida Koch of the World Health Organization flew from Nairobi to Oslo on Tuesday.", name)
    found = {entity.span.of(one.text): entity.kind for entity in reading.entities}
    assert found["Ida Koch"] == "person"
    assert found["Oslo"] == found["Nairobi"] == "place"
    assert found["Tuesday"] == "date"


def test_a_hedge_of_the_pages_own_is_a_statement_without_a_source() -> None:
    _, reading = read(STORY)
    assert ("hedges", None) in [(statement.stance, statement.speaker) for statement in reading.statements]


def test_footage_shows_but_says_nothing() -> None:
    assert not words("A video posted on Tuesday shows the ferry listing in the harbour.")


def test_what_a_quotation_within_anothers_words_says_is_found_too() -> None:
    found = words(
        'According to the Brennholm Post, the mayor, Jan Weiss, told it: "The bridge will be closed for a year."'
    )
    assert "Jan Weiss" in " ".join(source or "" for source, _, _ in found)


def test_a_headline_is_read_by_the_rules() -> None:
    text = "Ferry sank within minutes, harbour master says\n\nThe ferry left on Tuesday."
    assert ("harbour master", "says", ["Ferry sank within minutes"]) in words(text)


def test_what_the_network_was_not_trained_on_is_left_to_the_rules() -> None:
    german = "Der Hafenmeister sagte, die Fähre sei um zwölf Uhr ausgelaufen."
    one = report(text=german, language="de")
    assert reader("accurate")(one) == reader("rules")(one)
    unknown = report(text=STORY, language=None)
    assert reader("accurate")(unknown) == reader("rules")(unknown)


def test_a_denial_in_a_sentence_of_its_own_is_not_part_of_what_the_next_one_reports() -> None:
    assert ("Brennholm Lines", "denied", ["that the ship had been overloaded"]) in words(STORY)


def test_what_stands_in_another_paragraph_is_nobodys_unless_it_is_quoted() -> None:
    found = words("The ferry was full.\n\nIt left at noon, the harbour master said.")
    assert [content for _, _, content in found] == [["It left at noon"]]


@pytest.mark.parametrize("name", READERS)
def test_the_same_report_gives_the_same_reading_whatever_was_read_before(name: ReaderName) -> None:
    first = to_plain(read(STORY, name)[1])
    read("A shorter text.", name)
    read(STORY * 5, name)
    assert to_plain(read(STORY, name)[1]) == first


@pytest.mark.parametrize("name", TRAINED)
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ".", "“", "”" * 400, "said " * 3_000, "a" * 20_000, "\ud800 said \x00"]
)
def test_text_that_is_no_news_is_read_without_harm(text: str, name: ReaderName) -> None:
    assert read(text, name)[1].report


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc ABC.,“”\"'said\n-:é1"), max_size=400))
def test_all_spans_lie_in_the_text_and_hold_something(text: str) -> None:
    one, reading = read(text, "fast")
    spans = [span for statement in reading.statements for span in statement.content]
    spans += [entity.span for entity in reading.entities]
    assert all(0 <= span.start < span.end <= len(one.text) for span in spans)


def test_windows_reach_the_whole_of_a_long_page() -> None:
    text = "The mayor said the bridge was safe. " * 400
    page = Page(text, (Span(0, len(text)),), tuple(Span(at, at + 35) for at in range(0, len(text), 36)), (), "en")
    found = tag(encoder("fast"), page)
    assert found.attributions[-1].content[0].start > len(text) - 40


class _Labelling(Encoder):
    """An encoder that gives every word the labels it is told, in turn."""

    def __init__(self, labels: list[int]) -> None:
        real = encoder("fast")
        self.__dict__.update(real.__dict__)
        self._labels = labels

    def read(self, windows: Sequence[Window]) -> list[Scores]:
        return list(map(self._scores, windows))

    def _scores(self, window: Window) -> Scores:
        speech = np.zeros((len(window.words), len(self.speech_chain.labels)), np.float32)
        speech[np.arange(len(window.words)), self._labels[: len(window.words)]] = 50
        entities = np.zeros((len(window.words), len(self.entity_chain.labels)), np.float32)
        entities[:, 0] = 50
        return Scores(speech, entities, np.zeros((len(window.words), 4 * self.linking.width), np.float32))


def test_a_mark_without_a_source_is_kept_only_for_a_verb_of_speech() -> None:
    # It so [happened or announced: cue] [that the ferry sank: content] .
    attribute = trained(_Labelling([0, 0, 3, 5, 6, 6, 6, 0]))
    for verb, kept in (("happened", 0), ("announced", 1)):
        text = f"It so {verb} that the ferry sank."
        page = Page(text, (Span(0, len(text)),), (Span(0, len(text)),), (), "en")
        assert len(attribute(page).attributions) == kept, verb


def test_a_version_names_reader_and_weights() -> None:
    assert len({reader_version(name) for name in READERS}) == len(READERS)


def test_nobody_who_says_something_is_a_silence() -> None:
    _, reading = read("No harbour official has said that the ferry was overloaded.")
    assert [statement.stance for statement in reading.statements] == ["other"]
