"""Items that a report takes from: videos, posts, statements, and what was said or seen in them."""

from __future__ import annotations

import pytest

from stemma.model import Credit, Statement
from stemma.read.credits import find_credits
from stemma.read.speakers import identify
from stemma.text.sentences import split
from tests import factories


def credits_in(text: str, *told: tuple[str, str, str], language: str = "en") -> list[Credit]:
    report = factories.report("r1", text, language=language)
    statements: tuple[Statement, ...] = tuple(
        factories.statement(report, content, cue=cue, source=source) for source, cue, content in told
    )
    sentences = split(text, language)
    return list(find_credits(report, sentences, identify(report, sentences, statements)))


def names(text: str, *told: tuple[str, str, str], language: str = "en") -> list[str]:
    return [credit.name for credit in credits_in(text, *told, language=language)]


def test_what_somebody_put_out_is_named_by_the_item() -> None:
    text = "The Salt League has released a new video. The sea froze."
    (found,) = credits_in(text, ("The Salt League", "has released", "The sea froze"))
    assert (found.name, found.span.of(text)) == ("a new video", "The Salt League has released a new video")


def test_people_without_a_name_put_things_out_too() -> None:
    (found,) = credits_in("The islanders Sunday apparently posted online pictures of the wreck.")
    assert found.name == "online pictures"


def test_what_somebody_puts_out_as_a_habit_is_no_source() -> None:
    text = "The Salt League has often posted videos. The sea froze."
    assert names(text, ("The Salt League", "has often posted", "The sea froze")) == []


@pytest.mark.parametrize(
    ("text", "told", "name"),
    [
        ("In a statement, the harbour board said the quay is shut.", "the harbour board", "a statement"),
        ("The harbour board said in a statement that the quay is shut.", "The harbour board", "a statement"),
        ("The harbour board said in the clip that the quay is shut.", "The harbour board", "the clip"),
    ],
)
def test_an_item_in_which_something_was_said(text: str, told: str, name: str) -> None:
    assert names(text, (told, "said", "the quay is shut")) == [name]


def test_an_item_in_which_something_was_seen() -> None:
    assert names("Two tugs were seen in a video near the quay.") == ["a video"]


@pytest.mark.parametrize(
    "text",
    [
        "Two tugs are in the picture now.",
        "The captain remains in her post.",
        "The clerk put it in a letter box.",
        "The paint was found in the video shop.",
    ],
)
def test_nothing_said_or_seen_in_it_makes_no_credit(text: str) -> None:
    assert names(text) == []


def test_a_statement_to_an_outlet_is_credited_to_the_outlet_alone() -> None:
    text = "In a statement to Reuters, the harbour board said the quay is shut."
    assert names(text, ("the harbour board", "said", "the quay is shut")) == ["Reuters"]


def test_an_item_on_a_channel_is_one_credit() -> None:
    text = "In a message on Twitter, the harbour board said the quay is shut."
    assert names(text, ("the harbour board", "said", "the quay is shut")) == ["message on Twitter"]


def test_a_channel_is_named_by_the_name_behind_it() -> None:
    text = "The quay is shut, according to a post on the Telegram channel Kelp Point Live."
    assert names(text) == ["Kelp Point Live"]


def test_an_item_that_is_named_again_is_one_credit() -> None:
    text = "A video posted online shows the quay. A pilot said in the video that it is shut."
    assert names(text, ("A pilot", "said", "it is shut")) == ["A video posted online"]


def test_an_item_named_in_the_same_words_is_of_whoever_put_it_out() -> None:
    text = "In a new video a pilot said it is shut. The Salt League posted a new video. The sea froze."
    (found,) = credits_in(text, ("a pilot", "said", "it is shut"), ("The Salt League", "posted", "The sea froze"))
    assert found.span.of(text) == "The Salt League posted a new video"


def test_an_item_that_is_named_again_tells_whose_it_is() -> None:
    text = "A video posted online shows the quay. The video, uploaded by the Salt League, is short."
    assert names(text) == ["A video posted online", "the Salt League"]


def test_the_name_of_whoever_put_it_out_ends_where_the_sentence_goes_on() -> None:
    assert names("The letter published by Salt Gazette was forged by a clerk.") == ["Salt Gazette"]


def test_who_tweets_is_credited() -> None:
    text = "The Salt League tweeted that the quay is shut."
    assert names(text, ("The Salt League", "tweeted", "the quay is shut")) == ["The Salt League"]


def test_polish_items() -> None:
    assert names("Wcześniej zamieszczono oświadczenia w sprawie portu.", language="pl") == ["oświadczenia"]
    text = "Port jest zamknięty - zapewnia na nagraniu kapitan Wolski."
    told = ("kapitan Wolski", "zapewnia", "Port jest zamknięty")
    assert names(text, told, language="pl") == ["nagraniu"]
