import time

import pytest

from stemma.model import Access
from stemma.read.access import access_of, own_access_of


@pytest.mark.parametrize(
    ("text", "access"),
    [
        ("I saw the ice close behind us", "witnessed"),
        ("Our reporter counted nine boats", "witnessed"),
        ("The Salt League claimed responsibility for the blockade", "did it"),
        ("We entered the harbour at dawn", "did it"),
        ("Nine boats were lost, according to the ministry's figures", "holds the record"),
        ("Nine boats were lost, according to the ministry’s figures", "holds the record"),
        ("footage of the quay that this paper verified", "holds the record"),
        ("She was told that nine boats were lost", "was told"),
        ("according to reports he received from the quay", "was told"),
        ("Nine boats were lost", "unknown"),
        ("He said the mayor saw no need to act", "unknown"),
        ("", "unknown"),
    ],
)
def test_how_a_speaker_knows(text: str, access: Access) -> None:
    assert access_of(text, "en") == access


def test_the_stronger_access_is_taken() -> None:
    assert access_of("We were told that we entered the harbour first", "en") == "did it"


def test_polish() -> None:
    assert access_of("Widziałem lód na własne oczy", "pl") == "witnessed"


def test_a_language_without_vocabulary_is_read_with_english_words() -> None:
    assert access_of("I saw it", "xx") == "witnessed"


def test_a_broken_page_is_read_in_good_time() -> None:
    began = time.perf_counter()
    access_of("saw the " * 200_000, "en")
    assert time.perf_counter() - began < 20


def test_the_words_of_a_phrase_have_to_stand_together() -> None:
    assert access_of("The responsibility that nobody claimed is the league's", "en") == "unknown"


def test_what_nobody_could_verify_is_no_record() -> None:
    assert access_of("The footage of the ferry was not immediately verified by the agency", "en") == "unknown"
    assert access_of("The footage of the ferry was verified by the agency", "en") == "holds the record"


def test_in_its_own_voice_a_page_does_not_hold_what_others_measured() -> None:
    text = "The flood was the highest ever measured at Kelp Point"
    assert (access_of(text, "en"), own_access_of(text, "en")) == ("holds the record", "unknown")
    assert own_access_of("Documents seen by the paper show it", "en") == "holds the record"
